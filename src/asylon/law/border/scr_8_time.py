"""Within which time the screening ends, and what ends it (Regulation (EU) 2024/1356, Articles 4(2), 5(3), 8 and 18(6))."""

from __future__ import annotations

from asylon.law.border.scr_5_7_scope import EVENTS, found
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import ApplicationMade, ApprehendedAtExternalBorder, Detained, Fact, Released, ScreeningEnded
from asylon.law.facts.screening import ProceedingsOpened, VoluntaryReturnAccepted
from asylon.law.moments import Moment
from asylon.law.provisions import TimeLimit, declare, permission, prohibition, route_step
from asylon.law.tables import Choice, DecisionTable, Row, register_table

# --- Article 8: within which time -------------------------------------------------------------------------------

_UNFINISHED = Bilingual(
    "The screening ends all the same; unfinished checks do not prolong it and the person is referred (SCR 18(5)).",
    "De screening eindigt niettemin; onvoltooide controles verlengen haar niet en de persoon wordt doorverwezen (SCR 18(5)).",
)
_COMPLETE = Bilingual(
    "complete the screening and refer the person", "de screening voltooien en de persoon doorverwijzen"
)

AT_THE_BORDER = declare(
    TimeLimit(
        id="screening-border",
        block="border",
        rules=("S-7",),
        cite="SCR 8(3)",
        duty=_COMPLETE,
        who="screening_authority",
        starts=Bilingual(
            "the apprehension, disembarkation or presentation at the border",
            "de aanhouding, ontscheping of melding aan de grens",
        ),
        length="screening-border",
        by=Counting.REG_1182_71,
        records="screening_ended",
        consequence=_UNFINISHED,
    )
)
HELD_AT_THE_BORDER = declare(
    TimeLimit(
        id="screening-border-short",
        block="border",
        rules=("S-8",),
        cite="SCR 8(3)",
        duty=_COMPLETE,
        who="screening_authority",
        starts=Bilingual(
            "the end of the 72 hours spent in custody at the border", "het einde van de 72 uur vasthouding aan de grens"
        ),
        length="screening-border-short",
        by=Counting.REG_1182_71,
        records="screening_ended",
        consequence=_UNFINISHED,
        open_questions=("O-4",),
    )
)
IN_THE_TERRITORY = declare(
    TimeLimit(
        id="screening-territory",
        block="border",
        rules=("S-9",),
        cite="SCR 8(4)",
        duty=_COMPLETE,
        who="screening_authority",
        starts=Bilingual("the apprehension within the territory", "de aanhouding op het grondgebied"),
        length="screening-territory",
        by=Counting.REG_1182_71,
        records="screening_ended",
        consequence=_UNFINISHED,
    )
)

PERIOD = register_table(
    DecisionTable(
        name="screening-period",
        question=Bilingual(
            "Within which time must the screening be completed?",
            "Binnen welke termijn moet de screening zijn voltooid?",
        ),
        inputs=(
            Choice(
                "scope",
                ("border_apprehended", "border_disembarked", "crossing_point", "territory"),
                closed=False,
                otherwise=None,
                label=Bilingual("screened as", "gescreend als"),
            ),
            Choice(
                "held_over_72_hours",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual(
                    "kept at the border for more than 72 hours", "langer dan 72 uur aan de grens vastgehouden"
                ),
            ),
        ),
        outcomes={
            AT_THE_BORDER.id: Bilingual("ordinary limit at the border", "gewone termijn aan de grens"),
            HELD_AT_THE_BORDER.id: Bilingual("reduced limit after 72 hours", "verkorte termijn na 72 uur"),
            IN_THE_TERRITORY.id: Bilingual("limit within the territory", "termijn op het grondgebied"),
        },
        hit_policy="unique",
        rows=(
            Row(
                "held",
                {"scope": "border_apprehended", "held_over_72_hours": True},
                HELD_AT_THE_BORDER.id,
                ("S-8",),
                "SCR 8(3)",
            ),
            Row(
                "apprehended",
                {"scope": "border_apprehended", "held_over_72_hours": False},
                AT_THE_BORDER.id,
                ("S-7",),
                "SCR 8(3)",
            ),
            Row(
                "other-border",
                {"scope": ("border_disembarked", "crossing_point")},
                AT_THE_BORDER.id,
                ("S-7",),
                "SCR 8(3)",
            ),
            Row("territory", {"scope": "territory"}, IN_THE_TERRITORY.id, ("S-9",), "SCR 8(4)"),
        ),
    )
)

