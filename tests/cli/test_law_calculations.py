"""``asylon law reference-key`` and ``asylon law calculate``: figures in, shares out, refused with place and remedy."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from asylon.cli.main import main
from asylon.gazette import book

GOOD = "state,population,gdp\n" + "".join(f"{state},10,7.5\n" for state in sorted(book().states))


def run(*arguments: str, given: str | None = None):
    return CliRunner().invoke(main, ["law", *arguments], input=given, catch_exceptions=False)


def test_the_key_is_told_with_its_articles_and_the_fair_share_of_the_pool_of_the_day():
    answer = run("reference-key", "--data", "-", "--on", "2026-07-01", given=GOOD)
    assert answer.exit_code == 0
    assert "AMMR 66" in answer.output
    assert "3.85" in answer.output
    assert "808" in answer.output
    assert "not verified in the act: L-9" in answer.output
    assert "DK" in answer.output


def test_the_public_figures_are_used_where_no_file_is_given():
    answer = run("reference-key", "--on", "2026-07-01", "--lang", "nl")
    assert answer.exit_code == 0
    assert "gepubliceerd" in answer.output
    assert "4.555" in answer.output


def test_without_a_pool_of_the_day_only_the_key_is_told():
    found = json.loads(run("reference-key", "--on", "2027-07-01", "--json").output)
    assert set(found) == {"reference-key"}
    assert found["reference-key"]["values"]["states"] == 26


def test_a_pool_of_ones_own_is_taken_from_the_file():
    rows = [{"state": state, "population": 10, "gdp": 7.5} for state in sorted(book().states)]
    given = json.dumps({"figures": rows, "relocations": 26000, "financial": 520_000_000})
    found = json.loads(run("reference-key", "--data", "-", "--on", "2027-07-01", "--json", given=given).output)
    assert found["fair-share"]["values"]["relocations"]["NL"] == 1000
    assert found["fair-share"]["values"]["financial"]["NL"] == 20_000_000


def test_an_open_question_can_be_answered_otherwise():
    answer = run("reference-key", "--data", "-", "--on", "2026-07-01", "--answer", "O-32=all_27", given=GOOD)
    assert "3.70" in answer.output


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (GOOD.replace("NL,10", "NL,ten"), ("population", "whole number")),
        (GOOD.replace("NL,10,7.5\n", ""), ("NL", "every Member State")),
        (GOOD.replace("NL,10,7.5", "NL,10,"), ("gdp", "it is empty")),
        (GOOD.replace("gdp", "income"), ("gdp is missing",)),
    ],
)
def test_figures_that_cannot_be_used_are_refused_with_place_and_remedy(given, told):
    answer = run("reference-key", "--data", "-", given=given)
    assert answer.exit_code == 2
    assert all(part in answer.output for part in told), answer.output


def test_the_calculations_are_listed_with_what_they_take():
    answer = run("calculate")
    assert answer.exit_code == 0
    assert "reference-key  [AMMR 66; AMMR Annex I" in answer.output
    assert "figuren" not in run("calculate", "--lang", "nl").output


def test_any_calculation_can_be_made_on_given_figures():
    rows = [{"state": state, "population": 10, "gdp": 7.5} for state in sorted(book().states)]
    answer = run("calculate", "reference-key", "--data", "-", "--on", "2026-07-01", given=json.dumps({"figures": rows}))
    assert answer.exit_code == 0
    assert "per_cent.NL" in answer.output
    found = run("calculate", "reference-key", "--data", "-", "--json", given=json.dumps({"figures": rows}))
    assert json.loads(found.output)["values"]["states"] == 26


def test_an_unknown_calculation_and_unusable_figures_are_refused():
    assert "reference-key" in run("calculate", "nothing").output
    assert run("calculate", "nothing").exit_code == 2
    assert run("calculate", "reference-key", "--data", "-", given="[1]").exit_code == 2
    answer = run("calculate", "reference-key")
    assert answer.exit_code == 2
    assert "no figures" in answer.output
