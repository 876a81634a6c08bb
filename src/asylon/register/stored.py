"""The stored fact: the one form in which what happened is kept, final from the first release.

**What is personal, and what stands in the clear.** A fact about a person is sealed as a whole: its kind,
its moment (``at``) and its body. A kind ("absconded", "best interests assessed") and an exact moment
("disembarked at 04:12") tell about a person, and would outlive the erasure of the body. So for a sealed
fact ``kind`` and ``at`` are empty in the row, and what stays in the clear is what the log cannot work
without: place in the log and in the stream, the form number of the body, when, by whom and for what purpose
it was recorded (the accountability of the authority, not of the applicant), and the reference of the key.
Stream and key references say nothing: they are random (see :func:`new_reference`); readable case numbers
and names live in the vault and go with the key. Every fact of a ``case`` stream is sealed. Facts about
Member States, plans and the Council are public: kind, moment and body clear.

**The body's bytes.** Clear: canonical JSON of the body (UTF-8, keys sorted, no spaces). Sealed: 12 random
bytes (nonce), then AES-256-GCM of the canonical JSON array ``[kind, at, body]`` under the person's key,
then its 16 bytes of tag. The additional data bind the seal to its place, so sealed bytes moved to another
stream, version, form or key do not open; the fact's kind is inside, under the tag. They are, in this order:
the 14 bytes ``asylon-seal-1`` + ``\\n``, version (8 bytes), schema (4), the lengths (4 each) of stream kind,
stream id and key id, and these three.

**The hash** is SHA-256 over, in this order (integers big-endian, unsigned):

1. the 14 bytes ``asylon-fact-1`` + ``\\n``
2. position (8 bytes), version (8), schema (4)
3. eleven lengths in bytes (4 each) of the fields under 4
4. stream kind, stream id, kind, at, recorded, actor, unit, purpose, key id, body, previous (text as UTF-8;
   no key is the empty text; no other value is written for it)

Nothing among these ever changes legitimately, an erasure included: it destroys the key, not the sealed bytes.
``previous`` is the hash of the fact one position before; for position 1 it is :func:`genesis` of the log.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import msgspec

StreamKind = Literal["case", "circumstances", "plan", "council"]
STREAM_KINDS: tuple[StreamKind, ...] = ("case", "circumstances", "plan", "council")

_FACT = b"asylon-fact-1\n"
_FACT_NUMBERS = struct.Struct(">QQI11I")
_SEAL = b"asylon-seal-1\n"
_SEAL_NUMBERS = struct.Struct(">QI")
_SEAL_LENGTHS = struct.Struct(">3I")
_LOG = b"asylon-log-1\n"

_canonical = msgspec.json.Encoder(order="sorted").encode
_read = msgspec.json.Decoder().decode


#: The kind and reference of a stream: what a :class:`Stream` is equal to.
Place = tuple[StreamKind, str]


class Stream(NamedTuple):
    """One line of history: the case file, the circumstances of a Member State, a plan, a Council dossier."""

    kind: StreamKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"


class Head(NamedTuple):
    """The end of the log: the position and hash of its last fact (0 and the genesis for an empty log)."""

    position: int
    hash: bytes


class SealedRow(NamedTuple):
    """What a case file is computed from, of one fact as it stands in the log: see :class:`StoredFact`; no key is empty.

    The log gives plain tuples of these fields.
    """

    stream_id: str
    position: int
    version: int
    schema: int
    recorded: str
    key_id: str
    body: bytes


class StoredFact(msgspec.Struct, frozen=True, gc=False):
    """A fact as it stands in the log. The fields are in the order of the storage; see the module for their
    bytes.

    ``position`` counts 1, 2, 3 … over the whole log and ``version`` over the stream, both without gaps.
    ``schema`` is the form number of the body for its kind. ``at`` is when it happened, as given;
    ``recorded`` when it was stored (UTC, microseconds). ``actor``, ``unit`` and ``purpose`` say who
    recorded it, for which authority, and why.
    """

    position: int
    stream_kind: StreamKind
    stream_id: str
    version: int
    schema: int
    kind: str
    at: str
    recorded: str
    actor: str
    unit: str
    purpose: str
    key_id: str | None
    body: bytes
    previous: bytes
    hash: bytes

    @property
    def sealed(self) -> bool:
        """Whether the fact is about a person and its body is sealed with that person's key."""
        return self.key_id is not None

    @property
    def stream(self) -> Stream:
        """The stream the fact belongs to."""
        return Stream(self.stream_kind, self.stream_id)


