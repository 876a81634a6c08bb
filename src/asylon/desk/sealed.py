"""Secrets of authenticator applications, sealed with the register's vault: the desk's database alone lets nobody sign in.

A code can only be checked by who has the secret, so a digest will not do. What is kept is ``sealed-1:`` and, in base 64,
nonce, cipher text and tag (AES-256-GCM), bound to the account: moved to another account it does not open.
"""

from __future__ import annotations

import base64
import binascii
import secrets

from asylon.desk.house import house
from asylon.register.keys import Key

MARK = "sealed-1:"
SECRET_BYTES = 20


def new_secret(user_id: int) -> str:
    """A new secret for an account, as it is kept."""
    return sealed_for(house().register.vault.desk_key, user_id, secrets.token_bytes(SECRET_BYTES))


def secret_of(user_id: int, kept: str) -> bytes | None:
    """The secret of an account's application from what is kept; None where it was sealed with another vault, or altered."""
    return _opened(house().register.vault.desk_key, user_id, kept)


def sealed_for(key: Key, user_id: int, secret: bytes) -> str:
    """A secret as it is kept for an account."""
    return MARK + base64.b64encode(key.seal(secret, _binding(user_id))).decode()


def _opened(key: Key, user_id: int, kept: str) -> bytes | None:
    if not kept.startswith(MARK):
        return None
    try:
        sealed = base64.b64decode(kept.removeprefix(MARK), validate=True)
    except binascii.Error:
        return None
    return key.open(sealed, _binding(user_id))


def _binding(user_id: int) -> bytes:
    return f"asylon-authenticator-1\n{user_id}".encode()
