"""Who read a case is found by an index that is made afterwards, many readings at a time.

An index kept at every reading would cost several times what the log itself costs: every line of a list is a reading, of another
case, and so touches another page of an index by case. Here a *segment* holds the readings of a stretch of the log in order of
case, and is written from beginning to end. What is not yet in a segment is looked through: so an answer is always whole.
"""

from __future__ import annotations

from typing import Any

from asylon.register.storage import Storage

#: Readings in a segment, and how many of them are written in one transaction: whoever reads a case meanwhile hardly waits.
SEGMENT = 100_000
AT_ONCE = 5_000

TABLES = (
    "CREATE TABLE segment (number INTEGER PRIMARY KEY, upto INTEGER NOT NULL) STRICT",
    """CREATE TABLE reading_of (
         segment INTEGER NOT NULL,
         case_id TEXT NOT NULL,
         reading INTEGER NOT NULL,
         PRIMARY KEY (segment, case_id, reading)
       ) STRICT, WITHOUT ROWID""",
)


def index(storage: Storage, size: int = SEGMENT) -> int:
    """Put into segments of ``size`` readings what fills them; how many were written. One process at a time; the others wait
    in line."""
    written = 0
    while _behind(storage) >= size:
        with storage.turn():
            # No reading up to here is still on its way: none is passed over.
            settled = storage.settled("reading", "number")
            last, upto = _segments(storage)
            rows = storage.rows(
                "SELECT case_id, number FROM reading WHERE number > ? AND number <= ? ORDER BY number LIMIT ?",
                (upto, settled, size),
            )
            if len(rows) < size:
                break
            _write(storage, last + 1, rows)
        written += 1
    return written


def _write(storage: Storage, number: int, rows: list[tuple[Any, ...]]) -> None:
    """Write a segment. It counts from its last transaction on; what was left of one broken off goes first."""
    with storage.transaction() as db:
        db.execute("DELETE FROM reading_of WHERE segment = ?", (number,))
    upto = rows[-1][1]
    ordered = sorted((number, case_id, reading) for case_id, reading in rows)
    for start in range(0, len(ordered), AT_ONCE):
        with storage.transaction() as db:
            storage.add(db, "reading_of", ("segment", "case_id", "reading"), ordered[start : start + AT_ONCE])
    with storage.transaction() as db:
        db.execute("INSERT INTO segment VALUES (?, ?)", (number, upto))


def rows_of(storage: Storage, case_id: str, fields: str) -> list[tuple[Any, ...]]:
    """The readings of a case, oldest first."""
    last, upto = _segments(storage)
    found: list[tuple[Any, ...]] = []
    held: list[int] = []
    for start in range(1, last + 1, AT_ONCE):
        among, values = storage.among("segment", list(range(start, min(start + AT_ONCE, last + 1))))
        rows = storage.rows(f"SELECT reading FROM reading_of WHERE {among} AND case_id = ?", (*values, case_id))
        held += [reading for (reading,) in rows]
    held.sort()
    for start in range(0, len(held), AT_ONCE):
        among, values = storage.among("number", held[start : start + AT_ONCE])
        found += storage.rows(f"SELECT {fields} FROM reading WHERE {among} ORDER BY number", values)
    # Bounded on both sides the latest are read by their numbers, even before the database knows the table's size.
    return found + storage.rows(
        f"SELECT {fields} FROM reading WHERE number > ? AND number <= ? AND case_id = ? ORDER BY number",
        (upto, _highest(storage), case_id),
    )


def _segments(storage: Storage) -> tuple[int, int]:
    """The number of the last segment, and of the last reading in it."""
    ((last, upto),) = storage.rows("SELECT coalesce(max(number), 0), coalesce(max(upto), 0) FROM segment")
    return int(last), int(upto)


def _behind(storage: Storage) -> int:
    """How many readings at most are in no segment yet."""
    return _highest(storage) - _segments(storage)[1]


def _highest(storage: Storage) -> int:
    ((highest,),) = storage.rows("SELECT coalesce(max(number), 0) FROM reading")
    return int(highest)
