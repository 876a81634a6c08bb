"""Reception: information, place of residence, detention, school, work, material conditions (RCD)."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called

value_is_called(
    ("written", "in writing", "schriftelijk"),
    ("oral_rare_language", "orally or visually: rare language", "mondeling of visueel: zeldzame taal"),
    ("serious_humanitarian", "serious humanitarian reason", "ernstige humanitaire reden"),
    ("other_imperative", "other imperative reason", "andere dwingende reden"),
    ("swift_processing", "swift and effective processing", "vlotte en doeltreffende behandeling"),
    ("geographic_distribution", "geographic distribution", "geografische spreiding"),
    ("geographical_area", "geographical area", "geografisch gebied"),
    ("specific_place", "specific place", "specifieke plaats"),
    ("urgent_family", "urgent and serious family reason", "dringende en ernstige familiereden"),
    ("medical_treatment", "medical treatment not available there", "medische behandeling die daar niet bestaat"),
    ("appointment", "appointment with an authority or court", "afspraak bij een autoriteit of rechter"),
    ("public_order", "public order", "openbare orde"),
    ("absconding_risk", "risk of absconding", "onderduikrisico"),
    ("administrative", "administrative authority", "bestuurlijke autoriteit"),
    ("judicial", "judicial authority", "rechterlijke autoriteit"),
    ("specialised_facility", "specialised detention facility", "gespecialiseerde inrichting voor bewaring"),
    ("facility_for_minors", "facility adapted to minors", "voor minderjarigen ingerichte voorziening"),
    ("prison", "prison", "gevangenis"),
    ("law_enforcement_facility", "facility used for law enforcement", "voorziening voor rechtshandhaving"),
    ("general_system", "general education system", "algemeen onderwijsstelsel"),
    ("outside_general_system", "outside the general system, temporarily", "tijdelijk buiten het algemene stelsel"),
    ("other_arrangement", "other arrangement for the minor's situation", "andere regeling vanwege de situatie van de minderjarige"),
    ("needs_assessment", "assessment of special reception needs", "beoordeling van bijzondere opvangbehoeften"),
    ("housing_exhausted", "housing temporarily exhausted", "huisvesting tijdelijk uitgeput"),
    ("too_many_persons", "disproportionate number of persons", "onevenredig aantal personen"),
    ("disaster", "man-made or natural disaster", "door de mens veroorzaakte of natuurramp"),
    ("allowance_reduced", "daily allowance reduced", "dagvergoeding verlaagd"),
    ("allowance_withdrawn", "daily allowance withdrawn", "dagvergoeding ingetrokken"),
    ("other_reduced", "other material conditions reduced", "andere materiële opvangvoorzieningen beperkt"),
    ("other_withdrawn", "other material conditions withdrawn", "andere materiële opvangvoorzieningen ingetrokken"),
    ("adult_relatives", "adult relatives", "volwassen familieleden"),
    ("foster_family", "foster family", "pleeggezin"),
    ("centre_for_minors", "centre with provisions for minors", "centrum met voorzieningen voor minderjarigen"),
    ("other_suitable", "other accommodation suitable for minors", "andere voor minderjarigen geschikte huisvesting"),
    ("centre_for_adults", "centre for adult applicants", "centrum voor volwassen verzoekers"),
)  # fmt: skip


@kind_of("Information on reception given", "Informatie over opvang verstrekt", "reception")
class ReceptionInformationGiven(Fact, frozen=True, kw_only=True, tag="reception_information_given"):
    """The standard information on reception conditions was given (RCD 5)."""

    form: Annotated[Literal["written", "oral_rare_language"], told("form", "vorm")] = "written"
    understood: Annotated[
        bool | None, told("the applicant confirmed to understand it", "de verzoeker bevestigde het te begrijpen")
    ] = None
    consequences_told: Annotated[
        bool | None,
        told(
            "with the consequences of not being where presence is required (AMMR 18(1))",
            "met de gevolgen van afwezigheid waar aanwezigheid vereist is (AMMR 18(1))",
        ),
    ] = None


@kind_of("Applicant needs to travel", "Verzoeker moet reizen", "reception")
class TravelNeeded(Fact, frozen=True, kw_only=True, tag="travel_needed"):
    """Reasons require the applicant's presence in another State (RCD 6(3))."""

    reason: Annotated[Literal["serious_humanitarian", "other_imperative", "other"], told("reason", "reden")]


