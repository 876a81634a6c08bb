"""Eurodac: obstacles to taking data, entries, results, verification, information, requests of the person."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called


@kind_of("Decision to turn back", "Besluit tot terugsturen", "border")
class TurnBackDecided(Fact, frozen=True, kw_only=True, tag="turn_back_decided"):
    """After the apprehension at the border it was decided to turn the person back (EUD 22(1))."""


@kind_of("Age around six uncertain", "Leeftijd rond zes jaar onzeker", "eurodac")
class AgeAroundSixUncertain(Fact, frozen=True, kw_only=True, tag="age_around_six_uncertain"):
    """It is uncertain whether the child has reached the age of six (EUD 14(1))."""

    supporting_proof: Annotated[
        bool, told("supporting proof that the child is six or older", "bewijs dat het kind zes jaar of ouder is")
    ] = False


@kind_of("Biometric data could not be taken", "Biometrische gegevens konden niet worden afgenomen", "eurodac")
class BiometricsImpossible(Fact, frozen=True, kw_only=True, tag="biometrics_impossible"):
    """Taking biometric data is impossible for a reason that lies in health measures or in fingertips or face."""

    reason: Annotated[Literal["health_measures", "condition_of_fingertips_or_face"], told("reason", "reden")]
    vulnerable: Annotated[bool | None, told("vulnerable person", "kwetsbare persoon")] = None
    intentional: Annotated[
        bool | None, told("condition brought about on purpose", "toestand opzettelijk veroorzaakt")
    ] = None


@kind_of("Health grounds no longer prevail", "Gezondheidsgronden gelden niet meer", "eurodac", hours=True)
class HealthGroundsEnded(Fact, frozen=True, kw_only=True, tag="health_grounds_ended"):
    """The measures that protected the person's or the public's health no longer prevent the taking (EUD 15(2))."""


@kind_of("Fingerprints retaken with success", "Vingerafdrukken met succes opnieuw afgenomen", "eurodac", hours=True)
class FingerprintsRetaken(Fact, frozen=True, kw_only=True, tag="fingerprints_retaken"):
    """Fingerprints that could not be compared were retaken in sufficient quality (EUD 15(1), 38(1))."""


@kind_of("Quality insufficient: Eurodac's notice", "Kwaliteit onvoldoende: melding van Eurodac", "eurodac")
class QualityInsufficient(Fact, frozen=True, kw_only=True, tag="quality_insufficient"):
    """Eurodac reported that the biometric data sent do not lend themselves to comparison (EUD 38(1))."""


@kind_of("Biometric data refused", "Afname van biometrische gegevens geweigerd", "eurodac")
class BiometricsRefused(Fact, frozen=True, kw_only=True, tag="biometrics_refused"):
    """The person refuses to give biometric data (EUD 13(3), 14(1))."""

    measures_exhausted: Annotated[
        bool, told("all measures of national law have failed", "alle maatregelen van nationaal recht hebben gefaald")
    ] = False
    protection_risk: Annotated[
        bool | None,
        told(
            "risk for the minor's protection, assessed by a trained official",
            "risico voor de bescherming van de minderjarige, beoordeeld door een opgeleide ambtenaar",
        ),
    ] = None


@kind_of("Referred to child protection", "Doorverwezen naar kinderbescherming", "eurodac")
class ChildProtectionReferred(Fact, frozen=True, kw_only=True, tag="child_protection_referred"):
    """The minor was referred to the child protection authorities or the referral mechanism (EUD 14(1))."""


@kind_of("Information on Eurodac given", "Informatie over Eurodac verstrekt", "eurodac")
class EurodacInformationGiven(Fact, frozen=True, kw_only=True, tag="eurodac_information_given"):
    """The person was informed in writing, where needed orally, in a language understood (EUD 42)."""

    age_appropriate: Annotated[
        bool | None,
        told("in an age-appropriate manner (minor)", "op een bij de leeftijd passende wijze (minderjarige)"),
    ] = None


Entry = Literal[
    "member_state_responsible",
    "arrival_after_take_back",
    "left_territory",
    "left_or_removed_under_return_decision",
    "member_state_of_relocation",
    "marked",
    "unmarked",
    "security_flag",
    "security_flag_deleted",
    "rectified",
]


@kind_of("Eurodac dataset updated", "Eurodac-dataset bijgewerkt", "eurodac")
class EurodacUpdated(Fact, frozen=True, kw_only=True, tag="eurodac_updated"):
    """``state`` added ``entry`` to its dataset (EUD 16, 17(4), 22(7), 23(6), 24(7), 25(1), 31, 40(3))."""

    entry: Annotated[Entry, told("what was entered", "wat is opgenomen")]


Told = Literal["member_state_responsible", "marked", "security_flag_deleted", "erased"]


@kind_of("Receipt confirmed by Eurodac", "Ontvangst door Eurodac bevestigd", "eurodac", hours=True)
class EurodacReceiptConfirmed(Fact, frozen=True, kw_only=True, tag="eurodac_receipt_confirmed"):
    """Eurodac received what ``state`` entered, and other Member States hold a hit with the person's data (EUD 16(4), 37(6))."""

    about: Annotated[Told, told("about", "over")]


