"""The inbox: what must be done, in order of date."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asylon.desk.context import language
from asylon.desk.house import house
from asylon.desk.markup import options
from asylon.desk.rows import counted, duty_table
from asylon.desk.scope import list_scope, listed, sheets_of
from asylon.desk.words import block_names, routes, unit_name, unit_names
from asylon.register import InboxQuery

LIMIT = 50


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Duties by due date, filtered by unit, block, route and time; one page at a time, by key."""
    lang = language()
    whens = {"all": _("all open"), "late": _("late"), "today": _("due today"), "week": _("due this week")}
    asked = {name: request.GET.get(name, "") for name in ("unit", "block", "route", "when", "after")}
    if asked["when"] not in whens:
        asked["when"] = "all"
    scope = list_scope(request)
    if scope.unit:
        asked["unit"] = scope.unit
    query = InboxQuery(**asked, limit=LIMIT, kept_by=scope.state, minors=scope.minors, blocks=scope.blocks)
    page, counts = house().register.inbox_with_counts(query, scope.within(asked["unit"]))
    rows = listed(request, page.rows)
    kept = {name: value for name, value in asked.items() if value and name != "after"}
    links = [
        (when, urlencode({**kept, "when": when}), getattr(counts, when)) for when in ("late", "today", "week", "all")
    ]
    context = {
        "query": asked,
        "table": duty_table(rows, lang, sheets_of(request)),
        "counts": counted(links, asked["when"], lang),
        "one_unit": bool(scope.unit),
        "units": options(
            [(scope.unit, unit_name(scope.unit, lang))] if scope.unit else unit_names(lang), asked["unit"]
        ),
        "blocks": options(block_names(lang), asked["block"]),
        "routes": options(routes(lang), asked["route"]),
        "whens": options(whens.items(), asked["when"]),
        "next": urlencode({**kept, "after": page.next}) if page.next else "",
    }
    return render(request, "desk/inbox.html", context)
