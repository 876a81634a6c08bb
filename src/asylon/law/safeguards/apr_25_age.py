"""Age assessment (Regulation (EU) 2024/1348, Article 25)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import Fact
from asylon.law.facts.safeguards import AgeAssessed, AgeDoubted, AgeExaminationConsented, AgeExamined
from asylon.law.provisions import Block, judgement, obligation, permission, prohibition, right, route_step
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_BLOCK: Block = "safeguards"
_RULES = ("A-22", "F-4")

# 25(1): doubt, then several disciplines.
ASSESS = permission(
    "age-assessment", _BLOCK, _RULES, "APR 25(1)",
    "have the age assessed by several disciplines, with a psychosocial part; documents count as genuine unless shown otherwise",
    "de leeftijd multidisciplinair laten beoordelen, met een psychosociaal deel; documenten gelden als echt tenzij anders blijkt",
    "age_assessed",
)  # fmt: skip
NOT_BY_LOOKS = prohibition(
    "no-age-by-appearance", _BLOCK, _RULES, "APR 25(1)",
    "an age found on appearance or behaviour alone does not count",
    "een leeftijd die enkel op uiterlijk of gedrag is vastgesteld telt niet",
)  # fmt: skip
# 25(2)-(5): medical examination as last resort, informed, with consent.
EXAMINE = permission(
    "medical-age-examination", _BLOCK, _RULES, "APR 25(2)",
    "have a medical examination of the age as a last resort, the least invasive possible",
    "als laatste middel de leeftijd medisch laten onderzoeken, zo min mogelijk ingrijpend",
    "age_examined",
)  # fmt: skip
INFORM = obligation(
    "inform-on-age-examination", _BLOCK, _RULES, "APR 25(4)", "determining_authority",
    ("inform the applicant and whoever is responsible, in words fit for a child, of method, consequences and refusal",
     "de verzoeker en wie verantwoordelijk is in kindvriendelijke taal inlichten over methode, gevolgen en weigering"),
    ("Without this information there is no valid consent (APR 25(5)).", "Zonder deze informatie is er geen geldige toestemming (APR 25(5))."),
)  # fmt: skip
NO_EXAMINATION = prohibition(
    "no-medical-age-examination", _BLOCK, _RULES, "APR 25(2); APR 25(5)",
    "no medical examination of the age: not the last resort, or no informed consent",
    "geen medisch leeftijdsonderzoek: niet het laatste middel, of geen geïnformeerde toestemming",
)  # fmt: skip
# 25(2): who counts as a minor.
MINOR = right(
    "treated-as-minor", _BLOCK, _RULES, "APR 25(2)",
    "to be treated as a minor in every procedure", "in elke procedure als minderjarige worden behandeld",
)  # fmt: skip
ADULT = route_step(
    "found-to-be-adult", _BLOCK, _RULES, "APR 25(2)",
    "found to be an adult", "meerderjarig bevonden",
)  # fmt: skip
# 25(6): a refusal.
PRESUMED = judgement(
    "presumption-of-adulthood", _BLOCK, _RULES, "APR 25(6)", "determining_authority",
    "the examination was refused: is the presumption that the applicant is no minor rebutted? It is no more than that",
    "het onderzoek is geweigerd: is het vermoeden dat de verzoeker niet minderjarig is weerlegd? Meer dan dat is het niet",
)  # fmt: skip
DECIDE_ANYWAY = permission(
    "decide-despite-refusal", _BLOCK, _RULES, "APR 25(6)",
    "decide on the application although the medical examination was refused",
    "op het verzoek beslissen hoewel het medisch onderzoek is geweigerd",
)  # fmt: skip

AGE = register_table(
    DecisionTable(
        name="age-assessment",
        question=Bilingual("Is the applicant treated as a minor?", "Wordt de verzoeker als minderjarige behandeld?"),
        inputs=(
            Choice(
                "assessment",
                ("none", "age_adult", "age_minor", "age_in_doubt", "by_looks"),
                closed=True,
                otherwise="none",
                label=Bilingual("assessment by several disciplines", "multidisciplinaire beoordeling"),
                words={
                    "none": Bilingual("none yet", "nog geen"),
                    "by_looks": Bilingual("on appearance or behaviour alone", "enkel op uiterlijk of gedrag"),
                },
            ),
            Choice(
                "consent",
                ("none", "informed", "uninformed", "refused"),
                closed=True,
                otherwise="none",
                label=Bilingual("consent to a medical examination", "toestemming voor medisch onderzoek"),
                words={
                    "informed": Bilingual("given after information", "gegeven na informatie"),
                    "uninformed": Bilingual("given without information", "gegeven zonder informatie"),
                    "refused": Bilingual("refused", "geweigerd"),
                    "none": Bilingual("not asked", "niet gevraagd"),
                },
            ),
            Choice(
                "examination",
                ("none", "age_adult", "age_minor", "age_inconclusive", "age_range_below"),
                closed=True,
                otherwise="none",
                label=Bilingual("medical examination", "medisch onderzoek"),
                words={"none": Bilingual("none", "geen")},
            ),
        ),
        outcomes={
            "assess": Bilingual("assess by several disciplines first", "eerst multidisciplinair beoordelen"),
            "not_valid": Bilingual("what was done does not count", "wat is gedaan telt niet"),
            "minor": Bilingual("minor", "minderjarig"),
            "assumed_minor": Bilingual("assumed to be a minor", "als minderjarige aangemerkt"),
            "adult": Bilingual("adult", "meerderjarig"),
            "may_examine": Bilingual("a medical examination is possible", "medisch onderzoek is mogelijk"),
            "presumed_adult": Bilingual(
                "rebuttable presumption of adulthood", "weerlegbaar vermoeden van meerderjarigheid"
            ),
        },
        hit_policy="first",
        rows=(
            Row("looks", {"assessment": "by_looks"}, "not_valid", _RULES, "APR 25(1)"),
            Row("no-assessment-yet", {"assessment": "none", "examination": "none"}, "assess", _RULES, "APR 25(1)"),
            Row("medical-first", {"assessment": "none"}, "not_valid", _RULES, "APR 25(2)"),
            Row("assessed-minor", {"assessment": "age_minor"}, "minor", _RULES, "APR 25(1)"),
            Row("assessed-adult", {"assessment": "age_adult"}, "adult", _RULES, "APR 25(1)"),
            Row("refused", {"examination": "none", "consent": "refused"}, "presumed_adult", _RULES, "APR 25(6)"),
            Row("last-resort", {"examination": "none"}, "may_examine", _RULES, "APR 25(2)"),
            Row("no-consent", {"consent": ("none", "uninformed", "refused")}, "not_valid", _RULES, "APR 25(5)"),
            Row("medically-minor", {"examination": "age_minor"}, "minor", _RULES, "APR 25(2)"),
            Row("inconclusive", {"examination": "age_inconclusive"}, "assumed_minor", _RULES, "APR 25(2)"),
            Row("range-below", {"examination": "age_range_below"}, "assumed_minor", _RULES, "APR 25(2)"),
            Row("medically-adult", {"examination": "age_adult"}, "adult", _RULES, "APR 25(2)"),
        ),
    )
)


def found_adult(case: Case) -> bool:
    """Whether the assessment, or the examination after it, found an adult: representation ends (APR 23(2))."""
    examined, assessed = case.last(AgeExamined), case.last(AgeAssessed)
    if examined is not None:
        return examined.result == "age_adult"
    return assessed is not None and assessed.result == "age_adult" and not assessed.on_appearance_alone


def _consent(case: Case) -> tuple[str, Fact | None]:
    consent = case.last(AgeExaminationConsented)
    if consent is None:
        return "none", None
    if not consent.given:
        return "refused", consent
    return ("informed" if consent.informed else "uninformed"), consent


def examine(case: Case) -> None:
    """Doubt, assessment, examination, and who counts as a minor meanwhile."""
    doubted = case.last(AgeDoubted)
    if doubted is None or doubted.surely_adult:
        return
    assessed = case.last(AgeAssessed)
    examined = case.last(AgeExamined)
    consent, given = _consent(case)
    looks = assessed is not None and assessed.on_appearance_alone
    found = case.decide(
        AGE,
        {
            "assessment": None if assessed is None else "by_looks" if looks else assessed.result,
            "consent": consent,
            "examination": examined.result if examined is not None else None,
        },
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "assess":
        case.stand(case.permitted, ASSESS, why)
    elif outcome == "not_valid":
        case.stand(case.forbidden, NOT_BY_LOOKS if looks else NO_EXAMINATION, why, cite=why[0].cite)
    elif outcome in ("minor", "assumed_minor"):
        case.stand(case.rights, MINOR, why, cite=why[0].cite)
    elif outcome == "adult":
        case.stand(case.steps, ADULT, why, cite=why[0].cite)
    elif outcome == "may_examine":
        case.oblige(INFORM, why, met=given if consent == "informed" else None)
        if consent == "informed":
            case.stand(case.permitted, EXAMINE, why)
        else:
            case.stand(case.forbidden, NO_EXAMINATION, why)
    else:
        case.stand(case.judgements, PRESUMED, why)
        case.stand(case.permitted, DECIDE_ANYWAY, why)


chapter(925, single=examine, when=(AgeDoubted,))
