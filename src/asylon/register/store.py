"""The log in tables: one code path over the storages it can stand in (``storage``).

What was acknowledged survives a crash and a power failure. Writers wait in line; readers never wait. The database
refuses to change or remove a row; that stops mistakes, and whoever gets around it is found by the verification.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, cast

from msgspec.structs import astuple

from asylon.law.citations import Bilingual
from asylon.register.anchor import Anchor
from asylon.register.batches import StoredBatch
from asylon.register.connections import refused
from asylon.register.errors import DamagedError, NewerFormatError, RegisterError
from asylon.register.log import PAGE, Log, RawFact
from asylon.register.storage import Storage, Values, Writing
from asylon.register.storage_postgres import PostgresStorage
from asylon.register.storage_sqlite import DURABLE, WAIT_SECONDS, SqliteStorage
from asylon.register.stored import FactRow, Head, Place, SealedRow, StoredFact, StreamKind, genesis, new_reference
from asylon.register.upcasting import UPCASTING, Upcasting
from asylon.register.vault import Clock, Vault

FORM = 1
STREAMS_AT_ONCE = 500
ROWS_AT_ONCE = 5000

_FIELDS = StoredFact.__struct_fields__
_COLUMNS = ", ".join(_FIELDS)
# No key is the empty text in the row, as in the hash, and None in Python.
_READ = _COLUMNS.replace("key_id", "nullif(key_id, '')")
_SEALED = ", ".join(SealedRow._fields)
_END = """SELECT position, hash, coalesce(
            (SELECT version FROM fact WHERE stream_id = ? AND stream_kind = ? ORDER BY version DESC LIMIT 1), 0)
          FROM fact ORDER BY position DESC LIMIT 1"""

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
)

_BATCH = StoredBatch.__struct_fields__
_KEY = _FIELDS.index("key_id")


class TableLog(Log):
    """The log in the tables of ``storage``; its signed head is the file ``head``, outside the database.

    A new log is begun when there is none. ``clock`` gives the moment of recording. Raises :class:`StorageError`,
    :class:`NewerFormatError`, and :class:`DamagedError` when the tables are no log or belong to another vault.
    """

    def __init__(
        self, storage: Storage, head: Path, vault: Vault, clock: Clock, *, upcasting: Upcasting = UPCASTING
    ) -> None:
        self.storage = storage
        self._head_file = head
        self._rows = storage.rows
        try:
            with storage.turn():
                anchor, log_id = self._begin_or_go_on(vault)
        except BaseException:
            storage.close()
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

    def read_sealed(self, stream_kind: StreamKind, stream_ids: Sequence[str]) -> dict[str, list[SealedRow]]:
        found: dict[str, list[SealedRow]] = {stream_id: [] for stream_id in stream_ids}
        for start in range(0, len(stream_ids), STREAMS_AT_ONCE):
            condition, values = self.storage.among("stream_id", list(stream_ids[start : start + STREAMS_AT_ONCE]))
            for row in self._rows(
                f"SELECT {_SEALED} FROM fact WHERE {condition} AND stream_kind = ?", (*values, stream_kind)
            ):
                found[row[0]].append(cast(SealedRow, row))
        for rows in found.values():
            # By position. Both databases give them so already; it is not promised, and asking for it would cost more.
            rows.sort()
        return found

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

    def streams(self, kind: StreamKind, after: int = 0) -> Iterator[str]:
        begun: list[tuple[int, str]] = []
        recorded: set[str] | None = None
        if after:
            rows = self._rows(
                "SELECT DISTINCT stream_id FROM fact WHERE position > ? AND stream_kind = ?", (after, kind)
            )
            recorded = {stream_id for (stream_id,) in rows}
        # Page by page along the index, which leads to the position: sorting is quicker than reading every row in order.
        while rows := self._rows(
            """SELECT position, stream_id FROM fact WHERE stream_id > ? AND stream_kind = ? AND version = 1
               ORDER BY stream_id LIMIT ?""",
            (begun[-1][1] if begun else "", kind, PAGE),
        ):
            begun += rows
        begun.sort()
        return (stream_id for _, stream_id in begun if recorded is None or stream_id in recorded)

    def read_raw(self, from_position: int, limit: int) -> list[RawFact]:
        # Bounded on both sides the table is read in its order even before the database knows its size. Where facts are missing
        # there are fewer, and the question is put without the bound.
        end = from_position + limit
        rows = self.storage.raw_rows(
            "fact", _FIELDS, "WHERE position >= ? AND position < ? ORDER BY position", (from_position, end)
        )
        if len(rows) == limit:
            return rows
        return self.storage.raw_rows(
            "fact", _FIELDS, "WHERE position >= ? ORDER BY position LIMIT ?", (from_position, limit)
        )

    def read_batches(self, after_position: int) -> Iterator[StoredBatch]:
        while rows := self._rows(
            "SELECT first, last, command_id, code FROM batch WHERE last > ? ORDER BY last LIMIT ?",
            (after_position, PAGE),
        ):
            yield from (StoredBatch(*row) for row in rows)
            after_position = rows[-1][1]

    def indexed(self) -> int:
        return self.storage.counted_by("fact", "fact_stream", "stream_id")

    def close(self) -> None:
        """Sign the end where the signature lags behind, and close the storage. The vault stays open: it is the caller's."""
        if self._anchor.behind():
            with suppress(RegisterError):
                self.anchored()
        self.storage.close()

    def _end(self, db: Writing, places: Sequence[Place]) -> tuple[Head, dict[Place, int]]:
        if len(places) == 1:
            # One question rather than two: a lone writer asks nothing else before each fact.
            ((kind, stream_id),) = places
            row = db.execute(_END, (stream_id, kind)).fetchone()
            return (Head(row[0], row[1]), {places[0]: row[2]}) if row else (Head(0, self._genesis), {places[0]: 0})
        found: dict[Place, int] = {}
        for kind in dict.fromkeys(kind for kind, _ in places):
            each, values = self.storage.each([stream_id for of, stream_id in places if of == kind])
            for stream_id, version in db.execute(
                f"""SELECT each.value, (SELECT version FROM fact WHERE stream_id = each.value AND stream_kind = ?
                                        ORDER BY version DESC LIMIT 1) FROM {each}""",
                (kind, *values),
            ).fetchall():
                found[kind, stream_id] = version or 0
        return self.head(), found

    def _last_batch(self) -> StoredBatch | None:
        row = self._row("SELECT first, last, command_id, code FROM batch ORDER BY last DESC LIMIT 1")
        return StoredBatch(*row) if row else None

    def _batch_of(self, command_id: str) -> StoredBatch | None:
        row = self._row("SELECT first, last, command_id, code FROM batch WHERE command_id = ?", (command_id,))
        return StoredBatch(*row) if row else None

    def _add_facts(self, db: Writing, rows: Iterable[FactRow]) -> None:
        self.storage.add(db, "fact", _FIELDS, rows)

    def _add_batches(self, db: Writing, batches: Sequence[StoredBatch]) -> None:
        self.storage.add(db, "batch", _BATCH, map(astuple, batches))

    def _row(self, question: str, values: Values = ()) -> tuple[Any, ...] | None:
        rows = self._rows(question, values)
        return rows[0] if rows else None

    def _begin_or_go_on(self, vault: Vault) -> tuple[Anchor, str]:
        """The signed head and reference of the log that belongs to ``vault``; a new log for a new vault."""
        with self.storage.transaction() as db:
            log_id, empty = self._create_or_recognise(db)
            begun = vault.begun_log()
            if begun != log_id and (begun is not None or not empty):
                raise DamagedError(
                    Bilingual(
                        "The log is missing here" if empty else "This log belongs to another vault",
                        "Het logboek ontbreekt hier" if empty else "Dit logboek hoort bij een andere kluis",
                    ),
                    self.storage.where,
                    Bilingual(
                        "Put the log and the vault that belong together in place.",
                        "Plaats het logboek en de kluis die bij elkaar horen.",
                    ),
                )
        anchor = Anchor(self._head_file, vault, log_id)
        if begun is None:
            try:
                with anchor:
                    anchor.sign(Head(0, genesis(log_id)))
            except OSError as error:
                raise refused(error, self._head_file) from error
            vault.remember_log(log_id)
        return anchor, log_id

    def _create_or_recognise(self, db: Writing) -> tuple[str, bool]:
        """The reference of the log in the tables, and whether it has no facts yet; a new log where there are none."""
        storage = self.storage
        form, tables = storage.form(db), storage.tables(db)
        if form > FORM:
            raise NewerFormatError(storage.where, form, FORM)
        if form == FORM and "fact" in tables:
            ((log_id,),) = db.execute("SELECT value FROM setting WHERE name = 'log'").fetchall()
            return str(log_id), not db.execute("SELECT 1 FROM fact LIMIT 1").fetchall()
        if tables or form:
            raise DamagedError(Bilingual("This is not a log", "Dit is geen logboek"), storage.where)
        storage.create(db, _TABLES)
        log_id = new_reference()
        db.execute("INSERT INTO setting (name, value) VALUES ('log', ?)", (log_id,))
        storage.append_only(db, ("fact", "batch", "setting"))
        storage.set_form(db, FORM)
        return log_id, True


