"""Withdrawal of international protection: the procedure (Regulation (EU) 2024/1348, Articles 65, 66 and 79(3))."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.facts.protection import ProtectionWithdrawn
from asylon.law.facts.protection_withdrawal import (
    HeardOnWithdrawal,
    InformedOfReconsideration,
    NotCooperatedOnWithdrawal,
    ProtectionEnded,
    ProtectionWithdrawalNotified,
    StatementOnWithdrawal,
    WithdrawalExaminationStarted,
)
from asylon.law.provisions import Block, judgement, obligation, prohibition, right, route_step

_BLOCK: Block = "procedure"
_DA = "determining_authority"

ROUTE = route_step(
    "withdrawal-of-protection-examined", _BLOCK, (), "APR 65",
    "examination to withdraw international protection",
    "onderzoek tot intrekking van internationale bescherming",
)  # fmt: skip
INFORM = obligation(
    "inform-of-reconsideration", _BLOCK, (), "APR 66(1)(a)", _DA,
    ("inform the person in writing that protection is reconsidered and why, of the duty to cooperate and what follows from not doing so",
     "de persoon schriftelijk meedelen dat en waarom de bescherming wordt heroverwogen, over de plicht mee te werken en wat volgt als dat niet gebeurt"),
    ("Without it the decision to withdraw is open to challenge.", "Zonder deze mededeling is het intrekkingsbesluit aanvechtbaar."),
)  # fmt: skip
STATEMENT = right(
    "statement-and-hearing-on-withdrawal", _BLOCK, (), "APR 66(1)(d)",
    "may give reasons in writing within a reasonable time and in an interview or hearing why protection should not be withdrawn",
    "mag binnen redelijke tijd schriftelijk en in een onderhoud of hoorzitting redenen geven waarom de bescherming niet moet worden ingetrokken",
)  # fmt: skip
NO_QUESTIONS_TO_PERSECUTORS = prohibition(
    "no-information-from-alleged-persecutors", _BLOCK, ("F-8",), "APR 66(2)(b)",
    "no information may be asked of alleged persecutors in a way that tells them of the protection",
    "er mag geen informatie bij beweerde vervolgers worden gevraagd op een wijze waaruit zij van de bescherming vernemen",
)  # fmt: skip
NOTIFY = obligation(
    "notify-withdrawal-of-protection", _BLOCK, (), "APR 66(3)", _DA,
    ("give the decision in writing as soon as possible, with reasons, remedy and time limits",
     "het besluit zo spoedig mogelijk schriftelijk geven, met redenen, rechtsmiddel en termijnen"),
    ("No time limit for appeal runs before the notification (APR 67(8)).", "Voor de bekendmaking loopt geen beroepstermijn (APR 67(8))."),
)  # fmt: skip
SUPPORT = right(
    "legal-support-on-withdrawal", _BLOCK, ("A-19",), "APR 66(4)",
    "has, after the decision to withdraw, free assistance and representation and access to UNHCR as applicants have",
    "heeft na het intrekkingsbesluit kosteloze bijstand en vertegenwoordiging en toegang tot de UNHCR zoals verzoekers",
)  # fmt: skip
PRESUMPTION = judgement(
    "no-longer-wishes-protection", _BLOCK, (), "APR 66(5)", _DA,
    "The person did not cooperate without due justification: is the presumption that protection is no longer wanted rebutted?",
    "De persoon werkte zonder geldige reden niet mee: is het vermoeden weerlegd dat bescherming niet meer wordt gewenst?",
    "protection_withdrawn",
)  # fmt: skip
CONCLUDED = route_step(
    "protection-ended-by-itself", _BLOCK, (), "APR 66(6)",
    "concluded under national law without the procedure of withdrawal, and recorded with its ground",
    "afgesloten volgens nationaal recht zonder intrekkingsprocedure, en vastgelegd met de grond",
)  # fmt: skip


def examine(case: Case) -> None:
    """From the start of the examination to the notified decision."""
    ended = case.last(ProtectionEnded)
    if ended is not None:
        case.stand(case.steps, CONCLUDED, cite=f"APR {ended.ground}")
        return
    started = case.last(WithdrawalExaminationStarted)
    if started is None or not case.covers("APR 66", started):
        return
    case.oblige(INFORM, met=case.after(InformedOfReconsideration, started.at))
    withdrawn = case.after(ProtectionWithdrawn, started.at)
    if withdrawn is not None:
        case.oblige(NOTIFY, met=case.after(ProtectionWithdrawalNotified, withdrawn.at))
        case.stand(case.rights, SUPPORT)
        return
    case.stand(case.steps, ROUTE)
    case.stand(case.forbidden, NO_QUESTIONS_TO_PERSECUTORS)
    heard = case.after(HeardOnWithdrawal, started.at)
    if case.after(StatementOnWithdrawal, started.at) is None or heard is None:
        case.stand(case.rights, STATEMENT)
    if case.after(NotCooperatedOnWithdrawal, started.at) is not None:
        case.stand(case.judgements, PRESUMPTION)


chapter(465, single=examine, when=(WithdrawalExaminationStarted, ProtectionEnded))
