"""Who is signed in: the user with the account and whether a second factor was set up, by one question at every request.

Nothing of it is kept between requests: whoever is blocked, loses a role or is signed out everywhere notices at once.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

from asylon.desk.models import Account, Authenticator

#: Before the names of the account's columns in the answer.
OF_ACCOUNT = "account_"


@cache
def _columns() -> tuple[str, ...]:
    return tuple(field.attname for field in Account._meta.concrete_fields)


@cache
def _question() -> str:
    """The question, written once: Django would put it together anew at every request."""
    user, account, device = (model._meta.db_table for model in (User, Account, Authenticator))
    columns = ", ".join(f"account.{name} AS {OF_ACCOUNT}{name}" for name in _columns())
    return f"""SELECT {user}.*, {columns},
                      EXISTS (SELECT 1 FROM {device} WHERE {device}.user_id = {user}.id AND {device}.confirmed) AS has_factor
               FROM {user} LEFT JOIN {account} AS account ON account.user_id = {user}.id WHERE {user}.id = %s"""


class WithAccount:
    """For a backend: finds the user of a session together with what every request asks of him or her."""

    def get_user(self, user_id: int) -> User | None:
        """The user; None where there is none or he or she may not sign in."""
        found: list[Any] = list(User.objects.raw(_question(), [user_id]))
        if not found or not found[0].is_active:
            return None
        (user,) = found
        values = [user.__dict__.pop(OF_ACCOUNT + name) for name in _columns()]
        user.has_factor = bool(user.has_factor)
        if values[0] is not None:
            # Known from here on: no further question is asked for it.
            user.account = Account.from_db(user._state.db, _columns(), values)
        return user  # type: ignore[no-any-return]


class AccountBackend(WithAccount, ModelBackend):
    """Signs in with name and password."""
