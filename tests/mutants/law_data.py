"""Small changes to the data of the law: a row, a condition, a bound, a figure, a date of application.

A changed table must be caught by its proof or by a golden case, a changed figure by a golden case.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec

from asylon.law.book import Book, Parameter
from asylon.law.lengths import Length
from asylon.law.proof import proof_of
from asylon.law.table_inputs import Bound, Choice, Interval, Not, Span
from asylon.law.tables import TABLES, DecisionTable, Row

#: What a condition on a bound becomes when the value equal to the bound changes sides.
_OTHER_SIDE = {"at_most": "below", "below": "at_most", "above": "at_least", "at_least": "above", "between": "between"}


@dataclass(frozen=True)
class TableMutant:
    """A table with one row, condition or bound changed. ``made`` is None where the change makes it no table at all."""

    table: str
    what: str
    made: DecisionTable | None

    @property
    def group(self) -> str:
        """By what the score is told: the block of the table."""
        return f"{'.'.join(_module(self.table).split('.')[:3])}: decision tables"

    def __str__(self) -> str:
        return f"table {self.table}: {self.what} ({_module(self.table)})"


@dataclass(frozen=True)
class FigureMutant:
    """A figure one unit more or less, or a date a day earlier or later."""

    key: str
    what: str
    step: int
    place: int = 0
    cite: str = ""

    @property
    def group(self) -> str:
        """By what the score is told."""
        return "figures and dates"

    def __str__(self) -> str:
        return f"{self.key}: {self.what} ({self.cite})"


# --- tables -----------------------------------------------------------------------------------------------------


def table_mutants() -> list[TableMutant]:
    """Every row with another outcome, every row and condition left out, every value equal to a bound on its other side."""
    return [mutant for table in TABLES.values() for mutant in _of_table(table)]


@cache
def _modules() -> dict[str, str]:
    """In which module of the law each table is declared."""
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("asylon.law.")]
    return {
        item.name: module.__name__
        for module in modules
        for item in vars(module).values()
        if isinstance(item, DecisionTable)
    }


def _module(table: str) -> str:
    return _modules().get(table, "asylon.law")


def _of_table(table: DecisionTable) -> Iterator[TableMutant]:
    outcomes = list(table.outcomes)
    for place, row in enumerate(table.rows):
        others = [outcome for outcome in outcomes if outcome != row.then]
        if others:
            other = others[place % len(others)]
            yield _with_row(table, place, replace(row, then=other), f"row {row.id} ends in {other}")
        yield _with_row(table, place, None, f"row {row.id} is lost")
        for name in row.when:
            when = {key: value for key, value in row.when.items() if key != name}
            yield _with_row(table, place, replace(row, when=when), f"row {row.id} no longer looks at {name}")
    for number, entry in enumerate(table.inputs):
        if isinstance(entry, Interval):
            for bound in entry.cuts:
                yield _with_bound(table, number, entry, bound)


def _with_row(table: DecisionTable, place: int, row: Row | None, what: str) -> TableMutant:
    rows = (*table.rows[:place], *((row,) if row is not None else ()), *table.rows[place + 1 :])
    return TableMutant(table.name, what, _table(table, table.inputs, rows))


def _with_bound(table: DecisionTable, number: int, entry: Interval, bound: Bound) -> TableMutant:
    cuts = tuple(replace(cut, inclusive=not cut.inclusive) if cut.name == bound.name else cut for cut in entry.cuts)
    inputs = list(table.inputs)
    inputs[number] = replace(entry, bounds=cuts)
    rows = tuple(
        replace(
            row,
            when={key: _turned(value, bound.name) if key == entry.name else value for key, value in row.when.items()},
        )
        for row in table.rows
    )
    what = f"the value equal to {bound.name} lies on the other side"
    return TableMutant(table.name, what, _table(table, tuple(inputs), rows))


def _turned(condition: Any, bound: str) -> Any:
    if isinstance(condition, Not):
        return Not(tuple(_turned(part, bound) for part in condition.conditions))
    if isinstance(condition, (tuple, list, set, frozenset)):
        return tuple(_turned(part, bound) for part in condition)
    if isinstance(condition, Span) and bound in (condition.lower, condition.upper):
        return replace(condition, written=_OTHER_SIDE[condition.written])
    return condition


def _table(table: DecisionTable, inputs: tuple[Choice | Interval, ...], rows: tuple[Row, ...]) -> DecisionTable | None:
    try:
        return DecisionTable(table.name, table.question, inputs, rows, table.outcomes, table.hit_policy)
    except ValueError:
        return None


def changes_nothing(mutant: TableMutant) -> bool:
    """Whether every cell is answered by the same row as before: the condition left out is one the rows above settle."""
    made, table = mutant.made, TABLES[mutant.table]
    if made is None or made.inputs != table.inputs or len(made.rows) != len(table.rows):
        return False
    said = [(row.id, row.then, row.rules, row.cite) for row in table.rows]
    return made.rows_by_cell == table.rows_by_cell and said == [
        (row.id, row.then, row.rules, row.cite) for row in made.rows
    ]


def put_table(mutant: TableMutant) -> bool:
    """Let the table be the mutant, for whoever holds it. False where its proof already shows that it is wrong."""
    if mutant.made is None or not proof_of(mutant.made).holds:
        return False
    table = TABLES[mutant.table]
    for field in fields(mutant.made):
        object.__setattr__(table, field.name, getattr(mutant.made, field.name))
    return True


# --- figures ----------------------------------------------------------------------------------------------------


def figure_mutants(book: Book) -> list[FigureMutant]:
    """Every figure and every date of application, one unit less and one more."""
    found = []
    for parameter in book.parameters.values():
        for place, dated in enumerate(parameter.values):
            for step in (-1, 1):
                if _stepped(dated.value, step) is not None:
                    what = f"{dated.value} becomes {_stepped(dated.value, step)}"
                    found.append(FigureMutant(parameter.key, what, step, place, parameter.cite))
    for act, item in book.applications.items():
        for step in (-1, 1):
            found.append(
                FigureMutant(f"act {act}", f"applies from {item.applies + timedelta(days=step)}", step, 0, act)
            )
    return found


def _stepped(value: str | float, step: int) -> str | float | None:
    """The value one unit further; None where there is no such value."""
    if isinstance(value, (int, float)):
        return value + step
    try:
        length = Length.parse(value)
    except ValueError:
        try:
            return (date.fromisoformat(value) + timedelta(days=step)).isoformat()
        except ValueError:
            return None
    return str(Length(length.count + step, length.unit)) if length.count + step > 0 else None


def with_figure(book: Book, mutant: FigureMutant) -> Book:
    """The book with the mutant's figure or date."""
    if mutant.key.startswith("act "):
        act = mutant.key.removeprefix("act ")
        item = book.applications[act]
        applies = item.applies + timedelta(days=mutant.step)
        changed = msgspec.structs.replace(item, applies=applies)
        return book.changed(applications={**book.applications, act: changed}).answered({})
    parameter: Parameter = book.parameters[mutant.key]
    values = tuple(
        msgspec.structs.replace(dated, value=_stepped(dated.value, mutant.step)) if place == mutant.place else dated
        for place, dated in enumerate(parameter.values)
    )
    changed_parameter = msgspec.structs.replace(parameter, values=values)
    return book.changed(parameters={**book.parameters, mutant.key: changed_parameter})
