"""The first page: the ten building blocks with one measured figure each; and the page of an indicator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asylon.desk import people
from asylon.desk.context import language
from asylon.desk.house import house
from asylon.desk.rows import duty_table
from asylon.desk.scope import ListScope, list_scope, listed, possible_scope, sheets_of
from asylon.desk.words import provision_words
from asylon.law.explanation import links
from asylon.plan import indicators
from asylon.plan.blocks import blocks
from asylon.register import DutyRow, InboxQuery

#: How many open duties the page of an indicator shows.
FIRST = 20


def _overview() -> list[indicators.BlockReading]:
    opened = house()
    today = opened.register.now().astimezone(opened.book.zone(opened.state)).date()
    return indicators.overview(opened.register, opened.book, today)


def _named(
    request: HttpRequest, scope: ListScope | None, readings: Iterable[indicators.BlockReading]
) -> tuple[DutyRow, ...]:
    """The next duties whose case the one who asks may see in a list: those are linked, the others are dates only."""
    due = [reading.next_due for reading in readings if reading.next_due is not None]
    if not due or scope is None:
        return ()

    def within(row: DutyRow) -> bool:
        reach = people.subject(row.case_id)
        return (
            reach.state == scope.state
            and (not scope.unit or scope.unit in reach.units)
            and (not scope.minors or reach.minors)
        )

    return listed(request, [row for row in scope.of_task(due) if within(row)])


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The ten blocks. Figures and dates come from files of people: they are shown to who signed in."""
    lang = language()
    signed_in = people.may(request, "see_figures")
    readings = {reading.block: reading for reading in _overview()} if signed_in else {}
    scope = possible_scope(request)
    named = _named(request, scope, readings.values())
    rows: list[dict[str, Any]] = []
    for block in blocks():
        row: dict[str, Any] = {
            "number": block.number,
            "name": getattr(block.name, lang),
            "asks": getattr(block.asks, lang),
            "way_in": f"/plan/block/{block.number}/",
        }
        reading = readings.get(block.number)
        if reading is not None:
            due = reading.next_due
            row |= {
                "indicator": reading.indicator,
                "text": reading.text[lang],
                "missing": reading.missing,
                "share": _share(reading.value),
                "target": _share(reading.indicator.target_value),
                "next_due": due,
                "named": due in named and due is not None and sheets_of(request)(due.block),
                "next_words": provision_words(due.provision, lang) if due else "",
            }
        rows.append(row)
    counts = house().register.inbox_counts(scope.within()) if scope is not None else None
    return render(request, "desk/home.html", {"rows": rows, "counts": counts})


@require_safe
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """An indicator: question, definition, figure, and the open duties of the cases behind it."""
    people.authorise(request, "see_figures")
    lang = language()
    reading = next((one for one in _overview() if one.indicator.id == indicator_id), None)
    if reading is None:
        raise Http404
    block = next(block for block in blocks() if block.number == reading.block)
    which = reading.indicator
    context = {
        "indicator": which,
        "reading": reading,
        "share": _share(reading.value),
        "target": _share(which.target_value),
        "block_number": block.number,
        "block_name": getattr(block.name, lang),
        "articles": links(which.article),
        "target_text": which.target[lang] if which.target else _("none set"),
        "duties": f"/inbox?{reading.cases_url_query}" if which.of and people.may(request, "list_cases") else "",
        "obligations": f"/plan/block/{block.number}/",
        "table": duty_table(_open_duties(request, which.of), lang, sheets_of(request)),
    }
    return render(request, "desk/indicator.html", context)


def _open_duties(request: HttpRequest, provisions: tuple[str, ...]) -> tuple[DutyRow, ...]:
    """The first open duties of these provisions that the one who asks may see, in order of date."""
    if not people.may(request, "list_cases"):
        return ()
    scope = list_scope(request)
    register = house().register
    found = [
        row
        for provision in provisions
        for row in register.inbox(
            InboxQuery(provision=provision, unit=scope.unit, kept_by=scope.state, minors=scope.minors, limit=FIRST)
        ).rows
    ]
    found.sort(key=lambda row: (row.due is None, row.due, row.number, row.person))
    return listed(request, scope.of_task(found)[:FIRST])
