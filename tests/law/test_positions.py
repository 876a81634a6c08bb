"""Positions as a whole: pure, explained in both languages, and true for exactly as long as they say."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.cases import load
from asylon.gazette import book
from asylon.law.chapters import chapters
from asylon.law.explanation import explain
from asylon.law.facts import KINDS
from asylon.law.files import InputError, check_file, read_file, write_fact
from asylon.law.moments import Moment
from asylon.law.positions import _plan, position
from asylon.law.receipts import receipt
from asylon.law.vocabulary import describe_fact, fact_form

BOOK = book()
CASES = load()


def _asked():
    for case in CASES:
        for ask in case.ask:
            if ask.at and case.file.facts:
                yield case, ask
                break


ASKED = list(_asked())


def _without_time(found):
    return msgspec.structs.replace(found, at=datetime(1, 1, 1, tzinfo=UTC), changes_on=None)


def _read(case):
    return case.file, case.circumstances


def _instant(case, ask):
    moment = Moment.parse(ask.at)
    zone = BOOK.zone(case.file.state)
    return moment.instant(zone) if moment.exact else datetime.combine(moment.day(zone), time(12), tzinfo=zone)


@pytest.mark.parametrize(("case", "ask"), ASKED, ids=lambda item: getattr(item, "id", ""))
def test_a_position_does_not_change_before_the_moment_it_names(case, ask):
    file, circumstances = _read(case)
    at = _instant(case, ask)
    law = book(answers=case.answers)
    now = position(file, circumstances, at, law)
    first = min((found.changes_on for found in now.values() if found.changes_on), default=at + timedelta(days=4000))
    just_before = position(file, circumstances, first - timedelta(seconds=1), law)
    for person, found in now.items():
        assert _without_time(just_before[person]) == _without_time(found)


@pytest.mark.parametrize(("case", "ask"), ASKED, ids=lambda item: getattr(item, "id", ""))
def test_every_position_reads_well_in_both_languages(case, ask):
    file, circumstances = _read(case)
    for found in position(file, circumstances, _instant(case, ask), BOOK).values():
        for lang in ("en", "nl"):
            told = explain(found, BOOK, lang)
            for line in (
                *told.duties,
                *told.rights,
                *told.permitted,
                *told.forbidden,
                *told.judgements,
                *told.steps,
                *told.undetermined,
            ):
                assert line.text
                assert "{" not in line.text
                assert line.citations
                assert all(rule.words != rule.id for rule in line.rules), line.rules
            for duty in told.duties:
                assert not duty.due_text or duty.counting
                assert duty.consequence


def test_the_chapters_that_are_called_are_those_whose_facts_happened_in_order():
    kinds = list(KINDS.values())
    chance = random.Random(7)
    for persons in (1, 1, 1, 2, 3):
        known = tuple(frozenset(chance.sample(kinds, chance.randint(1, 12))) for _ in range(persons))
        called = []
        for entry in chapters():
            if entry.single is not None:
                called += [
                    (entry.single, number, None)
                    for number, happened in enumerate(known)
                    if not entry.when or entry.when & happened
                ]
            if entry.together is not None:
                called.append((None, 0, entry.together))
        assert list(_plan(known)) == called


def test_the_same_input_gives_the_same_receipt_and_another_edition_another_one():
    case, ask = ASKED[0]
    file, circumstances = _read(case)
    at = _instant(case, ask)
    first = receipt(file, circumstances, at, position(file, circumstances, at, BOOK))
    again = receipt(file, circumstances, at, position(file, circumstances, at, book()))
    other = book(answers={"O-18": "from_hit"})
    assert first == again
    assert receipt(file, circumstances, at, position(file, circumstances, at, other)).edition != first.edition


@given(st.integers(0, 700), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_a_later_registration_never_gives_an_earlier_limit_for_the_request(first, later):
    zone = ZoneInfo("Europe/Amsterdam")
    start = datetime(2026, 6, 15, 10, tzinfo=zone)

    def due(days):
        registered = start + timedelta(days=days)
        file, _ = read_file({"state": "NL", "facts": [
            {"kind": "irregular_entry", "person": "a", "at": registered.date().isoformat(), "state": "ES"},
            {"kind": "application_registered", "person": "a", "at": registered.isoformat()},
        ]})  # fmt: skip
        found = position(file, (), registered + timedelta(hours=1), BOOK)["a"].duty("take-charge-request")
        return found.due.last_day

    assert due(first) <= due(first + later)


def test_every_kind_of_fact_can_be_written_and_read_back_and_told_in_both_languages():
    for case in CASES:
        file, _ = _read(case)
        if not file.facts:
            continue
        again, _ = read_file({"state": file.state, "facts": [write_fact(fact) for fact in file.facts]})
        assert again == file
        for fact in file.facts:
            assert describe_fact(fact, "en")[0] != ""
            assert describe_fact(fact, "nl")[0] != ""
    for kind in KINDS:
        assert next(field.name for field in fact_form(kind, "nl")) == "at"
        assert all(field.label for field in fact_form(kind, "en"))


BAD = [
    ({"kind": "application_mad", "person": "a", "at": "2026-09-10"}, "facts[0].kind", "application_made"),
    ({"kind": "application_registered", "person": "a", "at": "2026-09-10"}, "facts[0].at", "time with its zone"),
    ({"kind": "disembarked", "person": "a", "at": "2026-09-10T10:00:00"}, "facts[0].at", "zone"),
    (
        {"kind": "decision_taken", "person": "a", "at": "2026-09-10", "outcome": "perhaps"},
        "facts[0].outcome",
        "perhaps",
    ),
    ({"kind": "application_made", "person": "a", "at": "10-09-2026"}, "facts[0].at", "2026-09-10"),
    ({"kind": "application_made", "person": "a", "at": "2026-09-10", "colour": "red"}, "facts[0]", "colour"),
    ("application_made", "facts[0]", "object"),
]


@pytest.mark.parametrize(("fact", "place", "told"), BAD)
def test_a_fact_that_cannot_be_read_is_refused_with_its_place_and_a_remedy(fact, place, told):
    with pytest.raises(InputError) as caught:
        read_file({"state": "NL", "facts": [fact]})
    problem = caught.value.problems[0]
    assert problem.place.startswith(place)
    assert told in str(problem)
    assert problem.remedy.en
    assert problem.remedy.nl


def test_facts_in_an_impossible_order_and_acts_before_they_apply_are_found():
    file, _ = read_file({"state": "NL", "facts": [
        {"kind": "application_registered", "person": "a", "at": "2026-09-10T10:00:00+02:00"},
        {"kind": "application_lodged", "person": "a", "at": "2026-09-01"},
        {"kind": "screening_ended", "person": "a", "at": "2026-05-01"},
        {"kind": "person_described", "person": "a", "at": "2026-09-10", "born": "2027-01-01"},
    ]})  # fmt: skip
    problems = check_file(file, BOOK.zone("NL"), BOOK.applies)
    told = " ".join(str(problem) for problem in problems)
    assert "application_lodged" in told
    assert "2026-06-12" in told
    assert "birth" in told
    assert all(problem.remedy.en and problem.remedy.nl for problem in problems)


def test_a_correction_of_a_fact_that_is_not_there_is_refused():
    with pytest.raises(InputError, match="no fact “f9”"):
        read_file({"state": "NL", "facts": [
            {"kind": "application_made", "person": "a", "at": "2026-09-10"},
            {"kind": "fact_withdrawn", "person": "a", "at": "2026-09-11", "withdraws": "f9", "reason": "entered twice"},
        ]})  # fmt: skip


def test_a_member_state_that_does_not_exist_is_refused_by_name():
    file, _ = read_file({"state": "QQ", "facts": [{"kind": "application_made", "person": "a", "at": "2026-09-10"}]})
    with pytest.raises(LookupError, match="QQ"):
        position(file, (), datetime(2026, 9, 11, tzinfo=UTC), BOOK)
