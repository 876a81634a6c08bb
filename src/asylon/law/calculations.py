"""Calculations: formulas of the law over figures of Member States, with the steps that led to the result.

Adequate capacity, the reference key, a fair share, offsets: each is a pure function over given figures, declared once
under a name, asked alike from the command line, a golden case, a simulation and a report. A result keeps its steps,
so that whoever doubts a share can follow it with a pencil.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

import msgspec

from asylon.law.book import Book
from asylon.law.citations import Bilingual
from asylon.law.provisions import Block


class CalculationError(ValueError):
    """Figures with which the calculation cannot be made; the message says which, where, and what to give.

    ``said`` has it in both languages; what another reader found wrong stands there in its own words.
    """

    def __init__(self, en: str, nl: str = "") -> None:
        super().__init__(en)
        self.said = Bilingual(en, nl or en)


class CalculationStep(msgspec.Struct, frozen=True):
    """One step: what was computed, its value as computed (not rounded), and the article."""

    words: Bilingual
    value: float | int | str
    cite: str


class Calculated(msgspec.Struct, frozen=True, kw_only=True):
    """A result: ``values`` is plain data (numbers, texts, lists and mappings), ``rules`` and ``cites`` what it rests on.

    ``hangs_on`` names open questions whose answer would change it; ``notes`` say what was rounded or left out and why.
    """

    name: str
    values: Mapping[str, Any]
    rules: tuple[str, ...]
    cites: tuple[str, ...]
    steps: tuple[CalculationStep, ...] = ()
    hangs_on: tuple[str, ...] = ()
    notes: tuple[Bilingual, ...] = ()

    def value(self, path: str) -> Any:
        """The value at a path of names (``shares.NL``). Raises ``KeyError`` where there is none."""
        found: Any = self.values
        for name in path.split("."):
            found = found[name]
        return found


def per_cent(share: Fraction, decimals: int) -> float:
    """A share as a percentage with so many decimals, a half away from zero: for reading, never for computing on."""
    scale: int = 10**decimals
    return nearest(share * 100 * scale) / scale


def nearest(exact: Fraction) -> int:
    """The nearest whole number, a half upwards: no act of the Pact says how to round persons or places."""
    return floor(exact + Fraction(1, 2))


def exact(number: Any) -> Fraction:
    """A figure as it is written, without the error of binary decimals. Raises ``ValueError`` for what is no number."""
    if isinstance(number, bool) or not isinstance(number, (int, float, Fraction)):
        raise ValueError(f"{number!r} is no number")
    return Fraction(str(number)) if isinstance(number, float) else Fraction(number)


def given(data: Mapping[str, Any], name: str, default: float | Fraction | None = None) -> Fraction:
    """A figure that is not negative, or its default. Raises :class:`CalculationError` that says what to give."""
    value = data.get(name, default)
    try:
        found = exact(value)
    except ValueError:
        found = Fraction(-1)
    if found < 0:
        raise CalculationError(
            f"{name} is {value!r}; give a number, not negative", f"{name} is {value!r}; geef een getal, niet negatief"
        )
    return found


def percentage(number: float | Fraction) -> Fraction:
    """A percentage as a share: 60 is three fifths."""
    return exact(number) / 100


def yes(data: Mapping[str, Any], name: str) -> bool:
    """A truth value; left out means no. Raises :class:`CalculationError` for anything else."""
    value = data.get(name, False)
    if not isinstance(value, bool):
        raise CalculationError(
            f"{name} is {value!r}; write true or false", f"{name} is {value!r}; schrijf true of false"
        )
    return value


def step(en: str, nl: str, value: Fraction, cite: str) -> CalculationStep:
    """A step of a calculation with exact numbers."""
    return CalculationStep(Bilingual(en, nl), float(value), cite)


Run = Callable[[Mapping[str, Any], Book, date], Calculated]


class Calculation(msgspec.Struct, frozen=True, kw_only=True):
    """A declared formula. ``data`` says in words which figures are given and how; ``run`` makes it."""

    name: str
    block: Block
    question: Bilingual
    data: Bilingual
    rules: tuple[str, ...]
    cite: str
    run: Run


CALCULATIONS: dict[str, Calculation] = {}


def calculation(
    name: str, *, block: Block, question: Bilingual, data: Bilingual, rules: tuple[str, ...], cite: str
) -> Callable[[Run], Run]:
    """Declare a formula: decorates a function from figures, book and day to its result. A name is given once."""

    def enter(run: Run) -> Run:
        if name in CALCULATIONS:
            raise ValueError(f"calculation {name!r} is declared twice")
        CALCULATIONS[name] = Calculation(
            name=name, block=block, question=question, data=data, rules=rules, cite=cite, run=run
        )
        return run

    return enter


def calculate(name: str, data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """Make a calculation by its name.

    Raises :class:`CalculationError` for an unknown name and for figures with which it cannot be made.
    """
    from asylon.law.chapters import load

    load()
    found = CALCULATIONS.get(name)
    if found is None:
        raise CalculationError(
            f"there is no calculation {name!r}; the known ones: {', '.join(sorted(CALCULATIONS))}",
            f"er is geen berekening {name!r}; bekend zijn: {', '.join(sorted(CALCULATIONS))}",
        )
    return found.run(data, book, on)
