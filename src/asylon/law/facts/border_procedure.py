"""The asylum border procedure: what is assessed to choose whose application is examined at the border."""

from __future__ import annotations

from typing import Annotated

from asylon.law.facts.vocabulary import Fact, kind_of, told


@kind_of("Prospect of return assessed", "Vooruitzicht op terugkeer beoordeeld", "border", governed_by="APR")
class ReturnProspectAssessed(Fact, frozen=True, kw_only=True, tag="return_prospect_assessed"):
    """Whether persons of this origin have a higher prospect of being returned after a negative decision (APR 44(2)(a))."""

    higher: Annotated[bool, told("higher prospect of return", "groter vooruitzicht op terugkeer")]