@kind_of("Accommodation allocated", "Huisvesting toegewezen", "reception")
class AccommodationAllocated(Fact, frozen=True, kw_only=True, tag="accommodation_allocated"):
    """The applicant was allocated to accommodation; no decision is needed (RCD 7(2), 7(7))."""


@kind_of("Allocated to a geographical area", "Toegewezen aan een geografisch gebied", "reception")
class AreaAllocated(Fact, frozen=True, kw_only=True, tag="area_allocated"):
    """The applicant was allocated to an area in which to move freely (RCD 8(1))."""

    purpose: Annotated[Literal["swift_processing", "geographic_distribution", "other"], told("purpose", "doel")]


@kind_of(
    "No effective access to rights in the area", "Geen daadwerkelijke toegang tot rechten in het gebied", "reception"
)
class AreaWithoutAccess(Fact, frozen=True, kw_only=True, tag="area_without_access"):
    """It was established that rights and guarantees are not effectively accessible in the area (RCD 8(6))."""


@kind_of("Leave of the area or place asked", "Verlof om gebied of plaats te verlaten gevraagd", "reception")
class LeaveRequested(Fact, frozen=True, kw_only=True, tag="leave_requested"):
    """The applicant asked to leave the area, or to reside outside the place, for a time (RCD 8(5), 9(3))."""

    reason: Annotated[Literal["urgent_family", "medical_treatment", "appointment", "other"], told("reason", "reden")]


@kind_of("Leave decided", "Over verlof beslist", "reception", after=(("leave_requested", "RCD 8(5), 9(3)"),))
class LeaveDecided(Fact, frozen=True, kw_only=True, tag="leave_decided"):
    """The request for leave was granted or refused (RCD 8(5), 9(3))."""

    granted: Annotated[bool, told("granted", "toegestaan")]


@kind_of("Residence in a specific place ordered", "Verblijf op een specifieke plaats opgelegd", "reception")
class ResidenceOrdered(Fact, frozen=True, kw_only=True, tag="residence_ordered"):
    """Decided that the applicant may reside only in a specific place (RCD 9(1))."""

    ground: Annotated[Literal["public_order", "absconding_risk", "other"], told("ground", "grond")]
    necessary: Annotated[
        bool | None, told("necessary and proportionate in this case", "in dit geval noodzakelijk en evenredig")
    ] = None
    reasoned: Annotated[
        bool,
        told(
            "in writing, with reasons, remedy and consequences (9(5))",
            "schriftelijk, met redenen, rechtsmiddel en gevolgen (9(5))",
        ),
    ] = False
    reporting: Annotated[bool, told("with a duty to report (9(2))", "met een meldplicht (9(2))")] = False


@kind_of("Residence order reviewed by a court", "Verblijfsbesluit door de rechter getoetst", "reception")
class ResidenceOrderReviewed(Fact, frozen=True, kw_only=True, tag="residence_order_reviewed"):
    """A judicial authority reviewed the order, of its own motion or on appeal (RCD 9(5), 29)."""

    upheld: Annotated[bool, told("order upheld", "besluit in stand gelaten")]


@kind_of("Residence order ended", "Verblijfsbesluit geëindigd", "reception")
class ResidenceOrderEnded(Fact, frozen=True, kw_only=True, tag="residence_order_ended"):
    """The order no longer applies (RCD 9)."""


@kind_of("Residence order breached", "Verblijfsbesluit overtreden", "reception")
class ResidenceOrderBreached(Fact, frozen=True, kw_only=True, tag="residence_order_breached"):
    """The applicant did not comply with the order of RCD 9(1)."""

    absconding_risk_continues: Annotated[
        bool | None, told("a risk of absconding continues", "er blijft een onderduikrisico")
    ] = None


DetentionGround = Literal[
    "10(4)(a)", "10(4)(b)", "10(4)(c)", "10(4)(d)", "10(4)(e)", "10(4)(f)", "10(4)(g)", "other"
]  # fmt: skip


