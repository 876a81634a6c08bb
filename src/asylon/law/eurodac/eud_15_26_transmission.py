"""Transmission to Eurodac: the clocks (Regulation (EU) 2024/1358, Articles 15, 18, 20, 22 to 24 and 26; CFMR 10(7)).

Hours are clock hours: the hour of the event is not counted, and the limit never moves to a working day. Health measures
put another limit in the place of the ordinary one; technical problems and a sudden influx lengthen it; a retake of
fingerprints has a limit of its own.
"""

from __future__ import annotations

from datetime import datetime, time

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances import CrisisDerogation
from asylon.law.circumstances.eurodac import EurodacTechnicalProblems, SuddenInfluxNotified
from asylon.law.citations import Bilingual
from asylon.law.eurodac.eud_15_26_events import KINDS, Event, at_crossing_point, events, held_upon
from asylon.law.facts import BiometricsTaken, EurodacTransmitted, Released
from asylon.law.facts.eurodac import BiometricsImpossible, FingerprintsRetaken, HealthGroundsEnded
from asylon.law.facts.resettlement import AdmissionConcluded
from asylon.law.moments import Moment
from asylon.law.periods import Counted, Counting, fixed
from asylon.law.position import Reason
from asylon.law.provisions import Obligation, Prohibition, RouteStep, TimeLimit, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_DUTY = Bilingual(
    "take biometric data and transmit the data set to Eurodac",
    "biometrische gegevens afnemen en de dataset naar Eurodac verzenden",
)
_STILL = Bilingual(
    "Missing the limit does not remove the duty: transmit as soon as possible.",
    "Overschrijding heft de plicht niet op: verzend zo spoedig mogelijk.",
)


def _limit(
    id_: str,
    rule: str,
    cite: str,
    en: str,
    nl: str,
    open_questions: tuple[str, ...] = (),
    *,
    length: str = "eurodac-transmission",
    duty: Bilingual = _DUTY,
) -> TimeLimit:
    return declare(
        TimeLimit(
            id=id_,
            block="eurodac",
            rules=(rule, "E2-1"),
            cite=cite,
            duty=duty,
            who="registering_authority",
            starts=Bilingual(en, nl),
            length=length,
            by=Counting.REG_1182_71,
            records="eurodac_transmitted",
            consequence=_STILL,
            open_questions=open_questions,
        )
    )


LIMITS = {
    "applicant": _limit(
        "eurodac-applicant", "E1-1", "EUD 15(1)(a)", "the registration of the application",
        "de registratie van het verzoek",
    ),
    "applicant_at_border": _limit(
        "eurodac-applicant-border", "E1-2", "EUD 15(1)(b)", "the taking of the biometric data",
        "het afnemen van de biometrische gegevens",
    ),
    "admitted": _limit(
        "eurodac-admitted", "E1-9", "EUD 18(2)(a)", "the decision to grant a status", "het besluit tot statusverlening"
    ),
    "not_admitted": _limit(
        "eurodac-not-admitted", "E1-10", "EUD 18(2)(b); 18(2)(c)", "the refusal or the end of the procedure",
        "de weigering of de stopzetting",
    ),
    "national_scheme": _limit(
        "eurodac-national-scheme", "E1-11", "EUD 20(1)", "the grant of the status", "de statusverlening"
    ),
    "apprehended": _limit(
        "eurodac-apprehended", "E1-3", "EUD 22(2)", "the apprehension", "de aanhouding", ("O-2",)
    ),
    "illegal_stay": _limit(
        "eurodac-illegal-stay", "E1-5", "EUD 23(2)", "finding the illegal stay",
        "het vaststellen van het illegale verblijf",
    ),
    "disembarked": _limit(
        "eurodac-disembarked", "E1-12", "EUD 24(2)", "the disembarkation", "de ontscheping", ("O-2",)
    ),
    "temporary_protection": _limit(
        "eurodac-temporary-protection", "E1-13", "EUD 26(2)", "the registration as a beneficiary",
        "de registratie als begunstigde", length="eurodac-temporary-protection",
    ),
}  # fmt: skip
BEFORE_RELEASE = _limit(
    "eurodac-before-release", "E1-4", "EUD 22(4)", "custody of more than 72 hours upon the apprehension",
    "vasthouding van meer dan 72 uur bij de aanhouding", length="eurodac-held-upon-apprehension",
    duty=Bilingual(
        "transmit the data set to Eurodac before the release from custody",
        "de dataset naar Eurodac verzenden vóór de vrijlating",
    ),
)  # fmt: skip
WHILE_HELD = declare(
    Obligation(
        id="eurodac-while-held",
        block="eurodac",
        rules=("E1-4",),
        cite="EUD 22(4)",
        who="registering_authority",
        duty=Bilingual(
            "transmit the data set to Eurodac before the person is released",
            "de dataset naar Eurodac verzenden voordat de persoon wordt vrijgelaten",
        ),
        consequence=_STILL,
    )
)
AFTER_HEALTH = _limit(
    "eurodac-after-health-grounds", "E2-3", "EUD 15(2); 20(3); 22(6); 23(5); 24(5); 26(4)",
    "the end of the health grounds", "het einde van de gezondheidsgronden", length="eurodac-after-health-grounds",
)  # fmt: skip
RETAKEN = _limit(
    "eurodac-after-retake", "E2-2", "EUD 15(1); 22(5); 23(4); 24(4); 26(3)", "the successful retake",
    "het met succes opnieuw afnemen", length="eurodac-after-retake",
    duty=Bilingual("retransmit the retaken fingerprints", "de opnieuw afgenomen vingerafdrukken opnieuw verzenden"),
)  # fmt: skip


