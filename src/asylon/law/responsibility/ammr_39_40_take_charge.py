"""Take charge requests and replies (Regulation (EU) 2024/1351, Articles 39, 40 and 45; CFMR 12).

Missing the limit of a request shifts responsibility; silence of the requested Member State counts as acceptance.
"""

from __future__ import annotations

from typing import cast

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationRegistered,
    ApplicationWithdrawn,
    TakeChargeReceived,
    TakeChargeReplied,
    TakeChargeRequested,
)
from asylon.law.periods import Counted, Counting, Length, Unit, count
from asylon.law.position import Duty
from asylon.law.provisions import Permission, RouteStep, declare
from asylon.law.responsibility.ammr_25_33_criteria import first_registration
from asylon.law.responsibility.ammr_36_38_procedure import (
    CRISIS_INPUT,
    DETENTION,
    HIT,
    RECEIPT,
    REFUSED,
    REGISTERED,
    RELEASED,
    ROUTE,
    charge_hit,
    consequence,
    crisis,
    detained,
    detention_duty,
    responsibility_limit,
    responsible_by,
    silence,
    take_back_hit,
    yes_no,
)
from asylon.law.tables import Choice, DecisionTable, Row, register_table

UNIT, OTHER = "responsibility_unit", "requested_state"
_RECEIPT = Bilingual("the receipt of the request", "de ontvangst van het verzoek")
_SHIFT = Bilingual(
    "Responsibility lies with the Member State of registration (AMMR 39(1)).",
    "De verantwoordelijkheid berust bij de lidstaat van registratie (AMMR 39(1)).",
)
_ACCEPTED = Bilingual(
    "Silence counts as acceptance of the request.", "Stilzwijgen geldt als aanvaarding van het verzoek."
)
_ASK = Bilingual("request the other Member State to take charge", "de andere lidstaat om overname verzoeken")
_REPLY = Bilingual("reply to the take charge request", "op het overnameverzoek antwoorden")
REQUEST = responsibility_limit(
    "take-charge-request", "D-14", "AMMR 39(1)", UNIT, _ASK, REGISTERED, _SHIFT, records="take_charge_requested"
)
REQUEST_HIT = responsibility_limit(
    "take-charge-request-hit", "D-14", "AMMR 39(1)", UNIT, _ASK, HIT, _SHIFT, records="take_charge_requested"
)
REQUEST_DETAINED = responsibility_limit(
    "take-charge-request-detained",
    "D-14",
    "AMMR 45(1)",
    UNIT,
    _ASK,
    REGISTERED,
    RELEASED,
    records="take_charge_requested",
)
REQUEST_DETAINED_LATER = responsibility_limit(
    "take-charge-request-detained-later",
    "D-14",
    "AMMR 45(1)",
    UNIT,
    _ASK,
    DETENTION,
    RELEASED,
    records="take_charge_requested",
)
REQUEST_CRISIS = responsibility_limit(
    "take-charge-request-crisis",
    "D-14",
    "CFMR 12(2)(a)",
    UNIT,
    _ASK,
    REGISTERED,
    _SHIFT,
    Counting.REG_1182_71,
    records="take_charge_requested",
)

REPLY = responsibility_limit(
    "take-charge-reply", "D-15", "AMMR 40(1)", OTHER, _REPLY, _RECEIPT, _ACCEPTED, records="take_charge_replied"
)
REPLY_HIT = responsibility_limit(
    "take-charge-reply-hit", "D-15", "AMMR 40(2)", OTHER, _REPLY, _RECEIPT, _ACCEPTED, records="take_charge_replied"
)
REPLY_DETAINED = responsibility_limit(
    "take-charge-reply-detained",
    "D-15",
    "AMMR 45(2)",
    OTHER,
    _REPLY,
    _RECEIPT,
    _ACCEPTED,
    records="take_charge_replied",
)
REPLY_URGENT = responsibility_limit(
    "take-charge-reply-urgent", "D-16", "AMMR 40(7)", OTHER, _REPLY, _RECEIPT, _ACCEPTED, records="take_charge_replied"
)
REPLY_CRISIS = responsibility_limit(
    "take-charge-reply-crisis",
    "D-15",
    "CFMR 12(2)(b)",
    OTHER,
    _REPLY,
    _RECEIPT,
    _ACCEPTED,
    Counting.REG_1182_71,
    records="take_charge_replied",
)

LIMITS = {
    item.id: item
    for item in (REQUEST, REQUEST_HIT, REQUEST_CRISIS, REPLY, REPLY_HIT, REPLY_DETAINED, REPLY_URGENT, REPLY_CRISIS)
}

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
REQUEST_LIMIT = register_table(
    DecisionTable(
        name="take-charge-request-limit",
        question=Bilingual(
            "Within which time must take charge be requested?", "Binnen welke termijn moet om overname worden verzocht?"
        ),
        inputs=(
            CRISIS_INPUT,
            yes_no(
                "hit",
                "Eurodac hit under Article 22 or 24, or VIS hit",
                "Eurodac-treffer artikel 22 of 24, of VIS-treffer",
            ),
            yes_no(
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
            CRISIS_INPUT,
            yes_no("detained", "person detained", "persoon in bewaring"),
            yes_no("urgent", "urgent reply asked", "spoedig antwoord gevraagd"),
            yes_no(
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
    detention_duty(case, REQUEST_DETAINED, REQUEST_DETAINED_LATER, registered, requested)
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
            responsible_by(case, requested.to, consequence("silence", requested.to, step.rules, step.cite), step.cite)
            return
    if replied.accepted:
        case.findings["acceptance"] = replied.at
        case.findings["acceptance_fact"] = replied
        case.findings["other_state"] = requested.to
        responsible_by(
            case, requested.to, consequence("accepted", requested.to, ("D-15",), "AMMR 40(1)"), "AMMR 36(1)(a)"
        )
    else:
        case.responsible = None
        case.silent("responsible", REFUSED)
        case.findings["refused"] = True


def examine(case: Case) -> None:
    """The request, the reply and the shift; nothing where a hit opens the way of taking back."""
    registered = first_registration(case)
    hit = take_back_hit(case)
    if hit is not None and case.first(TakeChargeRequested) is None:
        return
    if registered is None or registered.state != case.state or not case.governs("AMMR 39"):
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
        responsible_by(
            case, case.state, consequence("request-missed", case.state, ("D-14",), "AMMR 39(1)"), "AMMR 39(1)"
        )
        return
    if requested is not None:
        _answer(case, requested)
    if duty.status == "lapsed" or case.findings.get("refused"):
        return
    if requested is not None or (case.responsible is not None and case.responsible.state != case.state):
        case.findings["examined_elsewhere"] = True
        case.propose_route(48 if case.findings.get("border_route") else 65, ROUTE)


chapter(639, single=examine)
