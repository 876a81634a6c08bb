"""Financial contributions due (Implementing Regulation (EU) 2025/2055, Article 30): after the year, to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from asylon.law.book import Book
from asylon.law.calculations import Calculated, calculation, given, step
from asylon.law.citations import Bilingual


@calculation(
    "financial-contribution",
    block="solidarity",
    question=Bilingual(
        "Which financial contribution does a contributing Member State owe for the year?",
        "Welke financiële bijdrage is een bijdragende lidstaat over het jaar verschuldigd?",
    ),
    data=Bilingual(
        "year; financial: the contribution pledged; alternative_pledged and alternative_value: alternative measures as pledged, and"
        " their value established jointly (left out: none was asked for); deductions: granted under 61(4) or 62(5); offsets: value of"
        " the mandatory offsets carried out; all in one unit of money.",
        "year; financial: de toegezegde bijdrage; alternative_pledged en alternative_value: alternatieve maatregelen zoals toegezegd,"
        " en hun samen vastgestelde waarde (weggelaten: geen ervan is gevraagd); deductions: kortingen volgens 61, lid 4, of 62, lid 5;"
        " offsets: waarde van de uitgevoerde verplichte compensaties; alles in één geldeenheid.",
    ),
    rules=("L-4", "L-7", "LC-10"),
    cite="IR2055 30(1); 30(3); AMMR 57(4)",
)
def contribution(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """IR2055 30(1): pledged, plus what alternative measures fell short, less deductions and mandatory offsets.

    Alternative measures worth more than pledged raise nothing and lower nothing. The calculation is made once the year
    is over (30(3)); asked earlier, it is a forecast and says so.
    """
    year = int(given(data, "year", on.year - 1))
    pledged = given(data, "financial", 0)
    alternative = given(data, "alternative_pledged", 0)
    value = given(data, "alternative_value", 0)
    short = max(alternative - value, Fraction())
    deductions, offsets = given(data, "deductions", 0), given(data, "offsets", 0)
    due = pledged + short - deductions - offsets
    over = on.year > year
    notes = []
    if not over:
        notes.append(
            Bilingual(
                f"The year {year} is not over: the calculation follows its end, so this is a forecast.",
                f"Het jaar {year} is niet voorbij: de berekening volgt na het einde, dus dit is een vooruitblik.",
            )
        )
    if due < 0:
        notes.append(
            Bilingual(
                "Deductions and offsets exceed what was pledged; the article does not say that money is paid back.",
                "Kortingen en compensaties overtreffen de toezegging; het artikel zegt niet dat geld wordt terugbetaald.",
            )
        )
    return Calculated(
        name="financial-contribution",
        values={"due": float(due), "converted": float(short), "may_be_calculated": over},
        rules=("L-7", "LC-10") + (("L-4",) if alternative else ()),
        cites=("IR2055 30(1)", "IR2055 30(3)") + (("AMMR 57(4)",) if alternative else ()),
        steps=(
            step("pledged", "toegezegd", pledged, "IR2055 30(1)"),
            step(
                "alternative measures converted into money",
                "alternatieve maatregelen omgezet in geld",
                short,
                "AMMR 57(4)",
            ),
            step("deductions", "kortingen", -deductions, "IR2055 30(1)(a)"),
            step("value of mandatory offsets", "waarde van verplichte compensaties", -offsets, "IR2055 30(1)(b)"),
        ),
        notes=tuple(notes),
    )
