"""A fictional file while it is being told: who does what when, and when it was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import msgspec

from asylon.demonstration import figures
from asylon.demonstration.people import OFFICIALS, Party, Person
from asylon.gazette.holidays import calendar
from asylon.law.facts import ApplicationMade, Fact, FactCorrected
from asylon.law.moments import Moment

STATE = "NL"

_CALENDAR = calendar(STATE)
ZONE = _CALENDAR.timezone

#: Office hours in minutes after midnight. The night, in which nothing is recorded, ends at six; it begins at eight
#: in the evening, at the border at midnight. What would fall in it happens, so many times faster, in the morning.
#: The hour that the clock repeats in October lies in it: no moment of the demonstration is ambiguous.
_OPENS, _CLOSES = 8 * 60 + 15, 16 * 60 + 45
_EVENING, _BORDER_CLOSES, _NIGHT = 20, 24, 6
_QUIETER = 12
_RECORDED_AFTER = (2, 14)
_UNITS = {"responsibility": "dublin", "border": "border", "procedure": "asylum"}


class Event(msgspec.Struct, frozen=True):
    """How a fact came into the register: when it was recorded, by which fictional official of which unit."""

    recorded: datetime
    actor: str
    unit: str


class DemonstrationFile(msgspec.Struct, frozen=True):
    """A fictional file: its number, its facts in the order recorded (ids ``f1``, ``f2`` …), the unit that opened it.

    ``events`` has one entry for each fact, in the same order. ``story`` is the story it tells (``stories.csv``).
    """

    number: str
    facts: tuple[Fact, ...]
    unit: str
    events: tuple[Event, ...]
    story: str


class Draft:
    """A fact that has no reference yet."""

    __slots__ = ("about", "at", "event", "fields", "id", "kind")

    def __init__(self, kind: type[Fact], at: date, event: Event, fields: dict[str, Any], about: Draft | None) -> None:
        self.kind = kind
        self.at = at
        self.event = event
        self.fields = fields
        self.about = about
        self.id = ""


class Chronicle:
    """The facts of one fictional file, told in order. Everything later than ``until`` is left untold."""

    def __init__(self, number: str, party: Party, story: str, unit: str, until: datetime, rng: Random) -> None:
        self.number = number
        self.party = party
        self.story = story
        self.unit = unit
        self.until = until
        self.rng = rng
        self._drafts: list[Draft] = []
        self._recorded: dict[datetime, datetime] = {}
        self._officials = {name: rng.choice(found) for name, found in OFFICIALS.items()}

    # --- chance ------------------------------------------------------------------------------------------------

    def happens(self, share: str) -> bool:
        """Whether something with a share of ``shares.csv`` happens in this file."""
        return self.rng.random() < figures.shares()[share]

    def length(self, step: str) -> float:
        """How long a step of ``steps.csv`` takes this time, in its own unit; longer than ``high`` means late."""
        rng, found = self.rng, figures.steps()[step]
        if found.late_share and rng.random() < found.late_share:
            return found.high + rng.uniform(found.late_low, found.late_high)
        return rng.triangular(found.low, found.high, found.mode)

    def after(self, step: str, moment: datetime, length: float | None = None) -> datetime:
        """When a step that starts at ``moment`` is done: steps in days end in office hours."""
        found = figures.steps()[step]
        length = self.length(step) if length is None else length
        if found.unit == "days":
            return self.in_office(moment.date() + timedelta(days=round(length)), moment)
        moment += timedelta(minutes=length) if found.unit == "minutes" else timedelta(hours=length)
        return _awake(moment, _BORDER_CLOSES if self.unit == "border" else _EVENING)

    def in_office(self, day: date, moment: datetime) -> datetime:
        """A moment in office hours on a day or the next working day, and after ``moment``."""
        if not _CALENDAR.is_working_day(day):
            day = _CALENDAR.next_working_day(day)
        minute = self.rng.randrange(_OPENS, _CLOSES)
        found = _at(day, minute)
        if found <= moment:
            found = (moment + timedelta(minutes=self.rng.randrange(20, 60))).replace(second=0, microsecond=0)
            if found.date() > day or found.hour * 60 + found.minute > _CLOSES:
                found = _at(_CALENDAR.next_working_day(moment.date()), minute)
        return found

    # --- telling -----------------------------------------------------------------------------------------------

    def official(self, unit: str) -> str:
        """The fictional official of a unit who works on this file."""
        return self._officials[unit]

    def tell(
        self,
        kind: type[Fact],
        at: date,
        persons: Sequence[Person] | None = None,
        *,
        known: datetime | None = None,
        about: Draft | None = None,
        **fields: Any,
    ) -> list[Draft]:
        """Something happened at ``at`` (a day where only that is known) to ``persons`` (all of the file); ``known`` is when the officials learned of it.

        Returns one draft for each person. ``about`` is the draft that a correction or withdrawal concerns.
        """
        learned = known if known is not None else at
        assert isinstance(learned, datetime), "a fact known by its day alone says when the officials learned of it"
        unit = self.unit if kind is ApplicationMade else _UNITS.get(kind.group, self.unit)
        recorded = self._recorded.get(learned)
        if recorded is None:
            recorded = self._recorded[learned] = learned + timedelta(minutes=self.rng.randint(*_RECORDED_AFTER))
        event = Event(recorded, self._officials[unit], unit)
        told = []
        for person in self.party.persons if persons is None else persons:
            told.append(Draft(kind, at, event, {"person": person.id, "state": STATE, **fields}, about))
        self._drafts.extend(told)
        return told

    def finish(self) -> DemonstrationFile:
        """The file as it stands at ``until``."""
        told = [draft for draft in self._drafts if draft.event.recorded <= self.until]
        told.sort(key=lambda draft: draft.event.recorded)
        facts = []
        for place, draft in enumerate(told, start=1):
            draft.id = f"f{place}"
            if draft.about is not None:
                draft.fields["corrects" if draft.kind is FactCorrected else "withdraws"] = draft.about.id
            facts.append(draft.kind(id=draft.id, at=Moment(draft.at), **draft.fields))
        return DemonstrationFile(self.number, tuple(facts), self.unit, tuple(draft.event for draft in told), self.story)


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=ZONE)


def _awake(moment: datetime, closes: int) -> datetime:
    """The moment, or the early morning after where it falls in the night, which begins at the hour ``closes``."""
    moment = moment.replace(second=0, microsecond=0)
    minute = moment.hour * 60 + moment.minute
    if minute >= closes * 60:
        return _at(moment.date() + timedelta(days=1), _NIGHT * 60 + (minute - closes * 60) // _QUIETER)
    if minute < _NIGHT * 60:
        return _at(moment.date(), _NIGHT * 60 + ((24 - closes) * 60 + minute) // _QUIETER)
    return moment
