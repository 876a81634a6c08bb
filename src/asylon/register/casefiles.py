"""Case files: from stored facts to a file that the law can be asked about, and back.

One file is one stream of kind ``case``; it holds the facts of one or several persons (a family), each fact
sealed with the key of the person it is about. In the vault a person is ``<case>/<person of the file>``.

**The body of a case's fact** is the fact's own fields (without kind and moment, which the log keeps) and up
to two fields of the register, marked by an underscore: ``_case`` (number and Member State of the file) in the
first fact of each person, so that the number can be read as long as one person is not erased; and ``_origin``
(recorded, actor, unit, purpose) where a fact was taken over from another register, which recorded it first.

**The reference of a case** is a code over its number that only the vault can make. So a number leads to its
file without an index, two files cannot get one number (the log refuses the second beginning), and a
reference tells nothing to whoever does not hold the vault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.facts import KINDS, Fact, FactCorrected, FactWithdrawn, FamilyLink, PersonDescribed
from asylon.law.facts.data_protection import ProcessingRestricted, RestrictionLifted
from asylon.law.files import File, effective, write_fact
from asylon.law.moments import Moment
from asylon.law.periods import full_years
from asylon.register.batches import Erased, NewFact, OpenedFact
from asylon.register.errors import RegisterError
from asylon.register.fact_texts import FactTexts, Plain
from asylon.register.log import Log
from asylon.register.stored import SealedRow, StoredFact, Stream

NUMBER = re.compile(r"[A-Z]{2}-\d{4}-\d{6}")
_REFERENCE = re.compile(r"[0-9a-f]{32}")
_REFERENCE_BYTES = 16


class UnknownCaseError(RegisterError):
    """There is no case of that number or reference."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            Bilingual("There is no case of this number", "Er is geen zaak met dit nummer"),
            asked,
            Bilingual(
                "A number looks like NL-2026-004217. Check it, or find the case in the list.",
                "Een nummer ziet eruit als NL-2026-004217. Controleer het, of zoek de zaak in de lijst.",
            ),
        )


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """When (ISO 8601, aware), by whom and for what a fact was recorded in the register it was taken over from."""

    recorded: str
    actor: str
    unit: str
    purpose: str = ""


class Label(msgspec.Struct, frozen=True):
    """Number and Member State of a file."""

    number: str
    state: str


_read_label = msgspec.json.Decoder(Label).decode
_read_origin = msgspec.json.Decoder(Origin).decode


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A fact of a file as recorded. ``version`` is its place in the file.

    ``recorded``, ``actor``, ``unit`` and ``purpose`` tell its first recording; ``stored`` is when this register
    stored it, later than ``recorded`` for a fact that was taken over.
    """

    fact: Fact | Erased
    version: int
    recorded: datetime
    actor: str
    unit: str
    purpose: str
    stored: datetime


class PersonSummary(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who a person is, in a few fields: no name. ``children`` counts the person's children in the file; ``restricted``:
    the processing of the person's data is restricted (GDPR 18)."""

    person: str
    sex: str | None = None
    born: date | None = None
    nationality: str | None = None
    children: int = 0
    restricted: bool = False

    def age(self, today: date) -> int | None:
        """Full years on a day; None where the birth is not known."""
        if self.born is None:
            return None
        return full_years(self.born, today)


