"""One person's case while its position is computed.

The chapters of the law read facts, circumstances and the book here, and leave duties, rights and reasons behind.
Whatever would change by the mere passing of time is noted, so that the position knows how long it holds.
"""

from __future__ import annotations

from collections.abc import Callable, KeysView, Mapping, Sequence, Set
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.book import DATE_QUESTION, Book
from asylon.law.calendars import Calendar
from asylon.law.circumstances import Circumstance
from asylon.law.circumstances.known import Circumstances, midnight_after
from asylon.law.circumstances.national_law import NationalLawProvides, Provided
from asylon.law.circumstances.obligations import ObligationCarriedOut
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationLodged,
    ApplicationMade,
    ApplicationRegistered,
    DecisionBecameFinal,
    Fact,
    FamilyLink,
    PersonDescribed,
    TakenIntoCare,
)
from asylon.law.facts.person import CitizenshipAcquired
from asylon.law.files import effective
from asylon.law.governing import Governing, Shut
from asylon.law.moments import Moment, anniversary
from asylon.law.periods import Counted, Counting, Length, Unit, count, extend, fixed, moved, needs_two_working_days
from asylon.law.position import Duty, Position, Reason, Responsible, Retention, Standing, Status, Undetermined
from asylon.law.provisions import FixedDate, KeepingPeriod, Obligation, Provision, Silence, TimeLimit, declare
from asylon.law.schedules import Schedule
from asylon.law.tables import Decision, DecisionTable, Row, Undecided

#: What happened: to a person, or to a Member State or the Union (the case of a State).
Happening = Fact | Circumstance
F = TypeVar("F", bound=Happening)

#: Later than anything: no change is known yet.
_NEVER = datetime.max.replace(tzinfo=UTC)
#: So many periods counted are remembered in a book before its memory starts afresh.
_REMEMBERED = 100_000
#: The answers under which Article 3 of Regulation 1182/71 moves a last day.
_ARTICLE_3 = {"O-33": "article_3_in_full", "O-34": "applies"}
#: The directives: for their periods it is open by which law they are counted (O-34).
_DIRECTIVES = ("RCD ", "RD ")

FACT_MISSING = declare(
    Silence(
        id="fact-missing",
        block="general",
        rules=("T-8",),
        cite="1182/71 3",
        words=Bilingual(
            "A fact is missing on which the answer hangs.", "Er ontbreekt een feit waarvan het antwoord afhangt."
        ),
    )
)

NOT_RECORDED = declare(
    Silence(
        id="date-passed-not-recorded",
        block="general",
        rules=("T-6",),
        cite="1182/71 5",
        words=Bilingual(
            "The date has passed and nothing is recorded about it; that is no finding that it was not done.",
            "De datum is voorbij en er is niets over vastgelegd; dat is geen vaststelling dat het niet is gedaan.",
        ),
    )
)

BEGAN_BEFORE = declare(
    Silence(
        id="began-before-application",
        block="general",
        rules=("T-6",),
        cite="1182/71 4(2)",
        words=Bilingual(
            "Something began before this act applied: the law of that time governs it, which is not modelled.",
            "Iets begon voordat deze handeling van toepassing was: daarop is het recht van toen van toepassing, dat niet is"
            " gemodelleerd.",
        ),
    )
)


class Asked(msgspec.Struct, frozen=True):
    """A decision table as it was asked: with which inputs and bounds, and the rows that could be reached."""

    table: DecisionTable
    inputs: Mapping[str, Any]
    bounds: Mapping[str, float] | None
    rows: tuple[Row, ...]


