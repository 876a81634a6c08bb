"""Cessation of responsibility and the new application that follows (Regulation (EU) 2024/1351, Article 37(2) to (5)).

Only these events end the obligations of the Member State responsible; no other lapse of time does. Shifts to a Member
State that acts (37(1)) have a module of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import (
    ApplicationMade,
    ApplicationRegistered,
    ApprehendedAtExternalBorder,
    DecisionBecameFinal,
    DecisionTaken,
    Disembarked,
    DocumentHeld,
    EurodacHit,
    Fact,
    FoundIllegallyStaying,
    IrregularEntry,
    RouteDecided,
    TakeBackNotified,
    TakeChargeRequested,
    Transferred,
)
from asylon.law.facts.determination import EnteredTerritory, EnteredVisaFree, LeftTerritory, ResponsibilityIndicated
from asylon.law.position import Reason
from asylon.law.provisions import RouteStep, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

CEASED = declare(
    RouteStep(
        id="responsibility-ceased",
        block="responsibility",
        rules=("D-33", "D-34", "D-35"),
        cite="AMMR 37",
        words=Bilingual(
            "the obligations of the Member State responsible have ceased",
            "de verplichtingen van de verantwoordelijke lidstaat zijn geëindigd",
        ),
    )
)
NOT_CEASED = declare(
    RouteStep(
        id="responsibility-not-ceased",
        block="responsibility",
        rules=("D-33", "D-34", "D-37"),
        cite="AMMR 37",
        words=Bilingual(
            "the obligations of the Member State responsible go on: nothing that Article 37 names has ended them",
            "de verplichtingen van de verantwoordelijke lidstaat lopen door: niets wat artikel 37 noemt heeft ze beëindigd",
        ),
    )
)
NEW_APPLICATION = declare(
    RouteStep(
        id="new-application-after-cessation",
        block="responsibility",
        rules=("D-36",),
        cite="AMMR 37(2)",
        words=Bilingual(
            "a new application for this Regulation: the Member State responsible is determined anew",
            "een nieuw verzoek voor deze verordening: de verantwoordelijke lidstaat wordt opnieuw bepaald",
        ),
    )
)

CESSATION = register_table(
    DecisionTable(
        name="cessation-of-responsibility",
        question=Bilingual(
            "Have the obligations of the Member State responsible ceased?",
            "Zijn de verplichtingen van de verantwoordelijke lidstaat geëindigd?",
        ),
        inputs=(
            yes_no(
                "left_under_return",
                "left in compliance with a return decision, as Eurodac shows",
                "vertrokken ter naleving van een terugkeerbesluit, zoals Eurodac toont",
            ),
            Choice(
                "absence",
                ("none", "shorter", "nine_months"),
                closed=True,
                otherwise="none",
                label=Bilingual("absence from the territory", "afwezigheid van het grondgebied"),
            ),
            yes_no(
                "its_document",
                "valid residence document of the Member State responsible",
                "geldige verblijfstitel van de verantwoordelijke lidstaat",
            ),
            Choice(
                "border_rejection",
                ("none", "running", "passed"),
                closed=True,
                otherwise="none",
                label=Bilingual(
                    "fifteen months from a final rejection or withdrawal in the border procedure",
                    "vijftien maanden vanaf definitieve afwijzing of intrekking in de grensprocedure",
                ),
                words={"passed": Bilingual("passed", "verstreken")},
            ),
            yes_no(
                "take_back_pending",
                "applied elsewhere within them, and a take back was pending when they ended",
                "binnen die termijn elders verzoek gedaan, en terugname liep toen zij eindigde",
            ),
        ),
        outcomes={
            "left": Bilingual("ceased by departure under a return decision (37(5))", "geëindigd door vertrek (37(5))"),
            "absent": Bilingual("ceased by absence (37(4))", "geëindigd door afwezigheid (37(4))"),
            "border": Bilingual("ceased after fifteen months (37(2))", "geëindigd na vijftien maanden (37(2))"),
            "continues": Bilingual("not ceased", "niet geëindigd"),
        },
        hit_policy="first",
        rows=(
            Row("return", {"left_under_return": True}, "left", ("D-35", "D-36"), "AMMR 37(5)"),
            Row("absence", {"absence": "nine_months", "its_document": False}, "absent", ("D-34", "D-36"), "AMMR 37(4)"),
            Row(
                "take-back-first",
                {"border_rejection": "passed", "take_back_pending": True},
                "continues",
                ("D-33",),
                "AMMR 37(3)",
            ),
            Row("border-procedure", {"border_rejection": "passed"}, "border", ("D-33", "D-36"), "AMMR 37(2)"),
            Row("document", {"absence": "nine_months", "its_document": True}, "continues", ("D-34",), "AMMR 37(4)"),
            Row("absence-too-short", {"absence": "shorter"}, "continues", ("D-34",), "AMMR 37(4)"),
            Row("months-running", {"border_rejection": "running"}, "continues", ("D-33",), "AMMR 37(2)"),
            Row("no-other-lapse", {}, "continues", ("D-37",), "AMMR 37"),
        ),
    )
)

_REJECTIONS = ("inadmissible", "unfounded", "manifestly_unfounded", "implicitly_withdrawn", "explicitly_withdrawn")
#: What shows that a person who left is back.
_PRESENT: tuple[type[Fact], ...] = (
    EnteredTerritory, EnteredVisaFree, IrregularEntry, ApprehendedAtExternalBorder, Disembarked, FoundIllegallyStaying,
    ApplicationMade, ApplicationRegistered,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cessation:
    """What Article 37(2) to (5) says of an earlier responsibility: whose, since when it has ceased (None: it goes on)."""

    state: str
    since: datetime | None
    reasons: tuple[Reason, ...]


def _earlier_hit(case: Case) -> EurodacHit | None:
    """A hit that points to an earlier application, determination or admission in another Member State."""
    return case.last(
        EurodacHit,
        lambda hit: (
            hit.recorded_by != case.state and (hit.indicates_responsible or hit.recorded_under in ("15", "18", "20"))
        ),
    )


def take_back_hit(case: Case) -> EurodacHit | None:
    """A hit that leads to take back, unless the obligations of the Member State it points to have ceased.

    Where the Member State asked another one to take charge, it goes by that way.
    """
    hit = _earlier_hit(case)
    if hit is None or has_ceased(case, hit.recorded_by) or case.findings.get("relieved"):
        return None
    return hit if case.first(TakeChargeRequested) is None else None


def taking_back(case: Case) -> bool:
    """Whether another Member State is to take the person back: by a hit, or because it was notified without one (41(2))."""
    if TakeBackNotified not in case.kinds:
        return EurodacHit in case.kinds and take_back_hit(case) is not None
    if take_back_hit(case) is not None:
        return True
    notified = case.last(TakeBackNotified, lambda fact: fact.to != case.state)
    return (
        notified is not None
        and not has_ceased(case, notified.to)
        and not case.findings.get("relieved")
        and case.first(TakeChargeRequested) is None
    )


def _earlier_responsible(case: Case) -> str:
    """Which Member State an earlier determination, application or admission points to; empty where none does."""
    hit = _earlier_hit(case)
    if hit is not None:
        return hit.recorded_by
    indicated = case.last(ResponsibilityIndicated)
    if indicated is not None:
        return indicated.responsible
    final = case.last(DecisionBecameFinal)
    return final.state if final is not None else ""


def cessation(case: Case) -> Cessation | None:
    """Whether an earlier responsibility has ceased; None where nothing that Article 37 names happened."""
    if not case.has((LeftTerritory, DecisionBecameFinal)):
        return None
    if "cessation" not in case.findings:
        case.findings["cessation"] = _cessation(case)
    found: Cessation | None = case.findings["cessation"]
    return found


def _cessation(case: Case) -> Cessation | None:
    state = _earlier_responsible(case)
    if not state:
        return None
    absence, absent_since = "none", None
    left_since: datetime | None = None
    for left in case.all(LeftTerritory):
        if left.how != "own_accord" and left.evidence == "eurodac":
            left_since = left.at.instant(case.zone)
        months = case.count(left.at, "absence-ends-responsibility", Counting.AMMR_75, roll=_rolls(case))
        back = _back(case, left)
        if (back or case.now) >= months.end:
            absence, absent_since = "nine_months", months.end
        elif absent_since is None:
            absence = "shorter"
            if back is None:
                case.turn(months.end)
    border, border_since, pending = _border(case)
    found = case.decide(
        CESSATION,
        {
            "left_under_return": left_since is not None,
            "absence": absence,
            "its_document": absent_since is not None and _its_document(case, state, absent_since.date()),
            "border_rejection": border,
            "take_back_pending": pending,
        },
    )
    if found is None:
        return None
    outcome, why = found
    since = {"left": left_since, "absent": absent_since, "border": border_since}.get(outcome)
    return Cessation(state, since, why)


def _rolls(case: Case) -> bool:
    return case.book.answer("O-19") == "rolled"


def _back(case: Case, left: LeftTerritory) -> datetime | None:
    """When the person was first present again after a departure."""
    gone, day = left.at.utc(case.zone), case.day(left)
    found: list[datetime] = []
    for kind in _PRESENT:
        for fact in case.all(kind):
            instant = fact.at.utc(case.zone)
            if instant > gone and (case.day(fact) > day or (left.at.exact and fact.at.exact)):
                found.append(instant)
                break
    return min(found, default=None)


def _its_document(case: Case, state: str, day: date) -> bool:
    return any(
        held.document == "residence_document"
        and held.issued_by == state
        and (held.ended_on is None or held.ended_on > day)
        and (held.valid_until is None or held.valid_until >= day)
        for held in case.all(DocumentHeld)
    )


def _border(case: Case) -> tuple[str, datetime | None, bool]:
    """The fifteen months after the border procedure: how they stand, from when they ended it, a take back first."""
    final = case.last(DecisionBecameFinal, lambda fact: _rejected_at_border(case, fact))
    if final is None:
        return "none", None, False
    months = case.count(final.at, "border-rejection-ends-responsibility", Counting.AMMR_75, roll=_rolls(case))
    if months.end > case.now:
        case.turn(months.end)
        return "running", None, False
    last = months.last_day
    assert last is not None
    elsewhere = any(
        registered.state != final.state and case.day(final) < case.day(registered) <= last
        for registered in case.all(ApplicationRegistered)
    )
    notified = case.last(TakeBackNotified, lambda fact: fact.to == final.state and case.day(fact) <= last)
    if not elsewhere or notified is None:
        return "passed", months.end, False
    done = case.after(Transferred, notified.at)
    if done is None:
        return "passed", months.end, True
    return "passed", max(months.end, done.at.instant(case.zone)), False


def _rejected_at_border(case: Case, final: DecisionBecameFinal) -> bool:
    decision = case.last(DecisionTaken, lambda fact: fact.state == final.state)
    route = case.last(RouteDecided, lambda fact: fact.state == final.state)
    return (
        decision is not None
        and decision.outcome in _REJECTIONS
        and route is not None
        and route.route == "asylum_border_procedure"
    )


def has_ceased(case: Case, state: str) -> bool:
    """Whether the obligations of a Member State have ceased by the instant of the question."""
    found = cessation(case)
    return found is not None and found.state == state and found.since is not None and found.since <= case.now


def first_registration(case: Case) -> ApplicationRegistered | None:
    """The first registration in any Member State; after a cessation, the first that counts as a new application.

    Where the determining Member State was relieved (CFMR 13(3)), the second application is the one determined here.
    """
    if case.findings.get("relieved_determining"):
        return case.here(ApplicationRegistered)
    if "first_registration" not in case.findings:
        case.findings["first_registration"] = _that_counts(case)
    found: ApplicationRegistered | None = case.findings["first_registration"]
    return found


def _that_counts(case: Case) -> ApplicationRegistered | None:
    found = cessation(case)
    if found is None or found.since is None or found.since > case.now:
        return case.first(ApplicationRegistered)
    since = found.since
    return case.first(ApplicationRegistered, lambda fact: fact.at.utc(case.zone) >= since)


def examine(case: Case) -> None:
    """Tell whether an earlier responsibility has ceased, and whether an application counts as new."""
    found = cessation(case)
    if found is None:
        return
    if found.since is not None and found.since <= case.now:
        case.stand(case.steps, CEASED, found.reasons, about=found.state, cite=found.reasons[0].cite)
        if first_registration(case) is not None:
            case.stand(case.steps, NEW_APPLICATION, found.reasons, cite=found.reasons[0].cite)
    elif found.state != case.state or case.first(LeftTerritory) is not None:
        case.stand(case.steps, NOT_CEASED, found.reasons, about=found.state, cite=found.reasons[0].cite)


chapter(637, single=examine, when=(LeftTerritory, DecisionBecameFinal))
