"""Cases, their facts, positions, persons and readings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from asylon.access import Allowed, Refused, Subject
from asylon.access.showing import by_reference, concealed, names_colleagues, shown_entries, target
from asylon.access.table import ALL
from asylon.api.asking import SIGNED_IN, etag, seen_version
from asylon.api.problems import ProblemDocument
from asylon.api.shapes import (
    Case,
    CasePage,
    ErasureReason,
    ErasureReceipt,
    Facts,
    NewCase,
    NewFacts,
    Person,
    Positions,
    ReadingLine,
)
from asylon.desk import people
from asylon.desk.house import house
from asylon.desk.people import Forbidden
from asylon.desk.scope import list_scope, listed
from asylon.desk.views import copies
from asylon.law.citations import Bilingual
from asylon.law.facts import KINDS, Fact
from asylon.law.files import InputError, Problem, read_fact, write_fact
from asylon.law.provisions import PROVISIONS
from asylon.law.receipts import canonical, receipt
from asylon.register import CaseQuery, CaseRecord, Erased

router = Router(auth=SIGNED_IN, tags=["cases"])

_decode = msgspec.json.Decoder().decode

Refusals = dict[int, type]


def refusals(*statuses: int) -> Any:
    """The declared answers that are problem documents."""
    return dict.fromkeys((401, 403, 429, 503, *statuses), ProblemDocument)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise PydanticCustomError("timezone_aware", "an instant names its zone")
    return moment


Instant = Annotated[datetime, AfterValidator(_aware)]
Number = Annotated[
    str, Path(description="number of the case, such as NL-2026-004217", pattern=r"^[A-Z]{2}-\d{4}-\d{6}$")
]


def _case(record: CaseRecord, allowed: Allowed, own: str) -> dict[str, Any]:
    persons = [_person(one) for one in record.summary if not own or one.person == own]
    return {
        "number": record.number,
        "state": record.state,
        "version": record.version,
        "opened": record.opened,
        "persons": persons if allowed.shows("person_described") else [],
    }


def _person(one: Any) -> dict[str, Any]:
    return {
        "person": one.person, "sex": one.sex, "born": one.born, "nationality": one.nationality, "children": one.children,
        "restricted": one.restricted,
    }  # fmt: skip


@router.get("/cases", response={200: CasePage, **refusals(400)}, operation_id="listCases")
def list_cases(
    request: HttpRequest,
    text: Annotated[str, Query(max_length=40)] = "",
    route: Annotated[str, Query(max_length=80)] = "",
    after: Annotated[str, Query(max_length=400)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Any:
    """Cases by number that the one who asks may see, a page at a time. Every line is logged as a reading."""
    scope = list_scope(request)
    register = house().register
    page = register.cases(
        CaseQuery(
            text=text, route=route, after=after, limit=limit, state=scope.state, unit=scope.unit, minors=scope.minors
        )
    )
    items = [
        {
            "number": row.number, "state": row.state, "version": row.version, "route": scope.route(row.route),
            "persons": row.persons, "opened": row.opened, "next_due": row.next_due, "problem": row.problem,
            "closed": row.closed,
        }
        for row in listed(request, page.rows)
    ]  # fmt: skip
    return {"items": items, "next": page.next}


@router.post("/cases", response={201: Case, 409: ProblemDocument, **refusals(400)}, operation_id="openCase")
def open_case(request: HttpRequest, response: HttpResponse, new: NewCase) -> Any:
    """Open a case with its first facts. ``Idempotency-Key`` names the act: sent twice it is done once."""
    opened = house()
    state = people.who(request).state or opened.state
    subject = Subject(state=state, units=frozenset({people.who(request).unit}))
    allowed = people.authorise(request, "open_case", subject)
    record = opened.register.open_case(
        state,
        _read(new.facts, allowed),
        number=new.number,
        command_id=request.headers.get("Idempotency-Key") or None,
        **people.asked(request, "open_case"),
    )
    response["Location"] = f"/api/v1/cases/{record.number}"
    response["ETag"] = etag(record.version)
    return Status(201, _case(record, allowed, ""))


@router.get("/cases/{number}", response={200: Case, **refusals(400, 404)}, operation_id="getCase")
def get_case(request: HttpRequest, response: HttpResponse, number: Number) -> Any:
    """A case: its version and its persons. The reading is logged."""
    record, allowed = people.find(request, number)
    response["ETag"] = etag(record.version)
    return _case(record, allowed, people.own_person(request, allowed))


@router.get("/cases/{number}/facts", response={200: Facts, **refusals(400, 404)}, operation_id="getFacts")
def get_facts(request: HttpRequest, response: HttpResponse, number: Number) -> Any:
    """The facts of a case, as recorded, that the one who asks may see. The reading is logged."""
    record, allowed = people.find(request, number)
    own = people.own_person(request, allowed)
    response["ETag"] = etag(record.version)
    shown, named = [], names_colleagues(allowed)
    for entry in shown_entries(record, allowed, own):
        erased = isinstance(entry.fact, Erased)
        content = {} if isinstance(entry.fact, Erased) else _without(entry.fact, allowed)
        shown.append(
            {
                "version": entry.version, "fact": content, "erased": erased, "recorded": entry.recorded,
                "actor": entry.actor if named else "", "unit": entry.unit, "purpose": entry.purpose,
            }
        )  # fmt: skip
    return {"number": number, "version": record.version, "facts": shown, "not_shown": len(record.entries) - len(shown)}


@router.post(
    "/cases/{number}/facts",
    response={201: Facts, 409: ProblemDocument, 412: ProblemDocument, 428: ProblemDocument, **refusals(400, 404)},
    operation_id="recordFacts",
)
def record_facts(request: HttpRequest, response: HttpResponse, number: Number, new: NewFacts) -> Any:
    """Record facts together or not at all. ``If-Match`` is the ETag of the case as it was read."""
    record, allowed = people.find(request, number, "record_fact")
    command = request.headers.get("Idempotency-Key") or None
    register = house().register
    if command is None or not register.log.of_command(command):
        seen_version(request, record.version)
    done = register.record(
        record.id,
        _read(new.facts, allowed, record.file.facts),
        expected=None if command is not None and register.log.of_command(command) else record.version,
        command_id=command,
        **people.asked(request, "record_fact"),
    )
    response["ETag"] = etag(done.case.version)
    added = done.case.entries[record.version :]
    facts = [
        {
            "version": entry.version, "fact": {} if isinstance(entry.fact, Erased) else write_fact(entry.fact),
            "erased": isinstance(entry.fact, Erased), "recorded": entry.recorded, "actor": entry.actor,
            "unit": entry.unit, "purpose": entry.purpose,
        }
        for entry in added
    ]  # fmt: skip
    return Status(201, {"number": number, "version": done.case.version, "facts": facts, "not_shown": 0})


@router.get("/cases/{number}/positions", response={200: Positions, **refusals(400, 404)}, operation_id="getPositions")
def get_positions(request: HttpRequest, number: Number, at: Annotated[Instant | None, Query()] = None) -> Any:
    """The legal positions of the persons of a case, now or at another instant, from all that is recorded today."""
    record, allowed = people.find(request, number)
    register = house().register
    moment = at or register.now()
    positions = register.positions_of(record, moment)
    stamp = receipt(record.file, register.circumstances(), moment, positions)
    own = people.own_person(request, allowed)
    return {
        "state": record.state,
        "receipt": _decode(canonical(stamp)),
        "positions": {
            person: _of_task(_decode(canonical(found)), allowed)
            for person, found in positions.items()
            if not own or person == own
        },
    }


@router.get("/cases/{number}/persons", response={200: list[Person], **refusals(400, 404)}, operation_id="getPersons")
def get_persons(request: HttpRequest, number: Number) -> Any:
    """The persons of a case, in a few words and without names. The reading is logged."""
    record, allowed = people.find(request, number)
    return _case(record, allowed, people.own_person(request, allowed))["persons"]


@router.get(
    "/cases/{number}/persons/{person}/copy",
    response={200: dict[str, Any], **refusals(400, 404)},
    operation_id="copyPerson",
)
def copy_person(request: HttpRequest, number: Number, person: Annotated[str, Path(max_length=60)]) -> Any:
    """Everything the register holds about one person, for that person (GDPR 15, 20), in the language asked.

    The reading is logged; copies are counted against the limit of exports.
    """
    return msgspec.to_builtins(copies.made(request, number, person))


@router.post(
    "/cases/{number}/persons/{person}/erasure",
    response={200: ErasureReceipt, 409: ProblemDocument, **refusals(400, 404)},
    operation_id="erasePerson",
)
def erase_person(
    request: HttpRequest, number: Number, person: Annotated[str, Path(max_length=60)], why: ErasureReason
) -> Any:
    """Destroy the key of a person: what is recorded of the person can no longer be read, and the chain stays whole."""
    record, _allowed = people.find(request, number, "erase_person")
    if person not in record.keys:
        raise Http404
    asked = people.asked(request, "erase_person")
    done = house().register.erase(record.id, person, by=asked["actor"], reason=why.reason)
    return {"key_id": done.key_id, "at": done.at, "by": done.by, "reason": done.reason}


@router.get(
    "/cases/{number}/readings", response={200: list[ReadingLine], **refusals(400, 404)}, operation_id="getReadings"
)
def get_readings(request: HttpRequest, number: Number) -> Any:
    """Who read a case, when and for what, the latest first. Seeing this is itself a reading."""
    record, allowed = people.find(request, number, "see_readings")
    named = names_colleagues(allowed)
    return [
        {"at": one.at, "actor": one.actor if named else "", "unit": one.unit, "purpose": one.purpose, "what": one.what}
        for one in reversed(house().register.read_by(record.id))
    ]


def _read(raw: list[dict[str, Any]], allowed: Allowed, recorded: Sequence[Fact] = ()) -> tuple[Fact, ...]:
    """The facts sent, each of a kind that may be recorded; a correction or withdrawal may so change a fact ``recorded``
    or sent. Raises :class:`InputError` and :class:`Forbidden`."""
    problems: list[Problem] = []
    facts: list[Fact] = []
    for number, one in enumerate(raw):
        try:
            facts.append(read_fact(one, f"facts[{number}]"))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    known = by_reference((*recorded, *facts))
    changed = [one for fact in facts for one in (fact, target(fact, known))]
    outside = [fact for fact in changed if not allowed.shows(type(fact).kind())]
    if outside:
        words = KINDS[type(outside[0]).kind()].words
        raise Forbidden(
            Refused(
                why=Bilingual(
                    f"Your role may not record: {words.en.lower()}", f"Uw rol mag niet vastleggen: {words.nl.lower()}"
                ),
                remedy=Bilingual("Ask the unit whose task it is.", "Vraag de eenheid waarvan dit de taak is."),
            )
        )
    return tuple(facts)


def _without(fact: Fact, allowed: Allowed) -> dict[str, Any]:
    """A fact without the fields that stay hidden."""
    hidden = concealed(fact, allowed)
    return {name: value for name, value in write_fact(fact).items() if name not in hidden}


def _of_task(position: dict[str, Any], allowed: Allowed) -> dict[str, Any]:
    """A position without what belongs to blocks outside the task of the one who asks."""
    if ALL in allowed.groups:
        return position

    def kept(item: dict[str, Any]) -> bool:
        provision = PROVISIONS.get(str(item.get("provision", "")))
        return provision is None or allowed.covers(provision.block)

    shown = dict(position)
    for name in ("duties", "steps", "rights", "permitted", "forbidden", "judgements", "retention", "undetermined"):
        shown[name] = [item for item in position.get(name, ()) if kept(item)]
    if position.get("route") and not kept(position["route"]):
        shown["route"] = None
    if not allowed.covers("responsibility"):
        shown["responsible"] = None
    shown["reasons"] = []
    return shown
