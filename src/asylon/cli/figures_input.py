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
from asylon.cli.refusals import Refusal, count_wrong, line_place, reader_language
from asylon.gazette.holidays import member_states
from asylon.law.citations import Bilingual
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
    "state": Bilingual(
        "Write the two letters of a Member State, or EU for the Union as a whole.",
        "Schrijf de twee letters van een lidstaat, of EU voor de Unie als geheel.",
    ),
    "year": Bilingual("Write a year of four digits.", "Schrijf een jaar van vier cijfers."),
    "whole": Bilingual(
        "Write a whole number in digits, not negative; leave it empty where it is not known.",
        "Schrijf een geheel getal in cijfers, niet negatief; laat het leeg waar het niet bekend is.",
    ),
    "number": Bilingual(
        "Write a number with a point for decimals, not negative; leave it empty where it is not known.",
        "Schrijf een getal met een punt voor decimalen, niet negatief; laat het leeg waar het niet bekend is.",
    ),
    "text": Bilingual("Write a text.", "Schrijf een tekst."),
}
_FILE = Bilingual("the file", "het bestand")
_TABLE = Bilingual("a table of figures", "tabel van cijfers")
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
        names = ", ".join(column.name for column in columns)
        remedy = Bilingual(f"Columns: {names}.", f"Kolommen: {names}.")
        entries: Iterator[tuple[int, Mapping[str, Any]]] = iter(
            list(csv_rows.rows(text, source, needed, _TABLE, remedy))
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
                Problem.at(
                    line_place(line),
                    (f"{told} stands in line {seen[key]} already.", f"{told} staat al in regel {seen[key]}."),
                    ("Keep one of the two.", "Houd een van de twee."),
                )
            )
        seen.setdefault(key, line)
        rows.append(row)
    if not rows and not problems:
        problems.append(
            Problem.at(
                _FILE[reader_language()],
                ("it holds no row of figures.", "er staat geen rij met cijfers in."),
                ("Give a row for each Member State.", "Geef een rij voor elke lidstaat."),
            )
        )
    if problems:
        count = count_wrong(problems)
        raise Refusal(
            Bilingual(
                f"{source} cannot be used as figures: {count.en}. Nothing was computed.",
                f"{source} is niet bruikbaar als cijfers: {count.nl}. Er is niets berekend.",
            ),
            problems,
        )
    return {"figures": rows, **further}


def _is_structured(text: str, source: str) -> bool:
    return source.endswith((".json", ".yaml", ".yml")) or text.lstrip()[:1] in ("{", "[", "-")


def _structured(
    text: str, source: str, columns: Sequence[Column], extras: Sequence[str], problems: list[Problem]
) -> tuple[Iterator[tuple[int, Mapping[str, Any]]], dict[str, Any]]:
    """Rows with their lines, and the extras, of JSON or YAML (JSON is read as the YAML it is)."""
    names = ", ".join(column.name for column in columns)
    remedy = Bilingual(
        f"Write a list of rows, or an object with figures: rows with {names}.",
        f"Schrijf een lijst van rijen, of een object met figures: rijen met {names}.",
    )
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        whole = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = line_place(mark.line + 1, mark.column + 1) if mark else line_place(1)
        raise Refusal(case_input.not_read(source), [Problem(place, case_input.yaml_words(error), remedy)]) from None
    except case_input.NO_VALUE as error:
        raise Refusal(
            case_input.not_read(source), [Problem(_FILE[reader_language()], case_input.no_value(error), remedy)]
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
                known = ", ".join(("figures", *extras))
                problems.append(
                    Problem.at(
                        line_place(key.start_mark.line + 1),
                        (f"{key.value!r} is not known here.", f"{key.value!r} is hier niet bekend."),
                        (f"Known: {known}.", f"Bekend: {known}."),
                    )
                )
    if not isinstance(found, list):
        raise Refusal(
            csv_rows.unusable(source, Bilingual("figures", "cijfers")),
            [
                *problems,
                Problem(
                    _FILE[reader_language()],
                    Bilingual("it holds no list of rows.", "er staat geen lijst van rijen in."),
                    remedy,
                ),
            ],
        )
    entries: list[tuple[int, Mapping[str, Any]]] = []
    for part, entry in zip(node.value, found, strict=True):
        line = part.start_mark.line + 1
        if isinstance(entry, dict):
            entries.append((line, {str(name): value for name, value in entry.items() if value is not None}))
        else:
            problems.append(
                Problem(line_place(line), Bilingual(f"{entry!r} is no row.", f"{entry!r} is geen rij."), remedy)
            )
    return iter(entries), further


def _row(line: int, entry: Mapping[str, Any], columns: Sequence[Column], problems: list[Problem]) -> dict[str, Any]:
    known = {column.name: column for column in columns}
    row: dict[str, Any] = {}
    for name, value in entry.items():
        column = known.get(name)
        if column is None:
            columns_known = ", ".join(known)
            problems.append(
                Problem.at(
                    line_place(line),
                    (f"{name!r} is no column.", f"{name!r} is geen kolom."),
                    (f"Columns: {columns_known}.", f"Kolommen: {columns_known}."),
                )
            )
            continue
        made = _value(value, column)
        if made is None:
            wrong = Bilingual(f"{value!r} cannot be used.", f"{value!r} is niet bruikbaar.")
            problems.append(Problem(f"{line_place(line)}, {name}", wrong, _WRITTEN[column.type]))
        else:
            row[name] = made
    for column in columns:
        if column.needed and column.name not in entry:
            wrong = Bilingual("it is empty.", "het is leeg.")
            problems.append(Problem(f"{line_place(line)}, {column.name}", wrong, _WRITTEN[column.type]))
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
