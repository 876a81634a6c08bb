"""Responsibility offsets: never beyond the cap, never without a ground, never more than what is missing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.gazette import book
from asylon.law.calculations import CalculationError, calculate

BOOK = book()
DAY = date(2027, 2, 10)
persons = st.integers(0, 100_000)
shares = st.fractions(0, 20_000, max_denominator=1000)


def offsets(**data):
    return calculate("responsibility-offsets", data, BOOK, DAY)


@given(st.lists(st.tuples(shares, persons, persons), min_size=1, max_size=5), persons, persons, st.booleans())
def test_no_member_state_owes_offsets_beyond_what_its_fair_share_leaves(states, reference, pledged, reconvened):
    figures = {
        str(number): {"fair_share": share, "pledged": promised, "asked": asked}
        for number, (share, promised, asked) in enumerate(states)
    }
    found = offsets(proposal=reference, reference=reference, pledged=pledged, reconvened=reconvened, states=figures)
    for name, entry in found.value("states").items():
        given_share = figures[name]
        assert 0 <= entry["cap"] <= given_share["fair_share"]
        assert entry["cap"] + given_share["pledged"] <= max(given_share["fair_share"], given_share["pledged"])
        assert 0 <= entry["owed"] <= min(entry["cap"], given_share["asked"])
        assert entry["owed"] == 0 or found.value("mandatory")


@given(persons, persons, persons, st.booleans())
def test_mandatory_offsets_fill_what_is_missing_to_the_higher_number_and_no_more(
    reference, pledged, deducted, reconvened
):
    left = max(pledged - deducted, 0)
    found = offsets(proposal=reference, reference=reference, pledged=pledged, to_implement=left, reconvened=reconvened)
    higher = found.value("higher")
    assert higher >= 30_000
    if found.value("mandatory"):
        assert left < higher <= left + found.value("number") < higher + 1
    else:
        assert found.value("number") == 0


@given(persons, persons, persons, persons)
def test_offsets_at_the_end_of_the_year_never_exceed_the_pledge(pledged, implemented, accepted, more):
    one = calculate(
        "offsets-at-year-end",
        {"year": 2026, "pledged": pledged, "implemented": implemented, "accepted": accepted, "requested": True},
        BOOK,
        DAY,
    )
    assert 0 <= one.value("owed") <= pledged
    other = calculate(
        "offsets-at-year-end",
        {"year": 2026, "pledged": pledged, "implemented": implemented + more, "accepted": accepted, "requested": True},
        BOOK,
        DAY,
    )
    assert other.value("owed") <= one.value("owed")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "pledged is None"),
        ({"pledged": -1}, "not negative"),
        ({"pledged": "many"}, "give a number"),
        ({"pledged": 10, "to_implement": 11}, "more than pledged"),
        ({"pledged": 10, "reconvened": "yes"}, "true or false"),
        ({"pledged": 10, "states": {"SE": {"pledged": 1}}}, "fair_share is None"),
    ],
)
def test_figures_that_cannot_be_are_refused_with_what_to_give(data, says):
    with pytest.raises(CalculationError, match=says):
        offsets(**data)


@given(*[st.floats(0, 10**9, allow_nan=False)] * 5)
def test_the_contribution_due_is_the_sum_of_its_steps(pledged, alternative, value, deductions, worth):
    data = {
        "year": 2026,
        "financial": pledged,
        "alternative_pledged": alternative,
        "alternative_value": value,
        "deductions": deductions,
        "offsets": worth,
    }
    found = calculate("financial-contribution", data, BOOK, DAY)
    assert found.value("due") == pytest.approx(sum(step.value for step in found.steps), abs=0.01)
    assert found.value("converted") >= 0
