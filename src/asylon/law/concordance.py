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
from asylon.law.citations import ACTS, Act, Citation, Place, citations, in_order, steps
from asylon.law.provisions import PROVISIONS, Provision
from asylon.law.tables import TABLES, DecisionTable

_ARTICLE = re.compile(r"^\s*([0-9]+|annex\b|recital\b)", re.IGNORECASE)


def article_of(citation: Citation) -> str:
    """The article's number in a citation; empty for an annex, a recital or an act as a whole."""
    found = re.match(r"\d+[a-z]?", citation.article)
    return found.group() if found else ""


def asked_place(words: str) -> Place | None:
    """The place that a question names (``AMMR 39(1)``, ``art. 27 apr``, ``39(1)``), or None for other words."""
    rest = re.sub(r"(?i)\b(article|artikel|art)\b\.?", " ", words).strip()
    for short in sorted(ACTS, key=len, reverse=True):
        for name in (short, ACTS[short].number.rsplit(" ", 1)[-1]):
            pattern = re.compile(rf"(?i)(?<![\w/]){re.escape(name)}(?![\w/])")
            if pattern.search(rest):
                article = pattern.sub(" ", rest).strip()
                if article and not _ARTICLE.match(article):
                    return None
                return Place(short, steps(article))
    if re.fullmatch(r"[0-9]+[a-z]?\s*(\([0-9a-z]+\)\s*)*", rest, re.IGNORECASE):
        return Place("", steps(rest))
    return None


def rule_places(rule: RuleText) -> tuple[Place, ...]:
    """The places a rule rests on, in acts known here."""
    return tuple(Place.of(citation) for citation in citations(rule.citation) if citation.act in ACTS)


def rules_at(book: Book, place: Place) -> tuple[RuleText, ...]:
    """The rules that rest on a place, above it or below it, in the order of the index."""
    return tuple(rule for rule in book.rules.values() if any(place.meets(each) for each in rule_places(rule)))


class Article(msgspec.Struct, frozen=True):
    """An article with the rules that rest on it; ``number`` is empty for annexes, recitals and the act as a whole."""

    number: str
    rules: tuple[RuleText, ...]


def articles(book: Book, act: Act) -> tuple[Article, ...]:
    """The articles of an act that have rules, in order; what is no article comes last."""
    found: dict[str, dict[str, RuleText]] = {}
    for rule in book.rules.values():
        for citation in citations(rule.citation):
            if citation.act == act.short:
                found.setdefault(article_of(citation), {})[rule.id] = rule
    numbers = sorted(found, key=lambda number: (number == "", in_order(number)))
    return tuple(Article(number, tuple(found[number].values())) for number in numbers)


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
