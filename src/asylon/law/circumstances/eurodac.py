"""Eurodac: what lengthens limits in a Member State, its readiness, and the coming of facial recognition."""

from __future__ import annotations

from asylon.law.circumstances.vocabulary import Circumstance, circumstance_of


@circumstance_of("Serious technical problems with Eurodac", "Ernstige technische problemen met Eurodac")
class EurodacTechnicalProblems(Circumstance, frozen=True, kw_only=True, tag="eurodac_technical_problems"):
    """The Member State lengthens its limits to carry out its continuity plan (EUD 15(2), 22(6), 23(5), 24(5), 26(4))."""


@circumstance_of("Sudden influx after rescue: notified", "Plotselinge toestroom na redding: gemeld")
class SuddenInfluxNotified(Circumstance, frozen=True, kw_only=True, tag="sudden_influx_notified"):
    """The Member State notified the Commission and the others that it lengthens the limit; ``until`` as stated (EUD 24(6))."""


@circumstance_of("Ready to transmit to Eurodac: notified", "Gereed voor verzending naar Eurodac: gemeld")
class EurodacReadinessNotified(Circumstance, frozen=True, kw_only=True, tag="eurodac_readiness_notified"):
    """The Member State told the Commission and eu-LISA that its technical arrangements are made (EUD 63(6))."""


@circumstance_of("Study on facial recognition concluded", "Studie naar gezichtsherkenning afgerond")
class FacialRecognitionStudyConcluded(
    Circumstance, frozen=True, kw_only=True, tag="facial_recognition_study_concluded"
):
    """eu-LISA concluded its study on the feasibility of facial recognition (EUD 57(4))."""


@circumstance_of("Facial recognition introduced in Eurodac", "Gezichtsherkenning in Eurodac ingevoerd")
class FacialRecognitionIntroduced(Circumstance, frozen=True, kw_only=True, tag="facial_recognition_introduced"):
    """From this moment Eurodac compares facial images with facial recognition software (EUD 63(5))."""
