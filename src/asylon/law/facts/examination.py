"""Turns of the examination: postponement, withdrawal, subsequent applications, third countries (APR 35-61)."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Code, Fact, kind_of, told
from asylon.law.values import value_is_called

value_is_called(
    ("41(1)(a)", "not lodged (41(1)(a))", "niet ingediend (41(1)(a))"),
    ("41(1)(b)", "identity data or biometric data refused (41(1)(b))", "identiteitsgegevens of biometrie geweigerd (41(1)(b))"),
    ("41(1)(c)", "address refused (41(1)(c))", "adres geweigerd (41(1)(c))"),
    ("41(1)(d)", "interview missed or answers refused (41(1)(d))", "onderhoud gemist of antwoorden geweigerd (41(1)(d))"),
    ("41(1)(e)", "repeatedly not reported, or not available (41(1)(e))", "herhaaldelijk niet gemeld, of niet beschikbaar (41(1)(e))"),
    ("41(1)(f)", "left the Member State while lodged in the wrong one (41(1)(f))", "vertrokken, ingediend in de verkeerde lidstaat (41(1)(f))"),
    ("first_country_of_asylum", "first country of asylum", "eerste land van asiel"),
    ("safe_third_country", "safe third country", "veilig derde land"),
    ("admitted", "admits or readmits", "laat toe of neemt terug"),
    ("refused_admission", "does not admit", "laat niet toe"),
    ("no_reply", "does not reply in the time set", "antwoordt niet binnen de gestelde tijd"),
)  # fmt: skip


@kind_of("Conclusion of the examination postponed", "Afronding van het onderzoek uitgesteld", "procedure")
class ExaminationPostponed(Fact, frozen=True, kw_only=True, tag="examination_postponed"):
    """Postponed because of an uncertain situation in the country of origin expected to be temporary (APR 35(7))."""


@kind_of("Applicant told of the postponement", "Verzoeker ingelicht over het uitstel", "procedure")
class PostponementExplained(Fact, frozen=True, kw_only=True, tag="postponement_explained"):
    """The applicant was told the reasons for the postponement (APR 35(7)(c))."""


@kind_of("Situation in the country of origin reviewed", "Situatie in het land van herkomst getoetst", "procedure")
class SituationReviewed(Fact, frozen=True, kw_only=True, tag="situation_reviewed"):
    """The situation for which the conclusion was postponed was reviewed (APR 35(7)(a))."""

    still_uncertain: Annotated[bool, told("still uncertain", "nog onzeker")]


@kind_of("Ground for implicit withdrawal found", "Grond voor impliciete intrekking vastgesteld", "procedure")
class ImplicitWithdrawalGroundFound(Fact, frozen=True, kw_only=True, tag="implicit_withdrawal_ground_found"):
    """Something that APR 41(1) names happened; a field left out says nothing."""

    ground: Annotated[
        Literal["41(1)(a)", "41(1)(b)", "41(1)(c)", "41(1)(d)", "41(1)(e)", "41(1)(f)"],
        told("ground (APR)", "grond (APR)"),
    ]
    excused: Annotated[
        bool | None,
        told(
            "good or justified cause, or circumstances beyond control",
            "goede of gerechtvaardigde reden, of buiten zijn macht",
        ),
    ] = None
    opportunity_given: Annotated[
        bool | None,
        told(
            "effective opportunity to lodge was given (point (a))",
            "daadwerkelijke gelegenheid om in te dienen gegeven (punt a)",
        ),
    ] = None
    housed_by_authorities: Annotated[
        bool,
        told(
            "has no address or is housed by the authorities (point (c))",
            "heeft geen adres of wordt door de autoriteiten gehuisvest (punt c)",
        ),
    ] = False
    required_to_attend: Annotated[
        bool, told("was required to attend (point (d))", "was verplicht te verschijnen (punt d)")
    ] = True
    repeatedly: Annotated[
        bool,
        told(
            "repeatedly, or not available at all (point (e))",
            "herhaaldelijk, of in het geheel niet beschikbaar (punt e)",
        ),
    ] = True


@kind_of("Omission rectified or justified", "Verzuim hersteld of gerechtvaardigd", "procedure")
class OmissionRectified(Fact, frozen=True, kw_only=True, tag="omission_rectified"):
    """The applicant justified or rectified what APR 41(1) names (APR 41(4))."""


@kind_of("Procedure suspended to allow rectification", "Procedure opgeschort voor herstel", "procedure")
class ProcedureSuspended(Fact, frozen=True, kw_only=True, tag="procedure_suspended"):
    """Suspended so that the applicant can justify or rectify omissions (APR 41(4))."""


@kind_of("Subsequent application examined preliminarily", "Volgend verzoek voorlopig onderzocht", "procedure")
class PreliminarilyExamined(Fact, frozen=True, kw_only=True, tag="preliminarily_examined"):
    """What the preliminary examination of a subsequent application found (APR 55(3)-(5)); a field left out says nothing."""

    new_elements: Annotated[
        Literal["no_elements", "increase_likelihood", "bear_on_inadmissibility", "other_elements"],
        told("elements that have arisen or were presented", "elementen die aan de orde zijn gekomen of voorgelegd"),
    ]
    could_have_been_presented: Annotated[
        bool | None, told("could have been presented earlier", "hadden eerder kunnen worden voorgelegd")
    ] = None
    implicitly_withdrawn_before: Annotated[
        bool,
        told(
            "previous application implicitly withdrawn without examination on the merits",
            "vorig verzoek impliciet ingetrokken zonder onderzoek ten gronde",
        ),
    ] = False
    previously_inadmissible: Annotated[
        bool, told("previous application rejected as inadmissible", "vorig verzoek niet-ontvankelijk verklaard")
    ] = False


value_is_called(
    ("no_elements", "none", "geen"),
    ("increase_likelihood", "significantly increase the likelihood of protection", "vergroten de kans op bescherming aanzienlijk"),
    ("bear_on_inadmissibility", "bear on the ground of inadmissibility applied before", "zien op de eerder toegepaste grond van niet-ontvankelijkheid"),
    ("other_elements", "other elements", "andere elementen"),
)  # fmt: skip


@kind_of("Third country considered", "Derde land beoordeeld", "procedure")
class ThirdCountryConsidered(Fact, frozen=True, kw_only=True, tag="third_country_considered"):
    """What the authority found on a third country for this applicant (APR 57-59); a field left out says nothing."""

    country: Annotated[Code, told("country", "land")]
    concept: Annotated[Literal["first_country_of_asylum", "safe_third_country"], told("concept", "begrip")]
    geneva_respected: Annotated[
        bool | None,
        told("Geneva Convention ratified and respected (57(1))", "Verdrag van Genève bekrachtigd en nageleefd (57(1))"),
    ] = None
    minimum_criteria: Annotated[
        bool | None,
        told(
            "minimum criteria of effective protection met (57(2))",
            "minimumcriteria van doeltreffende bescherming vervuld (57(2))",
        ),
    ] = None
    safe_there: Annotated[
        bool | None,
        told(
            "life and liberty, serious harm, refoulement: no danger there",
            "leven en vrijheid, ernstige schade, refoulement: geen gevaar daar",
        ),
    ] = None
    protection_enjoyed: Annotated[
        bool | None,
        told("enjoyed protection there and still can (58(1)(a))", "genoot daar bescherming en kan dat nog (58(1)(a))"),
    ] = None
    rebutted: Annotated[
        bool | None, told("applicant showed why it does not apply", "verzoeker toonde aan waarom het niet geldt")
    ] = None
    connection: Annotated[
        bool | None, told("connection that makes going there reasonable", "band die gaan daarheen redelijk maakt")
    ] = None
    transit: Annotated[bool | None, told("transited on the way to the Union", "doorgereisd op weg naar de Unie")] = None
    agreement: Annotated[
        bool | None,
        told(
            "covered by an agreement that requires examination there",
            "onder een overeenkomst die onderzoek daar vereist",
        ),
    ] = None
    best_interests: Annotated[
        bool | None,
        told("not contrary to the best interests of the child", "niet in strijd met het belang van het kind"),
    ] = None
    assurance: Annotated[
        bool | None,
        told(
            "assurance of care and immediate protection received",
            "toezegging van zorg en onmiddellijke bescherming ontvangen",
        ),
    ] = None
    clearly_not_admitted: Annotated[
        bool | None,
        told("clear that the applicant will not be admitted", "duidelijk dat de verzoeker niet wordt toegelaten"),
    ] = None


@kind_of("Document for the third country given", "Document voor het derde land gegeven", "procedure")
class ThirdCountryDocumentGiven(Fact, frozen=True, kw_only=True, tag="third_country_document_given"):
    """The document that tells the third country that the claim was not examined in substance (APR 58(4)(b), 59(8)(b))."""


@kind_of("Answer of the third country", "Antwoord van het derde land", "procedure")
class ThirdCountryAnswered(Fact, frozen=True, kw_only=True, tag="third_country_answered"):
    """Whether the third country admits the applicant (APR 58(5), 59(9))."""

    answer: Annotated[Literal["admitted", "refused_admission", "no_reply"], told("answer", "antwoord")]


@kind_of("Safe country of origin considered", "Veilig land van herkomst beoordeeld", "procedure")
class SafeOriginConsidered(Fact, frozen=True, kw_only=True, tag="safe_origin_considered"):
    """What the authority found on the country of origin for this applicant (APR 61(5)); a field left out says nothing."""

    excepted: Annotated[
        bool | None,
        told(
            "belongs to an excepted category, or comes from an excepted part",
            "behoort tot een uitgezonderde groep, of komt uit een uitgezonderd deel",
        ),
    ] = None
    rebutted: Annotated[
        bool | None, told("applicant showed why it does not apply", "verzoeker toonde aan waarom het niet geldt")
    ] = None
    habitual_residence: Annotated[
        Code | None, told("stateless: former habitual residence", "staatloos: vroegere gewone verblijfplaats")
    ] = None


@kind_of("Conditions of inadmissibility found", "Voorwaarden van niet-ontvankelijkheid vastgesteld", "procedure")
class InadmissibilityFound(Fact, frozen=True, kw_only=True, tag="inadmissibility_found"):
    """Facts for the grounds 38(1)(c) to (e); a field left out says nothing."""

    protection_in_member_state: Annotated[
        bool | None,
        told(
            "protection granted by another Member State (point (c))",
            "bescherming verleend door een andere lidstaat (punt c)",
        ),
    ] = None
    safe_relocation: Annotated[
        bool | None,
        told(
            "safe relocation by an international criminal court (point (d))",
            "veilige herplaatsing door een internationaal strafhof (punt d)",
        ),
    ] = None
    not_weighed_by_court: Annotated[
        bool | None,
        told(
            "new circumstances the court did not or could not weigh (point (d))",
            "nieuwe omstandigheden die het hof niet heeft of kon wegen (punt d)",
        ),
    ] = None
    new_since_return_decision: Annotated[
        bool | None,
        told(
            "new relevant elements since the seven working days (point (e))",
            "nieuwe relevante elementen sinds de zeven werkdagen (punt e)",
        ),
    ] = None
