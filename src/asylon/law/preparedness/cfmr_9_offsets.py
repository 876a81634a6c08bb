"""Offsets and credit in a crisis (Regulation (EU) 2024/1359, Article 9): up to the whole need, above the fair share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from asylon.law.book import Book
from asylon.law.calculations import Calculated, calculation, given, percentage, step, yes
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.preparedness import AboveFairShare, ShareReductionNotified, SolidarityResponsePlan
from asylon.law.circumstances.responsibility import TakeBackRelief
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.preparedness.cfmr_10_13_derogations import derogation_in_force
from asylon.law.provisions import obligation, route_step, time_limit
from asylon.law.solidarity.ammr_63_offset_numbers import cap, missing
from asylon.law.tables import Choice, DecisionTable, Row, register_table

MANDATORY = register_table(
    DecisionTable(
        name="crisis-offsets",
        question=Bilingual(
            "Must contributing Member States take over applications of the Member State in crisis?",
            "Moeten bijdragende lidstaten verzoeken van de lidstaat in crisis overnemen?",
        ),
        inputs=(
            Choice("short", closed=True, label=Bilingual("pledges below the relocations needed", "toezeggingen onder de benodigde herplaatsingen")),
            Choice("directive", closed=True, label=Bilingual("Directive 2001/55/EC activated without its Article 11", "Richtlijn 2001/55/EG in werking zonder artikel 11 ervan")),
            Choice("take_back_relief", closed=True, label=Bilingual("CFMR 13 authorised", "CFMR 13 toegestaan")),
        ),
        outcomes={"mandatory": Bilingual("yes", "ja"), "not": Bilingual("no", "nee")},
        hit_policy="first",
        rows=(
            Row("directive", {"directive": True}, "not", ("X-18",), "CFMR 9(1)"),
            Row("take-back-relief", {"take_back_relief": True}, "not", ("X-17", "X-18"), "CFMR 9(1)"),
            Row("short", {"short": True}, "mandatory", ("X-18",), "CFMR 9(1)(a)"),
            Row("covered", {}, "not", ("X-18",), "CFMR 9(1)"),
        ),
    )
)  # fmt: skip
TAKE_OVER = obligation(
    "crisis-offsets", "preparedness", ("X-18",), "CFMR 9(1)", "contributing_state",
    ("take responsibility for applications of the Member State in crisis, up to the whole need and if necessary above the fair share",
     "verantwoordelijkheid nemen voor verzoeken van de lidstaat in crisis, tot de hele behoefte en zo nodig boven het billijke aandeel"),
    ("If that does not suffice either, the High-Level Forum meets at once (9(2)).",
     "Volstaat ook dat niet, dan komt het forum op hoog niveau meteen bijeen (9(2))."),
)  # fmt: skip
NO_OFFSETS = route_step(
    "no-crisis-offsets", "preparedness", ("X-18",), "CFMR 9(1)",
    "no mandatory offsets in this crisis", "geen verplichte compensaties in deze crisis",
)  # fmt: skip
CREDIT = time_limit(
    "crisis-credit", ("X-18",), "CFMR 9(4); 9(5)", "contributing_state",
    Bilingual("notify the Commission that the fair share is to be reduced by what was taken above it",
              "de Commissie melden dat het billijke aandeel wordt verminderd met wat erboven is genomen"),
    Bilingual("the day on which the Council decision is no longer in force", "de dag waarop het Raadsbesluit niet meer geldt"),
    Bilingual("The reduction can no longer be claimed.", "De vermindering kan niet meer worden ingeroepen."),
    block="preparedness", by=Counting.REG_1182_71, records="share_reduction_notified",
)  # fmt: skip


@calculation(
    "crisis-offsets",
    block="preparedness",
    question=Bilingual(
        "How many applications must be taken over in a crisis, and what is credited to whoever takes more than its share?",
        "Hoeveel verzoeken moeten in een crisis worden overgenomen, en wat wordt verrekend met wie meer neemt dan zijn aandeel?",
    ),
    data=Bilingual(
        "needs: relocations needed; pool and additional: pledges for them; directive and take_back_relief: whether they rule offsets"
        " out; states: for each contributing Member State fair_share, pledged and taken, in applications",
        "needs: benodigde herplaatsingen; pool en additional: toezeggingen daarvoor; directive en take_back_relief: of zij compensaties"
        " uitsluiten; states: per bijdragende lidstaat fair_share, pledged en taken, in verzoeken",
    ),
    rules=("X-18", "L-21"),
    cite="CFMR 9(1); 9(4)",
)
def crisis_offsets(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """CFMR 9(1): what pledges lack to the whole need; (4): what a Member State took beyond its cap is credited to it.

    The cap of AMMR 63(7) does not bind here (9(1)(b)); it is shown so that the credit can be followed.
    """
    needs = given(data, "needs") * percentage(book.number("crisis-offsets", on))
    pledged = given(data, "pool", 0) + given(data, "additional", 0)
    ruled_out = yes(data, "directive") or yes(data, "take_back_relief")
    number = Fraction() if ruled_out else missing(needs, pledged)
    states: dict[str, dict[str, int]] = {}
    for state, figures in (data.get("states") or {}).items():
        most = floor(cap(given(figures, "fair_share"), given(figures, "pledged", 0)))
        taken = int(given(figures, "taken", 0))
        states[state] = {"cap": most, "credit": max(taken - most, 0)}
    return Calculated(
        name="crisis-offsets",
        values={"mandatory": number > 0, "number": int(number), "states": states},
        rules=("X-18",) + (("L-21",) if states else ()),
        cites=("CFMR 9(1)",) + (("CFMR 9(4)",) if states else ()),
        steps=(
            step("relocations needed", "benodigde herplaatsingen", needs, "CFMR 9(1)(a)"),
            step("pledged for them", "daarvoor toegezegd", pledged, "CFMR 9(1)"),
        ),
    )


def needs(case: Case) -> None:
    """Whether the plan for this Member State makes offsets mandatory."""
    plan = case.last(SolidarityResponsePlan, lambda item: item.state == case.state)
    if plan is None:
        return
    found = case.decide(
        MANDATORY,
        {
            "short": plan.pool + plan.additional < plan.relocations,
            "directive": plan.directive,
            "take_back_relief": derogation_in_force(case.circumstances, "CFMR 13", case.today, case.state) is not None
            or case.last(TakeBackRelief, lambda item: item.state == case.state) is not None,
        },
    )
    if found is None:
        return
    outcome, why = found
    if outcome == "mandatory":
        case.oblige(TAKE_OVER, why)
    else:
        case.stand(case.steps, NO_OFFSETS, why, rules=why[0].rules)


def credit(case: Case) -> None:
    """CFMR 9(4)(b): five years in which the reduction may be claimed."""
    above = case.last(AboveFairShare, lambda item: item.state == case.state)
    if above is not None:
        case.limit(CREDIT, above, met=case.after(ShareReductionNotified, above.at), expires=True)


chapter(809, state=needs, when=(SolidarityResponsePlan,))
chapter(810, state=credit, when=(AboveFairShare,))
