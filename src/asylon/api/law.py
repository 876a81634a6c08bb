"""The law: positions of cases that are not stored, rules, tables, limits, calculations and the vocabulary. Open to all."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from asylon import gazette
from asylon.api.problems import ProblemDocument, invalid
from asylon.api.shapes import Limit, Positions, Question, Rule, TableLine
from asylon.desk import limits as rates
from asylon.desk.context import language
from asylon.desk.house import law_book
from asylon.law.book import BookError
from asylon.law.calculations import CALCULATIONS, CalculationError, calculate
from asylon.law.citations import Bilingual
from asylon.law.concordance import tables
from asylon.law.facts import json_schema
from asylon.law.files import InputError, Problem, check_file, read_file
from asylon.law.positions import position
from asylon.law.provisions import ACTORS, limits
from asylon.law.receipts import canonical, receipt
from asylon.law.tables import TABLES
from asylon.law.tables_render import to_json

router = Router(tags=["law"])

_decode = msgspec.json.Decoder().decode


@router.post(
    "/positions", response={200: Positions, 400: ProblemDocument, 429: ProblemDocument}, operation_id="computePositions"
)
def compute_positions(request: HttpRequest, question: Question) -> Any:
    """The legal positions of a case that is asked about and not stored: facts in, positions out, with a receipt."""
    rates.take_here("questions", rates.address(request))
    raw = {"state": question.state, "facts": question.facts, "circumstances": question.circumstances}
    file, circumstances = read_file(raw)
    if question.at.tzinfo is None:
        raise InputError(
            [
                Problem.at(
                    "at",
                    ("the instant names no zone.", "het tijdstip noemt geen zone."),
                    ("Write 2026-09-10T09:30:00+02:00.", "Schrijf 2026-09-10T09:30:00+02:00."),
                )
            ]
        )
    book = gazette.book(answers=question.answers) if question.answers else law_book()
    zone = book.zone(file.state)
    problems = check_file(file, zone, book.applies)
    if problems:
        raise InputError(problems)
    found = position(file, circumstances, question.at, book)
    return {
        "state": file.state,
        "receipt": _decode(canonical(receipt(file, circumstances, question.at, found))),
        "positions": {person: _decode(canonical(one)) for person, one in found.items()},
    }


def _rule(rule: Any) -> dict[str, Any]:
    return {
        "id": rule.id, "block": rule.block, "citation": rule.citation, "verification": rule.verification,
        "verified": rule.verified, "words": rule.words[language()],
    }  # fmt: skip


@router.get("/law/rules", response={200: list[Rule], 400: ProblemDocument}, operation_id="listRules")
def list_rules(request: HttpRequest, block: Annotated[str, Query(max_length=40)] = "") -> Any:
    """Every rule of the index, or those of one building block."""
    return [_rule(rule) for rule in law_book().rules.values() if not block or rule.block == block]


@router.get(
    "/law/rules/{rule}", response={200: Rule, 404: ProblemDocument, 400: ProblemDocument}, operation_id="getRule"
)
def get_rule(request: HttpRequest, rule: Annotated[str, Path(max_length=20)]) -> Any:
    """One rule of the index."""
    found = law_book().rules.get(rule)
    if found is None:
        raise Http404
    return _rule(found)


@router.get("/law/tables", response={200: list[TableLine]}, operation_id="listTables")
def list_tables(request: HttpRequest) -> Any:
    """Every decision table of the law."""
    return [
        {"name": one.name, "question": one.question[language()], "rows": len(one.rows), "cells": len(one.rows_by_cell)}
        for one in tables()
    ]


@router.get(
    "/law/tables/{name}",
    response={200: dict[str, Any], 404: ProblemDocument, 400: ProblemDocument},
    operation_id="getTable",
)
def get_table(request: HttpRequest, name: Annotated[str, Path(max_length=80)]) -> Any:
    """One decision table with inputs, rows, rules and citations."""
    tables()
    if name not in TABLES:
        raise Http404
    return to_json(TABLES[name])


@router.get("/law/limits", response={200: list[Limit]}, operation_id="listLimits")
def list_limits(request: HttpRequest) -> Any:
    """Every time limit: who must do what, from when, how long, counted by which article, and what follows."""
    lang = language()
    tables()
    return [
        {
            "id": one.id, "duty": one.duty[lang], "who": ACTORS[one.who][lang], "starts": one.starts[lang],
            "length": one.length, "counted_by": str(one.by.value), "consequence": one.consequence[lang], "cite": one.cite,
            "rules": list(one.rules),
        }
        for one in limits()
    ]  # fmt: skip


@router.get("/law/facts", response={200: dict[str, Any]}, operation_id="getVocabulary")
def get_vocabulary(request: HttpRequest) -> Any:
    """The vocabulary of facts as JSON Schema (2020-12)."""
    return json_schema()


_UNUSABLE = Bilingual("these figures cannot be used: {}", "deze cijfers zijn niet bruikbaar: {}")
#: Figures of a shape that the formula does not expect: what Python says of them helps whoever sends them.
_MISSHAPEN = Bilingual(
    "they do not have the shape that is asked for ({})", "zij hebben niet de vorm die wordt gevraagd ({})"
)


class Figures(Schema):
    """The figures a calculation takes (see its ``data``), and the day for which it is made."""

    data: dict[str, Any]
    on: date = Field(description="the day for which it is made")


class Calculation(Schema):
    """A declared calculation."""

    name: str
    question: str
    data: str
    cite: str
    rules: list[str]


@router.get("/law/calculations", response={200: list[Calculation]}, operation_id="listCalculations")
def list_calculations(request: HttpRequest) -> Any:
    """Every calculation over figures of Member States, and the figures it takes."""
    lang = language()
    tables()
    return [
        {
            "name": one.name,
            "question": one.question[lang],
            "data": one.data[lang],
            "cite": one.cite,
            "rules": list(one.rules),
        }
        for one in CALCULATIONS.values()
    ]


@router.post(
    "/law/calculations/{name}",
    response={200: dict[str, Any], 400: ProblemDocument, 404: ProblemDocument},
    operation_id="makeCalculation",
)
def make_calculation(
    request: HttpRequest, response: HttpResponse, name: Annotated[str, Path(max_length=80)], figures: Figures
) -> Any:
    """Make a calculation; the answer holds its values, steps, rules and articles."""
    tables()
    if name not in CALCULATIONS:
        raise Http404
    try:
        made = calculate(name, figures.data, law_book(), figures.on)
    except (KeyError, TypeError, ArithmeticError, AttributeError, ValueError, BookError) as error:
        lang = language()
        words = error.said[lang] if isinstance(error, (CalculationError, BookError)) else _MISSHAPEN[lang].format(error)
        wrong, remedy = _UNUSABLE[lang].format(words), CALCULATIONS[name].data[lang]
        return invalid([{"place": "data", "wrong": wrong, "remedy": remedy}])
    found: dict[str, Any] = _decode(canonical(made))
    return found
