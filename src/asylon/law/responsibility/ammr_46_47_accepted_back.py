"""Erroneous transfers and decisions overturned afterwards (Regulation (EU) 2024/1351, Articles 46(3) and 47(2), (3))."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.citations import Bilingual
from asylon.law.facts import TransferAppealDecided, Transferred
from asylon.law.facts.transfers import AcceptedBack, TransferFoundErroneous
from asylon.law.provisions import obligation, right, silence
from asylon.law.responsibility.ammr_36_38_procedure import acts
from asylon.law.tables import DecisionTable, Row, register_table, yes_no

BACK = obligation(
    "accept-back-promptly", "responsibility", ("D-26",), "AMMR 46(3)", "member_state",
    ("accept the person back promptly, and bear the costs of the return",
     "de persoon onmiddellijk terugnemen en de kosten daarvan dragen"),
    ("The other Member State holds a person whom it need not have.", "De andere lidstaat heeft een persoon die zij niet hoeft te hebben."),
)  # fmt: skip
NO_COSTS = right(
    "no-costs-of-transfer", "responsibility", ("D-26",), "AMMR 47(3)",
    "not to be asked to meet the costs of the transfer", "niet de kosten van de overdracht hoeven te dragen",
)  # fmt: skip
ANEW = silence(
    "responsible-again-open", "responsibility", ("D-26",), "AMMR 46(3)",
    "The transfer was undone; who is responsible must be settled again.",
    "De overdracht is ongedaan gemaakt; wie verantwoordelijk is moet opnieuw worden vastgesteld.",
)  # fmt: skip

UNDONE = register_table(
    DecisionTable(
        name="transfer-undone",
        question=Bilingual("Must the person be accepted back?", "Moet de persoon worden teruggenomen?"),
        inputs=(
            yes_no("erroneous", "transferred erroneously", "onterecht overgedragen"),
            yes_no("overturned", "decision overturned after the transfer", "besluit na de overdracht vernietigd"),
        ),
        outcomes={"back": Bilingual("yes, promptly", "ja, onmiddellijk"), "stays": Bilingual("no", "nee")},
        hit_policy="first",
        rows=(
            Row("erroneous", {"erroneous": True}, "back", ("D-26",), "AMMR 46(3)"),
            Row("overturned", {"overturned": True}, "back", ("D-26",), "AMMR 46(3)"),
            Row("lawful", {}, "stays", ("D-26",), "AMMR 46(3)"),
        ),
    )
)  # fmt: skip


def examine(case: Case) -> None:
    """After a transfer: whether it must be undone, and that it costs the person nothing."""
    done = acts(case, Transferred).last(Transferred)
    if done is None:
        return
    case.stand(case.rights, NO_COSTS)
    later = case.after(TransferAppealDecided, done.at)
    found = case.decide(
        UNDONE,
        {
            "erroneous": case.after(TransferFoundErroneous, done.at) is not None,
            "overturned": later is not None and not later.transfer_upheld,
        },
    )
    if found is None or found[0] == "stays":
        return
    case.oblige(BACK, found[1], met=case.after(AcceptedBack, done.at))
    case.responsible = None
    case.silent("responsible", ANEW)


chapter(648, single=examine, when=(Transferred,))
