"""Contingency plan for reception (Directive (EU) 2024/1346, Articles 20(10) and 32)."""

from __future__ import annotations

from asylon.law.case import Case, Happening
from asylon.law.chapters import chapter
from asylon.law.circumstances.reception import (
    ContingencyActivationReported,
    ContingencyPlanActivated,
    ContingencyPlanNotified,
    ContingencyPlanReviewed,
    DifferentConditionsEndReported,
    HousingUnavailable,
)
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.provisions import Block, FixedDate, declare, obligation, time_limit

_BLOCK: Block = "reception"
_RULES = ("RC-29",)

# RCD 32(1)-(2): notified by the date of the act, reviewed at least every three years.
NOTIFY = declare(
    FixedDate(
        id="contingency-plan", block=_BLOCK, rules=(*_RULES, "G-6"), cite="RCD 32(2)", who="member_state",
        duty=Bilingual(
            "notify the Asylum Agency of the contingency plan, on its template",
            "het noodplan volgens het model van het Asielagentschap aan dat agentschap melden",
        ),
        date="contingency-plan", records="contingency_plan_notified",
        consequence=Bilingual(
            "The plan stays due; without it longer limits for representatives lack their first condition (RCD 27(1)).",
            "Het plan blijft verschuldigd; zonder plan ontbreekt de eerste voorwaarde voor langere termijnen voor vertegenwoordigers (RCD 27(1)).",
        ),
    )
)  # fmt: skip
REVIEW = time_limit(
    "contingency-plan-review", _RULES, "RCD 32(2)", "member_state",
    Bilingual("review the contingency plan", "het noodplan herzien"),
    Bilingual("the notification or the last review of the plan", "de melding of de laatste herziening van het plan"),
    Bilingual("The review stays due; changed circumstances call for it earlier.", "De herziening blijft verschuldigd; gewijzigde omstandigheden vragen haar eerder."),
    block=_BLOCK, by=Counting.REG_1182_71, records="contingency_plan_reviewed", open_questions=("O-34",),
)  # fmt: skip
NOTIFY_UPDATE = obligation(
    "notify-updated-contingency-plan", _BLOCK, _RULES, "RCD 32(2)", "member_state",
    ("notify the Asylum Agency of the updated plan", "het bijgewerkte plan aan het Asielagentschap melden"),
    ("Until then the Agency works with the old plan.", "Tot dan werkt het agentschap met het oude plan."),
)  # fmt: skip
REPORT = obligation(
    "report-activation", _BLOCK, ("RC-29", "RC-20"), "RCD 20(10); RCD 32(2)", "member_state",
    ("inform the Commission and the Asylum Agency without delay that the contingency plan is activated",
     "de Commissie en het Asielagentschap onverwijld melden dat het noodplan in werking is gesteld"),
    ("Different conditions of reception presuppose this information.", "Afwijkende opvangvoorzieningen veronderstellen deze melding."),
)  # fmt: skip
REPORT_END = obligation(
    "report-end-of-different-conditions", _BLOCK, ("RC-20",), "RCD 20(10)", "member_state",
    ("inform the Commission and the Asylum Agency that the reasons for different conditions have ceased",
     "de Commissie en het Asielagentschap melden dat de redenen voor afwijkende voorzieningen zijn vervallen"),
    ("The exception ends with its reasons, whether or not its end is reported.", "De uitzondering eindigt met haar redenen, gemeld of niet."),
)  # fmt: skip


def _plan(case: Case) -> None:
    notified = case.first(ContingencyPlanNotified)
    reviews = case.all(ContingencyPlanReviewed)
    case.by_date(NOTIFY, case.today, met=notified)
    if notified is None:
        return
    steps: list[Happening] = [notified, *reviews]
    for start, review in zip(steps, [*reviews, None], strict=True):
        case.limit(REVIEW, start, met=review)
    last = reviews[-1] if reviews else None
    if last is not None and last.updated:
        case.oblige(NOTIFY_UPDATE, met=case.after(ContingencyPlanNotified, last.at))


def examine(case: Case) -> None:
    """The plan of a Member State, its review, its activation."""
    _plan(case)
    activated = case.last(ContingencyPlanActivated)
    if activated is not None:
        case.oblige(REPORT, met=case.after(ContingencyActivationReported, activated.at))
    unavailable = case.last(HousingUnavailable)
    if unavailable is not None and unavailable.until is not None and unavailable.until < case.today:
        case.oblige(REPORT_END, met=case.after(DifferentConditionsEndReported, unavailable.at))


chapter(
    332,
    state=examine,
    when=(ContingencyPlanNotified, ContingencyPlanReviewed, ContingencyPlanActivated, HousingUnavailable),
)
