"""Take back notifications (Regulation (EU) 2024/1351, Articles 41 and 45; CFMR 12).

A late notification shifts nothing; silence of the notified Member State counts as confirmation.
"""

from __future__ import annotations

from typing import cast

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationRegistered,
    EurodacHit,
    TakeBackNotified,
    TakeBackReceived,
    TakeBackReplied,
    TakeChargeRequested,
)
from asylon.law.periods import Counted, Counting
from asylon.law.position import Responsible
from asylon.law.provisions import Permission, RouteStep, declare
from asylon.law.responsibility.ammr_36_38_procedure import (
    CRISIS_INPUT,
    DETENTION,
    HIT,
    RECEIPT,
    REFUSED,
    RELEASED,
    ROUTE,
    consequence,
    crisis,
    detention_duty,
    responsibility_limit,
    silence,
    take_back_hit,
    yes_no,
)
from asylon.law.tables import DecisionTable, Row, register_table

UNIT, NOTIFIED = "responsibility_unit", "notified_state"
_NOTIFICATION = Bilingual("the receipt of the notification", "de ontvangst van de kennisgeving")
_NO_SHIFT = Bilingual(
    "The duty to take back is not affected (AMMR 41(1)).", "De plicht tot terugname blijft onverlet (AMMR 41(1))."
)
_CONFIRMED = Bilingual(
    "Silence counts as confirmation of receipt (AMMR 41(4)).",
    "Stilzwijgen geldt als bevestiging van ontvangst (AMMR 41(4)).",
)

_NOTIFY = Bilingual("send the take back notification", "de kennisgeving van terugname verzenden")
_CONFIRM = Bilingual(
    "confirm receipt of the take back notification, or object",
    "de ontvangst van de kennisgeving van terugname bevestigen, of bezwaar maken",
)


BACK = responsibility_limit(
    "take-back-notification", "D-17", "AMMR 41(1)", UNIT, _NOTIFY, HIT, _NO_SHIFT, records="take_back_notified"
)
BACK_DETAINED = responsibility_limit(
    "take-back-notification-detained",
    "D-17",
    "AMMR 45(1)",
    UNIT,
    _NOTIFY,
    Bilingual(
        "the registration, or the hit where no new application was registered",
        "de registratie, of de treffer als geen nieuw verzoek is geregistreerd",
    ),
    RELEASED,
    records="take_back_notified",
)
BACK_DETAINED_LATER = responsibility_limit(
    "take-back-notification-detained-later",
    "D-17",
    "AMMR 45(1)",
    UNIT,
    _NOTIFY,
    DETENTION,
    RELEASED,
    records="take_back_notified",
)
BACK_CRISIS = responsibility_limit(
    "take-back-notification-crisis",
    "D-17",
    "CFMR 12(2)(c)",
    UNIT,
    _NOTIFY,
    HIT,
    _NO_SHIFT,
    Counting.REG_1182_71,
    records="take_back_notified",
)
CONFIRM = responsibility_limit(
    "take-back-confirmation",
    "D-18",
    "AMMR 41(3)",
    NOTIFIED,
    _CONFIRM,
    _NOTIFICATION,
    _CONFIRMED,
    records="take_back_replied",
)
CONFIRM_CRISIS = responsibility_limit(
    "take-back-confirmation-crisis",
    "D-18",
    "CFMR 12(2)(c)",
    NOTIFIED,
    _CONFIRM,
    _NOTIFICATION,
    _CONFIRMED,
    Counting.REG_1182_71,
    records="take_back_replied",
)
LIMITS = {item.id: item for item in (BACK, BACK_CRISIS, CONFIRM, CONFIRM_CRISIS)}

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
CONFIRMED_BY_SILENCE = declare(
    RouteStep(
        id="confirmed-by-silence",
        block="responsibility",
        rules=("D-18",),
        cite="AMMR 41(4)",
        words=Bilingual("confirmed by silence", "bevestigd door stilzwijgen"),
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
            CRISIS_INPUT,
            yes_no("confirming", "the notified Member State's turn", "de in kennis gestelde lidstaat is aan zet"),
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


def _take_back(case: Case, hit: EurodacHit, registered: ApplicationRegistered | None) -> None:
    """Take back: notification, confirmation, silence."""
    notified = case.after(TakeBackNotified, hit.at)
    found = case.decide(BACK_LIMIT, {"crisis": crisis(case, case.state, case.day(hit)), "confirming": False})
    if found is None:
        return
    duty = case.limit(LIMITS[found[0]], hit, met=notified, reasons=found[1])
    detention_duty(case, BACK_DETAINED, BACK_DETAINED_LATER, registered or hit, notified)
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
    why = consequence("take-back", other, ("D-30",) if hit.indicates_responsible else ("D-13",), criterion)
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
    """Taking back, where a hit opens that way and no take charge request was made."""
    hit = take_back_hit(case)
    if hit is not None and case.first(TakeChargeRequested) is None:
        _take_back(case, hit, case.here(ApplicationRegistered))


chapter(641, single=examine)
