"""Adequate capacity: shares of thirty thousand places, exact until they are rounded once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.gazette import book
from asylon.law.calculations import CalculationError, calculate

BOOK = book()
STATES = sorted(BOOK.states)
DAY = date(2026, 6, 12)
numbers = st.integers(0, 2_000_000)


def rows(sums):
    return [{"state": state, "irregular_crossings": number} for state, number in zip(STATES, sums, strict=True)]


@settings(deadline=None)
@given(st.lists(numbers, min_size=len(STATES), max_size=len(STATES)).filter(any))
def test_every_share_is_rounded_by_less_than_a_place_and_the_sum_by_less_than_half_a_place_each(sums):
    found = calculate("adequate-capacity", {"figures": rows(sums)}, BOOK, DAY)
    shares = found.value("shares")
    assert sum(entry["exact"] for entry in shares.values()) == pytest.approx(30_000)
    assert all(abs(entry["number"] - entry["exact"]) <= 0.5 for entry in shares.values())
    assert abs(found.value("difference")) <= len(STATES) / 2
    assert found.value("total") - 30_000 == found.value("difference")


@settings(deadline=None)
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


def told(found, word):
    """The notes in which a word stands, in both languages."""
    return [note for note in found.notes if word in note.en]


def test_a_state_that_the_regulation_does_not_bind_has_a_share_and_no_maximum():
    found = calculate("adequate-capacity", {"figures": rows([100] * len(STATES))}, BOOK, DAY)
    denmark, italy = found.value("shares.DK"), found.value("shares.IT")
    assert (denmark["bound"], denmark["yearly_maximum"], denmark["yearly_maximum_from"]) == (False, None, {})
    assert italy["bound"]
    assert italy["yearly_maximum"] == 2 * italy["number"]
    # APR 47(1): two, three and four times the number, each from its own day.
    assert italy["yearly_maximum_from"] == {
        "2026-06-12": 2 * italy["number"],
        "2027-06-13": 3 * italy["number"],
        "2028-06-13": 4 * italy["number"],
    }
    (note,) = told(found, "Not bound")
    assert "DK" in note.en
    assert "IT" not in note.en
    assert "DK" in note.nl


def test_without_such_a_state_nothing_is_said_about_it():
    found = calculate(
        "adequate-capacity",
        {"figures": [{"state": "IT", "irregular_crossings": 9}, {"state": "EU", "irregular_crossings": 90}]},
        BOOK,
        DAY,
    )
    assert not told(found, "Not bound")
    assert found.value("shares.IT")["number"] == 3_000
    assert not told(found, "Published")
    assert not told(found, "exceed")
    assert not told(found, "add up")


def test_what_the_union_counts_and_no_state_does_is_told():
    more = [*rows([100] * len(STATES)), {"state": "EU", "irregular_crossings": 100 * len(STATES) + 7}]
    (note,) = told(calculate("adequate-capacity", {"figures": more}, BOOK, DAY), "exceed")
    assert " 7" in note.en
    assert " 7" in note.nl
    same = [*rows([100] * len(STATES)), {"state": "EU", "irregular_crossings": 100 * len(STATES)}]
    assert not told(calculate("adequate-capacity", {"figures": same}, BOOK, DAY), "exceed")


def test_a_union_of_one_crossing_is_enough_for_a_share():
    found = calculate("adequate-capacity", {"figures": rows([1] + [0] * (len(STATES) - 1))}, BOOK, DAY)
    assert found.value(f"shares.{STATES[0]}")["number"] == 30_000
    assert not told(found, "add up")


def test_rounded_numbers_that_miss_the_whole_are_told():
    found = calculate("adequate-capacity", {"figures": rows([1] * len(STATES))}, BOOK, DAY)
    assert found.value("total") != 30_000
    assert told(found, "add up to")


def test_published_numbers_are_compared_and_marked_as_not_verified():
    figures = [{"state": "IT", "irregular_crossings": 9}, {"state": "EU", "irregular_crossings": 90}]
    found = calculate("adequate-capacity", {"figures": figures, "published": {"IT": 2_990}}, BOOK, DAY)
    assert found.value("shares.IT")["difference"] == 10
    assert told(found, "not verified")


def test_three_consecutive_years_are_taken_and_named():
    figures = [
        {"state": state, "year": year, "irregular_crossings": 5} for state in STATES for year in (2022, 2023, 2024)
    ]
    found = calculate("adequate-capacity", {"figures": figures}, BOOK, DAY)
    assert found.value("years") == [2022, 2023, 2024]
    assert found.value("union_sum") == 15 * len(STATES)
    assert calculate("adequate-capacity", {"figures": rows([1] * len(STATES))}, BOOK, DAY).value("years") == []


@pytest.mark.parametrize(
    ("years", "says"),
    [
        ((2022, 2023), "consecutive"),
        ((2021, 2022, 2024), "consecutive"),
        ((2021, 2022, 2023, 2024), "consecutive"),
        ((2022, 2023, None), "consecutive"),
        ((2022, 2023, 2023), "two rows"),
    ],
)
def test_other_years_are_refused(years, says):
    figures = [{"state": "EU", "year": year, "irregular_crossings": 5} for year in years]
    with pytest.raises(CalculationError, match=says):
        calculate("adequate-capacity", {"figures": figures}, BOOK, DAY)


def test_a_year_missing_for_one_state_is_refused_by_name():
    figures = [{"state": "EU", "year": year, "irregular_crossings": 5} for year in (2022, 2023, 2024)]
    figures += [{"state": "IT", "year": year, "irregular_crossings": 5} for year in (2022, 2023)]
    with pytest.raises(CalculationError, match="given for IT"):
        calculate("adequate-capacity", {"figures": figures}, BOOK, DAY)


def test_a_column_that_nobody_fills_is_contained_in_another_and_a_truth_value_is_no_number():
    found = calculate("adequate-capacity", {"figures": rows([1] * len(STATES))}, BOOK, DAY)
    assert len(told(found, "contained in another figure")) == 2
    assert not told(found, "Not available")
    with pytest.raises(CalculationError, match="IT 2022"):
        calculate(
            "adequate-capacity", {"figures": [{"state": "IT", "year": 2022, "refusals_of_entry": True}]}, BOOK, DAY
        )


def test_the_union_below_its_states_is_refused_and_so_is_a_union_left_open():
    less = [{"state": "IT", "irregular_crossings": 9}, {"state": "EU", "irregular_crossings": 8}]
    with pytest.raises(CalculationError, match="less than"):
        calculate("adequate-capacity", {"figures": less}, BOOK, DAY)
    with pytest.raises(CalculationError, match="none of AT") as refused:
        calculate("adequate-capacity", {"figures": [{"state": "IT", "irregular_crossings": 9}]}, BOOK, DAY)
    assert "IT" not in str(refused.value)
