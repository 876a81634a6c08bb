"""Figures of Member States from a file: CSV, JSON or YAML, for every calculation of the law alike.

One row is one Member State (in one year). JSON and YAML hold a list of such rows, or an object with ``figures`` and what
else the calculation takes. All that is wrong is told at once, each with its line and remedy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec
import yaml

from asylon.cli import case_input, csv_rows
from asylon.cli.refusals import Refusal
from asylon.gazette.holidays import member_states
from asylon.law.files import Problem


class Column(msgspec.Struct, frozen=True):
    """A column of figures. ``whole``: a number of persons; ``number``: with decimals; ``needed``: never left empty."""

    name: str
    type: Literal["state", "year", "whole", "number", "text"]
    needed: bool = False


#: The three figures of APR 47(4).
CAPACITY = (
    Column("state", "state", needed=True),
    Column("year", "year"),
    Column("irregular_crossings", "whole"),
    Column("rescue_arrivals", "whole"),
    Column("refusals_of_entry", "whole"),
    Column("source", "text"),
)

#: The two criteria of AMMR 66.
REFERENCE_KEY = (
    Column("state", "state", needed=True),
    Column("population", "whole", needed=True),
    Column("gdp", "number", needed=True),
)

#: How each type of cell is written.
_WRITTEN = {
    "state": "Write the two letters of a Member State, or EU for the Union as a whole.",
    "year": "Write a year of four digits.",
    "whole": "Write a whole number in digits, not negative; leave it empty where it is not known.",
    "number": "Write a number with a point for decimals, not negative; leave it empty where it is not known.",
    "text": "Write a text.",
}
#: The longest year, and the number of its digits.
_YEARS = range(1000, 10000)


def read(source: str, columns: Sequence[Column], *, extras: Sequence[str] = ()) -> dict[str, Any]:
    """The figures of a file (``-``: standard input) as the data of a calculation: ``figures`` and the ``extras`` given.

    Raises :class:`Refusal` with every problem found.
    """
    return read_text(case_input.read_text(source), source, columns, extras=extras)


def read_text(text: str, source: str, columns: Sequence[Column], *, extras: Sequence[str] = ()) -> dict[str, Any]:
    """The same for a text; ``source`` is its name in messages."""
    problems: list[Problem] = []
    further: dict[str, Any] = {}
    if source.endswith(".csv") or not _is_structured(text, source):
        needed = [column.name for column in columns if column.needed]
        remedy = f"Columns: {', '.join(column.name for column in columns)}."
        entries: Iterator[tuple[int, Mapping[str, Any]]] = iter(
            list(csv_rows.rows(text, source, needed, "a table of figures", remedy))
        )
    else:
        entries, further = _structured(text, source, columns, extras, problems)
    rows: list[dict[str, Any]] = []
    seen: dict[tuple[Any, ...], int] = {}
    for line, entry in entries:
        row = _row(line, entry, columns, problems)
        key = tuple(row.get(column.name) for column in columns if column.type in ("state", "year"))
        if key in seen and None not in key:
            told = " ".join(str(part) for part in key)
            problems.append(
                Problem(f"line {line}", f"{told} stands in line {seen[key]} already.", "Keep one of the two.")
            )
        seen.setdefault(key, line)
        rows.append(row)
    if not rows and not problems:
        problems.append(Problem("the file", "it holds no row of figures.", "Give a row for each Member State."))
    if problems:
        things = "1 thing is" if len(problems) == 1 else f"{len(problems)} things are"
        raise Refusal(f"{source} cannot be used as figures: {things} wrong. Nothing was computed.", problems)
    return {"figures": rows, **further}


def _is_structured(text: str, source: str) -> bool:
    return source.endswith((".json", ".yaml", ".yml")) or text.lstrip()[:1] in ("{", "[", "-")


def _structured(
    text: str, source: str, columns: Sequence[Column], extras: Sequence[str], problems: list[Problem]
) -> tuple[Iterator[tuple[int, Mapping[str, Any]]], dict[str, Any]]:
    """Rows with their lines, and the extras, of JSON or YAML (JSON is read as the YAML it is)."""
    names = ", ".join(column.name for column in columns)
    remedy = f"Write a list of rows, or an object with figures: rows with {names}."
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        whole = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "line 1"
        wrong = str(getattr(error, "problem", "") or error)
        raise Refusal(f"{source} cannot be read.", [Problem(place, f"{wrong}.", remedy)]) from None
    except case_input.NO_VALUE as error:
        raise Refusal(
            f"{source} cannot be read.", [Problem("the file", f"{case_input.no_value(error)}.", remedy)]
        ) from None
    further: dict[str, Any] = {}
    node, found = root, whole
    if isinstance(whole, dict):
        for key, value in root.value:
            if key.value == "figures":
                node, found = value, whole["figures"]
            elif key.value in extras:
                further[key.value] = whole[key.value]
            else:
                place = f"line {key.start_mark.line + 1}"
                known = ", ".join(("figures", *extras))
                problems.append(Problem(place, f"{key.value!r} is not known here.", f"Known: {known}."))
    if not isinstance(found, list):
        raise Refusal(
            f"{source} cannot be used as figures.",
            [*problems, Problem("the file", "it holds no list of rows.", remedy)],
        )
    entries: list[tuple[int, Mapping[str, Any]]] = []
    for part, entry in zip(node.value, found, strict=True):
        line = part.start_mark.line + 1
        if isinstance(entry, dict):
            entries.append((line, {str(name): value for name, value in entry.items() if value is not None}))
        else:
            problems.append(Problem(f"line {line}", f"{entry!r} is no row.", remedy))
    return iter(entries), further


def _row(line: int, entry: Mapping[str, Any], columns: Sequence[Column], problems: list[Problem]) -> dict[str, Any]:
    known = {column.name: column for column in columns}
    row: dict[str, Any] = {}
    for name, value in entry.items():
        column = known.get(name)
        if column is None:
            problems.append(Problem(f"line {line}", f"{name!r} is no column.", f"Columns: {', '.join(known)}."))
            continue
        made = _value(value, column)
        if made is None:
            problems.append(Problem(f"line {line}, {name}", f"{value!r} cannot be used.", _WRITTEN[column.type]))
        else:
            row[name] = made
    for column in columns:
        if column.needed and column.name not in entry:
            problems.append(Problem(f"line {line}, {column.name}", "it is empty.", _WRITTEN[column.type]))
    return row


def _value(value: Any, column: Column) -> Any:
    """The value as its type, None where it is not of that type."""
    if isinstance(value, bool):
        return None
    text = str(value).strip()
    if column.type == "text":
        return text
    if column.type == "state":
        states = {entry.iso: entry.code for entry in member_states()} | {
            entry.code: entry.code for entry in member_states()
        }
        return states.get(text.upper(), "EU" if text.upper() == "EU" else None)
    try:
        number = float(text) if column.type == "number" else int(text)
    except ValueError:
        return None
    if number != number or number < 0 or number == float("inf"):
        return None
    if column.type == "year" and number not in _YEARS:
        return None
    return number
