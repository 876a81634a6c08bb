"""Disproportionate numbers, crisis and force majeure."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of
from asylon.law.facts.vocabulary import told

Derogation = Literal[
    "CFMR 10(1)", "CFMR 11(1)", "CFMR 11(2)", "CFMR 11(3)", "CFMR 11(4)", "CFMR 11(6)", "CFMR 12", "CFMR 13", "RBPR 6"
]


@circumstance_of("Disproportionate number of applications", "Onevenredig aantal verzoeken")
class DisproportionateNumbers(Circumstance, frozen=True, kw_only=True, tag="disproportionate_numbers"):
    """Disproportionate numbers within the same period make a limit unfeasible (APR 27(5), 28(5), 35)."""


@circumstance_of("Crisis derogation authorised", "Crisisafwijking toegestaan")
class CrisisDerogation(Circumstance, frozen=True, kw_only=True, tag="crisis_derogation"):
    """The Council authorised derogations for the Member State, which applies them (CFMR 4)."""

    situation: Annotated[
        Literal["mass_arrivals", "instrumentalisation", "force_majeure"],
        told("situation (CFMR 1)", "situatie (CFMR 1)"),
    ]
    derogations: Annotated[tuple[Derogation, ...], told("derogations", "afwijkingen")]
