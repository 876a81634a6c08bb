"""Screening (Regulation (EU) 2024/1356, Articles 5, 7 and 8): who is screened, and within which time."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.eurodac.eud_15_26_events import turned_back_and_held
from asylon.law.facts import (
    ApplicationMade,
    ApprehendedAtExternalBorder,
    Detained,
    Disembarked,
    EntryAuthorised,
    EntryConditionsAssessed,
    Fact,
    FoundIllegallyStaying,
    PresentedAtCrossingPoint,
    Released,
    ScreeningEnded,
    ScreeningStarted,
)
from asylon.law.facts.screening import ProceedingsOpened, SentBackToMemberState, VoluntaryReturnAccepted
from asylon.law.moments import Moment
from asylon.law.periods import Counting
from asylon.law.provisions import Obligation, Permission, Prohibition, RouteStep, TimeLimit, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table

# --- Article 5 and 7: who ---------------------------------------------------------------------------------------

SCOPE = register_table(
    DecisionTable(
        name="screening-scope",
        question=Bilingual(
            "Is the person screened, and under which article?",
            "Wordt de persoon gescreend, en op grond van welk artikel?",
        ),
        inputs=(
            Choice(
                "found",
                ("apprehended", "disembarked", "presented", "staying_illegally", "none"),
                closed=True,
                otherwise="none",
                label=Bilingual("found how", "hoe aangetroffen"),
            ),
            Choice(
                "entry_conditions_fulfilled",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("entry conditions fulfilled", "aan toegangsvoorwaarden voldaan"),
            ),
            Choice(
                "authorised_entry",
                ("none", "6(5)(a)-(b)", "6(5)(c)"),
                closed=True,
                otherwise="none",
                label=Bilingual("entry authorised under SBC 6(5)", "toegang verleend op grond van SGC 6(5)"),
            ),
            Choice(
                "application",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("application made", "verzoek gedaan"),
            ),
            Choice(
                "turned_back",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("turned back at once", "meteen teruggestuurd"),
            ),
            Choice(
                "unauthorised_crossing",
                (True, False),
                closed=False,
                otherwise=None,
                label=Bilingual("entered by unauthorised crossing", "onrechtmatig de buitengrens overschreden"),
            ),
            Choice(
                "screened_before",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("screened before", "eerder gescreend"),
            ),
            Choice(
                "sent_back",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual(
                    "sent back at once to another Member State under an arrangement",
                    "meteen op grond van een regeling teruggezonden naar een andere lidstaat",
                ),
            ),
        ),
        outcomes={
            "border": Bilingual("screening at the external border (5(1))", "screening aan de buitengrens (5(1))"),
            "crossing_point": Bilingual(
                "screening at the crossing point (5(2))", "screening bij de doorlaatpost (5(2))"
            ),
            "territory": Bilingual("screening within the territory (7)", "screening op het grondgebied (7)"),
            "left_to_other_state": Bilingual(
                "may be left to the Member State to which the person was sent back",
                "mag worden overgelaten aan de lidstaat waarnaar de persoon is teruggezonden",
            ),
            "none": Bilingual("no screening", "geen screening"),
        },
        hit_policy="first",
        rows=(
            Row("nobody-found", {"found": "none"}, "none", ("S-1", "S-5"), "SCR 5; SCR 7"),
            Row("conditions-fulfilled", {"entry_conditions_fulfilled": True}, "none", ("S-4",), "SCR 5(3)"),
            Row(
                "authorised-and-applying",
                {"authorised_entry": "6(5)(c)", "application": True},
                "crossing_point",
                ("S-3",),
                "SCR 5(3)",
            ),
            Row("authorised", {"authorised_entry": ("6(5)(a)-(b)", "6(5)(c)")}, "none", ("S-3",), "SCR 5(3)"),
            Row("turned-back", {"found": "apprehended", "turned_back": True}, "none", ("S-1",), "SCR 5(1)(a)"),
            Row("apprehended", {"found": "apprehended"}, "border", ("S-1",), "SCR 5(1)(a)"),
            Row("disembarked", {"found": "disembarked"}, "border", ("S-1",), "SCR 5(1)(b)"),
            Row(
                "presented-and-applying",
                {"found": "presented", "application": True},
                "crossing_point",
                ("S-2",),
                "SCR 5(2)",
            ),
            Row("presented", {"found": "presented"}, "none", ("S-2",), "SCR 5(2)"),
            Row(
                "screened-before", {"found": "staying_illegally", "screened_before": True}, "none", ("S-5",), "SCR 7(1)"
            ),
            Row(
                "lawful-crossing",
                {"found": "staying_illegally", "unauthorised_crossing": False},
                "none",
                ("S-5",),
                "SCR 7(1)",
            ),
            Row(
                "sent-back",
                {"found": "staying_illegally", "unauthorised_crossing": True, "sent_back": True},
                "left_to_other_state",
                ("S-6",),
                "SCR 7(2)",
            ),
            Row(
                "staying-illegally",
                {"found": "staying_illegally", "unauthorised_crossing": True},
                "territory",
                ("S-5",),
                "SCR 7(1)",
            ),
        ),
    )
)

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

# --- what holds ---------------------------------------------------------------------------------------------------

SCREENING = declare(
    RouteStep(id="route:screening", block="border", rules=(), cite="SCR 8", words=Bilingual("screening", "screening"))
)
RETURN = declare(
    RouteStep(
        id="route:return_procedure",
        block="returns",
        rules=(),
        cite="RD 6",
        words=Bilingual("return procedure", "terugkeerprocedure"),
    )
)
NO_SCREENING = declare(
    Prohibition(
        id="no-screening",
        block="border",
        rules=("S-5",),
        cite="SCR 7(1)",
        words=Bilingual(
            "no screening: the conditions are not met", "geen screening: aan de voorwaarden is niet voldaan"
        ),
    )
)
END_NOW = declare(
    Obligation(
        id="end-screening-entry-conditions-met",
        block="border",
        rules=("S-4",),
        cite="SCR 5(3)",
        who="screening_authority",
        duty=Bilingual(
            "end the screening: the person fulfils the entry conditions",
            "de screening beëindigen: de persoon voldoet aan de toegangsvoorwaarden",
        ),
        consequence=Bilingual("The screening has no ground any more.", "Voor de screening is geen grond meer."),
    )
)
DISCONTINUE = declare(
    Permission(
        id="discontinue-screening",
        block="border",
        rules=("S-4",),
        cite="SCR 5(3)",
        records="screening_ended",
        words=Bilingual(
            "discontinue the screening: the person leaves for a third country that accepts the return",
            "de screening staken: de persoon vertrekt naar een derde land dat de terugkeer aanvaardt",
        ),
    )
)
REFRAIN = declare(
    Permission(
        id="refrain-from-screening",
        block="border",
        rules=("S-6",),
        cite="SCR 7(2)",
        words=Bilingual(
            "refrain from the screening: the person was sent back at once to another Member State",
            "van de screening afzien: de persoon is meteen naar een andere lidstaat teruggezonden",
        ),
    )
)
SCREEN_THERE = declare(
    Obligation(
        id="screen-after-sending-back",
        block="border",
        rules=("S-6",),
        cite="SCR 7(2)",
        who="screening_authority",
        duty=Bilingual(
            "screen the person who was sent back by another Member State",
            "de door een andere lidstaat teruggezonden persoon screenen",
        ),
        consequence=Bilingual("The person would not be screened anywhere.", "De persoon zou nergens worden gescreend."),
    )
)
NOT_APPLY = declare(
    Permission(
        id="not-apply-screening",
        block="border",
        rules=("S-21",),
        cite="SCR 18(6)",
        records="screening_ended",
        words=Bilingual(
            "decide not to apply the screening: criminal or extradition proceedings run",
            "besluiten de screening niet toe te passen: er loopt een strafprocedure of uitlevering",
        ),
    )
)
RD_AFTERWARDS = declare(
    Prohibition(
        id="no-return-procedure-during-screening",
        block="border",
        rules=("S9-1",),
        cite="SCR 4(2)",
        words=Bilingual(
            "no return procedure before the screening at the border has ended",
            "geen terugkeerprocedure voordat de screening aan de grens is geëindigd",
        ),
    )
)
RD_BESIDE = declare(
    RouteStep(
        id="return-procedure-beside-screening",
        block="returns",
        rules=("S9-4",),
        cite="SCR 4(2)",
        words=Bilingual(
            "the return procedure runs in parallel with the screening within the territory",
            "de terugkeerprocedure loopt gelijktijdig met de screening op het grondgebied",
        ),
    )
)

_FOUND: dict[type[Fact], str] = {
    ApprehendedAtExternalBorder: "apprehended",
    Disembarked: "disembarked",
    PresentedAtCrossingPoint: "presented",
    FoundIllegallyStaying: "staying_illegally",
}


def found(case: Case) -> Fact | None:
    """The latest fact in this Member State that can bring the person into the screening."""
    latest: Fact | None = None
    for kind in _FOUND:
        for fact in case.all(kind):
            if fact.state == case.state and (
                latest is None or fact.at.instant(case.zone) >= latest.at.instant(case.zone)
            ):
                latest = fact
    return latest


def held_until_over_72_hours(case: Case, start: Fact) -> Moment | None:
    """The moment at which 72 hours of custody at the border are over, if the person is still held then."""
    held = case.first(Detained, lambda fact: fact.ground == "border" and case.day(fact) == case.day(start))
    if held is None:
        return None
    counted = case.count(start.at, "screening-held-at-border", Counting.REG_1182_71)
    released = case.first(Released, lambda fact: fact.at.instant(case.zone) >= held.at.instant(case.zone))
    if released is not None and released.at.instant(case.zone) <= counted.end:
        return None
    if counted.end > case.at:
        case.turn(counted.end)
        return None
    return Moment(counted.end)


def examine(case: Case) -> None:
    """Scope and limit of the screening of one person, and whether it still runs."""
    start = found(case)
    if start is None or not case.covers("SCR 5", start):
        return
    made = case.first(ApplicationMade, lambda fact: fact.state == case.state)
    conditions = case.last(EntryConditionsAssessed)
    authorised = case.first(EntryAuthorised, lambda fact: fact.basis.startswith("SBC"))
    basis = "none" if authorised is None else ("6(5)(c)" if authorised.basis == "SBC 6(5)(c)" else "6(5)(a)-(b)")
    staying = start if isinstance(start, FoundIllegallyStaying) else None
    earlier = any(fact.at.instant(case.zone) < start.at.instant(case.zone) for fact in case.all(ScreeningEnded))
    sent_back = case.after(SentBackToMemberState, start.at)
    decided = case.decide(
        SCOPE,
        {
            "found": _FOUND[type(start)],
            "entry_conditions_fulfilled": conditions.fulfilled if conditions else None,
            "authorised_entry": basis,
            "application": made is not None,
            "turned_back": isinstance(start, ApprehendedAtExternalBorder)
            and (start.turned_back or turned_back_and_held(case, start)),
            "unauthorised_crossing": staying.unauthorised_crossing if staying else True,
            "screened_before": earlier or (staying.screened_before if staying else None),
            "sent_back": sent_back is not None,
        },
    )
    if decided is None:
        return
    scope, why = decided
    ended = case.after(ScreeningEnded, start.at)
    if scope == "left_to_other_state" and sent_back is not None:
        case.stand(case.permitted, REFRAIN, why)
        case.oblige(SCREEN_THERE, why, state=sent_back.to)
        return
    if scope == "none":
        if staying is not None or isinstance(start, ApprehendedAtExternalBorder):
            case.stand(case.forbidden, NO_SCREENING, why, rules=why[0].rules, cite=why[0].cite)
        if "S-4" in why[0].rules and case.after(ScreeningStarted, start.at) is not None:
            case.oblige(END_NOW, why, met=ended)
        if staying is not None and made is None:
            case.propose_route(20, RETURN, why, rules=("RT-9",), cite="SCR 18(4)")
        return
    case.findings["screening_scope"] = scope
    case.findings["screening_reasons"] = why
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
    lapsed = ended is None and counted.end <= case.at
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


chapter(
    205, single=examine,
    when=(ApprehendedAtExternalBorder, Disembarked, PresentedAtCrossingPoint, FoundIllegallyStaying),
)  # fmt: skip
