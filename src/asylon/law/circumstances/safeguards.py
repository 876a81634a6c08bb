"""Safeguards of a Member State: monitoring of fundamental rights, representatives, families at the border."""

from __future__ import annotations

from typing import Annotated

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told


@circumstance_of("Independent monitoring mechanism", "Onafhankelijk toezichtmechanisme")
class MonitoringMechanism(Circumstance, frozen=True, kw_only=True, tag="monitoring_mechanism"):
    """The mechanism of SCR 10 and APR 43(4) as it is set up; a field left out says that this is not there."""

    covers_screening: Annotated[bool, told("covers the screening", "ziet op de screening")] = False
    covers_border_procedure: Annotated[bool, told("covers the border procedure", "ziet op de grensprocedure")] = False
    independent: Annotated[bool, told("safeguards of its independence", "waarborgen voor onafhankelijkheid")] = False
    institutions_take_part: Annotated[
        bool, told("ombuds and human rights institutions take part", "ombuds- en mensenrechteninstellingen nemen deel")
    ] = False
    unannounced_checks: Annotated[
        bool, told("on-the-spot, random and unannounced checks", "controles ter plaatse, steekproeven, onaangekondigd")
    ] = False
    full_access: Annotated[
        bool, told("access to places, persons and documents", "toegang tot plaatsen, personen en documenten")
    ] = False
    financial_means: Annotated[bool, told("appropriate financial means", "passende financiële middelen")] = False


@circumstance_of("Substantiated allegation of a breach of fundamental rights", "Onderbouwde klacht over grondrechten")
class AllegationSubstantiated(Circumstance, frozen=True, kw_only=True, tag="allegation_substantiated"):
    """A substantiated allegation that concerns the screening or the border procedure (SCR 10(2)(b))."""


@circumstance_of("Allegation investigated", "Klacht onderzocht")
class AllegationInvestigated(Circumstance, frozen=True, kw_only=True, tag="allegation_investigated"):
    """The allegations made until then were dealt with (SCR 10(1), 10(2)(b))."""


@circumstance_of("Recommendations of the monitoring mechanism", "Aanbevelingen van het toezichtmechanisme")
class MonitoringRecommendations(Circumstance, frozen=True, kw_only=True, tag="monitoring_recommendations"):
    """The mechanism issued its recommendations of the year to the Member State (SCR 10(2))."""


@circumstance_of("Representation of minors delayed: reported", "Vertegenwoordiging van minderjarigen vertraagd: gemeld")
class RepresentationDelayReported(Circumstance, frozen=True, kw_only=True, tag="representation_delay_reported"):
    """The Commission and the Asylum Agency were informed of the longer limit or the higher number (RCD 27(1))."""


@circumstance_of(
    "Measures on the recommendation for families reported", "Maatregelen na aanbeveling over gezinnen gemeld"
)
class FamilyMeasuresReported(Circumstance, frozen=True, kw_only=True, tag="family_measures_reported"):
    """The Commission was informed of the measures taken on its recommendation (APR 45(4))."""
