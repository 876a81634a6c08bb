"""The rooms below, opened once in each process: the register and the book of law."""

from __future__ import annotations

from functools import cache
from threading import Lock

import msgspec
from django.conf import settings

from asylon import gazette
from asylon.law.book import Book
from asylon.register import DemonstrationClock, RealClock, Register
from asylon.register.clock import CLOCK


class House(msgspec.Struct, frozen=True):
    """What every page stands on."""

    register: Register
    book: Book
    state: str


@cache
def law_book() -> Book:
    """The book of law. It needs no register: the public rooms stay open where the register fails."""
    return gazette.book()


_lock = Lock()
_opened: list[House] = []


def house() -> House:
    """The process's register and book; opened at the first call, the same ones ever after."""
    if not _opened:
        with _lock:
            if not _opened:
                _opened.append(_open())
    return _opened[0]


def _open() -> House:
    surroundings = settings.SURROUNDINGS
    folder = surroundings.data
    clock = DemonstrationClock(folder / CLOCK) if surroundings.demonstration else RealClock()
    book = law_book()
    register = Register.open(folder, book, clock, state=surroundings.state, database=surroundings.database)
    return House(register, book, surroundings.state)
