"""Who is signed in: the user with the account and whether a second factor was set up, by one question at every request.

Nothing of it is kept between requests: whoever is blocked, loses a role or is signed out everywhere notices at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db import connections, router
from django.db.models import Model

from asylon.desk.models import Account, Authenticator
from asylon.desk.statements import first_row


@cache
def _columns(model: type[Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


@cache
def _question() -> str:
    """The question, written once: Django would put it together anew at every request."""
    user, account, device = (model._meta.db_table for model in (User, Account, Authenticator))
    columns = ", ".join(
        f"{table}.{field.column}"
        for table, model in ((user, User), ("account", Account))
        for field in model._meta.concrete_fields
    )
    return f"""SELECT {columns},
                      EXISTS (SELECT 1 FROM {device} WHERE {device}.user_id = {user}.id AND {device}.confirmed) AS has_factor
               FROM {user} LEFT JOIN {account} AS account ON account.user_id = {user}.id WHERE {user}.id = %s"""


@cache
def _converters(alias: str) -> tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]:
    """How values come out of the database: their place in the answer, and what makes of each what the field holds."""
    database = connections[alias]
    found = []
    for place, field in enumerate((*User._meta.concrete_fields, *Account._meta.concrete_fields)):
        column = field.get_col(field.model._meta.db_table)
        converters = (*database.ops.get_db_converters(column), *column.get_db_converters(database))
        if converters:
            found.append((place, converters, column))
    return tuple(found)


class WithAccount:
    """For a backend: finds the user of a session together with what every request asks of him or her."""

    def get_user(self, user_id: int) -> User | None:
        """The user; None where there is none or he or she may not sign in."""
        alias = router.db_for_read(User)
        database = connections[alias]
        row = first_row(database, _question(), (user_id,))
        if row is None:
            return None
        values = list(row)
        for place, converters, column in _converters(alias):
            for convert in converters:
                values[place] = convert(values[place], column, database)
        has_factor = bool(values.pop())
        columns = _columns(User)
        user = User.from_db(alias, columns, values[: len(columns)])
        if not user.is_active:
            return None
        user.has_factor = has_factor  # type: ignore[attr-defined]
        of_account = values[len(columns) :]
        if of_account[0] is not None:
            # Known from here on: no further question is asked for it.
            user.account = Account.from_db(alias, _columns(Account), of_account)
        return user


class AccountBackend(WithAccount, ModelBackend):
    """Signs in with name and password."""