# --- what holds while it runs -------------------------------------------------------------------------------------

SCREENING = route_step("route:screening", "border", (), "SCR 8", "screening", "screening")
DISCONTINUE = permission(
    "discontinue-screening", "border", ("S-4",), "SCR 5(3)",
    "discontinue the screening: the person leaves for a third country that accepts the return",
    "de screening staken: de persoon vertrekt naar een derde land dat de terugkeer aanvaardt",
    "screening_ended",
)  # fmt: skip
NOT_APPLY = permission(
    "not-apply-screening", "border", ("S-21",), "SCR 18(6)",
    "decide not to apply the screening: criminal or extradition proceedings run",
    "besluiten de screening niet toe te passen: er loopt een strafprocedure of uitlevering",
    "screening_ended",
)  # fmt: skip
RD_AFTERWARDS = prohibition(
    "no-return-procedure-during-screening", "border", ("S9-1",), "SCR 4(2)",
    "no return procedure before the screening at the border has ended",
    "geen terugkeerprocedure voordat de screening aan de grens is geëindigd",
)  # fmt: skip
RD_BESIDE = route_step(
    "return-procedure-beside-screening", "returns", ("S9-4",), "SCR 4(2)",
    "the return procedure runs in parallel with the screening within the territory",
    "de terugkeerprocedure loopt gelijktijdig met de screening op het grondgebied",
)  # fmt: skip


def held_until_over_72_hours(case: Case, start: Fact) -> Moment | None:
    """The moment at which 72 hours of custody at the border are over, if the person is still held then."""
    held = case.first(Detained, lambda fact: fact.ground == "border" and case.day(fact) == case.day(start))
    if held is None:
        return None
    counted = case.count(start.at, "screening-held-at-border", Counting.REG_1182_71)
    released = case.first(Released, lambda fact: fact.at.utc(case.zone) >= held.at.utc(case.zone))
    if released is not None and released.at.utc(case.zone) <= counted.end:
        return None
    if counted.end > case.now:
        case.turn(counted.end)
        return None
    return Moment(counted.end)


def examine(case: Case) -> None:
    """The limit of the screening of one person, and whether it still runs."""
    scope = case.findings.get("screening_scope")
    start = found(case)
    if scope is None or start is None:
        return
    why = case.findings["screening_reasons"]
    ended = case.after(ScreeningEnded, start.at)
    made = case.first(ApplicationMade, lambda fact: fact.state == case.state)
    over = held_until_over_72_hours(case, start) if isinstance(start, ApprehendedAtExternalBorder) else None
    kind = {
        "border": "border_apprehended" if isinstance(start, ApprehendedAtExternalBorder) else "border_disembarked"
    }.get(scope, scope)
    period = case.decide(PERIOD, {"scope": kind, "held_over_72_hours": over is not None})
    if period is None:
        return
    limit = {item.id: item for item in (AT_THE_BORDER, HELD_AT_THE_BORDER, IN_THE_TERRITORY)}[period[0]]
    begin: Fact | Moment = start
    if limit is HELD_AT_THE_BORDER and over is not None and case.book.answer("O-4") == "end_of_72_hours":
        begin = over
    counted = case.count(begin.at if isinstance(begin, Fact) else begin, limit.length, limit.by)
    lapsed = ended is None and counted.end <= case.now
    open_question = ("O-4",) if limit is HELD_AT_THE_BORDER else ()
    case.limit(limit, begin, met=ended, counted=counted, lapsed=lapsed, reasons=why + period[1], rules=open_question)
    if ended is not None:
        case.findings["screening_end"] = ended.at
        case.findings["screening_end_fact"] = ended
        return
    if lapsed and counted.last_day is not None:
        case.findings["screening_end"] = Moment(counted.last_day)
        return
    case.findings["screening_running"] = True
    case.propose_route(10, SCREENING, why, rules=why[0].rules)
    if case.after(VoluntaryReturnAccepted, start.at) is not None:
        case.stand(case.permitted, DISCONTINUE, why)
    if case.first(ProceedingsOpened) is not None:
        case.stand(case.permitted, NOT_APPLY, why)
    if made is None:
        if scope == "territory":
            case.stand(case.steps, RD_BESIDE, why)
        else:
            case.stand(case.forbidden, RD_AFTERWARDS, why)


chapter(208, single=examine, when=EVENTS)
