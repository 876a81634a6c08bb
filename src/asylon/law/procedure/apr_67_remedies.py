"""The right to an effective remedy and its time limits (Regulation (EU) 2024/1348, Articles 67 and 69)."""

from __future__ import annotations

import msgspec

from asylon.law.case import Case
from asylon.law.chapters import as_it_stood
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import ApplicationMade, DecisionNotified, DecisionTaken, Fact
from asylon.law.facts.appeals import AppealDecided, AppealLodged
from asylon.law.facts.protection import ProtectionWithdrawn
from asylon.law.facts.protection_withdrawal import ProtectionEnded, ProtectionWithdrawalNotified
from asylon.law.facts.returns import ReturnDecisionIssued, ReturnDecisionReceived
from asylon.law.position import Duty, Reason
from asylon.law.procedure.apr_42_acceleration import circumstance
from asylon.law.provisions import TimeLimit, obligation, prohibition, right, route_step, silence, time_limit
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_APPEAL = Bilingual("appeal before a court or tribunal", "beroep instellen bij een rechterlijke instantie")
_NOTIFIED = Bilingual("the notification of the decision", "de bekendmaking van de beslissing")
_TOO_LATE = Bilingual(
    "The remedy is no longer open; the decision can become final.",
    "Het rechtsmiddel staat niet meer open; de beslissing kan definitief worden.",
)


def _limit(id_: str, length: str, cite: str, duty: Bilingual = _APPEAL, starts: Bilingual = _NOTIFIED) -> TimeLimit:
    return time_limit(
        id_, ("A-56",), cite, "applicant", duty, starts, _TOO_LATE,
        block="procedure", by=Counting.APR_73, records="appeal_lodged", length=length,
    )  # fmt: skip


_RETURN = Bilingual(
    "appeal against the separate return decision", "beroep instellen tegen het afzonderlijke terugkeerbesluit"
)
_RECEIVED = Bilingual("the notification of the return decision", "de bekendmaking van het terugkeerbesluit")
SHORT = _limit("appeal-short", "appeal-short", "APR 67(7)(a)")
LONG = _limit("appeal-long", "appeal-long", "APR 67(7)(b)")
RETURN_SHORT = _limit("appeal-return-decision-short", "appeal-short", "APR 67(1)", _RETURN, _RECEIVED)
RETURN_LONG = _limit("appeal-return-decision-long", "appeal-long", "APR 67(1)", _RETURN, _RECEIVED)

REMEDY = right(
    "effective-remedy", "procedure", ("A-55",), "APR 67(1)",
    "may appeal to a court or tribunal, which examines facts and law in full as they are then",
    "kan beroep instellen bij een rechter, die feiten en recht volledig en naar de stand van dat moment onderzoekt",
)  # fmt: skip
REMEDY_ON_STATUS = right(
    "effective-remedy-on-refugee-status", "procedure", ("A-55",), "APR 67(2)",
    "may appeal against the finding that he or she is no refugee",
    "kan beroep instellen tegen de bevinding geen vluchteling te zijn",
)  # fmt: skip
NO_REMEDY = prohibition(
    "no-appeal", "procedure", ("A-50", "A-55"), "APR 40(3)",
    "no appeal under this Regulation against this decision",
    "geen beroep op grond van deze verordening tegen deze beslissing",
)  # fmt: skip
PENDING = route_step(
    "appeal-pending", "procedure", ("A-55",), "APR 67(3)",
    "appeal pending before the court of first instance",
    "beroep aanhangig in eerste aanleg",
)  # fmt: skip
DECIDE = obligation(
    "decide-first-appeal", "procedure", ("A-63",), "APR 69", "court",
    ("decide on the appeal within the reasonable time that national law sets",
     "op het beroep beslissen binnen de redelijke termijn die het nationale recht stelt"),
    ("In the border procedure the whole must end within its maximum duration (APR 51(2)).",
     "In de grensprocedure moet het geheel binnen de maximale duur eindigen (APR 51(2))."),
)  # fmt: skip
NOT_KNOWN = silence(
    "national-appeal-limit-not-known", "procedure", ("A-56",), "APR 67(7)",
    "National law sets this limit inside the range of the article; none is recorded here, the longest is shown.",
    "Het nationale recht stelt deze termijn binnen de marge van het artikel; er is er hier geen vastgelegd, de langste wordt getoond.",
)  # fmt: skip

DECISIONS = (
    "refugee_status", "subsidiary_protection", "inadmissible", "unfounded", "manifestly_unfounded", "implicitly_withdrawn",
    "explicitly_withdrawn", "protection_withdrawn", "protection_ended",
)  # fmt: skip

