"""Progress: up to which fact of the log the lists go, kept among them.

While they go nowhere yet, nobody reads them: whoever asks brings them up to date first. So long the indexes of the duties,
which no question names, may be missing. They are there before the lists go anywhere.
"""

from __future__ import annotations

from asylon.register.rows import DUTY_INDEXES
from asylon.register.storage import Storage, Writing


def remembered(db: Writing, name: str) -> int:
    """What is remembered under a name: the ``position``, its ``mark``, the number of ``erasures`` seen; 0 for nothing."""
    row = db.execute("SELECT value FROM progress WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else 0


def remember(db: Writing, name: str, value: int) -> None:
    """Keep a value under a name."""
    db.execute(
        "INSERT INTO progress VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
    )


def reached(storage: Storage, db: Writing, position: int, fact_hash: bytes) -> None:
    """Remember that the lists go up to this fact. From then on they are read."""
    if not remembered(db, "position"):
        storage.create(db, DUTY_INDEXES.values())
    remember(db, "position", position)
    remember(db, "mark", mark(fact_hash))


def mark(fact_hash: bytes) -> int:
    """Enough of a fact's hash to know the log again by, as a number that every storage can hold."""
    return int.from_bytes(fact_hash[:7])


def put_off_indexes(db: Writing) -> None:
    """Take the duties' indexes out while many rows are written, unless the lists go anywhere.

    Made afterwards, from rows that are sorted first, they take less work.
    """
    if not remembered(db, "position"):
        for name in DUTY_INDEXES:
            db.execute(f"DROP INDEX IF EXISTS {name}")


def make_indexes(storage: Storage) -> None:
    """Make those of the duties' indexes that are missing, in a turn each: others who write come between."""
    for statement in DUTY_INDEXES.values():
        with storage.turn(), storage.transaction() as db:
            storage.create(db, (statement,))
