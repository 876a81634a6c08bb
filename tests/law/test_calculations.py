"""Calculations: exact figures, rounding, what is refused, and the register of formulas."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from asylon.cases import load as load_cases
from asylon.gazette import book
from asylon.law.calculations import (
    CALCULATIONS,
    Calculated,
    CalculationError,
    calculate,
    calculation,
    exact,
    given,
    nearest,
    per_cent,
    percentage,
    step,
    yes,
)
from asylon.law.chapters import load
from asylon.law.citations import ACTS, Bilingual, cite

load()
WORDS = Bilingual("words", "woorden")
RESULT = Calculated(name="x", values={"shares": {"NL": 4}, "all": 9}, rules=("L-1",), cites=("AMMR 12(2)",))


def test_a_value_is_found_by_its_path():
    assert RESULT.value("shares.NL") == 4
    assert RESULT.value("all") == 9
    with pytest.raises(KeyError):
        RESULT.value("shares.BE")


@pytest.mark.parametrize(
    ("number", "whole"),
    [
        (Fraction(5, 2), 3),
        (Fraction(249, 100), 2),
        (Fraction(251, 100), 3),
        (Fraction(7), 7),
        (Fraction(0), 0),
        (Fraction(1, 2), 1),
    ],
)
def test_a_half_is_rounded_upwards(number, whole):
    assert nearest(number) == whole


@pytest.mark.parametrize(
    ("share", "decimals", "shown"),
    [(Fraction(1, 3), 2, 33.33), (Fraction(2, 3), 1, 66.7), (Fraction(1, 8), 1, 12.5), (Fraction(1, 8), 0, 13.0)],
)
def test_a_share_is_shown_as_a_percentage_with_the_decimals_asked_for(share, decimals, shown):
    assert per_cent(share, decimals) == shown


def test_a_figure_is_taken_as_it_is_written():
    assert exact(0.1) == Fraction(1, 10)
    assert exact(3) == Fraction(3)
    assert exact(Fraction(2, 3)) == Fraction(2, 3)
    assert percentage(60) == Fraction(3, 5)
    assert percentage(0.5) == Fraction(1, 200)


@pytest.mark.parametrize("number", [True, False, "4", None])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(ValueError, match="no number"):
        exact(number)


def test_a_figure_given_is_not_negative_and_may_have_a_default():
    assert given({"persons": 0}, "persons") == 0
    assert given({"persons": 4.5}, "persons") == Fraction(9, 2)
    assert given({}, "persons", 7) == 7


@pytest.mark.parametrize("value", [-1, -0.1, "many", None, True])
def test_a_figure_that_is_negative_or_none_is_refused_by_its_name(value):
    with pytest.raises(CalculationError, match=r"persons is .*; give a number, not negative"):
        given({"persons": value}, "persons")
    with pytest.raises(CalculationError, match="persons is None"):
        given({}, "persons")


def test_a_truth_value_left_out_means_no_and_anything_else_is_refused():
    assert yes({"hosts": True}, "hosts") is True
    assert yes({"hosts": False}, "hosts") is False
    assert yes({}, "hosts") is False
    for value in (1, "true", None):
        with pytest.raises(CalculationError, match="write true or false"):
            yes({"hosts": value}, "hosts")


def test_a_step_keeps_its_words_value_and_article():
    made = step("half", "de helft", Fraction(1, 2), "AMMR 66")
    assert (made.words, made.value, made.cite) == (Bilingual("half", "de helft"), 0.5, "AMMR 66")


def test_a_formula_is_declared_once_and_asked_by_its_name(monkeypatch):
    monkeypatch.setattr("asylon.law.calculations.CALCULATIONS", {})
    enter = calculation("x", block="solidarity", question=WORDS, data=WORDS, rules=("L-1",), cite="AMMR 66")
    run = enter(lambda data, law, on: RESULT)
    assert run({}, book(), date(2026, 6, 12)) is RESULT
    assert calculate("x", {}, book(), date(2026, 6, 12)) is RESULT
    with pytest.raises(ValueError, match="'x' is declared twice"):
        enter(run)
    with pytest.raises(CalculationError, match="no calculation 'y'; the known ones: x"):
        calculate("y", {}, book(), date(2026, 6, 12))


@pytest.mark.parametrize("item", CALCULATIONS.values(), ids=lambda item: item.name)
def test_every_formula_says_what_it_answers_and_takes_and_on_which_rules_it_rests(item):
    assert all((item.question.en, item.question.nl, item.data.en, item.data.nl, item.cite))
    assert set(item.rules) <= set(book().rules)


CALCULATED = [(case, ask.calculate) for case in load_cases() for ask in case.ask if ask.calculate is not None]


def test_every_result_says_its_steps_with_their_articles_and_rests_on_known_rules_and_questions():
    for case, asked in CALCULATED:
        law = book().answered(case.answers)
        found = calculate(asked.name, asked.data, law, date.fromisoformat(asked.on))
        assert found.name == asked.name
        assert found.steps or CALCULATIONS[asked.name].block not in ("border", "solidarity"), asked.name
        assert all(one.words.en and one.words.nl and cite(one.cite).act in ACTS for one in found.steps)
        assert set(found.rules) <= set(law.rules)
        assert set(found.hangs_on) <= set(law.open_questions)
        assert all(cite(text).act in ACTS for text in found.cites)
        assert all(note.en and note.nl for note in found.notes)


def _notes(name, data, on="2028-01-21"):
    return " ".join(note.en for note in calculate(name, data, book(), date.fromisoformat(on)).notes)


def test_a_contribution_asked_before_the_year_is_over_is_a_forecast_and_says_so():
    assert "forecast" in _notes("financial-contribution", {"year": 2028, "financial": 1})
    assert "forecast" not in _notes("financial-contribution", {"year": 2027, "financial": 1})


def test_a_contribution_below_nothing_says_that_no_money_is_paid_back_and_one_of_nothing_does_not():
    assert "paid back" in _notes("financial-contribution", {"financial": 1, "deductions": 2})
    assert "paid back" not in _notes("financial-contribution", {"financial": 1, "deductions": 1})


FIGURES = [{"state": state, "population": 10, "gdp": 10} for state in sorted(book().states)]


def test_rounded_shares_that_do_not_add_up_are_told_and_those_that_do_are_not():
    bound = sum(book().takes_part(state, "AMMR", date(2028, 1, 21)) for state in book().states)
    pool = {"figures": FIGURES, "financial": 1000}
    assert "add up to" in _notes("fair-share", pool | {"relocations": bound * 10 + 1})
    assert "add up to" not in _notes("fair-share", pool | {"relocations": bound * 10})


def test_the_pool_of_the_day_is_cited_only_where_neither_number_is_given():
    def cites(data, on="2026-07-01"):
        return calculate("fair-share", {"figures": FIGURES} | data, book(), date.fromisoformat(on)).cites

    assert "2025/2642" in cites({})
    assert "2025/2642" not in cites({"relocations": 100, "financial": 1000})
    assert "2025/2642" not in cites({"relocations": 100})
    assert "AMMR 66" in cites({"relocations": 100})


@pytest.mark.parametrize("wrong", [{"relocations": 0}, {"relocations": "many"}, {"financial": -1}])
def test_a_reference_number_that_is_none_or_nothing_is_refused(wrong):
    with pytest.raises(CalculationError, match=r"give the reference number of the pool, above zero"):
        calculate(
            "fair-share", {"figures": FIGURES, "relocations": 5, "financial": 5} | wrong, book(), date(2026, 7, 1)
        )


@pytest.mark.parametrize("wrong", [0, -1, "many", None])
def test_a_figure_of_a_member_state_lies_above_zero(wrong):
    rows = [row | {"gdp": wrong} if row["state"] == "NL" else row for row in FIGURES]
    with pytest.raises(CalculationError, match=r"gdp of NL is .* above zero"):
        calculate("reference-key", {"figures": rows}, book(), date(2026, 7, 1))


def test_a_row_of_the_union_is_no_member_state_and_is_passed_over():
    rows = [{"state": "EU", "population": 999, "gdp": 999}, *FIGURES]
    found = calculate("reference-key", {"figures": rows}, book(), date(2026, 7, 1))
    assert found.value("sum") == pytest.approx(1.0)
    assert found.value("shares.NL") == pytest.approx(1 / found.value("states"))


def test_what_is_wrong_with_figures_is_said_in_both_languages() -> None:
    with pytest.raises(CalculationError) as refused:
        given({"persons": -1}, "persons")
    assert refused.value.said.en == "persons is -1; give a number, not negative"
    assert refused.value.said.nl == "persons is -1; geef een getal, niet negatief"
    assert str(refused.value) == refused.value.said.en


def test_every_calculation_says_what_is_wrong_in_both_languages() -> None:
    """Where a rule finds it itself: what another reader found is passed on in its own words."""
    import ast
    from pathlib import Path

    import asylon.law

    for path in Path(asylon.law.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "CalculationError":
                passed_on = isinstance(node.args[0], ast.Call)
                assert passed_on or len(node.args) == 2, (path.name, node.lineno)
