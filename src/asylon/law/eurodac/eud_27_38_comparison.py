"""Comparison, results and their verification (Regulation (EU) 2024/1358, Articles 3(6), 27, 28, 38; 63(5)).

What is compared with what depends on the article under which the data were sent. A result is an indication that people
check: a hit on a face alone always, a hit on fingerprints where necessary.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.eurodac import FacialRecognitionIntroduced
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import BiometricsTaken, EurodacHit, EurodacTransmitted, Fact
from asylon.law.facts.eurodac import (
    ComparisonRequested,
    EurodacErased,
    EurodacNegative,
    FalseHitReported,
    HitVerified,
    LinkNotified,
)
from asylon.law.provisions import judgement, obligation, route_step, time_limit
from asylon.law.table_inputs import yes_no
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_ALL = route_step(
    "eurodac-compared", "eurodac", ("E4-1",), "EUD 27(1)",
    "compared automatically with the data of all other Member States; with the own data on request",
    "automatisch vergeleken met de gegevens van alle andere lidstaten; met de eigen gegevens op verzoek",
)  # fmt: skip
_LIMITED = route_step(
    "eurodac-compared-limited", "eurodac", ("E4-1", "E1-8"), "EUD 27(2)",
    "compared only with marked data of applicants and with data of persons admitted or refused admission elsewhere",
    "alleen vergeleken met gemarkeerde gegevens van verzoekers en met gegevens van elders toegelaten of geweigerde personen",
)  # fmt: skip
_NONE = route_step(
    "eurodac-not-compared", "eurodac", ("E4-1",), "EUD 27(1)",
    "recorded without an automatic comparison", "vastgelegd zonder automatische vergelijking",
)  # fmt: skip
FACES = obligation(
    "eurodac-compare-faces", "eurodac", ("E4-2",), "EUD 28(1)", "eurodac_authority",
    ("compare the facial image: no fingerprints can be compared", "de gezichtsopname vergelijken: vingerafdrukken kunnen niet worden vergeleken"),
    ("An earlier record may remain unseen.", "Een eerdere registratie kan onopgemerkt blijven."),
)  # fmt: skip
FACES_LATER = route_step(
    "eurodac-faces-not-yet", "eurodac", ("E4-2", "E4-20"), "EUD 63(5)",
    "the face is stored and shown with a fingerprint hit only: facial recognition has not been introduced",
    "het gezicht wordt bewaard en alleen bij een vingerafdruktreffer getoond: gezichtsherkenning is niet ingevoerd",
)  # fmt: skip
_ANSWER = Bilingual("carry out the comparison and send the result", "de vergelijking uitvoeren en het resultaat zenden")
_ARRIVAL = Bilingual("the arrival of the request", "de aankomst van het verzoek")
_PRIORITY = Bilingual(
    "Outside eu-LISA's responsibility the request goes first as soon as the obstacle is over.",
    "Buiten de verantwoordelijkheid van eu-LISA gaat het verzoek voor zodra het beletsel voorbij is.",
)
ANSWER = time_limit(
    "eurodac-answer", ("E4-3",), "EUD 38(2)", "eu_lisa", _ANSWER, _ARRIVAL, _PRIORITY,
    block="eurodac", by=Counting.REG_1182_71, records="eurodac_hit",
)  # fmt: skip
ANSWER_URGENT = time_limit(
    "eurodac-answer-urgent", ("E4-3",), "EUD 38(2)", "eu_lisa", _ANSWER, _ARRIVAL, _PRIORITY,
    block="eurodac", by=Counting.REG_1182_71, records="eurodac_hit",
)  # fmt: skip
VERIFY_FACE = obligation(
    "eurodac-verify-face", "eurodac", ("E4-5",), "EUD 38(5)", "eurodac_authority",
    ("have a trained expert check and verify the hit on a facial image at once", "de treffer op een gezichtsopname meteen door een opgeleide deskundige laten controleren en verifiëren"),
    ("Nothing may be built on an unverified face.", "Op een niet-geverifieerd gezicht mag niets worden gebouwd."),
)  # fmt: skip
VERIFY_FINGERPRINTS = judgement(
    "eurodac-verify-fingerprints", "eurodac", ("E4-5",), "EUD 38(4)", "eurodac_authority",
    "Is a check of the hit by a fingerprint expert necessary?", "Is controle van de treffer door een vingerafdrukdeskundige nodig?",
    "hit_verified",
)  # fmt: skip
VERIFY_BOTH = judgement(
    "eurodac-verify-face-beside-fingerprints", "eurodac", ("E4-5",), "EUD 38(4)", "eurodac_authority",
    "Is the facial image checked too? A fingerprint hit stands beside it.", "Wordt ook de gezichtsopname gecontroleerd? Er staat een vingerafdruktreffer naast.",
    "hit_verified",
)  # fmt: skip
LINK = obligation(
    "eurodac-notify-link", "eurodac", ("E4-7",), "EUD 3(6)", "eurodac_authority",
    ("notify eu-LISA that the datasets are those of one person and are linked", "eu-LISA melden dat de datasets van een persoon zijn en gekoppeld zijn"),
    ("The sequence of the person's datasets stays unconfirmed.", "De reeks datasets van de persoon blijft onbevestigd."),
)  # fmt: skip
ERASE_FALSE = obligation(
    "eurodac-erase-false-hit", "eurodac", ("E4-6",), "EUD 38(6)", "eurodac_authority",
    ("erase the result at once: it does not correspond to the data sent", "het resultaat meteen wissen: het komt niet overeen met de verzonden gegevens"),
    ("Data of another person stay in the file.", "Gegevens van een ander blijven in het dossier."),
)  # fmt: skip
REPORT_FALSE = time_limit(
    "eurodac-report-false-hit", ("E4-6",), "EUD 38(6)", "eurodac_authority",
    Bilingual("report the false hit to eu-LISA with both reference numbers", "de onjuiste treffer met beide kenmerken aan eu-LISA melden"),
    Bilingual("the receipt of the result", "de ontvangst van het resultaat"),
    Bilingual("The link stays wrong for every Member State: report as soon as possible.", "De koppeling blijft voor elke lidstaat onjuist: meld zo spoedig mogelijk."),
    block="eurodac", by=Counting.REG_1182_71, records="false_hit_reported",
)  # fmt: skip
PRECEDENCE = route_step(
    "eurodac-hit-takes-precedence", "eurodac", ("E4-4",), "EUD 27(5); 28(5)",
    "the hit that serves asylum and responsibility comes before the others",
    "de treffer die asiel en verantwoordelijkheid dient gaat voor op de andere",
)  # fmt: skip
ASSISTS = judgement(
    "eurodac-hit-assists", "eurodac", ("E4-4",), "EUD 27(5); 28(5)", "responsibility_unit",
    "Can a hit on an illegal stay help with asylum and responsibility here? Then it comes before the others.",
    "Kan een treffer op illegaal verblijf hier helpen bij asiel en verantwoordelijkheid? Dan gaat hij voor op de andere.",
)  # fmt: skip

_SENT = ("15", "16(2)(a)", "18(1)", "18(2)", "20", "22", "23", "24", "25(2)", "26")

COMPARED = register_table(
    DecisionTable(
        name="eurodac-comparison",
        question=Bilingual("With what are the data sent compared?", "Waarmee worden de verzonden gegevens vergeleken?"),
        inputs=(Choice("article", _SENT, label=Bilingual("sent under article (EUD)", "verzonden krachtens artikel (EUD)")),),
        outcomes={
            _ALL.id: Bilingual("with the data of all other Member States", "met de gegevens van alle andere lidstaten"),
            _LIMITED.id: Bilingual("with marked data and admissions only", "alleen met gemarkeerde gegevens en toelatingen"),
            _NONE.id: Bilingual("with nothing", "met niets"),
        },
        hit_policy="first",
        rows=(
            Row("arrival", {"article": "16(2)(a)"}, _NONE.id, ("E4-1",), "EUD 27(1)"),
            Row("search", {"article": "18(1)"}, _LIMITED.id, ("E4-1", "E1-8"), "EUD 27(2)"),
            Row("admission", {"article": ("18(2)", "20")}, _NONE.id, ("E4-1",), "EUD 27(1)"),
            Row("others", {}, _ALL.id, ("E4-1",), "EUD 27(1)"),
        ),
    )
)  # fmt: skip
FACE_COMPARED = register_table(
    DecisionTable(
        name="eurodac-face-comparison",
        question=Bilingual("Is the facial image compared?", "Wordt de gezichtsopname vergeleken?"),
        inputs=(
            Choice(
                "fingerprints",
                ("usable", "unusable", "not_available"),
                closed=True,
                otherwise="usable",
                label=Bilingual("fingerprints", "vingerafdrukken"),
            ),
            yes_no("introduced", "facial recognition introduced", "gezichtsherkenning ingevoerd"),
        ),
        outcomes={
            "must": Bilingual("it must be", "dat moet"),
            "may": Bilingual("it may be", "dat mag"),
            "not_yet": Bilingual("not yet", "nog niet"),
        },
        hit_policy="first",
        rows=(
            Row("not-introduced", {"introduced": False}, "not_yet", ("E4-2", "E4-20"), "EUD 63(5)"),
            Row("no-fingerprints", {"fingerprints": ("unusable", "not_available")}, "must", ("E4-2",), "EUD 28(1)"),
            Row("fingerprints", {}, "may", ("E4-2",), "EUD 28(2)"),
        ),
    )
)
#: Hits under these articles found or bear on responsibility (AMMR 25-33, 36); 26: a residence document (AMMR 2(13)).
_FOR_ASYLUM = ("15", "18", "20", "22", "24", "26")
HELPS = register_table(
    DecisionTable(
        name="eurodac-hit-precedence",
        question=Bilingual(
            "Does the hit help with asylum and responsibility (1(1)(a))?",
            "Helpt de treffer bij asiel en verantwoordelijkheid (1(1)(a))?",
        ),
        inputs=(
            Choice("recorded_under", ("15", "18", "20", "22", "23", "24", "26"), label=Bilingual("recorded under article (EUD)", "geregistreerd op grond van artikel (EUD)")),
            yes_no("indicates_responsible", "a Member State responsible is indicated", "een verantwoordelijke lidstaat is vermeld"),
        ),
        outcomes={
            "precedence": Bilingual("yes: it takes precedence", "ja: hij gaat voor"),
            "judge": Bilingual("a person decides", "een mens beslist"),
        },
        hit_policy="first",
        rows=(
            Row("indicated", {"indicates_responsible": True}, "precedence", ("E4-4",), "EUD 27(5); 28(5)"),
            Row("asylum", {"recorded_under": _FOR_ASYLUM}, "precedence", ("E4-4",), "EUD 27(5); 28(5)"),
            Row("stay", {}, "judge", ("E4-4",), "EUD 27(5); 28(5)"),
        ),
    )
)  # fmt: skip


def sent(case: Case) -> None:
    """With what each transmission is compared, and whether the face is."""
    for fact in case.all(EurodacTransmitted):
        if fact.recorded_under is None or fact.state != case.state:
            continue
        decided = case.decide(COMPARED, {"article": fact.recorded_under})
        if decided is None:
            return
        step = {item.id: item for item in (_ALL, _LIMITED, _NONE)}[decided[0]]
        case.stand(case.steps, step, decided[1], about=fact.recorded_under)


def faces(case: Case) -> None:
    """A face must be compared where fingerprints cannot, once facial recognition is there."""
    taken = case.last(BiometricsTaken)
    if taken is None or taken.fingerprints in (None, "usable"):
        return
    introduced = case.circumstances.last(FacialRecognitionIntroduced) is not None
    decided = case.decide(FACE_COMPARED, {"fingerprints": taken.fingerprints, "introduced": introduced})
    if decided is None:
        return
    outcome, why = decided
    if outcome == "must":
        case.oblige(FACES, why)
    else:
        case.stand(case.steps, FACES_LATER, why)


def results(case: Case) -> None:
    """Answers in time, checks, links and false hits."""
    for asked in case.all(ComparisonRequested):
        answers: list[Fact] = [*case.all(EurodacHit), *case.all(EurodacNegative)]
        since = asked.at.utc(case.zone)
        met = min(
            (fact for fact in answers if fact.at.utc(case.zone) >= since),
            key=lambda fact: fact.at.utc(case.zone),
            default=None,
        )
        case.limit(ANSWER_URGENT if asked.urgent else ANSWER, asked, met=met)
    hits = [hit for hit in case.all(EurodacHit) if hit.state == case.state]
    for hit in hits:
        _verify(case, hit)
    if len(hits) > 1:
        _precedence(case, hits)


def _verify(case: Case, hit: EurodacHit) -> None:
    verified = case.after(HitVerified, hit.at)
    if hit.match == "face":
        case.oblige(VERIFY_FACE, met=verified)
    elif verified is None and hit.match is not None:
        case.stand(case.judgements, VERIFY_FINGERPRINTS if hit.match == "fingerprints" else VERIFY_BOTH, about=hit.id)
    if verified is None:
        return
    if verified.result == "confirmed":
        case.oblige(LINK, met=case.after(LinkNotified, verified.at))
        return
    erased = case.first(
        EurodacErased, lambda fact: fact.what == "false_result" and fact.at.utc(case.zone) >= verified.at.utc(case.zone)
    )
    case.oblige(ERASE_FALSE, met=erased)
    case.limit(REPORT_FALSE, hit, met=case.after(FalseHitReported, verified.at))


def _precedence(case: Case, hits: list[EurodacHit]) -> None:
    for hit in hits:
        decided = case.decide(
            HELPS, {"recorded_under": hit.recorded_under, "indicates_responsible": hit.indicates_responsible}
        )
        if decided is None:
            return
        if decided[0] == "precedence":
            case.stand(case.steps, PRECEDENCE, decided[1], about=hit.id)
        else:
            case.stand(case.judgements, ASSISTS, decided[1], about=hit.id)


chapter(127, single=sent, when=(EurodacTransmitted,))
chapter(128, single=faces, when=(BiometricsTaken,))
chapter(138, single=results, when=(ComparisonRequested, EurodacHit))
