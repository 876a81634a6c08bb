"""The book: one immutable set of provisions' figures, dates, holidays and national choices.

Rules are here; figures are there. A book is loaded outside ``law/`` (from the gazette) and handed in. Every figure is
dated and has a source; national choices stay inside the range the article allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.calendars import Calendar
from asylon.law.citations import Bilingual, Place, SaidError, citations
from asylon.law.counted import Counted, Step
from asylon.law.lengths import Length

#: The Union as a whole, and its institutions, where the letters of a Member State are asked.
UNION = "EU"
UNION_NAME = Bilingual("the European Union", "de Europese Unie")


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """A value from ``since`` on, until and including ``until`` (None: open end)."""

    value: str | float
    since: date
    until: date | None = None
    source: str = ""


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of the law: a length of time, a percentage, a number.

    ``low`` and ``high`` bound national choices; with ``low`` alone there is no upper bound.
    """

    key: str
    words: Bilingual
    cite: str
    rules: tuple[str, ...]
    values: tuple[Dated, ...]
    low: str | float | None = None
    high: str | float | None = None

    @property
    def national(self) -> bool:
        """Whether the article leaves Member States a choice."""
        return self.low is not None


class RuleText(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the rule index: our own one-line paraphrase, where it stands, how it was verified.

    ``verification``: V read in the act, V-it read in the amending or implementing act, S seen only in a secondary
    source, M from memory. S and M are shown as unverified.
    """

    id: str
    block: str
    citation: str
    verification: str
    kind: str
    words: Bilingual

    @property
    def verified(self) -> bool:
        """Whether the rule was read in an act's own text."""
        return self.verification.startswith("V")


class OpenQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question the text leaves open: its possible answers, the documented default, and why."""

    id: str
    options: Mapping[str, Bilingual]
    default: str
    why: Bilingual


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an act with a date of application of its own: ``place`` is an article, a paragraph or a range of them."""

    place: str
    applies: date
    rule: str
    cite: str
    words: Bilingual


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """From when an act applies, and which older act it replaces (``older``: by Member State; ``*`` for all others).

    ``published`` is the date printed in the Official Journal where it is in doubt (open question O-16).
    """

    act: str
    applies: date
    cite: str
    rule: str
    published: date | None = None
    parts: tuple[Part, ...] = ()
    older: Mapping[str, Bilingual] = {}


#: Whether a Member State is bound by an act: it is, it is not, or the gazette has not seen its decision.
Binding = Literal["bound", "not_bound", "unknown"]


class Participation(msgspec.Struct, frozen=True, kw_only=True):
    """How a Member State takes part in an act, or in some of its articles, since a day.

    ``only`` names the articles it is about, as citations (none: the whole act). ``verification`` is that of
    :class:`RuleText`, ``cite`` where it is said that the act does not (simply) bind.
    """

    act: str
    binding: Binding
    since: date
    only: tuple[str, ...] = ()
    cite: str = ""
    verification: str
    source: Bilingual


#: The open question on the date of application of three acts.
DATE_QUESTION = "O-16"


class BookError(SaidError, LookupError):
    """The book has no value for what was asked; the message says which, for when, and what to do, in both languages."""


#: So many answers of one kind are remembered.
_REMEMBERED = 100_000


class Memory(msgspec.Struct):
    """What a book has worked out and will be asked again: the same files come by again and again."""

    answers: dict[str, str] = {}
    values: dict[tuple[str, date, str], str | float] = {}
    lengths: dict[tuple[str, date, str], Length] = {}
    starts: dict[str, date] = {}
    #: Periods counted, and the open questions on which each hangs.
    counted: dict[tuple[Any, ...], Counted] = {}
    doubts: dict[tuple[int, str, bool], tuple[tuple[Step, ...], tuple[str, ...]]] = {}
    #: The same for a declared limit that began on a day: its period (None: counted in hours), and the open questions.
    limits: dict[tuple[str, date, str], tuple[Counted | None, tuple[str, ...]]] = {}
    #: What rules, rows of tables and provisions say in a language (:mod:`asylon.law.explanation`).
    words: dict[tuple[Any, ...], Any] = {}


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """All that the rules need and that is not a fact. ``edition`` identifies the content (a hash)."""

    edition: str
    applies: Mapping[str, date]
    parameters: Mapping[str, Parameter]
    rules: Mapping[str, RuleText]
    open_questions: Mapping[str, OpenQuestion]
    answers: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str | float]]
    calendars: Mapping[str, Calendar]
    states: Mapping[str, Bilingual]
    #: Articles whose possibility the law of a Member State uses, by State (:mod:`asylon.law.circumstances.national_law`).
    provided: Mapping[str, frozenset[str]] = {}
    applications: Mapping[str, Application] = {}
    participation: Mapping[str, tuple[Participation, ...]] = {}
    memory: Memory = msgspec.field(default_factory=Memory)
    #: From this day on every act applies, under every answer to the open question on dates of application.
    undisputed: date = date.min

    def answered(self, answers: Mapping[str, str]) -> Book:
        """The same book with these answers to open questions; that to O-16 moves dates of application.

        Raises :class:`BookError` for an unknown question or answer. The edition stays that of the book: who hands the
        answer on names the answers beside it, or loads a book with them.
        """
        for question, answer in answers.items():
            known = self.open_questions.get(question)
            if known is None:
                raise BookError(
                    f"{question!r} is no open question; the known ones: {', '.join(self.open_questions)}",
                    f"{question!r} is geen open vraag; bekend zijn: {', '.join(self.open_questions)}",
                )
            if answer not in known.options:
                raise BookError(
                    f"{answer!r} is no answer to {question}; choose among {', '.join(known.options)}",
                    f"{answer!r} is geen antwoord op {question}; kies uit {', '.join(known.options)}",
                )
        given = {**self.answers, **answers}
        published = given.get(DATE_QUESTION, self.open_questions[DATE_QUESTION].default) == "published"
        applies = {
            act: item.published if published and item.published else item.applies
            for act, item in self.applications.items()
        }
        latest = max(
            (day for item in self.applications.values() for day in (item.applies, item.published) if day),
            default=date.min,
        )
        return self.changed(answers=given, applies=applies, undisputed=latest)

    def changed(self, **fields: Any) -> Book:
        """The same book with other contents; it remembers nothing of what was worked out under the old ones."""
        return msgspec.structs.replace(self, memory=Memory(), **fields)

    def applies_from(self, cite: str) -> date:
        """From when the provision at a citation applies (the first, where several are cited).

        An act whose date of application the book does not hold has always applied.
        """
        found = self.memory.starts.get(cite)
        if found is None:
            found = self._applies_from(cite)
            self.memory.starts[cite] = found
        return found

    def _applies_from(self, cite: str) -> date:
        given = citations(cite)
        act = given[0].act if given else ""
        application = self.applications.get(act)
        if application is None:
            return date.min
        place = Place.of(given[0])
        for part in application.parts:
            if place.lies_under(Place.of(citations(part.place)[0])):
                return part.applies
        return self.applies[act]

    def disputed(self, act: str, day: date) -> bool:
        """Whether an act applies on a day under one answer to open question O-16 and not under the other."""
        found = self.applications.get(act)
        if found is None or found.published is None:
            return False
        earlier, later = sorted((found.applies, found.published))
        return earlier <= day < later

    def value(self, key: str, on: date, state: str = "") -> str | float:
        """The value of a parameter on a day, in a Member State. Raises :class:`BookError` where there is none."""
        place = (key, on, state)
        found = self.memory.values.get(place)
        if found is None:
            found = self._value(key, on, state)
            if len(self.memory.values) < _REMEMBERED:
                self.memory.values[place] = found
        return found

    def _value(self, key: str, on: date, state: str) -> str | float:
        chosen = self.choices.get(state, {}).get(key)
        if chosen is not None:
            return chosen
        parameter = self.parameters.get(key)
        if parameter is None:
            raise BookError(
                f"the book has no parameter {key!r}; add it to the gazette with its source",
                f"het boek heeft geen parameter {key!r}; neem die met de bron op in de gazette",
            )
        for dated in reversed(parameter.values):
            if dated.since <= on and (dated.until is None or on <= dated.until):
                return dated.value
        first = parameter.values[0]
        if on < first.since:
            return first.value
        raise BookError(
            f"parameter {key!r} has no value for {on.isoformat()}; add it to the gazette with its source",
            f"parameter {key!r} heeft geen waarde voor {on.isoformat()}; neem die met de bron op in de gazette",
        )

    def holds(self, key: str, on: date) -> bool:
        """Whether a parameter has a value of its own on a day: not one of later or earlier days."""
        parameter = self.parameters.get(key)
        values = parameter.values if parameter is not None else ()
        return any(dated.since <= on and (dated.until is None or on <= dated.until) for dated in values)

    def length(self, key: str, on: date, state: str = "") -> Length:
        """The length of a period on a day (remembered, because it is asked for often)."""
        found = self.memory.lengths.get((key, on, state))
        if found is None:
            found = _length(str(self._value(key, on, state)))
            if len(self.memory.lengths) < _REMEMBERED:
                self.memory.lengths[key, on, state] = found
        return found

    def day(self, key: str, on: date, state: str = "") -> date:
        """The date that a parameter names: ``2026-04-12``; ``--12-20`` is that day of the year of ``on``."""
        value = str(self.value(key, on, state))
        try:
            return date.fromisoformat(f"{on.year:04}{value[1:]}" if value.startswith("--") else value)
        except ValueError:
            raise BookError(
                f"parameter {key!r} is {value!r}, not a date such as 2026-04-12 or --12-20",
                f"parameter {key!r} is {value!r}, geen datum zoals 2026-04-12 of --12-20",
            ) from None

    def next_change(self, key: str, on: date) -> date | None:
        """The first day after ``on`` from which a parameter has another value; None where the book knows of none."""
        return min((dated.since for dated in self.parameters[key].values if dated.since > on), default=None)

    def number(self, key: str, on: date, state: str = "") -> float:
        """A number or percentage on a day."""
        value = self.value(key, on, state)
        if isinstance(value, str):
            raise BookError(
                f"parameter {key!r} is {value!r}, not a number", f"parameter {key!r} is {value!r}, geen getal"
            )
        return float(value)

    def answer(self, question: str) -> str:
        """The chosen answer to an open question, or its documented default."""
        found = self.memory.answers.get(question)
        if found is None:
            chosen = self.answers.get(question)
            found = chosen if chosen is not None else self.open_questions[question].default
            self.memory.answers[question] = found
        return found

    def takes_part(self, state: str, act: str, on: date) -> bool:
        """Whether a Member State is bound by an act as a whole on a day."""
        for entry in self.participation.get(state, ()):
            if entry.act == act and not entry.only:
                return entry.binding == "bound" and entry.since <= on
        return True

    def state_name(self, state: str, lang: str) -> str:
        """The name of a Member State, or of the Union (``EU``); its letters where the gazette does not know it."""
        found = UNION_NAME if state == UNION else self.states.get(state)
        return found[lang] if found is not None else state

    def calendar(self, state: str) -> Calendar:
        """The public holidays and the time zone of a Member State or of the Union (``EU``).

        Raises :class:`BookError` for an unknown one.
        """
        try:
            return self.calendars[state]
        except KeyError:
            raise BookError(
                f"{state!r} is not a Member State in the gazette", f"{state!r} is geen lidstaat in de gazette"
            ) from None

    def zone(self, state: str) -> ZoneInfo:
        """The time zone of a Member State."""
        return zone(self.calendar(state))


_length = lru_cache(maxsize=1024)(Length.parse)


def zone(calendar: Calendar) -> ZoneInfo:
    """The calendar's time zone as an object."""
    found = calendar.zone
    return ZoneInfo(found) if isinstance(found, str) else found
