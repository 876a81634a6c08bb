"""Guarantees of applicants: information, documents, special needs, legal capacity, counselling and assistance (APR 8-33)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called

value_is_called(
    ("registration_document", "document of registration (29(1))", "bewijs van registratie (29(1))"),
    ("applicant_document", "applicant's document (29(4))", "document van de verzoeker (29(4))"),
    ("free_counselling", "free legal counselling (16)", "kosteloze juridische counseling (16)"),
    ("free_assistance", "free assistance and representation on appeal (17)", "kosteloze bijstand en vertegenwoordiging in beroep (17)"),
    ("16(3)(a)", "first subsequent application merely to delay (16(3)(a))", "eerste volgend verzoek slechts om te vertragen (16(3)(a))"),
    ("16(3)(b)", "second or further subsequent application (16(3)(b))", "tweede of later volgend verzoek (16(3)(b))"),
    ("16(3)(c)", "already assisted and represented (16(3)(c))", "al bijgestaan en vertegenwoordigd (16(3)(c))"),
    ("17(2)(a)", "sufficient resources (17(2)(a))", "voldoende middelen (17(2)(a))"),
    ("17(2)(b)", "no tangible prospect of success, or abusive (17(2)(b))", "geen reële kans van slagen of misbruik (17(2)(b))"),
    ("17(2)(c)", "second level of appeal or higher (17(2)(c))", "tweede of hogere aanleg (17(2)(c))"),
    ("17(2)(d)", "already assisted or represented (17(2)(d))", "al bijgestaan of vertegenwoordigd (17(2)(d))"),
    ("34(5)(a)", "likely to be well-founded (34(5)(a))", "waarschijnlijk gegrond (34(5)(a))"),
    ("34(5)(b)", "special needs (34(5)(b))", "bijzondere behoeften (34(5)(b))"),
    ("34(5)(c)", "danger to security or public order (34(5)(c))", "gevaar voor veiligheid of openbare orde (34(5)(c))"),
    ("34(5)(d)", "subsequent application (34(5)(d))", "volgend verzoek (34(5)(d))"),
    ("34(5)(e)", "nuisance, criminal behaviour, or sanction in reception (34(5)(e))", "overlast, crimineel gedrag of sanctie in de opvang (34(5)(e))"),
)  # fmt: skip


@kind_of("Applicant informed", "Verzoeker geïnformeerd", "procedure")
class ApplicantInformed(Fact, frozen=True, kw_only=True, tag="applicant_informed"):
    """The information of APR 8(2)(a)-(e) was given by leaflet, and orally if necessary."""

    confirmed: Annotated[
        bool | None, told("receipt confirmed by the applicant", "ontvangst bevestigd door de verzoeker")
    ] = None


@kind_of("Applicant's document issued", "Document van de verzoeker afgegeven", "procedure")
class ApplicantDocumentIssued(Fact, frozen=True, kw_only=True, tag="applicant_document_issued"):
    """The document that the application is registered, or the applicant's document after lodging (APR 29)."""

    document: Annotated[Literal["registration_document", "applicant_document"], told("document", "document")]
    valid_until: Annotated[date | None, told("valid until", "geldig tot en met")] = None


@kind_of("Appointment to lodge given", "Afspraak om in te dienen gegeven", "procedure")
class LodgingAppointmentGiven(Fact, frozen=True, kw_only=True, tag="lodging_appointment_given"):
    """The date and place of lodging were communicated to the applicant (APR 28(3), (5))."""

    on: Annotated[date, told("day of the appointment", "dag van de afspraak")]


@kind_of("Assessment of procedural needs started", "Beoordeling van procedurele behoeften begonnen", "procedure")
class ProceduralNeedsAssessmentStarted(Fact, frozen=True, kw_only=True, tag="procedural_needs_assessment_started"):
    """The assessment of the need for special procedural guarantees was initiated (APR 20(2))."""


@kind_of("Procedural needs assessed", "Procedurele behoeften beoordeeld", "procedure")
class ProceduralNeedsAssessed(Fact, frozen=True, kw_only=True, tag="procedural_needs_assessed"):
    """The assessment of the need for special procedural guarantees was concluded, or reviewed (APR 20(3))."""

    support_needed: Annotated[
        bool, told("special procedural guarantees needed", "bijzondere procedurele waarborgen nodig")
    ]


@kind_of(
    "Circumstances bearing on procedural needs changed",
    "Omstandigheden voor procedurele behoeften gewijzigd",
    "procedure",
)
class ProceduralNeedsChanged(Fact, frozen=True, kw_only=True, tag="procedural_needs_changed"):
    """A relevant change, or a need that became apparent after the assessment (APR 20(3))."""


@kind_of("Legal capacity established", "Handelingsbekwaamheid vastgesteld", "procedure")
class LegalCapacityEstablished(Fact, frozen=True, kw_only=True, tag="legal_capacity_established"):
    """Whether national law lets this person lodge in his or her own name (APR 31-33)."""

    capable: Annotated[bool, told("has legal capacity", "is handelingsbekwaam")]


@kind_of("Legal support requested", "Juridische steun gevraagd", "procedure")
class LegalSupportRequested(Fact, frozen=True, kw_only=True, tag="legal_support_requested"):
    """The applicant asked for free counselling, or for free assistance and representation on appeal (APR 16, 17)."""

    support: Annotated[Literal["free_counselling", "free_assistance"], told("support", "steun")]


@kind_of("Legal support provided", "Juridische steun verleend", "procedure")
class LegalSupportProvided(Fact, frozen=True, kw_only=True, tag="legal_support_provided"):
    """Free counselling, or free assistance and representation, was provided (APR 16(2), 17(1))."""

    support: Annotated[Literal["free_counselling", "free_assistance"], told("support", "steun")]


@kind_of("Legal support refused", "Juridische steun geweigerd", "procedure")
class LegalSupportRefused(Fact, frozen=True, kw_only=True, tag="legal_support_refused"):
    """Free counselling or assistance was refused on a ground of APR 16(3) or 17(2)."""

    ground: Annotated[
        Literal["16(3)(a)", "16(3)(b)", "16(3)(c)", "17(2)(a)", "17(2)(b)", "17(2)(c)", "17(2)(d)"],
        told("ground (APR)", "grond (APR)"),
    ]
    by_court: Annotated[bool, told("refused by a court or tribunal", "geweigerd door een rechterlijke instantie")] = (
        False
    )


@kind_of("Ground for priority found", "Grond voor voorrang vastgesteld", "procedure")
class PriorityGroundFound(Fact, frozen=True, kw_only=True, tag="priority_ground_found"):
    """A reason to examine the application before others (APR 34(5))."""

    ground: Annotated[
        Literal["34(5)(a)", "34(5)(b)", "34(5)(c)", "34(5)(d)", "34(5)(e)"], told("ground (APR)", "grond (APR)")
    ]
