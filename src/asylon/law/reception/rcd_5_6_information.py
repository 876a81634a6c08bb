"""Information and documents (Directive (EU) 2024/1346, Articles 5 and 6)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationMade
from asylon.law.facts.reception import ReceptionInformationGiven, TravelNeeded
from asylon.law.procedure.apr_26_28_access import REGISTRATIONS
from asylon.law.provisions import Block, obligation, permission, right
from asylon.law.reception.rcd_2_applicant import BEGINS, applicant_since, directive_limit, enter, made_here
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "reception"

# RCD 5(1): three days, or within the time for the registration; 5(2): in writing, rare languages excepted.
INFORMATION = directive_limit(
    "reception-information", ("RC-2",), "RCD 5(1)", "reception_authority",
    Bilingual(
        "give the standard information on reception, with what follows from leaving the required Member State",
        "de standaardinformatie over opvang geven, met de gevolgen van vertrek uit de vereiste lidstaat",
    ),
    Bilingual("the making of the application", "het doen van het verzoek"),
    Bilingual(
        "What was not told cannot be held against the applicant: without it reception conditions elsewhere do not end (AMMR 18(1)).",
        "Wat niet is verteld kan de verzoeker niet worden tegengeworpen: zonder die informatie eindigen voorzieningen elders niet (AMMR 18(1)).",
    ),
    "reception_information_given",
)  # fmt: skip
TRANSLATE = obligation(
    "reception-information-in-writing", _BLOCK, ("RC-2",), "RCD 5(2)", "reception_authority",
    ("obtain a written translation and give it, unless it is clearly no longer needed",
     "een schriftelijke vertaling verkrijgen en geven, tenzij die duidelijk niet meer nodig is"),
    ("Oral information suffices only for a rare language, and once the applicant confirms to understand it.",
     "Mondelinge informatie volstaat alleen bij een zeldzame taal en als de verzoeker bevestigt haar te begrijpen."),
)  # fmt: skip
# RCD 6: the document of APR 29(1); a travel document only for imperative reasons.
DOCUMENT = right(
    "applicant-document", _BLOCK, ("RC-3",), "RCD 6(1)",
    "the document of Article 29(1) APR, and no needless papers before rights are given",
    "het document van artikel 29, lid 1, APR, en geen onnodige papieren voordat rechten worden verleend",
)  # fmt: skip
TRAVEL = permission(
    "travel-document-for-applicant", _BLOCK, ("RC-3",), "RCD 6(3)",
    "give a travel document limited to the purpose and time that the imperative reason needs",
    "een reisdocument geven, beperkt tot doel en duur die de dwingende reden vergt",
)  # fmt: skip


LIMIT = register_table(
    DecisionTable(
        name="reception-information-limit",
        question=Bilingual(
            "Within which time must the information on reception be given?",
            "Binnen welke termijn moet de informatie over opvang worden verstrekt?",
        ),
        inputs=(
            yes_no(
                "with_registration",
                "national law has it given within the time for the registration",
                "nationaal recht laat haar binnen de registratietermijn geven",
            ),
        ),
        outcomes={
            "three_days": Bilingual("days from the making", "dagen vanaf het doen van het verzoek"),
            "registration": Bilingual("the time for the registration", "de termijn voor de registratie"),
        },
        rows=(
            Row("three-days", {"with_registration": False}, "three_days", ("RC-2",), "RCD 5(1)"),
            Row("registration", {"with_registration": True}, "registration", ("RC-2",), "RCD 5(1)"),
        ),
    )
)


def _information(case: Case, made: ApplicationMade) -> None:
    given = case.after(ReceptionInformationGiven, made.at)
    found = case.decide(LIMIT, {"with_registration": case.provides("RCD 5(1)")})
    if found is None:
        return
    if found[0] == "three_days":
        enter(case, INFORMATION, made, met=given, reasons=found[1])
    else:
        registration = next((duty for duty in case.duties if duty.provision in REGISTRATIONS), None)
        if registration is not None:
            enter(case, INFORMATION, made, met=given, counted=registration.due, reasons=found[1])
    if given is not None and given.form == "oral_rare_language":
        case.oblige(TRANSLATE, met=case.last(ReceptionInformationGiven, lambda fact: fact.form == "written"))


def examine(case: Case) -> None:
    """What the applicant is told and given."""
    if applicant_since(case) is None:
        return
    case.stand(case.rights, DOCUMENT)
    travel = case.last(TravelNeeded)
    if travel is not None and travel.reason != "other":
        case.stand(case.permitted, TRAVEL)
    made = made_here(case)
    if made is not None:
        _information(case, made)


# After the chapter on access, whose limit for the registration may be the one for the information.
chapter(429, single=examine, when=BEGINS)
