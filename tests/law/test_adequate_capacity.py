"""Adequate capacity: shares of thirty thousand places, exact until they are rounded once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.gazette import book
from asylon.law.calculations import CalculationError, calculate

BOOK = book()
STATES = sorted(BOOK.states)
DAY = date(2026, 6, 12)
numbers = st.integers(0, 2_000_000)


def rows(sums):
    return [{"state": state, "irregular_crossings": number} for state, number in zip(STATES, sums, strict=True)]


@given(st.lists(numbers, min_size=len(STATES), max_size=len(STATES)).filter(any))
def test_every_share_is_rounded_by_less_than_a_place_and_the_sum_by_less_than_half_a_place_each(sums):
    found = calculate("adequate-capacity", {"figures": rows(sums)}, BOOK, DAY)
    shares = found.value("shares")
    assert sum(entry["exact"] for entry in shares.values()) == pytest.approx(30_000)
    assert all(abs(entry["number"] - entry["exact"]) <= 0.5 for entry in shares.values())
    assert abs(found.value("difference")) <= len(STATES) / 2
    assert found.value("total") - 30_000 == found.value("difference")


@given(st.lists(numbers, min_size=len(STATES), max_size=len(STATES)).filter(any), st.integers(2, 9))
def test_figures_in_another_unit_give_the_same_shares(sums, times):
    one = calculate("adequate-capacity", {"figures": rows(sums)}, BOOK, DAY)
    more = calculate("adequate-capacity", {"figures": rows([number * times for number in sums])}, BOOK, DAY)
    assert [entry["number"] for entry in one.value("shares").values()] == [
        entry["number"] for entry in more.value("shares").values()
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "no figures"),
        ({"figures": [{"irregular_crossings": 1}]}, "which Member State"),
        ({"figures": [{"state": "IT"}]}, "none of the figures"),
        ({"figures": [{"state": "IT", "irregular_crossings": -1}]}, "IT"),
        ({"figures": [{"state": "IT", "irregular_crossings": 1.5}]}, "whole"),
        ({"figures": [{"state": "EU", "irregular_crossings": 0}]}, "all zero"),
    ],
)
def test_figures_with_which_no_share_can_be_computed_are_refused(data, says):
    with pytest.raises(CalculationError, match=says):
        calculate("adequate-capacity", data, BOOK, DAY)


def test_a_missing_figure_is_named_and_counts_for_nothing():
    given_rows = [
        {"state": "FR", "irregular_crossings": 10, "refusals_of_entry": None},
        {"state": "EU", "irregular_crossings": 20, "refusals_of_entry": 10},
    ]
    found = calculate("adequate-capacity", {"figures": given_rows}, BOOK, DAY)
    assert found.value("shares.FR.number") == 10_000
    assert any("FR" in note.en and "FR" in note.nl for note in found.notes)
