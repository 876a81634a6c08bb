"""Reading a golden case refuses what cannot be right, and running it tells every difference."""

from __future__ import annotations

import pytest

from asylon.cases import CaseError, asserted_rules, run, run_all
from asylon.cases.reading import read_text
from asylon.gazette import book
from asylon.law.moments import Moment

CASE = """
- id: a-case
  title: {en: "Found on a Monday and screened by Thursday", nl: "Op maandag aangetroffen en donderdag gescreend"}
  source: "SCR 8(4)"
  fictional: true
  state: NL
  facts:
    - {kind: found_illegally_staying, person: a, at: "2026-09-14T16:00:00+02:00", unauthorised_crossing: true, screened_before: false}
  ask:
    - at: 2026-09-14
      duty: screening-territory
      due: 2026-09-17
      cite: SCR 8(4)
      rules: [S-9]
      because: {en: "Three days.", nl: "Drie dagen."}
"""


def test_a_case_that_agrees_with_the_law_passes() -> None:
    (outcome,) = run(read_text(CASE, "border/x.yaml")[0], book())
    assert outcome.passed
    assert outcome.message == ""


def test_a_wrong_date_is_told_with_case_number_expectation_and_finding() -> None:
    wrong = read_text(CASE.replace("due: 2026-09-17", "due: 2026-09-18"), "border/x.yaml")[0]
    (outcome,) = run(wrong, book())
    assert not outcome.passed
    for part in ("a-case", "ask 1", "2026-09-18", "2026-09-17"):
        assert part in outcome.message


def test_a_rule_on_which_the_duty_does_not_rest_fails_the_case() -> None:
    wrong = read_text(CASE.replace("rules: [S-9]", "rules: [S-7]"), "border/x.yaml")[0]
    (outcome,) = run(wrong, book())
    assert not outcome.passed
    assert "S-7" in outcome.message


def test_an_article_that_the_duty_does_not_cite_fails_the_case() -> None:
    wrong = read_text(CASE.replace("cite: SCR 8(4)", "cite: SCR 8(3)"), "border/x.yaml")[0]
    assert not run(wrong, book())[0].passed


def test_the_row_that_led_there_and_what_a_permission_is_about_can_be_asked() -> None:
    right = CASE.replace(
        "      cite: SCR 8(4)\n", "      cite: SCR 8(4)\n      row: screening-scope/staying-illegally\n"
    )
    assert run(read_text(right, "border/x.yaml")[0], book())[0].passed
    (outcome,) = run(read_text(right.replace("/staying-illegally", "/disembarked"), "border/x.yaml")[0], book())
    assert (
        "does not come from screening-scope/disembarked but from screening-scope/staying-illegally" in outcome.message
    )
    about = CASE.replace(
        "  facts:\n",
        "  circumstances:\n    - {kind: solidarity_contribution_pledged, at: '2025-12-19', state: SE, year: 2026}\n  facts:\n",
    )
    about = (
        about.partition("  ask:\n")[0]
        + """  ask:
    - {at: 2026-07-01, of_state: SE, stands: request-deduction, about: under_pressure, cite: AMMR 61(2), because: {en: "a", nl: "b"}}
    - {at: 2026-07-01, of_state: SE, stands: request-deduction, about: at_risk, cite: AMMR 61(2), because: {en: "a", nl: "b"}}
    - {at: 2026-07-01, of_state: SE, absent: request-deduction, about: under_pressure, cite: AMMR 61(2), because: {en: "a", nl: "b"}}
    - {at: 2026-07-01, of_state: SE, absent: request-deduction, about: at_risk, cite: AMMR 61(2), because: {en: "a", nl: "b"}}
"""
    )
    outcomes = run(read_text(about, "border/x.yaml")[0], book())
    assert [outcome.passed for outcome in outcomes] == [True, False, False, True]
    assert "what it is about differs" in outcomes[1].message


def test_a_duty_that_is_not_there_fails_the_case() -> None:
    wrong = read_text(CASE.replace("duty: screening-territory", "duty: screening-border"), "border/x.yaml")[0]
    (outcome,) = run(wrong, book())
    assert "there is no duty screening-border" in outcome.message


TITLE = '{en: "Found on a Monday and screened by Thursday", nl: "Op maandag aangetroffen en donderdag gescreend"}'


def test_a_title_is_read_in_both_languages() -> None:
    (case,) = read_text(CASE, "border/x.yaml")
    assert case.title["en"] == "Found on a Monday and screened by Thursday"
    assert case.title["nl"] == "Op maandag aangetroffen en donderdag gescreend"
    (outcome,) = run(case, book())
    assert (outcome.title, outcome.because) == (case.title, case.ask[0].because)


def test_a_date_stays_the_text_that_was_written() -> None:
    case = read_text(CASE, "border/x.yaml")[0]
    assert case.file.facts[0].at == Moment.parse("2026-09-14T16:00:00+02:00")
    assert case.ask[0].at == "2026-09-14"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("      duty: screening-territory\n", "", "exactly one of"),
        ("      duty: screening-territory\n", "      duty: x\n      route: screening\n", "exactly one of"),
        ("      due: 2026-09-17\n", "", "what is expected"),
        ("      cite: SCR 8(4)\n      rules: [S-9]\n", "", "the article"),
        (', nl: "Drie dagen."', "", "nl"),
        (TITLE, "Found on a Monday and screened by Thursday", "title is one sentence in each language, {en: …, nl: …}"),
        (TITLE, '{en: "Screened by Thursday"}', "missing: nl"),
        (TITLE, '{en: "Screened by Thursday", nl: " "}', "missing: nl"),
        (TITLE, '{nl: "Uiterlijk donderdag gescreend"}', "missing: en"),
        ("due: 2026-09-17", "due: 17-09-2026", "2026-09-10"),
        ("found_illegally_staying", "found_illegaly_staying", "Did you mean found_illegally_staying"),
        ("due: 2026-09-17", "settle: [born]", "belongs to 'undetermined'"),
        ("due: 2026-09-17", "dew: 2026-09-17", "dew"),
    ],
)
def test_a_case_that_cannot_be_right_is_refused_with_its_place(old: str, new: str, says: str) -> None:
    with pytest.raises(CaseError) as refused:
        read_text(CASE.replace(old, new), "border/x.yaml")
    assert "border/x.yaml, case a-case" in str(refused.value)
    assert says in str(refused.value)


def test_an_answer_that_the_book_does_not_know_is_refused() -> None:
    case = read_text(CASE.replace("  state: NL\n", "  state: NL\n  answers: {O-4: never}\n"), "border/x.yaml")[0]
    with pytest.raises(CaseError, match="'never' is no answer to O-4; choose among"):
        run(case, book())


def test_a_question_that_nobody_asked_is_refused() -> None:
    case = read_text(CASE.replace("  state: NL\n", "  state: NL\n  answers: {O-99: never}\n"), "border/x.yaml")[0]
    with pytest.raises(CaseError, match="'O-99' is no open question"):
        run(case, book())


def test_coverage_names_the_cases_that_assert_a_rule() -> None:
    assert asserted_rules(read_text(CASE, "border/x.yaml")) == {"S-9": ("a-case",)}


def test_progress_hears_of_every_case_once() -> None:
    heard: list[str] = []
    outcomes = run_all(book(), progress=lambda case, found: heard.append(case.id))
    assert len(heard) == len(set(heard)) > 0
    assert {outcome.case for outcome in outcomes} == set(heard)
