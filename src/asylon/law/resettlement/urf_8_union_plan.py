"""The Union Resettlement and Humanitarian Admission Plan (Regulation (EU) 2024/1350, Article 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from asylon.law.book import UNION, Book
from asylon.law.calculations import Calculated, CalculationError, CalculationStep, calculation
from asylon.law.case import Case
from asylon.law.chapters import chapter
from asylon.law.circumstances.resettlement import UnionPlanAdopted
from asylon.law.citations import Bilingual
from asylon.law.provisions import FixedDate, declare

#: The three kinds of admission whose proportions the plan states.
KINDS = ("resettlement", "humanitarian", "emergency")


@calculation(
    "union-plan-shares",
    block="resettlement",
    question=Bilingual(
        "Which part of the Union Plan is resettlement, and does it reach about three fifths?",
        "Welk deel van het Unieplan is hervestiging, en haalt dat ongeveer drie vijfde?",
    ),
    data=Bilingual(
        "resettlement, humanitarian, emergency: persons to be admitted of each kind",
        "resettlement, humanitarian, emergency: toe te laten personen van elke soort",
    ),
    rules=("U-2",),
    cite="URF 8(3)(a)",
)
def union_plan_shares(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """The proportions of URF 8(3)(a), in per cent of the total. Raises ``CalculationError`` for figures that cannot be."""
    persons: dict[str, int] = {}
    for kind in KINDS:
        number = data.get(kind)
        if type(number) is not int or number < 0:
            raise CalculationError(
                f"{kind}: {number!r} is no number of persons; give a whole number, 0 where none",
                f"{kind}: {number!r} is geen aantal personen; geef een geheel getal, 0 als er geen zijn",
            )
        persons[kind] = number
    total = sum(persons.values())
    if total == 0:
        raise CalculationError(
            "the plan admits nobody: give at least one person to be admitted",
            "het plan laat niemand toe: geef ten minste een toe te laten persoon",
        )
    threshold = Fraction(book.number("union-plan-resettlement-share", on))
    whole = Fraction(100)
    shares = {kind: whole * number / total for kind, number in persons.items()}
    return Calculated(
        name="union-plan-shares",
        values={
            "total": total,
            "shares": {kind: float(share) for kind, share in shares.items()},
            "reaches": shares["resettlement"] >= threshold,
        },
        rules=("U-2",),
        cites=("URF 8(3)(a)",),
        steps=(
            CalculationStep(
                Bilingual("persons to be admitted in all", "toe te laten personen in totaal"), total, "URF 8(3)(a)"
            ),
            CalculationStep(
                Bilingual("share of resettlement (%)", "aandeel hervestiging (%)"),
                float(shares["resettlement"]),
                "URF 8(3)(a)",
            ),
        ),
        notes=(
            Bilingual(
                "The act says 'approximately': whether a share just below the figure still meets it is for the Council.",
                "De verordening zegt 'ongeveer': of een aandeel vlak onder het cijfer nog voldoet is aan de Raad.",
            ),
        ),
    )


# URF 8(1): the next plan is adopted in the year before it begins.
ADOPT = declare(
    FixedDate(
        id="adopt-union-plan", block="resettlement", rules=("U-2",), cite="URF 8(1)", who="council",
        duty=Bilingual(
            "adopt the Union Plan for the two years that follow the running plan",
            "het Unieplan vaststellen voor de twee jaren na het lopende plan",
        ),
        date="union-plan-adoption", records="union_plan_adopted",
        consequence=Bilingual(
            "Without a plan there is no Union scheme to contribute to; national schemes stay possible.",
            "Zonder plan is er geen Unieregeling om aan bij te dragen; nationale regelingen blijven mogelijk.",
        ),
    )
)  # fmt: skip


def examine(case: Case) -> None:
    """The Council's duty, counted from the plan that runs; the act does not say with which year the first plan begins."""
    if case.state != UNION:
        return
    plans = {plan.first_year: plan for plan in case.all(UnionPlanAdopted)}
    years = int(case.book.number("union-plan-years", case.today))
    running = max((first for first in plans if first <= case.today.year), default=None)
    if running is None:
        return
    following = running + years
    case.by_date(ADOPT, date(following - 1, 1, 1), met=plans.get(following))


chapter(1008, state=examine, when=(UnionPlanAdopted,))
