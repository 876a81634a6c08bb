"""Coverage of the law: for every Id of the rule index, how it is modelled and which golden case shows it.

States are derived, never typed. ``executable``: a table row or time limit cites the Id and a golden case asserts it;
``duty``, ``right``, ``judgement``: a golden position returns it under a provision of that kind; ``parameter`` and
``definition``: a figure of the book, a table or a limit uses it; otherwise ``not modelled``, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from asylon.cases import asserted_rules, load
from asylon.gazette.loading import book as gazette_book
from asylon.law.book import Book
from asylon.law.calculations import CALCULATIONS
from asylon.law.chapters import load as load_chapters
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
    """One Id: its state, the golden case or the table, limit or figure that witnesses it, and the reason if none does."""

    id: str
    state: str
    witness: str
    reason: str = ""


_NOT_YET = {
    "general": "not used by a rule of this edition",
    "open_question": "documented default in the gazette; no rule of this edition asks it",
    "governance": "an obligation of institutions, followed in the plan, not in a position",
}
_BLOCK = "the rule belongs to a part of its block that this edition does not compute"


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


def coverage(book: Book | None = None, cases: Sequence[object] | None = None) -> list[Covered]:
    """Every Id of the index, in the order of the index."""
    book = book or gazette_book()
    asserted: Mapping[str, tuple[str, ...]] = asserted_rules(cases if cases is not None else load())  # type: ignore[arg-type]
    executable, carried = _uses()
    figures: dict[str, str] = {}
    for parameter in book.parameters.values():
        for rule in parameter.rules:
            figures.setdefault(rule, f"parameter {parameter.key}")
    figures.update(_application_dates())
    found = []
    for rule in book.rules.values():
        shown = asserted.get(rule.id)
        if shown and (rule.id in executable or rule.id in _COUNTING):
            found.append(Covered(rule.id, "executable", shown[0]))
        elif shown and rule.id in carried and carried[rule.id][0] in ("duty", "right", "judgement"):
            found.append(Covered(rule.id, carried[rule.id][0], shown[0]))
        elif rule.id in figures:
            found.append(Covered(rule.id, "parameter", figures[rule.id]))
        elif rule.id in book.open_questions and shown:
            found.append(Covered(rule.id, "parameter", shown[0]))
        elif rule.id in executable:
            found.append(Covered(rule.id, "definition", executable[rule.id]))
        elif rule.id in carried:
            found.append(Covered(rule.id, "definition", carried[rule.id][1]))
        elif shown:
            found.append(Covered(rule.id, "definition", shown[0]))
        else:
            found.append(Covered(rule.id, "not modelled", "", _NOT_YET.get(rule.block, _BLOCK)))
    return found


def _application_dates() -> dict[str, str]:
    """The dates of application are figures of the gazette."""
    import yaml

    from asylon.gazette.loading import data_text

    return {
        entry["rule"]: f"date of application of {entry['act']}"
        for entry in yaml.safe_load(data_text("acts.yaml"))
        if entry["rule"].startswith("T0-")
    }


def summary(found: Sequence[Covered]) -> dict[str, int]:
    """How many Ids are in each state."""
    counts: dict[str, int] = {}
    for item in found:
        counts[item.state] = counts.get(item.state, 0) + 1
    return counts
