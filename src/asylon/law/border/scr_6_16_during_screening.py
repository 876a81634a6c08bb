"""While the screening runs (Regulation (EU) 2024/1356, Articles 6, 8, 9 and 11 to 16).

No entry, the checks and who makes them, what the person is told and must do, and how minors are protected.
"""

from __future__ import annotations

from asylon.law.border.scr_5_7_scope import EVENTS, found
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationMade,
    BiometricsTaken,
    Detained,
    Released,
    RepresentativeAppointed,
    ScreeningStarted,
)
from asylon.law.facts.screening import MinorAssistedInScreening, ScreeningCheckDone
from asylon.law.moments import Moment
from asylon.law.position import Reason
from asylon.law.provisions import JudgementQuestion, Obligation, Prohibition, Right, RouteStep, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_UNCHECKED = Bilingual(
    "The screening ends at its limit all the same, and the person is referred without the check (SCR 18(5)).",
    "De screening eindigt niettemin op haar termijn en de persoon wordt zonder de controle doorverwezen (SCR 18(5)).",
)

# --- Article 6: no entry; Article 8(7) and 4(1)(b): by which rules a person is detained ---------------------------

NO_ENTRY = declare(
    Prohibition(
        id="no-entry-during-screening",
        block="border",
        rules=("S-11",),
        cite="SCR 6",
        words=Bilingual(
            "entry to the territory may not be authorised while the screening at the border runs",
            "toegang tot het grondgebied mag niet worden verleend zolang de screening aan de grens loopt",
        ),
    )
)
DETAINED_BY_RD = declare(
    RouteStep(
        id="screening-detention-by-return-directive",
        block="border",
        rules=("S-11",),
        cite="SCR 8(7)",
        words=Bilingual(
            "detention during the screening follows the Return Directive: no application was made",
            "bewaring tijdens de screening volgt de Terugkeerrichtlijn: er is geen verzoek gedaan",
        ),
    )
)
DETAINED_BY_RCD = declare(
    RouteStep(
        id="screening-detention-by-reception-directive",
        block="border",
        rules=("S-11",),
        cite="SCR 4(1)(b)",
        words=Bilingual(
            "detention during the screening follows the Reception Conditions Directive: an application was made",
            "bewaring tijdens de screening volgt de Opvangrichtlijn: er is een verzoek gedaan",
        ),
    )
)
DETENTION = register_table(
    DecisionTable(
        name="screening-detention-rules",
        question=Bilingual(
            "By which rules is a person detained during the screening?",
            "Volgens welke regels wordt een persoon tijdens de screening in bewaring gehouden?",
        ),
        inputs=(Choice("application", closed=True, label=Bilingual("application made", "verzoek gedaan")),),
        outcomes={
            DETAINED_BY_RD.id: Bilingual("Return Directive", "Terugkeerrichtlijn"),
            DETAINED_BY_RCD.id: Bilingual("Reception Conditions Directive", "Opvangrichtlijn"),
        },
        rows=(
            Row("applicant", {"application": True}, DETAINED_BY_RCD.id, ("S-11",), "SCR 4(1)(b)"),
            Row("no-application", {"application": False}, DETAINED_BY_RD.id, ("S-11",), "SCR 8(7)"),
        ),
    )
)

# --- Article 8(1)-(2): where; 8(5), 12, 14-16: the checks ---------------------------------------------------------


def _start(id_: str, cite: str, en: str, nl: str) -> Obligation:
    return declare(
        Obligation(
            id=id_,
            block="border",
            rules=("S-12",),
            cite=cite,
            who="screening_authority",
            duty=Bilingual(en, nl),
            consequence=Bilingual(
                "The time for the screening runs from the finding all the same.",
                "De termijn van de screening loopt niettemin vanaf het aantreffen.",
            ),
        )
    )


START_AT_BORDER = _start(
    "start-screening-at-border",
    "SCR 8(1)",
    "start the screening without delay, at a designated place at or near the external border or elsewhere in the territory",
    "onverwijld met de screening beginnen, op een aangewezen plaats aan of bij de buitengrens of elders op het grondgebied",
)
START_IN_TERRITORY = _start(
    "start-screening-in-territory",
    "SCR 8(2)",
    "start the screening without delay, at a designated place within the territory",
    "onverwijld met de screening beginnen, op een aangewezen plaats op het grondgebied",
)


def _check(id_: str, rule: str, cite: str, en: str, nl: str) -> Obligation:
    return declare(
        Obligation(
            id=id_,
            block="border",
            rules=("S-13", rule),
            cite=cite,
            who="screening_authority",
            duty=Bilingual(en, nl),
            consequence=_UNCHECKED,
        )
    )


