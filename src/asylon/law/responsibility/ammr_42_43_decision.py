"""Transfer decision and remedies (Regulation (EU) 2024/1351, Articles 42 and 43).

The appeal does not suspend by itself: suspension is asked within the period of the appeal, and until the court's first
decision on it nobody is transferred.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    Detained,
    Fact,
    SuspensionDecided,
    TransferAppealDecided,
    TransferDecisionNotified,
    TransferDecisionTaken,
    Transferred,
)
from asylon.law.facts.transfers import SuspensionCommunicated, SuspensionRequested, TransferAppealLodged
from asylon.law.moments import Moment
from asylon.law.provisions import Obligation, Prohibition, Right, RouteStep, declare
from asylon.law.responsibility.ammr_36_38_procedure import RELEASE, UNIT, acts, detained, limit
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_NOTIFIED = Bilingual("the notification of the transfer decision", "de bekendmaking van het overdrachtsbesluit")

DECISION = limit(
    "transfer-decision", ("D-19",), "AMMR 42(1)", UNIT,
    Bilingual("take the transfer decision", "het overdrachtsbesluit nemen"),
    Bilingual("the acceptance or confirmation", "de aanvaarding of bevestiging"),
    Bilingual(
        "A detained person must be released (AMMR 45(4)); the decision stays due.",
        "Een persoon in bewaring moet worden vrijgelaten (AMMR 45(4)); het besluit blijft verschuldigd.",
    ),
    records="transfer_decision_taken",
)  # fmt: skip
NOTIFY = declare(
    Obligation(
        id="notify-transfer-decision",
        block="responsibility",
        rules=("D-19", "D-20"),
        cite="AMMR 42(2)",
        who=UNIT,
        duty=Bilingual(
            "notify the person of the transfer decision without delay, with remedies, time limits and who can give legal assistance",
            "het overdrachtsbesluit onverwijld bekendmaken, met rechtsmiddelen, termijnen en wie rechtsbijstand kan verlenen",
        ),
        consequence=Bilingual(
            "The period for the appeal does not begin before.", "De beroepstermijn begint niet eerder."
        ),
    )
)
APPEAL = limit(
    "transfer-appeal", ("D-20",), "AMMR 43(2)", "applicant",
    Bilingual("appeal against the transfer decision, if so wished", "desgewenst beroep instellen tegen het overdrachtsbesluit"),
    _NOTIFIED,
    Bilingual("The decision can no longer be challenged.", "Het besluit kan niet meer worden aangevochten."),
    records="transfer_appeal_lodged",
)  # fmt: skip
SUSPENSION = limit(
    "suspension-request", ("D-21",), "AMMR 43(3)", "applicant",
    Bilingual("ask the court to suspend the transfer, if so wished", "desgewenst de rechter vragen de overdracht op te schorten"),
    _NOTIFIED,
    Bilingual("The appeal does not suspend the transfer.", "Het beroep schort de overdracht niet op."),
    length="transfer-appeal", records="suspension_requested",
)  # fmt: skip
COURT = limit(
    "suspension-decision", ("D-21",), "AMMR 43(3)", "court",
    Bilingual("decide whether to suspend the transfer", "beslissen over opschorting van de overdracht"),
    Bilingual("the receipt of the request by the court", "de ontvangst van het verzoek door de rechter"),
    Bilingual(
        "The decision stays due, and until it is taken nobody is transferred.",
        "De beslissing blijft verschuldigd, en tot dan wordt niemand overgedragen.",
    ),
    records="suspension_decided",
)  # fmt: skip
MERITS = limit(
    "transfer-appeal-decision", ("D-21",), "AMMR 43(3)", "court",
    Bilingual("endeavour to decide on the appeal", "ernaar streven op het beroep te beslissen"),
    Bilingual("the decision that grants suspension", "de beslissing die opschorting verleent"),
    Bilingual(
        "An endeavour: the suspension lasts until the decision, whenever it falls.",
        "Een streven: de opschorting duurt tot de beslissing, wanneer die ook valt.",
    ),
    records="transfer_appeal_decided",
)  # fmt: skip

NO_TRANSFER_PENDING = declare(
    Prohibition(
        id="no-transfer-before-suspension-decision",
        block="responsibility",
        rules=("D-21",),
        cite="AMMR 43(3)",
        words=Bilingual(
            "no transfer until the court has decided on the first request for suspension",
            "geen overdracht tot de rechter op het eerste opschortingsverzoek heeft beslist",
        ),
    )
)
NOT_SUSPENSIVE = declare(
    RouteStep(
        id="appeal-without-suspension",
        block="responsibility",
        rules=("D-21",),
        cite="AMMR 43(3)",
        words=Bilingual("the appeal does not suspend the transfer", "het beroep schort de overdracht niet op"),
    )
)
SUSPENDED = declare(
    RouteStep(
        id="transfer-suspended",
        block="responsibility",
        rules=("D-21",),
        cite="AMMR 43(3)",
        words=Bilingual(
            "transfer suspended by the court until the appeal is decided",
            "overdracht door de rechter opgeschort tot op het beroep is beslist",
        ),
    )
)
TELL_SUSPENSION = declare(
    Obligation(
        id="tell-suspension",
        block="responsibility",
        rules=("D-52",),
        cite="IR2055 28(1)",
        who=UNIT,
        duty=Bilingual(
            "tell the receiving Member State without delay, and within the six months, of the appeal with suspensive effect",
            "de ontvangende lidstaat onverwijld, en binnen de zes maanden, over het beroep met schorsende werking informeren",
        ),
        consequence=Bilingual(
            "The receiving Member State reckons with a transfer that cannot come.",
            "De ontvangende lidstaat rekent op een overdracht die niet kan komen.",
        ),
    )
)


def _remedy(id_: str, en: str, nl: str, cite: str) -> Right:
    return declare(Right(id=id_, block="responsibility", rules=("D-22",), cite=cite, words=Bilingual(en, nl)))


REMEDIES = {
    "charter": _remedy(
        "remedy-inhuman-treatment",
        "appeal because the transfer would mean a real risk of inhuman or degrading treatment",
        "beroep omdat de overdracht een reëel risico op onmenselijke of vernederende behandeling inhoudt",
        "AMMR 43(1)(a)",
    ),
    "later": _remedy(
        "remedy-later-circumstances",
        "appeal because of later circumstances that are decisive for the correct application",
        "beroep wegens latere omstandigheden die doorslaggevend zijn voor de juiste toepassing",
        "AMMR 43(1)(b)",
    ),
    "family": _remedy(
        "remedy-family-criteria",
        "appeal because Articles 25 to 28 or 34 were infringed",
        "beroep omdat de artikelen 25 tot en met 28 of 34 zijn geschonden",
        "AMMR 43(1)(c)",
    ),
}
NO_OTHER_GROUND = declare(
    Prohibition(
        id="no-other-ground-of-appeal",
        block="responsibility",
        rules=("D-22",),
        cite="AMMR 43(1)",
        words=Bilingual(
            "the court assesses nothing else: the list of grounds is closed",
            "de rechter toetst niets anders: de lijst van gronden is gesloten",
        ),
    )
)
SCOPE = register_table(
    DecisionTable(
        name="scope-of-remedy",
        question=Bilingual(
            "Which grounds does the remedy against a transfer decision cover?",
            "Welke gronden omvat het rechtsmiddel tegen een overdrachtsbesluit?",
        ),
        inputs=(yes_no("taken_charge", "the person is taken charge of, not taken back", "overname, geen terugname"),),
        outcomes={
            "all": Bilingual("points (a), (b) and (c)", "de punten a, b en c"),
            "without_family": Bilingual("points (a) and (b)", "de punten a en b"),
        },
        rows=(
            Row("take-charge", {"taken_charge": True}, "all", ("D-22",), "AMMR 43(1)(c)"),
            Row("take-back", {"taken_charge": False}, "without_family", ("D-22",), "AMMR 43(1)"),
        ),
    )
)
SUSPENSIVE = register_table(
    DecisionTable(
        name="suspension-of-transfer",
        question=Bilingual("Does the remedy suspend the transfer now?", "Schort het rechtsmiddel de overdracht nu op?"),
        inputs=(
            yes_no("appealed", "appeal lodged", "beroep ingesteld"),
            yes_no("asked", "suspension asked in time", "tijdig om opschorting gevraagd"),
            Choice(
                "court",
                ("pending", "granted", "refused"),
                closed=True,
                otherwise="pending",
                label=Bilingual("the court on the request", "de rechter op het verzoek"),
                words={
                    "pending": Bilingual("not yet decided", "nog niet beslist"),
                    "granted": Bilingual("granted", "toegewezen"),
                    "refused": Bilingual("refused", "afgewezen"),
                },
            ),
            yes_no("final", "final decision on the appeal", "definitieve beslissing op het beroep"),
        ),
        outcomes={
            "until_court": Bilingual("until the court decides on the request", "tot de rechter op het verzoek beslist"),
            "until_final": Bilingual(
                "until the final decision on the appeal", "tot de definitieve beslissing op het beroep"
            ),
            "not": Bilingual("not suspended", "niet opgeschort"),
            "none": Bilingual("no remedy is pending", "er loopt geen rechtsmiddel"),
        },
        hit_policy="first",
        rows=(
            Row("final", {"final": True}, "none", ("D-21",), "AMMR 43(3)"),
            Row("granted", {"court": "granted"}, "until_final", ("D-21",), "AMMR 43(3)"),
            Row("refused", {"court": "refused"}, "not", ("D-21",), "AMMR 43(3)"),
            Row("asked", {"asked": True}, "until_court", ("D-21",), "AMMR 43(3)"),
            Row("not-asked", {"appealed": True}, "not", ("D-21",), "AMMR 43(3)"),
            Row("nothing", {}, "none", ("D-21",), "AMMR 43(3)"),
        ),
    )
)


def examine(case: Case) -> None:
    """From the acceptance to the decision, its notification and the remedies."""
    acceptance: Moment | None = case.findings.get("acceptance")
    if acceptance is None or case.findings.get("asked_of_us"):
        return
    hangs: tuple[str, ...] = case.findings.get("acceptance_hangs_on", ())
    fact: Fact | None = case.findings.get("acceptance_fact")
    taken = acts(case, TransferDecisionTaken).first(TransferDecisionTaken)
    duty = case.limit(DECISION, fact or acceptance, met=taken, hangs_on=hangs)
    if duty.status == "late" and Detained in case.kinds and detained(case, Moment(case.at)) is not None:
        case.oblige(RELEASE)
    if taken is None:
        return
    notified = acts(case, TransferDecisionNotified).after(TransferDecisionNotified, taken.at)
    case.oblige(NOTIFY, met=notified)
    if notified is None or case.first(Transferred) is not None:
        return
    _remedies(case, notified)


def _remedies(case: Case, notified: TransferDecisionNotified) -> None:
    lodged = case.after(TransferAppealLodged, notified.at)
    asked = case.after(SuspensionRequested, notified.at)
    decided = case.after(SuspensionDecided, notified.at)
    final = case.after(TransferAppealDecided, notified.at)
    ended = case.count(notified.at, APPEAL.length, APPEAL.by)
    over = ended.end <= case.now
    case.limit(APPEAL, notified, counted=ended, met=lodged, lapsed=lodged is None and (over or final is not None))
    nothing_to_ask = asked is None and (over or decided is not None or final is not None)
    case.limit(SUSPENSION, notified, counted=ended, met=asked, lapsed=nothing_to_ask)
    scope = case.decide(SCOPE, {"taken_charge": case.findings.get("take_back") is None})
    if scope is not None:
        for name, right in REMEDIES.items():
            if name != "family" or scope[0] == "all":
                case.stand(case.rights, right, scope[1])
        case.stand(case.forbidden, NO_OTHER_GROUND, scope[1])
    last = ended.last_day
    found = case.decide(
        SUSPENSIVE,
        {
            "appealed": lodged is not None,
            "asked": asked is not None and last is not None and case.day(asked) <= last,
            "court": None if decided is None else "granted" if decided.granted else "refused",
            "final": final is not None,
        },
    )
    if asked is not None:
        case.limit(COURT, asked, met=decided, lapsed=decided is None and final is not None)
    if decided is not None and decided.granted:
        merits = case.count(decided.at, MERITS.length, MERITS.by)
        case.limit(MERITS, decided, counted=merits, met=final, lapsed=merits.end <= case.now)
        case.oblige(TELL_SUSPENSION, met=case.after(SuspensionCommunicated, decided.at))
    if found is None:
        return
    outcome, why = found
    if outcome == "until_court":
        case.stand(case.forbidden, NO_TRANSFER_PENDING, why)
    elif outcome == "until_final":
        case.stand(case.steps, SUSPENDED, why)
    elif outcome == "not":
        case.stand(case.steps, NOT_SUSPENSIVE, why)


chapter(644, single=examine)
