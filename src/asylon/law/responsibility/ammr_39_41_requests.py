"""Take charge requests and take back notifications (Regulation (EU) 2024/1351, Articles 39 to 41 and 45; CFMR 12).

Missing the limit of a take charge request shifts responsibility; a late take back notification shifts nothing.
Silence of the other Member State counts as acceptance or confirmation.
"""

from __future__ import annotations

from datetime import date
from typing import cast

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances import CrisisDerogation
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationRegistered,
    ApplicationWithdrawn,
    Detained,
    EurodacHit,
    Fact,
    Released,
    TakeBackNotified,
    TakeBackReceived,
    TakeBackReplied,
    TakeChargeReceived,
    TakeChargeReplied,
    TakeChargeRequested,
    VisHit,
)
from asylon.law.moments import Moment
from asylon.law.periods import Counted, Counting, Length, Unit, count
from asylon.law.position import Duty, Reason, Responsible
from asylon.law.provisions import Obligation, Permission, RouteStep, Silence, TimeLimit, declare
from asylon.law.responsibility.ammr_25_33_criteria import first_registration
from asylon.law.tables import Choice, DecisionTable, Row, register_table

# --- provisions ---------------------------------------------------------------------------------------------------

ROUTE = declare(
    RouteStep(
        id="route:responsibility_procedure",
        block="responsibility",
        rules=(),
        cite="AMMR 38",
        words=Bilingual(
            "determination of the Member State responsible", "vaststelling van de verantwoordelijke lidstaat"
        ),
    )
)

_REGISTERED = Bilingual("the registration of the application", "de registratie van het verzoek")
_HIT = Bilingual("the receipt of the hit", "de ontvangst van de treffer")
_DETAINED = Bilingual("the detention", "de inbewaringstelling")
_RECEIPT = Bilingual("the receipt of the request", "de ontvangst van het verzoek")
_NOTIFICATION = Bilingual("the receipt of the notification", "de ontvangst van de kennisgeving")
_SHIFT = Bilingual(
    "Responsibility lies with the Member State of registration (AMMR 39(1)).",
    "De verantwoordelijkheid berust bij de lidstaat van registratie (AMMR 39(1)).",
)
_RELEASE = Bilingual(
    "The person may no longer be detained; the ordinary limit goes on (AMMR 45(4)).",
    "De persoon mag niet langer in bewaring blijven; de gewone termijn loopt door (AMMR 45(4)).",
)
_ACCEPTED = Bilingual(
    "Silence counts as acceptance of the request.", "Stilzwijgen geldt als aanvaarding van het verzoek."
)
_NO_SHIFT = Bilingual(
    "The duty to take back is not affected (AMMR 41(1)).", "De plicht tot terugname blijft onverlet (AMMR 41(1))."
)
_CONFIRMED = Bilingual(
    "Silence counts as confirmation of receipt (AMMR 41(4)).",
    "Stilzwijgen geldt als bevestiging van ontvangst (AMMR 41(4)).",
)

_ASK = Bilingual("request the other Member State to take charge", "de andere lidstaat om overname verzoeken")
_REPLY = Bilingual("reply to the take charge request", "op het overnameverzoek antwoorden")
_NOTIFY = Bilingual("send the take back notification", "de kennisgeving van terugname verzenden")
_CONFIRM = Bilingual(
    "confirm receipt of the take back notification, or object",
    "de ontvangst van de kennisgeving van terugname bevestigen, of bezwaar maken",
)


def _limit(
    id_: str,
    rule: str,
    cite: str,
    who: str,
    duty: Bilingual,
    starts: Bilingual,
    consequence: Bilingual,
    by: Counting = Counting.AMMR_75,
    open_questions: tuple[str, ...] = (),
) -> TimeLimit:
    return declare(
        TimeLimit(
            id=id_,
            block="responsibility",
            rules=(rule,),
            cite=cite,
            who=who,
            duty=duty,
            starts=starts,
            length=id_,
            by=by,
            consequence=consequence,
            open_questions=open_questions,
        )
    )


