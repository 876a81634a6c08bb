"""When a decision on an application is final (Regulation (EU) 2024/1348, Article 3(8))."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import DecisionBecameFinal, DecisionTaken
from asylon.law.procedure.apr_67_remedies import LONG, SHORT, WITHOUT_APPEAL, contested
from asylon.law.provisions import Block, judgement, permission
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_BLOCK: Block = "procedure"

RECORD = permission(
    "record-final-decision", _BLOCK, ("DEF-3",), "APR 3(8)",
    "record that the decision is final: no remedy under Chapter V is left",
    "vastleggen dat de beslissing definitief is: er is geen rechtsmiddel van hoofdstuk V meer",
    "decision_became_final",
)  # fmt: skip
NATIONAL = judgement(
    "final-under-national-law", _BLOCK, ("DEF-3",), "APR 3(8)", "determining_authority",
    "The court of first instance has ruled: does national law give a further remedy, or is the decision final?",
    "De rechter in eerste aanleg heeft beslist: geeft het nationale recht een verder rechtsmiddel, of is de beslissing definitief?",
    "decision_became_final",
)  # fmt: skip

FINAL = register_table(
    DecisionTable(
        name="final-decision",
        question=Bilingual("Is the decision final?", "Is de beslissing definitief?"),
        inputs=(
            Choice(
                "remedy", ("none", "not_notified", "can_appeal", "appealed", "limit_expired", "appeal_dismissed", "annulled"),
                label=Bilingual("remedy", "rechtsmiddel"),
                words={
                    "none": Bilingual("no appeal lies", "geen beroep mogelijk"),
                    "not_notified": Bilingual("decision not notified", "beslissing niet bekendgemaakt"),
                    "can_appeal": Bilingual("limit for appeal runs", "beroepstermijn loopt"),
                    "appealed": Bilingual("appeal pending", "beroep aanhangig"),
                    "limit_expired": Bilingual("limit for appeal expired", "beroepstermijn verstreken"),
                    "appeal_dismissed": Bilingual("appeal dismissed", "beroep ongegrond"),
                    "annulled": Bilingual("decision annulled", "beslissing vernietigd"),
                },
            ),
        ),
        outcomes={
            "final": Bilingual("final", "definitief"),
            "not_final": Bilingual("not final", "niet definitief"),
            "national_law": Bilingual("final unless national law gives a further remedy", "definitief tenzij nationaal recht een verder rechtsmiddel geeft"),
        },
        rows=(
            Row("no-remedy", {"remedy": "none"}, "final", ("DEF-3",), "APR 3(8)"),
            Row("expired", {"remedy": "limit_expired"}, "final", ("DEF-3",), "APR 3(8)"),
            Row("dismissed", {"remedy": "appeal_dismissed"}, "national_law", ("DEF-3",), "APR 3(8)"),
            Row("running", {"remedy": ("not_notified", "can_appeal", "appealed", "annulled")}, "not_final", ("DEF-3",), "APR 3(8)"),
        ),
    )
)  # fmt: skip


def examine(case: Case) -> None:
    """Whether the last decision on the application is final, or when somebody must look."""
    found = contested(case)
    if found is None or not isinstance(found.decided, DecisionTaken):
        return
    if case.after(DecisionBecameFinal, found.decided.at) is not None:
        return
    duty = case.duty(SHORT.id) or case.duty(LONG.id)
    if found.outcome in WITHOUT_APPEAL:
        remedy = "none"
    elif found.notified is None:
        remedy = "not_notified"
    elif found.ruling is not None:
        remedy = "appeal_dismissed" if found.ruling.outcome == "dismissed" else "annulled"
    elif found.appeal is not None and duty is not None and duty.met_in_time:
        remedy = "appealed"
    elif duty is None or duty.status == "open":
        remedy = "can_appeal"
    else:
        remedy = "limit_expired" if found.appeal is None else "appealed"
    decided = case.decide(FINAL, {"remedy": remedy})
    if decided is None:
        return
    if decided[0] == "final":
        case.stand(case.permitted, RECORD, decided[1])
    elif decided[0] == "national_law":
        case.stand(case.judgements, NATIONAL, decided[1])


chapter(771, single=examine, when=(DecisionTaken,))
