"""Duration and end of the asylum border procedure (Regulation (EU) 2024/1348, Articles 43(2)-(3) and 51(2); CFMR 11(1))."""

from __future__ import annotations

from asylon.law.border.apr_43_54_border_procedure import ENTRY, FACILITIES, MUST, PRIORITY, ROUTE
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import ApplicationMade, ApplicationRegistered, ArrivedAfterRelocation, RightToRemainEnded
from asylon.law.facts.appeals import AppealDecided, CourtDecidedOnRemaining
from asylon.law.position import Reason
from asylon.law.preparedness.cfmr_10_13_derogations import derogation_in_force
from asylon.law.provisions import TimeLimit, declare, prohibition, route_step
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

RETURN_BORDER = route_step(
    "route:return_border_procedure", "returns", ("B9-6", "R-1"), "APR 43(3)",
    "return border procedure",
    "terugkeergrensprocedure",
)  # fmt: skip
NO_ENTRY = prohibition(
    "no-entry", "border", ("B9-6",), "APR 43(3)",
    "entry to the territory may not be authorised",
    "toegang tot het grondgebied mag niet worden verleend",
)  # fmt: skip
NON_ENTRY = route_step(
    "fiction-of-non-entry", "border", ("B-10",), "APR 43(2)",
    "not authorised to enter while the border procedure runs",
    "geen toegang verleend zolang de grensprocedure loopt",
)  # fmt: skip
ENTRY_BY_EXPIRY = route_step(
    "entry-by-expiry", "border", ("B9-5",), "APR 51(2)",
    "the maximum duration of the border procedure has expired",
    "de maximale duur van de grensprocedure is verstreken",
)  # fmt: skip
_START = Bilingual("the registration of the application", "de registratie van het verzoek")
_END = Bilingual(
    "finish the whole border procedure, appeal included", "de hele grensprocedure afronden, beroep inbegrepen"
)
_EXPIRY = Bilingual(
    "Entry is authorised, unless the return border procedure applies.",
    "Toegang wordt verleend, tenzij de terugkeergrensprocedure van toepassing is.",
)


def _duration(id_: str, rule: str, cite: str) -> TimeLimit:
    return declare(
        TimeLimit(
            id=id_,
            block="border",
            rules=(rule,),
            cite=cite,
            who="member_state",
            duty=_END,
            starts=_START,
            length=id_,
            records="right_to_remain_ended",
            by=Counting.APR_73,
            consequence=_EXPIRY,
        )
    )


TWELVE_WEEKS = _duration("border-procedure", "B9-2", "APR 51(2)")
RELOCATION = _duration("border-procedure-relocation", "B9-3", "APR 51(2)")
CRISIS = _duration("border-procedure-crisis", "B9-4", "CFMR 11(1)")


DURATION = register_table(
    DecisionTable(
        name="border-procedure-duration",
        question=Bilingual("How long may the border procedure last?", "Hoe lang mag de grensprocedure duren?"),
        inputs=(
            yes_no(
                "relocated", "applied by the Member State of relocation", "toegepast door de lidstaat van herplaatsing"
            ),
            yes_no(
                "crisis",
                "derogation CFMR 11(1) in force when the application was made",
                "afwijking CFMR 11(1) van kracht toen het verzoek werd gedaan",
            ),
        ),
        outcomes={
            TWELVE_WEEKS.id: Bilingual("ordinary maximum", "gewoon maximum"),
            RELOCATION.id: Bilingual("maximum after relocation", "maximum na herplaatsing"),
            CRISIS.id: Bilingual("maximum in a crisis", "maximum in een crisis"),
        },
        hit_policy="first",
        rows=(
            Row("relocated", {"relocated": True}, RELOCATION.id, ("B9-3",), "APR 51(2)"),
            Row("crisis", {"crisis": True}, CRISIS.id, ("B9-4", "X-10"), "CFMR 11(1)"),
            Row("ordinary", {}, TWELVE_WEEKS.id, ("B9-2",), "APR 51(2)"),
        ),
    )
)

