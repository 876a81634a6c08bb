"""Decision tables: as a lawyer reads them, with the proof, and as files for other programs."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from asylon.cases import GoldenCase, load
from asylon.desk.context import language
from asylon.desk.reference.page import book, public, state, today
from asylon.law import concordance
from asylon.law.periods_words import long_date
from asylon.law.proof import Proof, proof_of
from asylon.law.tables import DecisionTable
from asylon.law.tables_dmn import to_dmn
from asylon.law.tables_figures import figures_of, numbers_on
from asylon.law.tables_render import absent_words, to_csv, to_html, to_html_document, to_json
from asylon.lawbook.sources import sources_of


@lru_cache(maxsize=256)
def _proof(name: str) -> Proof:
    return proof_of(_table(name))


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
    """One table, with the numbers of its bounds on the desk's day."""
    found = _table(name)
    lang = language()
    rendered = to_html(found, lang, numbers_on(found, book(), today(), state()), link=_rule_address)
    context = {
        "table": found,
        "question": found.question[lang],
        # to_html escapes everything it is given.
        "rendered": mark_safe(rendered),
        "inputs": [(entry.label[lang], entry, absent_words(entry, lang)) for entry in found.inputs],
        "figures": figures_of(found, book()),
        "proof": _proof(name),
        "cases": _cases(found),
        "sources": sources_of(name),
        "forms": FORMS,
    }
    return render(request, "reference/table.html", context)


def _cases(found: DecisionTable) -> list[tuple[GoldenCase, int]]:
    """The golden cases with questions that assert a rule of the table and cite a place of it, and how many such questions."""
    rules = set(concordance.table_rules(found))
    places = [place for row in found.rows for place in concordance.places(row.cite)]
    counted = [
        (
            case,
            sum(
                bool(rules & set(ask.rules))
                and any(place.meets(each) for place in places for each in concordance.places(ask.cite))
                for ask in case.ask
            ),
        )
        for case in load()
    ]
    return [(case, number) for case, number in counted if number]


#: The files a table can be taken along as: the ending of the name, and what it is called.
FORMS = {"html": "HTML", "csv": "CSV", "json": "JSON", "dmn": "DMN 1.3"}


@public
def as_file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """The table as a file: HTML and CSV in the reader's language, JSON and DMN 1.3 XML in both."""
    found, shelf, lang = _table(name), book(), language()
    bounds = numbers_on(found, shelf, today(), state())
    if form == "json":
        answer: HttpResponse = JsonResponse(
            to_json(found, bounds), json_dumps_params={"ensure_ascii": False, "indent": 2}
        )
    elif form == "csv":
        answer = HttpResponse(to_csv(found, lang, bounds), content_type="text/csv; charset=utf-8")
    elif form == "dmn":
        answer = HttpResponse(to_dmn(found, shelf, today(), state()), content_type="application/xml; charset=utf-8")
    else:
        answer = HttpResponse(to_html_document(found, lang, bounds, _edition(lang)))
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _edition(lang: str) -> str:
    day = long_date(today(), lang, weekday=False)  # type: ignore[arg-type]
    return _("Edition %(edition)s of the law, with the figures of %(day)s.") % {"edition": book().edition, "day": day}
