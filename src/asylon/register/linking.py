"""Linking: how new facts are sealed, numbered and linked to the end of the log.

Imports pass here with every fact, so what is the same for a batch, for facts of one stream that follow each other, or of one
person, is worked out once. What comes out is what ``stored`` describes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from asylon.register.batches import Asked
from asylon.register.keys import NONCE_BYTES, PersonKey
from asylon.register.stored import FactRow, Head, Place, clear_text, hasher, seal_number, seal_place


def linked(
    line: Sequence[Asked],
    keys: Mapping[str, PersonKey],
    recorded: str,
    head: Head,
    versions: dict[Place, int],
    made: list[FactRow],
) -> Iterator[FactRow]:
    """The rows of the batches of a line that is ``recorded`` behind ``head``, one by one: a server stores some while the next
    are made. Each row is put into ``made``, too.

    ``keys`` are those of the batches' persons; ``versions`` says where every stream of theirs stands, and afterwards where it
    stands then.
    """
    position, previous = head
    nonces, nonce_at = os.urandom(NONCE_BYTES * sum([len(asked.bodies) for asked in line])), 0
    time = recorded.encode()
    for asked in line:
        batch = asked.batch
        actor, unit, purpose = batch.actor, batch.unit, batch.purpose
        hashed = hasher(time, actor.encode(), unit.encode(), purpose.encode())
        place: Place | None = None
        version = 0
        stream_kind: Any = None
        stream_id: str | None = None
        person: str | None = None
        key: PersonKey | None = None
        kind_bytes = id_bytes = bound = b""
        for fact, (schema, body) in zip(batch.facts, asked.bodies, strict=True):
            if fact.stream_id != stream_id or fact.stream_kind != stream_kind:
                if place is not None:
                    versions[place] = version
                place = stream_kind, stream_id = fact.stream_kind, fact.stream_id
                version = versions[place]
                kind_bytes, id_bytes = stream_kind.encode(), stream_id.encode()
                bound = b""
            version += 1
            position += 1
            if fact.person is None:
                key_id, kind, at = "", fact.kind, fact.at
                hash_ = hashed(
                    position, version, schema, kind_bytes, id_bytes, kind.encode(), at.encode(), b"", body, previous
                )
            else:
                if fact.person != person or key is None:
                    person, bound = fact.person, b""
                    key = keys[person]
                bound = bound or seal_place(kind_bytes, id_bytes, key.reference)
                key_id, kind, at = key.key_id, "", ""
                nonce, nonce_at = nonces[nonce_at : nonce_at + NONCE_BYTES], nonce_at + NONCE_BYTES
                body = key.seal(clear_text(fact.kind, fact.at, body), seal_number(version, schema) + bound, nonce)
                hash_ = hashed(position, version, schema, kind_bytes, id_bytes, b"", b"", key.reference, body, previous)
            row = (
                position, stream_kind, stream_id, version, schema, kind, at, recorded, actor, unit, purpose, key_id, body,
                previous, hash_,
            )  # fmt: skip
            made.append(row)
            yield row
            previous = hash_
        if place is not None:
            versions[place] = version
