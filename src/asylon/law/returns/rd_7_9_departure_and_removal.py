"""Departure and removal (Directive 2008/115/EC, Articles 7 to 9)."""

from __future__ import annotations

import msgspec

from asylon.law.border.rbpr_4_6_return_border_procedure import directive_applies, risks
from asylon.law.case import Case
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted, Counting
from asylon.law.facts import DecisionTaken, FoundIllegallyStaying, RightToRemainEnded, ScreeningEnded
from asylon.law.facts.determination import LeftTerritory
from asylon.law.facts.returns import (
    RemovalPostponed,
    ReturnDecisionIssued,
    ReturnDecisionReceived,
    VoluntaryDepartureAsked,
    VoluntaryDepartureExtended,
    VoluntaryDepartureGranted,
    VoluntaryDepartureRefused,
)
from asylon.law.lengths import Length, Unit
from asylon.law.position import Reason
from asylon.law.provisions import obligation, permission, prohibition, time_limit
from asylon.law.returns.rd_2_6_return_decision import Stay
from asylon.law.returns.rule_set import directive_chapter
from asylon.law.tables import Choice, DecisionTable, Row, register_table

# --- Article 7: departure of one's own accord ---------------------------------------------------------------------

VOLUNTARY = register_table(
    DecisionTable(
        name="voluntary-departure",
        question=Bilingual(
            "Is a period for voluntary departure granted?", "Wordt een termijn voor vrijwillig vertrek verleend?"
        ),
        inputs=(
            Choice("risk_of_absconding", closed=True, label=Bilingual("risk of absconding", "risico op onderduiken")),
            Choice("manifestly_unfounded_or_fraudulent", closed=True, label=Bilingual("application manifestly unfounded or fraudulent", "aanvraag kennelijk ongegrond of frauduleus")),
            Choice("risk_to_public_policy", closed=True, label=Bilingual("risk to public policy or security", "gevaar voor openbare orde of veiligheid")),
            Choice("only_on_request", closed=True, label=Bilingual("national law: only on request (7(1))", "nationaal recht: alleen op verzoek (7(1))")),
            Choice("asked", closed=True, label=Bilingual("asked for", "gevraagd")),
        ),
        outcomes={
            "grant": Bilingual("seven to thirty days", "zeven tot dertig dagen"),
            "may_refuse": Bilingual("may be refused or shorter than seven days", "mag worden geweigerd of korter dan zeven dagen zijn"),
            "not_asked": Bilingual("only on request", "alleen op verzoek"),
        },
        hit_policy="first",
        rows=(
            Row("absconding", {"risk_of_absconding": True}, "may_refuse", ("RT-3",), "RD 7(4)"),
            Row("manifestly-unfounded", {"manifestly_unfounded_or_fraudulent": True}, "may_refuse", ("RT-3",), "RD 7(4)"),
            Row("public-policy", {"risk_to_public_policy": True}, "may_refuse", ("RT-3",), "RD 7(4)"),
            Row("not-asked", {"only_on_request": True, "asked": False}, "not_asked", ("RT-2",), "RD 7(1)"),
            Row("ordinary", {}, "grant", ("RT-2",), "RD 7(1)"),
        ),
    )
)  # fmt: skip
GRANT = obligation(
    "grant-voluntary-departure", "returns", ("RT-2",), "RD 7(1)", "return_authority",
    ("grant an appropriate period of seven to thirty days for voluntary departure",
     "een passende termijn van zeven tot dertig dagen voor vrijwillig vertrek verlenen"),
    ("A return decision without a period needs a ground of Article 7(4).",
     "Een terugkeerbesluit zonder termijn vergt een grond van artikel 7, lid 4."),
)  # fmt: skip
MAY_REFUSE = permission(
    "refuse-voluntary-departure", "returns", ("RT-3",), "RD 7(4)",
    "grant no period for voluntary departure, or one shorter than seven days",
    "geen termijn voor vrijwillig vertrek verlenen, of een kortere dan zeven dagen",
    "voluntary_departure_refused",
)  # fmt: skip
ON_REQUEST = permission(
    "ask-for-voluntary-departure", "returns", ("RT-2",), "RD 7(1)",
    "the person may ask for a period for voluntary departure",
    "de persoon kan een termijn voor vrijwillig vertrek vragen",
    "voluntary_departure_asked",
)  # fmt: skip
LEAVE = time_limit(
    "leave-voluntarily", ("RT-2",), "RD 7(1)", "third_country_national",
    Bilingual("leave of own accord", "uit eigen beweging vertrekken"),
    Bilingual("the grant of the period for voluntary departure", "de verlening van de termijn voor vrijwillig vertrek"),
    Bilingual(
        "The return decision is enforced (RD 8(1)) and comes with an entry ban (RD 11(1)(b)).",
        "Het terugkeerbesluit wordt uitgevoerd (RD 8(1)) en gaat vergezeld van een inreisverbod (RD 11(1)(b)).",
    ),
    block="returns", by=Counting.REG_1182_71, records="left_territory", length="voluntary-departure",
)  # fmt: skip
OUT_OF_RANGE = prohibition(
    "voluntary-departure-out-of-range", "returns", ("RT-2",), "RD 7(1)",
    "a period outside seven to thirty days, without a ground to shorten it or an extension",
    "een termijn buiten zeven tot dertig dagen, zonder grond voor verkorting of een verlenging",
)  # fmt: skip
IMPOSE = permission(
    "impose-obligations-during-departure", "returns", ("RT-4",), "RD 7(3)",
    "require reporting, a financial guarantee, documents or a place of stay to avoid absconding",
    "melding, een financiële zekerheid, documenten of een verblijfplaats opleggen om onderduiken te voorkomen",
)  # fmt: skip

