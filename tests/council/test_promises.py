"""Promises: kept, open, or past their date without evidence, on the day you ask."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from asylon.council.promises import KINDS, promise, promise_status, promises

DAY = timedelta(days=1)


def test_the_promise_on_national_implications_is_open_through_september_2024_and_never_called_broken() -> None:
    due = promise("national-implications")
    assert due.due is not None
    assert promise_status(due, due.due.by).kind == "open"
    passed = promise_status(due, due.due.by + DAY)
    assert passed.kind == "due_passed_without_evidence"
    assert "not a finding" in passed.reason.en
    assert "geen vaststelling" in passed.reason.nl


def test_the_promise_to_member_podt_is_kept_with_the_letter_itself() -> None:
    podt = promise("human-rights-podt")
    assert promise_status(podt, date(2024, 6, 20)).kind == "open"
    kept = promise_status(podt, date(2024, 6, 21))
    assert kept.kind == "kept"
    assert kept.evidence[0].place is not None


def test_the_start_of_ees_a_year_after_it_was_announced_is_kept_late() -> None:
    ees = promise("ees-autumn")
    assert promise_status(ees, date(2025, 1, 1)).kind == "due_passed_without_evidence"
    assert promise_status(ees, date(2025, 10, 12)).kind == "kept_late"


def test_a_continuing_promise_never_expires() -> None:
    dublin = promise("border-registration-and-dublin")
    assert promise_status(dublin, date(2040, 1, 1)).kind == "continuing"


def test_a_promise_without_a_date_stays_open() -> None:
    assert promise_status(promise("drugs-coordinator"), date(2040, 1, 1)).kind == "open"


def test_promises_are_found_by_dossier_and_by_block() -> None:
    assert promise("gap-analysis") in promises(dossier="pact-implementation", block=0)
    assert promise("gap-analysis") not in promises(dossier="egypt")
    with pytest.raises(LookupError):
        promise("unknown")


def test_every_status_is_explained_in_both_languages() -> None:
    for p in promises():
        found = promise_status(p, date(2026, 11, 23))
        assert KINDS[found.kind].en
        assert KINDS[found.kind].nl
        assert found.reason.en.endswith(".")
        assert found.reason.nl.endswith(".")


def test_evidence_never_precedes_the_letter_that_made_the_promise_known() -> None:
    for p in promises():
        assert all(e.dated >= date(2024, 6, 21) for e in p.evidence), p.id
