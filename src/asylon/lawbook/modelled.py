"""How far the rule index is modelled, counted by state for a picture and the table beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from asylon.cases import asserted_rules, load
from asylon.coverage import Covered, coverage
from asylon.law.book import Book
from asylon.law.citations import Bilingual

#: The states a rule can be in, in the order of the picture.
STATES: dict[str, Bilingual] = {
    "executable": Bilingual("executed, and shown by a golden case", "uitgevoerd, en getoond door een ijkzaak"),
    "duty": Bilingual("returned as a duty or permission", "teruggegeven als plicht of bevoegdheid"),
    "right": Bilingual("returned as a right", "teruggegeven als recht"),
    "judgement": Bilingual("returned as a judgement by a person", "teruggegeven als oordeel door een mens"),
    "parameter": Bilingual(
        "a dated figure of the book, or an open question with its answer",
        "een gedateerd gegeven van het boek, of een open vraag met haar antwoord",
    ),
    "definition": Bilingual("used by a table, limit or provision", "gebruikt door een tabel, termijn of bepaling"),
    "not modelled": Bilingual("not computed in this edition", "niet berekend in deze uitgave"),
}

#: The same in a word, for the printed book.
SHORT: dict[str, Bilingual] = {
    "executable": Bilingual("executed", "uitgevoerd"),
    "duty": Bilingual("duty", "plicht"),
    "right": Bilingual("right", "recht"),
    "judgement": Bilingual("judgement", "oordeel"),
    "parameter": Bilingual("figure", "cijfer"),
    "definition": Bilingual("used", "gebruikt"),
    "not modelled": Bilingual("not computed", "niet berekend"),
}

#: The look of each state's piece of the bar: the darker, the more is shown to work.
LOOKS: dict[str, int] = {
    "executable": 0,
    "duty": 1,
    "right": 2,
    "judgement": 3,
    "parameter": 5,
    "definition": 6,
    "not modelled": 7,
}


class Share(msgspec.Struct, frozen=True):
    """One state of coverage: its words, how many rules, and the look of its piece of the bar."""

    words: Bilingual
    count: int
    look: str


_covered: dict[str, dict[str, Covered]] = {}


def covered(book: Book) -> Mapping[str, Covered]:
    """The coverage of every rule Id; computed once for an edition of the book."""
    if book.edition not in _covered:
        _covered[book.edition] = {entry.id: entry for entry in coverage(book)}
    return _covered[book.edition]


def state_words(key: str) -> Bilingual:
    """A state in both languages; one not known here reads as it is."""
    return STATES.get(key, Bilingual(key, key))


def summary(book: Book, ids: Iterable[str] | None = None) -> tuple[Share, ...]:
    """The rules (all, or those named) counted by state of coverage."""
    known = covered(book)
    chosen = [known[rule] for rule in (known if ids is None else ids) if rule in known]
    counts: dict[str, int] = {}
    for entry in chosen:
        counts[entry.state] = counts.get(entry.state, 0) + 1
    return tuple(
        Share(state_words(key), counts[key], f"look-{LOOKS.get(key, 4)}")
        for key in (*STATES, *sorted(set(counts) - set(STATES)))
        if key in counts
    )


@lru_cache(maxsize=1)
def cases_by_rule() -> Mapping[str, tuple[str, ...]]:
    """The golden cases that assert each rule."""
    return asserted_rules(load())
