"""The log: everything that happened, in one append-only order, over any storage.

:class:`Log` is the port. It checks, seals, numbers and links facts; a backend (``store``) keeps
rows. A batch is stored whole or not at all, over as many streams as it touches.

Each batch carries a code that only the vault can make (HMAC over its first and last position, the hash of
its last fact and its command). So even facts that the signed head (``anchor``) does not cover yet are known
to be the log's own: a writer refuses to build on an end that is not.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import UTC
from itertools import islice
from typing import Any

from asylon.law.citations import Bilingual
from asylon.register.anchor import Anchor
from asylon.register.batches import Batch, Erased, NewFact, OpenedFact, StoredBatch, checked
from asylon.register.commits import SharedCommit, Waiting
from asylon.register.erasures import Erasure
from asylon.register.errors import CommandReusedError, ConcurrencyError, DamagedError, SealBrokenError
from asylon.register.keys import NONCE_BYTES, PersonKey
from asylon.register.linking import Asked, linked
from asylon.register.storage import Writing
from asylon.register.stored import (
    FactRow,
    Head,
    SealedRow,
    StoredFact,
    Stream,
    StreamKind,
    clear_text,
    genesis,
    read_body,
    read_clear_text,
    seal_binding,
)
from asylon.register.upcasting import UPCASTING, Upcasting
from asylon.register.vault import Clock, Vault

PAGE = 2000

RawFact = tuple[int, bytes, bytes, int, int, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""A row as the storage holds it: the fields of a stored fact in order, text as UTF-8, no key as empty."""

_Waiting = Waiting[Asked, tuple[StoredFact, ...]]


