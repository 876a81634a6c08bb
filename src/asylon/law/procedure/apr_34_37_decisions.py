"""Decisions on applications and the return decision with them (Regulation (EU) 2024/1348, Articles 34(5), 36 and 37)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationLodged, ApplicationMade, DecisionNotified, DecisionTaken, Fact
from asylon.law.facts.appeals import AppealDecided
from asylon.law.facts.guarantees import PriorityGroundFound
from asylon.law.facts.returns import ReturnDecisionIssued
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.provisions import obligation, permission, right
from asylon.law.tables import Choice, DecisionTable, Row, register_table

# Article 34(5): priority changes the order, not the limits or guarantees.
PRIORITISE = permission(
    "prioritise-examination", "procedure", (), "APR 34(5)",
    "examine this application before others, with the same limits and guarantees",
    "dit verzoek voor andere behandelen, met dezelfde termijnen en waarborgen",
)  # fmt: skip
# Articles 36 and 37.
NOTIFY = obligation(
    "notify-decision", "procedure", ("A-54",), "APR 36(1)", "determining_authority",
    ("notify the decision in writing as soon as possible",
     "de beslissing zo spoedig mogelijk schriftelijk bekendmaken"),
    ("No time limit for appeal runs before the notification (APR 67(8)).",
     "Voor de bekendmaking loopt geen beroepstermijn (APR 67(8))."),
)  # fmt: skip
REASONS = right(
    "reasoned-rejection", "procedure", ("A-54",), "APR 36(2)",
    "is given the reasons in fact and in law",
    "krijgt de redenen in feite en in rechte",
)  # fmt: skip
TOLD_HOW = right(
    "told-how-to-challenge", "procedure", ("A-54",), "APR 36(3)",
    "is told in writing how to challenge the decision, without a legal adviser in a language he or she understands",
    "hoort schriftelijk hoe de beslissing aan te vechten, zonder juridisch adviseur in een taal die de verzoeker begrijpt",
)  # fmt: skip
RETURN_DECISION = obligation(
    "issue-return-decision", "procedure", ("A-53", "RT-1"), "APR 37", "member_state",
    ("issue a return decision with the rejection, together with it or without undue delay",
     "een terugkeerbesluit nemen bij de afwijzing, tegelijk daarmee of onverwijld daarna"),
    ("Without a return decision no return can be enforced; it must respect non-refoulement.",
     "Zonder terugkeerbesluit is terugkeer niet afdwingbaar; het moet non-refoulement eerbiedigen."),
)  # fmt: skip

_OUTCOMES = (
    "refugee_status", "subsidiary_protection", "inadmissible", "unfounded", "manifestly_unfounded", "implicitly_withdrawn",
    "explicitly_withdrawn",
)  # fmt: skip

RETURN = register_table(
    DecisionTable(
        name="return-decision-with-rejection",
        question=Bilingual(
            "Must a return decision be issued with the decision on the application?",
            "Moet bij de beslissing op het verzoek een terugkeerbesluit worden genomen?",
        ),
        inputs=(
            Choice("decision", _OUTCOMES, label=Bilingual("decision", "beslissing")),
            Choice(
                "issued_before",
                closed=True,
                label=Bilingual(
                    "return decision issued before the application was made",
                    "terugkeerbesluit genomen voor het doen van het verzoek",
                ),
            ),
        ),
        outcomes={
            "issue": Bilingual("issue one", "er een nemen"),
            "not_required": Bilingual("not required: there is one", "niet vereist: er is er een"),
            "none": Bilingual("no: protection is granted", "nee: bescherming is verleend"),
        },
        hit_policy="first",
        rows=(
            Row("protected", {"decision": ("refugee_status", "subsidiary_protection")}, "none", ("A-53",), "APR 37"),
            Row("issued-before", {"issued_before": True}, "not_required", ("A-53", "RT-1"), "APR 37"),
            Row("rejected", {}, "issue", ("A-53", "RT-1"), "APR 37"),
        ),
    )
)


def rejected(decision: DecisionTaken) -> bool:
    """Whether the decision gives no protection at all (APR 37: rejected, or withdrawn)."""
    return decision.outcome not in ("refugee_status", "subsidiary_protection")


def undone(case: Case, decision: Fact) -> AppealDecided | None:
    """The court's ruling that took a decision away, if there is one."""
    for ruling in case.all(AppealDecided):
        if ruling.outcome != "dismissed" and ruling.at.utc(case.zone) >= decision.at.utc(case.zone):
            return ruling
    return None


def priority(case: Case) -> None:
    """A reason to examine before others: found by the authority, an unaccompanied minor, a subsequent application."""
    lodged = case.last(ApplicationLodged)
    if lodged is None or pending(case) is None:
        return
    found = case.last(PriorityGroundFound)
    if found is not None:
        case.stand(case.permitted, PRIORITISE, cite=f"APR {found.ground}")
    elif case.unaccompanied and case.minor_on(case.today):
        case.stand(case.permitted, PRIORITISE, cite="APR 34(5)(b)")
    elif lodged.subsequent:
        case.stand(case.permitted, PRIORITISE, cite="APR 34(5)(d)")


def examine(case: Case) -> None:
    """What follows from a decision on the application, until it is notified."""
    decision = case.last(DecisionTaken)
    if decision is None:
        return
    case.oblige(NOTIFY, met=case.after(DecisionNotified, decision.at))
    made = case.first(ApplicationMade)
    issued = case.first(ReturnDecisionIssued)
    before = issued is not None and made is not None and issued.at.utc(case.zone) < made.at.utc(case.zone)
    found = case.decide(RETURN, {"decision": decision.outcome, "issued_before": before})
    if rejected(decision):
        case.stand(case.rights, REASONS)
        if decision.outcome != "explicitly_withdrawn":
            case.stand(case.rights, TOLD_HOW)
    if found is not None and found[0] == "issue" and undone(case, decision) is None:
        case.oblige(RETURN_DECISION, found[1], met=case.after(ReturnDecisionIssued, decision.at))


chapter(734, single=priority, when=(ApplicationLodged,))
chapter(736, single=examine, when=(DecisionTaken,))