_UNIT, _OTHER, _NOTIFIED = "responsibility_unit", "requested_state", "notified_state"
REQUEST = _limit("take-charge-request", "D-14", "AMMR 39(1)", _UNIT, _ASK, _REGISTERED, _SHIFT)
REQUEST_HIT = _limit("take-charge-request-hit", "D-14", "AMMR 39(1)", _UNIT, _ASK, _HIT, _SHIFT)
REQUEST_DETAINED = _limit("take-charge-request-detained", "D-14", "AMMR 45(1)", _UNIT, _ASK, _REGISTERED, _RELEASE)
REQUEST_DETAINED_LATER = _limit(
    "take-charge-request-detained-later", "D-14", "AMMR 45(1)", _UNIT, _ASK, _DETAINED, _RELEASE
)
REQUEST_CRISIS = _limit(
    "take-charge-request-crisis", "D-14", "CFMR 12(2)(a)", _UNIT, _ASK, _REGISTERED, _SHIFT, Counting.REG_1182_71
)

REPLY = _limit("take-charge-reply", "D-15", "AMMR 40(1)", _OTHER, _REPLY, _RECEIPT, _ACCEPTED)
REPLY_HIT = _limit("take-charge-reply-hit", "D-15", "AMMR 40(2)", _OTHER, _REPLY, _RECEIPT, _ACCEPTED)
REPLY_DETAINED = _limit("take-charge-reply-detained", "D-15", "AMMR 45(2)", _OTHER, _REPLY, _RECEIPT, _ACCEPTED)
REPLY_URGENT = _limit("take-charge-reply-urgent", "D-16", "AMMR 40(7)", _OTHER, _REPLY, _RECEIPT, _ACCEPTED)
REPLY_CRISIS = _limit(
    "take-charge-reply-crisis", "D-15", "CFMR 12(2)(b)", _OTHER, _REPLY, _RECEIPT, _ACCEPTED, Counting.REG_1182_71
)

BACK = _limit("take-back-notification", "D-17", "AMMR 41(1)", _UNIT, _NOTIFY, _HIT, _NO_SHIFT)
BACK_DETAINED = _limit(
    "take-back-notification-detained",
    "D-17",
    "AMMR 45(1)",
    _UNIT,
    _NOTIFY,
    Bilingual(
        "the registration, or the hit where no new application was registered",
        "de registratie, of de treffer als geen nieuw verzoek is geregistreerd",
    ),
    _RELEASE,
)
BACK_DETAINED_LATER = _limit(
    "take-back-notification-detained-later", "D-17", "AMMR 45(1)", _UNIT, _NOTIFY, _DETAINED, _RELEASE
)
BACK_CRISIS = _limit(
    "take-back-notification-crisis", "D-17", "CFMR 12(2)(c)", _UNIT, _NOTIFY, _HIT, _NO_SHIFT, Counting.REG_1182_71
)
CONFIRM = _limit("take-back-confirmation", "D-18", "AMMR 41(3)", _NOTIFIED, _CONFIRM, _NOTIFICATION, _CONFIRMED)
CONFIRM_CRISIS = _limit(
    "take-back-confirmation-crisis",
    "D-18",
    "CFMR 12(2)(c)",
    _NOTIFIED,
    _CONFIRM,
    _NOTIFICATION,
    _CONFIRMED,
    Counting.REG_1182_71,
)
LIMITS = {
    item.id: item
    for item in (
        REQUEST,
        REQUEST_HIT,
        REQUEST_CRISIS,
        REPLY,
        REPLY_HIT,
        REPLY_DETAINED,
        REPLY_URGENT,
        REPLY_CRISIS,
        BACK,
        BACK_CRISIS,
        CONFIRM,
        CONFIRM_CRISIS,
    )
}

