"""Errors for people: the place, what is wrong, what to do. Exit code 2; no traceback for what was to be expected."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import IO, Any

import click

from asylon.law.book import BookError
from asylon.law.calendars import CalendarError
from asylon.law.files import InputError, Problem


class Refusal(click.ClickException):
    """An input that the command does not take. ``problems`` name each place and its remedy."""

    exit_code = 2

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message and, one by one, the problems."""
        out = file or sys.stderr
        click.echo(self.message, file=out)
        for problem in self.problems:
            click.echo(f"  {problem.place}\n    {problem.wrong}\n    {problem.remedy}", file=out)


def of_input(error: InputError, source: str = "") -> Refusal:
    """The problems of an input, under its name."""
    count = len(error.problems)
    things = "1 thing is" if count == 1 else f"{count} things are"
    return Refusal(f"{source or 'The input'} cannot be used: {things} wrong. Nothing was done.", error.problems)


def refusal(error: Exception) -> Refusal | None:
    """An expected error of the rooms below as a refusal; None for what nobody expected."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, InputError):
        return of_input(error)
    if isinstance(error, (BookError, CalendarError)):
        return Refusal(f"The book of law cannot answer: {str(error).rstrip('.')}.")
    if isinstance(error, OSError) and error.filename is not None:
        return Refusal(f"{error.filename}: {error.strerror or error}. See whether the path and its rights are correct.")
    # The rooms that may not have been imported: an error of theirs can only come when they were.
    register = sys.modules.get("asylon.register.errors")
    if register is not None and isinstance(error, register.RegisterError):
        return Refusal(str(error))
    reading = sys.modules.get("asylon.cases.reading")
    if reading is not None and isinstance(error, reading.CaseError):
        return Refusal(f"A golden case cannot be read: {error}")
    printing = sys.modules.get("asylon.lawbook.typesetting")
    if printing is not None and isinstance(error, printing.PrintingError):
        return Refusal(str(error))
    surroundings = sys.modules.get("asylon.desk.environment")
    if surroundings is not None and isinstance(error, surroundings.SurroundingsError):
        return Refusal(str(error))
    return None
