"""Accounts from the command line: each command runs in a process of its own, as the desk is set up once a process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PASSWORD = "a-long-fictional-password-2026"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "asylon", "account", *arguments], capture_output=True, text=True)


def test_an_account_is_added_listed_given_a_token_and_closed(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    added = run(
        "add", "j.devries", "--role", "dublin_unit", "--unit", "dublin", "--full-name", "Jo (fictional)", "--password",
        PASSWORD, *data,
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    assert "dublin_unit" in run("list", *data).stdout
    assert len(run("token", "j.devries", *data).stdout.strip()) > 30
    assert run("close", "j.devries", *data).returncode == 0
    assert "(closed)" in run("list", *data).stdout
    assert "no open account" in run("token", "j.devries", *data).stderr


def test_a_weak_password_and_an_unknown_role_are_refused_in_plain_words(tmp_path: Path) -> None:
    weak = run("add", "x", "--role", "monitor", "--unit", "monitoring", "--password", "12345", "--data", str(tmp_path))
    assert weak.returncode == 2
    assert "Traceback" not in weak.stderr
    unknown = run("add", "x", "--role", "king", "--unit", "monitoring", "--password", PASSWORD, "--data", str(tmp_path))
    assert "There is no role king" in unknown.stderr


def test_the_authorisation_table_is_printed_in_both_languages() -> None:
    assert "Dublin unit: read a case" in run("authorisations").stdout
    assert "grenswachter: een zaak lezen" in run("authorisations", "--lang", "nl").stdout
