"""Counting time: what must hold for every start, and agreement with a slow walk along the calendar."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.law.calendars import Calendar
from asylon.law.counted import Counted, Counting
from asylon.law.lengths import Length, Unit
from asylon.law.periods import count, count_back, extend
from asylon.law.periods_words import explain

FIRST, LAST = date(2024, 6, 1), date(2036, 12, 31)
ZONES = ("Europe/Amsterdam", "Europe/Dublin", "Europe/Athens", "Europe/Lisbon")

days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
instants = st.datetimes(
    datetime(2025, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)  # noqa: DTZ001
)  # fmt: skip
countings = st.sampled_from(Counting)
day_units = st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS, Unit.WORKING_DAYS])
lengths = st.one_of(
    st.builds(Length, st.integers(1, 40), st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS])),
    st.builds(Length, st.integers(1, 12), st.sampled_from([Unit.WEEKS, Unit.MONTHS])),
    st.builds(Length, st.integers(1, 3), st.just(Unit.YEARS)),
)
calendars = st.builds(
    Calendar,
    st.just("NL"),
    st.sampled_from(ZONES),
    st.dictionaries(st.dates(FIRST, LAST), st.sampled_from(["Good Friday", "Some Day"]), max_size=12).map(
        lambda found: {**found, date(2026, 12, 25): "Christmas Day", date(2027, 1, 1): "New Year's Day"}
    ),
    st.just(FIRST),
    st.just(LAST),
)

ordinary = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def working(day: date, calendar: Calendar) -> bool:
    return day.weekday() < 5 and day not in calendar.holidays


def walk(start: date, length: Length, by: Counting, calendar: Calendar) -> date:
    """The same answer by walking from day to day, as one counts on a paper calendar."""
    one = timedelta(days=1)
    if length.unit is Unit.WORKING_DAYS:
        day, left = start, length.count
        while left:
            day += one
            left -= working(day, calendar)
    elif length.unit in (Unit.DAYS, Unit.WEEKS):
        day = start + length.count * (one if length.unit is Unit.DAYS else 7 * one)
    else:
        months = length.count * (12 if length.unit is Unit.YEARS else 1)
        year, month = start.year, start.month
        for _ in range(months):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        wanted = start.day
        while True:
            try:
                day = date(year, month, wanted)
                break
            except ValueError:
                wanted -= 1
    while not working(day, calendar):
        day += one
    if by is Counting.REG_1182_71 and not (length.unit is Unit.DAYS and length.count == 1):
        while sum(working(start + step * one, calendar) for step in range(1, (day - start).days + 1)) < 2 or not (
            working(day, calendar)
        ):
            day += one
    return day


def last(counted: Counted) -> date:
    assert counted.last_day is not None
    return counted.last_day


@ordinary
@given(days, lengths, countings, calendars)
def test_counting_agrees_with_a_walk_along_the_calendar(
    start: date, length: Length, by: Counting, calendar: Calendar
) -> None:
    assert last(count(start, length, by, calendar)) == walk(start, length, by, calendar)


@ordinary
@given(days, st.integers(0, 40), lengths, countings, calendars)
def test_a_later_start_never_gives_an_earlier_end(
    start: date, later: int, length: Length, by: Counting, calendar: Calendar
) -> None:
    first = count(start, length, by, calendar)
    second = count(start + timedelta(days=later), length, by, calendar)
    assert last(first) <= last(second)
    assert first.end <= second.end


@ordinary
@given(days, lengths, countings, calendars)
def test_the_end_is_a_working_day_after_the_start(
    start: date, length: Length, by: Counting, calendar: Calendar
) -> None:
    counted = count(start, length, by, calendar)
    assert calendar.is_working_day(last(counted))
    assert last(counted) > start
    assert counted.cites
    assert counted.rules


@ordinary
@given(days, lengths, calendars)
def test_a_period_of_two_days_or_more_holds_two_working_days(start: date, length: Length, calendar: Calendar) -> None:
    counted = count(start, length, Counting.REG_1182_71, calendar)
    held = sum(
        calendar.is_working_day(start + timedelta(days=step)) for step in range(1, (last(counted) - start).days + 1)
    )
    assert held >= 2 or (length.count == 1 and length.unit in (Unit.DAYS, Unit.WORKING_DAYS)) is True


@ordinary
@given(days, st.integers(1, 36), countings, calendars)
def test_months_end_on_the_same_date_or_on_the_last_of_the_month(
    start: date, months: int, by: Counting, calendar: Calendar
) -> None:
    nominal = count(start, Length(months, Unit.MONTHS), by, calendar).nominal_end
    assert (nominal.year * 12 + nominal.month) - (start.year * 12 + start.month) == months
    assert nominal.day == start.day or (nominal.day < start.day and (nominal + timedelta(days=1)).day == 1)


@ordinary
@given(instants, st.integers(1, 200), calendars)
def test_hours_are_never_moved_and_last_as_long_as_they_say(start: datetime, hours: int, calendar: Calendar) -> None:
    counted = count(start, Length(hours, Unit.HOURS), Counting.REG_1182_71, calendar)
    ran = counted.end - start
    assert timedelta(hours=hours) < ran <= timedelta(hours=hours + 1)
    assert counted.moment is not None
    assert (counted.moment.minute, counted.moment.second) == (0, 0)
    assert counted.last_day is None


@ordinary
@given(instants, st.integers(0, 10_000), st.integers(1, 100), calendars, st.booleans())
def test_hours_from_a_later_moment_never_end_earlier(
    start: datetime, minutes: int, hours: int, calendar: Calendar, two: bool
) -> None:
    length = Length(hours, Unit.HOURS)
    later = start + timedelta(minutes=minutes)
    first, second = (
        count(moment, length, Counting.REG_1182_71, calendar, two_working_days_for_hours=two)
        for moment in (start, later)
    )
    assert first.end <= second.end


@ordinary
@given(st.sampled_from(ZONES), st.integers(2025, 2028), st.integers(-30, 30), st.integers(1, 72))
def test_hours_around_a_change_of_the_clock_are_real_hours(zone: str, year: int, offset: int, hours: int) -> None:
    calendar = Calendar("NL", zone, {}, FIRST, LAST)
    for month in (3, 10):
        sunday = date(year, month, 31)
        while sunday.weekday() != 6:
            sunday -= timedelta(days=1)
        change = datetime(sunday.year, sunday.month, sunday.day, 1, tzinfo=UTC) + timedelta(hours=offset, minutes=20)
        local = change.astimezone(ZoneInfo(zone))
        counted = count(local, Length(hours, Unit.HOURS), Counting.REG_1182_71, calendar)
        assert counted.end == change + timedelta(hours=hours, minutes=40)


@ordinary
@given(days, lengths, calendars)
def test_counting_back_is_never_moved_and_lies_before_the_event(
    event: date, length: Length, calendar: Calendar
) -> None:
    if length.unit in (Unit.MONTHS, Unit.YEARS):
        length = Length(1, length.unit)
    counted = count_back(event, length, Counting.REG_1182_71, calendar)
    assert last(counted) < event
    assert not {"rolled", "two_working_days"} & {step.kind for step in counted.steps}
    if length.unit is Unit.DAYS:
        assert last(counted) == event - timedelta(days=length.count)


@ordinary
@given(days, lengths, countings, calendars, lengths)
def test_an_extension_never_shortens(
    start: date, length: Length, by: Counting, calendar: Calendar, extra: Length
) -> None:
    counted = count(start, length, by, calendar)
    ends = [
        extend(counted, added, calendar, from_=origin, roll=roll).end
        for added in (extra, Length(extra.count, Unit.HOURS))
        for origin in ("nominal_end", "rolled_end")
        for roll in (True, False)
    ]
    assert min(ends) >= counted.end


@ordinary
@given(instants, st.one_of(lengths, st.builds(Length, st.integers(1, 96), st.just(Unit.HOURS))), countings, calendars)
def test_both_languages_give_one_whole_sentence(
    start: datetime, length: Length, by: Counting, calendar: Calendar
) -> None:
    counted = count(start, length, by, calendar, two_working_days_for_hours=True)
    results = [counted, extend(counted, Length(2, Unit.WEEKS), calendar, from_="nominal_end")]
    if length.unit is not Unit.YEARS:
        results.append(
            count_back(date(2027, 3, 31), Length(1, length.unit), by, calendar)
            if (length.unit is not Unit.HOURS)
            else count_back(start, Length(1, Unit.HOURS), by, calendar)
        )
    for result in results:
        for text in (explain(result, "en"), explain(result, "nl", "registratie")):
            assert not re.search(r"[{}<>_]|None|\(\)|  |;;", text), text
            assert text.endswith(".")
            assert text.count(". ") == 0
    assert "the " not in explain(counted, "nl")
