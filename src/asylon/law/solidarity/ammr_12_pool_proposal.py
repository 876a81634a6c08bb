"""The Commission's proposal for the pool (Regulation (EU) 2024/1351, Article 12): least numbers and their ratio."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from asylon.law.book import Book
from asylon.law.calculations import Calculated, calculation, exact, given, percentage, step
from asylon.law.citations import Bilingual


@calculation(
    "solidarity-pool-proposal",
    block="solidarity",
    question=Bilingual(
        "Which numbers may the Commission propose for the pool of the year?",
        "Welke aantallen mag de Commissie voor de pool van het jaar voorstellen?",
    ),
    data=Bilingual(
        "relocations: the number proposed (left out: the least number). rescue_per_cent: the indicative part for Member States"
        " under pressure from disembarkations after rescue, if any.",
        "relocations: het voorgestelde aantal (weggelaten: het kleinste). rescue_per_cent: het indicatieve deel voor lidstaten onder"
        " druk door ontschepingen na reddingsoperaties, indien van toepassing.",
    ),
    rules=("L-1", "L-6"),
    cite="AMMR 12(2); 12(3); 12(5)",
)
def pool_proposal(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """AMMR 12(2): at least so many relocations and so much money; 12(3): where they are raised, their ratio stays.

    The least numbers bind the proposal; the Council may set others (57(1)), and in exceptional situations no need at all
    is taken into account (12(4)). With ``rescue_per_cent`` the part of 12(5) is computed from both numbers.
    """
    least = exact(book.number("solidarity-relocations-minimum", on))
    money = exact(book.number("solidarity-financial-minimum", on))
    relocations = given(data, "relocations", least)
    ratio = money / least
    values: dict[str, Any] = {
        "relocations": float(relocations),
        "financial": float(relocations * ratio),
        "value_per_relocation": float(ratio),
        "reaches_minimum": relocations >= least,
    }
    steps = (
        step("least number of relocations", "kleinste aantal herplaatsingen", least, "AMMR 12(2)(a)"),
        step("least financial contributions (EUR)", "kleinste financiële bijdragen (EUR)", money, "AMMR 12(2)(b)"),
        step(
            "value of one relocation, kept where numbers rise (EUR)",
            "waarde per herplaatsing, ook bij verhoging (EUR)",
            ratio,
            "AMMR 12(3)",
        ),
    )
    rules, cites = ["L-1"], ["AMMR 12(2)", "AMMR 12(3)"]
    if "rescue_per_cent" in data:
        part = percentage(given(data, "rescue_per_cent"))
        values |= {
            "rescue_relocations": float(relocations * part),
            "rescue_financial": float(relocations * part * ratio),
        }
        rules.append("L-6")
        cites.append("AMMR 12(5)")
    return Calculated(
        name="solidarity-pool-proposal", values=values, rules=tuple(rules), cites=tuple(cites), steps=steps
    )