AFTERWARDS = register_table(
    DecisionTable(
        name="after-border-procedure",
        question=Bilingual(
            "What follows when the right to remain or the time of the border procedure ends?",
            "Wat volgt als het recht om te blijven of de tijd van de grensprocedure eindigt?",
        ),
        inputs=(
            Choice(
                "right_ended",
                ("no", "10(3)", "10(4)(a)", "10(4)(b)", "10(4)(c)", "68_no_request", "68_court_refused", "other"),
                closed=True,
                otherwise="no",
                label=Bilingual("right to remain ended by", "recht om te blijven geëindigd door"),
            ),
            yes_no("expired", "maximum duration expired", "maximale duur verstreken"),
        ),
        outcomes={
            "return_border": Bilingual("no entry; return border procedure", "geen toegang; terugkeergrensprocedure"),
            "surrender": Bilingual("surrendered or extradited", "overgeleverd of uitgeleverd"),
            "entry": Bilingual("authorise entry", "toegang verlenen"),
            "continue": Bilingual("border procedure continues", "grensprocedure loopt door"),
        },
        hit_policy="first",
        rows=(
            Row(
                "subsequent-or-danger",
                {"right_ended": ("10(4)(a)", "10(4)(c)")},
                "return_border",
                ("B9-6", "R-1"),
                "APR 43(3)(a)",
            ),
            Row("no-request", {"right_ended": "68_no_request"}, "return_border", ("B9-6", "R-1"), "APR 43(3)(b)"),
            Row("court-refused", {"right_ended": "68_court_refused"}, "return_border", ("B9-6", "R-1"), "APR 43(3)(c)"),
            Row(
                "surrendered", {"right_ended": ("10(3)", "10(4)(b)")}, "surrender", ("B9-2",), "APR 10(3); APR 10(4)(b)"
            ),
            Row("ended", {"right_ended": "other"}, "return_border", ("B9-2", "R-1"), "RBPR 4(1)"),
            Row("expired", {"expired": True}, "entry", ("B9-5",), "APR 51(2)"),
            Row("running", {}, "continue", ("B9-2",), "APR 51(2)"),
        ),
    )
)


def right_ended(case: Case) -> RightToRemainEnded | None:
    """The recorded end of the right to remain, unless a court has since allowed the person to remain or ruled for him or her."""
    ended = case.last(RightToRemainEnded)
    if ended is None:
        return None
    court = case.after(CourtDecidedOnRemaining, ended.at)
    ruling = case.after(AppealDecided, ended.at)
    restored = (court is not None and court.allowed) or (ruling is not None and ruling.outcome != "dismissed")
    return None if restored else ended


def examine(case: Case) -> None:
    """The clock of the border procedure, from the registration, and what follows its end."""
    reasons: tuple[Reason, ...] | None = case.findings.get("border_reasons")
    made = case.first(ApplicationMade)
    if reasons is None or made is None:
        return
    arrived = case.here(ArrivedAfterRelocation)
    registered = case.first(ApplicationRegistered) if arrived is not None else case.here(ApplicationRegistered)
    start = registered or arrived
    if start is None:
        return
    crisis = derogation_in_force(case.circumstances, "CFMR 11(1)", case.day(made), case.state) is not None
    duration = case.decide(DURATION, {"relocated": arrived is not None, "crisis": crisis})
    if duration is None:
        return
    limit = {item.id: item for item in (TWELVE_WEEKS, RELOCATION, CRISIS)}[duration[0]]
    ended = right_ended(case)
    duty = case.limit(limit, start, met=ended, reasons=reasons + duration[1])
    expired = duty.end is not None and duty.end <= case.now and ended is None
    afterwards = case.decide(AFTERWARDS, {"right_ended": ended.basis if ended else None, "expired": expired})
    if afterwards is None:
        return
    outcome, rows = afterwards
    case.findings["border_after"] = outcome
    if outcome == "continue":
        case.stand(case.steps, NON_ENTRY, reasons)
        case.propose_route(50, ROUTE, reasons, rules=reasons[-1].rules if reasons else ())
        return
    case.end_obligations(MUST, PRIORITY, FACILITIES, by=ended)
    if outcome == "entry":
        case.findings["border_route"] = False
        case.stand(case.steps, ENTRY_BY_EXPIRY, rows)
        case.oblige(ENTRY, rows, cite="APR 51(2)", rules=rows[0].rules)
    elif outcome == "return_border":
        case.stand(case.forbidden, NO_ENTRY, rows, cite=rows[0].cite, rules=rows[0].rules)
        # APR 43(3) leads there only where that Regulation binds the Member State.
        if case.governs("RBPR 4"):
            case.propose_route(75, RETURN_BORDER, rows, cite=rows[0].cite)


chapter(251, single=examine)
