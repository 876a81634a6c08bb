"""Addresses of the public rooms. A closing slash is welcome everywhere and needed nowhere."""

from __future__ import annotations

import re

from django.urls import URLPattern, re_path

from asylon.desk.reference.page import View
from asylon.desk.reference.views import (
    calculate,
    calculations,
    council,
    facts,
    figures,
    golden,
    law,
    lawbook,
    limits,
    plan,
    tables,
)
from asylon.law.citations import ACTS

app_name = "reference"


def _at(address: str, view: View, name: str) -> URLPattern:
    return re_path(rf"^{address}/?$", view, name=name)


_ONE = r"(?P<{}>[^/]+)"
#: The short names of acts; some hold a stroke themselves (1182/71).
_ACT = "(?P<short>" + "|".join(re.escape(short) for short in ACTS) + ")"

urlpatterns = [
    _at("law", law.overview, "law"),
    _at("law/act/" + _ACT, law.act, "act"),
    _at("law/act/" + _ACT + r"/(?P<number>[0-9]+[a-z]?|rest)", law.article, "article"),
    _at("law/rule/" + _ONE.format("rule"), law.rule, "rule"),
    _at("law/block/" + _ONE.format("key"), law.block, "block"),
    _at("law/parameters", figures.parameters, "parameters"),
    _at("law/keeping", figures.keeping, "keeping"),
    _at("law/open-questions", figures.open_questions, "open-questions"),
    _at("law/calculations", calculations.overview, "calculations"),
    _at("law/calculation/" + _ONE.format("name"), calculations.calculation, "calculation"),
    re_path(r"^law/book-(?P<lang>en|nl)\.pdf$", lawbook.law_book, name="law-book"),
    _at("law/search", law.search, "law-search"),
    _at("law/tables", tables.overview, "tables"),
    re_path(r"^law/table/(?P<name>[^/]+)\.(?P<form>html|csv|json|dmn)$", tables.as_file, name="table-file"),
    _at("law/table/" + _ONE.format("name"), tables.table, "table"),
    _at("law/limits", limits.overview, "limits"),
    _at("law/limit/" + _ONE.format("limit"), limits.limit, "limit"),
    _at("law/cases", golden.overview, "golden"),
    _at("law/case/" + _ONE.format("case"), golden.case, "case"),
    _at("law/facts", facts.overview, "facts"),
    re_path(r"^law/facts\.json$", facts.schema, name="facts-json"),
    _at("calculate", calculate.calculate, "calculate"),
    _at("plan", plan.overview, "plan"),
    _at(r"plan/block/(?P<number>\d+)", plan.block, "plan-block"),
    _at("plan/calendar", plan.calendar, "plan-calendar"),
    _at("council", council.overview, "council"),
    _at("council/dossier/" + _ONE.format("identifier"), council.dossier, "dossier"),
    _at("council/search", council.search, "council-search"),
    _at("council/positions", council.positions, "positions"),
    _at("council/promises", council.promises, "promises"),
    _at("council/motions", council.motions, "motions"),
    _at("council/meetings", council.meetings, "meetings"),
    _at("council/references", council.references, "references"),
]
