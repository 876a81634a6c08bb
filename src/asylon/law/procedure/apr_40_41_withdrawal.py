"""Explicit and implicit withdrawal of applications (Regulation (EU) 2024/1348, Articles 40 and 41)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationLodged, ApplicationMade, ApplicationWithdrawn, DecisionTaken, Fact
from asylon.law.facts.examination import ImplicitWithdrawalGroundFound, OmissionRectified, ProcedureSuspended
from asylon.law.facts.interviews import InterviewNotAttended
from asylon.law.position import Reason
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.provisions import Block, judgement, obligation, permission, prohibition, right, route_step
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "procedure"
_DA = "determining_authority"

# Article 40: explicit.
DECLARE_EXPLICIT = obligation(
    "declare-explicitly-withdrawn", _BLOCK, ("A-50",), "APR 40(3)", _DA,
    ("decide that the application was explicitly withdrawn", "beslissen dat het verzoek expliciet is ingetrokken"),
    ("Until the decision the applicant keeps the right to remain (APR 10(1)).", "Tot de beslissing behoudt de verzoeker het recht om te blijven (APR 10(1))."),
)  # fmt: skip
TOLD_EFFECTS = right(
    "told-effects-of-withdrawal", _BLOCK, ("A-50",), "APR 40(2)",
    "is told all procedural consequences of the withdrawal in a language understood",
    "hoort in een begrepen taal alle procedurele gevolgen van de intrekking",
)  # fmt: skip
UNFOUNDED_ALL_THE_SAME = permission(
    "reject-unfounded-despite-withdrawal", _BLOCK, ("A-50", "A-51"), "APR 40(4); APR 41(5)",
    "reject as unfounded or manifestly unfounded, if it was already found at that stage that the applicant does not qualify",
    "als ongegrond of kennelijk ongegrond afwijzen, als toen al was vastgesteld dat de verzoeker niet in aanmerking komt",
    "decision_taken",
)  # fmt: skip

# Article 41: implicit.
DECLARE_IMPLICIT = obligation(
    "declare-implicitly-withdrawn", _BLOCK, ("A-51",), "APR 41(1)", _DA,
    ("declare the application implicitly withdrawn", "het verzoek impliciet ingetrokken verklaren"),
    ("Until declared, the application is pending; against the declaration an appeal lies.", "Tot de verklaring loopt het verzoek; tegen de verklaring staat beroep open."),
)  # fmt: skip
NOT_IMPLICIT = prohibition(
    "no-implicit-withdrawal", _BLOCK, ("A-51",), "APR 41(1)",
    "the application may not be declared implicitly withdrawn for this",
    "het verzoek mag hierom niet impliciet ingetrokken worden verklaard",
)  # fmt: skip
SUSPEND = permission(
    "suspend-to-allow-rectification", _BLOCK, ("A-52",), "APR 41(4)",
    "suspend the procedure so that the applicant can justify or rectify before the declaration",
    "de procedure opschorten zodat de verzoeker voor de verklaring kan rechtvaardigen of herstellen",
    "procedure_suspended",
)  # fmt: skip
SUSPENDED = route_step(
    "procedure-suspended-for-rectification", _BLOCK, ("A-52",), "APR 41(4)",
    "suspended so that the applicant can justify or rectify",
    "opgeschort zodat de verzoeker kan rechtvaardigen of herstellen",
)  # fmt: skip
NOT_LODGED = judgement(
    "not-lodged-in-time", _BLOCK, ("A-51",), "APR 41(1)(a)", _DA,
    "The limit for lodging has passed: was there an effective opportunity, and is there good cause?",
    "De indieningstermijn is verstreken: was er daadwerkelijke gelegenheid, en is er een goede reden?",
    "implicit_withdrawal_ground_found",
)  # fmt: skip

_GROUNDS = ("41(1)(a)", "41(1)(b)", "41(1)(c)", "41(1)(d)", "41(1)(e)", "41(1)(f)")

IMPLICIT = register_table(
    DecisionTable(
        name="implicit-withdrawal",
        question=Bilingual("Must the application be declared implicitly withdrawn?", "Moet het verzoek impliciet ingetrokken worden verklaard?"),
        inputs=(
            Choice("ground", _GROUNDS, label=Bilingual("ground (APR)", "grond (APR)")),
            yes_no("excused", "good or justified cause, or beyond control", "goede of gerechtvaardigde reden, of buiten zijn macht", open_=True),
            yes_no("opportunity_given", "effective opportunity to lodge given", "daadwerkelijke gelegenheid om in te dienen gegeven", open_=True),
            yes_no("housed_by_authorities", "no address, or housed by the authorities", "geen adres, of door de autoriteiten gehuisvest"),
            Choice("required_to_attend", closed=True, otherwise=True, label=Bilingual("required to attend", "verplicht te verschijnen")),
            Choice("repeatedly", closed=True, otherwise=True, label=Bilingual("repeatedly, or not available at all", "herhaaldelijk, of in het geheel niet beschikbaar")),
            yes_no("rectified", "justified or rectified since", "sindsdien gerechtvaardigd of hersteld"),
        ),
        outcomes={
            "declare": Bilingual("to be declared withdrawn", "ingetrokken te verklaren"),
            "not": Bilingual("not for this", "niet hierom"),
        },
        hit_policy="first",
        rows=(
            Row("rectified", {"rectified": True}, "not", ("A-52",), "APR 41(4)"),
            Row("not-lodged-no-opportunity", {"ground": "41(1)(a)", "opportunity_given": False}, "not", ("A-51",), "APR 41(1)(a)"),
            Row("not-lodged-good-cause", {"ground": "41(1)(a)", "excused": True}, "not", ("A-51",), "APR 41(1)(a)"),
            Row("not-lodged", {"ground": "41(1)(a)"}, "declare", ("A-51",), "APR 41(1)(a)"),
            Row("data-refused", {"ground": "41(1)(b)"}, "declare", ("A-51",), "APR 41(1)(b)"),
            Row("housed", {"ground": "41(1)(c)", "housed_by_authorities": True}, "not", ("A-51",), "APR 41(1)(c)"),
            Row("address-refused", {"ground": "41(1)(c)"}, "declare", ("A-51",), "APR 41(1)(c)"),
            Row("interview-not-required", {"ground": "41(1)(d)", "required_to_attend": False}, "not", ("A-51",), "APR 41(1)(d)"),
            Row("interview-justified", {"ground": "41(1)(d)", "excused": True}, "not", ("A-51",), "APR 41(1)(d)"),
            Row("interview-missed", {"ground": "41(1)(d)"}, "declare", ("A-51",), "APR 41(1)(d)"),
            Row("once", {"ground": "41(1)(e)", "repeatedly": False}, "not", ("A-51",), "APR 41(1)(e)"),
            Row("beyond-control", {"ground": "41(1)(e)", "excused": True}, "not", ("A-51",), "APR 41(1)(e)"),
            Row("not-reported", {"ground": "41(1)(e)"}, "declare", ("A-51",), "APR 41(1)(e)"),
            Row("left", {"ground": "41(1)(f)"}, "declare", ("A-51",), "APR 41(1)(f)"),
        ),
    )
)  # fmt: skip


def explicit(case: Case, withdrawn: ApplicationWithdrawn) -> None:
    """After a written withdrawal: the decision, and what may be decided instead."""
    case.oblige(DECLARE_EXPLICIT)
    case.stand(case.rights, TOLD_EFFECTS)
    case.stand(case.permitted, UNFOUNDED_ALL_THE_SAME, cite="APR 40(4)")


def _decide(case: Case, fact: Fact, inputs: dict[str, object]) -> tuple[str, tuple[Reason, ...]] | None:
    rectified = case.first(OmissionRectified, lambda later: later.at.utc(case.zone) >= fact.at.utc(case.zone))
    return case.decide(
        IMPLICIT, {**inputs, "rectified": rectified is not None},
        known_as={"excused": "implicit_withdrawal_ground_found", "opportunity_given": "implicit_withdrawal_ground_found"},
    )  # fmt: skip


def implicit(case: Case) -> None:
    """What happened that 41(1) names: declared, excused, or to be rectified first."""
    outcomes: list[tuple[str, tuple[Reason, ...]]] = []
    latest: Fact | None = None
    for found in case.all(ImplicitWithdrawalGroundFound):
        # Point (e): it is for the applicant to show that the failure was beyond his or her control.
        excused = False if found.excused is None and found.ground == "41(1)(e)" else found.excused
        decided = _decide(
            case, found,
            {
                "ground": found.ground, "excused": excused, "opportunity_given": found.opportunity_given,
                "housed_by_authorities": found.housed_by_authorities, "required_to_attend": found.required_to_attend,
                "repeatedly": found.repeatedly,
            },
        )  # fmt: skip
        latest = found
        if decided is not None:
            outcomes.append(decided)
    for missed in case.all(InterviewNotAttended):
        decided = _decide(case, missed, {"ground": "41(1)(d)", "excused": missed.justified})
        latest = missed
        if decided is not None:
            outcomes.append(decided)
    if latest is None:
        return
    due = [why for outcome, why in outcomes if outcome == "declare"]
    if due:
        case.oblige(DECLARE_IMPLICIT, due[0], cite=due[0][0].cite)
        case.stand(case.permitted, SUSPEND)
        case.stand(case.permitted, UNFOUNDED_ALL_THE_SAME, cite="APR 41(5)")
        if case.after(ProcedureSuspended, latest.at) is not None:
            case.stand(case.steps, SUSPENDED)
    elif outcomes and len(outcomes) == len(case.all(ImplicitWithdrawalGroundFound)) + len(
        case.all(InterviewNotAttended)
    ):
        why = outcomes[-1][1]
        case.stand(case.forbidden, NOT_IMPLICIT, why, rules=why[0].rules, cite=why[0].cite)


def examine(case: Case) -> None:
    """Withdrawal in writing, or by what the applicant did or left undone, while the application is pending."""
    made = pending(case)
    if made is None:
        return
    withdrawn = case.after(ApplicationWithdrawn, made.at)
    if withdrawn is not None:
        explicit(case, withdrawn)
        return
    implicit(case)
    if case.after(ApplicationLodged, made.at) is None and any(
        duty.provision.startswith("lodging") and duty.status == "late" for duty in case.duties
    ):
        case.stand(case.judgements, NOT_LODGED)


def declared(case: Case) -> None:
    """The decision meets the duty to declare; the declared withdrawal stays visible with what it met."""
    decision = case.last(DecisionTaken)
    made = case.here(ApplicationMade)
    if decision is None or made is None or decision.at.utc(case.zone) < made.at.utc(case.zone):
        return
    if decision.outcome == "explicitly_withdrawn":
        case.oblige(DECLARE_EXPLICIT, met=decision)
    elif decision.outcome == "implicitly_withdrawn":
        case.oblige(DECLARE_IMPLICIT, met=decision)


chapter(440, single=examine, when=(ApplicationMade,))
chapter(441, single=declared, when=(DecisionTaken,))
