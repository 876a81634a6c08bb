"""Border procedures of a Member State: capacity, stock, yearly maximum, families."""

from __future__ import annotations

from typing import Annotated

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told


@circumstance_of("Adequate capacity set", "Toereikende capaciteit vastgesteld")
class AdequateCapacity(Circumstance, frozen=True, kw_only=True, tag="adequate_capacity"):
    """The number set for the Member State by the Commission's implementing act (APR 47(1))."""

    number: Annotated[int, told("persons at any moment", "personen op enig moment", ge=0)]


@circumstance_of("Persons in border procedures", "Personen in grensprocedures")
class BorderStock(Circumstance, frozen=True, kw_only=True, tag="border_stock"):
    """How many are in the asylum border procedure and in the return border procedure, from this moment on."""

    asylum_border: Annotated[int, told("in the asylum border procedure", "in de asielgrensprocedure", ge=0)]
    return_border: Annotated[int, told("in the return border procedure", "in de terugkeergrensprocedure", ge=0)] = 0


@circumstance_of("Capacity reached: notified to the Commission", "Capaciteit bereikt: gemeld aan de Commissie")
class CapacityNotified(Circumstance, frozen=True, kw_only=True, tag="capacity_notified"):
    """The Member State notified that its adequate capacity is reached (APR 48(1), 49)."""


@circumstance_of("Applications examined at the border this year", "Verzoeken dit jaar aan de grens behandeld")
class YearlyExamined(Circumstance, frozen=True, kw_only=True, tag="yearly_examined"):
    """Applications examined in the border procedure since 1 January of the year of ``at`` (APR 50)."""

    number: Annotated[int, told("applications", "verzoeken", ge=0)]


@circumstance_of("Yearly maximum reached: notified to the Commission", "Jaarmaximum bereikt: gemeld aan de Commissie")
class YearlyMaximumNotified(Circumstance, frozen=True, kw_only=True, tag="yearly_maximum_notified"):
    """The Member State notified that its yearly maximum is reached (APR 50, first paragraph)."""


@circumstance_of("Yearly maximum reached: release authorised", "Jaarmaximum bereikt: ontheffing toegestaan")
class YearlyMaximumAuthorised(Circumstance, frozen=True, kw_only=True, tag="yearly_maximum_authorised"):
    """The Commission authorised by implementing act not to examine points (c) and (j) cases (APR 50)."""


@circumstance_of(
    "Suspension of the border procedure for families recommended",
    "Aanbeveling tot opschorting van de grensprocedure voor gezinnen",
)
class FamilySuspensionRecommended(Circumstance, frozen=True, kw_only=True, tag="family_suspension_recommended"):
    """The Commission recommended to suspend the border procedure for families with minors (APR 45(4))."""