def _obligation(id_: str, rule: str, cite: str, en: str, nl: str) -> Obligation:
    return declare(
        Obligation(
            id=id_, block="eurodac", rules=(rule,), cite=cite, who="registering_authority",
            duty=Bilingual(en, nl), consequence=_STILL,
        )
    )  # fmt: skip


HEALTH_PREVAILS = _obligation(
    "eurodac-health-grounds-prevail", "E2-3", "EUD 15(2); 18(3); 20(3); 22(6); 23(5); 24(5); 26(4)",
    "take the biometric data as soon as the health grounds no longer prevail",
    "de biometrische gegevens afnemen zodra de gezondheidsgronden niet meer gelden",
)  # fmt: skip
AFTER_HEALTH_18 = _obligation(
    "eurodac-after-health-grounds-18", "E2-3", "EUD 18(3)",
    "take and transmit as soon as possible: no hours are named for admission procedures",
    "zo spoedig mogelijk afnemen en verzenden: voor toelatingsprocedures zijn geen uren genoemd",
)  # fmt: skip
RETAKEN_18_20 = _obligation(
    "eurodac-after-retake-18-20", "E2-2", "EUD 18(3); 20(2)",
    "retransmit the retaken fingerprints as soon as possible: no hours are named for admissions",
    "de opnieuw afgenomen vingerafdrukken zo spoedig mogelijk verzenden: voor toelatingen zijn geen uren genoemd",
)  # fmt: skip
RETAKE = _obligation(
    "eurodac-retake", "E2-2", "EUD 15(1); 18(3); 20(2); 22(5); 23(4); 24(4); 26(3)",
    "retake the fingerprints: the condition of the fingertips did not allow a comparison",
    "de vingerafdrukken opnieuw afnemen: de toestand van de vingertoppen liet geen vergelijking toe",
)  # fmt: skip
SEARCH = _obligation(
    "eurodac-admission-search", "E1-8", "EUD 18(1)",
    "have the biometric data compared before the conclusion on admission",
    "de biometrische gegevens laten vergelijken vóór de conclusie over toelating",
)  # fmt: skip
NOT_RECORDED = declare(
    Prohibition(
        id="eurodac-search-not-recorded",
        block="eurodac",
        rules=("E1-8",),
        cite="EUD 29(2)",
        words=Bilingual(
            "no recording of the data that are compared for an admission procedure",
            "geen vastlegging van de gegevens die voor een toelatingsprocedure worden vergeleken",
        ),
    )
)
NO_WAITING = declare(
    Prohibition(
        id="eurodac-no-waiting-for-registration",
        block="eurodac",
        rules=("E1-2", "E2-9"),
        cite="EUD 15(1)(b); CFMR 10(7)",
        words=Bilingual(
            "no waiting for the registration: at the crossing point biometric data are taken when the application is made",
            "niet wachten op de registratie: aan de doorlaatpost wordt biometrie bij het doen van het verzoek afgenomen",
        ),
    )
)
UNDER_SIX = declare(
    Prohibition(
        id="eurodac-not-under-six",
        block="eurodac",
        rules=("E2-6",),
        cite="EUD 14(1)",
        words=Bilingual(
            "no biometric data of a child under six, or about whose sixth birthday there is unproven doubt",
            "geen biometrische gegevens van een kind onder de zes, of bij onbewezen twijfel daarover",
        ),
    )
)
OUTSIDE = declare(
    RouteStep(
        id="eurodac-not-recorded",
        block="eurodac",
        rules=(),
        cite="EUD 63(3)",
        words=Bilingual("the person is not recorded in Eurodac", "de persoon wordt niet in Eurodac vastgelegd"),
    )
)

