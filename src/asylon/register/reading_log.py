"""The reading log: who read which case, when and for what. Append-only; what cannot be logged is not read.

Every reader waits until the reading is on disk. Those who wait at the same moment are written together: while one thread
stores, the others of its process line up, and the next one stores for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from threading import Lock

import msgspec

from asylon.law.citations import Bilingual
from asylon.register.errors import NewerFormatError, RegisterError
from asylon.register.storage import Storage

FORM = 1
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
    "CREATE INDEX reading_case ON reading (case_id, number)",
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


class _Waiting:
    """Readings that somebody waits for to be stored, and what came of it."""

    def __init__(self, rows: Sequence[tuple[str, ...]]) -> None:
        self.rows = rows
        self.waits = True
        self.failed: BaseException | None = None


class ReadingLog:
    """The reading log in ``storage``; ``now`` dates the readings."""

    def __init__(self, storage: Storage, now: Callable[[], datetime]) -> None:
        self._storage = storage
        self._now = now
        self._lining_up, self._storing = Lock(), Lock()
        self._line: list[_Waiting] = []
        with storage.turn(), storage.transaction() as db:
            form = storage.form(db)
            if form > FORM:
                raise NewerFormatError(storage.where, form, FORM)
            if form < FORM:
                storage.create(db, _TABLES)
                storage.append_only(db, ("reading",))
                storage.set_form(db, FORM)

    def write(self, *, actor: str, unit: str, purpose: str, what: str, case_id: str = "") -> None:
        """Log a reading, durably. Raises :class:`ReaderUnknownError`, and :class:`StorageError` where it cannot."""
        self.write_many((case_id,), actor=actor, unit=unit, purpose=purpose, what=what)

    def write_many(self, case_ids: Iterable[str], *, actor: str, unit: str, purpose: str, what: str) -> None:
        """Log that several cases were read at once (a list), durably; all of them or none. Raises as :meth:`write`."""
        if not actor.strip() or not purpose.strip():
            raise ReaderUnknownError
        at = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        rows = [(at, actor, unit, purpose, what, case_id) for case_id in case_ids]
        if rows:
            self._together(_Waiting(rows))

    def _together(self, mine: _Waiting) -> None:
        """Store the readings of one who waits, with those of all who wait by then."""
        with self._lining_up:
            self._line.append(mine)
        with self._storing:
            if mine.waits:
                with self._lining_up:
                    group, self._line = self._line, []
                self._store_group(group)
        if mine.failed is not None:
            raise mine.failed

    def _store_group(self, group: list[_Waiting]) -> None:
        try:
            self._store([row for one in group for row in one.rows])
        except BaseException as error:
            alone = isinstance(error, Exception) and len(group) > 1
            for one in group:
                one.failed = self._alone(one) if alone else error
        finally:
            for one in group:
                one.waits = False

    def _alone(self, one: _Waiting) -> Exception | None:
        """What keeps the readings of one from being stored: what is wrong with one's readings harms nobody else's."""
        try:
            self._store(one.rows)
        except Exception as error:
            return error
        return None

    def _store(self, rows: Sequence[tuple[str, ...]]) -> None:
        with self._storage.transaction() as db:
            self._storage.add(db, "reading", _FIELDS, rows)

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
        return tuple(
            Reading(*row)
            for row in self._storage.rows(
                "SELECT at, actor, unit, purpose, what, case_id FROM reading WHERE case_id = ? ORDER BY number",
                (case_id,),
            )
        )

    def close(self) -> None:
        """Close the storage."""
        self._storage.close()
