"""Statements to the accounts' database that stand at the beginning of every request."""

from __future__ import annotations

from collections.abc import Sequence
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
    if database.vendor != "postgresql":
        with database.cursor() as cursor:
            cursor.execute(question, values)
            row: tuple[Any, ...] | None = cursor.fetchone()
            return row
    from psycopg import Cursor

    # Django would write the values into the text of the question, which is then another one to the server each time.
    database.ensure_connection()
    with database.wrap_database_errors, Cursor(database.connection) as plain:
        return plain.execute(question, values, prepare=True).fetchone()
