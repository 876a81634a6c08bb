"""How many duties are open, counted as they change: what the inbox tells at once however many cases there are.

A line of the table ``open_duties`` is a number of open duties of one building block, watched by one unit, in files kept by one
Member State, with or without an unaccompanied minor, that fall due within one hour. It is written in the transaction that
writes the duties themselves, so it never differs from them; a rebuild counts anew.

Hours are whole hours since 1970 (UTC), and a moment at the very end of one belongs to it: so the end of a day, which is the
end of an hour in every Member State, parts the lines. What is due within the hour of the question is counted one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from asylon.register.storage import Storage, Value, Writing

#: Microseconds.
HOUR = 3_600_000_000

TABLE = """CREATE TABLE open_duties (
             state TEXT NOT NULL,
             unit TEXT NOT NULL,
             block TEXT NOT NULL,
             minors INTEGER NOT NULL,
             hour INTEGER NOT NULL,
             number INTEGER NOT NULL,
             PRIMARY KEY (state, unit, block, minors, hour)
           ) STRICT, WITHOUT ROWID"""

_COUNTED = f"""SELECT cases.state AS state, duty.unit AS unit, duty.block AS block, cases.minors AS minors,
                 (duty.due - 1) / {HOUR} AS hour, count(*) AS number
               FROM cases JOIN duty USING (file) WHERE duty.status = 'open'
               GROUP BY cases.state, duty.unit, duty.block, cases.minors, (duty.due - 1) / {HOUR}"""

#: Member State that keeps the file, unit, building block, whether with an unaccompanied minor, hour.
Line = tuple[str, str, str, int, int]


class Within(msgspec.Struct, frozen=True, kw_only=True):
    """Which open duties are counted. Empty: all. ``kept_by`` is the Member State that keeps the file, ``minors``: only in
    files with an unaccompanied minor, ``blocks``: only of these building blocks."""

    unit: str = ""
    kept_by: str = ""
    minors: bool = False
    blocks: frozenset[str] | None = None


def hour_of(due: int) -> int:
    """The hour within which a moment (microseconds since 1970) lies."""
    return (due - 1) // HOUR


def adjust(db: Writing, before: Counter[Line], after: Counter[Line]) -> None:
    """Count what changed between two states of some files; lines that count nothing any more go."""
    changed = {line: after[line] - before[line] for line in before.keys() | after.keys() if after[line] != before[line]}
    if not changed:
        return
    db.executemany(
        """INSERT INTO open_duties VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (state, unit, block, minors, hour)
           DO UPDATE SET number = open_duties.number + excluded.number""",
        [(*line, change) for line, change in sorted(changed.items())],
    )
    fewer = [line for line, change in changed.items() if change < 0]
    if fewer:
        db.executemany(
            """DELETE FROM open_duties
               WHERE state = ? AND unit = ? AND block = ? AND minors = ? AND hour = ? AND number = 0""",
            fewer,
        )


def recount(db: Writing) -> None:
    """Count every open duty anew."""
    db.execute("DELETE FROM open_duties")
    db.execute(f"INSERT INTO open_duties {_COUNTED}")


def miscounted(storage: Storage) -> bool:
    """Whether the counts are others than those of the duties that stand at this moment."""
    ((lines,),) = storage.rows(
        f"""SELECT count(*) FROM (
              SELECT 1 FROM ({_COUNTED} UNION ALL SELECT state, unit, block, minors, hour, -number FROM open_duties) AS both_ways
              GROUP BY state, unit, block, minors, hour HAVING sum(number) <> 0 OR count(*) <> 2) AS lines"""
    )
    return bool(lines)


def due_by(storage: Storage, within: Within, moments: Sequence[int]) -> list[int]:
    """How many duties that are open are due by each of the moments (microseconds since 1970), and last how many there are."""
    conditions, values = _conditions(within, "open_duties.state", "minors")
    sums = "".join("coalesce(sum(CASE WHEN hour < ? THEN number END), 0), " for _ in moments)
    ((*whole, every),) = storage.rows(
        f"SELECT {sums}coalesce(sum(number), 0) FROM open_duties WHERE {conditions}",
        (*(moment // HOUR for moment in moments), *values),
    )
    found = [int(number) for number in whole]
    conditions, values = _conditions(within, "cases.state", "duty.minors")
    for place, moment in enumerate(moments):
        if moment % HOUR:
            ((part,),) = storage.rows(
                f"""SELECT count(*) FROM duty {storage.join_in_order} cases USING (file)
                    WHERE duty.status = 'open' AND duty.due > ? AND duty.due <= ? AND {conditions}""",
                (moment // HOUR * HOUR, moment, *values),
            )
            found[place] += int(part)
    return [*found, int(every)]


def _conditions(within: Within, state: str, minors: str) -> tuple[str, list[Value]]:
    where = ["1 = 1"]
    values: list[Value] = []
    for column, value in ((state, within.kept_by), ("unit", within.unit)):
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    if within.blocks is not None:
        where.append(f"block IN ({_marks(within.blocks)})" if within.blocks else "1 = 0")
        values += sorted(within.blocks)
    if within.minors:
        where.append(f"{minors} = 1")
    return " AND ".join(where), values


def _marks(values: Iterable[str]) -> str:
    return ", ".join("?" for _ in values)
