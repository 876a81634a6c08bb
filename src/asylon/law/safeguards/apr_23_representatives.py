"""Representative of an unaccompanied minor (Regulation (EU) 2024/1348, Article 23(2))."""

from __future__ import annotations

from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances import DisproportionateNumbers
from asylon.law.citations import Bilingual
from asylon.law.facts import ApplicationMade, RepresentativeAppointed
from asylon.law.periods import Counting
from asylon.law.provisions import TimeLimit, declare
from asylon.law.tables import Choice, DecisionTable, Row, register_table

_DUTY = Bilingual("appoint a representative for the minor", "een vertegenwoordiger voor de minderjarige aanwijzen")
_MADE = Bilingual("the making of the application", "het doen van het verzoek")
_LATE = Bilingual(
    "A person provisionally assisting must act until then; steps without representation can be challenged.",
    "Tot dan moet een voorlopig bijstaande persoon optreden; stappen zonder vertegenwoordiging zijn aanvechtbaar.",
)


def _limit(id_: str) -> TimeLimit:
    return declare(
        TimeLimit(
            id=id_, block="safeguards", rules=("A-21", "F-3"), cite="APR 23(2)", who="member_state", duty=_DUTY,
            starts=_MADE, length=id_, by=Counting.APR_73, records="representative_appointed", consequence=_LATE,
        )
    )  # fmt: skip


ORDINARY = _limit("representative")
DISPROPORTIONATE = _limit("representative-disproportionate")

REPRESENTATIVE = register_table(
    DecisionTable(
        name="representative-limit",
        question=Bilingual(
            "Within which time must a representative be appointed?",
            "Binnen welke termijn moet een vertegenwoordiger worden aangewezen?",
        ),
        inputs=(
            Choice(
                "disproportionate",
                closed=True,
                label=Bilingual(
                    "disproportionate number of unaccompanied minors", "onevenredig aantal niet-begeleide minderjarigen"
                ),
            ),
        ),
        outcomes={
            ORDINARY.id: Bilingual("ordinary limit", "gewone termijn"),
            DISPROPORTIONATE.id: Bilingual("extended limit", "verlengde termijn"),
        },
        rows=(
            Row("ordinary", {"disproportionate": False}, ORDINARY.id, ("A-21", "F-3"), "APR 23(2)"),
            Row("many", {"disproportionate": True}, DISPROPORTIONATE.id, ("A-21", "F-3"), "APR 23(2)"),
        ),
    )
)


def examine(case: Case) -> None:
    """The appointment, for someone who is an unaccompanied minor; it lapses at majority and when taken into care."""
    made = case.here(ApplicationMade)
    if made is None or not case.all_unaccompanied() or case.minor_on(case.day(made)) is not True:
        return
    appointed = case.first(RepresentativeAppointed)
    numbers = bool(case.circumstances.on(DisproportionateNumbers, case.day(made), case.state))
    decided = case.decide(REPRESENTATIVE, {"disproportionate": numbers})
    if decided is None:
        return
    limit = ORDINARY if decided[0] == ORDINARY.id else DISPROPORTIONATE
    over = not case.unaccompanied or case.minor_on(case.today) is not True
    case.limit(limit, made, met=appointed, lapsed=appointed is None and over, reasons=decided[1])


chapter(923, single=examine)
