"""Take charge requests (Regulation (EU) 2024/1351, Articles 39 and 45(1); CFMR 12(2)(a)).

Missing the limit of a request shifts responsibility.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import ApplicationRegistered, ApplicationWithdrawn, TakeChargeRequested
from asylon.law.position import Duty
from asylon.law.provisions import Permission, RouteStep, TimeLimit, declare
from asylon.law.responsibility.ammr_24_33_criteria import excluded
from asylon.law.responsibility.ammr_36_38_procedure import (
    CRISIS_INPUT,
    DETENTION,
    HIT,
    REGISTERED,
    RELEASED,
    ROUTE,
    UNIT,
    acts,
    after_crisis,
    charge_hit,
    crisis,
    detention_duty,
    follows,
    limit,
)
from asylon.law.responsibility.ammr_37_cessation import first_registration
from asylon.law.responsibility.ammr_40_reply import answer
from asylon.law.responsibility.ammr_41_take_back import taken_back
from asylon.law.responsibility.ammr_51_information import withheld_for
from asylon.law.responsibility.ir2055_5_12_forms import form, priority
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_SHIFT = Bilingual(
    "Responsibility lies with the Member State of registration (AMMR 39(1)).",
    "De verantwoordelijkheid berust bij de lidstaat van registratie (AMMR 39(1)).",
)
_ASK = Bilingual("request the other Member State to take charge", "de andere lidstaat om overname verzoeken")


def _request(
    id_: str, cite: str, starts: Bilingual, missed: Bilingual, by: Counting = Counting.AMMR_75, rule: str = "D-14"
) -> TimeLimit:
    return limit(id_, (rule,), cite, UNIT, _ASK, starts, missed, by=by, records="take_charge_requested")


REQUEST = _request("take-charge-request", "AMMR 39(1)", REGISTERED, _SHIFT)
REQUEST_HIT = _request("take-charge-request-hit", "AMMR 39(1)", HIT, _SHIFT)
REQUEST_DETAINED = _request("take-charge-request-detained", "AMMR 45(1)", REGISTERED, RELEASED)
REQUEST_DETAINED_LATER = _request("take-charge-request-detained-later", "AMMR 45(1)", DETENTION, RELEASED)
REQUEST_CRISIS = _request("take-charge-request-crisis", "CFMR 12(2)(a)", REGISTERED, _SHIFT, Counting.REG_1182_71)

LIMITS = {item.id: item for item in (REQUEST, REQUEST_HIT, REQUEST_CRISIS)}

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


def _ask(case: Case, registered: ApplicationRegistered, requested: TakeChargeRequested | None) -> Duty | None:
    """The limit of the take charge request, and the shift where it was missed."""
    hit = charge_hit(case)
    by_hit = case.count(hit.at, REQUEST_HIT.length, REQUEST_HIT.by) if hit else None
    by_registration = case.count(registered.at, REQUEST.length, REQUEST.by)
    later = by_hit is not None and by_hit.end > by_registration.end
    found = case.decide(
        REQUEST_LIMIT,
        {
            "crisis": crisis(case, case.state, case.day(registered)),
            "hit": hit is not None,
            "hit_month_ends_later": later,
            "reading": case.book.answer("O-18"),
        },
    )
    if found is None:
        return None
    id_, why = found
    chosen = LIMITS[id_]
    start = hit if chosen is REQUEST_HIT and hit is not None else registered
    counted = case.count(start.at, chosen.length, chosen.by)
    asked = requested.to if requested else case.responsible.state if case.responsible else ""
    delay = withheld_for(case, asked)
    if delay is not None:
        counted = case.prolong(counted, delay)
    withdrawn = requested is None and case.first(ApplicationWithdrawn) is not None
    duty = case.limit(
        chosen,
        start,
        met=requested,
        counted=counted,
        reasons=why + form("take_charge") + priority(case),
        lapsed=withdrawn,
        hangs_on=(("O-18",) if later else ())
        + (("O-7",) if delay else ())
        + after_crisis(case, case.state, case.day(registered)),
        rules=("D-27",) if delay else (),
        cite="AMMR 51(5)" if delay else "",
    )
    detention_duty(case, REQUEST_DETAINED, REQUEST_DETAINED_LATER, registered, requested)
    return duty


def _missed(case: Case, duty: Duty) -> None:
    """No request in time: the Member State of registration is responsible (39(1); in a crisis CFMR 12(3))."""
    in_crisis = duty.provision == REQUEST_CRISIS.id
    criterion = "CFMR 12(3)" if in_crisis else "AMMR 39(1)"
    crisis_of = "this_state" if in_crisis else "none"
    reasons = follows(case, "request_missed", case.state, criterion, crisis_of=crisis_of)
    case.stand(case.steps, MISSED, duty.reasons + reasons)


def incoming(case: Case) -> bool:
    """Whether this Member State is the one asked: then its own reply is what the file is about."""
    requested = case.last(TakeChargeRequested, lambda fact: fact.to == case.state and fact.state != case.state)
    if requested is None or requested.humanitarian:
        return False
    case.findings["asked_of_us"] = True
    answer(case, requested)
    return True


def examine(case: Case) -> None:
    """The request, the reply and the shift; nothing where a hit opens the way of taking back."""
    if case.findings.get("decided") or taken_back(case) or not case.governs("AMMR 39"):
        return
    if incoming(case):
        return
    registered = first_registration(case)
    if registered is None or registered.state != case.state:
        return
    out = excluded(case)
    requests = [fact for fact in acts(case, TakeChargeRequested).all(TakeChargeRequested) if not fact.humanitarian]
    requested = next((fact for fact in reversed(requests) if fact.to not in out), None)
    elsewhere = case.responsible is None or case.responsible.state != case.state
    if requested is None and not elsewhere and (requests or charge_hit(case) is None):
        if requests:
            answer(case, requests[-1])
        return
    duty = _ask(case, registered, requested)
    if duty is None:
        return
    missed = duty.status == "late" or (duty.status == "met" and duty.met_in_time is False)
    if missed and case.findings.get("child"):
        case.stand(case.permitted, LATER_FOR_MINOR)
        missed = requested is None
    if missed:
        _missed(case, duty)
        return
    if requested is not None:
        answer(case, requested)
    if duty.status == "lapsed" or case.findings.get("refused"):
        return
    if requested is not None or (case.responsible is not None and case.responsible.state != case.state):
        case.findings["examined_elsewhere"] = True
        case.propose_route(48 if case.findings.get("border_route") else 65, ROUTE)


chapter(639, single=examine, when=(ApplicationRegistered, TakeChargeRequested))
