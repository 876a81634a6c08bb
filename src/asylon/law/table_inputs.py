"""Inputs of decision tables: finite domains and intervals, and the conditions that rows put on them.

The numbers of bounds are dated law data: an input names its bounds, the numbers come when asked.
"""

from __future__ import annotations

import enum
import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from asylon.law.citations import Bilingual

Number: TypeAlias = int | float | Decimal | Fraction
Bounds: TypeAlias = Mapping[str, Number]

#: One byte holds the code of a value in a column; the last code means unknown.
MOST_VALUES = 254


class Mark(enum.Enum):
    """Values that stand beside every domain."""

    ANY = "any"
    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return self.name


#: Condition: the row does not look at this input.
ANY = Mark.ANY
#: Input value: expressly unknown, also where the input is closed.
UNKNOWN = Mark.UNKNOWN


@dataclass(frozen=True, slots=True)
class Choice:
    """An input with a finite domain: yes or no, or a short list of words.

    ``closed``: not recorded means ``otherwise`` (for yes/no inputs: no, unless stated). ``words`` gives the
    values in the reader's language where the value itself does not read well.
    """

    name: str
    values: tuple[Any, ...] = (True, False)
    closed: bool = field(default=False, kw_only=True)
    otherwise: Any = field(default=None, kw_only=True)
    label: Bilingual = field(kw_only=True)
    words: Mapping[Any, Bilingual] = field(default_factory=dict, kw_only=True, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(self.values))
        if len(set(self.values)) != len(self.values) or not 2 <= len(self.values) <= MOST_VALUES:
            raise ValueError(f"input {self.name!r} needs 2 to {MOST_VALUES} different values")
        if any(value is None or isinstance(value, Mark) for value in self.values):
            raise ValueError(f"input {self.name!r}: None and UNKNOWN are not values of a domain")
        if self.closed and self.otherwise is None and False in self.values:
            object.__setattr__(self, "otherwise", False)
        if self.closed and self.otherwise not in self.values:
            raise ValueError(f"closed input {self.name!r} must say what not recorded means: {self.values!r}")
        if not self.closed and self.otherwise is not None:
            raise ValueError(f"open input {self.name!r} cannot say what not recorded means: mark it closed")

    @property
    def size(self) -> int:
        """Number of values."""
        return len(self.values)


def yes_no(name: str, en: str, nl: str, *, open_: bool = False) -> Choice:
    """A yes or no input; not recorded means no, or with ``open_`` unknown."""
    return Choice(name, closed=not open_, label=Bilingual(en, nl))


