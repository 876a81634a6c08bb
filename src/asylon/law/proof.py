"""The proof of a table: because its inputs are finite, every combination can be looked at.

A sound table answers every combination, has no row that never answers, and under the hit policy ``unique`` no two rows that
answer the same one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from asylon.law.tables import NO_ROW, DecisionTable


@dataclass(frozen=True, slots=True)
class Proof:
    """What enumeration of all cells showed. ``problems`` is empty for a sound table."""

    table: str
    rows: int
    inputs: int
    cells: int
    problems: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """True if there is no problem."""
        return not self.problems


def proof_of(table: DecisionTable) -> Proof:
    """Prove by enumeration that the table is complete, has no dead row and does not contradict itself."""
    problems = [*_gaps(table), *_overlaps(table), *_dead_rows(table), *_missing_words(table)]
    return Proof(table.name, len(table.rows), len(table.inputs), len(table.rows_by_cell), tuple(problems))


def _gaps(table: DecisionTable) -> Iterator[str]:
    gaps = [cell for cell, row in enumerate(table.rows_by_cell) if row == NO_ROW]
    shown = gaps[:10]
    for cell in shown:
        yield f"No row answers {table.words(cell)}."
    if len(gaps) > len(shown):
        more = len(gaps) - len(shown)
        yield f"No row answers {more} further cells, the last of them {table.words(gaps[-1])}."


def _overlaps(table: DecisionTable) -> Iterator[str]:
    if table.hit_policy == "first":
        return
    sets = [_cells(table, codes) for codes in table.row_codes]
    for later, row in enumerate(table.rows):
        for earlier in range(later):
            both = sets[earlier] & sets[later]
            if both:
                other = table.rows[earlier]
                cell = (both & -both).bit_length() - 1
                more = both.bit_count() - 1
                where = table.words(cell) + (f" (and {more} more cells)" if more else "")
                if other.then != row.then:
                    yield f"Rows {other.id} ({other.then}) and {row.id} ({row.then}) contradict: {where}."
                else:
                    yield f"Rows {other.id} and {row.id} overlap, both with {row.then}: {where}."


def _cells(table: DecisionTable, codes: tuple[tuple[int, ...], ...]) -> int:
    """The cells of a row as one number, a bit for every cell."""
    bits = 1
    for allowed, stride in zip(reversed(codes), reversed(table.strides), strict=True):
        shifted = 0
        for code in allowed:
            shifted |= bits << (code * stride)
        bits = shifted
    return bits


def _dead_rows(table: DecisionTable) -> Iterator[str]:
    alive = set(table.rows_by_cell)
    for number, row in enumerate(table.rows):
        if number not in alive:
            cells = _cells(table, table.row_codes[number])
            cell = (cells & -cells).bit_length() - 1
            by = table.rows[table.rows_by_cell[cell]].id
            yield f"Row {row.id} is dead: earlier rows answer all its cells ({by}: {table.words(cell)})."


def _missing_words(table: DecisionTable) -> Iterator[str]:
    used = {row.then for row in table.rows}
    for row in table.rows:
        if not row.then or row.then not in table.outcomes:
            yield f"Row {row.id} ends in {row.then!r}, which the table does not describe."
        if not row.rules or not all(row.rules):
            yield f"Row {row.id} names no rule."
        if not row.cite.strip():
            yield f"Row {row.id} cites no article."
    for outcome, meaning in table.outcomes.items():
        if outcome not in used:
            yield f"No row ends in the outcome {outcome!r} that the table describes."
        if not meaning.en or not meaning.nl:
            yield f"Outcome {outcome!r} is not described in both languages."
