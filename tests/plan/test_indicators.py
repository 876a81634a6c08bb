"""Indicators are measured on what happened, under a full contract."""

from __future__ import annotations

from datetime import date

import pytest

from asylon.law.chapters import load
from asylon.law.citations import ACTS, citations
from asylon.law.provisions import PROVISIONS, TimeLimit
from asylon.plan.blocks import blocks
from asylon.plan.indicators import indicators, measure, on_duties
from asylon.register.inbox import DutyCounts

load()


def test_every_building_block_has_one_indicator():
    assert [which.block for which in indicators()] == [block.number for block in blocks()]


@pytest.mark.parametrize("which", indicators(), ids=lambda which: which.id)
def test_every_indicator_fulfils_the_contract_in_both_languages(which):
    for text in (which.name, which.question, which.definition, which.numerator, which.denominator, which.missing_rule):
        assert text.en
        assert text.nl
        assert text.en != text.nl
    assert all(citation.act in ACTS for citation in citations(which.article))
    assert all(isinstance(PROVISIONS[provision], TimeLimit) for provision in which.of)


def test_open_duties_are_not_judged_and_late_ones_count_against():
    counts = {"registration": DutyCounts(met_in_time=7, met_late=1, open=5, late=2, lapsed=3, met=1)}
    found = on_duties(counts, ("registration", "lodging"))
    assert (found.numerator, found.denominator, found.missing) == (7, 10, 1)


def test_an_obligation_without_evidence_counts_only_once_its_date_has_passed():
    which = next(which for which in indicators() if which.measures == "obligations" and which.block == 3)
    early = measure(which, {}, date(2024, 6, 12))
    late = measure(which, {}, date(2026, 11, 23))
    assert early.denominator < late.denominator
    assert late.numerator <= late.denominator
