"""Statistics: tables in the shape of the European asylum statistics, counted from the facts, each person once.

Cells are by citizenship, age group, sex and month, as Eurostat asks for them (Regulation (EC) 862/2007, Articles 4 and 7): first
applications and later ones, decisions at first instance by outcome, persons pending at the end of the month, and requests,
replies and transfers under the responsibility rules, outgoing and incoming. A person who stands in one cell twice is counted
there once. What was erased can no longer be counted: a table that was issued is kept as it was issued.

Only what was recorded counts: an acceptance by silence, or a decision that is final because nobody appealed, when it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from asylon.law.procedure.apr_67_remedies import WITHOUT_APPEAL
from asylon.register.casefiles import CaseState, restrictions

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

#: What is counted in each table, as its cells name it.
ITEMS: dict[Table, dict[str, Bilingual]] = {
    "applications": {
        "FRST": Bilingual("first-time applicants", "eerste verzoekers"),
        "SUBSEQ": Bilingual("subsequent applicants", "volgende verzoekers"),
    },
    "decisions": {
        "GENCONV": Bilingual("refugee status", "vluchtelingenstatus"),
        "SUB_PROT": Bilingual("subsidiary protection", "subsidiaire bescherming"),
        "REJECTED": Bilingual("rejected", "afgewezen"),
        "WITHDRAWN": Bilingual("withdrawn", "ingetrokken"),
    },
    "pending": {"PENDING": Bilingual("pending at the end of the month", "openstaand aan het einde van de maand")},
    "dublin": {
        "OUT_TAKE_CHARGE": Bilingual("take charge requests sent", "verzonden overnameverzoeken"),
        "OUT_TAKE_BACK": Bilingual("take back notifications sent", "verzonden terugnamekennisgevingen"),
        "OUT_ACCEPTED": Bilingual("accepted or confirmed by the other", "door de ander aanvaard of bevestigd"),
        "OUT_REFUSED": Bilingual("refused by the other", "door de ander geweigerd"),
        "OUT_TRANSFERRED": Bilingual("transferred to the other", "aan de ander overgedragen"),
        "IN_TAKE_CHARGE": Bilingual("take charge requests received", "ontvangen overnameverzoeken"),
        "IN_TAKE_BACK": Bilingual("take back notifications received", "ontvangen terugnamekennisgevingen"),
        "IN_ACCEPTED": Bilingual("accepted or confirmed here", "hier aanvaard of bevestigd"),
        "IN_REFUSED": Bilingual("refused here", "hier geweigerd"),
        "IN_TRANSFERRED": Bilingual("transferred from the other", "door de ander overgedragen"),
    },
}

#: Age groups of the European tables: up to and including the age named, oldest last.
AGE_GROUPS: tuple[tuple[int, str], ...] = ((13, "Y_LT14"), (17, "Y14-17"), (34, "Y18-34"), (64, "Y35-64"))
OLDEST, AGE_UNKNOWN = "Y_GE65", "UNK"
SEXES = {"female": "F", "male": "M", "unspecified": "UNK"}
#: What the codes of sex and age mean.
CODES: dict[str, Bilingual] = {
    "F": Bilingual("female", "vrouw"),
    "M": Bilingual("male", "man"),
    "Y_LT14": Bilingual("under 14", "jonger dan 14"),
    "Y14-17": Bilingual("14 to 17", "14 tot en met 17"),
    "Y18-34": Bilingual("18 to 34", "18 tot en met 34"),
    "Y35-64": Bilingual("35 to 64", "35 tot en met 64"),
    "Y_GE65": Bilingual("65 and older", "65 en ouder"),
    "UNK": Bilingual("not known", "niet bekend"),
}
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
#: A table holds at most five years, whatever the days on which they begin.
AT_MOST_MONTHS = 61
#: The first year of which the Regulation asks for figures, and the last that is taken.
EARLIEST, LATEST = date(2008, 1, 1), date(2100, 1, 1)


class Wrong(msgspec.Struct, frozen=True):
    """What is wrong in what was asked, and what to do."""

    wrong: Bilingual
    remedy: Bilingual


WRONG_MONTHS = Wrong(
    Bilingual(
        "The months asked for are out of order or too many", "De gevraagde maanden staan verkeerd om of zijn er te veel"
    ),
    Bilingual("Ask for at most five years.", "Vraag ten hoogste vijf jaren."),
)


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
#: The facts about a person in order, each with its day here.
Dated = Sequence[tuple[date, Fact]]


def table(
    name: Table,
    cases: Iterable[CaseState],
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
    asked = months(since, until)
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
            found.update({(month, *rest) for month, *rest in count(dated, who, state, asked)})  # type: ignore[misc]
    if left_out is not None:
        left_out(without)
    cells = [Cell(month, state, *rest, persons) for (month, *rest), persons in found.items()]  # type: ignore[arg-type, call-arg]
    if rounded:
        cells = [msgspec.structs.replace(cell, persons=as_published(cell.persons)) for cell in cells]
    return sorted(cells)


def fitting(since: date, until: date) -> bool:
    """Whether these days are in order and not too far apart for a table; see :data:`WRONG_MONTHS`."""
    return EARLIEST <= since <= until <= LATEST and len(months(since, until)) <= AT_MOST_MONTHS


def summed(cells: Iterable[Cell], by: Callable[[Cell], tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Exact cells put together by two of their fields, each sum rounded as published."""
    found: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        found[by(cell)] += cell.persons
    return {key: as_published(persons) for key, persons in found.items()}


