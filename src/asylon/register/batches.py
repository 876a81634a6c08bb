"""Batches: what is given to the log to be recorded together, what is kept of it, and what is read back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.moments import Moment
from asylon.register.erasures import Erasure
from asylon.register.errors import InvalidFactError
from asylon.register.stored import STREAM_KINDS, Place, StoredFact, Stream, StreamKind, canonical_body
from asylon.register.upcasting import Upcasting


class NewFact(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A fact to be recorded. ``body`` is a mapping or its JSON; ``at`` a day or an instant with zone (ISO
    8601).

    ``person`` is whom it is about; the fact is then sealed with that person's key. Every fact of a case has
    one. ``schema`` is the form number of the body; left out, the present form of the kind.
    """

    stream_kind: StreamKind
    stream_id: str
    kind: str
    at: str
    body: dict[str, Any] | bytes
    person: str | None = None
    schema: int | None = None


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Facts recorded together by ``actor`` of ``unit`` for ``purpose``.

    ``expected`` holds, for a stream, the version the writer had seen (0: none yet); ``None`` or left out:
    any. ``command_id`` names the act of recording, so that sending it twice records it once.
    """

    facts: tuple[NewFact, ...]
    actor: str
    unit: str
    purpose: str
    expected: Mapping[Stream, int | None] = {}
    command_id: str | None = None


class StoredBatch(msgspec.Struct, frozen=True):
    """What the log keeps of a batch: first and last position, its command, and the vault's code over them."""

    first: int
    last: int
    command_id: str | None
    code: bytes


class OpenedFact(msgspec.Struct, frozen=True, gc=False):
    """A fact that can be read: kind, moment and body in the present form; ``person``: whom it is about."""

    stored: StoredFact
    person: str | None
    kind: str
    schema: int
    at: str
    body: dict[str, Any]


class Erased(msgspec.Struct, frozen=True):
    """A fact about a person whose data were erased: that it was recorded remains, not what it said."""

    stored: StoredFact
    erasure: Erasure


class Asked(msgspec.Struct, frozen=True, gc=False):
    """A batch that can be stored: form and canonical body of each fact, the streams it touches or expects, whom it is about."""

    batch: Batch
    bodies: list[tuple[int, bytes]]
    places: set[Place]
    persons: set[str]


def checked(batch: Batch, upcasting: Upcasting) -> Asked:
    """What is asked of the log, when the whole batch can be stored. Raises :class:`InvalidFactError`."""
    if not batch.facts:
        raise _invalid("The batch holds no facts", "De invoer bevat geen feiten", "")
    for name, value in (("actor", batch.actor), ("unit", batch.unit), ("purpose", batch.purpose)):
        if not _known(value):
            raise _invalid(f"The {name} is missing or unreadable", f"{name} ontbreekt of is onleesbaar", name)
    bodies: list[tuple[int, bytes]] = []
    places: set[Place] = set()
    persons: set[str] = set()
    moments: set[str] = set()
    forms: dict[str, int] = {}
    for number, fact in enumerate(batch.facts, start=1):
        if fact.kind not in forms:
            if not _known(fact.kind):
                raise _unfit(fact, number, "The kind is missing", "De soort ontbreekt")
            forms[fact.kind] = upcasting.current(fact.kind)
        place = (fact.stream_kind, fact.stream_id)
        if place not in places:
            if not _plain(fact.stream_id):
                raise _unfit(fact, number, "The stream is missing", "De stroom ontbreekt")
            if fact.stream_kind not in STREAM_KINDS:
                raise _unfit(fact, number, "There is no such kind of stream", "Deze soort stroom bestaat niet")
            places.add(place)
        if fact.person:
            persons.add(fact.person)
        elif fact.person == "" or fact.stream_kind == "case":
            raise _unfit(
                fact, number, "A fact of a case says whom it is about", "Een feit in een zaak zegt over wie het gaat"
            )
        present = forms[fact.kind]
        schema = present if fact.schema is None else fact.schema
        if not 1 <= schema <= present:
            raise _unfit(
                fact,
                number,
                f"Form {schema} of this kind is not known here; the present form is {present}",
                f"Vorm {schema} van deze soort is hier niet bekend; de huidige vorm is {present}",
            )
        try:
            if fact.at not in moments:
                Moment.parse(fact.at)
                moments.add(fact.at)
            bodies.append((schema, canonical_body(fact.body)))
        except (ValueError, TypeError, msgspec.MsgspecError) as error:
            raise _unfit(
                fact, number, f"The fact cannot be kept: {error}", f"Het feit is niet te bewaren: {error}"
            ) from error
    places.update(batch.expected)
    return Asked(batch, bodies, places, persons)


def _unfit(fact: NewFact, number: int, en: str, nl: str) -> InvalidFactError:
    return _invalid(en, nl, f"{fact.stream_kind}, {fact.kind}, {number}")


def _plain(text: str) -> bool:
    """Whether ``text`` says something and can be stored as it is."""
    return bool(text.strip()) and text.isprintable()


#: The same of the few words that come with nearly every fact: who, for which unit and purpose, what kind.
_known = lru_cache(maxsize=1024)(_plain)


def _invalid(en: str, nl: str, where: str) -> InvalidFactError:
    return InvalidFactError(Bilingual(en, nl), where)
