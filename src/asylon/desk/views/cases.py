"""The list of cases, and opening a new one."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asylon.access import Subject
from asylon.desk import forms, persons
from asylon.desk.context import language
from asylon.desk.house import house
from asylon.desk.people import asked, authorise, may, who
from asylon.desk.scope import list_scope, listed
from asylon.desk.words import provision_words, routes
from asylon.law.files import InputError, read_fact
from asylon.register import CaseQuery

LIMIT = 50

#: The first person of a new file. The reference says nothing about who it is.
FIRST_PERSON = "p1"


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Cases by number, filtered by route; one page at a time, by key."""
    lang = language()
    query = {name: request.GET.get(name, "").strip() for name in ("text", "route", "after")}
    opened = house()
    today = opened.register.now().astimezone(opened.book.zone(opened.state)).date()
    scope = list_scope(request)
    page = opened.register.cases(
        CaseQuery(**query, limit=LIMIT, state=scope.state, unit=scope.unit, minors=scope.minors)
    )
    described = scope.allowed.shows("person_described")
    kept = {name: value for name, value in query.items() if value and name != "after"}
    rows = [
        {
            "number": row.number,
            "closed": row.closed,
            "persons": row.persons,
            "who": persons.words(row.summary[0], today, opened.book, lang) if described and row.summary else "",
            "route_name": provision_words(scope.route(row.route), lang) if scope.route(row.route) else "",
            "opened": row.opened,
            "next_due": row.by,
        }
        for row in listed(request, page.rows)
    ]
    context = {
        "query": query,
        "rows": rows,
        "routes": routes(lang),
        "next": urlencode({**kept, "after": page.next}) if page.next else "",
        "may_open": may(request, "open_case", Subject(state=opened.state, units=frozenset({who(request).unit}))),
    }
    return render(request, "desk/cases.html", context)


@require_http_methods(["GET", "POST"])
def open_case(request: HttpRequest) -> HttpResponse:
    """Open a file with the description of its first person; the register gives it its number."""
    authorise(request, "open_case", Subject(state=house().state, units=frozenset({who(request).unit})))
    opened = house()
    lang = language()
    shown = forms.form("person_described", lang, leave_out=frozenset({"person", "state", "unaccompanied"}))
    shown.command = request.POST.get("command", "") or secrets.token_hex(16)
    if request.method == "POST":
        zone = opened.book.zone(opened.state)
        raw = forms.read(shown, request.POST, zone)
        if not shown.problems:
            try:
                case = opened.register.open_case(
                    opened.state,
                    (read_fact({**raw, "person": FIRST_PERSON}),),
                    **asked(request, "open_case"),
                    command_id=request.POST.get("command") or None,
                )
                return redirect("case", number=case.number)
            except InputError as error:
                forms.place(shown, error, lang, own=shown.kind)
    context = {
        "form": shown,
        "title": _("Open a new case"),
        "lead": _("Describe the first person. What is not known can be left open and recorded later."),
        "button": _("Open the case"),
    }
    return render(request, "desk/record.html", context, status=400 if shown.problems else 200)
