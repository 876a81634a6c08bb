"""Decision tables: as a lawyer reads them, with the proof, and as files for other programs."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from asylon.desk.context import language
from asylon.desk.reference.page import book, public
from asylon.law import concordance
from asylon.law.tables import DecisionTable, Proof
from asylon.law.tables_render import absent_words, to_csv, to_html, to_json


@lru_cache(maxsize=256)
def _proof(name: str) -> Proof:
    return _table(name).verify()


def _table(name: str) -> DecisionTable:
    found = next((table for table in concordance.tables() if table.name == name), None)
    if found is None:
        raise Http404(_("There is no table of that name."))
    return found


def _rule_address(rule: str) -> str:
    return reverse("reference:rule", args=[rule]) if rule in book().rules else ""


@public
def overview(request: HttpRequest) -> HttpResponse:
    """All tables with their question and the result of their proof."""
    rows = [
        {"table": table, "rules": concordance.table_rules(table), "proof": _proof(table.name)}
        for table in concordance.tables()
    ]
    return render(request, "reference/tables.html", {"rows": rows})


@public
def table(request: HttpRequest, name: str) -> HttpResponse:
    """One table."""
    found = _table(name)
    lang = language()
    rendered = to_html(found, lang, link=_rule_address)
    context = {
        "table": found,
        "question": found.question[lang],
        # to_html escapes everything it is given.
        "rendered": mark_safe(rendered),
        "inputs": [(entry.label[lang], entry, absent_words(entry, lang)) for entry in found.inputs],
        "proof": _proof(name),
    }
    return render(request, "reference/table.html", context)


@public
def as_json(request: HttpRequest, name: str) -> HttpResponse:
    """The table as JSON."""
    answer = JsonResponse(to_json(_table(name)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


@public
def as_csv(request: HttpRequest, name: str) -> HttpResponse:
    """The table as comma separated values in the reader's language."""
    text = to_csv(_table(name), language())
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
