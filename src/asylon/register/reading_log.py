"""The reading log: who read which case, when and for what. Append-only; what cannot be logged is not read.

Every reader waits until the reading is on disk. Those who wait at the same moment are written together (``commits``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

import msgspec

from asylon.law.citations import Bilingual
from asylon.register import reading_index
from asylon.register.commits import SharedCommit, Waiting
from asylon.register.errors import NewerFormatError, RegisterError
from asylon.register.storage import Storage
from asylon.register.stored import written

FORM = 2
#: The form in which every reading was put into an index by case as it was stored.
INDEXED_AT_ONCE = 1
PAGE = 2000

_TABLES = (
    """CREATE TABLE reading (
         number INTEGER PRIMARY KEY AUTOINCREMENT,
         at TEXT NOT NULL,
         actor TEXT NOT NULL,
         unit TEXT NOT NULL,
         purpose TEXT NOT NULL,
         what TEXT NOT NULL,
         case_id TEXT NOT NULL
       ) STRICT""",
    *reading_index.TABLES,
)


class Reading(msgspec.Struct, frozen=True):
    """Somebody read something: when (UTC), who, of which unit, for what, what (``case``, ``list``, ``copy``, ``export``), which case."""

    at: str
    actor: str
    unit: str
    purpose: str
    what: str
    case_id: str


_FIELDS = Reading.__struct_fields__
_Row = tuple[str, ...]


class ReaderUnknownError(RegisterError):
    """Somebody asked to read without saying who they are or for what."""

    def __init__(self) -> None:
        super().__init__(
            Bilingual("It was not said who reads, or for what", "Er is niet gezegd wie leest, of waarvoor"),
            "",
            Bilingual(
                "Nothing was shown. Sign in, and say for what the file is read.",
                "Er is niets getoond. Meld u aan en zeg waarvoor het dossier wordt gelezen.",
            ),
        )


class ReadingLog:
    """The reading log in ``storage``; ``now`` dates the readings."""

    def __init__(self, storage: Storage, now: Callable[[], datetime]) -> None:
        self._storage = storage
        self._now = now
        self._commits = SharedCommit(self._store, storage.where)
        with storage.turn(), storage.transaction() as db:
            form = storage.form(db)
            if form > FORM:
                raise NewerFormatError(storage.where, form, FORM)
            if form == INDEXED_AT_ONCE:
                db.execute("DROP INDEX reading_case")
                storage.create(db, reading_index.TABLES)
            elif form < FORM:
                storage.create(db, _TABLES)
                storage.append_only(db, ("reading",))
            if form < FORM:
                storage.set_form(db, FORM)

    def write(self, *, actor: str, unit: str, purpose: str, what: str, case_id: str = "") -> None:
        """Log a reading, durably. Raises :class:`ReaderUnknownError`, and :class:`StorageError` where it cannot."""
        self.write_many((case_id,), actor=actor, unit=unit, purpose=purpose, what=what)

    def write_many(self, case_ids: Iterable[str], *, actor: str, unit: str, purpose: str, what: str) -> None:
        """Log that several cases were read at once (a list), durably; all of them or none. Raises as :meth:`write`."""
        if not actor.strip() or not purpose.strip():
            raise ReaderUnknownError
        at = written(self._now())
        rows: list[_Row] = [(at, actor, unit, purpose, what, case_id) for case_id in case_ids]
        if rows:
            self._commits.ask(rows)

    def _store(self, line: Sequence[Waiting[list[_Row], bool]]) -> None:
        """Store the readings of all who wait."""
        self._storage.add_at_once("reading", _FIELDS, [row for one in line for row in one.given])
        for one in line:
            one.answer = True

    def all(self) -> Iterator[Reading]:
        """Every reading, oldest first, page by page."""
        after = 0
        while rows := self._storage.rows(
            f"""SELECT number, {", ".join(_FIELDS)} FROM reading WHERE number > ? ORDER BY number LIMIT ?""",
            (after, PAGE),
        ):
            yield from (Reading(*row[1:]) for row in rows)
            after = rows[-1][0]

    def restore(self, readings: Iterable[Reading]) -> None:
        """Put readings back that were logged before, as they were."""
        remaining = iter(readings)
        while page := [msgspec.structs.astuple(one) for one in islice(remaining, PAGE)]:
            with self._storage.transaction() as db:
                self._storage.add(db, "reading", _FIELDS, page)

    def of_case(self, case_id: str) -> tuple[Reading, ...]:
        """The readings of a case, oldest first."""
        return tuple(Reading(*row) for row in reading_index.rows_of(self._storage, case_id, ", ".join(_FIELDS)))

    def index(self, size: int = reading_index.SEGMENT) -> int:
        """Have the readings of a case found quickly, also among very many; how many segments, of ``size``, were written.

        Part of upkeep; without it the log answers the same, only slower.
        """
        return reading_index.index(self._storage, size)

    def close(self) -> None:
        """Close the storage."""
        self._storage.close()
