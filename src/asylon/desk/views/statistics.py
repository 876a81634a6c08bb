"""Statistics tables: by month and by who is counted, each with its picture; and the same table as CSV to take along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, get_args

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from asylon.desk import people
from asylon.desk.context import language
from asylon.desk.house import house
from asylon.desk.words import state_name
from asylon.register.statistics import (
    CODES,
    ITEMS,
    TABLES,
    WRONG_MONTHS,
    Cell,
    Table,
    as_csv,
    fitting,
    months,
    recent,
    summed,
)

#: By what the persons of a table can be told apart: the field of a cell.
BY = {
    "citizen": gettext_lazy("citizenship"),
    "age": gettext_lazy("age group"),
    "sex": gettext_lazy("sex"),
    "partner": gettext_lazy("other Member State"),
}
#: What is drawn of a table of which not everything can be put together: the requests, sent and received.
DRAWN = {"dublin": ("OUT_TAKE_CHARGE", "OUT_TAKE_BACK", "IN_TAKE_CHARGE", "IN_TAKE_BACK")}


class Asked(msgspec.Struct, frozen=True):
    """What is asked: the table, the first and the last month (a day of it), by what; and whether those months cannot be."""

    table: Table
    since: date
    until: date
    by: str
    wrong: bool


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """A table by month and by what is chosen, rounded as published. It is counted when it is asked for."""
    people.authorise(request, "see_statistics")
    opened = house()
    today = opened.register.now().astimezone(opened.book.zone(opened.state)).date()
    asked = _asked(request, today)
    context: dict[str, Any] = {
        "asked": asked,
        "tables": [(name, words[language()]) for name, words in TABLES.items()],
        "ways": [(name, word) for name, word in BY.items() if name != "partner" or asked.table == "dublin"],
        "wrong": WRONG_MONTHS if asked.wrong else None,
    }
    if "table" in request.GET and not asked.wrong:
        as_file = request.GET.get("format") == "csv"
        without: list[int] = []
        cells = opened.register.statistics(
            asked.table,
            since=asked.since,
            until=asked.until,
            rounded=as_file,
            left_out=without.append,
            **people.asked(request, "see_statistics"),
        )
        if as_file:
            return _file(asked, cells)
        context |= _shown(asked, cells, today) | {"left_out": sum(without), "counted": True}
    return render(request, "desk/statistics.html", context)


def _asked(request: HttpRequest, today: date) -> Asked:
    """What is asked for; the first table and the last months where nothing fitting is."""
    table = request.GET.get("table", "")
    by = request.GET.get("by", "")
    since = _first(request.GET.get("from", ""), recent(today))
    until = _first(request.GET.get("to", ""), today)
    known = next((name for name in get_args(Table) if name == table), "applications")
    way = by if by in BY and (by != "partner" or known == "dublin") else "citizen"
    if since is None or until is None or not fitting(since, until):
        return Asked(known, since or today, until or today, way, wrong=True)
    return Asked(known, since, until, way, wrong=False)


def _first(text: str, default: date) -> date | None:
    """The first day of a month as a form sends it (``2026-11``); None for what is no month."""
    if not text.strip():
        return default
    try:
        return date.fromisoformat(f"{text.strip()[:7]}-01")
    except ValueError:
        return None


def _file(asked: Asked, cells: Iterable[Cell]) -> HttpResponse:
    answer = HttpResponse("".join(as_csv(list(cells))), content_type="text/csv; charset=utf-8")
    name = f"{asked.table}-{asked.since:%Y-%m}-{asked.until:%Y-%m}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _shown(asked: Asked, cells: Sequence[Cell], today: date) -> dict[str, Any]:
    """The two tables of the page, and what their columns count."""
    lang = language()
    occurring = {cell.item for cell in cells}
    items = [item for item in ITEMS[asked.table] if item in occurring]
    drawn = [item for item in items if item in DRAWN.get(asked.table, items)]
    month_of = {name: last.replace(day=1) for name, last in months(asked.since, min(asked.until, today)).items()}
    by_month = summed(cells, lambda cell: (cell.month, cell.item))
    # Who is pending at the end of one month is so at the end of the next: only the last month can be told apart.
    last = next(reversed(month_of), "")
    told = [cell for cell in cells if asked.table != "pending" or cell.month == last]
    apart = summed(told, lambda cell: (getattr(cell, asked.by), cell.item))
    names = {value: _name(asked.by, value, lang) for value, _item in apart}
    visible = [value for value in names if any(apart.get((value, item)) for item in items)]
    if asked.by == "age":
        order = sorted(visible, key=list(CODES).index)
    else:
        order = sorted(visible, key=lambda value: (-sum(apart.get((value, item), 0) for item in drawn), names[value]))
    return {
        "items": [
            {"words": ITEMS[asked.table][item][lang], "series": drawn.index(item) + 1 if item in drawn else 0}
            for item in items
        ],
        "by_month": _lines(month_of, lambda name: month_of[name], items, drawn, by_month),
        "by_chosen": _lines(order, names.__getitem__, items, drawn, apart),
        "chosen": BY[asked.by],
        "rounded_away": len(visible) < len(names),
        "last": month_of.get(last) if asked.table == "pending" else None,
    }


def _lines(
    values: Iterable[str],
    name: Callable[[str], Any],
    items: Sequence[str],
    drawn: Sequence[str],
    sums: Mapping[tuple[str, str], int],
) -> list[dict[str, Any]]:
    """Lines of a table: the name of each value, its figures, and how much of the longest bar each drawn one takes."""
    rows = [(value, [sums.get((value, item), 0) for item in items]) for value in values]
    places = [items.index(item) for item in drawn]
    longest = max((sum(figures[place] for place in places) for _value, figures in rows), default=0) or 1
    return [
        {"name": name(value), "figures": figures, "shares": [figures[place] / longest for place in places]}
        for value, figures in rows
    ]


def _name(by: str, value: str, lang: str) -> str:
    """A value of a cell in words."""
    if by in ("citizen", "partner"):
        return {"STLS": _("stateless"), "UNK": _("not known"), "": _("not known")}.get(value) or state_name(value, lang)
    return CODES[value][lang]
