"""``position(file, circumstances, at, book)``: the law as a pure function.

No clock, database, network or global inside: the same input gives the same answer, for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.book import Book
from asylon.law.case import Asked, Case, Happening, ordered
from asylon.law.chapters import Single, Together, chapters
from asylon.law.circumstances import Circumstance
from asylon.law.circumstances.known import Circumstances
from asylon.law.facts import Fact
from asylon.law.files import File, effective
from asylon.law.position import Position


class Traced(msgspec.Struct, frozen=True):
    """A position with the tables as they were asked on the way to it, and the case it grew from."""

    position: Position
    asked: tuple[Asked, ...]
    case: Case


def position(file: File, circumstances: Sequence[Circumstance], at: datetime, book: Book) -> dict[str, Position]:
    """The legal position of every person of a file at an instant (aware), under a book.

    Facts that happen later than ``at`` do not count yet. Raises ``ValueError`` for a naive ``at``,
    :class:`asylon.law.files.InputError` for a correction of nothing, :class:`asylon.law.book.BookError` for a Member
    State or figure that the book does not hold.
    """
    cases = _cases(file, circumstances, at, book)
    _examine(cases)
    found = {person: case.finish() for person, case in cases.items()}
    for case in cases.values():
        # The persons of a file know each other: let go of them here, or only the collector of cycles would free them.
        case.family = {}
        case.findings = {}
    return found


def traced_position(file: File, circumstances: Sequence[Circumstance], at: datetime, book: Book) -> dict[str, Traced]:
    """The same positions, with the tables as they were asked: for whoever wants to know why something does not stand."""
    cases = _cases(file, circumstances, at, book)
    for case in cases.values():
        case.asked = []
    _examine(cases)
    return {person: Traced(case.finish(), tuple(case.asked or ()), case) for person, case in cases.items()}


def _cases(file: File, circumstances: Sequence[Circumstance], at: datetime, book: Book) -> dict[str, Case]:
    """A case for every person of whom something has happened by then."""
    if at.tzinfo is None:
        raise ValueError("the instant of the question needs a time zone")
    zone = book.zone(file.state)
    now = at.astimezone(UTC)
    past: list[tuple[datetime, int, Fact]] = []
    later: list[datetime] = []
    for fact in file.facts:
        instant = fact.at.utc(zone)
        if instant <= now:
            past.append((instant, len(past), fact))
        else:
            later.append(fact.at.instant(zone))
    of_person: dict[str, list[Happening]] = {fact.person: [] for _, _, fact in past}
    facts = tuple([fact for _, _, fact in past])
    standing = effective(File(file.state, facts))
    if standing is facts:
        past.sort()
    else:
        # A correction may have moved a fact beyond the moment asked for.
        past = [one for one in ordered(standing, zone) if one[0] <= now]
    for _, _, fact in past:
        of_person[fact.person].append(fact)
    known = _known(circumstances, at, zone, book)
    cases = {person: Case(person, facts, file.state, at, book, known) for person, facts in of_person.items()}
    for case in cases.values():
        case.family = cases
        for instant in later:
            case.turn(instant)
    return cases


def _examine(cases: dict[str, Case]) -> None:
    """Enter every chapter of the law that has something to say about the cases of a file."""
    persons = list(cases.values())
    for single, number, together in _plan(tuple([frozenset(case.kinds) for case in persons])):
        if single is not None:
            single(persons[number])
        elif together is not None:
            together(cases)


@lru_cache(maxsize=4096)
def _plan(kinds: tuple[frozenset[type[Happening]], ...]) -> tuple[tuple[Single | None, int, Together | None], ...]:
    """The chapters that facts of these kinds call, in order: one for which person of the file, or for all together."""
    called = [_called(known) for known in kinds]
    entries = chapters()
    plan: list[tuple[Single | None, int, Together | None]] = []
    for place in sorted(_together().union(*called)):
        entry = entries[place]
        if entry.single is not None:
            for number, places in enumerate(called):
                if place in places:
                    plan.append((entry.single, number, None))
        if entry.together is not None:
            plan.append((None, 0, entry.together))
    return tuple(plan)


def _called(kinds: frozenset[type[Happening]]) -> frozenset[int]:
    """The places of the chapters that facts of these kinds call for one person."""
    return _always().union(*[_called_by(kind) for kind in kinds])


@cache
def _always() -> frozenset[int]:
    return frozenset(place for place, entry in enumerate(chapters()) if entry.single is not None and not entry.when)


@cache
def _called_by(kind: type[Happening]) -> frozenset[int]:
    return frozenset(place for place, entry in enumerate(chapters()) if entry.single is not None and kind in entry.when)


@cache
def _together() -> frozenset[int]:
    return frozenset(place for place, entry in enumerate(chapters()) if entry.together is not None)


def state_position(circumstances: Sequence[Circumstance], state: str, at: datetime, book: Book) -> Position:
    """The legal position of a Member State (or of the Union, ``EU``) at an instant: its own duties and permissions.

    The facts of such a case are the circumstances about the State and about the Union that have begun by ``at``. Raises
    ``ValueError`` for a naive ``at``, :class:`asylon.law.book.BookError` for a State the book does not hold.
    """
    if at.tzinfo is None:
        raise ValueError("the instant of the question needs a time zone")
    zone = book.zone(state)
    now = at.astimezone(UTC)
    begun = [item for item in circumstances if item.state in (state, "EU") and item.at.utc(zone) <= now]
    begun.sort(key=lambda item: item.at.instant(zone))
    case = Case(state, begun, state, at, book, _known(circumstances, at, zone, book), of_state=True)
    for entry in chapters():
        if entry.state is not None and (not entry.when or case.has(entry.when)):
            entry.state(case)
    return case.finish()


#: The circumstances asked last: files are computed by the thousand under the same circumstances at the same instant.
_LAST: list[tuple[Sequence[Circumstance], datetime, ZoneInfo, Book, Circumstances]] = []
#: So many of them are remembered: those of several Member States, or with and without something supposed.
_REMEMBERED = 8


def _known(circumstances: Sequence[Circumstance], at: datetime, zone: ZoneInfo, book: Book) -> Circumstances:
    """The circumstances, indexed; remembered for an immutable sequence that is asked again under the same book."""
    for given, instant, in_zone, under, made in _LAST:
        if given is circumstances and instant == at and in_zone is zone and under is book:
            return made
    made = Circumstances(circumstances, at, zone)
    if isinstance(circumstances, tuple):
        _LAST.insert(0, (circumstances, at, zone, book, made))
        del _LAST[_REMEMBERED:]
    return made
