"""Family members elsewhere (Regulation (EU) 2024/1351, Articles 2(8), 26 and 27): who counts, and where they are.

The order of the criteria is decided in the module on Article 24; siblings and relatives are no family members here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asylon.law.case import Case
from asylon.law.facts import FamilyMemberLocated

#: Statuses of Article 26: protection, long-term residence, or citizenship after protection.
RESIDENT = ("beneficiary", "citizen_formerly_beneficiary", "long_term_resident")
#: The status of Article 27.
APPLICANT = ("applicant_without_first_decision",)


def family_members(case: Case, statuses: Sequence[str], registered: date) -> list[FamilyMemberLocated]:
    """Family members outside the file with one of these statuses (2(8)), on the day the application was registered.

    The family must have existed before the arrival; a child born after it counts for Article 26 all the same (26(3)).
    """
    located = case.all(FamilyMemberLocated)
    if not located:
        return []
    minor = case.minor_on(registered) is True and not case.married
    found: list[FamilyMemberLocated] = []
    for fact in located:
        if fact.status not in statuses:
            continue
        if fact.relation in ("parent", "responsible_adult"):
            if not minor:
                continue
        elif fact.relation == "child":
            if fact.minor_unmarried is False:
                continue
        elif fact.relation not in ("spouse", "partner"):
            continue
        born_later = fact.relation in ("parent", "child") and fact.status in RESIDENT
        if fact.existed_before_arrival is False and not born_later:
            continue
        found.append(fact)
    return found


def wished(found: Sequence[FamilyMemberLocated], excluded: frozenset[str]) -> tuple[tuple[str, ...], bool | None]:
    """In which Member States family members are who may count, and whether the written desire is known.

    Who does not wish it counts nowhere. None: for one of them nobody recorded what the persons wish.
    """
    if not found:
        return (), False
    wishes: dict[str, bool | None] = {}
    for fact in found:
        if fact.written_desire is False or fact.located_in in excluded:
            continue
        wishes[fact.located_in] = True if fact.written_desire or wishes.get(fact.located_in) else None
    if not wishes:
        return (), False
    return tuple(sorted(wishes)), True if all(wishes.values()) else None


def how_many(states: Sequence[str]) -> str:
    """None, one or several Member States, as the tables ask."""
    return "none" if not states else "one" if len(states) == 1 else "several"
