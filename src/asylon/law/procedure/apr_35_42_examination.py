"""Duration of the examination and acceleration (Regulation (EU) 2024/1348, Articles 35, 38, 42 and 79)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import as_it_stood, chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import (
    ApplicationLodged,
    ApplicationWithdrawn,
    BorderExceptionFound,
    ContinuedInNormalProcedure,
    DecisionTaken,
    ExaminationExtended,
    IdentifiedInMemberStateResponsible,
    InadmissibilityExamined,
)
from asylon.law.periods import Counting
from asylon.law.position import Reason
from asylon.law.procedure.apr_42_acceleration import chosen, circumstance
from asylon.law.provisions import JudgementQuestion, Permission, Prohibition, RouteStep, TimeLimit, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_LODGED = Bilingual("the lodging of the application", "de indiening van het verzoek")
_STILL_DUE = Bilingual(
    "The decision stays due; the applicant may invoke the delay.",
    "De beslissing blijft verschuldigd; de verzoeker kan zich op de vertraging beroepen.",
)
_NOT_ADMISSIBLE = Bilingual(
    "Expiry alone does not make the application admissible (APR 35(1)).",
    "Het verstrijken alleen maakt het verzoek niet ontvankelijk (APR 35(1)).",
)
_ADMISSIBILITY = Bilingual(
    "conclude whether the application is inadmissible", "vaststellen of het verzoek niet-ontvankelijk is"
)


def _limit(
    id_: str,
    rules: tuple[str, ...],
    cite: str,
    duty: Bilingual,
    consequence: Bilingual,
    open_questions: tuple[str, ...] = (),
) -> TimeLimit:
    return declare(
        TimeLimit(
            id=id_,
            block="procedure",
            rules=rules,
            cite=cite,
            who="determining_authority",
            duty=duty,
            starts=_LODGED,
            length=id_,
            records="decision_taken",
            by=Counting.APR_73,
            consequence=consequence,
            open_questions=open_questions,
        )
    )


INADMISSIBILITY = _limit("inadmissibility-examination", ("A-24",), "APR 35(1)", _ADMISSIBILITY, _NOT_ADMISSIBLE)
AFTER_RETURN_DECISION = _limit(
    "inadmissibility-examination-after-return-decision",
    ("A-25",),
    "APR 35(1)",
    _ADMISSIBILITY,
    _NOT_ADMISSIBLE,
    ("O-17",),
)
ACCELERATED = _limit(
    "accelerated-examination",
    ("A-27",),
    "APR 35(3)",
    Bilingual("conclude the accelerated examination", "het versnelde onderzoek afronden"),
    _STILL_DUE,
)
MERITS = _limit(
    "merits-examination",
    ("A-28",),
    "APR 35(4)",
    Bilingual("conclude the examination on the merits", "het onderzoek ten gronde afronden"),
    _STILL_DUE,
)

ROUTE_NORMAL = declare(
    RouteStep(
        id="route:normal_procedure",
        block="procedure",
        rules=("A-28",),
        cite="APR 35(4)",
        words=Bilingual("normal asylum procedure", "gewone asielprocedure"),
    )
)
ROUTE_ACCELERATED = declare(
    RouteStep(
        id="route:accelerated_procedure",
        block="procedure",
        rules=("A-27",),
        cite="APR 42",
        words=Bilingual("accelerated asylum procedure", "versnelde asielprocedure"),
    )
)
ROUTE_INADMISSIBILITY = declare(
    RouteStep(
        id="route:inadmissibility_procedure",
        block="procedure",
        rules=("A-24",),
        cite="APR 38",
        words=Bilingual("admissibility procedure", "ontvankelijkheidsprocedure"),
    )
)
ROUTE_CLOSED = declare(
    RouteStep(
        id="route:closed",
        block="procedure",
        rules=(),
        cite="APR 39",
        words=Bilingual(
            "procedure ended by a decision or withdrawal", "procedure beëindigd door beslissing of intrekking"
        ),
    )
)
NO_LAPSE = declare(
    Prohibition(
        id="no-admissibility-by-lapse",
        block="procedure",
        rules=("A-26",),
        cite="APR 35(1)",
        words=Bilingual(
            "the application does not become admissible because the limit expired",
            "het verzoek wordt niet ontvankelijk doordat de termijn is verstreken",
        ),
    )
)
NO_SECOND = declare(
    Prohibition(
        id="no-second-extension",
        block="procedure",
        rules=("A-28",),
        cite="APR 35(5)",
        words=Bilingual(
            "no second extension: the extension is once and in all at most that long",
            "geen tweede verlenging: de verlenging is eenmalig en in totaal ten hoogste zo lang",
        ),
    )
)
EXTEND = declare(
    Permission(
        id="extend-examination",
        block="procedure",
        rules=("A-28",),
        cite="APR 35(5)",
        records="examination_extended",
        words=Bilingual(
            "extend the limit once, for disproportionate numbers, complexity or the applicant's sole fault",
            "de termijn eenmaal verlengen wegens onevenredige aantallen, complexiteit of uitsluitende schuld van de verzoeker",
        ),
    )
)
EXTENSION = declare(
    JudgementQuestion(
        id="examination-extension",
        block="procedure",
        rules=("A-28",),
        cite="APR 35(5)",
        who="determining_authority",
        records="examination_extended",
        question=Bilingual(
            "The limit has passed or is near: does a ground of extension apply?",
            "De termijn is verstreken of nabij: is er een grond voor verlenging?",
        ),
    )
)
TO_NORMAL = declare(
    Permission(
        id="continue-normal-procedure",
        block="procedure",
        rules=("A-27",),
        cite="APR 42(2)",
        records="continued_in_normal_procedure",
        words=Bilingual(
            "continue in the normal procedure because the issues are too complex, and inform the applicant",
            "voortzetten in de gewone procedure omdat de kwesties te complex zijn, en de verzoeker informeren",
        ),
    )
)
MERITS_LIMIT = register_table(
    DecisionTable(
        name="merits-examination-limit",
        question=Bilingual(
            "In which procedure are the merits examined?", "In welke procedure wordt ten gronde onderzocht?"
        ),
        inputs=(
            Choice("border", closed=True, label=Bilingual("border procedure", "grensprocedure")),
            Choice("support_lacking", closed=True, label=Bilingual("necessary support not possible in it (21(2))", "nodige ondersteuning daarin niet mogelijk (21(2))")),
            Choice("too_complex", closed=True, label=Bilingual("too complex (42(2))", "te complex (42(2))")),
            Choice("circumstance", ("accelerate", "none"), label=Bilingual("circumstance of 42(1) or (3)", "omstandigheid van 42(1) of (3)")),
        ),
        outcomes={
            "border": Bilingual(
                "border procedure: national limits inside its maximum",
                "grensprocedure: nationale termijnen binnen haar maximum",
            ),
            "accelerated": Bilingual("accelerated procedure", "versnelde procedure"),
            "normal": Bilingual("normal procedure", "gewone procedure"),
        },
        hit_policy="first",
        rows=(
            Row("border", {"border": True}, "border", ("B9-2",), "APR 51(2)"),
            Row("support-lacking", {"support_lacking": True}, "normal", ("A-28", "B-8"), "APR 21(2)"),
            Row("too-complex", {"too_complex": True}, "normal", ("A-27", "A-28"), "APR 42(2)"),
            Row("accelerated", {"circumstance": "accelerate"}, "accelerated", ("A-27",), "APR 42(1)"),
            Row("normal", {}, "normal", ("A-28",), "APR 35(4)"),
        ),
    )
)  # fmt: skip


def merits_procedure(case: Case) -> tuple[str, tuple[Reason, ...]]:
    """In which procedure the merits are examined now, and why: border, accelerated or normal.

    Nothing is accelerated until a circumstance is established: what is unknown stays noted, the normal procedure stands.
    """
    found = circumstance(case)
    lacking = case.last(BorderExceptionFound)
    decided = case.decide(
        MERITS_LIMIT,
        {
            "border": bool(case.findings.get("border_route")),
            "support_lacking": lacking is not None and lacking.ground == "21(2)",
            "too_complex": case.first(ContinuedInNormalProcedure) is not None,
            "circumstance": found[0] if found is not None else "none",
        },
    )
    assert decided is not None  # every input is given
    outcome, why = decided
    if outcome == "accelerated" and found is not None:
        return outcome, found[1] + why
    return outcome, why


def _extended(case: Case, parameter: str) -> str:
    """The parameter of the extension, if one was decided. Once only: a further decision adds nothing (35(2), (5))."""
    return parameter if case.first(ExaminationExtended) is not None else ""


def _admissibility(case: Case, lodged: ApplicationLodged, decided: DecisionTaken | None, withdrawn: bool) -> None:
    examined = case.last(InadmissibilityExamined)
    if examined is None:
        return
    if examined.ground == "38(1)(e)":
        start = examined if case.book.answer("O-17") == "examination_started" else lodged
        duty = case.limit(AFTER_RETURN_DECISION, start, met=decided, lapsed=withdrawn)
    else:
        extra = _extended(case, "inadmissibility-extension")
        duty = case.limit(
            INADMISSIBILITY,
            lodged,
            met=decided,
            extra=extra,
            lapsed=withdrawn,
            hangs_on=("O-7",) if extra else (),
            cite="APR 35(2)" if extra else "",
        )
    if decided is None and not withdrawn:
        case.propose_route(40, ROUTE_INADMISSIBILITY)
    if duty.status == "late":
        case.stand(case.forbidden, NO_LAPSE)


def examine(case: Case) -> None:
    """The clocks of the examination, from the lodging."""
    if case.first(ApplicationWithdrawn) is not None:
        case.propose_route(70, ROUTE_CLOSED)
    identified = case.here(IdentifiedInMemberStateResponsible)
    lodged = case.after(ApplicationLodged, identified.at) if identified else case.here(ApplicationLodged)
    if lodged is None or lodged.state != case.state:
        return
    if not case.governs("APR 35"):
        return
    if case.findings.get("examined_elsewhere"):
        return
    decided = case.after(DecisionTaken, lodged.at)
    withdrawn = case.first(ApplicationWithdrawn) is not None and decided is None
    _admissibility(case, lodged, decided, withdrawn)
    seen = case if decided is None else as_it_stood(case, decided.at)
    outcome, why = merits_procedure(seen)
    if seen is not case:
        case.reasons.extend(seen.reasons)
    if decided is not None:
        case.propose_route(70, ROUTE_CLOSED)
    if outcome == "accelerated":
        duty = case.limit(ACCELERATED, lodged, met=decided, lapsed=withdrawn, reasons=why, rules=("T-6",))
        if duty.status in ("open", "late"):
            case.propose_route(30, ROUTE_ACCELERATED, why)
            case.stand(case.permitted, TO_NORMAL)
    elif outcome == "normal":
        extra = _extended(case, "merits-extension")
        duty = case.limit(
            MERITS,
            lodged,
            met=decided,
            extra=extra,
            lapsed=withdrawn,
            reasons=why,
            rules=("T-6",),
            hangs_on=("O-7",) if extra else (),
            cite="APR 35(5)" if extra else "",
        )
        if duty.status in ("open", "late"):
            case.propose_route(30, ROUTE_NORMAL, why)
            if extra:
                case.stand(case.forbidden, NO_SECOND)
            else:
                case.stand(case.permitted, EXTEND)
                case.stand(case.judgements, EXTENSION)


def decided_route(case: Case) -> None:
    """The route that a named person decided is shown as the route; the computed one stays visible as a step."""
    route = chosen(case)
    steps = {
        "screening": None,
        "asylum_border_procedure": None,
        "normal_procedure": ROUTE_NORMAL,
        "accelerated_procedure": ROUTE_ACCELERATED,
        "inadmissibility_procedure": ROUTE_INADMISSIBILITY,
    }
    step = steps.get(route or "")
    if step is not None and (case.route is None or case.route.provision != step.id):
        case.propose_route(45, step)


# After the chapters on responsibility: nothing is examined where another Member State is responsible (APR 39(1)(a)).
chapter(735, single=examine)
chapter(742, single=decided_route)