@dataclass(frozen=True, slots=True)
class Bound:
    """A named bound of an interval. ``inclusive``: the value equal to the bound lies in the lower cell.

    ``figure`` is the key of the book's figure that gives its number where nothing derogates; ``derogations`` are the keys
    of figures that a derogation puts in its place.
    """

    name: str
    inclusive: bool = True
    label: Bilingual | None = None
    figure: str = ""
    derogations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """An input that is a number, cut at named bounds in ascending order; ``unit`` follows the number."""

    name: str
    bounds: tuple[Bound | str, ...] = field(kw_only=True)
    closed: bool = field(default=False, kw_only=True)
    otherwise: Number | None = field(default=None, kw_only=True)
    label: Bilingual = field(kw_only=True)
    unit: str = field(default="", kw_only=True)
    #: The bounds, each as a :class:`Bound`.
    cuts: tuple[Bound, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = tuple(bound if isinstance(bound, Bound) else Bound(bound) for bound in self.bounds)
        object.__setattr__(self, "bounds", named)
        object.__setattr__(self, "cuts", named)
        names = {bound.name for bound in named}
        if len(names) != len(named) or not 1 <= len(named) < MOST_VALUES:
            raise ValueError(f"input {self.name!r} needs 1 to {MOST_VALUES - 1} different bounds")
        if self.closed is (self.otherwise is None):
            raise ValueError(f"input {self.name!r}: if closed, and only then, say what otherwise holds")

    @property
    def size(self) -> int:
        """Number of cells: one more than there are bounds."""
        return len(self.bounds) + 1

    def numbers(self, bounds: Bounds | None) -> tuple[Number, ...]:
        """The numbers of the bounds. ValueError if one is missing or no number, or they do not ascend."""
        names = [bound.name for bound in self.cuts]
        missing = [name for name in names if bounds is None or name not in bounds]
        if bounds is None or missing:
            raise ValueError(f"input {self.name!r} needs the number of bound {', '.join(map(repr, missing))}")
        numbers = tuple(bounds[name] for name in names)
        for name, number in zip(names, numbers, strict=True):
            if not is_number(number):
                raise ValueError(f"input {self.name!r}: bound {name!r} is no number: {number!r}")
        if any(low > high for low, high in pairwise(numbers)):
            told = ", ".join(f"{name}={number}" for name, number in zip(names, numbers, strict=True))
            raise ValueError(f"input {self.name!r}: the bounds must ascend, they are {told}")
        return numbers

    def cell(self, value: Number, numbers: tuple[Number, ...]) -> int:
        """In which of the cells the value lies, counted from the lowest."""
        cell = bisect_left(numbers, value)
        if cell < len(numbers) and numbers[cell] == value and not self.cuts[cell].inclusive:
            cell += 1
        return cell


Input: TypeAlias = Choice | Interval


def is_number(value: object) -> bool:
    """True for a number that can be compared with bounds: no truth value, no NaN."""
    return isinstance(value, Number) and not isinstance(value, bool) and not math.isnan(value)


@dataclass(frozen=True, slots=True)
class Not:
    """Condition: everything but these."""

    conditions: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Condition on an interval: from the bound ``lower`` to the bound ``upper``, as ``written``."""

    written: Literal["at_most", "below", "above", "at_least", "between"]
    lower: str | None
    upper: str | None


def not_(*conditions: Any) -> Not:
    """Every value of the domain except these."""
    return Not(conditions)


def at_most(bound: str) -> Span:
    """Less than or equal to an inclusive bound."""
    return Span("at_most", None, bound)


def above(bound: str) -> Span:
    """More than an inclusive bound."""
    return Span("above", bound, None)


def below(bound: str) -> Span:
    """Less than a bound that is not inclusive."""
    return Span("below", None, bound)


def at_least(bound: str) -> Span:
    """More than or equal to a bound that is not inclusive."""
    return Span("at_least", bound, None)


def between(lower: str, upper: str) -> Span:
    """From one bound to a higher one; each bound itself says on which side its own value lies."""
    return Span("between", lower, upper)


def condition_codes(entry: Input, condition: Any) -> set[int]:
    """The codes of an input that satisfy a condition. ValueError if none does or it is not of this input."""
    if condition is ANY:
        return set(range(entry.size))
    if isinstance(condition, Not):
        found = set(range(entry.size)) - condition_codes(entry, condition.conditions)
    elif isinstance(condition, set | frozenset | tuple | list):
        found = {code for part in condition for code in condition_codes(entry, part)}
    elif isinstance(condition, Span):
        found = _span_codes(entry, condition)
    elif isinstance(entry, Choice) and condition in entry.values:
        found = {entry.values.index(condition)}
    else:
        raise ValueError(f"{condition!r} is no value or condition of it")
    if not found:
        raise ValueError(f"the condition {condition!r} admits nothing")
    return found


def _span_codes(entry: Input, span: Span) -> set[int]:
    if isinstance(entry, Choice):
        raise ValueError(f"{span.written} needs an interval")
    bounds = {bound.name: number for number, bound in enumerate(entry.cuts)}
    for name in (span.lower, span.upper):
        if name is not None and name not in bounds:
            raise ValueError(f"it has no bound {name!r}, only {', '.join(bounds)}")
        wrong = ("below", "at_least") if name and entry.cuts[bounds[name]].inclusive else ("at_most", "above")
        if name is not None and span.written in wrong:
            lies = "lower" if entry.cuts[bounds[name]].inclusive else "upper"
            raise ValueError(f"{span.written}: the value equal to {name!r} lies in the {lies} cell")
    start = 0 if span.lower is None else bounds[span.lower] + 1
    end = len(bounds) if span.upper is None else bounds[span.upper]
    return set(range(start, end + 1))


def code_words(entry: Input, code: int) -> str:
    """The value or cell behind a code, in words for a proof."""
    if isinstance(entry, Choice):
        value = entry.values[code]
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    cuts = entry.cuts
    parts = []
    if code:
        parts.append(f"{'above' if cuts[code - 1].inclusive else 'at least'} {cuts[code - 1].name}")
    if code < len(cuts):
        parts.append(f"{'at most' if cuts[code].inclusive else 'below'} {cuts[code].name}")
    return " and ".join(parts)
