"""Turns: one writer at a time, across threads and processes, and nobody left waiting while others go twice.

Two locks are taken one after the other. Whoever holds ``queue`` is first in line and waits for ``turn``; it
lets ``queue`` go only when it has the turn. So a writer that has just finished cannot go again before the
one in line. Only the first in line looks often; the rest look now and then. The kernel releases a dead
process's locks.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from asylon.law.citations import Bilingual
from asylon.register.errors import BusyError, StorageError

FIRST_IN_LINE = 0.0002
IN_THE_LINE = 0.001


class Turn:
    """The right to write to ``path``, whose folder is made when there is none. ``timeout`` (seconds) bounds the wait; after it :class:`BusyError`.

    The locks are ``flock`` on two small files beside ``path``: they hold between processes on one machine,
    and between two objects for the same path in one process. Whoever forgets to close a turn gives the files back with it.
    """

    def __init__(self, path: Path, timeout: float) -> None:
        self._path = path
        self._timeout = timeout
        self._threads = (threading.Lock(), threading.Lock())
        self._files: tuple[FileIO, FileIO] | None = None
        self._pid = 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for the turn and hold it. Not to be nested."""
        end = time.monotonic() + self._timeout
        queue, turn = self._threads
        if not queue.acquire(timeout=self._timeout):
            raise BusyError(str(self._path), self._timeout)
        try:
            got = turn.acquire(timeout=max(0.0, end - time.monotonic()))
        finally:
            queue.release()
        if not got:
            raise BusyError(str(self._path), self._timeout)
        try:
            queue_file, turn_file = self._open()
            self._wait(queue_file, IN_THE_LINE, end)
            try:
                self._wait(turn_file, FIRST_IN_LINE, end)
            finally:
                fcntl.flock(queue_file, fcntl.LOCK_UN)
            try:
                yield
            finally:
                fcntl.flock(turn_file, fcntl.LOCK_UN)
        finally:
            turn.release()

    def _wait(self, file: FileIO, pause: float, end: float) -> None:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= end:
                    raise BusyError(str(self._path), self._timeout) from None
                time.sleep(pause)
            except OSError as error:
                raise _refused(self._path, error) from error
            else:
                return

    def _open(self) -> tuple[FileIO, FileIO]:
        # A child process shares its parent's open files and so its locks: it opens its own.
        if self._files is None or self._pid != os.getpid():
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                queue, turn = (
                    FileIO(f"{self._path}.{name}", "r+", opener=_for_owner_only) for name in ("queue", "turn")
                )
            except OSError as error:
                raise _refused(self._path, error) from error
            self._files = (queue, turn)
            self._pid = os.getpid()
        return self._files

    def close(self) -> None:
        """Let go of the lock files."""
        if self._files is not None and self._pid == os.getpid():
            for file in self._files:
                file.close()
        self._files = None


def _for_owner_only(path: str, _flags: int) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _refused(path: Path, error: OSError) -> StorageError:
    return StorageError(
        Bilingual(
            f"The register cannot be written here: {error.strerror}",
            f"Het register kan hier niet worden beschreven: {error.strerror}",
        ),
        str(path),
    )
