"""The register: one folder with everything that happened, and the way to record, read and list it.

This is what the rooms above use. A fact comes in, is checked against its file, stored with its batch or not at
all, and the lists follow. Everything is computed for the present instant of the register's clock.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from functools import partial
from itertools import repeat
from pathlib import Path

import msgspec

from asylon.law.book import Book
from asylon.law.calendars import CalendarError
from asylon.law.circumstances import Circumstance
from asylon.law.citations import Bilingual
from asylon.law.facts import Fact
from asylon.law.files import NO_FACT, UNDER_OTHER_LAW, File, InputError, Problem, check_file
from asylon.law.position import Position
from asylon.law.positions import position
from asylon.register import inbox as lists
from asylon.register.advance import Advanced, advance
from asylon.register.batches import Batch, Erased
from asylon.register.casefiles import NUMBER, CaseFiles, CaseRecord, Label, UnknownCaseError, new_facts, vault_person
from asylon.register.circumstances import KnownCircumstances
from asylon.register.clock import Clock, ClockNotMovableError, DemonstrationClock, RealClock
from asylon.register.counted_files import CountedFiles
from asylon.register.counted_persons import counted_persons
from asylon.register.erasures import Erasure
from asylon.register.errors import (
    BusyError,
    CommandReusedError,
    ConcurrencyError,
    InvalidFactError,
    PersonErasedError,
    StorageError,
    StoredNotShownError,
)
from asylon.register.inbox import CasePage, CaseQuery, CaseReach, Counts, DutyCounts, InboxPage, InboxQuery, KeptTooLong
from asylon.register.open_duties import Within
from asylon.register.places import VAULT, Places
from asylon.register.projections import Cancel, Progress, Projections
from asylon.register.reading_log import Reading, ReadingLog
from asylon.register.statistics import Cell, Table, table
from asylon.register.stored import StoredFact
from asylon.register.vault import Vault
from asylon.register.verification import VerificationReport, verify

_logger = logging.getLogger(__name__)


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """What a recording did: the case after it, and the positions (by person) before and after, both as of now."""

    case: CaseRecord
    before: dict[str, Position]
    after: dict[str, Position]


class Register:
    """A register. Open it once in each process; every thread may use it.

    Its folder holds the vault and the log's signed head. The log, the reading log and the projections (which can be
    removed at any time: they are computed again) stand in files of the folder, or in schemas of the PostgreSQL
    ``database``. ``state`` is the Member State whose days the lists go by.
    """

    def __init__(self, folder: Path, book: Book, clock: Clock, state: str, database: str = "") -> None:
        self.folder = folder
        self.database = database
        self.book = book
        self.clock = clock
        self.state = state
        self.vault = Vault(folder / VAULT, clock.now)
        # Where a part cannot be opened, those that were are closed again: whoever asks in a moment finds no file too many.
        with ExitStack() as opened:
            opened.callback(self.vault.close)
            places = Places(folder, database)
            self.log = places.open_log(self.vault, clock.now)
            opened.callback(self.log.close)
            self.files = CaseFiles(self.log)
            self._taken: set[str] = set()
            self._counted: tuple[tuple[int, datetime] | None, dict[Within, Counts]] = (None, {})
            self.known_circumstances = KnownCircumstances(self.log)
            self.readings = ReadingLog(places.readings(), clock.now)
            opened.callback(self.readings.close)
            self.projections = Projections(
                places.lists(), self.log, self.files, self.known_circumstances, book, clock.now
            )
            self._counted_files = CountedFiles(
                self.projections.storage,
                self.files,
                edition=f"{state} {book.edition}",
                count=partial(counted_persons, state=state, zone=book.zone(state)),
                erasures=lambda: len(self.vault.erasures()),
            )
            opened.pop_all()

    @classmethod
    def open(
        cls,
        folder: Path | str,
        book: Book,
        clock: Clock | None = None,
        create: bool = True,
        *,
        state: str = "NL",
        database: str = "",
    ) -> Register:
        """Open the register in ``folder`` under ``book``; begin one where there is none and ``create`` is set.

        ``database`` is the address of a PostgreSQL database (``postgresql://…``) in which it keeps what happened; without
        one it uses files of the folder.

        Without a clock it follows the real time. Days and weeks of the lists end as they do in ``state``. Raises :class:`StorageError`, :class:`DamagedError` and
        :class:`NewerFormatError`.
        """
        folder = Path(folder)
        if not create and not Places(folder, database).begun():
            raise StorageError(
                Bilingual("There is no register in this folder", "In deze map staat geen register"),
                str(folder),
                Bilingual(
                    "Name the folder of a register, or begin one.", "Noem de map van een register, of begin er een."
                ),
            )
        register = cls(folder, book, clock or RealClock(), state, database)
        try:
            register.projections.catch_up()
            register.projections.forget_erased()
        except BaseException:
            register.close()
            raise
        return register

    def now(self) -> datetime:
        """The present instant (aware): the real time, or where the demonstration's clock stands."""
        return self.clock.now()

    def close(self) -> None:
        """Close every file."""
        self.projections.close()
        self.readings.close()
        self.log.close()
        self.vault.close()

    # --- recording ------------------------------------------------------------------------------------------------

    def open_case(
        self,
        state: str,
        facts: Sequence[Fact],
        *,
        actor: str,
        unit: str,
        purpose: str,
        number: str | None = None,
        command_id: str | None = None,
    ) -> CaseRecord:
        """Open a file kept by ``state`` with its first facts, under ``number`` or the next free one.

        Raises :class:`InputError` for facts that cannot be right, :class:`InvalidFactError` for a number that is no
        number or is taken. Nothing is stored then.
        """
        prepared = self.prepared(File(state), facts)
        self._position(File(state, prepared))
        chosen = number.strip().upper() if number is not None else None
        if chosen is not None and (not NUMBER.fullmatch(chosen) or chosen[:2] != state):
            raise InvalidFactError(
                Bilingual(
                    f"{number!r} is no number of a case of {state}", f"{number!r} is geen zaaknummer van {state}"
                ),
                number or "",
            )
        earlier = self.log.of_command(command_id) if command_id is not None else ()
        if earlier:
            chosen = self.files.read(earlier[0].stream_id).number
        while True:
            free = chosen or self._free_number(state)
            case_id = self.files.reference(free)
            batch = Batch(
                facts=tuple(new_facts(case_id, Label(free, state), prepared, repeat(None, len(prepared)))),
                actor=actor,
                unit=unit,
                purpose=purpose,
                expected={self.files.stream(case_id): 0},
                command_id=command_id,
            )
            try:
                stored = self.log.append(batch)
            except (ConcurrencyError, PersonErasedError):
                if chosen is not None:
                    raise InvalidFactError(
                        Bilingual(f"The number {chosen} is taken", f"Het nummer {chosen} is al gebruikt"), chosen
                    ) from None
                # Somebody else took this number meanwhile, or its file was erased: the next one.
                self._taken.add(free)
                continue
            self._project()
            with _shown(free):
                return self.files.record(stored)

    def record(
        self,
        case_id: str,
        facts: Sequence[Fact],
        *,
        actor: str,
        unit: str,
        purpose: str,
        expected: int | None = None,
        command_id: str | None = None,
    ) -> Recorded:
        """Record facts in a case, together or not at all.

        ``expected`` is the version of the file that the writer had seen; ``command_id`` names the act of recording, so
        that sending it twice records it once. Facts without a reference get the next free one, facts without a
        Member State that of the file. Raises :class:`InputError` (each problem with place and remedy),
        :class:`UnknownCaseError`, :class:`ConcurrencyError`, :class:`PersonErasedError` and what else
        :meth:`Log.append` raises; nothing is stored then.
        """
        case = self.files.read(case_id)
        earlier = self.log.of_command(command_id) if command_id is not None else ()
        if earlier:
            # The file as it was when this command first came: the log then sees whether it says the same again.
            case = self._before(case, earlier[0])
        elif expected is not None and expected != case.version:
            raise ConcurrencyError(str(case.stream), expected, case.version)
        first = case.entries[0].fact
        if not case.file.facts and isinstance(first, Erased):
            raise PersonErasedError(first.erasure.key_id)
        prepared = self.prepared(case.file, facts)
        label = Label(case.number, case.state)
        batch = Batch(
            facts=tuple(new_facts(case.id, label, prepared, repeat(None, len(prepared)), case.keys)),
            actor=actor,
            unit=unit,
            purpose=purpose,
            expected={case.stream: case.version},
            command_id=command_id,
        )
        before = self._position(case.file)
        after = self._position(File(case.state, case.file.facts + prepared))
        self.log.append(batch)
        self._project()
        with _shown(case.number):
            return Recorded(case=self.files.read(case.id), before=before, after=after)

    def record_circumstance(self, *items: Circumstance, actor: str, unit: str, purpose: str) -> None:
        """Record circumstances of a Member State or the Union. ``advance`` then computes the files again."""
        self.known_circumstances.record(items, actor=actor, unit=unit, purpose=purpose)

    def erase(self, case_id: str, person: str, *, by: str, reason: str) -> Erasure:
        """Destroy the key of a person of a file: facts, summaries and duties of the person can no longer be read.

        ``by`` and ``reason`` may not name the person. Raises :class:`KeyMissingError` for an unknown person.
        """
        receipt = self.vault.erase(vault_person(self.files.reference(case_id), person), by=by, reason=reason)
        self._project(self.projections.forget_erased)
        return receipt

    # --- reading --------------------------------------------------------------------------------------------------

    def case(self, case_id: str, *, actor: str, unit: str, purpose: str, what: str = "case") -> CaseRecord:
        """The case of a reference or number. The reading is logged as ``what``; what cannot be logged is not given.

        Raises :class:`UnknownCaseError`, :class:`ReaderUnknownError`, :class:`StorageError`.
        """
        record = self.files.read(case_id)
        self.readings.write(actor=actor, unit=unit, purpose=purpose, what=what, case_id=record.id)
        return record

    def find(self, number: str) -> str | None:
        """The reference of the case of a number; None where there is none."""
        try:
            case_id = self.files.reference(number)
        except UnknownCaseError:
            return None
        return case_id if self.files.known(case_id) else None

    def positions(self, case_id: str, at: datetime | None = None) -> dict[str, Position]:
        """The positions of the persons of a case, now or at another instant, from all that is recorded today."""
        return self.positions_of(self.files.read(case_id), at)

    def positions_of(self, record: CaseRecord, at: datetime | None = None) -> dict[str, Position]:
        """As :meth:`positions`, of a case that was read already."""
        if not record.file.facts:
            return {}
        return position(record.file, self.circumstances(), at or self.now(), self.book)

    def circumstances(self) -> tuple[Circumstance, ...]:
        """Every circumstance recorded."""
        return self.known_circumstances.all()

    def read_by(self, case_id: str) -> tuple[Reading, ...]:
        """Who read a case, when and for what; oldest first."""
        return self.readings.of_case(self.files.reference(case_id))

    # --- lists ----------------------------------------------------------------------------------------------------

    def inbox(self, query: InboxQuery | None = None) -> InboxPage:
        """A page of open duties. Raises :class:`UnknownPageError`."""
        self.projections.catch_up()
        return lists.inbox(self.projections.storage, query or InboxQuery(), self.now(), self.book.zone(self.state))

    def inbox_with_counts(self, query: InboxQuery, within: Within) -> tuple[InboxPage, Counts]:
        """A page of open duties as :meth:`inbox` gives it, and the counts as :meth:`inbox_counts` does, asked at once."""
        position, now = self.projections.catch_up(), self.now()
        page = lists.inbox(self.projections.storage, query, now, self.book.zone(self.state))
        return page, self._counts(within, position, now)

    def inbox_counts(self, within: Within | None = None) -> Counts:
        """How many duties are late, due today, due this week and open in all, of those ``within`` (all where it is None).

        Counted anew when anything was recorded, and every minute.
        """
        return self._counts(within or Within(), self.projections.catch_up(), self.now())

    def _counts(self, asked: Within, position: int, now: datetime) -> Counts:
        basis = (position, now.replace(second=0, microsecond=0))
        counted = self._counted
        if counted[0] != basis:
            counted = self._counted = (basis, {})
        known = counted[1]
        if asked not in known:
            known[asked] = lists.inbox_counts(self.projections.storage, asked, now, self.book.zone(self.state))
        return known[asked]

    def cases(self, query: CaseQuery | None = None) -> CasePage:
        """A page of cases. Raises :class:`UnknownPageError`."""
        self.projections.catch_up()
        return lists.cases(self.projections.storage, query or CaseQuery())

    def duty_counts(self) -> dict[str, DutyCounts]:
        """What became of the duties, by provision: what indicators are measured with."""
        self.projections.catch_up()
        return lists.duty_counts(self.projections.storage, self.now())

    def reach(self, case_id: str) -> CaseReach:
        """What decides who may see a case (a reference or number); nothing of it for a case that is not there."""
        self.projections.catch_up()
        try:
            return lists.reach(self.projections.storage, self.files.reference(case_id))
        except UnknownCaseError:
            return CaseReach()

    def kept_too_long(self) -> tuple[KeptTooLong, ...]:
        """The persons whose data the law lets nobody keep any longer: what a person then confirms and erases.

        A person is listed once the last of the periods in the person's position has ended; persons for whom no period was
        started are not.
        """
        self.advance()
        return lists.kept_too_long(self.projections.storage, self.now())

    def statistics(
        self,
        name: Table,
        *,
        since: date,
        until: date,
        rounded: bool = False,
        actor: str,
        unit: str,
        purpose: str,
        progress: Progress | None = None,
        left_out: Callable[[int], None] | None = None,
    ) -> list[Cell]:
        """A statistics table; see :func:`asylon.register.statistics.table`. That it was made is logged as a reading.

        Months that have not begun are left out; the present one is counted up to now. ``progress`` is told of the files that
        must be read because they changed since a table was made last.
        """
        self.readings.write(actor=actor, unit=unit, purpose=purpose, what="statistics")
        self.projections.catch_up()
        self.projections.forget_erased()
        self._counted_files.bring_up_to_date(progress)
        return table(
            name,
            self._counted_files.all(),
            self.state,
            since=since,
            until=min(until, self.now().astimezone(self.book.zone(self.state)).date()),
            rounded=rounded,
            left_out=left_out,
        )

    # --- upkeep ---------------------------------------------------------------------------------------------------

    def advance(self, progress: Progress | None = None, cancel: Cancel | None = None) -> Advanced:
        """Bring every file to the present instant, book and circumstances, and have the latest readings found quickly."""
        advanced = advance(self.projections, progress, cancel)
        self.readings.index()
        return advanced

    def move_clock(self, to: datetime) -> Advanced:
        """Move the clock of a demonstration, on or back, and bring every file there.

        Raises :class:`ClockNotMovableError` where the register follows the real time.
        """
        if not isinstance(self.clock, DemonstrationClock):
            raise ClockNotMovableError
        back = to < self.now()
        self.clock.move(to)
        if back:
            self.projections.doubt_all()
        return self.advance()

    def rebuild(self, progress: Progress | None = None, cancel: Cancel | None = None, processes: int = 1) -> int:
        """Compute every list again from the log, in several processes where asked. Returns how many files."""
        return self.projections.rebuild(progress, cancel, processes)

    def verify(self, progress: Progress | None = None, cancel: Cancel | None = None) -> VerificationReport:
        """Verify that nothing in the log was altered, removed or added by others."""
        return verify(self.log, progress=progress, cancel=cancel)

    # --- inside ---------------------------------------------------------------------------------------------------

    def prepared(self, file: File, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """The facts complete and checked against their file. Raises :class:`InputError` with every problem."""
        if not facts:
            raise InputError([NO_FACT])
        taken = {fact.id for fact in file.facts}
        complete: list[Fact] = []
        problems: list[Problem] = []
        serial = len(file.facts)
        for fact in facts:
            reference = fact.id
            if not reference:
                serial += 1
                while f"f{serial}" in taken:
                    serial += 1
                reference = f"f{serial}"
            elif reference in taken:
                problems.append(
                    Problem.at(
                        f"fact {reference}",
                        ("this reference is taken in the file.", "dit kenmerk is in het dossier al gebruikt."),
                        ("Leave it out, or choose another.", "Laat het weg of kies een ander."),
                    )
                )
            taken.add(reference)
            complete.append(msgspec.structs.replace(fact, id=reference, state=fact.state or file.state))
        whole = File(file.state, file.facts + tuple(complete))
        problems += check_file(whole, self.book.zone(file.state), self.book.applies)
        if problems:
            raise InputError(problems)
        return tuple(complete)

    def _position(self, file: File) -> dict[str, Position]:
        """The positions of a file now. Raises :class:`InputError` for a date at which no time can be counted."""
        try:
            return position(file, self.circumstances(), self.now(), self.book)
        except CalendarError as error:
            wrong = Bilingual(f"{error.said.en}.", f"{error.said.nl}.")
            raise InputError([Problem("facts", wrong, UNDER_OTHER_LAW)]) from None

    def _before(self, case: CaseRecord, stored: StoredFact) -> CaseRecord:
        """The case as it was before a fact of it was stored."""
        if stored.stream != case.stream or stored.version == 1:
            raise CommandReusedError(str(case.stream))
        return self.files.record(self.files.stored(case.id)[: stored.version - 1])

    def _free_number(self, state: str) -> str:
        """The next number of the year after the highest that is known."""
        self.projections.catch_up()
        year = self.now().astimezone(self.book.zone(state)).year
        return self.projections.next_number(f"{state}-{year:04d}-", self._taken)

    def _project(self, *more: Callable[[], None]) -> None:
        """Bring the lists up to date. What is stored stays stored when that fails: they catch up later."""
        try:
            self.projections.catch_up()
            for act in more:
                act()
        except Exception:
            # Whatever it was: an answer that the recording failed would be untrue.
            _logger.exception("The lists could not be brought up to date; they catch up when next asked")


@contextmanager
def _shown(where: str) -> Iterator[None]:
    """What was stored is read back. Raises :class:`StoredNotShownError` where that fails: it is stored all the same."""
    try:
        yield
    except (BusyError, StorageError) as error:
        raise StoredNotShownError(where) from error
