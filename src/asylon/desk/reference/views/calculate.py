"""Calculate: the question to the law without a register. What is sent is answered and forgotten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from string import ascii_lowercase
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from asylon.desk import forms, persons
from asylon.desk.context import language
from asylon.desk.positions import Shown, shown
from asylon.desk.reference import examples
from asylon.desk.reference.page import book, now, state
from asylon.law.book import BookError
from asylon.law.explanation import explain
from asylon.law.facts import KINDS
from asylon.law.files import NO_CASE, File, InputError, Problem, check_file, no_member_state, read_fact, read_file
from asylon.law.positions import position
from asylon.law.receipts import Receipt, receipt
from asylon.law.vocabulary import GROUPS, describe_fact

#: Kinds the form does not offer: here a wrong fact is simply taken out.
NOT_OFFERED = "correction"


class Answer(msgspec.Struct, frozen=True):
    """The positions of all persons of the case, and the receipt of the computation."""

    at: datetime
    positions: tuple[Shown, ...]
    receipt: Receipt
    later: int


class Listed(msgspec.Struct, frozen=True):
    """A fact in the list: its words, or what is wrong with it."""

    number: int
    title: str
    person: str
    at: str
    values: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


class Sheet:
    """One question while it is being put: the case as text, the moment, and what was found wrong."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.text = values.get("case", "")
        self.mode = "list" if values.get("mode") == "list" else "text"
        self.day = values.get("day", "").strip()
        self.time = values.get("time", "").strip()
        self.problems: list[Problem] = []

    @property
    def wrong_moment(self) -> bool:
        """Whether the moment asked for is among what is wrong."""
        return any(problem.place == _("moment") for problem in self.problems)

    def raw(self) -> dict[str, Any]:
        """The case as plain data; empty, with a problem noted, where the text is no JSON object."""
        if not self.text.strip():
            return {"state": state(), "facts": []}
        try:
            read = json.loads(self.text)
        except ValueError as error:
            line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
            self.problems.append(
                Problem.at(
                    _("line %(line)s, column %(column)s") % {"line": line, "column": column},
                    ("this is not JSON.", "dit is geen JSON."),
                    (
                        "Look for a missing comma, quotation mark or bracket there or just before it.",
                        "Zoek daar of net ervoor naar een ontbrekende komma, aanhalingsteken of haakje.",
                    ),
                )
            )
            return {}
        except RecursionError:
            read = None
        if not isinstance(read, dict):
            self.problems.append(NO_CASE)
            return {}
        return read

    def write(self, raw: Mapping[str, Any]) -> None:
        """Keep the case as text."""
        self.text = json.dumps(raw, ensure_ascii=False, indent=2)

    def at(self, zone: ZoneInfo) -> datetime | None:
        """The moment asked for: the time on that day, the end of the day, or now. None, with a problem, if unclear."""
        if not self.day:
            return now().astimezone(zone)
        try:
            day = date.fromisoformat(self.day)
            if self.time:
                return datetime.combine(day, time.fromisoformat(self.time).replace(tzinfo=None), tzinfo=zone)
            return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone) - timedelta.resolution
        except (ValueError, OverflowError):
            self.problems.append(
                Problem.at(
                    _("moment"),
                    ("this is not a day, or not a time.", "dit is geen dag, of geen tijd."),
                    (
                        "Write the day as 2026-09-10 and the time as 14:30.",
                        "Schrijf de dag als 2026-09-10 en de tijd als 14:30.",
                    ),
                )
            )
            return None


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def calculate(request: HttpRequest) -> HttpResponse:
    """Ask for the legal position of fictional or real facts. Nothing that is sent here is stored."""
    context: dict[str, Any] = {
        "examples": examples.EXAMPLES,
        "groups": [
            (words, [(name, kind.words) for name, kind in KINDS.items() if kind.group == group])
            for group, words in GROUPS.items()
            if group != NOT_OFFERED
        ],
    }
    if request.method == "POST":
        sheet = Sheet(request.POST.dict())
        context |= _act(sheet, request.POST.dict())
    else:
        sheet = Sheet(request.GET.dict())
        example = examples.find(request.GET.get("example", ""))
        sheet.text = example.text() if example else ""
        sheet.day = example.day if example else now().date().isoformat()
        context["example"] = example
    if sheet.mode == "list":
        raw = sheet.raw()
        context["listed"] = _listed(raw)
        context["case_state"] = raw.get("state") or state()
    context["sheet"] = sheet
    status = 400 if sheet.problems else 200
    return render(request, "reference/calculate.html", context, status=status)