# --- Articles 8 and 9: removal and its postponement ---------------------------------------------------------------

REMOVAL = register_table(
    DecisionTable(
        name="removal",
        question=Bilingual("Is the return decision enforced now?", "Wordt het terugkeerbesluit nu uitgevoerd?"),
        inputs=(
            Choice("postponed", ("no", "must", "may"), closed=True, otherwise="no", label=Bilingual("removal postponed", "verwijdering uitgesteld")),
            Choice("period", ("undecided", "refused", "running", "expired"), closed=True, otherwise="undecided", label=Bilingual("period for voluntary departure", "termijn voor vrijwillig vertrek")),
            Choice("risk_arisen", closed=True, label=Bilingual("a risk of Article 7(4) arose in the period", "in de termijn ontstond een risico van artikel 7, lid 4")),
        ),
        outcomes={
            "remove": Bilingual("take all necessary measures", "alle nodige maatregelen nemen"),
            "wait": Bilingual("not before the period has expired", "niet voor de termijn is verstreken"),
            "postpone": Bilingual("postponed", "uitgesteld"),
        },
        hit_policy="first",
        rows=(
            Row("must-wait", {"postponed": "must"}, "postpone", ("RT-5",), "RD 9(1)"),
            Row("may-wait", {"postponed": "may"}, "postpone", ("RT-5",), "RD 9(2)"),
            Row("no-period", {"period": "refused"}, "remove", ("RT-5",), "RD 8(1)"),
            Row("expired", {"period": "expired"}, "remove", ("RT-5",), "RD 8(1)"),
            Row("risk", {"period": "running", "risk_arisen": True}, "remove", ("RT-5",), "RD 8(2)"),
            Row("running", {"period": "running"}, "wait", ("RT-5",), "RD 8(2)"),
            Row("undecided", {}, "wait", ("RT-5",), "RD 8(1)"),
        ),
    )
)  # fmt: skip
REMOVE = obligation(
    "enforce-return-decision", "returns", ("RT-5",), "RD 8(1)", "return_authority",
    ("take all necessary measures to enforce the return decision", "alle nodige maatregelen nemen om het terugkeerbesluit uit te voeren"),
    ("The decision stays without effect.", "Het besluit blijft zonder gevolg."),
)  # fmt: skip
NOT_YET = prohibition(
    "no-removal-during-voluntary-departure", "returns", ("RT-5",), "RD 8(2)",
    "no removal before the period for voluntary departure has expired",
    "geen verwijdering voor de termijn voor vrijwillig vertrek is verstreken",
)  # fmt: skip
POSTPONED = prohibition(
    "removal-postponed", "returns", ("RT-5",), "RD 9",
    "no removal while it is postponed", "geen verwijdering zolang zij is uitgesteld",
)  # fmt: skip

#: Grounds on which removal must be postponed (9(1)); the others leave it to the Member State (9(2)).
_MUST_WAIT = frozenset({"refoulement", "suspensive_effect"})


class Departure(msgspec.Struct, frozen=True):
    """The period for voluntary departure: ``undecided``, ``refused``, ``running``, ``expired`` or ``complied``."""

    state: str
    counted: Counted | None = None
    extended: bool = False
    postponed: RemovalPostponed | None = None


def examine(case: Case) -> None:
    """The period, and whether the decision is enforced, once a return decision was issued."""
    stay: Stay | None = case.findings.get("return_directive")
    issued = case.last(ReturnDecisionIssued)
    if stay is None or issued is None or case.findings.get("return_decision_due") in ("none", "refrain", "go_there"):
        return
    ordinary = directive_applies(case, "RD 7(1)")
    # At the border the Regulation has its own period (RBPR 4(5)); without one the decision can be enforced at once.
    departure = (
        _period(case, issued, stay, ordinary)
        if ordinary is not None
        else Departure(case.findings.get("departure_at_border", "refused"))
    )
    case.findings["departure"] = departure
    if ordinary is not None or directive_applies(case, "RD 8-11") is not None:
        _removal(case, stay, departure)


