"""Return decisions (APR 37; Directive 2008/115/EC)."""

from __future__ import annotations

from typing import Annotated

from asylon.law.facts.vocabulary import Fact, kind_of, told


@kind_of("Return decision issued", "Terugkeerbesluit genomen", "returns")
class ReturnDecisionIssued(Fact, frozen=True, kw_only=True, tag="return_decision_issued"):
    """A return decision was issued: with the rejection, as a separate act, or before any application (APR 37, 38(1)(e))."""

    separate: Annotated[bool, told("as a separate act", "als afzonderlijke handeling")] = False


@kind_of("Return decision received", "Terugkeerbesluit ontvangen", "returns")
class ReturnDecisionReceived(Fact, frozen=True, kw_only=True, tag="return_decision_received"):
    """The person received the return decision (APR 38(1)(e), 67(8))."""

    informed_of_consequences: Annotated[
        bool | None,
        told(
            "informed of the consequences of not applying within seven working days",
            "geïnformeerd over de gevolgen van niet verzoeken binnen zeven werkdagen",
        ),
    ] = None
