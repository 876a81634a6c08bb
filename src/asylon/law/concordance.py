"""Concordance: where a place in an act, a rule, a table, a time limit and a golden case meet.

``AMMR 39`` meets ``AMMR 39(1)``, and ``AMMR 39(1)(a)`` meets it too: one place meets another when it is the same,
lies under it, or holds it. A range such as ``3(1)-(4)`` meets every paragraph in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from asylon.law.book import Book, Parameter, RuleText
from asylon.law.chapters import load
from asylon.law.citations import ACTS, Citation, Place, citations
from asylon.law.provisions import PROVISIONS, Provision
from asylon.law.tables import TABLES, DecisionTable


def article_of(citation: Citation) -> str:
    """The article's number in a citation; empty for an annex, a recital or an act as a whole."""
    found = re.match(r"\d+[a-z]?", citation.article)
    return found.group() if found else ""


def places(cite: str) -> tuple[Place, ...]:
    """The places that a citation names, in acts known here."""
    return tuple(Place.of(citation) for citation in citations(cite) if citation.act in ACTS)


def provisions() -> tuple[Provision, ...]:
    """Every provision the law declares, in order of declaration."""
    load()
    return tuple(PROVISIONS.values())


def tables() -> tuple[DecisionTable, ...]:
    """Every decision table of the law, in order of declaration."""
    load()
    return tuple(TABLES.values())


def table_rules(table: DecisionTable) -> tuple[str, ...]:
    """The rules a table's rows stand on, each once."""
    return tuple(dict.fromkeys(rule for row in table.rows for rule in row.rules))


class TableUse(msgspec.Struct, frozen=True):
    """The rows of a table that stand on a rule."""

    table: DecisionTable
    rows: tuple[str, ...]


class Uses(msgspec.Struct, frozen=True):
    """Where a rule is applied."""

    tables: tuple[TableUse, ...]
    provisions: tuple[Provision, ...]
    parameters: tuple[Parameter, ...]


def uses(book: Book, rule: str) -> Uses:
    """The table rows, provisions and figures that stand on a rule."""
    rows = ((table, tuple(row.id for row in table.rows if rule in row.rules)) for table in tables())
    return Uses(
        tables=tuple(TableUse(table, found) for table, found in rows if found),
        provisions=tuple(item for item in provisions() if rule in item.rules),
        parameters=tuple(item for item in book.parameters.values() if rule in item.rules),
    )


def in_block(rules: Iterable[RuleText], block: str) -> tuple[RuleText, ...]:
    """The rules of one block."""
    return tuple(rule for rule in rules if rule.block == block)
