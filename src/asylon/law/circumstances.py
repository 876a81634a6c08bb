"""Circumstances: dated facts about Member States and the Union on which a person's position may hang.

Capacity reached and notified, a Council decision in a crisis, a recognition rate, disproportionate numbers: each is
a typed record with the moment from which it counts and, where it ends, the last moment. ``until`` is inclusive.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.facts import told
from asylon.law.moments import Moment


class Circumstance(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True, forbid_unknown_fields=True
):
    """What every circumstance has: the Member State (``EU`` for the Union), from when, until when, its source."""

    words: ClassVar[Bilingual]

    at: Annotated[Moment, told("from", "vanaf")]
    state: Annotated[str, told("Member State (EU: the Union)", "lidstaat (EU: de Unie)", pattern="^[A-Z]{2}$")] = "EU"
    until: Annotated[date | None, told("until and including", "tot en met")] = None
    source: Annotated[str, told("source", "bron")] = ""
    id: Annotated[str, told("reference", "kenmerk")] = ""

    @classmethod
    def kind(cls) -> str:
        """The name of this kind of circumstance."""
        return str(cls.__struct_config__.tag)


KINDS: dict[str, type[Circumstance]] = {}


def _kind(en: str, nl: str) -> Any:
    def enter(cls: type[Circumstance]) -> type[Circumstance]:
        cls.words = Bilingual(en, nl)
        KINDS[cls.kind()] = cls
        return cls

    return enter


@_kind("Union-wide recognition rate", "Erkenningspercentage in de Unie")
class RecognitionRate(Circumstance, frozen=True, kw_only=True, tag="recognition_rate"):
    """Latest yearly Union-wide average share of positive decisions by determining authorities (APR 42(1)(j))."""

    nationality: Annotated[str, told("nationality", "nationaliteit", pattern="^[A-Z]{2}$")]
    percent: Annotated[float, told("per cent", "procent", ge=0, le=100)]


@_kind("Significant change in a country of origin", "Significante verandering in een land van herkomst")
class SignificantChange(Circumstance, frozen=True, kw_only=True, tag="significant_change"):
    """A guidance note of the Asylum Agency shows a significant change since the Eurostat data (APR 42(1))."""

    nationality: Annotated[str, told("nationality", "nationaliteit", pattern="^[A-Z]{2}$")]


@_kind("Adequate capacity set", "Toereikende capaciteit vastgesteld")
class AdequateCapacity(Circumstance, frozen=True, kw_only=True, tag="adequate_capacity"):
    """The number set for the Member State by the Commission's implementing act (APR 47(1))."""

    number: Annotated[int, told("persons at any moment", "personen op enig moment", ge=0)]


@_kind("Persons in border procedures", "Personen in grensprocedures")
class BorderStock(Circumstance, frozen=True, kw_only=True, tag="border_stock"):
    """How many are in the asylum border procedure and in the return border procedure, from this moment on."""

    asylum_border: Annotated[int, told("in the asylum border procedure", "in de asielgrensprocedure", ge=0)]
    return_border: Annotated[int, told("in the return border procedure", "in de terugkeergrensprocedure", ge=0)] = 0


@_kind("Capacity reached: notified to the Commission", "Capaciteit bereikt: gemeld aan de Commissie")
class CapacityNotified(Circumstance, frozen=True, kw_only=True, tag="capacity_notified"):
    """The Member State notified that its adequate capacity is reached (APR 48(1), 49)."""


@_kind("Applications examined at the border this year", "Verzoeken dit jaar aan de grens behandeld")
class YearlyExamined(Circumstance, frozen=True, kw_only=True, tag="yearly_examined"):
    """Applications examined in the border procedure since 1 January of the year of ``at`` (APR 50)."""

    number: Annotated[int, told("applications", "verzoeken", ge=0)]


@_kind("Yearly maximum reached: notified to the Commission", "Jaarmaximum bereikt: gemeld aan de Commissie")
class YearlyMaximumNotified(Circumstance, frozen=True, kw_only=True, tag="yearly_maximum_notified"):
    """The Member State notified that its yearly maximum is reached (APR 50, first paragraph)."""


@_kind("Yearly maximum reached: release authorised", "Jaarmaximum bereikt: ontheffing toegestaan")
class YearlyMaximumAuthorised(Circumstance, frozen=True, kw_only=True, tag="yearly_maximum_authorised"):
    """The Commission authorised by implementing act not to examine points (c) and (j) cases (APR 50)."""


@_kind("Disproportionate number of applications", "Onevenredig aantal verzoeken")
class DisproportionateNumbers(Circumstance, frozen=True, kw_only=True, tag="disproportionate_numbers"):
    """Disproportionate numbers within the same period make a limit unfeasible (APR 27(5), 28(5), 35)."""


Derogation = Literal[
    "CFMR 10(1)", "CFMR 11(1)", "CFMR 11(2)", "CFMR 11(3)", "CFMR 11(4)", "CFMR 11(6)", "CFMR 12", "CFMR 13"
]


@_kind("Crisis derogation authorised", "Crisisafwijking toegestaan")
class CrisisDerogation(Circumstance, frozen=True, kw_only=True, tag="crisis_derogation"):
    """The Council authorised derogations for the Member State, which applies them (CFMR 4)."""

    situation: Annotated[
        Literal["mass_arrivals", "instrumentalisation", "force_majeure"],
        told("situation (CFMR 1)", "situatie (CFMR 1)"),
    ]
    derogations: Annotated[tuple[Derogation, ...], told("derogations", "afwijkingen")]


@_kind(
    "Suspension of the border procedure for families recommended",
    "Aanbeveling tot opschorting van de grensprocedure voor gezinnen",
)
class FamilySuspensionRecommended(Circumstance, frozen=True, kw_only=True, tag="family_suspension_recommended"):
    """The Commission recommended to suspend the border procedure for families with minors (APR 45(4))."""
