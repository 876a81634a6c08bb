"""Coverage is honest: what is said to be shown is shown, and what cannot be computed has a reason."""

from __future__ import annotations

import pytest

from asylon.cases import asserted_rules, load
from asylon.coverage import NOT_YET, coverage, not_computed, shares
from asylon.gazette import book

COVERED = {item.id: item for item in coverage()}
CASES = {case.id: case for case in load()}


def test_every_id_of_the_index_is_told_once():
    assert list(COVERED) == list(book().rules)


def test_what_is_marked_as_shown_is_asserted_by_the_golden_case_named():
    asserted = asserted_rules(load())
    for item in COVERED.values():
        if item.golden:
            case = CASES[item.witness]
            told = item.id in asserted or item.id in case.answers or any(item.id in ask.hangs_on for ask in case.ask)
            assert told, item


def test_what_no_golden_case_shows_is_not_said_to_be_executed():
    for item in COVERED.values():
        if not item.golden:
            assert item.state in ("parameter", "definition", "not modelled"), item


@pytest.mark.parametrize("rule", sorted(not_computed()))
def test_only_what_nothing_uses_and_nothing_shows_has_a_reason_not_to_be_computed(rule):
    item = COVERED[rule]
    assert item.state == "not modelled"
    assert item.reason.en.endswith(".")
    assert item.reason.nl.endswith(".")


def test_the_four_shares_are_the_whole_index():
    parts = shares(list(COVERED.values()))
    assert parts.all == len(book().rules)
    assert parts.golden == sum(item.golden for item in COVERED.values())
    assert parts.missing == sum(item.reason == NOT_YET for item in COVERED.values())


def test_every_open_question_is_asked_by_the_law_and_shown_by_a_golden_case():
    assert [rule for rule in book().open_questions if not COVERED[rule].golden] == []


def test_nearly_the_whole_index_is_shown_and_nothing_is_left_without_a_reason():
    parts = shares(list(COVERED.values()))
    assert parts.missing == 0
    assert parts.golden >= 0.98 * parts.all
