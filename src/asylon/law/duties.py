"""The duties of a case: limits counted and entered, dates that an act names, obligations without a date, keeping periods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from asylon.law.calendars import Calendar
from asylon.law.circumstances.obligations import ObligationCarriedOut
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted, Counting
from asylon.law.lengths import Length, Unit
from asylon.law.moments import Moment
from asylon.law.periods import at_hour, count, extend, fixed, moved, needs_two_working_days
from asylon.law.position import Duty, Reason, Retention, Status, Undetermined
from asylon.law.provisions import FixedDate, KeepingPeriod, Obligation, Silence, TimeLimit, declare
from asylon.law.recorded import Happening
from asylon.law.schedules import Schedule
from asylon.law.standing import Stands

#: So many periods counted are remembered in a book before its memory starts afresh.
_REMEMBERED = 100_000
# Looking a member up on its class is slow in Python 3.11.
_HOURS = Unit.HOURS
#: The answers under which Article 3 of Regulation 1182/71 moves a last day.
_ARTICLE_3 = {"O-33": "article_3_in_full", "O-34": "applies"}
#: The directives: for their periods it is open by which law they are counted (O-34).
_DIRECTIVES = ("RCD ", "RD ")

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


class Clocks(Stands):
    """How time is counted in a case, with the open questions on counting answered."""

    __slots__ = ()

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
        lasts = length or book.length(key, start.day(self.zone), self.state)
        # Whatever the hour of the event, days are counted alike: what another file counted from that day is used again.
        by_day = lasts.unit is not _HOURS and calendar is self.calendar
        # Enumerations are slow to look up by; there is one object of each.
        place = (
            start.day(self.zone) if by_day else start.value, key, length, id(by), calendar.state, self.state, roll,
            directive,
        )  # fmt: skip
        found = book.memory.counted.get(place)
        if found is None:
            begins = Moment(start.day(self.zone)) if by_day else start
            found = self._count(begins, lasts, by, calendar, roll, directive=directive)
            if len(book.memory.counted) >= _REMEMBERED:
                book.memory.counted.clear()
            book.memory.counted[place] = found
        return at_hour(found, start.local(self.zone)) if by_day and start.exact else found

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
        # Periods counted from one day, whatever the hour, have the same steps: one object.
        steps = counted.steps
        place = (id(steps), calendar.state, cite.startswith(_DIRECTIVES))
        known = self.book.memory.doubts.get(place)
        if known is not None and known[0] is steps:
            return known[1]
        found = self._open_on(counted, calendar, cite)
        if len(self.book.memory.doubts) >= _REMEMBERED:
            self.book.memory.doubts.clear()
        self.book.memory.doubts[place] = (steps, found)
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


class Duties(Clocks):
    """A case in which duties are entered: due by a limit, on a date, or as long as they hold."""

    __slots__ = ("_entered", "_last_entered", "duties", "retention")

    def _begin(self) -> None:
        super()._begin()
        self.duties: list[Duty] = []
        #: The provisions by which a duty was entered.
        self._entered: set[str] = set()
        self.retention: list[Retention] = []
        self._last_entered = True

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
        if isinstance(start, Moment):
            moment, started_by = start, ""
        else:
            moment, started_by = start.at, start.id
        calendar = self.book.calendar(state) if state and state != self.state else self.calendar
        began = moment.day(self.zone)
        if counted is None:
            counted, doubts = self._counted(limit, moment, calendar)
            if extra:
                counted = self.extended(counted, extra, calendar=calendar)
        else:
            doubts = self.counting_doubts(counted, calendar, limit.cite)
        # Nearly always the act governs and applied: asked in full only where that is not plain.
        applied = self.book.memory.starts.get(limit.cite)
        entered = (self._governing is None or self.governs(limit.cite)) and (
            (applied is not None and began >= applied) or self.of_state or not self._began_before(limit.cite, began)
        )
        if self._doubts or began < self.book.undisputed:
            doubts += self._doubted(limit.cite, began)
        end = counted.end
        status: Status = "open"
        met_by, met_at, in_time = "", None, None
        if met is not None:
            status, met_by, met_at, in_time = "met", met.id, met.at, self._in_time(counted, met)
        elif lapsed or (expires and end <= self.now):
            status = "lapsed"
        elif end <= self.now:
            status = "late"
        elif entered:
            self.turn(end)
        duty = Duty(
            provision=limit.id,
            who=limit.who,
            state=state or self.state,
            status=status,
            due=counted,
            end=end,
            started_by=started_by,
            met_by=met_by,
            met_at=met_at,
            met_in_time=in_time,
            rules=(*limit.rules, *rules, *counted.rules, "T-8"),
            cite=f"{limit.cite}; {cite}" if cite else limit.cite,
            hangs_on=limit.open_questions + hangs_on + doubts,
            reasons=reasons,
        )
        self._enter(limit, duty, entered)
        return duty

    def _counted(self, limit: TimeLimit, start: Moment, calendar: Calendar) -> tuple[Counted, tuple[str, ...]]:
        """The period of a limit from a moment, and the open questions on counting on which its date hangs."""
        if calendar is not self.calendar:
            counted = self.count(start, limit.length, limit.by, calendar=calendar, cite=limit.cite)
            return counted, self.counting_doubts(counted, calendar, limit.cite)
        limits = self.book.memory.limits
        day = start.day(self.zone)
        place = (limit.id, day, self.state)
        found = limits.get(place)
        if found is None:
            hours = self.book.length(limit.length, day, self.state).unit is _HOURS
            counted = self.count(start if hours else Moment(day), limit.length, limit.by, cite=limit.cite)
            found = None if hours else counted, self.counting_doubts(counted, calendar, limit.cite)
            if len(limits) >= _REMEMBERED:
                limits.clear()
            limits[place] = found
        of_day, doubts = found
        if of_day is None:
            counted = self.count(start, limit.length, limit.by, cite=limit.cite)
            return counted, self.counting_doubts(counted, calendar, limit.cite)
        return (at_hour(of_day, start.local(self.zone)) if start.exact else of_day), doubts

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
        return self._on_its_date(duty, counted, met=met, state=state, lapsed=lapsed, reasons=reasons)

    def _on_its_date(
        self,
        duty: FixedDate,
        counted: Counted,
        *,
        met: Happening | None,
        state: str = "",
        lapsed: bool = False,
        reasons: tuple[Reason, ...] = (),
        who: str = "",
    ) -> Duty:
        entered = self.governs(duty.cite)
        status: Status = "lapsed" if lapsed else "late" if counted.end <= self.now else "open"
        if met is not None:
            status = "met"
        elif status == "open" and entered:
            self.turn(counted.end)
        made = Duty(
            provision=duty.id,
            who=who or duty.who,
            state=state or self.state,
            status=status,
            due=counted,
            end=counted.end,
            met_by=met.id if met is not None else "",
            met_at=met.at if met is not None else None,
            met_in_time=self._in_time(counted, met) if met is not None else None,
            rules=(*duty.rules, *counted.rules, "T-8"),
            cite=duty.cite,
            hangs_on=self._doubted(duty.cite, self.today),
            reasons=reasons,
        )
        self._enter(duty, made, entered)
        return made

    def _in_time(self, counted: Counted, met: Happening) -> bool:
        """Whether it was done by the last day, or for hours before the instant."""
        if counted.moment is None and counted.last_day is not None:
            return met.at.day(self.zone) <= counted.last_day
        return met.at.utc(self.zone) <= counted.end

    def _enter(self, limit: TimeLimit | FixedDate, duty: Duty, entered: bool) -> None:
        """Enter a duty with its date, and what may be done about it; nothing where ``entered`` is false."""
        self._last_entered = entered
        if entered:
            self._entered.add(duty.provision)
            self.duties.append(duty)
            if limit.records and (duty.status == "open" or duty.status == "late"):
                self.stand(self.permitted, limit, duty.reasons)

    def duty(self, provision: str) -> Duty | None:
        """The duty entered for a provision, if there is one."""
        if provision not in self._entered:
            return None
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
        if earlier is not None and earlier.at.utc(self.zone) < end:
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
        if obligation.id in self._entered:
            return
        self._entered.add(obligation.id)
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
                entered = self._on_its_date(duty, counted, met=met, who=who)
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
        self.permitted.leave_out(over)
        self.duties[-1] = msgspec.structs.replace(self.duties[-1], status="lapsed")
