"""Serving: refused where it cannot be right, and upkeep that goes on until told to stop."""

from __future__ import annotations

import socket
import threading

from click.testing import CliRunner

from asylon.cli import serve as serving
from asylon.cli.folder import CLOCK
from asylon.cli.main import main
from asylon.register import RegisterError
from asylon.register.errors import BusyError


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def test_a_port_in_use_is_refused_with_what_to_do(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = run("serve", "--data", str(tmp_path / "data"), "--port", str(port))
    assert answer.exit_code == 2
    assert "--port" in answer.output
    assert not (tmp_path / "data").exists()


def test_a_real_start_refuses_the_folder_of_the_demonstration(tmp_path, monkeypatch):
    monkeypatch.setenv("ASYLON_DATA", "")
    monkeypatch.setenv("ASYLON_MODE", "")
    monkeypatch.setattr(serving, "_require_free", lambda host, port: None)
    (tmp_path / CLOCK).write_text("{}", encoding="utf-8")
    answer = run("serve", "--data", str(tmp_path))
    assert answer.exit_code == 2
    assert "--demonstration" in answer.output


def test_sign_ins_are_shown_only_for_the_demonstration(capsys):
    serving._announce("127.0.0.1", 8000, demonstration=False)
    shown = capsys.readouterr().out
    assert "http://127.0.0.1:8000/" in shown
    assert "password" not in shown


def test_upkeep_goes_on_after_a_refusal_and_ends_when_told(capsys, monkeypatch):
    monkeypatch.setattr(serving, "EVERY", 0.0)
    stop = threading.Event()
    rounds = []

    class Register:
        def advance(self, cancel):
            rounds.append(cancel())
            if len(rounds) == 1:
                raise BusyError("log", 1)
            stop.set()

    assert issubclass(BusyError, RegisterError)
    serving._keep_current(Register(), stop)
    assert rounds == [False, False]
    assert "could not be brought up to date" in capsys.readouterr().err
