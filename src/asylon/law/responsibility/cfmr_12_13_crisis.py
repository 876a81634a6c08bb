"""Crisis and force majeure (Regulation (EU) 2024/1359, Articles 12(4) and 13): transfers stopped, taking back relieved.

The longer limits of Article 12(2) stand with the limits that they replace.
"""

from __future__ import annotations

from datetime import date

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances import CrisisDerogation
from asylon.law.circumstances.responsibility import TakeBackRelief
from asylon.law.citations import Bilingual
from asylon.law.counted import Counted
from asylon.law.facts import ApplicationRegistered, EurodacHit, TakeBackNotified
from asylon.law.facts.transfers import ReceptionAgreed
from asylon.law.preparedness.cfmr_10_13_derogations import possible
from asylon.law.provisions import Prohibition, RouteStep, declare
from asylon.law.responsibility.ammr_36_38_procedure import crisis, responsible_by
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

NO_TRANSFER_TO_CRISIS = declare(
    Prohibition(
        id="no-transfer-to-state-in-crisis",
        block="responsibility",
        rules=("X-16",),
        cite="CFMR 12(4)",
        words=Bilingual(
            "no transfer while the Member State responsible is in crisis or force majeure, unless it has agreed to receive this person",
            "geen overdracht zolang de verantwoordelijke lidstaat in crisis of overmacht verkeert, tenzij zij heeft toegezegd deze persoon te ontvangen",
        ),
    )
)
RELIEVED = declare(
    RouteStep(
        id="take-back-relieved",
        block="responsibility",
        rules=("X-17",),
        cite="CFMR 13",
        words=Bilingual(
            "the Member State in extraordinary mass arrivals need not take this person back",
            "de lidstaat met buitengewone massale aankomst hoeft deze persoon niet terug te nemen",
        ),
    )
)

RELIEF = register_table(
    DecisionTable(
        name="relief-from-take-back",
        question=Bilingual(
            "Must the Member State in extraordinary mass arrivals take the person back?",
            "Moet de lidstaat met buitengewone massale aankomst de persoon terugnemen?",
        ),
        inputs=(
            Choice(
                "by_first_registration",
                ("first_registration", "determining", "otherwise"),
                label=Bilingual("why that Member State would take back", "waarom die lidstaat zou terugnemen"),
                words={
                    "first_registration": Bilingual(
                        "responsible as first registration (16(2))", "verantwoordelijk als eerste registratie (16(2))"
                    ),
                    "determining": Bilingual("still determining (38(4))", "nog bepalend (38(4))"),
                },
            ),
            yes_no(
                "application_registered",
                "registered there within the period that the Council decision names",
                "daar geregistreerd binnen de periode die het Raadsbesluit noemt",
                open_=True,
            ),
            yes_no(
                "notified_before",
                "notified before the decision was adopted",
                "kennisgeving voor vaststelling van het besluit",
            ),
        ),
        outcomes={
            "bound": Bilingual("yes", "ja"),
            "second_state": Bilingual(
                "no: responsibility passes to the Member State of the second application (13(2))",
                "nee: de verantwoordelijkheid gaat over op de lidstaat van het tweede verzoek (13(2))",
            ),
            "second_determines": Bilingual(
                "no: the Member State of the second application determines (13(3))",
                "nee: de lidstaat van het tweede verzoek bepaalt (13(3))",
            ),
        },
        hit_policy="first",
        rows=(
            Row("otherwise", {"by_first_registration": "otherwise"}, "bound", ("X-17",), "CFMR 13(1)(a)"),
            Row("outside-period", {"application_registered": False}, "bound", ("X-17",), "CFMR 13(1)"),
            Row(
                "first-registration",
                {"by_first_registration": "first_registration"},
                "second_state",
                ("X-17",),
                "CFMR 13(2)",
            ),
            Row("notified-before", {"notified_before": True}, "bound", ("X-17",), "CFMR 13(3)"),
            Row("determining", {}, "second_determines", ("X-17",), "CFMR 13(3)"),
        ),
    )
)


def transfers_stopped(case: Case, state: str, start: date, six_months: Counted) -> bool:
    """Whether the Member State responsible applied CFMR 12 at any time while the transfer limit ran; says so where it does now."""
    if not state:
        return False
    if crisis(case, state, case.today) and case.first(ReceptionAgreed) is None:
        case.stand(case.forbidden, NO_TRANSFER_TO_CRISIS, about=state)
    last = six_months.last_day
    assert last is not None
    return any(
        item.state == state
        and "CFMR 12" in item.derogations
        and possible(item, "CFMR 12").outcome == "possible"
        and case.day(item) <= last
        and (item.until is None or item.until >= start)
        for item in case.circumstances.known(CrisisDerogation, state)
    )


def relieve(case: Case) -> None:
    """Whether the Member State that a hit points to is relieved from taking the person back."""
    hit = case.last(EurodacHit, lambda fact: fact.recorded_by != case.state and fact.recorded_under == "15")
    second = case.here(ApplicationRegistered)
    if hit is None or second is None:
        return
    reliefs = [
        item for item in case.circumstances.known(TakeBackRelief, hit.recorded_by) if item.state == hit.recorded_by
    ]
    if not reliefs:
        return
    relief = reliefs[-1]
    first = case.first(ApplicationRegistered, lambda fact: fact.state == hit.recorded_by)
    notified = case.first(TakeBackNotified)
    ground: str | None = "determining"
    if hit.indicates_responsible:
        ground = {True: "first_registration", False: "otherwise", None: None}[hit.by_first_registration]
    found = case.decide(
        RELIEF,
        {
            "by_first_registration": ground,
            "application_registered": None
            if first is None
            else relief.registered_from <= case.day(first) <= relief.registered_until,
            "notified_before": notified is not None and case.day(notified) < case.day(relief),
        },
    )
    if found is None or found[0] == "bound":
        return
    outcome, why = found
    case.findings["relieved"] = True
    case.stand(case.steps, RELIEVED, why, about=hit.recorded_by, cite=why[0].cite)
    if outcome == "second_state":
        case.findings["decided"] = True
        responsible_by(case, second.state, why, why[0].cite)
    else:
        case.findings["relieved_determining"] = True


chapter(612, single=relieve, when=(EurodacHit,))
