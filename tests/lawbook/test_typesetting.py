"""The book is set in a process of its own: what goes wrong there is told here, and its memory goes with it."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import date

import pytest

from asylon.gazette import book
from asylon.lawbook import typesetting
from asylon.lawbook.printing import contents
from asylon.lawbook.typesetting import PrintingError, compiled

ON = date(2026, 11, 23)
AFTERWARDS = """
import resource, sys
from datetime import date
from asylon.gazette import book
from asylon.lawbook.printing import pdf

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert pdf(book(), date(2026, 11, 23), "en").startswith(b"%PDF")
print("typst" in sys.modules, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_who_asks_for_the_book_grows_by_little_more_than_the_book() -> None:
    told = subprocess.run([sys.executable, "-c", AFTERWARDS], capture_output=True, text=True, check=True).stdout.split()
    assert told[0] == "False", "the compiler is not loaded here"
    assert int(told[1]) < 150, "megabytes, of which six are the book"


def test_what_the_compiler_refuses_is_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    data = contents(book(), ON, "en")
    with caplog.at_level(logging.ERROR, "asylon.lawbook"), pytest.raises(PrintingError) as refused:
        compiled({name: part for name, part in data.items() if name != "edition"}, ON)
    assert "edition" in refused.value.cause
    assert refused.value.cause in str(refused.value)
    assert refused.value.cause in caplog.text


def test_a_book_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "LONGEST", 0)
    with pytest.raises(PrintingError, match="longer than 0 seconds"):
        compiled({}, ON)


def test_where_no_process_can_be_started_or_it_is_killed_that_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("programs")
    monkeypatch.setattr(sys, "executable", str(folder / "nothing"))
    with pytest.raises(PrintingError, match="could be started for it: No such file"):
        compiled({}, ON)
    killed = folder / "killed"
    killed.write_text("#!/bin/sh\nkill -KILL $$\n")
    killed.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(killed))
    with pytest.raises(PrintingError, match="ended by signal 9; memory may have run out"):
        compiled({}, ON)
