"""A copy of everything the register holds about one person of a file (GDPR 15; in a form a machine reads, as GDPR 20 asks).

For the person concerned, or whoever asks in that person's name. It says what is known now, what was recorded and when, what
follows from it today and why, how long it is kept, who read the file and for what, and what Article 15(1) and (2) wants told
besides. What is left out is named with its article: of other persons of the file no more than how they belong to the person;
of colleagues the unit and the purpose, not the name (GDPR 15(4); Court of Justice, C-579/21: dates and purposes of
consultations belong to the right of access, the identity of the staff who acted for the controller as a rule does not).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from asylon.access.decision import Allowed
from asylon.access.person_copy_shapes import (
    Answer,
    Article,
    Deadline,
    Information,
    Kept,
    LeftOut,
    PersonCopy,
    PositionToday,
    PresentFact,
    Read,
    RecordedFact,
    Relative,
    Value,
)
from asylon.access.person_copy_words import ABOUT, LEFT_OUT, NO_PERIOD, OTHER, READ, RELATIVES, Subject
from asylon.access.showing import by_reference, concealed, shown_entries, shown_lines, target
from asylon.access.table import ALL, PURPOSES, entries
from asylon.gazette.countries import state_name
from asylon.law.book import Book
from asylon.law.explanation import DutyLine, Line, PositionText, explain, links
from asylon.law.facts import Fact, FactCorrected, FactWithdrawn, FamilyLink
from asylon.law.files import effective, write_fact
from asylon.law.moments import Moment
from asylon.law.periods_words import language, long_date, long_moment
from asylon.law.position import Position
from asylon.law.vocabulary import GROUPS, describe_fact, fields, value_words
from asylon.register.batches import Erased
from asylon.register.casefiles import CaseRecord, Entry
from asylon.register.reading_log import Reading
from asylon.register.units import unit_name

#: The fields of facts that name another person of the file.
NAMES_ANOTHER = {"family_link": "other", "family_permit_requested": "beneficiary"}

#: A Member State or country by its two letters.
_CODE = re.compile(r"[A-Z]{2}")
_MIRROR = {"child": "parent", "parent": "child", "responsible_adult": "charge"}


def whole() -> Allowed:
    """What an authority may put in a copy, as the table says: everything, without what an act has redacted."""
    lines = tuple(one for one in entries() if one.action == "copy_person" and ALL in one.groups)
    return Allowed(
        entries=lines,
        groups=frozenset({ALL}),
        hidden=frozenset(name for one in lines for name in one.hidden),
        scopes=frozenset(one.scope for one in lines),
    )


def person_copy(
    record: CaseRecord,
    person: str,
    position: Position | None,
    readings: Iterable[Reading],
    allowed: Allowed,
    book: Book,
    lang: str,
    made: datetime,
) -> PersonCopy:
    """The copy for ``person`` of the file. The reading itself is logged by whoever asks for it.

    ``position`` is that person's today, ``allowed`` says which facts and fields the copy may hold, ``made`` is the instant
    (aware). Raises ``KeyError`` where nothing is recorded about the person, or it was erased.
    """
    if person not in record.keys:
        raise KeyError(person)
    return _Copy(record, person, allowed, book, language(lang)).made(position, tuple(readings), made)


class _Copy:
    """A copy being made: who the others of the file are, and what of the entries is the person's."""

    def __init__(
        self, record: CaseRecord, person: str, allowed: Allowed, book: Book, lang: Literal["en", "nl"]
    ) -> None:
        self.record, self.person, self.allowed, self.book, self.lang = record, person, allowed, book, lang
        self.zone: ZoneInfo = book.zone(record.state)
        self.facts = by_reference(record.file.facts)
        self.present = effective(record.file)
        self.others = self._others()
        own = sum(self._owner(entry) == person for entry in record.entries)
        self.own = [entry for entry in shown_entries(record, allowed, person) if not isinstance(entry.fact, Erased)]
        self.outside = own - len(self.own)

    def made(self, position: Position | None, readings: Sequence[Reading], made: datetime) -> PersonCopy:
        text = explain(position, self.book, self.lang) if position is not None else None
        known = tuple(
            self._present(fact, fact)
            for fact in self.present
            if fact.person == self.person and self.allowed.shows(type(fact).kind())
        )
        recorded = tuple(self._recorded(entry) for entry in self.own)
        read = tuple(self._read(one) for one in reversed(readings))
        return PersonCopy(
            made=made.astimezone(ZoneInfo("UTC")),
            language=self.lang,
            case=self.record.number,
            state=self.record.state,
            person=self.person,
            version=self.record.version,
            known=known,
            relatives=tuple(self.others.values()),
            position=self._position(shown_lines(text, self.allowed)) if text is not None else None,
            # The periods are told whole, whatever the task: Article 15(1)(d).
            kept=tuple(
                Kept(**self._answer(line), until_words=line.until_text, counting=line.counting, over=line.over)
                for line in (text.retention if text is not None else ())
            ),
            entries=recorded,
            readings=read,
            information=self._information(recorded, read, bool(text is not None and text.retention)),
            left_out=self._left_out(),
        )

    # --- the entries ------------------------------------------------------------------------------------------------

    def _owner(self, entry: Entry) -> str:
        """Whom an entry is about: a correction is about whom the corrected fact is about."""
        return "" if isinstance(entry.fact, Erased) else target(entry.fact, self.facts).person

    def _present(self, fact: Fact, about: Fact) -> PresentFact:
        leave_out = concealed(fact, self.allowed)
        written = {name: value for name, value in write_fact(fact).items() if name not in leave_out}
        naming = NAMES_ANOTHER.get(type(about).kind(), "")
        title, values = describe_fact(fact, self.lang, leave_out={*leave_out, naming, "replace"})
        told = [Value(label, self._words(value)) for label, value in values]
        if isinstance(fact, FactCorrected):
            replaced = dict(fact.replace)
            if naming in replaced:
                replaced[naming] = self._named(str(replaced[naming])).reference
            written["replace"] = replaced
            told.append(Value(self._label(fact, "replace"), self._replaced(replaced, about)))
        elif naming in written:
            other = self._named(str(written[naming]))
            written[naming] = other.reference
            told.insert(0, Value(self._label(fact, naming), other.words))
        return PresentFact(reference=fact.id, title=title, when=self._moment(fact.at), values=tuple(told), fact=written)

    def _recorded(self, entry: Entry) -> RecordedFact:
        fact = entry.fact
        assert not isinstance(fact, Erased)
        changes = [
            one
            for one in self.record.file.facts
            if target(one, self.facts).id == fact.id and isinstance(one, (FactCorrected, FactWithdrawn))
        ]
        standing: Literal["counts", "corrected", "withdrawn", "change"] = "counts"
        if isinstance(fact, (FactCorrected, FactWithdrawn)):
            standing = "change"
        elif any(isinstance(one, FactWithdrawn) for one in changes):
            standing = "withdrawn"
        elif changes:
            standing = "corrected"
        told = self._present(fact, target(fact, self.facts))
        return RecordedFact(
            **{name: getattr(told, name) for name in PresentFact.__struct_fields__},
            entry=entry.version,
            standing=standing,
            changed_by=() if standing == "change" else tuple(one.id for one in changes),
            recorded=entry.recorded,
            taken_over=entry.stored if entry.stored != entry.recorded else None,
            **self._by(entry.unit, entry.purpose),
        )

    def _read(self, reading: Reading) -> Read:
        what = READ.get(reading.what)
        return Read(
            at=datetime.fromisoformat(reading.at),
            what=reading.what,
            what_words=what[self.lang] if what is not None else reading.what,
            **self._by(reading.unit, reading.purpose),
        )

    def _by(self, unit: str, purpose: str) -> dict[str, Any]:
        words = PURPOSES.get(purpose)
        return {
            "unit": unit,
            "unit_words": unit_name(unit, self.lang),
            "purpose": purpose,
            "purpose_words": words[self.lang] if words is not None else purpose,
        }

    def _moment(self, moment: Moment) -> str:
        value: Any = moment.value
        return long_moment(value, self.lang) if isinstance(value, datetime) else long_date(value, self.lang)

    def _label(self, fact: Fact, field: str) -> str:
        return next(words[self.lang] for name, _, words, _ in fields(type(fact)) if name == field)

    def _words(self, value: Any) -> str:
        """A value in words; a country by its name."""
        words = value_words(value, self.lang)
        return state_name(words, self.lang) if _CODE.fullmatch(words) else words

    def _replaced(self, values: Mapping[str, Any], about: Fact) -> str:
        labels = {name: words[self.lang] for name, _, words, _ in fields(type(about))}
        return "; ".join(f"{labels.get(name, name)}: {self._words(value)}" for name, value in values.items())

    # --- the others of the file -------------------------------------------------------------------------------------

    def _others(self) -> dict[str, Relative]:
        """The other persons whom a fact links to this one, by their reference in the file."""
        relations: dict[str, str] = {}
        for fact in self.present:
            if not isinstance(fact, FamilyLink):
                continue
            if fact.person == self.person:
                relations[fact.other] = fact.relation
            elif fact.other == self.person:
                relations.setdefault(fact.person, _MIRROR.get(fact.relation, fact.relation))
        number_of = Counter(relations.values())
        met: Counter[str] = Counter()
        found: dict[str, Relative] = {}
        for number, (other, relation) in enumerate(relations.items(), start=1):
            met[relation] += 1
            words = RELATIVES[relation][self.lang]
            found[other] = Relative(
                reference=f"relative-{number}",
                relation=relation,
                words=f"{words} ({met[relation]})" if number_of[relation] > 1 else words,
            )
        return found

    def _named(self, other: str) -> Relative:
        return self.others.get(other) or Relative(reference="other", relation="", words=OTHER[self.lang])

    # --- what follows -----------------------------------------------------------------------------------------------

    def _answer(self, line: Line) -> dict[str, Any]:
        return {
            "id": line.id,
            "text": line.text,
            "articles": tuple(Article(one.text, one.url) for one in line.citations),
            "reasons": tuple(f"{one.question} {one.outcome} ({one.citation.text})".strip() for one in line.reasons),
            "open_questions": tuple(f"{one.id}: {one.words} {one.answer}".strip() for one in line.hangs_on),
        }

    def _answers(self, lines: Iterable[Line]) -> tuple[Answer, ...]:
        return tuple(Answer(**self._answer(line)) for line in lines)

    def _deadline(self, line: DutyLine) -> Deadline:
        return Deadline(
            **self._answer(line),
            who=line.who,
            status=line.status,  # type: ignore[arg-type]
            status_words=line.status_word,
            due=line.due,
            due_words=line.due_text,
            counting=line.counting,
            consequence=line.consequence,
        )

    def _position(self, text: PositionText) -> PositionToday:
        def one(line: Line | None) -> Answer | None:
            return Answer(**self._answer(line)) if line is not None else None

        return PositionToday(
            at_words=text.at_text,
            edition=text.edition,
            route=one(text.route),
            responsible=one(text.responsible),
            deadlines=tuple(self._deadline(line) for line in text.duties),
            rights=self._answers(text.rights),
            permitted=self._answers(text.permitted),
            forbidden=self._answers(text.forbidden),
            steps=self._answers(text.steps),
            judgements=self._answers(text.judgements),
            undetermined=self._answers(text.undetermined),
        )

    # --- Article 15(1) and (2) --------------------------------------------------------------------------------------

    def _information(
        self, recorded: Sequence[RecordedFact], read: Sequence[Read], periods: bool
    ) -> tuple[Information, ...]:
        used: tuple[RecordedFact | Read, ...] = (*recorded, *read)
        groups = dict.fromkeys(type(self.facts[one.reference]).group for one in recorded)
        items: dict[Subject, Iterable[str]] = {
            "purposes": dict.fromkeys(one.purpose_words for one in used if one.purpose),
            "categories": (GROUPS[group][self.lang] for group in groups),
            "recipients": dict.fromkeys(one.unit_words for one in read if one.unit),
            "keeping": () if periods else (NO_PERIOD[self.lang],),
            "source": dict.fromkeys(one.unit_words for one in recorded if one.unit),
        }
        return tuple(
            Information(
                subject=subject,
                title=told.title[self.lang],
                text=told.text[self.lang],
                items=tuple(items.get(subject, ())),
                articles=_articles(told.cite),
            )
            for subject, told in ABOUT.items()
        )

    def _left_out(self) -> tuple[LeftOut, ...]:
        found = []
        for name, told in LEFT_OUT.items():
            if name == "hidden":
                if not any(concealed(target(fact, self.facts), self.allowed) for fact in self._own_facts()):
                    continue
            elif name == "others":
                if len(self.record.persons) < 2:
                    continue
            elif name == "outside" and not self.outside:
                continue
            found.append(
                LeftOut(
                    what=told.title[self.lang],
                    why=told.text[self.lang],
                    articles=_articles(told.cite),
                    number=self.outside if name == "outside" else None,
                )
            )
        return tuple(found)

    def _own_facts(self) -> Iterable[Fact]:
        return (entry.fact for entry in self.own if not isinstance(entry.fact, Erased))


def _articles(cite: str) -> tuple[Article, ...]:
    return tuple(Article(one.text, one.url) for one in links(cite))