def restore_rows(
    storage: Storage, log_id: str, facts: Iterable[StoredFact], batches: Iterable[tuple[int, int, str | None, bytes]]
) -> None:
    """Put the rows of the log ``log_id`` back into an empty storage, as they were. Whoever does so verifies them.

    What a restore that was broken off left there is taken out first. Raises :class:`DamagedError` where a log stands.
    """
    with storage.turn():
        with storage.transaction() as db:
            if storage.form(db):
                raise DamagedError(Bilingual("A log stands here already", "Hier staat al een logboek"), storage.where)
            storage.drop_all(db)
            storage.create(db, _TABLES)
            db.execute("INSERT INTO setting (name, value) VALUES ('log', ?)", (log_id,))
        remaining = iter(facts)
        while page := list(islice(remaining, ROWS_AT_ONCE)):
            with storage.transaction() as db:
                storage.add(db, "fact", _FIELDS, map(_row_of, page))
        codes = iter(batches)
        while some := list(islice(codes, ROWS_AT_ONCE)):
            with storage.transaction() as db:
                storage.add(db, "batch", _BATCH, some)
        with storage.transaction() as db:
            storage.append_only(db, ("fact", "batch", "setting"))
            storage.set_form(db, FORM)


def _row_of(fact: StoredFact) -> tuple[Any, ...]:
    row = astuple(fact)
    return row if row[_KEY] else (*row[:_KEY], "", *row[_KEY + 1 :])


class SqliteLog(TableLog):
    """The log in the file ``path``; its signed head is ``head.json`` in the same folder. See :class:`TableLog`."""

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
        storage = SqliteStorage(self.path, DURABLE, wait)
        super().__init__(storage, self.path.with_name("head.json"), vault, clock, upcasting=upcasting)


class PostgresLog(TableLog):
    """The log in ``schema`` of the database at ``url``; its signed head is ``head.json`` in ``folder``."""

    def __init__(
        self,
        url: str,
        folder: Path,
        vault: Vault,
        clock: Clock,
        *,
        schema: str = "asylon_log",
        upcasting: Upcasting = UPCASTING,
        wait: float = WAIT_SECONDS,
    ) -> None:
        storage = PostgresStorage(url, schema, wait=wait)
        super().__init__(storage, folder / "head.json", vault, clock, upcasting=upcasting)
