"""The return border procedure (Regulation (EU) 2024/1349, Articles 1, 4, 6 and 8).

Who is in it, from when and for how long, what applies of the Return Directive, and departure of one's own accord.
Detention is in ``rbpr_5_detention``.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from asylon.law.border.apr_51_border_duration import right_ended
from asylon.law.border.scr_5_7_scope import RETURN
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances import CrisisDerogation
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted, Counting
from asylon.law.facts import ApplicationMade, DecisionNotified, DecisionTaken, Fact, RightToRemainEnded
from asylon.law.facts.determination import LeftTerritory
from asylon.law.facts.returns import (
    ReturnRiskFound,
    TravelDocumentSurrendered,
    VoluntaryDepartureAsked,
    VoluntaryDepartureGranted,
    VoluntaryDepartureRefused,
)
from asylon.law.lengths import Length, Unit
from asylon.law.moments import Moment
from asylon.law.position import Reason
from asylon.law.preparedness.cfmr_10_13_derogations import derogation_in_force
from asylon.law.provisions import obligation, permission, prohibition, right, route_step, time_limit
from asylon.law.tables import Choice, DecisionTable, Row, register_table

# --- Article 4(1)-(2) and 6: from when, for how long --------------------------------------------------------------

_ENFORCE = Bilingual(
    "enforce the return decision while the person lives at or near the border",
    "het terugkeerbesluit uitvoeren terwijl de persoon aan of bij de grens verblijft",
)
_FROM = Bilingual(
    "the date on which there is no right to remain and the person is not allowed to remain",
    "de datum waarop er geen recht om te blijven is en de persoon niet mag blijven",
)
_CONTINUES = Bilingual(
    "The return procedure continues under the Return Directive (RBPR 4(4)); residence and detention at the border end.",
    "De terugkeerprocedure loopt door volgens de Terugkeerrichtlijn (RBPR 4(4)); verblijf en bewaring aan de grens eindigen.",
)
TWELVE_WEEKS = time_limit(
    "return-border-procedure", ("R-2",), "RBPR 4(2)", "return_authority", _ENFORCE, _FROM, _CONTINUES,
    block="border", by=Counting.RBPR_11, records="left_territory", open_questions=("O-3",),
)  # fmt: skip
CRISIS = time_limit(
    "return-border-procedure-crisis", ("R-8",), "RBPR 6(1)", "return_authority", _ENFORCE, _FROM, _CONTINUES,
    block="border", by=Counting.RBPR_11, records="left_territory", open_questions=("O-3",),
)  # fmt: skip

START = register_table(
    DecisionTable(
        name="return-border-start",
        question=Bilingual(
            "From which date do the weeks of the return border procedure run?",
            "Vanaf welke datum lopen de weken van de terugkeergrensprocedure?",
        ),
        inputs=(
            Choice("nobody_asked", closed=True, label=Bilingual("right ended because nobody asked to remain", "recht geëindigd doordat niemand vroeg te mogen blijven")),
            Choice("notified", closed=True, label=Bilingual("notification of the decision recorded", "bekendmaking van de beslissing vastgelegd")),
            Choice("reading", ("expiry_of_request_limit", "notification"), label=Bilingual("reading where nobody asks (O-13)", "lezing als niemand het vraagt (O-13)")),
        ),
        outcomes={
            "recorded": Bilingual("the date recorded", "de vastgelegde datum"),
            "request_limit": Bilingual("the last day of the limit to ask", "de laatste dag van de termijn om het te vragen"),
            "notification": Bilingual("the notification of the decision", "de bekendmaking van de beslissing"),
        },
        hit_policy="first",
        rows=(
            Row("asked-or-otherwise", {"nobody_asked": False}, "recorded", ("R-2",), "RBPR 4(2)"),
            Row("not-notified", {"notified": False}, "recorded", ("R-2", "O-13"), "RBPR 4(2)"),
            Row("from-notification", {"reading": "notification"}, "notification", ("R-2", "O-13"), "RBPR 4(2)"),
            Row("from-expiry", {}, "request_limit", ("R-2", "O-13"), "RBPR 4(2); APR 68(5)(d)"),
        ),
    )
)  # fmt: skip

DURATION = register_table(
    DecisionTable(
        name="return-border-duration",
        question=Bilingual(
            "How long may the person be kept at the border in the return border procedure?",
            "Hoe lang mag de persoon in de terugkeergrensprocedure aan de grens worden gehouden?",
        ),
        inputs=(
            Choice("derogation", closed=True, label=Bilingual("derogation RBPR 6 in force when the twelve weeks end", "afwijking RBPR 6 van kracht als de twaalf weken eindigen")),
            Choice("rejected", ("under_crisis_rules", "before_the_decision", "otherwise"), closed=True, otherwise="otherwise", label=Bilingual("application rejected", "verzoek afgewezen")),
            Choice("reading", ("earlier_rejections_included", "only_listed_groups"), label=Bilingual("earlier rejections (O-15)", "eerdere afwijzingen (O-15)")),
        ),
        outcomes={
            TWELVE_WEEKS.id: Bilingual("ordinary maximum", "gewoon maximum"),
            CRISIS.id: Bilingual("maximum in a crisis", "maximum in een crisis"),
        },
        hit_policy="first",
        rows=(
            Row("no-derogation", {"derogation": False}, TWELVE_WEEKS.id, ("R-2",), "RBPR 4(2)"),
            Row("crisis-group", {"rejected": "under_crisis_rules"}, CRISIS.id, ("R-8",), "RBPR 6(1)"),
            Row("earlier", {"rejected": "before_the_decision", "reading": "earlier_rejections_included"}, CRISIS.id, ("R-8", "O-15"), "RBPR 6(2)"),
            Row("earlier-not-listed", {"rejected": "before_the_decision", "reading": "only_listed_groups"}, TWELVE_WEEKS.id, ("R-8", "O-15"), "RBPR 6(2)"),
            Row("other-group", {"rejected": "otherwise"}, TWELVE_WEEKS.id, ("R-2", "R-8"), "RBPR 6(1)"),
        ),
    )
)  # fmt: skip

AFTERWARDS = register_table(
    DecisionTable(
        name="after-return-border-procedure",
        question=Bilingual(
            "How does the return go on?", "Hoe gaat de terugkeer verder?"
        ),
        inputs=(
            Choice("left", closed=True, label=Bilingual("left the territory", "grondgebied verlaten")),
            Choice("weeks_over", closed=True, label=Bilingual("maximum period over", "maximale duur voorbij")),
        ),
        outcomes={
            "done": Bilingual("the person has left", "de persoon is vertrokken"),
            "directive": Bilingual("under the Return Directive", "volgens de Terugkeerrichtlijn"),
            "border": Bilingual("at the border", "aan de grens"),
        },
        hit_policy="first",
        rows=(
            Row("left", {"left": True}, "done", ("R-2",), "RBPR 4(2)"),
            Row("not-enforced", {"weeks_over": True}, "directive", ("R-5",), "RBPR 4(4)"),
            Row("running", {}, "border", ("R-1", "R-2"), "RBPR 4(2)"),
        ),
    )
)  # fmt: skip
LIVE_THERE = obligation(
    "live-at-border-during-return", "border", ("R-1", "R-2"), "RBPR 4(2)", "return_authority",
    ("require the person to live at or near the border or, where that is impossible, at another place in the territory",
     "de persoon laten verblijven aan of bij de grens of, als dat niet kan, op een andere plaats op het grondgebied"),
    ("Residence elsewhere is not the return border procedure.", "Verblijf elders is geen terugkeergrensprocedure."),
)  # fmt: skip
CONDITIONS = right(
    "conditions-during-return-at-border", "border", ("R-2",), "RBPR 4(2)",
    "material conditions and health care equivalent to those of applicants (RCD 19, 20)",
    "materiële opvang en gezondheidszorg gelijkwaardig aan die van verzoekers (RCD 19, 20)",
)  # fmt: skip
EXPIRED = route_step(
    "return-border-procedure-expired", "border", ("R-5",), "RBPR 4(4)",
    "the return decision could not be enforced within the maximum period of the return border procedure",
    "het terugkeerbesluit kon niet binnen de maximale duur van de terugkeergrensprocedure worden uitgevoerd",
)  # fmt: skip
TELL_CRISIS = obligation(
    "tell-of-longer-return-border-procedure", "border", ("R-8",), "RBPR 8", "return_authority",
    ("tell the person, in a language understood, of the longer stay at the border and how long it lasts",
     "de persoon in een begrijpelijke taal vertellen over het langere verblijf aan de grens en de duur ervan"),
    ("The person cannot tell until when he or she may be kept.", "De persoon weet niet tot wanneer hij of zij kan worden gehouden."),
)  # fmt: skip
ADVISERS = right(
    "access-of-advisers-in-return-crisis", "border", ("R-8",), "RBPR 6(3)",
    "effective access of organisations and persons who give advice, in detention and at the crossing point",
    "daadwerkelijke toegang voor organisaties en personen die advies geven, in bewaring en bij de doorlaatpost",
)  # fmt: skip

# --- Article 4(3): what applies of the Return Directive -----------------------------------------------------------

#: Provisions of the Return Directive on which the two procedures differ, in its order.
DIRECTIVE = (
    "RD 3", "RD 4(1)", "RD 4(2)-(4)", "RD 5", "RD 6(1)-(5)", "RD 6(6)", "RD 7(1)", "RD 7(2)-(3)", "RD 7(4)", "RD 8-11", "RD 12", "RD 13", "RD 14(1)",
    "RD 14(2)", "RD 15(1)", "RD 15(2)-(4)", "RD 15(5)-(6)", "RD 16-18",
)  # fmt: skip
_AT_THE_BORDER = (
    "RD 3", "RD 4(1)", "RD 5", "RD 6(1)-(5)", "RD 7(2)-(3)", "RD 8-11", "RD 12", "RD 14(1)", "RD 15(2)-(4)", "RD 16-18",
)  # fmt: skip
PARTLY = register_table(
    DecisionTable(
        name="return-directive-at-border",
        question=Bilingual(
            "Does this provision of the Return Directive apply?", "Is deze bepaling van de Terugkeerrichtlijn van toepassing?"
        ),
        inputs=(
            Choice("provision", DIRECTIVE, label=Bilingual("provision", "bepaling")),
            Choice("return_border_procedure", closed=True, label=Bilingual("return border procedure runs", "terugkeergrensprocedure loopt")),
        ),
        outcomes={
            "applies": Bilingual("applies", "van toepassing"),
            "not": Bilingual("does not apply: the Regulation has its own rule", "niet van toepassing: de verordening heeft een eigen regel"),
        },
        hit_policy="first",
        rows=(
            Row("ordinary", {"return_border_procedure": False}, "applies", ("R-3", "RT-10"), "RBPR 4(3)"),
            Row("listed", {"provision": _AT_THE_BORDER}, "applies", ("R-3",), "RBPR 4(3)"),
            Row("not-listed", {}, "not", ("R-3", "RT-10"), "RBPR 4(3)"),
        ),
    )
)  # fmt: skip


def directive_applies(case: Case, provision: str) -> tuple[Reason, ...] | None:
    """Why a provision of the Return Directive applies to this person now; None where it does not."""
    here: AtTheBorder | None = case.findings.get("return_border")
    decided = case.decide(
        PARTLY, {"provision": provision, "return_border_procedure": here is not None and not here.over}
    )
    return decided[1] if decided is not None and decided[0] == "applies" else None


# --- Article 4(5): departure of one's own accord ------------------------------------------------------------------

VOLUNTARY = register_table(
    DecisionTable(
        name="return-border-voluntary-departure",
        question=Bilingual(
            "Is a period for voluntary departure granted at the border?",
            "Wordt aan de grens een termijn voor vrijwillig vertrek verleend?",
        ),
        inputs=(
            Choice("asked", closed=True, label=Bilingual("asked for", "gevraagd")),
            Choice("risk_of_absconding", closed=True, label=Bilingual("risk of absconding", "risico op onderduiken")),
            Choice("manifestly_unfounded", label=Bilingual("rejected as manifestly unfounded", "afgewezen als kennelijk ongegrond")),
            Choice("risk_to_public_policy", closed=True, label=Bilingual("risk to public policy or security", "gevaar voor openbare orde of veiligheid")),
        ),
        outcomes={
            "grant": Bilingual("granted", "wordt verleend"),
            "refuse": Bilingual("not granted", "wordt niet verleend"),
            "not_asked": Bilingual("only on request", "alleen op verzoek"),
        },
        hit_policy="first",
        rows=(
            Row("absconding", {"risk_of_absconding": True}, "refuse", ("R-4",), "RBPR 4(5)"),
            Row("manifestly-unfounded", {"manifestly_unfounded": True}, "refuse", ("R-4",), "RBPR 4(5)"),
            Row("public-policy", {"risk_to_public_policy": True}, "refuse", ("R-4",), "RBPR 4(5)"),
            Row("not-asked", {"asked": False}, "not_asked", ("R-4",), "RBPR 4(5)"),
            Row("asked", {}, "grant", ("R-4",), "RBPR 4(5)"),
        ),
    )
)  # fmt: skip
GRANT = obligation(
    "grant-voluntary-departure-at-border", "border", ("R-4",), "RBPR 4(5)", "return_authority",
    ("grant a period for voluntary departure, without entry to the territory",
     "een termijn voor vrijwillig vertrek verlenen, zonder toegang tot het grondgebied"),
    ("The person has a right to it once he or she has asked.", "De persoon heeft er recht op zodra hij of zij erom vroeg."),
)  # fmt: skip
MAY_ASK = permission(
    "ask-for-voluntary-departure-at-border", "border", ("R-4",), "RBPR 4(5)",
    "the person may ask for a period for voluntary departure",
    "de persoon kan een termijn voor vrijwillig vertrek vragen",
    "voluntary_departure_asked",
)  # fmt: skip
NO_PERIOD = prohibition(
    "no-voluntary-departure-at-border", "border", ("R-4",), "RBPR 4(5)",
    "no period for voluntary departure; returning of one's own accord stays possible at any time",
    "geen termijn voor vrijwillig vertrek; uit eigen beweging terugkeren blijft altijd mogelijk",
)  # fmt: skip
TOO_LONG = prohibition(
    "voluntary-departure-at-border-too-long", "border", ("R-4",), "RBPR 4(5)",
    "a longer period for voluntary departure than the article allows",
    "een langere termijn voor vrijwillig vertrek dan het artikel toelaat",
)  # fmt: skip
LEAVE = time_limit(
    "leave-border-voluntarily", ("R-4",), "RBPR 4(5)", "third_country_national",
    Bilingual("leave of own accord", "uit eigen beweging vertrekken"),
    Bilingual("the grant of the period for voluntary departure", "de verlening van de termijn voor vrijwillig vertrek"),
    Bilingual("The return decision is enforced.", "Het terugkeerbesluit wordt uitgevoerd."),
    block="border", by=Counting.RBPR_11, records="left_territory", length="return-border-voluntary-departure",
)  # fmt: skip
SURRENDER = obligation(
    "surrender-travel-document", "border", ("R-4",), "RBPR 4(5)", "third_country_national",
    ("surrender any valid travel document for as long as needed to prevent absconding",
     "een geldig reisdocument afgeven, zolang nodig om onderduiken te voorkomen"),
    ("The risk of absconding may stand against a period.", "Het risico op onderduiken kan een termijn in de weg staan."),
)  # fmt: skip

# --- Article 4(6): Member States that refuse entry instead --------------------------------------------------------

EQUIVALENT = obligation(
    "equivalent-treatment-after-refusal-of-entry", "border", ("R-9",), "RBPR 4(6)", "member_state",
    ("treat and protect a person refused entry as RD 4(4) asks and as in the return border procedure",
     "een persoon aan wie toegang is geweigerd behandelen en beschermen zoals RD 4(4) vraagt en als in de terugkeergrensprocedure"),
    ("Refusing entry instead of returning may not lower the protection.",
     "Weigering van toegang in plaats van terugkeer mag de bescherming niet verlagen."),
)  # fmt: skip


class AtTheBorder(msgspec.Struct, frozen=True):
    """A return border procedure: from which moment, by which fact, until when, and whether it is over."""

    since: Moment
    fact: Fact
    counted: Counted
    over: bool


def _start(case: Case, ended: RightToRemainEnded) -> tuple[Moment, Fact, tuple[Reason, ...]] | None:
    """The date on which the right to remain ended, and permission with it; where nobody asks it is open (O-13)."""
    notified = case.last(DecisionNotified)
    decided = case.decide(
        START,
        {
            "nobody_asked": ended.basis == "68_no_request",
            "notified": notified is not None,
            "reading": case.book.answer("O-13"),
        },
    )
    if decided is None:
        return None
    outcome, reasons = decided
    if outcome == "notification" and notified is not None:
        return notified.at, notified, reasons
    if outcome == "request_limit" and notified is not None:
        asked_until = case.count(notified.at, "ask-to-remain", Counting.APR_73).last_day
        if asked_until is not None:
            return Moment(asked_until), notified, reasons
    return ended.at, ended, reasons


def _rejected(case: Case, derogation: CrisisDerogation) -> str:
    """Under the crisis rules on the border procedure, before the Council's decision, or otherwise (RBPR 6)."""
    decided = case.last(DecisionTaken)
    if decided is not None and case.day(decided) < derogation.at.day(case.zone):
        return "before_the_decision"
    made = case.first(ApplicationMade)
    rows = {reason.row for reason in case.findings["border_reasons"]}
    if made is None or not rows & {"low-rate", "crisis-raised"}:
        return "otherwise"
    article = "CFMR 11(3)" if "low-rate" in rows else "CFMR 11(4)"
    in_force = derogation_in_force(case.circumstances, article, case.day(made), case.state)
    return "otherwise" if in_force is None else "under_crisis_rules"