class CaseState(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it stands, without how it came to be: ``file`` is what the law is asked about.

    ``first`` is the position in the log at which the file begins, ``opened`` when its first entry was recorded. Erased facts
    are not in ``file``; where everybody was erased ``number`` and ``state`` are empty. ``keys`` are the references of the
    persons' keys.
    """

    id: str
    number: str
    state: str
    version: int
    first: int
    opened: datetime
    file: File
    summary: tuple[PersonSummary, ...]
    keys: Mapping[str, str]

    @property
    def persons(self) -> tuple[str, ...]:
        """The persons of the file, in order of first mention."""
        return self.file.persons

    @property
    def stream(self) -> Stream:
        """The stream of the log that is this file."""
        return Stream("case", self.id)


class CaseRecord(CaseState, frozen=True, kw_only=True):
    """A file as it stands, with ``entries``, which tell how it came to be; erased facts stand in them, too."""

    entries: tuple[Entry, ...]


class CaseFiles:
    """The case files of a log."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def reference(self, asked: str) -> str:
        """The reference of a case from its number or reference. Raises :class:`UnknownCaseError` for neither."""
        number = asked.strip().upper()
        if NUMBER.fullmatch(number):
            code = self._log.vault.authenticate(f"asylon-case-1\n{self._log.log_id}\n{number}".encode())
            return code[:_REFERENCE_BYTES].hex()
        if _REFERENCE.fullmatch(asked):
            return asked
        raise UnknownCaseError(asked)

    @staticmethod
    def stream(case_id: str) -> Stream:
        """The stream of the log that is the case."""
        return Stream("case", case_id)

    def stored(self, case_id: str) -> tuple[StoredFact, ...]:
        """The stored facts of a case; none where there is no such case."""
        return self._log.read("case", case_id)

    def known(self, case_id: str) -> bool:
        """Whether anything was recorded under this reference."""
        return bool(self.stored(case_id))

    def read(self, asked: str) -> CaseRecord:
        """The case of a number or reference. Raises :class:`UnknownCaseError`."""
        case_id = self.reference(asked)
        stored = self.stored(case_id)
        if not stored:
            raise UnknownCaseError(asked)
        record = self.record(stored)
        if not record.number and case_id != asked:
            # Everybody was erased, and with them the number; whoever asked by number keeps what they brought.
            number = asked.strip().upper()
            record = msgspec.structs.replace(record, number=number, state=number[:2])
        return record

    def record(self, stored: Sequence[StoredFact]) -> CaseRecord:
        """The case that these facts of one stream are."""
        contents = _Contents()
        entries = tuple(_entry(one.stored, *contents.take(one)) for one in self._log.open_all(stored))
        return CaseRecord(
            entries=entries, **contents.state(stored[0].stream_id, stored[0].position, stored[-1].version)
        )

    def states(self, cases: Sequence[str]) -> Iterator[CaseState]:
        """The cases of these references, in that order, as the law is asked about them; references without a case are left
        out."""
        streams = self._log.read_sealed("case", cases)
        texts = FactTexts(self._log, "case", streams.values())
        for case_id, rows in streams.items():
            plain = texts.read(rows)
            if plain is not None:
                contents = _Contents()
                contents.enter(plain, rows)
                first, last = SealedRow(*rows[0]), SealedRow(*rows[-1])
                yield CaseState(**contents.state(case_id, first.position, last.version))
            elif stored := self.stored(case_id):
                contents = _Contents()
                for opened in self._log.open_all(stored):
                    contents.take(opened)
                yield CaseState(**contents.state(case_id, stored[0].position, stored[-1].version))


class _Contents:
    """What the facts of one file say, taken in one by one."""

    def __init__(self) -> None:
        self._label = Label("", "")
        self._keys: dict[str, str] = {}
        self._facts: list[Fact] = []
        self._erased = False
        self._opened: str = ""

    def enter(self, plain: Plain, rows: Sequence[SealedRow]) -> None:
        """All facts of a file at once, as they were read from these rows."""
        self._facts = plain.facts
        for fact, (_, _, _, _, _, key_id, _) in zip(plain.facts, rows, strict=True):
            if fact.person not in self._keys:
                self._keys[fact.person] = key_id
        if plain.label is not None:
            self._label = _read_label(plain.label)
        recorded = SealedRow(*rows[0]).recorded
        self._opened = recorded if plain.origin is None else _read_origin(plain.origin).recorded

    def take(self, opened: OpenedFact | Erased) -> tuple[Fact | Erased, dict[str, str] | None]:
        """The fact, and its origin as recorded where it was taken over."""
        stored = opened.stored
        if isinstance(opened, Erased):
            self._opened = self._opened or stored.recorded
            self._erased = True
            return opened, None
        body = opened.body
        label, origin = body.pop("_case", None), body.pop("_origin", None)
        if label is not None:
            self._label = msgspec.convert(label, Label)
        self._keys.setdefault(str(body["person"]), stored.key_id or "")
        self._opened = self._opened or (stored.recorded if origin is None else str(origin["recorded"]))
        body["kind"], body["at"] = opened.kind, opened.at
        fact: Fact = msgspec.convert(body, KINDS[opened.kind], dec_hook=_moment)
        self._facts.append(fact)
        return fact, origin

    def state(self, case_id: str, first: int, version: int) -> dict[str, Any]:
        """The fields of the case, which begins at the position ``first`` and stands at ``version``."""
        facts = _standing_alone(self._facts) if self._erased else tuple(self._facts)
        file = File(self._label.state, facts)
        return {
            "id": case_id,
            "number": self._label.number,
            "state": self._label.state,
            "version": version,
            "first": first,
            "opened": instant(self._opened),
            "file": file,
            "summary": summaries(effective(file)),
            "keys": self._keys,
        }


def new_facts(
    case_id: str, label: Label, facts: Iterable[Fact], origins: Iterable[Origin | None], known: Iterable[str] = ()
) -> Iterator[NewFact]:
    """The facts as the log takes them; ``known`` are the persons of whom the file holds facts already."""
    named = set(known)
    for fact, origin in zip(facts, origins, strict=True):
        body = write_fact(fact)
        kind, at = str(body.pop("kind")), str(body.pop("at"))
        if fact.person not in named:
            named.add(fact.person)
            body["_case"] = {"number": label.number, "state": label.state}
        if origin is not None:
            body["_origin"] = msgspec.to_builtins(origin)
        yield NewFact(
            stream_kind="case",
            stream_id=case_id,
            kind=kind,
            at=at,
            body=body,
            person=vault_person(case_id, fact.person),
        )


def vault_person(case_id: str, person: str) -> str:
    """How the vault knows a person of a file."""
    return f"{case_id}/{person}"


def instant(text: str) -> datetime:
    """A moment of recording as the log writes it (UTC)."""
    return datetime.fromisoformat(text).astimezone(UTC)


def summaries(facts: Sequence[Fact]) -> tuple[PersonSummary, ...]:
    """Who the persons of a file are; later descriptions add to and replace earlier ones."""
    found: dict[str, PersonSummary] = {}
    children: dict[str, set[str]] = {}
    restricting: list[Fact] = []
    for fact in facts:
        known = found.get(fact.person)
        if known is None:
            known = found[fact.person] = PersonSummary(fact.person)
        if isinstance(fact, PersonDescribed):
            found[fact.person] = PersonSummary(
                fact.person,
                sex=known.sex if fact.sex is None else fact.sex,
                born=known.born if fact.born is None else fact.born,
                nationality=known.nationality if fact.nationality is None else fact.nationality,
            )
        elif isinstance(fact, FamilyLink) and fact.relation in ("child", "parent"):
            parent, child = (fact.person, fact.other) if fact.relation == "child" else (fact.other, fact.person)
            children.setdefault(parent, set()).add(child)
        elif type(fact) in _RESTRICTING:
            restricting.append(fact)
    restricted = restrictions(restricting)
    return tuple(
        msgspec.structs.replace(one, children=len(children.get(person, ())), restricted=person in restricted)
        for person, one in found.items()
    )


_RESTRICTING = frozenset((ProcessingRestricted, RestrictionLifted))


def restrictions(facts: Sequence[Fact]) -> dict[str, ProcessingRestricted]:
    """The restriction of processing that stands, by person: the last one, where no lifting was recorded after it."""
    found: dict[str, ProcessingRestricted] = {}
    for fact in facts:
        if isinstance(fact, ProcessingRestricted):
            found[fact.person] = fact
        elif isinstance(fact, RestrictionLifted):
            found.pop(fact.person, None)
    return found


def _moment(kind: type, value: Any) -> Any:
    if kind is Moment:
        return Moment.parse(value)
    raise NotImplementedError(kind)


def _entry(stored: StoredFact, fact: Fact | Erased, taken_over: dict[str, str] | None) -> Entry:
    at = instant(stored.recorded)
    origin = None if taken_over is None else msgspec.convert(taken_over, Origin)
    return Entry(
        fact=fact,
        version=stored.version,
        recorded=at if origin is None else instant(origin.recorded),
        actor=stored.actor if origin is None else origin.actor,
        unit=stored.unit if origin is None else origin.unit,
        purpose=stored.purpose if origin is None else origin.purpose,
        stored=at,
    )


def _standing_alone(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts without the corrections and withdrawals of facts that were erased."""
    left = {fact.id for fact in facts}
    return tuple(
        fact
        for fact in facts
        if not (isinstance(fact, FactCorrected) and fact.corrects not in left)
        and not (isinstance(fact, FactWithdrawn) and fact.withdraws not in left)
    )
