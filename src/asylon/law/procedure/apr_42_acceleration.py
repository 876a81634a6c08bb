"""Circumstances of acceleration and the recognition rate (Regulation (EU) 2024/1348, Article 42; CFMR 11).

Read by the border procedure (Articles 44 and 45) and by the examination (Article 35).
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.circumstances import CrisisDerogation, RecognitionRate, SignificantChange
from asylon.law.citations import Bilingual
from asylon.law.facts import AccelerationGroundCeased, AccelerationGroundFound, RateNotRepresentative, RouteDecided
from asylon.law.tables import Bound

#: The threshold of APR 42(1)(j), and with it the two that a crisis derogation can move (CFMR 11(3), (4)).
LOW_RATE = Bound("low_rate", label=Bilingual("the low rate", "het lage percentage"), figure="low-recognition-rate")
RATES = (
    Bound(
        "mandatory_rate",
        label=Bilingual("the rate of the obligation", "het percentage van de verplichting"),
        figure="low-recognition-rate",
        derogations=("crisis-low-recognition-rate",),
    ),
    LOW_RATE,
    Bound(
        "crisis_rate",
        label=Bilingual("the rate raised in a crisis", "het in een crisis verhoogde percentage"),
        figure="low-recognition-rate",
        derogations=("crisis-merits-recognition-rate",),
    ),
)


def grounds(case: Case) -> dict[str, bool | None]:
    """The circumstances of APR 42(1)(a)-(i) found and not ceased; point (c) counts once an explanation was possible."""
    standing: dict[str, bool | None] = {}
    for fact in case.all(AccelerationGroundFound):
        standing[fact.ground] = fact.opportunity_given if fact.ground == "42(1)(c)" else True
    for ceased in case.all(AccelerationGroundCeased):
        found_at = case.last(AccelerationGroundFound, lambda fact, ground=ceased.ground: fact.ground == ground)  # type: ignore[misc]
        if found_at is not None and found_at.at.instant(case.zone) <= ceased.at.instant(case.zone):
            standing.pop(ceased.ground, None)
    return standing


def recognition_rate(case: Case) -> float | None:
    """The Union-wide recognition rate for the applicant's nationality; None where either is unknown."""
    if case.nationality is None:
        return None
    rates: dict[str, float] | None = case.circumstances.memory.get("recognition_rates")
    if rates is None:
        rates = {item.nationality: item.percent for item in case.circumstances.on(RecognitionRate, case.today)}
        case.circumstances.memory["recognition_rates"] = rates
    return rates.get(case.nationality)


def rate_set_aside(case: Case) -> bool:
    """Whether the rate was assessed as not representative, or a guidance note shows a significant change."""
    if case.first(RateNotRepresentative) is not None:
        return True
    return any(item.nationality == case.nationality for item in case.circumstances.on(SignificantChange, case.today))


def unaccompanied_minor(case: Case) -> bool | None:
    """Whether the applicant is an unaccompanied minor today; None where only the age is in doubt."""
    if not case.unaccompanied:
        return False
    return case.minor_on(case.today)


def bounds(case: Case) -> dict[str, float]:
    """The thresholds of the recognition rate today, with the crisis derogations CFMR 11(3) and (4)."""
    low = case.book.number("low-recognition-rate", case.today)
    mandatory, raised = low, low
    for item in case.circumstances.on(CrisisDerogation, case.today, case.state):
        if item.situation != "mass_arrivals":
            continue
        if "CFMR 11(3)" in item.derogations:
            mandatory = case.book.number("crisis-low-recognition-rate", case.today)
        if "CFMR 11(4)" in item.derogations:
            raised = case.book.number("crisis-merits-recognition-rate", case.today)
    return {"mandatory_rate": mandatory, "low_rate": low, "crisis_rate": raised}


def chosen(case: Case) -> str | None:
    """The route that a named person decided last, if any."""
    decided = case.last(RouteDecided)
    return decided.route if decided is not None else None
