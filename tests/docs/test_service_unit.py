"""The example of a unit for systemd starts a command that exists, and may write where that command writes."""

from __future__ import annotations

import configparser
import shlex
from pathlib import Path

import click

from asylon.cli.main import main

UNIT = Path(__file__).parents[2] / "docs" / "examples" / "asylon.service"


def service() -> dict[str, str]:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string(UNIT.read_text("utf-8"))
    return dict(read["Service"])


def test_the_unit_starts_the_server_with_options_it_has_in_the_folder_it_may_write() -> None:
    _program, name, *words = shlex.split(service()["ExecStart"])
    command = main.get_command(click.Context(main), name)
    assert command is not None
    found = command.make_context(name, words).params
    assert str(found["data"]) == service()["ReadWritePaths"]
    assert found["host"] == "127.0.0.1"
