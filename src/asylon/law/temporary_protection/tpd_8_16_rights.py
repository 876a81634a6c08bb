"""What a person with temporary protection is entitled to (Directive 2001/55/EC, Articles 8, 9, 12 to 16; AMMR 2(13))."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import DocumentHeld, RepresentativeAppointed
from asylon.law.facts.protection import GuardianAppointed
from asylon.law.facts.reception import MinorPlaced
from asylon.law.facts.temporary_protection import (
    DisplacedPersonDescribed,
    FamilyMemberReunited,
    SponsoredFamilyMember,
    TemporaryProtectionInformationGiven,
    TemporaryProtectionRegistered,
)
from asylon.law.provisions import Block, Right, obligation, permission, right, route_step
from asylon.law.table_inputs import yes_no
from asylon.law.tables import Choice, DecisionTable, Row, register_table
from asylon.law.temporary_protection.tpd_2_7_scope import Protection, protection

_BLOCK: Block = "temporary_protection"


def _right(id_: str, cite: str, en: str, nl: str) -> Right:
    return right(f"temporary-protection-{id_}", _BLOCK, ("TP-4",), cite, en, nl)


PERMIT_RIGHT = _right(
    "permit",
    "TPD 8(1)",
    "hold a residence permit for the whole duration of the protection",
    "een verblijfstitel hebben voor de hele duur van de bescherming",
)
WORK = _right(
    "work",
    "TPD 12",
    "work, as employee or self-employed, and take part in training",
    "werken, in loondienst of als zelfstandige, en opleiding volgen",
)
HOUSING = _right(
    "housing",
    "TPD 13(1)",
    "have suitable accommodation, or the means to obtain it",
    "passende huisvesting hebben, of de middelen daarvoor",
)
SUPPORT = _right(
    "support",
    "TPD 13(2)",
    "receive social welfare, means of subsistence and medical care",
    "sociale bijstand, levensonderhoud en medische zorg ontvangen",
)
SCHOOL = _right(
    "school",
    "TPD 14(1)",
    "attend school under the same conditions as nationals",
    "onderwijs volgen onder dezelfde voorwaarden als onderdanen",
)
RIGHTS = (PERMIT_RIGHT, WORK, HOUSING, SUPPORT)
ADULT_EDUCATION = permission(
    "temporary-protection-adult-education", _BLOCK, ("TP-4",), "TPD 14(2)",
    "admit adults to the general education system", "volwassenen tot het algemene onderwijs toelaten",
)  # fmt: skip
PERMIT = obligation(
    "temporary-protection-issue-permit", _BLOCK, ("TP-4",), "TPD 8(1)", "member_state",
    ("issue a residence permit for the entire duration of the protection, and prolong it when that is extended",
     "een verblijfstitel voor de hele duur van de bescherming afgeven, en die verlengen als de bescherming wordt verlengd"),
    ("The person cannot show the right to stay and work.", "De persoon kan het recht op verblijf en werk niet aantonen."),
)  # fmt: skip
INFORM = obligation(
    "temporary-protection-inform", _BLOCK, ("TP-4",), "TPD 9", "member_state",
    ("give the person a document that sets out temporary protection, in a language understood",
     "de persoon een document geven dat de tijdelijke bescherming uiteenzet, in een begrijpelijke taal"),
    ("The person does not know the rights.", "De persoon kent de rechten niet."),
)  # fmt: skip
RESIDENCE_DOCUMENT = route_step(
    "temporary-protection-residence-document", _BLOCK, ("TP-10",), "AMMR 2(13); EUD 2(1)(u)",
    "the document of temporary protection is a residence document for responsibility (29, 37(1), 38(4)) and for Eurodac",
    "het document van tijdelijke bescherming is een verblijfstitel voor verantwoordelijkheid (29, 37(1), 38(4)) en voor Eurodac",
)  # fmt: skip
REPRESENT = obligation(
    "temporary-protection-represent-minor", _BLOCK, ("TP-15",), "TPD 16(1)", "guardianship_authority",
    ("appoint a guardian, or otherwise ensure representation, as soon as possible",
     "zo spoedig mogelijk een voogd benoemen, of anderszins voor vertegenwoordiging zorgen"),
    ("The minor cannot exercise rights.", "De minderjarige kan rechten niet uitoefenen."),
)  # fmt: skip
PLACE = obligation(
    "temporary-protection-place-minor", _BLOCK, ("TP-15",), "TPD 16(2)", "guardianship_authority",
    ("place the minor with adult relatives, a host family, a suitable centre or the person who cared on the way, heard by age and maturity",
     "de minderjarige plaatsen bij volwassen verwanten, een gastgezin, een passend centrum of wie onderweg zorgde, gehoord naar leeftijd en rijpheid"),
    ("The minor has no safe place.", "De minderjarige heeft geen veilige plek."),
)  # fmt: skip
REUNITE = obligation(
    "temporary-protection-reunite", _BLOCK, ("TP-14",), "TPD 15", "member_state",
    ("reunite the family, taking the wishes of its members into account", "het gezin herenigen, met inachtneming van de wensen van zijn leden"),
    ("The family stays separated.", "Het gezin blijft gescheiden."),
)  # fmt: skip
MAY_REUNITE = permission(
    "temporary-protection-may-reunite", _BLOCK, ("TP-14",), "TPD 15",
    "reunite with a close relative who lived with the family and depended on it, weighing hardship case by case",
    "herenigen met een naaste verwant die bij het gezin inwoonde en ervan afhing, met afweging van de hardheid per geval",
    "temporary_protection_family_reunited",
)  # fmt: skip

FAMILY = register_table(
    DecisionTable(
        name="temporary-protection-family",
        question=Bilingual("Is the family member reunited?", "Wordt het gezinslid herenigd?"),
        inputs=(
            Choice("relation", ("spouse_or_partner", "minor_unmarried_child", "dependent_close_relative", "other_relative"), label=Bilingual("family member", "gezinslid")),
            yes_no("family_existed", "the family existed in the country of origin", "het gezin bestond in het land van herkomst", open_=True),
        ),
        outcomes={
            "shall": Bilingual("it must be", "dat moet"),
            "may": Bilingual("it may be", "dat mag"),
            "none": Bilingual("not under the Directive", "niet krachtens de richtlijn"),
        },
        hit_policy="first",
        rows=(
            Row("other", {"relation": "other_relative"}, "none", ("TP-14",), "TPD 15(1)"),
            Row("later-family", {"family_existed": False}, "none", ("TP-14",), "TPD 15(1)"),
            Row("core", {"relation": ("spouse_or_partner", "minor_unmarried_child")}, "shall", ("TP-14",), "TPD 15(1); 15(2); 15(3)"),
            Row("dependent", {}, "may", ("TP-14",), "TPD 15(1); 15(2); 15(3)"),
        ),
    )
)  # fmt: skip


def examine(case: Case) -> None:
    """The rights while protection lasts, and what the Member State owes for them."""
    found = protection(case)
    if found is None:
        return
    for item in RIGHTS:
        case.stand(case.rights, item, until=found.until)
    minor = case.minor_on(case.today)
    if minor:
        case.stand(case.rights, SCHOOL, until=found.until)
    elif minor is False:
        case.stand(case.permitted, ADULT_EDUCATION)
    case.oblige(INFORM, met=case.first(TemporaryProtectionInformationGiven))
    case.oblige(PERMIT, met=_permit(case, found))
    if case.first(TemporaryProtectionRegistered) is not None:
        case.stand(case.steps, RESIDENCE_DOCUMENT)
    if minor and case.unaccompanied:
        case.oblige(REPRESENT, met=case.first(GuardianAppointed) or case.first(RepresentativeAppointed))
        case.oblige(PLACE, met=case.last(MinorPlaced, lambda fact: fact.placement != "centre_for_adults"))


def _permit(case: Case, found: Protection) -> DocumentHeld | None:
    """A permit that lasts as long as the protection: one for a stretch that was extended meanwhile is too short (8(1))."""
    return case.last(
        DocumentHeld,
        lambda fact: (
            fact.document == "residence_document"
            and fact.issued_by == case.state
            and (fact.valid_until is None or fact.valid_until >= found.until)
        ),
    )


def family(case: Case) -> None:
    """Reunion of families that the events separated."""
    if protection(case) is None:
        return
    reunited = case.last(FamilyMemberReunited)
    for member in case.all(SponsoredFamilyMember):
        decided = case.decide(FAMILY, {"relation": member.relation, "family_existed": member.family_existed})
        if decided is None:
            continue
        if decided[0] == "shall":
            case.oblige(REUNITE, decided[1], met=reunited)
        elif decided[0] == "may":
            case.stand(case.permitted, MAY_REUNITE, decided[1], about=member.relation)


chapter(1108, single=examine, when=(DisplacedPersonDescribed, TemporaryProtectionRegistered))
chapter(1115, single=family, when=(SponsoredFamilyMember,))
