"""The asylum procedure where examples are not enough: every notification date, every cell, every suspension."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.cases import load
from asylon.gazette import book
from asylon.gazette.loading import check_choice
from asylon.law.book import BookError
from asylon.law.files import read_file
from asylon.law.positions import position, state_position
from asylon.law.procedure.apr_40_41_withdrawal import IMPLICIT
from asylon.law.procedure.apr_42_acceleration import CIRCUMSTANCES
from asylon.law.procedure.apr_57_61_safe_countries import SAFE_THIRD
from asylon.law.procedure.apr_67_remedies import APPEAL_LIMIT, DECISIONS
from asylon.law.procedure.apr_68_remaining import RIGHT_TO_REMAIN

BOOK = book()
ZONE = ZoneInfo("Europe/Amsterdam")
DAYS = st.dates(date(2026, 9, 1), date(2029, 12, 31))


def _at(day: date, hour: int = 23) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 59, tzinfo=ZONE)


def _rejected(notified: date, **more: object) -> dict[str, object]:
    taken = notified - timedelta(days=3)
    facts: list[dict[str, object]] = [
        {"kind": "person_described", "person": "a", "at": "2026-07-01", "born": "1990-01-01", "nationality": "QN"},
        {"kind": "application_made", "person": "a", "at": "2026-07-01"},
        {"kind": "application_registered", "person": "a", "at": "2026-07-02T10:00:00+02:00"},
        {"kind": "application_lodged", "person": "a", "at": "2026-07-10"},
        {"kind": "decision_taken", "person": "a", "at": taken.isoformat(), "outcome": "unfounded", **more},
        {"kind": "decision_notified", "person": "a", "at": notified.isoformat()},
    ]
    rate = {"kind": "recognition_rate", "at": "2026-06-12", "nationality": "QN", "percent": 60.0}
    return {"state": "NL", "facts": facts, "circumstances": [rate]}


@given(DAYS, st.sampled_from(["2 weeks", "3 weeks", "4 weeks", "1 month"]))
@settings(max_examples=60, deadline=None)
def test_the_right_to_remain_lasts_to_the_end_of_the_last_day_of_the_appeal_and_not_longer(notified, length):
    law = book(choices={"NL": {"appeal-long": length}})
    file, known = read_file(_rejected(notified, in_procedure="normal_procedure"))
    due = position(file, known, _at(notified), law)["a"].duty("appeal-long").due.last_day
    assert notified + timedelta(days=14) <= due <= notified + timedelta(days=31 + 5)
    for day, expected in ((due, True), (due + timedelta(days=1), False)):
        here = position(file, known, _at(day), law)["a"]
        assert any(right.provision == "remain-pending-remedy" for right in here.rights) is expected
        assert any(item.provision == "return-decision-suspended" for item in here.forbidden) is expected


@given(DAYS)
@settings(max_examples=40, deadline=None)
def test_nobody_is_removed_before_the_time_to_ask_the_court_has_passed(notified):
    file, known = read_file(_rejected(notified, in_procedure="accelerated_procedure"))
    due = position(file, known, _at(notified), BOOK)["a"].duty("ask-to-remain").due.last_day
    assert due >= notified + timedelta(days=5)
    day = notified - timedelta(days=3)
    while day <= due + timedelta(days=1):
        here = position(file, known, _at(day), BOOK)["a"]
        protected = any(item.provision == "no-removal-before-court" for item in here.forbidden)
        assert protected is (day <= due), day
        day += timedelta(days=1)


def test_an_inadmissible_application_leaves_the_right_to_remain_only_to_an_unaccompanied_minor_at_the_border():
    procedures = ("normal_procedure", "accelerated_procedure", "asylum_border_procedure")
    persons = ("adult", "accompanied_minor", "unaccompanied_minor")
    for procedure, person, subsequent in product(procedures, persons, (True, False)):
        found = RIGHT_TO_REMAIN.decide(
            {
                "decision": "inadmissible",
                "procedure": procedure,
                "person": person,
                "subsequent": subsequent,
                "excluding_ground": False,
                "minors_at_border": "exception_for_unaccompanied_only",
            }
        )
        at_border = procedure == "asylum_border_procedure" and person == "unaccompanied_minor"
        assert found.outcome == ("right" if at_border else "no_right")


def test_the_long_limit_for_appeal_applies_to_everything_without_a_circumstance_where_the_condition_covers_all():
    for decision in DECISIONS:
        found = APPEAL_LIMIT.decide({"decision": decision, "circumstance": "none", "condition": "all_three"})
        assert found.outcome == "appeal-long", decision


def test_unaccompanied_minors_are_accelerated_on_the_five_points_of_42_3_only():
    allowed = {"point_e", "point_f", "point_g", "misled"}
    quiet = {"recognition_rate": 60.0, "misled": False, "unaccompanied_minor": True}
    points = [entry.name for entry in CIRCUMSTANCES.inputs if entry.name.startswith("point_")] + ["misled"]
    for point in points:
        minor = CIRCUMSTANCES.decide({**quiet, point: True}, {"low_rate": 20.0})
        adult = CIRCUMSTANCES.decide({**quiet, "unaccompanied_minor": False, point: True}, {"low_rate": 20.0})
        assert adult.outcome == "accelerate"
        assert (minor.outcome == "accelerate") is (point in allowed), point
    low = CIRCUMSTANCES.decide({**quiet, "recognition_rate": 20.0}, {"low_rate": 20.0})
    assert low.outcome == "accelerate"


def test_an_agreement_never_makes_a_third_country_safe_for_an_unaccompanied_minor():
    for conditions, best, assurance in product((True, None), (True, None), (True, None)):
        found = SAFE_THIRD.decide(
            {
                "conditions": conditions, "rebutted": False, "connection": False, "transit": False, "agreement": True,
                "unaccompanied_minor": True, "best_interests": best, "assurance": assurance,
            }
        )  # fmt: skip
        assert found.outcome == "not"


def test_what_was_rectified_is_never_declared_withdrawn():
    grounds = next(entry for entry in IMPLICIT.inputs if entry.name == "ground").values
    assert len(grounds) == 6
    for ground in grounds:
        assert IMPLICIT.decide({"ground": ground, "rectified": True}).outcome == "not"


def test_the_union_list_of_safe_countries_of_origin_is_that_of_annex_ii():
    assert set(str(BOOK.value("safe-origins-union", date(2026, 6, 12))).split()) == {
        "BD", "CO", "EG", "IN", "XK", "MA", "TN",
    }  # fmt: skip


@pytest.mark.parametrize("country", ["BD", "CO", "EG", "IN", "XK", "MA", "TN"])
def test_a_national_of_a_listed_country_is_asked_about_exceptions_and_rebuttal(country):
    file, known = read_file({"state": "NL", "facts": [
        {"kind": "person_described", "person": "a", "at": "2026-07-01", "nationality": country},
        {"kind": "application_made", "person": "a", "at": "2026-07-01"},
    ]})  # fmt: skip
    here = position(file, known, _at(date(2026, 7, 1)), BOOK)["a"]
    asked = next(item for item in here.judgements if item.provision == "safe-country-of-origin-in-this-case")
    assert "A-45" in asked.rules
    assert "APR 62(1a)" in asked.cite


@given(st.dates(date(2026, 7, 1), date(2027, 12, 31)), st.one_of(st.none(), st.integers(0, 140)), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_a_suspension_ends_in_time_whatever_the_commission_does(adopted, proposed_after, extensions):
    of = {"country": "QX", "concept": "safe_origin"}
    items: list[dict[str, object]] = [{"kind": "designation_suspended", "at": adopted.isoformat(), **of}]
    if proposed_after is not None:
        proposed = adopted + timedelta(days=proposed_after)
        items.append({"kind": "designation_change_proposed", "at": proposed.isoformat(), **of})
    for number in range(extensions):
        at = adopted + timedelta(days=150 + number)
        items.append({"kind": "suspension_extended", "at": at.isoformat(), **of})
    _, known = read_file({"state": "NL", "circumstances": items}, facts_needed=False)

    def suspended(day: date) -> bool:
        here = state_position(known, "EU", _at(day), BOOK)
        return any(step.provision == "designation-suspended" for step in here.steps)

    assert suspended(adopted)
    assert not suspended(adopted + timedelta(days=3 * 184 + 1))
    if proposed_after is None or proposed_after > 100:
        assert not suspended(adopted + timedelta(days=100))
    elif extensions == 0:
        assert not suspended(adopted + timedelta(days=185))


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [
        ("appeal-short", "4 days", "5 days to 10 days"),
        ("appeal-short", "11 days", "5 days to 10 days"),
        ("appeal-long", "13 days", "2 weeks to 1 month"),
        ("ask-to-remain", "4 days", "at least 5 days"),
        ("merits-examination", "5 months", "leaves no choice"),
    ],
)
def test_a_national_choice_outside_the_range_of_the_article_is_refused_with_the_range(key, value, word):
    with pytest.raises(BookError, match=word):
        check_choice("NL", key, value, BOOK.parameters[key])


def test_a_national_choice_at_either_end_of_the_range_is_taken():
    for key, value in (("appeal-short", "5 days"), ("appeal-short", "10 days"), ("ask-to-remain", "30 days")):
        check_choice("NL", key, value, BOOK.parameters[key])


@pytest.mark.parametrize("case", [case for case in load() if case.block == "procedure"], ids=lambda case: case.id)
def test_at_every_question_a_position_holds_until_the_moment_it_names(case):
    law = book(answers=case.answers, choices={case.file.state: case.choices} if case.choices else None)
    zone = law.zone(case.file.state)

    def bare(found):
        return msgspec.structs.replace(found, at=datetime(1, 1, 1, tzinfo=UTC), changes_on=None)

    for day in sorted({ask.at[:10] for ask in case.ask if ask.at and case.file.facts}):
        at = datetime.combine(date.fromisoformat(day), time(23, 59), tzinfo=zone)
        for person, found in position(case.file, case.circumstances, at, law).items():
            until = found.changes_on or at + timedelta(days=4000)
            for probe in (at + (until - at) / 2, until - timedelta(seconds=1)):
                assert bare(position(case.file, case.circumstances, probe, law)[person]) == bare(found), (person, probe)
