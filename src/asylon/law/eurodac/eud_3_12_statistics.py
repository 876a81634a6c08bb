"""Linking datasets in sequences and counting persons (Regulation (EU) 2024/1358, Articles 3(6) and 12).

All datasets of one person form one sequence, and a confirmed hit joins two sequences. Statistics count persons, once per
sequence, where the article speaks of persons, and datasets where it speaks of datasets: a person with three datasets is one
applicant. Nothing here names or identifies anybody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from asylon.law.book import Book
from asylon.law.calculations import Calculated, CalculationError, calculation
from asylon.law.citations import Bilingual
from asylon.law.moments import anniversary

Article = Literal["15", "18(2)", "20", "22", "23", "24", "26"]
Conclusion = Literal["granted", "refused", "discontinued"]


class Recorded(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dataset as statistics see it: no name, no number, no image.

    ``arrival``: sent on arrival after take charge or relocation, and so no application of its own. ``conclusion``: how an
    admission procedure ended (Article 18(2)). ``repeated``: how often biometric data had to be asked again.
    """

    sequence: str
    state: str
    article: Article
    transmitted: date
    arrival: bool = False
    conclusion: Conclusion | None = None
    born: date | None = None
    sex: str = ""
    rejected: date | None = None
    marked: date | None = None
    mark: Literal["protection", "residence_document"] = "protection"
    unmarked: date | None = None
    repeated: int = 0


class Hit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A hit: for which person's transmission (``article``), and against what is stored.

    ``marked``: the person stands in Eurodac with a mark of Article 31(1) or (4).
    """

    on: date
    state: str
    article: Literal["15", "18(1)", "22", "23", "24", "26"]
    against: tuple[
        Literal[
            "application", "apprehension", "illegal_stay", "disembarkation", "protection", "temporary_protection",
            "admission_granted", "admission_refused", "admission_discontinued", "national_scheme",
        ],
        ...,
    ]  # fmt: skip
    marked: bool = False


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something counted by itself: a search under 18(1), a request for law enforcement with its hits, and the like."""

    on: date
    state: str = ""
    hits: int = 0


