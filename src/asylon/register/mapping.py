"""Column maps: a table of another system taken in as facts.

A map (YAML or JSON) says which column holds the number of the case and which facts a row tells of::

    case: Zaaknummer
    state: NL
    prefix: NL-2026-              # goes before the number; one of at most six digits is filled up with zeros
    person: Volgnummer            # a column; or {value: p1} where each row is one person
    facts:
      - kind: person_described
        at: {column: Instroom, form: "%d-%m-%Y"}
        nationality: {column: Land, words: {Syrië: SY, Eritrea: ER}}
        born: {column: Geboren, form: "%d-%m-%Y"}
        name: Naam                # a text is the name of a column
        unaccompanied: false      # true, false and a number stand for themselves, any other value as {value: …}
      - kind: application_made
        at: {column: Instroom, form: "%d-%m-%Y"}
        when: Instroom            # only where this column holds something

A time without a zone is one of the Member State. What comes out are the lines that an export writes; they are checked and
stored like those. Whatever is wrong is told with the row, the column and what stands in the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.cells import types_of
from asylon.law.citations import Bilingual
from asylon.law.facts import KINDS
from asylon.law.facts.vocabulary import told
from asylon.law.misfits import did_you_mean, misfit, named, nearest
from asylon.law.moments import Moment
from asylon.law.quotation import quoted
from asylon.register.casefiles import NUMBER
from asylon.register.mapping_cells import ColumnMapError, Source, Wrong, cell_value, or_words, source
from asylon.register.mapping_tables import read_table
from asylon.register.transfer import RowError
from asylon.register.transfer_lines import FORMAT

#: A cell that holds only the last part of a case number is filled up to so many digits.
_DIGITS = 6


class ColumnMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which columns of a table tell which facts; see the module."""

    case: Annotated[str, told("the column of the case number", "de kolom van het zaaknummer")]
    state: Annotated[str, told("Member State", "lidstaat", pattern="^[A-Z]{2}$")]
    person: Annotated[str | dict[str, str], told("person", "persoon")]
    facts: Annotated[list[dict[str, Any]], told("the facts of a row", "de feiten van een rij")]
    prefix: Annotated[str, told("what goes before the number", "wat vóór het nummer komt")] = ""


class MappedLine(msgspec.Struct, frozen=True):
    """A line as an export writes it, and where it comes from: the row of the table, its cells, the sources of its fields."""

    text: bytes
    row: int
    cells: Mapping[str, str] = {}
    sources: Mapping[str, Source] = {}


class Mapped(msgspec.Struct, frozen=True):
    """What a table tells: the lines of sound cases; what is wrong with the others, and how many those are."""

    lines: list[MappedLine]
    errors: list[RowError]
    refused: int


def read_map(raw: object) -> ColumnMap:
    """Read a map. Raises :class:`ColumnMapError` that names what is wrong."""
    try:
        found = msgspec.convert(raw, ColumnMap)
    except msgspec.ValidationError as error:
        wrong = misfit(error, ColumnMap, raw)
        raise ColumnMapError(
            Bilingual(f"The map cannot be read: {wrong.wrong.en}", f"De kaart is niet te lezen: {wrong.wrong.nl}"),
            wrong.path.lstrip("."),
            wrong.remedy,
        ) from None
    if not found.facts:
        raise ColumnMapError(
            Bilingual("The map names no fact", "De kaart noemt geen feit"),
            "facts",
            Bilingual(
                "Write under facts what a row tells of, each with its kind.",
                "Schrijf onder facts waarvan een rij vertelt, telkens met de soort (kind).",
            ),
        )
    _person(found)
    for number, fact in enumerate(found.facts):
        _sources(fact, f"facts[{number}]")
    return found


def _person(column_map: ColumnMap) -> Source:
    raw = column_map.person
    if isinstance(raw, dict) and set(raw) not in ({"value"}, {"column"}):
        raise ColumnMapError(
            Bilingual("The person is neither a column nor a value", "De persoon is geen kolom en geen waarde"),
            "person",
            Bilingual("Write the name of a column, or {value: p1}.", "Schrijf de naam van een kolom, of {value: p1}."),
        )
    return source("person", raw, str, "person")


