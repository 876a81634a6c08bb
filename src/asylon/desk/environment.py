"""What the desk reads from its surroundings before Django starts: folder, mode, hosts, secret key.

``ASYLON_DATA`` (folder, default ``var``), ``ASYLON_MODE`` (``demonstration`` or ``production``, default production:
whoever forgets it gets the strict one), ``ASYLON_HOSTS`` (comma-separated names the desk answers to),
``ASYLON_STATE`` (Member State of this desk), ``ASYLON_HTTPS`` (``no`` where production runs without TLS),
``DATABASE_URL`` (a PostgreSQL database for register and accounts; without it they are files of the folder),
``ASYLON_SECOND_FACTOR`` (``required`` or ``optional``), ``ASYLON_SESSION_IDLE`` and ``ASYLON_SESSION_LONGEST`` (minutes),
``ASYLON_CONTACT`` (whom the interface's document names: ``name; mail; address``), ``ASYLON_PROXIES`` (how many of our own stand in front), ``ASYLON_RATE_LIMITS`` (such as ``lists=600/3600``), and
``ASYLON_OIDC_…`` (:mod:`asylon.desk.oidc_settings`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Literal

import msgspec

from asylon.desk.oidc_settings import Provider, SurroundingsError, provider

MODES = ("demonstration", "production")
SECOND_FACTOR = ("required", "optional")

#: How often something may be done, and in how many seconds: guesses at a sign-in by name and by address, codes of a
#: second factor, pages of lists, exports and imports by account, cases asked about without an account by address.
RATE_LIMITS: dict[str, tuple[int, int]] = {
    "sign-in-name": (10, 900),
    "sign-in-address": (60, 900),
    "second-factor": (10, 900),
    "lists": (900, 3600),
    "exports": (20, 3600),
    "imports": (20, 3600),
    "questions": (600, 60),
}

#: Where the authority named nobody.
NO_CONTACT = {"name": "The authority that runs this register"}

#: How the file of accounts is kept: what is deleted or replaced (sessions, secrets) is overwritten.
ACCOUNTS_FILE = "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON;"


#: Statements are planned once for a connection only where they say so: asked otherwise none is asked as often as this.
PLANNED_WHERE_SAID = 2**31


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """The desk's surroundings, read once when it starts."""

    data: Path
    mode: Literal["demonstration", "production"]
    hosts: tuple[str, ...]
    state: str
    https: bool
    database: str = ""
    second_factor: Literal["required", "optional"] = "required"
    #: Minutes without a request, and minutes in all, after which one must sign in again.
    session_idle: int = 30
    session_longest: int = 600
    #: How many servers of our own stand in front and add the address they saw to ``X-Forwarded-For``.
    proxies: int = 0
    rate_limits: Mapping[str, tuple[int, int]] = msgspec.field(default_factory=lambda: dict(RATE_LIMITS))
    oidc: Provider | None = None
    #: Whom to ask about the interface: ``name``, ``email`` and ``url`` as the OpenAPI document has them.
    contact: Mapping[str, str] = msgspec.field(default_factory=lambda: dict(NO_CONTACT))

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
    https = mode == "production" and environ.get("ASYLON_HTTPS", "yes") != "no"
    factor = environ.get("ASYLON_SECOND_FACTOR", "optional" if mode == "demonstration" else "required")
    if factor not in SECOND_FACTOR:
        raise SurroundingsError(f"ASYLON_SECOND_FACTOR is {factor!r}; write one of: {', '.join(SECOND_FACTOR)}")
    return Surroundings(
        data=Path(environ.get("ASYLON_DATA", "var")).absolute(),
        mode="demonstration" if mode == "demonstration" else "production",
        hosts=hosts or local,
        state=environ.get("ASYLON_STATE", "NL"),
        https=https,
        database=environ.get("DATABASE_URL", ""),
        second_factor="required" if factor == "required" else "optional",
        session_idle=_number(environ, "ASYLON_SESSION_IDLE", 30, least=1),
        session_longest=_number(environ, "ASYLON_SESSION_LONGEST", 600, least=1),
        proxies=_number(environ, "ASYLON_PROXIES", 1 if https else 0, least=0),
        rate_limits=_rate_limits(environ.get("ASYLON_RATE_LIMITS", "")),
        oidc=provider(environ),
        contact=_contact(environ.get("ASYLON_CONTACT", "")),
    )


def _number(environ: Mapping[str, str], name: str, default: int, *, least: int) -> int:
    given = environ.get(name, "")
    if not given:
        return default
    if not given.isdigit() or int(given) < least:
        raise SurroundingsError(f"{name} is {given!r}; write a whole number of {least} or more")
    return int(given)


def _contact(given: str) -> dict[str, str]:
    """Whom to ask about the interface, from ``name; mail; address``."""
    if not given:
        return dict(NO_CONTACT)
    parts = [part.strip() for part in given.split(";")]
    if len(parts) != 3 or not parts[0] or "@" not in parts[1] or not parts[2].startswith(("https://", "http://")):
        raise SurroundingsError(
            f"ASYLON_CONTACT is {given!r}; write a name, a mail address and a web address, such as: "
            "Asylon team; asylon@authority.example; https://authority.example/asylon"
        )
    return dict(zip(("name", "email", "url"), parts, strict=True))


def _rate_limits(given: str) -> dict[str, tuple[int, int]]:
    """The rate limits with those that are given in the place of ours: ``lists=600/3600 exports=5/3600``."""
    found = dict(RATE_LIMITS)
    for part in given.split():
        name, _, rate = part.partition("=")
        most, _, seconds = rate.partition("/")
        if name not in RATE_LIMITS or not (most.isdigit() and seconds.isdigit()) or int(seconds) < 1:
            raise SurroundingsError(
                f"ASYLON_RATE_LIMITS holds {part!r}; write NAME=TIMES/SECONDS, with a name of: {', '.join(RATE_LIMITS)}"
            )
        found[name] = (int(most), int(seconds))
    return found


def accounts_database(surroundings: Surroundings) -> dict[str, Any]:
    """Where Django keeps accounts and sessions: the PostgreSQL database where one is named, else a file of the folder.

    Raises :class:`SurroundingsError` for an address that cannot be read.
    """
    if not surroundings.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": surroundings.data / "desk.sqlite3",
            # Each thread keeps its connection: closing the last one folds the write-ahead log back, at every request.
            "CONN_MAX_AGE": 600,
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": ACCOUNTS_FILE},
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
        "OPTIONS": {
            **{key: value for key, value in given.items() if value is not None},
            "prepare_threshold": PLANNED_WHERE_SAID,
        },
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
