"""The reply to a take charge request (Regulation (EU) 2024/1351, Articles 40 and 45(2); CFMR 12(2)(b)).

Silence of the requested Member State counts as acceptance.
"""

from __future__ import annotations

from typing import cast

from asylon.law.case import Case
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted, Counting
from asylon.law.facts import Fact, TakeChargeReceived, TakeChargeReplied, TakeChargeRequested
from asylon.law.lengths import Length, Unit
from asylon.law.periods import count
from asylon.law.provisions import RouteStep, TimeLimit, declare
from asylon.law.responsibility.ammr_36_38_procedure import (
    CRISIS_INPUT,
    RECEIPT,
    REFUSED,
    REQUESTED,
    acts,
    after_crisis,
    charge_hit,
    crisis,
    detained,
    follows,
    limit,
    silence,
)
from asylon.law.responsibility.ir2055_5_12_forms import form, priority
from asylon.law.responsibility.ir2055_9_15_examined_again import finally_refused, re_examination
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_RECEIPT = Bilingual("the receipt of the request", "de ontvangst van het verzoek")
_ACCEPTED = Bilingual(
    "Silence counts as acceptance of the request.", "Stilzwijgen geldt als aanvaarding van het verzoek."
)
_REPLY = Bilingual("reply to the take charge request", "op het overnameverzoek antwoorden")


def _reply(id_: str, cite: str, by: Counting = Counting.AMMR_75, rule: str = "D-15") -> TimeLimit:
    return limit(id_, (rule,), cite, REQUESTED, _REPLY, _RECEIPT, _ACCEPTED, by=by, records="take_charge_replied")


REPLY = _reply("take-charge-reply", "AMMR 40(1)")
REPLY_HIT = _reply("take-charge-reply-hit", "AMMR 40(2)")
REPLY_DETAINED = _reply("take-charge-reply-detained", "AMMR 45(2)")
REPLY_URGENT = _reply("take-charge-reply-urgent", "AMMR 40(7)", rule="D-16")
REPLY_CRISIS = _reply("take-charge-reply-crisis", "CFMR 12(2)(b)", Counting.REG_1182_71)

LIMITS = {item.id: item for item in (REPLY, REPLY_HIT, REPLY_DETAINED, REPLY_URGENT, REPLY_CRISIS)}

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


def _urgent(case: Case, requested: TakeChargeRequested, received: TakeChargeReceived) -> Counted | None:
    """The period asked for an urgent reply, which is at least a week (39(2)); None where no period was asked."""
    if not requested.reply_asked_within_days:
        return None
    calendar = case.book.calendar(requested.to)
    asked = count(received.at.value, Length(requested.reply_asked_within_days, Unit.DAYS), Counting.AMMR_75, calendar)
    least = case.count(received.at, "urgent-reply-at-least", Counting.AMMR_75, calendar=calendar)
    return asked if asked.end >= least.end else least


def answer(case: Case, requested: TakeChargeRequested) -> None:
    """The limit of the reply, and what an answer or silence means."""
    received = acts(case, TakeChargeReceived).after(TakeChargeReceived, requested.at)
    replied = acts(case, TakeChargeReplied).after(TakeChargeReplied, requested.at)
    if received is None and replied is None:
        case.silent("take-charge-reply", RECEIPT, settle=("take_charge_received",))
        return
    if received is not None and not _await(case, requested, received, replied):
        return
    if replied is None:
        return
    if not replied.accepted:
        again = re_examination(case, replied, requested.to)
        if again is None:
            if requested.to not in finally_refused(case):
                case.responsible = None
                case.silent("responsible", REFUSED)
            case.findings["refused"] = True
            return
        _accepted(case, requested.to, again)
        return
    _accepted(case, requested.to, replied)


def _accepted(case: Case, state: str, by: Fact) -> None:
    case.findings["acceptance"] = by.at
    case.findings["acceptance_fact"] = by
    case.findings["other_state"] = state
    follows(case, "accepted", state, "AMMR 36(1)(a)")


def _await(
    case: Case, requested: TakeChargeRequested, received: TakeChargeReceived, replied: TakeChargeReplied | None
) -> bool:
    """The limit of the reply; False where none came yet, or silence has decided."""
    held = detained(case, received.at) is not None
    hit = charge_hit(case) is not None
    in_crisis = crisis(case, requested.to, case.day(received))
    found = case.decide(
        REPLY_LIMIT,
        {
            "crisis": in_crisis,
            "detained": held,
            "urgent": requested.urgent,
            "hit": hit,
            "reading": case.book.answer("O-24"),
        },
    )
    if found is None:
        return False
    id_, why = found
    chosen = LIMITS[id_]
    counted = _urgent(case, requested, received) if chosen is REPLY_URGENT else None
    duty = case.limit(
        chosen,
        received,
        met=replied,
        state=requested.to,
        counted=counted,
        reasons=why + form("take_charge") + priority(case),
        hangs_on=(("O-24",) if held and hit else ()) + after_crisis(case, requested.to, case.day(received)),
    )
    if replied is not None:
        return True
    by_silence = cast(Counted, duty.due)
    if chosen is REPLY_URGENT:
        calendar = case.book.calendar(requested.to)
        by_silence = case.count(received.at, REPLY_URGENT.length, REPLY_URGENT.by, calendar=calendar)
    if by_silence.end > case.now:
        case.turn(by_silence.end)
        return False
    case.end_last_duty()
    urgent = chosen is REPLY_URGENT
    step = ACCEPTED_URGENT if urgent else ACCEPTED_BY_SILENCE
    reasons = follows(
        case,
        "silent_urgent" if urgent else "silent",
        requested.to,
        step.cite,
        crisis_of="other_state" if in_crisis else "none",
    )
    case.stand(case.steps, step, why + reasons, about=requested.to)
    case.findings["acceptance"] = silence(case, by_silence)
    case.findings["acceptance_hangs_on"] = ("O-20",)
    case.findings["other_state"] = requested.to
    return False
