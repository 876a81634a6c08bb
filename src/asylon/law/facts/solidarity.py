"""Relocation and responsibility offsets of one person (AMMR 63, 67, 68)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called


@kind_of("Identified for relocation", "Geselecteerd voor herplaatsing", "solidarity", governed_by="AMMR")
class IdentifiedForRelocation(Fact, frozen=True, kw_only=True, tag="identified_for_relocation"):
    """The benefitting Member State identified the person to be relocated to ``to`` (AMMR 67(3)).

    A beneficiary only where both Member States agreed, and if protection was ``granted_on`` a day less than three years
    before the Council act that established the pool (``pool_act_on``).
    """

    to: Annotated[str, told("Member State of relocation", "lidstaat van herplaatsing", pattern="^[A-Z]{2}$")]
    beneficiary: Annotated[bool, told("beneficiary of protection", "persoon met bescherming")] = False
    granted_on: Annotated[date | None, told("protection granted on", "bescherming verleend op")] = None
    pool_act_on: Annotated[
        date | None, told("Council act on the pool adopted on", "Raadshandeling over de pool vastgesteld op")
    ] = None
    agreed: Annotated[
        bool | None, told("agreed between the two Member States", "tussen beide lidstaten afgesproken")
    ] = None


@kind_of("Informed of relocation", "Ingelicht over herplaatsing", "solidarity", governed_by="AMMR")
class InformedOfRelocation(Fact, frozen=True, kw_only=True, tag="informed_of_relocation"):
    """The person was informed of the procedure and could tell of links with Member States (AMMR 67(3) and (5))."""


@kind_of("Consented to relocation in writing", "Schriftelijk ingestemd met herplaatsing", "solidarity")
class ConsentedToRelocation(Fact, frozen=True, kw_only=True, tag="consented_to_relocation"):
    """A beneficiary of protection consented in writing (AMMR 67(4))."""


@kind_of(
    "Relocation information received", "Informatie over herplaatsing ontvangen", "solidarity", governed_by="AMMR",
    after=(("identified_for_relocation", "AMMR 67(7)"),),
)  # fmt: skip
class RelocationInformationReceived(Fact, frozen=True, kw_only=True, tag="relocation_information_received"):
    """The Member State of relocation received information and documents on the standard form (AMMR 67(7))."""


@kind_of("Reply on relocation postponed", "Antwoord over herplaatsing uitgesteld", "solidarity", governed_by="AMMR")
class RelocationReplyPostponed(Fact, frozen=True, kw_only=True, tag="relocation_reply_postponed"):
    """The Member State of relocation told, within the first week, that it replies within two (AMMR 67(9))."""

    reason: Annotated[Literal["particularly_complex", "many_cases_at_once"], told("reason", "reden")]


@kind_of(
    "Reply on relocation", "Antwoord over herplaatsing", "solidarity", governed_by="AMMR",
    after=(("relocation_information_received", "AMMR 67(9)"),),
)  # fmt: skip
class RelocationReplied(Fact, frozen=True, kw_only=True, tag="relocation_replied"):
    """The Member State of relocation confirmed that it relocates, or told of a threat to internal security (AMMR 67(9))."""

    confirmed: Annotated[bool, told("relocation confirmed", "herplaatsing bevestigd")]
    ground: Annotated[
        Literal["internal_security", "other_ground"] | None, told("ground (if refused)", "grond (indien geweigerd)")
    ] = None


@kind_of("Relocation decided", "Herplaatsing besloten", "solidarity", governed_by="AMMR")
class RelocationDecided(Fact, frozen=True, kw_only=True, tag="relocation_decided"):
    """The benefitting Member State took the transfer decision (AMMR 67(10)); ``transfer_on`` is the day planned."""

    transfer_on: Annotated[date | None, told("day of the transfer", "dag van de overdracht")] = None


@kind_of(
    "Relocation decision notified", "Herplaatsingsbesluit bekendgemaakt", "solidarity", governed_by="AMMR",
    after=(("relocation_decided", "AMMR 67(10)"),),
)  # fmt: skip
class RelocationDecisionNotified(Fact, frozen=True, kw_only=True, tag="relocation_decision_notified"):
    """The transfer decision was notified to the person in writing (AMMR 67(10))."""


@kind_of("Outcome of relocation reported", "Uitkomst van herplaatsing gemeld", "solidarity", governed_by="AMMR")
class RelocationReported(Fact, frozen=True, kw_only=True, tag="relocation_reported"):
    """The Member State of relocation told of the safe arrival, or that the person did not appear (AMMR 68(1))."""

    arrived: Annotated[bool, told("arrived safely", "veilig aangekomen")]


@kind_of("Considered for an offset", "Overwogen voor compensatie", "solidarity", governed_by="AMMR")
class ConsideredForOffset(Fact, frozen=True, kw_only=True, tag="considered_for_offset"):
    """The contributing Member State (``state``) considers taking over the application from the benefitting one (AMMR 63).

    ``criterion`` is the one by which the benefitting Member State was determined as responsible.
    """

    benefitting: Annotated[str, told("benefitting Member State", "begunstigde lidstaat", pattern="^[A-Z]{2}$")]
    criterion: Annotated[
        Literal["AMMR 25", "AMMR 26", "AMMR 27", "AMMR 28", "AMMR 29", "AMMR 30", "AMMR 31", "AMMR 32", "AMMR 33", "AMMR 34",
                "AMMR 16(2)", "other"] | None,
        told("criterion of the benefitting Member State", "criterium van de begunstigde lidstaat"),
    ] = None  # fmt: skip
    absconded_from_here: Annotated[
        bool | None, told("absconded from the contributing Member State", "ondergedoken uit de bijdragende lidstaat")
    ] = None
    beneficiary: Annotated[bool | None, told("beneficiary of protection", "persoon met bescherming")] = None
    admitted: Annotated[bool | None, told("admitted person", "toegelaten persoon")] = None
    finally_rejected: Annotated[
        bool,
        told("finally rejected in the benefitting Member State", "definitief afgewezen in de begunstigde lidstaat"),
    ] = False


@kind_of(
    "Identified for an offset", "Aangewezen voor compensatie", "solidarity", governed_by="AMMR",
    after=(("considered_for_offset", "AMMR 63(6)"),),
)  # fmt: skip
class IdentifiedForOffset(Fact, frozen=True, kw_only=True, tag="identified_for_offset"):
    """The contributing Member State identified the application for which it takes responsibility (AMMR 63(6), 69(3))."""


@kind_of(
    "Benefitting Member State informed of the offset", "Begunstigde lidstaat geïnformeerd over de compensatie",
    "solidarity", governed_by="AMMR",
)  # fmt: skip
class OffsetCommunicated(Fact, frozen=True, kw_only=True, tag="offset_communicated"):
    """The contributing Member State told the benefitting one through DubliNet (AMMR 63(6))."""


value_is_called(
    ("particularly_complex", "the examination is particularly complex", "de behandeling is bijzonder complex"),
    ("many_cases_at_once", "many cases need checking at the same time", "veel zaken tegelijk te controleren"),
    ("undetermined_applicant", "applicant, Member State responsible not yet determined", "verzoeker, verantwoordelijke lidstaat nog niet bepaald"),
    ("determined_applicant", "applicant for whom the benefitting Member State is responsible", "verzoeker voor wie de begunstigde lidstaat verantwoordelijk is"),
    ("relocated_beneficiary", "beneficiary of protection", "persoon met bescherming"),
    ("internal_security", "threat to internal security", "bedreiging voor de binnenlandse veiligheid"),
    ("other_ground", "another ground", "een andere grond"),
)  # fmt: skip
