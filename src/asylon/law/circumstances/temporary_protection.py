"""Temporary protection: what the Council decides, and the further groups a Member State admits."""

from __future__ import annotations

from typing import Annotated

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told


@circumstance_of("Temporary protection introduced", "Tijdelijke bescherming ingevoerd")
class TemporaryProtectionActivated(Circumstance, frozen=True, kw_only=True, tag="temporary_protection_activated"):
    """A Council decision other than 2022/382 found a mass influx; ``at`` is its entry into force (TPD 5)."""

    reference: Annotated[str, told("reference of the decision", "kenmerk van het besluit")] = ""
    take_back_waived: Annotated[
        bool,
        told(
            "Member States agreed at the activation not to apply Article 11 of the Directive",
            "lidstaten spraken bij de activering af artikel 11 van de richtlijn niet toe te passen",
        ),
    ] = False
    same_as_crisis: Annotated[
        bool, told("for the same mass arrivals as the crisis", "voor dezelfde massale aankomst als de crisis")
    ] = False


@circumstance_of("Temporary protection prolonged by the Council", "Tijdelijke bescherming door de Raad verlengd")
class TemporaryProtectionProlonged(Circumstance, frozen=True, kw_only=True, tag="temporary_protection_prolonged"):
    """After the automatic extensions the Council prolonged by at most a year (TPD 4(2)), from ``at``."""


@circumstance_of("Temporary protection ended by the Council", "Tijdelijke bescherming door de Raad beëindigd")
class TemporaryProtectionTerminated(Circumstance, frozen=True, kw_only=True, tag="temporary_protection_terminated"):
    """The Council found that safe and durable return is possible; ``at`` is the first day without protection (TPD 6(1)(b))."""


@circumstance_of(
    "Further group admitted to temporary protection", "Verdere groep toegelaten tot tijdelijke bescherming"
)
class OptionalGroupAdmitted(Circumstance, frozen=True, kw_only=True, tag="optional_group_admitted"):
    """A Member State extends temporary protection to others residing legally there (2022/382 2(3); TPD 7), ``until`` its end."""

    notified: Annotated[bool, told("Council and Commission informed", "Raad en Commissie geïnformeerd")] = False
