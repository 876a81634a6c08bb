"""The numbers of a table's bounds, as the book gives them where nothing derogates.

A table names its bounds; a case gives their numbers with its derogations. Whoever prints or exports a table wants the
numbers of a day instead, and the figures of the book they come from.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from asylon.law.book import Book, BookError, Parameter
from asylon.law.table_inputs import Bound, Choice
from asylon.law.tables import DecisionTable


def bounds_of(table: DecisionTable) -> Iterator[Bound]:
    """Every bound of a table's inputs, in order."""
    for entry in table.inputs:
        if not isinstance(entry, Choice):
            yield from entry.cuts


def numbers_on(table: DecisionTable, book: Book, on: date, state: str = "") -> dict[str, float]:
    """The number of every bound on a day, in a Member State, without derogations.

    Raises :class:`BookError` where a bound names no figure of the book.
    """
    found: dict[str, float] = {}
    for bound in bounds_of(table):
        if not bound.figure:
            raise BookError(
                f"bound {bound.name!r} of table {table.name!r} names no figure: give Bound(…, figure=…) the key of the"
                " gazette's figure that holds its number",
                f"grens {bound.name!r} van tabel {table.name!r} noemt geen cijfer: geef Bound(…, figure=…) de sleutel van"
                " het cijfer in de gazette waarin haar getal staat",
            )
        found[bound.name] = book.number(bound.figure, on, state)
    return found


def figures_of(table: DecisionTable, book: Book) -> tuple[Parameter, ...]:
    """The figures behind a table's bounds, those of derogations after the ordinary ones, each once."""
    bounds = tuple(bounds_of(table))
    keys = [bound.figure for bound in bounds] + [key for bound in bounds for key in bound.derogations]
    return tuple(book.parameters[key] for key in dict.fromkeys(keys) if key in book.parameters)