def _sources(fact: Mapping[str, Any], place: str) -> dict[str, Source]:
    """Where each field of a fact of the map comes from. Raises :class:`ColumnMapError` for what cannot be right."""
    kind = fact.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        near = did_you_mean(nearest(str(kind), KINDS))
        raise ColumnMapError(
            Bilingual(f"{quoted(kind)} is no kind of fact", f"{quoted(kind)} is geen soort feit"),
            f"{place}.kind",
            near + Bilingual("The known ones: asylon law facts.", "De bekende soorten: asylon law facts."),
        )
    fields = {field.name: field for field in msgspec.structs.fields(KINDS[kind])}
    words = named(kind, KINDS[kind].words)
    strange = sorted(set(map(str, fact)) - set(fields) - {"kind", "when"})
    if strange:
        near = did_you_mean(nearest(strange[0], fields))
        known = ", ".join(fields)
        raise ColumnMapError(
            Bilingual(
                f"{words.en} has no field {', '.join(strange)}", f"{words.nl} heeft geen veld {', '.join(strange)}"
            ),
            place,
            near + Bilingual(f"Fields: {known}.", f"Velden: {known}."),
        )
    missing = [name for name, field in fields.items() if field.required and name != "person" and name not in fact]
    if missing:
        raise ColumnMapError(
            Bilingual(
                f"{words.en} needs {', '.join(missing)}, and the map does not say where that stands",
                f"{words.nl} heeft {', '.join(missing)} nodig, en de kaart zegt niet waar dat staat",
            ),
            place,
            Bilingual("Name the column of each.", "Noem van elk de kolom."),
        )
    types = types_of(KINDS[kind])
    return {
        name: source(name, value, types[name], f"{place}.{name}", needed=fields[name].required)
        for name, value in fact.items()
        if name not in ("kind", "when")
    }


def mapped(
    rows: Iterable[str],
    column_map: ColumnMap,
    *,
    zone: ZoneInfo,
    actor: str,
    unit: str,
    purpose: str,
    recorded: datetime | None = None,
) -> Mapped:
    """The lines of an export that a table (CSV) tells of; rows of one case stand together.

    ``zone`` is that of the Member State. A case with a cell that cannot be used is left out, with an error for each such
    cell. Raises :class:`ColumnMapError` where the table has no rows, cannot be read, or lacks a column of the map.
    """
    person = _person(column_map)
    plans = [(fact, _sources(fact, f"facts[{number}]")) for number, fact in enumerate(column_map.facts)]
    sources = [person, *(one for _, found in plans for one in found.values())]
    wanted = [column_map.case, *(one.column for one in sources if one.column)]
    wanted += [str(fact["when"]) for fact in column_map.facts if "when" in fact]
    table = read_table(rows, wanted)
    moment = (recorded or datetime.now(UTC)).isoformat()
    cases: dict[str, list[tuple[int, Mapping[str, str], dict[str, Any], Mapping[str, Source]]]] = {}
    rows_of: dict[str, int] = {}
    errors: list[RowError] = []
    refused: set[str] = set()
    for number, row in table:
        case = _case(row[column_map.case], column_map)
        if NUMBER.fullmatch(case) is None:
            if case not in refused:
                errors.append(_no_number(number, row[column_map.case], column_map))
            refused.add(case)
            continue
        told_by = cases.setdefault(case, [])
        rows_of.setdefault(case, number)
        who = row[person.column] if person.column else str(person.value)
        if not who:
            errors.append(_row_error(number, person.column, (_EMPTY, _FILL)))
            refused.add(case)
            continue
        for fact, fields in plans:
            if "when" in fact and not row[fact["when"]]:
                continue
            content: dict[str, Any] = {"kind": fact["kind"], "person": f"p{who}" if person.column else who}
            for name, one in fields.items():
                value = cell_value(one, row, zone)
                if isinstance(value, tuple):
                    errors.append(_row_error(number, one.column, value))
                    refused.add(case)
                elif value is not None:
                    content[name] = value
            told_by.append((number, row, content, fields))
    lines = [MappedLine(msgspec.json.encode({"format": FORMAT}), 1)]
    for case, facts in cases.items():
        if not facts and case not in refused:
            errors.append(_row_error(rows_of[case], column_map.case, (_NO_FACT, _SEE_WHEN)))
            refused.add(case)
        if case in refused:
            continue
        for entry, (number, cells, content, origins) in enumerate(facts, start=1):
            line = {
                "case": case, "state": column_map.state, "entry": entry, "entries": len(facts), "fact": {"id": f"f{entry}", **content},
                "recorded": moment, "actor": actor, "unit": unit, "purpose": purpose,
            }  # fmt: skip
            lines.append(MappedLine(msgspec.json.encode(line), number, cells, origins))
    return Mapped(lines, errors, len(refused))


