"""Decision tables on columns: the same array that decides one case decides a million at once.

Columns of values become columns of codes (:func:`encode`), one byte for every case; :data:`UNKNOWN_CODE`
means unknown. The codes become row numbers, by NumPy (:func:`rows_numpy`) or by one compiled kernel that
serves every table (:func:`rows_numba`), and row numbers become outcomes (:func:`outcomes`). The answers are
those of :meth:`asylon.law.tables.DecisionTable.decide`: where unknown inputs leave several rows that agree,
the first of them stands; where they disagree the number is :data:`~asylon.law.tables.UNDECIDED`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from asylon.law.tables import NO_ROW, UNDECIDED, UNKNOWN, Bounds, DecisionTable, Input, Interval

#: In a column of codes: the value is unknown.
UNKNOWN_CODE = 255

Codes: TypeAlias = tuple[NDArray[np.uint8], ...]
RowNumbers: TypeAlias = NDArray[np.uint16]


def encode(table: DecisionTable, columns: Mapping[str, Any], bounds: Bounds | None = None) -> Codes:
    """One column of codes per input of the table, in its order.

    A column is an array of values (truth values, words, numbers, or objects that may be None or ``UNKNOWN``)
    or, if its type is ``uint8``, of codes already. Not recorded, that is a column left out, None, NaN among
    numbers or code 255, becomes what a closed input says and unknown for an open one. ``UNKNOWN`` stays
    unknown. ValueError for a column the table does not ask for, columns of different length, or a value
    outside the domain.
    """
    strangers = sorted(set(columns) - {entry.name for entry in table.inputs})
    if strangers:
        raise ValueError(f"table {table.name!r} has no input {', '.join(strangers)}")
    given = {name: np.asarray(column) for name, column in columns.items()}
    lengths = {len(column) for column in given.values()}
    if len(lengths) != 1:
        raise ValueError(f"table {table.name!r} needs columns of one length, not {sorted(lengths)}")
    length = lengths.pop()
    return tuple(_encode(table, entry, given.get(entry.name), length, bounds) for entry in table.inputs)


def _encode(
    table: DecisionTable, entry: Input, column: NDArray[Any] | None, length: int, bounds: Bounds | None
) -> NDArray[np.uint8]:
    absent = table.code(entry, entry.otherwise, bounds) if entry.closed else UNKNOWN_CODE
    if column is None:
        return np.full(length, absent, np.uint8)
    if column.dtype == np.uint8:
        bad = (column >= entry.size) & (column != UNKNOWN_CODE)
        if bad.any():
            raise ValueError(f"table {table.name!r}, input {entry.name!r}: {column[bad][0]} is no code of it")
        return np.where(column == UNKNOWN_CODE, np.uint8(absent), column)
    if column.dtype.kind == "O":
        return _encode_objects(table, entry, column, absent, bounds)
    if isinstance(entry, Interval):
        return _encode_numbers(table, entry, column, absent, bounds)
    codes = np.full(length, UNKNOWN_CODE, np.uint8)
    for code, value in enumerate(entry.values):
        if np.asarray(value).dtype.kind == column.dtype.kind:
            codes[column == value] = code
    wrong = codes == UNKNOWN_CODE
    if wrong.any():
        table.code(entry, column[wrong][0].item(), bounds)  # tells what is allowed
        raise ValueError(f"table {table.name!r}, input {entry.name!r}: the type {column.dtype} does not fit")
    return codes


def _encode_objects(
    table: DecisionTable, entry: Input, column: NDArray[Any], absent: int, bounds: Bounds | None
) -> NDArray[np.uint8]:
    known: dict[Any, int] = {None: absent, UNKNOWN: UNKNOWN_CODE}
    for value in column:
        if value not in known:
            known[value] = table.code(entry, value, bounds)
    return np.fromiter((known[value] for value in column), np.uint8, len(column))


def _encode_numbers(
    table: DecisionTable, entry: Interval, column: NDArray[Any], absent: int, bounds: Bounds | None
) -> NDArray[np.uint8]:
    if column.dtype.kind not in "iuf":
        raise ValueError(f"table {table.name!r}, input {entry.name!r} needs numbers, not {column.dtype}")
    cuts = np.array([float(number) for number in entry.numbers(bounds)])
    codes = np.searchsorted(cuts, column, side="left").astype(np.uint8)
    for number, bound in enumerate(entry.cuts):
        if not bound.inclusive:
            codes[column == cuts[number]] = number + 1
    if column.dtype.kind == "f":
        codes[np.isnan(column)] = absent
    return codes


def _checked(table: DecisionTable, codes: Sequence[NDArray[np.uint8]]) -> Codes:
    """The codes as columns of bytes. ValueError if their number, their length or a code is wrong."""
    columns = tuple(np.ascontiguousarray(column, np.uint8) for column in codes)
    if len(columns) != len(table.inputs) or len({len(column) for column in columns}) != 1:
        raise ValueError(f"table {table.name!r} needs {len(table.inputs)} columns of codes of one length")
    for entry, column in zip(table.inputs, columns, strict=True):
        if ((column >= entry.size) & (column != UNKNOWN_CODE)).any():
            raise ValueError(f"table {table.name!r}, input {entry.name!r}: a code is out of range")
    return columns


@lru_cache(maxsize=256)
def _array(table: DecisionTable) -> RowNumbers:
    return np.frombuffer(table.rows_by_cell, np.uint16)


@lru_cache(maxsize=256)
def _outcome_of_row(table: DecisionTable) -> RowNumbers:
    """The number of the outcome of each row, in the order in which the rows first name them."""
    order = {key: number for number, key in enumerate(outcome_keys(table))}
    return np.array([order[row.then] for row in table.rows], np.uint16)


def outcome_keys(table: DecisionTable) -> tuple[str, ...]:
    """The outcomes of the table in the order in which its rows first name them: what outcome codes count."""
    return tuple(dict.fromkeys(row.then for row in table.rows))


@lru_cache(maxsize=1024)
def _reduced(table: DecisionTable, unknown: tuple[int, ...]) -> RowNumbers:
    """The array seen by someone who does not know these inputs: they have one cell each, the answer in it."""
    grid = _array(table).reshape([entry.size for entry in table.inputs])
    rows = grid.min(axis=unknown, keepdims=True)
    gap = grid.max(axis=unknown, keepdims=True) == NO_ROW
    ends = _outcome_of_row(table)[np.where(grid == NO_ROW, 0, grid)]
    differ = ends.min(axis=unknown, keepdims=True) != ends.max(axis=unknown, keepdims=True)
    answers = np.where(gap, NO_ROW, np.where(differ, UNDECIDED, rows)).astype(np.uint16)
    answers.setflags(write=False)
    return answers


def rows_numpy(table: DecisionTable, codes: Sequence[NDArray[np.uint8]]) -> RowNumbers:
    """The number of the row that answers each case; ``UNDECIDED``, or ``NO_ROW`` in an incomplete table."""
    columns = _checked(table, codes)
    cells = np.zeros(len(columns[0]), np.int64)
    unknown = np.zeros(len(columns[0]), np.int64)
    for number, (column, stride) in enumerate(zip(columns, table.strides, strict=True)):
        missing = column == UNKNOWN_CODE
        cells += np.where(missing, 0, column.astype(np.int64) * stride)
        unknown |= missing.astype(np.int64) << number
    rows = _array(table)[cells]
    for pattern in np.unique(unknown):
        if pattern:
            axes = tuple(number for number in range(len(columns)) if pattern >> number & 1)
            answers = _reduced(table, axes)
            these = unknown == pattern
            place = [
                np.zeros_like(column[these]) if number in axes else column[these]
                for number, column in enumerate(columns)
            ]
            rows[these] = answers[tuple(place)]
    return rows


def _decide_cases(
    codes: NDArray[np.uint8],
    sizes: NDArray[np.int64],
    strides: NDArray[np.int64],
    rows_by_cell: RowNumbers,
    outcome_of_row: RowNumbers,
    answers: RowNumbers,
) -> None:
    """Any table, case by case; ``codes`` is inputs × cases. Compiled by :func:`_kernel`."""
    inputs, cases = codes.shape
    for case in range(cases):
        cell = 0
        reachable = 1
        for number in range(inputs):
            code = codes[number, case]
            if code == UNKNOWN_CODE:
                reachable *= sizes[number]
            else:
                cell += code * strides[number]
        first = rows_by_cell[cell]
        if reachable > 1:
            undecided = False
            for step in range(reachable):
                at = cell
                rest = step
                for number in range(inputs):
                    if codes[number, case] == UNKNOWN_CODE:
                        at += rest % sizes[number] * strides[number]
                        rest //= sizes[number]
                row = rows_by_cell[at]
                if row == NO_ROW or first == NO_ROW:
                    first = np.uint16(NO_ROW)
                    undecided = False
                    break
                if outcome_of_row[row] != outcome_of_row[first]:
                    undecided = True
                first = min(first, row)
            if undecided:
                first = np.uint16(UNDECIDED)
        answers[case] = first


@lru_cache(maxsize=1)
def _kernel() -> Callable[..., None]:
    """The kernel, compiled when first used: once for all tables, without the interpreter's lock.

    It does not start threads of its own, so that a simulation can give every replication one core.
    """
    import numba

    compiled: Callable[..., None] = numba.njit(nogil=True, cache=False)(_decide_cases)
    return compiled


def rows_numba(table: DecisionTable, codes: Sequence[NDArray[np.uint8]]) -> RowNumbers:
    """As :func:`rows_numpy`, by the compiled kernel: about ten times as fast once it is compiled."""
    columns = _checked(table, codes)
    answers = np.empty(len(columns[0]), np.uint16)
    sizes = np.array([entry.size for entry in table.inputs], np.int64)
    strides = np.array(table.strides, np.int64)
    _kernel()(np.stack(columns), sizes, strides, _array(table), _outcome_of_row(table), answers)
    return answers


def outcome_codes(table: DecisionTable, rows: RowNumbers) -> RowNumbers:
    """The place of each outcome in :func:`outcome_keys`; ``UNDECIDED`` and ``NO_ROW`` stay what they are."""
    table_rows = len(table.rows)
    codes = _outcome_of_row(table)[np.minimum(rows, table_rows - 1)]
    return np.where(rows < table_rows, codes, rows).astype(np.uint16)


def outcomes(table: DecisionTable, rows: RowNumbers) -> NDArray[np.object_]:
    """The outcome of each case as its key; None where it is undecided or the table has no row."""
    keys = np.array([*(row.then for row in table.rows), None], object)
    return keys[np.minimum(rows, len(table.rows))]
