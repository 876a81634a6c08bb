"""What is recorded of one person, read the way rules ask for it: the first, the last, the next, on which day.

Whatever would change by the mere passing of time is noted, so that a position knows how long it holds. A Member State
has a record too: its facts are the circumstances about it and about the Union.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, KeysView, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.book import Book
from asylon.law.calendars import Calendar
from asylon.law.circumstances import Circumstance
from asylon.law.circumstances.known import Circumstances
from asylon.law.circumstances.national_law import NationalLawProvides, Provided
from asylon.law.facts import (
    ApplicationLodged,
    ApplicationMade,
    ApplicationRegistered,
    DecisionBecameFinal,
    Fact,
    PersonDescribed,
    TakenIntoCare,
)
from asylon.law.facts.person import CitizenshipAcquired
from asylon.law.moments import Moment, anniversary

#: What happened: to a person, or to a Member State or the Union (the case of a State).
Happening = Fact | Circumstance
F = TypeVar("F", bound=Happening)

#: Later than anything: no change is known yet.
_NEVER = datetime.max.replace(tzinfo=UTC)


class Recorded:
    """The facts of one person up to an instant, oldest first, and when something will turn.

    Slots, here and in the layers above: a case has more attributes than Python keeps quick in a dictionary.
    """

    __slots__ = (
        "_anew", "_birthdays", "_by_kind", "_changes", "_changes_utc", "_minor", "_provided", "_turning", "at", "book", "born", "calendar",
        "circumstances", "facts", "kinds", "married", "nationality", "now", "of_state", "person", "state", "today",
        "unaccompanied", "zone",
    )  # fmt: skip

    def __init__(
        self,
        person: str,
        facts: Sequence[Happening],
        state: str,
        at: datetime,
        book: Book,
        circumstances: Circumstances,
        *,
        of_state: bool = False,
    ) -> None:
        self.person = person
        self.of_state = of_state
        self.state = state
        self.at = at
        self.book = book
        self.circumstances = circumstances
        self.calendar: Calendar = book.calendar(state)
        self.zone: ZoneInfo = self.calendar.timezone
        self.today: date = circumstances.today
        #: The same instant in UTC: two times of one zone are compared many times as fast as of different ones.
        self.now: datetime = circumstances.now
        self.facts: list[Happening] = list(facts)
        self._by_kind: dict[type, list[Any]] = {}
        for fact in self.facts:
            self._by_kind.setdefault(type(fact), []).append(fact)
        #: The kinds of what happened.
        self.kinds: KeysView[type] = self._by_kind.keys()
        self._changes: datetime | None = None
        self._changes_utc: datetime = _NEVER
        self._birthdays: dict[str, date] = {}
        self._minor: dict[date, bool | None] = {}
        self._provided: frozenset[str] | None = None
        #: The ages whose birthday is noted as a turn.
        self._turning: set[str] = set()
        self._describe()
        self._anew: datetime | None = self._further_application() if DecisionBecameFinal in self._by_kind else None
        self._begin()

    def _begin(self) -> None:
        """What there is before any chapter of the law is entered: each layer above adds its own."""

    def _further_application(self) -> datetime | None:
        """When an application was first made, registered or lodged here after the last final decision here."""
        final = self.last(DecisionBecameFinal, lambda fact: fact.state in (self.state, ""))
        if final is None:
            return None
        over = final.at.utc(self.zone)
        later = (
            fact.at.utc(self.zone)
            for kind in (ApplicationMade, ApplicationRegistered, ApplicationLodged)
            for fact in self.all(kind)
            if fact.state in (self.state, "")
        )
        return min((instant for instant in later if instant > over), default=None)

    # --- who ---------------------------------------------------------------------------------------------------

    def _describe(self) -> None:
        self.born: date | None = None
        self.nationality: str | None = None
        self.married: bool | None = None
        self.unaccompanied: bool | None = None
        for fact in self.all(PersonDescribed):
            self.born = fact.born if fact.born is not None else self.born
            self.nationality = fact.nationality if fact.nationality is not None else self.nationality
            self.married = fact.married if fact.married is not None else self.married
            self.unaccompanied = fact.unaccompanied if fact.unaccompanied is not None else self.unaccompanied
        if self.first(TakenIntoCare) is not None:
            self.unaccompanied = False

    def birthday(self, parameter: str) -> date | None:
        """The day on which the person reaches an age (a parameter in years); None where the birth is unknown."""
        if self.born is None:
            return None
        found = self._birthdays.get(parameter)
        if found is None:
            found = self._birthdays[parameter] = anniversary(self.born, self.book.length(parameter, self.born).count)
        return found

    def reached(self, parameter: str, day: date) -> bool | None:
        """Whether the person has reached an age (a parameter in years) on a day; None where the birth is unknown."""
        birthday = self._birthdays.get(parameter) or self.birthday(parameter)
        if birthday is None:
            return None
        if parameter not in self._turning:
            self._turning.add(parameter)
            self.turn(datetime.combine(birthday, time.min, tzinfo=self.zone))
        return day >= birthday

    def minor_on(self, day: date) -> bool | None:
        """Whether the person is under 18 on a day (APR 3(6)); None where the birth is unknown."""
        if day not in self._minor:
            of_age = self.reached("majority", day)
            self._minor[day] = None if of_age is None else not of_age
        return self._minor[day]

    def all_unaccompanied(self) -> bool:
        """Whether the person was ever described as without a responsible adult."""
        return any(fact.unaccompanied for fact in self.all(PersonDescribed))

    def citizenship(self) -> CitizenshipAcquired | None:
        """The citizenship of a Member State, from the day it counts: that of another one once this Member State knows of it."""
        acquired = self.first(CitizenshipAcquired)
        if acquired is None or acquired.of == self.state or acquired.known_on is None:
            return acquired
        return msgspec.structs.replace(acquired, at=Moment(acquired.known_on))

    # --- facts -------------------------------------------------------------------------------------------------

    def all(self, kind: type[F]) -> list[F]:
        """All facts of a kind, oldest first."""
        found: list[F] = self._by_kind.get(kind, [])
        return found

    def first(self, kind: type[F], where: Callable[[F], bool] | None = None) -> F | None:
        """The oldest fact of a kind that fits."""
        found: list[F] | None = self._by_kind.get(kind)
        if not found:
            return None
        if where is None:
            return found[0]
        for fact in found:
            if where(fact):
                return fact
        return None

    def last(self, kind: type[F], where: Callable[[F], bool] | None = None) -> F | None:
        """The latest fact of a kind that fits."""
        found: list[F] | None = self._by_kind.get(kind)
        if not found:
            return None
        if where is None:
            return found[-1]
        for fact in reversed(found):
            if where(fact):
                return fact
        return None

    def here(self, kind: type[F]) -> F | None:
        """The oldest fact of a kind that happened in the Member State that keeps the file.

        After a final decision a further application starts anew (APR 3(19), 55(2)): what came before it is over.
        """
        found: list[F] | None = self._by_kind.get(kind)
        if not found:
            return None
        for fact in found:
            if (fact.state == self.state or not fact.state) and (
                self._anew is None or fact.at.utc(self.zone) >= self._anew
            ):
                return fact
        return None

    def after(self, kind: type[F], moment: Moment) -> F | None:
        """The first fact of a kind not before a moment."""
        found: list[F] | None = self._by_kind.get(kind)
        if not found:
            return None
        zone = self.zone
        for fact in found:
            at = fact.at
            if at.exact and moment.exact:
                if at.utc(zone) >= moment.utc(zone):
                    return fact
            elif at.day(zone) >= moment.day(zone):
                return fact
        return None

    def has(self, kinds: Iterable[type[Happening]]) -> bool:
        """Whether anything of these kinds happened."""
        return not self.kinds.isdisjoint(kinds)

    def day(self, fact: Happening) -> date:
        """The calendar day of a fact in the Member State's zone."""
        return fact.at.day(self.zone)

    def provides(self, article: Provided) -> bool:
        """Whether national law is recorded to use a possibility that an article leaves to it (not recorded: it does not).

        Recorded in the profile of the Member State, or as a circumstance.
        """
        if self._provided is None:
            self._provided = self._national_law()
        return article in self._provided

    def _national_law(self) -> frozenset[str]:
        """The articles whose possibilities national law uses; worked out once for all cases under these circumstances."""
        key = f"national law of {self.state}"
        asked: tuple[Book, frozenset[str]] | None = self.circumstances.memory.get(key)
        if asked is None or asked[0] is not self.book:
            found = self.circumstances.on(NationalLawProvides, self.circumstances.today, self.state)
            articles = self.book.provided.get(self.state, frozenset()) | {item.article for item in found}
            asked = self.circumstances.memory[key] = (self.book, articles)
        return asked[1]

    # --- time --------------------------------------------------------------------------------------------------

    def turn(self, instant: datetime) -> None:
        """Note an instant at which the position will differ."""
        utc = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
        if self.now < utc < self._changes_utc:
            self._changes, self._changes_utc = instant, utc