class Month(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What happened: ``period`` is a month (``2026-10``) or a year (``2026``).

    ``datasets`` are those of the period and the earlier ones still stored: without these nobody can tell who applies for the
    first time. ``links`` are pairs of sequences that a confirmed hit joins.
    """

    period: str
    datasets: tuple[Recorded, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    hits: tuple[Hit, ...] = ()
    searches: tuple[Event, ...] = ()
    law_enforcement: tuple[Event, ...] = ()
    europol: tuple[Event, ...] = ()
    access_requests: tuple[Event, ...] = ()
    false_hits: tuple[Event, ...] = ()


def linked(sequences: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each sequence the one it belongs to after all links; the name does not depend on their order (3(6))."""
    whole = {sequence: sequence for sequence in sequences}

    def root(sequence: str) -> str:
        whole.setdefault(sequence, sequence)
        while whole[sequence] != sequence:
            whole[sequence] = whole[whole[sequence]]
            sequence = whole[sequence]
        return sequence

    for one, other in links:
        first, second = sorted((root(one), root(other)))
        whole[second] = first
    return {sequence: root(sequence) for sequence in whole}


class _Count:
    """Persons and datasets of a period, over all Member States and in each."""

    def __init__(self, month: Month, majority: int) -> None:
        self.period = month.period
        self.person = linked((entry.sequence for entry in month.datasets), month.links)
        self.majority = majority
        self.persons: dict[str, dict[str, set[str]]] = {}
        self.sets: dict[str, Counter[str]] = {}
        self.born: dict[str, Counter[str]] = {}
        self.marks: Counter[str] = Counter()
        self.repeated = 0
        self.first: dict[str, date] = {}

    def within(self, day: date | None) -> bool:
        return day is not None and day.isoformat().startswith(self.period)

    def _add(self, name: str, entry: Recorded) -> None:
        for where in ("all", entry.state):
            self.persons.setdefault(where, {}).setdefault(name, set()).add(self.person[entry.sequence])

    def see(self, entry: Recorded) -> None:
        """Count a dataset for every point of 12(1) that it falls under."""
        person = self.person[entry.sequence]
        applied = entry.article == "15" and not entry.arrival
        if self.within(entry.transmitted):
            if applied:
                self._add("applicants", entry)
                if self.first[person] == entry.transmitted:
                    self._add("first_time_applicants", entry)
            self._registered(entry)
            self._dataset(entry)
        if self.within(entry.rejected):
            self._add("rejected_applicants", entry)
        if self.within(entry.marked):
            self.marks["marked"] += 1
            if entry.article == "15" and entry.mark == "protection":
                self._add("granted_protection", entry)
        if self.within(entry.unmarked):
            self.marks["unmarked"] += 1

    def _registered(self, entry: Recorded) -> None:
        name = _REGISTERED.get(entry.article)
        if name is not None:
            self._add(name, entry)
        if entry.article == "18(2)" and entry.conclusion == "granted":
            self._add("admitted_union", entry)
        if entry.born is not None and entry.transmitted < anniversary(entry.born, self.majority):
            self._add("minors", entry)

    def _dataset(self, entry: Recorded) -> None:
        self.repeated += entry.repeated
        counted = entry.article if entry.article != "18(2)" else "18(2)(b)-(c)"
        if entry.article == "20" or (entry.article == "18(2)" and entry.conclusion == "granted"):
            return
        for where in ("all", entry.state):
            self.sets.setdefault(where, Counter())[counted] += 1
        if entry.born is not None and entry.sex:
            self.born.setdefault(counted, Counter())[f"{entry.born.year} {entry.sex}"] += 1

    def numbers(self, where: str) -> dict[str, int]:
        return {name: len(self.persons.get(where, {}).get(name, ())) for name in PERSONS}


#: The persons counted, in the order of 12(1)(a) to (h).
PERSONS = (
    "applicants", "first_time_applicants", "rejected_applicants", "disembarked", "temporary_protection",
    "granted_protection", "minors", "admitted_union", "admitted_national",
)  # fmt: skip
_REGISTERED = {"24": "disembarked", "26": "temporary_protection", "20": "admitted_national"}


def statistics(month: Month, majority: int) -> dict[str, Any]:
    """The figures of 12(1) for a period. ``majority`` is the age in years below which a person is a minor."""
    count = _Count(month, majority)
    for entry in month.datasets:
        if entry.article == "15" and not entry.arrival:
            person = count.person[entry.sequence]
            count.first[person] = min(entry.transmitted, count.first.get(person, entry.transmitted))
    for entry in month.datasets:
        count.see(entry)
    hits = [hit for hit in month.hits if count.within(hit.on)]
    matrix: dict[str, Counter[str]] = {}
    for hit in hits:
        for kind in dict.fromkeys(hit.against):
            matrix.setdefault(hit.article, Counter())[kind] += 1
    states = sorted(set(count.persons) | set(count.sets) - {"all"})

    def events(found: Sequence[Event]) -> list[Event]:
        return [event for event in found if count.within(event.on)]

    return {
        "persons": count.numbers("all"),
        "datasets": dict(count.sets.get("all", {})),
        "searches": len(events(month.searches)),
        "hits": {article: dict(found) for article, found in sorted(matrix.items())},
        "repeated": count.repeated,
        "marked": count.marks["marked"],
        "unmarked": count.marks["unmarked"],
        "hits_marked": sum(hit.marked for hit in hits),
        "law_enforcement": _requests(events(month.law_enforcement)),
        "europol": _requests(events(month.europol)),
        "access_requests": len(events(month.access_requests)),
        "false_hits": len(events(month.false_hits)),
        "by_state": {
            state: {"persons": count.numbers(state), "datasets": dict(count.sets.get(state, {}))}
            for state in states
            if state != "all"
        },
        "by_birth_year_and_sex": {article: dict(found) for article, found in sorted(count.born.items())},
    }


def _requests(events: Sequence[Event]) -> dict[str, int]:
    return {"requests": len(events), "hits": sum(event.hits for event in events)}


@calculation(
    "eurodac-monthly-statistics",
    block="eurodac",
    question=Bilingual(
        "How many persons, datasets and hits does Eurodac count in a month or a year?",
        "Hoeveel personen, datasets en treffers telt Eurodac in een maand of een jaar?",
    ),
    data=Bilingual(
        "period (2026-10 or 2026); datasets: sequence, state, article, transmitted, and where they apply arrival, conclusion, "
        "born, sex, rejected, marked, mark, unmarked, repeated; links: pairs of sequences; hits: on, state, article, against, "
        "marked; searches, law_enforcement, europol, access_requests, false_hits: on, state, hits",
        "period (2026-10 of 2026); datasets: sequence, state, article, transmitted, en waar van toepassing arrival, conclusion, "
        "born, sex, rejected, marked, mark, unmarked, repeated; links: paren van reeksen; hits: on, state, article, against, "
        "marked; searches, law_enforcement, europol, access_requests, false_hits: on, state, hits",
    ),
    rules=("E4-18", "E4-7"),
    cite="EUD 12(1)",
)
def monthly(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """The statistics of a period. Raises :class:`CalculationError` that names the place of what cannot be read."""
    try:
        month = msgspec.convert(dict(data), Month, strict=False)
    except msgspec.ValidationError as error:
        raise CalculationError(
            f"the figures cannot be read: {error}", f"de cijfers kunnen niet worden gelezen: {error}"
        ) from None
    if not re.fullmatch(r"\d{4}(-\d{2})?", month.period):
        raise CalculationError(
            f"period is {month.period!r}; write a month such as 2026-10 or a year such as 2026",
            f"period is {month.period!r}; schrijf een maand zoals 2026-10 of een jaar zoals 2026",
        )
    return Calculated(
        name="eurodac-monthly-statistics",
        values=statistics(month, book.length("majority", on).count),
        rules=("E4-18", "E4-7"),
        cites=("EUD 12(1)", "EUD 12(2)", "EUD 3(6)"),
        notes=(
            Bilingual(
                "A person counts once in the Union and once in each Member State that sent data: the States can add up to more.",
                "Een persoon telt eenmaal in de Unie en eenmaal in elke lidstaat die gegevens zond: de staten samen kunnen meer zijn.",
            ),
            Bilingual(
                "A dataset sent on arrival after a transfer is counted as a dataset, and is no application of its own.",
                "Een bij aankomst na een overdracht verzonden dataset telt als dataset, en is geen eigen verzoek.",
            ),
        ),
    )
