"""Decision tables as DMN 1.3 (Decision Model and Notation of the OMG), for the tools of others.

Each table becomes one decision with one decision table; its conditions become FEEL unary tests. What nobody recorded is
written as the law takes it: a *closed* input reads ``if x = null then no else x``; an *open* input admits no null, for
nothing may be guessed from it. Bounds carry the numbers of one day, and the file says which day and which edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from xml.etree import ElementTree as Xml

from asylon.law.book import Book
from asylon.law.citations import Bilingual
from asylon.law.table_inputs import ANY, Bounds, Choice, Input, Interval, Not, Number, condition_codes
from asylon.law.tables import DecisionTable, Row
from asylon.law.tables_figures import bounds_of, figures_of, numbers_on
from asylon.law.tables_render import absent_words, number_words

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
#: The name space of our own decisions; an address of nothing.
NAMESPACE = "urn:asylon:decision-tables"

#: The columns beside each row: what a reader of the table asks next.
ANNOTATIONS = ("row", "rules", "citation", "meaning (en)", "betekenis (nl)")

_OPEN = Bilingual(
    "An open input must be given: with null there is no answer, and none may be read from it.",
    "Een open gegeven moet zijn ingevuld: met null is er geen antwoord, en mag er geen uit worden gelezen.",
)

_DEROGATION = Bilingual("a derogation, not applied in this file", "een afwijking, niet toegepast in dit bestand")


def to_dmn(table: DecisionTable, book: Book, on: date, state: str = "") -> str:
    """The table as a DMN 1.3 document, with the numbers of the book on a day (in a Member State, if one is given).

    Raises :class:`asylon.law.book.BookError` where a bound names no figure of the book.
    """
    root = Xml.Element(
        "definitions",
        {
            "xmlns": MODEL,
            "id": f"{table.name}.definitions",
            "name": f"Asylon: {table.name}",
            "namespace": NAMESPACE,
            "exporter": "Asylon",
            "exporterVersion": book.edition,
        },
    )
    where = f" ({state})" if state else ""
    told = Bilingual(
        f"Edition {book.edition} of the law, with the figures{where} of {on.isoformat()}.",
        f"Uitgave {book.edition} van het recht, met de cijfers{where} van {on.isoformat()}.",
    )
    _text(root, "description", _both(told))
    for entry in table.inputs:
        root.append(_input_data(table, entry))
    root.append(_decision(table, book, numbers_on(table, book, on, state), on, state))
    Xml.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def feel_name(name: str) -> str:
    """A name that FEEL reads as one name."""
    return re.sub(r"\W", "_", name)


def _both(words: Bilingual) -> str:
    return words.en if words.en == words.nl else f"{words.en} / {words.nl}"


def _text(parent: Xml.Element, tag: str, text: str) -> None:
    Xml.SubElement(parent, tag).text = text


def _type(entry: Input) -> str:
    if isinstance(entry, Interval):
        return "number"
    return "boolean" if all(isinstance(value, bool) for value in entry.values) else "string"


def _input_id(table: DecisionTable, entry: Input) -> str:
    return f"{table.name}.{feel_name(entry.name)}"


def _input_data(table: DecisionTable, entry: Input) -> Xml.Element:
    name = feel_name(entry.name)
    made = Xml.Element("inputData", {"id": _input_id(table, entry), "name": name, "label": _both(entry.label)})
    told = _both(Bilingual(absent_words(entry, "en"), absent_words(entry, "nl")))
    _text(made, "description", told if entry.closed else f"{told}. {_both(_OPEN)}")
    Xml.SubElement(made, "variable", {"name": name, "typeRef": _type(entry)})
    return made


def _decision(table: DecisionTable, book: Book, bounds: Bounds, on: date, state: str) -> Xml.Element:
    made = Xml.Element("decision", {"id": table.name, "name": feel_name(table.name), "label": _both(table.question)})
    _text(made, "description", _figures(table, book, on, state) or _both(table.question))
    _text(made, "question", _both(table.question))
    _text(made, "allowedAnswers", "; ".join(f"{key}: {_both(words)}" for key, words in table.outcomes.items()))
    Xml.SubElement(made, "variable", {"name": feel_name(table.name), "typeRef": "string"})
    for entry in table.inputs:
        required = Xml.SubElement(made, "informationRequirement")
        Xml.SubElement(required, "requiredInput", {"href": f"#{_input_id(table, entry)}"})
    made.append(_table(table, bounds))
    return made


def _figures(table: DecisionTable, book: Book, on: date, state: str) -> str:
    """Which figures of the book stand behind the bounds, with their article and number on the day."""
    ordinary = {bound.figure for bound in bounds_of(table)}
    lines = []
    for figure in figures_of(table, book):
        number = number_words(book.number(figure.key, on, state), "en")
        aside = "" if figure.key in ordinary else f" ({_both(_DEROGATION)})"
        lines.append(f"{_both(figure.words)} = {number}, {figure.cite}{aside}")
    return "; ".join(lines)


def _table(table: DecisionTable, bounds: Bounds) -> Xml.Element:
    made = Xml.Element(
        "decisionTable",
        {
            "id": f"{table.name}.table",
            "hitPolicy": table.hit_policy.upper(),
            "typeRef": "string",
            "outputLabel": _both(table.question),
        },
    )
    for number, entry in enumerate(table.inputs, start=1):
        clause = Xml.SubElement(made, "input", {"id": f"{table.name}.input-{number}", "label": _both(entry.label)})
        expression = Xml.SubElement(clause, "inputExpression", {"typeRef": _type(entry)})
        _text(expression, "text", _input_expression(entry))
        _text(Xml.SubElement(clause, "inputValues"), "text", _domain(entry, bounds))
    output = Xml.SubElement(made, "output", {"id": f"{table.name}.output", "typeRef": "string"})
    _text(Xml.SubElement(output, "outputValues"), "text", ", ".join(map(literal, table.outcomes)))
    for name in ANNOTATIONS:
        Xml.SubElement(made, "annotation", {"name": name})
    for number, row in enumerate(table.rows, start=1):
        made.append(_rule(table, number, row, bounds))
    return made


def _rule(table: DecisionTable, number: int, row: Row, bounds: Bounds) -> Xml.Element:
    made = Xml.Element("rule", {"id": f"{table.name}.rule-{number}", "label": row.id})
    for entry in table.inputs:
        tests = unary_tests(entry, row.when.get(entry.name, ANY), bounds)
        _text(Xml.SubElement(made, "inputEntry"), "text", tests)
    _text(Xml.SubElement(made, "outputEntry"), "text", literal(row.then))
    meaning = table.outcomes.get(row.then, Bilingual(row.then, row.then))
    for told in (row.id, ", ".join(row.rules), row.cite, meaning.en, meaning.nl):
        _text(Xml.SubElement(made, "annotationEntry"), "text", told)
    return made


def _input_expression(entry: Input) -> str:
    name = feel_name(entry.name)
    return f"if {name} = null then {literal(entry.otherwise)} else {name}" if entry.closed else name


def literal(value: Any) -> str:
    """A value as FEEL writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Number):
        return number_words(value, "en")
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _domain(entry: Input, bounds: Bounds) -> str:
    if isinstance(entry, Choice):
        return ", ".join(map(literal, entry.values))
    numbers = entry.numbers(bounds)
    cells = range(entry.size)
    # Where two bounds have the same number, nothing lies between them.
    full = [cell for cell in cells if not 0 < cell < len(numbers) or numbers[cell - 1] < numbers[cell]]
    return ", ".join(_interval(entry, numbers, cell, cell) for cell in full)


