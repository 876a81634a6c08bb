"""Search in the law: by article, by Id, by words in either language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from asylon.cli.law_output import wrapped
from asylon.law import concordance
from asylon.law.book import Book
from asylon.law.citations import ACTS, Place, citations
from asylon.law.facts import KINDS


def find(asked: str, book: Book, lang: str) -> list[str]:
    """One line for each hit, rules first: Id or name, words, article."""
    place = concordance.asked_place(asked)
    wanted = _plain(asked).split()

    def hit(cite: Iterable[str], texts: Iterable[str]) -> bool:
        if place is not None:
            cited = [each for text in cite for each in citations(text) if each.act in ACTS]
            return any(place.meets(Place.of(each)) for each in cited)
        text = _plain(" ".join((*cite, *texts)))
        return all(word in text for word in wanted)

    lines = [
        _line(rule.id, rule.words[lang], rule.citation)
        for rule in book.rules.values()
        if rule.id.casefold() == asked.casefold() or hit([rule.citation], (rule.words.en, rule.words.nl))
    ]
    lines += [
        _line(f"table {item.name}", item.question[lang], "; ".join(dict.fromkeys(row.cite for row in item.rows)))
        for item in concordance.tables()
        if _has_rule(asked, item.rows)
        or hit([row.cite for row in item.rows], (item.name, item.question.en, item.question.nl))
    ]
    for item in concordance.provisions():
        words: Any = next((getattr(item, name) for name in ("duty", "words", "question") if hasattr(item, name)), None)
        texts = (item.id, words.en, words.nl) if words is not None else (item.id,)
        if _has_rule(asked, [item]) or hit([item.cite], texts):
            kind = type(item).__name__
            shown = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in kind).strip()
            lines.append(_line(f"{shown} {item.id}", words[lang] if words is not None else "", item.cite))
    if place is None:
        lines += [
            _line(f"fact {kind}", made.words[lang], "")
            for kind, made in KINDS.items()
            if hit((), (kind, made.words.en, made.words.nl))
        ]
    return lines


def _has_rule(asked: str, items: Iterable[Any]) -> bool:
    wanted = asked.casefold()
    return any(wanted == rule.casefold() for item in items for rule in item.rules)


def _line(name: str, words: str, cite: str) -> str:
    return wrapped(f"{words} [{cite}]" if cite else words, 4, f"{name}  ")


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()
