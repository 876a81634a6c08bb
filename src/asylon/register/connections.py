"""Connections to one SQLite file: one for each thread of each process, and SQLite's errors told to people."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import weakref
from pathlib import Path
from typing import Any, NoReturn

from asylon.law.citations import Bilingual
from asylon.register import processes
from asylon.register.errors import BusyError, DamagedError, RegisterError, StorageError, StorageFullError
from asylon.register.storage import Values
from asylon.register.turns import Turn

#: What the disk, its rights or the machine refuse; anything else is a fault of the program.
_REFUSALS = frozenset(
    {
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOLFS,
    }
)


class Connection(sqlite3.Connection):
    """A connection that can be referred to weakly, so that a thread's end closes it."""


class told:  # noqa: N801 - reads as a word of the sentence it stands in
    """``with told(path, busy_seconds):`` turns SQLite's errors into errors for people; others pass unchanged."""

    __slots__ = ("_busy", "_path")

    def __init__(self, path: Path, busy_seconds: float) -> None:
        self._path = path
        self._busy = busy_seconds

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, sqlite3.Error):
            told_as = _for_people(error, str(self._path), self._busy)
            if told_as is not None:
                raise told_as from error


def _for_people(error: sqlite3.Error, where: str, busy_seconds: float) -> RegisterError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return StorageFullError(where)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError(where, busy_seconds)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT):
        return DamagedError(Bilingual(f"The file is damaged: {error}", f"Het bestand is beschadigd: {error}"), where)
    if code in _REFUSALS:
        return StorageError(Bilingual(f"The storage refuses: {error}", f"De opslag weigert: {error}"), where)
    return None


class Transaction:
    """All or nothing, from ``with`` on: durable when left without an error, taken back when left with one."""

    __slots__ = ("_connection", "_connections")

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._connection = connections.get()

    def __enter__(self) -> Connection:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            self._connections.tell(error)
        return self._connection

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        try:
            if error is None:
                self._connection.execute("COMMIT")
        except sqlite3.Error as refused:
            self._connections.tell(refused)
        finally:
            if self._connection.in_transaction:
                self._take_back()
        if isinstance(error, sqlite3.Error):
            self._connections.tell(error)

    def _take_back(self) -> None:
        """End the transaction without storing it. A connection that cannot even do that is not used again."""
        try:
            self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            self._connections.let_go(self._connection)


class InTurn:
    """``with InTurn(turn, connections):`` holds the ``turn``, and has this thread use the connection of those who write.

    One object does for all threads: whoever holds the turn is alone.
    """

    __slots__ = ("_connections", "_mine", "_turn")

    def __init__(self, turn: Turn, connections: Connections) -> None:
        self._turn = turn
        self._connections = connections
        self._mine: Connection | None = None

    def __enter__(self) -> None:
        self._turn.__enter__()
        try:
            self._mine = self._connections.write_in_turn()
        except BaseException:
            self._turn.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        mine, self._mine = self._mine, None
        self._connections.read_again(mine)
        self._turn.__exit__()


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
        self._writer: tuple[int, Connection] | None = None
        self._inherited: tuple[int, Connection] | None = None

    def write_in_turn(self) -> Connection | None:
        """Have this thread use the connection that all who write take in turn, one at a time, until :meth:`read_again`.

        It has read the ends of the tables already, which another's connection would read anew after each writer. The thread's
        own connection, if it has one, is what :meth:`read_again` is given.
        """
        local, pid = self._local, processes.number
        mine = local.connection if getattr(local, "pid", 0) == pid else None
        if self._writer is not None and self._writer[0] == pid:
            local.connection, local.pid = self._writer[1], pid
        else:
            local.pid = 0
            # One inherited over a fork is kept from being closed here: it is still the parent's.
            self._inherited = self._writer
            self._writer = (pid, self.get())
        return mine

    def read_again(self, mine: Connection | None) -> None:
        """Have this thread use its own connection again."""
        if mine is None:
            self._local.pid = 0
        else:
            self._local.connection, self._local.pid = mine, processes.number

    def get(self) -> Connection:
        """This thread's connection."""
        if getattr(self._local, "pid", 0) == processes.number:
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
        self._local.pid = processes.number
        self._all.add(made)
        return made

    def rows(self, question: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """All the rows that answer ``question``."""
        try:
            return self.get().execute(question, values).fetchall()
        except sqlite3.Error as error:
            self.tell(error)

    def tell(self, error: sqlite3.Error) -> NoReturn:
        """Raise what SQLite says as an error for people; what is none, as it is."""
        with told(self.path, self._busy):
            raise error

    def let_go(self, connection: Connection) -> None:
        """Close this thread's connection; the next question makes a new one."""
        self._local.__dict__.clear()
        if self._writer is not None and self._writer[1] is connection:
            self._writer = None
        self._all.discard(connection)
        connection.close()

    def close(self) -> None:
        """Close the connections of every thread of this process."""
        for connection in tuple(self._all):
            connection.close()
        self._all.clear()
        self._local = threading.local()
        self._writer = None


def for_owner_only(path: Path) -> None:
    """Make the file when there is none, readable by its owner alone. Raises :class:`StorageError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise refused(error, path) from error


def refused(error: OSError, path: Path) -> StorageError:
    """What the system says of a file that cannot be read or written, as an error for people."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFullError(str(path))
    return StorageError(
        Bilingual(f"The storage refuses: {error.strerror}", f"De opslag weigert: {error.strerror}"), str(path)
    )


def write_whole(file: int, content: bytes) -> None:
    """Write all of ``content``. Raises ``OSError`` where the system takes a part only, as a full disk does."""
    if os.write(file, content) != len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
