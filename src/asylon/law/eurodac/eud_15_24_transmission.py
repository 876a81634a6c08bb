"""Transmission to Eurodac within 72 hours (Regulation (EU) 2024/1358, Articles 15, 22, 23 and 24).

Hours are clock hours: the hour of the event is not counted, and the limit never moves to a working day.
"""

from __future__ import annotations

from datetime import datetime, time

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationMade,
    ApplicationRegistered,
    ApprehendedAtExternalBorder,
    BiometricsTaken,
    Disembarked,
    EurodacTransmitted,
    Fact,
    FoundIllegallyStaying,
)
from asylon.law.moments import Moment
from asylon.law.periods import Counting
from asylon.law.provisions import TimeLimit, declare

_DUTY = Bilingual(
    "take biometric data and transmit the data set to Eurodac",
    "biometrische gegevens afnemen en de dataset naar Eurodac verzenden",
)
_STILL = Bilingual(
    "Missing the limit does not remove the duty: transmit as soon as possible.",
    "Overschrijding heft de plicht niet op: verzend zo spoedig mogelijk.",
)


def _limit(id_: str, rule: str, cite: str, en: str, nl: str, open_questions: tuple[str, ...] = ()) -> TimeLimit:
    return declare(
        TimeLimit(
            id=id_,
            block="eurodac",
            rules=(rule, "E2-1"),
            cite=cite,
            duty=_DUTY,
            who="registering_authority",
            starts=Bilingual(en, nl),
            length="eurodac-transmission",
            by=Counting.REG_1182_71,
            records="eurodac_transmitted",
            consequence=_STILL,
            open_questions=open_questions,
        )
    )


APPLICANT = _limit(
    "eurodac-applicant", "E1-1", "EUD 15(1)(a)", "the registration of the application", "de registratie van het verzoek"
)
APPLICANT_AT_BORDER = _limit(
    "eurodac-applicant-border",
    "E1-2",
    "EUD 15(1)(b)",
    "the taking of the biometric data",
    "het afnemen van de biometrische gegevens",
)
APPREHENDED = _limit("eurodac-apprehended", "E1-3", "EUD 22(2)", "the apprehension", "de aanhouding", ("O-2",))
ILLEGAL_STAY = _limit(
    "eurodac-illegal-stay", "E1-5", "EUD 23(2)", "finding the illegal stay", "het vaststellen van het illegale verblijf"
)
DISEMBARKED = _limit("eurodac-disembarked", "E1-12", "EUD 24(2)", "the disembarkation", "de ontscheping", ("O-2",))


def _old_enough(case: Case, fact: Fact) -> bool:
    """Whether the person has reached the age from which biometric data are taken; unknown age: yes, and no guess
    is made about the person, because a doubt is settled before biometrics are taken (EUD 14(1))."""
    sixth = case.birthday("eurodac-age")
    return sixth is None or case.day(fact) >= sixth


def _enter(case: Case, limit: TimeLimit, start: Fact) -> None:
    if not _old_enough(case, start):
        return
    moment = start.at
    if limit.open_questions and case.book.answer("O-2") == "end_of_day":
        day = start.at.day(case.zone)
        moment = Moment(datetime.combine(day, time(23), tzinfo=case.zone))
    met = case.after(EurodacTransmitted, start.at)
    counted = case.count(moment, limit.length, limit.by)
    case.limit(limit, start, met=met, counted=counted)


def examine(case: Case) -> None:
    """The transmissions that each event in this Member State calls for."""
    at_border = case.first(
        ApplicationMade, lambda fact: fact.state == case.state and fact.place in ("crossing_point", "transit_zone")
    )
    registered = case.here(ApplicationRegistered)
    if at_border is not None:
        taken = case.after(BiometricsTaken, at_border.at)
        if taken is not None:
            _enter(case, APPLICANT_AT_BORDER, taken)
    elif registered is not None:
        _enter(case, APPLICANT, registered)
    for kind, limit in ((FoundIllegallyStaying, ILLEGAL_STAY), (Disembarked, DISEMBARKED)):
        event: Fact | None = case.here(kind)
        if event is not None:
            _enter(case, limit, event)
    apprehended = case.here(ApprehendedAtExternalBorder)
    if apprehended is not None and not apprehended.turned_back:
        _enter(case, APPREHENDED, apprehended)


chapter(115, single=examine)
