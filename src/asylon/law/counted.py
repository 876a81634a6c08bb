"""What counting a period led to: the last day or instant, the steps on the way, the rules and articles relied on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Any, Literal, overload
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.lengths import Length


class Counting(StrEnum):
    """The article by which time is counted."""

    APR_73 = "APR 73"
    AMMR_75 = "AMMR 75"
    RBPR_11 = "RBPR 11"
    REG_1182_71 = "1182/71"


StepKind = Literal[
    "fixed_date",
    "event_day_not_counted",
    "event_hour_not_counted",
    "only_working_days",
    "counted_back",
    "extended",
    "month_has_no_such_day",
    "nominal_end",
    "not_a_working_day",
    "rolled",
    "not_rolled",
    "two_working_days",
    "not_shortened",
]


class Step(msgspec.Struct, frozen=True):
    """One step of the counting: the day or the instant it led to or concerns, and why (a reason, no prose).

    ``why`` is ``saturday``, ``sunday`` or a holiday's name for ``not_a_working_day`` and ``not_rolled``,
    ``nominal_end`` or ``rolled_end`` for ``extended``, and empty otherwise.
    """

    kind: StepKind
    day: date | None = None
    moment: datetime | None = None
    why: str = ""


class _Once:
    """Worked out at the first look and kept with the object, as ``functools.cached_property`` does, but without the lock that
    it takes: an instant worked out twice is the same."""

    def __init__(self, work: Callable[[Any], datetime]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, holder: None, owner: type) -> _Once: ...
    @overload
    def __get__(self, holder: object, owner: type) -> datetime: ...
    def __get__(self, holder: object | None, owner: type) -> datetime | _Once:
        if holder is None:
            return self
        found = holder.__dict__[self._work.__name__] = self._work(holder)
        return found


class Counted(msgspec.Struct, frozen=True, dict=True):
    """The result of counting, with the steps that led to it.

    ``last_day`` is the last day on which the act is in time (None for a limit in hours), ``moment`` the
    instant at which a limit in hours ends, in the Member State's local time (None otherwise; both are set
    where a limit in hours was carried to the end of a day). ``rules`` are Ids of the rule index, ``cites``
    the articles relied on. With ``back`` the period was counted towards the past, and the act must be done by
    ``last_day`` or ``moment`` at the latest. ``length`` is None for a date that the act itself names.
    """

    event_day: date
    event_at: datetime | None
    length: Length | None
    by: Counting
    zone: str
    last_day: date | None
    moment: datetime | None
    steps: tuple[Step, ...]
    rules: tuple[str, ...]
    cites: tuple[str, ...]
    extensions: tuple[Length, ...] = ()
    back: bool = False

    @property
    def start(self) -> date | datetime:
        """What the period is counted from: the instant in local time where it is known, else the day."""
        return self.event_day if self.event_at is None else self.event_at

    @_Once
    def end(self) -> datetime:
        """The first instant at which the limit has passed, in UTC.

        In UTC, because Python compares two times of one zone by the clock face, which errs in the hour that a
        change to winter time repeats. For display use ``last_day`` and ``moment``.
        """
        if self.moment is not None:
            return self.moment.astimezone(UTC)
        assert self.last_day is not None
        return midnight_after(self.last_day, ZoneInfo(self.zone))

    @property
    def nominal_end(self) -> date | datetime:
        """Where the period ends before it is moved to a working day."""
        step = next(step for step in reversed(self.steps) if step.kind == "nominal_end")
        found = step.day if step.moment is None else step.moment
        assert found is not None
        return found


@lru_cache(maxsize=8192)
def midnight_after(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which the day's last hour has expired, in UTC."""
    return datetime.combine(date.fromordinal(day.toordinal() + 1), time.min, zone).astimezone(UTC)
