"""Meetings: agenda items, results, and which dossiers they were about."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from asylon.council.provenance import Sourced, Text, read

Part = Literal["home", "justice"]


class AgendaItem(Sourced, frozen=True, kw_only=True):
    """An item on the agenda, numbered as in the letter within its part, and what came of it."""

    part: Part
    number: str
    title: Text
    outcome: Text
    dossiers: tuple[str, ...]
    blocks: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()


class Result(Sourced, frozen=True, kw_only=True):
    """A main result of a meeting, as the letter lists them."""

    part: Part
    what: Text
    dossiers: tuple[str, ...]
    blocks: tuple[int, ...] = ()


class Meeting(Sourced, frozen=True, kw_only=True):
    """A meeting of the Council, its preparatory bodies, Parliament or a group of Member States."""

    id: str
    body: Literal["council", "coreper", "parliament", "leading_group", "external"]
    title: Text
    starts: date
    ends: date
    held_in: Text | None = None
    summary: Text | None = None
    participants: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    blocks: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()


PARTS: dict[Part, Text] = {
    "home": Text(en="Home affairs", nl="Binnenlandse zaken"),
    "justice": Text(en="Justice", nl="Justitie"),
}
"""The names of the two parts of the Justice and Home Affairs Council."""


@cache
def meetings(dossier: str | None = None) -> tuple[Meeting, ...]:
    """All meetings from the latest to the earliest, or those that dealt with one dossier."""
    everything = read("asylon.council", "meetings.yaml", tuple[Meeting, ...])
    chosen = [m for m in everything if dossier is None or dossier in about(m)]
    return tuple(sorted(chosen, key=lambda m: (m.starts, m.id), reverse=True))


def meeting(identifier: str) -> Meeting:
    """The meeting with this id; raises `LookupError` when there is none."""
    for candidate in meetings():
        if candidate.id == identifier:
            return candidate
    raise LookupError(f"no meeting {identifier!r}")


def about(meeting: Meeting) -> frozenset[str]:
    """The dossiers a meeting dealt with, in its agenda, its results or as a whole."""
    items = [meeting.dossiers, *(i.dossiers for i in meeting.agenda), *(r.dossiers for r in meeting.results)]
    return frozenset(d for each in items for d in each)
