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


def test_every_open_question_is_asked_by_the_law_or_explained():
    open_questions = set(book().open_questions)
    unasked = {rule for rule in open_questions if COVERED[rule].state == "not modelled"}
    assert unasked <= set(not_computed()) | UNASKED_YET


#: Open questions of parts of the law that this edition does not compute yet.
UNASKED_YET = {"O-3", "O-13", "O-14", "O-15", "O-19", "O-26", "O-27", "O-28", "O-29"}
