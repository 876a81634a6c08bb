"""Circumstances of acceleration and the recognition rate (Regulation (EU) 2024/1348, Article 42; CFMR 11).

Read by the border procedure (Articles 44 and 45), by the examination (Article 35) and by the appeal (Articles 67 and 68).
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.circumstances import RecognitionRate, SignificantChange
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    AccelerationGroundCeased,
    AccelerationGroundFound,
    ApplicationLodged,
    RateNotRepresentative,
    RouteDecided,
)
from asylon.law.position import Reason
from asylon.law.preparedness.cfmr_10_13_derogations import derogation_in_force
from asylon.law.tables import Bound, Choice, DecisionTable, Interval, Row, at_most, register_table

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


def _point(letter: str, en: str, nl: str) -> Choice:
    return Choice(f"point_{letter}", closed=True, label=Bilingual(f"({letter}) {en}", f"{letter}) {nl}"))


#: 42(1) for everyone, 42(3) as the closed list for unaccompanied minors.
CIRCUMSTANCES = register_table(
    DecisionTable(
        name="acceleration-circumstances",
        question=Bilingual(
            "Does a circumstance apply for which the examination is accelerated?",
            "Is er een omstandigheid waarvoor het onderzoek wordt versneld?",
        ),
        inputs=(
            Choice("unaccompanied_minor", label=Bilingual("unaccompanied minor", "niet-begeleide minderjarige")),
            _point("a", "only issues that are not relevant", "alleen kwesties die niet ter zake doen"),
            _point("b", "clearly unconvincing claim", "duidelijk niet overtuigend verzoek"),
            Choice("misled", label=Bilingual("(c) misled the authorities, after full opportunity to show good cause", "c) autoriteiten misleid, na volledige gelegenheid goede reden aan te tonen")),
            _point("d", "applies merely to delay removal", "verzoekt slechts om verwijdering te vertragen"),
            _point("e", "safe country of origin", "veilig land van herkomst"),
            _point("f", "danger to security or public order", "gevaar voor veiligheid of openbare orde"),
            _point("g", "subsequent application, not inadmissible", "volgend verzoek, niet niet-ontvankelijk"),
            _point("h", "entered or stayed unlawfully and did not come forward", "onrechtmatig binnengekomen of gebleven en zich niet gemeld"),
            _point("i", "entered lawfully and did not apply as soon as possible", "rechtmatig binnengekomen en niet zo spoedig mogelijk verzocht"),
            Interval("recognition_rate", bounds=(LOW_RATE,), label=Bilingual("(j) recognition rate (%)", "j) erkenningspercentage (%)")),
            Choice("rate_set_aside", closed=True, label=Bilingual("rate not representative", "percentage niet representatief")),
        ),
        outcomes={
            "accelerate": Bilingual("accelerate the examination", "het onderzoek versnellen"),
            "none": Bilingual("no circumstance applies", "er is geen omstandigheid"),
        },
        hit_policy="first",
        rows=(
            Row("safe-country", {"point_e": True}, "accelerate", ("A-27", "A-44"), "APR 42(1)(e); APR 42(3)(a)"),
            Row("danger", {"point_f": True}, "accelerate", ("A-27",), "APR 42(1)(f); APR 42(3)(b)"),
            Row("subsequent", {"point_g": True}, "accelerate", ("A-27",), "APR 42(1)(g); APR 42(3)(c)"),
            Row("misled", {"misled": True}, "accelerate", ("A-27",), "APR 42(1)(c); APR 42(3)(d)"),
            Row("low-rate", {"recognition_rate": at_most("low_rate"), "rate_set_aside": False}, "accelerate", ("A-27", "B-5"), "APR 42(1)(j); APR 42(3)(e)"),
            Row("not-relevant", {"point_a": True, "unaccompanied_minor": False}, "accelerate", ("A-27",), "APR 42(1)(a)"),
            Row("unconvincing", {"point_b": True, "unaccompanied_minor": False}, "accelerate", ("A-27",), "APR 42(1)(b)"),
            Row("delay", {"point_d": True, "unaccompanied_minor": False}, "accelerate", ("A-27",), "APR 42(1)(d)"),
            Row("unlawful-entry", {"point_h": True, "unaccompanied_minor": False}, "accelerate", ("A-27",), "APR 42(1)(h)"),
            Row("lawful-entry", {"point_i": True, "unaccompanied_minor": False}, "accelerate", ("A-27",), "APR 42(1)(i)"),
            Row("none", {}, "none", ("A-28",), "APR 42(1)"),
        ),
    )
)  # fmt: skip


#: The inputs of the points that the authority finds and that hold without more.
_POINTS = {f"42(1)({letter})": f"point_{letter}" for letter in "abdefhi"}


def circumstance(case: Case, *, inadmissible: bool = False) -> tuple[str, tuple[Reason, ...]] | None:
    """Whether a circumstance of 42(1), or for an unaccompanied minor of 42(3), applies now; None where facts are missing.

    ``inadmissible``: the application is found so, and point (g) speaks only of a subsequent application that is not.
    """
    standing = grounds(case)
    lodged = case.last(ApplicationLodged)
    return case.decide(
        CIRCUMSTANCES,
        {
            "unaccompanied_minor": unaccompanied_minor(case),
            "misled": standing.get("42(1)(c)") if "42(1)(c)" in standing else False,
            "recognition_rate": recognition_rate(case),
            "rate_set_aside": rate_set_aside(case),
            "point_g": not inadmissible and ("42(1)(g)" in standing or (lodged is not None and lodged.subsequent)),
            **{_POINTS[ground]: True for ground in standing if ground in _POINTS},
        },
        bounds={"low_rate": case.book.number("low-recognition-rate", case.today)},
        known_as={
            "recognition_rate": "nationality" if case.nationality is None else "recognition_rate",
            "unaccompanied_minor": "born",
            "misled": "opportunity_given",
        },
    )


def grounds(case: Case) -> dict[str, bool | None]:
    """The circumstances of APR 42(1)(a)-(i) found and not ceased; point (c) counts once an explanation was possible."""
    standing: dict[str, bool | None] = {}
    grounds_found = case.all(AccelerationGroundFound)
    if not grounds_found:
        return standing
    for fact in grounds_found:
        standing[fact.ground] = fact.opportunity_given if fact.ground == "42(1)(c)" else True
    for ceased in case.all(AccelerationGroundCeased):
        found_at = case.last(AccelerationGroundFound, lambda fact, ground=ceased.ground: fact.ground == ground)  # type: ignore[misc]
        if found_at is not None and found_at.at.utc(case.zone) <= ceased.at.utc(case.zone):
            standing.pop(ceased.ground, None)
    return standing


def recognition_rate(case: Case, country: str | None = None) -> float | None:
    """The Union-wide recognition rate for a country, here the applicant's nationality; None where either is unknown."""
    country = country or case.nationality
    if country is None:
        return None
    rates: dict[str, float] | None = case.circumstances.memory.get("recognition_rates")
    if rates is None:
        rates = {item.nationality: item.percent for item in case.circumstances.on(RecognitionRate, case.today)}
        case.circumstances.memory["recognition_rates"] = rates
    return rates.get(country)