def _period(case: Case, issued: ReturnDecisionIssued, stay: Stay, why: tuple[Reason, ...]) -> Departure:
    """Article 7: the period and what may be required meanwhile. It runs from its grant, at the border from none."""
    begins = max(issued.at, stay.since.at, key=lambda moment: moment.utc(case.zone))
    granted = case.after(VoluntaryDepartureGranted, begins)
    refused = case.after(VoluntaryDepartureRefused, begins)
    left = case.after(LeftTerritory, begins)
    found = risks(case)
    decision = case.last(DecisionTaken)
    manifest = decision is not None and decision.outcome == "manifestly_unfounded"
    decided = case.decide(
        VOLUNTARY,
        {
            "risk_of_absconding": found.get("risk_of_absconding"),
            "manifestly_unfounded_or_fraudulent": manifest or found.get("fraudulent_application"),
            "risk_to_public_policy": found.get("risk_to_public_policy"),
            "only_on_request": case.provides("RD 7(1)"),
            "asked": case.after(VoluntaryDepartureAsked, begins) is not None,
        },
    )
    if decided is None:
        return Departure("undecided")
    outcome, reasons = decided
    if granted is None and left is None:
        if outcome == "may_refuse":
            case.stand(case.permitted, MAY_REFUSE, reasons)
            return Departure("refused" if refused is not None else "undecided")
        if outcome == "not_asked":
            case.stand(case.permitted, ON_REQUEST, reasons)
            return Departure("undecided")
        case.oblige(GRANT, why + reasons)
        return Departure("refused" if refused is not None else "undecided")
    if granted is None:
        return Departure("complied")
    if outcome == "grant":
        case.oblige(GRANT, why + reasons, met=granted)
    return _running(case, granted, outcome, left)


def _running(case: Case, granted: VoluntaryDepartureGranted, outcome: str, left: LeftTerritory | None) -> Departure:
    day = case.day(granted)
    length = Length(granted.days, Unit.DAYS) if granted.days is not None else None
    counted = case.count(granted.at, LEAVE.length, LEAVE.by, cite=LEAVE.cite, length=length)
    if granted.days is not None:
        too_short = (
            granted.days < case.book.length("voluntary-departure-shortest", day).count and outcome != "may_refuse"
        )
        if too_short or granted.days > case.book.length("voluntary-departure-longest", day).count:
            case.stand(case.forbidden, OUT_OF_RANGE)
    extensions = [fact for fact in case.all(VoluntaryDepartureExtended) if case.day(fact) >= day]
    for fact in extensions:
        counted = case.prolong(counted, Length(fact.days, Unit.DAYS))
    duty = case.limit(LEAVE, granted, met=left, counted=counted, expires=True)
    if left is not None:
        state = "complied" if duty.met_in_time else "expired"
    else:
        state = "expired" if counted.end <= case.now else "running"
        if state == "running":
            case.stand(case.permitted, IMPOSE)
    return Departure(state, counted, bool(extensions))


def _removal(case: Case, stay: Stay, departure: Departure) -> None:
    left = case.after(LeftTerritory, stay.since.at)
    if left is not None:
        case.oblige(REMOVE, met=left)
        return
    postponed = case.last(RemovalPostponed)
    if postponed is not None and postponed.until is not None and postponed.until < case.today:
        postponed = None
    found = risks(case)
    decided = case.decide(
        REMOVAL,
        {
            "postponed": None if postponed is None else "must" if postponed.ground in _MUST_WAIT else "may",
            "period": departure.state if departure.state != "complied" else "expired",
            "risk_arisen": any(found.get(risk) for risk in ("risk_of_absconding", "risk_to_public_policy")),
        },
    )
    if decided is None:
        return
    outcome, reasons = decided
    if outcome == "remove":
        case.oblige(REMOVE, reasons)
    elif outcome == "postpone" and postponed is not None:
        case.findings["departure"] = msgspec.structs.replace(departure, postponed=postponed)
        case.stand(case.forbidden, POSTPONED, reasons, cite=reasons[0].cite, until=postponed.until)
    elif departure.state == "running":
        case.stand(case.forbidden, NOT_YET, reasons)


directive_chapter(
    783, examine, (RightToRemainEnded, ReturnDecisionIssued, ReturnDecisionReceived, FoundIllegallyStaying, ScreeningEnded)
)  # fmt: skip
