"""The law book: the whole executable law as a printed book, in the order of the letter and of the acts.

What is printed is gathered here as plain data and set by :mod:`asylon.lawbook.typesetting`; how it looks is the template
``data/book.typ``. Texts reach the template as data, never as markup, so that no sign in them can be taken for an instruction.
The compiler and its fonts come with a package: no network, no fonts of the machine, and the same bytes for the same edition,
day and language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from threading import Lock
from typing import Any

from asylon.cases import load
from asylon.law import concordance
from asylon.law.book import Book, Parameter, RuleText
from asylon.law.calculations import Calculation
from asylon.law.citations import ACTS
from asylon.law.periods_words import language, long_date
from asylon.law.provisions import ACTORS, KeepingPeriod, Provision, Silence, TimeLimit
from asylon.law.tables import ANY, DecisionTable
from asylon.law.tables_figures import figures_of, numbers_on
from asylon.law.tables_render import absent_words, condition_words
from asylon.lawbook.articles import REST, Key, calculations, home, keys_of
from asylon.lawbook.modelled import SHORT, cases_by_rule, covered, summary
from asylon.lawbook.printing_words import WORDS
from asylon.lawbook.sources import declared_at
from asylon.lawbook.typesetting import compiled
from asylon.lawbook.words import (
    RULE_BLOCKS,
    VERIFICATION,
    figure_words,
    kind_words,
    period_words,
    provision_words,
    range_words,
)

#: A table with more inputs than this is printed across the page.
MOST_UPRIGHT = 4

Data = dict[str, Any]

_kept: dict[tuple[str, date, str, str], bytes] = {}
_compiling = Lock()


def pdf(book: Book, on: date, lang: str, state: str = "") -> bytes:
    """The law book as PDF/UA-1, with the figures of a day (in a Member State, if one is given).

    The last one of each language is kept, so that a server compiles an edition once a day. Raises
    :class:`~asylon.lawbook.typesetting.PrintingError` where it cannot be set.
    """
    key = (book.edition, on, lang, state)
    with _compiling:
        if key not in _kept:
            for other in [other for other in _kept if other[2] == lang]:
                del _kept[other]
            _kept[key] = compiled(contents(book, on, lang, state), on)
        return _kept[key]


def contents(book: Book, on: date, lang: str, state: str = "") -> Data:
    """All that the book prints, in one language, as plain data."""
    made = _Contents(book, on, lang, state)
    return {
        "lang": lang,
        "words": {key: words[lang] for key, words in WORDS.items()},
        "edition": book.edition,
        "day": long_date(on, language(lang), weekday=False),
        "state": book.state_name(state, lang) if state else "",
        "counts": made.counts(),
        "marks": [{"mark": mark, "words": words[lang]} for mark, words in VERIFICATION.items()],
        "states": [{"words": share.words[lang], "count": share.count} for share in summary(book)],
        "blocks": [made.block(key) for key in RULE_BLOCKS if key != "open_question"],
        "questions": made.questions(),
        "figures": made.figures(),
        "ids": made.ids(),
        "articles": made.articles(),
    }


class _Contents:
    """Gathers the parts of the book for one language and day."""

    def __init__(self, book: Book, on: date, lang: str, state: str) -> None:
        self.book, self.on, self.lang, self.state = book, on, lang, state
        self.states = covered(book)
        self.tables: dict[str, list[DecisionTable]] = {}
        for table in concordance.tables():
            self.tables.setdefault(_block_of(table, book), []).append(table)

    # -- a block ---------------------------------------------------------------

    def block(self, key: str) -> Data:
        """A block: its articles in the order of the acts, its tables, its calculations."""
        tables = sorted(self.tables.get(key, ()), key=lambda table: _sorted(home(table.rows[0].cite)))
        return {
            "key": key,
            "title": RULE_BLOCKS[key][self.lang],
            "acts": self._acts(key),
            "upright": [self._table(table) for table in tables if len(table.inputs) <= MOST_UPRIGHT],
            "across": [self._table(table) for table in tables if len(table.inputs) > MOST_UPRIGHT],
            "calculations": [self._calculation(each) for each in calculations() if each.block == key],
        }

    def _acts(self, block: str) -> list[Data]:
        """The acts of a block with their articles."""
        found: dict[str, list[Data]] = {}
        for article in self._articles(block):
            found.setdefault(article["label"][0], []).append(article)
        return [
            {
                "title": f"{ACTS[act].title[self.lang]} ({act})" if act else WORDS["no_act"][self.lang],
                "articles": articles,
            }
            for act, articles in found.items()
        ]

    def _articles(self, block: str) -> list[Data]:
        """Each article of a block with what is at home there, and what else of the block rests on it."""
        found: dict[Key, Data] = {}

        def at(key: Key) -> Data:
            if key not in found:
                found[key] = {
                    "label": _label(key),
                    "title": self._article_title(key),
                    "rules": [],
                    "limits": [],
                    "keeping": [],
                    "provisions": [],
                    "also": [],
                    "tables": [],
                }
            return found[key]

        for rule in concordance.in_block(self.book.rules.values(), block):
            first, *others = keys_of(rule.citation) or (("", REST),)
            at(first)["rules"].append(self._rule(rule))
            for key in others:
                at(key)["also"].append(rule.id)
        for item in concordance.provisions():
            if item.block == block and not isinstance(item, Silence):
                place = at(home(item.cite))
                if isinstance(item, TimeLimit):
                    place["limits"].append(self._period(item))
                elif isinstance(item, KeepingPeriod):
                    place["keeping"].append(self._period(item))
                else:
                    place["provisions"].append(self._provision(item))
        for table in self.tables.get(block, ()):
            for key in dict.fromkeys(key for row in table.rows for key in keys_of(row.cite)):
                if key in found:
                    found[key]["tables"].append({"name": table.name, "question": table.question[self.lang]})
        return [found[key] for key in sorted(found, key=_sorted)]

    def _article_title(self, key: Key) -> str:
        act, number = key
        if not act:
            return WORDS["no_article"][self.lang]
        return f"{act} {number}" if number != REST else WORDS["rest"][self.lang].format(act)

    def _rule(self, rule: RuleText) -> Data:
        entry = self.states.get(rule.id)
        cases = len(cases_by_rule().get(rule.id, ()))
        return {
            "id": rule.id,
            "words": rule.words[self.lang],
            "cite": _unbroken(rule.citation),
            "verified": rule.verified,
            "mark": rule.verification,
            "state": SHORT[entry.state][self.lang] if entry and entry.state in SHORT else entry.state if entry else "",
            "reason": entry.reason[self.lang] if entry and entry.reason else "",
            "cases": WORDS["cases_one" if cases == 1 else "cases"][self.lang].format(cases) if cases else "",
        }

    def _period(self, item: TimeLimit | KeepingPeriod) -> Data:
        figure = self.book.parameters[item.length]
        who = getattr(item, "who", "")
        consequence = getattr(item, "consequence", None)
        return {
            "id": item.id,
            "what": provision_words(item)[self.lang],
            "who": ACTORS[who][self.lang] if who in ACTORS else "",
            "length": figure_words(self.book.value(item.length, self.on, self.state), self.lang),
            "choice": self._choice(figure),
            "starts": item.starts[self.lang],
            "by": str(item.by.value),
            "consequence": consequence[self.lang] if consequence is not None else "",
            "open": list(getattr(item, "open_questions", ())),
            "rules": list(item.rules),
            "cite": _unbroken(item.cite),
        }

    def _choice(self, figure: Parameter) -> str:
        return WORDS["choice"][self.lang].format(range_words(figure, self.lang)) if figure.national else ""

    def _provision(self, item: Provision) -> Data:
        who = getattr(item, "who", "")
        due = period_words(item, self.book)
        return {
            "sort": kind_words(item)[self.lang],
            "who": ACTORS[who][self.lang] if who in ACTORS else "",
            "words": provision_words(item)[self.lang],
            "due": due[self.lang] if due is not None else "",
            "rules": list(item.rules),
            "cite": _unbroken(item.cite),
        }

    def _table(self, table: DecisionTable) -> Data:
        bounds = numbers_on(table, self.book, self.on, self.state)
        rows = [
            {
                "id": row.id,
                "cells": [
                    condition_words(entry, row.when.get(entry.name, ANY), self.lang, bounds) for entry in table.inputs
                ],
                "outcome": table.outcomes[row.then][self.lang],
                "rules": list(row.rules),
                "cite": _unbroken(row.cite),
            }
            for row in table.rows
        ]
        inputs = [{"label": entry.label[self.lang], "absent": absent_words(entry, self.lang)} for entry in table.inputs]
        return {
            "name": table.name,
            "question": table.question[self.lang],
            "policy": WORDS[table.hit_policy][self.lang],
            "inputs": inputs,
            "rows": rows,
            "widths": _widths(inputs, rows),
            "figures": [
                f"{figure.words[self.lang]}: {figure_words(self.book.value(figure.key, self.on, self.state), self.lang)} ({figure.cite})"
                for figure in figures_of(table, self.book)
            ],
            "cells": len(table.rows_by_cell),
        }

    def _calculation(self, each: Calculation) -> Data:
        cases = [case for case in load() if any(ask.calculate and ask.calculate.name == each.name for ask in case.ask)]
        return {
            "name": each.name,
            "question": each.question[self.lang],
            "data": each.data[self.lang],
            "rules": list(each.rules),
            "cite": _unbroken(each.cite),
            "cases": WORDS["cases_one" if len(cases) == 1 else "cases"][self.lang].format(len(cases)) if cases else "",
        }

    # -- the back of the book ----------------------------------------------------

    def questions(self) -> list[Data]:
        """The open questions with their possible answers and the documented default."""
        found = []
        for rule in concordance.in_block(self.book.rules.values(), "open_question"):
            question = self.book.open_questions.get(rule.id)
            options = question.options.items() if question else ()
            found.append(
                {
                    "rule": self._rule(rule),
                    "options": [
                        {"words": words[self.lang], "default": bool(question and key == question.default)}
                        for key, words in options
                    ],
                    "why": question.why[self.lang] if question else "",
                    "limits": [
                        provision_words(item)[self.lang]
                        for item in concordance.provisions()
                        if isinstance(item, TimeLimit) and rule.id in item.open_questions
                    ],
                }
            )
        return found

    def figures(self) -> list[Data]:
        """Every figure of the book with its values by date and its article."""
        found = []
        for figure in self.book.parameters.values():
            values = [
                {
                    "value": figure_words(dated.value, self.lang),
                    "since": long_date(dated.since, language(self.lang), weekday=False),
                    "until": long_date(dated.until, language(self.lang), weekday=False) if dated.until else "",
                }
                for dated in figure.values
            ]
            found.append(
                {
                    "key": figure.key,
                    "words": figure.words[self.lang],
                    "values": values,
                    "choice": self._choice(figure),
                    "cite": _unbroken(figure.cite),
                    "rules": list(figure.rules),
                }
            )
        return found

    def ids(self) -> list[Data]:
        """Every Id, in the order of the alphabet and of numbers."""
        rules = sorted(self.book.rules.values(), key=lambda rule: _natural(rule.id))
        return [{"id": rule.id, "verified": rule.verified} for rule in rules]

    def articles(self) -> list[Data]:
        """Every act with its articles and the blocks that print them."""
        acts: dict[str, dict[Key, list[str]]] = {}
        for key in RULE_BLOCKS:
            if key == "open_question":
                continue
            for article in self._articles(key):
                act, number = article["label"]
                if act:
                    acts.setdefault(act, {}).setdefault((act, number), []).append(key)
        return [
            {
                "act": short,
                "title": ACTS[short].title[self.lang],
                "number": ACTS[short].number,
                "articles": [
                    {"title": self._article_title(key), "places": [f"{block}/{key[0]}/{key[1]}" for block in blocks]}
                    for key, blocks in sorted(acts[short].items(), key=lambda item: _sorted(item[0]))
                ],
            }
            for short in ACTS
            if short in acts
        ]

    def counts(self) -> Mapping[str, int]:
        """How much of everything the book holds."""
        kinds = [type(item) for item in concordance.provisions()]
        return {
            "rules": len(self.book.rules),
            "unverified": sum(not rule.verified for rule in self.book.rules.values()),
            "tables": len(concordance.tables()),
            "limits": kinds.count(TimeLimit),
            "keeping": kinds.count(KeepingPeriod),
            "calculations": len(calculations()),
            "cases": len(load()),
            "questions": sum(len(case.ask) for case in load()),
        }


def _label(key: Key) -> list[str]:
    return [key[0], key[1]]


def _sorted(key: Key) -> tuple[int, int, int, str]:
    """Articles in the order of the acts and of their numbers; annexes and recitals last, what has no act at the end."""
    act, number = key
    order = list(ACTS).index(act) if act in ACTS else len(ACTS)
    digits = "".join(sign for sign in number if sign.isdigit())
    return (order, number == REST, int(digits or 0), number)


def _natural(id_: str) -> tuple[str, tuple[int, ...]]:
    """``D-2`` before ``D-14``."""
    head, _, tail = id_.rpartition("-")
    return (head, tuple(int(part) for part in tail.split(".") if part.isdigit()))


def _block_of(table: DecisionTable, book: Book) -> str:
    """The block whose module declares a table; failing that, the block of its first rule."""
    rules = concordance.table_rules(table)
    source = declared_at(table.name, rules)
    if source is not None and source.module.block:
        return source.module.block
    return next((book.rules[rule].block for rule in rules if rule in book.rules), "general")


def _widths(inputs: Iterable[Data], rows: list[Data]) -> list[int]:
    """How wide each column wants to be: row, inputs, outcome. The longest word decides, then how much is said."""

    def want(texts: Iterable[str]) -> int:
        told = [text for text in texts if text]
        word = max((len(word) for text in told for word in text.replace("-", "- ").split()), default=1)
        return max(word, round(max((len(text) for text in told), default=1) ** 0.62), 4)

    columns = [min(max(len(row["id"]) for row in rows) + 1, 20)]
    for number, entry in enumerate(inputs):
        columns.append(want([entry["label"], *(row["cells"][number] for row in rows)]))
    return [*columns, want(row["outcome"] for row in rows) + 4]


def _unbroken(cite: str) -> str:
    """A citation that is only broken between two places: ``AMMR 39(1)`` stays on one line."""
    return "; ".join(part.strip().replace(" ", "\N{NO-BREAK SPACE}") for part in cite.split(";"))
