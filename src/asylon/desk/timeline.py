"""What happened, in words: one entry of a file as the pages show it."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec

from asylon.desk.words import state_name
from asylon.law.facts import FactCorrected, FactWithdrawn
from asylon.law.moments import Moment
from asylon.law.periods_words import long_date, long_moment
from asylon.law.vocabulary import describe_fact
from asylon.register import Entry, Erased

_CODE = re.compile(r"[A-Z]{2}")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An entry in words."""

    id: str
    version: int
    title: str
    when: str
    where: str
    person: str
    values: tuple[tuple[str, str], ...]
    recorded: datetime
    actor: str
    unit: str
    erased: bool = False
    undone: bool = False
    can_correct: bool = False


def when(moment: Moment, lang: str) -> str:
    """A moment in words, as exactly as it is known."""
    value: Any = moment.value
    return long_moment(value, lang) if isinstance(value, datetime) else long_date(value, lang)


def _named(value: str, lang: str) -> str:
    """A Member State or country by its name rather than its two letters."""
    return state_name(value, lang) if _CODE.fullmatch(value) else value


def told(entry: Entry, lang: str, *, undone: bool = False, home: str = "", hidden: Collection[str] = ()) -> Told:
    """The entry in words. ``undone`` says it was taken back; ``home`` is the Member State that keeps the file;
    ``hidden`` are fields (``kind.field``) that the reader may not see."""
    fact = entry.fact
    if isinstance(fact, Erased):
        return Told(
            id="",
            version=entry.version,
            title="",
            when="",
            where="",
            person="",
            values=(),
            recorded=entry.recorded,
            actor="",
            unit="",
            erased=True,
        )
    kind = type(fact).kind()
    concealed = {name.partition(".")[2] for name in hidden if name.partition(".")[0] == kind}
    title, said = describe_fact(fact, lang, leave_out=concealed)
    values = tuple((label, _named(value, lang)) for label, value in said)
    away = fact.state and fact.state != home
    return Told(
        id=fact.id,
        version=entry.version,
        title=title,
        when=when(fact.at, lang),
        where=state_name(fact.state, lang) if away else "",
        person=fact.person,
        values=values,
        recorded=entry.recorded,
        actor=entry.actor,
        unit=entry.unit,
        undone=undone,
        can_correct=not undone and not isinstance(fact, (FactCorrected, FactWithdrawn)),
    )


def timeline(entries: tuple[Entry, ...], lang: str, home: str, hidden: Collection[str] = ()) -> list[Told]:
    """All entries, the latest recorded first; what was taken back is struck through."""
    withdrawn = {entry.fact.withdraws for entry in entries if isinstance(entry.fact, FactWithdrawn)}
    return [
        told(
            entry,
            lang,
            home=home,
            hidden=hidden,
            undone=not isinstance(entry.fact, Erased) and entry.fact.id in withdrawn,
        )
        for entry in reversed(entries)
    ]
