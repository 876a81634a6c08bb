"""Rights and duties of beneficiaries (Regulation (EU) 2024/1347, Articles 22 and 26 to 35)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts.protection import (
    GuardianAppointed,
    IntegrationMeasureMissed,
    IntegrationMeasureRequired,
    ProtectionInformationGiven,
)
from asylon.law.provisions import Block, obligation, permission, prohibition, right
from asylon.law.resettlement.qr_20_protection_held import GRANTS, Protection, protection_held
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "resettlement"

# QR 22: information, soon after the grant.
INFORM = obligation(
    "protection-information", _BLOCK, ("Q-6",), "QR 22", "member_state",
    ("inform the beneficiary of rights and duties, and of what follows from residing in another Member State",
     "de beschermde informeren over rechten en plichten, en over de gevolgen van verblijf in een andere lidstaat"),
    ("Consequences of Article 27 that were never explained can hardly be held against the beneficiary.",
     "Gevolgen van artikel 27 die nooit zijn uitgelegd kunnen de beschermde moeilijk worden tegengeworpen."),
)  # fmt: skip
# QR 26, 27: movement.
MOVEMENT = right(
    "movement-in-member-state", _BLOCK, ("Q-7",), "QR 26",
    "free movement and choice of residence in this Member State, like comparable legal residents",
    "vrij verkeer en keuze van verblijfplaats in deze lidstaat, zoals vergelijkbare legaal verblijvenden",
)  # fmt: skip
NOT_ELSEWHERE = prohibition(
    "no-residence-in-other-member-state", _BLOCK, ("Q-6",), "QR 27",
    "no right to reside in another Member State, save admission there or short travel under Schengen rules",
    "geen recht op verblijf in een andere lidstaat, behoudens toelating daar of kort verkeer volgens de Schengenregels",
)  # fmt: skip
# QR 28 to 34: the rights themselves.
WORK = right(
    "work-as-beneficiary", _BLOCK, ("Q-7",), "QR 28",
    "employed or self-employed work from the grant on, with equal treatment",
    "werk in loondienst of als zelfstandige vanaf de verlening, met gelijke behandeling",
)  # fmt: skip
EDUCATION_MINOR = right(
    "education-of-protected-minor", _BLOCK, ("Q-7",), "QR 29(1)",
    "education like nationals, to the end of secondary education even after majority",
    "onderwijs als onderdanen, tot het einde van het voortgezet onderwijs, ook na de meerderjarigheid",
)  # fmt: skip
EDUCATION_ADULT = right(
    "education-of-protected-adult", _BLOCK, ("Q-7",), "QR 29(2)",
    "general education and training like nationals; national law may refuse grants and loans",
    "algemeen onderwijs en opleiding als onderdanen; nationaal recht mag beurzen en leningen weigeren",
)  # fmt: skip
QUALIFICATIONS = right(
    "recognition-of-qualifications", _BLOCK, ("Q-7",), "QR 30",
    "recognition of qualifications and validation of skills like nationals, made easier without papers",
    "erkenning van diploma's en vaardigheden als onderdanen, vergemakkelijkt zonder papieren",
)  # fmt: skip
SOCIAL = right(
    "social-security-and-assistance", _BLOCK, ("Q-7",), "QR 31(1)",
    "social security and social assistance like nationals",
    "sociale zekerheid en sociale bijstand als onderdanen",
)  # fmt: skip
CORE = permission(
    "core-benefits-only", _BLOCK, ("Q-7",), "QR 31(2)",
    "limit social assistance to core benefits where national law provides so: income, illness and pregnancy, parents, housing",
    "de bijstand tot kernuitkeringen beperken als nationaal recht dat bepaalt: inkomen, ziekte en zwangerschap, ouders, huisvesting",
)  # fmt: skip
HEALTH = right(
    "health-care-as-beneficiary", _BLOCK, ("Q-7",), "QR 32",
    "health care like nationals, adequate to special needs", "gezondheidszorg als onderdanen, passend bij bijzondere behoeften",
)  # fmt: skip
HOUSING = right(
    "accommodation-as-beneficiary", _BLOCK, ("Q-7",), "QR 34",
    "accommodation like comparable legal residents", "huisvesting als vergelijkbare legaal verblijvenden",
)  # fmt: skip
INTEGRATION = right(
    "integration-measures", _BLOCK, ("Q-9",), "QR 35(1)",
    "integration measures suited to the person's needs", "integratiemaatregelen die bij de persoon passen",
)  # fmt: skip

# QR 33: the unaccompanied minor.
GUARDIAN = obligation(
    "guardian", _BLOCK, ("Q-8",), "QR 33(1)", "guardianship_authority",
    ("take the measures to appoint a guardian, or keep the representative as one",
     "de maatregelen nemen om een voogd te benoemen, of de vertegenwoordiger als voogd behouden"),
    ("Until then the representative stays responsible.", "Tot dan blijft de vertegenwoordiger verantwoordelijk."),
)  # fmt: skip
REPRESENTATIVE = right(
    "representative-until-guardian", _BLOCK, ("Q-8",), "QR 33(1)",
    "the representative of the asylum procedure stays responsible until a guardian is appointed",
    "de vertegenwoordiger uit de asielprocedure blijft verantwoordelijk tot een voogd is benoemd",
)  # fmt: skip

# QR 31(1), 35(2)-(4): compulsory integration measures.
ATTEND = obligation(
    "attend-integration-measure", _BLOCK, ("Q-9",), "QR 35(2)", "beneficiary",
    ("take part in the compulsory integration measure", "deelnemen aan de verplichte integratiemaatregel"),
    ("Certain forms of social assistance may depend on it, if it is accessible and free (QR 31(1)).",
     "Bepaalde vormen van bijstand mogen ervan afhangen, als de maatregel toegankelijk en gratis is (QR 31(1))."),
)  # fmt: skip
CONDITION = permission(
    "assistance-on-condition-of-integration", _BLOCK, ("Q-9",), "QR 31(1)",
    "make certain forms of social assistance named in national law depend on effective participation",
    "bepaalde in nationaal recht genoemde vormen van bijstand van daadwerkelijke deelname laten afhangen",
)  # fmt: skip
NO_CONDITION = prohibition(
    "no-condition-where-a-fee-is-asked", _BLOCK, ("Q-9",), "QR 31(1)",
    "no social assistance may depend on a measure that is not free of charge",
    "bijstand mag niet afhangen van een maatregel die niet gratis is",
)  # fmt: skip
NO_SANCTION = prohibition(
    "no-sanction-beyond-control", _BLOCK, ("Q-9",), "QR 35(4)",
    "no sanction for not taking part: circumstances beyond the person's control",
    "geen sanctie wegens niet deelnemen: omstandigheden buiten de macht van de persoon",
)  # fmt: skip
NOT_COMPULSORY = prohibition(
    "measure-not-to-be-compulsory", _BLOCK, ("Q-9",), "QR 35(2); QR 35(3)",
    "the measure may not be compulsory: it is not accessible, or its fee is too heavy a burden",
    "de maatregel mag niet verplicht zijn: zij is niet toegankelijk of de bijdrage is een te zware last",
)  # fmt: skip

INTEGRATION_TABLE = register_table(
    DecisionTable(
        name="compulsory-integration",
        question=Bilingual(
            "What follows from a compulsory integration measure?", "Wat volgt uit een verplichte integratiemaatregel?"
        ),
        inputs=(
            yes_no("accessible", "accessible", "toegankelijk", open_=True),
            yes_no("fee", "a fee is asked", "er wordt een bijdrage gevraagd"),
            yes_no(
                "fee_bearable",
                "sufficient means and no unreasonable burden",
                "voldoende middelen en geen onredelijke last",
                open_=True,
            ),
            yes_no("missed", "not attended", "niet gevolgd"),
            yes_no("beyond_control", "beyond the person's control", "buiten de macht van de persoon", open_=True),
        ),
        outcomes={
            "unlawful": Bilingual("may not be compulsory", "mag niet verplicht zijn"),
            "attend": Bilingual("to be attended", "moet worden gevolgd"),
            "no_sanction": Bilingual("no sanction", "geen sanctie"),
            "no_condition": Bilingual("assistance may not depend on it", "bijstand mag er niet van afhangen"),
            "condition": Bilingual("some assistance may depend on it", "sommige bijstand mag ervan afhangen"),
        },
        hit_policy="first",
        rows=(
            Row("inaccessible", {"accessible": False}, "unlawful", ("Q-9",), "QR 35(2)"),
            Row("burden", {"fee": True, "fee_bearable": False}, "unlawful", ("Q-9",), "QR 35(3)"),
            Row("attend", {"missed": False}, "attend", ("Q-9",), "QR 35(2)"),
            Row("beyond-control", {"beyond_control": True}, "no_sanction", ("Q-9",), "QR 35(4)"),
            Row("fee", {"fee": True}, "no_condition", ("Q-9",), "QR 31(1)"),
            Row("missed", {}, "condition", ("Q-9",), "QR 31(1)"),
        ),
    )
)
_FOLLOWS = {"unlawful": NOT_COMPULSORY, "no_sanction": NO_SANCTION, "no_condition": NO_CONDITION}


def _minor(case: Case, held: Protection) -> None:
    """QR 33(1): guardian and representative of an unaccompanied minor."""
    if not case.all_unaccompanied() or case.minor_on(case.day(held.granted)) is not True:
        return
    appointed = case.first(GuardianAppointed)
    if appointed is None and (not case.unaccompanied or case.minor_on(case.today) is not True):
        return
    case.oblige(GUARDIAN, met=appointed)
    if appointed is None:
        case.stand(case.rights, REPRESENTATIVE)


def _integration(case: Case) -> None:
    required = case.last(IntegrationMeasureRequired)
    if required is None:
        return
    missed = case.after(IntegrationMeasureMissed, required.at)
    found = case.decide(
        INTEGRATION_TABLE,
        {
            "accessible": required.accessible,
            "fee": required.fee,
            "fee_bearable": required.fee_bearable,
            "missed": missed is not None,
            "beyond_control": missed.beyond_control if missed is not None else None,
        },
    )
    if found is None:
        return
    outcome, why = found
    if outcome in _FOLLOWS:
        case.stand(case.forbidden, _FOLLOWS[outcome], why, cite=why[0].cite)
        return
    case.oblige(ATTEND, why)
    if outcome == "condition":
        case.stand(case.permitted, CONDITION, why)


def examine(case: Case) -> None:
    """The rights of someone who holds protection here, from the grant on (QR 20(2))."""
    held = protection_held(case)
    if held is None:
        return
    case.oblige(INFORM, met=case.after(ProtectionInformationGiven, held.granted.at))
    for entry in (MOVEMENT, WORK, QUALIFICATIONS, SOCIAL, HEALTH, HOUSING, INTEGRATION):
        case.stand(case.rights, entry)
    case.stand(case.rights, EDUCATION_MINOR if case.minor_on(case.today) else EDUCATION_ADULT)
    case.stand(case.forbidden, NOT_ELSEWHERE)
    if not held.refugee:
        case.stand(case.permitted, CORE)
    _minor(case, held)
    _integration(case)


chapter(1022, single=examine, when=GRANTS)