def rate_set_aside(case: Case) -> bool:
    """Whether the rate was assessed as not representative, or a guidance note shows a significant change."""
    if case.first(RateNotRepresentative) is not None:
        return True
    changes = case.circumstances.on(SignificantChange, case.today)
    return bool(changes) and any(item.nationality == case.nationality for item in changes)


def unaccompanied_minor(case: Case) -> bool | None:
    """Whether the applicant is an unaccompanied minor today; None where only the age is in doubt."""
    if not case.unaccompanied:
        return False
    return case.minor_on(case.today)


def bounds(case: Case) -> dict[str, float]:
    """The thresholds of the recognition rate today, with the crisis derogations CFMR 11(3) and (4)."""
    low = case.book.number("low-recognition-rate", case.today)
    mandatory, raised = low, low
    if derogation_in_force(case.circumstances, "CFMR 11(3)", case.today, case.state) is not None:
        mandatory = case.book.number("crisis-low-recognition-rate", case.today)
    if derogation_in_force(case.circumstances, "CFMR 11(4)", case.today, case.state) is not None:
        raised = case.book.number("crisis-merits-recognition-rate", case.today)
    return {"mandatory_rate": mandatory, "low_rate": low, "crisis_rate": raised}


def chosen(case: Case) -> str | None:
    """The route that a named person decided last, if any."""
    decided = case.last(RouteDecided)
    return decided.route if decided is not None else None
