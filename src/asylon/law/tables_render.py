"""Decision tables as a lawyer reads them: HTML, CSV for a spreadsheet, JSON for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from html import escape
from typing import Any

from asylon.law.citations import Bilingual, citations
from asylon.law.tables import ANY, Bound, Bounds, Choice, DecisionTable, Input, Not, Number, Row, Span
from asylon.law.values import VALUES

_WORDS: dict[str, Bilingual] = {
    "yes": Bilingual("yes", "ja"),
    "no": Bilingual("no", "nee"),
    "or": Bilingual("or", "of"),
    "and": Bilingual("and", "en"),
    "not": Bilingual("not", "niet"),
    "any": Bilingual("any", "maakt niet uit"),
    "always": Bilingual("in every other case", "in elk ander geval"),
    "if": Bilingual("if", "als"),
    "then": Bilingual("then", "dan"),
    "at_most": Bilingual("at most", "hoogstens"),
    "below": Bilingual("below", "lager dan"),
    "above": Bilingual("above", "hoger dan"),
    "at_least": Bilingual("at least", "ten minste"),
    "row": Bilingual("row", "regel"),
    "outcome": Bilingual("outcome", "uitkomst"),
    "rules": Bilingual("rules", "rechtsregels"),
    "citation": Bilingual("article", "artikel"),
    "rules and article": Bilingual("rules and article", "rechtsregels en artikel"),
    "unique": Bilingual("Exactly one row fits every case.", "Op elk geval past precies één regel."),
    "first": Bilingual(
        "The first row that fits, from the top, decides.", "De eerste regel van boven die past, beslist."
    ),
    "closed": Bilingual("not recorded means:", "niet vastgelegd betekent:"),
    "open": Bilingual("not recorded means: unknown", "niet vastgelegd betekent: onbekend"),
}


def number_words(number: Number, lang: str) -> str:
    """A number without superfluous zeros, with the decimal sign of the language."""
    text = str(number)
    if "." in text and "e" not in text.lower():
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if lang == "nl" else text


def value_words(entry: Input, value: Any, lang: str) -> str:
    """A value of an input in the reader's language."""
    if isinstance(entry, Choice) and value in entry.words:
        return entry.words[value][lang]
    if isinstance(value, bool):
        return _WORDS["yes" if value else "no"][lang]
    if isinstance(entry, Choice):
        known = VALUES.get(str(value))
        return known[lang] if known is not None else str(value).replace("_", " ")
    return _with_unit(number_words(value, lang), entry.unit)


def _with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit else text


def condition_words(entry: Input, condition: Any, lang: str, bounds: Bounds | None = None) -> str:
    """A condition on an input in words; a dash where the row does not look at it."""
    if condition is ANY:
        return "–"
    if isinstance(condition, Not):
        inner = condition_words(entry, condition.conditions, lang, bounds)
        return f"{_WORDS['not'][lang]} {inner}"
    if isinstance(condition, set | frozenset | tuple | list):
        parts = [condition_words(entry, part, lang, bounds) for part in _in_order(entry, condition)]
        return f" {_WORDS['or'][lang]} ".join(parts)
    if isinstance(condition, Span):
        return _span_words(entry, condition, lang, bounds)
    return value_words(entry, condition, lang)


def _in_order(entry: Input, conditions: Any) -> list[Any]:
    """The parts of a condition in the order of the domain, so that a set prints the same every time."""
    if isinstance(entry, Choice) and all(part in entry.values for part in conditions):
        return sorted(conditions, key=entry.values.index)
    return sorted(conditions, key=str) if isinstance(conditions, set | frozenset) else list(conditions)


def _span_words(entry: Input, span: Span, lang: str, bounds: Bounds | None) -> str:
    cuts: dict[str, Bound] = {} if isinstance(entry, Choice) else {bound.name: bound for bound in entry.cuts}
    parts = []
    if span.lower is not None:
        side = "above" if cuts[span.lower].inclusive else "at_least"
        parts.append(f"{_WORDS[side][lang]} {_bound_words(entry, cuts[span.lower], lang, bounds)}")
    if span.upper is not None:
        side = "at_most" if cuts[span.upper].inclusive else "below"
        parts.append(f"{_WORDS[side][lang]} {_bound_words(entry, cuts[span.upper], lang, bounds)}")
    return f" {_WORDS['and'][lang]} ".join(parts)


