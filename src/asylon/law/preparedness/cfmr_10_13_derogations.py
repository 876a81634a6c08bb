"""Which derogation is possible in which situation (Regulation (EU) 2024/1359, Articles 10 to 13; RBPR 6).

One table, and one function by which every block asks whether a derogation is in force: the Council must have authorised it,
the act must allow it in that situation and period, and the day must lie within.
"""

from __future__ import annotations

from datetime import date, timedelta

from asylon.law.book import Book
from asylon.law.circumstances import CrisisDerogation
from asylon.law.circumstances.known import Circumstances
from asylon.law.circumstances.preparedness import CrisisRequested
from asylon.law.citations import Bilingual
from asylon.law.position import Reason
from asylon.law.tables import Choice, Decision, DecisionTable, Row, register_table

DEROGATIONS = (
    "CFMR 10(1)", "CFMR 11(1)", "CFMR 11(2)", "CFMR 11(3)", "CFMR 11(4)", "CFMR 11(6)", "CFMR 12", "CFMR 13", "RBPR 6",
)  # fmt: skip
_MASS, _USED, _FORCE = "mass_arrivals", "instrumentalisation", "force_majeure"

POSSIBLE = register_table(
    DecisionTable(
        name="crisis-derogation",
        question=Bilingual(
            "Can this derogation be applied in this situation and period?", "Kan deze afwijking in deze situatie en periode worden toegepast?"
        ),
        inputs=(
            Choice("derogation", DEROGATIONS, label=Bilingual("derogation", "afwijking")),
            Choice("situation", (_MASS, _USED, _FORCE), label=Bilingual("situation", "situatie")),
            Choice("first_period", closed=True, otherwise=True, label=Bilingual("period of the initial decision", "periode van het eerste besluit")),
            Choice("extraordinary", closed=True, label=Bilingual("extraordinary scale and intensity", "buitengewone omvang en intensiteit")),
        ),
        outcomes={"possible": Bilingual("yes", "ja"), "not": Bilingual("no", "nee")},
        hit_policy="first",
        rows=(
            Row("registration-extended", {"derogation": "CFMR 10(1)", "situation": _MASS, "first_period": False}, "not", ("X-1", "X-8"), "CFMR 10(4)"),
            Row("registration", {"derogation": "CFMR 10(1)"}, "possible", ("X-8",), "CFMR 10(1)"),
            Row("border-length", {"derogation": "CFMR 11(1)"}, "possible", ("X-10",), "CFMR 11(1)"),
            Row("low-rate-spared", {"derogation": "CFMR 11(2)", "situation": (_MASS, _FORCE)}, "possible", ("X-11",), "CFMR 11(2)"),
            Row("low-rate-spared-not", {"derogation": "CFMR 11(2)"}, "not", ("X-2", "X-11"), "CFMR 11(2)"),
            Row("threshold-lower", {"derogation": "CFMR 11(3)", "situation": _MASS}, "possible", ("X-12",), "CFMR 11(3)"),
            Row("threshold-lower-not", {"derogation": "CFMR 11(3)"}, "not", ("X-12",), "CFMR 11(3)"),
            Row("threshold-higher", {"derogation": "CFMR 11(4)", "situation": _MASS}, "possible", ("X-13",), "CFMR 11(4)"),
            Row("threshold-higher-not", {"derogation": "CFMR 11(4)"}, "not", ("X-13",), "CFMR 11(4)"),
            Row("all-at-the-border", {"derogation": "CFMR 11(6)", "situation": _USED}, "possible", ("X-2", "X-14"), "CFMR 11(6)"),
            Row("all-at-the-border-not", {"derogation": "CFMR 11(6)"}, "not", ("X-14",), "CFMR 11(6)"),
            Row("limits", {"derogation": "CFMR 12", "situation": (_MASS, _FORCE)}, "possible", ("X-15",), "CFMR 12(1)"),
            Row("limits-not", {"derogation": "CFMR 12"}, "not", ("X-2", "X-15"), "CFMR 12(1)"),
            Row("take-back", {"derogation": "CFMR 13", "situation": _MASS, "extraordinary": True}, "possible", ("X-17",), "CFMR 13(1)"),
            Row("take-back-not", {"derogation": "CFMR 13"}, "not", ("X-17",), "CFMR 13(1)"),
            Row("return-border-force", {"derogation": "RBPR 6", "situation": _FORCE}, "not", ("X-3", "X-19"), "RBPR 6(1)"),
            Row("return-border", {}, "possible", ("X-19",), "RBPR 6(1)"),
        ),
    )
)  # fmt: skip


def possible(item: CrisisDerogation, derogation: str) -> Reason:
    """Whether the act allows a derogation in the situation and period of a decision, with the row that says so."""
    decided = POSSIBLE.decide(
        {
            "derogation": derogation,
            "situation": item.situation,
            "first_period": item.period == "initial_period",
            "extraordinary": item.extraordinary,
        }
    )
    assert isinstance(decided, Decision)
    row = decided.row
    return Reason(POSSIBLE.name, row.id, row.then, row.rules, row.cite)


def derogation_in_force(
    circumstances: Circumstances, derogation: str, day: date, state: str
) -> CrisisDerogation | None:
    """The decision by which a Member State may apply a derogation on a day; None where there is none."""
    for item in circumstances.on(CrisisDerogation, day, state):
        if item.state == state and derogation in item.derogations and possible(item, derogation).outcome == "possible":
            return item
    return None


def early_registration(circumstances: Circumstances, day: date, state: str, book: Book) -> CrisisRequested | None:
    """The request with which a Member State applies the longer registration before it is authorised (CFMR 10(6)).

    Ten days, the day after the request being the first (O-14).
    """
    for item in circumstances.known(CrisisRequested, state):
        if item.state == state and item.early_registration:
            asked = item.at.day(circumstances.zone)
            if asked < day <= early_until(asked, book):
                return item
    return None


def early_until(asked: date, book: Book) -> date:
    """The last day of the early derogation: the tenth, counted with the day after the request as the first."""
    return asked + timedelta(days=book.length("registration-early-derogation", asked).count)