RELEASE = declare(
    Obligation(
        id="release-from-detention",
        block="responsibility",
        rules=("D-14", "D-17", "D-19", "D-23"),
        cite="AMMR 45(4)",
        who="member_state",
        duty=Bilingual("end the detention under Article 44", "de bewaring op grond van artikel 44 beëindigen"),
        consequence=Bilingual(
            "Further detention on this ground is unlawful.", "Verdere bewaring op deze grond is onrechtmatig."
        ),
    )
)
LATE_NOTICE = declare(
    Permission(
        id="notify-take-back-late",
        block="responsibility",
        rules=("D-17",),
        cite="AMMR 41(1)",
        records="take_back_notified",
        words=Bilingual(
            "send the take back notification after the limit: the duty to take back is unaffected",
            "de kennisgeving van terugname na de termijn verzenden: de plicht tot terugname blijft onverlet",
        ),
    )
)
LATER_FOR_MINOR = declare(
    Permission(
        id="request-take-charge-later-for-minor",
        block="responsibility",
        rules=("D-14",),
        cite="AMMR 39(1)",
        records="take_charge_requested",
        words=Bilingual(
            "request take charge for the unaccompanied minor after the limit, before a first decision on the substance, in the best interests of the child",
            "voor de niet-begeleide minderjarige na de termijn om overname verzoeken, voor een eerste inhoudelijke beslissing, in het belang van het kind",
        ),
    )
)
ACCEPTED_BY_SILENCE = declare(
    RouteStep(
        id="accepted-by-silence",
        block="responsibility",
        rules=("D-15",),
        cite="AMMR 40(8)",
        words=Bilingual("accepted by silence", "aanvaard door stilzwijgen"),
    )
)
ACCEPTED_URGENT = declare(
    RouteStep(
        id="accepted-by-silence-urgent",
        block="responsibility",
        rules=("D-16",),
        cite="AMMR 40(8)",
        words=Bilingual("urgent request accepted by silence", "spoedverzoek aanvaard door stilzwijgen"),
    )
)
CONFIRMED_BY_SILENCE = declare(
    RouteStep(
        id="confirmed-by-silence",
        block="responsibility",
        rules=("D-18",),
        cite="AMMR 41(4)",
        words=Bilingual("confirmed by silence", "bevestigd door stilzwijgen"),
    )
)
MISSED = declare(
    RouteStep(
        id="responsibility-by-missed-request",
        block="responsibility",
        rules=("D-14",),
        cite="AMMR 39(1)",
        words=Bilingual(
            "responsible because no request was made in time", "verantwoordelijk omdat niet tijdig is verzocht"
        ),
    )
)
RECEIPT = declare(
    Silence(
        id="receipt-not-recorded",
        block="responsibility",
        rules=("D-15", "D-18"),
        cite="AMMR 40(1)",
        words=Bilingual(
            "The receipt by the other Member State is not recorded; its limit runs from the receipt.",
            "De ontvangst door de andere lidstaat is niet vastgelegd; haar termijn loopt vanaf de ontvangst.",
        ),
    )
)
REFUSED = declare(
    Silence(
        id="request-refused",
        block="responsibility",
        rules=("D-15", "D-44"),
        cite="IR2055 9(2)",
        words=Bilingual(
            "The other Member State refused with reasons; re-examination may be asked, otherwise the next criterion decides.",
            "De andere lidstaat weigerde met redenen; heroverweging kan worden gevraagd, anders beslist het volgende criterium.",
        ),
    )
)

# --- tables -------------------------------------------------------------------------------------------------------


def _yes_no(name: str, en: str, nl: str) -> Choice:
    return Choice(name, (True, False), closed=True, otherwise=False, label=Bilingual(en, nl))


_CRISIS = _yes_no("crisis", "derogation CFMR 12 in force", "afwijking CFMR 12 van kracht")

