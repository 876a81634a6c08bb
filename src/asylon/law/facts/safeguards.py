"""Safeguards: vulnerability, representation, age (SCR 12, RCD 25, APR 20, 23, 25)."""

from __future__ import annotations

from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called

value_is_called(
    ("minor_applicant", "minor", "minderjarige"),
    ("unaccompanied_minor", "unaccompanied minor", "niet-begeleide minderjarige"),
    ("disabled", "person with a disability", "persoon met een handicap"),
    ("elderly", "elderly person", "oudere"),
    ("pregnant", "pregnant woman", "zwangere vrouw"),
    ("lgbti", "lesbian, gay, bisexual, trans or intersex person", "lesbische, homoseksuele, biseksuele, trans- of intersekse persoon"),
    ("single_parent", "single parent with minor children", "alleenstaande ouder met minderjarige kinderen"),
    ("trafficked", "victim of trafficking", "slachtoffer van mensenhandel"),
    ("seriously_ill", "person with a serious illness", "persoon met een ernstige ziekte"),
    ("mental_disorder", "person with a mental disorder", "persoon met een psychische stoornis"),
    ("tortured_or_abused", "victim of torture, rape or serious violence", "slachtoffer van foltering, verkrachting of ernstig geweld"),
    ("age_adult", "adult", "meerderjarig"),
    ("age_minor", "minor", "minderjarig"),
    ("age_in_doubt", "still in doubt", "nog in twijfel"),
    ("age_inconclusive", "not conclusive", "niet sluitend"),
    ("age_range_below", "range that includes less than 18 years", "marge die minder dan 18 jaar omvat"),
)  # fmt: skip

#: RCD 24(a)-(k), in its order.
Category = Literal[
    "minor_applicant", "unaccompanied_minor", "disabled", "elderly", "pregnant", "lgbti", "single_parent", "trafficked",
    "seriously_ill", "mental_disorder", "tortured_or_abused", "other",
]  # fmt: skip


@kind_of("Signs of special needs", "Tekenen van bijzondere behoeften", "safeguards")
class SpecialNeedsSignalled(Fact, frozen=True, kw_only=True, tag="special_needs_signalled"):
    """Signs, statements, behaviour or documents point to special needs (RCD 25(1); APR 20(2)-(3))."""

    category: Annotated[
        Category | None,
        told(
            "category more likely to have special needs (RCD 24)", "categorie met vaker bijzondere behoeften (RCD 24)"
        ),
    ] = None


@kind_of("Reception needs assessed", "Opvangbehoeften beoordeeld", "safeguards")
class ReceptionNeedsAssessed(Fact, frozen=True, kw_only=True, tag="reception_needs_assessed"):
    """The individual assessment of special reception needs was completed (RCD 25(1))."""

    needs: Annotated[bool, told("special reception needs found", "bijzondere opvangbehoeften vastgesteld")]
    category: Annotated[Category | None, told("category (RCD 24)", "categorie (RCD 24)")] = None


@kind_of(
    "Reception needs addressed",
    "Aan opvangbehoeften voldaan",
    "safeguards",
    after=(("reception_needs_assessed", "RCD 25(1)"),),
)
class ReceptionNeedsAddressed(Fact, frozen=True, kw_only=True, tag="reception_needs_addressed"):
    """The special reception needs found are met (RCD 25(1))."""


@kind_of("Provisional representative designated", "Voorlopige vertegenwoordiger aangewezen", "safeguards")
class ProvisionalRepresentativeDesignated(Fact, frozen=True, kw_only=True, tag="provisional_representative_designated"):
    """A suitable person assists and acts until a representative is appointed (APR 23(2)(a); RCD 27(1)(a); AMMR 23(2)(a))."""


@kind_of("Indications of trafficking", "Aanwijzingen voor mensenhandel", "safeguards")
class TraffickingIndicated(Fact, frozen=True, kw_only=True, tag="trafficking_indicated"):
    """Reasonable grounds to believe that the applicant was subjected to trafficking (AMMR 18(3))."""


@kind_of("Doubt about the age", "Twijfel over de leeftijd", "safeguards")
class AgeDoubted(Fact, frozen=True, kw_only=True, tag="age_doubted"):
    """Statements, documents or other indications leave doubt whether the applicant is a minor (APR 25(1))."""

    surely_adult: Annotated[
        bool,
        told(
            "concluded to be above 18 without any doubt (APR 23(2))",
            "zonder enige twijfel ouder dan 18 bevonden (APR 23(2))",
        ),
    ] = False


@kind_of("Age assessed by several disciplines", "Leeftijd multidisciplinair beoordeeld", "safeguards")
class AgeAssessed(Fact, frozen=True, kw_only=True, tag="age_assessed"):
    """The multi-disciplinary assessment, with a psychosocial part, by qualified professionals (APR 25(1))."""

    result: Annotated[Literal["age_adult", "age_minor", "age_in_doubt"], told("result", "uitkomst")]
    on_appearance_alone: Annotated[bool, told("on appearance or behaviour alone", "enkel op uiterlijk of gedrag")] = (
        False
    )


@kind_of("Consent to a medical age examination", "Toestemming voor medisch leeftijdsonderzoek", "safeguards")
class AgeExaminationConsented(Fact, frozen=True, kw_only=True, tag="age_examination_consented"):
    """Consent to, or refusal of, the medical examination of the age (APR 25(4)-(6))."""

    given: Annotated[bool, told("given", "gegeven")]
    informed: Annotated[bool, told("after the information of APR 25(4)", "na de informatie van APR 25(4)")] = False


@kind_of("Age examined medically", "Leeftijd medisch onderzocht", "safeguards")
class AgeExamined(Fact, frozen=True, kw_only=True, tag="age_examined"):
    """The result of the medical examination, analysed together with the assessment (APR 25(2)-(3))."""

    result: Annotated[
        Literal["age_adult", "age_minor", "age_inconclusive", "age_range_below"], told("result", "uitkomst")
    ]
