"""The transfer (Regulation (EU) 2024/1351, Articles 45(3) and 46; CFMR 12).

A transfer that does not take place in time shifts responsibility to the transferring Member State.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted, Counting
from asylon.law.facts import (
    AvailableAgain,
    Detained,
    Fact,
    ObstructionCommunicated,
    Released,
    SuspensionDecided,
    TransferAppealDecided,
    TransferObstructed,
    Transferred,
)
from asylon.law.moments import Moment
from asylon.law.position import Duty, Reason
from asylon.law.provisions import Obligation, Permission, Prohibition, RouteStep, TimeLimit, declare
from asylon.law.responsibility.ammr_36_38_procedure import (
    RELEASE,
    UNIT,
    acts,
    after_crisis,
    crisis,
    detained,
    follows,
    limit,
)
from asylon.law.responsibility.cfmr_12_13_crisis import transfers_stopped
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

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
    *,
    starts: Bilingual = _START,
    missed: Bilingual = _SHIFT,
    by: Counting = Counting.AMMR_75,
    open_questions: tuple[str, ...] = (),
) -> TimeLimit:
    return limit(
        id_, (rule,), cite, UNIT, _TRANSFER, starts, missed, by=by, records="transferred", open_questions=open_questions
    )


TRANSFER = _limit("transfer", "D-23", "AMMR 46(1)")
DETAINED = _limit(
    "transfer-detained",
    "D-23",
    "AMMR 45(3)",
    starts=Bilingual(
        "the acceptance or confirmation, or the day on which the appeal no longer has suspensive effect",
        "de aanvaarding of bevestiging, of de dag waarop het beroep geen schorsende werking meer heeft",
    ),
    missed=Bilingual(
        "The person may no longer be detained; the ordinary transfer limit goes on (AMMR 45(4)).",
        "De persoon mag niet langer in bewaring blijven; de gewone overdrachtstermijn loopt door (AMMR 45(4)).",
    ),
)
CRISIS = _limit("transfer-crisis", "D-23", "CFMR 12(2)(d)", by=Counting.REG_1182_71)
TO_CRISIS = _limit("transfer-to-state-in-crisis", "X-16", "CFMR 12(4)", by=Counting.REG_1182_71)
IMPRISONED = _limit("transfer-imprisonment", "D-24", "AMMR 46(2)", open_questions=("O-22",))
ABSCONDED = _limit(
    "transfer-absconding",
    "D-24",
    "AMMR 46(2)",
    starts=Bilingual(
        "the information of the Member State responsible", "het informeren van de verantwoordelijke lidstaat"
    ),
)
AVAILABLE = _limit(
    "transfer-available-again",
    "D-25",
    "AMMR 46(2)",
    starts=Bilingual("the person being available again", "het weer beschikbaar komen van de persoon"),
)
LIMITS = {item.id: item for item in (TRANSFER, CRISIS, TO_CRISIS, IMPRISONED, ABSCONDED, AVAILABLE)}

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
TELL_OBSTRUCTION = declare(
    Obligation(
        id="tell-obstruction",
        block="responsibility",
        rules=("D-52", "D-24"),
        cite="IR2055 28(2)",
        who=UNIT,
        duty=Bilingual(
            "tell the receiving Member State without delay, and within the six months, why the transfer cannot be carried out",
            "de ontvangende lidstaat onverwijld, en binnen de zes maanden, melden waarom de overdracht niet kan plaatsvinden",
        ),
        consequence=Bilingual(
            "The limit is not extended where it is told after the six months (IR2055 28(3)).",
            "De termijn wordt niet verlengd als het na de zes maanden wordt gemeld (IR2055 28(3)).",
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
MISSED = declare(
    RouteStep(
        id="responsibility-by-missed-transfer",
        block="responsibility",
        rules=("D-23", "D-32"),
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
            yes_no("crisis", "derogation CFMR 12 in force", "afwijking CFMR 12 van kracht"),
            yes_no(
                "other_in_crisis",
                "Member State responsible in crisis or force majeure (CFMR 12(4))",
                "verantwoordelijke lidstaat in crisis of overmacht (CFMR 12, lid 4)",
            ),
            Choice(
                "obstruction",
                ("none", "imprisoned", "by_the_person"),
                closed=True,
                otherwise="none",
                label=Bilingual("transfer obstructed", "overdracht verhinderd"),
            ),
            yes_no(
                "told_in_time",
                "other Member State informed within the six months",
                "andere lidstaat binnen de zes maanden geïnformeerd",
            ),
            yes_no("available_again", "available again", "weer beschikbaar"),
            yes_no(
                "three_months_left",
                "three months or more of the six left then",
                "dan nog drie maanden of meer van de zes over",
            ),
        ),
        outcomes={
            TRANSFER.id: Bilingual("ordinary limit", "gewone termijn"),
            CRISIS.id: Bilingual("crisis limit", "crisistermijn"),
            TO_CRISIS.id: Bilingual(
                "one year, because the Member State responsible is in crisis",
                "een jaar, omdat de verantwoordelijke lidstaat in crisis is",
            ),
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
                ("D-24", "DEF-10"),
                "AMMR 46(2)",
            ),
            Row("to-state-in-crisis", {"other_in_crisis": True}, TO_CRISIS.id, ("X-16",), "CFMR 12(4)"),
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


def _start(case: Case, acceptance: Moment) -> tuple[Moment, Fact | None] | None:
    """From when the transfer limit runs; None while a court's suspension lasts or after the decision fell."""
    suspension = case.last(SuspensionDecided)
    appeal = case.last(TransferAppealDecided)
    if appeal is not None and not appeal.transfer_upheld:
        return None
    if suspension is not None and suspension.granted:
        return None if appeal is None else (appeal.at, appeal)
    if suspension is not None and case.book.answer("O-21") == "refusal":
        return suspension.at, suspension
    return acceptance, case.findings.get("acceptance_fact")


