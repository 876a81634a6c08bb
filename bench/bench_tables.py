"""How many cases a second does a decision table decide over columns, on two cores?

Ours reads the table's array with one generic compiled kernel, in chunks spread over two threads; the peers write the
same table as chains of conditions, numpy ``select`` (one core) and polars ``when-then`` (its own threads). All start from
the same columns: a byte for each choice, a number for the recognition rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from asylon.gazette import book as gazette_book
from asylon.law.chapters import load
from asylon.law.columns import UNKNOWN_CODE, encode, rows_numba, rows_numpy
from asylon.law.tables import ANY, TABLES, UNDECIDED, UNKNOWN, Choice, Decision, DecisionTable, Span
from pairs import compare, progress
from zen_table import boundary_cases

CASES = 1_000_000
CHUNK = 1 << 16
THREADS = 2

Columns = dict[str, NDArray[Any]]


def draw(table: DecisionTable, bounds: Mapping[str, float], seed: int) -> Columns:
    """Random cases: every value of every choice equally often, a rate of 0 to 100 and often one of the bounds."""
    rng = np.random.default_rng(seed)
    columns: Columns = {}
    for entry in table.inputs:
        if isinstance(entry, Choice):
            columns[entry.name] = rng.integers(0, entry.size, CASES, dtype=np.uint8)
        else:
            rates = rng.uniform(0, 100, CASES).round(1)
            at_bound = rng.random(CASES) < 0.2
            rates[at_bound] = rng.choice(sorted(set(bounds.values())), at_bound.sum())
            columns[entry.name] = rates
    return columns


def with_unknowns(table: DecisionTable, columns: Columns, seed: int) -> Columns:
    """The same cases with one value in ten not recorded."""
    rng = np.random.default_rng(seed)
    found: Columns = {}
    for entry in table.inputs:
        column = columns[entry.name].copy()
        missing = rng.random(CASES) < 0.1
        column[missing] = UNKNOWN_CODE if isinstance(entry, Choice) else np.nan
        found[entry.name] = column
    return found


def scalar_row(table: DecisionTable, inputs: Mapping[str, Any], bounds: Mapping[str, float]) -> int:
    """The number of the row by the scalar way, case by case."""
    answer = table.decide(inputs, bounds)
    return table.rows.index(answer.row) if isinstance(answer, Decision) else UNDECIDED


def assert_scalar(table: DecisionTable, columns: Columns, bounds: Mapping[str, float]) -> None:
    """Kernel and numpy give what the scalar way gives on every case of the columns."""
    codes = encode(table, columns, bounds)
    compiled = rows_numba(table, codes)
    assert np.array_equal(compiled, rows_numpy(table, codes))
    values: list[list[Any]] = []
    for entry in table.inputs:
        column = columns[entry.name]
        if isinstance(entry, Choice):
            words = [*entry.values, *[None] * (UNKNOWN_CODE + 1 - entry.size)]
            values.append([words[code] for code in column.tolist()])
        else:
            values.append([None if rate != rate else rate for rate in column.tolist()])
    names = [entry.name for entry in table.inputs]
    place = {row.id: number for number, row in enumerate(table.rows)}
    decide = table.decide
    for number, case in enumerate(zip(*values, strict=True)):
        answer = decide(dict(zip(names, case, strict=True)), bounds)
        row = place[answer.row.id] if isinstance(answer, Decision) else UNDECIDED
        assert row == compiled[number], case


def assert_boundaries(table: DecisionTable, bounds: Mapping[str, float]) -> int:
    """Kernel and scalar way agree on every boundary case, unknown values included. Returns how many there are."""
    cases = list(boundary_cases(table, bounds, UNKNOWN))
    columns = {entry.name: np.array([case[entry.name] for case in cases], dtype=object) for entry in table.inputs}
    compiled = rows_numba(table, encode(table, columns, bounds))
    for number, case in enumerate(cases):
        assert scalar_row(table, case, bounds) == compiled[number], case
    return len(cases)


def conditions(table: DecisionTable, bounds: Mapping[str, float], column: Any, every: Any) -> list[Any]:
    """Each row as one condition over columns, for a peer; ``column(name)`` gives a column, ``every`` is always true."""
    found = []
    for row in table.rows:
        fits = every
        for entry in table.inputs:
            wanted = row.when.get(entry.name, ANY)
            if wanted is ANY:
                continue
            values = column(entry.name)
            if isinstance(wanted, Span):
                assert all(bound.inclusive for bound in entry.cuts)  # type: ignore[union-attr]
                part = values <= bounds[wanted.upper] if wanted.upper else every
                if wanted.lower:
                    part = part & (values > bounds[wanted.lower])
            else:
                assert isinstance(entry, Choice)
                allowed = wanted if isinstance(wanted, tuple) else (wanted,)
                part = values == entry.values.index(allowed[0])
                for other in allowed[1:]:
                    part = part | (values == entry.values.index(other))
            fits = part if fits is every else fits & part
        found.append(fits)
    return found


def by_numpy(table: DecisionTable, columns: Columns, bounds: Mapping[str, float]) -> NDArray[np.uint16]:
    """The table as ``numpy.select``."""
    every = np.ones(len(next(iter(columns.values()))), bool)
    chain = conditions(table, bounds, columns.__getitem__, every)
    return np.select(chain, [np.uint16(number) for number in range(len(table.rows))], np.uint16(0))


def polars_chain(table: DecisionTable, bounds: Mapping[str, float]) -> pl.Expr:
    """The table as polars ``when-then``."""
    every = pl.lit(True)
    chain: Any = pl
    for number, fits in enumerate(conditions(table, bounds, pl.col, every)):
        chain = chain.when(fits).then(pl.lit(number, pl.UInt16))
    return chain.otherwise(pl.lit(0, pl.UInt16)).alias("row")


def main() -> None:
    load()
    book, on = gazette_book(), date(2026, 11, 24)
    table = TABLES["border-procedure-obligation"]
    bounds = {
        "mandatory_rate": book.number("crisis-low-recognition-rate", on),
        "low_rate": book.number("low-recognition-rate", on),
        "crisis_rate": book.number("crisis-merits-recognition-rate", on),
    }
    columns = draw(table, bounds, seed=1)
    frame = pl.DataFrame(columns)
    chain = polars_chain(table, bounds)

    progress("the same answers: a million random cases case by case, the same with unknowns, and every boundary case")
    assert_scalar(table, columns, bounds)
    assert_scalar(table, with_unknowns(table, columns, seed=2), bounds)
    boundaries = assert_boundaries(table, bounds)
    codes = encode(table, columns, bounds)
    ours = rows_numba(table, codes)
    assert np.array_equal(ours, by_numpy(table, columns, bounds))
    assert np.array_equal(ours, frame.select(chain)["row"].to_numpy())
    same = (
        f"equal to the scalar answer on {CASES} random cases, {CASES} with unknown values and {boundaries} boundary"
        f" cases; equal to both peers on the {CASES}"
    )

    starts = range(0, CASES, CHUNK)
    pieces = [tuple(column[start : start + CHUNK] for column in codes) for start in starts]
    raw = [{name: column[start : start + CHUNK] for name, column in columns.items()} for start in starts]
    with ThreadPoolExecutor(THREADS) as pool:

        def kernel() -> int:
            return sum(len(rows) for rows in pool.map(lambda piece: rows_numba(table, piece), pieces))

        def whole() -> int:
            return sum(
                len(rows) for rows in pool.map(lambda piece: rows_numba(table, encode(table, piece, bounds)), raw)
            )

        def plain() -> int:
            return len(rows_numpy(table, encode(table, columns, bounds)))

        def select() -> int:
            return len(by_numpy(table, columns, bounds))

        def when_then() -> int:
            return len(frame.select(chain))

        name, rows = table.name, len(table.rows)
        question = f"decision table {name} ({rows} rows, {len(table.rows_by_cell)} cells) over {CASES} cases"
        threads = f"{THREADS} threads"
        numpy_peer = ("numpy select, one core", select)
        polars_peer = (f"polars when-then, {pl.thread_pool_size()} threads", when_then)
        goal = "ours at least 20 million a second on two cores"
        encoded = (f"kernel on encoded columns (as a simulation holds them), {threads}", kernel)
        compare(question, "cases a second", encoded, polars_peer, same=same, target=goal)
        compare(question, "cases a second", encoded, numpy_peer, same=same, target=goal)
        encoding = (f"values encoded and then decided by the kernel, {threads}", whole)
        compare(question, "cases a second", encoding, polars_peer, same=same, target=goal)
        compare(
            question, "cases a second", ("values encoded and decided by numpy, one core", plain), numpy_peer, same=same
        )


if __name__ == "__main__":
    main()
