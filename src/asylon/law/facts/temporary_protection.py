"""Temporary protection: registration, exclusion and end."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called


@kind_of("Registered for temporary protection", "Geregistreerd voor tijdelijke bescherming", "temporary_protection")
class TemporaryProtectionRegistered(Fact, frozen=True, kw_only=True, tag="temporary_protection_registered"):
    """Registered by ``state`` as a beneficiary under a Council decision, or of equivalent national protection (TPD 10)."""

    under: Annotated[
        Literal["2022/382", "other_decision"],
        told("Council decision (or equivalent national protection)", "Raadsbesluit (of gelijkwaardige bescherming)"),
    ] = "2022/382"


@kind_of(
    "Temporary protection ended for the person",
    "Tijdelijke bescherming van de persoon beëindigd",
    "temporary_protection",
)
class TemporaryProtectionEnded(Fact, frozen=True, kw_only=True, tag="temporary_protection_ended"):
    """The person no longer enjoys temporary protection in ``state``, although it goes on for others."""

    reason: Annotated[
        Literal["renounced", "moved_to_another_member_state", "excluded", "other"], told("reason", "reden")
    ] = "other"


value_is_called(
    ("other_decision", "another Council decision", "een ander Raadsbesluit"),
    ("renounced", "renounced", "afstand gedaan"),
    ("moved_to_another_member_state", "moved to another Member State", "naar een andere lidstaat verhuisd"),
    ("excluded", "excluded", "uitgesloten"),
)
