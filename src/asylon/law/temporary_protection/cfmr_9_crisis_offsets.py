"""Temporary protection in a crisis (Regulation (EU) 2024/1359, Article 9(1), second subparagraph)."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.temporary_protection import TemporaryProtectionActivated
from asylon.law.citations import Bilingual
from asylon.law.provisions import prohibition
from asylon.law.table_inputs import yes_no
from asylon.law.tables import DecisionTable, Row, register_table

NO_OFFSETS = prohibition(
    "no-mandatory-offsets-beside-temporary-protection", "temporary_protection", ("TP-11",), "CFMR 9(1)",
    "no mandatory responsibility offsets: temporary protection covers the same mass arrivals, without take back under its Article 11",
    "geen verplichte verantwoordelijkheidscompensaties: tijdelijke bescherming dekt dezelfde massale aankomst, zonder terugname volgens artikel 11",
)  # fmt: skip

OFFSETS = register_table(
    DecisionTable(
        name="crisis-offsets-and-temporary-protection",
        question=Bilingual(
            "Do mandatory offsets apply beside temporary protection?",
            "Gelden verplichte compensaties naast tijdelijke bescherming?",
        ),
        inputs=(
            yes_no("same_as_crisis", "activated for the same mass arrivals", "geactiveerd voor dezelfde massale aankomst"),
            yes_no("take_back_waived", "agreed at the activation not to apply Article 11", "bij de activering afgesproken artikel 11 niet toe te passen"),
        ),
        outcomes={"apply": Bilingual("yes", "ja"), "not": Bilingual("no", "nee")},
        hit_policy="first",
        rows=(
            Row("waived", {"same_as_crisis": True, "take_back_waived": True}, "not", ("TP-11",), "CFMR 9(1)"),
            Row("otherwise", {}, "apply", ("TP-11",), "CFMR 9(1)"),
        ),
    )
)  # fmt: skip


def examine(case: Case) -> None:
    """Both conditions are needed: the same arrivals, and the agreement at that moment."""
    activated = case.circumstances.last(TemporaryProtectionActivated)
    if activated is None:
        return
    decided = case.decide(
        OFFSETS, {"same_as_crisis": activated.same_as_crisis, "take_back_waived": activated.take_back_waived}
    )
    if decided is not None and decided[0] == "not":
        case.stand(case.forbidden, NO_OFFSETS, decided[1])


chapter(1109, state=examine, when=(TemporaryProtectionActivated,))
