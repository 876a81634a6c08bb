"""Entry (Regulation (EU) 2024/1351, Articles 31 to 33): without need of a visa, irregular, after sea rescue.

Answers what the facts say of each; the order is decided in the module on Article 24.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asylon.law.case import Case
from asylon.law.facts import (
    ApplicationMade,
    ApplicationRegistered,
    ApprehendedAtExternalBorder,
    Disembarked,
    Fact,
    IrregularEntry,
)
from asylon.law.facts.determination import EnteredVisaFree
from asylon.law.responsibility.ammr_36_38_procedure import within


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says: an answer for the table, and the Member State (empty where it is not known which)."""

    answer: str
    state: str = ""


NONE = Entry("none")


def sea_rescue(case: Case, day: date, excluded: frozenset[str]) -> Entry:
    """The last disembarkation before the registration, and whether it still counts (33(2))."""
    rescued = case.last(Disembarked, lambda fact: case.day(fact) <= day and fact.state not in excluded)
    if rescued is None:
        return NONE
    return Entry("counts" if within(case, rescued.at, "sea-rescue-ceases", day) else "ceased", rescued.state)


def irregular_entry(case: Case, day: date, excluded: frozenset[str]) -> Entry:
    """The first irregular crossing from a third country, and whether it still counts (33(1)).

    A crossing that ended in a disembarkation is judged as disembarkation alone (33(2), O-28). Two crossings on the same
    day without a time of day leave open which Member State was entered first.
    """
    entries: list[Fact] = [*case.all(IrregularEntry), *case.all(ApprehendedAtExternalBorder)]
    if not entries:
        return NONE
    rescued = {(fact.state, case.day(fact)) for fact in case.all(Disembarked)}
    before = [
        fact
        for fact in entries
        if case.day(fact) <= day and fact.state not in excluded and (fact.state, case.day(fact)) not in rescued
    ]
    if not before:
        return NONE
    first = min(before, key=lambda fact: fact.at.utc(case.zone))
    same_day = {fact.state for fact in before if case.day(fact) == case.day(first)}
    counts = within(case, first.at, "irregular-entry-ceases", day)
    if len(same_day) > 1 and counts and not all(fact.at.exact for fact in before if case.day(fact) == case.day(first)):
        return Entry("open")
    return Entry("counts" if counts else "ceased", first.state)


def visa_free(case: Case, registered: ApplicationRegistered, excluded: frozenset[str]) -> Entry | None:
    """The entry through a Member State that waives the visa (31); None where it is not known who else waives it."""
    entered = case.last(EnteredVisaFree, lambda fact: fact.at.utc(case.zone) <= registered.at.utc(case.zone))
    if entered is None:
        return NONE
    if entered.state != registered.state and entered.waived_where_registered is None:
        return None
    if entered.state != registered.state and entered.waived_where_registered:
        found = Entry("registration", registered.state)
    else:
        found = Entry("entry", entered.state)
    return NONE if found.state in excluded else found


def airport(case: Case, excluded: frozenset[str]) -> Entry:
    """An application made in the international transit area of an airport (32)."""
    made = case.first(ApplicationMade, lambda fact: fact.airport_transit)
    if made is None or made.state in excluded:
        return NONE
    return Entry("made", made.state)
