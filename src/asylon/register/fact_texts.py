"""Facts of case files straight from the texts that lie under their seals.

The lists are computed from every fact, so this way is short: what was sealed becomes the fact, without a mapping in between.
It reads what is plain and nothing else. For all that is not (a person erased, an older form, a text that does not fit its
kind) it gives None; then the careful way of :mod:`asylon.register.casefiles` reads the file, or says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from asylon.law.facts import KINDS, Fact
from asylon.law.moments import Moment
from asylon.register.keys import PersonKey
from asylon.register.log import Log
from asylon.register.stored import SealedRow, StreamKind, seal_number, seal_place

# The canonical JSON of a text: kind, moment, body; in the body the register's own fields come first. A name with a bracket or
# a backslash in it does not fit, and such a fact is read with care.
_PARTS = re.compile(rb'\["([^"\\]+)","([^"\\]+)",\{(?:"_case":(\{[^{}]*\}),)?(?:"_origin":(\{[^{}]*\}),)?').match

#: A fact, and the register's own fields ``_case`` and ``_origin`` as JSON where it has them.
Read = tuple[Fact, bytes | None, bytes | None]


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

    def facts(self, rows: Sequence[SealedRow]) -> list[Read] | None:
        """The facts of one stream; None where one of them is not plain."""
        places: dict[str, tuple[PersonKey, bytes]] = {}
        found: list[Read] = []
        for stream_id, _, version, schema, _, key_id, body in rows:
            place = places.get(key_id)
            if place is None:
                key = self._keys.get(key_id)
                if not isinstance(key, PersonKey):
                    return None
                place = places[key_id] = key, seal_place(self._stream_kind, stream_id.encode(), key_id.encode())
            text = place[0].open(body, seal_number(version, schema) + place[1])
            read = None if text is None else self._read(text, schema)
            if read is None:
                return None
            found.append(read)
        return found

    def _read(self, text: bytes, schema: int) -> Read | None:
        parts = _PARTS(text)
        if parts is None:
            return None
        kind, at, label, origin = parts.groups()
        try:
            known = self._kinds.get(kind) or self._kind(kind)
            if known[0] != schema:
                return None
            # The moment stands last: it goes before whatever a body might say of it.
            return known[1](b'{%b,"at":"%b"}' % (text[parts.end() : -2], at)), label, origin
        except (KeyError, msgspec.MsgspecError):
            return None

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