def in_table(error: RowError, line: MappedLine, column_map: ColumnMap) -> RowError:
    """An error of the import in words of the table: the row, the column, what stands in the cell, and what to do."""
    part, _, rest = error.place.partition(".")
    field = rest.partition("[")[0] if part == "fact" else "at" if part.startswith("fact ") else ""
    if field == "person" or part == "person":
        found = _person(column_map)
    elif field in line.sources:
        found = line.sources[field]
    else:
        return _row_error(line.row, column_map.case, (error.wrong, error.remedy))
    if not found.column:
        stands = Bilingual(
            f" The value stands in the map, under {found.place}.", f" De waarde staat in de kaart, onder {found.place}."
        )
        return _row_error(line.row, found.place, (error.wrong, error.remedy + stands))
    shown = quoted(line.cells[found.column])
    holds = Bilingual(f" The cell holds {shown}.", f" In de cel staat {shown}.")
    remedy = error.remedy
    if found.wanted not in (Moment, date) and field != "person":
        remedy += Bilingual(" Correct the cell", " Verbeter de cel") + or_words(found)
    wrong = error.wrong if shown in error.wrong.en else error.wrong + holds
    return _row_error(line.row, found.column, (wrong, remedy))


_EMPTY = Bilingual("the cell is empty.", "de cel is leeg.")
_FILL = Bilingual("Fill it in.", "Vul haar in.")
_NO_FACT = Bilingual("the rows of this case tell of no fact.", "de rijen van deze zaak vertellen van geen enkel feit.")
_SEE_WHEN = Bilingual(
    "Fill in a column that the map names under when.", "Vul een kolom in die de kaart onder when noemt."
)


def _case(cell: str, column_map: ColumnMap) -> str:
    if column_map.prefix and cell.isdecimal():
        cell = cell.zfill(_DIGITS)
    return f"{column_map.prefix}{cell}" if cell else ""


def _no_number(row: int, cell: str, column_map: ColumnMap) -> RowError:
    if not cell:
        wrong = Bilingual(
            "the row does not say to which case it belongs.", "de rij zegt niet bij welke zaak zij hoort."
        )
    else:
        made = quoted(_case(cell, column_map))
        behind = Bilingual("", "")
        if column_map.prefix:
            behind = Bilingual(f", with the prefix {made},", f", met het voorvoegsel {made},")
        wrong = Bilingual(
            f"{quoted(cell)}{behind.en} is no number of a case.",
            f"{quoted(cell)}{behind.nl} is geen nummer van een zaak.",
        )
    example = f"{column_map.state}-2026-004217"
    remedy = Bilingual(
        f"A number looks like {example}: the Member State, the year, six digits. Where the column holds only the last"
        f" digits, write prefix: {example[:8]} in the map; zeros are added.",
        f"Een nummer ziet eruit als {example}: de lidstaat, het jaar, zes cijfers. Staan in de kolom alleen de laatste"
        f" cijfers, schrijf dan prefix: {example[:8]} in de kaart; nullen worden aangevuld.",
    )
    return _row_error(row, column_map.case, (wrong, remedy))


def _row_error(row: int, column: str, wrong: Wrong) -> RowError:
    return RowError(row, column, *wrong, table=True)