#: Articles for which no hours are named after a retake (18(3), 20(2)).
_NO_HOURS_AFTER_RETAKE = ("18(1)", "18(2)", "20")
#: Articles that know no extension for technical problems (18, 20).
_EXTENDABLE = ("15", "22", "23", "24", "26")


def _yes(name: str, en: str, nl: str) -> Choice:
    return Choice(name, closed=True, label=Bilingual(en, nl))


CLOCK = register_table(
    DecisionTable(
        name="eurodac-clock",
        question=Bilingual("Which clock runs for the transmission?", "Welke termijn loopt voor de verzending?"),
        inputs=(
            Choice(
                "article",
                ("15", "18(2)", "20", "22", "23", "24", "26"),
                label=Bilingual("article (EUD)", "artikel (EUD)"),
            ),
            Choice(
                "health",
                ("no", "prevails", "over"),
                closed=True,
                otherwise="no",
                label=Bilingual("health grounds prevent the taking", "gezondheidsgronden beletten de afname"),
                words={"prevails": Bilingual("still", "nog steeds"), "over": Bilingual("no longer", "niet meer")},
            ),
            _yes("held_over_72_hours", "held beyond 72 hours upon apprehension", "langer dan 72 uur vastgehouden"),
            _yes("technical_problems", "serious technical problems", "ernstige technische problemen"),
            _yes("sudden_influx", "sudden influx notified", "plotselinge toestroom gemeld"),
        ),
        outcomes={
            "ordinary": Bilingual("the ordinary limit", "de gewone termijn"),
            "lengthened": Bilingual(
                "the ordinary limit and at most 48 hours", "de gewone termijn en ten hoogste 48 uur"
            ),
            "before_release": Bilingual("before the release", "vóór de vrijlating"),
            "suspended": Bilingual("none while the health grounds prevail", "geen zolang de gezondheidsgronden gelden"),
            "after_health": Bilingual("48 hours after the health grounds", "48 uur na de gezondheidsgronden"),
            "as_soon_as_possible": Bilingual("as soon as possible", "zo spoedig mogelijk"),
        },
        hit_policy="first",
        rows=(
            Row("health-18", {"article": "18(2)", "health": "over"}, "as_soon_as_possible", ("E2-3",), "EUD 18(3)"),
            Row(
                "health-over",
                {"health": "over"},
                "after_health",
                ("E2-3",),
                "EUD 15(2); 20(3); 22(6); 23(5); 24(5); 26(4)",
            ),
            Row(
                "health-prevails",
                {"health": "prevails"},
                "suspended",
                ("E2-3",),
                "EUD 15(2); 18(3); 20(3); 22(6); 23(5); 24(5); 26(4)",
            ),
            Row("held", {"article": "22", "held_over_72_hours": True}, "before_release", ("E1-4",), "EUD 22(4)"),
            Row(
                "technical",
                {"article": _EXTENDABLE, "technical_problems": True},
                "lengthened",
                ("E2-4",),
                "EUD 15(2); 22(6); 23(5); 24(5); 26(4)",
            ),
            Row("influx", {"article": "24", "sudden_influx": True}, "lengthened", ("E2-5",), "EUD 24(6)"),
            Row(
                "ordinary",
                {},
                "ordinary",
                ("E1-1", "E1-2", "E1-3", "E1-5", "E1-9", "E1-10", "E1-11", "E1-12", "E1-13"),
                "EUD 15(1); 18(2); 20(1); 22(2); 23(2); 24(2); 26(2)",
            ),
        ),
    )
)


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
    start = event.start.at.instant(case.zone)
    return case.first(
        EurodacTransmitted,
        lambda fact: fact.at.instant(case.zone) >= start and fact.recorded_under in (None, event.article),
    )


def _outside(case: Case, event: Event) -> None:
    why = event.reasons
    if why[0].row in ("under-six", "around-six"):
        case.stand(case.forbidden, UNDER_SIX, why)
    else:
        case.stand(case.steps, OUTSIDE, why, about=event.name, rules=why[0].rules, cite=why[0].cite)


