"""The log: everything that happened, in one append-only order, over any storage.

:class:`Log` is the port. It checks, seals, numbers and links facts; a backend (``store``) keeps
rows. A batch is stored whole or not at all, over as many streams as it touches.

Each batch carries a code that only the vault can make (HMAC over its first and last position, the hash of
its last fact and its command). So even facts that the signed head (``anchor``) does not cover yet are known
to be the log's own: a writer refuses to build on an end that is not.
"""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from asylon.law.citations import Bilingual
from asylon.register.anchor import Anchor
from asylon.register.batches import Asked, Batch, Erased, NewFact, OpenedFact, StoredBatch, checked
from asylon.register.commits import SharedCommit, Waiting
from asylon.register.erasures import Erasure
from asylon.register.errors import CommandReusedError, ConcurrencyError, DamagedError, SealBrokenError
from asylon.register.keys import PersonKey
from asylon.register.linking import linked
from asylon.register.storage import Storage, Writing
from asylon.register.stored import (
    FactRow,
    Head,
    Place,
    SealedRow,
    StoredFact,
    Stream,
    StreamKind,
    clear_text,
    genesis,
    of_row,
    read_body,
    read_clear_text,
    seal_binding,
    written,
)
from asylon.register.upcasting import UPCASTING, Upcasting
from asylon.register.vault import Clock, Vault

PAGE = 2000

_logger = logging.getLogger(__name__)

