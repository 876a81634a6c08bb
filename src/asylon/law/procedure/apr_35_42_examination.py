"""Duration of the examination and acceleration (Regulation (EU) 2024/1348, Articles 35, 42 and 79)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import as_it_stood, chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
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
from asylon.law.facts.appeals import AppealDecided
from asylon.law.position import Reason
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.procedure.apr_35_postponement import EXPEDITED, POSTPONE, POSTPONED, expedited, postponement
from asylon.law.procedure.apr_42_acceleration import chosen, circumstance
from asylon.law.provisions import (
    TimeLimit,
    declare,
    judgement,
    permission,
    prohibition,
    route_step,
    silence,
    time_limit,
)
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

ROUTE_NORMAL = route_step(
    "route:normal_procedure", "procedure", ("A-28",), "APR 35(4)",
    "normal asylum procedure",
    "gewone asielprocedure",
)  # fmt: skip
ROUTE_ACCELERATED = route_step(
    "route:accelerated_procedure", "procedure", ("A-27",), "APR 42",
    "accelerated asylum procedure",
    "versnelde asielprocedure",
)  # fmt: skip
ROUTE_INADMISSIBILITY = route_step(
    "route:inadmissibility_procedure", "procedure", ("A-24",), "APR 38",
    "admissibility procedure",
    "ontvankelijkheidsprocedure",
)  # fmt: skip
ROUTE_CLOSED = route_step(
    "route:closed", "procedure", (), "APR 39",
    "procedure ended by a decision or withdrawal",
    "procedure beëindigd door beslissing of intrekking",
)  # fmt: skip
NO_LAPSE = prohibition(
    "no-admissibility-by-lapse", "procedure", ("A-26",), "APR 35(1)",
    "the application does not become admissible because the limit expired",
    "het verzoek wordt niet ontvankelijk doordat de termijn is verstreken",
)  # fmt: skip
NO_SECOND = prohibition(
    "no-second-extension", "procedure", ("A-28",), "APR 35(5)",
    "no second extension: the extension is once and in all at most that long",
    "geen tweede verlenging: de verlenging is eenmalig en in totaal ten hoogste zo lang",
)  # fmt: skip
EXTEND = permission(
    "extend-examination", "procedure", ("A-28",), "APR 35(5)",
    "extend the limit once, for disproportionate numbers, complexity or the applicant's sole fault",
    "de termijn eenmaal verlengen wegens onevenredige aantallen, complexiteit of uitsluitende schuld van de verzoeker",
    "examination_extended",
)  # fmt: skip
EXTENSION = judgement(
    "examination-extension", "procedure", ("A-28",), "APR 35(5)", "determining_authority",
    "The limit has passed or is near: does a ground of extension apply?",
    "De termijn is verstreken of nabij: is er een grond voor verlenging?",
    "examination_extended",
)  # fmt: skip
TO_NORMAL = permission(
    "continue-normal-procedure", "procedure", ("A-27",), "APR 42(2)",
    "continue in the normal procedure because the issues are too complex, and inform the applicant",
    "voortzetten in de gewone procedure omdat de kwesties te complex zijn, en de verzoeker informeren",
    "continued_in_normal_procedure",
)  # fmt: skip
# Article 35(8): after a referral back national law sets shorter limits.
REFERRED = time_limit(
    "examination-after-referral", ("A-31",), "APR 35(8)", "determining_authority",
    Bilingual("conclude the examination again after the court referred the case back", "het onderzoek opnieuw afronden nadat de rechter de zaak heeft terugverwezen"),
    Bilingual("the ruling that annulled the decision", "de uitspraak die de beslissing vernietigde"),
    _STILL_DUE, block="procedure", by=Counting.APR_73, records="decision_taken",
)  # fmt: skip
NOT_KNOWN = silence(
    "national-referral-limit-not-known", "procedure", ("A-31",), "APR 35(8)",
    "National law sets a limit shorter than those of Article 35 for a case referred back; none is recorded here.",
    "Het nationale recht stelt voor een terugverwezen zaak een kortere termijn dan die van artikel 35; er is er hier geen vastgelegd.",
)  # fmt: skip

START = register_table(
    DecisionTable(
        name="merits-examination-start",
        question=Bilingual("From which lodging do the six months run?", "Vanaf welke indiening lopen de zes maanden?"),
        inputs=(Choice("transferred", closed=True, label=Bilingual("transferred to this Member State", "overgedragen aan deze lidstaat")),),
        outcomes={
            "lodging": Bilingual("the lodging", "de indiening"),
            "lodging_after_transfer": Bilingual("the lodging here after the transfer", "de indiening hier na de overdracht"),
        },
        rows=(
            Row("ordinary", {"transferred": False}, "lodging", ("A-28",), "APR 35(4)"),
            Row("transferred", {"transferred": True}, "lodging_after_transfer", ("A-29",), "APR 35(6)"),
        ),
    )
)  # fmt: skip

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
            Choice("expedited", closed=True, label=Bilingual("expedited procedure recommended and used (CFMR 14)", "versnelde afdoening aanbevolen en gebruikt (CFMR 14)")),
            Choice("circumstance", ("accelerate", "none"), label=Bilingual("circumstance of 42(1) or (3)", "omstandigheid van 42(1) of (3)")),
        ),
        outcomes={
            "border": Bilingual(
                "border procedure: national limits inside its maximum",
                "grensprocedure: nationale termijnen binnen haar maximum",
            ),
            "expedited": Bilingual("expedited, as a matter of priority", "met voorrang en versneld afgedaan"),
            "accelerated": Bilingual("accelerated procedure", "versnelde procedure"),
            "normal": Bilingual("normal procedure", "gewone procedure"),
        },
        hit_policy="first",
        rows=(
            Row("border", {"border": True}, "border", ("B9-2",), "APR 51(2)"),
            Row("expedited", {"expedited": True}, "expedited", ("A-32", "X-20"), "CFMR 14(2)"),
            Row("support-lacking", {"support_lacking": True}, "normal", ("A-28", "B-8"), "APR 21(2)"),
            Row("too-complex", {"too_complex": True}, "normal", ("A-27", "A-28"), "APR 42(2)"),
            Row("accelerated", {"circumstance": "accelerate"}, "accelerated", ("A-27",), "APR 42(1)"),
            Row("normal", {}, "normal", ("A-28",), "APR 35(4)"),
        ),
    )
)  # fmt: skip


def merits_procedure(case: Case) -> tuple[str, tuple[Reason, ...]]:
    """In which procedure the merits are examined now, and why: border, expedited, accelerated or normal.

    Nothing is accelerated until a circumstance is established: what is unknown stays noted, the normal procedure stands.
    """
    found = circumstance(case)
    case.findings["circumstance_42"] = found is not None and found[0] == "accelerate"
    lacking = case.last(BorderExceptionFound)
    decided = case.decide(
        MERITS_LIMIT,
        {
            "border": bool(case.findings.get("border_route")),
            "support_lacking": lacking is not None and lacking.ground == "21(2)",
            "too_complex": case.first(ContinuedInNormalProcedure) is not None,
            "expedited": expedited(case),
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
    elif outcome == "expedited":
        if case.limit(EXPEDITED, lodged, met=decided, lapsed=withdrawn, reasons=why).status in ("open", "late"):
            case.propose_route(30, ROUTE_NORMAL, why)
    elif outcome == "normal" and postponement(case) is not None:
        if case.limit(POSTPONED, lodged, met=decided, lapsed=withdrawn, reasons=why).status in ("open", "late"):
            case.propose_route(30, ROUTE_NORMAL, why)
    elif outcome == "normal":
        start = case.decide(START, {"transferred": True}) if identified is not None else None
        why = why + (start[1] if start is not None else ())
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
                case.stand(case.permitted, POSTPONE)
                case.stand(case.judgements, EXTENSION)


def referred(case: Case) -> None:
    """A case that a court referred back is examined again, within the shorter limit of national law (35(8))."""
    ruling = case.last(AppealDecided, lambda fact: fact.outcome == "referred_back")
    if ruling is None or pending(case) is None:
        return
    case.propose_route(75, ROUTE_NORMAL, rules=("A-31",), cite="APR 35(8)")
    if case.book.choices.get(case.state, {}).get(REFERRED.length) is None:
        case.silent("examination-after-referral", NOT_KNOWN)
        return
    case.limit(REFERRED, ruling)


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
chapter(738, single=referred, when=(AppealDecided,))
chapter(742, single=decided_route)
