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
    "parameter": Bilingual("a dated figure of the book", "een gedateerd gegeven van het boek"),
    "definition": Bilingual("used, not yet shown by a golden case", "gebruikt, nog niet getoond door een ijkzaak"),
    "not modelled": Bilingual("not modelled in this edition", "niet gemodelleerd in deze uitgave"),
}

#: The same in a word, for the printed book.
SHORT: dict[str, Bilingual] = {
    "executable": Bilingual("executed", "uitgevoerd"),
    "duty": Bilingual("duty", "plicht"),
    "right": Bilingual("right", "recht"),
    "judgement": Bilingual("judgement", "oordeel"),
    "parameter": Bilingual("figure", "cijfer"),
    "definition": Bilingual("used", "gebruikt"),
    "not modelled": Bilingual("not modelled", "niet gemodelleerd"),
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

#: Why a rule is not modelled, as the coverage says it, in Dutch.
REASONS_NL: dict[str, str] = {
    "not used by a rule of this edition": "geen regel van deze uitgave gebruikt het",
    "documented default in the gazette; no rule of this edition asks it": (
        "gedocumenteerde standaard in het boek; geen regel van deze uitgave vraagt ernaar"
    ),
    "an obligation of institutions, followed in the plan, not in a position": (
        "een verplichting van instellingen, gevolgd in het plan en niet in een positie"
    ),
    "the rule belongs to a part of its block that this edition does not compute": (
        "de regel hoort bij een deel van zijn bouwsteen dat deze uitgave niet berekent"
    ),
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


def reason_words(reason: str) -> Bilingual:
    """Why a rule is not modelled, in both languages."""
    return Bilingual(reason, REASONS_NL.get(reason, reason))


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
