"""Projections: what lists and counts are read from. Computed from the log, dropped and rebuilt at will.

They stand in a storage of their own. A *case* row says where a file stands; a *duty* row is one duty of one
person. Nothing here is the truth: the log is. The storage remembers up to which position of the log it was
brought, and catches up.

*Late* is not among the stored statuses: a duty is open, met or lapsed, and late is what is open when its moment
has passed. A row holds until ``changes_on`` and is then computed again (``advance``). So the content follows from
the log, the vault, the book and the instant alone: :meth:`Projections.digest` is the same after any rebuild.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

import msgspec

from asylon.law.book import Book
from asylon.law.chapters import load
from asylon.law.circumstances import Circumstance
from asylon.law.position import Position
from asylon.law.positions import position
from asylon.register.casefiles import CaseFiles, CaseState
from asylon.register.circumstances import KnownCircumstances
from asylon.register.computing import batched, side_by_side
from asylon.register.counted_files import forget
from asylon.register.errors import BusyError, DamagedError
from asylon.register.log import Log
from asylon.register.open_duties import miscounted, recount
from asylon.register.progress import make_indexes, mark, put_off_indexes, reached, remember, remembered
from asylon.register.rows import (
    CONTENT,
    FORM,
    UNCOUNTED,
    UNMARKED,
    Basis,
    CaseRows,
    anything_stands,
    bring_on,
    case_rows,
    create,
    differing,
    micros,
    replace,
)
from asylon.register.storage import Storage, Writing
from asylon.register.stored import Head, StoredFact

CATCH_UP_FACTS = 2000
#: So many facts to catch up with are computed file by file instead of page by page.
MANY_FACTS = 10_000
CASES_AT_ONCE = 50
#: The rows of so many files are written in one turn, which takes about a tenth of a second: many small turns cost more.
CASES_WRITTEN_AT_ONCE = 400
ERASURES_AT_ONCE = 500
#: From so many files on, lists that are made from nothing have the duties' indexes made after the rows: when so great a part of
#: the files is done, so that the helpers compute the rest meanwhile.
MANY_FILES = 1000
INDEXED_FROM = 0.9

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]

_logger = logging.getLogger(__name__)


class Computed(msgspec.Struct, frozen=True):
    """What the rows of a file are at a version of it; none where everybody in it was erased."""

    file: int
    version: int
    rows: CaseRows | None


class Projections:
    """The projections in ``storage``. ``now`` gives the instant that positions are computed for.

    Raises :class:`StorageError` and :class:`DamagedError` when it cannot be used; its content can be removed, and is
    computed again.
    """

    def __init__(
        self,
        storage: Storage,
        log: Log,
        files: CaseFiles,
        circumstances: KnownCircumstances,
        book: Book,
        now: Callable[[], datetime],
    ) -> None:
        load()
        self.storage = storage
        self._log = log
        self._files = files
        self._circumstances = circumstances
        self._book = book
        self._now = now
        try:
            self._begin()
        except DamagedError:
            # Nothing is lost with damaged projections: they are computed again.
            storage.begin_afresh()
            self._begin()
        self._begin_again_for_another_log()

    # --- keeping up -----------------------------------------------------------------------------------------------

    def catch_up(self, progress: Progress | None = None) -> int:
        """Project what was recorded since the last time; the position in the log up to which the lists go."""
        head = self._log.head()
        end, done = head.position, self.position()
        if end - done > MANY_FACTS:
            self._catch_up_at_once(done, head, progress)
            done = self.position()
        while done < end:
            with self._writing() as db:
                facts = tuple(self._log.read_all(remembered(db, "position") + 1, CATCH_UP_FACTS))
                cases = dict.fromkeys(fact.stream_id for fact in facts if fact.stream_kind == "case")
                self._replace(db, self.compute(list(cases)))
                if facts:
                    reached(self.storage, db, facts[-1].position, facts[-1].hash)
                done = remembered(db, "position")
            if progress is not None:
                progress(min(done, end), end)
        return done

    def _catch_up_at_once(self, done: int, end: Head, progress: Progress | None) -> None:
        """Project very many facts: every file once, beside each other where that is possible, writers waiting for none."""
        erasures = len(self._log.vault.erasures())
        ids = list(self._log.streams("case", after=done))

        def told(files: int, of: int) -> None:
            if progress is not None:
                progress(done + (end.position - done) * files // of, end.position)

        self._compute_again(ids, told, None, os.cpu_count() or 1)
        with self._writing() as db:
            if end.position > remembered(db, "position"):
                reached(self.storage, db, end.position, end.hash)
            # Who was erased meanwhile may stand in what was computed before: forgotten again when the lists are next asked.
            if remembered(db, "erasures") > erasures:
                remember(db, "erasures", erasures)

    def forget_erased(self) -> None:
        """Take out what was known of persons erased since the last time."""
        erasures = self._log.vault.erasures()
        rows = self.storage.rows("SELECT value FROM progress WHERE name = 'erasures'")
        if rows and rows[0][0] == len(erasures):
            return
        with self._writing() as db:
            cases: dict[str, None] = {}
            for start in range(0, len(erasures), ERASURES_AT_ONCE):
                keys = [erasure.key_id for erasure in erasures[start : start + ERASURES_AT_ONCE]]
                marks = ", ".join("?" * len(keys))
                for (case_id,) in db.execute(
                    f"SELECT case_id FROM person JOIN cases USING (file) WHERE key_id IN ({marks})", keys
                ).fetchall():
                    cases[case_id] = None
            computed = self.compute(list(cases))
            self._replace(db, computed)
            forget(self.storage, db, [one.file for one in computed])
            remember(db, "erasures", len(erasures))
        self.storage.clear_traces()

    def rebuild(self, progress: Progress | None = None, cancel: Cancel | None = None, processes: int = 1) -> int:
        """Compute every row again from the log; rows that no file stands behind go. Returns how many files.

        Every row is computed; those are written that differ from what stands. Lists stay whole meanwhile, and writers wait
        about a tenth of a second at most. With several ``processes`` the positions are computed beside each other; see
        :func:`asylon.register.computing.side_by_side`.
        """
        end = self._log.head()
        erasures = len(self._log.vault.erasures())
        ids = list(self._log.streams("case"))
        stood = anything_stands(self.storage)
        done = self._compute_again(ids, progress, cancel, processes)
        if done < len(ids):
            return done
        # What was written now was written and counted together; what stood before may be anything. What takes long is asked
        # outside the turn, of one state of the tables.
        if stood:
            self._take_out_strays(ids)
        wrong = stood and miscounted(self.storage)
        with self._writing() as db:
            if wrong:
                recount(db)
            if end.position > remembered(db, "position"):
                reached(self.storage, db, end.position, end.hash)
            # Who was erased meanwhile is forgotten when the lists are next asked.
            remember(db, "erasures", erasures)
        return len(ids)

    def _compute_again(
        self, ids: Sequence[str], progress: Progress | None, cancel: Cancel | None, processes: int
    ) -> int:
        """Compute files outside the writer's turn, and write the rows that differ. Returns how many files were done."""
        # Where nothing stands there is nothing to compare with; what comes to stand meanwhile is looked at in the turn.
        stands = anything_stands(self.storage)
        work = self._differing if stands else self._all
        put_off = not stands and len(ids) >= MANY_FILES
        done = 0
        others: list[Computed] = []
        with side_by_side(work, batched(ids, CASES_AT_ONCE, processes), processes) as computed:
            if put_off:
                # Somebody who copies the lists meanwhile may hold the tables: then it goes on with the indexes.
                with suppress(BusyError), self._writing() as db:
                    put_off_indexes(db)
            for cases, found in computed:
                cancelled = cancel is not None and cancel()
                # Towards the end little is kept back: it would be written while nobody computes any more.
                if cancelled or len(others) >= min(CASES_WRITTEN_AT_ONCE, max(CASES_AT_ONCE, len(ids) - done)):
                    self._write(others)
                    others = []
                if cancelled:
                    return done
                others += found
                done += cases
                if put_off and done >= len(ids) * INDEXED_FROM:
                    self._write(others)
                    others, put_off = [], False
                    make_indexes(self.storage)
                if progress is not None:
                    progress(done, len(ids))
        self._write(others)
        return done

    def _take_out_strays(self, ids: Sequence[str]) -> None:
        """Take out the rows that no file stands behind; ``ids`` are the files there are, but for those begun meanwhile."""
        known = set(ids)
        stand = self.storage.rows("SELECT file, case_id FROM cases")
        gone = [file for file, case_id in stand if case_id not in known and not self._files.known(case_id)]
        without = " WHERE file NOT IN (SELECT file FROM cases)"
        tables = [table for table in ("duty", "person") if self.storage.rows(f"SELECT 1 FROM {table}{without} LIMIT 1")]
        if gone or tables:
            with self._writing() as db:
                replace(self.storage, db, gone, ())
                for table in tables:
                    db.execute(f"DELETE FROM {table}{without}")

    def stale(self) -> list[int]:
        """The files whose rows no longer hold: time, the book or the circumstances went on."""
        basis = self._basis()
        edition, known_to = basis.edition, basis.circumstances
        rows = self.storage.rows(
            """SELECT file FROM cases WHERE changes_on <= ?
               UNION ALL SELECT file FROM cases WHERE edition < ?
               UNION ALL SELECT file FROM cases WHERE edition > ?
               UNION ALL SELECT file FROM cases WHERE edition = ? AND circumstances < ?
               UNION ALL SELECT file FROM cases WHERE edition = ? AND circumstances > ?""",
            (micros(basis.now), edition, edition, edition, known_to, edition, known_to),
        )
        return sorted({int(file) for (file,) in rows})

    def refresh(self, files: Sequence[int]) -> int:
        """Compute the rows of a few files again, those that others have not refreshed by now. Returns how many."""
        with self._writing() as db:
            basis = self._basis()
            condition, values = self.storage.among("file", list(files))
            stand = db.execute(
                f"""SELECT case_id FROM cases WHERE {condition}
                    AND (changes_on <= ? OR edition <> ? OR circumstances <> ?) ORDER BY file""",
                (*values, micros(basis.now), basis.edition, basis.circumstances),
            ).fetchall()
            self._replace(db, self.compute([case_id for (case_id,) in stand]))
        return len(stand)

    def doubt_all(self) -> None:
        """Mark every row as to be computed again (the clock of a demonstration was moved back)."""
        with self._writing() as db:
            db.execute("UPDATE cases SET edition = ''")

    def compute(self, cases: Sequence[str]) -> list[Computed]:
        """What the rows of some cases are now, from what the log says of them."""
        circumstances, known_to = self._circumstances.with_position()
        basis = Basis(self._book.edition, known_to, self._now())
        return [self._computed(case, circumstances, basis) for case in self._files.states(cases)]

    def _differing(self, cases: Sequence[str]) -> tuple[int, list[Computed]]:
        """How many cases these are, and what the rows of those are of which others stand.

        Rows that are written between this comparison and the writer's turn are as new or newer.
        """
        found = {one.file: one for one in self.compute(cases)}
        others = differing(self.storage, {file: one.rows for file, one in found.items()})
        return len(cases), [found[file] for file in others]

    def _all(self, cases: Sequence[str]) -> tuple[int, list[Computed]]:
        """As :meth:`_differing`, where no rows stand."""
        return len(cases), self.compute(cases)

    def place(self, found: Sequence[CaseRows], last: StoredFact) -> None:
        """Write the rows of new cases that were computed already, up to the ``last`` fact of the log that they hold."""
        with self._writing() as db:
            replace(self.storage, db, (), found)
            reached(self.storage, db, last.position, last.hash)

    # --- reading --------------------------------------------------------------------------------------------------

    def position(self) -> int:
        """Up to which position of the log the rows are brought."""
        rows = self.storage.rows("SELECT value FROM progress WHERE name = 'position'")
        return int(rows[0][0]) if rows else 0

    def next_number(self, prefix: str, taken: Collection[str]) -> str:
        """The number after the highest of those that begin with ``prefix``, passing over the ``taken``."""
        ((highest,),) = self.storage.rows(
            "SELECT max(number) FROM cases WHERE number >= ? AND number < ?", (prefix, prefix + ":")
        )
        serial = int(highest[len(prefix) :]) if highest else 0
        while True:
            serial += 1
            number = f"{prefix}{serial:06d}"
            if number not in taken:
                return number

    def digest(self) -> str:
        """SHA-256 (hexadecimal) over all rows in order: equal content gives an equal digest."""
        found = hashlib.sha256()
        for table, order in CONTENT:
            for row in self.storage.rows(f"SELECT * FROM {table} ORDER BY {order}"):
                found.update(msgspec.json.encode([table, *row]))
                found.update(b"\n")
        return found.hexdigest()

    def close(self) -> None:
        """Close the storage."""
        self.storage.close()

    # --- inside ---------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        with self._writing() as db:
            form = self.storage.form(db)
            if form in (UNCOUNTED, UNMARKED):
                bring_on(self.storage, db, form)
            elif form != FORM:
                create(self.storage, db)

    def _begin_again_for_another_log(self) -> None:
        """Empty the projections when they come from another log, or from this one before a backup was restored."""
        with self._writing() as db:
            position = remembered(db, "position")
            facts = tuple(self._log.read_all(position, 1)) if position else ()
            if position and (not facts or mark(facts[0].hash) != remembered(db, "mark")):
                create(self.storage, db)

    @contextmanager
    def _writing(self) -> Iterator[Writing]:
        with self.storage.turn(), self.storage.transaction() as db:
            yield db

    def _basis(self) -> Basis:
        return Basis(self._book.edition, self._circumstances.with_position()[1], self._now())

    def _computed(self, case: CaseState, circumstances: tuple[Circumstance, ...], basis: Basis) -> Computed:
        if not case.file.facts:
            return Computed(case.first, case.version, None)
        positions: Mapping[str, Position] = {}
        problem = ""
        try:
            positions = position(case.file, circumstances, basis.now, self._book)
        except Exception as error:
            # One file that the rules cannot read must not keep the duties of all others from being listed. It is
            # listed with its problem.
            problem = f"{type(error).__name__}: {error}"
            # The message may quote the file; it goes to those who may see it, not to the log of the server.
            _logger.error("The position of case %s cannot be computed: %s", case.id, type(error).__name__)
        return Computed(case.first, case.version, case_rows(case, positions, basis, problem))

    def _write(self, found: Sequence[Computed]) -> None:
        """Put rows that were computed outside the writer's turn in the place of older ones."""
        if found:
            with self._writing() as db:
                self._replace(db, self._not_older(db, found))

    def _replace(self, db: Writing, found: Sequence[Computed]) -> None:
        """Put the rows of some cases in the place of their older ones. What is computed outside the writer's turn
        passes :meth:`_not_older` first, so that an older state never overwrites a newer one."""
        if found:
            rows = [one.rows for one in found if one.rows is not None]
            replace(self.storage, db, [one.file for one in found], rows)

    def _not_older(self, db: Writing, found: Sequence[Computed]) -> list[Computed]:
        condition, values = self.storage.among("file", [one.file for one in found])
        versions = dict(db.execute(f"SELECT file, version FROM cases WHERE {condition}", values).fetchall())
        return [one for one in found if one.version >= versions.get(one.file, 0)]
