"""What happened: an append-only, verifiable, erasable log of facts, and what is projected from it.

The room's public names. A register is a :class:`Vault` and a :class:`Log` opened on it::

    vault = Vault(folder / "vault.sqlite", clock)
    log = SqliteLog(folder / "register.sqlite", vault, clock)
"""

from asylon.register.batches import Batch, Erased, NewFact, OpenedFact
from asylon.register.erasures import Erasure
from asylon.register.errors import (
    BusyError,
    CommandReusedError,
    ConcurrencyError,
    DamagedError,
    InvalidFactError,
    KeyMissingError,
    NewerFormatError,
    PersonErasedError,
    RegisterError,
    SealBrokenError,
    StorageError,
    StorageFullError,
)
from asylon.register.log import Log
from asylon.register.store_sqlite import SqliteLog
from asylon.register.stored import Head, StoredFact, Stream, StreamKind, new_reference
from asylon.register.upcasting import Upcasting, upcaster
from asylon.register.vault import Renewal, Vault
from asylon.register.verification import Problem, VerificationReport, verify

__all__ = [
    "Batch",
    "BusyError",
    "CommandReusedError",
    "ConcurrencyError",
    "DamagedError",
    "Erased",
    "Erasure",
    "Head",
    "InvalidFactError",
    "KeyMissingError",
    "Log",
    "NewFact",
    "NewerFormatError",
    "OpenedFact",
    "PersonErasedError",
    "Problem",
    "RegisterError",
    "Renewal",
    "SealBrokenError",
    "SqliteLog",
    "StorageError",
    "StorageFullError",
    "StoredFact",
    "Stream",
    "StreamKind",
    "Upcasting",
    "Vault",
    "VerificationReport",
    "new_reference",
    "upcaster",
    "verify",
]
