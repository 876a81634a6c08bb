"""Placement and tracing for unaccompanied minors (Directive (EU) 2024/1346, Article 27(9) and (10)).

Their representatives stand with Article 23 of Regulation (EU) 2024/1348: it is one duty.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts.reception import FamilyTracingStarted, MinorPlaced
from asylon.law.provisions import Block, obligation, prohibition
from asylon.law.reception.rcd_2_applicant import BEGINS, applicant_since
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "reception"
_RULES = ("RC-27",)

PLACE = obligation(
    "place-unaccompanied-minor", _BLOCK, _RULES, "RCD 27(9)", "reception_authority",
    ("place the minor with adult relatives, a foster family, in a centre for minors or other suitable accommodation",
     "de minderjarige plaatsen bij volwassen familie, een pleeggezin, in een centrum voor minderjarigen of andere geschikte huisvesting"),
    ("A placement among adults is lawful only from 16 and in the minor's best interests.",
     "Plaatsing tussen volwassenen mag alleen vanaf 16 jaar en in het belang van de minderjarige."),
)  # fmt: skip
NOT_AMONG_ADULTS = prohibition(
    "no-centre-for-adults", _BLOCK, _RULES, "RCD 27(9)",
    "the minor may not be placed in a centre for adults", "de minderjarige mag niet in een centrum voor volwassenen worden geplaatst",
)  # fmt: skip
TRACE = obligation(
    "trace-family-of-minor", _BLOCK, _RULES, "RCD 27(10)", "reception_authority",
    ("start tracing the minor's family as soon as possible, in confidence where anyone could be endangered",
     "zo snel mogelijk beginnen met de opsporing van het gezin, vertrouwelijk waar iemand gevaar kan lopen"),
    ("The Directive names no date; delay works against the child.", "De richtlijn noemt geen datum; uitstel werkt tegen het kind."),
)  # fmt: skip

PLACEMENT = register_table(
    DecisionTable(
        name="placement-of-minor",
        question=Bilingual("Is the placement of the minor allowed?", "Is de plaatsing van de minderjarige toegestaan?"),
        inputs=(
            Choice(
                "placement",
                ("adult_relatives", "foster_family", "centre_for_minors", "other_suitable", "centre_for_adults"),
                label=Bilingual("placement", "plaatsing"),
            ),
            yes_no("old_enough", "16 or older", "16 jaar of ouder", open_=True),
            yes_no(
                "best_interests", "in the best interests of the minor", "in het belang van de minderjarige", open_=True
            ),
        ),
        outcomes={
            "allowed": Bilingual("allowed", "toegestaan"),
            "not_allowed": Bilingual("not allowed", "niet toegestaan"),
        },
        hit_policy="first",
        rows=(
            Row(
                "for-minors",
                {"placement": ("adult_relatives", "foster_family", "centre_for_minors", "other_suitable")},
                "allowed",
                _RULES,
                "RCD 27(9)",
            ),
            Row("too-young", {"old_enough": False}, "not_allowed", _RULES, "RCD 27(9)"),
            Row("not-best", {"best_interests": False}, "not_allowed", _RULES, "RCD 27(9)"),
            Row("adults", {}, "allowed", _RULES, "RCD 27(9)"),
        ),
    )
)


def examine(case: Case) -> None:
    """While the applicant is an unaccompanied minor."""
    if not case.unaccompanied or applicant_since(case) is None or case.minor_on(case.today) is not True:
        return
    case.oblige(TRACE, met=case.first(FamilyTracingStarted))
    placed = case.last(MinorPlaced)
    if placed is None:
        case.oblige(PLACE)
        return
    found = case.decide(
        PLACEMENT,
        {
            "placement": placed.placement,
            "old_enough": case.reached("adult-centre-age", case.today),
            "best_interests": placed.best_interests,
        },
        known_as={"old_enough": "born"},
    )
    if found is None:
        return
    if found[0] == "allowed":
        case.oblige(PLACE, found[1], met=placed)
    else:
        case.stand(case.forbidden, NOT_AMONG_ADULTS, found[1])
        case.oblige(PLACE, found[1])


chapter(327, single=examine, when=BEGINS)
