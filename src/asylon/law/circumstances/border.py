"""Border procedures of a Member State: capacity, stock, yearly maximum, families."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told
from asylon.law.values import value_is_called


@circumstance_of("Adequate capacity set", "Toereikende capaciteit vastgesteld")
class AdequateCapacity(Circumstance, frozen=True, kw_only=True, tag="adequate_capacity"):
    """The number set for the Member State by the Commission's implementing act (APR 47(1))."""

    number: Annotated[int, told("persons at any moment", "personen op enig moment", ge=0)]
    adopted: Annotated[
        date | None,
        told("adoption of the act, where it is not the first", "vaststelling van de handeling, indien niet de eerste"),
    ] = None


@circumstance_of("Adequate capacity in place", "Toereikende capaciteit beschikbaar")
class CapacityInPlace(Circumstance, frozen=True, kw_only=True, tag="capacity_in_place"):
    """The Member State has so many places for border procedures in place (APR 47(5))."""

    number: Annotated[int, told("places", "plaatsen", ge=0)]


@circumstance_of("Act on adequate capacity adopted", "Handeling over toereikende capaciteit vastgesteld")
class CapacityActAdopted(Circumstance, frozen=True, kw_only=True, tag="capacity_act_adopted"):
    """The Commission adopted the implementing act that sets the numbers (APR 47(1), 47(5))."""


@circumstance_of("Numbers and exceptions reassessed", "Getallen en uitzonderingen beoordeeld")
class CapacityReassessed(Circumstance, frozen=True, kw_only=True, tag="capacity_reassessed"):
    """The Commission assessed whether the numbers of APR 46, 47(1) and the exceptions are still adequate (APR 77)."""


@circumstance_of("Persons in border procedures", "Personen in grensprocedures")
class BorderStock(Circumstance, frozen=True, kw_only=True, tag="border_stock"):
    """How many are in the asylum border procedure and in the return border procedure, from this moment on."""

    asylum_border: Annotated[int, told("in the asylum border procedure", "in de asielgrensprocedure", ge=0)]
    return_border: Annotated[int, told("in the return border procedure", "in de terugkeergrensprocedure", ge=0)] = 0


@circumstance_of("Capacity reached: notified to the Commission", "Capaciteit bereikt: gemeld aan de Commissie")
class CapacityNotified(Circumstance, frozen=True, kw_only=True, tag="capacity_notified"):
    """The Member State notified that its adequate capacity is reached (APR 48(1), 49), with what it ``contains``."""

    contains: Annotated[
        tuple[Literal["notified_stock", "notified_measure", "notified_reasoning"], ...],
        told("contains (49(1))", "bevat (49(1))"),
    ] = ()
    part_of: Annotated[
        Literal["AMMR 58", "AMMR 59"] | None,
        told("part of the notification of (49(2))", "deel van de kennisgeving van (49(2))"),
    ] = None


@circumstance_of("Other Member States informed of the measure", "Andere lidstaten ingelicht over de maatregel")
class CapacityOthersInformed(Circumstance, frozen=True, kw_only=True, tag="capacity_others_informed"):
    """The Member State informed the others that its capacity is reached (APR 49(3))."""


@circumstance_of("Measure of Article 48 applied", "Maatregel van artikel 48 toegepast")
class CapacityMeasureApplied(Circumstance, frozen=True, kw_only=True, tag="capacity_measure_applied"):
    """From this day on the Member State leaves cases of point (j) out of the border procedure (APR 48(2))."""


@circumstance_of("Monthly information on the measure sent", "Maandelijkse informatie over de maatregel gezonden")
class CapacityMonthlyReport(Circumstance, frozen=True, kw_only=True, tag="capacity_monthly_report"):
    """What the Commission is told each month while the measure is applied (APR 49(4)), with what it ``contains``."""

    contains: Annotated[
        tuple[
            Literal["report_stock", "report_weekly_flow", "report_staff", "report_duration", "report_court_duration"],
            ...,
        ],
        told("contains (49(4))", "bevat (49(4))"),
    ] = ()


@circumstance_of("Applications examined at the border this year", "Verzoeken dit jaar aan de grens behandeld")
class YearlyExamined(Circumstance, frozen=True, kw_only=True, tag="yearly_examined"):
    """Applications examined in the border procedure since 1 January of the year of ``at`` (APR 50), or ``since`` a day."""

    number: Annotated[int, told("applications", "verzoeken", ge=0)]
    since: Annotated[date | None, told("counted from", "geteld vanaf")] = None


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

    published: Annotated[bool, told("made public", "openbaar gemaakt")] = False


@circumstance_of("Locations of the border procedure notified", "Locaties van de grensprocedure gemeld")
class BorderLocationsNotified(Circumstance, frozen=True, kw_only=True, tag="border_locations_notified"):
    """The Member State notified the Commission where the border procedure is carried out (APR 54(3))."""


@circumstance_of("Locations of the border procedure changed", "Locaties van de grensprocedure gewijzigd")
class BorderLocationsChanged(Circumstance, frozen=True, kw_only=True, tag="border_locations_changed"):
    """The locations at which the border procedure is carried out changed on ``at`` (APR 54(3))."""


value_is_called(
    ("notified_stock", "(a) number of persons in the procedures", "(a) aantal personen in de procedures"),
    ("notified_measure", "(b) measure intended", "(b) voorgenomen maatregel"),
    ("notified_reasoning", "(c) substantiated reasoning", "(c) onderbouwde motivering"),
    ("report_stock", "(a) number of applicants at that time", "(a) aantal verzoekers op dat moment"),
    ("report_weekly_flow", "(b) inflow and outflow of each week", "(b) in- en uitstroom van elke week"),
    ("report_staff", "(c) staff examining", "(c) personeel dat behandelt"),
    (
        "report_duration",
        "(d) average duration of the administrative stage",
        "(d) gemiddelde duur van de administratieve fase",
    ),
    (
        "report_court_duration",
        "(e) average duration of requests to remain",
        "(e) gemiddelde duur van verzoeken om te mogen blijven",
    ),
)
