"""Decision tables: a rule with several conditions, written once and read by four readers.

A table asks one question. Its inputs have finite domains, or are numbers cut at bounds that the law names;
its rows say which conditions lead to which outcome, on the ground of which rules and article. As every domain
is finite, a table *is* one flat array of row numbers over all combinations (cells): a case, a column of
cases, a simulation kernel and the proof (``proof``) read that same array.

An input that nobody recorded is either *closed* (not recorded means its ``otherwise``, usually no) or *open*
(not recorded means unknown). With unknown inputs every row that can still be reached counts: if they agree,
that is the answer; if not, the answer is :class:`Undecided`, which names the inputs that would settle it.

The numbers of bounds are dated law data and are given when the table is asked, never written in it.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import Any, Literal, TypeAlias

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.table_inputs import (
    ANY,
    UNKNOWN,
    Bound,
    Bounds,
    Choice,
    Input,
    Interval,
    Not,
    Number,
    Span,
    above,
    at_least,
    at_most,
    below,
    between,
    code_words,
    condition_codes,
    is_number,
    not_,
    yes_no,
)

__all__ = [
    "ANY",
    "NO_ROW",
    "TABLES",
    "UNDECIDED",
    "UNKNOWN",
    "Bound",
    "Bounds",
    "Choice",
    "Decision",
    "DecisionTable",
    "Input",
    "Interval",
    "Not",
    "Number",
    "Reason",
    "Row",
    "Span",
    "Undecided",
    "above",
    "at_least",
    "at_most",
    "below",
    "between",
    "not_",
    "register_table",
    "yes_no",
]

HitPolicy: TypeAlias = Literal["unique", "first"]

#: A table with more cells than this must be split into tables that ask one after another.
MOST_CELLS = 2**18
#: In the array: no row answers this cell.
NO_ROW = 0xFFFF
#: In a column of answers: the rows still in reach lead to different outcomes.
UNDECIDED = 0xFFFE

#: More than any table has cells.
_BELOW_ALL = 2**40
#: So many answers with unknown inputs are remembered before the memory starts afresh.
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: ``when`` these conditions hold, ``then`` this outcome, by these rules."""

    id: str
    when: Mapping[str, Any] = field(hash=False)
    then: str
    rules: tuple[str, ...]
    cite: str

    def __post_init__(self) -> None:
        rules: Any = self.rules
        if isinstance(rules, str):
            raise ValueError(f"row {self.id!r}: rules is a tuple of rule ids, not one string")
        object.__setattr__(self, "when", dict(self.when))
        object.__setattr__(self, "rules", tuple(rules))


