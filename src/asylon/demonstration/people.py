"""Fictional persons: who stands in a file. Composed from public counts and freely invented names; nobody is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Literal, TypeVar

import msgspec

from asylon.demonstration import figures
from asylon.demonstration.figures import UNKNOWN

Thing = TypeVar("Thing")
Sex = Literal["female", "male"]

#: Fictional officials by unit; the names are put together freely.
OFFICIALS: dict[str, tuple[str, ...]] = {
    "asylum": ("A. Veldhuizen", "M. Okkerman", "S. van Rooden", "J. Tempelaar", "N. Wijngaard", "F. Dorrestein"),
    "border": ("B. Slootweg", "R. Havermans", "E. Lichtvoet", "K. Zandbergen", "T. Bruinooge"),
    "dublin": ("D. Kranenbarg", "L. Steenhof", "P. Verwoerdt", "H. Olthuis"),
}

_YOUNGEST_PARENT, _OLDEST_PARENT = 19, 40
#: Highest age given in the open age group, and the ages of unaccompanied minors with their weights (assumption).
_OLDEST = 82
_MINOR_AGES = {12: 1, 13: 2, 14: 5, 15: 14, 16: 30, 17: 36}
#: Single applicants are more often men than applicants as a whole; families make up the difference (assumption).
_SINGLE_WOMEN = 0.57
_YEAR = 365.25


class Person(msgspec.Struct, frozen=True):
    """A fictional person of a file."""

    id: str
    name: str
    born: date
    sex: Sex
    adult: bool


class Party(msgspec.Struct, frozen=True):
    """The fictional persons of one file. ``nationality`` is None where it is never established.

    ``known`` says whether the nationality is known from the start.
    """

    kind: str
    persons: tuple[Person, ...]
    nationality: str | None
    known: bool
    entered_through: tuple[str, ...]

    @property
    def adults(self) -> tuple[Person, ...]:
        """The adults, the oldest role first."""
        return tuple(person for person in self.persons if person.adult)

    @property
    def children(self) -> tuple[Person, ...]:
        """The minors."""
        return tuple(person for person in self.persons if not person.adult)


def chosen(rng: Random, things: Sequence[tuple[Thing, float]]) -> Thing:
    """One of weighted things."""
    point = rng.random() * sum(weight for _, weight in things)
    for thing, weight in things:
        point -= weight
        if point < 0:
            return thing
    return things[-1][0]


def compositions(rng: Random, persons: int) -> list[tuple[str, int, int]]:
    """Compositions of files (kind, adults, children) until they hold as many persons as asked."""
    shares = [(share, share.share) for share in figures.party_shares()]
    found: list[tuple[str, int, int]] = []
    held = 0
    while held < persons:
        share = chosen(rng, shares)
        children = 0
        if share.children_mode:
            children = round(rng.triangular(0.6, share.children_most + 0.4, share.children_mode - 0.5))
        if share.party == "minor":
            children = 1
        found.append((share.party, share.adults, children))
        held += share.adults + children
    return found


def party(composition: tuple[str, int, int], number: str, arrival: date, rng: Random) -> Party:
    """The persons of one file. ``number`` is the file's number; person ids carry its last part."""
    kind, adults, children = composition
    nationality, known = _nationality(rng)
    names = figures.names()[nationality or UNKNOWN]
    family_name = rng.choice(names.family)
    stem = number.rsplit("-", 1)[-1]
    persons: list[Person] = []

    def enter(sex: Sex, born: date, adult: bool, family: str) -> None:
        given = rng.choice(names.female if sex == "female" else names.male)
        persons.append(Person(f"p-{stem}-{len(persons) + 1}", f"{given} {family}", born, sex, adult))

    sex: Sex

    child_ages = sorted((rng.uniform(0.4, 17.4) for _ in range(children)), reverse=True)
    if kind == "minor":
        sex = "male" if rng.random() < _male_share(14) else "female"
        age = chosen(rng, list(_MINOR_AGES.items()))
        enter(sex, _born(arrival, age + rng.random(), rng), False, family_name)
    elif kind == "single":
        sex = "female" if rng.random() < _female_share(nationality) * _SINGLE_WOMEN else "male"
        enter(sex, _born(arrival, _adult_age(sex, rng), rng), True, family_name)
    else:
        eldest = child_ages[0] if child_ages else 0.0
        first: Sex = "female" if adults == 1 or rng.random() < 0.5 else "male"
        for position in range(adults):
            parental = eldest + rng.triangular(_YOUNGEST_PARENT, _OLDEST_PARENT, _YOUNGEST_PARENT + 7)
            other: Sex = "male" if first == "female" else "female"
            enter(
                first if position == 0 else other,
                _born(arrival, parental, rng),
                True,
                family_name if position == 0 or rng.random() < 0.5 else rng.choice(names.family),
            )
        for child_age in child_ages:
            enter("female" if rng.random() < 0.49 else "male", _born(arrival, child_age, rng), False, family_name)
    return Party(kind, tuple(persons), nationality, known, names.entered_through)


def _nationality(rng: Random) -> tuple[str | None, bool]:
    table = [(row.nationality, float(row.applicants)) for row in figures.applicants()]
    found = chosen(rng, table)
    if found != UNKNOWN:
        return found, True
    if rng.random() < figures.shares()["unknown_becomes_known"]:
        return chosen(rng, [row for row in table if row[0] != UNKNOWN]), False
    return None, False


def _female_share(nationality: str | None) -> float:
    row = next(row for row in figures.applicants() if row.nationality == (nationality or UNKNOWN))
    return row.female / (row.female + row.male)


def _male_share(age_from: int) -> float:
    both = {group.sex: group.applicants for group in figures.ages() if group.age_from == age_from}
    return both["male"] / (both["male"] + both["female"])


def _adult_age(sex: Sex, rng: Random) -> float:
    groups = [group for group in figures.ages() if group.sex == sex and group.age_from >= 18]
    group = chosen(rng, [(group, float(group.applicants)) for group in groups])
    low, high = group.age_from, (group.age_to or _OLDEST) + 1
    return rng.triangular(low, high, low + (high - low) / 4)


def _born(arrival: date, age: float, rng: Random) -> date:
    born = arrival - timedelta(days=max(1, round(age * _YEAR)))
    if age >= 12 and rng.random() < figures.shares()["born_first_january"]:
        first_january = born.replace(month=1, day=1)
        # An age that is only estimated must not make an adult of a minor, or a minor of an adult.
        if (arrival - first_january).days // _YEAR == (arrival - born).days // _YEAR:
            return first_january
    return born
