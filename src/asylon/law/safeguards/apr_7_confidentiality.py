"""Confidentiality towards alleged persecutors (Regulation (EU) 2024/1348, Articles 7 and 66(2)(b))."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.facts import ApplicationMade
from asylon.law.facts.protection import WithdrawalGroundFound
from asylon.law.facts.protection_withdrawal import WithdrawalExaminationStarted
from asylon.law.provisions import Block, prohibition

_BLOCK: Block = "safeguards"

# APR 7(2): throughout the procedure and after a final decision.
NO_CONTACT = prohibition(
    "no-disclosure-to-persecutors", _BLOCK, ("F-8",), "APR 7(2)(a); APR 7(2)(b)",
    "never let the alleged actors of persecution or serious harm learn of the application, by telling them or by asking them",
    "de vermeende actoren van vervolging of ernstige schade nooit van het verzoek laten weten, door mededeling noch door navraag",
)  # fmt: skip
NO_ENQUIRY_ON_STATUS = prohibition(
    "no-enquiry-about-status", _BLOCK, ("F-8",), "APR 66(2)(b)",
    "never obtain information from them in a way that tells them that the person's protection is being reconsidered",
    "van hen nooit informatie verkrijgen op een wijze die hun van de heroverweging van de bescherming doet weten",
)  # fmt: skip


def examine(case: Case) -> None:
    """From the making on, without end; and while protection is reconsidered."""
    made = case.here(ApplicationMade)
    if made is not None and case.day(made) >= case.book.applies["APR"]:
        case.stand(case.forbidden, NO_CONTACT)
    if case.first(WithdrawalExaminationStarted) is not None or case.first(WithdrawalGroundFound) is not None:
        case.stand(case.forbidden, NO_ENQUIRY_ON_STATUS)


chapter(907, single=examine, when=(ApplicationMade, WithdrawalExaminationStarted, WithdrawalGroundFound))
