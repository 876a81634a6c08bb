"""Coverage of the law: for every Id of the rule index, how it is modelled and which golden case shows it.

States are derived, never typed. ``executable``: a table row or time limit cites the Id and a golden case asserts it;
``duty``, ``right``, ``judgement``: a golden position returns it under a provision of that kind; ``parameter``: a figure of
the book, or an open question that the law asks; ``definition``: a table, limit or provision uses it; otherwise
``not modelled``, with the reason. Whether a golden case shows it is told beside the state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec
import yaml

from asylon.cases import GoldenCase, asserted_rules, load
from asylon.gazette.loading import book as gazette_book
from asylon.gazette.loading import data_text, rule_modules
from asylon.law.book import DATE_QUESTION, Book
from asylon.law.calculations import CALCULATIONS
from asylon.law.chapters import load as load_chapters
from asylon.law.citations import Bilingual
from asylon.law.provisions import (
    PROVISIONS,
    FixedDate,
    JudgementQuestion,
    KeepingPeriod,
    Obligation,
    Permission,
    Prohibition,
    Right,
    TimeLimit,
)
from asylon.law.tables import TABLES


class Covered(msgspec.Struct, frozen=True):
    """One Id: its state, its witness, whether that is a golden case, and the reason where nothing models it.

    The witness is the golden case that asserts it, or else the table, limit, figure or module that uses it.
    """

    id: str
    state: str
    witness: str
    golden: bool = False
    reason: Bilingual | None = None


#: What is said of an Id that is not modelled and for which no reason is given in ``not-computed.yaml``.
NOT_YET = Bilingual("not modelled yet", "nog niet gemodelleerd")


@lru_cache(maxsize=1)
def not_computed() -> Mapping[str, Bilingual]:
    """Why an Id is not computed at all, for those that cannot be: read from the gazette."""
    entries = yaml.safe_load(data_text("not-computed.yaml")) or []
    return {rule: Bilingual(entry["en"], entry["nl"]) for entry in entries for rule in entry["ids"]}


def _uses() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Which table row or limit cites an Id, and which other provision carries it."""
    load_chapters()
    executable: dict[str, str] = {}
    carried: dict[str, tuple[str, str]] = {}
    for table in TABLES.values():
        for row in table.rows:
            for rule in row.rules:
                executable.setdefault(rule, f"table {table.name}, row {row.id}")
    for provision in PROVISIONS.values():
        kind = {
            TimeLimit: "limit",
            FixedDate: "limit",
            KeepingPeriod: "limit",
            Right: "right",
            JudgementQuestion: "judgement",
            Obligation: "duty",
        }.get(type(provision))
        for rule in provision.rules:
            if kind == "limit":
                executable.setdefault(rule, f"limit {provision.id}")
            elif kind is not None or isinstance(provision, (Permission, Prohibition)):
                if carried.get(rule, ("definition", ""))[0] == "definition":
                    carried[rule] = (kind or "duty", provision.id)
            else:
                carried.setdefault(rule, ("definition", provision.id))
    for calculation in CALCULATIONS.values():
        for rule in calculation.rules:
            executable.setdefault(rule, f"calculation {calculation.name}")
    return executable, carried


#: Rules of counting: the counting of every limit applies them and says so.
_COUNTING = frozenset({"T-1", "T-2", "T-3", "T-4", "T-5", "T-6", "T-7", "T-8"})


def coverage(book: Book | None = None, cases: Sequence[GoldenCase] | None = None) -> list[Covered]:
    """Every Id of the index, in the order of the index."""
    book = book or gazette_book()
    cases = load() if cases is None else cases
    shown: dict[str, str] = {rule: names[0] for rule, names in asserted_rules(cases).items()}
    for question, case in _answered(cases).items():
        shown.setdefault(question, case)
    executable, carried = _uses()
    figures = _figures(book)
    asked = _asked(book)
    reasons = not_computed()
    found = []
    for rule in book.rules:
        case = shown.get(rule)
        kind, provision = carried.get(rule, ("", ""))
        used = executable.get(rule) or provision or figures.get(rule) or asked.get(rule) or ""
        if case and (rule in executable or rule in _COUNTING) and rule not in asked:
            state = "executable"
        elif case and kind in ("duty", "right", "judgement"):
            state = kind
        elif rule in figures or rule in asked:
            state = "parameter"
        elif used or case:
            state = "definition"
        else:
            found.append(Covered(rule, "not modelled", "", reason=reasons.get(rule, NOT_YET)))
            continue
        found.append(Covered(rule, state, case or used, golden=case is not None))
    return found


def _figures(book: Book) -> dict[str, str]:
    """The figures of the gazette that an Id stands for: parameters, and dates of application."""
    found: dict[str, str] = {}
    for parameter in book.parameters.values():
        for rule in parameter.rules:
            found.setdefault(rule, f"parameter {parameter.key}")
    for act in book.applications.values():
        if act.rule.startswith("T0-"):
            found.setdefault(act.rule, f"date of application of {act.act}")
        for part in act.parts:
            found.setdefault(part.rule, f"date of application of {part.place}")
    return found


def _answered(cases: Sequence[GoldenCase]) -> dict[str, str]:
    """The open questions that golden cases answer, or on which they assert that an answer hangs."""
    found: dict[str, str] = {}
    for case in cases:
        for question in (*case.answers, *(name for ask in case.ask for name in ask.hangs_on)):
            found.setdefault(question, case.id)
    return found


def _asked(book: Book) -> dict[str, str]:
    """Which module of the law asks an open question of the book."""
    found: dict[str, str] = {}
    for name, source in rule_modules():
        for question in book.open_questions:
            if f'"{question}"'.encode() in source:
                found.setdefault(question, f"asked in {name}")
    if DATE_QUESTION in book.open_questions:
        found.setdefault(DATE_QUESTION, "asked in law/book.py")
    return found


def summary(found: Sequence[Covered]) -> dict[str, int]:
    """How many Ids are in each state."""
    counts: dict[str, int] = {}
    for item in found:
        counts[item.state] = counts.get(item.state, 0) + 1
    return counts


class Shares(msgspec.Struct, frozen=True):
    """The whole index in four parts: shown by a golden case, used but not shown, not computed for a reason, and the rest."""

    golden: int
    used: int
    not_computed: int
    missing: int

    @property
    def all(self) -> int:
        """The number of Ids."""
        return self.golden + self.used + self.not_computed + self.missing


def shares(found: Sequence[Covered]) -> Shares:
    """How much of the index is shown to work."""
    golden = sum(item.golden for item in found)
    used = sum(not item.golden and item.state != "not modelled" for item in found)
    reasons = sum(item.state == "not modelled" and item.reason != NOT_YET for item in found)
    return Shares(golden, used, reasons, len(found) - golden - used - reasons)
