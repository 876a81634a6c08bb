"""Guarantees for unaccompanied minors (Regulation (EU) 2024/1351, Article 23; IR 2025/2055, Article 11).

The representative's time limit is the one of APR 23, and one duty: the person may be the same.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.facts import (
    ApplicationRegistered,
    BestInterestsAssessed,
    FamilyMemberLocated,
    TransferDecisionTaken,
    Transferred,
)
from asylon.law.facts.reception import FamilyTracingStarted
from asylon.law.facts.transfers import CareForMinorConfirmed, InformationRequested
from asylon.law.provisions import obligation, prohibition
from asylon.law.responsibility.ammr_36_38_procedure import UNIT
from asylon.law.responsibility.ammr_37_cessation import first_registration

TRACE = obligation(
    "identify-family-of-minor", "responsibility", ("D-9", "K-1"), "AMMR 23(6); IR2055 11(1)", UNIT,
    ("take action immediately to identify family members, siblings and relatives of the minor in the Member States, and take into account what the minor tells",
     "onmiddellijk gezinsleden, broers, zussen en familieleden van de minderjarige in de lidstaten trachten te vinden, en rekening houden met wat de minderjarige vertelt"),
    ("The criteria for minors cannot be applied without knowing who is where.",
     "De criteria voor minderjarigen kunnen niet worden toegepast zonder te weten wie waar is."),
)  # fmt: skip
ASSESS = obligation(
    "assess-best-interests-before-transfer", "responsibility", ("D-9",), "AMMR 23(5)", UNIT,
    ("assess individually whether the transfer is in the best interests of the child, and state the conclusions in the transfer decision",
     "individueel beoordelen of overdracht in het belang van het kind is, en de conclusies in het overdrachtsbesluit vermelden"),
    ("No decision to transfer may be taken before.", "Eerder mag geen overdrachtsbesluit worden genomen."),
)  # fmt: skip
NO_DECISION = prohibition(
    "no-transfer-decision-without-best-interests", "responsibility", ("D-9",), "AMMR 23(5)",
    "no decision to transfer the minor before the best interests of the child were assessed individually",
    "geen overdrachtsbesluit voor de minderjarige voordat het belang van het kind individueel is beoordeeld",
)  # fmt: skip
CARE = obligation(
    "notify-transfer-of-minor", "responsibility", ("D-9",), "AMMR 23(5)", UNIT,
    ("notify the Member State responsible before the transfer, and have it confirm that the measures for the minor, a representative included, are taken without delay",
     "de verantwoordelijke lidstaat vóór de overdracht informeren en laten bevestigen dat de maatregelen voor de minderjarige, waaronder een vertegenwoordiger, onverwijld worden genomen"),
    ("The minor may not be transferred before.", "Eerder mag de minderjarige niet worden overgedragen."),
)  # fmt: skip


def trace(case: Case) -> None:
    """The search for family, by the Member State of first registration."""
    registered = first_registration(case)
    if not case.findings.get("child") or registered is None or registered.state != case.state:
        return
    begun = case.first(InformationRequested, lambda fact: fact.about == "family_of_minor")
    case.oblige(TRACE, met=case.first(FamilyMemberLocated) or begun or case.first(FamilyTracingStarted))


def examine(case: Case) -> None:
    """What must precede a decision to transfer the minor, and the transfer itself (23(5))."""
    found = case.responsible
    if not case.findings.get("child") or not case.unaccompanied or (found is not None and found.state == case.state):
        return
    if case.minor_on(case.today) is not True:
        return
    assessed = case.last(BestInterestsAssessed, lambda fact: found is None or fact.concerning == found.state)
    case.oblige(ASSESS, met=assessed)
    if assessed is None:
        case.stand(case.forbidden, NO_DECISION)
    if TransferDecisionTaken in case.kinds and case.first(Transferred) is None:
        case.oblige(CARE, met=case.first(CareForMinorConfirmed))


chapter(629, single=trace, when=(ApplicationRegistered,))
chapter(648, single=examine)
