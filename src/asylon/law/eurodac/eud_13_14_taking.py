"""Taking biometric data (Regulation (EU) 2024/1358, Articles 13, 14 and 42): dignity, minors, refusal, information.

No force against a minor; coercion is a last resort that only national law can open, and a person must decide on it.
Whoever cannot give biometric data, and did not cause that, is not pressed.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import BiometricsTaken, Fact
from asylon.law.facts.eurodac import (
    BiometricsImpossible,
    BiometricsRefused,
    ChildProtectionReferred,
    EurodacInformationGiven,
)
from asylon.law.position import Reason
from asylon.law.provisions import judgement, obligation, prohibition, right, route_step
from asylon.law.table_inputs import yes_no
from asylon.law.tables import DecisionTable, Row, register_table

_UNLAWFUL = ("The data were not lawfully taken (36(1)).", "De gegevens zijn niet rechtmatig afgenomen (36(1)).")

INFORMED = right(
    "eurodac-informed", "eurodac", ("E4-17",), "EUD 42(1); 42(2)",
    "know, when biometric data are taken, why, for how long, who may see them, what a security flag is, and how to object",
    "bij de afname van biometrie weten waarom, hoelang, wie ze mag zien, wat een veiligheidsmarkering is en hoe bezwaar mogelijk is",
)  # fmt: skip
INFORM = obligation(
    "eurodac-inform", "eurodac", ("E4-17",), "EUD 42(1); 42(2)", "registering_authority",
    ("inform the person in writing, where needed orally, in a language understood, at the time the data are taken",
     "de persoon schriftelijk, zo nodig mondeling, in een begrijpelijke taal inlichten op het moment van afname"),
    ("The person could not exercise the rights of Article 43; inform as soon as possible.",
     "De persoon kon de rechten van artikel 43 niet uitoefenen; licht zo spoedig mogelijk in."),
)  # fmt: skip
INFORM_MINOR = obligation(
    "eurodac-inform-minor", "eurodac", ("E4-17",), "EUD 42(2)", "registering_authority",
    ("explain the taking to the minor in an age-appropriate manner, with leaflets, infographics or demonstrations",
     "de afname aan de minderjarige op een bij de leeftijd passende wijze uitleggen, met folders, infografieken of demonstraties"),
    ("The minor could not understand what happened; explain as soon as possible.",
     "De minderjarige kon niet begrijpen wat er gebeurde; leg het zo spoedig mogelijk uit."),
)  # fmt: skip
MINOR = obligation(
    "eurodac-minor-accompanied", "eurodac", ("E2-7",), "EUD 14(1)", "registering_authority",
    ("have a trained official take the data, in the presence of an adult family member where there is one",
     "de gegevens laten afnemen door een opgeleide ambtenaar, in aanwezigheid van een volwassen gezinslid als dat er is"),
    _UNLAWFUL,
)  # fmt: skip
UNACCOMPANIED = obligation(
    "eurodac-unaccompanied-accompanied", "eurodac", ("E2-7",), "EUD 14(1)", "registering_authority",
    ("have a representative, or an independent person trained for it, accompany the unaccompanied minor throughout",
     "de niet-begeleide minderjarige de hele tijd laten vergezellen door een vertegenwoordiger of een daartoe opgeleide onafhankelijke persoon"),
    _UNLAWFUL,
)  # fmt: skip
NO_FORCE = prohibition(
    "eurodac-no-force-against-minor", "eurodac", ("E2-7",), "EUD 14(1)",
    "no form of force against a minor to obtain biometric data",
    "geen enkele vorm van geweld tegen een minderjarige om biometrische gegevens te verkrijgen",
)  # fmt: skip
COERCE_MINOR = judgement(
    "eurodac-coerce-minor", "eurodac", ("E2-7",), "EUD 14(1)", "registering_authority",
    "Is there, as a last resort and only where the law permits it, room for a proportionate degree of coercion of the minor?",
    "Is er, als laatste middel en alleen waar het recht het toestaat, ruimte voor een evenredige mate van dwang jegens de minderjarige?",
    "biometrics_taken",
)  # fmt: skip
COERCE = judgement(
    "eurodac-coerce", "eurodac", ("E2-8",), "EUD 13(3)", "registering_authority",
    "Which measure of national law is effective and proportionate, with coercion only as a last resort?",
    "Welke maatregel van nationaal recht is doeltreffend en evenredig, met dwang alleen als laatste middel?",
    "biometrics_taken",
)  # fmt: skip
NON_COMPLIANCE = route_step(
    "eurodac-non-compliance", "eurodac", ("E2-8",), "EUD 13(4)",
    "all measures have failed: the asylum rules on an applicant who does not comply apply",
    "alle maatregelen hebben gefaald: de asielregels voor een verzoeker die niet meewerkt gelden",
)  # fmt: skip
NO_MEASURES = prohibition(
    "eurodac-no-measures", "eurodac", ("E2-8",), "EUD 13(5); 14(2)",
    "no measures against a vulnerable person whose fingertips or face make it impossible, not on purpose",
    "geen maatregelen tegen een kwetsbare persoon bij wie vingertoppen of gezicht het onmogelijk maken, niet opzettelijk",
)  # fmt: skip
RISK = judgement(
    "eurodac-refusal-protection-risk", "eurodac", ("E2-7",), "EUD 14(1)", "registering_authority",
    "Are there reasonable grounds to believe that the refusing minor's safety is at risk (a trained official assesses)?",
    "Zijn er redelijke gronden om aan te nemen dat de veiligheid van de weigerende minderjarige in gevaar is (een opgeleide ambtenaar beoordeelt)?",
    "biometrics_refused",
)  # fmt: skip
REFER = obligation(
    "eurodac-refer-to-child-protection", "eurodac", ("E2-7",), "EUD 14(1)", "registering_authority",
    ("refer the minor to the child protection authorities, the referral mechanism, or both",
     "de minderjarige doorverwijzen naar de kinderbescherming, het doorverwijzingsmechanisme of beide"),
    ("The minor may be in danger.", "De minderjarige kan in gevaar zijn."),
)  # fmt: skip

REFUSAL = register_table(
    DecisionTable(
        name="eurodac-refusal",
        question=Bilingual(
            "What follows when biometric data are not given?",
            "Wat volgt er als biometrische gegevens niet worden gegeven?",
        ),
        inputs=(
            yes_no("impossible", "fingertips or face make it impossible", "vingertoppen of gezicht maken het onmogelijk"),
            yes_no("intentional", "condition brought about on purpose", "toestand opzettelijk veroorzaakt", open_=True),
            yes_no("vulnerable", "vulnerable person", "kwetsbare persoon", open_=True),
            yes_no("minor", "minor", "minderjarig", open_=True),
            yes_no("measures_exhausted", "all measures of national law have failed", "alle maatregelen van nationaal recht hebben gefaald"),
        ),
        outcomes={
            "no_measures": Bilingual("no measures", "geen maatregelen"),
            "minor": Bilingual("no force, coercion as a last resort, child protection", "geen geweld, dwang als laatste middel, kinderbescherming"),
            "measures": Bilingual("measures of national law", "maatregelen van nationaal recht"),
            "asylum_rules": Bilingual("the asylum rules on non-compliance", "de asielregels over niet-meewerken"),
        },
        hit_policy="first",
        rows=(
            Row("condition", {"impossible": True, "intentional": False, "vulnerable": True}, "no_measures", ("E2-8",), "EUD 13(5); 14(2)"),
            Row("failed", {"measures_exhausted": True}, "asylum_rules", ("E2-8",), "EUD 13(4)"),
            Row("minor", {"minor": True}, "minor", ("E2-7",), "EUD 14(1)"),
            Row("adult", {}, "measures", ("E2-8",), "EUD 13(3)"),
        ),
    )
)  # fmt: skip


def taken(case: Case) -> None:
    """When data are taken: information, and for a minor who is present."""
    first = case.first(BiometricsTaken, lambda fact: fact.state == case.state)
    if first is None:
        return
    informed = case.first(EurodacInformationGiven)
    case.stand(case.rights, INFORMED)
    case.oblige(INFORM, met=informed)
    if case.minor_on(case.day(first)):
        explained = case.first(EurodacInformationGiven, lambda fact: fact.age_appropriate is True)
        case.oblige(INFORM_MINOR, met=explained)


def refused(case: Case) -> None:
    """When they are not given, or cannot be."""
    refusal = case.last(BiometricsRefused)
    condition = case.last(BiometricsImpossible, lambda fact: fact.reason == "condition_of_fingertips_or_face")
    event: Fact | None = refusal or condition
    if event is None or case.after(BiometricsTaken, event.at) is not None:
        return
    minor = case.minor_on(case.day(event))
    decided = case.decide(
        REFUSAL,
        {
            "impossible": condition is not None,
            "intentional": condition.intentional if condition is not None else None,
            "vulnerable": condition.vulnerable if condition is not None else None,
            "minor": minor,
            "measures_exhausted": refusal is not None and refusal.measures_exhausted,
        },
        known_as={"minor": "born"},
    )
    if minor:
        # No outcome of the table opens force.
        case.stand(case.forbidden, NO_FORCE)
        case.oblige(UNACCOMPANIED if case.unaccompanied else MINOR)
    if decided is None:
        return
    outcome, why = decided
    if outcome == "no_measures":
        case.stand(case.forbidden, NO_MEASURES, why)
    elif outcome == "asylum_rules":
        case.stand(case.steps, NON_COMPLIANCE, why)
    elif outcome == "minor":
        case.stand(case.judgements, COERCE_MINOR, why)
    else:
        case.stand(case.judgements, COERCE, why)
    if minor and refusal is not None:
        _protect(case, refusal, why)


def _protect(case: Case, refusal: BiometricsRefused, why: tuple[Reason, ...]) -> None:
    if refusal.protection_risk is None:
        case.stand(case.judgements, RISK, why)
    elif refusal.protection_risk:
        case.oblige(REFER, why, met=case.after(ChildProtectionReferred, refusal.at))


chapter(113, single=taken, when=(BiometricsTaken,))
chapter(114, single=refused, when=(BiometricsRefused, BiometricsImpossible))
