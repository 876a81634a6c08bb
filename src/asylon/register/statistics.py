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

from asylon.law.citations import Bilingual
from asylon.law.periods import full_years, months_later
from asylon.register.counted_persons import CountedPerson

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
#: To what published figures are rounded, so that nobody can be recognised in them.
ROUNDED_TO = 5
#: A table holds at most five years, whatever the days on which they begin.
AT_MOST_MONTHS = 61
#: How many months are shown where none are asked for, the present one included.
MONTHS_SHOWN = 6
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


#: What a person counts for: the month, as what, the day on which the age counts, the other Member State.
Line = tuple[str, str, date, str]


def table(
    name: Table,
    files: Iterable[Sequence[CountedPerson]],
    state: str,
    *,
    since: date,
    until: date,
    rounded: bool = False,
    left_out: Callable[[int], None] | None = None,
) -> list[Cell]:
    """A table of the months from ``since`` to ``until`` (both within it), in order, from the persons of all ``files``.

    Persons whose data may not be processed for statistics now (a restriction, GDPR 18) are left out; ``left_out`` is told how
    many there are in the register. ``rounded`` rounds to the nearest five, as published. Raises ``KeyError`` for a table that does not exist.
    """
    count = _COUNTS[name]
    asked = months(since, until)
    found: Counter[tuple[str, str, str, str, str, str]] = Counter()
    without = 0
    for file in files:
        for person in file:
            if person.restricted:
                without += 1
                continue
            citizen, sex, born = person.citizen, person.sex, person.born
            # In one cell a person counts once, however often the same thing happened in that month.
            lines = {
                (month, item, citizen, sex, age_group(born, day), other)
                for month, item, day, other in count(person, asked)
            }
            for line in lines:
                found[line] += 1
    if left_out is not None:
        left_out(without)
    cells = [
        Cell(month, state, item, citizen, sex, age, other, as_published(persons) if rounded else persons)
        for (month, item, citizen, sex, age, other), persons in found.items()
    ]
    return sorted(cells)


def age_group(born: date | None, day: date) -> str:
    """The age group on a day of somebody born then."""
    if born is None:
        return AGE_UNKNOWN
    age = full_years(born, day)
    return next((name for last, name in AGE_GROUPS if age <= last), OLDEST)


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


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def months(since: date, until: date) -> dict[str, date]:
    """The months from that of ``since`` to that of ``until``, each with its last day."""
    found: dict[str, date] = {}
    day = since.replace(day=1)
    while day <= until:
        following = months_later(day, 1)
        found[_month(day)] = date.fromordinal(following.toordinal() - 1)
        day = following
    return found


def recent(today: date) -> date:
    """The first day of the months that are shown where none are asked for."""
    return months_later(today.replace(day=1), 1 - MONTHS_SHOWN)


def _applications(person: CountedPerson, asked: Mapping[str, date]) -> Iterator[Line]:
    """Applicants by the month of the registration, each once a month; the first registration of a month tells as what."""
    counted: set[str] = set()
    for day, item in person.applications:
        month = _month(day)
        if month in asked and month not in counted:
            counted.add(month)
            yield month, item, day, ""


def _decisions(person: CountedPerson, asked: Mapping[str, date]) -> Iterator[Line]:
    """Decisions at first instance by outcome; withdrawals are no decisions on the merits and stand apart."""
    return ((month, item, day, "") for day, item in person.decisions if (month := _month(day)) in asked)


def _pending(person: CountedPerson, asked: Mapping[str, date]) -> Iterator[Line]:
    """Persons whose application is under examination at the end of the month, appeals included (862/2007, 4(1)(b))."""
    turns = person.turns
    pending, following = False, 0
    for month, last in asked.items() if turns else ():
        while following < len(turns) and turns[following][0] <= last:
            pending = turns[following][1]
            following += 1
        if pending:
            yield month, "PENDING", last, ""


def _dublin(person: CountedPerson, asked: Mapping[str, date]) -> Iterator[Line]:
    """Requests, notifications, replies and transfers with the other State (862/2007, 4(4))."""
    return ((month, item, day, other) for day, item, other in person.between if (month := _month(day)) in asked)


_COUNTS: dict[str, Callable[[CountedPerson, Mapping[str, date]], Iterator[Line]]] = {
    "applications": _applications,
    "decisions": _decisions,
    "pending": _pending,
    "dublin": _dublin,
}


def as_published(persons: int) -> int:
    """A count to the nearest five."""
    return (persons + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
