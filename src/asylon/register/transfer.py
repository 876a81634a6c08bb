"""Transfer: a register's contents as JSON Lines, out and in. One line for each fact, nothing lost but what was erased.

The first line names the form: ``{"format": "asylon-register-1"}``. Then, in UTF-8, one object on each line::

    {"circumstance": {…}, "recorded": "2026-06-12T07:00:00+00:00", "actor": "…", "unit": "…", "purpose": "…"}
    {"case": "NL-2026-004217", "state": "NL", "entry": 1, "entries": 12, "fact": {…}, "recorded": …, "actor": …, …}

``fact`` and ``circumstance`` are as ``asylon law facts`` describes them. The lines of a case stand together, in the
order recorded; ``entry`` counts them up to ``entries``, so that a line lost on the way is noticed.

Taking in checks every line and every file. A file with anything wrong in it is not stored at all, the others are. A
case whose number is there already is skipped: an interrupted import is simply run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

import msgspec

from asylon.law.circumstances import Circumstance
from asylon.law.citations import Bilingual
from asylon.law.facts import Fact
from asylon.law.files import File, InputError, read_circumstance, read_fact, write_circumstance, write_fact
from asylon.law.misfits import misfit, unreadable
from asylon.register.batches import Erased
from asylon.register.casefiles import Label, Origin, instant
from asylon.register.inbox import MOST_ROWS, CaseQuery
from asylon.register.intake import Intake
from asylon.register.register import Register
from asylon.register.transfer_lines import FORMAT, NUMBERS, CircumstanceLine, FactLine

ERRORS_KEPT = 100

Progress = Callable[[int], None]


class Output(Protocol):
    """Something that text can be written to."""

    def write(self, text: str, /) -> object: ...


_LINE, _ROW = Bilingual("line", "regel"), Bilingual("row", "rij")


class RowError(msgspec.Struct, frozen=True):
    """Something wrong in what is taken in: line (from 1), place in it, what is wrong, what to do.

    Of a table, ``line`` is the row and ``place`` the column.
    """

    line: int
    place: str
    wrong: Bilingual
    remedy: Bilingual
    table: bool = False

    def told(self, language: str) -> str:
        """The whole message in ``language`` (``en`` or ``nl``)."""
        where = (_ROW if self.table else _LINE)[language]
        place = f", {self.place}" if self.place else ""
        return f"{where} {self.line}{place}: {self.wrong[language]} {self.remedy[language]}"


class Exported(msgspec.Struct, frozen=True):
    """What was written; ``erased`` counts the facts of erased persons, which nobody can write any more, ``restricted`` the
    persons whose data may only be kept (GDPR 18): they stay in it with the restriction, so that a move loses nobody."""

    cases: int
    facts: int
    circumstances: int
    erased: int
    restricted: int = 0


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken in, or with ``dry_run`` would have been.

    ``skipped`` cases were there already, ``refused`` ones had something wrong. ``errors`` holds the first of them.
    """

    cases: int
    facts: int
    circumstances: int
    skipped: int
    refused: int
    lines: int
    errors: tuple[RowError, ...]
    dry_run: bool


def export_jsonl(
    register: Register, out: Output, *, actor: str, unit: str, purpose: str, progress: Progress | None = None
) -> Exported:
    """Write all cases and circumstances to ``out``. The export is logged as a reading first.

    ``progress`` is told how many cases are done. Raises :class:`ReaderUnknownError` and :class:`StorageError`.
    """
    register.readings.write(actor=actor, unit=unit, purpose=purpose, what="export")
    encode = msgspec.json.encode
    out.write(_line({"format": FORMAT}))
    circumstances = register.known_circumstances.with_origins()
    for item, origin in circumstances:
        told = {**msgspec.to_builtins(origin), "recorded": instant(origin.recorded).isoformat()}
        out.write(_line({"circumstance": write_circumstance(item), **told}))
    cases = facts = erased = restricted = 0
    for number in _numbers(register):
        record = register.files.read(number)
        written = [(entry, entry.fact) for entry in record.entries if not isinstance(entry.fact, Erased)]
        erased += len(record.entries) - len(written)
        restricted += sum(one.restricted for one in record.summary)
        head = {"case": record.number, "state": record.state}
        for place, (entry, fact) in enumerate(written, start=1):
            line = {
                **head,
                "entry": place,
                "entries": len(written),
                "fact": write_fact(fact),
                "recorded": entry.recorded.isoformat(),
                "actor": entry.actor,
                "unit": entry.unit,
                "purpose": entry.purpose,
            }
            out.write(encode(line).decode() + "\n")
        cases += 1
        facts += len(written)
        if progress is not None:
            progress(cases)
    return Exported(cases, facts, len(circumstances), erased, restricted)


