"""Postponement for an uncertain situation (Regulation (EU) 2024/1348, Article 35(7)) and the expedited procedure (CFMR 14)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.procedure import ExpeditedRecommended, PostponementReported, ProceduresPostponed
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts.examination import ExaminationPostponed, PostponementExplained, SituationReviewed
from asylon.law.facts.guarantees import PriorityGroundFound
from asylon.law.facts.interviews import InterviewOmitted
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.provisions import Block, obligation, permission, time_limit

_BLOCK: Block = "procedure"
_DA = "determining_authority"
_LODGED = Bilingual("the lodging of the application", "de indiening van het verzoek")
_STILL_DUE = Bilingual(
    "The decision stays due; the applicant may invoke the delay.",
    "De beslissing blijft verschuldigd; de verzoeker kan zich op de vertraging beroepen.",
)

# Article 35(7): an uncertain situation expected to be temporary.
POSTPONED = time_limit(
    "postponed-examination", ("A-30",), "APR 35(7)", _DA,
    Bilingual("conclude the postponed examination in any event", "het uitgestelde onderzoek in elk geval afronden"),
    _LODGED, _STILL_DUE, block=_BLOCK, by=Counting.APR_73, records="decision_taken",
)  # fmt: skip
REVIEW = time_limit(
    "review-of-uncertain-situation", ("A-30",), "APR 35(7)(a)", _DA,
    Bilingual("review the situation in the country of origin", "de situatie in het land van herkomst toetsen"),
    Bilingual("the postponement, or the last review", "het uitstel, of de laatste toetsing"),
    Bilingual("Without reviews the postponement loses its ground.", "Zonder toetsing vervalt de grond voor het uitstel."),
    block=_BLOCK, by=Counting.APR_73, records="situation_reviewed",
)  # fmt: skip
EXPLAIN = obligation(
    "explain-postponement", _BLOCK, ("A-30",), "APR 35(7)(c)", _DA,
    ("tell the applicant the reasons for the postponement, in a language understood", "de verzoeker de redenen van het uitstel vertellen, in een begrepen taal"),
    ("The applicant cannot judge whether to challenge the delay.", "De verzoeker kan niet beoordelen of hij de vertraging wil aanvechten."),
)  # fmt: skip
POSTPONE = permission(
    "postpone-conclusion", _BLOCK, ("A-30",), "APR 35(7)",
    "postpone the conclusion while the situation in the country of origin is uncertain and expected to be so temporarily",
    "de afronding uitstellen zolang de situatie in het land van herkomst onzeker is en dat naar verwachting tijdelijk is",
    "examination_postponed",
)  # fmt: skip
REPORT = obligation(
    "report-postponement", _BLOCK, ("A-30",), "APR 35(7)", "member_state",
    ("inform the Commission and the Asylum Agency of the postponement for a country of origin", "de Commissie en het Asielagentschap over het uitstel voor een land van herkomst informeren"),
    ("The Union cannot see where procedures stand still.", "De Unie ziet niet waar procedures stilstaan."),
)  # fmt: skip

# CFMR 14(2): the expedited procedure.
EXPEDITED = time_limit(
    "expedited-examination", ("A-32", "X-20"), "CFMR 14(2)", _DA,
    Bilingual("conclude the expedited examination on the merits", "het spoedonderzoek ten gronde afronden"),
    _LODGED, _STILL_DUE, block=_BLOCK, by=Counting.REG_1182_71, records="decision_taken",
)  # fmt: skip


def postponement(case: Case) -> ExaminationPostponed | None:
    """The postponement, if the conclusion was postponed."""
    return case.first(ExaminationPostponed)


def expedited(case: Case) -> bool:
    """Whether the expedited procedure is used: recommended for the nationality, interview omitted and priority given (CFMR 14(2))."""
    if case.nationality is None:
        return False
    omitted = case.first(InterviewOmitted, lambda fact: fact.ground == "13(11)(a)")
    first = case.first(PriorityGroundFound, lambda fact: fact.ground == "34(5)(a)")
    if omitted is None or first is None:
        return False
    return any(item.nationality == case.nationality for item in case.circumstances.known(ExpeditedRecommended))


def postponed(case: Case) -> None:
    """While the conclusion is postponed: reviews at least every four months, and the applicant told why."""
    start = postponement(case)
    if start is None or pending(case) is None:
        return
    case.oblige(EXPLAIN, met=case.after(PostponementExplained, start.at))
    reviewed = case.all(SituationReviewed)
    last = reviewed[-1] if reviewed else None
    if last is None or last.still_uncertain:
        case.limit(REVIEW, last or start)


def _reported(case: Case, item: ProceduresPostponed) -> PostponementReported | None:
    """The report of the postponement for one country, on or after the day on which it began."""
    since = case.day(item)
    return case.first(
        PostponementReported, lambda fact: fact.nationality == item.nationality and case.day(fact) >= since
    )


def reports(case: Case) -> None:
    """A Member State that postpones procedures for a country tells the Commission and the Asylum Agency."""
    told = [_reported(case, item) for item in case.all(ProceduresPostponed)]
    case.oblige(REPORT, met=told[-1] if all(told) else None)


chapter(737, single=postponed, when=(ExaminationPostponed,))
chapter(435, state=reports, when=(ProceduresPostponed,))
