"""Tables as DMN: of the form that DMN 1.3 lays down, and read back by another reader they give the same row everywhere."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy
import pytest
from lxml import etree

from asylon.gazette import book
from asylon.law import concordance
from asylon.law.book import BookError
from asylon.law.citations import Bilingual
from asylon.law.tables import (
    NO_ROW,
    Bound,
    Choice,
    DecisionTable,
    Interval,
    Row,
    above,
    at_least,
    at_most,
    below,
    between,
    not_,
)
from asylon.law.tables_dmn import ANNOTATIONS, MODEL, to_dmn, unary_tests
from asylon.law.tables_figures import bounds_of, figures_of, numbers_on

ON = date(2026, 11, 23)
#: Our own description of such a document. The schema of the OMG may not lie in a public repository (data/dmn/README.md).
FORM = Path(__file__).parent / "data" / "dmn" / "tables.rng"
#: The folder of whoever has the OMG's schema.
OFFICIAL = os.environ.get("ASYLON_DMN_SCHEMA", "")
WORDS = Bilingual("words", "woorden")


@pytest.fixture(scope="module")
def form() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(FORM)))


@pytest.fixture(scope="module")
def tables() -> dict[str, DecisionTable]:
    return {table.name: table for table in concordance.tables()}


class Reader:
    """Reads a DMN document as a tool of others does: nothing of ours but the file."""

    def __init__(self, text: str) -> None:
        self.root = etree.fromstring(text.encode())
        [self.table] = self.root.iter(f"{{{MODEL}}}decisionTable")
        self.policy = self.table.get("hitPolicy")
        self.inputs = [
            (self._text(one, "inputExpression"), self._text(one, "inputValues")) for one in self._all("input")
        ]
        self.rules = [
            [self._of(entry) for entry in rule.findall(f"{{{MODEL}}}inputEntry")] for rule in self._all("rule")
        ]
        self.outcomes = [self._text(rule, "outputEntry") for rule in self._all("rule")]

    def _all(self, tag: str) -> list[Any]:
        return self.table.findall(f"{{{MODEL}}}{tag}")

    def _text(self, parent: Any, tag: str) -> str:
        return self._of(parent.find(f"{{{MODEL}}}{tag}"))

    def _of(self, element: Any) -> str:
        return element.find(f"{{{MODEL}}}text").text


_PART = re.compile(
    r'\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<open>[\[(])(?P<low>[-\d.]+?)\.\.(?P<high>[-\d.]+)(?P<close>[\])])'
    r"|(?P<sign><=|>=|<|>)\s*(?P<bound>[-\d.]+)|(?P<word>true|false)|(?P<number>-?\d+(?:\.\d+)?))\s*(?:,|$)"
)


def passes(tests: str) -> Callable[[Any], bool]:
    """A FEEL unary test as a function of the value."""
    if tests == "-":
        return lambda value: True
    if tests.startswith("not(") and tests.endswith(")"):
        inner = passes(tests[4:-1])
        return lambda value: not inner(value)
    parts: list[Callable[[Any], bool]] = []
    place = 0
    while place < len(tests):
        found = _PART.match(tests, place)
        assert found, tests[place:]
        place = found.end()
        parts.append(_part(found))
    return lambda value: any(part(value) for part in parts)


def _part(found: re.Match[str]) -> Callable[[Any], bool]:
    if found["text"]:
        text = re.sub(r"\\(.)", r"\1", found["text"][1:-1])
        return lambda value: isinstance(value, str) and value == text
    if found["word"]:
        word = found["word"] == "true"
        return lambda value: value is word
    if found["sign"]:
        bound = float(found["bound"])
        compare = {"<=": float.__le__, ">=": float.__ge__, "<": float.__lt__, ">": float.__gt__}[found["sign"]]
        return lambda value: compare(float(value), bound)
    if found["open"]:
        low, high = float(found["low"]), float(found["high"])
        after = float.__gt__ if found["open"] == "(" else float.__ge__
        up_to = float.__lt__ if found["close"] == ")" else float.__le__
        return lambda value: after(float(value), low) and up_to(float(value), high)
    number = float(found["number"])
    return lambda value: float(value) == number


def values_of(table: DecisionTable, bounds: dict[str, float]) -> list[list[Any]]:
    """For each input a value of every code; None where the numbers leave nothing between two bounds."""
    found: list[list[Any]] = []
    for entry in table.inputs:
        if isinstance(entry, Choice):
            found.append(list(entry.values))
            continue
        numbers = [float(number) for number in entry.numbers(bounds)]
        tries = [numbers[0] - 1, *numbers, *((a + b) / 2 for a, b in pairwise(numbers)), numbers[-1] + 1]
        by_code = {entry.cell(value, tuple(numbers)): value for value in tries}
        found.append([by_code.get(code) for code in range(entry.size)])
    return found


def rows_read_back(table: DecisionTable, reader: Reader, bounds: dict[str, float]) -> tuple[Any, Any]:
    """The number of the row that answers each cell by the file alone, and which cells a value can lie in."""
    values = values_of(table, bounds)
    shape = [len(each) for each in values]
    possible = numpy.ones(shape, dtype=bool)
    answer = numpy.full(shape, NO_ROW, dtype=numpy.uint16)
    hits = numpy.zeros(shape, dtype=numpy.uint16)

    def along(axis: int, flags: list[bool]) -> Any:
        return numpy.array(flags).reshape([-1 if at == axis else 1 for at in range(len(shape))])

    for axis, each in enumerate(values):
        possible = possible & along(axis, [value is not None for value in each])
    for number in range(len(reader.rules) - 1, -1, -1):
        fits = numpy.ones(shape, dtype=bool)
        for axis, (tests, each) in enumerate(zip(reader.rules[number], values, strict=True)):
            test = passes(tests)
            fits = fits & along(axis, [value is not None and test(value) for value in each])
        answer[fits] = number
        hits += fits
    if reader.policy == "UNIQUE":
        assert hits.max() <= 1
    return answer.ravel(), possible.ravel()


def test_every_table_has_the_elements_of_dmn_1_3_in_their_order(
    form: etree.RelaxNG, tables: dict[str, DecisionTable]
) -> None:
    for name, table in tables.items():
        document = etree.fromstring(to_dmn(table, book(), ON).encode())
        assert form.validate(document), (name, str(form.error_log))


def test_what_a_document_names_is_there_once_and_every_rule_answers_every_input(
    tables: dict[str, DecisionTable],
) -> None:
    for name, table in tables.items():
        root = etree.fromstring(to_dmn(table, book(), ON).encode())
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        data = [f"#{one.get('id')}" for one in root.findall(f"{{{MODEL}}}inputData")]
        assert [one.get("href") for one in root.iter(f"{{{MODEL}}}requiredInput")] == data, name
        variables = [one.get("name") for one in root.findall(f"{{{MODEL}}}inputData/{{{MODEL}}}variable")]
        assert len(variables) == len(set(variables)) == len(table.inputs), name
        for rule in root.iter(f"{{{MODEL}}}rule"):
            assert len(rule.findall(f"{{{MODEL}}}inputEntry")) == len(table.inputs), name


def _without(root: Any, tag: str) -> None:
    element = next(root.iter(f"{{{MODEL}}}{tag}"))
    element.getparent().remove(element)


def _last_first(root: Any, tag: str) -> None:
    element = next(root.iter(f"{{{MODEL}}}{tag}"))
    element.insert(0, element[-1])


def _said(root: Any, tag: str, name: str, value: str) -> None:
    next(root.iter(f"{{{MODEL}}}{tag}")).set(name, value)


@pytest.mark.parametrize(
    ("what", "harm"),
    [
        ("a rule's answer before its conditions", lambda root: _last_first(root, "rule")),
        ("the table before its question", lambda root: _last_first(root, "decision")),
        ("the decision before its data", lambda root: _last_first(root, "definitions")),
        ("an input without its expression", lambda root: _without(root, "inputExpression")),
        ("a table without an output", lambda root: _without(root, "output")),
        ("a rule without an answer", lambda root: _without(root, "outputEntry")),
        ("a hit policy that does not exist", lambda root: _said(root, "decisionTable", "hitPolicy", "SOME")),
        ("a type that FEEL does not have", lambda root: _said(root, "variable", "typeRef", "article")),
        ("an attribute that does not exist", lambda root: _said(root, "rule", "colour", "red")),
    ],
)
def test_a_document_that_is_not_dmn_is_noticed(
    form: etree.RelaxNG, tables: dict[str, DecisionTable], what: str, harm: Callable[[Any], None]
) -> None:
    root = etree.fromstring(to_dmn(tables["border-procedure-obligation"], book(), ON).encode())
    assert form.validate(root)
    harm(root)
    assert not form.validate(root), what


@pytest.mark.skipif(not OFFICIAL, reason="the OMG's schema is not ours to keep: name its folder in ASYLON_DMN_SCHEMA")
def test_every_table_is_valid_by_the_official_schema_where_somebody_has_it(tables: dict[str, DecisionTable]) -> None:
    schema = etree.XMLSchema(etree.parse(str(Path(OFFICIAL) / "DMN13.xsd")))
    for name, table in tables.items():
        document = etree.fromstring(to_dmn(table, book(), ON).encode())
        assert schema.validate(document), (name, str(schema.error_log))


def test_every_table_read_back_gives_the_same_row_in_every_cell(tables: dict[str, DecisionTable]) -> None:
    for name, table in tables.items():
        bounds = numbers_on(table, book(), ON)
        reader = Reader(to_dmn(table, book(), ON))
        answer, possible = rows_read_back(table, reader, bounds)
        ours = numpy.frombuffer(table.rows_by_cell, dtype=numpy.uint16)
        assert (answer[possible] == ours[possible]).all(), name
        assert possible.any()
        assert reader.outcomes == [f'"{row.then}"' for row in table.rows]
        assert reader.policy == table.hit_policy.upper()


def test_what_nobody_recorded_reads_as_the_law_takes_it(tables: dict[str, DecisionTable]) -> None:
    for table in tables.values():
        reader = Reader(to_dmn(table, book(), ON))
        bounds = numbers_on(table, book(), ON)
        for entry, (expression, domain), values in zip(
            table.inputs, reader.inputs, values_of(table, bounds), strict=True
        ):
            found = re.fullmatch(r"if (\w+) = null then (.+) else \1", expression)
            assert bool(found) is entry.closed, expression
            if found:
                assert passes(found[2])(entry.otherwise)
            else:
                assert re.fullmatch(r"\w+", expression)
            assert all(passes(domain)(value) for value in values if value is not None)


def test_a_file_says_its_edition_its_day_its_figures_and_every_row_its_rules_and_article(
    tables: dict[str, DecisionTable],
) -> None:
    table = tables["border-procedure-obligation"]
    text = to_dmn(table, book(), ON)
    reader = Reader(text)
    assert book().edition in reader.root.find(f"{{{MODEL}}}description").text
    assert "2026-11-23" in reader.root.find(f"{{{MODEL}}}description").text
    assert "= 20, APR 42(1)(j)" in text
    assert "CFMR 11(4)" in text
    names = [one.get("name") for one in reader.table.findall(f"{{{MODEL}}}annotation")]
    assert names == list(ANNOTATIONS)
    for row, rule in zip(table.rows, reader.table.findall(f"{{{MODEL}}}rule"), strict=True):
        told = [one.find(f"{{{MODEL}}}text").text for one in rule.findall(f"{{{MODEL}}}annotationEntry")]
        meaning = table.outcomes[row.then]
        assert told == [row.id, ", ".join(row.rules), row.cite, meaning.en, meaning.nl]
    first = table.inputs[0].label
    assert reader.table.find(f"{{{MODEL}}}input").get("label") == f"{first.en} / {first.nl}"


def test_conditions_are_written_as_feel_unary_tests() -> None:
    rate = Interval("rate", bounds=("low", Bound("middle", inclusive=False), "high"), label=WORDS)
    bounds = {"low": 5, "middle": 20.5, "high": 50}
    for condition, written in (
        (at_most("low"), "<= 5"),
        (above("high"), "> 50"),
        (below("middle"), "< 20.5"),
        (at_least("middle"), ">= 20.5"),
        (between("low", "middle"), "(5..20.5)"),
        (between("middle", "high"), "[20.5..50]"),
        (not_(between("low", "high")), "<= 5, > 50"),
    ):
        assert unary_tests(rate, condition, bounds) == written
    answer = Choice("answer", ("yes", "no", 'a "third"'), label=WORDS)
    for condition, written in (
        ("yes", '"yes"'),
        (("yes", "no"), '"yes", "no"'),
        (not_("yes"), 'not("yes")'),
        (not_('a "third"'), 'not("a \\"third\\"")'),
        (("yes", "no", 'a "third"'), "-"),
    ):
        assert unary_tests(answer, condition, bounds) == written
        assert [passes(written)(value) for value in answer.values] == [
            value in _meant(answer, condition) for value in answer.values
        ]


def _meant(entry: Choice, condition: Any) -> set[str]:
    from asylon.law.table_inputs import condition_codes

    return {entry.values[code] for code in condition_codes(entry, condition)}


def test_every_bound_of_every_table_names_its_figure_in_the_book(tables: dict[str, DecisionTable]) -> None:
    for table in tables.values():
        for bound in bounds_of(table):
            keys = (bound.figure, *bound.derogations)
            assert all(key in book().parameters for key in keys), (
                f"table {table.name}, bound {bound.name}: name the gazette's figure that holds its number, Bound(…, figure=…)"
            )


def test_a_bound_without_a_figure_is_refused_with_what_to_do() -> None:
    table = DecisionTable(
        name="t",
        question=WORDS,
        inputs=(Interval("rate", bounds=("low",), label=WORDS),),
        rows=(Row("a", {}, "x", ("T-1",), "APR 1"),),
        outcomes={"x": WORDS},
    )
    with pytest.raises(BookError, match="figure="):
        to_dmn(table, book(), ON)
    assert figures_of(table, book()) == ()