APPEALABLE = register_table(
    DecisionTable(
        name="appealable-decision",
        question=Bilingual("Is there an appeal against the decision?", "Staat beroep open tegen de beslissing?"),
        inputs=(
            Choice("decision", DECISIONS, label=Bilingual("decision", "beslissing")),
            Choice(
                "excluded_by_national_law", closed=True,
                label=Bilingual("national law excludes appeal (67(1), second subparagraph)", "nationaal recht sluit beroep uit (67(1), tweede alinea)"),
            ),
        ),
        outcomes={
            "appeal": Bilingual("appeal", "beroep"),
            "on_status": Bilingual("appeal as regards refugee status", "beroep over de vluchtelingenstatus"),
            "none": Bilingual("no appeal", "geen beroep"),
        },
        hit_policy="first",
        rows=(
            Row("inadmissible", {"decision": "inadmissible"}, "appeal", ("A-55",), "APR 67(1)(a)"),
            Row("unfounded", {"decision": ("unfounded", "manifestly_unfounded")}, "appeal", ("A-55",), "APR 67(1)(b)"),
            Row("implicit", {"decision": "implicitly_withdrawn"}, "appeal", ("A-52", "A-55"), "APR 67(1)(c)"),
            Row("withdrawn", {"decision": "protection_withdrawn"}, "appeal", ("A-55",), "APR 67(1)(d)"),
            Row("ended-excluded", {"decision": "protection_ended", "excluded_by_national_law": True}, "none", ("A-55",), "APR 67(1)"),
            Row("ended", {"decision": "protection_ended"}, "appeal", ("A-55",), "APR 67(1)(d)"),
            Row("subsidiary", {"decision": "subsidiary_protection"}, "on_status", ("A-55",), "APR 67(2)"),
            Row("explicit", {"decision": "explicitly_withdrawn"}, "none", ("A-50",), "APR 40(3)"),
            Row("refugee", {"decision": "refugee_status"}, "none", ("A-55",), "APR 67(1)"),
        ),
    )
)  # fmt: skip

#: Decisions against which no appeal lies, whatever national law says (67(1), 40(3)).
WITHOUT_APPEAL = frozenset(row.when["decision"] for row in APPEALABLE.rows if row.then == "none" and len(row.when) == 1)

APPEAL_LIMIT = register_table(
    DecisionTable(
        name="appeal-limit",
        question=Bilingual("Within which time must the appeal be lodged?", "Binnen welke termijn moet beroep worden ingesteld?"),
        inputs=(
            Choice("decision", DECISIONS, label=Bilingual("decision", "beslissing")),
            Choice(
                "circumstance", ("accelerate", "none"),
                label=Bilingual("circumstance of 42(1) or (3) at the time of the decision", "omstandigheid van 42(1) of (3) ten tijde van de beslissing"),
            ),
            Choice("condition", ("all_three", "unfounded_only"), label=Bilingual("the condition covers (O-11)", "de voorwaarde geldt voor (O-11)")),
        ),
        outcomes={
            SHORT.id: Bilingual("short limit: 67(7)(a)", "korte termijn: 67(7)(a)"),
            LONG.id: Bilingual("ordinary limit: 67(7)(b)", "gewone termijn: 67(7)(b)"),
        },
        hit_policy="first",
        rows=(
            Row(
                "without-condition", {"decision": ("inadmissible", "implicitly_withdrawn"), "condition": "unfounded_only"},
                SHORT.id, ("A-56", "O-11"), "APR 67(7)(a)",
            ),
            Row(
                "inadmissible-or-withdrawn", {"decision": ("inadmissible", "implicitly_withdrawn"), "circumstance": "accelerate"},
                SHORT.id, ("A-56", "O-11"), "APR 67(7)(a)",
            ),
            Row(
                "unfounded", {"decision": ("unfounded", "manifestly_unfounded"), "circumstance": "accelerate"},
                SHORT.id, ("A-56",), "APR 67(7)(a)",
            ),
            Row("other", {}, LONG.id, ("A-56",), "APR 67(7)(b)"),
        ),
    )
)  # fmt: skip


