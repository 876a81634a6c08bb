"""Statements to the accounts' database that stand at the beginning of every request."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import InterfaceError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper


def first_row(database: BaseDatabaseWrapper, question: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
    """The first row that answers a question that is asked again and again; None where there is none.

    A server plans it once for a connection. Where the connection is to be looked at before it is used again, as the settings say,
    the question itself shows whether it still holds: once it does not, a new one is made and asked.
    """
    unproved = database.connection is not None and database.health_check_enabled and not database.health_check_done
    if not unproved or database.in_atomic_block:
        return _row(database, question, values)
    database.health_check_done = True
    try:
        return _row(database, question, values)
    except (InterfaceError, OperationalError):
        database.close()
        return _row(database, question, values)


def _row(database: BaseDatabaseWrapper, question: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
    if database.execute_wrappers or database.queries_logged:
        # Somebody listens to every statement.
        with database.cursor() as cursor:
            cursor.execute(question, values)
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row
    # Asked of the driver itself. To PostgreSQL Django would write the values into the text of the question, which is then another
    # one to the server each time.
    database.ensure_connection()
    with database.wrap_database_errors:
        answer = _ask(database, question, values)
        return answer.fetchone()  # type: ignore[no-any-return]


def _ask(database: BaseDatabaseWrapper, question: str, values: Sequence[Any]) -> Any:
    if database.vendor == "postgresql":
        from psycopg import Cursor

        return Cursor(database.connection).execute(question, values, prepare=True)
    return database.connection.execute(_for_a_file(question), values)


@cache
def _for_a_file(question: str) -> str:
    """The question with SQLite's marks for values."""
    return question.replace("%s", "?")
