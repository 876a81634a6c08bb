"""Protection granted: permits, documents, family, integration, withdrawal."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called

value_is_called(
    ("registration_made", "registration", "registratie"),
    ("document_issued", "document", "document"),
    ("travel_document", "travel document", "reisdocument"),
    ("family_member", "family member", "gezinslid"),
    ("dependent_relative", "other dependent close relative", "ander afhankelijk naast familielid"),
    ("married_minor", "married minor", "gehuwde minderjarige"),
    ("language_course", "language course", "taalcursus"),
    ("civic_orientation", "civic orientation", "maatschappelijke oriëntatie"),
    ("integration_programme", "integration programme", "integratieprogramma"),
    ("vocational_training", "vocational training", "beroepsopleiding"),
)


@kind_of("Residence permit issued", "Verblijfstitel afgegeven", "protection")
class ResidencePermitIssued(Fact, frozen=True, kw_only=True, tag="residence_permit_issued"):
    """A residence permit was issued or renewed to a beneficiary or a family member (QR 23, 24)."""

    valid_until: Annotated[date | None, told("valid until and including", "geldig tot en met")] = None
    renewal: Annotated[bool, told("renewal", "verlenging")] = False


@kind_of("Provisional measures taken", "Voorlopige maatregelen genomen", "protection")
class ProvisionalMeasuresTaken(Fact, frozen=True, kw_only=True, tag="provisional_measures_taken"):
    """Measures that give access to the rights until the residence permit is issued (QR 20(3))."""

    measure: Annotated[Literal["registration_made", "document_issued", "other"], told("measure", "maatregel")] = "other"


@kind_of("Informed of rights and duties", "Over rechten en plichten geïnformeerd", "protection")
class ProtectionInformationGiven(Fact, frozen=True, kw_only=True, tag="protection_information_given"):
    """The beneficiary was informed of rights and obligations, of movement within the Union too (QR 22)."""


@kind_of("National passport asked", "Nationaal paspoort gevraagd", "protection")
class NationalPassportAsked(Fact, frozen=True, kw_only=True, tag="national_passport_asked"):
    """Whether the beneficiary can obtain or renew a national passport (QR 25(2))."""

    obtainable: Annotated[bool, told("can be obtained or renewed", "kan worden verkregen of verlengd")]


@kind_of(
    "Reasons of national security or public policy", "Redenen van nationale veiligheid of openbare orde", "protection"
)
class SecurityReasonsFound(Fact, frozen=True, kw_only=True, tag="security_reasons_found"):
    """Reasons of national security or public policy stand against a document (QR 23(5), 25(1)-(2))."""

    against: Annotated[Literal["travel_document", "family_permit"], told("against", "tegen")]


@kind_of("Travel document issued", "Reisdocument afgegeven", "protection")
class TravelDocumentIssued(Fact, frozen=True, kw_only=True, tag="travel_document_issued"):
    """A travel document was issued to the beneficiary (QR 25)."""

    valid_until: Annotated[date | None, told("valid until and including", "geldig tot en met")] = None


@kind_of("Residence permit asked as family member", "Verblijfstitel als gezinslid gevraagd", "protection")
class FamilyPermitRequested(Fact, frozen=True, kw_only=True, tag="family_permit_requested"):
    """A family member asks for a residence permit because of a beneficiary of this file (QR 23(1))."""

    beneficiary: Annotated[
        str, told("beneficiary (person of this file)", "beschermde (persoon in dit dossier)", min_length=1)
    ]
    relation: Annotated[
        Literal["family_member", "dependent_relative", "married_minor"],
        told("relation to the beneficiary", "relatie tot de beschermde"),
    ] = "family_member"
    qualifies_individually: Annotated[
        bool | None, told("qualifies for protection individually", "komt zelf voor bescherming in aanmerking")
    ] = None
    incompatible: Annotated[
        bool, told("incompatible with the personal legal status", "onverenigbaar met de persoonlijke rechtspositie")
    ] = False
    excluded: Annotated[
        bool, told("is or would be excluded from protection", "is of zou van bescherming zijn uitgesloten")
    ] = False
    contracted_for_residence: Annotated[
        bool,
        told(
            "strong indications of a marriage or partnership for residence alone",
            "sterke aanwijzingen voor een huwelijk of partnerschap enkel om het verblijf",
        ),
    ] = False


@kind_of("Guardian appointed", "Voogd benoemd", "protection")
class GuardianAppointed(Fact, frozen=True, kw_only=True, tag="guardian_appointed"):
    """A guardian of the minor was appointed, or the representative kept as one (QR 33(1))."""


@kind_of("Integration measure made compulsory", "Integratiemaatregel verplicht gesteld", "protection")
class IntegrationMeasureRequired(Fact, frozen=True, kw_only=True, tag="integration_measure_required"):
    """The beneficiary must take part in an integration measure (QR 35(2))."""

    measure: Annotated[
        Literal["language_course", "civic_orientation", "integration_programme", "vocational_training"],
        told("measure", "maatregel"),
    ]
    accessible: Annotated[bool | None, told("accessible", "toegankelijk")] = None
    fee: Annotated[bool, told("a fee is asked", "er wordt een bijdrage gevraagd")] = False
    fee_bearable: Annotated[
        bool | None, told("sufficient means and no unreasonable burden", "voldoende middelen en geen onredelijke last")
    ] = None


@kind_of("Integration measure not attended", "Integratiemaatregel niet gevolgd", "protection")
class IntegrationMeasureMissed(Fact, frozen=True, kw_only=True, tag="integration_measure_missed"):
    """The beneficiary did not take part in a compulsory integration measure (QR 31(1), 35(4))."""

    beyond_control: Annotated[
        bool | None,
        told("for circumstances beyond the person's control", "door omstandigheden buiten de macht van de persoon"),
    ] = None


@kind_of("Internal protection alternative examined", "Binnenlands beschermingsalternatief onderzocht", "protection")
class InternalProtectionExamined(Fact, frozen=True, kw_only=True, tag="internal_protection_examined"):
    """What the determining authority found on protection elsewhere in the country; a field left out says nothing (QR 8)."""

    otherwise_qualifies: Annotated[
        bool | None, told("the criteria would otherwise apply", "de criteria zouden overigens gelden")
    ] = None
    state_is_actor: Annotated[
        bool | None, told("the State or its agents are the actors", "de staat of zijn organen zijn de actoren")
    ] = None
    actor_limited: Annotated[
        bool,
        told(
            "clearly established: actor or State limited to part of the country",
            "duidelijk vastgesteld: actor of staat beperkt tot een deel van het land",
        ),
    ] = False
    reachable: Annotated[
        bool | None, told("safe and legal travel, and admittance", "veilige en legale reis, en toelating")
    ] = None
    settling_reasonable: Annotated[
        bool | None, told("can reasonably be expected to settle there", "vestiging redelijkerwijs te verwachten")
    ] = None
    safe_there: Annotated[
        bool | None,
        told(
            "no fear or risk there, or effective and lasting protection",
            "daar geen vrees of risico, of doeltreffende en duurzame bescherming",
        ),
    ] = None


WithdrawalGround = Literal[
    "14(1)(a)", "14(1)(b)", "14(1)(c)", "14(1)(d)", "14(1)(e)", "19(1)(a)", "19(1)(b)", "19(1)(c)"
]


@kind_of("Ground for withdrawing protection found", "Grond voor intrekking van bescherming vastgesteld", "protection")
class WithdrawalGroundFound(Fact, frozen=True, kw_only=True, tag="withdrawal_ground_found"):
    """The determining authority found a ground of QR 14 or 19; a field left out says nothing."""

    ground: Annotated[WithdrawalGround, told("ground (QR)", "grond (QR)")]
    change_significant: Annotated[
        bool | None,
        told(
            "change significant and not temporary (11(2), 16(2))",
            "verandering ingrijpend en niet tijdelijk (11(2), 16(2))",
        ),
    ] = None
    circumstances_ceased: Annotated[
        bool,
        told(
            "cessation because circumstances changed (11(1)(e)-(f), 16(1))",
            "beëindiging wegens gewijzigde omstandigheden (11(1)(e)-(f), 16(1))",
        ),
    ] = False
    compelling_reasons: Annotated[
        bool,
        told(
            "compelling reasons out of previous persecution or harm",
            "dwingende redenen uit eerdere vervolging of schade",
        ),
    ] = False
    decisive: Annotated[
        bool | None, told("decisive for the grant (point (c))", "doorslaggevend voor de verlening (punt c)")
    ] = None
    danger: Annotated[
        bool | None, told("danger to the community (14(1)(e))", "gevaar voor de samenleving (14(1)(e))")
    ] = None
    final_judgment: Annotated[
        bool | None,
        told(
            "final judgment for a particularly serious crime (14(1)(e))",
            "onherroepelijk vonnis wegens een bijzonder ernstig misdrijf (14(1)(e))",
        ),
    ] = None


@kind_of("Protection withdrawn", "Bescherming ingetrokken", "protection")
class ProtectionWithdrawn(Fact, frozen=True, kw_only=True, tag="protection_withdrawn"):
    """The decision that withdraws refugee status or subsidiary protection was taken (QR 3(14))."""
