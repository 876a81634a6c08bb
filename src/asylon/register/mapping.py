"""Column maps: a table of another system taken in as facts.

A map (YAML or JSON) says which column holds the number of the case and which facts a row tells of::

    case: Zaaknummer
    state: NL
    person: Volgnummer            # a column; or {value: p1} where each row is one person
    facts:
      - kind: person_described
        at: {column: Instroom, form: "%d-%m-%Y"}
        nationality: {column: Land, words: {Syrië: SY, Eritrea: ER}}
        born: {column: Geboren, form: "%d-%m-%Y"}
      - kind: application_made
        at: {column: Instroom, form: "%d-%m-%Y"}
        when: Instroom            # only where this column holds something

What comes out are the lines that an export writes; they are checked and stored like those. Every error names the row of the
table it comes from.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.facts import KINDS
from asylon.register.errors import RegisterError
from asylon.register.transfer import FORMAT


class ColumnMapError(RegisterError):
    """A map that cannot be used with this table; nothing was taken in."""

    def __init__(self, en: str, nl: str, where: str) -> None:
        super().__init__(
            Bilingual(en, nl),
            where,
            Bilingual(
                "Correct the map, or the names of the columns.", "Verbeter de kaart, of de namen van de kolommen."
            ),
        )


class ColumnMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which columns of a table tell which facts; see the module."""

    case: str
    state: str
    person: str | dict[str, str]
    facts: list[dict[str, Any]]
    prefix: str = ""


class MappedLine(msgspec.Struct, frozen=True):
    """A line as an export writes it, and the rows of the table (from 2) each of its facts comes from."""

    text: bytes
    row: int


def read_map(raw: object) -> ColumnMap:
    """Read a map. Raises :class:`ColumnMapError` that names what is wrong."""
    try:
        found = msgspec.convert(raw, ColumnMap)
    except msgspec.ValidationError as error:
        raise ColumnMapError(f"The map cannot be read: {error}", f"De kaart is niet te lezen: {error}", "") from None
    for number, fact in enumerate(found.facts):
        kind = fact.get("kind")
        if kind not in KINDS:
            raise ColumnMapError(
                f"{kind!r} is no kind of fact", f"{kind!r} is geen soort feit", f"facts[{number}].kind"
            )
        known = set(KINDS[str(kind)].__struct_fields__) | {"kind", "when"}
        strange = sorted(set(fact) - known)
        if strange:
            raise ColumnMapError(
                f"{kind} has no field {', '.join(strange)}",
                f"{kind} heeft geen veld {', '.join(strange)}",
                f"facts[{number}]",
            )
    return found


def mapped(
    rows: Iterable[str], column_map: ColumnMap, *, actor: str, unit: str, purpose: str, recorded: datetime | None = None
) -> Iterator[MappedLine]:
    """The lines of an export that a table (CSV) tells of; rows of one case stand together.

    A cell that cannot be read becomes a fact that the import refuses, with its row. Raises :class:`ColumnMapError` where
    the table lacks a column of the map.
    """
    table = list(csv.DictReader(rows, delimiter=_delimiter(rows := list(rows))))
    columns = set(table[0]) if table else set()
    missing = sorted(_columns(column_map) - columns) if table else []
    if missing:
        raise ColumnMapError(
            f"The table has no column {', '.join(missing)}", f"De tabel heeft geen kolom {', '.join(missing)}", ""
        )
    moment = (recorded or datetime.now(UTC)).isoformat()
    cases: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for number, row in enumerate(table, start=2):
        case = f"{column_map.prefix}{row[column_map.case].strip()}"
        for fact in column_map.facts:
            told = _fact(fact, row, column_map)
            if told is not None:
                cases.setdefault(case, []).append((number, told))
    yield MappedLine(msgspec.json.encode({"format": FORMAT}), 1)
    for case, facts in cases.items():
        for entry, (number, fact) in enumerate(facts, start=1):
            line = {
                "case": case, "state": column_map.state, "entry": entry, "entries": len(facts), "fact": fact,
                "recorded": moment, "actor": actor, "unit": unit, "purpose": purpose,
            }  # fmt: skip
            yield MappedLine(msgspec.json.encode(line), number)


def _delimiter(rows: list[str]) -> str:
    first = rows[0] if rows else ""
    return ";" if first.count(";") > first.count(",") else ","


def _columns(column_map: ColumnMap) -> set[str]:
    found = {column_map.case}
    values: list[Any] = [column_map.person, *(value for fact in column_map.facts for value in fact.values())]
    for value in values:
        if isinstance(value, Mapping) and "column" in value:
            found.add(str(value["column"]))
    if isinstance(column_map.person, str):
        found.add(column_map.person)
    found |= {str(fact["when"]) for fact in column_map.facts if "when" in fact}
    return found


def _fact(fact: Mapping[str, Any], row: Mapping[str, str], column_map: ColumnMap) -> dict[str, Any] | None:
    """The fact a row tells of; None where it tells of none."""
    if "when" in fact and not (row.get(str(fact["when"])) or "").strip():
        return None
    person = column_map.person
    told: dict[str, Any] = {
        "kind": fact["kind"],
        "person": person["value"] if isinstance(person, Mapping) else f"p{(row[person] or '').strip()}",
    }
    for name, source in fact.items():
        if name in ("kind", "when"):
            continue
        value = _value(source, row)
        if value not in (None, ""):
            told[name] = value
    return told


def _value(source: Any, row: Mapping[str, str]) -> Any:
    if not isinstance(source, Mapping):
        return source
    if "value" in source:
        return source["value"]
    text = (row.get(str(source.get("column"))) or "").strip()
    if not text:
        return None
    words = source.get("words")
    if isinstance(words, Mapping):
        return words.get(text, text)
    form = source.get("form")
    if form:
        try:
            read = datetime.strptime(text, str(form))  # noqa: DTZ007 - a zone, where one counts, stands in the form
        except ValueError:
            return text
        exact = any(sign in str(form) for sign in ("%H", "%I"))
        return read.isoformat() if exact else read.date().isoformat()
    return text
