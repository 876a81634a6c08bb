"""Take back notifications (Regulation (EU) 2024/1351, Articles 36(1), 38(4), 41 and 45; CFMR 12).

A late notification shifts nothing; silence of the notified Member State counts as confirmation. It may object on two
grounds only.
"""

from __future__ import annotations

from typing import cast

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted, Counting
from asylon.law.facts import (
    ApplicationRegistered,
    EurodacHit,
    Fact,
    TakeBackNotified,
    TakeBackReceived,
    TakeBackReplied,
)
from asylon.law.provisions import Permission, Prohibition, RouteStep, Silence, TimeLimit, declare
from asylon.law.responsibility.ammr_36_38_procedure import (
    CRISIS_INPUT,
    DETENTION,
    HIT,
    NOTIFIED,
    RECEIPT,
    REFUSED,
    RELEASED,
    ROUTE,
    UNIT,
    acts,
    after_crisis,
    crisis,
    detention_duty,
    follows,
    limit,
    responsible_by,
    silence,
)
from asylon.law.responsibility.ammr_37_cessation import cessation, take_back_hit, taking_back
from asylon.law.responsibility.ir2055_5_12_forms import form
from asylon.law.responsibility.ir2055_9_15_examined_again import reconsideration
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

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


def _notification(
    id_: str, cite: str, starts: Bilingual, missed: Bilingual, by: Counting = Counting.AMMR_75
) -> TimeLimit:
    return limit(id_, ("D-17",), cite, UNIT, _NOTIFY, starts, missed, by=by, records="take_back_notified")


def _confirmation(id_: str, cite: str, by: Counting = Counting.AMMR_75) -> TimeLimit:
    return limit(
        id_, ("D-18",), cite, NOTIFIED, _CONFIRM, _NOTIFICATION, _CONFIRMED, by=by, records="take_back_replied"
    )


