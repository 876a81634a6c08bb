"""Transmission to Eurodac (Regulation (EU) 2024/1358, Articles 15, 18, 20, 22 to 24 and 26; CFMR 10(7)).

Which events call for data stands in :mod:`asylon.law.eurodac.eud_15_26_events`, which clocks there are in
:mod:`asylon.law.eurodac.eud_15_26_clocks`; here they meet the facts of a file.
"""

from __future__ import annotations

from datetime import datetime, time

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.eurodac import EurodacTechnicalProblems, SuddenInfluxNotified
from asylon.law.counted import Counted, Counting
from asylon.law.eurodac.eud_15_26_clocks import (
    AFTER_HEALTH,
    AFTER_HEALTH_18,
    BEFORE_RELEASE,
    CLOCK,
    HEALTH_PREVAILS,
    LIMITS,
    NO_HOURS_AFTER_RETAKE,
    NO_WAITING,
    NOT_RECORDED,
    OUTSIDE,
    RETAKE,
    RETAKEN,
    RETAKEN_18_20,
    SEARCH,
    UNDER_SIX,
    WHILE_HELD,
)
from asylon.law.eurodac.eud_15_26_events import KINDS, Event, at_crossing_point, events, held_upon
from asylon.law.facts import BiometricsTaken, EurodacTransmitted, Fact, Released
from asylon.law.facts.eurodac import BiometricsImpossible, FingerprintsRetaken, HealthGroundsEnded, QualityInsufficient
from asylon.law.facts.resettlement import AdmissionConcluded
from asylon.law.moments import Moment
from asylon.law.periods import fixed
from asylon.law.position import Reason
from asylon.law.preparedness.cfmr_10_13_derogations import derogation_in_force


def examine(case: Case) -> None:
    """The transmissions that each event in this Member State calls for."""
    at_border = at_crossing_point(case)
    if at_border is not None and case.after(BiometricsTaken, at_border.at) is None:
        case.stand(case.forbidden, NO_WAITING)
    for event in events(case):
        if event.outcome == "none":
            _outside(case, event)
        elif event.outcome == "searched":
            _searched(case, event)
        else:
            _transmit(case, event)


def sent_for(case: Case, event: Event) -> EurodacTransmitted | None:
    """The first transmission since the event under its article; one without an article counts for any."""
    start = event.start.at.utc(case.zone)
    return case.first(
        EurodacTransmitted,
        lambda fact: fact.at.utc(case.zone) >= start and fact.recorded_under in (None, event.article),
    )


def _outside(case: Case, event: Event) -> None:
    why = event.reasons
    if why[0].row in ("under-six", "around-six"):
        case.stand(case.forbidden, UNDER_SIX, why)
    else:
        case.stand(case.steps, OUTSIDE, why, about=event.name, rules=why[0].rules, cite=why[0].cite)


def _searched(case: Case, event: Event) -> None:
    """Compared before the conclusion, never recorded; a missed comparison stays due (18(1), 18(3)).

    A negative conclusion that needed no comparison takes the person outside, before it comes to this.
    """
    sent = sent_for(case, event)
    concluded = case.after(AdmissionConcluded, event.start.at)
    in_time: bool | None = None
    if sent is not None and concluded is not None and case.day(sent) != case.day(concluded):
        in_time = case.day(sent) < case.day(concluded)
    case.stand(case.forbidden, NOT_RECORDED, event.reasons)
    case.oblige(SEARCH, event.reasons, met=sent, in_time=in_time)


def _transmit(case: Case, event: Event) -> None:
    limit = LIMITS[event.name]
    start = event.start
    # A decision known by its day alone counts from the first hour of that day: the end that is early enough in any case.
    moment = (
        start.at
        if start.at.exact or limit.length == "eurodac-temporary-protection"
        else Moment(start.at.instant(case.zone))
    )
    if limit.open_questions and case.book.answer("O-2") == "end_of_day":
        moment = Moment(datetime.combine(case.day(start), time(23), tzinfo=case.zone))
    counted = case.count(moment, limit.length, limit.by)
    met = sent_for(case, event)
    obstacle, over = _health(case, event, counted)
    inputs = {
        "article": event.article,
        "health": "no" if obstacle is None else "prevails" if over is None else "over",
        "held_over_72_hours": event.name == "apprehended" and _held_over_72_hours(case, event, counted, met),
        "technical_problems": _technical_problems(case, event, counted),
        "sudden_influx": event.name == "disembarked" and _sudden_influx(case, event),
    }
    decided = case.decide(CLOCK, inputs)
    if decided is None:
        return
    outcome, why = decided
    why = event.reasons + why
    if outcome == "before_release":
        _before_release(case, event, met, why)
        return
    if outcome in ("ordinary", "lengthened"):
        _ordinary(case, event, counted, met, why, lengthened=outcome == "lengthened")
    else:
        # The derogation takes the place of the ordinary limit, unless that was kept all the same.
        kept = met is not None and obstacle is not None and met.at.utc(case.zone) <= obstacle.at.utc(case.zone)
        case.limit(limit, start, met=met if kept else None, counted=counted, lapsed=not kept, reasons=why)
        if kept:
            return
        if outcome == "suspended":
            case.oblige(HEALTH_PREVAILS, why, met=met)
        elif outcome == "as_soon_as_possible":
            case.oblige(AFTER_HEALTH_18, why, met=met)
        elif over is not None:
            case.limit(AFTER_HEALTH, over, met=met, reasons=why)
    _retake(case, event)


