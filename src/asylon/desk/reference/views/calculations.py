"""Calculations: the formulas of the law, each with a worked example, and a form to try other figures where they are few."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from asylon.cases import Ask, GoldenCase, load
from asylon.desk.context import language
from asylon.desk.reference.page import book, public, today
from asylon.law.book import BookError
from asylon.law.calculations import Calculated, Calculation, CalculationError, calculate
from asylon.law.provisions import BLOCKS
from asylon.lawbook.articles import calculations
from asylon.lawbook.sources import declared_at

#: Data of at most so many characters can be tried on the page; more is for the command line.
SMALL = 4000


@public
def overview(request: HttpRequest) -> HttpResponse:
    """Every calculation with its question, by block."""
    groups = [(key, [each for each in calculations() if each.block == key]) for key in BLOCKS]
    return render(request, "reference/calculations.html", {"groups": [group for group in groups if group[1]]})


@public
def calculation(request: HttpRequest, name: str) -> HttpResponse:
    """One calculation: question, data, worked example with its steps, and a form to try it."""
    found = next((each for each in calculations() if each.name == name), None)
    if found is None:
        raise Http404(_("There is no calculation of that name."))
    examples = _examples(name)
    worked = _worked(found, examples)
    asked = {"data": request.GET.get("data", ""), "on": request.GET.get("on", "")}
    if not asked["data"] and worked is not None:
        asked = {"data": _written(worked[1].calculate.data), "on": worked[1].calculate.on}  # type: ignore[union-attr]
    answer, problem = _tried(found, asked) if "data" in request.GET else (None, "")
    context = {
        "calculation": found,
        "rules": [book().rules[rule] for rule in found.rules if rule in book().rules],
        "cases": list(dict.fromkeys((case.id, case.title) for case, _ask in examples)),
        "worked": worked,
        "asked": asked,
        "small": len(asked["data"]) <= SMALL,
        "most": SMALL,
        "answer": answer,
        "problem": problem,
        "source": declared_at(name, found.rules),
    }
    return render(request, "reference/calculation.html", context)


def _examples(name: str) -> list[tuple[GoldenCase, Ask]]:
    """The questions of golden cases to a calculation."""
    return [
        (case, ask) for case in load() for ask in case.ask if ask.calculate is not None and ask.calculate.name == name
    ]


def _worked(found: Calculation, examples: list[tuple[GoldenCase, Ask]]) -> tuple[GoldenCase, Ask, Calculated] | None:
    """The golden example with the fewest figures, worked out."""
    for case, ask in sorted(examples, key=lambda example: len(_written(example[1].calculate.data))):  # type: ignore[union-attr]
        given = ask.calculate
        if given is None:
            continue
        try:
            return case, ask, calculate(found.name, given.data, book(), date.fromisoformat(given.on))
        except (CalculationError, BookError):
            # An example that shows a refusal is no worked example.
            continue
    return None


def _written(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _tried(found: Calculation, asked: Mapping[str, str]) -> tuple[Calculated | None, str]:
    """The answer to what was sent, or what is wrong with it."""
    if len(asked["data"]) > SMALL:
        return None, _("These are too many figures for this page.")
    try:
        data = json.loads(asked["data"])
    except (ValueError, RecursionError) as error:
        return None, _("The figures are not JSON: %(error)s") % {"error": error}
    if not isinstance(data, dict):
        return None, _("The figures are an object: names and values between braces.")
    try:
        on = date.fromisoformat(asked["on"]) if asked["on"] else today()
    except ValueError:
        return None, _("Write the day as 2026-09-10.")
    try:
        return calculate(found.name, data, book(), on), ""
    except (CalculationError, BookError) as error:
        return None, error.said[language()]
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        # Figures of a shape that the formula does not expect: the question beside the form says which it wants.
        return None, _("These figures do not have the shape that is asked for: %(error)s") % {"error": error}
