"""What happened, in words: the entries of a file as the pages show them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import msgspec
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from asylon.desk.markup import NOTHING, Form, address, escaped, joined
from asylon.desk.words import local, state_name, unit_name
from asylon.law.facts import FactCorrected, FactWithdrawn
from asylon.law.moments import Moment
from asylon.law.periods_words import long_date, long_moment
from asylon.law.vocabulary import describe_fact
from asylon.register import Entry, Erased

_CODE = re.compile(r"[A-Z]{2}")
#: By which a fact is corrected and taken back.
_CHANGES = frozenset((FactCorrected.kind(), FactWithdrawn.kind()))


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An entry in words; ``by`` is who recorded it: ``actor``, or the unit where no name is told."""

    id: str
    kind: str = ""
    version: int
    title: str
    when: str
    where: str
    person: str
    values: tuple[tuple[str, str], ...]
    recorded: datetime
    actor: str
    by: str = ""
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


def told(
    entry: Entry, lang: str, *, undone: bool = False, home: str = "", hidden: Collection[str] = (), named: bool = True
) -> Told:
    """The entry in words. ``undone`` says it was taken back; ``home`` is the Member State that keeps the file;
    ``hidden`` are fields (``kind.field``) that the reader may not see, ``named`` is whether who recorded it is named."""
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
        kind=kind,
        version=entry.version,
        title=title,
        when=when(fact.at, lang),
        where=state_name(fact.state, lang) if away else "",
        person=fact.person,
        values=values,
        recorded=entry.recorded,
        actor=entry.actor if named else "",
        by=entry.actor if named else unit_name(entry.unit, lang),
        unit=entry.unit,
        undone=undone,
        can_correct=not undone and not isinstance(fact, (FactCorrected, FactWithdrawn)),
    )


def timeline(
    entries: tuple[Entry, ...], lang: str, home: str, hidden: Collection[str] = (), *, named: bool = True
) -> list[Told]:
    """All entries, the latest recorded first; what was taken back is struck through."""
    withdrawn = {entry.fact.withdraws for entry in entries if isinstance(entry.fact, FactWithdrawn)}
    return [
        told(
            entry,
            lang,
            home=home,
            hidden=hidden,
            named=named,
            undone=not isinstance(entry.fact, Erased) and entry.fact.id in withdrawn,
        )
        for entry in reversed(entries)
    ]


# --- as HTML ------------------------------------------------------------------------------------------------------------


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the list of entries says itself, in one language."""

    changed: SafeString
    correct: SafeString
    erased: SafeString
    recorded: str
    recorded_by_unit: str
    take_back: SafeString


@lru_cache(maxsize=4)
def said(lang: str) -> Said:
    """What the list of entries says in a language."""
    with translation.override(lang):
        return Said(
            changed=escaped(_("what it changed")),
            correct=escaped(_("correct")),
            erased=escaped(_("A fact whose personal data were erased.")),
            recorded=_("recorded %(recorded)s by %(actor)s, %(unit)s"),
            recorded_by_unit=_("recorded %(recorded)s by %(unit)s"),
            take_back=escaped(_("take back")),
        )


_ERASED = Form('<li class="erased"><span class="when">{}</span>{}</li>\n')
_ENTRY = Form(
    '<li id="fact-{}"{}>\n<span class="when">{}{}{}</span>\n{}\n{}<span class="small soft">{} · {}</span>\n'
    '<span class="small no-print">{}{}</span>\n</li>\n'
)
_SOFT = Form(' class="soft"')()
_BESIDE = Form(" · {}")
_TITLE, _UNDONE = Form("<strong>{}</strong>"), Form("<s>{}</s>")
_VALUES = Form('<dl class="facts small">{}</dl>\n')
_VALUE = Form("<dt>{}</dt><dd>{}</dd>")
_WAY = Form('<a href="{}">{}<span class="visually-hidden">: {}</span></a>')


class _Addresses(msgspec.Struct, frozen=True):
    """Where the entries of a case lead: to what one changed, to its correction and to its withdrawal."""

    changed: str
    corrects: str
    withdraws: str


def listed(entries: Iterable[Told], number: str, lang: str, *, several: bool, records: frozenset[str]) -> SafeString:
    """The entries of the case of that number as items of a list. ``several``: the file holds more than one person, so each
    entry says whose it is; ``records`` are the kinds that may be recorded: those can be corrected and taken back from here."""
    to = _Addresses(
        address("recorded", number, 0).removesuffix("0"),
        address("record-kind", number, "fact_corrected") + "?corrects=",
        address("record-kind", number, "fact_withdrawn") + "?withdraws=",
    )
    return joined(_listed(entry, to, lang, several, records) for entry in entries)


@lru_cache(maxsize=1024)
def _kind(title: str) -> SafeString:
    """What kind of fact an entry is; there are as many titles as kinds."""
    return escaped(title)


def _listed(entry: Told, to: _Addresses, lang: str, several: bool, records: frozenset[str]) -> SafeString:
    words = said(lang)
    recorded = long_moment(local(entry.recorded), lang)
    if entry.erased:
        return _ERASED(recorded, words.erased)
    title = _kind(entry.title)
    ways = NOTHING
    if entry.can_correct and entry.kind in records and records >= _CHANGES:
        fact = quote(entry.id, safe="/")
        corrects = _WAY(to.corrects + fact, words.correct, title)
        ways = joined((NOTHING, corrects, _WAY(to.withdraws + fact, words.take_back, title)), " · ")
    unit = unit_name(entry.unit, lang)
    return _ENTRY(
        entry.id,
        _SOFT if entry.undone else NOTHING,
        entry.when,
        _BESIDE(entry.where) if entry.where else NOTHING,
        _BESIDE(entry.person) if several else NOTHING,
        (_UNDONE if entry.undone else _TITLE)(title),
        _VALUES(joined([_VALUE(label, value) for label, value in entry.values])) if entry.values else NOTHING,
        entry.id,
        (words.recorded if entry.actor else words.recorded_by_unit)
        % {"recorded": recorded, "actor": entry.actor, "unit": unit},
        _WAY(f"{to.changed}{entry.version}", words.changed, title),
        ways,
    )
