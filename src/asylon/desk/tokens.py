"""Tokens: how a program signs in as an account. Signed, for a limited time, and void once the password changes or the
account is signed out everywhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core import signing

#: How long a token holds, unless its maker says less.
LONGEST = timedelta(days=90)
_SALT = "asylon.api.token"


def token_for(user: User) -> str:
    """A token for an account."""
    return signing.dumps([user.pk, _seal(user)], salt=_SALT, compress=True)


def user_of(token: str) -> User | None:
    """The active account of a token; None for a token that is wrong, too old, or void."""
    try:
        told: Any = signing.loads(token, salt=_SALT, max_age=LONGEST)
        key, seal = told
        user = User.objects.filter(pk=key, is_active=True).first()
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return user if user is not None and seal == _seal(user) else None


def _seal(user: User) -> str:
    account = getattr(user, "account", None)
    return str(user.get_session_auth_hash())[:16] + (account.seal if account is not None else "")
