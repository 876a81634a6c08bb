"""Who may be admitted, and who may not (Regulation (EU) 2024/1350, Articles 5 and 6)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts.resettlement import (
    AdmissionConcluded,
    AdmissionDiscontinued,
    AdmissionEligibilityAssessed,
    AdmissionRefusalGroundFound,
    AdmissionRegistered,
    EarlierAdmissionRefused,
    EarlierConsentWithdrawn,
)
from asylon.law.facts.vocabulary import Fact
from asylon.law.position import Reason
from asylon.law.provisions import Block, permission, prohibition
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "resettlement"

# URF 5: eligible.
ADMIT = permission(
    "admit-eligible-person", _BLOCK, ("U-3",), "URF 5",
    "accept the person for admission, if no ground for refusal stands in the way",
    "de persoon voor toelating aanvaarden, als geen weigeringsgrond zich daartegen verzet", "admission_concluded",
)  # fmt: skip
NOT_ELIGIBLE = prohibition(
    "no-admission-of-ineligible", _BLOCK, ("U-3",), "URF 5",
    "no admission under the Union framework: the criteria are not met",
    "geen toelating onder het Uniekader: aan de criteria is niet voldaan",
)  # fmt: skip
# URF 6(1): must be refused. 6(2): may be refused. 6(3): without discrimination.
MUST_REFUSE = prohibition(
    "no-admission-mandatory-ground", _BLOCK, ("U-4",), "URF 6(1)",
    "no admission: a mandatory ground for refusal applies", "geen toelating: er geldt een verplichte weigeringsgrond",
)  # fmt: skip
MAY_REFUSE = permission(
    "refuse-admission", _BLOCK, ("U-4",), "URF 6(2)",
    "refuse admission on an optional ground, without discrimination",
    "toelating op een facultatieve grond weigeren, zonder discriminatie", "admission_concluded",
)  # fmt: skip

ELIGIBILITY = register_table(
    DecisionTable(
        name="admission-eligibility",
        question=Bilingual("Is the person eligible for admission?", "Komt de persoon voor toelating in aanmerking?"),
        inputs=(
            Choice(
                "admission",
                ("resettlement", "humanitarian_admission"),
                label=Bilingual("type of admission", "soort toelating"),
            ),
            yes_no(
                "protection_test",
                "fear of persecution or risk of serious harm, or deemed to meet it",
                "vrees voor vervolging of risico op ernstige schade, of daarmee gelijkgesteld",
                open_=True,
            ),
            yes_no("vulnerable", "in a category of vulnerability", "in een categorie van kwetsbaarheid", open_=True),
            yes_no(
                "family_in_union",
                "family member of a legal resident or Union citizen",
                "gezinslid van een legaal verblijvende of Unieburger",
            ),
            yes_no(
                "family_of_admitted",
                "family member of a person to be admitted",
                "gezinslid van een toe te laten persoon",
            ),
        ),
        outcomes={
            "eligible": Bilingual("eligible", "komt in aanmerking"),
            "eligible_as_family": Bilingual("eligible as a family member", "komt als gezinslid in aanmerking"),
            "not_eligible": Bilingual("not eligible", "komt niet in aanmerking"),
        },
        hit_policy="first",
        rows=(
            Row("family", {"family_of_admitted": True}, "eligible_as_family", ("U-3",), "URF 5(4)"),
            Row("no-protection-need", {"protection_test": False}, "not_eligible", ("U-3",), "URF 5(1)"),
            Row("vulnerable", {"vulnerable": True}, "eligible", ("U-3",), "URF 5(3)(a)"),
            Row(
                "family-link",
                {"admission": "humanitarian_admission", "family_in_union": True},
                "eligible",
                ("U-3",),
                "URF 5(3)(b)",
            ),
            Row("no-category", {}, "not_eligible", ("U-3",), "URF 5(3)"),
        ),
    )
)

REFUSAL = register_table(
    DecisionTable(
        name="admission-refusal",
        question=Bilingual("Must or may admission be refused?", "Moet of mag toelating worden geweigerd?"),
        inputs=(
            Choice(
                "mandatory",
                ("none", "6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)"),
                closed=True,
                otherwise="none",
                label=Bilingual("mandatory ground found", "verplichte grond vastgesteld"),
            ),
            yes_no(
                "refused_within_three_years",
                "refused as danger or alert in the three years before",
                "in de drie jaar ervoor geweigerd wegens gevaar of signalering",
            ),
            Choice(
                "optional",
                ("none", "6(2)(b)", "6(2)(c)", "6(2)(d)"),
                closed=True,
                otherwise="none",
                label=Bilingual("optional ground found", "facultatieve grond vastgesteld"),
            ),
            yes_no(
                "statute_barred",
                "the crime of 6(2)(b) is statute-barred or off the record",
                "het misdrijf van 6(2)(b) is verjaard of uit het register",
            ),
            yes_no(
                "consent_lapsed",
                "consent not given or withdrawn in the three years before",
                "instemming in de drie jaar ervoor niet gegeven of ingetrokken",
            ),
            yes_no(
                "informed",
                "informed of the consequences at that time",
                "destijds over de gevolgen geïnformeerd",
                open_=True,
            ),
        ),
        outcomes={
            "must_refuse": Bilingual("must be refused", "moet worden geweigerd"),
            "may_refuse": Bilingual("may be refused", "mag worden geweigerd"),
            "no_ground": Bilingual("no ground for refusal", "geen weigeringsgrond"),
        },
        hit_policy="first",
        rows=(
            Row("nationality-rights", {"mandatory": "6(1)(a)"}, "must_refuse", ("U-4",), "URF 6(1)(a)"),
            Row("crimes", {"mandatory": "6(1)(b)"}, "must_refuse", ("U-4",), "URF 6(1)(b)"),
            Row("danger", {"mandatory": "6(1)(c)"}, "must_refuse", ("U-4",), "URF 6(1)(c)"),
            Row("alert", {"mandatory": "6(1)(d)"}, "must_refuse", ("U-4",), "URF 6(1)(d)"),
            Row("protected", {"mandatory": "6(1)(e)"}, "must_refuse", ("U-4",), "URF 6(1)(e)"),
            Row("refused-before", {"refused_within_three_years": True}, "must_refuse", ("U-4",), "URF 6(1)(f)"),
            Row("crime", {"optional": "6(2)(b)", "statute_barred": False}, "may_refuse", ("U-4",), "URF 6(2)(b)"),
            Row("orientation", {"optional": "6(2)(c)"}, "may_refuse", ("U-4",), "URF 6(2)(c)"),
            Row("support", {"optional": "6(2)(d)"}, "may_refuse", ("U-4",), "URF 6(2)(d)"),
            Row("consent", {"consent_lapsed": True, "informed": True}, "may_refuse", ("U-4",), "URF 6(2)(a)"),
            Row("none", {}, "no_ground", ("U-4",), "URF 6"),
        ),
    )
)


def _within(case: Case, fact: Fact | None) -> bool:
    """Whether a fact lies in the three years before admission, looked at from now. The exact day: a condition, no limit."""
    if fact is None:
        return False
    end = case.count(fact.at, "admission-look-back", Counting.REG_1182_71, roll=False).end
    case.turn(end)
    return case.now < end


def _grounds(case: Case) -> tuple[str, tuple[Reason, ...]] | None:
    mandatory = case.last(AdmissionRefusalGroundFound, lambda fact: fact.ground.startswith("6(1)"))
    optional = case.last(AdmissionRefusalGroundFound, lambda fact: fact.ground.startswith("6(2)"))
    consent = case.last(EarlierConsentWithdrawn)
    return case.decide(
        REFUSAL,
        {
            "mandatory": mandatory.ground if mandatory is not None else None,
            "refused_within_three_years": _within(case, case.last(EarlierAdmissionRefused)),
            "optional": optional.ground if optional is not None else None,
            "statute_barred": optional is not None and optional.statute_barred,
            "consent_lapsed": _within(case, consent),
            "informed": consent.informed if consent is not None else None,
        },
    )


def examine(case: Case) -> None:
    """Eligibility and grounds for refusal, while the conclusion is open."""
    registered = case.last(AdmissionRegistered)
    if (
        registered is None
        or case.after(AdmissionConcluded, registered.at)
        or case.after(AdmissionDiscontinued, registered.at)
    ):
        return
    refusal = _grounds(case)
    if refusal is not None and refusal[0] == "must_refuse":
        case.stand(case.forbidden, MUST_REFUSE, refusal[1], cite=refusal[1][0].cite)
    elif refusal is not None and refusal[0] == "may_refuse":
        case.stand(case.permitted, MAY_REFUSE, refusal[1], cite=refusal[1][0].cite)
    assessed = case.last(AdmissionEligibilityAssessed)
    if assessed is None:
        return
    found = case.decide(
        ELIGIBILITY,
        {
            "admission": registered.admission,
            "protection_test": None if assessed.protection_test is None else assessed.protection_test != "not_met",
            "vulnerable": None if assessed.category is None else assessed.category != "none",
            "family_in_union": assessed.family_in_union,
            "family_of_admitted": assessed.family_of_admitted,
        },
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "not_eligible":
        case.stand(case.forbidden, NOT_ELIGIBLE, why, cite=why[0].cite)
    elif refusal is None or refusal[0] != "must_refuse":
        case.stand(case.permitted, ADMIT, why, cite=why[0].cite)


chapter(1005, single=examine, when=(AdmissionRegistered,))
