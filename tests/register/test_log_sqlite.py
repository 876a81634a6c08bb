"""The log in a SQLite file: the common suite, and what only files can suffer. All persons are fictional."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from commits_suite import CommitsSuite
from log_suite import CASE, LogSuite, batch, case_fact, noon, public_fact
from writers_suite import WritersSuite

from asylon.register import (
    BusyError,
    DamagedError,
    Log,
    NewerFormatError,
    SqliteLog,
    StorageError,
    StorageFullError,
    Upcasting,
    Vault,
    verify,
)
from asylon.register.turns import Turn


class TestSqliteLog(LogSuite):
    def open(self, folder: Path, vault: Vault, upcasting: Upcasting) -> Log:
        return SqliteLog(folder / "register.sqlite", vault, noon, upcasting=upcasting, wait=5)


class TestSqliteLogOfManyWriters(WritersSuite):
    @pytest.fixture
    def address(self) -> str:
        return ""


class TestSqliteLogOfThoseWhoWaitTogether(CommitsSuite):
    @pytest.fixture
    def address(self) -> str:
        return ""


@pytest.fixture
def register(tmp_path: Path) -> Callable[[], SqliteLog]:
    def opened() -> SqliteLog:
        return SqliteLog(tmp_path / "register.sqlite", Vault(tmp_path / "vault.sqlite", noon), noon, wait=2)

    return opened


def test_a_writer_waits_no_longer_than_allowed_and_is_told(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "register.sqlite", Vault(tmp_path / "vault.sqlite", noon), noon, wait=0.05)
    other = Turn(log.path, 1)
    with other, pytest.raises(BusyError) as refused:
        log.append(batch(public_fact()))
    assert "Try again" in str(refused.value)
    log.append(batch(public_fact()))


def writing(log: SqliteLog) -> sqlite3.Connection:
    """The connection of those who write."""
    with log.storage.turn():
        return log.storage._connections.get()


def test_a_full_storage_stores_nothing_and_recording_resumes_by_itself(register: Callable[[], SqliteLog]) -> None:
    log = register()
    log.append(batch(public_fact()))
    store = writing(log)
    ((pages,),) = store.execute("PRAGMA page_count")
    store.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StorageFullError) as refused:
        log.append(batch(public_fact(body={"long": "x" * 50_000})))
    assert "vol" in refused.value.told("nl")
    assert log.head().position == 1
    store.execute("PRAGMA max_page_count = 1000000")
    log.append(batch(public_fact()))
    assert verify(log).ok


def test_a_read_only_file_refuses_writing_and_stays_readable(register: Callable[[], SqliteLog]) -> None:
    log = register()
    log.append(batch(public_fact()))
    writing(log).execute("PRAGMA query_only = ON")
    with pytest.raises(StorageError):
        log.append(batch(public_fact()))
    assert len(log.read("council", "jha-2024-06")) == 1


@pytest.mark.parametrize(
    "act",
    [
        "DELETE FROM fact",
        "UPDATE fact SET actor = 'x'",
        "DELETE FROM batch",
        "UPDATE batch SET command_id = 'x'",
        "DELETE FROM setting",
        "UPDATE setting SET value = 'x'",
    ],
)
def test_the_file_itself_refuses_to_change_or_remove_a_row(
    register: Callable[[], SqliteLog], tmp_path: Path, act: str
) -> None:
    register().append(batch(public_fact()))
    with sqlite3.connect(tmp_path / "register.sqlite") as store, pytest.raises(sqlite3.IntegrityError):
        store.execute(act)


def test_a_file_of_a_newer_release_is_not_opened(tmp_path: Path, register: Callable[[], SqliteLog]) -> None:
    log = register()
    log.storage._connections.get().execute("PRAGMA user_version = 99")
    with pytest.raises(NewerFormatError):
        register()


def test_a_file_that_is_no_log_is_not_touched(tmp_path: Path, register: Callable[[], SqliteLog]) -> None:
    with sqlite3.connect(tmp_path / "register.sqlite") as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(DamagedError):
        register()
    (tmp_path / "register.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(DamagedError):
        register()


def test_a_log_that_vanished_is_not_silently_begun_anew(tmp_path: Path, register: Callable[[], SqliteLog]) -> None:
    log = register()
    log.append(batch(public_fact()))
    log.close()
    (tmp_path / "register.sqlite").unlink()
    with pytest.raises(DamagedError, match="missing"):
        register()


def test_a_log_restored_from_a_backup_waits_for_a_person_before_it_goes_on(
    tmp_path: Path, register: Callable[[], SqliteLog]
) -> None:
    log = register()
    log.append(batch(case_fact()))
    log.close()
    shutil.copy(tmp_path / "register.sqlite", tmp_path / "backup.sqlite")
    log = register()
    log.append(batch(case_fact("absconded")))
    log.close()
    for leftover in tmp_path.glob("register.sqlite-*"):
        leftover.unlink()
    shutil.copy(tmp_path / "backup.sqlite", tmp_path / "register.sqlite")
    log = register()
    with pytest.raises(DamagedError, match="missing"):
        log.append(batch(case_fact("absconded")))
    assert not verify(log).ok
    log.renew_anchor(by="a.jansen", reason="disk lost, backup of noon restored")
    log.append(batch(case_fact("absconded"), expected={CASE: 1}))
    assert verify(log).ok
    (renewal,) = log.vault.renewals()
    assert (renewal.position, renewal.by) == (1, "a.jansen")


def test_who_write_in_turn_use_one_connection_and_each_reads_by_its_own(register: Callable[[], SqliteLog]) -> None:
    log = register()
    connections = log.storage._connections
    used: list[tuple[sqlite3.Connection, sqlite3.Connection]] = []

    def write() -> None:
        with log.storage.turn():
            writing = connections.get()
        used.append((writing, connections.get()))

    for _ in range(3):
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert len({id(writing) for writing, _ in used}) == 1
    assert len({id(reading) for _, reading in used} | {id(used[0][0])}) == 4


def test_a_writing_connection_that_cannot_even_take_back_is_not_used_by_the_next_writer(
    register: Callable[[], SqliteLog],
) -> None:
    log = register()
    log.append(batch(public_fact()))
    with log.storage.turn():
        broken = log.storage._connections.get()
        log.storage._connections.let_go(broken)
    log.append(batch(public_fact()))
    assert log.storage._connections._writer is not None
    assert log.storage._connections._writer[1] is not broken
    assert verify(log).facts == 2
