"""The log in a SQLite file: the common suite, and what only files can suffer. All persons are fictional."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from log_suite import CASE, LogSuite, batch, case_fact, noon, public_fact

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

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from asylon.register import Batch, NewFact, SqliteLog, Vault

def clock(): return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
log = SqliteLog(folder / "register.sqlite", Vault(folder / "vault.sqlite", clock), clock)
for number in range(count):
    fact = NewFact(stream_kind="case", stream_id=name, kind="noted", at="2026-11-23", person=f"{name}-{number % 3}",
                   body={"number": number})
    other = NewFact(stream_kind="plan", stream_id="shared", kind="noted", at="2026-11-23", body={"by": name})
    (stored, _) = log.append(Batch(facts=(fact, other), actor=name, unit="test", purpose="test"))
    print(stored.position, flush=True)
"""


class TestSqliteLog(LogSuite):
    def open(self, folder: Path, vault: Vault, upcasting: Upcasting) -> Log:
        return SqliteLog(folder / "register.sqlite", vault, noon, upcasting=upcasting, wait=5)


@pytest.fixture
def register(tmp_path: Path) -> Callable[[], SqliteLog]:
    def opened() -> SqliteLog:
        return SqliteLog(tmp_path / "register.sqlite", Vault(tmp_path / "vault.sqlite", noon), noon, wait=2)

    return opened


def writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONOPTIMIZE": "0"})


def test_what_was_acknowledged_survives_the_killing_of_the_writer(
    tmp_path: Path, register: Callable[[], SqliteLog]
) -> None:
    acknowledged: list[int] = []
    for kill, after in enumerate((1, 4, 9, 2, 17, 30)):
        running = writer(tmp_path, f"case-{kill}", 10_000)
        assert running.stdout is not None
        acknowledged += [int(running.stdout.readline()) for _ in range(after)]
        running.send_signal(signal.SIGKILL)
        # What was printed before the kill arrived was acknowledged, too.
        acknowledged += [int(line) for line in running.stdout if line.endswith("\n")]
        running.wait()
        running.stdout.close()
        log = register()
        report = verify(log)
        assert report.ok, report.first_problem
        kept = [fact.position for fact in log.read_all() if fact.stream_kind == "case"]
        assert set(acknowledged) <= set(kept)
        assert len(kept) <= len(acknowledged) + kill + 1, "at most one batch was on its way at each kill"
        assert report.facts == 2 * len(kept), "a batch is whole or absent"
        log.append(batch(public_fact(), case_fact(person="after the kill", stream_id=f"after-{kill}")))
        acknowledged.append(log.head().position)


def test_four_processes_take_turns_and_leave_no_gap(tmp_path: Path, register: Callable[[], SqliteLog]) -> None:
    register().close()
    writers = [writer(tmp_path, f"case-{number}", 25) for number in range(4)]
    for running in writers:
        output, _ = running.communicate(timeout=30)
        assert running.returncode == 0
        assert len(output.split()) == 25
    log = register()
    report = verify(log)
    assert report.ok
    assert report.facts == 200
    assert [fact.version for fact in log.read("plan", "shared")] == list(range(1, 101))


def test_a_writer_waits_no_longer_than_allowed_and_is_told(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "register.sqlite", Vault(tmp_path / "vault.sqlite", noon), noon, wait=0.05)
    other = Turn(log.path, 1)
    with other.taken(), pytest.raises(BusyError) as refused:
        log.append(batch(public_fact()))
    assert "Try again" in str(refused.value)
    log.append(batch(public_fact()))


def test_a_full_storage_stores_nothing_and_recording_resumes_by_itself(register: Callable[[], SqliteLog]) -> None:
    log = register()
    log.append(batch(public_fact()))
    store = log._connections.get()
    ((pages,),) = store.execute("PRAGMA page_count")
    store.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StorageFullError) as refused:
        log.append(batch(public_fact(body={"long": "x" * 50_000})))
    assert "vol" in refused.value.told("nl")
    assert log.head().position == 1
    store.execute("PRAGMA max_page_count = 1000000")
    log.append(batch(public_fact()))
    assert verify(log).ok


def test_an_anchor_that_cannot_be_written_loses_no_fact(
    tmp_path: Path, register: Callable[[], SqliteLog], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = register()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("asylon.register.anchor.os.pwrite", full)
        log.append(batch(public_fact()))
    report = verify(log)
    assert (report.ok, report.facts, report.anchored) == (True, 1, 0)
    register().append(batch(public_fact()))
    assert verify(log).anchored == 2


def test_a_read_only_file_refuses_writing_and_stays_readable(register: Callable[[], SqliteLog]) -> None:
    log = register()
    log.append(batch(public_fact()))
    log._connections.get().execute("PRAGMA query_only = ON")
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
    log._connections.get().execute("PRAGMA user_version = 99")
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


def test_a_child_process_records_beside_its_parent(register: Callable[[], SqliteLog]) -> None:
    log = register()
    log.append(batch(public_fact()))
    child = os.fork()
    if child == 0:
        try:
            log.append(batch(public_fact()))
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0
    log.append(batch(public_fact()))
    assert verify(log).facts == 3
