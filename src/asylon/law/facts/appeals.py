"""Appeals: what is asked of a court or tribunal, and what it decides (APR 67-69)."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called

value_is_called(
    ("decision_on_application", "decision on the application", "beslissing op het verzoek"),
    ("separate_return_decision", "return decision issued as a separate act", "afzonderlijk genomen terugkeerbesluit"),
    ("withdrawal_decision", "withdrawal of protection", "intrekking van bescherming"),
    ("dismissed", "appeal dismissed", "beroep ongegrond"),
    ("referred_back", "decision annulled, referred back", "beslissing vernietigd, terugverwezen"),
    ("protection_by_court", "protection granted or kept by the court", "bescherming toegekend of behouden door de rechter"),
)  # fmt: skip


@kind_of("Appeal lodged", "Beroep ingesteld", "procedure", after=(("decision_taken", "APR 67(1)"),))
class AppealLodged(Fact, frozen=True, kw_only=True, tag="appeal_lodged"):
    """An appeal before a court or tribunal (APR 67(1)); ``further``: against a first or later appeal decision (68(7))."""

    against: Annotated[
        Literal["decision_on_application", "separate_return_decision", "withdrawal_decision"], told("against", "tegen")
    ] = "decision_on_application"
    further: Annotated[bool, told("further appeal", "hoger beroep")] = False


@kind_of("Asked to be allowed to remain", "Gevraagd te mogen blijven", "procedure")
class AskedToRemain(Fact, frozen=True, kw_only=True, tag="asked_to_remain"):
    """The court was asked to allow the person to remain pending the outcome of the remedy (APR 68(4))."""


@kind_of("Court decided on remaining", "Rechter besliste over blijven", "procedure")
class CourtDecidedOnRemaining(Fact, frozen=True, kw_only=True, tag="court_decided_on_remaining"):
    """Whether the person may remain pending the outcome of the remedy, on request or ex officio (APR 68(4), (7))."""

    allowed: Annotated[bool, told("allowed to remain", "mag blijven")]
    ex_officio: Annotated[bool, told("of the court's own motion", "ambtshalve")] = False


@kind_of("Appeal decided", "Op beroep beslist", "procedure", after=(("appeal_lodged", "APR 67"),))
class AppealDecided(Fact, frozen=True, kw_only=True, tag="appeal_decided"):
    """The court or tribunal ruled on the appeal; ``further`` where it ruled on a further appeal."""

    outcome: Annotated[Literal["dismissed", "referred_back", "protection_by_court"], told("outcome", "uitkomst")]
    further: Annotated[bool, told("further appeal", "hoger beroep")] = False


@kind_of("Found to be lodged merely to delay removal", "Bevonden slechts verwijdering te vertragen", "procedure")
class FoundToDelayRemoval(Fact, frozen=True, kw_only=True, tag="found_to_delay_removal"):
    """Considered lodged merely to delay or frustrate a return decision whose enforcement is imminent (APR 16, 56, 68(6))."""

    what: Annotated[Literal["subsequent_application", "appeal"], told("what was lodged", "wat is ingediend")]


value_is_called(
    ("subsequent_application", "the subsequent application", "het volgend verzoek"),
    ("appeal", "the appeal", "het beroep"),
)