class Contested(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that can be appealed: the last one of its kind, its notification, and what was done about it."""

    decided: DecisionTaken | ProtectionWithdrawn | ProtectionEnded
    notified: Fact | None
    outcome: str
    against: str
    appeal: AppealLodged | None
    ruling: AppealDecided | None


def contested(case: Case) -> Contested | None:
    """The decision now in dispute: a withdrawal of protection, or else the last decision on the application."""
    ended = case.last(ProtectionWithdrawn) or case.last(ProtectionEnded)
    decided = ended or case.last(DecisionTaken)
    if decided is None:
        return None
    made = case.here(ApplicationMade)
    if made is not None and decided.at.utc(case.zone) < made.at.utc(case.zone):
        return None
    against = "withdrawal_decision" if ended is not None else "decision_on_application"
    kind: type[Fact] = ProtectionWithdrawalNotified if ended is not None else DecisionNotified
    start = decided.at.day(case.zone)
    appeal = case.first(
        AppealLodged, lambda fact: fact.against == against and not fact.further and case.day(fact) >= start
    )
    ruling = None
    if appeal is not None:
        lodged = case.day(appeal)
        ruling = case.first(AppealDecided, lambda fact: not fact.further and case.day(fact) >= lodged)
    return Contested(
        decided=decided,
        notified=case.after(kind, decided.at),
        outcome=decided.outcome if isinstance(decided, DecisionTaken) else type(decided).kind(),
        against=against,
        appeal=appeal,
        ruling=ruling,
    )


def remedy(case: Case, found: Contested) -> tuple[str, Duty | None]:
    """Whether an appeal lies (``appeal``, ``on_status``, ``none``), and until when once the decision is notified."""
    excluded = case.provides("APR 67(1)")
    open_ = case.decide(APPEALABLE, {"decision": found.outcome, "excluded_by_national_law": excluded})
    if open_ is None or open_[0] == "none":
        if open_ is not None and found.outcome != "refugee_status":
            case.stand(case.forbidden, NO_REMEDY, open_[1], cite=open_[1][0].cite)
        return "none", None
    duty = None
    decided = _limit_of(case, found)
    if decided is not None:
        limit, why, hangs = decided
        if found.notified is not None:
            duty = case.limit(
                LONG if limit == LONG.id else SHORT, found.notified, met=found.appeal, expires=True, reasons=open_[1] + why, hangs_on=hangs
            )  # fmt: skip
            if duty.status == "open" and case.book.choices.get(case.state, {}).get(limit) is None:
                case.silent(APPEAL_LIMIT.name, NOT_KNOWN)
        _separate_return_decision(case, found, limit, why)
    if found.ruling is None and (found.appeal is not None or duty is None or duty.status == "open"):
        case.stand(case.rights, REMEDY if open_[0] == "appeal" else REMEDY_ON_STATUS, open_[1], cite=open_[1][0].cite)
    if found.appeal is not None and found.ruling is None:
        case.stand(case.steps, PENDING)
        case.oblige(DECIDE, cite="APR 69; APR 51(2)" if case.findings.get("border_route") else "")
    elif found.ruling is not None:
        case.oblige(DECIDE, met=found.ruling)
    return open_[0], duty


def _limit_of(case: Case, found: Contested) -> tuple[str, tuple[Reason, ...], tuple[str, ...]] | None:
    reading = case.book.answer("O-11")
    applies: str | None = "none"
    hangs: tuple[str, ...] = ()
    if found.outcome in ("inadmissible", "implicitly_withdrawn", "unfounded", "manifestly_unfounded"):
        earlier = as_it_stood(case, found.decided.at)
        answer = circumstance(earlier, inadmissible=found.outcome == "inadmissible")
        applies = answer[0] if answer is not None else None
        if found.outcome in ("inadmissible", "implicitly_withdrawn") and applies != "accelerate":
            hangs = ("O-11",)
    decided = case.decide(
        APPEAL_LIMIT,
        {"decision": found.outcome, "circumstance": applies, "condition": reading},
        known_as={"circumstance": "nationality" if case.nationality is None else "recognition_rate"},
    )
    return (*decided, hangs) if decided is not None else None


def _separate_return_decision(case: Case, found: Contested, limit: str, why: tuple[Reason, ...]) -> None:
    """A return decision issued as a separate act may be appealed apart, within no longer a time (67(1), last subparagraph)."""
    issued = case.after(ReturnDecisionIssued, found.decided.at)
    if issued is None or not issued.separate:
        return
    received = case.after(ReturnDecisionReceived, issued.at)
    if received is None:
        return
    appeal = case.first(AppealLodged, lambda fact: fact.against == "separate_return_decision" and not fact.further)
    case.limit(
        RETURN_LONG if limit == LONG.id else RETURN_SHORT,
        received,
        met=appeal,
        expires=True,
        reasons=why,
        rules=("A-55",),
    )
