"""The law: acts, articles, rules and blocks, and the search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from asylon.desk.reference import addresses
from asylon.desk.reference.page import book, public, state, today
from asylon.law import concordance
from asylon.law.book import Book, RuleText
from asylon.law.citations import ACTS, Act, Bilingual
from asylon.law.provisions import KeepingPeriod, Provision, Silence, TimeLimit
from asylon.law.tables import DecisionTable
from asylon.law.tables_figures import numbers_on
from asylon.law.tables_render import row_words
from asylon.lawbook.articles import REST, Article, article_of_act, articles, calculations
from asylon.lawbook.finding import find
from asylon.lawbook.modelled import cases_by_rule, covered, state_words, summary
from asylon.lawbook.sources import declared_at, sources_of
from asylon.lawbook.words import RULE_BLOCKS


@public
def overview(request: HttpRequest) -> HttpResponse:
    """Acts, blocks and coverage at a glance."""
    shelf = book()
    rules = tuple(shelf.rules.values())
    blocks = [
        {
            "key": key,
            "rules": len(found),
            "unverified": _unverified(found),
            "tables": len(_tables_of(key)),
            "limits": sum(item.block == key for item in concordance.provisions() if isinstance(item, TimeLimit)),
            "shares": summary(shelf, [rule.id for rule in found]),
        }
        for key in RULE_BLOCKS
        if (found := concordance.in_block(rules, key))
    ]
    context = {
        "acts": [_act_row(shelf, act) for act in ACTS.values()],
        "blocks": blocks,
        "shares": summary(shelf),
        "rules": len(rules),
        "unverified": _unverified(rules),
        "tables": len(concordance.tables()),
        "limits": sum(isinstance(item, TimeLimit) for item in concordance.provisions()),
        "keeping": sum(isinstance(item, KeepingPeriod) for item in concordance.provisions()),
        "calculations": len(calculations()),
        "edition": shelf.edition,
    }
    return render(request, "reference/law.html", context)


def _act_row(shelf: Book, act: Act) -> dict[str, Any]:
    found = articles(shelf, act)
    rules = {rule.id: rule for article in found for rule in article.rules}
    return {
        "act": act,
        "applies": shelf.applies.get(act.short),
        "articles": sum(article.number != REST for article in found),
        "rules": len(rules),
        "shares": summary(shelf, rules),
    }


def _unverified(rules: Iterable[RuleText]) -> int:
    return sum(not rule.verified for rule in rules)


def _tables_of(block: str) -> list[DecisionTable]:
    """The tables that the modules of a block declare."""
    found = []
    for table in concordance.tables():
        source = declared_at(table.name, concordance.table_rules(table))
        if source is not None and source.module.block == block:
            found.append(table)
    return found


def _with_coverage(shelf: Book, rules: Iterable[RuleText]) -> list[tuple[RuleText, Bilingual | None]]:
    states = covered(shelf)
    return [(rule, state_words(states[rule.id].state) if rule.id in states else None) for rule in rules]


@public
def act(request: HttpRequest, short: str) -> HttpResponse:
    """An act: its articles in order, each with what rests on it and how far that is modelled."""
    found = _act(short)
    shelf = book()
    rows = [
        {
            "article": each,
            "address": addresses.article(short, each.number),
            "about": next((rule.words for rule in each.rules if each.is_home_of(rule.citation)), None)
            or next((rule.words for rule in each.rules), None),
            "unverified": _unverified(each.rules),
            "shares": summary(shelf, [rule.id for rule in each.rules]),
        }
        for each in articles(shelf, found)
    ]
    ids = {rule.id for row in rows for rule in row["article"].rules}
    context = {
        "act": found,
        "applies": shelf.applies.get(short),
        "articles": rows,
        "shares": summary(shelf, ids),
        "number": len(ids),
    }
    return render(request, "reference/act.html", context)


def _act(short: str) -> Act:
    found = ACTS.get(short)
    if found is None:
        raise Http404(_("There is no act of that name here."))
    return found


@public
def article(request: HttpRequest, short: str, number: str) -> HttpResponse:
    """An article with all that rests on it: rules, limits, tables, duties, figures, golden cases, source."""
    shelf, act_found = book(), _act(short)
    found = article_of_act(shelf, act_found, REST if number == addresses.REST else number)
    if found is None:
        raise Http404(_("No rule, table or limit rests on an article of that number."))
    others = articles(shelf, act_found)
    at = others.index(found)
    context = {
        "act": act_found,
        "article": found,
        "applies": shelf.applies_from(f"{short} {found.number}".strip()) if short in shelf.applies else None,
        "rules": _with_coverage(shelf, found.rules),
        "shares": summary(shelf, [rule.id for rule in found.rules]),
        "unverified": _unverified(found.rules),
        "limits": [_period(item) for item in found.limits],
        "keeping": [_period(item) for item in found.keeping],
        "tables": _rows_in_words(found),
        "before": _neighbour(others[at - 1]) if at else None,
        "after": _neighbour(others[at + 1]) if at + 1 < len(others) else None,
    }
    return render(request, "reference/article.html", context)


def _neighbour(found: Article) -> tuple[Article, str]:
    return found, addresses.article(found.act.short, found.number)


def _period(item: TimeLimit | KeepingPeriod) -> dict[str, Any]:
    """A limit or keeping period with its length today and the range of a national choice."""
    shelf = book()
    figure = shelf.parameters.get(item.length)
    return {
        "item": item,
        "length": shelf.value(item.length, today(), state()),
        "figure": figure,
        "by": str(item.by.value),
        "questions": [(question, shelf.rules.get(question)) for question in getattr(item, "open_questions", ())],
    }


def _rows_in_words(found: Article) -> list[dict[str, Any]]:
    from asylon.desk.context import language

    shelf, lang = book(), language()
    shown = []
    for use in found.tables:
        bounds = numbers_on(use.table, shelf, today(), state())
        rows = [(row, *row_words(use.table, row, lang, bounds)) for row in use.table.rows if row.id in use.rows]
        shown.append({"table": use.table, "rows": rows, "all": len(rows) == len(use.table.rows)})
    return shown


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
        "calculations": [each for each in calculations() if rule in each.rules],
        "cases": cases_by_rule().get(rule, ()),
        "sources": sources_of(rule),
        "coverage": entry,
        "coverage_words": state_words(entry.state) if entry else None,
        "coverage_reason": entry.reason if entry else None,
        "question": shelf.open_questions.get(rule),
        "answer": shelf.answer(rule) if rule in shelf.open_questions else "",
    }
    return render(request, "reference/rule.html", context)


@public
def block(request: HttpRequest, key: str) -> HttpResponse:
    """A block: its rules, tables, calculations, time limits and other provisions."""
    if key not in RULE_BLOCKS:
        raise Http404(_("There is no block of that name."))
    shelf = book()
    found = concordance.in_block(shelf.rules.values(), key)
    context = {
        "key": key,
        "rules": _with_coverage(shelf, found),
        "shares": summary(shelf, [each.id for each in found]),
        "tables": _tables_of(key),
        "calculations": [each for each in calculations() if each.block == key],
        "provisions": sorted((item for item in concordance.provisions() if item.block == key), key=_kind_order),
    }
    return render(request, "reference/block.html", context)


def _kind_order(item: Provision) -> int:
    return (
        0
        if isinstance(item, TimeLimit)
        else 1
        if isinstance(item, KeepingPeriod)
        else 3
        if isinstance(item, Silence)
        else 2
    )


@public
def search(request: HttpRequest) -> HttpResponse:
    """Find by article, by Id or by word, in both languages. An Id or name alone leads straight to its page."""
    asked = " ".join(request.GET.get("q", "").split())[:200]
    found = find(book(), asked) if asked else None
    if found is not None and found.exact is not None:
        return redirect(addresses.address(found.exact))
    groups = [
        (group, [(entry, addresses.address(entry)) for entry in group.hits])
        for group in (found.groups if found else ())
    ]
    return render(request, "reference/search.html", {"asked": asked, "found": found, "groups": groups})
