"""While the border procedure runs (Regulation (EU) 2024/1348, Articles 44(2), 52(1) and 54(1), (4), (5)).

Whose application has priority when places are short, where the applicant lives, and responsibility at the same place.
"""

from __future__ import annotations

from asylon.law.border.apr_43_54_border_procedure import family_with_minors
from asylon.law.border.apr_47_50_capacity_reached import stock
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances import AdequateCapacity
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationMade
from asylon.law.facts.border_procedure import ReturnProspectAssessed
from asylon.law.position import Reason
from asylon.law.procedure.apr_42_acceleration import grounds
from asylon.law.provisions import obligation, prohibition, route_step
from asylon.law.tables import Choice, DecisionTable, Row, register_table

# --- Article 44(2): whose application comes first -----------------------------------------------------------------

FIRST = route_step(
    "first-at-border", "border", ("C-10",), "APR 44(2)",
    "has priority for the border procedure now that there are more applicants than places",
    "heeft voorrang voor de grensprocedure nu er meer verzoekers dan plaatsen zijn",
)  # fmt: skip
LATER = route_step(
    "not-first-at-border", "border", ("C-10",), "APR 44(2)",
    "has no priority for the border procedure now that there are more applicants than places",
    "heeft geen voorrang voor de grensprocedure nu er meer verzoekers dan plaatsen zijn",
)  # fmt: skip

PRIORITY = register_table(
    DecisionTable(
        name="border-priority",
        question=Bilingual(
            "Has the application priority for the border procedure when the number is exceeded?",
            "Heeft het verzoek voorrang voor de grensprocedure als het aantal is overschreden?",
        ),
        inputs=(
            Choice("security", closed=True, label=Bilingual("danger to security or public order", "gevaar voor veiligheid of openbare orde")),
            Choice("higher_return_prospect", label=Bilingual("higher prospect of return", "groter vooruitzicht op terugkeer")),
            Choice("minors_in_family", closed=True, label=Bilingual("minor, or family of a minor", "minderjarige, of gezin van een minderjarige")),
        ),
        outcomes={
            FIRST.id: Bilingual("priority", "voorrang"),
            LATER.id: Bilingual("no priority", "geen voorrang"),
        },
        hit_policy="first",
        rows=(
            Row("security", {"security": True}, FIRST.id, ("C-10",), "APR 44(2)(b)"),
            Row("return-prospect", {"higher_return_prospect": True}, FIRST.id, ("C-10",), "APR 44(2)(a)"),
            Row("adults", {"minors_in_family": False}, FIRST.id, ("C-10",), "APR 44(2)(c)"),
            Row("minors", {}, LATER.id, ("C-10", "B-9"), "APR 44(2)(c)"),
        ),
    )
)  # fmt: skip

# --- Articles 52(1) and 54: where ---------------------------------------------------------------------------------

LIVE_THERE = obligation(
    "live-at-border-location", "border", ("B-10",), "APR 54(1)", "border_authority",
    ("require the applicant to live at or near the external border or transit zone, or at another designated location",
     "de verzoeker laten verblijven aan of bij de buitengrens of transitzone, of op een andere aangewezen locatie"),
    ("A residence outside the designated locations is not the border procedure.",
     "Verblijf buiten de aangewezen locaties is geen grensprocedure."),
)  # fmt: skip
TRAVEL = route_step(
    "travel-is-not-entry", "border", ("B-10",), "APR 54(5)",
    "travel to the authority, to a court or for medical treatment is not entry to the territory",
    "reizen naar de autoriteit, een rechter of voor medische behandeling is geen binnenkomst op het grondgebied",
)  # fmt: skip
DUBLIN_THERE = obligation(
    "determine-responsibility-at-border", "border", ("B-13",), "APR 52(1)", "responsibility_unit",
    ("carry out the procedure for determining the Member State responsible at the location of the border procedure",
     "de procedure tot vaststelling van de verantwoordelijke lidstaat voeren op de locatie van de grensprocedure"),
    ("The twelve weeks run all the same.", "De twaalf weken lopen niettemin door."),
)  # fmt: skip
NO_EXTRA_TIME = prohibition(
    "responsibility-does-not-prolong-border-procedure", "border", ("B-13",), "APR 52(1)",
    "the procedure on responsibility does not prolong the maximum duration of the border procedure",
    "de procedure over verantwoordelijkheid verlengt de maximale duur van de grensprocedure niet",
)  # fmt: skip


def examine(case: Case) -> None:
    """Priority while places are short, and the place, as long as the border procedure runs."""
    if case.findings.get("border_outcome") in ("must", "may"):
        _priority(case)
    if case.findings.get("border_after") != "continue":
        return
    reasons: tuple[Reason, ...] = case.findings["border_reasons"]
    case.oblige(LIVE_THERE, reasons)
    case.stand(case.steps, TRAVEL)


def examine_responsibility(case: Case) -> None:
    """Article 52(1): as long as it is not settled who is responsible, that is found out at the same place and time."""
    if case.findings.get("border_after") != "continue" or (case.responsible is not None and case.responsible.settled):
        return
    case.oblige(DUBLIN_THERE)
    case.stand(case.forbidden, NO_EXTRA_TIME)


def _priority(case: Case) -> None:
    """Article 44(2) speaks where the number of applicants exceeds the number: equal to it is not enough."""
    number = case.circumstances.last(AdequateCapacity, case.state)
    if number is None or stock(case.circumstances, case.state)[0] <= number.number:
        return
    assessed = case.last(ReturnProspectAssessed)
    decided = case.decide(
        PRIORITY,
        {
            "security": "42(1)(f)" in grounds(case),
            "higher_return_prospect": assessed.higher if assessed is not None else None,
            "minors_in_family": family_with_minors(case),
        },
        known_as={"higher_return_prospect": "return_prospect_assessed"},
    )
    if decided is not None:
        step = FIRST if decided[0] == FIRST.id else LATER
        case.stand(case.steps, step, decided[1], rules=decided[1][0].rules, cite=decided[1][0].cite)


chapter(252, single=examine, when=(ApplicationMade,))
# Among the chapters on responsibility, after those that settle it.
chapter(652, single=examine_responsibility, when=(ApplicationMade,))