@kind_of("Detention of an applicant ordered", "Bewaring van een verzoeker bevolen", "reception")
class DetentionOrdered(Fact, frozen=True, kw_only=True, tag="detention_ordered"):
    """The written order, and what the individual assessment found (RCD 10, 11(2), 13); a field left out says nothing."""

    ground: Annotated[DetentionGround, told("ground (RCD)", "grond (RCD)")]
    by: Annotated[Literal["administrative", "judicial"], told("ordered by", "bevolen door")]
    necessary: Annotated[
        bool | None, told("necessary on an individual assessment", "noodzakelijk na individuele beoordeling")
    ] = None
    alternatives_fail: Annotated[
        bool | None,
        told("no less coercive measure can be applied effectively", "geen minder dwingende maatregel is doeltreffend"),
    ] = None
    merely_to_delay: Annotated[
        bool | None,
        told(
            "application merely to delay the return, shown on objective criteria (10(4)(e))",
            "verzoek louter om de terugkeer te vertragen, op objectieve criteria aangetoond (10(4)(e))",
        ),
    ] = None
    health_at_risk: Annotated[
        bool,
        told(
            "would put the health of a person with special needs at serious risk",
            "zou de gezondheid van een persoon met bijzondere behoeften ernstig in gevaar brengen",
        ),
    ] = False
    best_interests: Annotated[
        bool | None, told("in the best interests of the minor", "in het belang van de minderjarige")
    ] = None
    parent_detained: Annotated[
        bool | None, told("parent or care-giver is detained", "ouder of verzorger is in bewaring")
    ] = None
    safeguards_minor: Annotated[
        bool | None, told("safeguards the unaccompanied minor", "beschermt de niet-begeleide minderjarige")
    ] = None
    place: Annotated[
        Literal["specialised_facility", "facility_for_minors", "prison", "law_enforcement_facility"] | None,
        told("place", "plaats"),
    ] = None


@kind_of("Judicial review of detention asked", "Rechterlijke toetsing van bewaring gevraagd", "reception")
class DetentionReviewRequested(Fact, frozen=True, kw_only=True, tag="detention_review_requested"):
    """Proceedings for the review of the detention were launched on request (RCD 11(3))."""


@kind_of(
    "Review of detention in exceptional situation", "Toetsing van bewaring in uitzonderlijke situatie", "reception"
)
class DetentionReviewProlonged(Fact, frozen=True, kw_only=True, tag="detention_review_prolonged"):
    """An exceptional situation allows the review to take until the longer limit (RCD 11(3))."""


@kind_of("Detention reviewed by a court", "Bewaring door de rechter getoetst", "reception")
class DetentionReviewed(Fact, frozen=True, kw_only=True, tag="detention_reviewed"):
    """The judicial review was concluded (RCD 11(3), 11(5))."""

    lawful: Annotated[bool, told("detention lawful", "bewaring rechtmatig")]


@kind_of("Access to school given", "Toegang tot onderwijs gegeven", "reception")
class SchoolAccessGiven(Fact, frozen=True, kw_only=True, tag="school_access_given"):
    """The minor has access to education (RCD 16(2), 16(3))."""

    setting: Annotated[
        Literal["general_system", "outside_general_system", "other_arrangement"], told("setting", "vorm")
    ] = "general_system"


@kind_of("Access to the labour market given", "Toegang tot de arbeidsmarkt gegeven", "reception")
class LabourAccessGiven(Fact, frozen=True, kw_only=True, tag="labour_access_given"):
    """The applicant has access to the labour market (RCD 17(1))."""


@kind_of("Access to the labour market withdrawn", "Toegang tot de arbeidsmarkt ingetrokken", "reception")
class LabourAccessWithdrawn(Fact, frozen=True, kw_only=True, tag="labour_access_withdrawn"):
    """Access to the labour market was withdrawn (RCD 17(1))."""


@kind_of("Delay attributed to the applicant", "Vertraging aan de verzoeker toegerekend", "reception")
class DelayAttributed(Fact, frozen=True, kw_only=True, tag="delay_attributed"):
    """The delay of the decision can be attributed to the applicant (RCD 17(1))."""


@kind_of("Means assessed", "Middelen beoordeeld", "reception")
class MeansAssessed(Fact, frozen=True, kw_only=True, tag="means_assessed"):
    """The applicant's resources were assessed (RCD 19(3)-(6))."""

    sufficient: Annotated[
        bool,
        told(
            "sufficient means for an adequate standard of living",
            "voldoende middelen voor een passende levensstandaard",
        ),
    ]
    already_then: Annotated[
        bool, told("had them already when conditions were received", "had ze al toen voorzieningen werden ontvangen")
    ] = False


