"""``asylon law state``: what the acts ask of a Member State and of the Union, and by when."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from asylon.cli.main import main


def run(*arguments: str, given: str | None = None):
    return CliRunner().invoke(main, ["law", "state", *arguments], input=given, catch_exceptions=False)


def test_a_member_state_is_told_its_situation_its_dates_and_what_is_not_known():
    answer = run("nl", "--on", "2026-07-01")
    assert answer.exit_code == 0
    assert "at risk of migratory pressure" in answer.output
    assert "not verified in the act: L-10" in answer.output
    assert "by Tuesday 1 September 2026" in answer.output
    assert "no finding that it was not done" in answer.output.replace("\n    ", " ")
    assert max(len(line) for line in answer.output.splitlines()) <= 80


def test_public_evidence_of_the_plan_is_taken_along_unless_it_is_left_out():
    with_it = json.loads(run("NL", "--on", "2026-07-01", "--json").output)["positions"]["NL"]
    without = json.loads(run("NL", "--on", "2026-07-01", "--json", "--no-evidence").output)["positions"]["NL"]
    plan = next(duty for duty in with_it["duties"] if duty["provision"] == "national-implementation-plan")
    assert (plan["status"], plan["met_in_time"]) == ("met", True)
    strategy = next(duty for duty in with_it["duties"] if duty["provision"] == "national-strategy")
    assert (strategy["status"], strategy["met_in_time"]) == ("met", False)
    assert "national-strategy" in {item["question"] for item in without["undetermined"]}


def test_the_institutions_of_the_union_answer_under_eu_in_both_languages():
    assert "the Council (EU)" in run("EU", "--on", "2026-07-01").output
    assert "de Raad (EU)" in run("EU", "--on", "2026-07-01", "--lang", "nl").output


@pytest.mark.parametrize("wrapped", [True, False])
def test_circumstances_of_ones_own_start_clocks(wrapped):
    listed = [{"kind": "pool_use_announced", "at": "2026-09-09", "state": "ES"}]
    given = json.dumps({"circumstances": listed} if wrapped else listed)
    answer = run("ES", "--on", "2026-09-10", "--circumstances", "-", given=given)
    assert "Monday 21 September 2026" in answer.output
    assert "AMMR 58(3)" in answer.output


def test_an_open_question_can_be_answered_otherwise():
    listed = [
        {"kind": "pool_need_notified", "at": "2027-01-11", "state": "SE"},
        {"kind": "migratory_situation_determined", "at": "2027-01-22", "state": "SE", "situations": ["under_pressure"],
         "after_notification": True},
        {"kind": "pool_access_denied", "at": "2027-02-05", "state": "SE", "by": "council", "reason": "insufficient_capacity"},
    ]  # fmt: skip
    arguments = ("SE", "--on", "2027-02-08", "--circumstances", "-")
    assert "Friday 29 January 2027" in run(*arguments, given=json.dumps(listed)).output
    other = run(*arguments, "--answer", "O-26=after_council", given=json.dumps(listed))
    assert "Friday 12 February 2027" in other.output


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        (("GR",), None, "EL"),
        (("Holland",), None, "two letters"),
        (("NL", "--circumstances", "-"), '[{"kind": "pool_use_anounced", "at": "2026-09-09"}]', "pool_use_announced"),
        (("NL", "--circumstances", "-"), '{"circumstance": []}', "no list"),
        (("NL", "--circumstances", "-"), "{", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_write(arguments, given, told):
    answer = run(*arguments, given=given)
    assert answer.exit_code == 2
    assert told in answer.output
    assert "Traceback" not in answer.output
