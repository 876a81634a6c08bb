"""Intake: taking over many files at once, from another register or a demonstration.

Every file is checked as if it were recorded by hand. Several files share a batch of the log, and the lists are
brought up to date at the end. Each fact keeps its origin: when and by whom it was first recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from asylon.law.facts import Fact
from asylon.law.files import File
from asylon.register.batches import Batch, NewFact
from asylon.register.casefiles import Label, Origin, new_facts
from asylon.register.register import Register
from asylon.register.stored import Stream

FACTS_IN_A_BATCH = 4000


class ImportableEvent(Protocol):
    """How a fact was first recorded: when (aware), by whom, of which unit."""

    @property
    def recorded(self) -> datetime: ...
    @property
    def actor(self) -> str: ...
    @property
    def unit(self) -> str: ...


class ImportableFile(Protocol):
    """A file to take over: its number, its facts in the order recorded, and one event for each fact."""

    @property
    def number(self) -> str: ...
    @property
    def facts(self) -> tuple[Fact, ...]: ...
    @property
    def events(self) -> Sequence[ImportableEvent]: ...


class BulkImport(msgspec.Struct, frozen=True):
    """What was taken over, and how many files were there already."""

    cases: int
    facts: int
    skipped: int


class Intake:
    """Files gathered into batches. ``add`` takes a checked file; ``flush`` stores what is gathered."""

    def __init__(self, register: Register, *, actor: str, unit: str, purpose: str) -> None:
        self.cases = 0
        self.facts = 0
        self.skipped = 0
        self._register = register
        self._common = {"actor": actor, "unit": unit, "purpose": purpose}
        self._facts: list[NewFact] = []
        self._streams: dict[Stream, int] = {}

    def here(self, number: str) -> bool:
        """Whether a file of this number is in the register or among those gathered."""
        case_id = self._register.files.reference(number)
        return self._register.files.stream(case_id) in self._streams or self._register.files.known(case_id)

    def add(self, label: Label, facts: Sequence[Fact], origins: Sequence[Origin]) -> None:
        """Gather a file whose facts were checked; store when enough are gathered."""
        files = self._register.files
        case_id = files.reference(label.number)
        self._streams[files.stream(case_id)] = 0
        self._facts.extend(new_facts(case_id, label, facts, origins))
        self.cases += 1
        self.facts += len(facts)
        if len(self._facts) >= FACTS_IN_A_BATCH:
            self.flush()

    def flush(self) -> None:
        """Store what is gathered. Raises what :meth:`Log.append` raises."""
        if self._facts:
            self._register.log.append(Batch(facts=tuple(self._facts), expected=dict(self._streams), **self._common))
        self._facts.clear()
        self._streams.clear()


def bulk_import(
    register: Register,
    files: Iterable[ImportableFile],
    *,
    state: str,
    actor: str = "import",
    unit: str = "import",
    purpose: str = "import",
    progress: Callable[[int], None] | None = None,
) -> BulkImport:
    """Take over files kept by ``state``. A file whose number is there already is skipped and counted.

    Raises :class:`InputError` for the first file that cannot be right; files before it may have been stored.
    ``progress`` is told how many files are done.
    """
    intake = Intake(register, actor=actor, unit=unit, purpose=purpose)
    skipped = 0
    for file in files:
        if intake.here(file.number):
            skipped += 1
        else:
            facts = register.prepared(File(state), file.facts)
            origins = [Origin(event.recorded.isoformat(), event.actor, event.unit) for event in file.events]
            intake.add(Label(file.number, state), facts, origins)
        if progress is not None:
            progress(intake.cases + skipped)
    intake.flush()
    register.projections.catch_up()
    return BulkImport(intake.cases, intake.facts, skipped)
