"""Appeals about reception (Directive (EU) 2024/1346, Article 29)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.facts import Detained, TransferDecisionNotified
from asylon.law.facts.reception import (
    LabourAccessWithdrawn,
    LeaveDecided,
    MeansAssessed,
    ReductionDecided,
    ResidenceOrdered,
)
from asylon.law.provisions import Block, right
from asylon.law.reception.rcd_2_applicant import applicant_since

_BLOCK: Block = "reception"

APPEAL = right(
    "appeal-on-reception", _BLOCK, ("RC-30",), "RCD 29(1)",
    "appeal under national law, in the last instance at least before a court, in fact and in law",
    "beroep naar nationaal recht, ten minste in laatste aanleg bij een rechter, over feiten en recht",
)  # fmt: skip
LEGAL_HELP = right(
    "legal-help-on-reception", _BLOCK, ("RC-30", "F-6"), "RCD 29(2)",
    "free legal assistance and representation before the court, unless means suffice or there is no tangible prospect of success",
    "kosteloze rechtsbijstand en vertegenwoordiging bij de rechter, tenzij de middelen volstaan of het beroep geen kans maakt",
)  # fmt: skip


def examine(case: Case) -> None:
    """Where a decision on benefits, leave or place has been taken, or detention is reviewed by a court."""
    if applicant_since(case) is None:
        return
    refused = case.last(LeaveDecided, lambda fact: not fact.granted)
    decisions = (ReductionDecided, ResidenceOrdered, LabourAccessWithdrawn, MeansAssessed, TransferDecisionNotified)
    if refused is not None or any(case.first(kind) is not None for kind in decisions):
        case.stand(case.rights, APPEAL)
        case.stand(case.rights, LEGAL_HELP)
    elif case.first(Detained) is not None:
        case.stand(case.rights, LEGAL_HELP)


chapter(
    329,
    single=examine,
    when=(
        ReductionDecided,
        ResidenceOrdered,
        LabourAccessWithdrawn,
        MeansAssessed,
        TransferDecisionNotified,
        LeaveDecided,
        Detained,
    ),
)
