"""Deductions, and requests for offsets between Member States (Regulation (EU) 2024/1351, Articles 61, 62 and 69)."""

from __future__ import annotations

from asylon.law.book import UNION
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.solidarity import (
    ContributionPledged,
    DeductionAssessed,
    DeductionDecided,
    DeductionRequested,
    OffsetsAnswered,
    OffsetsRequested,
    PoolNeedNotified,
    PoolUseAnnounced,
)
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.position import Reason
from asylon.law.provisions import obligation, permission, prohibition, time_limit
from asylon.law.solidarity.ammr_11_situations import situations
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

_BY = Counting.AMMR_75

# --- Articles 61 and 62: deductions ------------------------------------------------------------------------------------

DEDUCTION = register_table(
    DecisionTable(
        name="deduction",
        question=Bilingual(
            "On which ground may the Member State ask to be relieved of its pledges?",
            "Op welke grond mag de lidstaat korting op zijn toezeggingen vragen?",
        ),
        inputs=(
            Choice("because", ("under_pressure", "significant_situation"), label=Bilingual("because of", "wegens")),
            yes_no("identified", "found so by the Commission", "door de Commissie zo bevonden"),
            yes_no("pool", "pool used, or need for it notified", "pool gebruikt, of behoefte eraan gemeld"),
        ),
        outcomes={
            "not": Bilingual("not: it uses the pool", "niet: hij gebruikt de pool"),
            "may": Bilingual("it may ask", "hij mag erom vragen"),
            "may_reasoned": Bilingual(
                "it may ask, with reasons for the situation itself",
                "hij mag erom vragen, met motivering van de situatie zelf",
            ),
        },
        hit_policy="first",
        rows=(
            Row("pool-used", {"because": "under_pressure", "pool": True}, "not", ("L-14",), "AMMR 61(1)"),
            Row("pressure-found", {"because": "under_pressure", "identified": True}, "may", ("L-14",), "AMMR 61(1)"),
            Row("pressure-own-view", {"because": "under_pressure"}, "may_reasoned", ("L-14",), "AMMR 61(2)"),
            Row("situation-found", {"identified": True}, "may", ("L-15",), "AMMR 62(2)"),
            Row("situation-own-view", {}, "may_reasoned", ("L-15",), "AMMR 62(3)"),
        ),
    )
)
ASK = permission(
    "request-deduction", "solidarity", ("L-14", "L-15"), "AMMR 61; 62",
    "ask for a partial or full deduction of its pledges, at any time", "te allen tijde gedeeltelijke of volledige korting op zijn toezeggingen vragen",
    records="deduction_requested",
)  # fmt: skip
NOT_ASK = prohibition(
    "no-deduction-because-of-pressure", "solidarity", ("L-14",), "AMMR 61(1)",
    "ask for a deduction because of pressure while it uses the pool", "korting wegens druk vragen terwijl hij de pool gebruikt",
)  # fmt: skip
_ASSESS = Bilingual(
    "inform the Council of its assessment of the request", "de Raad inlichten over haar beoordeling van het verzoek"
)
_REQUEST = Bilingual("the receipt of the request", "de ontvangst van het verzoek")
_NO_EFFECT = Bilingual(
    "The request stays pending; without a Council act the pledge stands.",
    "Het verzoek blijft hangende; zonder Raadshandeling blijft de toezegging staan.",
)
ASSESS = {
    "under_pressure": time_limit(
        "deduction-assessment-pressure", ("L-14",), "AMMR 61(3)", "commission", _ASSESS, _REQUEST, _NO_EFFECT,
        block="solidarity", by=_BY, records="deduction_assessed",
    ),
    "significant_situation": time_limit(
        "deduction-assessment-situation", ("L-15",), "AMMR 62(4)", "commission", _ASSESS, _REQUEST, _NO_EFFECT,
        block="solidarity", by=_BY, records="deduction_assessed",
    ),
}  # fmt: skip
DECIDE_DEDUCTION = obligation(
    "decide-on-deduction", "solidarity", ("L-14", "L-15"), "AMMR 61(4); 62(5)", "council",
    ("decide by implementing act whether the Member State may derogate from its pledge",
     "bij uitvoeringshandeling besluiten of de lidstaat van zijn toezegging mag afwijken"),
    ("The act sets no time; until then the pledge stands.", "De verordening noemt geen termijn; tot dan blijft de toezegging staan."),
)  # fmt: skip

# --- Articles 63 and 69: a request for offsets -------------------------------------------------------------------------

REPLY_OFFSETS = time_limit(
    "offsets-reply", ("L-17",), "AMMR 69(2)", "contributing_state",
    Bilingual("reply to the request for offsets; fewer may be accepted", "op het verzoek om compensaties antwoorden; minder mag"),
    Bilingual("the receipt of the request", "de ontvangst van het verzoek"),
    Bilingual("Silence is no acceptance: the act says nothing of the kind.", "Stilzwijgen is geen aanvaarding: de verordening zegt dat niet."),
    block="solidarity", by=_BY, records="offsets_answered",
)  # fmt: skip


_GROUNDS = ("under_pressure", "significant_situation")


def _ground(case: Case, because: str) -> tuple[str, tuple[Reason, ...], tuple[str, ...]] | None:
    found, more = situations(case)
    uses = any(item.state == case.state for kind in (PoolUseAnnounced, PoolNeedNotified) for item in case.all(kind))
    decided = case.decide(DEDUCTION, {"because": because, "identified": because in found, "pool": uses})
    return None if decided is None else (*decided, more if because in found else ())


def deductions(case: Case) -> None:
    """What a Member State with a pledge may ask, and the clocks of a request."""
    if case.state == UNION or not case.applies("AMMR 61(1)"):
        return
    request = case.last(DeductionRequested, lambda item: item.state == case.state)
    pledged = any(item.state == case.state for item in case.all(ContributionPledged))
    for because in _GROUNDS if pledged and request is None else ():
        found = _ground(case, because)
        if found is not None and found[0] == "not":
            case.stand(case.forbidden, NOT_ASK, found[1])
        elif found is not None:
            case.stand(case.permitted, ASK, found[1], about=because, rules=found[2], cite=found[1][0].cite)
    if request is None:
        return
    found = _ground(case, request.because)
    if found is None:
        return
    outcome, why, _ = found
    if outcome == "not":
        case.stand(case.forbidden, NOT_ASK, why)
        return
    assessed = case.after(DeductionAssessed, request.at)
    case.limit(ASSESS[request.because], request, met=assessed, state=UNION, reasons=why)
    if assessed is not None:
        case.oblige(DECIDE_DEDUCTION, why, state=UNION, met=case.after(DeductionDecided, assessed.at))


def offsets(case: Case) -> None:
    """Each request for offsets has its own thirty days."""
    for request in case.all(OffsetsRequested):
        if request.state == case.state:
            replies = (
                item
                for item in case.all(OffsetsAnswered)
                if item.benefitting == request.benefitting and case.day(item) >= case.day(request)
            )
            case.limit(REPLY_OFFSETS, request, met=next(replies, None))


chapter(761, state=deductions)
chapter(770, state=offsets, when=(OffsetsRequested,))
