"""Writers and database servers are killed at random points, a hundred times and more: what was acknowledged stands.

``ASYLON_KILLS`` is how many writers are killed on each database; the points are drawn by ``ASYLON_KILL_SEED``. Nothing waits by
sleeping: the test listens to the writer's pipe until the moment it has drawn. All persons are fictional.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest
from crash_writers import batch_of, opened

from asylon.register import Erased, verify
from asylon.register.store import TableLog

KILLS = int(os.environ.get("ASYLON_KILLS", "20"))
#: Of writers with several threads, which share commits.
THREADS, SHARING_KILLS = 6, -(-KILLS // 4)
SERVER_KILLS = -(-KILLS // 10)
WHOLE_SERVER_KILLS = -(-KILLS // 20)
SEED = int(os.environ.get("ASYLON_KILL_SEED", "20260612"))
#: Seconds after which a register that is not ready again counts as gone. Far above what is measured: machines are shared.
CEILING = 20.0
#: Seconds from a writer's beginning, or its first answer, to its end: mostly this, at most that.
TYPICAL, LONGEST = 0.03, 0.2


class Writers:
    """The process that forks writers, and the line on which they tell what was acknowledged."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("crash_writers.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        self._pipe = self._process.stdout.fileno()
        self._heard = select.poll()
        self._heard.register(self._pipe, select.POLLIN)
        self._read = b""

    def start(self, folder: Path, address: str, names: Sequence[str]) -> int:
        """Begin a writer, with a thread for each name; its process."""
        assert self._process.stdin is not None
        order = {"folder": str(folder), "address": address, "names": list(names)}
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        words, pid = next(self.told()).split()
        assert words == "born"
        return int(pid)

    def told(self, until: float | None = None) -> Iterator[str]:
        """What is told, line by line, until that moment of the monotonic clock."""
        while True:
            line, found, rest = self._read.partition(b"\n")
            if found:
                self._read = rest
                yield line.decode()
                continue
            left = None if until is None else until - time.monotonic()
            if left is not None and (left <= 0 or not self._heard.poll(1000 * left)):
                return
            more = os.read(self._pipe, 65536)
            assert more, "the process that forks writers is gone"
            self._read += more

    def close(self) -> None:
        """End it, and a writer that a test which failed has left."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture
def writers() -> Iterator[Writers]:
    made = Writers()
    yield made
    made.close()


class Run:
    """What the writers of a run were told, and what the register holds of it."""

    def __init__(self, writers: Writers, folder: Path, address: str) -> None:
        self.writers = writers
        self.folder = folder
        self.address = address
        self.points = random.Random(SEED)
        self.acknowledged = self.erased = self.unacknowledged = self.in_opening = 0
        self.ready: list[float] = []

    def kill(self, name: str, kill: Callable[[int], Any], *, while_opening: float = 0.2, threads: int = 1) -> None:
        """Begin a writer, ``kill`` at a random point, and see that what it was told is what is there.

        ``while_opening`` is the share that dies while it opens the register or waits for its first answer. With several ``threads`` each
        records a case of its own.
        """
        names = [name, *(f"{name}.{thread}" for thread in range(1, threads))]
        pid = self.writers.start(self.folder, self.address, names)
        stored = dict.fromkeys(names, -1)
        erased: dict[str, list[int]] = {one: [] for one in names}

        def hear(line: str) -> None:
            what, whose, said = line.split(" ", 2)
            assert what in ("stored", "erased", "refused"), line
            if what == "stored":
                stored[whose] = int(said)
            elif what == "erased":
                erased[whose].append(int(said))

        if self.points.random() >= while_opening:
            hear(next(self.writers.told()))
        for line in self.writers.told(time.monotonic() + min(self.points.expovariate(1 / TYPICAL), LONGEST)):
            hear(line)
        kill(pid)
        for line in self.writers.told():
            if line == "dead":
                break
            hear(line)
        begun = time.perf_counter()
        log = self._ready_again(name)
        self.ready.append(time.perf_counter() - begun)
        try:
            for one in names:
                self._check(log, one, stored[one], erased[one])
        finally:
            log.close()
            log.vault.close()
        self.in_opening += max(stored.values()) < 0
        self.acknowledged += sum(stored.values()) + len(names)
        self.erased += sum(map(len, erased.values()))

    def kill_all(self, how_many: int, *, acknowledged: int, erased: int = 0, threads: int = 1) -> int:
        """Kill so many writers; where a machine is so busy that they recorded less than this, more of them. How many."""
        number = 0
        while number < how_many or self.acknowledged < acknowledged or self.erased < erased:
            assert number < 20 * how_many, "the writers had no time to record"
            self.kill(f"case-{number}", lambda pid: os.kill(pid, signal.SIGKILL), threads=threads)
            number += 1
        return number

    def _ready_again(self, name: str) -> TableLog:
        """The register opened by somebody else, who has recorded in it."""
        log = opened(self.folder, self.address)
        log.append(batch_of(f"{name}-after", 0))
        return log

    def _check(self, log: TableLog, name: str, stored: int, erased: list[int]) -> None:
        kept = log.read("case", name)
        shared = [fact for fact in log.open_all(log.read("plan", "shared")) if not isinstance(fact, Erased)]
        numbers = [fact.body["n"] for fact in shared if fact.body["by"] == name]
        assert numbers == list(range(len(kept))), "a batch is whole or absent, in order, and nothing else is there"
        assert stored + 1 <= len(kept) <= stored + 2, "all that was acknowledged, and at most what was under way"
        self.unacknowledged += len(kept) == stored + 2
        gone = {receipt.key_id for receipt in log.vault.erasures()}
        for number in erased:
            assert kept[number].key_id in gone, "an acknowledged erasure was carried out"
        # Whoever had no answer sends the same again: it then stands once, whether it had been stored or not.
        if stored >= 0 and stored + 1 not in erased:
            sent = batch_of(name, stored + 1)
            log.append(sent)
            assert len(log.read("case", name)) == stored + 2
        report = verify(log)
        assert report.ok, report.first_problem
        assert report.head == log.head()

    def told(self, what: str, kills: int) -> str:
        ready = sorted(self.ready)
        figures = {
            "kills": kills, "what": what, "database": "postgresql" if self.address else "sqlite", "acknowledged": self.acknowledged,
            "erasures": self.erased, "stored without an answer": self.unacknowledged, "killed before the first answer": self.in_opening,
            "lost": 0, "phantom": 0, "ready again, ms, median": round(1000 * statistics.median(ready)),
            "ready again, ms, longest": round(1000 * ready[-1]),
        }  # fmt: skip
        return json.dumps(figures)


@pytest.fixture
def run(writers: Writers, tmp_path: Path, database: str) -> Run:
    return Run(writers, tmp_path, database)


def test_of_killed_writers_nothing_acknowledged_is_lost_and_nothing_else_is_there(run: Run) -> None:
    killed = run.kill_all(KILLS, acknowledged=KILLS // 2, erased=1)
    print(run.told("writer", killed))
    assert max(run.ready) < CEILING


def test_of_killed_writers_who_shared_commits_nothing_acknowledged_is_lost_and_nothing_else_is_there(run: Run) -> None:
    killed = run.kill_all(SHARING_KILLS, acknowledged=SHARING_KILLS, threads=THREADS)
    print(run.told(f"writer with {THREADS} threads", killed))
    assert max(run.ready) < CEILING


def test_when_the_database_server_itself_is_killed_nothing_acknowledged_is_lost(
    writers: Writers, tmp_path: Path, killable_postgres_server: Any, database_command: Callable[..., None]
) -> None:
    server = killable_postgres_server
    address = server.get_uri()
    run = Run(writers, tmp_path, address)

    recovered: list[float] = []

    def until_it_answers(begun: float) -> None:
        while True:
            try:
                psycopg.connect(address).close()
            except psycopg.OperationalError:
                assert time.perf_counter() < begun + CEILING, "the server does not come back"
                select.poll().poll(10)  # leave the processor to the recovery
            else:
                recovered.append(time.perf_counter() - begun)
                return

    def kill_the_writers_own_process_of_the_server(_writer: int) -> None:
        # The server then takes all its other processes down and recovers from its write-ahead log, as after a crash.
        with psycopg.connect(address, autocommit=True) as witness:
            row = witness.execute(
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'asylon asylon_log'"
            ).fetchone()
            assert row is not None
            os.kill(row[0], signal.SIGKILL)
            begun = time.perf_counter()
            gone = select.poll()
            gone.register(witness.fileno(), select.POLLIN)
            gone.poll()
        until_it_answers(begun)

    def stop_the_server_at_once_and_start_it(_writer: int) -> None:
        # "Immediate" is to leave everything as it lies: the start then recovers as after a loss of power.
        begun = time.perf_counter()
        database_command(server, "restart", "-m", "immediate", "-l", str(server.log))
        until_it_answers(begun)

    for number in range(SERVER_KILLS):
        run.kill(f"case-{number}", kill_the_writers_own_process_of_the_server, while_opening=0.0)
    print(run.told("process of the database server", SERVER_KILLS))
    whole = Run(writers, tmp_path, address)
    for number in range(WHOLE_SERVER_KILLS):
        whole.kill(f"whole-{number}", stop_the_server_at_once_and_start_it, while_opening=0.0)
    print(whole.told("whole database server, started again", WHOLE_SERVER_KILLS))
    print(json.dumps({"the server answers again, ms": [round(1000 * seconds) for seconds in recovered]}))
    assert max(run.ready + whole.ready) < CEILING
