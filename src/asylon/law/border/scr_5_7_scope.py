"""Who is screened (Regulation (EU) 2024/1356, Articles 5 and 7)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.eurodac.eud_15_26_events import turned_back_and_held
from asylon.law.facts import (
    ApplicationMade,
    ApprehendedAtExternalBorder,
    Disembarked,
    EntryAuthorised,
    EntryConditionsAssessed,
    Fact,
    FoundIllegallyStaying,
    PresentedAtCrossingPoint,
    ScreeningEnded,
    ScreeningStarted,
)
from asylon.law.facts.screening import SentBackToMemberState
from asylon.law.provisions import obligation, permission, prohibition, route_step
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

# --- what holds ---------------------------------------------------------------------------------------------------

RETURN = route_step("route:return_procedure", "returns", (), "RD 6", "return procedure", "terugkeerprocedure")
NO_SCREENING = prohibition(
    "no-screening", "border", ("S-5",), "SCR 7(1)",
    "no screening: the conditions are not met", "geen screening: aan de voorwaarden is niet voldaan",
)  # fmt: skip
END_NOW = obligation(
    "end-screening-entry-conditions-met", "border", ("S-4",), "SCR 5(3)", "screening_authority",
    ("end the screening: the person fulfils the entry conditions",
     "de screening beëindigen: de persoon voldoet aan de toegangsvoorwaarden"),
    ("The screening has no ground any more.", "Voor de screening is geen grond meer."),
)  # fmt: skip
REFRAIN = permission(
    "refrain-from-screening", "border", ("S-6",), "SCR 7(2)",
    "refrain from the screening: the person was sent back at once to another Member State",
    "van de screening afzien: de persoon is meteen naar een andere lidstaat teruggezonden",
)  # fmt: skip
SCREEN_THERE = obligation(
    "screen-after-sending-back", "border", ("S-6",), "SCR 7(2)", "screening_authority",
    ("screen the person who was sent back by another Member State",
     "de door een andere lidstaat teruggezonden persoon screenen"),
    ("The person would not be screened anywhere.", "De persoon zou nergens worden gescreend."),
)  # fmt: skip

_FOUND: dict[type[Fact], str] = {
    ApprehendedAtExternalBorder: "apprehended",
    Disembarked: "disembarked",
    PresentedAtCrossingPoint: "presented",
    FoundIllegallyStaying: "staying_illegally",
}


def found(case: Case) -> Fact | None:
    """The latest fact in this Member State that can bring the person into the screening."""
    if "screening_found" not in case.findings:
        case.findings["screening_found"] = _latest(case)
    latest: Fact | None = case.findings["screening_found"]
    return latest


def _latest(case: Case) -> Fact | None:
    latest: Fact | None = None
    for kind in _FOUND:
        for fact in case.all(kind):
            if fact.state == case.state and (latest is None or fact.at.utc(case.zone) >= latest.at.utc(case.zone)):
                latest = fact
    return latest


#: The events that call the chapters on screening.
EVENTS = (ApprehendedAtExternalBorder, Disembarked, PresentedAtCrossingPoint, FoundIllegallyStaying)


def examine(case: Case) -> None:
    """Whether the person is screened, and under which article."""
    start = found(case)
    if start is None or not case.covers("SCR 5", start):
        return
    made = case.first(ApplicationMade, lambda fact: fact.state == case.state)
    conditions = case.last(EntryConditionsAssessed)
    authorised = case.first(EntryAuthorised, lambda fact: fact.basis.startswith("SBC"))
    basis = "none" if authorised is None else ("6(5)(c)" if authorised.basis == "SBC 6(5)(c)" else "6(5)(a)-(b)")
    staying = start if isinstance(start, FoundIllegallyStaying) else None
    earlier = any(fact.at.utc(case.zone) < start.at.utc(case.zone) for fact in case.all(ScreeningEnded))
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


chapter(205, single=examine, when=EVENTS)
