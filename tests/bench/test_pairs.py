"""The benches' measure: alternately, five times, one line for each figure; and the peer's table is ours."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from asylon.law.chapters import load
from asylon.law.tables import TABLES

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(BENCH), *sys.path])


def test_a_figure_is_one_line_with_least_median_and_most_of_five(bench, capsys):
    from pairs import REPETITIONS, compare

    order = []

    def ours():
        order.append("ours")
        return 1

    def peer():
        order.append("peer")
        return 1

    compare("a question", "units", ("ours", ours), ("peer", peer), same="nothing")
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert found["ratio"]["min"] <= found["ratio"]["median"] <= found["ratio"]["max"]
    assert order == ["ours", "peer"] * (REPETITIONS + 1)
    assert set(found["machine"]) == {"processor", "cores", "python"}


def test_the_peer_gives_the_answers_of_the_table_it_was_made_from(bench):
    pytest.importorskip("zen")
    from zen_table import boundary_cases, decider

    load()
    table = TABLES["screening-period"]
    answer = decider(table, {})
    cases = list(boundary_cases(table, {}))
    assert cases
    for case in cases:
        ours = table.decide(case)
        assert answer(case) == (ours.row.id, ours.outcome)