RawFact = tuple[int, bytes, bytes, int, int, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""A row as the storage holds it: the fields of a stored fact in order, text as UTF-8, no key as empty."""

_Waiting = Waiting[Asked, tuple[StoredFact, ...]]


class Log(ABC):
    """The append-only log. Safe to use from several threads and processes at once.

    ``log_id`` is the log's own random reference; ``upcasting`` brings old forms of facts to the present one.
    """

    #: Where its rows stand: what the backend opened.
    storage: Storage

    def __init__(
        self, vault: Vault, clock: Clock, anchor: Anchor, log_id: str, upcasting: Upcasting = UPCASTING
    ) -> None:
        self.vault = vault
        self.log_id = log_id
        self._clock = clock
        self._anchor = anchor
        self.upcasting = upcasting
        self._genesis = genesis(log_id)
        self._written = Head(0, self._genesis)
        self._commits = SharedCommit(self._store, self.storage.where)

    # --- recording ----------------------------------------------------------------------------------------

    def append(self, batch: Batch) -> tuple[StoredFact, ...]:
        """Store ``batch``, durably, and give its facts as stored. Nothing is stored when anything is wrong.

        A ``command_id`` that was stored before gives the facts of that time and stores nothing. Raises
        :class:`InvalidFactError`, :class:`ConcurrencyError` (a stream has moved on),
        :class:`CommandReusedError`, :class:`PersonErasedError`, :class:`BusyError`, :class:`StorageError`
        (full, read-only, failing) and :class:`DamagedError` (the log's end is not its own).
        """
        asked = checked(batch, self.upcasting)
        earlier = () if batch.command_id is None else self._earlier(asked, batch.command_id)
        return earlier or self._commits.ask(asked)

    def renew_anchor(self, *, by: str, reason: str) -> Head:
        """Sign the log's present end anew, after a person has compared it with a backup: who and why is kept.

        This is for a log restored from a backup, which ends before its signed head. The vault keeps the
        record.
        """
        with self.storage.turn(), self._anchor:
            head = self.head()
            self.vault.record_renewal(head.position, head.hash, by=by, reason=reason)
            self._anchor.sign(head)
            self._written = Head(0, self._genesis)
        return head

    def rotate_signing_key(self, *, by: str, reason: str) -> bytes:
        """Sign the head with a new key from now on, after verifying that the present one holds; the new public key.

        Other processes that have the register open notice the new key only when they open it again: stop them first.
        """
        with self.storage.turn(), self._anchor:
            head = self.head()
            self._check(head)
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
        with self.storage.turn(), self._anchor:
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
    def _end(self, db: Writing, places: Sequence[Place]) -> tuple[Head, dict[Place, int]]:
        """The end of the log, and the last version of the streams at these places, 0 where there is none."""

    @abstractmethod
    def _last_batch(self) -> StoredBatch | None: ...

    @abstractmethod
    def _batch_of(self, command_id: str) -> StoredBatch | None: ...

    @abstractmethod
    def _add_facts(self, db: Writing, rows: Iterable[FactRow]) -> None:
        """Add facts inside the transaction as their rows are made."""

    @abstractmethod
    def _add_batches(self, db: Writing, batches: Sequence[StoredBatch]) -> None: ...

    # --- inside -------------------------------------------------------------------------------------------

    def _store(self, line: Sequence[_Waiting]) -> None:
        """Store the batches of all who wait, one behind the other, in one transaction."""
        again: list[_Waiting] = []
        persons: set[str] = set().union(*[one.given.persons for one in line])
        places: set[Place] = set().union(*[one.given.places for one in line])
        keys = self.vault.keys_for(persons, create=True)
        with self.storage.turn(), self._anchor:
            with self.storage.transaction() as db:
                head, versions = self._end(db, list(places))
                self._check(head)
                accepted, again = self._accepted(line, versions)
                if accepted:
                    head = self._add(db, accepted, keys, head, versions)
            if accepted:
                self._written = head
                try:
                    self._anchor.write(head)
                except OSError as error:
                    # The facts are stored all the same, covered by their batches' codes; the next batch anchors them.
                    _logger.warning("the end of the log was not sealed, the next batch does so: %s", error)
        for one in again:
            # The others are stored by now: what goes wrong here is told to this one alone.
            try:
                self._store((one,))
            except Exception as error:
                one.failed = error

    def _accepted(
        self, line: Sequence[_Waiting], versions: dict[Place, int]
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
            command = batch.command_id
            if command is not None and command in commands:
                again.append(one)
                continue
            try:
                if command is not None:
                    one.answer = self._earlier(one.given, command) or None
                if one.answer is None:
                    if batch.expected:
                        _expect(batch, reached)
                    accepted.append(one)
            except (ConcurrencyError, CommandReusedError) as error:
                one.failed = error
                continue
            if command is not None:
                commands.add(command)
            if len(line) > 1:
                for fact in batch.facts:
                    reached[fact.stream_kind, fact.stream_id] += 1
        return accepted, again

    def _add(
        self,
        db: Writing,
        line: Sequence[_Waiting],
        keys: Mapping[str, PersonKey],
        head: Head,
        versions: dict[Place, int],
    ) -> Head:
        """Add the batches of the line behind ``head``, and answer with their facts; the end of the log after them."""
        recorded = written(self._clock())
        rows: list[FactRow] = []
        self._add_facts(db, linked([one.given for one in line], keys, recorded, head, versions, rows))
        batches: list[StoredBatch] = []
        end = 0
        for one in line:
            start, end = end, end + len(one.given.bodies)
            one.answer = tuple(map(of_row, rows[start:end]))
            first, command = head.position + 1, one.given.batch.command_id
            head = Head(rows[end - 1][0], rows[end - 1][-1])
            batches.append(StoredBatch(first, head.position, command, self.batch_code(first, head, command)))
        self._add_batches(db, batches)
        return head

    def _earlier(self, asked: Asked, command: str) -> tuple[StoredFact, ...]:
        """The facts stored when this command first came; none when it is new."""
        found = self._batch_of(command)
        if found is None:
            return ()
        facts = tuple(self.read_all(found.first, found.last - found.first + 1))
        if not facts or found.code != self.batch_code(found.first, Head(facts[-1].position, facts[-1].hash), command):
            raise _foreign(found.last)
        if len(facts) != len(asked.batch.facts):
            raise CommandReusedError(command)
        for stored, new, (schema, body) in zip(facts, asked.batch.facts, asked.bodies, strict=True):
            if stored.stream != (new.stream_kind, new.stream_id) or stored.schema != schema:
                raise CommandReusedError(command)
            if not self._says(stored, new, body):
                raise CommandReusedError(command)
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

    def _check(self, head: Head) -> None:
        """Whether the end of the log is the log's own and as far as it was sealed. Raises :class:`DamagedError`."""
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


def _expect(batch: Batch, versions: Mapping[Place, int]) -> None:
    """Whether every stream stands where the writer saw it. Raises :class:`ConcurrencyError`."""
    for place, expected in batch.expected.items():
        if expected is not None and expected != versions[place]:
            raise ConcurrencyError(str(Stream(*place)), expected, versions[place])


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
