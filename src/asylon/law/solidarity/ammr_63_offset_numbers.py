"""How many responsibility offsets (Regulation (EU) 2024/1351, Article 63(1) to (5) and (7)): thresholds, number, cap.

Numbers of persons, compared as exact fractions. Offsets count as part of the fair share (recital 33), so nobody need take
more of them than its share leaves beside the relocations it pledged.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from asylon.law.book import Book
from asylon.law.calculations import Calculated, CalculationError, calculation, exact, given, percentage, step, yes
from asylon.law.citations import Bilingual


def cap(fair_share: Fraction, pledged: Fraction) -> Fraction:
    """AMMR 63(7): what the fair share leaves for offsets beside the relocations pledged; never less than nothing."""
    return max(fair_share - pledged, Fraction())


def missing(higher: Fraction, pledged: Fraction) -> Fraction:
    """What relocation pledges lack to the higher of the two numbers of AMMR 63(3)."""
    return max(higher - pledged, Fraction())


@calculation(
    "responsibility-offsets",
    block="solidarity",
    question=Bilingual(
        "May or must applications be taken over instead of relocations, how many, and by whom at most?",
        "Mogen of moeten verzoeken worden overgenomen in plaats van herplaatsingen, hoeveel, en door wie ten hoogste?",
    ),
    data=Bilingual(
        "proposal: relocations in the Commission's proposal; reference: the Council's reference number; pledged: relocations pledged;"
        " to_implement: those left after deductions and exemptions of benefitting Member States (left out: all); reconvened: whether"
        " the High-Level Forum met again under Article 13(4); states: for each contributing Member State fair_share, pledged and asked"
        " (offsets asked of it), in relocations.",
        "proposal: herplaatsingen in het voorstel van de Commissie; reference: het referentieaantal van de Raad; pledged: toegezegde"
        " herplaatsingen; to_implement: wat na kortingen en vrijstellingen van begunstigde lidstaten overblijft (weggelaten: alles);"
        " reconvened: of het forum op hoog niveau opnieuw bijeenkwam (artikel 13, lid 4); states: per bijdragende lidstaat fair_share,"
        " pledged en asked (gevraagde compensaties), in herplaatsingen.",
    ),
    rules=("L-17", "L-18", "L-19", "L-21"),
    cite="AMMR 63(1); 63(2); 63(3); 63(4); 63(7)",
)
def offsets(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """AMMR 63(1) to (4) and (7).

    Mandatory: up to the higher of the least number of relocations and a part of the reference number, where pledges after
    a reconvened forum stay below either (3), or fall below the higher one through deductions and exemptions (4). How the
    number is divided among contributing Member States the act does not say. Raises :class:`CalculationError` for figures
    that are missing or cannot be.
    """
    pledged = given(data, "pledged")
    proposal = given(data, "proposal", book.number("solidarity-relocations-minimum", on))
    reference = given(data, "reference", proposal)
    left = given(data, "to_implement", pledged)
    if left > pledged:
        raise CalculationError(
            "to_implement is more than pledged; it is what deductions and exemptions leave of it",
            "to_implement is meer dan pledged; het is wat aftrekken en vrijstellingen daarvan overlaten",
        )
    half = proposal * percentage(book.number("offsets-request-threshold", on))
    own = percentage(book.number("offsets-offer-threshold", on))
    least = exact(book.number("solidarity-relocations-minimum", on))
    part = reference * percentage(book.number("offsets-mandatory-share", on))
    higher = max(least, part)
    # Whoever is below the higher of the two numbers is below one of them at least.
    ground = ""
    if pledged < higher:
        ground = "63(3)" if yes(data, "reconvened") else ""
    elif left < higher:
        ground = "63(4)"
    number = missing(higher, left) if ground else Fraction()
    threshold = pledged >= half
    states: dict[str, dict[str, Any]] = {}
    for state, figures in (data.get("states") or {}).items():
        share, promised = given(figures, "fair_share"), given(figures, "pledged")
        most = floor(cap(share, promised))
        states[state] = {
            "cap": most,
            "owed": min(int(given(figures, "asked", 0)), most) if ground else 0,
            "may_offer": threshold or promised >= share * own,
            "offer_needs_agreement": True,
        }
    return Calculated(
        name="responsibility-offsets",
        values={
            "may_request": threshold,
            "request_from": float(half),
            "mandatory": bool(ground),
            "ground": ground,
            "higher": float(higher),
            "number": ceil(number),
            "states": states,
        },
        rules=("L-17", "L-19") + (("L-18", "L-21") if states else ()),
        cites=("AMMR 63(1)", f"AMMR {ground or '63(3)'}") + (("AMMR 63(2)", "AMMR 63(7)") if states else ()),
        steps=(
            step("half the number of the proposal", "de helft van het aantal in het voorstel", half, "AMMR 63(1)"),
            step("least number of relocations", "kleinste aantal herplaatsingen", least, "AMMR 63(3)(a)"),
            step("part of the reference number", "deel van het referentieaantal", part, "AMMR 63(3)(b)"),
            step("the higher of the two", "het hoogste van beide", higher, "AMMR 63(3)"),
            step("relocations still to be carried out", "nog uit te voeren herplaatsingen", left, "AMMR 63(4)"),
        ),
        notes=(
            Bilingual(
                "Relocations and offsets together reach the higher number; the act does not divide the offsets among Member States."
                " A fraction of a person counts as one, so that the number is reached.",
                "Herplaatsingen en compensaties samen bereiken het hoogste aantal; de verordening verdeelt de compensaties niet over"
                " de lidstaten. Een deel van een persoon telt als één, zodat het aantal wordt bereikt.",
            ),
        ),
    )


@calculation(
    "offsets-at-year-end",
    block="solidarity",
    question=Bilingual(
        "How many applications must be taken over for relocations that were pledged and not carried out by the end of the year?",
        "Hoeveel verzoeken moeten worden overgenomen voor herplaatsingen die zijn toegezegd en niet vóór het jaareinde uitgevoerd?",
    ),
    data=Bilingual(
        "year; pledged, implemented and accepted: relocations pledged, carried out, and confirmed but not yet carried out (67(9));"
        " requested: whether the benefitting Member State asks",
        "year; pledged, implemented en accepted: toegezegde, uitgevoerde, en bevestigde maar nog niet uitgevoerde herplaatsingen"
        " (67(9)); requested: of de begunstigde lidstaat erom vraagt",
    ),
    rules=("L-20",),
    cite="AMMR 63(5)",
)
def year_end(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """AMMR 63(5): up to the number pledged, at the request of the benefitting Member State, after the end of the year.

    The cap of paragraph 7 does not stand in the way: it speaks of paragraphs 2 and 3 only, and a pledge is within it.
    """
    pledged = given(data, "pledged")
    done = given(data, "implemented", 0) + given(data, "accepted", 0)
    over = on.year > int(given(data, "year", on.year - 1))
    short = missing(pledged, done)
    owed = short if over and yes(data, "requested") else Fraction()
    return Calculated(
        name="offsets-at-year-end",
        values={
            "owed": int(owed),
            "short": int(short),
            "year_over": over,
            "relocations_continue": done > given(data, "implemented", 0),
        },
        rules=("L-20",),
        cites=("AMMR 63(5)", "AMMR 67(12)"),
        steps=(
            step("relocations pledged", "toegezegde herplaatsingen", pledged, "AMMR 57(3)"),
            step("carried out or confirmed", "uitgevoerd of bevestigd", done, "AMMR 67(9)"),
        ),
    )
