"""Calendars: which days of a Member State are working days (Regulation 1182/71, Article 2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import accumulate, compress, cycle, islice
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.citations import SaidError


class CalendarError(SaidError, LookupError):
    """A day lies outside the years whose public holidays are known; the message says which are, in both languages."""


class Calendar(msgspec.Struct, frozen=True, dict=True):
    """The public holidays and the time zone of a Member State, known from ``first`` to ``last`` inclusive.

    ``state`` is the code the Union uses (Greece is EL), ``zone`` the IANA name (``Europe/Amsterdam``),
    ``holidays`` maps a day to the holiday's English name.
    """

    state: str
    zone: str
    holidays: Mapping[date, str]
    first: date
    last: date

    @cached_property
    def timezone(self) -> ZoneInfo:
        """The time zone as an object."""
        return ZoneInfo(self.zone)

    @cached_property
    def _days(self) -> WorkingDays:
        return WorkingDays(self)

    def is_working_day(self, day: date) -> bool:
        """Whether it is no Saturday, Sunday or public holiday (1182/71 2(2)).

        Raises :class:`CalendarError` outside the years known, as the two methods below do.
        """
        return self._days.holds(day.toordinal())

    def next_working_day(self, day: date) -> date:
        """The first working day after ``day``."""
        return date.fromordinal(self._days.after(day.toordinal(), 1))

    def why_not_working(self, day: date) -> str | None:
        """``saturday``, ``sunday`` or the holiday's name; None for a working day."""
        if self.is_working_day(day):
            return None
        return _WEEKEND.get(day.weekday()) or self.holidays[day]


_SATURDAY, _SUNDAY = 5, 6
_WEEKEND = {_SATURDAY: "saturday", _SUNDAY: "sunday"}


class WorkingDays:
    """Working days by number, so that rolling and counting them is a look-up and never a walk."""

    __slots__ = ("_calendar", "_first", "_ordinals", "_upto", "counted")

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._first = calendar.first.toordinal()
        days = range(self._first, calendar.last.toordinal() + 1)
        week = calendar.first.weekday()
        works = list(islice(cycle([day % 7 < _SATURDAY for day in range(week, week + 7)]), len(days)))
        for holiday in calendar.holidays:
            place = holiday.toordinal() - self._first
            if 0 <= place < len(works):
                works[place] = False
        self._ordinals: list[int] = list(compress(days, works))
        #: How many working days there are up to and including each day.
        self._upto: list[int] = list(accumulate(works))
        #: What was counted from days of this calendar, for :mod:`asylon.law.periods`.
        self.counted: dict[tuple[Any, ...], Any] = {}

    def upto(self, ordinal: int) -> int:
        """How many working days the calendar holds up to and including the day."""
        place = ordinal - self._first
        if 0 <= place < len(self._upto):
            return self._upto[place]
        raise self._outside(ordinal)

    def holds(self, ordinal: int) -> bool:
        """Whether the day is a working day."""
        number = self.upto(ordinal)
        return number > 0 and self._ordinals[number - 1] == ordinal

    def between(self, after: int, upto: int) -> int:
        """How many working days there are after one day, up to and including another.

        Where the period begins before the calendar does, only those known are counted.
        """
        return self.upto(upto) - (self.upto(after) if after >= self._first else 0)

    def after(self, ordinal: int, number: int) -> int:
        """The ``number``-th working day after the day."""
        place = self.upto(ordinal) + number - 1
        if place < len(self._ordinals):
            return self._ordinals[place]
        raise self._outside(self._first + len(self._upto))

    def before(self, ordinal: int, number: int) -> int:
        """The ``number``-th working day before the day."""
        place = self.upto(ordinal) - self.holds(ordinal) - number
        if place >= 0:
            return self._ordinals[place]
        raise self._outside(self._first - 1)

    def _outside(self, ordinal: int) -> CalendarError:
        calendar = self._calendar
        day = date.fromordinal(ordinal)
        return CalendarError(
            f"the public holidays of {calendar.state} are known from {calendar.first} to {calendar.last}; "
            f"{day} lies outside, so no time limit can be counted there",
            f"de feestdagen van {calendar.state} zijn bekend van {calendar.first} tot en met {calendar.last}; "
            f"{day} ligt daarbuiten, dus daar kan geen termijn worden geteld",
        )
