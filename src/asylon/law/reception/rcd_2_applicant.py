"""Who is an applicant in the sense of reception, and how the Directive's periods are counted (Directive (EU) 2024/1346)."""

from __future__ import annotations

from typing import Any, TypeVar

from asylon.law.case import Case, Happening
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import (
    ApplicationMade,
    ApplicationWithdrawn,
    ArrivedAfterRelocation,
    DecisionBecameFinal,
    Fact,
    IdentifiedInMemberStateResponsible,
    RightToRemainEnded,
    Transferred,
)
from asylon.law.moments import Moment
from asylon.law.position import Duty
from asylon.law.provisions import TimeLimit, silence, time_limit

F = TypeVar("F", bound=Fact)

#: Any of these makes someone an applicant in this Member State.
BEGINS: tuple[type[Fact], ...] = (ApplicationMade, IdentifiedInMemberStateResponsible, ArrivedAfterRelocation)

BY_NATIONAL_LAW = silence(
    "counted-by-national-law", "reception", ("O-34",), "1182/71 1",
    "Under the chosen answer national law counts the periods of the Directive; the program does not know how.",
    "Volgens het gekozen antwoord telt het nationale recht de termijnen van de richtlijn; het programma weet niet hoe.",
)  # fmt: skip


def last_here(case: Case, kind: type[F]) -> F | None:
    """The latest fact of a kind that happened in the Member State that keeps the file."""
    for fact in reversed(case.all(kind)):
        if fact.state == case.state or not fact.state:
            return fact
    return None


def applicant_since(case: Case) -> Fact | None:
    """The fact that made the person an applicant here; None where he or she is none, or no more (RCD 2(2), 3(1)).

    Someone without a right to remain is outside the Directive, and so is someone transferred to another Member State.
    """
    found: Fact | None = case.findings.get("applicant_since")
    if "applicant_since" not in case.findings:
        found = case.findings["applicant_since"] = _since(case)
    return found


def _since(case: Case) -> Fact | None:
    if case.today < case.book.applies["RCD"]:
        return None
    # The last making or arrival here counts: who applies again after a final decision is an applicant again.
    began: Fact | None = None
    for kind in BEGINS:
        fact = last_here(case, kind)
        if fact is not None and (began is None or fact.at.utc(case.zone) > began.at.utc(case.zone)):
            began = fact
    if began is None:
        return None
    if case.after(Transferred, began.at) is not None or case.after(ApplicationWithdrawn, began.at) is not None:
        return None
    if case.after(DecisionBecameFinal, began.at) is not None or case.after(RightToRemainEnded, began.at) is not None:
        return None
    return began


def made_here(case: Case) -> ApplicationMade | None:
    """The making here by someone who still is an applicant, from which periods run; not before the Directive applies."""
    if applicant_since(case) is None:
        return None
    made = last_here(case, ApplicationMade)
    return made if made is not None and case.day(made) >= case.book.applies["RCD"] else None


def directive_limit(
    id_: str,
    rules: tuple[str, ...],
    cite: str,
    who: str,
    duty: Bilingual,
    starts: Bilingual,
    consequence: Bilingual,
    records: str,
) -> TimeLimit:
    """Declare a time limit of the Directive: counted by Regulation 1182/71, unless O-34 is answered otherwise."""
    return time_limit(
        id_, rules, cite, who, duty, starts, consequence,
        block="reception", by=Counting.REG_1182_71, records=records, open_questions=("O-34",),
    )  # fmt: skip


def enter(case: Case, limit: TimeLimit, start: Happening | Moment, **given: Any) -> Duty | None:
    """Enter a duty under a time limit of the Directive; None, and undetermined, where national law counts it (O-34)."""
    if case.book.answer("O-34") == "national_law":
        case.silent(limit.id, BY_NATIONAL_LAW)
        return None
    return case.limit(limit, start, **given)