@kind_of("Other Member States informed by Eurodac", "Andere lidstaten door Eurodac geïnformeerd", "eurodac")
class OtherStatesInformed(Fact, frozen=True, kw_only=True, tag="eurodac_other_states_informed"):
    """Eurodac informed the other Member States of origin of an entry, mark or erasure (EUD 16(4), 30(2), 31)."""


@kind_of("Notice from Eurodac about another State's entry", "Bericht van Eurodac over invoer van een ander", "eurodac")
class EurodacNoticeReceived(Fact, frozen=True, kw_only=True, tag="eurodac_notice_received"):
    """Eurodac informed ``state`` of an entry by another Member State of origin (EUD 16(4), 17(4), 30(2), 31)."""

    about: Annotated[Told, told("about", "over")]


@kind_of("Eurodac data erased", "Eurodac-gegevens gewist", "eurodac")
class EurodacErased(Fact, frozen=True, kw_only=True, tag="eurodac_erased"):
    """Data were erased: a dataset before its time, the result of a false hit, or data of a request of access."""

    what: Annotated[Literal["dataset", "false_result", "access_request_data"], told("what", "wat")] = "dataset"


@kind_of("Comparison asked of Eurodac", "Vergelijking aan Eurodac gevraagd", "eurodac", hours=True)
class ComparisonRequested(Fact, frozen=True, kw_only=True, tag="eurodac_comparison_requested"):
    """The request for a comparison arrived at Eurodac (EUD 38(2))."""

    urgent: Annotated[
        bool, told("particularly urgent under national law", "bijzonder spoedeisend volgens nationaal recht")
    ] = False


@kind_of("No hit in Eurodac", "Geen treffer in Eurodac", "eurodac", hours=True)
class EurodacNegative(Fact, frozen=True, kw_only=True, tag="eurodac_negative"):
    """Eurodac sent a negative result (EUD 27(4), 28(4))."""


@kind_of("Hit checked", "Treffer gecontroleerd", "eurodac")
class HitVerified(Fact, frozen=True, kw_only=True, tag="hit_verified"):
    """An expert checked the result, and the final identification confirmed it or not (EUD 38(4)-(6))."""

    result: Annotated[Literal["confirmed", "not_the_same_person"], told("result", "uitkomst")]


@kind_of("Link of datasets notified to eu-LISA", "Koppeling van datasets aan eu-LISA gemeld", "eurodac")
class LinkNotified(Fact, frozen=True, kw_only=True, tag="eurodac_link_notified"):
    """The receiving Member State notified eu-LISA that the datasets are those of one person (EUD 3(6))."""


@kind_of("False hit reported to eu-LISA", "Onjuiste treffer aan eu-LISA gemeld", "eurodac")
class FalseHitReported(Fact, frozen=True, kw_only=True, tag="false_hit_reported"):
    """eu-LISA was told that the result does not correspond to the data sent (EUD 38(6))."""


@kind_of("Inaccuracy of Eurodac data found", "Onjuistheid van Eurodac-gegevens gevonden", "eurodac")
class EurodacInaccuracyFound(Fact, frozen=True, kw_only=True, tag="eurodac_inaccuracy_found"):
    """There is evidence that data recorded by ``recorded_by`` are inaccurate or unlawful (EUD 40(5), 43(4))."""

    recorded_by: Annotated[
        str, told("Member State that recorded the data", "lidstaat die de gegevens registreerde", pattern="^[A-Z]{2}$")
    ]