class Case:
    """The facts of one person and the position that grows from them.

    A Member State has a case too: its facts are the circumstances about it and about the Union, ``person`` its letters.
    """

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
        #: The same instant in UTC, by which others are compared.
        self._now: datetime = circumstances.now
        self.family: dict[str, Case] = {}
        self.facts: list[Happening] = list(facts)
        self._by_kind: dict[type, list[Any]] = {}
        for fact in self.facts:
            self._by_kind.setdefault(type(fact), []).append(fact)
        self.duties: list[Duty] = []
        self.rights: list[Standing] = []
        self.permitted: list[Standing] = []
        self.forbidden: list[Standing] = []
        self.judgements: list[Standing] = []
        self.steps: list[Standing] = []
        self.reasons: list[Reason] = []
        self.undetermined: list[Undetermined] = []
        self.retention: list[Retention] = []
        self.responsible: Responsible | None = None
        self.route: Standing | None = None
        self._route_rank = -1
        self._changes: datetime | None = None
        self._changes_utc: datetime = _NEVER
        #: The tables as they were asked, where somebody wants to know why; not kept otherwise.
        self.asked: list[Asked] | None = None
        self._governing: Governing | None = None
        self._doubts: dict[str, tuple[str, ...]] = {}
        #: Nothing that began today or holds now can hang on whether an act governs.
        self._certain = self.today >= book.undisputed
        self._birthdays: dict[str, date] = {}
        self._last_entered = True
        #: Findings that a later chapter of the same act needs (screening end, border route, acceptance …).
        self.findings: dict[str, Any] = {}
        self._describe()
        self._anew: datetime | None = self._further_application() if DecisionBecameFinal in self._by_kind else None

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
        return anniversary(self.born, self.book.length(parameter, self.born).count)

    def reached(self, parameter: str, day: date) -> bool | None:
        """Whether the person has reached an age (a parameter in years) on a day; None where the birth is unknown."""
        birthday = self._birthdays.get(parameter)
        if birthday is None:
            birthday = self.birthday(parameter)
            if birthday is None:
                return None
            self._birthdays[parameter] = birthday
            self.turn(datetime.combine(birthday, time.min, tzinfo=self.zone))
        return day >= birthday

    def minor_on(self, day: date) -> bool | None:
        """Whether the person is under 18 on a day (APR 3(6)); None where the birth is unknown."""
        of_age = self.reached("majority", day)
        return None if of_age is None else not of_age

    def all_unaccompanied(self) -> bool:
        """Whether the person was ever described as without a responsible adult."""
        return any(fact.unaccompanied for fact in self.all(PersonDescribed))

    def citizenship(self) -> CitizenshipAcquired | None:
        """The citizenship of a Member State, from the day it counts: that of another one once this Member State knows of it."""
        acquired = self.first(CitizenshipAcquired)
        if acquired is None or acquired.of == self.state or acquired.known_on is None:
            return acquired
        return msgspec.structs.replace(acquired, at=Moment(acquired.known_on))

    def as_at(self, instant: datetime) -> Case:
        """The case as it stood at an earlier instant: what happened and was in force by then, nothing decided yet.

        For rules that look at the time of a decision. What follows from it turns nothing in this case.
        """
        known = self.circumstances.as_at(instant)
        facts = [fact for fact in self.facts if fact.at.instant(self.zone) <= instant]
        earlier = Case(self.person, facts, self.state, instant, self.book, known)
        earlier.family = self.family
        earlier._governing, earlier._doubts = self._governing, self._doubts
        earlier._certain = earlier._certain and self._certain
        return earlier

    # --- which law ---------------------------------------------------------------------------------------------

    def shut(self, why: Shut, *, always: bool = False) -> None:
        """An act, or some of its articles, does not govern this case; ``always``: say so even if it is not met again."""
        if self._governing is None:
            self._governing = Governing()
        self._governing.shut(why)
        if always:
            self._governing.met.append(why)

    def governs(self, cite: str) -> bool:
        """Whether the provision at a citation governs this case; where it does not, the position says why."""
        return self._governing is None or not self._governing.keeps_out(cite)

    def shut_by(self, cite: str) -> Shut | None:
        """Why the provision at a citation does not govern this case; None where it does."""
        return self._governing.why_not(cite) if self._governing is not None else None

    def applies(self, cite: str) -> bool:
        """Whether the provision at a citation applies now: some provisions apply later, or earlier, than their act."""
        return self.today >= self.book.applies_from(cite)

    def covers(self, cite: str, happened: Happening) -> bool:
        """Whether the provision at a citation governs what happened: the act governs, and applied by then."""
        return self.governs(cite) and not self._began_before(cite, self.day(happened))

    def doubt(self, act: str, question: str) -> None:
        """That an act governs this case hangs on an open question."""
        self._doubts[act] = (*self._doubts.get(act, ()), question)
        self._certain = False

    def _doubted(self, cite: str, day: date) -> tuple[str, ...]:
        """The open questions on which it hangs whether an act governs what began on a day."""
        if not self._doubts and day >= self.book.undisputed:
            return ()
        act = cite.partition(" ")[0]
        found = self._doubts.get(act, ())
        if found or not self.book.disputed(act, day):
            return found
        if day == self.today:
            # What holds today hangs on the disputed date only until that date is behind us.
            self.turn(datetime.combine(self.book.undisputed, time.min, tzinfo=self.zone))
        return (DATE_QUESTION,)

    def _began_before(self, cite: str, day: date) -> bool:
        """Whether something began before the act that it would fall under applied; the position then says so."""
        if day >= self.book.applies_from(cite):
            return False
        act = cite.partition(" ")[0]
        application = self.book.applications[act]
        question = f"law:{act}"
        if all(item.question != question for item in self.undetermined):
            self.undetermined.append(
                Undetermined(
                    question=question,
                    provision=BEGAN_BEFORE.id,
                    cite=application.cite,
                    rules=(application.rule, *BEGAN_BEFORE.rules),
                    hangs_on=self._doubted(cite, day),
                )
            )
        return True

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
        start = moment.utc(self.zone) if moment.exact else None
        day = moment.day(self.zone)
        for fact in found:
            if start is not None and fact.at.exact:
                if fact.at.utc(self.zone) >= start:
                    return fact
            elif fact.at.day(self.zone) >= day:
                return fact
        return None

    @property
    def kinds(self) -> KeysView[type]:
        """The kinds of what happened."""
        return self._by_kind.keys()

    def has(self, kinds: Set[type[Happening]]) -> bool:
        """Whether anything of these kinds happened."""
        return not kinds.isdisjoint(self._by_kind)

    def day(self, fact: Happening) -> date:
        """The calendar day of a fact in the Member State's zone."""
        return fact.at.day(self.zone)

    def relatives(self, *relations: str) -> list[str]:
        """Persons of this file who are this person's parent, child, … (links are read in both directions)."""
        mirror = {"child": "parent", "parent": "child", "responsible_adult": "charge", "charge": "responsible_adult"}
        found: list[str] = []
        for link in self.all(FamilyLink):
            if link.relation in relations and link.existed_before_arrival is not False:
                found.append(link.other)
        for person, other in self.family.items():
            if person == self.person:
                continue
            for link in other.all(FamilyLink):
                seen_from_here = mirror.get(link.relation, link.relation)
                if link.other == self.person and seen_from_here in relations:
                    found.append(person)
        return list(dict.fromkeys(found))

    def provides(self, article: Provided) -> bool:
        """Whether national law is recorded to use a possibility that an article leaves to it (not recorded: it does not).

        Recorded in the profile of the Member State, or as a circumstance.
        """
        if article in self.book.provided.get(self.state, ()):
            return True
        key = f"national law of {self.state}"
        provided: frozenset[str] | None = self.circumstances.memory.get(key)
        if provided is None:
            found = self.circumstances.on(NationalLawProvides, self.circumstances.today, self.state)
            provided = frozenset(item.article for item in found)
            self.circumstances.memory[key] = provided
        return article in provided

    # --- time --------------------------------------------------------------------------------------------------

    def turn(self, instant: datetime) -> None:
        """Note an instant at which the position will differ."""
        utc = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
        if self._now < utc < self._changes_utc:
            self._changes, self._changes_utc = instant, utc

    def count(
        self,
        start: Moment,
        key: str,
        by: Counting,
        *,
        calendar: Calendar | None = None,
        roll: bool = True,
        cite: str = "",
        length: Length | None = None,
    ) -> Counted:
        """Count a parameter's length from a moment, with the open questions on counting answered.

        ``length`` goes before the parameter's, where a fact names it (a period granted). ``cite`` is the provision that lays
        the period down: for a directive it is open which law counts (O-34).
        """
        calendar = calendar or self.calendar
        book = self.book
        directive = cite.startswith(_DIRECTIVES)
        # Enumerations are slow to look up by; there is one object of each.
        place = (start.value, key, length, id(by), calendar.state, self.state, roll, directive)
        found = book.memory.counted.get(place)
        if found is None:
            length = length or book.length(key, start.day(self.zone), self.state)
            found = self._count(start, length, by, calendar, roll, directive=directive)
            if len(book.memory.counted) >= _REMEMBERED:
                book.memory.counted.clear()
            book.memory.counted[place] = found
        return found

    def _count(
        self, start: Moment, length: Length, by: Counting, calendar: Calendar, roll: bool, *, directive: bool
    ) -> Counted:
        book = self.book
        two: bool | None = None
        for_hours = False
        if length.unit is Unit.HOURS:
            for_hours = book.answer("O-1") == "hours_too"
        elif by is not Counting.REG_1182_71:
            two = True if book.answer("O-1") == "beside_apr_73" else None
        elif roll and (
            (length.unit is Unit.DAYS and book.answer("O-33") == "article_5_literal")
            or (directive and book.answer("O-34") == "national_law")
        ):
            roll, two = False, False
        return count(
            start.value, length, by, calendar, two_working_days=two, two_working_days_for_hours=for_hours, roll=roll
        )

    def counting_doubts(self, counted: Counted, calendar: Calendar, cite: str) -> tuple[str, ...]:
        """The open questions on counting whose answer would change this date (O-1, O-33, O-34)."""
        place = (id(counted), calendar.state, cite.startswith(_DIRECTIVES))
        known = self.book.memory.doubts.get(place)
        if known is not None and known[0] is counted:
            return known[1]
        found = self._open_on(counted, calendar, cite)
        if len(self.book.memory.doubts) >= _REMEMBERED:
            self.book.memory.doubts.clear()
        self.book.memory.doubts[place] = (counted, found)
        return found

    def _open_on(self, counted: Counted, calendar: Calendar, cite: str) -> tuple[str, ...]:
        if counted.length is None or counted.back:
            return ()
        unit = counted.length.unit
        if counted.by is not Counting.REG_1182_71 or unit is Unit.HOURS:
            return ("O-1",) if needs_two_working_days(counted, calendar) else ()
        questions = (("O-33",) if unit is Unit.DAYS else ()) + (("O-34",) if cite.startswith(_DIRECTIVES) else ())
        if not questions or not moved(counted, calendar):
            return ()
        # A period that its rule does not let move at all (a duration) hangs on none of them.
        read_so = any(self.book.answer(question) != _ARTICLE_3[question] for question in questions)
        still = any(step.kind == "not_rolled" for step in counted.steps)
        return questions if read_so or not still else ()

    def prolong(self, counted: Counted, by: Length, *, calendar: Calendar | None = None) -> Counted:
        """A limit lengthened by a length, from its nominal or from its rolled end (O-7)."""
        rolled = self.book.answer("O-7") == "rolled_end"
        return extend(counted, by, calendar or self.calendar, from_="rolled_end" if rolled else "nominal_end")

    def extended(self, counted: Counted, key: str, *, calendar: Calendar | None = None) -> Counted:
        """A limit lengthened by a parameter (O-7)."""
        return self.prolong(counted, self.book.length(key, counted.event_day, self.state), calendar=calendar)

    def limit(
        self,
        limit: TimeLimit,
        start: Happening | Moment,
        *,
        met: Happening | None = None,
        state: str = "",
        counted: Counted | None = None,
        extra: str = "",
        lapsed: bool = False,
        expires: bool = False,
        reasons: tuple[Reason, ...] = (),
        hangs_on: tuple[str, ...] = (),
        rules: tuple[str, ...] = (),
        cite: str = "",
    ) -> Duty:
        """Count a time limit and enter the duty. ``extra`` is the parameter of an extension, counted by O-7.

        ``expires`` is for what may be done within its time and need not (an appeal): afterwards it lapses, nothing is late.
        Nothing is entered where the act does not govern, or the limit began before it applied: the position says so.
        """
        moment = start if isinstance(start, Moment) else start.at
        calendar = self.book.calendar(state) if state and state != self.state else self.calendar
        day = moment.day(self.zone)
        if counted is None:
            counted = self.count(moment, limit.length, limit.by, calendar=calendar, cite=limit.cite)
            hangs_on += self.counting_doubts(counted, calendar, limit.cite)
            if extra:
                counted = self.extended(counted, extra, calendar=calendar)
        else:
            hangs_on += self.counting_doubts(counted, calendar, limit.cite)
        return self._due(
            limit,
            counted,
            "" if isinstance(start, Moment) else start.id,
            met=met,
            state=state,
            lapsed=lapsed,
            expires=expires,
            reasons=reasons,
            hangs_on=limit.open_questions + hangs_on,
            rules=rules,
            cite=cite,
            began=day,
        )

    def by_date(
        self,
        duty: FixedDate,
        on: date,
        *,
        met: Happening | None = None,
        state: str = "",
        lapsed: bool = False,
        reasons: tuple[Reason, ...] = (),
    ) -> Duty:
        """Enter a duty due on a date that the act names; where it recurs, in the year of ``on``."""
        counted = fixed(self.book.day(duty.date, on, self.state), self.calendar)
        return self._due(duty, counted, "", met=met, state=state, lapsed=lapsed, reasons=reasons)

    def _due(
        self,
        limit: TimeLimit | FixedDate,
        counted: Counted,
        started_by: str,
        *,
        met: Happening | None,
        state: str,
        lapsed: bool,
        reasons: tuple[Reason, ...],
        expires: bool = False,
        hangs_on: tuple[str, ...] = (),
        rules: tuple[str, ...] = (),
        cite: str = "",
        who: str = "",
        began: date | None = None,
    ) -> Duty:
        """Enter a duty with its date: met, lapsed, late, or open until its end; ``began`` is the day that started it."""
        entered = (self._governing is None or self.governs(limit.cite)) and (
            began is None or self.of_state or not self._began_before(limit.cite, began)
        )
        end = counted.end
        status: Status
        in_time: bool | None = None
        if met is not None:
            status = "met"
            if counted.last_day is not None and counted.moment is None:
                in_time = met.at.day(self.zone) <= counted.last_day
            else:
                in_time = met.at.utc(self.zone) <= end
        elif lapsed:
            status = "lapsed"
        elif end <= self._now:
            status = "lapsed" if expires else "late"
        else:
            status = "open"
            if entered:
                self.turn(end)
        duty = Duty(
            provision=limit.id,
            who=who or limit.who,
            state=state or self.state,
            status=status,
            due=counted,
            end=end,
            started_by=started_by,
            met_by=met.id if met is not None else "",
            met_at=met.at if met is not None else None,
            met_in_time=in_time,
            rules=limit.rules + rules + counted.rules + ("T-8",),
            cite=f"{limit.cite}; {cite}" if cite else limit.cite,
            hangs_on=hangs_on + self._doubted(limit.cite, began or self.today),
            reasons=reasons,
        )
        self._last_entered = entered
        if entered:
            self.duties.append(duty)
            if limit.records and status in ("open", "late"):
                self.stand(self.permitted, limit, reasons)
        return duty

    def duty(self, provision: str) -> Duty | None:
        """The duty entered for a provision, if there is one."""
        for duty in self.duties:
            if duty.provision == provision:
                return duty
        return None

    def retain(
        self,
        period: KeepingPeriod,
        start: Happening | Moment,
        *,
        counted: Counted | None = None,
        earlier: Happening | None = None,
        reasons: tuple[Reason, ...] = (),
        rules: tuple[str, ...] = (),
        cite: str = "",
    ) -> Retention:
        """Enter until when data are kept. ``earlier`` is what makes their erasure due before (a citizenship acquired)."""
        moment = start if isinstance(start, Moment) else start.at
        if counted is None:
            counted = self.count(moment, period.length, period.by, roll=False)
        end = counted.end
        if earlier is not None and earlier.at.instant(self.zone) < end:
            end = earlier.at.instant(self.zone)
        entered = self.governs(period.cite) and not self._began_before(period.cite, moment.day(self.zone))
        kept = Retention(
            provision=period.id,
            due=counted,
            end=end,
            started_by="" if isinstance(start, Moment) else start.id,
            ended_by=earlier.id if earlier is not None and end < counted.end else "",
            rules=period.rules + rules + counted.rules,
            cite=f"{period.cite}; {cite}" if cite else period.cite,
            reasons=reasons,
        )
        if entered:
            self.turn(end)
            self.retention.append(kept)
        return kept

    # --- tables ------------------------------------------------------------------------------------------------

    def decide(
        self,
        table: DecisionTable,
        inputs: Mapping[str, Any],
        *,
        bounds: Mapping[str, float] | None = None,
        known_as: Mapping[str, str] | None = None,
    ) -> tuple[str, tuple[Reason, ...]] | None:
        """Decide by a table; where facts are missing, note what would settle it and return None.

        ``known_as`` names the fact behind an input where that is another (the nationality behind a rate).
        """
        # The last row is the general rule; exceptions of other acts stand before it.
        if self._governing is not None and self._governing.keeps_out(table.rows[-1].cite):
            return None
        found = table.decide(inputs, bounds)
        if self.asked is not None:
            self.asked.append(Asked(table, dict(inputs), bounds, found.rows))
        if isinstance(found, Undecided):
            settle = tuple((known_as or {}).get(name, name) for name in found.settle)
            self.undetermined.append(
                Undetermined(
                    question=table.name,
                    provision=FACT_MISSING.id,
                    cite=table.rows[0].cite,
                    rules=tuple(dict.fromkeys(rule for row in table.rows for rule in row.rules)),
                    settle=tuple(dict.fromkeys(settle)),
                    outcomes=found.outcomes,
                )
            )
            return None
        reasons = _reasons(found)
        self.reasons.extend(reasons)
        return found.outcome, reasons

    # --- what holds --------------------------------------------------------------------------------------------

    def stand(
        self,
        kind: list[Standing],
        provision: Provision,
        reasons: tuple[Reason, ...] = (),
        *,
        about: str = "",
        until: date | None = None,
        rules: tuple[str, ...] = (),
        cite: str = "",
    ) -> Standing:
        """Enter a right, permission, prohibition, judgement or step; ``until`` is the last day on which it holds."""
        if until is not None:
            self.turn(midnight_after(until, self.zone))
        doubts = () if self._certain else self._doubted(provision.cite, self.today)
        if about or until is not None or rules or cite or doubts:
            made = Standing(
                provision=provision.id,
                rules=provision.rules + rules,
                cite=cite or provision.cite,
                reasons=reasons,
                about=about,
                hangs_on=doubts,
                until=until,
            )
        else:
            made = _plain(provision, reasons)
        if self._governing is None or self.governs(provision.cite):
            # A plain loop: this is asked for every right of every file.
            for other in kind:
                if other.provision == made.provision and other.about == about:
                    return made
            kind.append(made)
        return made

    def oblige(
        self,
        obligation: Obligation,
        reasons: tuple[Reason, ...] = (),
        *,
        state: str = "",
        cite: str = "",
        met: Happening | None = None,
        in_time: bool | None = None,
        rules: tuple[str, ...] = (),
        hangs_on: tuple[str, ...] = (),
    ) -> None:
        """Enter a duty that has no date of its own.

        ``in_time`` where another event was its latest moment; ``hangs_on`` names open questions that decide whether it holds.
        """
        if self._governing is not None and not self.governs(obligation.cite):
            return
        for duty in self.duties:
            if duty.provision == obligation.id:
                return
        self.duties.append(
            Duty(
                provision=obligation.id,
                who=obligation.who,
                state=state or self.state,
                status="met" if met is not None else "open",
                met_by=met.id if met is not None else "",
                met_at=met.at if met is not None else None,
                met_in_time=in_time,
                rules=tuple(dict.fromkeys(obligation.rules + rules)) if rules else obligation.rules,
                cite=cite or obligation.cite,
                hangs_on=()
                if self._certain and not hangs_on
                else tuple(dict.fromkeys(self._doubted(obligation.cite, self.today) + hangs_on)),
                reasons=reasons,
            )
        )

    def dated(self, duty: FixedDate, done: Mapping[date, Happening], *, who: str = "") -> None:
        """Enter a duty on the dates that the act names: the last one that has passed and the next one.

        ``done`` tells by which happening the duty of each date was done, beside what is recorded as carried out under its
        id. A date that passed without one is no finding that nothing was done: it is undetermined, and says what would
        settle it.
        """
        if not self.governs(duty.cite):
            return
        schedule = Schedule.parse(str(self.book.value(duty.date, self.today, self.state)))
        past, coming = schedule.around(self.today)
        done = dict(done)
        for fact in self.all(ObligationCarriedOut):
            if fact.obligation == duty.id and fact.state == self.state and fact.by in ("", who or duty.who):
                done.setdefault(fact.due or schedule.first, fact)
        for due in (past, coming):
            if due is None:
                continue
            counted = fixed(due, self.calendar)
            met = done.get(due)
            if met is not None or due is coming:
                entered = self._due(duty, counted, "", met=met, state="", lapsed=False, reasons=(), who=who)
                if getattr(met, "trace", False) and entered.met_in_time is False:
                    # Shown at the latest on that day: it may have been done in time.
                    self.duties[-1] = msgspec.structs.replace(entered, met_in_time=None)
                continue
            if any(item.question == duty.id for item in self.undetermined):
                continue
            self.undetermined.append(
                Undetermined(
                    question=duty.id,
                    provision=NOT_RECORDED.id,
                    cite=duty.cite,
                    rules=duty.rules + counted.rules,
                    settle=(duty.records,) if duty.records else (),
                )
            )

    def end_obligations(self, *obligations: Obligation, by: Happening | None = None) -> None:
        """Obligations without a date are over: met by a fact, or no longer to be done."""
        ids = {obligation.id for obligation in obligations}
        self.duties = [
            msgspec.structs.replace(
                duty,
                status="met" if by is not None else "lapsed",
                met_by=by.id if by is not None else "",
                met_at=by.at if by is not None else None,
            )
            if duty.provision in ids
            else duty
            for duty in self.duties
        ]

    def end_last_duty(self) -> None:
        """The duty entered last is no longer to be done: its omission has taken effect."""
        if not self._last_entered:
            return
        over = self.duties[-1].provision
        self.permitted = [item for item in self.permitted if item.provision != over]
        self.duties[-1] = msgspec.structs.replace(self.duties[-1], status="lapsed")

    def silent(self, question: str, silence: Silence, *, settle: tuple[str, ...] = (), cite: str = "") -> None:
        """Note that a question has no answer, because the law or its model is silent or a fact is missing."""
        if not self.governs(cite or silence.cite):
            return
        self.undetermined.append(
            Undetermined(
                question=question, provision=silence.id, cite=cite or silence.cite, rules=silence.rules, settle=settle
            )
        )

    def propose_route(
        self,
        rank: int,
        step: Provision,
        reasons: tuple[Reason, ...] = (),
        *,
        rules: tuple[str, ...] = (),
        cite: str = "",
    ) -> None:
        """Propose the route; the later stage (higher rank) wins, the earlier one stays visible as a step."""
        if not self.governs(step.cite):
            return
        made = Standing(provision=step.id, rules=step.rules + rules, cite=cite or step.cite, reasons=reasons)
        if rank > self._route_rank:
            if self.route is not None:
                self.steps.append(self.route)
            self.route = made
            self._route_rank = rank
        else:
            self.steps.append(made)

    def finish(self) -> Position:
        """The position as it stands."""
        for instant in self.circumstances.turns():
            self.turn(instant)
        if self._governing is not None:
            self._leave_out(self._governing)
        if self._doubts and self.responsible is not None:
            self.responsible = msgspec.structs.replace(
                self.responsible, hangs_on=self.responsible.hangs_on + self._doubts.get("AMMR", ())
            )
        if self.responsible is not None and self.responsible.settled:
            # The procedure has settled what the criteria left open.
            self.undetermined = [item for item in self.undetermined if item.question != "responsible"]
        return Position(
            person=self.person,
            state=self.state,
            at=self.at,
            edition=self.book.edition,
            route=self.route,
            steps=tuple(self.steps),
            duties=tuple(self.duties),
            rights=tuple(self.rights),
            permitted=tuple(self.permitted),
            forbidden=tuple(self.forbidden),
            responsible=self.responsible,
            judgements=tuple(self.judgements),
            retention=tuple(self.retention),
            reasons=tuple(self.reasons),
            undetermined=tuple(self.undetermined),
            changes_on=self._changes,
        )

    def _leave_out(self, governing: Governing) -> None:
        """Nothing of an act that does not govern stays, and the position says why it does not."""
        if self.responsible is not None and not self.governs(self.responsible.cite):
            self.responsible = None
        self.reasons = [reason for reason in self.reasons if self.governs(reason.cite)]
        said: set[tuple[str, str]] = set()
        for shut in governing.met:
            if (shut.question, shut.silence.id) in said:
                continue
            said.add((shut.question, shut.silence.id))
            self.undetermined.append(
                Undetermined(
                    question=shut.question,
                    provision=shut.silence.id,
                    cite=shut.cite,
                    rules=shut.rules,
                    hangs_on=shut.hangs_on,
                )
            )


