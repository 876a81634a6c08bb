"""Personal interviews: admissibility and substance (APR 11-14)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from asylon.law.facts.vocabulary import Fact, kind_of, told
from asylon.law.values import value_is_called

value_is_called(
    ("admissibility_interview", "admissibility interview", "onderhoud over ontvankelijkheid"),
    ("substantive_interview", "substantive interview", "onderhoud over de inhoud"),
    ("both_interviews", "both at the same time", "beide tegelijk"),
    ("fit", "fit to be interviewed", "in staat tot een onderhoud"),
    ("temporarily_unfit", "temporarily unfit or unable", "tijdelijk niet in staat"),
    ("enduringly_unfit", "unfit or unable owing to enduring circumstances", "blijvend niet in staat"),
    ("in_doubt", "in doubt", "twijfel"),
    ("13(11)(a)", "positive decision possible on the evidence (13(11)(a))", "positieve beslissing mogelijk op het bewijs (13(11)(a))"),
    ("13(11)(b)", "not inadmissible on the evidence (13(11)(b))", "niet niet-ontvankelijk op het bewijs (13(11)(b))"),
    ("13(11)(c)", "enduringly unfit or unable (13(11)(c))", "blijvend niet in staat (13(11)(c))"),
    ("13(11)(d)", "subsequent application on a written statement (13(11)(d))", "volgend verzoek op schriftelijke verklaring (13(11)(d))"),
    ("13(11)(e)", "protection granted by another Member State (13(11)(e))", "bescherming verleend door een andere lidstaat (13(11)(e))"),
    ("22(3)", "not in the best interests of the child (22(3))", "niet in het belang van het kind (22(3))"),
)  # fmt: skip

Interview = Literal["admissibility_interview", "substantive_interview", "both_interviews"]


@kind_of("Invited to an interview", "Uitgenodigd voor een onderhoud", "procedure")
class InterviewScheduled(Fact, frozen=True, kw_only=True, tag="interview_scheduled"):
    """The applicant was invited to a personal interview on a day."""

    interview: Annotated[Interview, told("interview", "onderhoud")]
    on: Annotated[date, told("day of the interview", "dag van het onderhoud")]
    by_video: Annotated[bool, told("by video conference", "per videoconferentie")] = False
    together_announced: Annotated[
        bool | None,
        told("told in advance that both may be held together", "vooraf gehoord dat beide tegelijk kunnen plaatsvinden"),
    ] = None
    advice_possible: Annotated[
        bool | None,
        told("was able to consult a legal adviser or counsellor", "kon een juridisch adviseur of counselor raadplegen"),
    ] = None


@kind_of("Interview held", "Onderhoud gehouden", "procedure")
class InterviewHeld(Fact, frozen=True, kw_only=True, tag="interview_held"):
    """A personal interview took place (APR 11, 12)."""

    interview: Annotated[Interview, told("interview", "onderhoud")]
    audio_recorded: Annotated[bool | None, told("recorded in sound", "in geluid opgenomen")] = None


@kind_of("Interview report shared", "Verslag van onderhoud gedeeld", "procedure", after=(("interview_held", "APR 14"),))
class InterviewReportShared(Fact, frozen=True, kw_only=True, tag="interview_report_shared"):
    """The applicant had access to the report or transcript and the opportunity to comment (APR 14(3), (6))."""

    confirmed: Annotated[
        bool | None, told("content confirmed by the applicant", "inhoud bevestigd door de verzoeker")
    ] = None


@kind_of("Interview not attended, or answers refused", "Onderhoud niet bijgewoond of antwoorden geweigerd", "procedure")
class InterviewNotAttended(Fact, frozen=True, kw_only=True, tag="interview_not_attended"):
    """The applicant did not attend, or refused to respond so far that no decision on the merits is possible (APR 41(1)(d))."""

    justified: Annotated[
        bool | None,
        told(
            "justified cause, circumstances beyond control", "gerechtvaardigde reden, omstandigheden buiten zijn macht"
        ),
    ] = None
    refused_to_answer: Annotated[bool, told("refused to respond", "weigerde te antwoorden")] = False


@kind_of("Fitness for interview assessed", "Geschiktheid voor onderhoud beoordeeld", "procedure")
class FitnessAssessed(Fact, frozen=True, kw_only=True, tag="fitness_assessed"):
    """Whether the applicant is fit or able to be interviewed (APR 13(11))."""

    fitness: Annotated[
        Literal["fit", "temporarily_unfit", "enduringly_unfit", "in_doubt"], told("fitness", "geschiktheid")
    ]
    by_medical_professional: Annotated[
        bool, told("a medical professional was consulted", "een medisch deskundige is geraadpleegd")
    ] = False


@kind_of("Interview omitted", "Van onderhoud afgezien", "procedure")
class InterviewOmitted(Fact, frozen=True, kw_only=True, tag="interview_omitted"):
    """The interview was left out, on a ground of APR 13(11), or for a minor of 22(3)."""

    interview: Annotated[Interview, told("interview", "onderhoud")]
    ground: Annotated[
        Literal["13(11)(a)", "13(11)(b)", "13(11)(c)", "13(11)(d)", "13(11)(e)", "22(3)"],
        told("ground (APR)", "grond (APR)"),
    ]
    reasons_given: Annotated[bool | None, told("reasons stated", "redenen vermeld")] = None
