"""Faults at the storage: every call to a database or a file of the register is counted, and one of them can be made to fail.

The calls are those to the drivers (``sqlite3``, ``psycopg``) and to the system, so that what turns their errors into errors for
people is tested with them. Each is known by the part of the register and the method of the port ``Storage`` it was made in.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from asylon.register import anchor, connections, erasures, storage_postgres, turns
from asylon.register.storage import Storage, Writing
from asylon.register.storage_postgres import PostgresStorage
from asylon.register.storage_sqlite import SqliteStorage

#: The methods of the port, and what can be done in a transaction of it.
PORT = frozenset(Storage.__abstractmethods__)
IN_A_TRANSACTION = frozenset(name for name in vars(Writing) if not name.startswith("_"))


def _sqlite(code: int, words: str) -> sqlite3.Error:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


SQLITE: tuple[Callable[[], Exception], ...] = (
    lambda: _sqlite(sqlite3.SQLITE_IOERR, "disk I/O error"),
    lambda: _sqlite(sqlite3.SQLITE_FULL, "database or disk is full"),
    lambda: _sqlite(sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
)
POSTGRES: tuple[Callable[[], Exception], ...] = (
    lambda: psycopg.OperationalError("server closed the connection unexpectedly"),
    lambda: errors.DiskFull("could not extend file: No space left on device"),
    lambda: errors.IoError("could not read block 7: Input/output error"),
    lambda: errors.ReadOnlySqlTransaction("cannot execute INSERT in a read-only transaction"),
)
SYSTEM: tuple[Callable[[], Exception], ...] = (
    lambda: OSError(errno.EIO, os.strerror(errno.EIO)),
    lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
)


class Faults:
    """Which call fails: the ``at``-th after :meth:`arm`; with ``lasting`` all that follow, too, until :meth:`disarm`."""

    def __init__(self) -> None:
        self.disarm()
        self.within: list[str] = []

    def arm(self, at: int, *, lasting: bool = False) -> None:
        self.left, self.kind, self.lasting = at, at, lasting
        self.fired: list[str] = []
        self.seen: list[str] = []
        self.armed = True

    def places(self, act: Callable[[], Any]) -> list[str]:
        """The calls that an act makes, each as its part, the methods it was made in, and what was called."""
        self.arm(10**9)
        act()
        places, _ = list(self.seen), self.disarm()
        return places

    def points(self, act: Callable[[], Any], *, every: bool, last: bool = True) -> list[int]:
        """Which calls of an act to let fail, found by doing it: ``every`` one, or the first and the ``last`` of each method
        in each part; without ``last`` the first of each method."""
        places = self.places(act)
        if not last:
            places = [place.partition(".")[2] for place in places]
        if every:
            return list(range(len(places)))
        ends = {place: at for at, place in enumerate(places)}
        return sorted({places.index(place) for place in ends} | (set(ends.values()) if last else set()))

    def disarm(self) -> None:
        self.left = self.kind = 0
        self.fired, self.seen = [], []
        self.armed = self.lasting = False

    def reach(self, part: str, call: str, kinds: tuple[Callable[[], Exception], ...]) -> Exception | None:
        """The error with which this call is to fail, if it is."""
        if not self.armed:
            return None
        self.left -= 1
        place = f"{part}.{'.'.join(self.within)} ({call})"
        self.seen.append(place)
        if self.left >= 0 or (self.fired and not self.lasting):
            return None
        self.fired.append(place)
        return kinds[self.kind % len(kinds)]()

    @contextmanager
    def resting(self) -> Iterator[None]:
        """No call fails, or counts, until this ends."""
        armed, self.armed = self.armed, False
        try:
            yield
        finally:
            self.armed = armed

    @contextmanager
    def inside(self, method: str) -> Iterator[None]:
        self.within.append(method)
        try:
            yield
        finally:
            self.within.pop()


class _Entered:
    """A turn or transaction whose beginning and end are known by the method that gave it."""

    def __init__(self, given: Any, method: str, faults: Faults) -> None:
        self._given, self._method, self._faults = given, method, faults

    def __enter__(self) -> Any:
        with self._faults.inside(self._method):
            return self._given.__enter__()

    def __exit__(self, *how: Any) -> Any:
        with self._faults.inside(self._method):
            return self._given.__exit__(*how)


def _known_by(method: str, original: Callable[..., Any], faults: Faults) -> Callable[..., Any]:
    @wraps(original)
    def called(*arguments: Any, **named: Any) -> Any:
        with faults.inside(method):
            answer = original(*arguments, **named)
        return _Entered(answer, method, faults) if method in ("turn", "transaction") else answer

    return called


class _System:
    """A module of the system of which some functions can fail."""

    def __init__(self, module: Any, part: str, functions: tuple[str, ...], faults: Faults) -> None:
        self._module, self._part, self._functions, self._faults = module, part, functions, faults

    def __getattr__(self, name: str) -> Any:
        original = getattr(self._module, name)
        if name not in self._functions:
            return original

        def called(*arguments: Any, **named: Any) -> Any:
            error = self._faults.reach(self._part, name, SYSTEM)
            if error is not None:
                raise error
            return original(*arguments, **named)

        return called


def install(faults: Faults, patch: pytest.MonkeyPatch) -> None:
    """Have every register that is opened from now on ask ``faults`` at each call."""
    for cls in (SqliteStorage, PostgresStorage):
        for method in PORT:
            patch.setattr(cls, method, _known_by(method, getattr(cls, method), faults))
    patch.setattr(connections, "Connection", _sqlite_connection(faults))
    patch.setattr(storage_postgres, "psycopg", _Psycopg(faults))
    patch.setattr(connections, "os", _System(os, "files", ("open",), faults))
    patch.setattr(anchor, "os", _System(os, "head", ("open", "pwrite"), faults))
    patch.setattr(erasures, "os", _System(os, "journal", ("open", "fsync"), faults))
    patch.setattr(turns, "fcntl", _Locks(faults))


class _Locks(_System):
    def __init__(self, faults: Faults) -> None:
        super().__init__(fcntl, "turns", (), faults)

    def flock(self, file: int, how: int) -> None:
        error = self._faults.reach("turns", "flock" if how != fcntl.LOCK_UN else "flock, letting go", SYSTEM)
        if error is not None:
            raise error
        fcntl.flock(file, how)


def _sqlite_connection(faults: Faults) -> type[sqlite3.Connection]:
    class Faulty(sqlite3.Connection):
        def __init__(self, database: Any, *arguments: Any, **named: Any) -> None:
            self._part = Path(database).name.partition(".")[0]
            super().__init__(database, *arguments, **named)

        def execute(self, *arguments: Any) -> Any:
            self._ask("execute")
            return super().execute(*arguments)

        def executemany(self, *arguments: Any) -> Any:
            self._ask("executemany")
            return super().executemany(*arguments)

        def _ask(self, call: str) -> None:
            error = faults.reach(self._part, call, SQLITE)
            if error is not None:
                raise error

    return Faulty


class _Psycopg:
    """The driver, whose connections can fail and break."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def __getattr__(self, name: str) -> Any:
        return getattr(psycopg, name)

    def connect(self, conninfo: str, **named: Any) -> Any:
        part = str(conninfo_to_dict(conninfo)["application_name"]).rpartition("asylon_")[2]
        faults = self._faults
        error = faults.reach(part, "connect", POSTGRES[:1])
        if error is not None:
            raise error

        def ask(connection: Any, call: str) -> None:
            error = faults.reach(part, call, POSTGRES)
            if error is not None:
                if type(error) is psycopg.OperationalError:
                    connection.close()
                raise error

        class Cursor(psycopg.Cursor[Any]):
            def executemany(self, *arguments: Any, **named: Any) -> Any:
                ask(self.connection, "executemany")
                return super().executemany(*arguments, **named)

            def copy(self, *arguments: Any, **named: Any) -> Any:
                ask(self.connection, "copy")
                return super().copy(*arguments, **named)

        class Connection(psycopg.Connection[Any]):
            def execute(self, query: Any, *arguments: Any, **named: Any) -> Any:
                if query == "COMMIT" and faults.kind % 2:
                    # The answer to a commit is lost on its way: it was carried out.
                    answer = super().execute(query)
                    lost = faults.reach(part, "execute", POSTGRES[:1])
                    if lost is not None:
                        self.close()
                        raise lost
                    return answer
                ask(self, "execute")
                return super().execute(query, *arguments, **named)

        return Connection.connect(conninfo, cursor_factory=Cursor, **named)
