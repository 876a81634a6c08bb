"""The log in a SQLite file: the default storage.

Write-ahead logging with a full flush at every commit: what was acknowledged survives a crash and a power
failure. Writers wait in line (``turns``); readers never wait. Triggers refuse to change or remove a row;
that stops mistakes, and whoever gets around them is found by the verification.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from msgspec.structs import astuple

from asylon.law.citations import Bilingual
from asylon.register.anchor import Anchor
from asylon.register.batches import StoredBatch
from asylon.register.connections import Connection, Connections, told
from asylon.register.errors import DamagedError, NewerFormatError
from asylon.register.log import PAGE, Log, RawFact
from asylon.register.stored import Head, StoredFact, Stream, StreamKind, genesis, new_reference
from asylon.register.turns import Turn
from asylon.register.upcasting import UPCASTING, Upcasting
from asylon.register.vault import Clock, Vault

FORM = 1
WAIT_SECONDS = 10.0

_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -16384",
    # Nothing is ever deleted here; what must go is sealed, and its key goes from the vault.
    "PRAGMA secure_delete = OFF",
)

_FIELDS = StoredFact.__struct_fields__
_COLUMNS = ", ".join(_FIELDS)
# No key is the empty text in the row, as in the hash, and None in Python.
_READ = _COLUMNS.replace("key_id", "nullif(key_id, '')")

_TABLES = (
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE fact (
         position INTEGER PRIMARY KEY,
         stream_kind TEXT NOT NULL,
         stream_id TEXT NOT NULL,
         version INTEGER NOT NULL,
         schema INTEGER NOT NULL,
         kind TEXT NOT NULL,
         at TEXT NOT NULL,
         recorded TEXT NOT NULL,
         actor TEXT NOT NULL,
         unit TEXT NOT NULL,
         purpose TEXT NOT NULL,
         key_id TEXT NOT NULL,
         body BLOB NOT NULL,
         previous BLOB NOT NULL,
         hash BLOB NOT NULL
       ) STRICT""",
    "CREATE UNIQUE INDEX fact_stream ON fact (stream_id, stream_kind, version)",
    """CREATE TABLE batch (
         last INTEGER PRIMARY KEY REFERENCES fact (position),
         first INTEGER NOT NULL,
         command_id TEXT,
         code BLOB NOT NULL
       ) STRICT""",
    "CREATE UNIQUE INDEX batch_command ON batch (command_id) WHERE command_id IS NOT NULL",
    *(
        f"""CREATE TRIGGER {table}_{act}_refused BEFORE {act} ON {table}
            BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"""
        for table in ("fact", "batch", "setting")
        for act in ("UPDATE", "DELETE")
    ),
)

_VALUES = ", ".join("coalesce(?, '')" if field == "key_id" else "?" for field in _FIELDS)
_INSERT = f"INSERT INTO fact ({_COLUMNS}) VALUES ({_VALUES})"


