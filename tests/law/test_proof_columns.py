"""Every table of the law gives one case, a column of cases and whoever reads its rows the same answer.

Cases are made from the tables' own cells: every value of a domain, every bound and the numbers beside it, not recorded,
expressly unknown. A million of them are drawn at random over all tables, and every combination of known values is asked.
"""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest

from asylon.law.chapters import load
from asylon.law.columns import encode, rows_numba, rows_numpy
from asylon.law.table_inputs import ANY, UNKNOWN, Choice, Not, Span
from asylon.law.tables import TABLES, UNDECIDED, Decision

load()
NAMES = sorted(TABLES)
#: Over all tables together; each gets its share.
RANDOM_CASES = 1_000_000


def _bounds(table):
    """Numbers for the bounds that ascend in every input: they are dated figures, and any will do here."""
    found = {}
    for entry in table.inputs:
        if not isinstance(entry, Choice):
            for place, bound in enumerate(entry.cuts, start=1):
                found[bound.name] = max(found.get(bound.name, 0.0), 10.0 * place)
    return found


def _known(entry, bounds):
    """Every value of a domain; for numbers each bound, and the nearest numbers below and above it."""
    if isinstance(entry, Choice):
        return list(entry.values)
    numbers = sorted({bounds[bound.name] for bound in entry.cuts})
    near = {value for number in numbers for value in (number, math.nextafter(number, -1), math.nextafter(number, 1e9))}
    return sorted({*near, numbers[0] - 5, numbers[-1] + 5})


def _by_case(table, columns, bounds):
    """What the table answers case by case, as the columns write it."""
    number = {row.id: place for place, row in enumerate(table.rows)}
    names = list(columns)
    decide = table.decide
    found = np.empty(len(columns[names[0]]), np.uint16)
    for place, values in enumerate(zip(*columns.values(), strict=True)):
        answer = decide(dict(zip(names, values, strict=True)), bounds)
        found[place] = number[answer.row.id] if isinstance(answer, Decision) else UNDECIDED
    return found


def _as_objects(values):
    column = np.empty(len(values), object)
    column[:] = values
    return column


@pytest.mark.parametrize("name", NAMES)
def test_a_million_random_cases_are_answered_alike_one_by_one_and_in_columns(name):
    table, share = TABLES[name], RANDOM_CASES // len(NAMES)
    bounds = _bounds(table)
    chance = np.random.default_rng([2026, NAMES.index(name)])
    columns = {
        entry.name: _as_objects([*_known(entry, bounds), None, UNKNOWN])[
            chance.integers(0, len(_known(entry, bounds)) + 2, share)
        ]
        for entry in table.inputs
    }
    expected = _by_case(table, {key: column.tolist() for key, column in columns.items()}, bounds)
    codes = encode(table, columns, bounds)
    assert (rows_numpy(table, codes) == expected).all()
    assert (rows_numba(table, codes) == expected).all()


#: A table with more combinations than this is asked at every cell with one value of each, and at each bound in turn.
_MOST = 20_000


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_and_every_bound_is_answered_as_the_rows_say(name):
    table = TABLES[name]
    bounds = _bounds(table)
    values = [_known(entry, bounds) for entry in table.inputs]
    if math.prod(map(len, values)) > _MOST:
        values = [
            known if isinstance(entry, Choice) else [bounds[bound.name] for bound in entry.cuts] + [known[-1]]
            for entry, known in zip(table.inputs, values, strict=True)
        ]
    cases = list(product(*values))
    columns = {entry.name: [case[place] for case in cases] for place, entry in enumerate(table.inputs)}
    expected = np.array([_first_row(table, case, bounds) for case in cases], np.uint16)
    assert (_by_case(table, columns, bounds) == expected).all()
    codes = encode(table, {key: _as_objects(column) for key, column in columns.items()}, bounds)
    assert (rows_numpy(table, codes) == expected).all()
    assert (rows_numba(table, codes) == expected).all()


def _first_row(table, case, bounds):
    """The first row whose conditions hold, read as a lawyer reads them: without the table's own array."""
    for number, row in enumerate(table.rows):
        if all(
            _holds(entry, row.when.get(entry.name, ANY), value, bounds)
            for entry, value in zip(table.inputs, case, strict=True)
        ):
            return number
    raise AssertionError(f"no row of {table.name} fits {case}")


def _holds(entry, condition, value, bounds):
    if condition is ANY:
        return True
    if isinstance(condition, Not):
        return not any(_holds(entry, part, value, bounds) for part in condition.conditions)
    if isinstance(condition, (set, frozenset, tuple, list)):
        return any(_holds(entry, part, value, bounds) for part in condition)
    if isinstance(condition, Span):
        inclusive = {bound.name: bound.inclusive for bound in entry.cuts}
        low, high = condition.lower, condition.upper
        over = low is None or (value > bounds[low] if inclusive[low] else value >= bounds[low])
        under = high is None or (value <= bounds[high] if inclusive[high] else value < bounds[high])
        return over and under
    return type(value) is type(condition) and value == condition
