"""How long crisis measures may last (Regulation (EU) 2024/1359, Article 5): three months and three, twice, twelve in all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from asylon.law.book import Book
from asylon.law.calculations import Calculated, CalculationError, CalculationStep, calculation
from asylon.law.citations import Bilingual
from asylon.law.periods import months_later

_MONTHS = 12


def last_day(first: date, months: int) -> date:
    """The last day of a period of application that begins with the first hour of a day (1182/71 4(2)).

    The first day belongs to the period, so it ends the day before the same date; where the last month has no such date,
    with the last day of that month.
    """
    end = months_later(first, months)
    return end - timedelta(days=1) if end.day == first.day else end


@calculation(
    "crisis-periods",
    block="preparedness",
    question=Bilingual(
        "Until when may crisis measures be applied at the latest, period by period and in all?",
        "Tot wanneer mogen crisismaatregelen uiterlijk worden toegepast, per periode en in totaal?",
    ),
    data=Bilingual(
        "start: the day from which the Council decision lets the measures apply; new_start: that of a new decision, if it does not"
        " follow at once; ended: the last day of the situation itself, if it is over",
        "start: de dag vanaf welke het Raadsbesluit de maatregelen laat gelden; new_start: die van een nieuw besluit, als dat niet"
        " meteen volgt; ended: de laatste dag van de situatie zelf, als die voorbij is",
    ),
    rules=("X-5",),
    cite="CFMR 5(1); 5(2); 5(3)",
)
def periods(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """CFMR 5: each period ends at the latest on its own last day, the twelve months, and the end of the situation.

    Days in ISO form. Raises :class:`CalculationError` for what is no day, or a new decision before the first.
    """
    start = _day(data, "start")
    if start is None:
        raise CalculationError(
            "start is missing; give the day from which the measures may be applied, as 2026-11-02",
            "start ontbreekt; geef de dag vanaf wanneer de maatregelen mogen worden toegepast, als 2026-11-02",
        )
    months = book.length("crisis-period", on).count
    total = book.length("crisis-total", on).count
    ended = _day(data, "ended")
    latest = last_day(start, total) if ended is None else min(last_day(start, total), ended)
    initial = last_day(start, months)
    extension = last_day(initial + timedelta(days=1), months)
    again = _day(data, "new_start") or extension + timedelta(days=1)
    if again <= start:
        raise CalculationError(
            f"new_start is {again.isoformat()}, not after start; a new decision follows the first",
            f"new_start is {again.isoformat()}, niet na start; een nieuw besluit volgt op het eerste",
        )
    new = last_day(again, months)
    new_extension = last_day(new + timedelta(days=1), months)
    ends = {
        "initial_until": initial,
        "extension_until": extension,
        "new_until": new,
        "new_extension_until": new_extension,
    }
    values = {name: min(day, latest).isoformat() for name, day in ends.items()}
    return Calculated(
        name="crisis-periods",
        values=values | {"latest": latest.isoformat(), "months_in_all": total},
        rules=("X-5",),
        cites=("CFMR 5(1)", "CFMR 5(2)", "CFMR 5(3)", "1182/71 4(2)"),
        steps=(
            CalculationStep(Bilingual("months of each period", "maanden van elke periode"), months, "CFMR 5(1)"),
            CalculationStep(Bilingual("months in all at most", "maanden in totaal ten hoogste"), total, "CFMR 5(3)"),
        ),
        notes=(
            Bilingual(
                "The first day belongs to a period that begins with its first hour; these dates are not moved to a working day"
                " (1182/71 4). Earlier ends of the decision or of the situation go before them.",
                "De eerste dag hoort bij een periode die met het eerste uur ervan begint; deze data schuiven niet door naar een"
                " werkdag (1182/71 4). Een eerder einde van het besluit of van de situatie gaat voor.",
            ),
        ),
    )


def _day(data: Mapping[str, Any], name: str) -> date | None:
    value = data.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise CalculationError(
            f"{name} is {value!r}; write a day as 2026-11-02", f"{name} is {value!r}; schrijf een dag als 2026-11-02"
        ) from None


def relieved_from(adopted: date, book: Book) -> date:
    """The first day of the four months before the adoption of a Council decision (CFMR 13(1))."""
    return months_later(adopted, -book.length("take-back-relief-window", adopted).count)


@calculation(
    "take-back-relief-window",
    block="preparedness",
    question=Bilingual(
        "From which day on may registered applications be relieved from take back?",
        "Vanaf welke dag mogen geregistreerde verzoeken van terugname worden ontheven?",
    ),
    data=Bilingual(
        "adopted: the day of the Council decision; from: the first day of the period it sets, to be checked",
        "adopted: de dag van het Raadsbesluit; from: de eerste dag van de periode die het bepaalt, om te toetsen",
    ),
    rules=("X-17",),
    cite="CFMR 13(1)",
)
def relief_window(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """CFMR 13(1): the period set by the decision reaches back four months from its adoption, no more."""
    adopted, begins = _day(data, "adopted"), _day(data, "from")
    if adopted is None:
        raise CalculationError(
            "adopted is missing; give the day of the Council decision, as 2026-11-02",
            "adopted ontbreekt; geef de dag van het Raadsbesluit, als 2026-11-02",
        )
    earliest = relieved_from(adopted, book)
    return Calculated(
        name="take-back-relief-window",
        values={"earliest": earliest.isoformat(), "allowed": begins is None or begins >= earliest},
        rules=("X-17",),
        cites=("CFMR 13(1)",),
    )
