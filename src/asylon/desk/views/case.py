"""The page of a case: what the law requires now, and what happened. And the sheet: why this date."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asylon.access.showing import names_colleagues, shown_entries, shown_lines
from asylon.desk import people, persons
from asylon.desk.context import language
from asylon.desk.house import house
from asylon.desk.positions import shown
from asylon.desk.restricted import signs
from asylon.desk.timeline import listed, timeline, told
from asylon.law.explanation import explain
from asylon.law.periods_words import long_moment
from asylon.law.receipts import receipt
from asylon.register import CaseRecord, Erased


class _Moment:
    """The moment of the question: now, or the end of the day asked for."""

    def __init__(self, request: HttpRequest, zone: ZoneInfo) -> None:
        self.now: datetime = house().register.now().astimezone(zone)
        self.asked: datetime | None = None
        self.wrong = ""
        text = request.GET.get("at", "").strip()
        if text:
            try:
                self.asked = _instant(text, zone)
            except ValueError:
                self.wrong = _("This is no day. Write it as 2026-09-10. You see the position now.")

    @property
    def at(self) -> datetime:
        """The instant of the question."""
        return self.asked or self.now

    @property
    def query(self) -> str:
        """The query that keeps the moment in links."""
        return "?" + urlencode({"at": self.asked.isoformat()}) if self.asked else ""


def _instant(text: str, zone: ZoneInfo) -> datetime:
    if len(text) > len("2026-09-10"):
        moment = datetime.fromisoformat(text.replace(" ", "+"))
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return datetime.combine(date.fromisoformat(text), time.max, tzinfo=zone)


def _about(case: CaseRecord, at: datetime, lang: str) -> tuple[str, dict[str, str]]:
    """The file's persons in words, the first one's for the head of the page."""
    known = persons.known(case.file)
    book = house().book
    headings = {person: persons.heading(who, at.date(), book, lang) for person, who in known.items()}
    first = next(iter(known.values()), None)
    return (persons.words(first.summary, at.date(), book, lang) if first else ""), headings


@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The position of every person of the file beside what happened."""
    found, allowed = people.find(request, number)
    opened = house()
    lang = language()
    moment = _Moment(request, opened.book.zone(found.state))
    positions = opened.register.positions_of(found, moment.asked)
    who, headings = _about(found, moment.at, lang)
    own = people.own_person(request, allowed)
    about = people.subject_of(request, number)
    texts = [
        shown(shown_lines(explain(one, opened.book, lang), allowed), headings.get(person, person))
        for person, one in positions.items()
        if not own or person == own
    ]
    seen = shown_entries(found, allowed, own)
    records = people.recordable(request, about)
    restricted = signs(found, headings, lang, own)
    several = len(found.persons) > 1
    entries = timeline(seen, lang, found.state, allowed.hidden, named=names_colleagues(allowed))
    context = {
        "number": number,
        "who": "" if own else who,
        "positions": texts,
        "restricted": restricted,
        "may_lift": bool(restricted) and "restriction_lifted" in records,
        "several": several,
        "happened": listed(entries, number, lang, several=several, records=records),
        "not_shown": len(found.entries) - len(seen),
        "may_record": bool(records),
        "records": records,
        "may_see_readings": people.may(request, "see_readings", about),
        "may_copy": people.may(request, "copy_person", about),
        "at": moment.asked,
        "at_day": moment.asked.date().isoformat() if moment.asked else "",
        "at_wrong": moment.wrong,
        "at_query": moment.query,
        "edition": opened.book.edition,
    }
    return render(request, "desk/case.html", context)


@require_safe
def why(request: HttpRequest, number: str, person: str, provision: str) -> HttpResponse:
    """One duty on one sheet: the date, how it was counted, on which facts, articles and rows it stands."""
    found, allowed = people.find(request, number)
    opened = house()
    lang = language()
    moment = _Moment(request, opened.book.zone(found.state))
    positions = opened.register.positions_of(found, moment.at)
    own = people.own_person(request, allowed)
    if person not in positions or (own and person != own):
        raise Http404
    text = shown_lines(explain(positions[person], opened.book, lang), allowed)
    duty = next((one for one in text.duties if one.id == provision), None)
    if duty is None:
        raise Http404
    who, headings = _about(found, moment.at, lang)
    entries: dict[str, Any] = {
        one.fact.id: told(one, lang, home=found.state, hidden=allowed.hidden, named=names_colleagues(allowed))
        for one in found.entries
        if not isinstance(one.fact, Erased) and allowed.shows(type(one.fact).kind())
    }
    proof = receipt(found.file, opened.register.circumstances(), moment.at, positions)
    context = {
        "number": number,
        "who": headings.get(person, who),
        "duty": duty,
        "no_date": _("no date of its own"),
        "steps": [part[:1].upper() + part[1:] for part in duty.counting.rstrip(".").split("; ")],
        "start": entries.get(duty.started_by),
        "met": entries.get(duty.met_by),
        "at_text": long_moment(moment.at, lang),
        "at_query": moment.query,
        "edition": proof.edition,
        "receipt": proof.result,
        "inputs": proof.inputs,
    }
    return render(request, "desk/why.html", context)


@require_safe
def readings(request: HttpRequest, number: str) -> HttpResponse:
    """Who read the case, when and for what. Seeing this is itself a reading."""
    found, allowed = people.find(request, number, "see_readings")
    rows = list(reversed(house().register.read_by(found.id)))
    about = people.subject_of(request, number)
    own = people.own_person(request, allowed)
    persons = found.persons if people.may(request, "copy_person", about) else ()
    context = {
        "number": number,
        "rows": rows,
        "named": names_colleagues(allowed),
        "may_read": people.may(request, "read_case", about),
        "persons": [person for person in persons if not own or person == own],
        "may_restrict": people.may_record(request, "processing_restricted", about),
    }
    return render(request, "desk/readings.html", context)
