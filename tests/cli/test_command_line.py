"""The command line answers, refuses with a place and a remedy, and is documented."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from asylon.cases import load
from asylon.cases.runner import Outcome
from asylon.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
CASE = {
    "state": "NL",
    "facts": [
        {"kind": "person_described", "person": "a", "at": "2026-12-30", "born": "1990-01-15", "nationality": "QM"},
        {"kind": "application_made", "person": "a", "at": "2026-12-30"},
        {"kind": "application_registered", "person": "a", "at": "2027-01-01T22:30:00+01:00"},
    ],
}


def run(*arguments: str, given: str | None = None):
    return CliRunner().invoke(main, list(arguments), input=given, catch_exceptions=False)


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE), "utf-8")
    return str(path)


def test_why_not_names_the_condition_that_fails_first_and_its_article(case):
    told = run("position", case, "--on", "2027-01-03", "--why-not", "screening-border")
    assert told.exit_code == 0
    assert "Its time starts with" in told.output
    assert "[SCR 8(3)]" in told.output
    table = run("position", case, "--on", "2027-01-03", "--why-not", "registration-disproportionate")
    assert "what fails first: Disproportionate numbers: this asks yes; here it is no. [APR 27(5)]" in " ".join(
        table.output.split()
    )
    dutch = run("position", case, "--on", "2027-01-03", "--why-not", "registration", "--lang", "nl")
    assert "Waarom niet voor a" in dutch.output or "Het staat er" in dutch.output
    data = json.loads(run("position", case, "--on", "2027-01-03", "--why-not", "screening-border", "--json").output)
    assert data["a"][0]["citations"]


def test_why_not_of_an_unknown_name_suggests_near_ones(case):
    refused = run("position", case, "--why-not", "asylum_border_procedur")
    assert refused.exit_code == 2
    assert "asylum_border_procedure" in refused.output


def test_what_if_tells_what_a_fact_would_change_and_what_a_circumstance_would(case):
    told = run("position", case, "--on", "2027-01-03", "--what-if", "{kind: application_lodged, at: 2027-01-11}")
    assert told.exit_code == 0
    assert "Monday 11 January 2027" in told.output
    assert "Duties met" in told.output
    assert "[APR 28(1)" in told.output
    many = '{"kind": "disproportionate_numbers", "at": "2026-12-01"}'
    dutch = run("position", case, "--on", "2027-01-03", "--what-if", many, "--lang", "nl")
    assert "Nieuwe verplichtingen" in dutch.output
    data = json.loads(run("position", case, "--on", "2027-01-03", "--what-if", many, "--json").output)
    assert {item["kind"] for item in data["changes"]["a"]["differences"]} >= {"duty_new", "duty_gone"}


def test_what_if_without_effect_says_so_and_what_cannot_be_is_refused(case):
    same = run("position", case, "--on", "2027-01-03", "--what-if", "{kind: person_described, at: 2027-01-02, name: X}")
    assert "Nothing would change." in same.output
    wrong = run("position", case, "--on", "2027-01-03", "--what-if", "{kind: application_lodge, at: 2027-01-11}")
    assert wrong.exit_code == 2
    assert "application_lodged" in wrong.output
    early = run("position", case, "--what-if", "{kind: application_lodged, at: 2026-12-01}")
    assert early.exit_code == 2
    assert "APR 27-28" in early.output
    assert run("position", case, "--what-if", "just words").exit_code == 2


def test_a_receipt_is_computed_anew_and_a_changed_case_does_not_keep_it(case, tmp_path):
    answer = tmp_path / "answer.json"
    answer.write_text(run("position", case, "--on", "2027-01-03", "--json").output, "utf-8")
    holds = run("position", case, "--check", str(answer))
    assert holds.exit_code == 0
    assert "The answer is the same." in holds.output
    other = tmp_path / "other.json"
    other.write_text(json.dumps(CASE | {"facts": CASE["facts"][:2]}), "utf-8")
    fails = run("position", str(other), "--check", str(answer))
    assert fails.exit_code == 1
    assert "not those of the receipt" in fails.output
    assert run("position", case, "--check", case).exit_code == 2
    assert run("position", case, "--check", str(answer), "--on", "2027-01-03").exit_code == 2


def test_questions_are_asked_one_at_a_time(case):
    both = run("position", case, "--why-not", "lodging", "--what-if", "{kind: application_lodged, at: 2027-01-11}")
    assert both.exit_code == 2
    assert "One question at a time" in both.output


def test_a_national_choice_outside_its_range_is_refused(case):
    assert run("position", case, "--on", "2027-01-03", "--choice", "appeal-short=7 days").exit_code == 0
    refused = run("position", case, "--on", "2027-01-03", "--choice", "appeal-short=30 days")
    assert refused.exit_code == 2
    assert "5 days to 10 days" in refused.output
    assert run("position", case, "--choice", "appeal-short").exit_code == 2


def test_the_profile_of_a_member_state_tells_what_binds_it_and_what_it_chose():
    netherlands = run("law", "profile", "nl", "--on", "2026-07-01")
    assert "36 871" in netherlands.output
    assert "5 days to 10 days" in netherlands.output
    assert "2026-05-05  Liberation Day" in netherlands.output
    danish = run("law", "profile", "DK", "--on", "2026-07-01", "--lang", "nl")
    assert "bindt niet (Protocol nr. 22; overweging 107)" in danish.output
    printed = run("law", "profile", "--answer", "O-16=published", "--on", "2026-06-20")
    assert "Neutral default" in printed.output
    assert "(QR): applies from Wednesday 1 July 2026" in printed.output
    assert run("law", "profile", "QQ").exit_code == 2


def test_a_position_is_told_with_date_reason_and_article_in_both_languages(case):
    english = run("position", case, "--on", "2027-01-03")
    dutch = run("position", case, "--on", "2027-01-03", "--lang", "nl")
    assert english.exit_code == 0
    assert "EUD 15(1)(a)" in english.output
    assert "23:00" in english.output
    assert "maandag 4 januari 2027" in dutch.output
    assert max(len(line) for line in english.output.splitlines()) <= 80


def test_the_json_answer_holds_the_documented_keys_and_a_receipt(case):
    answer = json.loads(run("position", case, "--on", "2027-01-03", "--json").output)
    found = answer["positions"]["a"]
    manual = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert all(f"`{key}`" in manual for key in found)
    duty = next(duty for duty in found["duties"] if duty["provision"] == "eurodac-applicant")
    assert duty["due"]["moment"] == "2027-01-04T23:00:00+01:00"
    assert duty["rules"][:1] == ["E1-1"]
    assert set(answer["receipt"]) == {"edition", "at", "inputs", "result"}


def test_the_same_question_gives_the_same_receipt(case):
    first = json.loads(run("position", case, "--on", "2027-01-03", "--json").output)["receipt"]
    second = json.loads(run("position", case, "--on", "2027-01-03", "--json").output)["receipt"]
    assert first == second


def test_yaml_and_standard_input_are_read_too():
    given = "state: NL\nfacts:\n  - {kind: application_made, person: a, at: 2026-12-30}\n"
    answer = run("position", "-", "--on", "2026-12-31", given=given)
    assert answer.exit_code == 0
    assert "register the application" in answer.output


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('{"state": "NL", "facts": [{"kind": "aplication_made", "person": "a", "at": "2026-12-30"}]}', "application_made"),
        ('{"state": "NL", "facts": [{"kind": "disembarked", "person": "a", "at": "2026-12-30"}]}', "zone"),
        ('{"state": "NL", "facts": []}', "no fact"),
        ('{"state": "Holland", "facts": [{"kind": "application_made", "person": "a", "at": "2026-12-30"}]}', "two letters"),
        ("{", ""),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_used_is_refused_with_what_to_do(given, told):
    answer = run("position", "-", given=given)
    assert answer.exit_code == 2
    assert told in answer.output
    assert "Traceback" not in answer.output


def test_an_unknown_answer_to_an_open_question_is_refused_by_name(case):
    answer = run("position", case, "--answer", "O-18=sometimes")
    assert answer.exit_code == 2
    assert "O-18" in answer.output


def test_a_table_of_facts_answers_every_good_case_and_names_the_bad_row(tmp_path):
    path = tmp_path / "facts.csv"
    rows = [
        ("case", "state", "kind", "person", "at"),
        ("one", "NL", "application_made", "a", "2026-12-30"),
        ("two", "NL", "application_mad", "a", "2026-12-30"),
        ("three", "DE", "application_made", "b", "2026-12-30"),
    ]
    with path.open("w", newline="") as out:
        csv.writer(out).writerows(rows)
    answer = run("position", "--batch", str(path), "--on", "2026-12-31")
    assert answer.exit_code == 1
    found = list(csv.DictReader(io.StringIO(answer.stdout)))
    assert {row["case"] for row in found} == {"one", "three"}
    assert any(row["provision"] == "registration" and row["due"].startswith("2027-01-04") for row in found)
    assert "line 3" in answer.stderr
    assert "application_made" in answer.stderr


def test_the_law_proves_itself_and_prints_rows_inputs_and_cells():
    answer = run("law", "verify")
    assert answer.exit_code == 0
    assert "border-procedure-obligation" in answer.output
    assert "1152" in answer.output


def test_coverage_lists_every_id_with_state_and_witness():
    rows = json.loads(run("law", "coverage", "--json").output)
    assert len({row["id"] for row in rows}) == len(rows) == 487
    by_id = {row["id"]: row for row in rows}
    assert by_id["S-9"]["state"] == "executable"
    assert by_id["A-1"]["state"] == "right"
    assert by_id["B-4"]["state"] in ("judgement", "executable")
    assert all(row["witness"] for row in rows if row["state"] != "not modelled")
    assert all(row["reason"] for row in rows if row["state"] == "not modelled")
    assert not any(row["golden"] for row in rows if row["state"] == "not modelled")
    assert by_id["S-9"]["golden"] is True


def test_coverage_tells_which_share_a_golden_case_shows():
    told = run("law", "coverage").output
    assert "487 Ids" in told
    assert "%  shown by a golden case (*)" in told
    assert "S-9       executable   *" in told


SLICE = (
    [f"T-{n}" for n in range(1, 9)] + ["S-1", "S-5", "S-7", "S-8", "S-9", "S-10"] + [f"S9-{n}" for n in range(1, 5)]
    + [f"B-{n}" for n in range(1, 10)] + [f"B9-{n}" for n in range(1, 7)] + [f"C-{n}" for n in range(1, 8)]
    + ["A-1", "A-2", "A-3", "A-4", "A-24", "A-25", "A-26", "A-27", "A-28", "K-1", "K-2", "K-3", "K-4", "K-10", "K-11"]
    + ["D-14", "D-15", "D-16", "D-17", "D-18", "D-19", "D-23", "D-24", "D-25"]
)  # fmt: skip


def test_every_id_of_the_first_slice_has_a_witness():
    rows = {row["id"]: row for row in json.loads(run("law", "coverage", "--json").output)}
    assert [rule for rule in SLICE if rows[rule]["state"] == "not modelled"] == []


def test_the_golden_cases_all_hold():
    answer = run("law", "cases")
    assert answer.exit_code == 0
    assert "0 failed" in answer.output


def test_a_golden_case_that_fails_is_told_by_title_and_reason_in_the_language_asked_for(monkeypatch):
    case = load()[0]
    failed = Outcome(
        case=case.id, title=case.title, ask=1, because=case.ask[0].because, passed=False, expected="a", found="b",
        message="The difference.",
    )  # fmt: skip
    monkeypatch.setattr("asylon.cases.run_all", lambda book, progress: (failed,))
    for lang, count in (("en", "1 questions, 1 failed"), ("nl", "1 vragen, 1 niet beantwoord")):
        answer = run("law", "cases", "--lang", lang)
        assert answer.exit_code == 1
        assert f"The difference. {case.title[lang]}: {case.ask[0].because[lang]}" in answer.output
        assert count in answer.output


@pytest.mark.parametrize("words", ["AMMR 39(1)", "D-14"])
def test_an_article_and_an_id_lead_to_the_rule(words):
    answer = run("law", "search", words)
    assert answer.exit_code == 0
    assert "D-14" in answer.output


@pytest.mark.parametrize("format_", ["text", "html", "json", "csv", "dmn"])
def test_a_table_prints_in_every_form(format_):
    answer = run("law", "tables", "screening-period", "--format", format_)
    assert answer.exit_code == 0
    assert "S-8" in answer.output


def test_the_bounds_of_a_table_show_the_figures_of_the_day():
    for format_, shown in (
        ("text", "(20)"),
        ("csv", "(20)"),
        ("html", "(20)"),
        ("json", '"number": 20.0'),
        ("dmn", "&lt;= 20<"),
    ):
        answer = run("law", "tables", "border-procedure-obligation", "--format", format_, "--on", "2026-11-23")
        assert shown in answer.output, format_
    assert "2026-11-23" in answer.output


def test_the_vocabulary_is_published_as_a_schema():
    schema = json.loads(run("law", "facts", "--json-schema").output)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "ApplicationMade" in schema["$defs"]
    assert "application_made" in run("law", "facts").output
    assert "waar" in run("law", "facts", "application_made", "--lang", "nl").output


def test_a_register_that_is_not_there_is_said_to_be_missing(tmp_path):
    for command in ("verify", "rebuild", "advance"):
        answer = run("register", command, "--data", str(tmp_path / "nothing"))
        assert answer.exit_code != 0
        assert "Traceback" not in answer.output


def _commands(group: click.Group, path: tuple[str, ...] = ()):
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))


def test_every_command_and_option_stands_in_the_manual():
    manual = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for path, command in _commands(main):
        assert f"asylon {' '.join(path)}" in manual, path
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert any(f"`{name}`" in manual for name in parameter.opts), (path, parameter.opts)


def test_the_readme_names_the_two_commands_and_only_documents_that_exist():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make run" in readme
    assert "make test" in readme
    for page in (ROOT / "docs").glob("*.md"):
        for target in [part.split(")")[0] for part in page.read_text("utf-8").split("](")[1:]]:
            if not target.startswith(("http", "#")):
                assert (page.parent / target.split("#")[0]).exists(), (page.name, target)


def test_the_law_book_is_written_where_one_says(tmp_path):
    answer = run("law", "book", "--lang", "nl", "--on", "2026-11-23", "--out", str(tmp_path / "wetboek.pdf"))
    assert answer.exit_code == 0
    assert (tmp_path / "wetboek.pdf").read_bytes().startswith(b"%PDF")
    refused = run("law", "book", "--out", str(tmp_path / "nowhere" / "book.pdf"))
    assert refused.exit_code == 2
    assert "does not exist" in refused.output
