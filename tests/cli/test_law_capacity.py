"""``asylon law capacity``: shares from figures, explained, and refused with line and remedy."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from asylon.cli.main import main

HEADER = "state,year,irregular_crossings,rescue_arrivals,refusals_of_entry\n"
GOOD = HEADER + "".join(
    f"{state},{year},{crossings},0,{refusals}\n"
    for year in (2021, 2022, 2023)
    for state, crossings, refusals in (("IT", 1000, 200), ("EU", 9000, 3000))
)


def run(*arguments: str, given: str | None = None):
    return CliRunner().invoke(main, ["law", "capacity", *arguments], input=given, catch_exceptions=False)


def test_the_share_of_a_member_state_is_told_with_its_yearly_maximum_and_article():
    answer = run("--data", "-", "--on", "2026-06-12", given=GOOD)
    assert answer.exit_code == 0
    assert "3,000" in answer.output
    assert "6,000" in answer.output
    assert "APR 47(4)" in answer.output
    assert "C-2" in answer.output


def test_the_same_figures_as_json_yaml_and_csv_give_the_same_shares():
    rows = [
        {
            "state": state,
            "year": year,
            "irregular_crossings": crossings,
            "rescue_arrivals": 0,
            "refusals_of_entry": refusals,
        }
        for year in (2021, 2022, 2023)
        for state, crossings, refusals in (("IT", 1000, 200), ("EU", 9000, 3000))
    ]
    yaml = "".join("- {" + ", ".join(f"{name}: {value}" for name, value in row.items()) + "}\n" for row in rows)
    given = [GOOD, GOOD.replace(",", ";"), json.dumps(rows), json.dumps({"figures": rows}), yaml]
    answers = [run("--data", "-", "--on", "2027-06-13", "--json", given=text).output for text in given]
    assert len(set(answers)) == 1
    assert json.loads(answers[0])["values"]["shares"]["IT"]["yearly_maximum"] == 9000


def test_the_public_figures_are_used_where_no_file_is_given_and_compared_with_what_was_published():
    found = json.loads(run("--on", "2026-06-12", "--json").output)
    shares = found["values"]["shares"]
    assert len(shares) == 27
    assert shares["IT"]["published"] == 8016
    for state in ("IT", "HU", "ES", "EL", "PL"):
        assert abs(shares[state]["difference"]) / shares[state]["published"] < 0.03
    assert shares["DK"]["bound"] is False
    assert abs(found["values"]["difference"]) < 30
    assert "C-11" in found["rules"]


def test_published_numbers_are_not_shown_on_a_day_on_which_they_no_longer_hold():
    assert "published" not in run("--on", "2027-10-15").output.splitlines()[2]


def test_dutch_is_spoken_too():
    answer = run("--data", "-", "--on", "2026-06-12", "--lang", "nl", given=GOOD)
    assert "jaarmaximum" in answer.output
    assert "3.000" in answer.output


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (GOOD.replace("IT,2022,1000", "IT,2022,12.5"), ("line 4", "irregular_crossings", "whole number")),
        (GOOD.replace("IT,2022,1000", "IT,2022,-1"), ("line 4", "not negative")),
        (GOOD.replace("IT,2022", "Italy,2022"), ("line 4", "two letters")),
        (GOOD.replace("IT,2022", "IT,2021"), ("line 4", "line 2 already")),
        (GOOD.replace("IT,2022,1000,0,200\n", ""), ("IT", "3 years")),
        (GOOD.replace("2023", "2024"), ("3 consecutive years",)),
        (GOOD.replace("EU,", "AT,"), ("no row EU", "BE")),
        (GOOD.replace("9000,0,3000", "100,0,0"), ("contains them",)),
        (GOOD.replace("state", "country"), ("line 1", "state is missing")),
        ('{"figures": [{"state": "IT", "crossings": 5}]}', ("line 1", "crossings", "irregular_crossings")),
        ('{"figurs": []}', ("figurs", "figures")),
        ("[1, 2]", ("no row",)),
        ("- {state: IT", ("line",)),
        (HEADER, ("no row of figures",)),
    ],
)
def test_figures_that_cannot_be_used_are_refused_with_line_and_remedy(given, told):
    answer = run("--data", "-", given=given)
    assert answer.exit_code == 2
    assert all(part in answer.output for part in told), answer.output
    assert "Traceback" not in answer.output


def test_all_that_is_wrong_is_told_at_once():
    answer = run("--data", "-", given=GOOD.replace("IT,2022,1000", "IT,2022,x").replace("IT,2023,1000", "IT,2023,y"))
    assert "2 things are wrong" in answer.output


def test_a_day_that_is_none_is_refused():
    assert run("--on", "June").exit_code == 2