class SqliteLog(Log):
    """The log in the file ``path``; its signed head is ``head.json`` in the same folder.

    A new log is begun when there is none. ``clock`` gives the moment of recording, ``wait`` the seconds a
    writer waits for its turn. Raises :class:`StorageError`, :class:`NewerFormatError`, and
    :class:`DamagedError` when the file is no log or belongs to another vault.
    """

    def __init__(
        self,
        path: Path | str,
        vault: Vault,
        clock: Clock,
        *,
        upcasting: Upcasting = UPCASTING,
        wait: float = WAIT_SECONDS,
    ) -> None:
        self.path = Path(path)
        self._wait = wait
        self._line = Turn(self.path, wait)
        self._connections = Connections(self.path, _SETTINGS, wait)
        try:
            with self._line.taken():
                anchor, log_id = self._begin_or_go_on(vault)
        except BaseException:
            self.close()
            raise
        super().__init__(vault, clock, anchor, log_id, upcasting)

    def head(self) -> Head:
        row = self._row("SELECT position, hash FROM fact ORDER BY position DESC LIMIT 1")
        return Head(*row) if row else Head(0, self._genesis)

    def read(self, stream_kind: StreamKind, stream_id: str, from_version: int = 1) -> tuple[StoredFact, ...]:
        rows = self._rows(
            f"""SELECT {_READ} FROM fact WHERE stream_id = ? AND stream_kind = ? AND version >= ?
                ORDER BY version""",
            (stream_id, stream_kind, from_version),
        )
        return tuple(StoredFact(*row) for row in rows)

    def read_all(self, from_position: int = 1, limit: int | None = None) -> Iterator[StoredFact]:
        while limit is None or limit > 0:
            size = PAGE if limit is None else min(PAGE, limit)
            rows = self._rows(
                f"SELECT {_READ} FROM fact WHERE position >= ? ORDER BY position LIMIT ?", (from_position, size)
            )
            yield from (StoredFact(*row) for row in rows)
            if len(rows) < size:
                return
            from_position = rows[-1][0] + 1
            if limit is not None:
                limit -= size

    def streams(self, kind: StreamKind) -> Iterator[str]:
        after = ""
        while rows := self._rows(
            """SELECT stream_id FROM fact WHERE stream_id > ? AND stream_kind = ? AND version = 1
               ORDER BY stream_id LIMIT ?""",
            (after, kind, PAGE),
        ):
            yield from (row[0] for row in rows)
            after = rows[-1][0]

    def read_raw(self, from_position: int, limit: int) -> list[RawFact]:
        connection = self._connections.get()
        with told(self.path, self._wait):
            connection.text_factory = bytes
            try:
                return connection.execute(
                    f"SELECT {_COLUMNS} FROM fact WHERE position >= ? ORDER BY position LIMIT ?", (from_position, limit)
                ).fetchall()
            finally:
                connection.text_factory = str

    def read_batches(self, after_position: int) -> Iterator[StoredBatch]:
        while rows := self._rows(
            "SELECT first, last, command_id, code FROM batch WHERE last > ? ORDER BY last LIMIT ?",
            (after_position, PAGE),
        ):
            yield from (StoredBatch(*row) for row in rows)
            after_position = rows[-1][1]

    def indexed(self) -> int:
        row = self._row("SELECT count(*) FROM fact INDEXED BY fact_stream WHERE stream_id >= ''")
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Close the file. The vault stays open: it is the caller's."""
        self._connections.close()
        self._line.close()

    def _turn(self) -> AbstractContextManager[None]:
        return self._line.taken()

    def _transaction(self) -> AbstractContextManager[object]:
        return self._connections.transaction()

    def _version(self, stream: Stream) -> int:
        row = self._row(
            "SELECT max(version) FROM fact WHERE stream_id = ? AND stream_kind = ?", (stream.id, stream.kind)
        )
        return int(row[0] or 0) if row else 0

    def _last_batch(self) -> StoredBatch | None:
        row = self._row("SELECT first, last, command_id, code FROM batch ORDER BY last DESC LIMIT 1")
        return StoredBatch(*row) if row else None

    def _batch_of(self, command_id: str) -> StoredBatch | None:
        row = self._row("SELECT first, last, command_id, code FROM batch WHERE command_id = ?", (command_id,))
        return StoredBatch(*row) if row else None

    def _add(self, facts: tuple[StoredFact, ...], batch: StoredBatch) -> None:
        store = self._connections.get()
        store.executemany(_INSERT, map(astuple, facts))
        store.execute(
            "INSERT INTO batch (last, first, command_id, code) VALUES (?, ?, ?, ?)",
            (batch.last, batch.first, batch.command_id, batch.code),
        )

    def _rows(self, question: str, values: tuple[str | int, ...] = ()) -> list[tuple[Any, ...]]:
        return self._connections.rows(question, values)

    def _row(self, question: str, values: tuple[str | int, ...] = ()) -> tuple[Any, ...] | None:
        rows = self._rows(question, values)
        return rows[0] if rows else None

    def _begin_or_go_on(self, vault: Vault) -> tuple[Anchor, str]:
        """The signed head and reference of the log that belongs to ``vault``; a new log for a new vault."""
        with self._connections.transaction() as store:
            log_id, empty = self._create_or_recognise(store)
            begun = vault.begun_log()
            if begun != log_id and (begun is not None or not empty):
                raise DamagedError(
                    Bilingual(
                        "The log is missing here" if empty else "This log belongs to another vault",
                        "Het logboek ontbreekt hier" if empty else "Dit logboek hoort bij een andere kluis",
                    ),
                    str(self.path),
                    Bilingual(
                        "Put the log and the vault that belong together in place.",
                        "Plaats het logboek en de kluis die bij elkaar horen.",
                    ),
                )
        anchor = Anchor(self.path.with_name("head.json"), vault, log_id)
        if begun is None:
            anchor.write(Head(0, genesis(log_id)))
            vault.remember_log(log_id)
        return anchor, log_id

    def _create_or_recognise(self, store: Connection) -> tuple[str, bool]:
        """The reference of the log in the file, and whether it has no facts yet; a new log where the file
        is new."""
        ((form,),) = store.execute("PRAGMA user_version")
        if form > FORM:
            raise NewerFormatError(str(self.path), form, FORM)
        tables = {name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if form == FORM and "fact" in tables:
            ((log_id,),) = store.execute("SELECT value FROM setting WHERE name = 'log'")
            return str(log_id), not store.execute("SELECT 1 FROM fact LIMIT 1").fetchall()
        if tables or form:
            raise DamagedError(Bilingual("This file is not a log", "Dit bestand is geen logboek"), str(self.path))
        for statement in _TABLES:
            store.execute(statement)
        log_id = new_reference()
        store.execute("INSERT INTO setting (name, value) VALUES ('log', ?)", (log_id,))
        store.execute(f"PRAGMA user_version = {FORM}")
        return log_id, True
