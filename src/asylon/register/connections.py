"""Connections to one SQLite file: one for each thread of each process, and SQLite's errors told to people."""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asylon.law.citations import Bilingual
from asylon.register.errors import BusyError, DamagedError, StorageError, StorageFullError
from asylon.register.storage import Values


class Connection(sqlite3.Connection):
    """A connection that can be referred to weakly, so that a thread's end closes it."""


class Connections:
    """The connections to ``path``, made when a thread first asks; ``settings`` are run on each.

    Readers never hold a transaction open between calls, so the write-ahead log can always be folded back.
    """

    def __init__(self, path: Path, settings: tuple[str, ...], busy_seconds: float) -> None:
        self.path = path
        self._settings = settings
        self._busy = busy_seconds
        self._local = threading.local()
        self._all: weakref.WeakSet[Connection] = weakref.WeakSet()

    def get(self) -> Connection:
        """This thread's connection."""
        if getattr(self._local, "pid", 0) == os.getpid():
            found: Connection = self._local.connection
            return found
        with told(self.path, self._busy):
            made = sqlite3.connect(
                self.path, timeout=self._busy, isolation_level=None, check_same_thread=False, factory=Connection
            )
            for setting in self._settings:
                made.execute(setting)
        # A connection inherited over a fork is kept from being closed here: it is still the parent's.
        self._local.inherited = getattr(self._local, "connection", None)
        self._local.connection = made
        self._local.pid = os.getpid()
        self._all.add(made)
        return made

    def rows(self, question: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """All the rows that answer ``question``."""
        try:
            return self.get().execute(question, values).fetchall()
        except sqlite3.Error as error:
            with told(self.path, self._busy):
                raise error

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Write in one transaction: all of it is stored, durably, or nothing is."""
        connection = self.get()
        with told(self.path, self._busy):
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connections of every thread of this process."""
        for connection in tuple(self._all):
            connection.close()
        self._all.clear()
        self._local = threading.local()


def for_owner_only(path: Path) -> None:
    """Make the file when there is none, readable by its owner alone. Raises :class:`StorageError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise StorageError(
            Bilingual(f"The storage refuses: {error.strerror}", f"De opslag weigert: {error.strerror}"), str(path)
        ) from error


@contextmanager
def told(path: Path, busy_seconds: float) -> Iterator[None]:
    """Turn SQLite's errors into errors for people; others pass unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        where = str(path)
        if code == sqlite3.SQLITE_FULL:
            raise StorageFullError(where) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise BusyError(where, busy_seconds) from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT):
            raise DamagedError(
                Bilingual(f"The file is damaged: {error}", f"Het bestand is beschadigd: {error}"), where
            ) from error
        if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            raise StorageError(
                Bilingual(f"The storage refuses: {error}", f"De opslag weigert: {error}"), where
            ) from error
        raise