REQUEST_LIMIT = register_table(
    DecisionTable(
        name="take-charge-request-limit",
        question=Bilingual(
            "Within which time must take charge be requested?", "Binnen welke termijn moet om overname worden verzocht?"
        ),
        inputs=(
            _CRISIS,
            _yes_no(
                "hit",
                "Eurodac hit under Article 22 or 24, or VIS hit",
                "Eurodac-treffer artikel 22 of 24, of VIS-treffer",
            ),
            _yes_no(
                "hit_month_ends_later",
                "the month from the hit ends after the two months",
                "de maand vanaf de treffer eindigt na de twee maanden",
            ),
            Choice(
                "reading",
                ("earlier", "from_hit"),
                closed=True,
                otherwise="earlier",
                label=Bilingual("reading of O-18", "lezing van O-18"),
            ),
        ),
        outcomes={
            REQUEST.id: Bilingual("from the registration", "vanaf de registratie"),
            REQUEST_HIT.id: Bilingual("from the hit", "vanaf de treffer"),
            REQUEST_CRISIS.id: Bilingual("crisis limit from the registration", "crisistermijn vanaf de registratie"),
        },
        hit_policy="first",
        rows=(
            Row("crisis", {"crisis": True}, REQUEST_CRISIS.id, ("D-14", "X-15"), "CFMR 12(2)(a)"),
            Row(
                "hit-late-earlier",
                {"hit": True, "hit_month_ends_later": True, "reading": "earlier"},
                REQUEST.id,
                ("D-14", "O-18"),
                "AMMR 39(1)",
            ),
            Row("hit", {"hit": True}, REQUEST_HIT.id, ("D-14",), "AMMR 39(1)"),
            Row("no-hit", {}, REQUEST.id, ("D-14",), "AMMR 39(1)"),
        ),
    )
)
REPLY_LIMIT = register_table(
    DecisionTable(
        name="take-charge-reply-limit",
        question=Bilingual(
            "Within which time must the requested Member State reply?",
            "Binnen welke termijn moet de aangezochte lidstaat antwoorden?",
        ),
        inputs=(
            _CRISIS,
            _yes_no("detained", "person detained", "persoon in bewaring"),
            _yes_no("urgent", "urgent reply asked", "spoedig antwoord gevraagd"),
            _yes_no(
                "hit",
                "Eurodac hit under Article 22 or 24, or VIS hit",
                "Eurodac-treffer artikel 22 of 24, of VIS-treffer",
            ),
            Choice(
                "reading",
                ("one_week", "two_weeks"),
                closed=True,
                otherwise="one_week",
                label=Bilingual("reading of O-24", "lezing van O-24"),
            ),
        ),
        outcomes={
            REPLY.id: Bilingual("ordinary", "gewoon"),
            REPLY_HIT.id: Bilingual("after a hit", "na een treffer"),
            REPLY_DETAINED.id: Bilingual("person detained", "persoon in bewaring"),
            REPLY_URGENT.id: Bilingual("urgent", "spoed"),
            REPLY_CRISIS.id: Bilingual("crisis", "crisis"),
        },
        hit_policy="first",
        rows=(
            Row("crisis", {"crisis": True}, REPLY_CRISIS.id, ("D-15", "X-15"), "CFMR 12(2)(b)"),
            Row(
                "detained-and-hit",
                {"detained": True, "hit": True, "reading": "two_weeks"},
                REPLY_HIT.id,
                ("D-15", "O-24"),
                "AMMR 40(2)",
            ),
            Row("detained", {"detained": True}, REPLY_DETAINED.id, ("D-15",), "AMMR 45(2)"),
            Row("urgent", {"urgent": True}, REPLY_URGENT.id, ("D-16",), "AMMR 40(7)"),
            Row("hit", {"hit": True}, REPLY_HIT.id, ("D-15",), "AMMR 40(2)"),
            Row("ordinary", {}, REPLY.id, ("D-15",), "AMMR 40(1)"),
        ),
    )
)
BACK_LIMIT = register_table(
    DecisionTable(
        name="take-back-limits",
        question=Bilingual(
            "Do the ordinary or the crisis limits of the take back apply?",
            "Gelden de gewone of de crisistermijnen van terugname?",
        ),
        inputs=(
            _CRISIS,
            _yes_no("confirming", "the notified Member State's turn", "de in kennis gestelde lidstaat is aan zet"),
        ),
        outcomes={
            BACK.id: Bilingual("notification", "kennisgeving"),
            BACK_CRISIS.id: Bilingual("notification in a crisis", "kennisgeving in een crisis"),
            CONFIRM.id: Bilingual("confirmation", "bevestiging"),
            CONFIRM_CRISIS.id: Bilingual("confirmation in a crisis", "bevestiging in een crisis"),
        },
        hit_policy="unique",
        rows=(
            Row("notify", {"crisis": False, "confirming": False}, BACK.id, ("D-17",), "AMMR 41(1)"),
            Row(
                "notify-crisis",
                {"crisis": True, "confirming": False},
                BACK_CRISIS.id,
                ("D-17", "X-15"),
                "CFMR 12(2)(c)",
            ),
            Row("confirm", {"crisis": False, "confirming": True}, CONFIRM.id, ("D-18",), "AMMR 41(3)"),
            Row(
                "confirm-crisis",
                {"crisis": True, "confirming": True},
                CONFIRM_CRISIS.id,
                ("D-18", "X-15"),
                "CFMR 12(2)(c)",
            ),
        ),
    )
)

