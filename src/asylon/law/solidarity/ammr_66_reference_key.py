"""The reference key and the fair share (Regulation (EU) 2024/1351, Articles 56, 57 and 66, Annex I).

Half of a Member State's share comes from its population, half from its gross domestic product. Shares are exact fractions
until they are rounded once, so that they add up to one and nobody's share depends on the order of the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import msgspec

from asylon.law.book import UNION, Book
from asylon.law.calculations import (
    Calculated,
    CalculationError,
    CalculationStep,
    calculation,
    exact,
    nearest,
    per_cent,
    step,
)
from asylon.law.citations import Bilingual

#: The two criteria of Article 66, in its order, with the parameter that holds the weight of each.
CRITERIA = {"population": "reference-key-population", "gdp": "reference-key-gdp"}
#: Percentages and cents are shown with so many decimals.
_DECIMALS = 2


class Key(msgspec.Struct, frozen=True):
    """Shares as exact fractions that add up to one, the effects behind them, and who is outside the sum."""

    shares: Mapping[str, Fraction]
    effects: Mapping[str, Mapping[str, Fraction]]
    outside: tuple[str, ...]


def effects(values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Annex I: the effect of a criterion is the Member State's value over the sum of all (O-31). The sum must not be zero."""
    total = sum(values.values())
    return {state: value / total for state, value in values.items()}


def reference_key(
    figures: Mapping[str, Mapping[str, Fraction]], weights: Mapping[str, Fraction]
) -> tuple[dict[str, Fraction], dict[str, dict[str, Fraction]]]:
    """AMMR 66, Annex I: the share of each Member State is the sum of its effects, each with the weight of its criterion.

    ``figures`` gives the value of each Member State by criterion, ``weights`` add up to one. Returns shares and effects.
    """
    found = {criterion: effects(values) for criterion, values in figures.items()}
    states = next(iter(figures.values()))
    shares = {state: sum((weights[name] * found[name][state] for name in found), Fraction()) for state in states}
    return shares, found


def key_of(data: Mapping[str, Any], book: Book, on: date) -> Key:
    """The key of given figures (rows with state, population, gdp) on a day.

    A Member State that is not bound by the Regulation is left out of the sum, unless O-32 is answered otherwise. Raises
    :class:`CalculationError` where a Member State or a figure is missing or cannot be.
    """
    rows: Sequence[Mapping[str, Any]] = data.get("figures") or ()
    if not rows:
        raise CalculationError(
            "there are no figures; give a row with state, population and gdp for each Member State",
            "er zijn geen cijfers; geef een rij met state, population en gdp voor elke lidstaat",
        )
    everyone = book.answer("O-32") != "participating_only"
    summed = {state for state in book.states if everyone or book.takes_part(state, "AMMR", on)}
    values: dict[str, dict[str, Fraction]] = {criterion: {} for criterion in CRITERIA}
    outside: list[str] = []
    for row in rows:
        state = str(row.get("state") or "")
        if state == UNION:
            continue
        if state not in book.states:
            raise CalculationError(
                f"{state!r} is not a Member State; write its two letters (Greece is EL)",
                f"{state!r} is geen lidstaat; schrijf zijn twee letters (Griekenland is EL)",
            )
        if state not in summed:
            outside.append(state)
            continue
        if state in values["population"]:
            raise CalculationError(
                f"{state} has two rows; give each Member State once",
                f"{state} heeft twee rijen; geef elke lidstaat een keer",
            )
        for criterion in CRITERIA:
            values[criterion][state] = _figure(row, state, criterion)
    missing = sorted(summed - set(values["population"]))
    if missing:
        raise CalculationError(
            f"no figures are given for {', '.join(missing)}; a share is a part of the whole: give every Member State",
            f"er zijn geen cijfers gegeven voor {', '.join(missing)}; een aandeel is een deel van het geheel: geef elke lidstaat",
        )
    weighing = {criterion: exact(book.number(parameter, on)) for criterion, parameter in CRITERIA.items()}
    whole = sum(weighing.values())
    shares, found = reference_key(values, {criterion: weight / whole for criterion, weight in weighing.items()})
    return Key(shares=shares, effects=found, outside=tuple(sorted(outside)))


def _figure(row: Mapping[str, Any], state: str, criterion: str) -> Fraction:
    try:
        value = exact(row.get(criterion))
    except ValueError:
        value = Fraction(-1)
    if value <= 0:
        raise CalculationError(
            f"{criterion} of {state} is {row.get(criterion)!r}; give a number above zero",
            f"{criterion} van {state} is {row.get(criterion)!r}; geef een getal boven nul",
        )
    return value


def _left_out(outside: Sequence[str]) -> tuple[Bilingual, ...]:
    if not outside:
        return ()
    return (
        Bilingual(
            f"Not bound by the Regulation and left out of the sum: {', '.join(outside)} (open question O-32).",
            f"Niet door de verordening gebonden en buiten de som gelaten: {', '.join(outside)} (open vraag O-32).",
        ),
    )


