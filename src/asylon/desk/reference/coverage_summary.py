"""How far the rule index is modelled, counted by state for a picture and the table beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from asylon import coverage
from asylon.cases import asserted_rules, load
from asylon.law.book import Book
from asylon.law.citations import Bilingual

#: The states a rule can be in, in the order of the picture; each name is also the look of its piece of the bar.
STATES: dict[str, Bilingual] = {
    "applied": Bilingual("applied, and tested by a golden case", "toegepast, en getoetst met een gouden zaak"),
    "partly": Bilingual("applied in part", "ten dele toegepast"),
    "parameter": Bilingual("a dated figure of the book", "een gedateerd gegeven van het boek"),
    "judgement": Bilingual("shown as a judgement by a person", "getoond als oordeel door een mens"),
    "open": Bilingual("open question with a documented default", "open vraag met gedocumenteerde standaard"),
    "not_modelled": Bilingual("not modelled in this edition", "niet gemodelleerd in deze editie"),
}


class Share(msgspec.Struct, frozen=True):
    """One state of coverage: its key, its words, how many rules, and the look of its piece of the bar."""

    key: str
    words: Bilingual
    count: int
    total: int
    look: str

    @property
    def percent(self) -> float:
        """The share in per cent."""
        return 100 * self.count / self.total if self.total else 0.0


_covered: dict[str, dict[str, Mapping[str, Any]]] = {}


def covered(book: Book) -> Mapping[str, Mapping[str, Any]]:
    """For every rule Id its coverage: ``state``, ``witness`` (what shows it) and ``reason``."""
    if book.edition not in _covered:
        _covered[book.edition] = {str(entry["id"]): entry for entry in coverage.coverage(book)}
    return _covered[book.edition]


def state_words(key: str) -> Bilingual:
    """A state in both languages; one not known here reads as it is."""
    return STATES.get(key, Bilingual(key.replace("_", " "), key.replace("_", " ")))


def summary(book: Book, ids: Iterable[str] | None = None) -> tuple[Share, ...]:
    """The rules (all, or those named) counted by state of coverage."""
    known = covered(book)
    chosen = [known[rule] for rule in (known if ids is None else ids) if rule in known]
    counts: dict[str, int] = {}
    for entry in chosen:
        counts[str(entry["state"])] = counts.get(str(entry["state"]), 0) + 1
    order = [*STATES, *sorted(set(counts) - set(STATES))]
    return tuple(
        Share(key, state_words(key), counts[key], len(chosen), f"look-{number % 8}")
        for number, key in enumerate(order)
        if counts.get(key)
    )


@lru_cache(maxsize=1)
def cases_by_rule() -> Mapping[str, tuple[str, ...]]:
    """The golden cases that assert each rule."""
    return asserted_rules(load())
