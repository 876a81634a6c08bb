"""Public holidays and time zones of the 27 Member States.

The holidays are those of the whole Member State, from the ``holidays`` library; a dated line in
``data/holiday-overrides.csv`` adds or removes a day and says on what ground. Regional holidays (Spain,
Germany and others) are not in it: whether a holiday of one region is one of "the Member State concerned" is
for the authority there to say, and a line in that file is how to say it.

The institutions of the Union keep holidays of their own (Regulation 1182/71, Article 2(1)). No list of them that could be
verified is here: the calendar ``EU`` knows weekends only, and such a day can be added to it as to any other.
"""

from __future__ import annotations

import csv
import hashlib
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files

import holidays as library
import msgspec
from holidays.constants import PUBLIC

from asylon.law.book import UNION
from asylon.law.calendars import Calendar
from asylon.law.citations import Bilingual

#: The years for which holidays are computed.
FIRST_YEAR, LAST_YEAR = 2015, 2045

#: The institutions of the Union sit in Brussels.
_UNION_ZONE = "Europe/Brussels"

_SUNDAY = 6
_STATES_FILE, _OVERRIDES_FILE = "member-states.csv", "holiday-overrides.csv"


class MemberState(msgspec.Struct, frozen=True):
    """A Member State: the Union's code (Greece is EL), ISO 3166 code, names, time zone of its capital."""

    code: str
    iso: str
    name_en: str
    name_nl: str
    zone: str

    @property
    def name(self) -> Bilingual:
        """The name in both languages."""
        return Bilingual(self.name_en, self.name_nl)


class Override(msgspec.Struct, frozen=True):
    """A holiday added to, or removed from, what the library says, with its source."""

    state: str
    date: date
    add_or_remove: str
    name: str
    source: str


class GazetteError(ValueError):
    """A line of the gazette's data is wrong; the message names the file, the line and what to write."""


@lru_cache(maxsize=1)
def member_states() -> tuple[MemberState, ...]:
    """The Member States, by code."""
    rows = csv.DictReader(_text(_STATES_FILE).splitlines())
    return tuple(sorted((MemberState(**row) for row in rows), key=lambda state: state.code))


@lru_cache(maxsize=64)
def calendar(state: str) -> Calendar:
    """The public holidays and the time zone of a Member State, by its code (``NL``, ``EL``), or of the Union (``EU``).

    Raises ``LookupError`` for what is neither.
    """
    known = {found.code: found for found in member_states()}
    if state not in known and state != UNION:
        raise LookupError(f"{state!r} is not a Member State; the codes are {', '.join(known)} (Greece is EL)")
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    days: dict[date, str] = {}
    if state != UNION:
        listed = library.country_holidays(known[state].iso, years=years, categories=(PUBLIC,), language="en_US")
        days = {day: name for day, name in listed.items() if day.weekday() != _SUNDAY and day.year in years}
    for override in overrides():
        if override.state != state:
            continue
        if override.add_or_remove == "add":
            days[override.date] = override.name
        else:
            days.pop(override.date, None)
    return Calendar(
        state=state,
        zone=known[state].zone if state != UNION else _UNION_ZONE,
        holidays=dict(sorted(days.items())),
        first=date(FIRST_YEAR, 1, 1),
        last=date(LAST_YEAR, 12, 31),
    )


@lru_cache(maxsize=1)
def overrides() -> tuple[Override, ...]:
    """The dated overrides. Raises :class:`GazetteError` for a line that cannot be read."""
    return read_overrides(_text(_OVERRIDES_FILE))


def read_overrides(text: str) -> tuple[Override, ...]:
    """Read overrides from CSV. Raises :class:`GazetteError` that names the line and what to write."""
    found: list[Override] = []
    codes = {state.code for state in member_states()} | {UNION}
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        where = f"{_OVERRIDES_FILE}, line {number}"
        try:
            override = msgspec.convert(row, Override)
        except msgspec.ValidationError as error:
            raise GazetteError(f"{where}: {error}; write state,date,add_or_remove,name,source") from None
        if override.state not in codes:
            raise GazetteError(f"{where}: {override.state!r} is not a Member State (Greece is EL)")
        if override.add_or_remove not in ("add", "remove"):
            raise GazetteError(f"{where}: write 'add' or 'remove', not {override.add_or_remove!r}")
        if not override.source or not override.name:
            raise GazetteError(f"{where}: an override needs a name and a source")
        found.append(override)
    return tuple(found)


@lru_cache(maxsize=1)
def edition() -> str:
    """Which holidays these are, for receipts: the library's version and a hash of the gazette's two files."""
    content = (_text(_STATES_FILE) + _text(_OVERRIDES_FILE)).encode()
    return f"holidays-{version('holidays')}+{hashlib.sha256(content).hexdigest()[:12]}"


def _text(name: str) -> str:
    return (files("asylon.gazette") / "data" / name).read_text(encoding="utf-8")
