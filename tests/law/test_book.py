"""The book: dated figures, national choices, answers to open questions, dates of application, participation."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from asylon.gazette import book
from asylon.law.book import UNION, Application, Book, BookError, Dated, Parameter, Part, Participation, RuleText, zone
from asylon.law.calendars import Calendar, WorkingDays
from asylon.law.citations import Bilingual
from asylon.law.lengths import Length, Unit

WORDS = Bilingual("words", "woorden")


def _parameter(key, *values, low=None, high=None):
    return Parameter(key=key, words=WORDS, cite="APR 1", rules=("A-1",), values=values, low=low, high=high)


FIRST = Dated(value=2, since=date(2026, 6, 12), until=date(2027, 6, 11))
SECOND = Dated(value=3, since=date(2027, 6, 12), until=date(2028, 6, 11))
MULTIPLIER = _parameter("multiplier", FIRST, SECOND)
ONGOING = _parameter("ongoing", Dated(value="6 months", since=date(2026, 6, 12)), low="1 month")
WRITTEN = _parameter("every-year", Dated(value="--12-20", since=date(2026, 1, 1)))
NAMED = _parameter("once", Dated(value="2026-04-12", since=date(2024, 6, 11)))
BOOK = Book(
    edition="x",
    applies={"AMMR": date(2026, 6, 12)},
    parameters={item.key: item for item in (MULTIPLIER, ONGOING, WRITTEN, NAMED)},
    rules={},
    open_questions=book().open_questions,
    answers={},
    choices={"NL": {"ongoing": "3 months"}},
    calendars={"NL": Calendar("NL", "Europe/Amsterdam", {}, date(2026, 1, 1), date(2026, 12, 31))},
    states={"NL": Bilingual("the Netherlands", "Nederland")},
    applications={
        "AMMR": Application(
            act="AMMR", applies=date(2026, 6, 12), published=date(2026, 7, 1), cite="AMMR 85", rule="T0-1",
            parts=(Part(place="AMMR 7-15", applies=date(2024, 6, 11), rule="T0-1", cite="AMMR 85", words=WORDS),),
        ),
        "SCR": Application(act="SCR", applies=date(2026, 6, 12), cite="SCR 25", rule="T0-1"),
    },
    participation={
        "IE": (
            Participation(act="SCR", binding="not_bound", since=date(2026, 6, 12), verification="V", source=WORDS),
            Participation(act="AMMR", binding="bound", since=date(2026, 7, 31), verification="V", source=WORDS),
            Participation(
                act="APR", binding="not_bound", since=date(2026, 6, 12), only=("APR 4",), verification="V", source=WORDS
            ),
        )
    },
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2026, 6, 11), 2),  # before its first day a figure is that of the first day
        (date(2026, 6, 12), 2),
        (date(2027, 6, 11), 2),
        (date(2027, 6, 12), 3),
        (date(2028, 6, 11), 3),
    ],
)
def test_a_figure_is_that_of_the_day_on_its_first_and_last_day_too(day, value):
    assert BOOK.value("multiplier", day) == value
    assert BOOK.number("multiplier", day) == float(value)


def test_a_figure_without_end_holds_for_ever_and_one_with_an_end_does_not():
    assert BOOK.value("ongoing", date(2099, 1, 1)) == "6 months"
    with pytest.raises(BookError, match="2028-06-12"):
        BOOK.value("multiplier", date(2028, 6, 12))


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 6, 11), False),
        (date(2026, 6, 12), True),
        (date(2027, 6, 11), True),
        (date(2027, 6, 12), True),
        (date(2028, 6, 11), True),
        (date(2028, 6, 12), False),
    ],
)
def test_a_figure_holds_on_its_own_days_and_on_no_other(day, holds):
    assert BOOK.holds("multiplier", day) is holds


def test_what_the_book_does_not_know_holds_on_no_day_and_has_no_value():
    assert BOOK.holds("nothing", date(2026, 6, 12)) is False
    assert BOOK.holds("ongoing", date(2099, 1, 1)) is True
    with pytest.raises(BookError, match="no parameter 'nothing'"):
        BOOK.value("nothing", date(2026, 6, 12))


def test_a_national_choice_goes_before_the_figure_in_that_member_state_only():
    on = date(2026, 7, 1)
    assert BOOK.length("ongoing", on, "NL") == Length(3, Unit.MONTHS)
    assert BOOK.length("ongoing", on, "BE") == Length(6, Unit.MONTHS)
    assert BOOK.length("ongoing", on) == Length(6, Unit.MONTHS)
    assert ONGOING.national
    assert not MULTIPLIER.national


def test_a_length_is_remembered_until_the_book_changes():
    fresh = BOOK.changed()
    on = date(2026, 7, 1)
    assert fresh.length("ongoing", on) is fresh.length("ongoing", on)
    later = _parameter("ongoing", Dated(value="9 months", since=date(2026, 6, 12)))
    changed = fresh.changed(parameters={**BOOK.parameters, "ongoing": later})
    assert changed.length("ongoing", on) == Length(9, Unit.MONTHS)
    assert fresh.length("ongoing", on) == Length(6, Unit.MONTHS)


def test_a_day_is_written_with_its_year_or_for_every_year():
    assert BOOK.day("every-year", date(2027, 3, 1)) == date(2027, 12, 20)
    assert BOOK.day("once", date(2030, 3, 1)) == date(2026, 4, 12)
    with pytest.raises(BookError, match="not a date"):
        BOOK.day("ongoing", date(2026, 7, 1))


def test_what_is_no_number_is_refused_as_one():
    with pytest.raises(BookError, match="not a number"):
        BOOK.number("ongoing", date(2026, 7, 1))


@pytest.mark.parametrize(
    ("day", "coming"),
    [
        (date(2026, 1, 1), date(2026, 6, 12)),
        (date(2026, 6, 11), date(2026, 6, 12)),
        (date(2026, 6, 12), date(2027, 6, 12)),
        (date(2027, 6, 12), None),
    ],
)
def test_the_next_change_lies_after_the_day_and_not_on_it(day, coming):
    assert BOOK.next_change("multiplier", day) == coming


def test_an_answer_is_the_chosen_one_or_the_documented_default():
    question = BOOK.open_questions["O-1"]
    assert BOOK.answer("O-1") == question.default == "days_only"
    assert BOOK.answered({"O-1": "hours_too"}).answer("O-1") == "hours_too"
    twice = BOOK.answered({"O-1": "hours_too"}).answered({"O-2": "end_of_day"})
    assert (twice.answer("O-1"), twice.answer("O-2")) == ("hours_too", "end_of_day")


def test_only_the_act_with_a_published_date_moves_and_no_dispute_is_left_after_the_later_date():
    printed = BOOK.answered({"O-16": "published"})
    assert printed.applies == {"AMMR": date(2026, 7, 1), "SCR": date(2026, 6, 12)}
    assert BOOK.answered({}).applies == {"AMMR": date(2026, 6, 12), "SCR": date(2026, 6, 12)}
    assert printed.undisputed == BOOK.answered({}).undisputed == date(2026, 7, 1)
    without = BOOK.changed(applications={})
    assert without.answered({}).undisputed == date.min


@pytest.mark.parametrize(("day", "doubt"), [(11, False), (12, True), (30, True)])
def test_a_date_is_in_dispute_from_the_earlier_to_the_day_before_the_later(day, doubt):
    assert BOOK.disputed("AMMR", date(2026, 6, day)) is doubt
    assert BOOK.disputed("AMMR", date(2026, 7, 1)) is False
    assert BOOK.disputed("SCR", date(2026, 6, day)) is False
    assert BOOK.disputed("QR", date(2026, 6, day)) is False


def test_a_provision_applies_with_its_part_its_act_or_always():
    assert BOOK.applies_from("AMMR 11(1)") == date(2024, 6, 11)
    assert BOOK.applies_from("AMMR 7") == BOOK.applies_from("AMMR 15(3)") == date(2024, 6, 11)
    assert BOOK.applies_from("AMMR 16(1)") == BOOK.applies_from("AMMR 6") == date(2026, 6, 12)
    assert BOOK.applies_from("RD 7") == BOOK.applies_from("") == date.min
    assert BOOK.applies_from("AMMR 11(1)") == date(2024, 6, 11), "the same when asked again"


def test_a_member_state_takes_part_from_its_day_unless_something_else_is_written():
    assert not BOOK.takes_part("IE", "SCR", date(2030, 1, 1))
    assert not BOOK.takes_part("IE", "AMMR", date(2026, 7, 30))
    assert BOOK.takes_part("IE", "AMMR", date(2026, 7, 31))
    assert BOOK.takes_part("IE", "APR", date(2030, 1, 1)), "only some articles do not bind: the act as a whole does"
    assert BOOK.takes_part("IE", "RCD", date(2030, 1, 1))
    assert BOOK.takes_part("NL", "SCR", date(2030, 1, 1))


def test_a_state_has_its_name_in_both_languages_and_its_letters_where_it_is_unknown():
    assert BOOK.state_name("NL", "nl") == "Nederland"
    assert BOOK.state_name("NL", "en") == "the Netherlands"
    assert BOOK.state_name(UNION, "nl") == "de Europese Unie"
    assert BOOK.state_name("XX", "en") == "XX"


def test_a_calendar_of_a_state_has_its_zone_and_an_unknown_one_is_refused():
    assert BOOK.zone("NL") == ZoneInfo("Europe/Amsterdam")
    assert zone(BOOK.calendars["NL"]) == ZoneInfo("Europe/Amsterdam")
    with pytest.raises(BookError, match="'XX' is not a Member State"):
        BOOK.calendar("XX")


def test_working_days_are_counted_from_the_first_that_the_calendar_knows():
    january = Calendar(
        "NL", "Europe/Amsterdam", {date(2026, 1, 1): "New Year's Day"}, date(2026, 1, 1), date(2026, 1, 31)
    )
    days = WorkingDays(january)
    upto = date(2026, 1, 9).toordinal()
    assert days.upto(upto) == 6, "2, 5, 6, 7, 8 and 9 January"
    assert days.between(date(2025, 12, 1).toordinal(), upto) == 6
    assert days.between(date(2026, 1, 2).toordinal(), upto) == 5
    assert days.between(date(2026, 1, 1).toordinal(), upto) == 6
    assert date.fromordinal(days.after(date(2026, 1, 2).toordinal(), 1)) == date(2026, 1, 5)
    assert date.fromordinal(days.before(date(2026, 1, 5).toordinal(), 1)) == date(2026, 1, 2)
    assert date.fromordinal(days.before(date(2026, 1, 4).toordinal(), 1)) == date(2026, 1, 2)
    assert january.next_working_day(date(2026, 1, 9)) == date(2026, 1, 12)
    assert [january.why_not_working(date(2026, 1, day)) for day in (1, 2, 3, 4)] == [
        "New Year's Day", None, "saturday", "sunday",
    ]  # fmt: skip


@pytest.mark.parametrize(("mark", "read"), [("V", True), ("V-it", True), ("S", False), ("M", False)])
def test_a_rule_is_verified_where_it_was_read_in_an_act(mark, read):
    rule = RuleText(id="A-1", block="general", citation="APR 1", verification=mark, kind="rule", words=WORDS)
    assert rule.verified is read
