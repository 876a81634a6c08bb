"""The statements at the beginning of every request, on a connection that may have broken since the last one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, ProgrammingError, connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.utils import ConnectionHandler
from django.test.utils import CaptureQueriesContext

from asylon.desk import environment
from asylon.desk.statements import first_row

ASKED = "SELECT pg_backend_pid(), %s::int + 1"


@pytest.fixture
def accounts(postgres_server: str, tmp_path: Path) -> Iterator[DatabaseWrapper]:
    """The accounts' database of an installation on PostgreSQL."""
    around = environment.read({"ASYLON_DATA": str(tmp_path), "DATABASE_URL": postgres_server})
    made: Any = ConnectionHandler({"default": environment.accounts_database(around)})["default"]
    yield made
    made.close()


def break_off(accounts: DatabaseWrapper, server: str) -> None:
    (pid, _number) = first_row(accounts, ASKED, (1,)) or (0, 0)
    with psycopg.connect(server, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))


def test_a_statement_is_planned_once_for_a_connection_whatever_its_values(accounts: DatabaseWrapper) -> None:
    pids = set()
    for number in range(5):
        accounts.close_if_unusable_or_obsolete()
        row = first_row(accounts, ASKED, (number,))
        assert row is not None
        assert row[1] == number + 1
        pids.add(row[0])
    assert len(pids) == 1
    with accounts.cursor() as cursor:
        cursor.execute(
            "SELECT calls FROM (SELECT generic_plans + custom_plans AS calls, statement FROM pg_prepared_statements) x"
        )
        assert cursor.fetchall() == [(5,)]
    assert first_row(accounts, "SELECT 1 WHERE %s::int = 0", (1,)) is None


def test_a_connection_that_broke_between_two_requests_is_made_anew(
    accounts: DatabaseWrapper, postgres_server: str
) -> None:
    break_off(accounts, postgres_server)
    accounts.close_if_unusable_or_obsolete()
    row = first_row(accounts, ASKED, (4,))
    assert row is not None
    assert row[1] == 5


def test_a_connection_that_breaks_within_a_request_is_told(accounts: DatabaseWrapper, postgres_server: str) -> None:
    first_row(accounts, ASKED, (1,))
    break_off(accounts, postgres_server)
    with pytest.raises(OperationalError):
        first_row(accounts, ASKED, (4,))


def test_the_question_that_shows_the_connection_holds_takes_the_place_of_another(accounts: DatabaseWrapper) -> None:
    first_row(accounts, ASKED, (1,))
    accounts.close_if_unusable_or_obsolete()
    assert not accounts.health_check_done
    first_row(accounts, ASKED, (1,))
    with CaptureQueriesContext(accounts) as captured, accounts.cursor() as cursor:
        cursor.execute("SELECT 2")
    assert [one["sql"] for one in captured.captured_queries] == ["SELECT 2"]


def test_in_a_file_the_question_is_asked_as_any_other() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert first_row(connection, "SELECT %s + 1", (1,)) == (2,)  # type: ignore[arg-type]
    assert len(captured.captured_queries) == 1


def test_what_the_driver_refuses_is_told_in_djangos_errors(accounts: DatabaseWrapper) -> None:
    assert first_row(connection, "SELECT %s + 1", (1,)) == (2,)  # type: ignore[arg-type]
    for database in (connection, accounts):
        with pytest.raises((OperationalError, ProgrammingError)):
            first_row(database, "SELECT nothing FROM nowhere", ())  # type: ignore[arg-type]