def _bound_words(entry: Input, bound: Bound, lang: str, bounds: Bounds | None) -> str:
    name = bound.label[lang] if bound.label else ""
    if bounds is not None and bound.name in bounds:
        unit = "" if isinstance(entry, Choice) else entry.unit
        number = _with_unit(number_words(bounds[bound.name], lang), unit)
        return f"{name} ({number})" if name else number
    return name or bound.name.replace("_", " ")


def absent_words(entry: Input, lang: str) -> str:
    """What it means that nobody recorded the input."""
    if not entry.closed:
        return _WORDS["open"][lang]
    return f"{_WORDS['closed'][lang]} {value_words(entry, entry.otherwise, lang)}"


def to_html(
    table: DecisionTable, lang: str, bounds: Bounds | None = None, link: Callable[[str], str] | None = None
) -> str:
    """An accessible HTML table: the question as caption, a column per input, the outcome, rules and article.

    ``bounds`` shows the numbers of bounds too; ``link`` gives the address of a rule by its
    id. Everything is escaped.
    """
    lines = [
        f'<table class="decision-table" id="table-{escape(table.name)}" lang="{escape(lang)}">',
        f'<caption>{escape(table.question[lang])} <span class="hit-policy">'
        f"{_WORDS[table.hit_policy][lang]}</span></caption>",
        "<thead><tr>",
        f'<th scope="col">{_WORDS["row"][lang]}</th>',
    ]
    for entry in table.inputs:
        absent = f'<span class="absent">{escape(absent_words(entry, lang))}</span>'
        lines.append(f'<th scope="col" class="input">{escape(entry.label[lang])} {absent}</th>')
    lines.append(f'<th scope="col" class="outcome">{_WORDS["outcome"][lang]}</th>')
    lines.append(f'<th scope="col" class="source">{_WORDS["rules and article"][lang]}</th>')
    lines.append("</tr></thead>")
    lines.append("<tbody>")
    lines.extend(_html_row(table, row, lang, bounds, link) for row in table.rows)
    lines.append("</tbody>")
    lines.append("</table>")
    return "\n".join(lines) + "\n"


def to_html_document(table: DecisionTable, lang: str, bounds: Bounds | None = None, source: str = "") -> str:
    """The HTML table as a document of its own, for a file; ``source`` says in a line which law it shows."""
    told = f"<p>{escape(source)}</p>\n" if source else ""
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head><meta charset="utf-8">'
        f"<title>{escape(table.question[lang])}</title></head>\n<body>\n{to_html(table, lang, bounds)}{told}</body>\n</html>\n"
    )


def _html_row(
    table: DecisionTable, row: Row, lang: str, bounds: Bounds | None, link: Callable[[str], str] | None
) -> str:
    cells = [f'<tr id="row-{escape(table.name)}-{escape(row.id)}"><th scope="row">{escape(row.id)}</th>']
    for entry in table.inputs:
        condition = row.when.get(entry.name, ANY)
        words = escape(condition_words(entry, condition, lang, bounds))
        if condition is ANY:
            spoken = f'<span class="visually-hidden">{_WORDS["any"][lang]}</span>'
            cells.append(f'<td class="any"><span aria-hidden="true">{words}</span>{spoken}</td>')
        else:
            cells.append(f"<td>{words}</td>")
    cells.append(f'<td class="outcome">{escape(_outcome_words(table, row, lang))}</td>')
    rules = ", ".join(_anchor(rule, link(rule) if link else "") for rule in row.rules)
    places = "; ".join(_anchor(str(place), place.url) for place in citations(row.cite))
    cells.append(f'<td class="source">{rules} <cite>{places}</cite></td></tr>')
    return "".join(cells)