def _searched(case: Case, event: Event) -> None:
    """Compared before the conclusion, never recorded; a missed comparison stays due (18(1), 18(3))."""
    sent = sent_for(case, event)
    concluded = case.after(AdmissionConcluded, event.start.at)
    case.stand(case.forbidden, NOT_RECORDED, event.reasons)
    if concluded is None or sent is not None:
        case.oblige(SEARCH, event.reasons, met=sent)


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
    assert decided is not None
    outcome, why = decided
    why = event.reasons + why
    if outcome == "before_release":
        _before_release(case, event, met, why)
        return
    if outcome in ("ordinary", "lengthened"):
        special = counted if moment is not start.at else None
        _ordinary(case, event, special, met, why, lengthened=outcome == "lengthened")
    else:
        # The derogation takes the place of the ordinary limit, unless that was kept all the same.
        kept = met is not None and obstacle is not None and met.at.instant(case.zone) <= obstacle.at.instant(case.zone)
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
    counted: Counted | None,
    met: EurodacTransmitted | None,
    why: tuple[Reason, ...],
    *,
    lengthened: bool,
) -> None:
    """``counted`` is given where the limit does not run from the very moment of the event (O-2)."""
    extra = ""
    hangs_on: tuple[str, ...] = ()
    if lengthened:
        influx = why[-1].row == "influx"
        extra = "eurodac-influx-extension" if influx else "eurodac-technical-extension"
        hangs_on = ("O-27",) if influx else ()
        if counted is not None:
            counted = case.extended(counted, extra)
    crisis = event.name == "applicant_at_border" and any(
        "CFMR 10(1)" in item.derogations
        for item in case.circumstances.on(CrisisDerogation, case.day(event.start), case.state)
    )
    case.limit(
        LIMITS[event.name],
        event.start,
        met=met,
        counted=counted,
        extra=extra,
        reasons=why,
        hangs_on=hangs_on,
        rules=("E2-9",) if crisis else (),
        cite="CFMR 10(7)" if crisis else "",
    )


def _health(
    case: Case, event: Event, counted: Counted
) -> tuple[BiometricsImpossible | None, HealthGroundsEnded | None]:
    """The health measures that prevent the taking within the ordinary limit, and their end."""
    start = event.start.at.instant(case.zone)
    for obstacle in case.all(BiometricsImpossible):
        if obstacle.reason != "health_measures" or obstacle.at.instant(case.zone) >= counted.end:
            continue
        over = case.after(HealthGroundsEnded, obstacle.at)
        if over is None or over.at.instant(case.zone) > start:
            return obstacle, over
    return None, None


def _held_over_72_hours(case: Case, event: Event, counted: Counted, met: EurodacTransmitted | None) -> bool:
    """Whether custody upon the apprehension lasts longer than 72 hours; until they are over, nobody knows (22(4))."""
    held = held_upon(case, event.start)
    in_time = met is not None and met.at.instant(case.zone) <= counted.end
    if held is None or in_time or counted.end > case.at:
        return False
    over = case.count(event.start.at, BEFORE_RELEASE.length, BEFORE_RELEASE.by).end
    released = case.after(Released, held.at)
    return over <= case.at and (released is None or released.at.instant(case.zone) > over)


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
    first, last = case.day(event.start), counted.end.astimezone(case.zone).date()
    return any(
        item.at.day(case.zone) <= last and (item.until is None or item.until >= first)
        for item in case.circumstances.known(EurodacTechnicalProblems, case.state)
    )


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


def _retake(case: Case, event: Event) -> None:
    """Fingerprints that cannot be compared are retaken, and retransmitted within hours of the success."""
    retaken = case.after(FingerprintsRetaken, event.start.at)
    poor = case.first(
        BiometricsTaken,
        lambda fact: (
            fact.fingerprints == "unusable" and fact.at.instant(case.zone) >= event.start.at.instant(case.zone)
        ),
    )
    if poor is not None:
        case.oblige(RETAKE, event.reasons, met=retaken)
    if retaken is None:
        return
    again = case.after(EurodacTransmitted, retaken.at)
    if event.article in _NO_HOURS_AFTER_RETAKE:
        case.oblige(RETAKEN_18_20, event.reasons, met=again)
    else:
        case.limit(RETAKEN, retaken, met=again, reasons=event.reasons)


chapter(115, single=examine, when=KINDS)
