"""Detention in the return border procedure (Regulation (EU) 2024/1349, Articles 5 and 6(1)(b))."""

from __future__ import annotations

from asylon.law.border.rbpr_4_6_return_border_procedure import AtTheBorder, risks
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import Detained, Released, RightToRemainEnded
from asylon.law.facts.returns import RemovalProspectLost
from asylon.law.moments import Moment
from asylon.law.provisions import judgement, obligation, permission, prohibition, time_limit
from asylon.law.tables import Choice, DecisionTable, Row, register_table

GROUNDS = register_table(
    DecisionTable(
        name="return-border-detention",
        question=Bilingual(
            "May the person be detained in the return border procedure?",
            "Mag de persoon in de terugkeergrensprocedure in bewaring worden gehouden?",
        ),
        inputs=(
            Choice("detained_before", closed=True, label=Bilingual("detained during the asylum border procedure", "in bewaring tijdens de asielgrensprocedure")),
            Choice("risk_of_absconding", closed=True, label=Bilingual("risk of absconding", "risico op onderduiken")),
            Choice("hampering", closed=True, label=Bilingual("avoids or hampers return", "ontwijkt of belemmert terugkeer")),
            Choice("risk_to_public_policy", closed=True, label=Bilingual("risk to public policy or security", "gevaar voor openbare orde of veiligheid")),
        ),
        outcomes={
            "continue": Bilingual("may continue", "mag doorgaan"),
            "may": Bilingual("may be ordered", "mag worden opgelegd"),
            "not": Bilingual("may not be ordered", "mag niet worden opgelegd"),
        },
        hit_policy="first",
        rows=(
            Row("before", {"detained_before": True}, "continue", ("R-6",), "RBPR 5(2)"),
            Row("absconding", {"risk_of_absconding": True}, "may", ("R-6",), "RBPR 5(3)"),
            Row("hampering", {"hampering": True}, "may", ("R-6",), "RBPR 5(3)"),
            Row("public-policy", {"risk_to_public_policy": True}, "may", ("R-6",), "RBPR 5(3)"),
            Row("no-ground", {}, "not", ("R-6",), "RBPR 5(3)"),
        ),
    )
)  # fmt: skip
MAY_CONTINUE = permission(
    "continue-detention-at-border", "border", ("R-6",), "RBPR 5(2)",
    "continue the detention to prevent entry, prepare return or carry out the removal",
    "de bewaring voortzetten om toegang te voorkomen, terugkeer voor te bereiden of de verwijdering uit te voeren",
)  # fmt: skip
MAY = permission(
    "detain-for-return-at-border", "border", ("R-6",), "RBPR 5(3)",
    "detain the person", "de persoon in bewaring stellen", "detained",
)  # fmt: skip
MAY_NOT = prohibition(
    "no-detention-at-border", "border", ("R-6",), "RBPR 5(3)",
    "no detention: the person was not detained before, and none of the three grounds is found",
    "geen bewaring: de persoon was niet eerder in bewaring en geen van de drie gronden is vastgesteld",
)  # fmt: skip
NECESSARY = judgement(
    "detention-at-border-necessary", "border", ("R-6",), "RBPR 5(1)", "return_authority",
    "Is detention necessary in this individual case as a last resort, because less coercive measures cannot be applied effectively?",
    "Is bewaring in dit individuele geval als laatste middel nodig, omdat minder dwingende maatregelen niet doeltreffend zijn?",
    "detained",
)  # fmt: skip
LONGEST = time_limit(
    "return-border-detention", ("R-7",), "RBPR 5(4)", "return_authority",
    Bilingual("end the detention of the return border procedure", "de bewaring van de terugkeergrensprocedure beëindigen"),
    Bilingual("the beginning of the return border procedure", "het begin van de terugkeergrensprocedure"),
    Bilingual(
        "Detention beyond it needs an order under the Return Directive, and what was spent here counts towards its maximum.",
        "Langere bewaring vergt een bevel volgens de Terugkeerrichtlijn, en wat hier is doorgebracht telt mee voor het maximum daarvan.",
    ),
    block="border", by=Counting.RBPR_11, records="released", length="return-border-procedure", open_questions=("O-3",),
)  # fmt: skip
RELEASE = obligation(
    "release-no-prospect-at-border", "border", ("R-7",), "RBPR 5(4)", "return_authority",
    ("release the person: there is no reasonable prospect of removal any more",
     "de persoon vrijlaten: er is geen redelijk vooruitzicht op verwijdering meer"),
    ("Detention without a prospect of removal is unlawful.", "Bewaring zonder vooruitzicht op verwijdering is onrechtmatig."),
)  # fmt: skip


def held_at(case: Case, since: Moment) -> Detained | None:
    """The detention in which the person was when the return border procedure began."""
    start = since.utc(case.zone)
    before = [
        fact for fact in case.all(Detained) if fact.ground in ("border", "RCD 10") and fact.at.utc(case.zone) <= start
    ]
    if not before:
        return None
    released = case.after(Released, before[-1].at)
    return before[-1] if released is None or released.at.utc(case.zone) > start else None


def examine(case: Case) -> None:
    """On which ground, until when, and when it must end earlier."""
    here: AtTheBorder | None = case.findings.get("return_border")
    if here is None:
        return
    before = held_at(case, here.since)
    _longest(case, here, before)
    if here.over:
        return
    found = risks(case)
    decided = case.decide(
        GROUNDS,
        {
            "detained_before": before is not None,
            "risk_of_absconding": found.get("risk_of_absconding"),
            "hampering": found.get("hampering"),
            "risk_to_public_policy": found.get("risk_to_public_policy"),
        },
    )
    if decided is None:
        return
    outcome, reasons = decided
    if outcome == "not":
        case.stand(case.forbidden, MAY_NOT, reasons)
        return
    case.stand(case.permitted, MAY_CONTINUE if outcome == "continue" else MAY, reasons, until=here.counted.last_day)
    case.stand(case.judgements, NECESSARY, reasons)


def _longest(case: Case, here: AtTheBorder, before: Detained | None) -> None:
    """Article 5(4): no longer than the weeks at the border, and not without a prospect of removal."""
    held = before or case.first(Detained, lambda fact: fact.ground == "return" and not _earlier(case, fact, here))
    if held is None:
        return
    ended = case.after(Released, here.since) or case.first(
        Detained, lambda fact: fact.ground == "return" and fact is not held and not _earlier(case, fact, here)
    )
    case.limit(LONGEST, here.since, met=ended, counted=here.counted)
    lost = case.after(RemovalProspectLost, here.since)
    if lost is not None:
        case.oblige(RELEASE, met=case.after(Released, lost.at))


def _earlier(case: Case, fact: Detained, here: AtTheBorder) -> bool:
    return fact.at.utc(case.zone) < here.since.utc(case.zone)


chapter(781, single=examine, when=(RightToRemainEnded,))
