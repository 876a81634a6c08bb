"""Facts of case files straight from the texts that lie under their seals.

The lists are computed from every fact, so this way is short: what was sealed becomes the fact, without a mapping in between.
It reads what is plain and nothing else. For all that is not (a person erased, an older form, a text that does not fit its
kind) it gives None; then the careful way of :mod:`asylon.register.casefiles` reads the file, or says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from asylon.law.facts import KINDS, Fact
from asylon.law.moments import Moment
from asylon.register.keys import PersonKey
from asylon.register.log import Log
from asylon.register.stored import SealedRow, StreamKind, seal_number, seal_place


class Plain(NamedTuple):
    """What a stream holds that can be read the short way: its facts, the last ``_case`` and the first fact's ``_origin`` as
    JSON, None where there is none."""

    facts: list[Fact]
    label: bytes | None
    origin: bytes | None


class FactTexts:
    """Reads the facts of some streams, whose ``rows`` are given beforehand, so that the keys are fetched together.

    For one thread, and let go of soon: it remembers the keys, and the moments, which are often the same within a file.
    Raises :class:`KeyMissingError`.
    """

    def __init__(self, log: Log, stream_kind: StreamKind, rows: Iterable[Sequence[SealedRow]]) -> None:
        self._upcasting = log.upcasting
        self._stream_kind = stream_kind.encode()
        self._keys = log.vault.keys({key_id for some in rows for _, _, _, _, _, key_id, _ in some if key_id})
        self._moments: dict[str, Moment] = {}
        self._kinds: dict[bytes, tuple[int, Callable[[bytes], Fact]]] = {}

    def read(self, rows: Sequence[SealedRow]) -> Plain | None:
        """The facts of one stream; None where one of them is not plain, or there are none."""
        places: dict[str, tuple[PersonKey, bytes]] = {}
        facts: list[Fact] = []
        label = first_origin = None
        for stream_id, _, version, schema, _, key_id, body in rows:
            place = places.get(key_id)
            if place is None:
                key = self._keys.get(key_id)
                if not isinstance(key, PersonKey):
                    return None
                place = places[key_id] = key, seal_place(self._stream_kind, stream_id.encode(), key_id.encode())
            text = place[0].open(body, seal_number(version, schema) + place[1])
            if text is None:
                return None
            # The canonical JSON of a text: kind, moment, and the body, in which the register's own fields come first. What is
            # cut in the wrong place, because a name holds a quote or a bracket, is no JSON any more and no fact.
            kind_ends = text.find(b'"', 2)
            at_ends = text.find(b'"', kind_ends + 3)
            starts = at_ends + 3
            if text[at_ends:starts] != b'",{':
                return None
            if text.startswith(b'"_case":', starts):
                ends = text.find(b"},", starts) + 1
                label = text[starts + 8 : ends]
                starts = ends + 1
            if text.startswith(b'"_origin":', starts):
                ends = text.find(b"},", starts) + 1
                if not facts:
                    first_origin = text[starts + 10 : ends]
                starts = ends + 1
            kind = text[2:kind_ends]
            try:
                known = self._kinds.get(kind) or self._kind(kind)
                if known[0] != schema:
                    return None
                # The moment stands last: it goes before whatever a body might say of it.
                facts.append(known[1](b'{%b,"at":%b}' % (text[starts:-2], text[kind_ends + 2 : at_ends + 1])))
            except (KeyError, msgspec.MsgspecError):
                return None
        return Plain(facts, label, first_origin) if facts else None

    def _kind(self, kind: bytes) -> tuple[int, Callable[[bytes], Fact]]:
        """The present form of a kind, and what reads it."""
        name = kind.decode()
        decoder: msgspec.json.Decoder[Fact] = msgspec.json.Decoder(KINDS[name], dec_hook=self._moment)
        made = self._kinds[kind] = self._upcasting.current(name), decoder.decode
        return made

    def _moment(self, kind: type, value: Any) -> Any:
        if kind is not Moment:
            raise NotImplementedError(kind)
        found = self._moments.get(value)
        if found is None:
            found = self._moments[value] = Moment.parse(value)
        return found
