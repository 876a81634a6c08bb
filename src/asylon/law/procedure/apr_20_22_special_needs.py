"""Special procedural guarantees and minors (Regulation (EU) 2024/1348, Articles 20 to 22)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import ApplicationMade, ApplicationWithdrawn, Fact
from asylon.law.facts.guarantees import (
    ProceduralNeedsAssessed,
    ProceduralNeedsAssessmentStarted,
    ProceduralNeedsChanged,
)
from asylon.law.facts.safeguards import ReceptionNeedsAssessed, SpecialNeedsSignalled
from asylon.law.procedure.apr_8_10_guarantees import pending
from asylon.law.provisions import Block, obligation, right, time_limit

_BLOCK: Block = "procedure"

# Article 20(3): concluded within thirty days; the act names no start (O-6).
ASSESS = time_limit(
    "procedural-needs-assessment", ("A-20", "F-2"), "APR 20(3)", "determining_authority",
    Bilingual("conclude the assessment of the need for special procedural guarantees", "de beoordeling van de behoefte aan bijzondere procedurele waarborgen afronden"),
    Bilingual("the making of the application", "het doen van het verzoek"),
    Bilingual(
        "Steps taken without the support that was needed can be challenged (APR 21).",
        "Stappen zonder de steun die nodig was zijn aanvechtbaar (APR 21).",
    ),
    block=_BLOCK, by=Counting.APR_73, records="procedural_needs_assessed", open_questions=("O-6",),
)  # fmt: skip
REVIEW = obligation(
    "review-procedural-needs", _BLOCK, ("A-20",), "APR 20(3)", "determining_authority",
    ("review the assessment: circumstances changed or a need became apparent", "de beoordeling herzien: omstandigheden zijn gewijzigd of een behoefte is gebleken"),
    ("The support given may no longer fit the need.", "De gegeven steun past mogelijk niet meer bij de behoefte."),
)  # fmt: skip
# Article 21(1).
SUPPORT = right(
    "special-procedural-support", _BLOCK, ("A-20",), "APR 21(1)",
    "is given the support needed to use the rights and meet the obligations throughout the procedure",
    "krijgt gedurende de hele procedure de steun die nodig is om rechten te gebruiken en plichten na te komen",
)  # fmt: skip
# Article 22(1) and (2).
BEST_INTERESTS = right(
    "best-interests-primary", _BLOCK, ("A-23",), "APR 22(1)",
    "has his or her best interests as a child assessed and made a primary consideration",
    "ziet het belang van het kind beoordeeld en vooropgesteld",
)  # fmt: skip


def beginning(case: Case, made: ApplicationMade) -> ApplicationMade | ProceduralNeedsAssessmentStarted | None:
    """From when the thirty days run (O-6): the making, or the start of the assessment (None: not yet started)."""
    if case.book.answer("O-6") == "start_of_assessment":
        return case.after(ProceduralNeedsAssessmentStarted, made.at)
    return made


def examine(case: Case) -> None:
    """The assessment of needs, from the making; its review; support where it is needed."""
    made = case.here(ApplicationMade)
    if made is None:
        return
    running = pending(case)
    over = running is None or case.first(ApplicationWithdrawn) is not None
    assessed: Fact | None = case.after(ProceduralNeedsAssessed, made.at)
    if assessed is None and case.provides("RCD 25(1)"):
        # One assessment for both (20(1)): the one of reception needs, completed, is this one too.
        assessed = case.after(ReceptionNeedsAssessed, made.at)
    start = beginning(case, made)
    if start is not None:
        case.limit(ASSESS, start, met=assessed, lapsed=over, rules=("O-6",))
    last = case.last(ProceduralNeedsAssessed)
    signalled = case.after(SpecialNeedsSignalled, assessed.at) if assessed is not None else None
    changed: Fact | None = case.last(ProceduralNeedsChanged) or signalled
    if last is not None and changed is not None:
        reviewed = case.last(ProceduralNeedsAssessed, lambda fact: fact.at.utc(case.zone) > changed.at.utc(case.zone))
        case.oblige(REVIEW, met=reviewed)
    if running is None:
        return
    if last is not None and last.support_needed:
        case.stand(case.rights, SUPPORT)
    if case.minor_on(case.today):
        case.stand(case.rights, BEST_INTERESTS)


chapter(420, single=examine, when=(ApplicationMade,))
