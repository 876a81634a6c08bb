"""Linking: how new facts are sealed, numbered and linked to the end of the log.

Imports pass here with every fact, so what is the same for a batch, for facts of one stream that follow each other, or of one
person, is worked out once. What comes out is what ``stored`` describes.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

import msgspec

from asylon.register.batches import Batch
from asylon.register.keys import NONCE_BYTES, PersonKey
from asylon.register.stored import FactRow, Head, Stream, clear_text, hasher, seal_number, seal_place


class Asked(msgspec.Struct, frozen=True, gc=False):
    """A batch to be stored, with form and canonical body of each fact."""

    batch: Batch
    bodies: list[tuple[int, bytes]]


def linked(
    asked: Asked, keys: Mapping[str, PersonKey], recorded: str, nonces: bytes, head: Head, versions: dict[Stream, int]
) -> Generator[FactRow, None, Head]:
    """The rows of a batch that is ``recorded`` behind ``head``, one by one; then the end of the log after them.

    ``keys`` are those of its persons, ``nonces`` fresh random bytes, enough for every fact; ``versions`` says where every
    stream of the batch stands, and afterwards where it stands then.
    """
    batch = asked.batch
    actor, unit, purpose = batch.actor, batch.unit, batch.purpose
    hashed = hasher(recorded.encode(), actor.encode(), unit.encode(), purpose.encode())
    position, previous = head
    nonce_at = 0
    stream, version = Stream("case", ""), 0
    stream_kind: Any = None
    stream_id: str | None = None
    person: str | None = None
    key: PersonKey | None = None
    kind_bytes = id_bytes = b""
    bound = b""
    for fact, (schema, body) in zip(batch.facts, asked.bodies, strict=True):
        if fact.stream_id != stream_id or fact.stream_kind != stream_kind:
            if stream_id is not None:
                versions[stream] = version
            stream_kind, stream_id = fact.stream_kind, fact.stream_id
            stream = Stream(stream_kind, stream_id)
            version = versions[stream]
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
            body = key.seal(
                clear_text(fact.kind, fact.at, body),
                seal_number(version, schema) + bound,
                nonces[nonce_at : nonce_at + NONCE_BYTES],
            )
            nonce_at += NONCE_BYTES
            hash_ = hashed(position, version, schema, kind_bytes, id_bytes, b"", b"", key.reference, body, previous)
        yield (
            position, stream_kind, stream_id, version, schema, kind, at, recorded, actor, unit, purpose, key_id, body,
            previous, hash_,
        )  # fmt: skip
        previous = hash_
    versions[stream] = version
    return Head(position, previous)
