"""The data folder: which register lies in it, by which clock it lives, and who asks from the command line."""

from __future__ import annotations

import getpass
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from asylon.cli.refusals import Refusal
from asylon.gazette import book
from asylon.register import DemonstrationClock, RealClock, Register
from asylon.register.clock import CLOCK
from asylon.register.places import HEAD, LOG

#: The unit under which commands record and read.
UNIT = "command line"


def database() -> str:
    """The address of the PostgreSQL database in which registers keep what happened; empty for files of the folder."""
    return os.environ.get("DATABASE_URL", "")


def open_register(folder: Path, *, create: bool = False) -> Register:
    """The register in a folder, by its own clock: a demonstration's where it is one, real time otherwise."""
    clock = DemonstrationClock(folder / CLOCK) if (folder / CLOCK).exists() else RealClock()
    return Register.open(folder, book(), clock, create=create, database=database())


def open_demonstration(folder: Path) -> Register:
    """The demonstration's register; refuses a folder with a real one, which must never hold fictional persons."""
    if any((folder / name).exists() for name in (LOG, HEAD)) and not (folder / CLOCK).exists():
        raise Refusal(
            f"{folder} holds a register of real cases, where fictional persons must never come. "
            "Name another folder with --data for the demonstration."
        )
    return Register.open(folder, book(), DemonstrationClock(folder / CLOCK), database=database())


def refuse_demonstration(folder: Path) -> None:
    """Refuse to work for real in a folder of the demonstration."""
    if (folder / CLOCK).exists():
        raise Refusal(
            f"{folder} holds the demonstration, whose persons are fictional. "
            "Add --demonstration, or name another folder with --data."
        )


def caller() -> str:
    """The name of the account that runs the command: what the reading log keeps."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown account"


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """An event that Ctrl-C or a request to end sets, so that work stops between two steps and nothing is left half."""
    stop = threading.Event()

    def heard(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    known = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    if threading.current_thread() is threading.main_thread():
        for number in known:
            signal.signal(number, heard)
    try:
        yield stop
    finally:
        if threading.current_thread() is threading.main_thread():
            for number, handler in known.items():
                signal.signal(number, handler)
