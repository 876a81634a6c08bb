"""Resettlement: the Union Plan."""

from __future__ import annotations

from typing import Annotated

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told


@circumstance_of("Union Plan for resettlement adopted", "Unieplan voor hervestiging vastgesteld")
class UnionPlanAdopted(Circumstance, frozen=True, kw_only=True, tag="union_plan_adopted"):
    """The Council adopted the Union Plan for the years from ``first_year`` on (URF 8(1))."""

    first_year: Annotated[int, told("first year of the plan", "eerste jaar van het plan", ge=2025)]
