"""Tables, limits and facts of the law as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from asylon.cli.position_output import WIDTH
from asylon.law.book import Book
from asylon.law.circumstances import Circumstance
from asylon.law.citations import Bilingual
from asylon.law.facts import Fact
from asylon.law.moments import Moment
from asylon.law.periods_words import language, long_date
from asylon.law.provisions import ACTORS, BLOCKS, TimeLimit
from asylon.law.provisions import limits as time_limits
from asylon.law.tables import Bounds, DecisionTable
from asylon.law.tables_render import absent_words, row_words
from asylon.law.vocabulary import GROUPS
from asylon.lawbook.words import figure_words, range_words

_WORDS: dict[str, Bilingual] = {
    "first": Bilingual("The first row that fits, from the top, decides.", "De eerste regel van boven die past, beslist."),
    "unique": Bilingual("Exactly one row fits every case.", "Op elk geval past precies één regel."),
    "inputs": Bilingual("Inputs", "Invoer"),
    "rows": Bilingual("Rows", "Regels"),
    "size": Bilingual("{} rows, {} inputs, {} cells", "{} regels, {} invoergegevens, {} cellen"),
    "from": Bilingual("from", "vanaf"),
    "counted": Bilingual("counted by {}", "geteld volgens {}"),
    "range": Bilingual("national choice: {}", "nationale keuze: {}"),
    "edition": Bilingual(
        "Edition {} of the law, with the figures of {}.", "Uitgave {} van het recht, met de cijfers van {}."
    ),
    "missed": Bilingual("If missed", "Bij overschrijding"),
    "open": Bilingual("Open questions", "Open vragen"),
    "limits": Bilingual("{} time limits", "{} termijnen"),
    "circumstances": Bilingual("Circumstances of Member States and the Union", "Omstandigheden van lidstaten en de Unie"),
    "required": Bilingual("required", "verplicht"),
    "hours": Bilingual(
        "A time of day with its zone is needed: a limit in hours starts here.",
        "Een tijdstip met tijdzone is nodig: hier begint een termijn in uren.",
    ),
    "more": Bilingual("The fields of a kind: asylon law facts KIND", "De velden van een soort: asylon law facts KIND"),
}  # fmt: skip

_TYPES: dict[str, Bilingual] = {
    "string": Bilingual("text", "tekst"),
    "date": Bilingual("day", "dag"),
    "moment": Bilingual("day, or instant with zone", "dag, of tijdstip met tijdzone"),
    "boolean": Bilingual("true | false", "true | false"),
    "integer": Bilingual("whole number", "geheel getal"),
    "number": Bilingual("number", "getal"),
    "object": Bilingual("object", "object"),
    "array": Bilingual("list", "lijst"),
}


def wrapped(text: str, indent: int, first: str | None = None) -> str:
    """Text folded at 80 columns; ``first`` opens its first line."""
    lead = " " * indent
    return textwrap.fill(
        text, WIDTH, initial_indent=lead if first is None else first, subsequent_indent=lead,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def table_list(tables: Iterable[DecisionTable], lang: str) -> str:
    """Each table: its name, its question, its size."""
    lines = []
    for item in tables:
        size = _WORDS["size"][lang].format(len(item.rows), len(item.inputs), len(item.rows_by_cell))
        lines += [item.name, wrapped(item.question[lang], 4), f"    {size}"]
    return "\n".join(lines)


def edition(book: Book, on: date, lang: str) -> str:
    """Which law a file shows: the edition, and the day of its figures."""
    return _WORDS["edition"][lang].format(book.edition, long_date(on, language(lang), weekday=False))


def table(item: DecisionTable, lang: str, bounds: Bounds | None = None) -> str:
    """A table as sentences: its inputs, and each row with its conditions, outcome, rules and article."""
    lines = [wrapped(item.question[lang], 0), _WORDS[item.hit_policy][lang], "", _WORDS["inputs"][lang]]
    lines += [wrapped(f"{entry.label[lang]} ({absent_words(entry, lang)})", 4, "  - ") for entry in item.inputs]
    lines += ["", _WORDS["rows"][lang]]
    width = max(len(row.id) for row in item.rows)
    indent = width + 3
    for row in item.rows:
        condition, outcome = row_words(item, row, lang, bounds)
        lines.append(wrapped(condition, indent, f"  {row.id:{width}} "))
        lines.append(wrapped(outcome, indent))
        lines.append(wrapped(f"[{row.cite} | {', '.join(row.rules)}]", indent))
    return "\n".join(lines)


def limits(book: Book, lang: str) -> str:
    """Every declared time limit by block, with the length that the book gives it on its own day of application."""
    from asylon.law.chapters import load

    load()
    found = time_limits()
    lines: list[str] = []
    for block, title in BLOCKS.items():
        here = [item for item in found if item.block == block]
        if here:
            lines += [title[lang], "-" * len(title[lang])]
        for item in here:
            lines += _limit(item, book, lang)
            lines.append("")
    lines.append(_WORDS["limits"][lang].format(len(found)))
    return "\n".join(lines)


def _limit(item: TimeLimit, book: Book, lang: str) -> list[str]:
    parameter = book.parameters[item.length]
    since: date = parameter.values[-1].since
    length = figure_words(book.value(item.length, since), lang)
    if parameter.national:
        length = f"{length} ({_WORDS['range'][lang].format(range_words(parameter, lang))})"
    counted = _WORDS["counted"][lang].format(item.by.value)
    lines = [
        wrapped(f"{item.id}: {item.duty[lang]}", 2, ""),
        wrapped(f"{ACTORS[item.who][lang]}, {length} {_WORDS['from'][lang]} {item.starts[lang]}; {counted}", 2),
        wrapped(f"{_WORDS['missed'][lang]}: {item.consequence[lang]}", 2),
    ]
    if item.open_questions:
        lines.append(wrapped(f"{_WORDS['open'][lang]}: {', '.join(item.open_questions)}", 2))
    return [*lines, wrapped(f"[{item.cite} | {', '.join(item.rules)}]", 2)]


def fact_list(facts: Mapping[str, type[Fact]], others: Mapping[str, type[Circumstance]], lang: str) -> str:
    """Every kind of fact and circumstance with its words."""
    width = max(len(kind) for kind in (*facts, *others))
    groups: dict[str, list[str]] = {}
    for kind, made in facts.items():
        title = GROUPS[made.group][lang] if made.group in GROUPS else made.group
        groups.setdefault(title, []).append(f"  {kind:{width}}  {made.words[lang]}")
    lines = [line for group, rows in groups.items() for line in (group, *rows)]
    lines.append(_WORDS["circumstances"][lang])
    lines += [f"  {kind:{width}}  {made.words[lang]}" for kind, made in others.items()]
    return "\n".join([*lines, _WORDS["more"][lang]])


def fact(kind: str, made: type[Fact] | type[Circumstance], lang: str) -> str:
    """The fields of a kind."""
    definition = _definition(made)
    required = set(definition.get("required", ()))
    lines = [f"{kind}: {made.words[lang]}"]
    if lang == "en" and made.__doc__:
        lines.append(wrapped(" ".join(made.__doc__.replace("``", "").split()), 0))
    if getattr(made, "hours", False):
        lines.append(_WORDS["hours"][lang])
    labels = _labels(made, lang)
    for name, field in definition["properties"].items():
        if name == "kind":
            continue
        need = f", {_WORDS['required'][lang]}" if name in required else ""
        lines.append(wrapped(f"{name} ({_type_words(field, lang)}{need}): {labels.get(name, '')}", 4, "  "))
    return "\n".join(lines)


def _moment_schema(kind: type) -> dict[str, Any]:
    if kind is Moment:
        return {
            "type": "string",
            "description": "ISO 8601 day, or instant with zone",
            "anyOf": [{"format": "date"}, {"format": "date-time"}],
        }
    raise NotImplementedError


def schema_of(made: type[Fact] | type[Circumstance]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind."""
    found = msgspec.json.schema(made, schema_hook=_moment_schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _definition(made: type) -> dict[str, Any]:
    found = msgspec.json.schema(made, schema_hook=_moment_schema)
    definition: dict[str, Any] = found["$defs"][found["$ref"].rsplit("/", 1)[-1]]
    return definition


def _labels(made: type, lang: str) -> dict[str, str]:
    """The words of each field in the reader's language, as the vocabulary carries them."""
    found: dict[str, str] = {}
    info: Any = msgspec.inspect.type_info(made)
    for field in info.fields:
        kind = field.type
        parts = [kind, *getattr(kind, "types", ())]
        for part in parts:
            extra = getattr(part, "extra", None) or {}
            if lang in extra:
                found[field.encode_name] = extra[lang]
                break
    return found


def _type_words(field: Mapping[str, Any], lang: str) -> str:
    options = [option for option in field.get("anyOf", ()) if option.get("type") != "null"]
    if options and "type" not in field:
        return " | ".join(dict.fromkeys(_type_words(option, lang) for option in options))
    if "enum" in field:
        return " | ".join(str(value) for value in field["enum"] if value is not None)
    name = str(field.get("type"))
    if name == "string":
        name = "moment" if options else field.get("format", name)
    return _TYPES.get(name, _TYPES["string"])[lang]