@calculation(
    "reference-key",
    block="solidarity",
    question=Bilingual(
        "Which share of the solidarity contributions falls to each Member State?",
        "Welk aandeel in de solidariteitsbijdragen komt op elke lidstaat?",
    ),
    data=Bilingual(
        "figures: a row for each Member State with state, population and gdp (any one currency, all in the same)",
        "figures: per lidstaat een rij met state, population en gdp (in welke munt ook, mits in dezelfde)",
    ),
    rules=("L-2", "O-31", "O-32"),
    cite="AMMR 66; AMMR Annex I",
)
def shares_of(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """AMMR 66: the size of the population and the total gross domestic product, weighed half and half."""
    key = key_of(data, book, on)
    return Calculated(
        name="reference-key",
        values={
            "shares": {state: float(share) for state, share in key.shares.items()},
            "per_cent": {state: per_cent(share, _DECIMALS) for state, share in key.shares.items()},
            "population_effect": {state: float(value) for state, value in key.effects["population"].items()},
            "gdp_effect": {state: float(value) for state, value in key.effects["gdp"].items()},
            "states": len(key.shares),
            "outside": list(key.outside),
            "sum": float(sum(key.shares.values())),
        },
        rules=("L-2", "O-31", "O-32"),
        cites=("AMMR 66", "AMMR Annex I"),
        hangs_on=("O-31", "O-32"),
        steps=(
            CalculationStep(
                Bilingual("Member States in the sum (n of Annex I)", "lidstaten in de som (n van bijlage I)"),
                len(key.shares),
                "AMMR Annex I",
            ),
        ),
        notes=(
            *_left_out(key.outside),
            Bilingual(
                "Shares are exact fractions and add up to one; the percentages are rounded for reading, each by itself.",
                "De aandelen zijn exacte breuken en tellen op tot één; de percentages zijn voor het lezen afgerond, elk apart.",
            ),
        ),
    )


@calculation(
    "fair-share",
    block="solidarity",
    question=Bilingual(
        "What is the mandatory fair share of each Member State in the pool of a year?",
        "Wat is het verplichte billijke aandeel van elke lidstaat in de pool van een jaar?",
    ),
    data=Bilingual(
        "figures: as for the reference key; relocations and financial (EUR): the reference numbers of the pool. Left out: those"
        " of the pool of the day asked for.",
        "figures: als voor de referentiesleutel; relocations en financial (EUR): de referentieaantallen van de pool. Weggelaten:"
        " die van de pool op de gevraagde dag.",
    ),
    rules=("L-2", "L-3", "L-9"),
    cite="AMMR 57(3); AMMR 66",
)
def fair_shares(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """AMMR 57(3) and 66: the share of the key in the reference number of relocations and in that of the contributions.

    The two are of equal value (AMMR 56(2)): a Member State owes one or the other, or a mix, never both in full.
    """
    key = key_of(data, book, on)
    published = "relocations" not in data and "financial" not in data
    relocations = _reference(data, "relocations", "solidarity-pool-relocations", book, on)
    financial = _reference(data, "financial", "solidarity-pool-financial", book, on)
    persons = {state: nearest(share * relocations) for state, share in key.shares.items()}
    total = sum(persons.values())
    notes = [*_left_out(key.outside)]
    if total != relocations:
        notes.append(
            Bilingual(
                f"The rounded numbers of persons add up to {total}, not to {nearest(relocations)}: each is rounded by itself, and"
                " the act knows no correction.",
                f"De afgeronde aantallen personen tellen op tot {total}, niet tot {nearest(relocations)}: elk is apart afgerond,"
                " en de verordening kent geen correctie.",
            )
        )
    return Calculated(
        name="fair-share",
        values={
            "relocations": persons,
            "relocations_exact": {state: float(share * relocations) for state, share in key.shares.items()},
            "financial": {state: round(float(share * financial), _DECIMALS) for state, share in key.shares.items()},
            "per_cent": {state: per_cent(share, _DECIMALS) for state, share in key.shares.items()},
            "pool_relocations": float(relocations),
            "pool_financial": float(financial),
            "value_per_relocation": float(financial / relocations),
            "total": total,
            "outside": list(key.outside),
        },
        rules=("L-2", "L-3", "O-31", "O-32") + (("L-9",) if published else ()),
        cites=("AMMR 56(2)", "AMMR 57(3)", "AMMR 66", "AMMR Annex I") + (("2025/2642",) if published else ()),
        hangs_on=("O-31", "O-32"),
        steps=(
            step("reference number of relocations", "referentieaantal herplaatsingen", relocations, "AMMR 57(1)"),
            step(
                "reference number of financial contributions (EUR)",
                "referentiebedrag financiële bijdragen (EUR)",
                financial,
                "AMMR 57(1)",
            ),
            step(
                "value of one relocation (EUR)",
                "waarde van één herplaatsing (EUR)",
                financial / relocations,
                "AMMR 12(3)",
            ),
        ),
        notes=tuple(notes),
    )


def _reference(data: Mapping[str, Any], name: str, parameter: str, book: Book, on: date) -> Fraction:
    """A reference number: as given, or that of the pool in force on the day."""
    try:
        value = exact(data[name] if name in data else book.number(parameter, on))
    except ValueError:
        value = Fraction()
    if value <= 0:
        raise CalculationError(
            f"{name} is {data.get(name)!r}; give the reference number of the pool, above zero",
            f"{name} is {data.get(name)!r}; geef het referentiegetal van de pool, boven nul",
        )
    return value