# --- the chapter --------------------------------------------------------------------------------------------------


def crisis(case: Case, state: str, day: date) -> bool:
    """Whether a Member State applies the derogation of CFMR 12: mass arrivals or force majeure only."""
    return any(
        "CFMR 12" in item.derogations and item.situation != "instrumentalisation"
        for item in case.circumstances.on(CrisisDerogation, day, state)
    )


def detained(case: Case, moment: Moment) -> Detained | None:
    """The detention under AMMR 44 that lasts at a moment, if any."""
    instant = moment.instant(case.zone)
    for fact in case.all(Detained):
        if fact.ground != "AMMR 44":
            continue
        end = case.after(Released, fact.at)
        if end is None or end.at.instant(case.zone) > instant:
            return fact
    return None


def responsible_by(case: Case, state: str, why: tuple[Reason, ...], criterion: str) -> None:
    """Fix the Member State responsible: a procedure has settled it."""
    case.responsible = Responsible(
        state=state, criterion=criterion, settled=True, rules=why[0].rules, cite=why[0].cite, reasons=why
    )


def _reason(row: str, outcome: str, rules: tuple[str, ...], cite: str) -> tuple[Reason, ...]:
    return (Reason("consequence", row, outcome, rules, cite),)


def silence(case: Case, counted: Counted) -> Moment:
    """The moment at which silence counts (O-20): the last day of the limit, or the day after."""
    if counted.last_day is None:
        return Moment(counted.end)
    if case.book.answer("O-20") == "day_after":
        return Moment(counted.end.astimezone(case.zone).date())
    return Moment(counted.last_day)


def take_back_hit(case: Case) -> EurodacHit | None:
    """A hit that leads to take back: responsible indicated, an earlier application, or an admission elsewhere."""
    return case.last(
        EurodacHit,
        lambda hit: (
            hit.recorded_by != case.state and (hit.indicates_responsible or hit.recorded_under in ("15", "18", "20"))
        ),
    )


def charge_hit(case: Case) -> Fact | None:
    """A hit that shortens the take charge limits: Eurodac under Article 22 or 24, or VIS."""
    eurodac: Fact | None = case.first(
        EurodacHit, lambda hit: hit.recorded_under in ("22", "24") and not hit.indicates_responsible
    )
    vis: Fact | None = case.first(VisHit)
    if eurodac is None or vis is None:
        return eurodac or vis
    return eurodac if eurodac.at.instant(case.zone) <= vis.at.instant(case.zone) else vis


def _detention_duty(case: Case, at_registration: TimeLimit, later: TimeLimit, start: Fact, met: Fact | None) -> None:
    held = case.first(Detained, lambda fact: fact.ground == "AMMR 44")
    if held is None:
        return
    first = case.day(held) <= case.day(start)
    released = case.after(Released, held.at)
    limit, begin = (at_registration, start) if first else (later, held)
    if met is not None and met.at.instant(case.zone) < held.at.instant(case.zone):
        return
    duty = case.limit(limit, begin, met=met, lapsed=met is None and released is not None)
    if duty.status == "late" or (duty.status == "met" and duty.met_in_time is False and released is None):
        case.oblige(RELEASE)


