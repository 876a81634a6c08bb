"""Return: what a Member State faces as a whole."""

from __future__ import annotations

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of


@circumstance_of("Emergency in detention for return", "Noodsituatie in bewaring voor terugkeer")
class DetentionEmergency(Circumstance, frozen=True, kw_only=True, tag="detention_emergency"):
    """An exceptionally large number of persons to be returned burdens facilities or staff unforeseen (RD 18)."""
