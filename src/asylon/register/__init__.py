"""What happened: an append-only, verifiable, erasable log of facts, and what is projected from it.

The room's public names. The rooms above use the facade::

    register = Register.open(folder, book)

Below it lie a :class:`Vault` and a :class:`Log` opened on it::

    vault = Vault(folder / "vault.sqlite", clock)
    log = SqliteLog(folder / "register.sqlite", vault, clock)
"""

from asylon.register.advance import Advanced
from asylon.register.archive import ArchiveError, Manifest, Restored, back_up, back_up_vault, read_manifest, restore
from asylon.register.batches import Batch, Erased, NewFact, OpenedFact
from asylon.register.casefiles import CaseRecord, Entry, Origin, PersonSummary, UnknownCaseError
from asylon.register.clock import Clock, ClockNotMovableError, DemonstrationClock, RealClock
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
    StoredNotShownError,
    UncertainError,
)
from asylon.register.inbox import (
    CasePage,
    CaseQuery,
    CaseReach,
    CaseRow,
    Counts,
    DutyCounts,
    DutyRow,
    InboxPage,
    InboxQuery,
    KeptTooLong,
    UnknownPageError,
)
from asylon.register.intake import BulkImport, ImportableFile, bulk_import
from asylon.register.log import Log
from asylon.register.open_duties import Within
from asylon.register.reading_log import ReaderUnknownError, Reading
from asylon.register.register import Recorded, Register
from asylon.register.store import PostgresLog, SqliteLog
from asylon.register.stored import Head, StoredFact, Stream, StreamKind, new_reference
from asylon.register.upcasting import Upcasting, upcaster
from asylon.register.vault import Renewal, Vault
from asylon.register.verification import Problem, VerificationReport, verify

__all__ = [
    "Advanced",
    "ArchiveError",
    "Batch",
    "BulkImport",
    "BusyError",
    "CasePage",
    "CaseQuery",
    "CaseReach",
    "CaseRecord",
    "CaseRow",
    "Clock",
    "ClockNotMovableError",
    "CommandReusedError",
    "ConcurrencyError",
    "Counts",
    "DamagedError",
    "DemonstrationClock",
    "DutyCounts",
    "DutyRow",
    "Entry",
    "Erased",
    "Erasure",
    "Head",
    "ImportableFile",
    "InboxPage",
    "InboxQuery",
    "InvalidFactError",
    "KeptTooLong",
    "KeyMissingError",
    "Log",
    "Manifest",
    "NewFact",
    "NewerFormatError",
    "OpenedFact",
    "Origin",
    "PersonErasedError",
    "PersonSummary",
    "PostgresLog",
    "Problem",
    "ReaderUnknownError",
    "Reading",
    "RealClock",
    "Recorded",
    "Register",
    "RegisterError",
    "Renewal",
    "Restored",
    "SealBrokenError",
    "SqliteLog",
    "StorageError",
    "StorageFullError",
    "StoredFact",
    "StoredNotShownError",
    "Stream",
    "StreamKind",
    "UncertainError",
    "UnknownCaseError",
    "UnknownPageError",
    "Upcasting",
    "Vault",
    "VerificationReport",
    "Within",
    "back_up",
    "back_up_vault",
    "bulk_import",
    "new_reference",
    "read_manifest",
    "restore",
    "upcaster",
    "verify",
]