def _ask(case: Case, registered: ApplicationRegistered, requested: TakeChargeRequested | None) -> Duty | None:
    """The limit of the take charge request, and the shift where it was missed."""
    hit = charge_hit(case)
    by_hit = case.count(hit.at, REQUEST_HIT.length, REQUEST_HIT.by) if hit else None
    by_registration = case.count(registered.at, REQUEST.length, REQUEST.by)
    later = by_hit is not None and by_hit.end > by_registration.end
    reading = case.book.answer("O-18")
    found = case.decide(
        REQUEST_LIMIT,
        {
            "crisis": crisis(case, case.state, case.day(registered)),
            "hit": hit is not None,
            "hit_month_ends_later": later,
            "reading": reading,
        },
    )
    if found is None:
        return None
    id_, why = found
    limit = LIMITS[id_]
    start = hit if limit is REQUEST_HIT and hit is not None else registered
    withdrawn = requested is None and case.first(ApplicationWithdrawn) is not None
    duty = case.limit(limit, start, met=requested, reasons=why, lapsed=withdrawn, hangs_on=("O-18",) if later else ())
    _detention_duty(case, REQUEST_DETAINED, REQUEST_DETAINED_LATER, registered, requested)
    return duty


def _answer(case: Case, requested: TakeChargeRequested) -> None:
    """The limit of the reply, and what an answer or silence means."""
    received = case.after(TakeChargeReceived, requested.at)
    replied = case.after(TakeChargeReplied, requested.at)
    if received is None:
        if replied is None:
            case.silent("take-charge-reply", RECEIPT, settle=("take_charge_received",))
            return
    else:
        held = detained(case, received.at) is not None
        hit = charge_hit(case) is not None
        found = case.decide(
            REPLY_LIMIT,
            {
                "crisis": crisis(case, requested.to, case.day(received)),
                "detained": held,
                "urgent": requested.urgent,
                "hit": hit,
                "reading": case.book.answer("O-24"),
            },
        )
        if found is None:
            return
        id_, why = found
        limit = LIMITS[id_]
        counted = None
        calendar = case.book.calendar(requested.to)
        if limit is REPLY_URGENT and requested.reply_asked_within_days:
            counted = count(
                received.at.value, Length(requested.reply_asked_within_days, Unit.DAYS), Counting.AMMR_75, calendar
            )
        duty = case.limit(
            limit,
            received,
            met=replied,
            state=requested.to,
            counted=counted,
            reasons=why,
            lapsed=False,
            hangs_on=("O-24",) if held and hit else (),
        )
        if replied is None:
            by_silence = (
                case.count(received.at, REPLY_URGENT.length, REPLY_URGENT.by, calendar=calendar)
                if limit is REPLY_URGENT
                else cast(Counted, duty.due)
            )
            if by_silence.end > case.at:
                case.turn(by_silence.end)
                return
            case.end_last_duty()
            step = ACCEPTED_URGENT if limit is REPLY_URGENT else ACCEPTED_BY_SILENCE
            case.stand(case.steps, step, why, about=requested.to)
            case.findings["acceptance"] = silence(case, by_silence)
            case.findings["acceptance_hangs_on"] = ("O-20",)
            case.findings["other_state"] = requested.to
            responsible_by(case, requested.to, _reason("silence", requested.to, step.rules, step.cite), step.cite)
            return
    if replied.accepted:
        case.findings["acceptance"] = replied.at
        case.findings["acceptance_fact"] = replied
        case.findings["other_state"] = requested.to
        responsible_by(case, requested.to, _reason("accepted", requested.to, ("D-15",), "AMMR 40(1)"), "AMMR 36(1)(a)")
    else:
        case.responsible = None
        case.silent("responsible", REFUSED)
        case.findings["refused"] = True


