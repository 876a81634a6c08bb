"""Resettlement and humanitarian admission: from the registration in a third country to the entry."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called

value_is_called(
    ("resettlement", "resettlement", "hervestiging"),
    ("humanitarian_admission", "humanitarian admission", "toelating op humanitaire gronden"),
    ("refugee_test", "well-founded fear of persecution", "gegronde vrees voor vervolging"),
    ("serious_harm_test", "real risk of serious harm", "reëel risico op ernstige schade"),
    ("un_agency_ceased", "protection by another UN agency ceased", "bescherming door een ander VN-orgaan opgehouden"),
    ("not_met", "not met", "niet voldaan"),
    ("women_and_girls", "women and girls at risk", "vrouwen en meisjes in gevaar"),
    ("minors", "minors", "minderjarigen"),
    ("violence_or_torture", "survivors of violence or torture", "overlevenden van geweld of foltering"),
    ("protection_needs", "legal or physical protection needs", "behoefte aan juridische of fysieke bescherming"),
    ("medical_needs", "medical needs", "medische behoeften"),
    ("disability", "disability", "handicap"),
    ("no_durable_solution", "no foreseeable durable solution", "geen duurzame oplossing in zicht"),
    ("essential_data", "available essential data not given", "beschikbare essentiële gegevens niet verstrekt"),
    ("interview_missed", "personal interview not attended", "persoonlijk onderhoud niet bijgewoond"),
    ("consent", "consent withheld or withdrawn", "instemming geweigerd of ingetrokken"),
    ("contribution_reached", "contribution to the Union Plan reached", "bijdrage aan het Unieplan bereikt"),
    ("preference", "preference for others with particular needs", "voorrang voor anderen met bijzondere behoeften"),
    ("time_limits", "time limits cannot be kept", "termijnen niet haalbaar"),
    ("humanitarian_status", "humanitarian status under national law", "humanitaire status naar nationaal recht"),
    ("family_permit", "residence permit as family member", "verblijfstitel als gezinslid"),
)

MandatoryGround = Literal["6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(1)(f)"]
OptionalGround = Literal["6(2)(a)", "6(2)(b)", "6(2)(c)", "6(2)(d)"]


@kind_of("Registered for admission", "Geregistreerd voor toelating", "resettlement", governed_by="URF")
class AdmissionRegistered(Fact, frozen=True, kw_only=True, tag="admission_registered"):
    """``state`` registered the person in order to conduct an admission procedure (URF 9(3))."""

    admission: Annotated[
        Literal["resettlement", "humanitarian_admission"], told("type of admission", "soort toelating")
    ]
    emergency: Annotated[bool, told("emergency admission", "spoedtoelating")] = False


@kind_of("Informed about the admission procedure", "Geïnformeerd over de toelatingsprocedure", "resettlement")
class AdmissionInformationGiven(Fact, frozen=True, kw_only=True, tag="admission_information_given"):
    """Informed of the steps and of the consequences of withdrawing consent (URF 9(4))."""


@kind_of("Consent to admission given", "Instemming met toelating gegeven", "resettlement")
class AdmissionConsentGiven(Fact, frozen=True, kw_only=True, tag="admission_consent_given"):
    """The person consented to being admitted (URF 7(1))."""


@kind_of("Consent to admission withdrawn", "Instemming met toelating ingetrokken", "resettlement")
class AdmissionConsentWithdrawn(Fact, frozen=True, kw_only=True, tag="admission_consent_withdrawn"):
    """The person withdrew consent, or refused admission to this Member State (URF 7(1))."""


@kind_of("Cooperation in the admission procedure failed", "Niet meegewerkt in de toelatingsprocedure", "resettlement")
class AdmissionCooperationFailed(Fact, frozen=True, kw_only=True, tag="admission_cooperation_failed"):
    """Essential data were withheld or the interview was missed (URF 7(2))."""

    what: Annotated[Literal["essential_data", "interview_missed"], told("what", "wat")]
    beyond_control: Annotated[
        bool, told("shown to be beyond the person's control", "aangetoond buiten de macht van de persoon")
    ] = False


@kind_of(
    "Cooperation in the admission procedure made good",
    "Medewerking in de toelatingsprocedure alsnog verleend",
    "resettlement",
    after=(("admission_cooperation_failed", "URF 7(2)"),),
)
class AdmissionCooperationMade(Fact, frozen=True, kw_only=True, tag="admission_cooperation_made"):
    """What was withheld or missed was made good within a reasonable time (URF 7(2))."""


@kind_of("Eligibility for admission assessed", "In aanmerking komen voor toelating beoordeeld", "resettlement")
class AdmissionEligibilityAssessed(Fact, frozen=True, kw_only=True, tag="admission_eligibility_assessed"):
    """The assessment by the Member State of the criteria of URF 5; a field left out says nothing."""

    protection_test: Annotated[
        Literal["refugee_test", "serious_harm_test", "un_agency_ceased", "not_met"] | None,
        told("need of protection (URF 5(1), (2))", "beschermingsbehoefte (URF 5(1), (2))"),
    ] = None
    category: Annotated[
        Literal[
            "women_and_girls",
            "minors",
            "violence_or_torture",
            "protection_needs",
            "medical_needs",
            "disability",
            "no_durable_solution",
            "none",
        ]
        | None,
        told("category of vulnerability (URF 5(3)(a))", "categorie kwetsbaarheid (URF 5(3)(a))"),
    ] = None
    family_in_union: Annotated[
        bool,
        told(
            "family member of a legal resident or Union citizen (URF 5(3)(b))",
            "gezinslid van een legaal verblijvende of Unieburger (URF 5(3)(b))",
        ),
    ] = False
    family_of_admitted: Annotated[
        bool,
        told(
            "family member of a person to be admitted (URF 5(4))", "gezinslid van een toe te laten persoon (URF 5(4))"
        ),
    ] = False


@kind_of("Ground for refusing admission found", "Grond voor weigering van toelating vastgesteld", "resettlement")
class AdmissionRefusalGroundFound(Fact, frozen=True, kw_only=True, tag="admission_refusal_ground_found"):
    """The Member State found a ground of URF 6; the three-year grounds have facts of their own."""

    ground: Annotated[
        Literal["6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(2)(b)", "6(2)(c)", "6(2)(d)"],
        told("ground (URF)", "grond (URF)"),
    ]
    statute_barred: Annotated[
        bool,
        told(
            "prosecution or punishment statute-barred, or the record would be removed (6(2)(b))",
            "vervolging of straf verjaard, of de aantekening zou zijn verwijderd (6(2)(b))",
        ),
    ] = False


@kind_of("Admission refused earlier", "Toelating eerder geweigerd", "resettlement")
class EarlierAdmissionRefused(Fact, frozen=True, kw_only=True, tag="earlier_admission_refused"):
    """A Member State refused admission on ``at`` as a danger or because of an alert (URF 6(1)(f))."""

    ground: Annotated[Literal["6(1)(c)", "6(1)(d)"], told("ground (URF)", "grond (URF)")]


@kind_of("Consent not given or withdrawn earlier", "Instemming eerder niet gegeven of ingetrokken", "resettlement")
class EarlierConsentWithdrawn(Fact, frozen=True, kw_only=True, tag="earlier_consent_withdrawn"):
    """Consent to admission to a Member State was not given or was withdrawn on ``at`` (URF 6(2)(a))."""

    informed: Annotated[
        bool | None, told("informed of the consequences beforehand", "vooraf over de gevolgen geïnformeerd")
    ] = None


@kind_of("Limit for the conclusion extended", "Termijn voor de conclusie verlengd", "resettlement")
class AdmissionLimitExtended(Fact, frozen=True, kw_only=True, tag="admission_limit_extended"):
    """The limit was extended because of complex issues of fact or law (URF 9(9))."""


@kind_of(
    "Conclusion on admission reached",
    "Conclusie over toelating bereikt",
    "resettlement",
    after=(("admission_registered", "URF 9(9)"),),
)
class AdmissionConcluded(Fact, frozen=True, kw_only=True, tag="admission_concluded"):
    """The Member State accepted the person for admission, or did not (URF 9(9))."""

    positive: Annotated[bool, told("accepted", "aanvaard")]
    ground: Annotated[
        MandatoryGround | OptionalGround | None, told("ground of a refusal (URF)", "grond van de weigering (URF)")
    ] = None


@kind_of(
    "Admission procedure discontinued",
    "Toelatingsprocedure stopgezet",
    "resettlement",
    after=(("admission_registered", "URF 9(11)"),),
)
class AdmissionDiscontinued(Fact, frozen=True, kw_only=True, tag="admission_discontinued"):
    """The Member State discontinued the admission procedure (URF 9(11))."""

    reason: Annotated[Literal["consent", "contribution_reached", "preference", "time_limits"], told("reason", "reden")]


@kind_of("Status granted on admission", "Status verleend bij toelating", "resettlement")
class AdmissionStatusGranted(Fact, frozen=True, kw_only=True, tag="admission_status_granted"):
    """A status or, for a family member, a residence permit was granted; it takes effect after entry (URF 9(15)-(18))."""

    status: Annotated[
        Literal["refugee_status", "subsidiary_protection", "humanitarian_status", "family_permit"],
        told("status", "status"),
    ]


@kind_of(
    "Entered after admission",
    "Binnengekomen na toelating",
    "resettlement",
    after=(("admission_concluded", "URF 9(20)"),),
)
class EnteredAfterAdmission(Fact, frozen=True, kw_only=True, tag="entered_after_admission"):
    """The admitted person entered the territory of the Member State (URF 9(20))."""


@kind_of(
    "Status granted under a national resettlement scheme",
    "Status verleend onder een nationale hervestigingsregeling",
    "resettlement",
    hours=True,
)
class NationalSchemeStatusGranted(Fact, frozen=True, kw_only=True, tag="national_scheme_status_granted"):
    """A person resettled outside the Union framework was granted protection or humanitarian status (EUD 20(1))."""