@kind_of("Different material conditions provided", "Afwijkende materiële voorzieningen verstrekt", "reception")
class DifferentConditionsProvided(Fact, frozen=True, kw_only=True, tag="different_conditions_provided"):
    """Material conditions other than those of RCD 20 are provided exceptionally (RCD 20(10))."""

    reason: Annotated[
        Literal["needs_assessment", "housing_exhausted", "too_many_persons", "disaster", "other"],
        told("reason", "reden"),
    ]


@kind_of("Ordinary material conditions provided again", "Weer gewone materiële voorzieningen verstrekt", "reception")
class DifferentConditionsEnded(Fact, frozen=True, kw_only=True, tag="different_conditions_ended"):
    """The exceptional conditions ended for this applicant (RCD 20(10))."""


@kind_of("Presence required in a Member State", "Aanwezigheid in een lidstaat vereist", "reception", governed_by="AMMR")
class PresenceRequired(Fact, frozen=True, kw_only=True, tag="presence_required"):
    """The Member State in which the applicant is required to be present (AMMR 17(4))."""

    in_state: Annotated[str, told("Member State", "lidstaat", pattern="^[A-Z]{2}$")]


@kind_of("End of reception conditions stated", "Einde van opvangvoorzieningen vermeld", "reception")
class ReceptionEndStated(Fact, frozen=True, kw_only=True, tag="reception_end_stated"):
    """The transfer decision, or a separate one, states that the conditions are withdrawn (RCD 21)."""


@kind_of("Ground for reducing conditions found", "Grond voor beperking van voorzieningen vastgesteld", "reception")
class ReductionGroundFound(Fact, frozen=True, kw_only=True, tag="reduction_ground_found"):
    """A situation of RCD 23(2); point (c) also follows from a subsequent application that was lodged."""

    ground: Annotated[
        Literal["23(2)(a)", "23(2)(b)", "23(2)(c)", "23(2)(d)", "23(2)(e)", "23(2)(f)"],
        told("ground (RCD)", "grond (RCD)"),
    ]
    beyond_control: Annotated[
        bool,
        told("circumstances beyond the applicant's control (f)", "omstandigheden buiten de macht van de verzoeker (f)"),
    ] = False


@kind_of("Ground for reducing conditions ceased", "Grond voor beperking van voorzieningen vervallen", "reception")
class ReductionGroundCeased(Fact, frozen=True, kw_only=True, tag="reduction_ground_ceased"):
    """The circumstances on which the decision was based no longer exist (RCD 23(3))."""


@kind_of("Reduction or withdrawal decided", "Tot beperking of intrekking besloten", "reception")
class ReductionDecided(Fact, frozen=True, kw_only=True, tag="reduction_decided"):
    """The individual decision of RCD 23(1) and (4)."""

    measure: Annotated[
        Literal["allowance_reduced", "allowance_withdrawn", "other_reduced", "other_withdrawn"],
        told("measure", "maatregel"),
    ]
    reasoned: Annotated[
        bool | None,
        told(
            "reasoned on the particular situation, proportionate", "gemotiveerd naar de bijzondere situatie, evenredig"
        ),
    ] = None


@kind_of("Conditions reinstated", "Voorzieningen hersteld", "reception", after=(("reduction_decided", "RCD 23(3)"),))
class ConditionsReinstated(Fact, frozen=True, kw_only=True, tag="conditions_reinstated"):
    """Reinstatement was considered, and all or some of the conditions given again (RCD 23(3))."""

    everything: Annotated[bool, told("all conditions", "alle voorzieningen")]
    justified: Annotated[bool, told("duly justified decision notified", "gemotiveerd besluit bekendgemaakt")] = False


@kind_of("Minor placed", "Minderjarige geplaatst", "reception")
class MinorPlaced(Fact, frozen=True, kw_only=True, tag="minor_placed"):
    """Where an unaccompanied minor lives (RCD 27(9))."""

    placement: Annotated[
        Literal["adult_relatives", "foster_family", "centre_for_minors", "other_suitable", "centre_for_adults"],
        told("placement", "plaatsing"),
    ]
    best_interests: Annotated[
        bool | None, told("in the best interests of the minor", "in het belang van de minderjarige")
    ] = None


@kind_of("Tracing of the family started", "Opsporing van het gezin begonnen", "reception")
class FamilyTracingStarted(Fact, frozen=True, kw_only=True, tag="family_tracing_started"):
    """The tracing of the minor's family was started, with care for their safety (RCD 27(10))."""
