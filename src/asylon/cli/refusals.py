"""Errors for people: the place, what is wrong, what to do. Exit code 2; no traceback for what was to be expected."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import IO, Any

import click

from asylon.law.book import BookError
from asylon.law.calendars import CalendarError
from asylon.law.citations import Bilingual
from asylon.law.files import InputError, Problem

#: Where a command notes the language it was asked in.
_LANGUAGE = "asylon.language"


def answer_in(lang: str) -> None:
    """Note the language in which a command was asked to answer, for what goes wrong in it."""
    click.get_current_context().meta[_LANGUAGE] = lang


def reader_language() -> str:
    """The language of ``--lang``; English where a command has none."""
    context = click.get_current_context(silent=True)
    return str(context.meta.get(_LANGUAGE, "en")) if context is not None else "en"


def line_place(line: int, column: int | None = None) -> str:
    """A line, and a column in it, as a place in the reader's language."""
    words = {"en": ("line", "column"), "nl": ("regel", "kolom")}[reader_language()]
    return f"{words[0]} {line}" + (f", {words[1]} {column}" if column is not None else "")


class Refusal(click.ClickException):
    """An input that the command does not take. ``problems`` name each place and its remedy.

    It is told in the language of the command; a ``message`` of one text only stays as it is.
    """

    exit_code = 2

    def __init__(self, message: str | Bilingual, problems: Sequence[Problem] = ()) -> None:
        self.lang = reader_language()
        super().__init__(message if isinstance(message, str) else message[self.lang])
        self.problems = tuple(problems)

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message and, one by one, the problems."""
        out = file or sys.stderr
        click.echo(self.message, file=out)
        for problem in self.problems:
            click.echo(f"  {problem.place}\n    {problem.wrong[self.lang]}\n    {problem.remedy[self.lang]}", file=out)


def of_input(error: InputError, source: str | Bilingual = "") -> Refusal:
    """The problems of an input, under its name."""
    count = count_wrong(error.problems)
    name = Bilingual(source or "The input", source or "De invoer") if isinstance(source, str) else source
    return Refusal(
        Bilingual(
            f"{name.en} cannot be used: {count.en}. Nothing was done.",
            f"{name.nl} is niet bruikbaar: {count.nl}. Er is niets gedaan.",
        ),
        error.problems,
    )


def count_wrong(problems: Sequence[Problem]) -> Bilingual:
    """How many things are wrong."""
    if len(problems) == 1:
        return Bilingual("1 thing is wrong", "er is 1 ding fout")
    return Bilingual(f"{len(problems)} things are wrong", f"er zijn {len(problems)} dingen fout")


def refusal(error: Exception) -> Refusal | None:
    """An expected error of the rooms below as a refusal; None for what nobody expected."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, InputError):
        return of_input(error)
    if isinstance(error, (BookError, CalendarError)):
        return Refusal(
            Bilingual(
                f"The book of law cannot answer: {error.said.en.rstrip('.')}.",
                f"Het wetboek kan niet antwoorden: {error.said.nl.rstrip('.')}.",
            )
        )
    if isinstance(error, OSError) and error.filename is not None:
        return Refusal(
            Bilingual(
                f"{error.filename}: {error.strerror or error}. See whether the path and its rights are correct.",
                f"{error.filename}: {error.strerror or error}. Kijk of het pad en de rechten erop kloppen.",
            )
        )
    # The rooms that may not have been imported: an error of theirs can only come when they were.
    register = sys.modules.get("asylon.register.errors")
    if register is not None and isinstance(error, register.RegisterError):
        return Refusal(error.told(reader_language()))
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
