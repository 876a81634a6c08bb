"""Storage in PostgreSQL: one schema of a database for each purpose.

Every statement comes in SQLite's words and is put in PostgreSQL's; texts are compared by their bytes (collation "C"), so
that order, pages and digests are the same in both. Writers wait in line for an advisory lock, which the server lets
go of when a writer dies.
"""

from __future__ import annotations

import logging
import re
import threading
import weakref
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import chain, islice
from typing import Any

import msgspec
import psycopg
from psycopg import errors, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.types.string import BytesBinaryDumper

from asylon.law.citations import Bilingual
from asylon.register import processes
from asylon.register.errors import (
    BusyError,
    DamagedError,
    RegisterError,
    StorageError,
    StorageFullError,
    UncertainError,
)
from asylon.register.storage import Answer, Many, Storage, Values, Writing

WAIT_SECONDS = 10.0
#: From so many rows on, COPY is quicker than single statements.
MANY = 8

_logger = logging.getLogger(__name__)

_ADDRESS = Bilingual(
    "Check DATABASE_URL, whether the server runs, and whether this user may use the database.",
    "Controleer DATABASE_URL, of de server draait, en of deze gebruiker de database mag gebruiken.",
)


class PostgresStorage(Storage):
    """The storage in ``schema`` of the database at ``url`` (``postgresql://user@host/database``).

    The schema is made where there is none. ``durable`` is whether a commit waits for the disk. Raises
    :class:`StorageError` where the database cannot be reached or used.
    """

    def __init__(self, url: str, schema: str, *, durable: bool = True, wait: float = WAIT_SECONDS) -> None:
        self.schema = schema
        self.wait = wait
        try:
            given = conninfo_to_dict(url)
        except psycopg.Error as error:
            raise StorageError(
                Bilingual(f"DATABASE_URL cannot be read: {error}", f"DATABASE_URL is niet te lezen: {error}"),
                "",
                _ADDRESS,
            ) from None
        self.where = f"{given.get('host') or 'local'}/{given.get('dbname') or given.get('user') or ''} ({schema})"
        options = (
            f"-c search_path={schema} -c lock_timeout={int(wait * 1000)}"
            f" -c synchronous_commit={'on' if durable else 'off'} -c idle_in_transaction_session_timeout=600000"
        )
        self._conninfo = make_conninfo(
            url,
            options=options,
            application_name=f"asylon {schema}",
            connect_timeout=given.get("connect_timeout") or max(2, int(wait)),
        )
        self._lock_number = zlib.crc32(schema.encode())
        self._local = threading.local()
        self._all: weakref.WeakSet[psycopg.Connection[Any]] = weakref.WeakSet()
        with self._told():
            name = sql.Identifier(schema)
            with suppress(errors.UniqueViolation, errors.DuplicateSchema):
                self._connection().execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))

    # --- asking ---------------------------------------------------------------------------------------------------

    def rows(self, question: str, values: Values = ()) -> list[tuple[Any, ...]]:
        with self._told():
            # In binary form bytes come as they are, instead of twice as many hexadecimal digits.
            return self._first(_worded(question), values, binary=True).fetchall()

    def raw_rows(self, table: str, columns: Sequence[str], rest: str, values: Values = ()) -> list[tuple[Any, ...]]:
        texts = self._texts(table)
        asked = ", ".join(f"convert_to({name}, 'UTF8')" if name in texts else name for name in columns)
        return self.rows(f"SELECT {asked} FROM {table} {rest}", values)

    def counted_by(self, table: str, index: str, leading: str) -> int:
        with self.transaction() as db:
            for way in ("seqscan", "bitmapscan"):
                db.execute(f"SET LOCAL enable_{way} = off")
            ((count,),) = db.execute(f"SELECT count(*) FROM {table} WHERE {leading} >= ''").fetchall()
        return int(count)

    def among(self, column: str, values: Many) -> tuple[str, Values]:
        # One array: with a mark for each value the server looks at every one by itself, which takes several times as long.
        return f"{column} = ANY(?)", [values]

    def each(self, texts: Sequence[str]) -> tuple[str, Values]:
        # As one text: the library looks at every value of an array by itself.
        return "json_array_elements_text(?::json) AS each (value)", (msgspec.json.encode(texts).decode(),)

    def hint(self, index: str) -> str:
        return ""

    # --- writing --------------------------------------------------------------------------------------------------

    @contextmanager
    def turn(self) -> Iterator[None]:
        with self._told():
            self._first(b"SELECT pg_advisory_lock(%s)", (self._lock_number,))
        self._local.writes = True
        try:
            yield
        finally:
            self._local.writes = False
            # A connection that broke has let go of the lock already; one that cannot let go is closed, which does.
            held: psycopg.Connection[Any] | None = getattr(self._local, "connection", None)
            if held is not None and not held.closed:
                try:
                    held.execute("SELECT pg_advisory_unlock(%s)", (self._lock_number,))
                except psycopg.Error as error:
                    _logger.warning(
                        "the turn to write was not let go of, its connection is closed: %s: %s", self.where, error
                    )
                    held.close()

    @contextmanager
    def transaction(self) -> Iterator[Writing]:
        with self._told():
            self._first(b"BEGIN")
            connection = self._connection()
            in_turn, self._local.writes = getattr(self._local, "writes", False), True
            try:
                yield _Writing(connection)
            except BaseException:
                self._take_back(connection)
                raise
            finally:
                self._local.writes = in_turn
            try:
                connection.execute("COMMIT")
            except psycopg.OperationalError as error:
                if connection.closed:
                    raise UncertainError(self.where) from error
                self._take_back(connection)
                raise

    def form(self, db: Writing) -> int:
        if "form" not in self.tables(db):
            return 0
        return int(db.execute("SELECT number FROM form").fetchone()[0])

    def set_form(self, db: Writing, form: int) -> None:
        if "form" not in self.tables(db):
            db.execute("CREATE TABLE form (number BIGINT NOT NULL)")
        db.execute("DELETE FROM form")
        db.execute("INSERT INTO form VALUES (?)", (form,))

    def tables(self, db: Writing) -> set[str]:
        rows = db.execute("SELECT tablename FROM pg_tables WHERE schemaname = ?", (self.schema,)).fetchall()
        return {name for (name,) in rows}

    def create(self, db: Writing, statements: Iterable[str]) -> None:
        for statement in statements:
            db.execute(_table_worded(statement))

    def append_only(self, db: Writing, tables: Iterable[str]) -> None:
        db.execute(
            """CREATE OR REPLACE FUNCTION refused() RETURNS trigger LANGUAGE plpgsql AS
               $$ BEGIN RAISE EXCEPTION 'rows of this table are append-only'; END $$"""
        )
        for table in tables:
            db.execute(
                f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
                    FOR EACH STATEMENT EXECUTE FUNCTION refused()"""
            )

    def drop_all(self, db: Writing) -> None:
        for name in sorted(self.tables(db)):
            db.execute(f'DROP TABLE "{name}" CASCADE')

    def add(self, db: Writing, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
        names = ", ".join(columns)
        remaining = iter(rows)
        first = list(islice(remaining, MANY))
        if len(first) < MANY:
            marks = ", ".join("?" * len(columns))
            db.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", first)
            return
        assert isinstance(db, _Writing)
        db.copy(table, names, self._types(table, columns), chain(first, remaining))

    def add_at_once(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        # One statement, which is a transaction of its own: the server is asked once, not four times. As one text the rows take
        # half the time that as many values would.
        content = msgspec.json.encode([dict(zip(columns, row, strict=True)) for row in rows]).decode()
        with self._told():
            self._first(_insert_of_text(table, tuple(columns)), (content,))

    def settled(self, table: str, key: str) -> int:
        # Keys are given out before a transaction ends: those who add rows are waited for.
        with self.transaction() as db:
            db.execute(f"LOCK TABLE {table} IN SHARE MODE")
            ((highest,),) = db.execute(f"SELECT coalesce(max({key}), 0) FROM {table}").fetchall()
        return int(highest)

    def clear_traces(self) -> bool:
        with self._told():
            names = [
                name for (name,) in self.rows("SELECT tablename FROM pg_tables WHERE schemaname = ?", (self.schema,))
            ]
            for name in sorted(names):
                self._connection().execute(f'VACUUM "{name}"')
        return True

    def begin_afresh(self) -> None:
        with self.transaction() as db:
            self.drop_all(db)

    def close(self) -> None:
        for connection in tuple(self._all):
            connection.close()
        self._all.clear()
        self._local = threading.local()

    # --- inside ---------------------------------------------------------------------------------------------------

    def _connection(self) -> psycopg.Connection[Any]:
        """This thread's connection; a new one where the last was broken."""
        found: psycopg.Connection[Any] | None = getattr(self._local, "connection", None)
        if found is not None and self._local.pid == processes.number and not found.closed:
            return found
        made = psycopg.connect(self._conninfo, autocommit=True)
        # A connection inherited over a fork is kept from being closed here: it is still the parent's.
        self._local.inherited = found
        self._local.connection = made
        self._local.pid = processes.number
        self._all.add(made)
        return made

    def _first(self, statement: bytes, values: Values = (), *, binary: bool = False) -> psycopg.Cursor[Any]:
        """Execute a statement; once more on a new connection where this thread's broke while nobody used it.

        Not while this thread writes: its turn and its transaction are gone with the connection.
        """
        connection = self._connection()
        try:
            return connection.execute(statement, values, binary=binary)
        except psycopg.OperationalError as error:
            broken = connection.closed or isinstance(error, (errors.AdminShutdown, errors.CrashShutdown))
            if not broken or getattr(self._local, "writes", False):
                raise
            connection.close()
            return self._connection().execute(statement, values, binary=binary)

    @staticmethod
    def _take_back(connection: psycopg.Connection[Any]) -> None:
        """End a transaction without storing it. A connection that cannot even do that is not used again."""
        try:
            if not connection.closed:
                connection.execute("ROLLBACK")
        except psycopg.Error:
            connection.close()

    def _texts(self, table: str) -> frozenset[str]:
        return frozenset(name for name, kind in self._columns(table) if kind == "text")

    def _types(self, table: str, columns: Sequence[str]) -> list[str]:
        kinds = dict(self._columns(table))
        return [kinds[name] for name in columns]

    def _columns(self, table: str) -> tuple[tuple[str, str], ...]:
        known: dict[str, tuple[tuple[str, str], ...]] = self.__dict__.setdefault("_known_columns", {})
        if table not in known:
            # The standard's own view of the columns takes ten times as long.
            rows = self.rows(
                """SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
                   WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped""",
                (f'"{self.schema}".{table}',),
            )
            if not rows:
                return ()
            known[table] = tuple(rows)
        return known[table]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn PostgreSQL's errors into errors for people; others pass unchanged."""
        try:
            yield
        except RegisterError:
            raise
        except (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected) as error:
            raise BusyError(self.where, self.wait) from error
        except (errors.DiskFull, errors.OutOfMemory) as error:
            raise StorageFullError(self.where) from error
        except (errors.DataCorrupted, errors.IndexCorrupted) as error:
            raise DamagedError(
                Bilingual(f"The database is damaged: {error}", f"De database is beschadigd: {error}"), self.where
            ) from error
        except (
            psycopg.OperationalError,
            psycopg.InterfaceError,
            # A system call that PostgreSQL has no name for, such as writing beyond a limit.
            errors.InternalError_,
            errors.ReadOnlySqlTransaction,
            errors.InsufficientPrivilege,
        ) as error:
            first = str(error).strip().splitlines()
            said = first[0] if first else type(error).__name__
            raise StorageError(
                Bilingual(f"The database refuses: {said}", f"De database weigert: {said}"), self.where, _ADDRESS
            ) from error


class _Writing:
    """An open transaction on a connection, in SQLite's words."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def execute(self, statement: str, values: Values = ()) -> Answer:
        return self._connection.execute(_worded(statement), values)

    def executemany(self, statement: str, values: Iterable[Values]) -> Answer:
        cursor = self._connection.cursor()
        cursor.executemany(_worded(statement), values)
        return cursor

    def copy(self, table: str, names: str, types: Sequence[str], rows: Iterable[Values]) -> None:
        """Add many rows by COPY."""
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)".encode()) as copying,
        ):
            # The library's dumper for bytes given by type looks at each value; its plain one gives them as they are.
            cursor.adapters.register_dumper(bytes, BytesBinaryDumper)
            copying.set_types(["int8" if kind == "bigint" else kind for kind in types])
            write = copying.write_row
            for row in rows:
                write(row)


@lru_cache(maxsize=64)
def _insert_of_text(table: str, columns: tuple[str, ...]) -> bytes:
    """The insert of rows that come as one text (JSON)."""
    names = ", ".join(columns)
    rows = f"json_populate_recordset(NULL::{table}, %s::json)"
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM {rows}".encode()


@lru_cache(maxsize=512)
def _worded(statement: str) -> bytes:
    """A statement in PostgreSQL's words: ``%s`` for ``?``."""
    return statement.replace("%", "%%").replace("?", "%s").encode()


def _table_worded(statement: str) -> str:
    """A table or index as PostgreSQL knows it."""
    statement = statement.replace(" STRICT, WITHOUT ROWID", "").replace(" STRICT", "")
    statement = statement.replace(
        "INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
    )
    statement = re.sub(r"\bINTEGER\b", "BIGINT", statement)
    statement = re.sub(r"\bBLOB\b", "BYTEA", statement)
    return re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', statement)
