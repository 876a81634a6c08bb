"""The plan: building blocks, what must be done by whom and by when, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from asylon.council.provenance import Text
from asylon.desk.reference.page import public, state, today
from asylon.plan import obligations
from asylon.plan.blocks import block as building_block
from asylon.plan.blocks import blocks
from asylon.plan.obligations import Kind, Obligation, Status

#: The kinds of status in the order of the picture, each with the look of its piece of the bar.
ORDER: tuple[Kind, ...] = (
    "met",
    "met_late",
    "met_date_unknown",
    "evidence_in_part",
    "overdue_without_evidence",
    "upcoming",
    "continuous",
    "on_event",
)

#: The number under which obligations stand that belong to no one building block.
OVERARCHING = 0


class Part(msgspec.Struct, frozen=True):
    """How many obligations have one kind of status."""

    kind: Kind
    words: Text
    count: int
    look: str


class Shown(msgspec.Struct, frozen=True):
    """An obligation with where it stands today."""

    obligation: Obligation
    status: Status
    label: Text
    schedule: Text
    bearers: tuple[Text, ...]


class Entry(msgspec.Struct, frozen=True):
    """A date in the calendar."""

    day: date
    shown: Shown
    label: Text
    future: bool


def _asked_for(request: HttpRequest) -> str:
    """The Member State asked about; empty for the Union as a whole."""
    asked = request.GET.get("for", state())
    known = {party for item in obligations.obligations() for party in (each.party for each in item.evidence)}
    return asked if asked in known | {state()} and asked != "EU" else ""


def _choices() -> list[str]:
    known = {each.party for item in obligations.obligations() for each in item.evidence} | {state()}
    return sorted(known - {"EU"})


def _shown(item: Obligation, day: date, member_state: str) -> Shown:
    found = obligations.status(item, day, member_state or None)
    return Shown(
        item,
        found,
        obligations.label(found.kind),
        obligations.schedule(item.due),
        tuple(obligations.bearer(who) for who in item.who),
    )


def _parts(shown: Iterable[Shown]) -> tuple[Part, ...]:
    counts: dict[str, int] = {}
    for each in shown:
        counts[each.status.kind] = counts.get(each.status.kind, 0) + 1
    return tuple(
        Part(kind, obligations.label(kind), counts[kind], f"look-{number % 8}")
        for number, kind in enumerate(ORDER)
        if kind in counts
    )


def _about(request: HttpRequest) -> dict[str, Any]:
    return {"day": today(), "asked_for": _asked_for(request), "choices": _choices()}


@public
def overview(request: HttpRequest) -> HttpResponse:
    """The ten building blocks at a glance, and what stands over all of them."""
    about = _about(request)
    everything = [_shown(item, about["day"], about["asked_for"]) for item in obligations.obligations()]
    rows = []
    for number, name, asks, place in (
        *((each.number, each.name, each.asks, each.place) for each in blocks()),
        (OVERARCHING, None, None, None),
    ):
        here = [each for each in everything if each.obligation.block == number]
        coming = [each for each in here if each.status.next_due is not None]
        rows.append(
            {
                "number": number,
                "name": name,
                "asks": asks,
                "place": place,
                "count": len(here),
                "parts": _parts(here),
                "next": min(coming, key=lambda each: each.status.next_due or date.max, default=None),
            }
        )
    context = about | {"rows": rows, "parts": _parts(everything), "count": len(everything)}
    return render(request, "reference/plan.html", context)


@public
def block(request: HttpRequest, number: str) -> HttpResponse:
    """One building block: every obligation with its status, why, and the evidence."""
    wanted = int(number)
    try:
        found = None if wanted == OVERARCHING else building_block(wanted)
    except LookupError:
        raise Http404(_("There is no building block of that number.")) from None
    about = _about(request)
    shown = [
        _shown(item, about["day"], about["asked_for"]) for item in obligations.obligations() if item.block == wanted
    ]
    context = about | {"building_block": found, "number": wanted, "shown": shown, "parts": _parts(shown)}
    return render(request, "reference/plan_block.html", context)


@public
def calendar(request: HttpRequest) -> HttpResponse:
    """Obligations by date: the date each was last judged on, and those still to come."""
    about = _about(request)
    day: date = about["day"]
    entries: list[Entry] = []
    for item in obligations.obligations():
        shown = _shown(item, day, about["asked_for"])
        coming = {each for each in obligations.occurrences(item, day) if each >= day}
        judged = {shown.status.due} if shown.status.due is not None else set()
        for each in sorted(coming | judged):
            is_judged = each == shown.status.due
            label = shown.label if is_judged else obligations.label("upcoming")
            entries.append(Entry(each, shown, label, each >= day))
    entries.sort(key=lambda entry: (entry.day, entry.shown.obligation.id))
    context = about | {
        "past": [entry for entry in entries if not entry.future],
        "coming": [entry for entry in entries if entry.future],
    }
    return render(request, "reference/plan_calendar.html", context)
