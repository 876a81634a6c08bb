"""Assessment of special reception needs (Directive (EU) 2024/1346, Articles 24 and 25).

The second link of a chain: the vulnerability check of the screening (SCR 12) comes before it, the assessment of special
procedural guarantees (APR 20) beside it. Each looks at what the one before found; the last two may be one.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts.guarantees import ProceduralNeedsAssessed
from asylon.law.facts.safeguards import ReceptionNeedsAddressed, ReceptionNeedsAssessed, SpecialNeedsSignalled
from asylon.law.facts.screening import ScreeningCheckDone
from asylon.law.procedure.apr_20_22_special_needs import beginning
from asylon.law.provisions import Block, obligation, time_limit
from asylon.law.reception.rcd_2_applicant import BEGINS, applicant_since, directive_limit, enter, made_here
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

_BLOCK: Block = "reception"
_ASSESS = Bilingual(
    "complete the individual assessment of special reception needs, and meet the needs found",
    "de individuele beoordeling van bijzondere opvangbehoeften afronden, en aan gevonden behoeften voldoen",
)
_LATE = Bilingual(
    "The assessment stays due; needs not seen may make reception or detention unlawful.",
    "De beoordeling blijft verschuldigd; ongeziene behoeften kunnen opvang of bewaring onrechtmatig maken.",
)
_RULES = ("RC-25", "F-2")

# RCD 25(1): thirty days from the making; where merged with APR 20, the time of that article.
ASSESSMENT = directive_limit(
    "reception-needs", _RULES, "RCD 25(1)", "reception_authority", _ASSESS,
    Bilingual("the making of the application", "het doen van het verzoek"), _LATE, "reception_needs_assessed",
)  # fmt: skip
MERGED = time_limit(
    "reception-needs-merged", _RULES, "RCD 25(1); APR 20(3)", "reception_authority", _ASSESS,
    Bilingual("the beginning of the joint assessment", "het begin van de gezamenlijke beoordeling"), _LATE,
    block=_BLOCK, by=Counting.APR_73, records="procedural_needs_assessed", length="procedural-needs-assessment", open_questions=("O-6",),
)  # fmt: skip
ADDRESS = obligation(
    "address-reception-needs", _BLOCK, _RULES, "RCD 25(1)", "reception_authority",
    ("meet the special reception needs found, and monitor the person's situation",
     "aan de gevonden bijzondere opvangbehoeften voldoen en de situatie van de persoon volgen"),
    ("Support that is found necessary and not given is a breach of the Directive.",
     "Nodig bevonden steun die niet wordt gegeven schendt de richtlijn."),
)  # fmt: skip
AGAIN = obligation(
    "reassess-reception-needs", _BLOCK, _RULES, "RCD 25(1)", "reception_authority",
    ("assess and meet the special needs that became apparent later", "de later gebleken bijzondere behoeften beoordelen en eraan voldoen"),
    ("The Directive names no date for needs that appear later.", "De richtlijn noemt geen datum voor later gebleken behoeften."),
)  # fmt: skip
FROM_SCREENING = obligation(
    "use-vulnerability-check", _BLOCK, _RULES, "SCR 12(5)", "reception_authority",
    ("build the assessment on the signs that the vulnerability check of the screening found",
     "de beoordeling voortbouwen op de tekenen die de kwetsbaarheidscontrole van de screening vond"),
    ("What was seen at the border must not be lost on the way.", "Wat aan de grens is gezien mag onderweg niet verloren gaan."),
)  # fmt: skip

LIMIT = register_table(
    DecisionTable(
        name="reception-needs-limit",
        question=Bilingual(
            "Within which time are reception needs assessed?", "Binnen welke termijn worden opvangbehoeften beoordeeld?"
        ),
        inputs=(yes_no("merged", "one assessment with that of APR 20", "een beoordeling samen met die van APR 20"),),
        outcomes={
            ASSESSMENT.id: Bilingual("time of the Directive", "termijn van de richtlijn"),
            MERGED.id: Bilingual("time of the Regulation", "termijn van de verordening"),
        },
        rows=(
            Row("own", {"merged": False}, ASSESSMENT.id, _RULES, "RCD 25(1)"),
            Row("merged", {"merged": True}, MERGED.id, _RULES, "RCD 25(1)"),
        ),
    )
)


def examine(case: Case) -> None:
    """From the making to needs met, and again when others appear."""
    if applicant_since(case) is None:
        return
    assessed = case.last(ReceptionNeedsAssessed)
    made = made_here(case)
    if made is not None:
        found = case.decide(LIMIT, {"merged": case.provides("RCD 25(1)")})
        if found is not None and found[0] == MERGED.id:
            start = beginning(case, made)
            both = case.after(ReceptionNeedsAssessed, made.at) or case.after(ProceduralNeedsAssessed, made.at)
            if start is not None:
                case.limit(MERGED, start, met=both, reasons=found[1])
        elif found is not None:
            enter(case, ASSESSMENT, made, met=case.after(ReceptionNeedsAssessed, made.at), reasons=found[1])
    seen = case.first(
        ScreeningCheckDone, lambda fact: fact.check == "vulnerability_check" and bool(fact.support_needed)
    )
    if seen is not None:
        case.oblige(FROM_SCREENING, met=assessed)
    if assessed is None:
        return
    later = case.after(SpecialNeedsSignalled, assessed.at)
    if later is not None:
        case.oblige(AGAIN)
    elif len(case.all(ReceptionNeedsAssessed)) > 1:
        case.oblige(AGAIN, met=assessed)
    if assessed.needs:
        case.oblige(ADDRESS, met=case.after(ReceptionNeedsAddressed, assessed.at))


chapter(325, single=examine, when=BEGINS)
