"""The application and its examination, to the final decision."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called

value_is_called(
    ("applicant", "the applicant", "de verzoeker"),
    ("representative", "the representative", "de vertegenwoordiger"),
    ("provisional_person", "the provisionally assisting person", "de voorlopig bijstaande persoon"),
    ("10(3)", "surrender on a European arrest warrant (10(3))", "overlevering op een Europees aanhoudingsbevel (10(3))"),
    ("10(4)(a)", "subsequent application under Article 56 (10(4)(a))", "volgend verzoek volgens artikel 56 (10(4)(a))"),
    ("10(4)(b)", "extradition, surrender or transfer (10(4)(b))", "uitlevering, overlevering of overdracht (10(4)(b))"),
    ("10(4)(c)", "danger to public order or security (10(4)(c))", "gevaar voor openbare orde of veiligheid (10(4)(c))"),
)  # fmt: skip


@kind_of("Application made", "Verzoek gedaan", "procedure")
class ApplicationMade(Fact, frozen=True, kw_only=True, tag="application_made"):
    """The wish for protection was expressed in person to a receiving authority (APR 26(1))."""

    place: Annotated[
        Literal["territory", "crossing_point", "transit_zone", "external_border", "detention"], told("where", "waar")
    ] = "territory"
    authority_registers: Annotated[
        bool | None,
        told("the authority itself is competent to register", "de autoriteit is zelf bevoegd te registreren"),
    ] = None
    airport_transit: Annotated[
        bool,
        told("in the international transit area of an airport", "in de internationale transitzone van een luchthaven"),
    ] = False


@kind_of("Registering authority informed", "Registratieautoriteit geïnformeerd", "procedure")
class RegisteringAuthorityInformed(Fact, frozen=True, kw_only=True, tag="registering_authority_informed"):
    """The registering authority received the information that an application was made (APR 27(3))."""


@kind_of(
    "Application registered",
    "Verzoek geregistreerd",
    "procedure",
    hours=True,
    after=(("application_made", "APR 26-27"),),
)
class ApplicationRegistered(Fact, frozen=True, kw_only=True, tag="application_registered"):
    """The application was registered in ``state`` (APR 27)."""


@kind_of("Application lodged", "Verzoek ingediend", "procedure", after=(("application_registered", "APR 27-28"),))
class ApplicationLodged(Fact, frozen=True, kw_only=True, tag="application_lodged"):
    """The application was lodged (APR 28); with a form, ``at`` is the day the authority received it (28(4))."""

    by_form: Annotated[bool, told("by form", "met formulier")] = False
    subsequent: Annotated[bool, told("subsequent application", "volgend verzoek")] = False
    further_subsequent: Annotated[
        bool, told("second or further subsequent application", "tweede of later volgend verzoek")
    ] = False
    lodged_by: Annotated[
        Literal["applicant", "responsible_adult", "representative", "provisional_person"],
        told("lodged by", "ingediend door"),
    ] = "applicant"


@kind_of("Identified in the Member State responsible", "Gemeld in de verantwoordelijke lidstaat", "procedure")
class IdentifiedInMemberStateResponsible(Fact, frozen=True, kw_only=True, tag="identified_in_member_state_responsible"):
    """After a transfer the applicant identified himself or herself to the authorities (APR 28(2))."""


@kind_of("Arrived after relocation", "Aangekomen na herplaatsing", "procedure", governed_by="AMMR")
class ArrivedAfterRelocation(Fact, frozen=True, kw_only=True, tag="arrived_after_relocation"):
    """Arrived in ``state`` after a relocation transfer (AMMR 67(11)).

    ``came_as``: an applicant whose Member State responsible was not yet determined, one for whom the benefitting Member
    State had been determined, or a beneficiary of protection (AMMR 68(2) to (4)).
    """

    came_as: Annotated[
        Literal["undetermined_applicant", "determined_applicant", "relocated_beneficiary"] | None,
        told("came as", "kwam als"),
    ] = None


AccelerationGround = Literal[
    "42(1)(a)", "42(1)(b)", "42(1)(c)", "42(1)(d)", "42(1)(e)", "42(1)(f)", "42(1)(g)", "42(1)(h)", "42(1)(i)"
]


@kind_of("Ground for acceleration found", "Grond voor versnelling vastgesteld", "procedure")
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


@kind_of("Ground for acceleration ceased", "Grond voor versnelling vervallen", "procedure")
class AccelerationGroundCeased(Fact, frozen=True, kw_only=True, tag="acceleration_ground_ceased"):
    """A circumstance of APR 42(1) found before no longer applies."""

    ground: Annotated[AccelerationGround, told("circumstance (APR)", "omstandigheid (APR)")]


@kind_of(
    "Recognition rate assessed as not representative", "Erkenningspercentage niet representatief bevonden", "procedure"
)
class RateNotRepresentative(Fact, frozen=True, kw_only=True, tag="rate_not_representative"):
    """The determining authority set the rate of APR 42(1)(j) aside for this applicant."""

    why: Annotated[Literal["significant_change", "category_of_persons"], told("why", "waarom")]


@kind_of("Inadmissibility examined", "Niet-ontvankelijkheid onderzocht", "procedure")
class InadmissibilityExamined(Fact, frozen=True, kw_only=True, tag="inadmissibility_examined"):
    """The authority examines whether the application is inadmissible on ``ground`` (APR 38)."""

    ground: Annotated[
        Literal["38(1)(a)", "38(1)(b)", "38(1)(c)", "38(1)(d)", "38(1)(e)", "38(2)"],
        told("ground (APR)", "grond (APR)"),
    ]


@kind_of("Examination limit extended", "Behandeltermijn verlengd", "procedure")
class ExaminationExtended(Fact, frozen=True, kw_only=True, tag="examination_extended"):
    """The time limit for the examination was extended (APR 35(2), 35(5))."""

    ground: Annotated[Literal["disproportionate_numbers", "complexity", "applicant_at_fault"], told("ground", "grond")]


@kind_of("Continued in the normal procedure", "Voortgezet in de gewone procedure", "procedure")
class ContinuedInNormalProcedure(Fact, frozen=True, kw_only=True, tag="continued_in_normal_procedure"):
    """Too complex for acceleration: examination continues in the normal procedure (APR 42(2))."""


@kind_of(
    "Exception to the border procedure found",
    "Uitzondering op de grensprocedure vastgesteld",
    "border",
    governed_by="APR",
)
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


@kind_of("Route decided", "Route besloten", "procedure")
class RouteDecided(Fact, frozen=True, kw_only=True, tag="route_decided"):
    """A named person decided by which procedure the file goes on."""

    route: Annotated[Route, told("route", "route")]
    decided_by: Annotated[str, told("decided by", "besloten door", min_length=1)]


@kind_of("Departed from the advice", "Afgeweken van het advies", "procedure")
class DepartedFromAdvice(Fact, frozen=True, kw_only=True, tag="departed_from_advice"):
    """A named person acted otherwise than the position advises, for a reason, under an article."""

    advice: Annotated[str, told("advice departed from", "advies waarvan is afgeweken", min_length=1)]
    reason: Annotated[str, told("reason", "reden", min_length=3)]
    article: Annotated[str, told("article", "artikel", min_length=3)]
    decided_by: Annotated[str, told("decided by", "besloten door", min_length=1)]


@kind_of("Decision taken", "Beslissing genomen", "procedure")
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
    in_procedure: Annotated[
        Literal["normal_procedure", "accelerated_procedure", "asylum_border_procedure"] | None,
        told("procedure in which it was taken", "procedure waarin zij is genomen"),
    ] = None


@kind_of("Decision notified", "Beslissing bekendgemaakt", "procedure", after=(("decision_taken", "APR 36"),))
class DecisionNotified(Fact, frozen=True, kw_only=True, tag="decision_notified"):
    """The decision on the application was notified to the applicant."""


@kind_of("Application withdrawn by the applicant", "Verzoek ingetrokken door de verzoeker", "procedure")
class ApplicationWithdrawn(Fact, frozen=True, kw_only=True, tag="application_withdrawn"):
    """The applicant withdrew the application in writing (APR 40)."""


@kind_of("Right to remain ended", "Recht om te blijven geëindigd", "procedure")
class RightToRemainEnded(Fact, frozen=True, kw_only=True, tag="right_to_remain_ended"):
    """No right to remain and not allowed to remain (APR 51(2); RBPR 4(2)); ``basis`` says which way (APR 43(3))."""

    basis: Annotated[
        Literal["10(3)", "10(4)(a)", "10(4)(b)", "10(4)(c)", "68_no_request", "68_court_refused", "other"],
        told("basis (APR)", "grondslag (APR)"),
    ] = "other"


@kind_of("Final decision", "Definitieve beslissing", "procedure", after=(("decision_taken", "APR 3(8)"),))
class DecisionBecameFinal(Fact, frozen=True, kw_only=True, tag="decision_became_final"):
    """The decision on the application became final (APR 3(8))."""
