"""What every log does when several processes write: the suite that each backend inherits. Persons are fictional."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from log_suite import batch, noon, public_fact

from asylon.register import PostgresLog, SqliteLog, Vault, verify
from asylon.register.store import TableLog

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from asylon.register import Batch, NewFact, PostgresLog, SqliteLog, Vault

def clock(): return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

folder, address, name, count = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
vault = Vault(folder / "vault.sqlite", clock)
log = PostgresLog(address, folder, vault, clock) if address else SqliteLog(folder / "register.sqlite", vault, clock)
for number in range(count):
    fact = NewFact(stream_kind="case", stream_id=name, kind="noted", at="2026-11-23", person=f"{name}-{number % 3}",
                   body={"number": number})
    other = NewFact(stream_kind="plan", stream_id="shared", kind="noted", at="2026-11-23", body={"by": name})
    (stored, _) = log.append(Batch(facts=(fact, other), actor=name, unit="test", purpose="test"))
    print(stored.position, flush=True)
"""


def opened(folder: Path, address: str) -> TableLog:
    """The log in a folder, or in the database at an address."""
    vault = Vault(folder / "vault.sqlite", noon)
    if address:
        return PostgresLog(address, folder, vault, noon, wait=5)
    return SqliteLog(folder / "register.sqlite", vault, noon, wait=5)


def writer(folder: Path, address: str, name: str, count: int) -> subprocess.Popen[str]:
    """A process that records ``count`` batches and prints the position of each once it is acknowledged."""
    command = [sys.executable, "-c", WRITER, str(folder), address, name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONOPTIMIZE": "0"})


class WritersSuite:
    """A backend says at which ``address`` its log lies; empty for files of the folder."""

    @pytest.fixture
    def register(self, tmp_path: Path, address: str) -> Iterator[Callable[[], TableLog]]:
        made: list[TableLog] = []

        def open_it() -> TableLog:
            made.append(opened(tmp_path, address))
            return made[-1]

        yield open_it
        for log in made:
            log.close()

    def test_four_processes_take_turns_and_leave_no_gap(
        self, tmp_path: Path, address: str, register: Callable[[], TableLog]
    ) -> None:
        register().close()
        writers = [writer(tmp_path, address, f"case-{number}", 25) for number in range(4)]
        for running in writers:
            output, _ = running.communicate(timeout=120)
            assert running.returncode == 0
            assert len(output.split()) == 25
        log = register()
        report = verify(log)
        assert report.ok
        assert report.facts == 200
        assert [fact.version for fact in log.read("plan", "shared")] == list(range(1, 101))

    def test_an_anchor_that_cannot_be_written_loses_no_fact(
        self, tmp_path: Path, address: str, register: Callable[[], TableLog], monkeypatch: pytest.MonkeyPatch
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

    def test_a_child_process_records_beside_its_parent(self, register: Callable[[], TableLog]) -> None:
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
