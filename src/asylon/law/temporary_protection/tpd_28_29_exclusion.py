"""Exclusion from temporary protection (Directive 2001/55/EC, Articles 28 and 29).

A ground never excludes by itself: a person decides on the conduct of this one individual, in proportion, and the decision can
be challenged.
"""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts.temporary_protection import ExclusionGroundFound, TemporaryProtectionEnded
from asylon.law.provisions import Block, judgement, prohibition, right, route_step
from asylon.law.tables import Choice, DecisionTable, Row, register_table
from asylon.law.temporary_protection.tpd_2_7_scope import ended

_BLOCK: Block = "temporary_protection"

CRIME = judgement(
    "temporary-protection-exclude-for-crime", _BLOCK, ("TP-17",), "TPD 28(1)(a); 28(2)", "member_state",
    "Are there serious reasons to consider that this person committed it, and is exclusion proportionate?",
    "Zijn er ernstige redenen om aan te nemen dat deze persoon dit pleegde, en is uitsluiting evenredig?",
    "temporary_protection_ended",
)  # fmt: skip
DANGER = judgement(
    "temporary-protection-exclude-for-danger", _BLOCK, ("TP-17",), "TPD 28(1)(b); 28(2)", "member_state",
    "Are there reasonable grounds to see this person, by the own conduct alone, as such a danger, and is exclusion proportionate?",
    "Zijn er redelijke gronden om deze persoon, uitsluitend op grond van eigen gedrag, als zo'n gevaar te zien, en is uitsluiting evenredig?",
    "temporary_protection_ended",
)  # fmt: skip
NOT_BY_ITSELF = prohibition(
    "temporary-protection-no-automatic-exclusion", _BLOCK, ("TP-17",), "TPD 28(2)",
    "no exclusion without a decision on the personal conduct of this individual",
    "geen uitsluiting zonder besluit over het persoonlijke gedrag van deze ene persoon",
)  # fmt: skip
EXCLUDED = route_step(
    "temporary-protection-excluded", _BLOCK, ("TP-17",), "TPD 28(1)",
    "excluded from temporary protection", "uitgesloten van tijdelijke bescherming",
)  # fmt: skip
CHALLENGE = right(
    "temporary-protection-challenge", _BLOCK, ("TP-17",), "TPD 29",
    "challenge the exclusion in the Member State", "in de lidstaat tegen de uitsluiting opkomen",
)  # fmt: skip

GROUNDS = register_table(
    DecisionTable(
        name="temporary-protection-exclusion",
        question=Bilingual("Which question must be decided?", "Welke vraag moet worden beslist?"),
        inputs=(
            Choice(
                "ground",
                ("war_crime", "serious_non_political_crime", "acts_against_un", "danger_to_security", "danger_to_community"),
                label=Bilingual("ground", "grond"),
            ),
        ),
        outcomes={
            CRIME.id: Bilingual("serious reasons for a crime", "ernstige redenen voor een misdrijf"),
            DANGER.id: Bilingual("reasonable grounds for a danger", "redelijke gronden voor een gevaar"),
        },
        hit_policy="first",
        rows=(
            Row("danger", {"ground": ("danger_to_security", "danger_to_community")}, DANGER.id, ("TP-17",), "TPD 28(1)(b)"),
            Row("crime", {}, CRIME.id, ("TP-17",), "TPD 28(1)(a)"),
        ),
    )
)  # fmt: skip


def examine(case: Case) -> None:
    """A ground calls for a decision; a decision can be challenged."""
    over = ended(case)
    if over is not None:
        if over.reason == "excluded":
            case.stand(case.steps, EXCLUDED)
            case.stand(case.rights, CHALLENGE)
        return
    for found in case.all(ExclusionGroundFound):
        decided = case.decide(GROUNDS, {"ground": found.ground})
        if decided is not None:
            question = CRIME if decided[0] == CRIME.id else DANGER
            case.stand(case.judgements, question, decided[1], about=found.ground)
            case.stand(case.forbidden, NOT_BY_ITSELF)


chapter(1128, single=examine, when=(ExclusionGroundFound, TemporaryProtectionEnded))