def import_jsonl(
    register: Register,
    lines: Iterable[str | bytes],
    *,
    actor: str,
    unit: str,
    purpose: str,
    dry_run: bool = False,
    progress: Progress | None = None,
    on_error: Callable[[RowError], None] | None = None,
) -> Imported:
    """Take in what :func:`export_jsonl` wrote. With ``dry_run`` everything is checked and nothing stored.

    ``progress`` is told how many lines are done, ``on_error`` each thing that is wrong. Raises
    :class:`StorageError`, :class:`BusyError` and :class:`DamagedError`; what was stored until then stays, and is
    skipped when the import is run again.
    """
    reception = _Reception(register, Intake(register, actor=actor, unit=unit, purpose=purpose), dry_run, on_error)
    number = 0
    for number, line in enumerate(lines, start=1):
        reception.take(number, line)
        if progress is not None:
            progress(number)
    return reception.finish(number, actor=actor, unit=unit, purpose=purpose)


def _numbers(register: Register) -> Iterator[str]:
    after = ""
    while True:
        page = register.cases(CaseQuery(after=after, limit=MOST_ROWS))
        yield from (row.number for row in page.rows)
        if not page.next:
            return
        after = page.next


def _line(content: dict[str, Any]) -> str:
    return msgspec.json.encode(content).decode() + "\n"


class _Gathered:
    """The lines of one case so far."""

    def __init__(self, first: FactLine) -> None:
        self.label = Label(first.case, first.state)
        self.entries = first.entries
        self.facts: list[Fact] = []
        self.origins: list[Origin] = []
        self.lines: list[int] = []
        self.sound = True