CHECKS: dict[str, Obligation] = {
    "health_check": _check(
        "screening-health-check",
        "S-14",
        "SCR 12(1)",
        "let qualified medical personnel check the health, or record that no further check is needed",
        "de gezondheid laten controleren door gekwalificeerd medisch personeel, of vastleggen dat dit verder niet nodig is",
    ),
    "vulnerability_check": _check(
        "screening-vulnerability-check",
        "S-14",
        "SCR 12(3)",
        "let trained personnel check for statelessness, vulnerability, torture or other ill-treatment and special needs",
        "opgeleid personeel laten nagaan of sprake is van staatloosheid, kwetsbaarheid, foltering of andere mishandeling en bijzondere behoeften",
    ),
    "identity_check": _check(
        "screening-identity-check",
        "S-15",
        "SCR 14(1)",
        "establish or verify the identity from documents, statements and biometric data against CIR and SIS",
        "de identiteit vaststellen of verifiëren met documenten, verklaringen en biometrische gegevens in CIR en SIS",
    ),
    "security_check": _check(
        "screening-security-check",
        "S-16",
        "SCR 15(1)",
        "check for a threat to internal security in the systems of the Union, Europol and Interpol",
        "nagaan of er een bedreiging is voor de binnenlandse veiligheid, in de systemen van de Unie, Europol en Interpol",
    ),
}
INTERPOL = declare(
    JudgementQuestion(
        id="screening-interpol-query",
        block="border",
        rules=("S-16",),
        cite="SCR 16(6)",
        who="screening_authority",
        records="screening_check_done",
        question=Bilingual(
            "Can the Interpol databases be queried so that nothing is revealed to the owner of an alert? If not, they are left out.",
            "Kunnen de Interpol-gegevensbanken worden bevraagd zonder dat iets blijkt aan wie een signalering plaatste? Zo niet, dan blijven zij achterwege.",
        ),
    )
)
ONCE = declare(
    Prohibition(
        id="biometrics-not-taken-twice",
        block="border",
        rules=("S-15",),
        cite="SCR 14(2)",
        words=Bilingual(
            "biometric data are not taken a second time: once serves the screening and Eurodac",
            "biometrische gegevens worden niet nogmaals afgenomen: één keer dient de screening en Eurodac",
        ),
    )
)
SUPPORT = declare(
    Obligation(
        id="support-in-screening",
        block="border",
        rules=("S-14",),
        cite="SCR 12(4)",
        who="screening_authority",
        duty=Bilingual(
            "give timely and adequate support in adequate facilities: there are signs of vulnerability or special needs",
            "tijdig passende ondersteuning in passende voorzieningen geven: er zijn aanwijzingen voor kwetsbaarheid of bijzondere behoeften",
        ),
        consequence=Bilingual(
            "The person's health is at risk, and the needs stay unknown to the next procedure.",
            "De gezondheid van de persoon loopt gevaar en de behoeften blijven in de volgende procedure onbekend.",
        ),
    )
)

# --- Articles 8(6), 9, 11, 12: what the person may expect and must do ---------------------------------------------

INFORMED = declare(
    Right(
        id="information-on-screening",
        block="border",
        rules=("S-17",),
        cite="SCR 11",
        words=Bilingual(
            "to be told, in a language understood, in writing and where needed orally, of the screening, the right to apply, duties, data rights and support for return",
            "in een begrijpelijke taal, schriftelijk en zo nodig mondeling, te vernemen over de screening, het recht een verzoek te doen, plichten, gegevensrechten en hulp bij terugkeer",
        ),
    )
)
CHILD_FRIENDLY = declare(
    Right(
        id="child-friendly-information-on-screening",
        block="border",
        rules=("S-17", "S-19"),
        cite="SCR 11(3)",
        words=Bilingual(
            "as a minor, to be told in a child-friendly manner fit for the age",
            "als minderjarige op kindvriendelijke, bij de leeftijd passende wijze te worden ingelicht",
        ),
    )
)
ADVICE = declare(
    Right(
        id="access-of-advisers-in-screening",
        block="border",
        rules=("S-20",),
        cite="SCR 8(6)",
        words=Bilingual(
            "to contact organisations and persons who give advice, and be contacted by them, during the screening",
            "tijdens de screening contact te hebben met organisaties en personen die advies geven",
        ),
    )
)
CARE = declare(
    Right(
        id="emergency-care-in-screening",
        block="border",
        rules=("S-14",),
        cite="SCR 12(1)",
        words=Bilingual(
            "to emergency health care and essential treatment of illness",
            "op dringende medische zorg en essentiële behandeling van ziekten",
        ),
    )
)
COOPERATE = declare(
    Obligation(
        id="cooperate-in-screening",
        block="border",
        rules=("S-18", "S-11"),
        cite="SCR 9",
        who="third_country_national",
        duty=Bilingual(
            "stay available, give name, date of birth, gender and nationality with documents, and give biometric data",
            "beschikbaar blijven, naam, geboortedatum, geslacht en nationaliteit met documenten opgeven, en biometrische gegevens afstaan",
        ),
        consequence=Bilingual(
            "The form says whether the person complied (SCR 17(1)(i)).",
            "Het formulier vermeldt of de persoon heeft meegewerkt (SCR 17(1)(i)).",
        ),
    )
)

