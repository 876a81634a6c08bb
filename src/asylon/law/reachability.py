"""Why not: which condition keeps a route, a duty or a right out of a position, with its article.

The tables that were asked keep what they were asked with. From the rows that lead to what is sought, each says which of its
conditions fails first: because another value is recorded, because the fact is unknown, or because a row before it decides.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec

from asylon.law.case import Asked
from asylon.law.chapters import chapters
from asylon.law.citations import Bilingual
from asylon.law.explanation import Link, links, provision_words, settling_words
from asylon.law.facts import KINDS
from asylon.law.governing import Shut
from asylon.law.position import Position, Reason, Standing
from asylon.law.positions import Traced
from asylon.law.provisions import PROVISIONS, Provision, TimeLimit
from asylon.law.table_inputs import ANY, UNKNOWN, Choice, Input, condition_codes
from asylon.law.tables import TABLES, DecisionTable, Row
from asylon.law.tables_render import condition_words, value_words

#: Which table outcomes lead to which provision: seen in positions, beside outcomes that bear the provision's own name.
Leads = Mapping[str, frozenset[tuple[str, str]]]

_WORDS: dict[str, Bilingual] = {
    "stands": Bilingual("It stands.", "Het staat er."),
    "value": Bilingual("{}: this asks {}; here it is {}.", "{}: dit vraagt {}; hier is het {}."),
    "unknown": Bilingual("{}: this asks {}; it is not known here.", "{}: dit vraagt {}; hier is het niet bekend."),
    "before": Bilingual(
        "All its conditions are met, but a row before it decides: {}.",
        "Aan alle voorwaarden is voldaan, maar een eerdere regel beslist: {}.",
    ),
    "not_asked": Bilingual(
        "This question was not reached: the facts that lead to it are not recorded.",
        "Aan deze vraag kwam de berekening niet toe: de feiten die ertoe leiden zijn niet vastgelegd.",
    ),
    "kinds": Bilingual(
        "It is asked where one of these is recorded: {}.", "Zij wordt gesteld als een van deze is vastgelegd: {}."
    ),
    "starts": Bilingual(
        "Its time starts with {}; that is not recorded.", "De termijn begint met {}; dat is niet vastgelegd."
    ),
    "no_table": Bilingual(
        "No decision table leads to it; it follows directly from facts that are not recorded here.",
        "Geen beslistabel leidt ertoe; het volgt rechtstreeks uit feiten die hier niet zijn vastgelegd.",
    ),
}

#: Why a row does not lead there: a recorded value, something unknown, an earlier row, or never asked.
Obstacle = Literal["value", "unknown", "before", "not_asked", "act", "starts", "no_table", "stands"]


class WhyNot(msgspec.Struct, frozen=True, kw_only=True):
    """One answer: the question and the row that would lead there, what fails first, in words, and the article.

    ``failing`` is how many conditions of the row fail or are unknown: the answers with the fewest come first.
    """

    obstacle: Obstacle
    text: str
    table: str = ""
    row: str = ""
    question: str = ""
    citations: tuple[Link, ...] = ()
    failing: int = 0


def leads(positions: Iterable[Position]) -> dict[str, frozenset[tuple[str, str]]]:
    """Which outcomes of which tables lead to which provision, as positions show by the reasons they give."""
    found: dict[str, set[tuple[str, str]]] = {}

    def note(provision: str, reasons: tuple[Reason, ...]) -> None:
        for reason in reasons:
            if reason.table in TABLES:
                found.setdefault(provision, set()).add((reason.table, reason.outcome))

    for position in positions:
        standing: list[Standing] = [*position.rights, *position.permitted, *position.forbidden]
        standing += [*position.judgements, *position.steps]
        for item in standing:
            note(item.provision, item.reasons)
        if position.route is not None:
            note(position.route.provision, position.route.reasons)
        for duty in position.duties:
            note(duty.provision, duty.reasons)
    return {provision: frozenset(pairs) for provision, pairs in found.items()}


def provision_of(name: str) -> Provision | None:
    """The provision that a name means: its id, or the route of that name."""
    return PROVISIONS.get(name) or PROVISIONS.get(f"route:{name}")


def why_not(traced: Traced, provision: Provision, known: Leads, lang: str) -> tuple[WhyNot, ...]:
    """Why a provision does not stand in a position; the nearest answer first. One answer *stands* where it does."""
    if _stands(traced.position, provision.id):
        return (WhyNot(obstacle="stands", text=_WORDS["stands"][lang], citations=links(provision.cite)),)
    shut = traced.case.shut_by(provision.cite)
    if shut is not None:
        return (_act(shut, lang),)
    answers: list[WhyNot] = []
    for table, rows in _rows_to(provision.id, known).items():
        answers += _table(traced.asked, table, rows, lang, depth=0)
    if not answers or (isinstance(provision, TimeLimit) and all(item.obstacle == "not_asked" for item in answers)):
        answers.append(_without_table(provision, lang))
    rank = {"unknown": 0, "value": 1, "before": 1}
    answers.sort(key=lambda item: (item.obstacle == "not_asked", item.failing, rank.get(item.obstacle, 2)))
    return tuple({(item.table, item.row, item.obstacle): item for item in reversed(answers)}.values())[::-1]


def _stands(position: Position, provision: str) -> bool:
    lists: tuple[tuple[Standing, ...], ...] = (
        position.rights,
        position.permitted,
        position.forbidden,
        position.judgements,
        position.steps,
        (position.route,) if position.route is not None else (),
    )
    return position.duty(provision) is not None or any(item.provision == provision for items in lists for item in items)


#: How many tables behind a table are looked into.
_DEEPEST = 3


def _table(asked: tuple[Asked, ...], table: DecisionTable, rows: list[Row], lang: str, depth: int) -> list[WhyNot]:
    """Why a table did not lead to one of these rows: what fails in each, or behind it in the table that it builds on.

    A table that was asked and led there is no obstacle: what is sought needs another one besides.
    """
    last = next((item for item in reversed(asked) if item.table is table), None)
    if last is None:
        return [_not_asked(table, rows[0], lang)]
    if all(row in rows for row in last.rows):
        return []
    found: list[WhyNot] = []
    for row in rows:
        answer = _obstacle(last, table, row, lang)
        behind = _behind(asked, last, row) if answer.failing == 1 and depth < _DEEPEST else None
        deeper = _table(asked, *behind, lang, depth + 1) if behind is not None else []
        found += deeper or [answer]
    return found


def _behind(asked: tuple[Asked, ...], last: Asked, row: Row) -> tuple[DecisionTable, list[Row]] | None:
    """The table whose outcome is the input that fails, with the rows that lead to the outcome asked for."""
    entry = next(item for item in last.table.inputs if _fails(last, item, row))
    if not isinstance(entry, Choice):
        return None
    wanted = {entry.values[code] for code in condition_codes(entry, row.when[entry.name])}
    for item in reversed(asked):
        outcomes = set(item.table.outcomes)
        if item.table is not last.table and outcomes <= set(entry.values) and wanted & outcomes:
            return item.table, [one for one in item.table.rows if one.then in wanted]
    return None


def _value(asked: Asked, entry: Input) -> Any:
    value = asked.inputs.get(entry.name)
    if value is None:
        return entry.otherwise if entry.closed else UNKNOWN
    return value


def _fails(asked: Asked, entry: Input, row: Row) -> bool:
    """Whether a row's condition on an input is not met, or not known to be."""
    condition = row.when.get(entry.name, ANY)
    if condition is ANY:
        return False
    value = _value(asked, entry)
    return value is UNKNOWN or asked.table.code(entry, value, asked.bounds) not in condition_codes(entry, condition)