def _take_back(case: Case, hit: EurodacHit, registered: ApplicationRegistered | None) -> None:
    """Take back: notification, confirmation, silence."""
    notified = case.after(TakeBackNotified, hit.at)
    found = case.decide(BACK_LIMIT, {"crisis": crisis(case, case.state, case.day(hit)), "confirming": False})
    if found is None:
        return
    duty = case.limit(LIMITS[found[0]], hit, met=notified, reasons=found[1])
    _detention_duty(case, BACK_DETAINED, BACK_DETAINED_LATER, registered or hit, notified)
    if notified is None and duty.status == "late":
        case.stand(case.permitted, LATE_NOTICE)
    other = notified.to if notified else hit.recorded_by
    case.findings["other_state"] = other
    criterion = (
        "AMMR 36(1)(b)"
        if hit.indicates_responsible
        else "AMMR 36(1)(c)"
        if hit.recorded_under in ("18", "20")
        else "AMMR 38(4)"
    )
    why = _reason("take-back", other, ("D-30",) if hit.indicates_responsible else ("D-13",), criterion)
    case.responsible = Responsible(
        state=other,
        criterion=criterion,
        settled=hit.indicates_responsible,
        rules=("D-17", *why[0].rules),
        cite=criterion,
        reasons=why,
    )
    case.findings["examined_elsewhere"] = True
    if notified is None:
        case.propose_route(65, ROUTE)
        return
    received = case.after(TakeBackReceived, notified.at)
    replied = case.after(TakeBackReplied, notified.at)
    if received is not None:
        confirming = case.decide(
            BACK_LIMIT, {"crisis": crisis(case, notified.to, case.day(received)), "confirming": True}
        )
        if confirming is None:
            return
        reply = case.limit(LIMITS[confirming[0]], received, met=replied, state=notified.to, reasons=confirming[1])
        if replied is None and reply.status == "late":
            case.end_last_duty()
            case.stand(case.steps, CONFIRMED_BY_SILENCE, confirming[1], about=notified.to)
            case.findings["acceptance"] = silence(case, cast(Counted, reply.due))
            case.findings["acceptance_hangs_on"] = ("O-20",)
    elif replied is None:
        case.silent("take-back-confirmation", RECEIPT, settle=("take_back_received",))
    if replied is not None and replied.confirmed:
        case.findings["acceptance"] = replied.at
        case.findings["acceptance_fact"] = replied
    elif replied is not None:
        case.responsible = None
        case.findings["examined_elsewhere"] = False
        case.findings["refused"] = True
        case.silent("responsible", REFUSED, cite="AMMR 41(3)")
        return
    case.propose_route(65, ROUTE)


def examine(case: Case) -> None:
    """Which of the two ways is open, and where it stands."""
    registered = first_registration(case)
    hit = take_back_hit(case)
    here = case.here(ApplicationRegistered)
    if hit is not None and case.first(TakeChargeRequested) is None:
        _take_back(case, hit, here)
        return
    if registered is None or registered.state != case.state or case.findings.get("old_criteria"):
        return
    requested = case.first(TakeChargeRequested)
    elsewhere = case.responsible is None or case.responsible.state != case.state
    if requested is None and not elsewhere and charge_hit(case) is None:
        return
    duty = _ask(case, registered, requested)
    if duty is None:
        return
    missed = duty.status == "late" or (duty.status == "met" and duty.met_in_time is False)
    if missed and case.findings.get("child"):
        case.stand(case.permitted, LATER_FOR_MINOR)
        missed = requested is None
    if missed:
        case.stand(case.steps, MISSED, duty.reasons)
        responsible_by(case, case.state, _reason("request-missed", case.state, ("D-14",), "AMMR 39(1)"), "AMMR 39(1)")
        return
    if requested is not None:
        _answer(case, requested)
    if duty.status == "lapsed" or case.findings.get("refused"):
        return
    if requested is not None or (case.responsible is not None and case.responsible.state != case.state):
        case.findings["examined_elsewhere"] = True
        case.propose_route(48 if case.findings.get("border_route") else 65, ROUTE)


chapter(639, single=examine)