class Log(ABC):
    """The append-only log. Safe to use from several threads and processes at once.

    ``log_id`` is the log's own random reference, ``where`` names its storage in messages; ``upcasting`` brings old forms of
    facts to the present one.
    """

    def __init__(
        self, vault: Vault, clock: Clock, anchor: Anchor, log_id: str, where: str, upcasting: Upcasting = UPCASTING
    ) -> None:
        self.vault = vault
        self.log_id = log_id
        self._clock = clock
        self._anchor = anchor
        self.upcasting = upcasting
        self._genesis = genesis(log_id)
        self._written = Head(0, self._genesis)
        self._commits = SharedCommit(self._store, where)

    # --- recording ----------------------------------------------------------------------------------------

    def append(self, batch: Batch) -> tuple[StoredFact, ...]:
        """Store ``batch``, durably, and give its facts as stored. Nothing is stored when anything is wrong.

        A ``command_id`` that was stored before gives the facts of that time and stores nothing. Raises
        :class:`InvalidFactError`, :class:`ConcurrencyError` (a stream has moved on),
        :class:`CommandReusedError`, :class:`PersonErasedError`, :class:`BusyError`, :class:`StorageError`
        (full, read-only, failing) and :class:`DamagedError` (the log's end is not its own).
        """
        bodies = checked(batch, self.upcasting)
        earlier = self._earlier(batch, bodies)
        if earlier:
            return earlier
        return self._commits.ask(Asked(batch, bodies))

    def renew_anchor(self, *, by: str, reason: str) -> Head:
        """Sign the log's present end anew, after a person has compared it with a backup: who and why is kept.

        This is for a log restored from a backup, which ends before its signed head. The vault keeps the
        record.
        """
        with self._turn():
            head = self.head()
            self.vault.record_renewal(head.position, head.hash, by=by, reason=reason)
            self._anchor.sign(head)
            self._written = Head(0, self._genesis)
        return head

    def rotate_signing_key(self, *, by: str, reason: str) -> bytes:
        """Sign the head with a new key from now on, after verifying that the present one holds; the new public key.

        Other processes that have the register open notice the new key only when they open it again: stop them first.
        """
        with self._turn():
            head = self._sound_head()
            self.vault.record_renewal(head.position, head.hash, by=by, reason=reason)
            key = self.vault.rotate_signing_key()
            self._anchor.sign(head)
        return key

    # --- reading ------------------------------------------------------------------------------------------

    @abstractmethod
    def head(self) -> Head:
        """The end of the log."""

    @abstractmethod
    def read(self, stream_kind: StreamKind, stream_id: str, from_version: int = 1) -> tuple[StoredFact, ...]:
        """The facts of a stream in order; none for an unknown stream."""

    @abstractmethod
    def read_sealed(self, stream_kind: StreamKind, stream_ids: Sequence[str]) -> dict[str, list[SealedRow]]:
        """Of the facts of several streams, each in order, only what a file is computed from; none for an unknown stream."""

    @abstractmethod
    def read_all(self, from_position: int = 1, limit: int | None = None) -> Iterator[StoredFact]:
        """The facts of the whole log in order, at most ``limit``, page by page."""

    @abstractmethod
    def streams(self, kind: StreamKind, after: int = 0) -> Iterator[str]:
        """The references of the streams of a kind, in the order in which they began; of those only with a fact ``after`` a
        position."""

    @abstractmethod
    def read_raw(self, from_position: int, limit: int) -> list[RawFact]:
        """The rows of at most ``limit`` facts from a position on, as bytes, for verification."""

    @abstractmethod
    def read_batches(self, after_position: int) -> Iterator[StoredBatch]:
        """The batches that end beyond ``after_position``, in order."""

    @abstractmethod
    def indexed(self) -> int:
        """How many facts the storage's index of streams leads to."""

    def anchored(self) -> Head:
        """The end as it was anchored, signed now where the signature lagged behind (and the file can be written).

        Raises :class:`DamagedError` when it is missing or altered.
        """
        with self._turn():
            end = self._anchor.read()
            if self._anchor.behind():
                with suppress(OSError):
                    self._anchor.sign(end)
        return end

    def batch_code(self, first: int, head: Head, command_id: str | None) -> bytes:
        """The vault's code over a batch that begins at ``first`` and ends at ``head``."""
        command = "" if command_id is None else command_id
        text = f"asylon-batch-1\n{self.log_id}\n{first}\n{head.position}\n{head.hash.hex()}\n{command}"
        return self.vault.authenticate(text.encode())

    def of_command(self, command_id: str) -> tuple[StoredFact, ...]:
        """The facts that a command stored; none when it is new."""
        found = self._batch_of(command_id)
        return () if found is None else tuple(self.read_all(found.first, found.last - found.first + 1))

    # --- opening ------------------------------------------------------------------------------------------

    def open(self, stored: StoredFact) -> OpenedFact | Erased:
        """Read what a stored fact says, in the present form of its kind.

        Raises :class:`SealBrokenError`, :class:`KeyMissingError` and :class:`NewerFormatError`.
        """
        return next(self.open_all((stored,)))

    def open_all(self, facts: Iterable[StoredFact]) -> Iterator[OpenedFact | Erased]:
        """Open many facts in order; an erasure is noticed at the latest some thousands of facts after it."""
        remaining = iter(facts)
        while page := tuple(islice(remaining, PAGE)):
            keys = self.vault.keys(fact.key_id for fact in page if fact.key_id is not None)
            for fact in page:
                if fact.key_id is None:
                    kind, at, body, person = fact.kind, fact.at, read_body(fact.body), None
                else:
                    key = keys[fact.key_id]
                    if isinstance(key, Erasure):
                        yield Erased(fact, key)
                        continue
                    text = key.open(fact.body, _binding(fact))
                    if text is None:
                        raise SealBrokenError(f"{fact.stream}, version {fact.version}, position {fact.position}")
                    kind, at, body = read_clear_text(text)
                    person = key.person
                schema = fact.schema
                if schema != self.upcasting.current(kind):
                    schema, body = self.upcasting.upcast(kind, schema, body, f"position {fact.position}")
                yield OpenedFact(fact, person, kind, schema, at, body)

    def open_body(self, stored: StoredFact) -> dict[str, Any] | Erased:
        """The body alone; see :meth:`open`."""
        opened = self.open(stored)
        return opened if isinstance(opened, Erased) else opened.body

    # --- what a backend provides --------------------------------------------------------------------------

    @abstractmethod
    def _turn(self) -> AbstractContextManager[None]:
        """The right to write, waited for in line. Raises :class:`BusyError`."""

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[Writing]:
        """All or nothing; durable when left without an error."""

    @abstractmethod
    def _versions_of(self, streams: Sequence[Stream]) -> dict[Stream, int]:
        """The last version of each stream, 0 where there is none."""

    @abstractmethod
    def _last_batch(self) -> StoredBatch | None: ...

    @abstractmethod
    def _batch_of(self, command_id: str) -> StoredBatch | None: ...

    @abstractmethod
    def _add_facts(self, db: Writing, rows: Iterable[FactRow]) -> tuple[StoredFact, ...]:
        """Add facts inside the transaction as their rows are made, and give them back."""

    @abstractmethod
    def _add_batches(self, db: Writing, batches: Sequence[StoredBatch]) -> None: ...

    # --- inside -------------------------------------------------------------------------------------------

    def _store(self, line: Sequence[_Waiting]) -> None:
        """Store the batches of all who wait, one behind the other, in one transaction."""
        again: list[_Waiting] = []
        persons = {fact.person for one in line for fact in one.given.batch.facts if fact.person is not None}
        keys = self.vault.keys_for(persons, create=True)
        with self._turn():
            with self._transaction() as db:
                head = before = self._sound_head()
                versions = self._versions(line)
                accepted, again = self._accepted(line, versions)
                if accepted:
                    head = self._add(db, accepted, keys, head, versions)
            if head != before:
                self._written = head
                # When this fails the facts are stored all the same, covered by their batches' codes; the next batch
                # anchors them.
                with suppress(OSError):
                    self._anchor.write(head)
        for one in again:
            # The others are stored by now: what goes wrong here is told to this one alone.
            try:
                self._store((one,))
            except Exception as error:
                one.failed = error

    def _versions(self, line: Sequence[_Waiting]) -> dict[Stream, int]:
        """The last version of every stream that the batches touch."""
        places = dict.fromkeys((fact.stream_kind, fact.stream_id) for one in line for fact in one.given.batch.facts)
        for one in line:
            places.update(dict.fromkeys(one.given.batch.expected))
        return self._versions_of([Stream(*place) for place in places])

    def _accepted(
        self, line: Sequence[_Waiting], versions: dict[Stream, int]
    ) -> tuple[Sequence[_Waiting], list[_Waiting]]:
        """Who of the line is to be stored, and who sends a command that another of the line sends, too: that is asked again.

        The others have their answer here: what their command stored before, or that somebody was quicker.
        """
        accepted: list[_Waiting] = []
        again: list[_Waiting] = []
        commands: set[str] = set()
        reached = versions if len(line) == 1 else dict(versions)
        for one in line:
            batch = one.given.batch
            if batch.command_id is not None and batch.command_id in commands:
                again.append(one)
                continue
            try:
                one.answer = self._earlier(batch, one.given.bodies) or None
                if one.answer is None:
                    _expect(batch, reached)
                    accepted.append(one)
            except (ConcurrencyError, CommandReusedError) as error:
                one.failed = error
                continue
            if batch.command_id is not None:
                commands.add(batch.command_id)
            if len(line) > 1:
                for fact in batch.facts:
                    reached[Stream(fact.stream_kind, fact.stream_id)] += 1
        return accepted, again

    def _add(
        self,
        db: Writing,
        line: Sequence[_Waiting],
        keys: Mapping[str, PersonKey],
        head: Head,
        versions: dict[Stream, int],
    ) -> Head:
        """Add the batches of the line behind ``head``, and answer with their facts; the end of the log after them."""
        facts = self._add_facts(db, self._linked(line, keys, head, versions))
        batches: list[StoredBatch] = []
        start = 0
        for one in line:
            command = one.given.batch.command_id
            one.answer = added = facts[start : start + len(one.given.bodies)]
            start += len(added)
            head = Head(added[-1].position, added[-1].hash)
            first = added[0].position
            batches.append(StoredBatch(first, head.position, command, self.batch_code(first, head, command)))
        self._add_batches(db, batches)
        return head

    def _earlier(self, batch: Batch, bodies: list[tuple[int, bytes]]) -> tuple[StoredFact, ...]:
        """The facts stored when this command first came; none when it is new."""
        if batch.command_id is None:
            return ()
        found = self._batch_of(batch.command_id)
        if found is None:
            return ()
        facts = tuple(self.read_all(found.first, found.last - found.first + 1))
        if not facts or found.code != self.batch_code(
            found.first, Head(facts[-1].position, facts[-1].hash), batch.command_id
        ):
            raise _foreign(found.last)
        if len(facts) != len(batch.facts):
            raise CommandReusedError(batch.command_id)
        for stored, new, (schema, body) in zip(facts, batch.facts, bodies, strict=True):
            if stored.stream != (new.stream_kind, new.stream_id) or stored.schema != schema:
                raise CommandReusedError(batch.command_id)
            if not self._says(stored, new, body):
                raise CommandReusedError(batch.command_id)
        return facts

    def _says(self, stored: StoredFact, new: NewFact, body: bytes) -> bool:
        """Whether a stored fact says what a new one does, as far as it can still be read."""
        if stored.key_id is None:
            return new.person is None and (stored.kind, stored.at, stored.body) == (new.kind, new.at, body)
        key = self.vault.key(stored.key_id)
        if isinstance(key, Erasure):
            return True
        same = key.open(stored.body, _binding(stored)) == clear_text(new.kind, new.at, body)
        return same and key.person == new.person

    def _sound_head(self) -> Head:
        """The end of the log, when it is known to be the log's own and as far as it was signed."""
        head = self.head()
        if head != self._written:
            last = self._last_batch()
            if last is None:
                sound = head.position == 0
            else:
                sound = last.last == head.position and last.code == self.batch_code(last.first, head, last.command_id)
            if not sound:
                raise _foreign(head.position)
        anchored = self._anchor.read()
        if anchored.position > head.position or (anchored.position == head.position and anchored != head):
            raise DamagedError(
                Bilingual(
                    f"Facts are missing: the log ends at {head.position}, signed up to {anchored.position}",
                    f"Er ontbreken feiten: het logboek eindigt bij {head.position}, "
                    f"ondertekend tot {anchored.position}",
                ),
                f"position {head.position}",
            )
        return head

    def _linked(
        self, line: Sequence[_Waiting], keys: Mapping[str, PersonKey], head: Head, versions: dict[Stream, int]
    ) -> Iterator[FactRow]:
        """The rows of the line's batches behind ``head``, one by one: a server stores some while the next are made."""
        recorded = self._clock().astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        nonces = os.urandom(NONCE_BYTES * sum(len(one.given.bodies) for one in line))
        used = 0
        for one in line:
            end = used + NONCE_BYTES * len(one.given.bodies)
            head = yield from linked(one.given, keys, recorded, nonces[used:end], head, versions)
            used = end


def _expect(batch: Batch, versions: Mapping[Stream, int]) -> None:
    """Whether every stream stands where the writer saw it. Raises :class:`ConcurrencyError`."""
    for place, expected in batch.expected.items():
        stream = Stream(*place)
        if expected is not None and expected != versions[stream]:
            raise ConcurrencyError(str(stream), expected, versions[stream])


def _binding(fact: StoredFact) -> bytes:
    key_id = (fact.key_id or "").encode()
    return seal_binding(fact.stream_kind.encode(), fact.stream_id.encode(), fact.version, fact.schema, key_id)


def _foreign(position: int) -> DamagedError:
    return DamagedError(
        Bilingual(
            "The end of the log was not written by this register",
            "Het einde van het logboek is niet door dit register geschreven",
        ),
        f"position {position}",
    )
