"""The law: acts, articles, rules, figures, open questions, and how to find them."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from asylon.coverage import Covered
from asylon.desk.reference import finding
from asylon.desk.reference.coverage_summary import cases_by_rule, covered, reason_words, state_words, summary
from asylon.desk.reference.page import book, public, state
from asylon.desk.reference.words import RULE_BLOCKS
from asylon.law import concordance
from asylon.law.citations import ACTS, Bilingual, Citation, Place
from asylon.law.provisions import TimeLimit


@public
def overview(request: HttpRequest) -> HttpResponse:
    """Acts, blocks and coverage at a glance."""
    shelf = book()
    rules = tuple(shelf.rules.values())
    acts = [
        {
            "act": act,
            "applies": shelf.applies.get(act.short),
            "rules": len(concordance.rules_at(shelf, Place(act.short, ()))),
        }
        for act in ACTS.values()
    ]
    blocks = [
        {
            "key": key,
            "rules": len(found),
            "unverified": sum(not rule.verified for rule in found),
            "tables": sum(_stands_on(table_rules, found) for table_rules in _table_rules()),
            "limits": sum(item.block == key for item in concordance.provisions() if isinstance(item, TimeLimit)),
            "shares": summary(shelf, [rule.id for rule in found]),
        }
        for key in RULE_BLOCKS
        if (found := concordance.in_block(rules, key))
    ]
    context = {
        "acts": acts,
        "blocks": blocks,
        "shares": summary(shelf),
        "rules": len(rules),
        "unverified": sum(not rule.verified for rule in rules),
        "tables": len(concordance.tables()),
        "limits": sum(isinstance(item, TimeLimit) for item in concordance.provisions()),
        "edition": shelf.edition,
    }
    return render(request, "reference/law.html", context)


def _table_rules() -> list[tuple[str, ...]]:
    return [concordance.table_rules(table) for table in concordance.tables()]


def _stands_on(table_rules: tuple[str, ...], rules: tuple[Any, ...]) -> bool:
    """Whether a table belongs to a block: the first rule it names is one of the block's."""
    return bool(table_rules) and table_rules[0] in {rule.id for rule in rules}


def _state(entry: Covered | None) -> Bilingual | None:
    return state_words(entry.state) if entry else None


@public
def act(request: HttpRequest, short: str) -> HttpResponse:
    """An act: its articles and the rules that rest on each."""
    found = ACTS.get(short)
    if found is None:
        raise Http404(_("There is no act of that name here."))
    shelf = book()
    rows = [
        {
            "article": article,
            "url": Citation(found.short, article.number).url,
            "rules": [(rule, _state(covered(shelf).get(rule.id))) for rule in article.rules],
        }
        for article in concordance.articles(shelf, found)
    ]
    context = {"act": found, "applies": shelf.applies.get(short), "articles": rows}
    return render(request, "reference/act.html", context)


@public
def rule(request: HttpRequest, rule: str) -> HttpResponse:
    """A rule: our words, its place, how it was verified, where it is applied and by which case it is tested."""
    shelf = book()
    found = shelf.rules.get(rule)
    if found is None:
        raise Http404(_("There is no rule of that Id."))
    entry = covered(shelf).get(rule)
    context = {
        "rule": found,
        "uses": concordance.uses(shelf, rule),
        "cases": cases_by_rule().get(rule, ()),
        "coverage": entry,
        "coverage_words": state_words(entry.state) if entry else None,
        "coverage_reason": reason_words(entry.reason) if entry else None,
        "question": shelf.open_questions.get(rule),
        "answer": shelf.answer(rule) if rule in shelf.open_questions else "",
    }
    return render(request, "reference/rule.html", context)


@public
def block(request: HttpRequest, key: str) -> HttpResponse:
    """A block: its rules, tables and time limits."""
    if key not in RULE_BLOCKS:
        raise Http404(_("There is no block of that name."))
    shelf = book()
    found = concordance.in_block(shelf.rules.values(), key)
    context = {
        "key": key,
        "rules": [(each, _state(covered(shelf).get(each.id))) for each in found],
        "shares": summary(shelf, [each.id for each in found]),
        "tables": [table for table in concordance.tables() if _stands_on(concordance.table_rules(table), found)],
        "provisions": [item for item in concordance.provisions() if item.block == key],
    }
    return render(request, "reference/block.html", context)


class FigureRow(msgspec.Struct, frozen=True):
    """A dated value of a parameter, with what the desk's Member State chose."""

    parameter: Any
    values: tuple[tuple[str, Any], ...]
    low: str
    high: str
    chosen: str


@public
def parameters(request: HttpRequest) -> HttpResponse:
    """The dated figures of the book, their sources, and national choices."""
    shelf = book()
    chosen = shelf.choices.get(state(), {})
    rows = [
        FigureRow(
            parameter,
            tuple((finding.figure(dated.value), dated) for dated in parameter.values),
            finding.figure(parameter.low),
            finding.figure(parameter.high),
            finding.figure(chosen.get(parameter.key)),
        )
        for parameter in shelf.parameters.values()
    ]
    return render(request, "reference/parameters.html", {"rows": rows, "profile": state(), "choices": len(chosen)})


@public
def open_questions(request: HttpRequest) -> HttpResponse:
    """What the text leaves open, the answers one can give, and the one given here."""
    shelf = book()
    rows = [
        {
            "rule": each,
            "question": (question := shelf.open_questions.get(each.id)),
            "answer": shelf.answer(each.id) if question else "",
            "default": question.default if question else "",
            "limits": [
                item
                for item in concordance.provisions()
                if isinstance(item, TimeLimit) and each.id in item.open_questions
            ],
        }
        for each in concordance.in_block(shelf.rules.values(), "open_question")
    ]
    return render(request, "reference/open_questions.html", {"rows": rows})


@public
def search(request: HttpRequest) -> HttpResponse:
    """Find rules by article, by Id or by word, in both languages. An Id alone leads straight to its page."""
    asked = " ".join(request.GET.get("q", "").split())
    shelf = book()
    exact = finding.exact(shelf, asked)
    if exact is not None:
        return redirect(exact)
    context = {"asked": asked, "found": finding.find(shelf, asked) if asked else None}
    return render(request, "reference/search.html", context)
