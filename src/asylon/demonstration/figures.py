"""The figures behind the demonstration, each table with its publisher, period, licence and method.

Two kinds of table lie in ``data/``. *Derived figures* are compact counts taken from public statistics: applicants in
the Netherlands by nationality, sex and age, and first-instance recognition rates. *Assumptions* (steps, stories,
shares, parties) are invented so that fictional files look lifelike; they measure nothing and must never be quoted.
``data/sources.csv`` says for each table which it is and how it was made.

**How the recognition rates were made.** For each nationality the decisions of 2024 at first instance were summed over
the Member States that report the first instance on its own: (recognised + other protection) divided by (recognised +
other protection + rejected); cases closed for another reason are left out. Austria, Bulgaria and Cyprus report first
instance and appeal together and are left out. The law refers to the latest yearly Union-wide average of Eurostat (APR
42(1)(j)); these rates stand in for it in the demonstration only.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from asylon.law.circumstances import Circumstance, RecognitionRate
from asylon.law.circumstances.reception import SchoolAge
from asylon.law.moments import Moment

Record = TypeVar("Record", bound=msgspec.Struct)

#: In the table of nationalities: the nationality is unknown, or other than the table names.
UNKNOWN = "unknown"


class Applicants(msgspec.Struct, frozen=True):
    """Applicants of one nationality in the Netherlands in a year (ISO code; XX stateless; ``unknown``)."""

    nationality: str
    applicants: int
    female: int
    male: int


class AgeGroup(msgspec.Struct, frozen=True):
    """Applicants of one sex and age group in the Netherlands in a year. ``age_to`` is inclusive; None: no upper end."""

    sex: str
    age_from: int
    age_to: int | None
    applicants: int


class Rate(msgspec.Struct, frozen=True):
    """First-instance decisions on one nationality in a year, and the share of positive ones in per cent."""

    nationality: str
    recognised: int
    other: int
    rejected: int
    percent: float


class Total(msgspec.Struct, frozen=True):
    """A published total for the Netherlands."""

    measure: str
    period: str
    value: int
    unit: str
    source: str


class Source(msgspec.Struct, frozen=True):
    """Where a table comes from, or that it is an assumption; and how it was made."""

    table: str
    publisher: str
    dataset: str
    period: str
    retrieved: str
    licence: str
    method: str


class Step(msgspec.Struct, frozen=True):
    """How long a step takes in fictional files: in ``unit``, between ``low`` and ``high``, most often ``mode``.

    In ``late_share`` of the files it takes between ``late_low`` and ``late_high`` longer than ``high``.
    """

    step: str
    unit: str
    low: float
    mode: float
    high: float
    late_share: float
    late_low: float
    late_high: float
    meaning: str


class Share(msgspec.Struct, frozen=True):
    """How often something happens in fictional files, in per cent."""

    name: str
    percent: float
    meaning: str


class StoryShare(msgspec.Struct, frozen=True):
    """The weight of a story among the files of ``any`` adults or of an unaccompanied ``minor``."""

    story: str
    party: str
    share: float
    meaning: str


class PartyShare(msgspec.Struct, frozen=True):
    """The weight of a composition among fictional files: so many adults, so many children."""

    party: str
    adults: int
    children_mode: int
    children_most: int
    share: float
    meaning: str


class Names(msgspec.Struct, frozen=True):
    """Fictional names for a group of nationalities, and Member States through which its stories may lead."""

    group: str
    nationalities: tuple[str, ...]
    entered_through: tuple[str, ...]
    female: tuple[str, ...]
    male: tuple[str, ...]
    family: tuple[str, ...]


@lru_cache(maxsize=1)
def applicants() -> tuple[Applicants, ...]:
    """Applicants in the Netherlands in 2024 by nationality and sex, largest first (Eurostat)."""
    return tuple(_read("nationalities-2024.csv", Applicants))


@lru_cache(maxsize=1)
def ages() -> tuple[AgeGroup, ...]:
    """Applicants in the Netherlands in 2022 by sex and age group (Eurostat)."""
    return tuple(_read("ages-2022.csv", AgeGroup))


@lru_cache(maxsize=1)
def rates() -> tuple[Rate, ...]:
    """First-instance recognition rates of 2024 by nationality (UNHCR; see the module for the method)."""
    return tuple(_read("recognition-rates-2024.csv", Rate))


@lru_cache(maxsize=1)
def totals() -> tuple[Total, ...]:
    """Published totals for the Netherlands."""
    return tuple(_read("totals.csv", Total))


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """For each table its publisher, period, licence and method; assumptions say that they are assumptions."""
    return tuple(_read("sources.csv", Source))


@lru_cache(maxsize=1)
def steps() -> dict[str, Step]:
    """The steps of fictional files, by name (assumption)."""
    return {step.step: step for step in _read("steps.csv", Step)}


@lru_cache(maxsize=1)
def shares() -> dict[str, float]:
    """The shares of fictional files, as numbers from 0 to 1, by name (assumption)."""
    return {share.name: share.percent / 100 for share in _read("shares.csv", Share)}


@lru_cache(maxsize=1)
def story_shares() -> tuple[StoryShare, ...]:
    """The stories and their weights (assumption)."""
    return tuple(_read("stories.csv", StoryShare))


@lru_cache(maxsize=1)
def party_shares() -> tuple[PartyShare, ...]:
    """The compositions of files and their weights (assumption)."""
    return tuple(_read("parties.csv", PartyShare))


@lru_cache(maxsize=1)
def names() -> dict[str, Names]:
    """Fictional names by nationality."""
    groups = [
        msgspec.convert({key: value if key == "group" else value.split() for key, value in row.items()}, Names)
        for row in _rows("names.csv")
    ]
    return {nationality: group for group in groups for nationality in group.nationalities}


#: The age from which children of the Netherlands must go to school.
SCHOOL_AGE = 5


@lru_cache(maxsize=1)
def circumstances() -> tuple[Circumstance, ...]:
    """The recognition rate of each nationality that the demonstration uses, and the age of school, with their sources.

    Each counts from the first day after the year it measures. No capacity figure is given: the number set for the
    Netherlands under APR 47 is not among our sources, and a missing figure is better than an invented one.
    """
    source = next(item for item in sources() if item.table == "recognition-rates-2024.csv")
    begin = Moment(date(int(source.period) + 1, 1, 1))
    school = SchoolAge(
        id="school-age", at=begin, state="NL", years=SCHOOL_AGE,
        source="Compulsory education starts in the month after the fifth birthday (Leerplichtwet 1969, as several municipalities "
        "tell it); school is open from the fourth",
    )  # fmt: skip
    return (
        school,
        *(
            RecognitionRate(
                id=f"rate-{rate.nationality}-{source.period}",
                at=begin,
                nationality=rate.nationality,
                percent=rate.percent,
                source=f"{source.publisher}, {source.dataset}, {source.period}: {rate.recognised + rate.other} positive of "
                f"{rate.recognised + rate.other + rate.rejected} first-instance decisions; stands in for the yearly "
                "Union-wide average of Eurostat",
            )
            for rate in rates()
        ),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("asylon.demonstration") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _read(name: str, record: type[Record]) -> Iterator[Record]:
    for row in _rows(name):
        given: dict[str, Any] = {key: None if value == "" else value for key, value in row.items()}
        yield msgspec.convert(given, record, strict=False)