def _duration(case: Case, since: Moment) -> tuple[str, tuple[Reason, ...]] | None:
    weeks = case.count(since, TWELVE_WEEKS.length, Counting.RBPR_11, roll=False)
    assert weeks.last_day is not None
    in_force = derogation_in_force(case.circumstances, "RBPR 6", weeks.last_day, case.state)
    return case.decide(
        DURATION,
        {
            "derogation": in_force is not None,
            "rejected": _rejected(case, in_force) if in_force is not None else None,
            "reading": case.book.answer("O-15"),
        },
    )


def examine(case: Case) -> None:
    """From the end of the right to remain to departure, or to the end of the weeks."""
    ended = right_ended(case)
    if ended is None or case.findings.get("border_after") != "return_border":
        return
    started = _start(case, ended)
    if started is None:
        return
    since, fact, why = started
    duration = _duration(case, since)
    if duration is None:
        return
    limit = CRISIS if duration[0] == CRISIS.id else TWELVE_WEEKS
    counted = case.count(since, limit.length, limit.by, roll=case.book.answer("O-3") == "roll")
    left = case.after(LeftTerritory, since)
    over = left is None and counted.end <= case.now
    hangs = tuple(rule for reason in why + duration[1] for rule in reason.rules if rule in ("O-13", "O-15"))
    case.limit(
        limit, since, met=left, counted=counted, lapsed=over, reasons=why + duration[1], hangs_on=hangs, rules=("O-3",)
    )
    if case.provides("RD 2(2)(a)"):
        case.oblige(EQUIVALENT)
    afterwards = case.decide(AFTERWARDS, {"left": left is not None, "weeks_over": over})
    if afterwards is None or afterwards[0] == "done":
        return
    case.findings["return_border"] = AtTheBorder(since, fact, counted, over)
    if afterwards[0] == "directive":
        case.stand(case.steps, EXPIRED, afterwards[1])
        case.propose_route(76, RETURN, afterwards[1], rules=EXPIRED.rules, cite="RBPR 4(4)")
        return
    case.oblige(LIVE_THERE, why)
    case.stand(case.rights, CONDITIONS, until=counted.last_day)
    if limit is CRISIS:
        case.oblige(TELL_CRISIS, duration[1])
        case.stand(case.rights, ADVISERS, duration[1])
    _voluntary(case, since)


