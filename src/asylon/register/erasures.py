"""Erasures: their receipts, and the journal that outlives every backup of the vault.

The journal is a text file beside the vault, one JSON object a line. It is only ever added to. It holds
references, no names: the key's, and the person's in a form that only the vault can compare.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from asylon.register.connections import refused, write_whole


class Erasure(msgspec.Struct, frozen=True):
    """The receipt of an erasure: which key was destroyed, when (UTC), by whom and why. No names."""

    key_id: str
    at: str
    by: str
    reason: str


class Entry(msgspec.Struct, frozen=True):
    """A line of the journal: the receipt, and the veiled reference of the person."""

    erasure: Erasure
    person: bytes


class ErasureJournal:
    """The journal in the file ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._place = str(path)

    def write(self, entry: Entry) -> None:
        """Add ``entry``, durably. Raises :class:`StorageError`."""
        try:
            first = not self.length()
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                # The line feed in front ends a line that a crash or a full disk cut off.
                write_whole(file, b"\n" + msgspec.json.encode(entry) + b"\n")
                os.fsync(file)
            finally:
                os.close(file)
            if first:
                _settle(self.path.parent)
        except OSError as error:
            raise refused(error, self.path) from error

    def length(self) -> int | None:
        """How many bytes it holds; None where that cannot be told."""
        try:
            return os.stat(self._place).st_size
        except FileNotFoundError:
            return 0
        except OSError:
            return None

    def after(self, mark: int) -> tuple[list[Entry], int]:
        """The entries beyond the first ``mark`` bytes, and the new mark. Raises :class:`StorageError`."""
        try:
            with self.path.open("rb") as journal:
                journal.seek(mark)
                fresh = journal.read()
        except FileNotFoundError:
            return [], mark
        except OSError as error:
            raise refused(error, self.path) from error
        entries: list[Entry] = []
        for line in fresh.splitlines():
            try:
                entries.append(msgspec.json.decode(line, type=Entry))
            except msgspec.DecodeError:
                # A line cut off by a crash was never acknowledged, and its erasure never carried out.
                continue
        return entries, mark + len(fresh)


def _settle(folder: Path) -> None:
    """Make a new file's name in ``folder`` durable."""
    file = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)
