"""Time limits: counting hours, days, weeks, months and years as the acts prescribe.

Three acts of the Pact carry their own article on counting (APR 73, AMMR 75, RBPR 11). For the others, and for
what those three articles do not name (hours, working days, years), Regulation 1182/71 applies. A result keeps
the steps by which it was reached, as data; :mod:`asylon.law.periods_words` turns them into a sentence.

Rules T-1 to T-5 of the rule index are the ones applied here.
"""

from __future__ import annotations

from calendar import isleap
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.calendars import Calendar
from asylon.law.counted import Counted, Counting, Step, midnight_after
from asylon.law.lengths import Length, Unit

# Looking a member up on its class is slow in Python 3.11, and counting does it often.
_HOURS, _DAYS, _WORKING_DAYS, _WEEKS, _MONTHS, _YEARS = Unit


_REGULATION = Counting.REG_1182_71

#: So many periods counted from days are remembered for a calendar before its memory starts afresh.
_REMEMBERED = 30_000


class _Articles(NamedTuple):
    """Where an act says what: event day, weeks and months, a month without such a day, the last day not
    working."""

    event: str
    span: str
    clamp: str
    roll: str


_ARTICLES = {
    Counting.APR_73: _Articles("APR 73(a)", "APR 73(b)", "APR 73(b)", "APR 73(c)"),
    Counting.AMMR_75: _Articles("AMMR 75(a)", "AMMR 75(b)", "AMMR 75(c)", "AMMR 75(d)"),
    Counting.RBPR_11: _Articles("RBPR 11(a)", "RBPR 11(b)", "RBPR 11(b)", "RBPR 11(c)"),
    Counting.REG_1182_71: _Articles("1182/71 3(1)", "1182/71 3(2)(c)", "1182/71 3(2)(c)", "1182/71 3(4)"),
}

# What happened while counting: bits of a key under which rules and citations are remembered.
_CLAMPED, _ROLLED, _TWO, _BACK = 1, 2, 4, 8


