"""Golden cases: fictional cases with the answers the articles give, by which the rules are tested."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from asylon.cases import Ask, GoldenCase, load
from asylon.desk.context import language
from asylon.desk.reference.page import book, public
from asylon.desk.words import provision_words
from asylon.law.chapters import load as load_law
from asylon.law.citations import Bilingual
from asylon.law.provisions import BLOCKS
from asylon.law.vocabulary import describe_fact


@public
def overview(request: HttpRequest) -> HttpResponse:
    """All golden cases, by block."""
    cases = load()
    keys = [*BLOCKS, *sorted({case.block for case in cases} - set(BLOCKS))]
    groups = [(key, [case for case in cases if case.block == key]) for key in keys]
    context = {
        "groups": [(key, found) for key, found in groups if found],
        "number": len(cases),
        "questions": sum(len(case.ask) for case in cases),
    }
    return render(request, "reference/golden.html", context)


@public
def case(request: HttpRequest, case: str) -> HttpResponse:
    """One golden case: what happened, what is asked, and why the answer is what it is."""
    load_law()
    found = next((each for each in load() if each.id == case), None)
    if found is None:
        raise Http404(_("There is no golden case of that name."))
    return render(request, "reference/golden_case.html", _shown(found))


#: What a question expects, before what it is about.
EXPECTED: dict[str, Bilingual] = {
    "duty": Bilingual("duty", "plicht"),
    "no_duty": Bilingual("no duty", "geen plicht"),
    "stands": Bilingual("stands", "geldt"),
    "absent": Bilingual("does not stand", "geldt niet"),
    "route": Bilingual("route", "route"),
    "responsible": Bilingual("responsible", "verantwoordelijk"),
    "undetermined": Bilingual("undetermined", "onbepaald"),
    "changes_on": Bilingual("the position changes on", "de positie verandert op"),
    "retained": Bilingual("data kept", "gegevens bewaard"),
    "count": Bilingual("counted", "geteld"),
    "calculate": Bilingual("calculated", "berekend"),
}


class Asked(msgspec.Struct, frozen=True):
    """A question of a golden case in words: what it expects, about what, and the values that must come out."""

    ask: Ask
    expected: str
    about: str
    values: tuple[str, ...]


def _shown(case: GoldenCase) -> dict[str, Any]:
    lang = language()
    facts = [(fact, *describe_fact(fact, lang)) for fact in case.file.facts]
    questions = book().open_questions
    return {
        "case": case,
        "facts": facts,
        "circumstances": [(each, *describe_fact(each, lang)) for each in case.circumstances],
        "asks": [_asked(ask, lang) for ask in case.ask],
        "answers": [(question, questions[question].options[answer][lang]) for question, answer in case.answers.items()],
        "path": f"src/asylon/cases/data/{case.path}",
    }


def _asked(ask: Ask, lang: str) -> Asked:
    form = str(ask.form)
    expected = EXPECTED[form][lang] if form in EXPECTED else form
    values = [ask.due, ask.until, ask.criterion, ", ".join(ask.hangs_on), ", ".join(ask.settle)]
    values += [f"{path} = {value}" for path, value in ask.gives.items()]
    return Asked(ask, expected, _about(ask, lang), tuple(value for value in values if value))


def _about(ask: Ask, lang: str) -> str:
    """What an ask is about: the provision in words where it names one, else the question's own name."""
    named = ask.duty or ask.no_duty or ask.stands or ask.absent or ask.retained or (ask.route and f"route:{ask.route}")
    if named:
        return provision_words(named, lang)
    if ask.calculate is not None:
        return ask.calculate.name
    if ask.count is not None:
        return f"{ask.count.length}, {ask.count.start} ({ask.count.by.value})"
    return ask.responsible or ask.undetermined or ask.changes_on
