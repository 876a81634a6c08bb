"""Storage in a SQLite file: the default. Write-ahead logging; writers wait in line (``turns``), readers never wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from asylon.register.connections import Connections, InTurn, Transaction, for_owner_only, refused, told
from asylon.register.storage import Many, Storage, Values, Writing
from asylon.register.turns import Turn

WAIT_SECONDS = 10.0
#: An insert of many rows spares a quarter of the time of as many inserts of one.
ROWS_IN_A_STATEMENT = 256

#: What was acknowledged survives a crash and a power failure.
DURABLE = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -16384",
    # Pages, 16 MB: an import folds its write-ahead log back a quarter as often.
    "PRAGMA wal_autocheckpoint = 4000",
    # Nothing is ever deleted here; what must go is sealed, and its key goes from the vault.
    "PRAGMA secure_delete = OFF",
)
#: What a power failure takes is computed again; what is deleted is overwritten.
COMPUTED = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -32768",
    "PRAGMA wal_autocheckpoint = 4000",
)


class SqliteStorage(Storage):
    """The storage in the file ``path``, readable by its owner only. Raises :class:`StorageError` where it cannot be."""

    join_in_order = "CROSS JOIN"

    def __init__(self, path: Path | str, settings: tuple[str, ...] = DURABLE, wait: float = WAIT_SECONDS) -> None:
        self.path = Path(path)
        self.where = str(self.path)
        self.wait = wait
        self._turn = Turn(self.path, wait)
        self._connections = Connections(self.path, settings, wait)
        self._in_turn = InTurn(self._turn, self._connections)
        for_owner_only(self.path)

    def rows(self, question: str, values: Values = ()) -> list[tuple[Any, ...]]:
        return self._connections.rows(question, values)

    def raw_rows(self, table: str, columns: Sequence[str], rest: str, values: Values = ()) -> list[tuple[Any, ...]]:
        connection = self._connections.get()
        with told(self.path, self.wait):
            connection.text_factory = bytes
            try:
                return connection.execute(f"SELECT {', '.join(columns)} FROM {table} {rest}", values).fetchall()
            finally:
                connection.text_factory = str

    def turn(self) -> AbstractContextManager[None]:
        return self._in_turn

    def transaction(self) -> AbstractContextManager[Writing]:
        return Transaction(self._connections)

    def form(self, db: Writing) -> int:
        ((form,),) = db.execute("PRAGMA user_version").fetchall()
        return int(form)

    def set_form(self, db: Writing, form: int) -> None:
        db.execute(f"PRAGMA user_version = {form}")

    def tables(self, db: Writing) -> set[str]:
        return {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()}

    def create(self, db: Writing, statements: Iterable[str]) -> None:
        for statement in statements:
            db.execute(statement)

    def append_only(self, db: Writing, tables: Iterable[str]) -> None:
        for table in tables:
            for act in ("UPDATE", "DELETE"):
                db.execute(
                    f"""CREATE TRIGGER {table}_{act}_refused BEFORE {act} ON {table}
                        BEGIN SELECT RAISE(ABORT, 'rows of {table} are append-only'); END"""
                )

    def drop_all(self, db: Writing) -> None:
        for name in self.tables(db):
            db.execute(f'DROP TABLE "{name}"')

    def add(self, db: Writing, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
        remaining = iter(rows)
        names = tuple(columns)
        while some := list(islice(remaining, ROWS_IN_A_STATEMENT)):
            # Whatever their number, the same few statements do: so many rows, half of them, and so on to one.
            start, left = 0, len(some)
            while left:
                number = 1 << (left.bit_length() - 1)
                values = some[start] if number == 1 else tuple(chain.from_iterable(some[start : start + number]))
                db.execute(_insert(table, names, number), values)
                start += number
                left -= number
            if len(some) < ROWS_IN_A_STATEMENT:
                break

    def add_at_once(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        with self.transaction() as db:
            self.add(db, table, columns, rows)

    def settled(self, table: str, key: str) -> int:
        # Whoever adds rows holds the file alone: what a reader sees is settled.
        ((highest,),) = self.rows(f"SELECT coalesce(max({key}), 0) FROM {table}")
        return int(highest)

    def counted_by(self, table: str, index: str, leading: str) -> int:
        ((count,),) = self.rows(f"SELECT count(*) FROM {table} INDEXED BY {index} WHERE {leading} >= ''")
        return int(count)

    def among(self, column: str, values: Many) -> tuple[str, Values]:
        return f"{column} IN ({', '.join('?' * len(values))})", values

    def each(self, texts: Sequence[str]) -> tuple[str, Values]:
        return "json_each(?) AS each", (msgspec.json.encode(texts).decode(),)

    def hint(self, index: str) -> str:
        return f"INDEXED BY {index}"

    def clear_traces(self) -> bool:
        # The pages that the write-ahead log still holds would otherwise keep deleted rows readable.
        ((busy, _, _),) = self._connections.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        return not busy

    def begin_afresh(self) -> None:
        self.close()
        try:
            for part in (self.path, *(self.path.with_name(self.path.name + end) for end in ("-wal", "-shm"))):
                part.unlink(missing_ok=True)
        except OSError as error:
            raise refused(error, self.path) from error
        for_owner_only(self.path)

    def close(self) -> None:
        self._connections.close()
        self._turn.close()


@lru_cache(maxsize=256)
def _insert(table: str, columns: tuple[str, ...], rows: int) -> str:
    """The insert of so many rows."""
    values = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join((values,) * rows)}"