def as_csv(cells: Sequence[Cell]) -> Iterator[str]:
    """The table as lines of CSV, the names of the columns first."""
    names = Cell.__struct_fields__
    yield ",".join(names) + "\n"
    for cell in cells:
        yield ",".join(str(getattr(cell, name)) for name in names) + "\n"


class _Person:
    """Who is counted: citizenship, sex, and the age on a day."""

    def __init__(self, dated: Dated) -> None:
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


def months(since: date, until: date) -> dict[str, date]:
    """The months from that of ``since`` to that of ``until``, each with its last day."""
    found: dict[str, date] = {}
    day = since.replace(day=1)
    while day <= until:
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        found[_month(day)] = date.fromordinal(following.toordinal() - 1)
        day = following
    return found


def _applications(dated: Dated, who: _Person, state: str, months: Mapping[str, date]) -> Iterator[Key]:
    """Applicants by the month of the registration here, each once a month; a subsequent application is counted apart
    (862/2007, 4(1)(a)).

    The first registration here is a first application, unless what was then lodged is a subsequent one.
    """
    registered: list[tuple[date, bool]] = []
    for day, fact in dated:
        if isinstance(fact, ApplicationRegistered) and fact.state == state:
            registered.append((day, bool(registered)))
        elif isinstance(fact, ApplicationLodged) and fact.subsequent and registered:
            registered[-1] = (registered[-1][0], True)
    counted: set[str] = set()
    for day, later in registered:
        month = _month(day)
        if month in months and month not in counted:
            counted.add(month)
            yield (month, "SUBSEQ" if later else "FRST", *who.on(day), "")


def _decisions(dated: Dated, who: _Person, state: str, months: Mapping[str, date]) -> Iterator[Key]:
    """Decisions at first instance by outcome; withdrawals are no decisions on the merits and stand apart."""
    for day, fact in dated:
        if isinstance(fact, DecisionTaken) and fact.state == state and _month(day) in months:
            yield (_month(day), DECISIONS.get(fact.outcome, "WITHDRAWN"), *who.on(day), "")


def _pending(dated: Dated, who: _Person, state: str, months: Mapping[str, date]) -> Iterator[Key]:
    """Persons whose application is under examination at the end of the month, appeals included (862/2007, 4(1)(b))."""
    turns = [(day, turn) for day, fact in dated if (turn := _turn(fact, state)) is not None]
    pending, following = False, 0
    for month, last in months.items():
        while following < len(turns) and turns[following][0] <= last:
            pending = turns[following][1]
            following += 1
        if pending:
            yield (month, "PENDING", *who.on(last), "")


def _turn(fact: Fact, state: str) -> bool | None:
    """Whether an application is under examination here from this fact on, or no longer; None where the fact changes nothing.

    It is from the making or the registration here, and from a transfer to here; it is not after a final decision, a
    decision against which no appeal lies, a withdrawal, and a transfer away.
    """
    if isinstance(fact, Transferred) and fact.to == state:
        return True
    if fact.state != state:
        return None
    if isinstance(fact, (ApplicationMade, ApplicationRegistered)):
        return True
    if isinstance(fact, (DecisionBecameFinal, ApplicationWithdrawn, Transferred)):
        return False
    return False if isinstance(fact, DecisionTaken) and fact.outcome in WITHOUT_APPEAL else None


def _dublin(dated: Dated, who: _Person, state: str, months: Mapping[str, date]) -> Iterator[Key]:
    """Take charge requests, take back notifications, replies and transfers with the other State: ``OUT_`` where this
    State asks and transfers, ``IN_`` where it is asked and receives (862/2007, 4(4))."""
    asked: dict[str, tuple[str, str]] = {}
    for day, fact in dated:
        found = _between_states(fact, state, asked)
        if found is not None and _month(day) in months:
            item, other = found
            yield (_month(day), item, *who.on(day), other)


#: The requests that a reply answers, and whether it agrees.
_REQUESTS: dict[type, str] = {TakeChargeRequested: "TAKE_CHARGE", TakeBackNotified: "TAKE_BACK"}


def _between_states(fact: Fact, state: str, asked: dict[str, tuple[str, str]]) -> tuple[str, str] | None:
    """What a fact is counted as, and the other State; ``asked`` keeps the last request of each kind, which a reply answers."""
    if isinstance(fact, (TakeChargeRequested, TakeBackNotified)):
        kind = _REQUESTS[type(fact)]
        way = ("OUT", fact.to) if fact.state == state else ("IN", fact.state) if fact.to == state else None
        if way is None:
            asked.pop(kind, None)
            return None
        asked[kind] = way
        return f"{way[0]}_{kind}", way[1]
    if isinstance(fact, TakeChargeReplied) and "TAKE_CHARGE" in asked:
        way_of, other = asked["TAKE_CHARGE"]
        return f"{way_of}_{'ACCEPTED' if fact.accepted else 'REFUSED'}", other
    if isinstance(fact, TakeBackReplied) and "TAKE_BACK" in asked:
        way_of, other = asked["TAKE_BACK"]
        return f"{way_of}_{'ACCEPTED' if fact.confirmed else 'REFUSED'}", other
    if isinstance(fact, Transferred) and fact.to == state:
        known = [other for way_of, other in asked.values() if way_of == "IN"]
        return "IN_TRANSFERRED", fact.state if fact.state != state else known[-1] if known else ""
    return ("OUT_TRANSFERRED", fact.to) if isinstance(fact, Transferred) and fact.state == state else None


_COUNTS = {"applications": _applications, "decisions": _decisions, "pending": _pending, "dublin": _dublin}


def as_published(persons: int) -> int:
    """A count to the nearest five."""
    return (persons + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
