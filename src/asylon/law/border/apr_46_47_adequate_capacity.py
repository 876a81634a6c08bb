"""Adequate capacity (Regulation (EU) 2024/1348, Articles 46 and 47): how many places a Member State must have.

A declared calculation over three figures of each Member State in three years. Shares are exact fractions until they are
rounded once; what rounding and missing figures do to the sum is shown, never corrected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from asylon.law.book import UNION, Book
from asylon.law.calculations import Calculated, CalculationError, CalculationStep, calculation, nearest
from asylon.law.citations import Bilingual

#: The three figures of APR 47(4), in its order.
FIGURES: dict[str, Bilingual] = {
    "irregular_crossings": Bilingual(
        "irregular crossings of the external border", "irreguliere overschrijdingen van de buitengrens"
    ),
    "rescue_arrivals": Bilingual(
        "arrivals following search and rescue operations", "aankomsten na opsporings- en reddingsoperaties"
    ),
    "refusals_of_entry": Bilingual(
        "refusals of entry at the external border", "weigeringen van toegang aan de buitengrens"
    ),
}


@calculation(
    "adequate-capacity",
    block="border",
    question=Bilingual(
        "What is the adequate capacity of each Member State, and how many applications must it examine at the border"
        " in a year?",
        "Wat is de toereikende capaciteit van elke lidstaat, en hoeveel verzoeken moet hij per jaar aan de grens"
        " behandelen?",
    ),
    data=Bilingual(
        "figures: rows with state, year, irregular_crossings, rescue_arrivals, refusals_of_entry for three consecutive"
        " years (without year: sums over them); state EU: the Union as a whole. published: numbers of the implementing act, for comparison.",
        "figures: rijen met state, year, irregular_crossings, rescue_arrivals, refusals_of_entry voor drie opeenvolgende"
        " jaren (zonder year: de som daarvan); state EU: de Unie als geheel. published: getallen van de uitvoeringshandeling, ter vergelijking.",
    ),
    rules=("C-1", "C-2", "C-3", "C-11"),
    cite="APR 46; APR 47(1); APR 47(4)",
)
def adequate_capacity(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """The share of each Member State in the capacity of the Union, and its yearly maximum on a day.

    APR 47(4): the number of Article 46, times the sum of the Member State's three figures over the previous three
    years, divided by the same sum of the Union as a whole. APR 47(1): the yearly maximum is a multiple of that number,
    by date. The Union's sum is the row ``EU``; without it, the sum of all Member States. Raises
    :class:`CalculationError` where figures cannot be, or are not enough.
    """
    rows = _rows(data)
    notes: list[Bilingual] = []
    years = _years(rows, book, on)
    sums = _sums(rows, notes)
    union = _union(sums, book, notes)
    if union <= 0:
        raise CalculationError(
            "the figures of the Union are all zero: no share can be computed; give its figures",
            "de cijfers van de Unie zijn alle nul: er is geen aandeel te berekenen; geef haar cijfers",
        )
    published: Mapping[str, Any] = data.get("published") or {}
    places = int(book.number("adequate-capacity-union", on))
    multiplier = int(book.number("yearly-maximum-multiplier", on))
    multipliers = {
        value.since.isoformat(): int(value.value) for value in book.parameters["yearly-maximum-multiplier"].values
    }
    states: dict[str, dict[str, Any]] = {}
    for state, sum_ in sorted(sums.items()):
        if state == UNION:
            continue
        exact = Fraction(places * sum_, union)
        number = nearest(exact)
        bound = book.takes_part(state, "APR", on)
        states[state] = {
            "sum": sum_,
            "exact": float(exact),
            "share": float(Fraction(sum_, union)),
            "number": number,
            "bound": bound,
            "yearly_maximum": number * multiplier if bound else None,
            "yearly_maximum_from": {since: number * times for since, times in multipliers.items()} if bound else {},
        }
        if state in published:
            states[state] |= {"published": published[state], "difference": number - int(published[state])}
    total = sum(entry["number"] for entry in states.values())
    exactly = float(Fraction(places * sum(value for state, value in sums.items() if state != UNION), union))
    if total != places and set(book.states) <= set(sums):
        notes.append(
            Bilingual(
                f"The rounded numbers add up to {total}, the exact shares to {exactly:.2f}, not to {places}: each share is"
                " rounded by itself, and the article knows no correction.",
                f"De afgeronde getallen tellen op tot {total}, de exacte aandelen tot {exactly:.2f}, niet tot {places}: elk"
                " aandeel wordt apart afgerond, en het artikel kent geen correctie.",
            )
        )
    outside = [state for state, entry in states.items() if not entry["bound"]]
    if outside:
        notes.append(
            Bilingual(
                f"Not bound by the Regulation: {', '.join(outside)}. Their figures belong to the Union as a whole and"
                " stay in the sum; they need not keep the places.",
                f"Niet door de verordening gebonden: {', '.join(outside)}. Hun cijfers horen bij de Unie als geheel en"
                " blijven in de som; zij hoeven de plaatsen niet beschikbaar te houden.",
            )
        )
    if published:
        notes.append(
            Bilingual(
                "Published numbers are shown for comparison and are not verified in the implementing act.",
                "Gepubliceerde getallen staan er ter vergelijking en zijn niet in de uitvoeringshandeling geverifieerd.",
            )
        )
    return Calculated(
        name="adequate-capacity",
        values={
            "shares": states,
            "union_capacity": places,
            "union_sum": union,
            "years": years,
            "multiplier": multiplier,
            "total": total,
            "total_exact": exactly,
            "difference": total - places,
        },
        rules=("C-1", "C-2", "C-3") + (("C-11",) if published else ()),
        cites=("APR 46", "APR 47(1)", "APR 47(4)") + (("2024/2150 annex",) if published else ()),
        steps=(
            CalculationStep(
                Bilingual("adequate capacity of the Union", "toereikende capaciteit van de Unie"), places, "APR 46"
            ),
            CalculationStep(
                Bilingual(
                    "crossings, rescue arrivals and refusals in the Union over the previous three years",
                    "overschrijdingen, reddingsaankomsten en weigeringen in de Unie over de voorgaande drie jaar",
                ),
                union,
                "APR 47(4)",
            ),
            CalculationStep(
                Bilingual(
                    "multiplier of the yearly maximum on the day asked",
                    "vermenigvuldiger van het jaarmaximum op de gevraagde dag",
                ),
                multiplier,
                "APR 47(1)",
            ),
        ),
        notes=tuple(notes),
    )


def _rows(data: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = data.get("figures") or ()
    if not rows:
        raise CalculationError(
            "there are no figures; give a row for each Member State and year (APR 47(4))",
            "er zijn geen cijfers; geef een rij voor elke lidstaat en elk jaar (APR 47(4))",
        )
    for row in rows:
        if not row.get("state"):
            raise CalculationError(
                "a row does not say of which Member State it is; give state (EU for the Union)",
                "een rij zegt niet van welke lidstaat zij is; geef state (EU voor de Unie)",
            )
        if not any(name in row for name in FIGURES):
            raise CalculationError(
                f"the row of {_named(row)} has none of the figures {', '.join(FIGURES)}",
                f"de rij van {_named(row)} heeft geen van de cijfers {', '.join(FIGURES)}",
            )
        for name in FIGURES:
            value = row.get(name)
            if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
                raise CalculationError(
                    f"{name} of {_named(row)} is {value!r}; a number of persons is whole and not negative",
                    f"{name} van {_named(row)} is {value!r}; een aantal personen is heel en niet negatief",
                )
    return rows


def _named(row: Mapping[str, Any]) -> str:
    return f"{row['state']} {row['year']}" if row.get("year") is not None else str(row["state"])


def _years(rows: Sequence[Mapping[str, Any]], book: Book, on: date) -> list[int]:
    """The three years, the same for every State; empty where the figures are sums over them."""
    length = book.length("adequate-capacity-years", on).count
    by_state: dict[str, list[int | None]] = {}
    for row in rows:
        by_state.setdefault(row["state"], []).append(row.get("year"))
    for state, given in by_state.items():
        if len(set(given)) != len(given):
            raise CalculationError(
                f"{state} has two rows of the same year, or two sums; give each once",
                f"{state} heeft twee rijen van hetzelfde jaar, of twee sommen; geef elk een keer",
            )
    told = {year for given in by_state.values() for year in given}
    if told == {None}:
        return []
    years = sorted(year for year in told if year is not None)
    if None in told or years[-1] - years[0] != length - 1 or len(years) != length:
        raise CalculationError(
            f"the figures are of {', '.join(map(str, years)) or 'no year'}; APR 47(4) takes {length} consecutive years,"
            " the same for every Member State",
            f"de cijfers zijn van {', '.join(map(str, years)) or 'geen jaar'}; APR 47(4) neemt {length} opeenvolgende jaren,"
            " dezelfde voor elke lidstaat",
        )
    short = [state for state, given in by_state.items() if len(given) != length]
    if short:
        raise CalculationError(
            f"not all {length} years are given for {', '.join(sorted(short))}; add the missing rows",
            f"niet alle {length} jaren zijn gegeven voor {', '.join(sorted(short))}; voeg de ontbrekende rijen toe",
        )
    return years


def _sums(rows: Sequence[Mapping[str, Any]], notes: list[Bilingual]) -> dict[str, int]:
    """The sum of the three figures of each State; a figure left out is said to be missing and counts for nothing."""
    sums: dict[str, int] = {}
    missing: dict[str, list[str]] = {}
    # Arrivals after rescue are often counted among the crossings; a column nobody fills is no gap.
    asked = [name for name in FIGURES if any(row.get(name) is not None for row in rows)]
    for row in rows:
        sums[row["state"]] = sums.get(row["state"], 0) + sum(row.get(name) or 0 for name in FIGURES)
        for name in asked:
            if row.get(name) is None:
                missing.setdefault(name, []).append(_named(row))
    for name in FIGURES:
        if name not in asked:
            notes.append(
                Bilingual(
                    f"No figures are given for {FIGURES[name].en}: they must be contained in another figure.",
                    f"Er zijn geen cijfers gegeven voor {FIGURES[name].nl}: zij moeten in een ander cijfer zijn begrepen.",
                )
            )
    for name, places in missing.items():
        notes.append(
            Bilingual(
                f"Not available, and counted for nothing: {FIGURES[name].en} of {', '.join(places)}.",
                f"Niet beschikbaar, en niet meegeteld: {FIGURES[name].nl} van {', '.join(places)}.",
            )
        )
    return sums


def _union(sums: Mapping[str, int], book: Book, notes: list[Bilingual]) -> int:
    """The Union's sum: its own row, or all Member States together."""
    states = sum(value for state, value in sums.items() if state != UNION)
    own = sums.get(UNION)
    if own is None:
        left_out = sorted(set(book.states) - set(sums))
        if left_out:
            raise CalculationError(
                f"the Union as a whole is not given: there is no row EU, and none of {', '.join(left_out)}; add either",
                f"de Unie als geheel is niet gegeven: er is geen rij EU, en geen van {', '.join(left_out)}; voeg een van beide toe",
            )
        return states
    if own < states:
        raise CalculationError(
            f"the Union's sum is {own}, less than the {states} of the Member States given; it contains them",
            f"de som van de Unie is {own}, minder dan de {states} van de gegeven lidstaten; zij omvat die",
        )
    if own > states and set(book.states) <= set(sums):
        notes.append(
            Bilingual(
                f"The Union's own figures exceed those of its Member States by {own - states}: that many are not"
                " attributed to a Member State, and the shares add up to less than the whole.",
                f"De cijfers van de Unie zelf overtreffen die van haar lidstaten met {own - states}: zoveel zijn aan geen"
                " lidstaat toegerekend, en de aandelen tellen op tot minder dan het geheel.",
            )
        )
    return own
