"""Progress is told on a terminal, and nothing runs beside it that would keep other processes from helping."""

from __future__ import annotations

import io
import sys
import threading

import pytest

from asylon.cli.progress import one_by_one, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("errors", [io.StringIO, Terminal])
def test_a_bar_starts_no_thread(errors: type[io.StringIO], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", errors())
    before = threading.enumerate()
    with progress("files") as told:
        told(1, 2)
        assert threading.enumerate() == before
    assert list(one_by_one("abc", "letters")) == ["a", "b", "c"]
    assert threading.enumerate() == before


def test_a_bar_counts_up_to_what_is_done_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for errors, shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", errors)
        with progress("files", before="fictional persons") as told:
            told(2, 5)
            told(5, 5)
        assert ("fictional persons: 100%" in errors.getvalue()) == shown
        assert ("5/5" in errors.getvalue()) == shown