def risks(case: Case) -> Mapping[str, bool]:
    """The risks found for this person, by name."""
    return {fact.risk: True for fact in case.all(ReturnRiskFound)}


def _voluntary(case: Case, since: Moment) -> None:
    """Article 4(5): only on request, at most so many days, and not where one of three reasons stands against it."""
    asked = case.after(VoluntaryDepartureAsked, since)
    granted = case.after(VoluntaryDepartureGranted, since)
    found = risks(case)
    decision = case.last(DecisionTaken)
    decided = case.decide(
        VOLUNTARY,
        {
            "asked": asked is not None,
            "risk_of_absconding": found.get("risk_of_absconding"),
            "manifestly_unfounded": decision.outcome == "manifestly_unfounded" if decision is not None else None,
            "risk_to_public_policy": found.get("risk_to_public_policy"),
        },
        known_as={"manifestly_unfounded": "decision_taken"},
    )
    if decided is None:
        return
    outcome, reasons = decided
    if outcome == "refuse":
        case.stand(case.forbidden, NO_PERIOD, reasons)
    elif outcome == "not_asked":
        case.stand(case.permitted, MAY_ASK, reasons)
    elif case.after(VoluntaryDepartureRefused, since) is None or granted is not None:
        case.oblige(GRANT, reasons, met=granted)
        case.oblige(SURRENDER, reasons, met=case.after(TravelDocumentSurrendered, since))
    else:
        case.oblige(GRANT, reasons)
    if granted is not None:
        most = case.book.length(LEAVE.length, case.day(granted)).count
        days = granted.days or most
        if days > most:
            case.stand(case.forbidden, TOO_LONG, reasons)
        counted = case.count(granted.at, LEAVE.length, LEAVE.by, length=Length(min(days, most), Unit.DAYS))
        case.limit(LEAVE, granted, counted=counted, expires=True)
        case.findings["departure_at_border"] = "expired" if counted.end <= case.now else "running"


# After the chapters on the right to remain.
chapter(780, single=examine, when=(RightToRemainEnded,))