BACK = _notification("take-back-notification", "AMMR 41(1)", HIT, _NO_SHIFT)
BACK_DETAINED = _notification(
    "take-back-notification-detained",
    "AMMR 45(1)",
    Bilingual(
        "the registration, or the hit where no new application was registered",
        "de registratie, of de treffer als geen nieuw verzoek is geregistreerd",
    ),
    RELEASED,
)
BACK_DETAINED_LATER = _notification("take-back-notification-detained-later", "AMMR 45(1)", DETENTION, RELEASED)
BACK_CRISIS = _notification("take-back-notification-crisis", "CFMR 12(2)(c)", HIT, _NO_SHIFT, Counting.REG_1182_71)
CONFIRM = _confirmation("take-back-confirmation", "AMMR 41(3)")
CONFIRM_CRISIS = _confirmation("take-back-confirmation-crisis", "CFMR 12(2)(c)", Counting.REG_1182_71)
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
OBJECT = declare(
    Permission(
        id="object-to-take-back",
        block="responsibility",
        rules=("D-18",),
        cite="AMMR 41(3)",
        words=Bilingual(
            "the notified Member State may object within its limit by demonstrating that responsibility has ceased (Article 37) or that Eurodac names the wrong Member State",
            "de in kennis gestelde lidstaat mag binnen haar termijn bezwaar maken door aan te tonen dat de verantwoordelijkheid is geëindigd (artikel 37) of dat Eurodac de verkeerde lidstaat noemt",
        ),
    )
)
NO_OTHER_OBJECTION = declare(
    Prohibition(
        id="no-other-objection-to-take-back",
        block="responsibility",
        rules=("D-18", "D-17"),
        cite="AMMR 41(3)",
        words=Bilingual(
            "no objection on another ground: neither a late notification nor a lack of places relieves the notified Member State",
            "geen bezwaar op een andere grond: noch een late kennisgeving noch een gebrek aan plaatsen ontheft de in kennis gestelde lidstaat",
        ),
    )
)
INADMISSIBLE = declare(
    Silence(
        id="objection-inadmissible",
        block="responsibility",
        rules=("D-18",),
        cite="AMMR 41(3)",
        words=Bilingual(
            "The objection rests on no ground that the article allows; the article does not say whether it counts as a failure to act.",
            "Het bezwaar rust op geen grond die het artikel toelaat; het artikel zegt niet of het als niet handelen geldt.",
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
BOUND = register_table(
    DecisionTable(
        name="who-takes-back",
        question=Bilingual(
            "On which ground must the other Member State take the person back?",
            "Op welke grond moet de andere lidstaat de persoon terugnemen?",
        ),
        inputs=(
            yes_no("indicated", "indicated as responsible in Eurodac", "als verantwoordelijk vermeld in Eurodac"),
            Choice(
                "recorded",
                ("applicant", "admitted", "no_hit"),
                closed=True,
                otherwise="no_hit",
                label=Bilingual("recorded there as", "daar geregistreerd als"),
                words={
                    "applicant": Bilingual("applicant", "verzoeker"),
                    "admitted": Bilingual("admitted person", "toegelaten persoon"),
                    "no_hit": Bilingual("not known: there is no hit", "niet bekend: er is geen treffer"),
                },
            ),
        ),
        outcomes={
            "responsible": Bilingual(
                "responsible, by Eurodac (36(1)(b))", "verantwoordelijk, volgens Eurodac (36(1)(b))"
            ),
            "admitted": Bilingual("admitted the person (36(1)(c))", "liet de persoon toe (36(1)(c))"),
            "notified": Bilingual("notified without a hit (41(2))", "in kennis gesteld zonder treffer (41(2))"),
            "determining": Bilingual(
                "still determines who is responsible (38(4))", "bepaalt nog wie verantwoordelijk is (38(4))"
            ),
        },
        hit_policy="first",
        rows=(
            Row("indicated", {"indicated": True}, "responsible", ("D-30",), "AMMR 36(1)(b)"),
            Row("admitted", {"recorded": "admitted"}, "admitted", ("D-30",), "AMMR 36(1)(c)"),
            Row("no-hit", {"recorded": "no_hit"}, "notified", ("D-30",), "AMMR 41(2)"),
            Row("determining", {}, "determining", ("D-13",), "AMMR 38(4)"),
        ),
    )
)


def taken_back(case: Case) -> bool:
    """Whether the file goes the way of taking back: by an own hit, or by that of the parent whom a minor follows."""
    if case.findings.get("take_back") is not None:
        return True
    parents: list[Case] = case.findings.get("follows") or []
    return any(parent.findings.get("take_back") is not None for parent in parents)


def designate(case: Case) -> None:
    """Who must take back, by the hit or the notification: before families are looked at, so that a minor can follow."""
    if case.findings.get("decided") or not taking_back(case):
        return
    hit = take_back_hit(case)
    case.findings["take_back"] = hit or case.last(TakeBackNotified)
    found = case.decide(
        BOUND,
        {
            "indicated": hit is not None and hit.indicates_responsible,
            "recorded": None if hit is None else "admitted" if hit.recorded_under in ("18", "20") else "applicant",
        },
    )
    notified = case.last(TakeBackNotified, lambda fact: fact.to != case.state)
    state = hit.recorded_by if hit is not None else notified.to if notified is not None else ""
    if found is None or not state:
        return
    outcome, why = found
    ended = cessation(case)
    reasons = why + (ended.reasons if ended is not None else ())
    responsible_by(case, state, reasons, why[0].cite, settled=outcome in ("responsible", "admitted"))


def _confirmed(case: Case, state: str, at: Fact) -> None:
    case.findings["acceptance"] = at.at
    case.findings["acceptance_fact"] = at
    case.findings["other_state"] = state


def _notify(case: Case, start: EurodacHit | TakeBackNotified) -> TakeBackNotified | None:
    """The notification, also when it comes late; its limit runs from a hit, and without one there is none."""
    source = acts(case, TakeBackNotified)
    notified = source.after(TakeBackNotified, start.at)
    last = source.last(TakeBackNotified) if notified is not None else None
    if isinstance(start, TakeBackNotified):
        return last
    found = case.decide(BACK_LIMIT, {"crisis": crisis(case, case.state, case.day(start)), "confirming": False})
    if found is None:
        return None
    hangs_on = after_crisis(case, case.state, case.day(start))
    duty = case.limit(LIMITS[found[0]], start, met=notified, reasons=found[1] + form("take_back"), hangs_on=hangs_on)
    registered = case.here(ApplicationRegistered)
    detention_duty(case, BACK_DETAINED, BACK_DETAINED_LATER, registered or start, notified)
    if notified is None and duty.status == "late":
        case.stand(case.permitted, LATE_NOTICE)
    return last


def confirmation(case: Case, notified: TakeBackNotified) -> bool:
    """The limit of the confirmation, silence and objections; False where a non-confirmation stands."""
    received = acts(case, TakeBackReceived).after(TakeBackReceived, notified.at)
    replied = acts(case, TakeBackReplied).after(TakeBackReplied, notified.at)
    if received is not None:
        in_crisis = crisis(case, notified.to, case.day(received))
        found = case.decide(BACK_LIMIT, {"crisis": in_crisis, "confirming": True})
        if found is None:
            return True
        hangs_on = after_crisis(case, notified.to, case.day(received))
        duty = case.limit(
            LIMITS[found[0]], received, met=replied, state=notified.to, reasons=found[1], hangs_on=hangs_on
        )
        if replied is None and duty.status == "late":
            case.end_last_duty()
            case.stand(case.steps, CONFIRMED_BY_SILENCE, found[1], about=notified.to)
            case.findings["acceptance"] = silence(case, cast(Counted, duty.due))
            case.findings["acceptance_hangs_on"] = ("O-20",)
            case.findings["other_state"] = notified.to
        elif replied is None:
            case.stand(case.permitted, OBJECT)
            case.stand(case.forbidden, NO_OTHER_OBJECTION)
    elif replied is None:
        case.silent("take-back-confirmation", RECEIPT, settle=("take_back_received",))
    if replied is None:
        return True
    if replied.confirmed:
        _confirmed(case, notified.to, replied)
        return True
    again = reconsideration(case, notified, replied)
    if again is not None:
        _confirmed(case, notified.to, again)
        return True
    case.findings["refused"] = True
    if replied.objection == "other":
        case.stand(case.forbidden, NO_OTHER_OBJECTION)
        case.silent("take-back-confirmation", INADMISSIBLE)
        return True
    case.responsible = None
    case.silent("responsible", REFUSED, cite="AMMR 41(3)")
    return False


def incoming(case: Case) -> bool:
    """Whether this Member State is the one notified: then its own confirmation is what the file is about."""
    notified = case.last(TakeBackNotified, lambda fact: fact.to == case.state and fact.state != case.state)
    if notified is None:
        return False
    case.findings["asked_of_us"] = True
    confirmation(case, notified)
    if case.findings.get("acceptance") is not None:
        follows(case, "confirmed", case.state, "AMMR 36(1)(b)")
    return True


def examine(case: Case) -> None:
    """Taking back, where a hit opens that way and no take charge request was made."""
    if TakeBackNotified in case.kinds and incoming(case):
        return
    start: EurodacHit | TakeBackNotified | None = case.findings.get("take_back")
    if start is None:
        return
    notified = _notify(case, start)
    if notified is not None:
        case.findings["other_state"] = notified.to
    elif isinstance(start, EurodacHit):
        case.findings["other_state"] = start.recorded_by
    case.findings["examined_elsewhere"] = True
    if notified is None:
        case.propose_route(65, ROUTE)
        return
    if not confirmation(case, notified):
        case.findings["examined_elsewhere"] = False
        return
    case.propose_route(65, ROUTE)


chapter(627, single=designate, when=(EurodacHit, TakeBackNotified))
chapter(641, single=examine, when=(EurodacHit, TakeBackNotified))
