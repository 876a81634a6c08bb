"""Temporary protection: every day has an answer, and no day that passes shortens it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.gazette import book
from asylon.law.circumstances.temporary_protection import (
    TemporaryProtectionActivated,
    TemporaryProtectionProlonged,
    TemporaryProtectionTerminated,
)
from asylon.law.explanation import explain
from asylon.law.facts.temporary_protection import DisplacedPersonDescribed, TemporaryProtectionRegistered
from asylon.law.files import File
from asylon.law.moments import Moment
from asylon.law.positions import position
from asylon.law.temporary_protection.tpd_2_7_scope import PROTECTED

BOOK = book()
ZONE = ZoneInfo("Europe/Amsterdam")
ACTIVATED = date(2030, 8, 31)


def _until(day, circumstances=(), under="other_decision", since=ACTIVATED):
    fact = TemporaryProtectionRegistered(person="a", at=Moment(since), state="NL", id="f1", under=under)
    at = datetime.combine(day, time(12), tzinfo=ZONE)
    found = position(File("NL", (fact,)), tuple(circumstances), at, BOOK)["a"]
    return next((right.until for right in found.rights if right.provision == PROTECTED.id), None), found


@given(st.integers(0, 1826), st.integers(0, 400))
@settings(max_examples=80, deadline=None)
def test_protection_under_decision_2022_382_never_ends_earlier_on_a_later_day(days, more):
    first = date(2022, 3, 4) + timedelta(days=days)
    later = first + timedelta(days=more)
    one, _ = _until(first, under="2022/382", since=date(2022, 3, 4))
    two, _ = _until(later, under="2022/382", since=date(2022, 3, 4))
    assert one is not None
    assert one >= first
    assert two is None or two >= one


@given(st.integers(0, 900))
@settings(max_examples=80, deadline=None)
def test_without_the_council_protection_lasts_two_years_and_not_a_day_longer(days):
    day = ACTIVATED + timedelta(days=days)
    until, found = _until(day, [TemporaryProtectionActivated(at=Moment(ACTIVATED))])
    if day <= date(2032, 8, 31):
        assert until is not None
        assert day <= until <= date(2032, 8, 31)
        assert found.changes_on is not None
    else:
        assert until is None


@given(st.integers(1, 800), st.integers(0, 800))
@settings(max_examples=80, deadline=None)
def test_the_end_found_by_the_council_is_the_end_for_everyone(ends, asked):
    end, day = ACTIVATED + timedelta(days=ends), ACTIVATED + timedelta(days=asked)
    known = [TemporaryProtectionActivated(at=Moment(ACTIVATED)), TemporaryProtectionTerminated(at=Moment(end))]
    until, _ = _until(day, known)
    assert (until is None) == (day >= end or day > date(2032, 8, 31))


@given(st.integers(1, 1200))
@settings(max_examples=60, deadline=None)
def test_one_decision_of_the_council_adds_a_year_at_most(stated):
    begin = date(2032, 6, 1)
    known = [
        TemporaryProtectionActivated(at=Moment(ACTIVATED)),
        TemporaryProtectionProlonged(at=Moment(begin), until=date(2032, 8, 31) + timedelta(days=stated)),
    ]
    until, _ = _until(begin, known)
    assert until == min(date(2033, 8, 31), date(2032, 8, 31) + timedelta(days=stated))


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_position_says_in_words_until_when_and_that_the_source_was_not_read(lang):
    fact = DisplacedPersonDescribed(
        person="a", at=Moment(date(2026, 7, 1)), state="NL", id="f1", tie="national_of_country", resided_before=True,
        left_on=date(2026, 6, 1),
    )  # fmt: skip
    at = datetime(2026, 7, 1, 12, tzinfo=ZONE)
    text = explain(position(File("NL", (fact,)), (), at, BOOK)["a"], BOOK, lang)
    line = next(line for line in text.rights if line.id == PROTECTED.id)
    assert {"en": "4 March 2027", "nl": "4 maart 2027"}[lang] in line.text
    assert any(not rule.verified for rule in line.rules)
