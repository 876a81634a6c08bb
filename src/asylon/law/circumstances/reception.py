"""Reception in a Member State: school, housing, contingency plan, how detention is reviewed."""

from __future__ import annotations

from typing import Annotated

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told


@circumstance_of("Age from which nationals go to school", "Leeftijd waarop onderdanen naar school gaan")
class SchoolAge(Circumstance, frozen=True, kw_only=True, tag="school_age"):
    """Minors have the access that nationals have (RCD 16(1)): from which age nationals go to school."""

    years: Annotated[int, told("years", "jaar", ge=0, le=18)]


@circumstance_of("School holidays", "Schoolvakantie")
class SchoolHolidays(Circumstance, frozen=True, kw_only=True, tag="school_holidays"):
    """School holidays from ``at`` until and including ``until`` (RCD 16(2))."""


@circumstance_of("Areas regulated and announced", "Gebieden geregeld en gemeld")
class AreaAllocationRegulated(Circumstance, frozen=True, kw_only=True, tag="area_allocation_regulated"):
    """National law lays down the conditions of areas, and Commission and Asylum Agency were informed (RCD 8(7))."""


@circumstance_of("How detention is reviewed", "Hoe bewaring wordt getoetst")
class DetentionReviewRegulated(Circumstance, frozen=True, kw_only=True, tag="detention_review_regulated"):
    """National law has administrative detention reviewed ex officio, on request, or both (RCD 11(3))."""

    ex_officio: Annotated[bool, told("of the court's own motion", "ambtshalve")]
    on_request: Annotated[bool, told("on request", "op verzoek")]


@circumstance_of("Ordinary housing not available", "Gewone huisvesting niet beschikbaar")
class HousingUnavailable(Circumstance, frozen=True, kw_only=True, tag="housing_unavailable"):
    """Housing capacities normally available are temporarily exhausted or unavailable (RCD 20(10)(b))."""


@circumstance_of("Contingency plan notified", "Noodplan gemeld")
class ContingencyPlanNotified(Circumstance, frozen=True, kw_only=True, tag="contingency_plan_notified"):
    """The contingency plan, or its updated version, was notified to the Asylum Agency (RCD 32(2))."""


@circumstance_of("Contingency plan reviewed", "Noodplan herzien")
class ContingencyPlanReviewed(Circumstance, frozen=True, kw_only=True, tag="contingency_plan_reviewed"):
    """The contingency plan was reviewed (RCD 32(2))."""

    updated: Annotated[bool, told("updated", "bijgewerkt")] = False


@circumstance_of("Contingency plan activated", "Noodplan in werking gesteld")
class ContingencyPlanActivated(Circumstance, frozen=True, kw_only=True, tag="contingency_plan_activated"):
    """The contingency plan is in operation from ``at`` (RCD 32(2))."""


@circumstance_of(
    "Activation told to Commission and Asylum Agency", "Inwerkingstelling gemeld aan Commissie en Asielagentschap"
)
class ContingencyActivationReported(Circumstance, frozen=True, kw_only=True, tag="contingency_activation_reported"):
    """The Commission and the Asylum Agency were informed of the activation (RCD 20(10), 32(2))."""


@circumstance_of("End of different conditions reported", "Einde van afwijkende voorzieningen gemeld")
class DifferentConditionsEndReported(Circumstance, frozen=True, kw_only=True, tag="different_conditions_end_reported"):
    """The Commission and the Asylum Agency were told that the reasons for different conditions ceased (RCD 20(10))."""
