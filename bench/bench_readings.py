"""What does it take to log that a page of a list was read, among very many readings, and to find who read a case?

The peer is the same log with an index by case that is kept at every reading, instead of one that is made afterwards. Both store
the readings of a page of a list, each of another case, in one transaction that is on disk before the page is shown.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

import msgspec

from asylon.register.places import READINGS, READINGS_SCHEMA
from asylon.register.reading_index import SEGMENT
from asylon.register.reading_log import ReadingLog
from asylon.register.storage import Storage
from asylon.register.storage_postgres import PostgresStorage
from asylon.register.storage_sqlite import SqliteStorage
from bench_register import postgres
from pairs import compare, line, progress

READINGS_THERE, CASES, LINES, PAGES, AT_ONCE, ASKED = 1_000_000, 200_000, 45, 200, 1_000, 20
WHO = {"actor": "C. Example (fictional)", "unit": "asylum", "purpose": "examination"}


def now() -> datetime:
    """A moment that stands still."""
    return datetime(2026, 11, 23, 8, tzinfo=UTC)


def filled(storage: Storage, cases: list[str]) -> ReadingLog:
    """A log of many readings."""
    log = ReadingLog(storage, now)
    chance = random.Random(1)
    for _ in range(READINGS_THERE // AT_ONCE):
        log.write_many(chance.choices(cases, k=AT_ONCE), what="list", **WHO)
    return log


def measure(name: str, ours: Storage, peer: Storage) -> None:
    """Storing, compared; then making segments and asking."""
    chance = random.Random(2)
    cases = [f"{chance.getrandbits(128):032x}" for _ in range(CASES)]
    logs = [filled(storage, cases) for storage in (ours, peer)]
    with peer.turn(), peer.transaction() as db:
        peer.create(db, ["CREATE INDEX reading_case ON reading (case_id, number)"])
    progress(f"{name}: {READINGS_THERE} readings in each")
    spent = [0.0, 0.0]
    times = [0, 0]

    def store(which: int) -> int:
        begun = process_time()
        for _ in range(PAGES):
            logs[which].write_many(chance.sample(cases, LINES), what="list", **WHO)
        spent[which] += process_time() - begun
        times[which] += PAGES
        return PAGES

    compare(
        f"storing the {LINES} readings of a page of a list among {READINGS_THERE} readings, {name}", "pages/s",
        ("index made afterwards", lambda: store(0)), ("index kept at every reading", lambda: store(1)),
        same="the same readings are in both logs", target="ratio > 1",
    )  # fmt: skip
    page = {what: round(spent[which] * 1000 / times[which], 3) for which, what in enumerate(("ours", "peer"))}
    line(
        question=f"processor time of this program for that, {name}",
        unit="ms a page",
        ours=page["ours"],
        peer=page["peer"],
    )
    begun = process_time()
    made = logs[0].index()
    each = (process_time() - begun) * 1e6 / (made * SEGMENT)
    some = chance.sample(cases, ASKED)
    begun = perf_counter()
    found = [logs[0].of_case(case) for case in some]
    took = (perf_counter() - begun) * 1000 / ASKED
    assert all(
        msgspec.structs.asdict(one)["case_id"] == case for case, of in zip(some, found, strict=True) for one in of
    )
    line(question=f"making segments, {name}", unit="microseconds of processor time a reading", ours=round(each, 2))
    line(question=f"who read a case, among {READINGS_THERE} readings, {name}", unit="ms", ours=round(took, 2))


def main() -> None:
    """Print the lines, for files and for PostgreSQL."""
    folder = Path(tempfile.mkdtemp(prefix="asylon-bench-readings-"))
    try:
        measure("SQLite", *(SqliteStorage(folder / f"{which}-{READINGS}") for which in ("ours", "peer")))
        with postgres() as address:
            measure(
                "PostgreSQL", *(PostgresStorage(address, f"{which}_{READINGS_SCHEMA}") for which in ("ours", "peer"))
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