def unary_tests(entry: Input, condition: Any, bounds: Bounds) -> str:
    """A row's condition on an input as FEEL unary tests: ``-``, a list of values, ``not(…)`` or intervals."""
    codes = condition_codes(entry, condition)
    if len(codes) == entry.size:
        return "-"
    if isinstance(entry, Interval):
        numbers = entry.numbers(bounds)
        return ", ".join(_interval(entry, numbers, first, last) for first, last in _runs(sorted(codes)))
    if isinstance(condition, Not):
        others = (value for code, value in enumerate(entry.values) if code not in codes)
        return f"not({', '.join(map(literal, others))})"
    return ", ".join(literal(value) for code, value in enumerate(entry.values) if code in codes)


def _runs(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring codes taken together: first and last of each run."""
    run: list[int] = []
    for code in codes:
        if run and code != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(code)
    if run:
        yield run[0], run[-1]


def _interval(entry: Interval, numbers: Sequence[Number], first: int, last: int) -> str:
    """The cells from ``first`` to ``last`` as a FEEL interval; a bound's own value lies where the bound says."""
    low = literal(numbers[first - 1]) if first else ""
    high = literal(numbers[last]) if last < len(numbers) else ""
    after = bool(first) and entry.cuts[first - 1].inclusive
    up_to = last < len(numbers) and entry.cuts[last].inclusive
    if not low:
        return f"{'<=' if up_to else '<'} {high}"
    if not high:
        return f"{'>' if after else '>='} {low}"
    return f"{'(' if after else '['}{low}..{high}{']' if up_to else ')'}"
