"""Counting time: dates a lawyer can check with a paper calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
import pytest

from asylon.law.calendars import Calendar, CalendarError
from asylon.law.counted import Counted, Counting
from asylon.law.lengths import Length, Unit
from asylon.law.periods import count, count_back, extend, fixed
from asylon.law.periods_words import explain, long_date, long_length, long_moment

HOLIDAYS = {
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 26): "Second Day of Christmas",
    date(2027, 1, 1): "New Year's Day",
    date(2027, 3, 26): "Good Friday",
    date(2027, 3, 29): "Easter Monday",
    date(2027, 4, 27): "King's Day",
    date(2027, 11, 17): "A Holiday Nobody Translated",
}
NETHERLANDS = Calendar("NL", "Europe/Amsterdam", HOLIDAYS, date(2026, 1, 1), date(2029, 12, 31))
GERMANY = Calendar("DE", "Europe/Berlin", HOLIDAYS, date(2026, 1, 1), date(2029, 12, 31))
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def last_day(start: date | datetime, length: str, by: Counting, **options: bool) -> date | None:
    return count(start, Length.parse(length), by, NETHERLANDS, **options).last_day


def hours_end(start: str, length: str = "72 hours") -> datetime | None:
    return count(instant(start), Length.parse(length), Counting.REG_1182_71, NETHERLANDS).moment


# Lengths


@pytest.mark.parametrize("text", ["14 days", "1 day", "3 working days", "2 weeks", "1 month", "72 hours", "5 years"])
def test_a_length_reads_back_as_it_was_written(text: str) -> None:
    assert str(Length.parse(text)) == text


@pytest.mark.parametrize("text", ["", "days", "0 days", "-1 days", "two weeks", "14", "14 fortnights", "1.5 days"])
def test_what_is_no_length_is_refused_with_advice(text: str) -> None:
    with pytest.raises(ValueError, match="such as '14 days'"):
        Length.parse(text)


# Days


@pytest.mark.parametrize("text", ["1 day", "5 days", "3 working days", "2 weeks", "1 month", "2 years"])
@pytest.mark.parametrize("by", Counting)
@pytest.mark.parametrize("roll", [True, False])
@pytest.mark.parametrize("two", [True, False])
def test_what_is_counted_from_a_day_is_the_same_at_every_hour_of_it_and_however_often_it_is_asked(
    text: str, by: Counting, roll: bool, two: bool
) -> None:
    length = Length.parse(text)
    for day in (date(2026, 12, 21), date(2026, 12, 23), date(2027, 1, 31)):
        afresh = msgspec.structs.replace(NETHERLANDS)
        whole = count(day, length, by, afresh, roll=roll, two_working_days=two)
        for clock in ("00:00", "09:30", "23:59"):
            at = instant(f"{day}T{clock}")
            counted = count(at, length, by, NETHERLANDS, roll=roll, two_working_days=two)
            assert counted == msgspec.structs.replace(whole, event_at=at)
            assert counted.end == whole.end
            assert count(at, length, by, NETHERLANDS, roll=roll, two_working_days=two) == counted


def test_a_last_day_on_a_saturday_holiday_moves_to_monday_and_says_why() -> None:
    counted = count(date(2026, 12, 21), Length.parse("5 days"), Counting.APR_73, NETHERLANDS)
    assert counted.last_day == date(2026, 12, 28)
    assert counted.nominal_end == date(2026, 12, 26)
    assert [(step.kind, step.day, step.why) for step in counted.steps] == [
        ("event_day_not_counted", date(2026, 12, 21), ""),
        ("nominal_end", date(2026, 12, 26), ""),
        ("not_a_working_day", date(2026, 12, 26), "saturday"),
        ("not_a_working_day", date(2026, 12, 27), "sunday"),
        ("rolled", date(2026, 12, 28), ""),
    ]
    assert counted.rules == ("T-1", "T-3", "T-7")
    assert counted.cites == ("APR 73(a)", "APR 73(c)")


def test_two_different_starts_may_end_on_the_same_working_day() -> None:
    assert last_day(date(2026, 12, 22), "5 days", Counting.APR_73) == date(2026, 12, 28)


def test_easter_moves_a_limit_from_good_friday_to_the_tuesday() -> None:
    assert last_day(date(2027, 3, 12), "2 weeks", Counting.APR_73) == date(2027, 3, 30)


def test_a_maximum_duration_can_be_counted_without_moving_it() -> None:
    counted = count(date(2027, 3, 12), Length.parse("2 weeks"), Counting.RBPR_11, NETHERLANDS, roll=False)
    assert counted.last_day == date(2027, 3, 26)
    assert (counted.steps[-1].kind, counted.steps[-1].why) == ("not_rolled", "Good Friday")
    assert counted.rules == ("T-1", "T-2")


def test_the_day_of_the_event_is_the_local_day_of_the_member_state() -> None:
    late_evening_in_utc = datetime(2026, 9, 10, 22, 30, tzinfo=UTC)
    counted = count(late_evening_in_utc, Length.parse("1 day"), Counting.APR_73, NETHERLANDS)
    assert counted.event_day == date(2026, 9, 11)
    assert counted.start == late_evening_in_utc
    assert counted.last_day == date(2026, 9, 14)


def test_a_limit_in_days_has_passed_at_midnight_after_its_last_day() -> None:
    summer = count(date(2026, 9, 1), Length.parse("2 weeks"), Counting.APR_73, NETHERLANDS)
    winter = count(date(2026, 11, 3), Length.parse("2 weeks"), Counting.APR_73, NETHERLANDS)
    assert summer.end == datetime(2026, 9, 15, 22, 0, tzinfo=UTC)
    assert winter.end == datetime(2026, 11, 17, 23, 0, tzinfo=UTC)


def test_a_time_without_zone_is_refused() -> None:
    naive = datetime(2026, 9, 10, 9, 30)  # noqa: DTZ001
    with pytest.raises(ValueError, match="needs its zone"):
        count(naive, Length.parse("5 days"), Counting.APR_73, NETHERLANDS)


# Weeks, months, years


def test_two_months_from_new_years_eve_end_on_the_first_of_march_in_germany() -> None:
    counted = count(date(2026, 12, 31), Length.parse("2 months"), Counting.AMMR_75, GERMANY)
    assert counted.last_day == date(2027, 3, 1)
    assert counted.rules == ("T-1", "T-2", "T-3")
    assert counted.cites == ("AMMR 75(a)", "AMMR 75(b)", "AMMR 75(c)", "AMMR 75(d)")


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        (date(2027, 1, 15), "1 month", date(2027, 2, 15)),
        (date(2027, 1, 22), "2 weeks", date(2027, 2, 5)),
        (date(2026, 8, 31), "6 months", date(2027, 3, 1)),
        (date(2028, 1, 31), "1 month", date(2028, 2, 29)),
        (date(2027, 1, 31), "1 month", date(2027, 3, 1)),
        (date(2026, 11, 30), "1 month", date(2026, 12, 30)),
        (date(2028, 2, 29), "1 year", date(2029, 2, 28)),
        (date(2026, 9, 8), "6 months", date(2027, 3, 8)),
        (date(2026, 12, 15), "12 months", date(2027, 12, 15)),
    ],
)
def test_weeks_end_on_the_same_weekday_and_months_on_the_same_date(start: date, length: str, expected: date) -> None:
    assert last_day(start, length, Counting.AMMR_75) == expected


def test_years_are_counted_by_the_general_regulation_that_names_them() -> None:
    counted = count(date(2026, 6, 12), Length.parse("3 years"), Counting.AMMR_75, NETHERLANDS)
    assert counted.last_day == date(2029, 6, 12)
    assert counted.cites == ("1182/71 3(1)", "1182/71 3(2)(c)")


# Regulation 1182/71: at least two working days, working days, periods counted back


@pytest.mark.parametrize(
    ("event", "expected", "reason"),
    [
        (instant("2026-09-18T22:30"), date(2026, 9, 22), "1182/71 3(5)"),
        (instant("2026-09-17T09:00"), date(2026, 9, 21), "1182/71 3(4)"),
    ],
    ids=["from a Friday evening", "from a Thursday"],
)
def test_three_days_of_screening_hold_at_least_two_working_days(event: datetime, expected: date, reason: str) -> None:
    counted = count(event, Length.parse("3 days"), Counting.REG_1182_71, NETHERLANDS)
    assert counted.last_day == expected
    assert counted.cites[-1] == reason


def test_the_second_working_day_is_found_after_the_easter_weekend() -> None:
    assert last_day(date(2027, 3, 25), "2 days", Counting.REG_1182_71) == date(2027, 3, 31)


def test_one_day_needs_no_two_working_days() -> None:
    assert last_day(date(2026, 9, 18), "1 day", Counting.REG_1182_71) == date(2026, 9, 21)


def test_two_working_days_apply_beside_the_procedure_regulation_only_when_chosen() -> None:
    friday = date(2026, 9, 18)
    assert last_day(friday, "3 days", Counting.APR_73) == date(2026, 9, 21)
    assert last_day(friday, "3 days", Counting.APR_73, two_working_days=True) == date(2026, 9, 22)
    assert last_day(friday, "3 days", Counting.REG_1182_71, two_working_days=False) == date(2026, 9, 21)


def test_working_days_are_counted_over_the_weekend() -> None:
    counted = count(date(2026, 9, 11), Length.parse("3 working days"), Counting.REG_1182_71, NETHERLANDS)
    assert counted.last_day == date(2026, 9, 16)
    assert counted.rules == ("T-1", "T-4", "T-5")


def test_working_days_skip_public_holidays() -> None:
    assert last_day(date(2026, 12, 24), "1 working day", Counting.APR_73) == date(2026, 12, 28)


def test_working_days_from_a_saturday_start_on_monday() -> None:
    assert last_day(date(2026, 9, 12), "1 working day", Counting.APR_73) == date(2026, 9, 14)


@pytest.mark.parametrize(
    ("event", "length", "expected"),
    [
        (date(2026, 9, 10), "2 days", date(2026, 9, 8)),
        (date(2026, 9, 15), "2 days", date(2026, 9, 13)),
        (date(2026, 3, 31), "1 month", date(2026, 2, 28)),
        (date(2026, 9, 14), "2 working days", date(2026, 9, 10)),
        (date(2026, 9, 13), "1 working day", date(2026, 9, 11)),
    ],
)
def test_a_period_counted_back_is_never_moved(event: date, length: str, expected: date) -> None:
    counted = count_back(event, Length.parse(length), Counting.REG_1182_71, NETHERLANDS)
    assert counted.last_day == expected
    assert counted.back
    assert counted.cites[-1] == "1182/71 3(4)"


def test_hours_counted_back_end_where_the_hour_of_the_event_began() -> None:
    counted = count_back(instant("2026-09-10T09:30"), Length(24, Unit.HOURS), Counting.REG_1182_71, NETHERLANDS)
    assert counted.moment == instant("2026-09-09T09:00")


# Hours


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("2026-10-07T21:50", "2026-10-10T22:00"),
        ("2026-09-01T11:40", "2026-09-04T12:00"),
        ("2026-10-07T22:00", "2026-10-10T23:00"),
        ("2026-10-07T22:59:59.999999", "2026-10-10T23:00"),
        ("2026-12-31T23:10", "2027-01-04T00:00"),
        ("2027-01-01T10:00", "2027-01-04T11:00"),
    ],
)
def test_seventy_two_hours_run_on_the_clock_over_weekends_and_new_year(event: str, expected: str) -> None:
    assert hours_end(event) == instant(expected)


def test_hours_are_real_hours_when_the_clock_goes_back() -> None:
    counted = count(instant("2026-10-24T12:10"), Length.parse("24 hours"), Counting.REG_1182_71, NETHERLANDS)
    assert counted.moment == instant("2026-10-25T12:00")
    assert counted.end == datetime(2026, 10, 25, 11, 0, tzinfo=UTC)


def test_hours_are_real_hours_when_the_clock_goes_forward() -> None:
    assert hours_end("2027-03-27T12:10", "24 hours") == instant("2027-03-28T14:00")


def test_the_repeated_hour_of_the_clock_change_is_told_apart() -> None:
    first = hours_end("2026-10-24T01:15", "24 hours")
    second = hours_end("2026-10-24T02:15", "24 hours")
    assert first is not None
    assert second is not None
    assert (first.hour, second.hour) == (2, 2)
    assert second.astimezone(UTC) - first.astimezone(UTC) == (
        datetime(2026, 10, 25, 1, tzinfo=UTC) - datetime(2026, 10, 25, 0, tzinfo=UTC)
    )
    assert long_moment(first, "en").endswith("at 02:00 (summer time)")
    assert long_moment(second, "nl").endswith("om 02.00 uur (wintertijd)")


def test_hours_need_a_time_and_not_only_a_day() -> None:
    with pytest.raises(ValueError, match="needs the time of the event with its zone"):
        count(date(2026, 9, 10), Length.parse("72 hours"), Counting.REG_1182_71, NETHERLANDS)


def test_hours_reach_a_second_working_day_only_when_that_reading_is_chosen() -> None:
    event = instant("2026-12-31T23:10")
    counted = count(event, Length.parse("72 hours"), Counting.REG_1182_71, NETHERLANDS, two_working_days_for_hours=True)
    assert counted.last_day == date(2027, 1, 5)
    assert counted.moment == instant("2027-01-06T00:00")
    assert counted.cites[-1] == "1182/71 3(5)"
    midweek = instant("2026-09-08T10:10")
    for hours in (47, 72):
        length = Length(hours, Unit.HOURS)
        chosen = count(midweek, length, Counting.REG_1182_71, NETHERLANDS, two_working_days_for_hours=True)
        assert chosen == count(midweek, length, Counting.REG_1182_71, NETHERLANDS)


def test_the_chosen_reading_asks_for_two_whole_working_days() -> None:
    counted = count(
        instant("2026-09-09T10:10"),
        Length.parse("48 hours"),
        Counting.REG_1182_71,
        NETHERLANDS,
        two_working_days_for_hours=True,
    )
    assert (counted.last_day, counted.moment) == (date(2026, 9, 11), instant("2026-09-12T00:00"))


def test_less_than_two_days_of_hours_are_never_carried_on() -> None:
    friday = instant("2026-09-18T22:30")
    for hours, expected in ((47, "2026-09-20T22:00"), (48, "2026-09-23T00:00")):
        counted = count(
            friday, Length(hours, Unit.HOURS), Counting.REG_1182_71, NETHERLANDS, two_working_days_for_hours=True
        )
        assert counted.moment == instant(expected)


# Extensions


@pytest.mark.parametrize(("origin", "expected"), [("nominal_end", date(2027, 5, 28)), ("rolled_end", date(2027, 6, 1))])
def test_an_extension_starts_from_the_nominal_or_the_rolled_end(
    origin: Literal["nominal_end", "rolled_end"], expected: date
) -> None:
    six_months = count(date(2026, 8, 31), Length.parse("6 months"), Counting.APR_73, NETHERLANDS)
    extended = extend(six_months, Length.parse("3 months"), NETHERLANDS, from_=origin)
    assert extended.last_day == expected
    assert extended.event_day == date(2026, 8, 31)
    assert extended.extensions == (Length.parse("3 months"),)


def test_a_limit_can_be_extended_twice() -> None:
    counted = count(date(2026, 9, 1), Length.parse("1 month"), Counting.APR_73, NETHERLANDS)
    for _ in range(2):
        counted = extend(counted, Length.parse("1 month"), NETHERLANDS, from_="nominal_end")
    assert counted.last_day == date(2026, 12, 1)


def test_hours_extended_by_hours_run_on_without_rounding() -> None:
    counted = count(instant("2026-09-01T11:40"), Length.parse("72 hours"), Counting.REG_1182_71, NETHERLANDS)
    extended = extend(counted, Length.parse("48 hours"), NETHERLANDS, from_="rolled_end")
    assert extended.moment == instant("2026-09-06T12:00")
    assert extended.last_day is None


def test_hours_extended_by_days_end_with_a_day() -> None:
    counted = count(instant("2026-09-01T23:40"), Length.parse("24 hours"), Counting.REG_1182_71, NETHERLANDS)
    assert counted.moment == instant("2026-09-03T00:00")
    extended = extend(counted, Length.parse("1 day"), NETHERLANDS, from_="nominal_end")
    assert (extended.last_day, extended.moment) == (date(2026, 9, 3), None)


def test_a_day_limit_extended_by_hours_counts_from_its_last_midnight() -> None:
    counted = count(date(2026, 9, 1), Length.parse("1 day"), Counting.REG_1182_71, NETHERLANDS)
    assert extend(counted, Length.parse("6 hours"), NETHERLANDS, from_="nominal_end").moment == instant(
        "2026-09-03T06:00"
    )


def test_an_extension_too_short_to_matter_leaves_the_limit_where_it_was() -> None:
    counted = count(date(2027, 3, 25), Length.parse("2 days"), Counting.REG_1182_71, NETHERLANDS)
    extended = extend(counted, Length.parse("1 day"), NETHERLANDS, from_="nominal_end")
    assert counted.last_day == extended.last_day == date(2027, 3, 31)
    assert explain(extended, "en").endswith("so it still ends on Wednesday 31 March 2027.")


def test_a_period_counted_back_cannot_be_extended() -> None:
    counted = count_back(date(2026, 9, 10), Length.parse("2 days"), Counting.REG_1182_71, NETHERLANDS)
    with pytest.raises(ValueError, match="counted back"):
        extend(counted, Length.parse("1 day"), NETHERLANDS, from_="nominal_end")


# Calendars


def test_a_calendar_says_why_a_day_is_no_working_day() -> None:
    assert NETHERLANDS.why_not_working(date(2026, 12, 25)) == "Christmas Day"
    assert NETHERLANDS.why_not_working(date(2026, 12, 26)) == "saturday"
    assert NETHERLANDS.why_not_working(date(2026, 12, 27)) == "sunday"
    assert NETHERLANDS.why_not_working(date(2026, 12, 28)) is None
    assert NETHERLANDS.next_working_day(date(2026, 12, 24)) == date(2026, 12, 28)


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2030, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_and_the_known_years_are_named(day: date) -> None:
    with pytest.raises(CalendarError, match=f"NL are known from 2026-01-01 to 2029-12-31; {day}"):
        NETHERLANDS.is_working_day(day)


def test_a_limit_that_would_roll_out_of_the_calendar_is_refused() -> None:
    short = Calendar("NL", "Europe/Amsterdam", {}, date(2026, 1, 1), date(2026, 9, 13))
    with pytest.raises(CalendarError, match="2026-09-14 lies outside"):
        count(date(2026, 9, 11), Length.parse("1 day"), Counting.APR_73, short)


def test_a_long_period_may_begin_before_the_calendar() -> None:
    assert last_day(date(2020, 6, 15), "7 years", Counting.REG_1182_71) == date(2027, 6, 15)


def test_working_days_before_the_calendar_are_refused() -> None:
    with pytest.raises(CalendarError, match="2025-12-31 lies outside"):
        count_back(date(2026, 1, 2), Length.parse("5 working days"), Counting.REG_1182_71, NETHERLANDS)


# Words


def test_the_sentence_tells_the_start_the_day_left_out_the_end_and_the_next_working_day() -> None:
    counted = count(date(2027, 7, 3), Length.parse("14 days"), Counting.APR_73, NETHERLANDS)
    assert explain(counted, "en") == (
        "14 days from 3 July 2027; the day of the event is not counted; ends on Saturday 17 July, next "
        "working day Monday 19 July 2027."
    )
    assert explain(counted, "nl", "verzoek gedaan") == (
        "14 dagen vanaf 3 juli 2027 (verzoek gedaan); de dag van de gebeurtenis telt niet mee; eindigt op "
        "zaterdag 17 juli, eerstvolgende werkdag maandag 19 juli 2027."
    )


def test_the_sentence_names_the_holidays_that_stood_in_between() -> None:
    counted = count(date(2027, 3, 12), Length.parse("2 weeks"), Counting.APR_73, NETHERLANDS)
    assert explain(counted, "en").endswith(
        "ends on Friday 26 March (Good Friday), next working day Tuesday 30 March 2027 (Monday 29 March is "
        "Easter Monday)."
    )
    assert explain(counted, "nl").endswith(
        "eindigt op vrijdag 26 maart (Goede Vrijdag), eerstvolgende werkdag dinsdag 30 maart 2027 (maandag "
        "29 maart is tweede paasdag)."
    )


def test_a_holiday_without_dutch_name_is_an_official_holiday() -> None:
    counted = count(date(2027, 11, 16), Length.parse("1 day"), Counting.APR_73, NETHERLANDS)
    assert "woensdag 17 november (een officiële feestdag)" in explain(counted, "nl")


def test_the_year_is_named_twice_where_a_limit_moves_into_the_next() -> None:
    new_year = Calendar(
        "NL", "Europe/Amsterdam", {date(2027, 12, 31): "Bank Day"}, date(2026, 1, 1), date(2028, 12, 31)
    )
    counted = count(date(2027, 12, 17), Length.parse("2 weeks"), Counting.APR_73, new_year)
    assert explain(counted, "en").endswith(
        "ends on Friday 31 December 2027 (Bank Day), next working day Monday 3 January 2028."
    )


def test_the_sentence_about_hours_names_the_clock_and_that_they_are_not_moved() -> None:
    counted = count(instant("2026-12-31T23:10"), Length.parse("72 hours"), Counting.REG_1182_71, NETHERLANDS)
    assert explain(counted, "en") == (
        "72 hours from 31 December 2026 at 23:10; the hour of the event is not counted, so counting starts "
        "at 00:00 on 1 January 2027; ends on Monday 4 January 2027 at 00:00; hours run on through nights and "
        "weekends and are not moved to a working day."
    )
    assert "op 1 januari 2027 om 00.00 uur" in explain(counted, "nl")


def test_the_sentence_mentions_a_change_of_the_clock() -> None:
    counted = count(instant("2026-10-24T12:10"), Length.parse("24 hours"), Counting.REG_1182_71, NETHERLANDS)
    assert "the clock changes in between" in explain(counted, "en")
    assert "de klok gaat tussentijds" in explain(counted, "nl")


def test_the_sentence_tells_the_two_working_days_the_month_end_and_the_extension() -> None:
    two = count(date(2026, 9, 18), Length.parse("3 days"), Counting.REG_1182_71, NETHERLANDS)
    assert "at least two working days, so it ends on Tuesday 22 September 2026" in explain(two, "en")
    month = count(date(2028, 1, 31), Length.parse("1 month"), Counting.APR_73, NETHERLANDS)
    assert "February 2028 has no 31st, so its last day counts" in explain(month, "en")
    assert "februari 2028 kent geen 31e" in explain(month, "nl")
    extended = extend(month, Length.parse("2 weeks"), NETHERLANDS, from_="rolled_end")
    assert explain(extended, "en").endswith(
        "extended by 2 weeks from Tuesday 29 February 2028; ends on Tuesday 14 March 2028."
    )


def test_dates_and_lengths_have_correct_dutch() -> None:
    assert long_date(date(2026, 3, 1), "nl") == "zondag 1 maart 2026"
    assert long_date(date(2026, 3, 1), "en", weekday=False, year=False) == "1 March"
    assert [long_length(Length.parse(text), "nl") for text in ("1 day", "2 days", "72 hours", "2 years")] == [
        "1 dag",
        "2 dagen",
        "72 uur",
        "2 jaar",
    ]


def test_a_result_can_be_written_as_json_and_read_back() -> None:
    for counted in (
        count(date(2027, 3, 12), Length.parse("2 weeks"), Counting.APR_73, NETHERLANDS),
        count(instant("2026-10-24T02:15"), Length.parse("24 hours"), Counting.REG_1182_71, NETHERLANDS),
    ):
        again = msgspec.json.decode(msgspec.json.encode(counted), type=Counted)
        assert (again.last_day, again.end, again.rules, again.cites) == (
            counted.last_day,
            counted.end,
            counted.rules,
            counted.cites,
        )
        assert [step.kind for step in again.steps] == [step.kind for step in counted.steps]


def test_a_date_that_the_act_names_is_not_moved_to_a_working_day_and_says_so() -> None:
    christmas = fixed(date(2026, 12, 25), NETHERLANDS)
    assert christmas.last_day == date(2026, 12, 25)
    assert christmas.end == datetime(2026, 12, 25, 23, tzinfo=UTC)
    assert christmas.cites == ("1182/71 5",)
    assert explain(christmas, "en").startswith("By Friday 25 December 2026, a date that the act itself names")
    assert explain(christmas, "nl").startswith("Uiterlijk vrijdag 25 december 2026")