class _Reception:
    """Takes lines one by one, and hands whole files on."""

    def __init__(
        self, register: Register, intake: Intake, dry_run: bool, on_error: Callable[[RowError], None] | None
    ) -> None:
        self._register = register
        self._intake = intake
        self._dry_run = dry_run
        self._on_error = on_error
        self._errors: list[RowError] = []
        self._case: _Gathered | None = None
        self._seen: set[str] = set()
        self._circumstances: list[tuple[Circumstance, Origin]] = []
        self._known = set(map(_key, register.circumstances()))
        self._begun = False
        self._right_form = True
        self._cases = self._facts = self._skipped = self._refused = 0

    def take(self, number: int, line: str | bytes) -> None:
        if not line.strip() or not self._right_form:
            return
        try:
            content = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            self._wrong(number, "", unreadable(error), _WRITE)
            return
        if not self._begun:
            self._begun = True
            self._right_form = isinstance(content, dict) and content.get("format") == FORMAT
            if not self._right_form:
                self._wrong(
                    number,
                    "format",
                    Bilingual("the form of this file is not known.", "de vorm van dit bestand is niet bekend."),
                    Bilingual(
                        f'The first line is {{"format": "{FORMAT}"}}. Nothing was taken in.',
                        f'De eerste regel is {{"format": "{FORMAT}"}}. Er is niets overgenomen.',
                    ),
                )
            return
        try:
            if isinstance(content, dict) and "circumstance" in content:
                self._circumstance(msgspec.convert(content, CircumstanceLine))
            else:
                self._fact(number, msgspec.convert(content, FactLine))
        except msgspec.ValidationError as error:
            shape = CircumstanceLine if isinstance(content, dict) and "circumstance" in content else FactLine
            found = misfit(error, shape, content, forms=NUMBERS)
            self._wrong(number, found.path.lstrip("."), found.wrong, found.remedy + Bilingual(" ", " ") + _WRITE)
        except InputError as error:
            self._refuse(number, error)

    def finish(self, lines: int, *, actor: str, unit: str, purpose: str) -> Imported:
        self._close()
        if not self._dry_run:
            self._intake.flush()
            if self._circumstances:
                self._register.known_circumstances.record(
                    [item for item, _ in self._circumstances],
                    origins=[origin for _, origin in self._circumstances],
                    actor=actor,
                    unit=unit,
                    purpose=purpose,
                )
            self._register.advance()
        return Imported(
            cases=self._cases,
            facts=self._facts,
            circumstances=len(self._circumstances),
            skipped=self._skipped,
            refused=self._refused,
            lines=lines,
            errors=tuple(self._errors),
            dry_run=self._dry_run,
        )

    # --- one line -------------------------------------------------------------------------------------------------

    def _circumstance(self, line: CircumstanceLine) -> None:
        item = read_circumstance(line.circumstance)
        if _key(item) not in self._known:
            self._known.add(_key(item))
            self._circumstances.append((item, _origin(line)))

    def _fact(self, number: int, line: FactLine) -> None:
        case = self._case
        if case is None or case.label.number != line.case:
            self._close()
            case = self._case = _Gathered(line)
            if line.case in self._seen:
                case.sound = False
                self._wrong(
                    number,
                    "case",
                    Bilingual(
                        f"the lines of {line.case} do not stand together.",
                        f"de regels van {line.case} staan niet bij elkaar.",
                    ),
                    Bilingual("Put them one after the other.", "Zet ze onder elkaar."),
                )
            self._seen.add(line.case)
        case.lines.append(number)
        if line.recorded.tzinfo is None:
            case.sound = False
            self._wrong(
                number,
                "recorded",
                Bilingual("this time has no zone.", "deze tijd heeft geen zone."),
                Bilingual("Write 2026-09-10T07:30:00+00:00.", "Schrijf 2026-09-10T07:30:00+00:00."),
            )
        try:
            case.facts.append(read_fact(line.fact))
            case.origins.append(_origin(line))
        except InputError as error:
            case.sound = False
            self._refuse(number, error)
        if (line.entry, line.entries, line.state) != (len(case.lines), case.entries, case.label.state):
            case.entries = -1

    # --- one case -------------------------------------------------------------------------------------------------

    def _close(self) -> None:
        """The lines of a case are all there: hand it on, or say what is wrong with it."""
        case, self._case = self._case, None
        if case is None:
            return
        if case.sound and self._intake.here(case.label.number):
            self._skipped += 1
            return
        facts: tuple[Fact, ...] = ()
        if len(case.lines) != case.entries:
            case.sound = False
            self._wrong(
                case.lines[0],
                "entries",
                Bilingual(
                    f"lines of {case.label.number} are missing, double, or contradict each other.",
                    f"regels van {case.label.number} ontbreken, zijn dubbel of spreken elkaar tegen.",
                ),
                Bilingual("Export the case again.", "Exporteer de zaak opnieuw."),
            )
        elif not case.label.number.startswith(case.label.state):
            case.sound = False
            self._wrong(
                case.lines[0],
                "state",
                Bilingual("the number belongs to another Member State.", "het nummer hoort bij een andere lidstaat."),
                _WRITE,
            )
        elif case.sound:
            try:
                facts = self._register.prepared(File(case.label.state), case.facts)
            except InputError as error:
                case.sound = False
                lines = {f"fact {fact.id}": line for fact, line in zip(case.facts, case.lines, strict=True)}
                for problem in error.problems:
                    place = " ".join(problem.place.split(" ")[:2])
                    self._wrong(lines.get(place, case.lines[0]), problem.place, problem.wrong, problem.remedy)
        if not case.sound:
            self._refused += 1
            return
        self._cases += 1
        self._facts += len(facts)
        if not self._dry_run:
            self._intake.add(case.label, facts, case.origins)

    # --- what is wrong --------------------------------------------------------------------------------------------

    def _refuse(self, line: int, error: InputError) -> None:
        for problem in error.problems:
            self._wrong(line, problem.place, problem.wrong, problem.remedy)

    def _wrong(self, line: int, place: str, wrong: Bilingual, remedy: Bilingual) -> None:
        error = RowError(line, place, wrong, remedy)
        if len(self._errors) < ERRORS_KEPT:
            self._errors.append(error)
        if self._on_error is not None:
            self._on_error(error)


_WRITE = Bilingual("Compare the line with those that an export writes.", "Vergelijk de regel met die van een export.")


def _origin(line: FactLine | CircumstanceLine) -> Origin:
    return Origin(line.recorded.isoformat(), line.actor, line.unit, line.purpose)


def _key(item: Circumstance) -> bytes:
    return msgspec.json.encode(write_circumstance(item), order="sorted")
