"""Corrections and withdrawals: facts about facts."""

from __future__ import annotations

from typing import Annotated, Any

from asylon.law.facts.vocabulary import Fact, kind_of, told


@kind_of("Fact corrected", "Feit gecorrigeerd", "correction")
class FactCorrected(Fact, frozen=True, kw_only=True, tag="fact_corrected"):
    """The fact ``corrects`` is replaced: each field named in ``replace`` takes the value given there."""

    corrects: Annotated[
        str, told("reference of the fact to correct", "kenmerk van het te corrigeren feit", min_length=1)
    ]
    replace: Annotated[dict[str, Any], told("fields and their right values", "velden en hun juiste waarden")]
    reason: Annotated[str, told("reason", "reden", min_length=3)]


@kind_of("Fact withdrawn", "Feit teruggenomen", "correction")
class FactWithdrawn(Fact, frozen=True, kw_only=True, tag="fact_withdrawn"):
    """The fact ``withdraws`` should not have been recorded; it no longer counts, and stays readable."""

    withdraws: Annotated[
        str, told("reference of the fact to take back", "kenmerk van het terug te nemen feit", min_length=1)
    ]
    reason: Annotated[str, told("reason", "reden", min_length=3)]
