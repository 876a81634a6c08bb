"""Time limits: all in one table, and each with what starts it, how it is counted and what follows when it passes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from asylon.cases import load
from asylon.desk.context import language
from asylon.desk.reference.page import book, public, state, today
from asylon.law import concordance
from asylon.law.provisions import BLOCKS, TimeLimit
from asylon.lawbook.sources import sources_of


def _row(limit: TimeLimit) -> dict[str, Any]:
    shelf = book()
    parameter = shelf.parameters.get(limit.length)
    chosen = shelf.choices.get(state(), {}).get(limit.length)
    return {
        "limit": limit,
        "parameter": parameter,
        "length": shelf.value(limit.length, today(), state()),
        "chosen": chosen is not None,
        "figure": parameter,
        "by": str(limit.by.value),
        "questions": [
            (question, shelf.rules.get(question), shelf.open_questions.get(question))
            for question in limit.open_questions
        ],
    }


def _limits() -> list[TimeLimit]:
    return [item for item in concordance.provisions() if isinstance(item, TimeLimit)]


@public
def overview(request: HttpRequest) -> HttpResponse:
    """All time limits, by block."""
    found = _limits()
    groups = [(key, [_row(item) for item in found if item.block == key]) for key in BLOCKS]
    context = {"groups": [(key, rows) for key, rows in groups if rows], "number": len(found), "profile": state()}
    return render(request, "reference/limits.html", context)


@public
def limit(request: HttpRequest, limit: str) -> HttpResponse:
    """One time limit."""
    found = next((item for item in _limits() if item.id == limit), None)
    if found is None:
        raise Http404(_("There is no time limit of that name."))
    row = _row(found)
    shelf = book()
    row["questions"] = [
        (question, rule, entry, entry.options[shelf.answer(question)][language()] if entry else "")
        for question, rule, entry in row["questions"]
    ]
    row["cases"] = [case for case in load() if any(ask.duty == limit for ask in case.ask)]
    row["rules"] = [shelf.rules[rule] for rule in found.rules if rule in shelf.rules]
    row["profile"] = state()
    row["sources"] = sources_of(limit)
    return render(request, "reference/limit.html", row)
