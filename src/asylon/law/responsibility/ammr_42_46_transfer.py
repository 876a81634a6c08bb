"""Transfer decision and transfer (Regulation (EU) 2024/1351, Articles 42, 43, 45 and 46; CFMR 12).

A transfer that does not take place in time shifts responsibility to the transferring Member State.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    AvailableAgain,
    Detained,
    Fact,
    ObstructionCommunicated,
    Released,
    ResponsibilityAssumed,
    SuspensionDecided,
    TransferAppealDecided,
    TransferDecisionTaken,
    TransferObstructed,
    Transferred,
)
from asylon.law.moments import Moment
from asylon.law.periods import Counted, Counting
from asylon.law.position import Reason
from asylon.law.provisions import Permission, Prohibition, RouteStep, TimeLimit, declare
from asylon.law.responsibility.ammr_36_38_procedure import (
    RELEASE,
    crisis,
    detained,
    responsibility_limit,
    responsible_by,
)
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_ACCEPTANCE = Bilingual("the acceptance or confirmation", "de aanvaarding of bevestiging")
_SHIFT = Bilingual(
    "Responsibility passes to the transferring Member State (AMMR 46(2)).",
    "De verantwoordelijkheid gaat over op de overdragende lidstaat (AMMR 46(2)).",
)
_TRANSFER = Bilingual(
    "transfer the person to the Member State responsible", "de persoon overdragen aan de verantwoordelijke lidstaat"
)
_START = Bilingual(
    "the acceptance or confirmation, or the final decision on an appeal with suspensive effect",
    "de aanvaarding of bevestiging, of de definitieve beslissing op een beroep met schorsende werking",
)


def _limit(
    id_: str,
    rule: str,
    cite: str,
    duty: Bilingual,
    starts: Bilingual,
    consequence: Bilingual,
    by: Counting = Counting.AMMR_75,
    open_questions: tuple[str, ...] = (),
    records: str = "",
) -> TimeLimit:
    return responsibility_limit(
        id_, rule, cite, "responsibility_unit", duty, starts, consequence, by, open_questions, records
    )


DECISION = _limit(
    "transfer-decision",
    "D-19",
    "AMMR 42(1)",
    Bilingual("take the transfer decision", "het overdrachtsbesluit nemen"),
    _ACCEPTANCE,
    Bilingual(
        "A detained person must be released (AMMR 45(4)); the decision stays due.",
        "Een persoon in bewaring moet worden vrijgelaten (AMMR 45(4)); het besluit blijft verschuldigd.",
    ),
    records="transfer_decision_taken",
)
TRANSFER = _limit("transfer", "D-23", "AMMR 46(1)", _TRANSFER, _START, _SHIFT, records="transferred")
DETAINED = _limit(
    "transfer-detained",
    "D-23",
    "AMMR 45(3)",
    _TRANSFER,
    _START,
    Bilingual(
        "The person may no longer be detained; the ordinary transfer limit goes on (AMMR 45(4)).",
        "De persoon mag niet langer in bewaring blijven; de gewone overdrachtstermijn loopt door (AMMR 45(4)).",
    ),
    records="transferred",
)
CRISIS = _limit(
    "transfer-crisis", "D-23", "CFMR 12(2)(d)", _TRANSFER, _START, _SHIFT, Counting.REG_1182_71, records="transferred"
)
IMPRISONED = _limit(
    "transfer-imprisonment",
    "D-24",
    "AMMR 46(2)",
    _TRANSFER,
    _START,
    _SHIFT,
    open_questions=("O-22",),
    records="transferred",
)
ABSCONDED = _limit(
    "transfer-absconding",
    "D-24",
    "AMMR 46(2)",
    _TRANSFER,
    Bilingual("the information of the Member State responsible", "het informeren van de verantwoordelijke lidstaat"),
    _SHIFT,
    records="transferred",
)
AVAILABLE = _limit(
    "transfer-available-again",
    "D-25",
    "AMMR 46(2)",
    _TRANSFER,
    Bilingual("the person being available again", "het weer beschikbaar komen van de persoon"),
    _SHIFT,
    records="transferred",
)
LIMITS = {item.id: item for item in (TRANSFER, CRISIS, IMPRISONED, ABSCONDED, AVAILABLE)}

EXTEND = declare(
    Permission(
        id="extend-transfer-limit",
        block="responsibility",
        rules=("D-24",),
        cite="AMMR 46(2)",
        records="obstruction_communicated",
        words=Bilingual(
            "extend the transfer limit by informing the Member State responsible before it expires",
            "de overdrachtstermijn verlengen door de verantwoordelijke lidstaat te informeren voordat zij verstrijkt",
        ),
    )
)
DISCRETION = declare(
    Permission(
        id="apply-discretionary-clause",
        block="responsibility",
        rules=("K-14",),
        cite="AMMR 35(1)",
        records="responsibility_assumed",
        words=Bilingual(
            "decide to examine the application here, although another Member State is indicated",
            "besluiten het verzoek hier te behandelen, hoewel een andere lidstaat is aangewezen",
        ),
    )
)
NO_TRANSFER = declare(
    Prohibition(
        id="no-transfer-without-acceptance",
        block="responsibility",
        rules=("D-23",),
        cite="AMMR 46(1)",
        words=Bilingual(
            "no transfer: there is no acceptance or confirmation yet",
            "geen overdracht: er is nog geen aanvaarding of bevestiging",
        ),
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
MISSED = declare(
    RouteStep(
        id="responsibility-by-missed-transfer",
        block="responsibility",
        rules=("D-23",),
        cite="AMMR 46(2)",
        words=Bilingual(
            "responsible because the transfer did not take place in time",
            "verantwoordelijk omdat de overdracht niet tijdig plaatsvond",
        ),
    )
)

TRANSFER_LIMIT = register_table(
    DecisionTable(
        name="transfer-limit",
        question=Bilingual(
            "Within which time must the transfer take place?", "Binnen welke termijn moet de overdracht plaatsvinden?"
        ),
        inputs=(
            Choice(
                "crisis",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("derogation CFMR 12 in force", "afwijking CFMR 12 van kracht"),
            ),
            Choice(
                "obstruction",
                ("none", "imprisoned", "by_the_person"),
                closed=True,
                otherwise="none",
                label=Bilingual("transfer obstructed", "overdracht verhinderd"),
            ),
            Choice(
                "told_in_time",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual(
                    "other Member State informed within the six months",
                    "andere lidstaat binnen de zes maanden geïnformeerd",
                ),
            ),
            Choice(
                "available_again",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("available again", "weer beschikbaar"),
            ),
            Choice(
                "three_months_left",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual(
                    "three months or more of the six left then", "dan nog drie maanden of meer van de zes over"
                ),
            ),
        ),
        outcomes={
            TRANSFER.id: Bilingual("ordinary limit", "gewone termijn"),
            CRISIS.id: Bilingual("crisis limit", "crisistermijn"),
            IMPRISONED.id: Bilingual("extended for imprisonment", "verlengd wegens gevangenschap"),
            ABSCONDED.id: Bilingual(
                "extended for absconding or obstruction", "verlengd wegens onderduiken of verhindering"
            ),
            AVAILABLE.id: Bilingual(
                "three months from being available again", "drie maanden vanaf het weer beschikbaar zijn"
            ),
        },
        hit_policy="first",
        rows=(
            Row(
                "available-soon",
                {"available_again": True, "three_months_left": True},
                TRANSFER.id,
                ("D-25", "O-23"),
                "AMMR 46(2)",
            ),
            Row(
                "available-late",
                {"available_again": True, "obstruction": ("imprisoned", "by_the_person"), "told_in_time": True},
                AVAILABLE.id,
                ("D-25",),
                "AMMR 46(2)",
            ),
            Row(
                "imprisoned",
                {"obstruction": "imprisoned", "told_in_time": True},
                IMPRISONED.id,
                ("D-24",),
                "AMMR 46(2)",
            ),
            Row(
                "obstructed",
                {"obstruction": "by_the_person", "told_in_time": True},
                ABSCONDED.id,
                ("D-24",),
                "AMMR 46(2)",
            ),
            Row("crisis", {"crisis": True}, CRISIS.id, ("D-23", "X-15"), "CFMR 12(2)(d)"),
            Row(
                "told-late",
                {"obstruction": ("imprisoned", "by_the_person"), "told_in_time": False},
                TRANSFER.id,
                ("D-23", "D-24"),
                "IR2055 28(3)",
            ),
            Row("ordinary", {}, TRANSFER.id, ("D-23",), "AMMR 46(1)"),
        ),
    )
)


def _why(row: str, outcome: str, rules: tuple[str, ...], cite: str) -> tuple[Reason, ...]:
    return (Reason("consequence", row, outcome, rules, cite),)


def _start(case: Case, acceptance: Moment) -> tuple[Moment, Fact | None] | None:
    """From when the transfer limit runs; None while a court's suspension lasts or after the decision fell."""
    suspension = case.last(SuspensionDecided)
    appeal = case.last(TransferAppealDecided)
    if appeal is not None and not appeal.transfer_upheld:
        return None
    if suspension is not None and suspension.granted:
        if appeal is None:
            case.stand(case.steps, SUSPENDED)
            return None
        return appeal.at, appeal
    if suspension is not None and case.book.answer("O-21") == "refusal":
        return suspension.at, suspension
    return acceptance, case.findings.get("acceptance_fact")


