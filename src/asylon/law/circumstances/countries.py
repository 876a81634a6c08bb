"""Countries of origin: recognition rates and what changes them."""

from __future__ import annotations

from typing import Annotated

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told


@circumstance_of("Union-wide recognition rate", "Erkenningspercentage in de Unie")
class RecognitionRate(Circumstance, frozen=True, kw_only=True, tag="recognition_rate"):
    """Latest yearly Union-wide average share of positive decisions by determining authorities (APR 42(1)(j))."""

    nationality: Annotated[str, told("nationality", "nationaliteit", pattern="^[A-Z]{2}$")]
    percent: Annotated[float, told("per cent", "procent", ge=0, le=100)]


@circumstance_of("Significant change in a country of origin", "Significante verandering in een land van herkomst")
class SignificantChange(Circumstance, frozen=True, kw_only=True, tag="significant_change"):
    """A guidance note of the Asylum Agency shows a significant change since the Eurostat data (APR 42(1))."""

    nationality: Annotated[str, told("nationality", "nationaliteit", pattern="^[A-Z]{2}$")]