_REASONS: dict[tuple[str, str], tuple[Reason, ...]] = {}
_PLAIN: dict[tuple[str, int], Standing] = {}


def _plain(provision: Provision, reasons: tuple[Reason, ...]) -> Standing:
    """What stands by a provision alone, for these reasons; made once for reasons that are made once."""
    place = (provision.id, id(reasons))
    found = _PLAIN.get(place)
    if found is None or found.reasons is not reasons:
        if len(_PLAIN) >= _REMEMBERED:
            _PLAIN.clear()
        found = Standing(provision=provision.id, rules=provision.rules, cite=provision.cite, reasons=reasons)
        _PLAIN[place] = found
    return found


def _reasons(decision: Decision) -> tuple[Reason, ...]:
    """The fired rows as reasons; each row's reason is made once."""
    if len(decision.rows) == 1:
        key = (decision.table, decision.rows[0].id)
        found = _REASONS.get(key)
        if found is None:
            row = decision.rows[0]
            found = (Reason(decision.table, row.id, row.then, row.rules, row.cite),)
            _REASONS[key] = found
        return found
    return tuple(Reason(decision.table, row.id, row.then, row.rules, row.cite) for row in decision.rows)


def ordered(facts: Sequence[Fact], in_zone: ZoneInfo) -> list[Fact]:
    """Facts in order of time; a day without time comes at its beginning, ties keep the order recorded."""
    return sorted(facts, key=lambda fact: fact.at.utc(in_zone))


__all__ = ["Case", "Circumstances", "effective", "midnight_after", "ordered"]
