"""Facts: the closed vocabulary of things that can happen to a person or a file.

Each fact is a typed, immutable record: ``kind``, the ``person``, when it happened (``at``, with a time zone where
hours count), the Member State (``state``) and its own fields. Separate moments are separate facts: an application
*made*, *registered* and *lodged* are three. A correction and a withdrawal are facts too.

The vocabulary is published as JSON Schema by :func:`json_schema`; each field carries its words in English and Dutch.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.moments import Moment


def told(en: str, nl: str, **limits: Any) -> msgspec.Meta:
    """The words of a field, in both languages, and its limits (``ge``, ``le``, ``pattern`` …)."""
    return msgspec.Meta(description=en, extra={"en": en, "nl": nl}, **limits)


Code = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True, forbid_unknown_fields=True):
    """What every fact has. ``hours`` says whether a time of day is needed because a limit in hours starts here."""

    words: ClassVar[Bilingual]
    group: ClassVar[str]
    hours: ClassVar[bool] = False

    person: Annotated[str, told("person", "persoon", min_length=1)]
    at: Annotated[Moment, told("when it happened", "wanneer het gebeurde")]
    state: Annotated[
        str, told("Member State where it happened", "lidstaat waar het gebeurde", pattern="^([A-Z]{2})?$")
    ] = ""
    id: Annotated[str, told("reference of this fact", "kenmerk van dit feit")] = ""

    @classmethod
    def kind(cls) -> str:
        """The name of this kind of fact."""
        return str(cls.__struct_config__.tag)


KINDS: dict[str, type[Fact]] = {}


def _kind(en: str, nl: str, group: str, *, hours: bool = False) -> Any:
    def enter(cls: type[Fact]) -> type[Fact]:
        cls.words = Bilingual(en, nl)
        cls.group = group
        cls.hours = hours
        KINDS[cls.kind()] = cls
        return cls

    return enter


# --- person and family ----------------------------------------------------------------------------------------


@_kind("Person described", "Persoon beschreven", "person")
class PersonDescribed(Fact, frozen=True, kw_only=True, tag="person_described"):
    """What is known of a person. A field left out says nothing; a later description adds or replaces."""

    name: Annotated[str | None, told("name", "naam")] = None
    born: Annotated[date | None, told("date of birth", "geboortedatum")] = None
    sex: Annotated[Literal["female", "male", "unspecified"] | None, told("sex", "geslacht")] = None
    nationality: Annotated[
        Code | None, told("nationality (ISO code; XX stateless)", "nationaliteit (ISO-code; XX staatloos)")
    ] = None
    married: Annotated[bool | None, told("married", "gehuwd")] = None
    unaccompanied: Annotated[
        bool | None,
        told(
            "without an adult responsible for the minor",
            "zonder volwassene die voor de minderjarige verantwoordelijk is",
        ),
    ] = None


Relation = Literal["spouse", "partner", "child", "parent", "responsible_adult", "sibling"]


@_kind("Family link", "Gezinsband", "person")
class FamilyLink(Fact, frozen=True, kw_only=True, tag="family_link"):
    """``other`` is the ``relation`` of ``person``; both are persons of this file."""

    other: Annotated[str, told("other person of this file", "andere persoon in dit dossier", min_length=1)]
    relation: Annotated[Relation, told("the other person is the …", "de ander is de …")]
    existed_before_arrival: Annotated[
        bool | None,
        told("link existed before arrival in the Member States", "band bestond voor aankomst in de lidstaten"),
    ] = None


@_kind("Family member located in a Member State", "Gezinslid in een lidstaat gevonden", "person")
class FamilyMemberLocated(Fact, frozen=True, kw_only=True, tag="family_member_located"):
    """A family member, sibling or relative outside this file is present in the Member State ``located_in``."""

    located_in: Annotated[
        str, told("Member State where the family member is", "lidstaat waar het gezinslid is", pattern="^[A-Z]{2}$")
    ]
    relation: Annotated[
        Literal["spouse", "partner", "child", "parent", "responsible_adult", "sibling", "relative"],
        told("family member", "gezinslid"),
    ]
    status: Annotated[
        Literal[
            "beneficiary",
            "citizen_formerly_beneficiary",
            "long_term_resident",
            "applicant_without_first_decision",
            "legally_present",
        ],
        told("position of the family member there", "positie van het gezinslid daar"),
    ]
    written_desire: Annotated[bool | None, told("desire expressed in writing", "wens schriftelijk geuit")] = None
    able_to_care: Annotated[
        bool | None,
        told(
            "relative can take care of the minor (individual examination)",
            "familielid kan voor de minderjarige zorgen (individueel onderzoek)",
        ),
    ] = None
    existed_before_arrival: Annotated[
        bool | None,
        told("link existed before arrival in the Member States", "band bestond voor aankomst in de lidstaten"),
    ] = None


@_kind("Best interests of the child assessed", "Belang van het kind beoordeeld", "person")
class BestInterestsAssessed(Fact, frozen=True, kw_only=True, tag="best_interests_assessed"):
    """Whether being in the Member State ``concerning`` is in the best interests of the child (AMMR 23, 25)."""

    concerning: Annotated[str, told("Member State concerned", "betrokken lidstaat", pattern="^[A-Z]{2}$")]
    in_best_interests: Annotated[bool, told("in the best interests of the child", "in het belang van het kind")]


@_kind("Representative appointed", "Vertegenwoordiger aangewezen", "person")
class RepresentativeAppointed(Fact, frozen=True, kw_only=True, tag="representative_appointed"):
    """A representative of an unaccompanied minor was appointed (APR 23)."""


@_kind("Minor taken into care", "Minderjarige onder de hoede genomen", "person")
class TakenIntoCare(Fact, frozen=True, kw_only=True, tag="taken_into_care"):
    """A responsible adult has effectively taken the minor into care: no longer unaccompanied (APR 3(7))."""


# --- entry and screening --------------------------------------------------------------------------------------


@_kind("Apprehended at the external border", "Aangehouden aan de buitengrens", "border", hours=True)
class ApprehendedAtExternalBorder(Fact, frozen=True, kw_only=True, tag="apprehended_at_external_border"):
    """Apprehended in connection with an unauthorised crossing of the external border (SCR 5(1)(a))."""

    border: Annotated[Literal["land", "sea", "air"] | None, told("kind of border", "soort grens")] = None
    turned_back: Annotated[bool, told("turned back at once", "meteen teruggestuurd")] = False


@_kind("Disembarked after search and rescue", "Ontscheept na opsporing en redding", "border", hours=True)
class Disembarked(Fact, frozen=True, kw_only=True, tag="disembarked"):
    """Disembarked in ``state`` after a search and rescue operation (SCR 5(1)(b))."""


@_kind("Presented at a border crossing point", "Gemeld bij een grensdoorlaatpost", "border", hours=True)
class PresentedAtCrossingPoint(Fact, frozen=True, kw_only=True, tag="presented_at_crossing_point"):
    """Presented at an external border crossing point or in a transit zone (SCR 5(2), 8(3))."""


@_kind("Found illegally staying", "Illegaal verblijf vastgesteld", "border", hours=True)
class FoundIllegallyStaying(Fact, frozen=True, kw_only=True, tag="found_illegally_staying"):
    """Found illegally staying within the territory and apprehended (SCR 7; EUD 23)."""

    unauthorised_crossing: Annotated[
        bool | None,
        told(
            "entered by an unauthorised crossing of an external border",
            "binnengekomen door onrechtmatige overschrijding van een buitengrens",
        ),
    ] = None
    screened_before: Annotated[
        bool | None, told("already screened in a Member State", "al gescreend in een lidstaat")
    ] = None


@_kind("Entry conditions assessed", "Toegangsvoorwaarden beoordeeld", "border")
class EntryConditionsAssessed(Fact, frozen=True, kw_only=True, tag="entry_conditions_assessed"):
    """Whether the entry conditions of SBC 6 are fulfilled."""

    fulfilled: Annotated[bool, told("entry conditions fulfilled", "aan toegangsvoorwaarden voldaan")]


@_kind("Entry authorised", "Toegang verleend", "border")
class EntryAuthorised(Fact, frozen=True, kw_only=True, tag="entry_authorised"):
    """Entry to the territory was authorised, and on which basis."""

    basis: Annotated[
        Literal["SBC 6(5)(a)", "SBC 6(5)(b)", "SBC 6(5)(c)", "APR 51(2)", "APR 53(2)", "other"],
        told("basis", "grondslag"),
    ] = "other"


@_kind("Detained", "In bewaring gesteld", "border", hours=True)
class Detained(Fact, frozen=True, kw_only=True, tag="detained"):
    """Kept in custody, confinement or detention from this moment on."""

    ground: Annotated[Literal["border", "RCD 10", "AMMR 44", "return", "criminal"], told("ground", "grond")]


@_kind("Released", "In vrijheid gesteld", "border", hours=True)
class Released(Fact, frozen=True, kw_only=True, tag="released"):
    """Detention ended."""


@_kind("Screening started", "Screening begonnen", "border")
class ScreeningStarted(Fact, frozen=True, kw_only=True, tag="screening_started"):
    """The screening began."""


@_kind("Screening ended", "Screening beëindigd", "border")
class ScreeningEnded(Fact, frozen=True, kw_only=True, tag="screening_ended"):
    """The screening ended with the referral, or for another reason (SCR 5(3), 18)."""

    reason: Annotated[
        Literal["referred", "entry_conditions_met", "voluntary_departure", "criminal_proceedings"],
        told("reason", "reden"),
    ] = "referred"


@_kind("Biometric data taken", "Biometrische gegevens afgenomen", "eurodac", hours=True)
class BiometricsTaken(Fact, frozen=True, kw_only=True, tag="biometrics_taken"):
    """Fingerprints and facial image were taken."""


@_kind("Data transmitted to Eurodac", "Gegevens verzonden naar Eurodac", "eurodac", hours=True)
class EurodacTransmitted(Fact, frozen=True, kw_only=True, tag="eurodac_transmitted"):
    """The data set was transmitted to Eurodac."""


# --- application and examination ------------------------------------------------------------------------------


@_kind("Application made", "Verzoek gedaan", "procedure")
class ApplicationMade(Fact, frozen=True, kw_only=True, tag="application_made"):
    """The wish for protection was expressed in person to a receiving authority (APR 26(1))."""

    place: Annotated[
        Literal["territory", "crossing_point", "transit_zone", "external_border", "detention"], told("where", "waar")
    ] = "territory"
    authority_registers: Annotated[
        bool | None,
        told("the authority itself is competent to register", "de autoriteit is zelf bevoegd te registreren"),
    ] = None


@_kind("Registering authority informed", "Registratieautoriteit geïnformeerd", "procedure")
class RegisteringAuthorityInformed(Fact, frozen=True, kw_only=True, tag="registering_authority_informed"):
    """The registering authority received the information that an application was made (APR 27(3))."""


@_kind("Application registered", "Verzoek geregistreerd", "procedure", hours=True)
class ApplicationRegistered(Fact, frozen=True, kw_only=True, tag="application_registered"):
    """The application was registered in ``state`` (APR 27)."""


@_kind("Application lodged", "Verzoek ingediend", "procedure")
class ApplicationLodged(Fact, frozen=True, kw_only=True, tag="application_lodged"):
    """The application was lodged (APR 28); with a form, ``at`` is the day the authority received it (28(4))."""

    by_form: Annotated[bool, told("by form", "met formulier")] = False
    subsequent: Annotated[bool, told("subsequent application", "volgend verzoek")] = False


@_kind("Identified in the Member State responsible", "Gemeld in de verantwoordelijke lidstaat", "procedure")
class IdentifiedInMemberStateResponsible(Fact, frozen=True, kw_only=True, tag="identified_in_member_state_responsible"):
    """After a transfer the applicant identified himself or herself to the authorities (APR 28(2))."""


@_kind("Arrived after relocation", "Aangekomen na herplaatsing", "procedure")
class ArrivedAfterRelocation(Fact, frozen=True, kw_only=True, tag="arrived_after_relocation"):
    """Arrived in ``state`` after a relocation transfer (AMMR 67(11))."""


AccelerationGround = Literal[
    "42(1)(a)", "42(1)(b)", "42(1)(c)", "42(1)(d)", "42(1)(e)", "42(1)(f)", "42(1)(g)", "42(1)(h)", "42(1)(i)"
]


@_kind("Ground for acceleration found", "Grond voor versnelling vastgesteld", "procedure")
class AccelerationGroundFound(Fact, frozen=True, kw_only=True, tag="acceleration_ground_found"):
    """The determining authority found a circumstance of APR 42(1). Point (j) is derived from nationality and rate."""

    ground: Annotated[AccelerationGround, told("circumstance (APR)", "omstandigheid (APR)")]
    opportunity_given: Annotated[
        bool | None,
        told(
            "full opportunity to show good cause was given (point (c))",
            "volledige gelegenheid geboden om goede reden aan te tonen (punt c)",
        ),
    ] = None


@_kind("Ground for acceleration ceased", "Grond voor versnelling vervallen", "procedure")
class AccelerationGroundCeased(Fact, frozen=True, kw_only=True, tag="acceleration_ground_ceased"):
    """A circumstance of APR 42(1) found before no longer applies."""

    ground: Annotated[AccelerationGround, told("circumstance (APR)", "omstandigheid (APR)")]


@_kind(
    "Recognition rate assessed as not representative", "Erkenningspercentage niet representatief bevonden", "procedure"
)
class RateNotRepresentative(Fact, frozen=True, kw_only=True, tag="rate_not_representative"):
    """The determining authority set the rate of APR 42(1)(j) aside for this applicant."""

    why: Annotated[Literal["significant_change", "category_of_persons"], told("why", "waarom")]


@_kind("Inadmissibility examined", "Niet-ontvankelijkheid onderzocht", "procedure")
class InadmissibilityExamined(Fact, frozen=True, kw_only=True, tag="inadmissibility_examined"):
    """The authority examines whether the application is inadmissible on ``ground`` (APR 38)."""

    ground: Annotated[
        Literal["38(1)(a)", "38(1)(b)", "38(1)(c)", "38(1)(d)", "38(1)(e)", "38(2)"],
        told("ground (APR)", "grond (APR)"),
    ]


@_kind("Examination limit extended", "Behandeltermijn verlengd", "procedure")
class ExaminationExtended(Fact, frozen=True, kw_only=True, tag="examination_extended"):
    """The time limit for the examination was extended (APR 35(2), 35(5))."""

    ground: Annotated[Literal["disproportionate_numbers", "complexity", "applicant_at_fault"], told("ground", "grond")]


@_kind("Continued in the normal procedure", "Voortgezet in de gewone procedure", "procedure")
class ContinuedInNormalProcedure(Fact, frozen=True, kw_only=True, tag="continued_in_normal_procedure"):
    """Too complex for acceleration: examination continues in the normal procedure (APR 42(2))."""


@_kind("Exception to the border procedure found", "Uitzondering op de grensprocedure vastgesteld", "border")
class BorderExceptionFound(Fact, frozen=True, kw_only=True, tag="border_exception_found"):
    """A reason not to apply, or to cease, the border procedure (APR 53(2), 21(2))."""

    ground: Annotated[
        Literal["53(2)(a)", "53(2)(b)", "53(2)(c)", "53(2)(d)", "53(2)(e)", "21(2)"],
        told("ground (APR)", "grond (APR)"),
    ]


Route = Literal[
    "screening",
    "asylum_border_procedure",
    "accelerated_procedure",
    "normal_procedure",
    "inadmissibility_procedure",
    "responsibility_procedure",
    "return_procedure",
    "return_border_procedure",
]


@_kind("Route decided", "Route besloten", "procedure")
class RouteDecided(Fact, frozen=True, kw_only=True, tag="route_decided"):
    """A named person decided by which procedure the file goes on."""

    route: Annotated[Route, told("route", "route")]
    decided_by: Annotated[str, told("decided by", "besloten door", min_length=1)]


@_kind("Departed from the advice", "Afgeweken van het advies", "procedure")
class DepartedFromAdvice(Fact, frozen=True, kw_only=True, tag="departed_from_advice"):
    """A named person acted otherwise than the position advises, for a reason, under an article."""

    advice: Annotated[str, told("advice departed from", "advies waarvan is afgeweken", min_length=1)]
    reason: Annotated[str, told("reason", "reden", min_length=3)]
    article: Annotated[str, told("article", "artikel", min_length=3)]
    decided_by: Annotated[str, told("decided by", "besloten door", min_length=1)]


@_kind("Decision taken", "Beslissing genomen", "procedure")
class DecisionTaken(Fact, frozen=True, kw_only=True, tag="decision_taken"):
    """The determining authority decided on the application. Recorded, never computed."""

    outcome: Annotated[
        Literal[
            "refugee_status",
            "subsidiary_protection",
            "inadmissible",
            "unfounded",
            "manifestly_unfounded",
            "implicitly_withdrawn",
            "explicitly_withdrawn",
        ],
        told("outcome", "uitkomst"),
    ]


@_kind("Decision notified", "Beslissing bekendgemaakt", "procedure")
class DecisionNotified(Fact, frozen=True, kw_only=True, tag="decision_notified"):
    """The decision on the application was notified to the applicant."""


@_kind("Application withdrawn by the applicant", "Verzoek ingetrokken door de verzoeker", "procedure")
class ApplicationWithdrawn(Fact, frozen=True, kw_only=True, tag="application_withdrawn"):
    """The applicant withdrew the application in writing (APR 40)."""


@_kind("Right to remain ended", "Recht om te blijven geëindigd", "procedure")
class RightToRemainEnded(Fact, frozen=True, kw_only=True, tag="right_to_remain_ended"):
    """No right to remain and not allowed to remain (APR 51(2); RBPR 4(2)); ``basis`` says which way (APR 43(3))."""

    basis: Annotated[
        Literal["10(4)(a)", "10(4)(c)", "68_no_request", "68_court_refused", "other"],
        told("basis (APR)", "grondslag (APR)"),
    ] = "other"


@_kind("Final decision", "Definitieve beslissing", "procedure")
class DecisionBecameFinal(Fact, frozen=True, kw_only=True, tag="decision_became_final"):
    """The decision on the application became final (APR 3(8))."""


# --- responsibility -------------------------------------------------------------------------------------------


@_kind("Irregular entry established", "Irreguliere binnenkomst vastgesteld", "responsibility")
class IrregularEntry(Fact, frozen=True, kw_only=True, tag="irregular_entry"):
    """The border into ``state`` was crossed irregularly from a third country on ``at`` (AMMR 33(1))."""

    evidence: Annotated[Literal["proof", "circumstantial"], told("evidence", "bewijs")] = "proof"


@_kind("Relocated", "Herplaatst", "responsibility")
class Relocated(Fact, frozen=True, kw_only=True, tag="relocated"):
    """Relocated to the Member State ``to`` under AMMR 67."""

    to: Annotated[str, told("Member State of relocation", "lidstaat van herplaatsing", pattern="^[A-Z]{2}$")]


@_kind("Document held", "Document in bezit", "responsibility")
class DocumentHeld(Fact, frozen=True, kw_only=True, tag="document_held"):
    """A residence document, visa or diploma issued by a Member State (AMMR 29, 30)."""

    document: Annotated[Literal["residence_document", "visa", "diploma"], told("document", "document")]
    issued_by: Annotated[str, told("issued by", "afgegeven door", pattern="^[A-Z]{2}$")]
    valid_until: Annotated[date | None, told("valid until", "geldig tot en met")] = None


@_kind("Eurodac hit received", "Eurodac-treffer ontvangen", "responsibility")
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


@_kind("VIS hit received", "VIS-treffer ontvangen", "responsibility")
class VisHit(Fact, frozen=True, kw_only=True, tag="vis_hit"):
    """``state`` received a VIS hit with a visa issued by ``issued_by``."""

    issued_by: Annotated[str, told("visa issued by", "visum afgegeven door", pattern="^[A-Z]{2}$")]


@_kind("Take charge request sent", "Overnameverzoek verzonden", "responsibility")
class TakeChargeRequested(Fact, frozen=True, kw_only=True, tag="take_charge_requested"):
    """``state`` asked the Member State ``to`` to take charge (AMMR 39)."""

    to: Annotated[str, told("requested Member State", "aangezochte lidstaat", pattern="^[A-Z]{2}$")]
    urgent: Annotated[bool, told("urgent reply asked (39(2))", "spoedig antwoord gevraagd (39(2))")] = False
    reply_asked_within_days: Annotated[
        Annotated[int, msgspec.Meta(ge=1)] | None, told("reply asked within (days)", "antwoord gevraagd binnen (dagen)")
    ] = None


@_kind("Take charge request received", "Overnameverzoek ontvangen", "responsibility")
class TakeChargeReceived(Fact, frozen=True, kw_only=True, tag="take_charge_received"):
    """The requested Member State received the request."""


@_kind("Take charge request answered", "Overnameverzoek beantwoord", "responsibility")
class TakeChargeReplied(Fact, frozen=True, kw_only=True, tag="take_charge_replied"):
    """The requested Member State accepted, or objected with substantiated reasons (AMMR 40(8))."""

    accepted: Annotated[bool, told("accepted", "aanvaard")]


@_kind("Take back notification sent", "Kennisgeving van terugname verzonden", "responsibility")
class TakeBackNotified(Fact, frozen=True, kw_only=True, tag="take_back_notified"):
    """``state`` notified the Member State ``to`` of a take back (AMMR 41)."""

    to: Annotated[str, told("notified Member State", "in kennis gestelde lidstaat", pattern="^[A-Z]{2}$")]


@_kind("Take back notification received", "Kennisgeving van terugname ontvangen", "responsibility")
class TakeBackReceived(Fact, frozen=True, kw_only=True, tag="take_back_received"):
    """The notified Member State received the notification."""


@_kind("Take back notification answered", "Kennisgeving van terugname beantwoord", "responsibility")
class TakeBackReplied(Fact, frozen=True, kw_only=True, tag="take_back_replied"):
    """The notified Member State confirmed, or objected under AMMR 37 or for a wrong Eurodac indication."""

    confirmed: Annotated[bool, told("confirmed", "bevestigd")]


@_kind("Transfer decision taken", "Overdrachtsbesluit genomen", "responsibility")
class TransferDecisionTaken(Fact, frozen=True, kw_only=True, tag="transfer_decision_taken"):
    """The decision to transfer the person was taken (AMMR 42)."""


@_kind("Transfer decision notified", "Overdrachtsbesluit bekendgemaakt", "responsibility")
class TransferDecisionNotified(Fact, frozen=True, kw_only=True, tag="transfer_decision_notified"):
    """The transfer decision was notified to the person (AMMR 42(2))."""


@_kind("Suspension of the transfer decided", "Over opschorting van overdracht beslist", "responsibility")
class SuspensionDecided(Fact, frozen=True, kw_only=True, tag="suspension_decided"):
    """A court decided whether the appeal suspends the transfer (AMMR 43(3))."""

    granted: Annotated[bool, told("suspension granted", "opschorting toegekend")]


@_kind("Appeal against the transfer decided", "Beroep tegen overdracht beslist", "responsibility")
class TransferAppealDecided(Fact, frozen=True, kw_only=True, tag="transfer_appeal_decided"):
    """Final decision on the appeal against the transfer decision (AMMR 46(1))."""

    transfer_upheld: Annotated[bool, told("transfer decision upheld", "overdrachtsbesluit in stand gelaten")]


@_kind("Transferred", "Overgedragen", "responsibility")
class Transferred(Fact, frozen=True, kw_only=True, tag="transferred"):
    """The person was transferred to the Member State ``to``."""

    to: Annotated[str, told("to", "naar", pattern="^[A-Z]{2}$")]


@_kind("Transfer obstructed", "Overdracht verhinderd", "responsibility")
class TransferObstructed(Fact, frozen=True, kw_only=True, tag="transfer_obstructed"):
    """The transfer cannot be carried out because of the person (AMMR 46(2))."""

    reason: Annotated[
        Literal["absconded", "imprisoned", "physical_resistance", "made_unfit", "medical_requirements_not_met"],
        told("reason", "reden"),
    ]


@_kind(
    "Member State responsible informed of the obstruction",
    "Verantwoordelijke lidstaat geïnformeerd over de verhindering",
    "responsibility",
)
class ObstructionCommunicated(Fact, frozen=True, kw_only=True, tag="obstruction_communicated"):
    """The Member State responsible was informed through DubliNet (AMMR 46(2); IR2055 28)."""


@_kind("Available to the authorities again", "Weer beschikbaar voor de autoriteiten", "responsibility")
class AvailableAgain(Fact, frozen=True, kw_only=True, tag="available_again"):
    """The person became available to the authorities again (AMMR 46(2))."""


@_kind("Responsibility assumed", "Verantwoordelijkheid op zich genomen", "responsibility")
class ResponsibilityAssumed(Fact, frozen=True, kw_only=True, tag="responsibility_assumed"):
    """``state`` became responsible by its own act: security check, discretionary clause, residence document."""

    basis: Annotated[Literal["AMMR 16(3)", "AMMR 16(4)", "AMMR 35", "AMMR 37(1)"], told("basis", "grondslag")]


# --- corrections ----------------------------------------------------------------------------------------------


@_kind("Fact corrected", "Feit gecorrigeerd", "correction")
class FactCorrected(Fact, frozen=True, kw_only=True, tag="fact_corrected"):
    """The fact ``corrects`` is replaced: each field named in ``replace`` takes the value given there."""

    corrects: Annotated[
        str, told("reference of the fact to correct", "kenmerk van het te corrigeren feit", min_length=1)
    ]
    replace: Annotated[dict[str, Any], told("fields and their right values", "velden en hun juiste waarden")]
    reason: Annotated[str, told("reason", "reden", min_length=3)]


@_kind("Fact withdrawn", "Feit teruggenomen", "correction")
class FactWithdrawn(Fact, frozen=True, kw_only=True, tag="fact_withdrawn"):
    """The fact ``withdraws`` should not have been recorded; it no longer counts, and stays readable."""

    withdraws: Annotated[
        str, told("reference of the fact to take back", "kenmerk van het terug te nemen feit", min_length=1)
    ]
    reason: Annotated[str, told("reason", "reden", min_length=3)]


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (2020-12) of the vocabulary: one definition per kind."""

    def moment(kind: type) -> dict[str, Any]:
        if kind is Moment:
            return {
                "type": "string",
                "description": "ISO 8601 day, or instant with zone",
                "anyOf": [{"format": "date"}, {"format": "date-time"}],
            }
        raise NotImplementedError

    schemas, components = msgspec.json.schema_components(tuple(KINDS.values()), schema_hook=moment)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Asylon facts",
        "description": "The closed vocabulary of facts; each kind is one definition.",
        "oneOf": list(schemas),
        "$defs": components,
    }
