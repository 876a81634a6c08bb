"""What the desk reads from its surroundings before Django starts: folder, mode, hosts, secret key.

``ASYLON_DATA`` (folder, default ``var``), ``ASYLON_MODE`` (``demonstration`` or ``production``, default production:
whoever forgets it gets the strict one), ``ASYLON_HOSTS`` (comma-separated names the desk answers to),
``ASYLON_STATE`` (Member State of this desk), ``ASYLON_HTTPS`` (``no`` where production runs without TLS),
``DATABASE_URL`` (a PostgreSQL database for register and accounts; without it they are files of the folder).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Literal

import msgspec

MODES = ("demonstration", "production")


class SurroundingsError(ValueError):
    """A setting of the surroundings that cannot be used; the message says which and what to write."""


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's surroundings, read once when it starts."""

    data: Path
    mode: Literal["demonstration", "production"]
    hosts: tuple[str, ...]
    state: str
    https: bool
    database: str = ""

    @property
    def demonstration(self) -> bool:
        """Whether everything shown is fictional and the clock can be moved."""
        return self.mode == "demonstration"


def read(environ: Mapping[str, str] = os.environ) -> Surroundings:
    """Read the surroundings. Raises :class:`SurroundingsError` that names the variable and the remedy."""
    mode = environ.get("ASYLON_MODE", "production")
    if mode not in MODES:
        raise SurroundingsError(f"ASYLON_MODE is {mode!r}; write one of: {', '.join(MODES)}")
    local = ("localhost", "127.0.0.1", "[::1]")
    hosts = tuple(name.strip() for name in environ.get("ASYLON_HOSTS", "").split(",") if name.strip())
    return Surroundings(
        data=Path(environ.get("ASYLON_DATA", "var")).absolute(),
        mode="demonstration" if mode == "demonstration" else "production",
        hosts=hosts or local,
        state=environ.get("ASYLON_STATE", "NL"),
        https=mode == "production" and environ.get("ASYLON_HTTPS", "yes") != "no",
        database=environ.get("DATABASE_URL", ""),
    )


def accounts_database(surroundings: Surroundings) -> dict[str, Any]:
    """Where Django keeps accounts and sessions: the PostgreSQL database where one is named, else a file of the folder.

    Raises :class:`SurroundingsError` for an address that cannot be read.
    """
    if not surroundings.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": surroundings.data / "desk.sqlite3",
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL;"},
        }
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    try:
        given = conninfo_to_dict(surroundings.database)
    except psycopg.Error as error:
        raise SurroundingsError(
            f"DATABASE_URL cannot be read ({error}); write postgresql://user:password@host:5432/database"
        ) from None
    named = {key: str(given.pop(key, "") or "") for key in ("dbname", "user", "password", "host", "port")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": named["dbname"] or named["user"],
        "USER": named["user"],
        "PASSWORD": named["password"],
        "HOST": named["host"],
        "PORT": named["port"],
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: value for key, value in given.items() if value is not None},
    }


def secret_key(data: Path) -> str:
    """The desk's signing key, made at the first start and kept in the data folder for its owner only."""
    place = data / "secret-key"
    try:
        return place.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return secret_key(data)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = token_urlsafe(64)
        file.write(key)
    return key