#: A stored fact as its row: the fields in order; no key is the empty text, as in the hash.
FactRow = tuple[int, StreamKind, str, int, int, str, str, str, str, str, str, str, bytes, bytes, bytes]


def of_row(row: FactRow) -> StoredFact:
    """The stored fact of a row."""
    stored = StoredFact(*row)
    return stored if stored.key_id else msgspec.structs.replace(stored, key_id=None)


def written(moment: datetime) -> str:
    """A moment as it is kept: UTC, to the microsecond. ``moment`` has a zone; ``msgspec`` writes it in a tenth of the time."""
    text: str = msgspec.to_builtins(moment.astimezone(UTC))
    return text if moment.microsecond else text.replace("Z", ".000000Z")


def new_reference() -> str:
    """A random reference of 128 bits for a stream, a person or a command: it says nothing about anybody."""
    return secrets.token_hex(16)


def genesis(log_id: str) -> bytes:
    """What the first fact of the log ``log_id`` links to: SHA-256 of ``asylon-log-1``, a line feed and the
    reference."""
    return hashlib.sha256(_LOG + log_id.encode()).digest()


@lru_cache(maxsize=1024)
def hasher(recorded: bytes, actor: bytes, unit: bytes, purpose: bytes) -> Callable[..., bytes]:
    """What gives the hash of a fact from the rest of its fields as bytes (the storage's own form: verification decodes nothing).

    The facts of a batch have these four in common. It takes position, version, schema, stream kind, stream id, kind, at, key id,
    body and previous, and raises ``struct.error`` when a number does not fit, which only happens to altered rows.
    """
    common = b"".join((recorded, actor, unit, purpose))
    first, second, third, fourth = len(recorded), len(actor), len(unit), len(purpose)

    def hashed(
        position: int,
        version: int,
        schema: int,
        stream_kind: bytes,
        stream_id: bytes,
        kind: bytes,
        at: bytes,
        key_id: bytes,
        body: bytes,
        previous: bytes,
        /,
    ) -> bytes:
        numbers = _FACT_NUMBERS.pack(
            position, version, schema, len(stream_kind), len(stream_id), len(kind), len(at), first, second, third, fourth,
            len(key_id), len(body), len(previous),
        )  # fmt: skip
        content = b"".join((_FACT, numbers, stream_kind, stream_id, kind, at, common, key_id, body, previous))
        return hashlib.sha256(content).digest()

    return hashed


def seal_binding(stream_kind: bytes, stream_id: bytes, version: int, schema: int, key_id: bytes) -> bytes:
    """The additional data of a seal: stream, version, form and key, with their lengths.

    The fact's kind is not among them: it lies inside the seal, where the tag protects it.
    """
    return seal_number(version, schema) + seal_place(stream_kind, stream_id, key_id)


@lru_cache(maxsize=4096)
def seal_number(version: int, schema: int) -> bytes:
    """The first part of the additional data of a seal: which fact of its stream it is, and its form."""
    return _SEAL + _SEAL_NUMBERS.pack(version, schema)


def seal_place(stream_kind: bytes, stream_id: bytes, key_id: bytes) -> bytes:
    """The second part: the same for every fact of a stream under one key."""
    lengths = _SEAL_LENGTHS.pack(len(stream_kind), len(stream_id), len(key_id))
    return b"".join((lengths, stream_kind, stream_id, key_id))


def canonical_body(body: dict[str, Any] | bytes) -> bytes:
    """The canonical JSON of a body given as a mapping or as JSON.

    Raises ``msgspec.MsgspecError``, ``TypeError`` or ``ValueError`` when it is not an object that JSON can
    hold.
    """
    content = _read(body) if isinstance(body, bytes) else body
    if not isinstance(content, dict):
        raise TypeError("a body is an object with named fields")
    return _canonical(content)


def clear_text(kind: str, at: str, body: bytes) -> bytes:
    """What goes under the seal: the JSON array ``[kind, at, body]``, ``body`` being canonical JSON
    already."""
    return b"[%b,%b,%b]" % (_canonical(kind), _canonical(at), body)


def read_clear_text(text: bytes) -> tuple[str, str, dict[str, Any]]:
    """Kind, moment and body from what lay under the seal."""
    kind, at, body = _read(text)
    return kind, at, body


def read_body(text: bytes) -> dict[str, Any]:
    """The body of a fact in the clear."""
    body: dict[str, Any] = _read(text)
    return body
