"""A register to test with, on each backend, whose clock stands still. All persons are fictional."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from register_home import NOW, Opens, the_book

from asylon.law.book import Book
from asylon.register import DemonstrationClock, Register


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "register"


@pytest.fixture
def opens(folder: Path, database: str) -> Iterator[Callable[..., Register]]:
    """Opens the register in the folder, as another process would, under any book; closes all at the end."""
    opened: list[Register] = []

    def open_it(book: Book | None = None, place: Path = folder) -> Register:
        clock = DemonstrationClock(folder / "clock.json", NOW)
        register = Register.open(place, book or the_book(), clock, database=database if place == folder else "")
        opened.append(register)
        return register

    yield open_it
    for register in opened:
        register.close()


@pytest.fixture
def register(opens: Opens) -> Any:
    return opens()
