"""Temporary protection: who is displaced, registration, family, exclusion and end."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called

_GROUP = "temporary_protection"


@kind_of("Displaced person described", "Ontheemde beschreven", _GROUP)
class DisplacedPersonDescribed(Fact, frozen=True, kw_only=True, tag="displaced_person_described"):
    """What ties the person to Ukraine (2022/382 2); a field left out says nothing."""

    tie: Annotated[
        Literal[
            "national_of_country",
            "protection_in_country",
            "family_of_covered",
            "permanent_permit",
            "other_legal_stay",
            "no_tie",
        ],
        told("tie to the country", "band met het land"),
    ]
    resided_before: Annotated[
        bool | None,
        told(
            "resided there, or the family existed there, before the day named",
            "verbleef daar, of het gezin bestond daar, vóór de genoemde dag",
        ),
    ] = None
    left_on: Annotated[date | None, told("left the country on", "het land verlaten op")] = None
    can_return_safely: Annotated[
        bool | None,
        told(
            "can return to the country of origin in safe and durable conditions (third-country nationals)",
            "kan veilig en duurzaam terug naar het land van herkomst (derdelanders)",
        ),
    ] = None


@kind_of("Temporary protection asked", "Tijdelijke bescherming gevraagd", _GROUP)
class TemporaryProtectionAsked(Fact, frozen=True, kw_only=True, tag="temporary_protection_asked"):
    """The person asked for temporary protection in ``state``."""


@kind_of("Registered for temporary protection", "Geregistreerd voor tijdelijke bescherming", _GROUP)
class TemporaryProtectionRegistered(Fact, frozen=True, kw_only=True, tag="temporary_protection_registered"):
    """Registered by ``state`` as a beneficiary under a Council decision, or of equivalent national protection (TPD 10)."""

    under: Annotated[
        Literal["2022/382", "other_decision"],
        told("Council decision (or equivalent national protection)", "Raadsbesluit (of gelijkwaardige bescherming)"),
    ] = "2022/382"


@kind_of("Earlier registration in another Member State checked", "Eerdere registratie elders nagegaan", _GROUP)
class EarlierRegistrationChecked(Fact, frozen=True, kw_only=True, tag="earlier_registration_checked"):
    """``state`` checked whether the person is registered for temporary protection in another Member State (TPD 11)."""


@kind_of("Informed about temporary protection", "Over tijdelijke bescherming geïnformeerd", _GROUP)
class TemporaryProtectionInformationGiven(
    Fact, frozen=True, kw_only=True, tag="temporary_protection_information_given"
):
    """The person received a document with the provisions on temporary protection, in a language understood (TPD 9)."""


@kind_of("Ground for excluding from temporary protection found", "Grond voor uitsluiting gevonden", _GROUP)
class ExclusionGroundFound(Fact, frozen=True, kw_only=True, tag="temporary_protection_exclusion_ground_found"):
    """There are serious reasons to consider that a ground of TPD 28(1) applies; whether it excludes is decided apart."""

    ground: Annotated[
        Literal[
            "war_crime", "serious_non_political_crime", "acts_against_un", "danger_to_security", "danger_to_community"
        ],
        told("ground", "grond"),
    ]


@kind_of(
    "Family member of a person with temporary protection", "Gezinslid van persoon met tijdelijke bescherming", _GROUP
)
class SponsoredFamilyMember(Fact, frozen=True, kw_only=True, tag="temporary_protection_family_member"):
    """A family member whom the events separated from the person (TPD 15)."""

    relation: Annotated[
        Literal["spouse_or_partner", "minor_unmarried_child", "dependent_close_relative", "other_relative"],
        told("the family member is the …", "het gezinslid is …"),
    ]
    whereabouts: Annotated[
        Literal["another_member_state", "outside_the_union"],
        told("where the family member is", "waar het gezinslid is"),
    ]
    family_existed: Annotated[
        bool | None, told("the family existed in the country of origin", "het gezin bestond in het land van herkomst")
    ] = None


@kind_of("Family member reunited", "Gezinslid herenigd", _GROUP)
class FamilyMemberReunited(Fact, frozen=True, kw_only=True, tag="temporary_protection_family_reunited"):
    """The family member was reunited with the person (TPD 15)."""


@kind_of("Temporary protection ended for the person", "Tijdelijke bescherming van de persoon beëindigd", _GROUP)
class TemporaryProtectionEnded(Fact, frozen=True, kw_only=True, tag="temporary_protection_ended"):
    """The person no longer enjoys temporary protection in ``state``, although it goes on for others."""

    reason: Annotated[
        Literal["renounced", "moved_to_another_member_state", "excluded", "other"], told("reason", "reden")
    ] = "other"


value_is_called(
    ("national_of_country", "national of the country", "onderdaan van het land"),
    ("protection_in_country", "protected in the country", "in het land beschermd"),
    ("family_of_covered", "family member of such a person", "gezinslid van zo iemand"),
    ("permanent_permit", "permanent residence permit there", "permanente verblijfsvergunning daar"),
    ("other_legal_stay", "other legal stay there", "ander legaal verblijf daar"),
    ("no_tie", "none", "geen"),
    ("other_decision", "another Council decision", "een ander Raadsbesluit"),
    ("war_crime", "crime against peace, war crime or crime against humanity", "misdrijf tegen de vrede, oorlogsmisdrijf of misdrijf tegen de menselijkheid"),
    ("serious_non_political_crime", "serious non-political crime", "ernstig niet-politiek misdrijf"),
    ("acts_against_un", "acts contrary to the purposes of the United Nations", "daden tegen de doelstellingen van de Verenigde Naties"),
    ("danger_to_security", "danger to the security of the Member State", "gevaar voor de veiligheid van de lidstaat"),
    ("danger_to_community", "danger to the community after a final judgment", "gevaar voor de gemeenschap na een onherroepelijk vonnis"),
    ("spouse_or_partner", "spouse or stable partner", "echtgenoot of vaste partner"),
    ("minor_unmarried_child", "minor unmarried child", "minderjarig ongehuwd kind"),
    ("dependent_close_relative", "close relative who lived with and depended on the person", "naaste verwant die inwoonde en afhankelijk was"),
    ("other_relative", "other relative", "andere verwant"),
    ("another_member_state", "in another Member State", "in een andere lidstaat"),
    ("outside_the_union", "outside the Union", "buiten de Unie"),
    ("renounced", "renounced", "afstand gedaan"),
    ("moved_to_another_member_state", "moved to another Member State", "naar een andere lidstaat verhuisd"),
    ("excluded", "excluded", "uitgesloten"),
)  # fmt: skip
