"""The asylum procedure of a Member State, and what the Commission recommends about it."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told

#: The measures whose use must be reported (APR 71(3)).
Exceptional = Literal["APR 13(6)", "APR 27(5)", "APR 28(5)", "APR 35(2)", "APR 35(5)"]


@circumstance_of("Expedited procedure recommended", "Versnelde afdoening aanbevolen")
class ExpeditedRecommended(Circumstance, frozen=True, kw_only=True, tag="expedited_recommended"):
    """The Commission recommended the expedited procedure for applicants of a country of origin (CFMR 14(1))."""

    nationality: Annotated[str, told("nationality", "nationaliteit", pattern="^[A-Z]{2}$")]


@circumstance_of("Procedures postponed for a country of origin", "Procedures uitgesteld voor een land van herkomst")
class ProceduresPostponed(Circumstance, frozen=True, kw_only=True, tag="procedures_postponed"):
    """The Member State postpones conclusions because of an uncertain situation in the country (APR 35(7))."""

    nationality: Annotated[str, told("nationality", "nationaliteit", pattern="^[A-Z]{2}$")]


@circumstance_of("Postponement reported", "Uitstel gemeld")
class PostponementReported(Circumstance, frozen=True, kw_only=True, tag="postponement_reported"):
    """The Commission and the Asylum Agency were informed of the postponement for the country (APR 35(7))."""

    nationality: Annotated[str, told("nationality", "nationaliteit", pattern="^[A-Z]{2}$")]


@circumstance_of("Exceptional measure used", "Uitzonderlijke maatregel gebruikt")
class ExceptionalMeasureUsed(Circumstance, frozen=True, kw_only=True, tag="exceptional_measure_used"):
    """The Member State uses a measure of APR 71(3), until the reasons for it ceased to exist."""

    measure: Annotated[Exceptional, told("measure", "maatregel")]


@circumstance_of("Exceptional measures reported", "Uitzonderlijke maatregelen gemeld")
class ExceptionalMeasuresReported(Circumstance, frozen=True, kw_only=True, tag="exceptional_measures_reported"):
    """The Commission and the Asylum Agency were informed of the use of a measure (APR 71(3))."""

    measure: Annotated[Exceptional, told("measure", "maatregel")]
