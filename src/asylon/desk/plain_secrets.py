"""Secrets of authenticator applications that an earlier release left in the clear are sealed when the desk starts."""

from __future__ import annotations

import logging
from binascii import unhexlify

from django.conf import settings
from django.db import OperationalError, connection

from asylon.desk.models import Authenticator
from asylon.desk.sealed import MARK, sealed_for
from asylon.register.clock import RealClock
from asylon.register.places import VAULT
from asylon.register.vault import Vault

_log = logging.getLogger("asylon.access")


def seal_what_is_plain() -> int:
    """Seal those that are in the clear, and clear their traces; how many there were.

    Safe to repeat. Without a vault there is nothing to seal them with yet.
    """
    plain = list(Authenticator.objects.exclude(key__startswith=MARK).values_list("pk", "user_id", "key"))
    place = settings.SURROUNDINGS.data / VAULT
    if not plain or not place.exists():
        return 0
    vault = Vault(place, RealClock().now)
    try:
        for pk, user_id, key in plain:
            # Another process may be doing the same: only what is still in the clear is replaced.
            Authenticator.objects.filter(pk=pk, key=key).update(key=sealed_for(vault.desk_key, user_id, unhexlify(key)))
    finally:
        vault.close()
    _clear_traces()
    return len(plain)


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
