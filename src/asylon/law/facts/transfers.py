"""Between Member States: requests examined again, information asked, remedies, and how a transfer is arranged."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called


@kind_of(
    "Re-examination of a refused take charge asked",
    "Heroverweging van geweigerde overname gevraagd",
    "responsibility",
    governed_by="IR2055",
    after=(("take_charge_replied", "IR2055 9"),),
)
class ReExaminationRequested(Fact, frozen=True, kw_only=True, tag="re_examination_requested"):
    """``state`` asked for its refused take charge request to be examined again (IR2055 9(2))."""


@kind_of(
    "Re-examination answered",
    "Heroverweging beantwoord",
    "responsibility",
    governed_by="IR2055",
    after=(("re_examination_requested", "IR2055 9"),),
)
class ReExaminationAnswered(Fact, frozen=True, kw_only=True, tag="re_examination_answered"):
    """The requested Member State accepted after all, or kept to its refusal (IR2055 9(2))."""

    accepted: Annotated[bool, told("accepted", "aanvaard")]


@kind_of(
    "Reconsideration of an unconfirmed take back asked",
    "Heroverweging van niet-bevestigde terugname gevraagd",
    "responsibility",
    governed_by="IR2055",
    after=(("take_back_replied", "IR2055 15"),),
)
class ReconsiderationRequested(Fact, frozen=True, kw_only=True, tag="reconsideration_requested"):
    """``state`` asked for the non-confirmation of its take back notification to be reconsidered (IR2055 15)."""


@kind_of(
    "Reconsideration answered",
    "Heroverweging terugname beantwoord",
    "responsibility",
    governed_by="IR2055",
    after=(("reconsideration_requested", "IR2055 15"),),
)
class ReconsiderationAnswered(Fact, frozen=True, kw_only=True, tag="reconsideration_answered"):
    """The notified Member State confirmed after all, or kept to its non-confirmation (IR2055 15)."""

    confirmed: Annotated[bool, told("confirmed", "bevestigd")]


@kind_of(
    "Information asked of a Member State", "Informatie gevraagd aan een lidstaat", "responsibility", governed_by="AMMR"
)
class InformationRequested(Fact, frozen=True, kw_only=True, tag="information_requested"):
    """``state`` asked the Member State ``of`` for information on this person (AMMR 51; IR2055 10, 11)."""

    of: Annotated[str, told("Member State asked", "gevraagde lidstaat", pattern="^[A-Z]{2}$")]
    about: Annotated[Literal["person_concerned", "family_of_minor", "dependent_person"], told("about", "over")] = (
        "person_concerned"
    )


@kind_of(
    "Request for information received",
    "Informatieverzoek ontvangen",
    "responsibility",
    governed_by="AMMR",
    after=(("information_requested", "AMMR 51"),),
)
class InformationRequestReceived(Fact, frozen=True, kw_only=True, tag="information_request_received"):
    """The Member State asked received the request for information."""


@kind_of(
    "More time for the information announced",
    "Extra tijd voor informatie aangekondigd",
    "responsibility",
    governed_by="IR2055",
    after=(("information_request_received", "IR2055 10-11"),),
)
class MoreTimeAnnounced(Fact, frozen=True, kw_only=True, tag="more_time_announced"):
    """The Member State asked announced that two additional weeks are needed (IR2055 10(2), 11(4))."""


@kind_of(
    "Information given to the Member State that asked",
    "Informatie aan vragende lidstaat gegeven",
    "responsibility",
    governed_by="AMMR",
    after=(("information_request_received", "AMMR 51"),),
)
class InformationReplied(Fact, frozen=True, kw_only=True, tag="information_replied"):
    """The Member State asked replied (AMMR 51(5))."""

    shows_own_responsibility: Annotated[
        bool,
        told(
            "shows that the Member State asked is itself responsible",
            "toont dat de gevraagde lidstaat zelf verantwoordelijk is",
        ),
    ] = False


@kind_of(
    "Appeal against the transfer decision lodged",
    "Beroep tegen overdrachtsbesluit ingesteld",
    "responsibility",
    after=(("transfer_decision_notified", "AMMR 43"),),
)
class TransferAppealLodged(Fact, frozen=True, kw_only=True, tag="transfer_appeal_lodged"):
    """The person appealed, or asked for review, against the transfer decision (AMMR 43(1))."""


@kind_of(
    "Suspension of the transfer asked",
    "Opschorting van overdracht gevraagd",
    "responsibility",
    after=(("transfer_decision_notified", "AMMR 43"),),
)
class SuspensionRequested(Fact, frozen=True, kw_only=True, tag="suspension_requested"):
    """A court received the request to suspend the transfer pending the appeal (AMMR 43(3))."""


@kind_of(
    "Member State responsible informed of the suspension",
    "Verantwoordelijke lidstaat geïnformeerd over opschorting",
    "responsibility",
    after=(("suspension_decided", "IR2055 28"),),
)
class SuspensionCommunicated(Fact, frozen=True, kw_only=True, tag="suspension_communicated"):
    """The receiving Member State was told of an appeal with suspensive effect (IR2055 28(1))."""


@kind_of(
    "Ground for detention for the transfer found", "Grond voor bewaring voor overdracht vastgesteld", "responsibility"
)
class TransferDetentionGrounded(Fact, frozen=True, kw_only=True, tag="transfer_detention_grounded"):
    """On which ground the individual assessment rests a detention under AMMR 44; the order itself is a fact of its own."""

    ground: Annotated[Literal["risk_of_absconding", "security_or_order", "procedure_alone"], told("ground", "grond")]


@kind_of("Transfer planned", "Overdracht gepland", "responsibility", governed_by="IR2055")
class TransferPlanned(Fact, frozen=True, kw_only=True, tag="transfer_planned"):
    """The transferring Member State planned how, and for which day, the person is transferred (IR2055 22 to 26)."""

    how: Annotated[Literal["voluntary", "supervised_departure", "under_escort"], told("how", "hoe")]
    arrival: Annotated[date, told("day of arrival or appearance", "dag van aankomst of verschijnen")]
    appears_before_authority: Annotated[
        bool,
        told(
            "the person is to appear before an authority after arrival",
            "de persoon moet na aankomst bij een autoriteit verschijnen",
        ),
    ] = False
    persons_together: Annotated[
        Annotated[int, msgspec.Meta(ge=1)], told("persons transferred together", "personen samen overgedragen")
    ] = 1
    special_needs: Annotated[
        bool | None,
        told(
            "immediate measures for special needs required", "onmiddellijke maatregelen voor bijzondere behoeften nodig"
        ),
    ] = None
    risk_of_absconding: Annotated[bool | None, told("risk of absconding", "onderduikrisico")] = None
    threat: Annotated[
        bool | None, told("threat to internal security", "bedreiging voor de binnenlandse veiligheid")
    ] = None


@kind_of(
    "Group transfer announced",
    "Groepsoverdracht aangekondigd",
    "responsibility",
    governed_by="IR2055",
    after=(("transfer_planned", "IR2055 26"),),
)
class GroupTransferAnnounced(Fact, frozen=True, kw_only=True, tag="group_transfer_announced"):
    """The receiving Member State was told of a transfer under escort of a group (IR2055 26(2))."""


@kind_of(
    "Transfer form sent",
    "Overdrachtsformulier verzonden",
    "responsibility",
    governed_by="IR2055",
    after=(("transfer_planned", "IR2055 22"),),
)
class TransferFormSent(Fact, frozen=True, kw_only=True, tag="transfer_form_sent"):
    """The standard form for the transfer was sent to the Member State responsible (IR2055 22)."""


@kind_of("Transfer form received", "Overdrachtsformulier ontvangen", "responsibility", governed_by="IR2055")
class TransferFormReceived(Fact, frozen=True, kw_only=True, tag="transfer_form_received"):
    """The receiving Member State received the form for the transfer, or for the group (IR2055 25(5), 26)."""


@kind_of(
    "Availability for the transfer answered",
    "Beschikbaarheid voor overdracht beantwoord",
    "responsibility",
    governed_by="IR2055",
    after=(("transfer_form_received", "IR2055 25-26"),),
)
class TransferFormAnswered(Fact, frozen=True, kw_only=True, tag="transfer_form_answered"):
    """The receiving Member State confirmed, or proposed other modalities, place or time (IR2055 25(5), 26)."""

    available: Annotated[bool, told("available as proposed", "beschikbaar zoals voorgesteld")]


@kind_of("Arrival reported", "Aankomst gemeld", "responsibility", governed_by="AMMR")
class ArrivalReported(Fact, frozen=True, kw_only=True, tag="arrival_reported"):
    """The Member State responsible told whether the person arrived safely or did not appear (AMMR 46(1))."""

    arrived: Annotated[bool, told("arrived safely", "veilig aangekomen")]


@kind_of(
    "Reception agreed in spite of the crisis",
    "Ontvangst toegezegd ondanks de crisis",
    "responsibility",
    governed_by="CFMR",
)
class ReceptionAgreed(Fact, frozen=True, kw_only=True, tag="reception_agreed"):
    """The Member State responsible, in crisis, agreed to receive the person for individual reasons (CFMR 12(4))."""


@kind_of(
    "Care for the minor confirmed by the receiving Member State",
    "Zorg voor de minderjarige bevestigd door ontvangende lidstaat",
    "responsibility",
    governed_by="AMMR",
)
class CareForMinorConfirmed(Fact, frozen=True, kw_only=True, tag="care_for_minor_confirmed"):
    """The Member State responsible confirmed the measures for the unaccompanied minor (AMMR 23(5))."""


@kind_of(
    "Transfer found erroneous",
    "Overdracht onterecht bevonden",
    "responsibility",
    after=(("transferred", "AMMR 46(3)"),),
)
class TransferFoundErroneous(Fact, frozen=True, kw_only=True, tag="transfer_found_erroneous"):
    """It turned out that the person was transferred erroneously (AMMR 46(3))."""


@kind_of(
    "Accepted back after an erroneous transfer",
    "Teruggenomen na onterechte overdracht",
    "responsibility",
    after=(("transferred", "AMMR 46(3)"),),
)
class AcceptedBack(Fact, frozen=True, kw_only=True, tag="accepted_back"):
    """The Member State that transferred the person accepted him or her back (AMMR 46(3))."""


value_is_called(
    ("risk_of_absconding", "risk of absconding", "onderduikrisico"),
    ("security_or_order", "national security or public order", "nationale veiligheid of openbare orde"),
    ("procedure_alone", "subject to this procedure only", "enkel onderworpen aan deze procedure"),
    ("person_concerned", "the person concerned", "de betrokken persoon"),
    ("family_of_minor", "family, siblings or relatives of an unaccompanied minor", "familie van een niet-begeleide minderjarige"),
    ("dependent_person", "a dependent person", "een afhankelijke persoon"),
    ("voluntary", "voluntary", "vrijwillig"),
    ("supervised_departure", "supervised departure", "begeleid vertrek"),
    ("under_escort", "under escort", "onder escorte"),
)  # fmt: skip
