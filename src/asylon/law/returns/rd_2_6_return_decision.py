"""The return decision (Directive 2008/115/EC, Articles 2, 5 and 6): who stays illegally, and what is decided.

For a rejected applicant the return decision comes with the rejection (APR 37, in ``procedure/apr_36_37_decisions``).
"""

from __future__ import annotations

import msgspec

from asylon.law.border.apr_51_border_duration import right_ended
from asylon.law.border.rbpr_4_6_return_border_procedure import AtTheBorder, risks
from asylon.law.border.scr_5_7_scope import RETURN
from asylon.law.case import Case, midnight_after
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationMade,
    DocumentHeld,
    Fact,
    FoundIllegallyStaying,
    RightToRemainEnded,
    ScreeningEnded,
    TakeBackNotified,
)
from asylon.law.facts.determination import LeftTerritory
from asylon.law.facts.returns import ReturnDecisionIssued, StayUnderNationalLaw
from asylon.law.facts.screening import SentBackToMemberState
from asylon.law.position import Reason
from asylon.law.provisions import judgement, obligation, permission, prohibition, route_step
from asylon.law.returns.rule_set import directive_chapter
from asylon.law.tables import Choice, DecisionTable, Row, register_table

# --- Article 2: whom the Directive concerns -----------------------------------------------------------------------

SCOPE = register_table(
    DecisionTable(
        name="return-directive-scope",
        question=Bilingual("Does the Return Directive govern the return?", "Beheerst de Terugkeerrichtlijn de terugkeer?"),
        inputs=(
            Choice(
                "stay", ("staying_illegally", "border_no_application", "right_ended", "decision_stands", "lawful"),
                closed=True, otherwise="lawful", label=Bilingual("stay", "verblijf"),
            ),
            Choice(
                "border_excluded", closed=True,
                label=Bilingual("national law leaves border cases out (2(2)(a))", "nationaal recht laat grensgevallen erbuiten (2(2)(a))"),
            ),
        ),
        outcomes={
            "applies": Bilingual("governed by the Directive", "beheerst door de richtlijn"),
            "excluded": Bilingual("left out by national law; RD 4(4) still protects", "door nationaal recht erbuiten gelaten; RD 4(4) beschermt nog"),
            "lawful": Bilingual("no illegal stay", "geen illegaal verblijf"),
        },
        hit_policy="first",
        rows=(
            Row("lawful", {"stay": "lawful"}, "lawful", ("RT-13",), "RD 2(1)"),
            Row("border-excluded", {"stay": "border_no_application", "border_excluded": True}, "excluded", ("RT-13",), "RD 2(2)(a)"),
            Row("border", {"stay": "border_no_application"}, "applies", ("RT-13", "RT-9"), "SCR 18(1)"),
            Row("staying", {"stay": "staying_illegally"}, "applies", ("RT-13",), "RD 2(1)"),
            Row("right-ended", {"stay": ("right_ended", "decision_stands")}, "applies", ("RT-13",), "RD 2(1)"),
        ),
    )
)  # fmt: skip
LEFT = route_step(
    "route:left", "returns", ("RT-13",), "RD 3",
    "the person has left the territory; the return is done",
    "de persoon heeft het grondgebied verlaten; de terugkeer is voltooid",
)  # fmt: skip
RESPECT = prohibition(
    "return-respects-rights", "returns", ("RT-13",), "RD 5",
    "no return against non-refoulement; the best interests of the child, family life and health are taken into account",
    "geen terugkeer in strijd met non-refoulement; met het belang van het kind, het gezin en de gezondheid wordt rekening gehouden",
)  # fmt: skip

# --- Article 6: the decision and its exceptions -------------------------------------------------------------------

