"""What the Commission finds of Member States each year (Regulation (EU) 2024/1351, Article 11).

A decision that was published stands in the gazette; one that is recorded as a circumstance goes before it.
"""

from __future__ import annotations

from asylon.law.book import UNION
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.solidarity import MigratorySituationDetermined, RecurringDisembarkations
from asylon.law.citations import Bilingual
from asylon.law.periods import months_later
from asylon.law.provisions import obligation, route_step
from asylon.law.tables import Choice, DecisionTable, Row, register_table, yes_no

#: Where a finding is that of the published decision.
_PUBLICATION = ("L-10",)
#: Each situation with the parameter that holds the Member States of the published decision.
_PUBLISHED = {
    "under_pressure": "states-under-migratory-pressure",
    "at_risk": "states-at-risk-of-migratory-pressure",
    "significant_situation": "states-in-significant-migratory-situation",
}
SITUATIONS = {
    "under_pressure": route_step(
        "under-migratory-pressure", "solidarity", ("L-11", "DEF-13"), "AMMR 11(1)", "under migratory pressure", "onder migratiedruk"
    ),
    "at_risk": route_step(
        "at-risk-of-pressure", "solidarity", ("L-11",), "AMMR 11(1)",
        "at risk of migratory pressure in the coming year", "met een risico op migratiedruk in het komende jaar",
    ),
    "significant_situation": route_step(
        "significant-migratory-situation", "solidarity", ("L-11", "DEF-13"), "AMMR 11(1)",
        "in a significant migratory situation", "in een significante migratiesituatie",
    ),
}  # fmt: skip
MUST_FIND = obligation(
    "pressure-through-rescue", "solidarity", ("L-12",), "AMMR 11(3)", "commission",
    ("consider the Member State to be under migratory pressure", "de lidstaat als onder migratiedruk beschouwen"),
    ("The decision would not follow Article 11(3).", "Het besluit zou artikel 11(3) niet volgen."),
)  # fmt: skip

RESCUE = register_table(
    DecisionTable(
        name="pressure-through-rescue",
        question=Bilingual(
            "Must the Commission consider the Member State to be under pressure because of disembarkations?",
            "Moet de Commissie de lidstaat wegens ontschepingen als onder druk beschouwen?",
        ),
        inputs=(
            yes_no(
                "within_twelve_months",
                "large numbers in the past twelve months",
                "grote aantallen in de afgelopen twaalf maanden",
            ),
            Choice(
                "disproportionate",
                label=Bilingual(
                    "disproportionate even for a well-prepared system",
                    "onevenredig, zelfs voor een goed voorbereid stelsel",
                ),
            ),
        ),
        outcomes={
            "must": Bilingual("yes", "ja"),
            "assess": Bilingual("it assesses as in any other case", "zij beoordeelt zoals in elk ander geval"),
        },
        hit_policy="first",
        rows=(
            Row("not-recent", {"within_twelve_months": False}, "assess", ("L-11",), "AMMR 11(2)"),
            Row("disproportionate", {"disproportionate": True}, "must", ("L-12",), "AMMR 11(3)"),
            Row("other", {}, "assess", ("L-11",), "AMMR 11(2)"),
        ),
    )
)


def situations(case: Case) -> tuple[frozenset[str], tuple[str, ...]]:
    """The situations in which the last yearly decision found the Member State, and the rules beside the article.

    That a Member State may be in two at once follows from the published decision; the act does not forbid it.
    """
    recorded = [
        item
        for item in case.circumstances.on(MigratorySituationDetermined, case.today, case.state)
        if item.state == case.state and not item.after_notification
    ]
    if recorded:
        return frozenset(recorded[-1].situations), ()
    found = {
        situation
        for situation, parameter in _PUBLISHED.items()
        if case.book.holds(parameter, case.today) and case.state in str(case.book.value(parameter, case.today)).split()
    }
    return frozenset(found), _PUBLICATION if found else ()


def examine(case: Case) -> None:
    """The situations found, and what recurring disembarkations oblige the Commission to find."""
    if case.state == UNION:
        return
    found, more = situations(case)
    for situation, step in SITUATIONS.items():
        if situation in found:
            case.stand(case.steps, step, rules=more, cite="AMMR 11(1); 2025/2323" if more else "")
    arrivals = case.last(RecurringDisembarkations, lambda item: item.state == case.state)
    if arrivals is None:
        return
    months = case.book.length("rescue-look-back", case.today).count
    recent = case.today < months_later(case.day(arrivals), months)
    decided = case.decide(RESCUE, {"within_twelve_months": recent, "disproportionate": arrivals.disproportionate})
    if decided is not None and decided[0] == "must":
        finding = case.after(MigratorySituationDetermined, arrivals.at)
        case.oblige(MUST_FIND, decided[1], state=UNION, met=finding)


chapter(711, state=examine)