@lru_cache(maxsize=512)
def _basis(by: Counting, unit: Unit, happened: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that fired and the articles they stand in."""
    articles = _ARTICLES[by]
    rules: list[str] = []
    cites: list[str] = []
    if unit is _HOURS:
        rules += ["T-4"]
        cites += ["1182/71 3(1)", "1182/71 3(2)(a)"]
    else:
        rules += ["T-1"]
        cites += [_ARTICLES[_REGULATION].event if unit is _YEARS else articles.event]
    if unit is _DAYS and by is _REGULATION:
        cites += ["1182/71 3(2)(b)"]
    if unit in (_WEEKS, _MONTHS, _YEARS):
        source = _ARTICLES[_REGULATION] if unit is _YEARS else articles
        rules += ["T-2"]
        cites += [source.span]
        if happened & _CLAMPED:
            cites += [source.clamp]
    if unit is _WORKING_DAYS:
        rules += ["T-5"]
        cites += ["1182/71 2(2)", "1182/71 3(3)"]
    if happened & _ROLLED:
        rules += ["T-3"]
        cites += [articles.roll]
    if happened & _TWO:
        rules += ["T-4", "T-5"]
        cites += ["1182/71 3(5)"]
    if happened & _BACK:
        cites += ["1182/71 3(4)"]
    if by is _REGULATION or happened & _BACK:
        rules += ["T-4"]
    if by is Counting.APR_73:
        # "Unless otherwise provided": national law neither shortens nor lengthens.
        rules += ["T-7"]
    return tuple(sorted(set(rules))), tuple(dict.fromkeys(cites))


# 1182/71 3(5): "any period of two days or more shall include at least two working days".
_LONG_DAYS = 2
_LONG_HOURS = 48
_WORKING_DAYS_AT_LEAST = 2


def count(
    start: date | datetime,
    length: Length,
    by: Counting,
    calendar: Calendar,
    *,
    two_working_days: bool | None = None,
    two_working_days_for_hours: bool = False,
    roll: bool = True,
) -> Counted:
    """Count a period from an event.

    ``start`` is the event: a day of the Member State, or an instant with its zone (needed for hours). The
    day, or for hours the hour, of the event is not counted. A last day that is a Saturday, Sunday or public
    holiday moves to the next working day, unless ``roll`` is false (open questions O-3, O-33); hours never
    move.

    ``two_working_days``: whether a period of two days or more must hold at least two working days (1182/71
    3(5)); by default only where time is counted by 1182/71. ``two_working_days_for_hours`` extends that to
    limits of 48 hours or more (open question O-1): they then run to the end of the second working day.

    Raises ``ValueError`` for an instant without zone, or a day alone where hours count;
    :class:`CalendarError` for a day outside the calendar. Source: APR 73, AMMR 75, RBPR 11, 1182/71 Articles
    2 and 3.
    """
    unit = length.unit
    if unit is _HOURS:
        return _count_hours(start, length, by, calendar, two_working_days_for_hours)
    event_day, event_at = _event(start, calendar)
    if two_working_days is None:
        two_working_days = by is _REGULATION
    # Whatever the hour of the event: what is counted from a day is the same. Of units and articles there is one object each.
    known = calendar._days.counted
    place = (event_day, length.count, id(unit), id(by), two_working_days, roll)
    found = known.get(place)
    if found is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        found = known[place] = _count_days(event_day, length, by, calendar, two_working_days, roll)
    last_day, steps, rules, cites = found
    return Counted(event_day, event_at, length, by, calendar.zone, last_day, None, steps, rules, cites)


def _count_days(
    event_day: date, length: Length, by: Counting, calendar: Calendar, two_working_days: bool, roll: bool
) -> tuple[date, tuple[Step, ...], tuple[str, ...], tuple[str, ...]]:
    """The last day of a period not in hours, the steps that led there, the rules and the articles."""
    steps = [Step("event_day_not_counted", event_day)]
    ordinal, happened = _span(event_day, length, calendar, steps)
    two = two_working_days and (length.unit is not _DAYS or length.count >= _LONG_DAYS)
    ordinal, happened = _settle(ordinal, happened, calendar, steps, roll, event_day.toordinal() if two else None)
    rules, cites = _basis(by, length.unit, happened)
    return date.fromordinal(ordinal), tuple(steps), rules, cites


def at_hour(counted: Counted, event_at: datetime) -> Counted:
    """A period counted from a day, from an hour of that day (in the calendar's zone): it ends at the same time."""
    made = Counted(
        counted.event_day, event_at, counted.length, counted.by, counted.zone, counted.last_day, counted.moment,
        counted.steps, counted.rules, counted.cites, counted.extensions, counted.back,
    )  # fmt: skip
    made.__dict__["end"] = counted.end
    return made


def count_back(start: date | datetime, length: Length, by: Counting, calendar: Calendar) -> Counted:
    """Count a period towards the past, such as "at least 2 days before" an event.

    The day (for hours, the hour) of the event is not counted; the last day counted, going back, is the last
    on which the act is in time. Such a period is never moved to another day (1182/71 3(4), second
    subparagraph). Raises as :func:`count` does.
    """
    event_day, event_at = _event(start, calendar)
    if length.unit is _HOURS:
        _, hour = _hour_of(event_at)
        moment = (hour - timedelta(hours=length.count)).astimezone(calendar.timezone)
        steps = [
            Step("event_hour_not_counted", None, hour.astimezone(calendar.timezone)),
            Step("counted_back"),
            Step("nominal_end", None, moment),
        ]
        last_day, happened = None, 0
    else:
        steps = [Step("event_day_not_counted", event_day), Step("counted_back")]
        ordinal, happened = _span(event_day, length, calendar, steps, direction=-1)
        moment, last_day = None, date.fromordinal(ordinal)
    rules, cites = _basis(by, length.unit, happened | _BACK)
    return Counted(
        event_day, event_at, length, by, calendar.zone, last_day, moment, tuple(steps), rules, cites, (), True
    )  # fmt: skip


def fixed(end: date | datetime, calendar: Calendar) -> Counted:
    """A date that the act itself names: nothing is counted, and it is not moved to a working day (1182/71 5).

    An instant (aware) is the moment of an event by which the act is due, such as a release.
    """
    day, moment = _event(end, calendar)
    last_day = day if moment is None else None
    steps = (Step("fixed_date", last_day, moment), Step("nominal_end", last_day, moment))
    rules, cites = (("T-4", "T-6"), ("1182/71 5",)) if moment is None else ((), ())
    return Counted(day, moment, None, _REGULATION, calendar.zone, last_day, moment, steps, rules, cites)


def extend(
    counted: Counted,
    extra: Length,
    calendar: Calendar,
    *,
    from_: Literal["nominal_end", "rolled_end"],
    roll: bool = True,
) -> Counted:
    """Prolong a limit by ``extra``, counted from its nominal or from its rolled end (open question O-7).

    The day on which the limit ended takes the place of the day of the event. An extension never makes the
    limit end earlier: one that falls short of a weekend or holiday already passed over leaves it in place.
    Raises ``ValueError`` for a period counted back, :class:`CalendarError` for a day outside the calendar.
    """
    if counted.back:
        raise ValueError("a period counted back from an event has no end that could be extended")
    zone = calendar.timezone
    base: date | datetime | None = counted.nominal_end
    if from_ == "rolled_end":
        base = counted.last_day if counted.last_day is not None else counted.moment
    assert base is not None
    steps = list(counted.steps)
    moment: datetime | None = None
    last_day: date | None = None
    if extra.unit is _HOURS:
        instant = base.astimezone(UTC) if isinstance(base, datetime) else midnight_after(base, zone)
        moment = (instant + timedelta(hours=extra.count)).astimezone(zone)
        steps += [Step("extended", None, instant.astimezone(zone), from_), Step("nominal_end", None, moment)]
        happened = 0
    else:
        if isinstance(base, datetime):
            base = _day_ending_at(base, zone)
        steps.append(Step("extended", base, None, from_))
        ordinal, happened = _span(base, extra, calendar, steps)
        ordinal, happened = _settle(ordinal, happened, calendar, steps, roll, None)
        last_day = date.fromordinal(ordinal)
    ends = midnight_after(last_day, zone) if last_day is not None else moment
    if ends is not None and ends < counted.end:
        last_day, moment = counted.last_day, counted.moment
        steps.append(Step("not_shortened", last_day, moment))
    rules, cites = _basis(counted.by, extra.unit, happened)
    return msgspec.structs.replace(
        counted,
        last_day=last_day,
        moment=moment,
        steps=tuple(steps),
        rules=tuple(sorted({*counted.rules, *rules})),
        cites=tuple(dict.fromkeys(counted.cites + cites)),
        extensions=(*counted.extensions, extra),
    )


def needs_two_working_days(counted: Counted, calendar: Calendar) -> bool:
    """Whether two working days in the period (1182/71 3(5)) would end it later than it ends without them.

    Asked where it is open whether the provision applies: hours, and periods that an act of the Pact counts (O-1).
    """
    length = counted.length
    if length is None or counted.event_day < calendar.first:
        return False
    after = calendar._days.after(counted.event_day.toordinal(), _WORKING_DAYS_AT_LEAST)
    if length.unit is _HOURS:
        nominal = counted.nominal_end
        assert isinstance(nominal, datetime)
        closes = midnight_after(date.fromordinal(after), calendar.timezone)
        return length.count >= _LONG_HOURS and nominal.astimezone(UTC) < closes
    if counted.last_day is None or (length.unit is _DAYS and length.count < _LONG_DAYS):
        return False
    return counted.last_day.toordinal() < after or any(step.kind == "two_working_days" for step in counted.steps)


def moved(counted: Counted, calendar: Calendar) -> bool:
    """Whether the end is, or under 1182/71 3(4) and (5) would be, another day than the last of the period itself."""
    nominal = counted.nominal_end
    assert not isinstance(nominal, datetime)
    return (
        counted.last_day != nominal or not calendar.is_working_day(nominal) or needs_two_working_days(counted, calendar)
    )


def _event(start: date | datetime, calendar: Calendar) -> tuple[date, datetime | None]:
    """The local day of the event, and its instant in local time where it is known."""
    if not isinstance(start, datetime):
        return start, None
    if start.tzinfo is None:
        raise ValueError("a time needs its zone: give 2026-09-10T09:30:00+02:00, or the day alone")
    local = start.astimezone(calendar.timezone)
    return local.date(), local


def _span(
    event_day: date, length: Length, calendar: Calendar, steps: list[Step], direction: int = 1
) -> tuple[int, int]:
    """The nominal last day (as an ordinal) of a period not in hours, and what happened on the way there."""
    unit, number = length.unit, length.count * direction
    happened = 0
    if unit is _DAYS:
        ordinal = event_day.toordinal() + number
    elif unit is _WEEKS:
        ordinal = event_day.toordinal() + 7 * number
    elif unit is _WORKING_DAYS:
        steps.append(Step("only_working_days"))
        days, origin = calendar._days, event_day.toordinal()
        ordinal = days.after(origin, length.count) if direction > 0 else days.before(origin, length.count)
    else:
        nominal = months_later(event_day, number * 12 if unit is _YEARS else number)
        ordinal = nominal.toordinal()
        if nominal.day != event_day.day:
            happened = _CLAMPED
            steps.append(Step("month_has_no_such_day", nominal))
    steps.append(Step("nominal_end", date.fromordinal(ordinal)))
    return ordinal, happened


def _settle(
    ordinal: int, happened: int, calendar: Calendar, steps: list[Step], roll: bool, two_after: int | None
) -> tuple[int, int]:
    """Move the nominal last day to a working day, and to a second one after the day ``two_after`` where that
    is asked."""
    days = calendar._days
    if not days.holds(ordinal):
        if roll:
            working = days.after(ordinal, 1)
            for skipped in range(ordinal, working):
                day = date.fromordinal(skipped)
                steps.append(Step("not_a_working_day", day, None, calendar.why_not_working(day) or ""))
            ordinal = working
            happened |= _ROLLED
            steps.append(Step("rolled", date.fromordinal(working)))
        else:
            day = date.fromordinal(ordinal)
            steps.append(Step("not_rolled", day, None, calendar.why_not_working(day) or ""))
    if two_after is not None and days.between(two_after, ordinal) < _WORKING_DAYS_AT_LEAST:
        ordinal = days.after(two_after, _WORKING_DAYS_AT_LEAST)
        happened |= _TWO
        steps.append(Step("two_working_days", date.fromordinal(ordinal)))
    return ordinal, happened


def _count_hours(
    start: date | datetime, length: Length, by: Counting, calendar: Calendar, two_working_days: bool
) -> Counted:
    """Hours run on the clock, nights and weekends included, in real hours across a change of the clock."""
    event_day, event_at = _event(start, calendar)
    zone = calendar.timezone
    begin, _ = _hour_of(event_at)
    instant = begin + timedelta(hours=length.count)
    moment = instant.astimezone(zone)
    steps = [Step("event_hour_not_counted", None, begin.astimezone(zone)), Step("nominal_end", None, moment)]
    last_day: date | None = None
    happened = 0
    if two_working_days and length.count >= _LONG_HOURS:
        # Two whole working days: were part of one enough, a limit could end later for an earlier event.
        second = date.fromordinal(calendar._days.after(event_day.toordinal(), _WORKING_DAYS_AT_LEAST))
        closes = midnight_after(second, zone)
        if instant < closes:
            last_day, moment, happened = second, closes.astimezone(zone), _TWO
            steps.append(Step("two_working_days", last_day, moment))
    rules, cites = _basis(by, _HOURS, happened)
    return Counted(
        event_day, event_at, length, by, calendar.zone, last_day, moment, tuple(steps), rules, cites
    )  # fmt: skip


def _hour_of(event_at: datetime | None) -> tuple[datetime, datetime]:
    """In UTC: when counting forward starts (the next full hour), and when the hour of the event began."""
    if event_at is None:
        raise ValueError(
            "a limit in hours needs the time of the event with its zone, such as 2026-09-10T09:30:00+02:00"
        )
    began = event_at.astimezone(UTC) - timedelta(
        minutes=event_at.minute, seconds=event_at.second, microseconds=event_at.microsecond
    )
    return began + timedelta(hours=1), began


def months_later(day: date, months: int) -> date:
    """The same date that many months later, or the last day of the month where it has no such date."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = 29 if month == 1 and isleap(year) else _DAYS_IN_MONTH[month]
    return date(year, month + 1, min(day.day, length))


def full_years(born: date, day: date) -> int:
    """The age in full years on a day of somebody born then."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _day_ending_at(moment: datetime, zone: ZoneInfo) -> date:
    """The local day on which a period ending at ``moment`` ends: midnight belongs to the day it closes."""
    return (moment.astimezone(UTC) - timedelta.resolution).astimezone(zone).date()
