"""Crisis and force majeure: which derogation when, for how long, and who asks for it in one place."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.gazette import book
from asylon.law.calculations import CalculationError, calculate
from asylon.law.circumstances import CrisisDerogation
from asylon.law.circumstances.known import Circumstances
from asylon.law.circumstances.preparedness import CrisisRequested
from asylon.law.moments import Moment
from asylon.law.periods import months_later
from asylon.law.preparedness.cfmr_5_duration import last_day
from asylon.law.preparedness.cfmr_10_13_derogations import (
    DEROGATIONS,
    derogation_in_force,
    early_registration,
    possible,
)

BOOK = book()
ZONE = ZoneInfo("Europe/Athens")
DAYS = st.dates(date(2026, 6, 12), date(2040, 12, 31))
SITUATIONS = ("mass_arrivals", "instrumentalisation", "force_majeure")
#: Articles 10 to 13 of the Regulation and Article 6 of the return border procedure, read by hand.
ALLOWED = {
    "CFMR 10(1)": {"mass_arrivals", "instrumentalisation", "force_majeure"},
    "CFMR 11(1)": {"mass_arrivals", "instrumentalisation", "force_majeure"},
    "CFMR 11(2)": {"mass_arrivals", "force_majeure"},
    "CFMR 11(3)": {"mass_arrivals"},
    "CFMR 11(4)": {"mass_arrivals"},
    "CFMR 11(6)": {"instrumentalisation"},
    "CFMR 12": {"mass_arrivals", "force_majeure"},
    "CFMR 13": set(),
    "RBPR 6": {"mass_arrivals", "instrumentalisation"},
}


def decision(situation: str, *derogations: str, **more) -> CrisisDerogation:
    return CrisisDerogation(
        at=Moment(date(2026, 12, 1)),
        until=date(2027, 2, 28),
        state="EL",
        situation=situation,  # type: ignore[arg-type]
        derogations=derogations,  # type: ignore[arg-type]
        **more,
    )


def known(*items, on=date(2027, 1, 15)) -> Circumstances:
    return Circumstances(items, datetime(on.year, on.month, on.day, 12, tzinfo=ZONE), ZONE)


@pytest.mark.parametrize(("derogation", "situation"), list(product(DEROGATIONS, SITUATIONS)))
def test_each_derogation_is_possible_in_exactly_the_situations_that_its_article_names(derogation, situation):
    item = decision(situation, derogation)
    expected = situation in ALLOWED[derogation]
    why = possible(item, derogation)
    assert (why.outcome == "possible") is expected
    assert why.rules
    assert why.cite.startswith(("CFMR 1", "RBPR 6"))
    found = derogation_in_force(known(item), derogation, date(2027, 1, 15), "EL")
    assert (found is item) is expected


def test_relief_from_taking_back_needs_extraordinary_mass_arrivals():
    item = decision("mass_arrivals", "CFMR 13", extraordinary=True)
    assert possible(item, "CFMR 13").outcome == "possible"
    assert possible(decision("force_majeure", "CFMR 13", extraordinary=True), "CFMR 13").outcome == "not"


@pytest.mark.parametrize("period", ["extended_period", "new_decision", "extended_new_decision"])
def test_registration_is_lengthened_for_mass_arrivals_in_the_initial_period_only(period):
    assert possible(decision("mass_arrivals", "CFMR 10(1)", period=period), "CFMR 10(1)").outcome == "not"
    assert possible(decision("force_majeure", "CFMR 10(1)", period=period), "CFMR 10(1)").outcome == "possible"


@pytest.mark.parametrize(
    ("day", "state", "holds"),
    [
        (date(2026, 11, 30), "EL", False),
        (date(2026, 12, 1), "EL", True),
        (date(2027, 2, 28), "EL", True),
        (date(2027, 3, 1), "EL", False),
        (date(2027, 1, 1), "IT", False),
    ],
)
def test_a_derogation_holds_on_its_days_for_its_member_state(day, state, holds):
    items = known(decision("mass_arrivals", "CFMR 11(3)"), on=date(2027, 6, 1))
    assert (derogation_in_force(items, "CFMR 11(3)", day, state) is not None) is holds


@given(st.integers(-3, 14))
def test_the_early_derogation_lasts_from_the_day_after_the_request_to_the_tenth_day(offset):
    asked = date(2026, 9, 14)
    request = CrisisRequested(at=Moment(asked), state="EL", situation="mass_arrivals", early_registration=True)
    items = known(request, on=date(2026, 12, 1))
    found = early_registration(items, asked + timedelta(days=offset), "EL", BOOK)
    assert (found is not None) is (1 <= offset <= 10)


@given(DAYS)
def test_no_period_outlasts_three_months_and_all_together_not_twelve(start):
    found = calculate("crisis-periods", {"start": start.isoformat()}, BOOK, start)
    ends = [date.fromisoformat(found.value(name)) for name in
            ("initial_until", "extension_until", "new_until", "new_extension_until")]  # fmt: skip
    latest = date.fromisoformat(found.value("latest"))
    assert ends == sorted(ends)
    assert ends[-1] <= latest < months_later(start, 12) + timedelta(days=1)
    begins = [start, *(end + timedelta(days=1) for end in ends[:-1])]
    assert all(end <= months_later(begin, 3) for begin, end in zip(begins, ends, strict=True))


@given(DAYS, DAYS)
def test_measures_never_outlast_the_situation(start, ended):
    found = calculate("crisis-periods", {"start": start.isoformat(), "ended": ended.isoformat()}, BOOK, start)
    assert all(
        date.fromisoformat(found.value(name)) <= ended for name in ("initial_until", "extension_until", "latest")
    )


def test_a_period_from_the_first_hour_of_a_day_ends_the_day_before_the_same_date():
    assert last_day(date(2026, 12, 1), 3) == date(2027, 2, 28)
    assert last_day(date(2027, 3, 1), 3) == date(2027, 5, 31)
    assert last_day(date(2026, 8, 31), 3) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("crisis-periods", {}, "start is missing"),
        ("crisis-periods", {"start": "next week"}, "write a day"),
        ("crisis-periods", {"start": "2026-12-01", "new_start": "2026-11-01"}, "not after start"),
        ("take-back-relief-window", {}, "adopted is missing"),
        ("crisis-offsets", {}, "needs is None"),
        ("crisis-offsets", {"needs": 5, "directive": 1}, "true or false"),
    ],
)
def test_figures_and_days_that_cannot_be_used_are_refused_with_what_to_write(name, data, says):
    with pytest.raises(CalculationError, match=says):
        calculate(name, data, BOOK, date(2026, 12, 1))


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000), st.booleans(), st.booleans())
def test_crisis_offsets_fill_the_need_exactly_or_not_at_all(needs, pool, additional, directive, relief):
    data = {"needs": needs, "pool": pool, "additional": additional, "directive": directive, "take_back_relief": relief}
    number = calculate("crisis-offsets", data, BOOK, date(2026, 12, 1)).value("number")
    assert number == (0 if directive or relief else max(needs - pool - additional, 0))