# --- Article 13: minors -------------------------------------------------------------------------------------------

ACCOMPANIED = declare(
    Right(
        id="minor-accompanied-in-screening",
        block="border",
        rules=("S-19",),
        cite="SCR 13(2)",
        words=Bilingual(
            "as a minor, to be accompanied by an adult family member who is present",
            "als minderjarige te worden vergezeld door een aanwezig volwassen gezinslid",
        ),
    )
)
ASSIST = declare(
    Obligation(
        id="assist-minor-in-screening",
        block="border",
        rules=("S-19",),
        cite="SCR 13(3)",
        who="member_state",
        duty=Bilingual(
            "have a representative or a trained person assist the unaccompanied minor as soon as possible",
            "de niet-begeleide minderjarige zo spoedig mogelijk laten bijstaan door een vertegenwoordiger of opgeleide persoon",
        ),
        consequence=Bilingual(
            "The minor goes through the screening alone; the right to apply for protection stays (SCR 13(6)).",
            "De minderjarige doorloopt de screening alleen; het recht een verzoek te doen blijft bestaan (SCR 13(6)).",
        ),
    )
)
NOT_THE_SCREENER = declare(
    Prohibition(
        id="screener-does-not-assist-minor",
        block="border",
        rules=("S-19",),
        cite="SCR 13(4)",
        words=Bilingual(
            "who is responsible for an element of the screening may not be the person who assists the minor",
            "wie verantwoordelijk is voor een onderdeel van de screening mag de minderjarige niet bijstaan",
        ),
    )
)
TOO_MANY = declare(
    JudgementQuestion(
        id="too-many-minors-for-one-person",
        block="border",
        rules=("S-19",),
        cite="SCR 13(5)",
        who="member_state",
        records="minor_assisted_in_screening",
        question=Bilingual(
            "One person cares for more minors than normal circumstances allow: are the circumstances not normal, or must another person take over?",
            "Eén persoon zorgt voor meer minderjarigen dan normale omstandigheden toelaten: zijn de omstandigheden niet normaal, of moet een ander het overnemen?",
        ),
    )
)


def examine(case: Case) -> None:
    """What holds for a person while the screening runs."""
    if not case.findings.get("screening_running"):
        return
    start = found(case)
    if start is None:
        return
    why: tuple[Reason, ...] = case.findings["screening_reasons"]
    territory = case.findings["screening_scope"] == "territory"
    if not territory:
        case.stand(case.forbidden, NO_ENTRY, why)
    held = case.last(Detained, lambda fact: fact.ground in ("border", "return", "RCD 10"))
    if held is not None and case.after(Released, held.at) is None:
        made = case.first(ApplicationMade, lambda fact: fact.state == case.state)
        rules = case.decide(DETENTION, {"application": made is not None})
        if rules is not None:
            case.stand(case.steps, DETAINED_BY_RD if rules[0] == DETAINED_BY_RD.id else DETAINED_BY_RCD, rules[1])
    begun = case.after(ScreeningStarted, start.at)
    case.oblige(START_IN_TERRITORY if territory else START_AT_BORDER, why, met=begun)
    _checks(case, start.at)
    case.oblige(COOPERATE, why)
    for right in (INFORMED, ADVICE, CARE):
        case.stand(case.rights, right, why)
    if case.minor_on(case.today):
        _minor(case, start.at)


def _checks(case: Case, start: Moment) -> None:
    done: dict[str, ScreeningCheckDone] = {
        fact.check: fact for fact in case.all(ScreeningCheckDone) if fact.at.utc(case.zone) >= start.utc(case.zone)
    }
    for check, obligation in CHECKS.items():
        case.oblige(obligation, met=done.get(check))
    if "security_check" not in done:
        case.stand(case.judgements, INTERPOL)
    if any(fact.support_needed for fact in done.values()):
        case.oblige(SUPPORT)
    if case.after(BiometricsTaken, start) is not None:
        case.stand(case.forbidden, ONCE)


def _minor(case: Case, start: Moment) -> None:
    """Article 13: an adult of the family beside the minor, or an independent person with few minors in charge."""
    case.stand(case.rights, CHILD_FRIENDLY)
    if not case.unaccompanied:
        case.stand(case.rights, ACCOMPANIED)
        return
    representative = case.first(RepresentativeAppointed)
    helper = case.last(MinorAssistedInScreening)
    independent = helper is not None and not helper.takes_part_in_screening
    case.oblige(ASSIST, met=representative or (helper if independent else None))
    if helper is None:
        return
    if not independent:
        case.stand(case.forbidden, NOT_THE_SCREENER)
    most = case.book.number("screening-minors-per-person", case.day(helper))
    if helper.minors_in_charge is not None and helper.minors_in_charge > most:
        case.stand(case.judgements, TOO_MANY)


chapter(209, single=examine, when=EVENTS)
