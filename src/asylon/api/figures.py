"""Figures and events: statistics tables, and what was recorded since a position, with cases only for whom they are on the list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from asylon.api.asking import SIGNED_IN
from asylon.api.cases import refusals
from asylon.api.problems import Wrong, problem
from asylon.desk import people
from asylon.desk.context import language
from asylon.desk.house import house
from asylon.desk.people import Forbidden
from asylon.desk.scope import list_scope, listed, stopped
from asylon.register import CaseQuery
from asylon.register.events import event
from asylon.register.statistics import WRONG_MONTHS, fitting

router = Router(auth=SIGNED_IN, tags=["figures"])


class CellLine(Schema):
    """A cell of a table; empty ``partner`` where no other Member State is meant."""

    month: str
    geo: str
    item: str
    citizen: str
    sex: str
    age: str
    partner: str
    persons: int


class Event(Schema):
    """A CloudEvent (1.0) in JSON form. Of a case that is not on the list of the one who asks it has no subject and no time."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str | None = Field(
        None, description="circumstances/all, or case/ with the number of a case on the own list"
    )
    time: datetime | None = Field(None, description="when it was recorded")
    datacontenttype: str
    data: dict[str, Any] = Field(
        description="position in the log and stream; version with a subject; public facts as recorded"
    )


class EventPage(Schema):
    """Events in order; ``next`` is the position after which to ask on."""

    items: list[Event]
    next: int = Field(description="position of the last event given")


@router.get("/statistics/{table}", response={200: list[CellLine], **refusals(400, 404)}, operation_id="getStatistics")
def get_statistics(
    request: HttpRequest,
    response: HttpResponse,
    table: Literal["applications", "decisions", "pending", "dublin"],
    since: Annotated[date, Query(description="a day in the first month")],
    until: Annotated[date, Query(description="a day in the last month, at most five years later")],
    rounded: Annotated[bool, Query(description="to the nearest five, as published")] = True,
) -> Any:
    """A table by citizenship, sex, age group and month, counted from the facts, each person once.

    ``Asylon-Not-Counted`` says how many persons are left out because the processing of their data is restricted (GDPR 18).
    """
    people.authorise(request, "see_statistics")
    if not fitting(since, until):
        lang = language()
        wrong = Wrong(place="until", wrong=WRONG_MONTHS.wrong[lang], remedy=WRONG_MONTHS.remedy[lang])
        return problem(400, "invalid", wrong.wrong, wrong.remedy, errors=[wrong.dict()])
    without: list[int] = []
    cells = house().register.statistics(
        table,
        since=since,
        until=until,
        rounded=rounded,
        left_out=without.append,
        **people.asked(request, "see_statistics"),
    )
    response["Asylon-Not-Counted"] = str(sum(without))
    return [msgspec.structs.asdict(cell) for cell in cells]


@router.get("/events", response={200: EventPage, **refusals(400)}, operation_id="listEvents", exclude_none=True)
def list_events(
    request: HttpRequest,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Any:
    """What was recorded after a position of the log, as CloudEvents.

    A case is named only to whom it is on the own list, for the same purpose; each case named is logged as a reading.
    """
    people.authorise(request, "see_figures")
    log = house().register.log
    facts = tuple(log.read_all(after + 1, limit))
    numbers = _numbers(request, tuple({fact.stream_id for fact in facts if fact.stream_kind == "case"}))
    return {
        "items": [event(log.log_id, fact, numbers.get(fact.stream_id, "")) for fact in facts],
        "next": facts[-1].position if facts else after,
    }


def _numbers(request: HttpRequest, cases: tuple[str, ...]) -> dict[str, str]:
    """The numbers of those of ``cases`` that are on the list of the one who asks, by reference; logged as a list is."""
    if not cases or not people.may(request, "list_cases"):
        return {}
    try:
        scope = list_scope(request)
    except Forbidden:
        # The account names no authority: no case is on its list.
        return {}
    query = CaseQuery(ids=cases, limit=len(cases), state=scope.state, unit=scope.unit, minors=scope.minors)
    found = [row for row in house().register.cases(query).rows if not stopped(request, row)]
    return {row.case_id: row.number for row in listed(request, found)}