def _together(case: Case) -> list[Case]:
    """The person and the family members who are to be transferred to the same Member State (46(2))."""
    to = case.findings.get("other_state")
    family = set(case.relatives("spouse", "partner", "child", "parent", "responsible_adult", "charge", "sibling"))
    return [
        case,
        *(
            case.family[one]
            for one in sorted(family & set(case.family))
            if case.family[one].findings.get("other_state") == to
        ),
    ]


def _obstruction(case: Case, six_months: Counted) -> tuple[TransferObstructed | None, Case, Fact | None, bool]:
    """What hinders the transfer: the person's own imprisonment, or what the person or a family member does.

    With it: whose it is, the information of the Member State responsible, and whether that came within the six months.
    """
    found: tuple[TransferObstructed, Case] | None = None
    for one in _together(case):
        obstructed = one.last(TransferObstructed)
        if obstructed is None or (one is not case and obstructed.reason == "imprisoned"):
            continue
        if found is None or found[1] is not case:
            later = found is None or obstructed.at.utc(case.zone) > found[0].at.utc(case.zone)
            found = (obstructed, one) if later else found
    if found is None:
        return None, case, None, False
    told = found[1].after(ObstructionCommunicated, found[0].at)
    return *found, told, told is not None and told.at.utc(case.zone) < six_months.end


def examine(case: Case) -> None:
    """From the acceptance to the transfer, and the shift where it is missed."""
    if case.findings.get("asked_of_us") or case.findings.get("shifted"):
        return
    acceptance: Moment | None = case.findings.get("acceptance")
    if acceptance is None:
        if case.findings.get("examined_elsewhere") or case.findings.get("refused"):
            case.stand(case.forbidden, NO_TRANSFER)
        return
    begin = _start(case, acceptance)
    if begin is not None:
        _transfer(case, *begin)


def _transfer(case: Case, start: Moment, start_fact: Fact | None) -> None:
    six_months = case.count(start, TRANSFER.length, TRANSFER.by)
    obstructed, whose, told, in_time = _obstruction(case, six_months)
    available = whose.after(AvailableAgain, obstructed.at) if obstructed else None
    left = False
    if available is not None:
        needed = case.count(available.at, AVAILABLE.length, AVAILABLE.by, roll=False)
        left = needed.end <= six_months.end
    to: str = case.findings.get("other_state", "")
    found = case.decide(
        TRANSFER_LIMIT,
        {
            "crisis": crisis(case, case.state, start.day(case.zone)),
            "other_in_crisis": transfers_stopped(case, to, start.day(case.zone), six_months),
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
    chosen = LIMITS[id_]
    origin: Fact | Moment = start_fact or start
    if chosen is ABSCONDED and told is not None:
        origin = told
    elif chosen is AVAILABLE and available is not None:
        origin = available
    done = acts(case, Transferred).last(Transferred) or case.findings.get("deemed")
    duty = case.limit(
        chosen,
        origin,
        met=done,
        reasons=why + case.findings.get("priority", ()),
        extra="transfer-imprisonment-added" if chosen is IMPRISONED and case.book.answer("O-22") == "added" else "",
        hangs_on=case.findings.get("acceptance_hangs_on", ())
        + (("O-21",) if case.first(SuspensionDecided, lambda fact: not fact.granted) else ())
        + (("O-23",) if left else ())
        + after_crisis(case, case.state, start.day(case.zone)),
    )
    if obstructed is not None:
        case.oblige(TELL_OBSTRUCTION, met=told)
        if told is None and duty.status == "open":
            case.stand(case.permitted, EXTEND)
    _held(case, start, start_fact, done)
    _result(case, duty, done, why)


def _result(case: Case, duty: Duty, done: Transferred | None, why: tuple[Reason, ...]) -> None:
    """Transferred in time: the other Member State; not in time: this one."""
    if done is not None and duty.met_in_time:
        follows(case, "transferred", done.to, "AMMR 46(1)")
        return
    if duty.status != "late" and done is None:
        return
    crisis_of = {CRISIS.id: "this_state", TO_CRISIS.id: "other_state"}.get(duty.provision, "none")
    reasons = follows(case, "transfer_missed", case.state, "AMMR 46(2)", crisis_of=crisis_of)
    case.stand(case.steps, MISSED, why + reasons)
    case.findings["examined_elsewhere"] = False
    case.findings["shifted"] = True


def _held(case: Case, start: Moment, start_fact: Fact | None, done: Fact | None) -> None:
    """Five weeks for a detained person, from the acceptance or from the day the appeal no longer suspends (45(3))."""
    detention = case.last(Detained, lambda fact: fact.ground == "AMMR 44")
    if detention is None or done is not None:
        return
    refused = case.last(SuspensionDecided, lambda fact: not fact.granted)
    begin: Fact | Moment = refused if refused is not None and start_fact is not refused else start_fact or start
    released = case.after(Released, detention.at)
    duty = case.limit(DETAINED, begin, lapsed=released is not None)
    if duty.status == "late" and detained(case, Moment(case.at)) is not None:
        case.oblige(RELEASE)


chapter(646, single=examine)
