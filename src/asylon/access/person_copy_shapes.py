"""The form of a copy for the person concerned: what a machine reads in it. One schema, for file and interface."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

FORMAT = "asylon-person-1"


#: An instant with its zone, which the schema says (RFC 3339).
Instant = Annotated[datetime, msgspec.Meta(tz=True)]


def _told(words: str) -> msgspec.Meta:
    return msgspec.Meta(description=words)


class Article(msgspec.Struct, frozen=True):
    """An article, with its address where it has one."""

    text: str
    url: str = ""


class Value(msgspec.Struct, frozen=True):
    """A field of a fact in words."""

    label: str
    value: str


class PresentFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as it counts today, corrections applied."""

    reference: str
    title: str
    when: Annotated[str, _told("when it happened, in words")]
    values: tuple[Value, ...]
    fact: Annotated[dict[str, Any], _told("the fact as `asylon law facts` describes it")]


class RecordedFact(PresentFact, frozen=True, kw_only=True):
    """An entry as it was recorded."""

    entry: Annotated[int, _told("its place in the file")]
    standing: Annotated[
        Literal["counts", "corrected", "withdrawn", "change"],
        _told("counts as recorded, counts as corrected since, was taken back, or is itself a correction or withdrawal"),
    ]
    changed_by: Annotated[tuple[str, ...], _told("references of the corrections and the withdrawal of it")] = ()
    recorded: Annotated[Instant, _told("when it was first recorded (UTC)")]
    taken_over: Annotated[
        Instant | None, _told("when this register took it over from another one (UTC); null where it did not")
    ] = None
    unit: str
    unit_words: str
    purpose: str
    purpose_words: str


class Relative(msgspec.Struct, frozen=True, kw_only=True):
    """Another person of the file: how that person belongs to the one the copy is about, and nothing else."""

    reference: Annotated[str, _told("how facts of this copy name the relative; not the reference of the file")]
    relation: str
    words: str


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the position: what holds, on which articles, by which rows of tables."""

    id: str
    text: str
    articles: tuple[Article, ...] = ()
    reasons: tuple[str, ...] = ()
    open_questions: Annotated[
        tuple[str, ...], _told("open questions of law on which it hangs, with the answer taken")
    ] = ()


class Deadline(Answer, frozen=True, kw_only=True):
    """A duty, of an authority or of the person."""

    who: str
    status: Literal["open", "late", "met", "lapsed"]
    status_words: str
    due: Annotated[Instant | None, _told("first instant at which it is overdue; null where it has no date")]
    due_words: str
    counting: Annotated[str, _told("how the date was counted")]
    consequence: Annotated[str, _told("what follows where it is missed")]


class Kept(Answer, frozen=True, kw_only=True):
    """How long data are kept."""

    until_words: str
    counting: str
    over: Annotated[bool, _told("whether they must be gone already")]


class PositionToday(msgspec.Struct, frozen=True, kw_only=True):
    """What the law requires today, from what is recorded about the person."""

    at_words: str
    edition: str
    route: Answer | None
    responsible: Answer | None
    deadlines: tuple[Deadline, ...]
    rights: tuple[Answer, ...]
    permitted: tuple[Answer, ...]
    forbidden: tuple[Answer, ...]
    steps: tuple[Answer, ...]
    judgements: tuple[Answer, ...]
    undetermined: tuple[Answer, ...]


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A reading of the file."""

    at: Annotated[Instant, _told("when (UTC)")]
    unit: str
    unit_words: str
    purpose: str
    purpose_words: str
    what: str
    what_words: str


class Information(msgspec.Struct, frozen=True, kw_only=True):
    """What Article 15(1) and (2) GDPR wants told besides the data themselves."""

    subject: Annotated[
        Literal["purposes", "categories", "recipients", "keeping", "rights", "complaint", "source", "automated_decisions",
                "transfers", "form", "also_kept"],
        _told("which point it answers"),
    ]  # fmt: skip
    title: str
    text: str
    items: tuple[str, ...] = ()
    articles: tuple[Article, ...]


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """What is not in the copy, and why."""

    what: str
    why: str
    articles: tuple[Article, ...]
    number: Annotated[int | None, _told("how many entries; null where they are not counted")] = None


class PersonCopy(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the register holds about one person of a file, for that person."""

    format: Literal["asylon-person-1"] = FORMAT  # type: ignore[assignment]
    made: Annotated[Instant, _told("when the copy was made (UTC)")]
    language: Literal["en", "nl"]
    case: str
    state: Annotated[str, _told("Member State that keeps the file")]
    person: Annotated[str, _told("reference of the person in the file")]
    version: Annotated[int, _told("version of the file")]
    known: Annotated[tuple[PresentFact, ...], _told("what is known now")]
    relatives: tuple[Relative, ...]
    position: PositionToday | None
    kept: Annotated[tuple[Kept, ...], _told("how long which data are kept")]
    entries: Annotated[tuple[RecordedFact, ...], _told("every entry, in the order recorded")]
    readings: Annotated[tuple[Read, ...], _told("who read the file, the latest first")]
    information: tuple[Information, ...]
    left_out: tuple[LeftOut, ...]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a copy."""
    return msgspec.json.schema(PersonCopy)


def written(copy: PersonCopy) -> bytes:
    """The copy as JSON (UTF-8), indented for whoever opens it in an editor."""
    return msgspec.json.format(msgspec.json.encode(copy), indent=2) + b"\n"