def _rows_to(provision: str, known: Leads) -> dict[DecisionTable, list[Row]]:
    """The rows that lead to a provision, by table."""
    pairs = known.get(provision, frozenset())
    names = (provision, provision.removeprefix("route:"))
    found: dict[DecisionTable, list[Row]] = {}
    for table in TABLES.values():
        rows = [row for row in table.rows if row.then in names or (table.name, row.then) in pairs]
        if rows:
            found[table] = rows
    return found


def _act(shut: Shut, lang: str) -> WhyNot:
    return WhyNot(obstacle="act", text=provision_words(shut.silence, lang), citations=links(shut.cite))


def _obstacle(asked: Asked, table: DecisionTable, row: Row, lang: str) -> WhyNot:
    """The first condition of a row that fails, in the order of the table's inputs."""
    first: tuple[Obstacle, str] | None = None
    failing = 0
    for entry in table.inputs:
        if not _fails(asked, entry, row):
            continue
        failing += 1
        value = _value(asked, entry)
        asks = condition_words(entry, row.when[entry.name], lang, asked.bounds)
        if value is UNKNOWN:
            first = first or ("unknown", _WORDS["unknown"][lang].format(_named(entry, lang), asks))
        elif first is None or first[0] == "unknown":
            # What is recorded otherwise fails before what is merely unknown.
            here = value_words(entry, value, lang)
            first = ("value", _WORDS["value"][lang].format(_named(entry, lang), asks, here))
    obstacle, text = first if first is not None else ("before", _before(asked, table, lang))
    return WhyNot(
        obstacle=obstacle,
        text=text,
        table=table.name,
        row=row.id,
        question=table.question[lang],
        citations=links(row.cite),
        failing=failing,
    )


def _before(asked: Asked, table: DecisionTable, lang: str) -> str:
    """Every condition of a row is met, so that a row before it decides."""
    fired = asked.rows[0]
    return _WORDS["before"][lang].format(f"{table.outcomes[fired.then][lang]} ({fired.cite})")


def _named(entry: Input, lang: str) -> str:
    label = entry.label[lang]
    return f"{label[:1].upper()}{label[1:]}"


def _not_asked(table: DecisionTable, row: Row, lang: str) -> WhyNot:
    text = _WORDS["not_asked"][lang]
    kinds = _called_by(table)
    if kinds:
        text = f"{text} {_WORDS['kinds'][lang].format(', '.join(settling_words(kind, lang) for kind in kinds))}"
    return WhyNot(
        obstacle="not_asked",
        text=text,
        table=table.name,
        row=row.id,
        question=table.question[lang],
        citations=links(row.cite),
        failing=len(row.when),
    )


def _called_by(table: DecisionTable) -> tuple[str, ...]:
    """The kinds of facts without which the chapter of a table's module is not entered."""
    kinds = {
        kind.kind()
        for entry in chapters()
        if any(value is table for value in vars(importlib.import_module(entry.module)).values())
        for kind in entry.when
        if kind.kind() in KINDS
    }
    return tuple(sorted(kinds))


def _without_table(provision: Provision, lang: str) -> WhyNot:
    if isinstance(provision, TimeLimit):
        return WhyNot(
            obstacle="starts",
            text=_WORDS["starts"][lang].format(provision.starts[lang]),
            citations=links(provision.cite),
        )
    return WhyNot(obstacle="no_table", text=_WORDS["no_table"][lang], citations=links(provision.cite))
