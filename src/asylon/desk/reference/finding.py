"""Finding in the law: by article, by Id, by words in either language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

import msgspec
from django.urls import reverse

from asylon.desk.context import language
from asylon.law import concordance
from asylon.law.book import Book, Parameter, RuleText
from asylon.law.citations import ACTS, Act, Place, citations
from asylon.law.facts import KINDS, Fact
from asylon.law.periods import Length
from asylon.law.periods_words import long_length
from asylon.law.provisions import Provision, TimeLimit
from asylon.law.tables import DecisionTable
from asylon.law.tables_render import number_words


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a search found, by sort; ``place`` says whether an article was understood in the question."""

    place: bool
    rules: tuple[RuleText, ...]
    provisions: tuple[Provision, ...]
    tables: tuple[DecisionTable, ...]
    parameters: tuple[Parameter, ...] = ()
    facts: tuple[type[Fact], ...] = ()
    acts: tuple[Act, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is no hit at all."""
        return not any((self.rules, self.provisions, self.tables, self.parameters, self.facts, self.acts))


def exact(book: Book, asked: str) -> str | None:
    """The address of what carries exactly this Id or name, or None."""
    wanted = asked.casefold()
    for rule in book.rules:
        if rule.casefold() == wanted:
            return reverse("reference:rule", args=[rule])
    for item in concordance.provisions():
        if item.id.casefold() == wanted and isinstance(item, TimeLimit):
            return reverse("reference:limit", args=[item.id])
    for table in concordance.tables():
        if table.name.casefold() == wanted:
            return reverse("reference:table", args=[table.name])
    return None


def find(book: Book, asked: str) -> Found:
    """Everything in the law that answers a question: a place in an act, or words that must all occur."""
    place = concordance.asked_place(asked)
    if place is not None:
        return Found(
            place=True,
            rules=concordance.rules_at(book, place),
            provisions=tuple(item for item in concordance.provisions() if _at(item.cite, place)),
            tables=tuple(table for table in concordance.tables() if any(_at(row.cite, place) for row in table.rows)),
            parameters=tuple(each for each in book.parameters.values() if _at(each.cite, place)),
            acts=(ACTS[place.act],) if place.act in ACTS and not place.steps else (),
        )
    wanted = _plain(asked).split()

    def hit(texts: Iterable[str]) -> bool:
        text = _plain(" ".join(texts))
        return all(word in text for word in wanted)

    return Found(
        place=False,
        rules=tuple(
            each for each in book.rules.values() if hit((each.id, each.citation, each.words.en, each.words.nl))
        ),
        provisions=tuple(item for item in concordance.provisions() if hit((item.id, *_texts(item)))),
        tables=tuple(
            table for table in concordance.tables() if hit((table.name, table.question.en, table.question.nl))
        ),
        parameters=tuple(each for each in book.parameters.values() if hit((each.key, each.words.en, each.words.nl))),
        facts=tuple(kind for key, kind in KINDS.items() if hit((key, kind.words.en, kind.words.nl))),
        acts=tuple(act for act in ACTS.values() if hit((act.short, act.number, act.title.en, act.title.nl))),
    )


def _at(cite: str, place: Place) -> bool:
    return any(place.meets(Place.of(citation)) for citation in citations(cite) if citation.act in ACTS)


def _texts(item: Provision) -> list[str]:
    found: list[str] = [item.cite]
    for name in ("duty", "words", "question"):
        text: Any = getattr(item, name, None)
        if text is not None:
            found += [text.en, text.nl]
    return found


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def figure(value: str | float | None) -> str:
    """A figure of the book in the reader's language: a length of time, or a number."""
    if value is None:
        return ""
    if isinstance(value, str):
        try:
            return long_length(Length.parse(value), language())
        except ValueError:
            return value
    return number_words(value, language())
