"""Shapes: what goes in and comes out, described for whoever reads the OpenAPI document."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

Data = dict[str, Any]


class Case(Schema):
    """A case: who keeps it, its version, and its persons in a few words (no names)."""

    number: str = Field(description="readable number, such as NL-2026-004217")
    state: str = Field(description="Member State that keeps it")
    version: int = Field(description="how many facts were recorded; the ETag of the case")
    opened: datetime
    persons: list[Data] = Field(
        description="reference, sex, date of birth, nationality, number of children in the file, whether processing is restricted"
    )


#: Said of every line of a list.
_CLOSED = "processing is restricted (GDPR 18) and the own unit may use nothing of the file now: only its number is told"
#: Said of every colleague who is named.
_ACTOR = "the colleague; empty for the person concerned, who sees unit, purpose and time (GDPR 15(4); Court of Justice, C-579/21)"


class CaseLine(Schema):
    """A case in a list."""

    number: str
    state: str
    version: int
    route: str = Field(description="provision of the route; empty where there is none")
    persons: int
    opened: datetime
    next_due: datetime | None = Field(description="first instant at which its next duty is overdue")
    problem: str = Field(description="why no position could be computed; empty where one was")
    closed: bool = Field(description=_CLOSED)


class CasePage(Schema):
    """A page of cases; ``next`` is the cursor of the following page, empty on the last."""

    items: list[CaseLine]
    next: str


class NewCase(Schema):
    """The first facts of a case (see /api/v1/law/facts), without number or with a free one."""

    facts: list[Data] = Field(min_length=1, max_length=500)
    number: str | None = Field(None, pattern=r"^[A-Z]{2}-\d{4}-\d{6}$")


class NewFacts(Schema):
    """Facts to record together, or not at all (see /api/v1/law/facts)."""

    facts: list[Data] = Field(min_length=1, max_length=500)


class RecordedFact(Schema):
    """A fact as recorded; ``fact`` is empty and ``erased`` true where the person's data were erased."""

    version: int
    fact: Data
    erased: bool
    recorded: datetime
    actor: str = Field(description=_ACTOR)
    unit: str
    purpose: str


class Facts(Schema):
    """The facts of a case that the one who asks may see; ``not_shown`` counts the others."""

    number: str
    version: int
    facts: list[RecordedFact]
    not_shown: int


class Positions(Schema):
    """Positions by person, with the receipt by which they can be computed again. See docs/cli.md for their keys."""

    state: str
    receipt: Data
    positions: dict[str, Data]


class Question(Schema):
    """A case that is asked about and not stored: facts, circumstances, and the instant of the question."""

    state: str = Field(pattern="^[A-Z]{2}$", description="Member State that keeps the file")
    facts: list[Data] = Field(min_length=1, max_length=500)
    circumstances: list[Data] = Field(default_factory=list, max_length=500)
    at: datetime = Field(description="instant with its zone")
    answers: dict[str, str] = Field(default_factory=dict, description="answers to open questions of law, such as O-18")


class DutyLine(Schema):
    """An open duty of a person."""

    number: str
    person: str
    provision: str
    block: str
    who: str
    unit: str
    state: str
    status: str
    due: datetime | None
    due_day: date | None
    closed: bool = Field(description=_CLOSED)


class DutyPage(Schema):
    """A page of duties; ``next`` is the cursor of the following page, empty on the last."""

    items: list[DutyLine]
    next: str


class Person(Schema):
    """A person of a case, in a few words."""

    person: str
    sex: str | None
    born: date | None
    nationality: str | None
    children: int
    restricted: bool = Field(description="whether the processing of the person's data is restricted (GDPR 18)")


class ReadingLine(Schema):
    """Somebody read the case."""

    at: datetime
    actor: str = Field(description=_ACTOR)
    unit: str
    purpose: str
    what: str


class ErasureReason(Schema):
    """Why a person is erased. It may not name the person."""

    reason: str = Field(min_length=3, max_length=500)


class ErasureReceipt(Schema):
    """The receipt of an erasure."""

    key_id: str
    at: datetime
    by: str
    reason: str


class Rule(Schema):
    """A rule of the index: our paraphrase, its citation, and whether it was read in an act's own text."""

    id: str
    block: str
    citation: str
    verification: str
    verified: bool
    words: str


class TableLine(Schema):
    """A decision table in the list."""

    name: str
    question: str
    rows: int
    cells: int


class Limit(Schema):
    """A time limit."""

    id: str
    duty: str
    who: str
    starts: str
    length: str
    counted_by: str
    consequence: str
    cite: str
    rules: list[str]
