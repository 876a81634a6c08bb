"""Secrets of authenticator applications, sealed with the register's vault: the desk's database alone lets nobody sign in.

A code can only be checked by who has the secret, so a digest will not do. What is kept is ``sealed-1:`` and, in base 64,
nonce, cipher text and tag (AES-256-GCM), bound to the account: moved to another account it does not open.
"""

from __future__ import annotations

import base64
import binascii
import logging
import secrets
from binascii import unhexlify

from django.conf import settings
from django.db import OperationalError, connection

from asylon.desk.house import house
from asylon.desk.models import Authenticator
from asylon.register.clock import RealClock
from asylon.register.keys import Key
from asylon.register.places import VAULT
from asylon.register.vault import Vault

MARK = "sealed-1:"
SECRET_BYTES = 20

_log = logging.getLogger("asylon.access")


def new_secret(user_id: int) -> str:
    """A new secret for an account, as it is kept."""
    return _sealed(house().register.vault.desk_key, user_id, secrets.token_bytes(SECRET_BYTES))


def secret_of(device: Authenticator) -> bytes | None:
    """The secret of an account's application; None where it was sealed with another vault, or altered."""
    return _opened(house().register.vault.desk_key, device.user_id, device.key)


def seal_what_is_plain() -> int:
    """Seal the secrets that an earlier release left in the clear, and clear their traces; how many there were.

    Called when the desk starts; safe to repeat. Without a vault there is nothing to seal them with yet.
    """
    plain = list(Authenticator.objects.exclude(key__startswith=MARK).values_list("pk", "user_id", "key"))
    place = settings.SURROUNDINGS.data / VAULT
    if not plain or not place.exists():
        return 0
    vault = Vault(place, RealClock().now)
    try:
        for pk, user_id, key in plain:
            # Another process may be doing the same: only what is still in the clear is replaced.
            Authenticator.objects.filter(pk=pk, key=key).update(key=_sealed(vault.desk_key, user_id, unhexlify(key)))
    finally:
        vault.close()
    _clear_traces()
    return len(plain)


def _sealed(key: Key, user_id: int, secret: bytes) -> str:
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


def _clear_traces() -> None:
    """Write the database's file anew, so that no free page holds what was replaced. A server of its own does so in time."""
    if connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError:
        _log.warning("secrets were sealed; their traces are cleared once nothing else uses the desk's database")
