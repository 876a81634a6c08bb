"""The reference key: exact shares that add up to one, whatever the figures and their order."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.gazette import book
from asylon.gazette.figures import published_shares, table_text
from asylon.law.calculations import CalculationError, calculate, nearest, per_cent
from asylon.law.solidarity.ammr_66_reference_key import CRITERIA, key_of, reference_key

BOOK = book()
DAY = date(2026, 7, 1)
STATES = sorted(BOOK.states)
HALVES = {criterion: Fraction(1, 2) for criterion in CRITERIA}
amounts = st.integers(1, 10**8).map(Fraction)
figures = st.lists(st.tuples(amounts, amounts), min_size=2, max_size=27).map(
    lambda pairs: {
        "population": {str(number): pair[0] for number, pair in enumerate(pairs)},
        "gdp": {str(number): pair[1] for number, pair in enumerate(pairs)},
    }
)


def rows(population=None, gdp=None):
    return [
        {"state": state, "population": (population or {}).get(state, 10), "gdp": (gdp or {}).get(state, 7.5)}
        for state in STATES
    ]


@given(figures)
def test_shares_add_up_to_exactly_one(given_figures):
    shares, _ = reference_key(given_figures, HALVES)
    assert sum(shares.values()) == 1
    assert all(share > 0 for share in shares.values())


@given(figures, st.sampled_from(["population", "gdp"]), st.integers(1, 10**6))
def test_a_larger_population_or_product_never_makes_the_share_smaller_and_never_another_one_larger(
    given_figures, criterion, more
):
    before, _ = reference_key(given_figures, HALVES)
    grown = {name: dict(values) for name, values in given_figures.items()}
    grown[criterion]["0"] += more
    after, _ = reference_key(grown, HALVES)
    assert after["0"] > before["0"]
    assert all(after[state] <= before[state] for state in before if state != "0")


@given(figures, st.randoms(use_true_random=False))
def test_shares_do_not_depend_on_the_order_of_the_rows(given_figures, chance):
    states = list(given_figures["population"])
    chance.shuffle(states)
    turned = {name: {state: values[state] for state in states} for name, values in given_figures.items()}
    assert reference_key(turned, HALVES)[0] == reference_key(given_figures, HALVES)[0]


@given(figures, st.integers(1, 10**6))
def test_the_currency_of_the_product_does_not_matter(given_figures, rate):
    other = given_figures | {"gdp": {state: value * rate for state, value in given_figures["gdp"].items()}}
    assert reference_key(other, HALVES)[0] == reference_key(given_figures, HALVES)[0]


def test_a_state_that_is_not_bound_is_left_out_of_the_sum_and_named():
    found = calculate("reference-key", {"figures": rows()}, BOOK, DAY)
    assert "DK" not in found.value("shares")
    assert found.value("outside") == ["DK"]
    assert any("DK" in note.en and "DK" in note.nl for note in found.notes)
    assert key_of({"figures": rows()}, BOOK, DAY).shares["NL"] == Fraction(1, 26)


def test_another_answer_to_the_open_question_takes_it_in():
    found = calculate("reference-key", {"figures": rows()}, book(answers={"O-32": "all_27"}), DAY)
    assert found.value("states") == 27
    assert "O-32" in found.hangs_on


def test_decimals_are_read_as_they_are_written():
    shares = key_of({"figures": rows(gdp={"NL": 0.1, "BE": 0.2})}, BOOK, DAY).shares
    gdp = Fraction(75, 10) * 24 + Fraction(1, 10) + Fraction(2, 10)
    assert shares["NL"] == Fraction(1, 52) + Fraction(1, 10) / gdp / 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "no figures"),
        ({"figures": rows()[:-1]}, "no figures are given for SK"),
        ({"figures": [*rows(), rows()[0]]}, "AT has two rows"),
        ({"figures": rows(population={"FR": 0})}, "population of FR is 0"),
        ({"figures": rows(gdp={"FR": None})}, "gdp of FR is None"),
        ({"figures": rows(gdp={"FR": "much"})}, "gdp of FR is 'much'"),
        ({"figures": [*rows(), {"state": "GR", "population": 1, "gdp": 1}]}, "Greece is EL"),
    ],
)
def test_figures_from_which_no_key_can_be_made_are_refused_by_name(data, says):
    with pytest.raises(CalculationError, match=says):
        calculate("reference-key", data, BOOK, DAY)


@pytest.mark.parametrize("name", ["relocations", "financial"])
def test_a_pool_of_nothing_is_refused(name):
    with pytest.raises(CalculationError, match=name):
        calculate("fair-share", {"figures": rows(), "relocations": 1000, "financial": 1000, name: 0}, BOOK, DAY)


def test_the_public_figures_fit_what_was_published_within_two_per_cent_and_three_persons():
    import csv
    import io

    table = list(csv.DictReader(io.StringIO(table_text("reference-key"))))
    data = [{"state": row["state"], "population": int(row["population"]), "gdp": float(row["gdp"])} for row in table]
    found = calculate("fair-share", {"figures": data}, BOOK, DAY)
    published = published_shares()
    assert len(published) == 7
    for state, number in published.items():
        assert abs(found.value(f"relocations.{state}") - number) <= max(3, 0.02 * number), state
    assert "L-9" in found.rules


def test_rounding_is_to_the_nearest_and_a_half_goes_up():
    assert [nearest(Fraction(half, 2)) for half in (1, 2, 3, 5)] == [1, 1, 2, 3]
    assert per_cent(Fraction(1, 3), 2) == 33.33
    assert per_cent(Fraction(1, 800), 2) == 0.13