def _act(sheet: Sheet, posted: Mapping[str, str]) -> dict[str, Any]:
    """Do what the pressed button says."""
    action = posted.get("action", "calculate")
    if action in ("list", "text"):
        sheet.mode = action
        return {}
    if "remove" in posted:
        raw = sheet.raw()
        facts = raw.get("facts")
        number = posted["remove"]
        if isinstance(facts, list) and number.isdecimal() and int(number) < len(facts):
            del facts[int(number)]
            sheet.write(raw)
        return {}
    if action in ("choose", "add") and posted.get("kind") in KINDS:
        return _form(sheet, posted, add=action == "add")
    if action == "choose":
        return {}
    answer = _answer(sheet)
    return {"answer": answer} if answer else {}


def _form(sheet: Sheet, posted: Mapping[str, str], *, add: bool) -> dict[str, Any]:
    """The form of a kind of fact; with ``add`` the fact joins the case, if nothing is wrong with it."""
    kind, lang, raw = posted["kind"], language(), sheet.raw()
    known = _persons(raw)
    form = forms.form(kind, lang, [(person, person) for person in known], new_person=_next(known))
    if not add:
        return {"form": form, "kind": kind, "kind_words": KINDS[kind].words}
    fact = forms.read(form, posted, _zone(str(raw.get("state") or state())))
    if not form.problems:
        try:
            read_fact(fact)
        except InputError as error:
            forms.place(form, error, lang, own=kind)
    if form.problems:
        return {"form": form, "kind": kind, "kind_words": KINDS[kind].words}
    raw.setdefault("state", state())
    facts = raw.get("facts")
    raw["facts"] = [*(facts if isinstance(facts, list) else []), fact]
    sheet.write(raw)
    return {"added": KINDS[kind].words}


def _persons(raw: Mapping[str, Any]) -> list[str]:
    """The persons that the facts of a case name, in order."""
    facts = raw.get("facts")
    given = [fact for fact in (facts if isinstance(facts, list) else []) if isinstance(fact, dict)]
    return list(dict.fromkeys(str(fact["person"]) for fact in given if fact.get("person")))


def _next(known: list[str]) -> str:
    """A reference for one more person: a, b, c … or p27."""
    return next((each for each in ascii_lowercase if each not in known), f"p{len(known) + 1}")


def _zone(member_state: str) -> ZoneInfo:
    try:
        return book().zone(member_state)
    except BookError:
        return book().zone(state())


def _listed(raw: Mapping[str, Any]) -> list[Listed]:
    facts = raw.get("facts")
    found = []
    for number, given in enumerate(facts if isinstance(facts, list) else []):
        about = given if isinstance(given, dict) else {}
        person, at = str(about.get("person", "")), str(about.get("at", ""))
        try:
            title, values = describe_fact(read_fact(given, f"facts[{number}]"), language())
            found.append(Listed(number, title, person, at, values))
        except InputError as error:
            found.append(Listed(number, str(about.get("kind", "?")), person, at, (), error.problems))
    return found


def _answer(sheet: Sheet) -> Answer | None:
    """Read the case, check it, and ask the law. None, with the problems noted, where something is wrong."""
    raw = sheet.raw()
    if sheet.problems:
        return None
    shelf, lang = book(), language()
    try:
        file, circumstances = read_file(raw, state())
        zone = shelf.zone(file.state)
    except InputError as error:
        sheet.problems += error.problems
        return None
    except BookError:
        sheet.problems.append(no_member_state(raw.get("state")))
        return None
    at = sheet.at(zone)
    sheet.problems += check_file(file, zone, shelf.applies)
    if at is None or sheet.problems:
        return None
    try:
        positions = position(file, circumstances, at, shelf)
    except InputError as error:
        sheet.problems += error.problems
        return None
    known_as = persons.known(file)
    return Answer(
        at=at,
        positions=tuple(
            shown(explain(found, shelf, lang), _heading(person, known_as, at, lang))
            for person, found in positions.items()
        ),
        receipt=receipt(file, circumstances, at, positions),
        later=_later(file, at, zone),
    )


def _heading(person: str, known_as: Mapping[str, Any], at: datetime, lang: str) -> str:
    who = known_as.get(person)
    return persons.heading(who, at.date(), book(), lang) if who is not None else person


def _later(file: File, at: datetime, zone: ZoneInfo) -> int:
    """How many facts lie after the moment asked for and do not count yet."""
    return sum(fact.at.instant(zone) > at for fact in file.facts)
