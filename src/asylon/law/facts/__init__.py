"""Facts: the closed vocabulary of things that can happen to a person or a file.

Each fact is a typed, immutable record: ``kind``, the ``person``, when it happened (``at``, with a time zone where
hours count), the Member State (``state``) and its own fields. Separate moments are separate facts: an application
*made*, *registered* and *lodged* are three. A correction and a withdrawal are facts too.

The vocabulary is published as JSON Schema by :func:`json_schema`; each field carries its words in English and Dutch.
Each module of this package holds the kinds of one subject and is found by being there.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from asylon.law.facts.border import (
    ApprehendedAtExternalBorder,
    BiometricsTaken,
    Detained,
    Disembarked,
    EntryAuthorised,
    EntryConditionsAssessed,
    EurodacTransmitted,
    FoundIllegallyStaying,
    PresentedAtCrossingPoint,
    Released,
    ScreeningEnded,
    ScreeningStarted,
)
from asylon.law.facts.correction import FactCorrected, FactWithdrawn
from asylon.law.facts.person import (
    BestInterestsAssessed,
    FamilyLink,
    FamilyMemberLocated,
    PersonDescribed,
    Relation,
    RepresentativeAppointed,
    TakenIntoCare,
)
from asylon.law.facts.procedure import (
    AccelerationGround,
    AccelerationGroundCeased,
    AccelerationGroundFound,
    ApplicationLodged,
    ApplicationMade,
    ApplicationRegistered,
    ApplicationWithdrawn,
    ArrivedAfterRelocation,
    BorderExceptionFound,
    ContinuedInNormalProcedure,
    DecisionBecameFinal,
    DecisionNotified,
    DecisionTaken,
    DepartedFromAdvice,
    ExaminationExtended,
    IdentifiedInMemberStateResponsible,
    InadmissibilityExamined,
    RateNotRepresentative,
    RegisteringAuthorityInformed,
    RightToRemainEnded,
    Route,
    RouteDecided,
)
from asylon.law.facts.responsibility import (
    AvailableAgain,
    DocumentHeld,
    EurodacHit,
    IrregularEntry,
    ObstructionCommunicated,
    Relocated,
    ResponsibilityAssumed,
    SuspensionDecided,
    TakeBackNotified,
    TakeBackReceived,
    TakeBackReplied,
    TakeChargeReceived,
    TakeChargeReplied,
    TakeChargeRequested,
    TransferAppealDecided,
    TransferDecisionNotified,
    TransferDecisionTaken,
    TransferObstructed,
    Transferred,
    VisHit,
)
from asylon.law.facts.vocabulary import KINDS, Code, Fact, kinds_schema, told

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = [
    "KINDS",
    "AccelerationGround",
    "AccelerationGroundCeased",
    "AccelerationGroundFound",
    "ApplicationLodged",
    "ApplicationMade",
    "ApplicationRegistered",
    "ApplicationWithdrawn",
    "ApprehendedAtExternalBorder",
    "ArrivedAfterRelocation",
    "AvailableAgain",
    "BestInterestsAssessed",
    "BiometricsTaken",
    "BorderExceptionFound",
    "Code",
    "ContinuedInNormalProcedure",
    "DecisionBecameFinal",
    "DecisionNotified",
    "DecisionTaken",
    "DepartedFromAdvice",
    "Detained",
    "Disembarked",
    "DocumentHeld",
    "EntryAuthorised",
    "EntryConditionsAssessed",
    "EurodacHit",
    "EurodacTransmitted",
    "ExaminationExtended",
    "Fact",
    "FactCorrected",
    "FactWithdrawn",
    "FamilyLink",
    "FamilyMemberLocated",
    "FoundIllegallyStaying",
    "IdentifiedInMemberStateResponsible",
    "InadmissibilityExamined",
    "IrregularEntry",
    "ObstructionCommunicated",
    "PersonDescribed",
    "PresentedAtCrossingPoint",
    "RateNotRepresentative",
    "RegisteringAuthorityInformed",
    "Relation",
    "Released",
    "Relocated",
    "RepresentativeAppointed",
    "ResponsibilityAssumed",
    "RightToRemainEnded",
    "Route",
    "RouteDecided",
    "ScreeningEnded",
    "ScreeningStarted",
    "SuspensionDecided",
    "TakeBackNotified",
    "TakeBackReceived",
    "TakeBackReplied",
    "TakeChargeReceived",
    "TakeChargeReplied",
    "TakeChargeRequested",
    "TakenIntoCare",
    "TransferAppealDecided",
    "TransferDecisionNotified",
    "TransferDecisionTaken",
    "TransferObstructed",
    "Transferred",
    "VisHit",
    "json_schema",
    "told",
]


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) of the vocabulary: one definition per kind."""
    return kinds_schema(KINDS.values(), "Asylon facts", "The closed vocabulary of facts; each kind is one definition.")