def _anchor(text: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>' if url else escape(text)


def _outcome_words(table: DecisionTable, row: Row, lang: str) -> str:
    return table.outcomes[row.then][lang] if row.then in table.outcomes else row.then


def row_words(table: DecisionTable, row: Row, lang: str, bounds: Bounds | None = None) -> tuple[str, str]:
    """A row as a sentence in two halves: what it asks (``if …``), and what then holds."""
    conditions = "; ".join(
        f"{entry.label[lang]}: {condition_words(entry, row.when[entry.name], lang, bounds)}"
        for entry in table.inputs
        if row.when.get(entry.name, ANY) is not ANY
    )
    condition = f"{_WORDS['if'][lang]} {conditions}" if conditions else _WORDS["always"][lang]
    return condition, f"{_WORDS['then'][lang]} {_outcome_words(table, row, lang)}"


def to_csv(table: DecisionTable, lang: str, bounds: Bounds | None = None) -> str:
    """The table as comma separated values with a heading, one line per row, in the reader's language."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    inputs = [entry.label[lang] for entry in table.inputs]
    last = [_WORDS[word][lang] for word in ("outcome", "rules", "citation")]
    writer.writerow([_WORDS["row"][lang], *inputs, *last])
    for row in table.rows:
        conditions = [condition_words(entry, row.when.get(entry.name, ANY), lang, bounds) for entry in table.inputs]
        writer.writerow([row.id, *conditions, _outcome_words(table, row, lang), "; ".join(row.rules), row.cite])
    return written.getvalue()


def to_json(table: DecisionTable, bounds: Bounds | None = None) -> dict[str, Any]:
    """The table as plain data with keys that stay: what ``json`` writes without further help.

    ``bounds`` adds the number of every bound.
    """
    return {
        "name": table.name,
        "question": _json_words(table.question),
        "hit_policy": table.hit_policy,
        "inputs": [_json_input(entry, bounds or {}) for entry in table.inputs],
        "outcomes": {key: _json_words(meaning) for key, meaning in table.outcomes.items()},
        "rows": [
            {
                "id": row.id,
                "when": {
                    entry.name: _json_condition(entry, row.when[entry.name])
                    for entry in table.inputs
                    if row.when.get(entry.name, ANY) is not ANY
                },
                "then": row.then,
                "rules": list(row.rules),
                "cite": row.cite,
            }
            for row in table.rows
        ],
        "cells": len(table.rows_by_cell),
    }


def _json_words(words: Bilingual) -> dict[str, str]:
    return {"en": words.en, "nl": words.nl}


def _json_input(entry: Input, bounds: Bounds) -> dict[str, Any]:
    common = {
        "name": entry.name,
        "label": _json_words(entry.label),
        "closed": entry.closed,
        "otherwise": _json_number(entry.otherwise),
    }
    if isinstance(entry, Choice):
        words = [
            {"en": value_words(entry, value, "en"), "nl": value_words(entry, value, "nl")} for value in entry.values
        ]
        return {**common, "type": "choice", "values": list(entry.values), "words": words}
    cuts = [_json_bound(bound, bounds) for bound in entry.cuts]
    return {**common, "type": "interval", "bounds": cuts, "unit": entry.unit}


def _json_bound(bound: Bound, bounds: Bounds) -> dict[str, Any]:
    made: dict[str, Any] = {"name": bound.name, "inclusive": bound.inclusive}
    if bound.figure:
        made |= {"figure": bound.figure, "derogations": list(bound.derogations)}
    if bound.name in bounds:
        made["number"] = _json_number(bounds[bound.name])
    return made


def _json_number(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | str | int | float) else str(value)


def _json_condition(entry: Input, condition: Any) -> Any:
    """A value as it is; ``{"any_of": […]}``, ``{"not": […]}``, or a span such as ``{"at_most": bound}``."""
    if isinstance(condition, Not):
        return {"not": [_json_condition(entry, part) for part in _in_order(entry, condition.conditions)]}
    if isinstance(condition, set | frozenset | tuple | list):
        return {"any_of": [_json_condition(entry, part) for part in _in_order(entry, condition)]}
    if isinstance(condition, Span):
        if condition.written == "between":
            return {"between": [condition.lower, condition.upper]}
        return {condition.written: condition.lower or condition.upper}
    return _json_number(condition)
