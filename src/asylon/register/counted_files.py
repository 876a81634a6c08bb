"""What every file counts for in the statistics, kept beside the lists: only files that changed since the last time are read.

Kept are :class:`~asylon.register.counted_persons.CountedPerson` as JSON, a line a file, with the version of the file and the
edition they were made with. Like the lists this is no truth: it goes with them and is made again. What was kept of a person
goes when the person is erased.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from asylon.register.casefiles import CaseFiles, CaseState
from asylon.register.counted_persons import CountedPerson
from asylon.register.storage import Storage, Writing

#: Goes up when the same facts count for something else.
FORM = 1
FILES_AT_ONCE = 400
LINES_AT_ONCE = 5000

_TABLE = """CREATE TABLE IF NOT EXISTS counted (
     file INTEGER PRIMARY KEY,
     version INTEGER NOT NULL,
     edition TEXT NOT NULL,
     persons TEXT NOT NULL
   ) STRICT"""
_COLUMNS = ("file", "version", "edition", "persons")

Progress = Callable[[int, int], None]
_read = msgspec.json.Decoder(list[CountedPerson]).decode


class CountedFiles:
    """What the files on the lists in ``storage`` count for. ``count`` tells it of one file, ``edition`` names the law by which;
    ``erasures`` tells how many persons were erased until now."""

    def __init__(
        self,
        storage: Storage,
        files: CaseFiles,
        *,
        edition: str,
        count: Callable[[CaseState], list[CountedPerson]],
        erasures: Callable[[], int],
    ) -> None:
        self._storage = storage
        self._files = files
        self._edition = f"{FORM} {edition}"
        self._count = count
        self._erasures = erasures

    def bring_up_to_date(self, progress: Progress | None = None) -> int:
        """Read the files that changed, or that another edition counted. How many those were."""
        with self._storage.turn(), self._storage.transaction() as db:
            _make(self._storage, db)
        changed = [
            case_id
            for (case_id,) in self._storage.rows(
                """SELECT cases.case_id FROM cases LEFT JOIN counted ON counted.file = cases.file
                   WHERE counted.file IS NULL OR counted.version <> cases.version OR counted.edition <> ?
                   ORDER BY cases.file""",
                (self._edition,),
            )
        ]
        for start in range(0, len(changed), FILES_AT_ONCE):
            some = changed[start : start + FILES_AT_ONCE]
            while not self._kept(some):
                pass
            if progress is not None:
                progress(start + len(some), len(changed))
        return len(changed)

    def all(self) -> Iterator[Sequence[CountedPerson]]:
        """The persons of every file, file by file, as they were brought up to date last."""
        after = -1
        while lines := self._storage.rows(
            """SELECT counted.file, counted.persons FROM counted JOIN cases ON cases.file = counted.file
               WHERE counted.file > ? ORDER BY counted.file LIMIT ?""",
            (after, LINES_AT_ONCE),
        ):
            yield from (_read(persons) for _, persons in lines)
            after = lines[-1][0]

    def _kept(self, cases: Sequence[str]) -> bool:
        """Read some files and keep what they count for. Where a person was erased meanwhile nothing is kept: it may be that
        one."""
        known = self._erasures()
        lines = [
            (case.first, case.version, self._edition, msgspec.json.encode(self._count(case)).decode())
            for case in self._files.states(cases)
        ]
        with self._storage.turn(), self._storage.transaction() as db:
            if self._erasures() != known:
                return False
            forget(self._storage, db, [file for file, _, _, _ in lines])
            self._storage.add(db, "counted", _COLUMNS, lines)
        return True


def forget(storage: Storage, db: Writing, files: Iterable[int]) -> None:
    """Take out what is kept of some files."""
    _make(storage, db)
    db.executemany("DELETE FROM counted WHERE file = ?", [(file,) for file in files])


def _make(storage: Storage, db: Writing) -> None:
    storage.create(db, (_TABLE,))