def _obstruction(case: Case, six_months: Counted) -> tuple[TransferObstructed | None, Fact | None, bool]:
    obstructed = case.last(TransferObstructed)
    if obstructed is None:
        return None, None, False
    told = case.after(ObstructionCommunicated, obstructed.at)
    return obstructed, told, told is not None and told.at.instant(case.zone) < six_months.end


def examine(case: Case) -> None:
    """From the acceptance to the transfer, and the shift where it is missed."""
    assumed = case.last(ResponsibilityAssumed)
    if assumed is not None:
        responsible_by(case, assumed.state, _why("assumed", assumed.state, ("D-32",), assumed.basis), assumed.basis)
        case.findings["examined_elsewhere"] = assumed.state != case.state
        return
    if case.findings.get("examined_elsewhere") and case.first(Transferred) is None:
        case.stand(case.permitted, DISCRETION)
    acceptance: Moment | None = case.findings.get("acceptance")
    if acceptance is None:
        if case.findings.get("examined_elsewhere") or case.findings.get("refused"):
            case.stand(case.forbidden, NO_TRANSFER)
        return
    hangs: tuple[str, ...] = case.findings.get("acceptance_hangs_on", ())
    fact: Fact | None = case.findings.get("acceptance_fact")
    taken = case.first(TransferDecisionTaken)
    decision = case.limit(DECISION, fact or acceptance, met=taken, hangs_on=hangs)
    begin = _start(case, acceptance)
    held = detained(case, Moment(case.at))
    if held is not None and decision.status == "late":
        case.oblige(RELEASE)
    if begin is None:
        return
    start, start_fact = begin
    six_months = case.count(start, TRANSFER.length, TRANSFER.by)
    obstructed, told, in_time = _obstruction(case, six_months)
    available = case.after(AvailableAgain, obstructed.at) if obstructed else None
    left = False
    if available is not None:
        needed = case.count(available.at, AVAILABLE.length, AVAILABLE.by, roll=False)
        left = needed.end <= six_months.end
    found = case.decide(
        TRANSFER_LIMIT,
        {
            "crisis": crisis(case, case.state, start.day(case.zone)),
            "obstruction": None
            if obstructed is None
            else "imprisoned"
            if obstructed.reason == "imprisoned"
            else "by_the_person",
            "told_in_time": in_time,
            "available_again": available is not None,
            "three_months_left": left,
        },
    )
    if found is None:
        return
    id_, why = found
    limit = LIMITS[id_]
    origin: Fact | Moment = start_fact or start
    if limit is ABSCONDED and told is not None:
        origin = told
    elif limit is AVAILABLE and available is not None:
        origin = available
    done = case.last(Transferred)
    extra = "transfer-imprisonment-added" if limit is IMPRISONED and case.book.answer("O-22") == "added" else ""
    duty = case.limit(limit, origin, met=done, reasons=why, extra=extra, hangs_on=hangs + (("O-23",) if left else ()))
    if obstructed is not None and told is None and duty.status == "open":
        case.stand(case.permitted, EXTEND)
    _held(case, start, start_fact, done, held)
    if done is not None and duty.met_in_time:
        responsible_by(case, done.to, _why("transferred", done.to, ("D-23",), "AMMR 46(1)"), "AMMR 46(1)")
    elif duty.status == "late":
        case.stand(case.steps, MISSED, why)
        responsible_by(
            case, case.state, _why("transfer-missed", case.state, ("D-23", "D-32"), "AMMR 46(2)"), "AMMR 46(2)"
        )
        case.findings["examined_elsewhere"] = False


def _held(case: Case, start: Moment, start_fact: Fact | None, done: Fact | None, held: Detained | None) -> None:
    detention = case.last(Detained, lambda fact: fact.ground == "AMMR 44")
    if detention is None or done is not None:
        return
    released = case.after(Released, detention.at)
    duty = case.limit(DETAINED, start_fact or start, lapsed=released is not None)
    if held is not None and duty.status == "late":
        case.oblige(RELEASE)


chapter(646, single=examine)
