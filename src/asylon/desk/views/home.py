"""The first page: the ten building blocks with one measured figure each; and the page of an indicator."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from asylon.desk.context import language
from asylon.desk.house import house
from asylon.desk.rows import duty_row
from asylon.desk.words import provision_words
from asylon.law.explanation import links
from asylon.plan import indicators
from asylon.plan.blocks import blocks
from asylon.register import InboxQuery


def _overview() -> list[indicators.BlockReading]:
    opened = house()
    today = opened.register.now().astimezone(opened.book.zone(opened.state)).date()
    return indicators.overview(opened.register, opened.book, today)


def _share(value: float | None, unit: str) -> float | None:
    return value / 100 if value is not None and unit == "%" else None


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The ten blocks. Figures and dates come from files of people: they are shown to who signed in."""
    lang = language()
    signed_in = request.user.is_authenticated
    readings = {reading.block: reading for reading in _overview()} if signed_in else {}
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
                "value": reading.value,
                "next_due": due,
                "next_words": provision_words(due.provision, lang) if due else "",
                "inbox": "/inbox?" + urlencode({"block": block.key}),
            }
        rows.append(row)
    counts = house().register.inbox_counts() if signed_in else None
    return render(request, "desk/home.html", {"rows": rows, "counts": counts})


@require_GET
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """An indicator: question, definition, figure, and the open duties of the cases behind it."""
    lang = language()
    reading = next((one for one in _overview() if one.indicator.id == indicator_id), None)
    if reading is None:
        raise Http404
    block = next(block for block in blocks() if block.number == reading.block)
    page = house().register.inbox(InboxQuery(block=block.key, limit=20))
    context = {
        "indicator": reading.indicator,
        "reading": reading,
        "block_number": block.number,
        "block_name": getattr(block.name, lang),
        "articles": links(reading.indicator.article),
        "target_text": reading.indicator.target[lang] if reading.indicator.target else _("none set"),
        "cases_url": "/cases?" + reading.cases_url_query,
        "rows": [duty_row(row, lang) for row in page.rows],
    }
    return render(request, "desk/indicator.html", context)