@kind_of("Member State of origin told of the inaccuracy", "Lidstaat van herkomst ingelicht over onjuistheid", "eurodac")
class EurodacInaccuracyReported(Fact, frozen=True, kw_only=True, tag="eurodac_inaccuracy_reported"):
    """The Member State of origin was informed of the evidence (EUD 40(5))."""


@kind_of("Circumstance for a security flag found", "Omstandigheid voor veiligheidsmarkering gevonden", "eurodac")
class SecurityCircumstanceFound(Fact, frozen=True, kw_only=True, tag="security_circumstance_found"):
    """Why the person could pose a threat to internal security (EUD 17(2)(i), 22(3)(d), 23(3)(e), 24(3)(f))."""

    circumstance: Annotated[
        Literal["armed", "violent", "terrorist_offence", "arrest_warrant_offence", "other_circumstance"],
        told("circumstance", "omstandigheid"),
    ]


@kind_of("Threat to internal security no longer there", "Bedreiging binnenlandse veiligheid vervallen", "eurodac")
class SecurityThreatCeased(Fact, frozen=True, kw_only=True, tag="security_threat_ceased"):
    """The Member State of origin concluded that the threat it had flagged no longer applies (EUD 17(4))."""

    others_consulted: Annotated[
        bool,
        told(
            "other Member States with a dataset of the person were consulted",
            "andere lidstaten met een dataset van de persoon zijn geraadpleegd",
        ),
    ] = False


@kind_of("Access to own Eurodac data asked", "Inzage in eigen Eurodac-gegevens gevraagd", "eurodac")
class DataAccessRequested(Fact, frozen=True, kw_only=True, tag="eurodac_access_requested"):
    """The person asked for access, rectification, completion, erasure or restriction (EUD 43)."""


@kind_of("Request about own Eurodac data answered", "Verzoek over eigen Eurodac-gegevens beantwoord", "eurodac")
class DataAccessAnswered(Fact, frozen=True, kw_only=True, tag="eurodac_access_answered"):
    """The request was answered in writing, and a record of request and answer was kept (EUD 43(4)-(8))."""


value_is_called(
    ("health_measures", "measures to protect health", "maatregelen ter bescherming van de gezondheid"),
    ("condition_of_fingertips_or_face", "condition of fingertips or face", "toestand van vingertoppen of gezicht"),
    ("member_state_responsible", "Member State responsible", "verantwoordelijke lidstaat"),
    ("arrival_after_take_back", "arrival after take back", "aankomst na terugname"),
    ("left_territory", "date of leaving the territory", "datum van vertrek van het grondgebied"),
    (
        "left_or_removed_under_return_decision",
        "date of removal or of leaving under a return decision",
        "datum van verwijdering of vertrek krachtens een terugkeerbesluit",
    ),
    ("member_state_of_relocation", "Member State of relocation", "lidstaat van herplaatsing"),
    ("marked", "mark", "markering"),
    ("unmarked", "mark removed", "markering verwijderd"),
    ("security_flag", "security flag", "veiligheidsmarkering"),
    ("security_flag_deleted", "security flag deleted", "veiligheidsmarkering verwijderd"),
    ("armed", "armed", "gewapend"),
    ("violent", "violent", "gewelddadig"),
    ("terrorist_offence", "indications of a terrorist offence", "aanwijzingen voor een terroristisch misdrijf"),
    (
        "arrest_warrant_offence",
        "indications of an offence of the European arrest warrant's list",
        "aanwijzingen voor een misdrijf van de lijst van het Europees aanhoudingsbevel",
    ),
    ("other_circumstance", "another circumstance", "een andere omstandigheid"),
    ("rectified", "rectification", "rectificatie"),
    ("erased", "erasure", "wissing"),
    ("dataset", "dataset", "dataset"),
    ("false_result", "result of a false hit", "resultaat van een onjuiste treffer"),
    ("access_request_data", "data of a request of access", "gegevens van een inzageverzoek"),
    ("confirmed", "confirmed", "bevestigd"),
    ("not_the_same_person", "not the same person", "niet dezelfde persoon"),
)
