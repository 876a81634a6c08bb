"""What every log does with batches that wait for the disk at the same moment. Each backend inherits it; persons are fictional."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from log_suite import CASE, batch, case_fact, public_fact
from writers_suite import opened

from asylon.register import (
    Batch,
    CommandReusedError,
    ConcurrencyError,
    PersonErasedError,
    StorageFullError,
    StoredFact,
    Stream,
    turns,
    verify,
)
from asylon.register.keys import PersonKey
from asylon.register.store import TableLog

LETTING_GO = "was not let go of"

Outcome = tuple[StoredFact, ...] | Exception


def in_one_line(log: TableLog, batches: Sequence[Batch]) -> tuple[list[Outcome], list[int]]:
    """What comes of batches that stand in one line, in that order, behind one that is being stored; and how many were
    stored at a time."""
    outcomes: dict[int, Outcome] = {}
    sizes: list[int] = []
    commits, store = log._commits, log._commits._store
    reached = Event()

    def storing(line: Any) -> None:
        if not sizes:
            reached.set()
            _until(lambda: len(commits._line) == len(batches))
        sizes.append(len(line))
        store(line)

    def append(number: int, one: Batch) -> None:
        try:
            outcomes[number] = log.append(one)
        except Exception as error:
            outcomes[number] = error

    commits._store = storing
    threads = [Thread(target=append, args=(-1, batch(public_fact(Stream("council", "first")))))]
    threads[0].start()
    assert reached.wait(120)
    for number, one in enumerate(batches):
        threads.append(Thread(target=append, args=(number, one)))
        threads[-1].start()
        _until(lambda number=number: bool(sizes) or len(commits._line) == number + 1)  # type: ignore[misc]
    for thread in threads:
        thread.join(120)
    commits._store = store
    assert isinstance(outcomes.pop(-1), tuple)
    return [outcomes[number] for number in range(len(batches))], sizes


def cannot_let_go(patch: pytest.MonkeyPatch) -> None:
    """From now on neither database lets go of the turn to write when it is told to."""

    class Locks:
        LOCK_EX, LOCK_NB, LOCK_UN = fcntl.LOCK_EX, fcntl.LOCK_NB, fcntl.LOCK_UN
        taken = 0

        def flock(self, file: int, how: int) -> None:
            # The turn is two files, let go of one after the other: that of the line before anything is written.
            self.taken += 1 if how == fcntl.LOCK_EX | fcntl.LOCK_NB else -1
            if how == fcntl.LOCK_UN and not self.taken:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            fcntl.flock(file, how)

    execute = psycopg.Connection.execute

    def refusing(connection: Any, query: Any, *given: Any, **how: Any) -> Any:
        if "pg_advisory_unlock" in str(query):
            raise psycopg.OperationalError("the connection is lost")
        return execute(connection, query, *given, **how)

    patch.setattr(turns, "fcntl", Locks())
    patch.setattr(psycopg.Connection, "execute", refusing)


def _until(reached: Callable[[], bool]) -> None:
    while not reached():
        Event().wait(0.001)


class CommitsSuite:
    """A backend says at which ``address`` its log lies; empty for files of the folder."""

    @pytest.fixture
    def log(self, tmp_path: Path, address: str) -> TableLog:
        return opened(tmp_path, address)

    def test_who_waits_at_the_same_moment_shares_one_commit_and_gets_what_is_theirs(self, log: TableLog) -> None:
        kinds = [f"noted_{number}" for number in range(5)]
        outcomes, sizes = in_one_line(log, [batch(case_fact(kind), case_fact(kind)) for kind in kinds])
        assert sizes == [1, 5]
        for number, (kind, outcome) in enumerate(zip(kinds, outcomes, strict=True)):
            assert isinstance(outcome, tuple)
            assert [fact.position for fact in outcome] == [2 + 2 * number, 3 + 2 * number]
            assert [fact.version for fact in outcome] == [1 + 2 * number, 2 + 2 * number]
            assert [log.open(fact).kind for fact in outcome] == [kind, kind]  # type: ignore[union-attr]
        assert verify(log).ok

    def test_each_batch_of_a_shared_commit_keeps_a_code_of_its_own(self, log: TableLog) -> None:
        in_one_line(log, [batch(public_fact(), command_id=f"command {number}") for number in range(3)])
        kept = list(log.read_batches(0))
        assert [(one.first, one.last, one.command_id) for one in kept] == [
            (1, 1, None),
            (2, 2, "command 0"),
            (3, 3, "command 1"),
            (4, 4, "command 2"),
        ]
        assert len({one.code for one in kept}) == 4

    def test_of_those_who_saw_the_same_version_one_is_stored_and_the_others_are_told(self, log: TableLog) -> None:
        outcomes, sizes = in_one_line(log, [batch(case_fact(), expected={CASE: 0}) for _ in range(4)])
        assert sizes == [1, 4]
        assert isinstance(outcomes[0], tuple)
        assert [type(outcome) for outcome in outcomes[1:]] == [ConcurrencyError] * 3
        assert [fact.version for fact in log.read(*CASE)] == [1]
        assert verify(log).ok

    def test_a_command_that_stands_in_the_line_twice_is_stored_once_and_answered_twice(self, log: TableLog) -> None:
        sent = batch(case_fact(), command_id="the same")
        outcomes, _ = in_one_line(log, [sent, batch(public_fact()), sent])
        assert outcomes[0] == outcomes[2]
        assert len(log.read(*CASE)) == 1
        assert verify(log).facts == 3

    def test_when_a_command_cannot_be_asked_again_those_stored_with_it_are_not_stored_twice(
        self, log: TableLog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        turns = iter((True, True, False))
        turn = log.storage.turn

        def refused_the_third_time() -> Any:
            if not next(turns):
                raise StorageFullError("here")
            return turn()

        monkeypatch.setattr(log.storage, "turn", refused_the_third_time)
        sent = batch(case_fact(), command_id="the same")
        outcomes, _ = in_one_line(log, [sent, batch(public_fact()), sent])
        monkeypatch.undo()
        assert [type(outcome) for outcome in outcomes] == [tuple, tuple, StorageFullError]
        assert verify(log).facts == 3

    def test_a_command_that_another_in_the_line_uses_for_something_else_is_refused(self, log: TableLog) -> None:
        outcomes, _ = in_one_line(
            log, [batch(case_fact(), command_id="one"), batch(public_fact(), command_id="one"), batch(public_fact())]
        )
        assert isinstance(outcomes[0], tuple)
        assert isinstance(outcomes[1], CommandReusedError)
        assert isinstance(outcomes[2], tuple)
        assert verify(log).facts == 3

    def test_what_is_wrong_with_one_harms_nobody_else_in_the_line(
        self, log: TableLog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seal = PersonKey.seal

        def refusing(key: PersonKey, *given: Any) -> bytes:
            if key.person == "somebody":
                raise ValueError("cannot be sealed")
            return seal(key, *given)

        monkeypatch.setattr(PersonKey, "seal", refusing)
        outcomes, sizes = in_one_line(
            log, [batch(case_fact()), batch(public_fact(), case_fact(person="somebody")), batch(case_fact())]
        )
        assert sizes == [1, 3, 1, 1, 1]
        assert [type(outcome) for outcome in outcomes] == [tuple, ValueError, tuple]
        assert [fact.position for fact in log.read_all()] == [1, 2, 3]
        assert verify(log).ok

    def test_a_person_who_was_erased_meanwhile_is_refused_alone(self, log: TableLog) -> None:
        log.append(batch(case_fact(person="gone")))
        log.vault.erase("gone", by="privacy officer", reason="retention ended")
        outcomes, sizes = in_one_line(log, [batch(case_fact()), batch(case_fact(person="gone")), batch(case_fact())])
        assert sizes == [1, 3, 1, 1, 1]
        assert [type(outcome) for outcome in outcomes] == [tuple, PersonErasedError, tuple]
        assert [fact.version for fact in log.read(*CASE)] == [1, 2, 3]
        assert verify(log).ok

    def test_persons_who_come_for_the_first_time_in_one_line_get_their_keys_at_once(
        self, log: TableLog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[set[str]] = []
        keys_for = log.vault.keys_for

        def noted(persons: set[str], **how: bool) -> dict[str, PersonKey]:
            asked.append(set(persons))
            return keys_for(persons, **how)

        monkeypatch.setattr(log.vault, "keys_for", noted)
        outcomes, _ = in_one_line(log, [batch(case_fact(person=name)) for name in ("a", "b", "c")])
        assert {"a", "b", "c"} in asked
        assert len({outcome[0].key_id for outcome in outcomes if isinstance(outcome, tuple)}) == 3

    def test_what_is_stored_is_answered_so_when_the_turn_cannot_be_let_go_of_afterwards(
        self,
        log: TableLog,
        tmp_path: Path,
        address: str,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        log.append(batch(public_fact()))
        with monkeypatch.context() as patch:
            cannot_let_go(patch)
            (stored,) = log.append(batch(public_fact()))
        assert stored.position == 2
        assert LETTING_GO in caplog.text, "the server's log says so"
        opened(tmp_path, address).append(batch(public_fact()))
        log.append(batch(public_fact()))
        assert verify(log).facts == 4

    def test_a_shared_commit_is_not_repeated_when_the_turn_cannot_be_let_go_of_afterwards(
        self, log: TableLog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            cannot_let_go(patch)
            outcomes, sizes = in_one_line(log, [batch(case_fact()) for _ in range(3)])
        assert sizes == [1, 3]
        assert [type(outcome) for outcome in outcomes] == [tuple] * 3
        assert [fact.version for fact in log.read(*CASE)] == [1, 2, 3]
        assert verify(log).facts == 4

    def test_when_the_storage_refuses_everybody_in_the_line_is_told_and_nothing_is_stored(
        self, log: TableLog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        add = log.storage.add

        def full(db: Any, table: str, columns: Sequence[str], rows: Any) -> None:
            facts = list(rows)
            if any(row[2] == CASE.id for row in facts):
                raise StorageFullError("here")
            add(db, table, columns, facts)

        monkeypatch.setattr(log.storage, "add", full)
        outcomes, _ = in_one_line(log, [batch(case_fact()) for _ in range(3)])
        assert [type(outcome) for outcome in outcomes] == [StorageFullError] * 3
        assert log.read(*CASE) == ()
        monkeypatch.undo()
        log.append(batch(case_fact()))
        assert verify(log).facts == 2
