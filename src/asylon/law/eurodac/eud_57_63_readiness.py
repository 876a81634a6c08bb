"""Readiness of Member States and the coming of facial recognition (Regulation (EU) 2024/1358, Articles 57(4), 63(5) and (6))."""

from __future__ import annotations

from asylon.law.book import UNION
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.eurodac import (
    EurodacReadinessNotified,
    FacialRecognitionIntroduced,
    FacialRecognitionStudyConcluded,
    SuddenInfluxNotified,
)
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.eurodac.eud_15_26_transmission import influx_ends
from asylon.law.provisions import FixedDate, declare, permission, prohibition, time_limit

READY = declare(
    FixedDate(
        id="eurodac-readiness", block="eurodac", rules=("E4-19", "G-14"), cite="EUD 63(6)", who="member_state",
        duty=Bilingual(
            "notify the Commission and eu-LISA that the technical arrangements for Eurodac are made",
            "de Commissie en eu-LISA melden dat de technische regelingen voor Eurodac getroffen zijn",
        ),
        date="eurodac-readiness", records="eurodac_readiness_notified",
        consequence=Bilingual(
            "The duties to transmit apply all the same.", "De verzendplichten gelden evengoed."
        ),
    )
)  # fmt: skip
STUDY = declare(
    FixedDate(
        id="facial-recognition-study", block="eurodac", rules=("E4-20", "G-16"), cite="EUD 57(4)", who="eu_lisa",
        duty=Bilingual(
            "study whether facial recognition software can be added to Eurodac",
            "onderzoeken of gezichtsherkenningssoftware aan Eurodac kan worden toegevoegd",
        ),
        date="facial-recognition-study", records="facial_recognition_study_concluded",
        consequence=Bilingual(
            "Faces stay stored and are shown with a fingerprint hit only.",
            "Gezichten blijven bewaard en worden alleen bij een vingerafdruktreffer getoond.",
        ),
    )
)  # fmt: skip
INTRODUCE = time_limit(
    "facial-recognition-introduced", ("E4-20",), "EUD 63(5)", "eu_lisa",
    Bilingual("introduce facial recognition software into Eurodac", "gezichtsherkenningssoftware in Eurodac invoeren"),
    Bilingual("the conclusion of the study", "de afronding van de studie"),
    Bilingual("Faces stay stored and are shown with a fingerprint hit only.", "Gezichten blijven bewaard en worden alleen bij een vingerafdruktreffer getoond."),
    block="eurodac", by=Counting.REG_1182_71, records="facial_recognition_introduced",
)  # fmt: skip
INFLUX = permission(
    "eurodac-influx-extension", "eurodac", ("E2-5",), "EUD 24(6)",
    "lengthen the limit for persons disembarked by up to 48 hours, as notified",
    "de termijn voor ontscheepte personen met ten hoogste 48 uur verlengen, zoals gemeld",
)  # fmt: skip
INFLUX_TOO_LONG = prohibition(
    "eurodac-influx-at-most-a-month", "eurodac", ("E2-5",), "EUD 24(6)",
    "no effect of the notification beyond a month; a further influx needs a further notification",
    "geen gevolg van de kennisgeving na een maand; verdere toestroom vergt een nieuwe kennisgeving",
)  # fmt: skip


def examine(case: Case) -> None:
    """What a Member State, or eu-LISA for the Union, has to do."""
    if case.state == UNION:
        _recognition(case)
        return
    ready = case.first(EurodacReadinessNotified)
    due = case.book.day(READY.date, case.today)
    case.dated(READY, {due: ready} if ready is not None else {})


def _recognition(case: Case) -> None:
    concluded = case.first(FacialRecognitionStudyConcluded)
    due = case.book.day(STUDY.date, case.today)
    case.dated(STUDY, {due: concluded} if concluded is not None else {})
    if concluded is not None:
        case.limit(INTRODUCE, concluded, met=case.first(FacialRecognitionIntroduced))


def influx(case: Case) -> None:
    """How long a notified derogation lasts."""
    for item in case.all(SuddenInfluxNotified):
        last_day = influx_ends(case, item).day(case.zone)
        if case.today <= last_day:
            case.stand(case.permitted, INFLUX, until=last_day)
        if item.until is not None and item.until > last_day:
            case.stand(case.forbidden, INFLUX_TOO_LONG)


chapter(124, state=influx, when=(SuddenInfluxNotified,))
chapter(163, state=examine)
