"""Golden cases: fictional cases with the answers the articles give, by which the rules are tested."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from asylon.cases import Ask, GoldenCase, load
from asylon.desk.context import language
from asylon.desk.reference.page import public
from asylon.desk.words import provision_words
from asylon.law.chapters import load as load_law
from asylon.law.provisions import BLOCKS
from asylon.law.vocabulary import describe_fact


@public
def overview(request: HttpRequest) -> HttpResponse:
    """All golden cases, by block."""
    load_law()
    cases = load()
    keys = [*BLOCKS, *sorted({case.block for case in cases} - set(BLOCKS))]
    groups = [(key, [_shown(case) for case in cases if case.block == key]) for key in keys]
    context = {"groups": [(key, found) for key, found in groups if found], "number": len(cases)}
    return render(request, "reference/golden.html", context)


def _shown(case: GoldenCase) -> dict[str, Any]:
    lang = language()
    facts = [(fact, *describe_fact(fact, lang)) for fact in case.file.facts]
    return {"case": case, "facts": facts, "asks": [(ask, _about(ask, lang)) for ask in case.ask]}


def _about(ask: Ask, lang: str) -> str:
    """What an ask is about: the provision in words where it names one, else the question's own name."""
    named = ask.duty or ask.no_duty or ask.stands or ask.absent or (ask.route and f"route:{ask.route}")
    if named:
        return provision_words(named, lang)
    return ask.responsible or ask.undetermined
