"""Admissibility and what comes before the merits (Regulation (EU) 2024/1348, Articles 38, 39, 58(4)-(5) and 59(8)-(9))."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import ApplicationMade, ApplicationWithdrawn, DecisionTaken, InadmissibilityExamined
from asylon.law.facts.examination import (
    InadmissibilityFound,
    PreliminarilyExamined,
    ThirdCountryAnswered,
    ThirdCountryConsidered,
    ThirdCountryDocumentGiven,
)
from asylon.law.facts.returns import ReturnDecisionReceived
from asylon.law.position import Reason
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.procedure.apr_55_56_subsequent import elements
from asylon.law.procedure.apr_57_61_safe_countries import third_country
from asylon.law.provisions import Block, obligation, permission, prohibition, right, time_limit
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "procedure"

APPLY = time_limit(
    "application-after-return-decision", ("A-38",), "APR 38(1)(e)", "applicant",
    Bilingual("make an application, if protection is wanted, before it can be inadmissible for lateness", "een verzoek doen, als bescherming wordt gewenst, voordat het wegens laatheid niet-ontvankelijk kan zijn"),
    Bilingual("the receipt of the return decision", "de ontvangst van het terugkeerbesluit"),
    Bilingual(
        "A later application may be rejected as inadmissible, if the person was informed of this and nothing relevant is new.",
        "Een later verzoek kan niet-ontvankelijk worden verklaard, als de persoon hierover is geïnformeerd en niets relevants nieuw is.",
    ),
    block=_BLOCK, by=Counting.APR_73, records="application_made",
)  # fmt: skip
MAY = permission(
    "reject-as-inadmissible", _BLOCK, (), "APR 38(1)",
    "reject the application as inadmissible on this ground, where national law authorises it",
    "het verzoek op deze grond niet-ontvankelijk verklaren, als het nationale recht dat toestaat",
    "decision_taken",
)  # fmt: skip
MUST = obligation(
    "reject-subsequent-as-inadmissible", _BLOCK, ("A-39",), "APR 38(2)", "determining_authority",
    ("reject the subsequent application as inadmissible: there is nothing relevantly new", "het volgend verzoek niet-ontvankelijk verklaren: er is niets relevants nieuw"),
    ("The merits may not be examined (APR 39(1)(b)).", "De inhoud mag niet worden onderzocht (APR 39(1)(b))."),
)  # fmt: skip
MAY_NOT = prohibition(
    "no-inadmissibility-on-this-ground", _BLOCK, (), "APR 38",
    "the application may not be rejected as inadmissible on this ground",
    "het verzoek mag niet op deze grond niet-ontvankelijk worden verklaard",
)  # fmt: skip
NO_MERITS = prohibition(
    "no-examination-on-the-merits", _BLOCK, (), "APR 39(1)",
    "the merits are not examined",
    "de inhoud wordt niet onderzocht",
)  # fmt: skip
MANIFESTLY = permission(
    "declare-manifestly-unfounded", _BLOCK, ("A-27",), "APR 39(4)",
    "declare the application manifestly unfounded, if it is unfounded and national law authorises it",
    "het verzoek kennelijk ongegrond verklaren, als het ongegrond is en het nationale recht dat toestaat",
    "decision_taken",
)  # fmt: skip
DOCUMENT = obligation(
    "give-third-country-document", _BLOCK, ("A-43",), "APR 58(4); APR 59(8)", "determining_authority",
    ("give the applicant a document that tells the third country, in its language, that the claim was not examined in substance",
     "de verzoeker een document geven dat het derde land, in zijn taal, meldt dat het verzoek niet inhoudelijk is onderzocht"),
    ("The third country cannot know that protection was never examined.", "Het derde land kan niet weten dat bescherming nooit is onderzocht."),
)  # fmt: skip
AGAIN = right(
    "access-to-procedure-when-not-admitted", _BLOCK, ("A-43",), "APR 58(5); APR 59(9)",
    "has access to the asylum procedure again, because the third country does not admit him or her",
    "heeft weer toegang tot de asielprocedure, omdat het derde land hem of haar niet toelaat",
)  # fmt: skip

_GROUNDS = ("38(1)(a)", "38(1)(b)", "38(1)(c)", "38(1)(d)", "38(1)(e)", "38(2)")

ADMISSIBILITY = register_table(
    DecisionTable(
        name="inadmissibility",
        question=Bilingual(
            "Is the application to be rejected as inadmissible on this ground?",
            "Moet of mag het verzoek op deze grond niet-ontvankelijk worden verklaard?",
        ),
        inputs=(
            Choice("ground", _GROUNDS, label=Bilingual("ground (APR)", "grond (APR)")),
            yes_no("condition", "the condition of the ground is met", "aan de voorwaarde van de grond is voldaan", open_=True),
            Choice(
                "unless", (True, False),
                label=Bilingual("the exception of the ground applies (no admission, nothing weighed, something new)", "de uitzondering van de grond geldt (geen toelating, niet gewogen, iets nieuws)"),
            ),
        ),
        outcomes={
            "must": Bilingual("must be rejected", "moet worden afgewezen"),
            "may": Bilingual("may be rejected", "mag worden afgewezen"),
            "not": Bilingual("may not be rejected", "mag niet worden afgewezen"),
        },
        hit_policy="first",
        rows=(
            Row("nothing-new", {"ground": "38(2)", "condition": True}, "must", ("A-39",), "APR 38(2)"),
            Row("something-new", {"ground": "38(2)"}, "not", ("A-39",), "APR 55(6)"),
            Row("first-country-not", {"ground": "38(1)(a)", "condition": False}, "not", ("A-34",), "APR 58(1)"),
            Row("first-country-no-admission", {"ground": "38(1)(a)", "unless": True}, "not", ("A-34",), "APR 38(1)(a)"),
            Row("first-country", {"ground": "38(1)(a)"}, "may", ("A-34",), "APR 38(1)(a)"),
            Row("third-country-not", {"ground": "38(1)(b)", "condition": False}, "not", ("A-35",), "APR 59"),
            Row("third-country-no-admission", {"ground": "38(1)(b)", "unless": True}, "not", ("A-35",), "APR 38(1)(b)"),
            Row("third-country", {"ground": "38(1)(b)"}, "may", ("A-35",), "APR 38(1)(b)"),
            Row("not-protected-elsewhere", {"ground": "38(1)(c)", "condition": False}, "not", ("A-36",), "APR 38(1)(c)"),
            Row("protected-elsewhere", {"ground": "38(1)(c)"}, "may", ("A-36",), "APR 38(1)(c)"),
            Row("no-safe-relocation", {"ground": "38(1)(d)", "condition": False}, "not", ("A-37",), "APR 38(1)(d)"),
            Row("court-did-not-weigh", {"ground": "38(1)(d)", "unless": True}, "not", ("A-37",), "APR 38(1)(d)"),
            Row("safe-relocation", {"ground": "38(1)(d)"}, "may", ("A-37",), "APR 38(1)(d)"),
            Row("in-time-or-not-informed", {"ground": "38(1)(e)", "condition": False}, "not", ("A-38",), "APR 38(1)(e)"),
            Row("new-since", {"ground": "38(1)(e)", "unless": True}, "not", ("A-38",), "APR 38(1)(e)"),
            Row("late-after-return-decision", {"ground": "38(1)(e)"}, "may", ("A-38",), "APR 38(1)(e)"),
        ),
    )
)  # fmt: skip

#: What would settle the condition, or the exception, of each ground.
_SETTLES = {
    "38(1)(a)": "third_country_considered", "38(1)(b)": "third_country_considered", "38(1)(c)": "inadmissibility_found",
    "38(1)(d)": "inadmissibility_found", "38(1)(e)": "inadmissibility_found", "38(2)": "preliminarily_examined",
}  # fmt: skip


def _late(case: Case) -> bool | None:
    """38(1)(e): made only after seven working days from the receipt of a return decision, of which the person was informed."""
    received = case.first(ReturnDecisionReceived)
    made = case.here(ApplicationMade)
    if received is None or made is None or case.day(received) > case.day(made):
        return False
    last = case.count(received.at, APPLY.length, APPLY.by).last_day
    if last is None or case.day(made) <= last:
        return False
    return received.informed_of_consequences


def _inputs(case: Case, ground: str) -> tuple[bool | None, bool | None, tuple[Reason, ...]]:
    """Whether the condition of a ground is met, whether its exception applies, and the rows of other tables behind it."""
    if ground == "38(2)":
        found = elements(case)
        if found is None or found[0] == "discretion":
            return None, False, ()
        return found[0] == "inadmissible", False, found[1]
    if ground in ("38(1)(a)", "38(1)(b)"):
        concept = "first_country_of_asylum" if ground == "38(1)(a)" else "safe_third_country"
        decided = third_country(case, ground)
        considered = case.last(ThirdCountryConsidered, lambda fact: fact.concept == concept)
        refused = considered is not None and case.after(ThirdCountryAnswered, considered.at)
        clear = considered is not None and considered.clearly_not_admitted is True
        if refused and refused.answer == "refused_admission":
            clear = True
        return (
            (None if decided is None else decided[0] == "applies"),
            clear,
            (decided[1] if decided is not None else ()),
        )
    stated = case.last(InadmissibilityFound)
    if ground == "38(1)(e)":
        return _late(case), stated.new_since_return_decision if stated is not None else None, ()
    if stated is None:
        return None, None if ground == "38(1)(d)" else False, ()
    if ground == "38(1)(c)":
        return stated.protection_in_member_state, False, ()
    return stated.safe_relocation, stated.not_weighed_by_court, ()


def admissibility(case: Case) -> None:
    """Each ground under examination: may, must or may not the application be rejected as inadmissible?"""
    if pending(case) is None or case.findings.get("examined_elsewhere") or case.first(ApplicationWithdrawn) is not None:
        return
    examined = case.last(InadmissibilityExamined)
    grounds = [examined.ground] if examined is not None else []
    if case.first(PreliminarilyExamined) is not None and "38(2)" not in grounds:
        grounds.append("38(2)")
    for ground in grounds:
        condition, unless, behind = _inputs(case, ground)
        decided = case.decide(
            ADMISSIBILITY,
            {"ground": ground, "condition": condition, "unless": unless},
            known_as={"condition": _SETTLES[ground], "unless": _SETTLES[ground]},
        )
        if decided is None:
            continue
        outcome, rows = decided
        why = rows + behind
        rules = tuple(dict.fromkeys(rule for reason in why for rule in reason.rules))
        if outcome == "must":
            case.oblige(MUST, why)
        elif outcome == "may":
            case.stand(case.permitted, MAY, why, rules=rules, cite=rows[0].cite)
        else:
            case.stand(case.forbidden, MAY_NOT, why, rules=rules, cite=rows[0].cite)


def after_third_country(case: Case) -> None:
    """After a rejection because of a third country: the document for it, and the way back where it does not admit."""
    decision = case.last(DecisionTaken)
    examined = case.last(InadmissibilityExamined)
    if decision is None or decision.outcome != "inadmissible" or examined is None:
        return
    if examined.ground not in ("38(1)(a)", "38(1)(b)"):
        return
    first = examined.ground == "38(1)(a)"
    case.oblige(
        DOCUMENT, met=case.after(ThirdCountryDocumentGiven, decision.at), cite="APR 58(4)" if first else "APR 59(8)"
    )
    answer = case.after(ThirdCountryAnswered, decision.at)
    # Only 58(5) speaks of a third country that does not reply in the time set.
    if answer is not None and (answer.answer == "refused_admission" or (first and answer.answer == "no_reply")):
        case.stand(case.rights, AGAIN, cite="APR 58(5)" if first else "APR 59(9)")


def return_decision_first(case: Case) -> None:
    """From the receipt of a return decision, before any application: the time in which to apply."""
    received = case.first(ReturnDecisionReceived)
    if received is None or case.first(DecisionTaken) is not None:
        return
    made = case.after(ApplicationMade, received.at)
    if made is None and case.first(ApplicationMade) is not None:
        return
    case.limit(APPLY, received, met=made, expires=True)


def merits(case: Case) -> None:
    """What keeps the merits from being examined (39(1)), and when an unfounded application may be manifestly so (39(4))."""
    if pending(case) is None:
        return
    if case.findings.get("examined_elsewhere"):
        case.stand(case.forbidden, NO_MERITS, cite="APR 39(1)(a)")
    elif case.first(ApplicationWithdrawn) is not None:
        case.stand(case.forbidden, NO_MERITS, cite="APR 39(1)(c)")
    elif case.findings.get("circumstance_42"):
        case.stand(case.permitted, MANIFESTLY)


chapter(739, single=admissibility, when=(InadmissibilityExamined, PreliminarilyExamined))
chapter(740, single=after_third_country, when=(DecisionTaken,))
chapter(738, single=return_decision_first, when=(ReturnDecisionReceived,))
chapter(743, single=merits, when=(ApplicationMade,))