class Reason(msgspec.Struct, frozen=True):
    """A table row that fired: the table, the row, its outcome, the rules and article it stands on."""

    table: str
    row: str
    outcome: str
    rules: tuple[str, ...]
    cite: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer: the outcome and the rows that led to it (several where unknown inputs do not matter).

    ``answer`` is the outcome with those rows as reasons, made once: positions by the thousand hold the same ones.
    """

    table: str
    outcome: str
    rows: tuple[Row, ...]
    rules: tuple[str, ...]
    cite: str
    answer: tuple[str, tuple[Reason, ...]]

    @property
    def row(self) -> Row:
        """The first row that led to the outcome."""
        return self.rows[0]


@dataclass(frozen=True, slots=True)
class Undecided:
    """No one answer yet: the ``outcomes`` still in reach and the inputs that would ``settle`` which it is."""

    table: str
    outcomes: tuple[str, ...]
    settle: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    rules: tuple[str, ...] = ()
    cite: str = ""


class _NoStep(dict[Any, int]):
    """The steps of an input that is a number: none, its cell is looked up by its bounds."""

    def __missing__(self, value: object) -> int:
        return 0


_NO_STEP = _NoStep()


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A question, its inputs, its rows in the order of the act, and its outcomes with their meaning.

    ``hit_policy``: under ``unique`` exactly one row fits every case; under ``first`` the first that
    fits counts.
    Raises ValueError if a row speaks of an input, value or bound the table does not have.
    """

    name: str
    question: Bilingual
    inputs: tuple[Input, ...]
    rows: tuple[Row, ...] = field(hash=False)
    outcomes: Mapping[str, Bilingual] = field(hash=False)
    hit_policy: HitPolicy = "unique"
    #: How far the next value of an input lies in the array, per input.
    strides: tuple[int, ...] = field(init=False, repr=False, compare=False)
    #: The number of the row that answers each cell.
    rows_by_cell: array[int] = field(init=False, repr=False, compare=False)
    #: The codes that each row allows, per input.
    row_codes: tuple[tuple[tuple[int, ...], ...], ...] = field(init=False, repr=False, compare=False)
    #: The rules of all its rows.
    rules: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _names: frozenset[str] = field(init=False, repr=False, compare=False)
    _decisions: list[Decision] = field(init=False, repr=False, compare=False)
    _memory: dict[tuple[int, ...], Decision | Undecided] = field(init=False, repr=False, compare=False)
    _start: int = field(init=False, repr=False, compare=False)
    _steps: dict[str, dict[Any, int]] = field(init=False, repr=False, compare=False)
    _intervals: tuple[tuple[Any, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = partial(object.__setattr__, self)
        put("inputs", tuple(self.inputs))
        put("rows", tuple(self.rows))
        put("outcomes", dict(self.outcomes))
        if self.hit_policy not in ("unique", "first"):
            raise ValueError(f"table {self.name!r}: unknown hit policy {self.hit_policy!r}")
        if not self.inputs or not 0 < len(self.rows) < UNDECIDED:
            raise ValueError(f"table {self.name!r} needs an input and a row")
        for what, names in (("input", [i.name for i in self.inputs]), ("row", [row.id for row in self.rows])):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"table {self.name!r} has {what} {', '.join(twice)} twice")
        sizes = [entry.size for entry in self.inputs]
        cells = math.prod(sizes)
        if cells > MOST_CELLS:
            raise ValueError(
                f"table {self.name!r} has {cells} cells, more than {MOST_CELLS}: split it, let one table"
                " decide an intermediate question and make its outcome an input of the next"
            )
        put("strides", tuple(math.prod(sizes[n + 1 :]) for n in range(len(sizes))))
        put("row_codes", tuple(self._codes_of(row) for row in self.rows))
        put("rows_by_cell", self._compile(cells))
        put("rules", _rules(self.rows))
        put("_names", frozenset(entry.name for entry in self.inputs))
        put("_decisions", [_decision(self.name, (row,)) for row in self.rows])
        put("_memory", {})
        self._prepare_fast_path(put)

    def __reduce__(self) -> tuple[Any, ...]:
        given = (self.name, self.question, self.inputs, self.rows, self.outcomes, self.hit_policy)
        return DecisionTable, given

    # -- compiling ------------------------------------------------------------

    def _codes_of(self, row: Row) -> tuple[tuple[int, ...], ...]:
        strangers = sorted(set(row.when) - {entry.name for entry in self.inputs})
        if strangers:
            raise ValueError(f"{self._place(row)}: no input is called {', '.join(strangers)}")
        codes = []
        for entry in self.inputs:
            try:
                codes.append(tuple(sorted(condition_codes(entry, row.when.get(entry.name, ANY)))))
            except ValueError as error:
                raise ValueError(f"{self._place(row)}, input {entry.name!r}: {error}") from None
        return tuple(codes)

    def _place(self, row: Row) -> str:
        return f"table {self.name!r}, row {row.id!r}"

    def _compile(self, cells: int) -> array[int]:
        compiled = array("H", [NO_ROW]) * cells
        # from the last row to the first, so that an earlier row stays on top
        for number in range(len(self.rows) - 1, -1, -1):
            codes = self.row_codes[number]
            looked_at = len(codes)
            while looked_at and len(codes[looked_at - 1]) == self.inputs[looked_at - 1].size:
                looked_at -= 1
            block = self.strides[looked_at - 1] if looked_at else cells
            filled = array("H", [number]) * block
            for start in _products(codes[:looked_at], self.strides):
                compiled[start : start + block] = filled
        return compiled

    def _prepare_fast_path(self, put: Callable[[str, Any], None]) -> None:
        """Where a case lies: from the cell in which nothing is recorded, so far per input that is."""
        start = 0
        steps: dict[str, dict[Any, int]] = {}
        intervals: list[tuple[Any, ...]] = []
        for number, (entry, stride) in enumerate(zip(self.inputs, self.strides, strict=True)):
            if isinstance(entry, Choice):
                # An open input that is not recorded leaves the sum far below zero.
                begin = entry.values.index(entry.otherwise) * stride if entry.closed else -_BELOW_ALL
                start += begin
                steps[entry.name] = {value: code * stride - begin for code, value in enumerate(entry.values)}
            else:
                steps[entry.name] = _NO_STEP
                names = [bound.name for bound in entry.cuts]
                pick: Any = itemgetter(*names) if len(names) > 1 else _single(names[0])
                plain = all(bound.inclusive for bound in entry.cuts)
                intervals.append((entry, entry.name, pick, set(), plain, stride, number))
        put("_start", start)
        put("_steps", steps)
        put("_intervals", tuple(intervals))

    # -- deciding ------------------------------------------------------------

    def decide(self, inputs: Mapping[str, Any], bounds: Bounds | None = None) -> Decision | Undecided:
        """Answer for one case. A missing input or None is *not recorded*; ``UNKNOWN`` is expressly unknown.

        ``bounds`` gives the number of every bound. ValueError for an input the table does not have, a value
        outside its domain, or bounds that are missing or do not ascend; LookupError where an incomplete table
        has no row.
        """
        cell = self._start
        steps = self._steps
        try:
            for name, value in inputs.items():
                if value is not None:
                    cell += steps[name][value]
                elif name not in steps:
                    return self._decide_with_care(inputs, bounds)
            unknown: tuple[int, ...] = ()
            for entry, name, pick, approved, plain, stride, number in self._intervals:
                value = inputs.get(name)
                if value is None:
                    value = entry.otherwise
                    if value is None:
                        unknown = (*unknown, number)
                        continue
                numbers = pick(bounds)
                if numbers not in approved or value != value or value is True or value is False:
                    return self._decide_with_care(inputs, bounds)
                cell += (bisect_left(numbers, value) if plain else entry.cell(value, numbers)) * stride
            if cell >= 0:
                if not unknown:
                    return self._decisions[self.rows_by_cell[cell]]
                answer = self._memory.get((cell, *unknown))
                if answer is not None:
                    return answer
        except (KeyError, TypeError, IndexError):
            pass  # something is unknown, or wrong: the careful path tells which
        return self._decide_with_care(inputs, bounds)

    def _decide_with_care(self, inputs: Mapping[str, Any], bounds: Bounds | None) -> Decision | Undecided:
        strangers = sorted(str(name) for name in inputs if name not in self._names)
        if strangers:
            known = ", ".join(entry.name for entry in self.inputs)
            raise ValueError(f"table {self.name!r} has no input {', '.join(strangers)}, only {known}")
        cell = 0
        unknown: list[int] = []
        for number, (entry, stride) in enumerate(zip(self.inputs, self.strides, strict=True)):
            value = inputs.get(entry.name)
            if value is None:
                value = entry.otherwise if entry.closed else UNKNOWN
            if value is UNKNOWN:
                unknown.append(number)
            else:
                cell += self.code(entry, value, bounds) * stride
        key = (cell, *unknown)
        answer = self._memory.get(key)
        if answer is None:
            answer = self._reach(cell, unknown)
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            self._memory[key] = answer
        return answer

    def code(self, entry: Input, value: Any, bounds: Bounds | None = None) -> int:
        """The code of a value: its place in the domain, or its cell. ValueError outside the domain."""
        if isinstance(entry, Choice):
            try:
                return entry.values.index(value)
            except ValueError:
                allowed = ", ".join(map(repr, entry.values))
        elif is_number(value):
            try:
                numbers = entry.numbers(bounds)
            except ValueError as error:
                raise ValueError(f"table {self.name!r}, {error}") from None
            self._approve(entry, numbers)
            return entry.cell(value, numbers)
        else:
            allowed = "numbers"
        raise ValueError(f"table {self.name!r}, input {entry.name!r}: {value!r} is not among {allowed}")

    def _approve(self, entry: Interval, numbers: tuple[Number, ...]) -> None:
        """Remember numbers that passed the check, so that the next case need not check them again."""
        for mine, _, _, approved, *_ in self._intervals:
            if mine is entry:
                if len(approved) >= _REMEMBERED:
                    approved.clear()
                approved.add(numbers)

    def _reach(self, cell: int, unknown: list[int]) -> Decision | Undecided:
        free = [tuple(range(self.inputs[number].size)) for number in unknown]
        steps = [self.strides[number] for number in unknown]
        cells = [cell + offset for offset in _products(free, steps)]
        found = [self.rows_by_cell[at] for at in cells]
        if NO_ROW in found:
            raise LookupError(f"table {self.name!r} has no row for {self.words(cells[found.index(NO_ROW)])}")
        rows = tuple(self.rows[number] for number in sorted(set(found)))
        outcomes = tuple(dict.fromkeys(row.then for row in rows))
        if len(outcomes) == 1:
            return self._decisions[found[0]] if len(rows) == 1 else _decision(self.name, rows)
        ends = [self.rows[number].then for number in found]
        settle = []
        apart = len(found)
        for number, codes in zip(unknown, free, strict=True):
            # neighbours along this input lie `apart` places away; it matters if two of them end differently
            width, apart = apart, apart // len(codes)
            if any(ends[at] != ends[at - at % width + at % apart] for at in range(len(ends))):
                settle.append(self.inputs[number].name)
        return Undecided(self.name, outcomes, tuple(settle), rows, _rules(rows), _cite(rows))

    # -- telling ------------------------------------------------------------

    def codes(self, cell: int) -> tuple[int, ...]:
        """The code of every input in a cell."""
        pairs = zip(self.inputs, self.strides, strict=True)
        return tuple(cell // stride % entry.size for entry, stride in pairs)

    def words(self, cell: int) -> str:
        """A cell as ``input=value`` words."""
        return ", ".join(
            f"{entry.name}={code_words(entry, code)}" for entry, code in zip(self.inputs, self.codes(cell), strict=True)
        )


def _single(name: str) -> Callable[[Bounds], tuple[Number, ...]]:
    return lambda bounds: (bounds[name],)


def _products(codes: Iterable[Sequence[int]], strides: Iterable[int]) -> list[int]:
    """The offsets of all combinations of codes, the last input running fastest."""
    offsets = [0]
    for allowed, stride in zip(codes, strides, strict=False):
        offsets = [offset + code * stride for offset in offsets for code in allowed]
    return offsets


def _rules(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule for row in rows for rule in row.rules))


def _cite(rows: tuple[Row, ...]) -> str:
    return "; ".join(dict.fromkeys(row.cite for row in rows))


def _decision(table: str, rows: tuple[Row, ...]) -> Decision:
    reasons = tuple(Reason(table, row.id, row.then, row.rules, row.cite) for row in rows)
    return Decision(table, rows[0].then, rows, _rules(rows), _cite(rows), (rows[0].then, reasons))


#: Every table of the law, by name.
TABLES: dict[str, DecisionTable] = {}


def register_table(table: DecisionTable) -> DecisionTable:
    """Enter a table in :data:`TABLES`, to be proved and published. ValueError if its name is taken."""
    if table.name in TABLES:
        raise ValueError(f"there is already a table called {table.name!r}")
    TABLES[table.name] = table
    return table
