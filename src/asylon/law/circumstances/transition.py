"""What a Member State did before the acts of the Pact applied."""

from __future__ import annotations

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of


@circumstance_of(
    "Ground of the recognition rate transposed early", "Grond van het erkenningspercentage vervroegd omgezet"
)
class RecognitionRateGroundTransposed(
    Circumstance, frozen=True, kw_only=True, tag="recognition_rate_ground_transposed"
):
    """The Member State transposed APR 42(1)(j) and 42(3)(e) and has the special procedures in place (APR 79(3))."""
