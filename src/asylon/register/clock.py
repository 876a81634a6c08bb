"""Clocks: what time the register takes it to be.

Everything in the register that depends on time asks one clock. The law itself asks none: it is told the
instant.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.citations import Bilingual
from asylon.register.errors import DamagedError, RegisterError, StorageError

#: Where the demonstration begins: a Monday morning, some months after the Pact started to apply.
DEMONSTRATION_START = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


#: The file in a demonstration's folder that holds its clock; where it is, the register is a demonstration.
CLOCK = "clock.json"


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """The present instant, with its zone."""


class RealClock:
    """The machine's time."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)


class ClockNotMovableError(RegisterError):
    """Somebody tried to move the time of a register that follows the real time."""

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "The time of this register cannot be moved: it follows the real time",
                "De tijd van dit register is niet te verzetten: het volgt de werkelijke tijd",
            ),
            "",
            Bilingual("Move the time in a demonstration.", "Verzet de tijd in een demonstratie."),
        )


#: A clock's file is far shorter.
_MOST_BYTES = 4096


class _Kept(msgspec.Struct, frozen=True):
    now: str
    zone: str


def _content(path: Path) -> bytes:
    """What the file holds. It is read at every question, so with as little ado as can be."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(file, _MOST_BYTES)
    finally:
        os.close(file)


@lru_cache(maxsize=4)
def _moment(content: bytes) -> datetime:
    kept = msgspec.json.decode(content, type=_Kept)
    return datetime.fromisoformat(kept.now).astimezone(ZoneInfo(kept.zone))


class DemonstrationClock:
    """A clock that stands still until it is moved, kept in the file ``path`` so that all processes see it.

    It begins at ``start``, which names its zone. It can be moved on, and back to tell a story again.
    Raises :class:`StorageError` and :class:`DamagedError` when the file cannot be used.
    """

    def __init__(self, path: Path | str, start: datetime = DEMONSTRATION_START) -> None:
        self.path = Path(path)
        if not isinstance(start.tzinfo, ZoneInfo):
            raise ValueError("the start of a demonstration clock names its time zone (ZoneInfo)")
        self._zone = start.tzinfo
        if not self.path.exists():
            self._keep(start)

    def now(self) -> datetime:
        """Where the clock was moved to last."""
        try:
            return _moment(_content(self.path))
        except OSError as error:
            raise self._refused(error) from error
        except (ValueError, KeyError) as error:
            raise DamagedError(
                Bilingual("The clock of the demonstration is unreadable", "De klok van de demonstratie is onleesbaar"),
                str(self.path),
                Bilingual("Remove the file; the clock starts again.", "Verwijder het bestand; de klok begint opnieuw."),
            ) from error

    def move(self, to: datetime) -> None:
        """Set the clock to ``to`` (aware)."""
        if to.tzinfo is None:
            raise ValueError("the instant to move to needs a time zone")
        self._keep(to)

    def _keep(self, now: datetime) -> None:
        content = msgspec.json.encode(_Kept(now.astimezone(self._zone).isoformat(), self._zone.key))
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(content)
            # Replaced in one step: another process reads the old moment or the new one, never half of it.
            os.replace(beside, self.path)
        except OSError as error:
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> StorageError:
        return StorageError(
            Bilingual(
                f"The clock of the demonstration cannot be used: {error.strerror}",
                f"De klok van de demonstratie is niet te gebruiken: {error.strerror}",
            ),
            str(self.path),
        )
