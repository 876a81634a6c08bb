"""Residence permits of family members (Regulation (EU) 2024/1347, Article 23)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts.protection import FamilyPermitRequested, ResidencePermitIssued, SecurityReasonsFound
from asylon.law.provisions import Block, obligation, permission, prohibition, right
from asylon.law.resettlement.qr_20_protection_held import protection_held
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "resettlement"

ISSUE = obligation(
    "family-permit", _BLOCK, ("Q-5",), "QR 23(1)", "member_state",
    ("issue a residence permit to the family member, ending on the day on which the beneficiary's permit ends",
     "een verblijfstitel aan het gezinslid afgeven, met dezelfde einddatum als de titel van de beschermde"),
    ("The Regulation sets no date; the family member's rights begin with the permit (QR 23(6)).",
     "De verordening noemt geen datum; de rechten van het gezinslid beginnen met de titel (QR 23(6))."),
)  # fmt: skip
MAY_ISSUE = permission(
    "family-permit-for-others", _BLOCK, ("Q-5",), "QR 23(7)",
    "treat a dependent close relative, or in the best interests a married minor, as a family member",
    "een afhankelijk naast familielid, of in het belang van het kind een gehuwde minderjarige, als gezinslid behandelen",
    "residence_permit_issued",
)  # fmt: skip
REFUSE = prohibition(
    "no-family-permit", _BLOCK, ("Q-5",), "QR 23(3); QR 23(4); QR 23(5)",
    "no residence permit as a family member; one already issued on grounds of security is withdrawn or not renewed",
    "geen verblijfstitel als gezinslid; een al afgegeven titel wordt om veiligheidsredenen ingetrokken of niet verlengd",
)  # fmt: skip
RIGHTS = right(
    "family-member-rights", _BLOCK, ("Q-5",), "QR 23(6)",
    "the family member's rights: travel document, movement, work, education, social security, care, housing, integration",
    "de rechten van het gezinslid: reisdocument, verkeer, werk, onderwijs, sociale zekerheid, zorg, huisvesting, integratie",
)  # fmt: skip
SAME_EXPIRY = obligation(
    "family-permit-same-expiry", _BLOCK, ("Q-5",), "QR 23(2)", "member_state",
    ("give the family member's permit the same date of expiry as the beneficiary's",
     "de titel van het gezinslid dezelfde einddatum geven als die van de beschermde"),
    ("The permit may not last longer, and need not end earlier, than the beneficiary's.",
     "De titel mag niet langer duren dan die van de beschermde en hoeft niet eerder te eindigen."),
)  # fmt: skip

FAMILY = register_table(
    DecisionTable(
        name="family-permit",
        question=Bilingual(
            "Does the family member get a residence permit?", "Krijgt het gezinslid een verblijfstitel?"
        ),
        inputs=(
            yes_no(
                "beneficiary_holds", "the beneficiary holds protection here", "de beschermde heeft hier bescherming"
            ),
            Choice(
                "relation",
                ("family_member", "dependent_relative", "married_minor"),
                closed=True,
                otherwise="family_member",
                label=Bilingual("relation", "relatie"),
            ),
            yes_no("excluded", "is or would be excluded from protection", "is of zou van bescherming zijn uitgesloten"),
            yes_no(
                "contracted_for_residence",
                "marriage or partnership for residence alone",
                "huwelijk of partnerschap enkel om verblijf",
            ),
            yes_no("security", "national security or public policy", "nationale veiligheid of openbare orde"),
            yes_no(
                "incompatible",
                "incompatible with the personal status",
                "onverenigbaar met de persoonlijke rechtspositie",
            ),
            yes_no(
                "qualifies",
                "qualifies for protection individually",
                "komt zelf voor bescherming in aanmerking",
                open_=True,
            ),
        ),
        outcomes={
            "issue": Bilingual("a permit is due", "een titel is verschuldigd"),
            "may_issue": Bilingual("a permit may be issued", "een titel mag worden afgegeven"),
            "refuse": Bilingual("no permit may be issued", "er mag geen titel worden afgegeven"),
            "own_status": Bilingual("the person's own protection counts", "de eigen bescherming van de persoon telt"),
            "none": Bilingual("no beneficiary here", "geen beschermde hier"),
        },
        hit_policy="first",
        rows=(
            Row("no-beneficiary", {"beneficiary_holds": False}, "none", ("Q-5",), "QR 23(1)"),
            Row("excluded", {"excluded": True}, "refuse", ("Q-5",), "QR 23(3)"),
            Row("contracted", {"contracted_for_residence": True}, "refuse", ("Q-5",), "QR 23(4)"),
            Row("security", {"security": True}, "refuse", ("Q-5",), "QR 23(5)"),
            Row("incompatible", {"incompatible": True}, "none", ("Q-5",), "QR 23(1)"),
            Row("qualifies", {"qualifies": True}, "own_status", ("Q-5",), "QR 23(1)"),
            Row("others", {"relation": ("dependent_relative", "married_minor")}, "may_issue", ("Q-5",), "QR 23(7)"),
            Row("family", {}, "issue", ("Q-5",), "QR 23(1)"),
        ),
    )
)


def examine(case: Case) -> None:
    """The permit of a family member, measured by that of the beneficiary in the same file."""
    asked = case.last(FamilyPermitRequested)
    if asked is None:
        return
    beneficiary = case.family.get(asked.beneficiary)
    holds = beneficiary is not None and protection_held(beneficiary) is not None
    found = case.decide(
        FAMILY,
        {
            "beneficiary_holds": holds,
            "relation": asked.relation,
            "excluded": asked.excluded,
            "contracted_for_residence": asked.contracted_for_residence,
            "security": case.last(SecurityReasonsFound, lambda fact: fact.against == "family_permit") is not None,
            "incompatible": asked.incompatible,
            "qualifies": asked.qualifies_individually,
        },
        known_as={"qualifies": "qualifies_individually"},
    )
    if found is None:
        return
    outcome, why = found
    issued = case.after(ResidencePermitIssued, asked.at)
    if outcome == "refuse":
        case.stand(case.forbidden, REFUSE, why, cite=why[0].cite)
        return
    if outcome == "may_issue":
        case.stand(case.permitted, MAY_ISSUE, why)
    elif outcome == "issue":
        case.oblige(ISSUE, why, met=issued)
    if issued is None or beneficiary is None or outcome not in ("issue", "may_issue"):
        return
    case.stand(case.rights, RIGHTS)
    mine, theirs = case.last(ResidencePermitIssued), beneficiary.last(ResidencePermitIssued)
    if mine is None or theirs is None or None in (mine.valid_until, theirs.valid_until):
        return
    if mine.valid_until != theirs.valid_until:
        case.oblige(SAME_EXPIRY)


chapter(1023, single=examine, when=(FamilyPermitRequested,))
