"""Moments: as exact as what was recorded, and no more; circumstances in force on a day."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from asylon.law.circumstances import DisproportionateNumbers, RecognitionRate
from asylon.law.circumstances.known import Circumstances, midnight_after
from asylon.law.moments import Moment, anniversary

AMSTERDAM, LISBON, ATHENS = ZoneInfo("Europe/Amsterdam"), ZoneInfo("Europe/Lisbon"), ZoneInfo("Europe/Athens")
DAY = Moment.parse("2026-09-10")
INSTANT = Moment.parse("2026-09-10T23:30:00+02:00")


def test_a_day_is_not_exact_and_an_instant_is():
    assert not DAY.exact
    assert INSTANT.exact


def test_an_instant_lies_on_the_day_of_the_zone_that_asks():
    assert INSTANT.day(AMSTERDAM) == date(2026, 9, 10)
    assert INSTANT.day(ATHENS) == date(2026, 9, 11)
    assert INSTANT.day(AMSTERDAM) == date(2026, 9, 10)
    assert INSTANT.instant(ATHENS) == datetime(2026, 9, 10, 21, 30, tzinfo=UTC)
    assert INSTANT.utc(LISBON).isoformat() == "2026-09-10T21:30:00+00:00"


def test_a_day_begins_with_its_first_moment_in_the_zone_that_asks():
    assert DAY.instant(AMSTERDAM).isoformat() == "2026-09-10T00:00:00+02:00"
    assert DAY.utc(AMSTERDAM).isoformat() == "2026-09-09T22:00:00+00:00"
    assert DAY.utc(LISBON).isoformat() == "2026-09-09T23:00:00+00:00"
    assert DAY.instant(ATHENS).isoformat() == "2026-09-10T00:00:00+03:00"
    assert DAY.day(ATHENS) == date(2026, 9, 10)


def test_a_moment_is_equal_to_the_same_moment_and_never_a_day_to_an_instant():
    assert Moment.parse("2026-09-10") == DAY
    assert hash(Moment.parse("2026-09-10")) == hash(DAY)
    assert Moment.parse("2026-09-11") != DAY
    assert Moment.parse("2026-09-10T21:30:00+00:00") == INSTANT
    assert Moment.parse("2026-09-10T00:00:00+02:00") != DAY
    assert date(2026, 9, 10) != DAY


def test_a_moment_does_not_change_and_survives_being_sent_elsewhere():
    with pytest.raises(AttributeError, match="does not change"):
        DAY.value = date(2026, 1, 1)
    assert pickle.loads(pickle.dumps(INSTANT)) == INSTANT
    assert str(INSTANT) == "2026-09-10T23:30:00+02:00"
    assert repr(DAY) == "Moment(2026-09-10)"


def test_a_date_or_time_is_taken_as_it_is():
    assert Moment.parse(date(2026, 9, 10)) == DAY
    assert Moment.parse(INSTANT.value) == INSTANT


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("10-09-2026", "is not a date: write 2026-09-10"),
        ("2026-09-31", "is not a date"),
        ("2026-09-10T25:00:00+02:00", "is not a date"),
        ("2026-09-10T09:30:00", "a time needs its zone"),
    ],
)
def test_what_is_no_moment_is_refused_with_what_to_write(text, told):
    with pytest.raises(ValueError, match=told):
        Moment.parse(text)


@pytest.mark.parametrize(
    ("born", "years", "full"),
    [
        (date(2008, 3, 15), 18, date(2026, 3, 15)),
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
    ],
)
def test_years_are_full_on_the_birthday_and_on_1_march_where_there_is_none(born, years, full):
    assert anniversary(born, years) == full


# --- circumstances known at an instant --------------------------------------------------------------------------

NOW = datetime(2026, 7, 10, 12, tzinfo=AMSTERDAM)


def _numbers(at, until=None, state="NL"):
    return DisproportionateNumbers(at=Moment.parse(at), until=until and date.fromisoformat(until), state=state)


ENDED = _numbers("2026-06-15", "2026-07-09")
LAST_DAY = _numbers("2026-07-01", "2026-07-10")
FROM_NOW = _numbers("2026-07-10T12:00:00+02:00")
LATER = _numbers("2026-07-10T12:00:01+02:00", "2026-07-20")
OF_UNION = _numbers("2026-06-20", state="EU")
ELSEWHERE = _numbers("2026-06-20", state="BE")
ALL = (LATER, FROM_NOW, LAST_DAY, ENDED, OF_UNION, ELSEWHERE)


def _known():
    return Circumstances(ALL, NOW, AMSTERDAM)


def test_what_began_is_known_oldest_first_that_of_the_union_too_and_that_of_others_not():
    assert _known().known(DisproportionateNumbers, "NL") == [ENDED, OF_UNION, LAST_DAY, FROM_NOW]
    assert _known().known(DisproportionateNumbers) == [OF_UNION]
    assert _known().known(RecognitionRate, "NL") == []


def test_it_is_in_force_on_its_first_and_last_day_too():
    known = _known()
    assert known.on(DisproportionateNumbers, date(2026, 7, 9), "NL") == [ENDED, OF_UNION, LAST_DAY]
    assert known.on(DisproportionateNumbers, date(2026, 7, 10), "NL") == [OF_UNION, LAST_DAY, FROM_NOW]
    assert known.on(DisproportionateNumbers, date(2026, 7, 11), "NL") == [OF_UNION, FROM_NOW]
    assert known.on(DisproportionateNumbers, date(2026, 6, 14), "NL") == []
    assert known.on(RecognitionRate, date(2026, 7, 10), "NL") == []


def test_the_last_one_is_the_latest_in_force_today():
    assert _known().last(DisproportionateNumbers, "NL") is FROM_NOW
    assert _known().last(DisproportionateNumbers, "BE") is ELSEWHERE
    assert _known().last(RecognitionRate, "NL") is None


def test_as_at_an_earlier_instant_only_what_had_begun_is_known_and_the_memory_is_shared():
    known = _known()
    earlier = datetime(2026, 6, 30, 12, tzinfo=AMSTERDAM)
    then = known.as_at(earlier)
    assert then.known(DisproportionateNumbers, "NL") == [ENDED, OF_UNION]
    assert then.today == date(2026, 6, 30)
    assert then.now == earlier
    assert known.as_at(earlier) is then
    assert known.known(DisproportionateNumbers, "NL") == [ENDED, OF_UNION, LAST_DAY, FROM_NOW]


def test_later_beginnings_and_ends_are_the_instants_at_which_something_turns():
    found = _known().turns()
    assert sorted(item.isoformat() for item in found) == [
        "2026-07-10T12:00:01+02:00",
        "2026-07-11T00:00:00+02:00",
        "2026-07-21T00:00:00+02:00",
    ]
    at_midnight = Circumstances((ENDED,), datetime(2026, 7, 10, tzinfo=AMSTERDAM), AMSTERDAM)
    assert at_midnight.turns() == []


def test_the_first_instant_after_a_day_is_the_next_midnight_of_the_zone():
    assert midnight_after(date(2026, 10, 24), AMSTERDAM).isoformat() == "2026-10-25T00:00:00+02:00"
    assert midnight_after(date(2026, 10, 25), AMSTERDAM).isoformat() == "2026-10-26T00:00:00+01:00"
