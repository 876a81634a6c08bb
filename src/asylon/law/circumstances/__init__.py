"""Circumstances: dated facts about Member States and the Union on which a position may hang.

Capacity reached and notified, a Council decision in a crisis, a recognition rate, disproportionate numbers: each is
a typed record with the moment from which it counts and, where it ends, the last moment. ``until`` is inclusive.
Each module of this package holds the kinds of one subject and is found by being there.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from asylon.law.circumstances.border import (
    AdequateCapacity,
    BorderStock,
    CapacityNotified,
    FamilySuspensionRecommended,
    YearlyExamined,
    YearlyMaximumAuthorised,
    YearlyMaximumNotified,
)
from asylon.law.circumstances.countries import RecognitionRate, SignificantChange
from asylon.law.circumstances.preparedness import CrisisDerogation, Derogation, DisproportionateNumbers
from asylon.law.circumstances.vocabulary import KINDS, Circumstance
from asylon.law.facts.vocabulary import kinds_schema

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = [
    "KINDS",
    "AdequateCapacity",
    "BorderStock",
    "CapacityNotified",
    "Circumstance",
    "CrisisDerogation",
    "Derogation",
    "DisproportionateNumbers",
    "FamilySuspensionRecommended",
    "RecognitionRate",
    "SignificantChange",
    "YearlyExamined",
    "YearlyMaximumAuthorised",
    "YearlyMaximumNotified",
    "json_schema",
]


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) of circumstances: one definition per kind."""
    return kinds_schema(KINDS.values(), "Asylon circumstances", "The closed vocabulary of circumstances.")
