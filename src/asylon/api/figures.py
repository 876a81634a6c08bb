"""Figures and events: statistics tables, and what was recorded since a position, without personal data."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from asylon.api.asking import SIGNED_IN
from asylon.api.cases import refusals
from asylon.api.problems import Wrong, problem
from asylon.desk import people
from asylon.desk.house import house
from asylon.register.events import events

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
    """A CloudEvent (1.0) in JSON form."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: str
    datacontenttype: str
    data: dict[str, Any]


class EventPage(Schema):
    """Events in order; ``next`` is the position after which to ask on."""

    items: list[Event]
    next: int = Field(description="position of the last event given")


@router.get("/statistics/{table}", response={200: list[CellLine], **refusals(404, 422)}, operation_id="getStatistics")
def get_statistics(
    request: HttpRequest,
    table: Literal["applications", "decisions", "pending", "dublin"],
    since: Annotated[date, Query(description="a day in the first month")],
    until: Annotated[date, Query(description="a day in the last month, at most five years later")],
    rounded: Annotated[bool, Query(description="to the nearest five, as published")] = True,
) -> Any:
    """A table by citizenship, sex, age group and month, counted from the facts, each person once."""
    people.authorise(request, "see_statistics")
    if not (date(2008, 1, 1) <= since <= until <= date(2100, 1, 1)) or (until - since).days > 5 * 366:
        wrong = Wrong(
            place="until",
            wrong="the months asked for are out of order or too many",
            remedy="Ask for at most five years.",
        )
        return problem(422, "invalid", wrong.wrong, errors=[wrong.dict()])
    cells = house().register.statistics(
        table, since=since, until=until, rounded=rounded, **people.asked(request, "see_statistics")
    )
    return [msgspec.structs.asdict(cell) for cell in cells]


@router.get("/events", response={200: EventPage, **refusals(422)}, operation_id="listEvents")
def list_events(
    request: HttpRequest,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Any:
    """What was recorded after a position of the log, as CloudEvents without personal data."""
    people.authorise(request, "see_figures")
    found = list(events(house().register.log, after=after, limit=limit))
    return {"items": found, "next": found[-1]["data"]["position"] if found else after}