def _ordinary(
    case: Case,
    event: Event,
    counted: Counted,
    met: EurodacTransmitted | None,
    why: tuple[Reason, ...],
    *,
    lengthened: bool,
) -> None:
    limit = LIMITS[event.name]
    hangs_on: tuple[str, ...] = ()
    if lengthened:
        influx = why[-1].row == "influx"
        hangs_on = case.counting_doubts(counted, case.calendar, limit.cite) + (("O-27",) if influx else ())
        counted = case.extended(counted, "eurodac-influx-extension" if influx else "eurodac-technical-extension")
    crisis = event.name == "applicant_at_border" and (
        derogation_in_force(case.circumstances, "CFMR 10(1)", case.day(event.start), case.state) is not None
    )
    case.limit(
        limit,
        event.start,
        met=met,
        counted=counted,
        reasons=why,
        hangs_on=hangs_on,
        rules=("E2-9",) if crisis else (),
        cite="CFMR 10(7)" if crisis else "",
    )


def _health(
    case: Case, event: Event, counted: Counted
) -> tuple[BiometricsImpossible | None, HealthGroundsEnded | None]:
    """The health measures that prevent the taking within the ordinary limit, and their end."""
    obstacles = case.all(BiometricsImpossible)
    if not obstacles:
        return None, None
    start = event.start.at.utc(case.zone)
    for obstacle in obstacles:
        if obstacle.reason != "health_measures" or obstacle.at.utc(case.zone) >= counted.end:
            continue
        over = case.after(HealthGroundsEnded, obstacle.at)
        if over is None or over.at.utc(case.zone) > start:
            return obstacle, over
    return None, None


def _held_over_72_hours(case: Case, event: Event, counted: Counted, met: EurodacTransmitted | None) -> bool:
    """Whether custody upon the apprehension lasts longer than 72 hours; until they are over, nobody knows (22(4))."""
    held = held_upon(case, event.start)
    in_time = met is not None and met.at.utc(case.zone) <= counted.end
    if held is None or in_time or counted.end > case.now:
        return False
    over = case.count(event.start.at, BEFORE_RELEASE.length, BEFORE_RELEASE.by).end
    released = case.after(Released, held.at)
    return over <= case.now and (released is None or released.at.utc(case.zone) > over)


def _before_release(case: Case, event: Event, met: EurodacTransmitted | None, why: tuple[Reason, ...]) -> None:
    """While custody lasts there is no hour yet; the release is the limit (22(4))."""
    held = held_upon(case, event.start)
    assert held is not None
    released = case.after(Released, held.at)
    if released is None:
        case.oblige(WHILE_HELD, why, met=met)
        return
    counted = fixed(released.at.instant(case.zone), case.calendar)
    case.limit(BEFORE_RELEASE, held, met=met, counted=counted, reasons=why)


def _technical_problems(case: Case, event: Event, counted: Counted) -> bool:
    """Whether serious technical problems of this Member State fall into the time of the limit."""
    problems = case.circumstances.known(EurodacTechnicalProblems, case.state)
    if not problems:
        return False
    first, last = case.day(event.start), counted.end.astimezone(case.zone).date()
    return any(item.at.day(case.zone) <= last and (item.until is None or item.until >= first) for item in problems)


def _sudden_influx(case: Case, event: Event) -> bool:
    """Whether the person was disembarked while a notified derogation was in force (24(6)).

    A limit that was already running when the notification was made keeps its length, the reading with the earlier end.
    """
    day = case.day(event.start)
    return any(
        day <= influx_ends(case, item).day(case.zone)
        for item in case.circumstances.on(SuddenInfluxNotified, day, case.state)
    )


def influx_ends(case: Case, item: SuddenInfluxNotified) -> Moment:
    """The last day of a notified derogation: as stated, and never later than a month after the notification."""
    most = case.count(item.at, "eurodac-influx-notification", Counting.REG_1182_71, roll=False).last_day
    assert most is not None
    return Moment(most if item.until is None else min(item.until, most))


#: What tells that fingerprints cannot be compared, or were retaken.
_ON_QUALITY: tuple[type[Fact], ...] = (BiometricsTaken, QualityInsufficient, FingerprintsRetaken)


def _retake(case: Case, event: Event) -> None:
    """Fingerprints that cannot be compared are retaken, and retransmitted within hours of the success."""
    if not case.has(_ON_QUALITY):
        return
    retaken = case.after(FingerprintsRetaken, event.start.at)
    poor = case.first(
        BiometricsTaken,
        lambda fact: fact.fingerprints == "unusable" and fact.at.utc(case.zone) >= event.start.at.utc(case.zone),
    )
    told = case.after(QualityInsufficient, event.start.at)
    if poor is not None or told is not None:
        case.oblige(RETAKE, event.reasons, cite="EUD 38(1)" if poor is None else "", met=retaken)
    if retaken is None:
        return
    again = case.after(EurodacTransmitted, retaken.at)
    if event.article in NO_HOURS_AFTER_RETAKE:
        case.oblige(RETAKEN_18_20, event.reasons, met=again)
    else:
        case.limit(RETAKEN, retaken, met=again, reasons=event.reasons)


chapter(115, single=examine, when=KINDS)
