"""Places: where the parts of a register lie, in files of its folder or in schemas of a database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from asylon.register.storage import Storage
from asylon.register.storage_postgres import PostgresStorage
from asylon.register.storage_sqlite import COMPUTED, SqliteStorage
from asylon.register.store import TableLog
from asylon.register.vault import Vault

LOG, VAULT, PROJECTIONS, READINGS = "register.sqlite", "vault.sqlite", "projections.sqlite3", "readings.sqlite3"
#: The log's signed head: outside every database.
HEAD = "head.json"
#: The schemas that take the place of the files.
LOG_SCHEMA, READINGS_SCHEMA, LISTS_SCHEMA = "asylon_log", "asylon_readings", "asylon_lists"


class Places:
    """The storages of the register in ``folder``; with ``database``, the address of a PostgreSQL database, in its schemas."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.database = database

    def log(self) -> Storage:
        """Where the log stands."""
        if self.database:
            return PostgresStorage(self.database, LOG_SCHEMA)
        return SqliteStorage(self.folder / LOG)

    def readings(self) -> Storage:
        """Where the reading log stands."""
        if self.database:
            return PostgresStorage(self.database, READINGS_SCHEMA)
        return SqliteStorage(self.folder / READINGS)

    def lists(self) -> Storage:
        """Where the lists stand: what is there can be computed again."""
        if self.database:
            return PostgresStorage(self.database, LISTS_SCHEMA, durable=False)
        return SqliteStorage(self.folder / PROJECTIONS, COMPUTED)

    def begun(self) -> bool:
        """Whether a register was begun here."""
        return (self.folder / (HEAD if self.database else LOG)).exists()

    def open_log(self, vault: Vault, now: Callable[[], datetime]) -> TableLog:
        """The log, opened on its vault; begun where there is none."""
        return TableLog(self.log(), self.folder / HEAD, vault, now)