DECISION = register_table(
    DecisionTable(
        name="return-decision",
        question=Bilingual(
            "Must a return decision be issued to a person who stays illegally?",
            "Moet tegen een persoon die illegaal verblijft een terugkeerbesluit worden genomen?",
        ),
        inputs=(
            Choice("stay_allowed", ("none", "permit_granted", "renewal_pending"), closed=True, otherwise="none", label=Bilingual("stay under national law", "verblijf volgens nationaal recht")),
            Choice("sent_back", closed=True, label=Bilingual("taken back by another Member State under an arrangement", "teruggenomen door een andere lidstaat op grond van een regeling")),
            Choice("permit_elsewhere", closed=True, label=Bilingual("valid permit of another Member State", "geldige verblijfstitel van een andere lidstaat")),
            Choice("take_back", closed=True, label=Bilingual("take back by the Member State responsible notified", "terugname door de verantwoordelijke lidstaat gemeld")),
            Choice("immediate_departure", closed=True, label=Bilingual("immediate departure needed for public policy or security", "onmiddellijk vertrek nodig voor openbare orde of veiligheid")),
        ),
        outcomes={
            "decide": Bilingual("issue a return decision", "een terugkeerbesluit nemen"),
            "go_there": Bilingual("the person goes to the other Member State at once", "de persoon begeeft zich onmiddellijk naar de andere lidstaat"),
            "refrain": Bilingual("may be left to the other Member State", "mag aan de andere lidstaat worden overgelaten"),
            "none": Bilingual("no return decision; one issued is withdrawn or suspended", "geen terugkeerbesluit; een genomen besluit wordt ingetrokken of geschorst"),
            "transfer": Bilingual("consider whether the transfer goes first", "overwegen of de overdracht voorgaat"),
            "consider": Bilingual("consider refraining until the renewal is decided", "overwegen te wachten tot over de verlenging is beslist"),
        },
        hit_policy="first",
        rows=(
            Row("permit", {"stay_allowed": "permit_granted"}, "none", ("RT-14",), "RD 6(4)"),
            Row("sent-back", {"sent_back": True}, "refrain", ("RT-14",), "RD 6(3)"),
            Row("permit-elsewhere", {"permit_elsewhere": True, "immediate_departure": False}, "go_there", ("RT-14",), "RD 6(2)"),
            Row("take-back", {"take_back": True}, "transfer", ("RT-14",), "RD 6(1)"),
            Row("renewal", {"stay_allowed": "renewal_pending"}, "consider", ("RT-14",), "RD 6(5)"),
            Row("illegal-stay", {}, "decide", ("RT-14",), "RD 6(1)"),
        ),
    )
)  # fmt: skip
ISSUE = obligation(
    "issue-return-decision-illegal-stay", "returns", ("RT-14",), "RD 6(1)", "return_authority",
    ("issue a return decision to the person who stays illegally", "een terugkeerbesluit nemen tegen de persoon die illegaal verblijft"),
    ("Without a decision nothing can be enforced.", "Zonder besluit is niets afdwingbaar."),
)  # fmt: skip
SINGLE_ACT = permission(
    "return-decision-single-act", "returns", ("RT-14",), "RD 6(6)",
    "end the legal stay, decide on return and removal and issue an entry ban in one act",
    "in één handeling het legale verblijf beëindigen, over terugkeer en verwijdering beslissen en een inreisverbod uitvaardigen",
    "return_decision_issued",
)  # fmt: skip
GO_THERE = obligation(
    "go-to-member-state-of-permit", "returns", ("RT-14",), "RD 6(2)", "third_country_national",
    ("go immediately to the Member State whose permit the person holds",
     "zich onmiddellijk begeven naar de lidstaat waarvan de persoon een verblijfstitel heeft"),
    ("A return decision is issued if the person does not go.", "Gaat de persoon niet, dan volgt een terugkeerbesluit."),
)  # fmt: skip
REFRAIN = permission(
    "refrain-from-return-decision", "returns", ("RT-14",), "RD 6(3)",
    "refrain from a return decision: another Member State takes the person back and decides",
    "van een terugkeerbesluit afzien: een andere lidstaat neemt de persoon terug en beslist",
)  # fmt: skip
WITHDRAW = obligation(
    "withdraw-return-decision", "returns", ("RT-14",), "RD 6(4)", "return_authority",
    ("withdraw or suspend the return decision for as long as the permit is valid",
     "het terugkeerbesluit intrekken of schorsen zolang de vergunning geldig is"),
    ("A return decision against a lawful stay has no ground.", "Een terugkeerbesluit tegen legaal verblijf mist grond."),
)  # fmt: skip
CONSIDER = judgement(
    "wait-for-renewal", "returns", ("RT-14",), "RD 6(5)", "return_authority",
    "Should the return decision wait until the pending renewal of the permit is decided?",
    "Moet het terugkeerbesluit wachten tot over de lopende verlenging van de vergunning is beslist?",
    "return_decision_issued",
)  # fmt: skip


