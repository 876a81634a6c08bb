"""Reception, safeguards and protection: what holds for every date and every combination, beside the golden cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.cases import load
from asylon.gazette import book
from asylon.law.calculations import CalculationError, calculate
from asylon.law.counted import Counting
from asylon.law.facts.vocabulary import Fact, kind_of
from asylon.law.files import read_file
from asylon.law.lengths import Length
from asylon.law.moments import Moment
from asylon.law.periods import count
from asylon.law.positions import position
from asylon.law.reception.rcd_10_13_detention import DETENTION
from asylon.law.reception.rcd_17_18_work import WORK
from asylon.law.reception.rcd_23_reduction import MEASURES
from asylon.law.resettlement.qr_20_25_documents import least_last_day
from asylon.law.safeguards.apr_25_age import AGE

BOOK = book()
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAYS = st.dates(date(2026, 6, 12), date(2029, 12, 31))


def _asked(facts, at, circumstances=()):
    file, known = read_file({"state": "NL", "facts": facts, "circumstances": list(circumstances)})
    return position(file, known, at, BOOK)["a"]


def _cells(table):
    """Every combination of values of a table with its answer; the inputs of these tables are all choices."""
    names = [entry.name for entry in table.inputs]
    for values in product(*(entry.values for entry in table.inputs)):
        inputs = dict(zip(names, values, strict=True))
        yield inputs, table.decide(inputs).outcome


def test_only_breach_of_the_rules_or_violence_ever_allows_full_withdrawal():
    allowed = [inputs for inputs, outcome in _cells(MEASURES) if outcome == "withdraw"]
    assert allowed
    assert {inputs["ground"] for inputs in allowed} == {"23(2)(e)"}
    assert all(inputs["required_here"] for inputs in allowed)


def test_nobody_is_detained_without_ground_necessity_and_failure_of_milder_measures():
    for inputs, outcome in _cells(DETENTION):
        if outcome == "allowed":
            assert inputs["listed"]
            assert inputs["necessary"]
            assert inputs["alternatives_fail"]
            assert not inputs["health_at_risk"]


def test_no_minor_is_ever_detained_in_a_prison_or_against_its_interests():
    for inputs, outcome in _cells(DETENTION):
        if outcome == "allowed" and inputs["who"] != "adult":
            assert inputs["place"] == "suitable"
            assert inputs["best_interests"]
            assert inputs["parent_detained"] if inputs["who"] == "accompanied_minor" else inputs["safeguards_minor"]


def test_nobody_is_found_an_adult_on_looks_or_by_an_examination_that_does_not_count():
    for inputs, outcome in _cells(AGE):
        if outcome == "adult":
            assert inputs["assessment"] in ("age_adult", "age_in_doubt")
            if inputs["assessment"] == "age_in_doubt":
                assert inputs["examination"] == "age_adult"
                assert inputs["consent"] == "informed"


def test_the_more_the_facts_speak_for_access_to_work_the_better_the_answer():
    order = {"over": 0, "excluded": 0, "none_arises": 1, "judge": 1, "due": 2, "has": 3, "kept": 4}
    answers = {tuple(inputs.values()): order[outcome] for inputs, outcome in _cells(WORK)}
    names = [entry.name for entry in WORK.inputs]
    for inputs, outcome in _cells(WORK):
        if inputs["appeal"] == "dismissed" or inputs["accelerated"] == "a_to_f":
            continue
        given_access = tuple({**inputs, "given": True}[name] for name in names)
        assert answers[given_access] >= order[outcome]


@given(DAYS, st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_release_is_never_claimed_before_twenty_one_days_have_passed(day, later):
    start = datetime(day.year, day.month, day.day, 22, 30, tzinfo=AMSTERDAM)
    at = start + timedelta(days=later)
    facts = [
        {"kind": "application_made", "person": "a", "at": day.isoformat()},
        {"kind": "detained", "person": "a", "at": start.isoformat(), "ground": "RCD 10"},
    ]
    law = {
        "kind": "detention_review_regulated",
        "at": "2026-06-12",
        "state": "NL",
        "ex_officio": True,
        "on_request": False,
    }
    found = _asked(facts, at, [law]).duty("release-of-applicant")
    assert (found is not None) == ((at.date() - day).days > 21)


@given(DAYS, st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_a_later_making_never_gives_an_earlier_end_of_the_assessment_of_needs(day, later):
    def due(moment):
        facts = [{"kind": "application_made", "person": "a", "at": moment.isoformat()}]
        at = datetime(moment.year, moment.month, moment.day, 12, tzinfo=UTC) + timedelta(hours=1)
        return _asked(facts, at).duty("reception-needs").due.last_day

    assert due(day) <= due(day + timedelta(days=later))
    assert due(day) >= day + timedelta(days=30)


@given(
    DAYS, st.sampled_from([True, False, None]), st.sampled_from(["NL", "DE", None]), st.booleans(), st.integers(-3, 3)
)
@settings(max_examples=120, deadline=None)
def test_conditions_end_only_after_the_notification_where_presence_is_required_elsewhere_and_the_loss_was_told(
    day, told, required, trafficking, offset
):
    notified = day + timedelta(days=60)
    facts = [
        {"kind": "application_made", "person": "a", "at": day.isoformat()},
        {"kind": "transfer_decision_taken", "person": "a", "at": notified.isoformat()},
        {"kind": "transfer_decision_notified", "person": "a", "at": notified.isoformat()},
    ]
    if told is not None:
        facts.append(
            {"kind": "reception_information_given", "person": "a", "at": day.isoformat(), "consequences_told": told}
        )
    if required is not None:
        facts.append({"kind": "presence_required", "person": "a", "at": day.isoformat(), "in_state": required})
    if trafficking:
        facts.append({"kind": "trafficking_indicated", "person": "a", "at": day.isoformat()})
    moment = notified + timedelta(days=offset)
    found = _asked(facts, datetime(moment.year, moment.month, moment.day, 12, tzinfo=AMSTERDAM))
    entitled = any(item.provision == "material-reception-conditions" for item in found.rights)
    lost = offset >= 0 and told is True and required == "DE" and not trafficking
    assert entitled is not lost
    assert any(item.provision.startswith("health-care") for item in found.rights)


@given(DAYS, st.sampled_from(["permit-refugee", "permit-subsidiary", "permit-subsidiary-renewed"]))
def test_a_permit_of_the_least_validity_ends_the_day_before_the_anniversary_of_its_issue(day, key):
    calendar = BOOK.calendar("NL")
    years = BOOK.length(key, day).count
    last = least_last_day(day, key, BOOK, calendar)
    if (day.month, day.day) not in ((2, 29), (3, 1)):
        assert last == day.replace(year=day.year + years) - timedelta(days=1)
    full = count(
        day, Length.parse(f"{years} years"), Counting.REG_1182_71, calendar, two_working_days=False, roll=False
    )
    # From 29 February both readings end on the last day of February of a common year.
    assert timedelta(0) <= full.last_day - last <= timedelta(days=2)
    assert full.last_day > last or (day.month, day.day) == (2, 29)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("union-plan-shares", {"resettlement": 1, "humanitarian": -1, "emergency": 0}, "humanitarian"),
        ("union-plan-shares", {"resettlement": 0, "humanitarian": 0, "emergency": 0}, "nobody"),
        ("representatives-needed", {"minors": 2.5}, "whole number"),
        ("residence-permit-validity", {"status": "citizen", "issued": "2026-10-05"}, "refugee_status"),
        ("residence-permit-validity", {"status": "refugee_status", "issued": "5 October"}, "issued"),
    ],
)
def test_a_calculation_on_figures_that_cannot_be_says_which_and_what_to_give(name, data, told):
    with pytest.raises(CalculationError, match=told):
        calculate(name, data, BOOK, date(2026, 10, 5))


def test_a_kind_of_fact_declared_twice_is_refused_by_name():
    with pytest.raises(ValueError, match="application_made"):

        @kind_of("Again", "Nogmaals", "procedure")
        class Again(Fact, frozen=True, kw_only=True, tag="application_made"):
            """A second kind of that name."""


def test_a_date_or_a_keeping_period_that_a_table_decided_says_which_row_did():
    decided = {
        "labour-market-access", "detention-review", "detention-review-on-request", "reception-information", "reception-needs",
        "school-access", "admission-data-granted", "admission-data-refused", "admission-data-no-consent",
        "admission-data-discontinued",
    }  # fmt: skip
    seen = set()
    for case in load():
        if case.block not in ("reception", "safeguards", "resettlement") or not case.file.facts or case.answers:
            continue
        for ask in case.ask:
            if not ask.at or ask.of_state:
                continue
            moment = Moment.parse(ask.at).instant(BOOK.zone(case.file.state))
            for found in position(case.file, case.circumstances, moment, BOOK).values():
                for item in (*found.duties, *found.retention):
                    if item.provision in decided:
                        seen.add(item.provision)
                        assert item.reasons, (case.id, item.provision)
    assert seen == decided
