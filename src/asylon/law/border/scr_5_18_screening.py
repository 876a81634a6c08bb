"""Screening (Regulation (EU) 2024/1356, Articles 5, 7, 8 and 18).

Who is screened, within which time, and where the person goes afterwards.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
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
    Relocated,
    ScreeningEnded,
)
from asylon.law.moments import Moment
from asylon.law.periods import Counting
from asylon.law.provisions import Obligation, Prohibition, RouteStep, TimeLimit, declare
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
        ),
        outcomes={
            "border": Bilingual("screening at the external border (5(1))", "screening aan de buitengrens (5(1))"),
            "crossing_point": Bilingual(
                "screening at the crossing point (5(2))", "screening bij de doorlaatpost (5(2))"
            ),
            "territory": Bilingual("screening within the territory (7)", "screening op het grondgebied (7)"),
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

# --- Article 18: and then ---------------------------------------------------------------------------------------

SCREENING = declare(
    RouteStep(id="route:screening", block="border", rules=(), cite="SCR 8", words=Bilingual("screening", "screening"))
)
REGISTRATION = declare(
    RouteStep(
        id="route:registration",
        block="procedure",
        rules=(),
        cite="APR 27",
        words=Bilingual("registration of the application", "registratie van het verzoek"),
    )
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
ENDED_BY_LAPSE = declare(
    RouteStep(
        id="screening-ended-by-lapse",
        block="border",
        rules=("S-10",),
        cite="SCR 18(5)",
        words=Bilingual(
            "screening ended because its time limit expired", "screening geëindigd doordat de termijn verstreek"
        ),
    )
)
REFER_UNFINISHED = declare(
    Obligation(
        id="refer-unfinished-screening",
        block="border",
        rules=("S-10",),
        cite="SCR 18(5)",
        who="screening_authority",
        duty=Bilingual(
            "refer the person now, with the checks as far as they got",
            "de persoon nu doorverwijzen, met de controles voor zover gevorderd",
        ),
        consequence=Bilingual(
            "Screening beyond its limit has no legal basis.", "Screening voorbij de termijn mist rechtsgrond."
        ),
    )
)
REFER_TO_RELOCATION = declare(
    Obligation(
        id="refer-to-member-state-of-relocation",
        block="border",
        rules=("S9-3",),
        cite="SCR 18(3)",
        who="screening_authority",
        duty=Bilingual(
            "refer the person, with the screening form, to the authorities of the Member States concerned by the relocation",
            "de persoon met het screeningsformulier doorverwijzen naar de autoriteiten van de bij de herplaatsing betrokken lidstaten",
        ),
        consequence=Bilingual("The relocation cannot proceed.", "De herplaatsing kan niet doorgaan."),
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

AFTERWARDS = register_table(
    DecisionTable(
        name="after-screening",
        question=Bilingual(
            "Where is the person referred when the screening ends?",
            "Waarheen wordt de persoon doorverwezen als de screening eindigt?",
        ),
        inputs=(
            Choice(
                "scope",
                ("border", "crossing_point", "territory"),
                closed=False,
                otherwise=None,
                label=Bilingual("screened at", "gescreend"),
            ),
            Choice(
                "application",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("application made", "verzoek gedaan"),
            ),
            Choice(
                "relocation",
                (True, False),
                closed=True,
                otherwise=False,
                label=Bilingual("to be relocated", "te herplaatsen"),
            ),
        ),
        outcomes={
            "return": Bilingual("authorities for return", "autoriteiten voor terugkeer"),
            "registration": Bilingual(
                "authority that registers the application", "autoriteit die het verzoek registreert"
            ),
            "relocation": Bilingual(
                "authorities of the Member States concerned", "autoriteiten van de betrokken lidstaten"
            ),
            "return_continues": Bilingual("return procedure continues", "terugkeerprocedure loopt door"),
            "no_referral": Bilingual(
                "outside the scope without an application", "zonder verzoek buiten het toepassingsgebied"
            ),
        },
        hit_policy="first",
        rows=(
            Row("relocation", {"relocation": True}, "relocation", ("S9-3",), "SCR 18(3)"),
            Row("applicant", {"application": True}, "registration", ("S9-2",), "SCR 18(2)"),
            Row("border-no-application", {"scope": "border"}, "return", ("S9-1",), "SCR 18(1)"),
            Row("territory-no-application", {"scope": "territory"}, "return_continues", ("S9-4",), "SCR 18(4)"),
            Row("crossing-point-no-application", {"scope": "crossing_point"}, "no_referral", ("S-2",), "SCR 5(2)"),
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
    """Scope, limit and outcome of the screening of one person."""
    start = found(case)
    if start is None:
        return
    made = case.first(ApplicationMade, lambda fact: fact.state == case.state)
    conditions = case.last(EntryConditionsAssessed)
    authorised = case.first(EntryAuthorised, lambda fact: fact.basis.startswith("SBC"))
    basis = "none" if authorised is None else ("6(5)(c)" if authorised.basis == "SBC 6(5)(c)" else "6(5)(a)-(b)")
    staying = start if isinstance(start, FoundIllegallyStaying) else None
    earlier = any(fact.at.instant(case.zone) < start.at.instant(case.zone) for fact in case.all(ScreeningEnded))
    decided = case.decide(
        SCOPE,
        {
            "found": _FOUND[type(start)],
            "entry_conditions_fulfilled": conditions.fulfilled if conditions else None,
            "authorised_entry": basis,
            "application": made is not None,
            "turned_back": isinstance(start, ApprehendedAtExternalBorder) and start.turned_back,
            "unauthorised_crossing": staying.unauthorised_crossing if staying else True,
            "screened_before": earlier or (staying.screened_before if staying else None),
        },
    )
    if decided is None:
        return
    scope, why = decided
    if scope == "none":
        if staying is not None or isinstance(start, ApprehendedAtExternalBorder):
            case.stand(case.forbidden, NO_SCREENING, why, rules=why[0].rules, cite=why[0].cite)
        if staying is not None and made is None:
            case.propose_route(20, RETURN, why, rules=("RT-9",), cite="SCR 18(4)")
        return
    case.findings["screening_scope"] = scope
    ended = case.after(ScreeningEnded, start.at)
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
    case.limit(limit, begin, met=ended, counted=counted, lapsed=lapsed, reasons=why + period[1])
    if ended is not None:
        case.findings["screening_end"] = ended.at
        case.findings["screening_end_fact"] = ended
    elif lapsed and counted.last_day is not None:
        case.findings["screening_end"] = Moment(counted.last_day)
        case.stand(case.steps, ENDED_BY_LAPSE, why)
        case.oblige(REFER_UNFINISHED, why)
    else:
        case.findings["screening_running"] = True
        case.propose_route(10, SCREENING, why, rules=why[0].rules)
        return
    afterwards = case.decide(
        AFTERWARDS, {"scope": scope, "application": made is not None, "relocation": case.first(Relocated) is not None}
    )
    if afterwards is None:
        return
    case.stand(case.steps, SCREENING, why, rules=why[0].rules)
    outcome, reasons = afterwards
    if outcome in ("return", "return_continues"):
        case.propose_route(20, RETURN, reasons, rules=reasons[0].rules, cite=reasons[0].cite)
    elif outcome == "registration":
        case.propose_route(15, REGISTRATION, reasons, rules=reasons[0].rules, cite=reasons[0].cite)
    elif outcome == "relocation":
        case.oblige(REFER_TO_RELOCATION, reasons)


chapter(205, single=examine)
