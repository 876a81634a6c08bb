"""Responsibility of a Member State: hits, requests, notifications, transfers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called


@kind_of("Irregular entry established", "Irreguliere binnenkomst vastgesteld", "responsibility")
class IrregularEntry(Fact, frozen=True, kw_only=True, tag="irregular_entry"):
    """The border into ``state`` was crossed irregularly from a third country on ``at`` (AMMR 33(1))."""

    evidence: Annotated[Literal["proof", "circumstantial"], told("evidence", "bewijs")] = "proof"


@kind_of("Relocated", "Herplaatst", "responsibility")
class Relocated(Fact, frozen=True, kw_only=True, tag="relocated"):
    """Relocated to the Member State ``to`` under AMMR 67."""

    to: Annotated[str, told("Member State of relocation", "lidstaat van herplaatsing", pattern="^[A-Z]{2}$")]


@kind_of("Document held", "Document in bezit", "responsibility")
class DocumentHeld(Fact, frozen=True, kw_only=True, tag="document_held"):
    """A residence document, visa or diploma issued by a Member State (AMMR 2(13) to (15), 29, 30).

    ``valid_from`` and ``valid_until`` bound the right of residence or the visa; ``ended_on`` is the day it was annulled,
    revoked or withdrawn. ``issued_on`` is the day of issue, which counts for a diploma; ``study_months`` its length of study.
    """

    document: Annotated[Literal["residence_document", "visa", "diploma"], told("document", "document")]
    issued_by: Annotated[str, told("issued by", "afgegeven door", pattern="^[A-Z]{2}$")]
    on_behalf_of: Annotated[
        str, told("visa issued on behalf of", "visum afgegeven namens", pattern="^([A-Z]{2})?$")
    ] = ""
    issued_on: Annotated[date | None, told("issued on", "afgegeven op")] = None
    valid_from: Annotated[date | None, told("valid from", "geldig vanaf")] = None
    valid_until: Annotated[date | None, told("valid until", "geldig tot en met")] = None
    ended_on: Annotated[
        date | None, told("annulled, revoked or withdrawn on", "nietig verklaard of ingetrokken op")
    ] = None
    visa_type: Annotated[
        Literal["short_stay", "long_stay", "airport_transit"] | None, told("type of visa", "soort visum")
    ] = None
    study_months: Annotated[
        Annotated[int, msgspec.Meta(ge=1)] | None, told("period of study (months)", "studieduur (maanden)")
    ] = None
    not_a_diploma: Annotated[
        bool,
        told(
            "diploma without an academic year of study in that Member State, below ISCED level 2, or by distance learning",
            "diploma zonder academisch jaar studie in die lidstaat, onder ISCED-niveau 2, of door afstandsonderwijs",
        ),
    ] = False
    fraud_after_issue: Annotated[
        bool,
        told(
            "the issuing Member State established fraud committed after the issue",
            "de afgevende lidstaat stelde fraude na de afgifte vast",
        ),
    ] = False


@kind_of("Eurodac hit received", "Eurodac-treffer ontvangen", "responsibility")
class EurodacHit(Fact, frozen=True, kw_only=True, tag="eurodac_hit"):
    """``state`` received a hit with data recorded by ``recorded_by`` under the Eurodac article ``recorded_under``."""

    recorded_by: Annotated[
        str, told("Member State that recorded the data", "lidstaat die de gegevens registreerde", pattern="^[A-Z]{2}$")
    ]
    recorded_under: Annotated[
        Literal["15", "18", "20", "22", "23", "24", "26"],
        told("recorded under article (EUD)", "geregistreerd op grond van artikel (EUD)"),
    ]
    indicates_responsible: Annotated[
        bool, told("that Member State is indicated as responsible", "die lidstaat staat als verantwoordelijk vermeld")
    ] = False
    match: Annotated[Literal["fingerprints", "face", "both"] | None, told("hit on", "treffer op")] = None
    by_first_registration: Annotated[
        bool | None,
        told(
            "responsible there because first registered there (AMMR 16(2))",
            "daar verantwoordelijk omdat daar eerst geregistreerd (AMMR 16, lid 2)",
        ),
    ] = None


@kind_of("VIS hit received", "VIS-treffer ontvangen", "responsibility")
class VisHit(Fact, frozen=True, kw_only=True, tag="vis_hit"):
    """``state`` received a VIS hit with a visa issued by ``issued_by``."""

    issued_by: Annotated[str, told("visa issued by", "visum afgegeven door", pattern="^[A-Z]{2}$")]


@kind_of("Take charge request sent", "Overnameverzoek verzonden", "responsibility", governed_by="AMMR")
class TakeChargeRequested(Fact, frozen=True, kw_only=True, tag="take_charge_requested"):
    """``state`` asked the Member State ``to`` to take charge (AMMR 39)."""

    to: Annotated[str, told("requested Member State", "aangezochte lidstaat", pattern="^[A-Z]{2}$")]
    urgent: Annotated[bool, told("urgent reply asked (39(2))", "spoedig antwoord gevraagd (39(2))")] = False
    reply_asked_within_days: Annotated[
        Annotated[int, msgspec.Meta(ge=1)] | None, told("reply asked within (days)", "antwoord gevraagd binnen (dagen)")
    ] = None
    humanitarian: Annotated[
        bool,
        told(
            "to bring family together, on humanitarian grounds (35(2))",
            "gezinshereniging om humanitaire redenen (35, lid 2)",
        ),
    ] = False
    consent: Annotated[
        bool | None,
        told("persons consented in writing (35(2))", "schriftelijke instemming van betrokkenen (35, lid 2)"),
    ] = None


@kind_of(
    "Take charge request received",
    "Overnameverzoek ontvangen",
    "responsibility",
    governed_by="AMMR",
    after=(("take_charge_requested", "AMMR 39-40"),),
)
class TakeChargeReceived(Fact, frozen=True, kw_only=True, tag="take_charge_received"):
    """The requested Member State received the request."""


@kind_of(
    "Take charge request answered",
    "Overnameverzoek beantwoord",
    "responsibility",
    governed_by="AMMR",
    after=(("take_charge_received", "AMMR 40"),),
)
class TakeChargeReplied(Fact, frozen=True, kw_only=True, tag="take_charge_replied"):
    """The requested Member State accepted, or objected with substantiated reasons (AMMR 40(8))."""

    accepted: Annotated[bool, told("accepted", "aanvaard")]


@kind_of("Take back notification sent", "Kennisgeving van terugname verzonden", "responsibility", governed_by="AMMR")
class TakeBackNotified(Fact, frozen=True, kw_only=True, tag="take_back_notified"):
    """``state`` notified the Member State ``to`` of a take back (AMMR 41)."""

    to: Annotated[str, told("notified Member State", "in kennis gestelde lidstaat", pattern="^[A-Z]{2}$")]
    without_biometrics: Annotated[
        bool,
        told("without comparable biometric data (IR2055 12(6))", "zonder vergelijkbare biometrie (IR2055 12, lid 6)"),
    ] = False


@kind_of(
    "Take back notification received",
    "Kennisgeving van terugname ontvangen",
    "responsibility",
    governed_by="AMMR",
    after=(("take_back_notified", "AMMR 41"),),
)
class TakeBackReceived(Fact, frozen=True, kw_only=True, tag="take_back_received"):
    """The notified Member State received the notification."""


@kind_of(
    "Take back notification answered",
    "Kennisgeving van terugname beantwoord",
    "responsibility",
    governed_by="AMMR",
    after=(("take_back_received", "AMMR 41"),),
)
class TakeBackReplied(Fact, frozen=True, kw_only=True, tag="take_back_replied"):
    """The notified Member State confirmed, or objected under AMMR 37 or for a wrong Eurodac indication."""

    confirmed: Annotated[bool, told("confirmed", "bevestigd")]
    objection: Annotated[
        Literal["AMMR 37(1)", "AMMR 37(2)", "AMMR 37(4)", "AMMR 37(5)", "wrong_indication", "other"] | None,
        told("objection (if not confirmed)", "bezwaar (indien niet bevestigd)"),
    ] = None


@kind_of("Transfer decision taken", "Overdrachtsbesluit genomen", "responsibility")
class TransferDecisionTaken(Fact, frozen=True, kw_only=True, tag="transfer_decision_taken"):
    """The decision to transfer the person was taken (AMMR 42)."""


@kind_of(
    "Transfer decision notified",
    "Overdrachtsbesluit bekendgemaakt",
    "responsibility",
    after=(("transfer_decision_taken", "AMMR 42"),),
)
class TransferDecisionNotified(Fact, frozen=True, kw_only=True, tag="transfer_decision_notified"):
    """The transfer decision was notified to the person (AMMR 42(2))."""


@kind_of("Suspension of the transfer decided", "Over opschorting van overdracht beslist", "responsibility")
class SuspensionDecided(Fact, frozen=True, kw_only=True, tag="suspension_decided"):
    """A court decided whether the appeal suspends the transfer (AMMR 43(3))."""

    granted: Annotated[bool, told("suspension granted", "opschorting toegekend")]


@kind_of("Appeal against the transfer decided", "Beroep tegen overdracht beslist", "responsibility")
class TransferAppealDecided(Fact, frozen=True, kw_only=True, tag="transfer_appeal_decided"):
    """Final decision on the appeal against the transfer decision (AMMR 46(1))."""

    transfer_upheld: Annotated[bool, told("transfer decision upheld", "overdrachtsbesluit in stand gelaten")]


@kind_of("Transferred", "Overgedragen", "responsibility")
class Transferred(Fact, frozen=True, kw_only=True, tag="transferred"):
    """The person was transferred to the Member State ``to``."""

    to: Annotated[str, told("to", "naar", pattern="^[A-Z]{2}$")]


@kind_of("Transfer obstructed", "Overdracht verhinderd", "responsibility")
class TransferObstructed(Fact, frozen=True, kw_only=True, tag="transfer_obstructed"):
    """The transfer cannot be carried out because of the person (AMMR 46(2))."""

    reason: Annotated[
        Literal["absconded", "imprisoned", "physical_resistance", "made_unfit", "medical_requirements_not_met"],
        told("reason", "reden"),
    ]


@kind_of(
    "Member State responsible informed of the obstruction",
    "Verantwoordelijke lidstaat geïnformeerd over de verhindering",
    "responsibility",
)
class ObstructionCommunicated(Fact, frozen=True, kw_only=True, tag="obstruction_communicated"):
    """The Member State responsible was informed through DubliNet (AMMR 46(2); IR2055 28)."""


@kind_of("Available to the authorities again", "Weer beschikbaar voor de autoriteiten", "responsibility")
class AvailableAgain(Fact, frozen=True, kw_only=True, tag="available_again"):
    """The person became available to the authorities again (AMMR 46(2))."""


@kind_of("Responsibility assumed", "Verantwoordelijkheid op zich genomen", "responsibility")
class ResponsibilityAssumed(Fact, frozen=True, kw_only=True, tag="responsibility_assumed"):
    """``state`` became responsible by its own act: security check, discretionary clause, residence document."""

    basis: Annotated[Literal["AMMR 16(3)", "AMMR 16(4)", "AMMR 35", "AMMR 37(1)"], told("basis", "grondslag")]


value_is_called(
    ("fingerprints", "fingerprints", "vingerafdrukken"),
    ("face", "facial image alone", "alleen de gezichtsopname"),
    ("both", "fingerprints and facial image", "vingerafdrukken en gezichtsopname"),
    ("short_stay", "short stay", "kort verblijf"),
    ("long_stay", "long stay", "lang verblijf"),
    ("airport_transit", "airport transit", "luchthaventransit"),
    ("wrong_indication", "wrong indication in Eurodac", "onjuiste vermelding in Eurodac"),
)
