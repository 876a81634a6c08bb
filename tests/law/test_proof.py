"""The law proves itself: every table, every limit, every provision."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import asylon.law
from asylon.gazette import book
from asylon.law.chapters import load
from asylon.law.circumstances import KINDS as CIRCUMSTANCES
from asylon.law.citations import ACTS, citations
from asylon.law.facts import KINDS
from asylon.law.proof import proof_of
from asylon.law.provisions import ACTORS, PROVISIONS, TimeLimit, limits
from asylon.law.tables import TABLES

load()
BOOK = book()
LAW = Path(asylon.law.__file__).parent


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_is_complete_and_free_of_dead_and_contradictory_rows(name):
    proof = proof_of(TABLES[name])
    assert proof.problems == ()
    assert proof.cells >= proof.rows - 1


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_names_rules_of_the_index_and_an_act_that_exists(name):
    for row in TABLES[name].rows:
        assert row.rules, row.id
        assert all(rule in BOOK.rules for rule in row.rules), row
        assert all(citation.act in ACTS for citation in citations(row.cite)), row.cite


@pytest.mark.parametrize("limit", limits(), ids=lambda limit: limit.id)
def test_every_time_limit_has_its_length_in_the_book_and_says_what_happens_when_it_is_missed(limit: TimeLimit):
    assert BOOK.length(limit.length, BOOK.applies["APR"]).count > 0
    assert limit.who in ACTORS
    assert limit.consequence.en
    assert limit.consequence.nl
    assert all(question in BOOK.open_questions for question in limit.open_questions)
    assert limit.records in KINDS or limit.records in CIRCUMSTANCES


def test_every_provision_stands_on_rules_of_the_index_and_on_an_act():
    for provision in PROVISIONS.values():
        assert all(rule in BOOK.rules for rule in provision.rules), provision.id
        assert all(citation.act in ACTS for citation in citations(provision.cite)), provision.cite


def _modules():
    return sorted(LAW.rglob("*.py"))


def test_the_law_imports_nothing_of_ours_outside_the_law_and_nothing_that_reads_or_writes():
    forbidden = {"os", "pathlib", "socket", "sqlite3", "time", "random", "requests", "urllib", "subprocess", "yaml"}
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                assert not name.startswith("asylon.") or name.startswith("asylon.law"), (path.name, name)
                assert name.split(".")[0] not in forbidden, (path.name, name)


def test_the_law_never_asks_what_time_it_is():
    for path in _modules():
        text = path.read_text("utf-8")
        assert not re.search(r"\b(datetime|date)\.(now|today|utcnow)\(", text), path.name


#: Numbers that are no figures of the law: places, halves, 31 December, the last hour of a day, the whole of a per cent.
HARMLESS = {0, 1, -1, 2, 0.5, 12, 31, 23, 100}


def test_no_rule_module_carries_a_bare_number_of_days_or_a_percentage():
    for path in _modules():
        if path.parent == LAW or path.parent.name in ("facts", "circumstances"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        orders = {
            id(node.args[0])
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and (getattr(node.func, "id", "").endswith("chapter") or getattr(node.func, "attr", "") == "propose_route")
        }
        orders |= {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "propose_route"
            for part in ast.walk(node.args[0])
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float) and id(node) not in orders:
                assert node.value in HARMLESS, (path.name, node.lineno, node.value)