TRANSFER = judgement(
    "return-decision-beside-take-back", "returns", ("RT-14",), "RD 6(1)", "return_authority",
    "Another Member State is to take the person back: is a return decision needed here, or does the transfer go first?",
    "Een andere lidstaat moet de persoon terugnemen: is hier een terugkeerbesluit nodig, of gaat de overdracht voor?",
    "return_decision_issued",
)  # fmt: skip


class Stay(msgspec.Struct, frozen=True):
    """A person whose return the Directive governs: how the stay became illegal, and why the Directive applies."""

    kind: str
    since: Fact
    reasons: tuple[Reason, ...]


def _stay(case: Case) -> tuple[str, Fact] | None:
    """How the stay became illegal, by the latest fact that says so; None for an applicant and for who is unknown."""
    ended = right_ended(case)
    if ended is not None:
        return "right_ended", ended
    made = case.first(ApplicationMade)
    issued = case.last(ReturnDecisionIssued)
    if made is not None:
        # A return decision from before the application stays, but has no effect while there is a right to remain.
        return None
    route = (case.route, *case.steps)
    if any(step is not None and step.provision == RETURN.id for step in route):
        found = case.last(FoundIllegallyStaying)
        if found is not None:
            return "staying_illegally", found
        screened: Fact | None = case.findings.get("screening_end_fact") or case.last(ScreeningEnded)
        if screened is not None:
            return "border_no_application", screened
    return ("decision_stands", issued) if issued is not None else None


def examine(case: Case) -> None:
    """Whether the Directive governs, and whether a return decision is due."""
    stay = _stay(case)
    if stay is None:
        return
    kind, since = stay
    here: AtTheBorder | None = case.findings.get("return_border")
    scope = case.decide(SCOPE, {"stay": kind, "border_excluded": case.provides("RD 2(2)(a)")})
    if scope is None or scope[0] != "applies":
        return
    left = case.after(LeftTerritory, since.at)
    case.findings["return_directive"] = Stay(kind, since, scope[1])
    if left is not None:
        case.propose_route(77, LEFT, scope[1])
        return
    case.stand(case.forbidden, RESPECT, scope[1])
    if kind == "right_ended" and here is None:
        case.propose_route(75, RETURN, scope[1], rules=scope[1][0].rules, cite=scope[1][0].cite)
    _decision(case, kind)


def _decision(case: Case, kind: str) -> None:
    held = case.last(DocumentHeld, lambda fact: fact.document == "residence_document" and fact.issued_by != case.state)
    valid = held is not None and (held.valid_until is None or held.valid_until >= case.today)
    if valid and held is not None and held.valid_until is not None:
        case.turn(midnight_after(held.valid_until, case.zone))
    allowed = case.last(StayUnderNationalLaw)
    decided = case.decide(
        DECISION,
        {
            "stay_allowed": allowed.basis if allowed is not None else None,
            "sent_back": case.first(SentBackToMemberState) is not None,
            "permit_elsewhere": valid,
            "take_back": case.first(TakeBackNotified) is not None,
            "immediate_departure": risks(case).get("risk_to_public_policy"),
        },
    )
    if decided is None:
        return
    outcome, reasons = decided
    case.findings["return_decision_due"] = outcome
    issued = case.last(ReturnDecisionIssued)
    if outcome == "go_there":
        case.oblige(GO_THERE, reasons)
    elif outcome == "refrain":
        case.stand(case.permitted, REFRAIN, reasons)
    elif outcome == "none":
        if issued is not None:
            case.oblige(WITHDRAW, reasons)
    elif outcome == "transfer":
        case.stand(case.judgements, TRANSFER, reasons)
    elif outcome == "consider":
        case.stand(case.judgements, CONSIDER, reasons)
    elif kind != "right_ended":
        case.oblige(ISSUE, reasons, met=issued)
        if issued is None:
            case.stand(case.permitted, SINGLE_ACT, reasons)


# After the right to remain and the return border procedure.
directive_chapter(
    782, examine, (RightToRemainEnded, ReturnDecisionIssued, FoundIllegallyStaying, ScreeningEnded)
)  # fmt: skip
