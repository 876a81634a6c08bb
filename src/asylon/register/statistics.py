"""Statistics: tables in the shape of the European asylum statistics, counted from the facts, each person once.

Cells are by citizenship, age group, sex and month, as Eurostat asks for them (Regulation (EC) 862/2007, Articles 4 and 7): first
applications and later ones, decisions at first instance by outcome, persons pending at the end of the month, and requests
and transfers under the responsibility rules. A person who stands in one cell twice is counted there once. What was erased
can no longer be counted: a table that was issued is kept as it was issued.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from asylon.law.book import Book
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationLodged,
    ApplicationMade,
    ApplicationRegistered,
    ApplicationWithdrawn,
    DecisionBecameFinal,
    DecisionTaken,
    Fact,
    PersonDescribed,
    TakeBackNotified,
    TakeBackReplied,
    TakeChargeReplied,
    TakeChargeRequested,
    Transferred,
)
from asylon.law.files import effective
from asylon.register.casefiles import CaseRecord, restrictions

Progress = Callable[[int, int], None]

TABLES: dict[str, Bilingual] = {
    "applications": Bilingual("Asylum applicants", "Asielverzoekers"),
    "decisions": Bilingual("First-instance decisions", "Beslissingen in eerste aanleg"),
    "pending": Bilingual("Persons pending at the end of the month", "Openstaand aan het einde van de maand"),
    "dublin": Bilingual(
        "Requests, replies and transfers between Member States",
        "Verzoeken, antwoorden en overdrachten tussen lidstaten",
    ),
}
Table = Literal["applications", "decisions", "pending", "dublin"]

#: Age groups of the European tables: up to and including the age named, oldest last.
AGE_GROUPS: tuple[tuple[int, str], ...] = ((13, "Y_LT14"), (17, "Y14-17"), (34, "Y18-34"), (64, "Y35-64"))
OLDEST, AGE_UNKNOWN = "Y_GE65", "UNK"
SEXES = {"female": "F", "male": "M", "unspecified": "UNK"}
#: Statelessness as the vocabulary writes it, and as the European tables do.
STATELESS = {"XX": "STLS"}
#: Decisions by outcome, as the European tables name them.
DECISIONS = {
    "refugee_status": "GENCONV",
    "subsidiary_protection": "SUB_PROT",
    "inadmissible": "REJECTED",
    "unfounded": "REJECTED",
    "manifestly_unfounded": "REJECTED",
}
#: To what published figures are rounded, so that nobody can be recognised in them.
ROUNDED_TO = 5


class Cell(msgspec.Struct, frozen=True, order=True):
    """One line of a table: the month (``2026-11``), what is counted, and whom; ``persons`` is the count."""

    month: str
    geo: str
    item: str
    citizen: str
    sex: str
    age: str
    partner: str
    persons: int


Key = tuple[str, str, str, str, str, str]


def table(
    name: Table,
    cases: Iterator[CaseRecord],
    book: Book,
    state: str,
    *,
    since: date,
    until: date,
    rounded: bool = False,
    left_out: Callable[[int], None] | None = None,
) -> list[Cell]:
    """A table of the months from ``since`` to ``until`` (both within it), in order.

    Persons whose data may not be processed for statistics now (a restriction, GDPR 18) are left out; ``left_out`` is told how
    many there are in the register. ``rounded`` rounds to the nearest five, as published. Raises ``KeyError`` for a table that does not exist.
    """
    count = _COUNTS[name]
    zone = book.zone(state)
    months = _months(since, until)
    found: Counter[Key] = Counter()
    without = 0
    for case in cases:
        persons: dict[str, list[Fact]] = {}
        present = effective(case.file)
        for fact in present:
            persons.setdefault(fact.person, []).append(fact)
        for person in restrictions(present):
            without += persons.pop(person, None) is not None
        for facts in persons.values():
            facts.sort(key=lambda fact: fact.at.instant(zone))
            dated = [(fact.at.day(zone), fact) for fact in facts]
            who = _Person(dated)
            # In one cell a person counts once, however often the same thing happened in that month.
            found.update({(month, *rest) for month, *rest in count(dated, who, state, months)})  # type: ignore[misc]
    if left_out is not None:
        left_out(without)
    cells = [Cell(month, state, *rest, persons) for (month, *rest), persons in found.items()]  # type: ignore[arg-type, call-arg]
    if rounded:
        cells = [msgspec.structs.replace(cell, persons=_rounded(cell.persons)) for cell in cells]
    return sorted(cells)


def as_csv(cells: Sequence[Cell]) -> Iterator[str]:
    """The table as lines of CSV, the names of the columns first."""
    names = Cell.__struct_fields__
    yield ",".join(names) + "\n"
    for cell in cells:
        yield ",".join(str(getattr(cell, name)) for name in names) + "\n"


class _Person:
    """Who is counted: citizenship, sex, and the age on a day."""

    def __init__(self, dated: Sequence[tuple[date, Fact]]) -> None:
        self.born: date | None = None
        self.citizen, self.sex = "UNK", "UNK"
        for _, fact in dated:
            if isinstance(fact, PersonDescribed):
                self.born = fact.born or self.born
                if fact.nationality:
                    self.citizen = STATELESS.get(fact.nationality, fact.nationality)
                if fact.sex:
                    self.sex = SEXES[fact.sex]

    def on(self, day: date) -> tuple[str, str, str]:
        """Citizenship, sex and age group on a day."""
        if self.born is None:
            return self.citizen, self.sex, AGE_UNKNOWN
        age = day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))
        group = next((name for last, name in AGE_GROUPS if age <= last), OLDEST)
        return self.citizen, self.sex, group


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _months(since: date, until: date) -> dict[str, date]:
    """The months asked for, each with its last day."""
    found: dict[str, date] = {}
    day = since.replace(day=1)
    while day <= until:
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        found[_month(day)] = date.fromordinal(following.toordinal() - 1)
        day = following
    return found


def _applications(
    dated: Sequence[tuple[date, Fact]], who: _Person, state: str, months: Mapping[str, date]
) -> Iterator[Key]:
    """Applicants by the month of the registration here; a subsequent application is counted apart (862/2007, 4(1)(a))."""
    later = any(isinstance(fact, ApplicationLodged) and fact.subsequent for _, fact in dated)
    first = True
    for day, fact in dated:
        if isinstance(fact, ApplicationRegistered) and fact.state == state:
            if _month(day) in months:
                yield (_month(day), "SUBSEQ" if later or not first else "FRST", *who.on(day), "")
            first = False


def _decisions(
    dated: Sequence[tuple[date, Fact]], who: _Person, state: str, months: Mapping[str, date]
) -> Iterator[Key]:
    """Decisions at first instance by outcome; withdrawals are no decisions on the merits and stand apart."""
    for day, fact in dated:
        if isinstance(fact, DecisionTaken) and fact.state == state and _month(day) in months:
            yield (_month(day), DECISIONS.get(fact.outcome, "WITHDRAWN"), *who.on(day), "")


def _pending(dated: Sequence[tuple[date, Fact]], who: _Person, state: str, months: Mapping[str, date]) -> Iterator[Key]:
    """Persons whose application is under examination at the end of the month: no final decision yet, not withdrawn, not
    transferred (862/2007, 4(1)(b))."""
    for month, last in months.items():
        past = [fact for day, fact in dated if day <= last]
        if not any(isinstance(fact, (ApplicationMade, ApplicationRegistered)) and fact.state == state for fact in past):
            continue
        over = (DecisionBecameFinal, ApplicationWithdrawn, Transferred)
        if not any(isinstance(fact, over) for fact in past):
            yield (month, "PENDING", *who.on(last), "")


def _dublin(dated: Sequence[tuple[date, Fact]], who: _Person, state: str, months: Mapping[str, date]) -> Iterator[Key]:
    """Take charge requests and take back notifications sent, replies received, and transfers, by the other State (862/2007, 4(4))."""
    other = ""
    for day, fact in dated:
        item = ""
        if isinstance(fact, TakeChargeRequested):
            item, other = "TAKE_CHARGE_SENT", fact.to
        elif isinstance(fact, TakeBackNotified):
            item, other = "TAKE_BACK_SENT", fact.to
        elif isinstance(fact, TakeChargeReplied):
            item = "ACCEPTED" if fact.accepted else "REFUSED"
        elif isinstance(fact, TakeBackReplied):
            item = "CONFIRMED" if fact.confirmed else "OBJECTED"
        elif isinstance(fact, Transferred):
            item, other = "TRANSFERRED", fact.to
        if item and _month(day) in months:
            yield (_month(day), item, *who.on(day), other)


_COUNTS = {"applications": _applications, "decisions": _decisions, "pending": _pending, "dublin": _dublin}


def _rounded(persons: int) -> int:
    return (persons + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
