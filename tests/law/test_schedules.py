"""Dates that an act names: once, every so often, never counted and never moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.gazette import book
from asylon.law.chapters import load
from asylon.law.provisions import ACTORS, fixed_dates
from asylon.law.schedules import Schedule

load()
DAYS = st.dates(date(2024, 1, 1), date(2060, 12, 31))


@given(DAYS, st.sampled_from([1, 6, 12, 36, 48, 60]), DAYS)
def test_a_day_lies_between_two_neighbouring_dates_of_a_schedule(first, months, day):
    schedule = Schedule.parse(f"{first.isoformat()} every {months} months")
    past, coming = schedule.around(day)
    assert coming is not None
    assert coming >= day
    assert past is None or past < day
    assert (past is None) is (day <= first)
    if past is not None:
        assert timedelta(0) < coming - past <= timedelta(days=31 * months)
        assert schedule.around(past)[1] == past


@given(DAYS, DAYS)
def test_a_single_date_has_passed_or_is_to_come(first, day):
    past, coming = Schedule.parse(first.isoformat()).around(day)
    assert (past, coming) == ((first, None) if first < day else (None, first))


def test_the_last_day_of_a_month_stays_the_last_day():
    schedule = Schedule.parse("2027-12-31 every 2 months")
    assert schedule.around(date(2028, 3, 1)) == (date(2028, 2, 29), date(2028, 4, 30))


def test_a_day_of_every_year_needs_no_first_year():
    assert Schedule.parse("--12-20").around(date(2026, 12, 21)) == (date(2026, 12, 20), date(2027, 12, 20))


@pytest.mark.parametrize(
    "text", ["15 October", "2026-13-01", "2026-10-15 every 3 weeks", "2026-10-15 every", "--13-20", ""]
)
def test_what_is_no_schedule_is_refused_with_what_to_write(text):
    with pytest.raises(ValueError, match="write a date"):
        Schedule.parse(text)


@pytest.mark.parametrize("duty", fixed_dates(), ids=lambda duty: duty.id)
def test_every_duty_with_a_date_has_it_in_the_book_and_known_bearers(duty):
    assert Schedule.parse(str(book().value(duty.date, date.max))).first
    assert all(who in ACTORS for who in (duty.who, *duty.also))
    assert duty.consequence.en
    assert duty.consequence.nl
    assert duty.records
