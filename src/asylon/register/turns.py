"""Turns: one writer at a time, across threads and processes, and nobody left waiting while others go twice.

Two locks are taken one after the other. Whoever holds ``queue`` is first in line and waits for ``turn``; it
lets ``queue`` go only when it has the turn. So a writer that has just finished cannot go again before the
one in line. Only the first in line looks often; the rest look now and then. The kernel releases a dead
process's locks.
"""

from __future__ import annotations

import fcntl
import logging
import os
import threading
import time
from contextlib import suppress
from io import FileIO
from pathlib import Path

from asylon.law.citations import Bilingual
from asylon.register import processes
from asylon.register.errors import BusyError, StorageError

FIRST_IN_LINE = 0.0002
IN_THE_LINE = 0.001

_logger = logging.getLogger(__name__)


class Turn:
    """The right to write to ``path``, whose folder is made when there is none: ``with turn:`` waits for it and holds it. Not to be nested.

    ``timeout`` (seconds) bounds the wait; after it :class:`BusyError`. The locks are ``flock`` on two small files beside
    ``path``: they hold between processes on one machine, and between two objects for the same path in one process. Whoever
    forgets to close a turn gives the files back with it.

    Letting go raises nothing. What was done in the turn is done, so its trouble is not to be told as if it were not: it goes to
    the server's log, the lock files are closed, which lets go of them too, and the next who asks opens them again.
    """

    def __init__(self, path: Path, timeout: float) -> None:
        self._path = path
        self._timeout = timeout
        self._queue, self._turn = threading.Lock(), threading.Lock()
        self._files: tuple[FileIO, FileIO] | None = None
        self._pid = 0

    def __enter__(self) -> None:
        end = time.monotonic() + self._timeout
        if not self._queue.acquire(timeout=self._timeout):
            raise self._busy()
        try:
            got = self._turn.acquire(blocking=False) or self._turn.acquire(timeout=max(0.0, end - time.monotonic()))
        finally:
            self._queue.release()
        if not got:
            raise self._busy()
        try:
            self._take(end)
        except BaseException:
            self._close()
            self._turn.release()
            raise

    def __exit__(self, *_: object) -> None:
        try:
            if self._files is not None:
                fcntl.flock(self._files[1], fcntl.LOCK_UN)
        except (OSError, ValueError) as error:
            # The second says that the file was closed meanwhile.
            _logger.warning("the writer's turn was not let go of, its files are closed: %s: %s", self._path, error)
            self._close()
        finally:
            self._turn.release()

    def _take(self, end: float) -> None:
        """Take the turn among processes, until ``end``."""
        queue, turn = self._files if self._files is not None and self._pid == processes.number else self._open()
        try:
            _wait(queue, IN_THE_LINE, end)
            try:
                _wait(turn, FIRST_IN_LINE, end)
            finally:
                fcntl.flock(queue, fcntl.LOCK_UN)
        except TimeoutError:
            raise self._busy() from None
        except OSError as error:
            raise _refused(self._path, error) from error

    def _open(self) -> tuple[FileIO, FileIO]:
        """The lock files, opened anew: a child process would share its parent's, and so its locks."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            queue, turn = (FileIO(f"{self._path}.{name}", "r+", opener=_for_owner_only) for name in ("queue", "turn"))
        except OSError as error:
            raise _refused(self._path, error) from error
        self._files, self._pid = (queue, turn), processes.number
        return queue, turn

    def close(self) -> None:
        """Let go of the lock files."""
        if self._pid == processes.number:
            self._close()
        self._files = None

    def _close(self) -> None:
        if self._files is not None:
            files, self._files = self._files, None
            for file in files:
                # Linux lets go of the file, and so of its lock, whatever it answers.
                with suppress(OSError):
                    file.close()

    def _busy(self) -> BusyError:
        return BusyError(str(self._path), self._timeout)


def _wait(file: FileIO, pause: float, end: float) -> None:
    """Lock ``file``, looking again after each ``pause`` (seconds). Raises :class:`TimeoutError` after ``end``."""
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise TimeoutError from None
            time.sleep(pause)
        else:
            return


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
