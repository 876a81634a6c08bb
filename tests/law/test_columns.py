"""Decision tables on columns: the same answers as case by case."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from asylon.law.citations import Bilingual
from asylon.law.columns import UNKNOWN_CODE, encode, outcome_codes, outcome_keys, outcomes, rows_numba, rows_numpy
from asylon.law.tables import (
    NO_ROW,
    UNDECIDED,
    UNKNOWN,
    Bound,
    Choice,
    Decision,
    DecisionTable,
    Interval,
    Row,
    above,
    at_least,
    at_most,
    below,
    between,
    not_,
)

WORDS = Bilingual("word", "woord")
NUMBERS = {"low": 20.0, "middle": 50.0, "high": 75.0}
READERS = pytest.mark.parametrize("rows_of", [rows_numpy, rows_numba])


def row(name: str, then: str, **when: Any) -> Row:
    return Row(name, when, then, (name,), "APR 42(1)")


def table(inputs: Any, rows: Any) -> DecisionTable:
    return DecisionTable("example", WORDS, tuple(inputs), tuple(rows), {one.then: WORDS for one in rows}, "first")


def flag(name: str, closed: bool = False) -> Choice:
    return Choice(name, closed=closed, label=WORDS)


BORDER = table(
    [
        flag("minor"),
        flag("danger", closed=True),
        Choice("place", ("sea", "land", "air"), closed=True, otherwise="land", label=WORDS),
        Interval("rate", bounds=("low", Bound("middle", inclusive=False), "high"), label=WORDS),
        Interval("days", bounds=("low",), closed=True, otherwise=1, label=WORDS),
    ],
    [
        row("danger", "border", danger=True),
        row("minor", "ordinary", minor=True, place=not_("sea")),
        row("low", "border", rate=at_most("low")),
        row("middle", "accelerated", rate=between("low", "middle"), days=above("low")),
        row("high", "ordinary", rate=(between("middle", "high"), above("high"))),
        row("less", "border", rate=below("middle"), place={"sea", "air"}),
        row("rest", "ordinary"),
    ],
)
SIMPLE = table([flag("a"), flag("b")], [row("r", "x", a=True), row("s", "x", a=False, b=True), row("t", "y")])
CUT = table(
    [Interval("rate", bounds=(Bound("low", inclusive=False), "high"), label=WORDS), flag("a", closed=True)],
    [row("r", "x", rate=below("low")), row("s", "y", rate=at_least("low"), a=True), row("t", "x")],
)
GAPPY = table([flag("a"), flag("b")], [row("r", "x", a=True, b=True), row("s", "y", a=True, b=False)])


def case_by_case(asked: DecisionTable, cases: list[dict[str, Any]]) -> NDArray[np.uint16]:
    """What the table answers to each case, as the columns would write it."""
    number = {one.id: place for place, one in enumerate(asked.rows)}
    found = []
    for case in cases:
        try:
            answer = asked.decide(case, NUMBERS)
        except LookupError:
            found.append(NO_ROW)
            continue
        found.append(number[answer.row.id] if isinstance(answer, Decision) else UNDECIDED)
    return np.array(found, np.uint16)


def every_value(entry: Choice | Interval) -> list[Any]:
    if isinstance(entry, Choice):
        return [*entry.values, None, UNKNOWN]
    numbers = [NUMBERS[bound.name] for bound in entry.cuts]
    near = [value for number in numbers for value in (number - 0.1, number, number + 0.1)]
    return [*near, float(np.nextafter(numbers[0], np.inf)), None, UNKNOWN]


def as_columns(asked: DecisionTable, cases: list[dict[str, Any]]) -> dict[str, NDArray[Any]]:
    return {entry.name: np.array([case[entry.name] for case in cases], object) for entry in asked.inputs}


@READERS
@pytest.mark.parametrize("asked", [BORDER, SIMPLE, CUT, GAPPY], ids=["border", "simple", "cut", "gappy"])
def test_every_cell_edge_and_unknown_is_answered_as_the_single_case(
    asked: DecisionTable, rows_of: Callable[..., NDArray[np.uint16]]
) -> None:
    names = [entry.name for entry in asked.inputs]
    cases = [dict(zip(names, values, strict=True)) for values in product(*map(every_value, asked.inputs))]
    found = rows_of(asked, encode(asked, as_columns(asked, cases), NUMBERS))
    assert (found == case_by_case(asked, cases)).all()


@READERS
def test_a_hundred_thousand_random_cases_with_unknowns_are_answered_as_the_single_case(
    rows_of: Callable[..., NDArray[np.uint16]],
) -> None:
    random = np.random.default_rng(20260612)
    size = 100_000
    columns: dict[str, NDArray[Any]] = {
        "minor": random.choice(np.array([True, False, None, UNKNOWN], object), size),
        "danger": random.choice(np.array([True, False, None, UNKNOWN], object), size),
        "place": random.choice(np.array(["sea", "land", "air", None], object), size),
        "rate": np.where(random.random(size) < 0.2, np.nan, random.integers(0, 200, size) / 2),
        "days": random.integers(0, 40, size),
    }
    found = rows_of(BORDER, encode(BORDER, columns, NUMBERS))
    plain = {name: column.tolist() for name, column in columns.items()}
    plain["rate"] = [None if value != value else value for value in plain["rate"]]
    cases = [dict(zip(plain, values, strict=True)) for values in zip(*plain.values(), strict=True)]
    expected = case_by_case(BORDER, cases)
    assert (found == expected).all()
    assert set(np.unique(found)) >= {0, 1, 2, UNDECIDED}


def test_columns_of_values_and_columns_of_objects_become_the_same_codes() -> None:
    values = {
        "minor": np.array([True, False]),
        "danger": np.array([False, True]),
        "place": np.array(["air", "sea"]),
        "rate": np.array([20.0, 50.0]),
        "days": np.array([20, 21]),
    }
    objects = {name: np.array(column.tolist(), object) for name, column in values.items()}
    expected = [[0, 1], [1, 0], [2, 0], [0, 2], [0, 1]]
    for columns in (values, objects):
        assert [column.tolist() for column in encode(BORDER, columns, NUMBERS)] == expected


def test_not_recorded_becomes_otherwise_where_closed_and_unknown_where_open() -> None:
    none = np.array([UNKNOWN_CODE, UNKNOWN_CODE], np.uint8)
    left_out = encode(BORDER, {"minor": none}, NUMBERS)
    written = encode(BORDER, dict.fromkeys(("minor", "danger", "place", "rate", "days"), none), NUMBERS)
    for codes in (left_out, written):
        assert [int(column[0]) for column in codes] == [UNKNOWN_CODE, 1, 1, UNKNOWN_CODE, 0]


def test_a_closed_input_expressly_unknown_stays_unknown_in_a_column() -> None:
    codes = encode(BORDER, {"danger": np.array([UNKNOWN, None], object)}, NUMBERS)
    assert codes[1].tolist() == [UNKNOWN_CODE, 1]


def test_what_does_not_belong_in_a_column_is_refused() -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"place": np.array(["moon"])}, "'moon' is not among"),
        ({"place": np.array([True])}, "True is not among"),
        ({"minor": np.array([3], np.uint8)}, "3 is no code"),
        ({"minor": np.array([1])}, "int64 does not fit"),
        ({"rate": np.array(["20"])}, "needs numbers"),
        ({"rate": np.array([True], object)}, "True is not among numbers"),
        ({"moon": np.array([1])}, "has no input moon"),
        ({"minor": np.array([True]), "danger": np.array([True, False])}, "one length"),
        ({}, "one length"),
    ]
    for columns, message in wrong:
        with pytest.raises(ValueError, match=message):
            encode(BORDER, columns, NUMBERS)


@READERS
def test_codes_out_of_range_are_refused_before_they_read_past_the_array(
    rows_of: Callable[..., NDArray[np.uint16]],
) -> None:
    good = np.zeros(2, np.uint8)
    with pytest.raises(ValueError, match="out of range"):
        rows_of(SIMPLE, (good, np.array([0, 2], np.uint8)))
    with pytest.raises(ValueError, match="needs 2 columns"):
        rows_of(SIMPLE, (good,))


@READERS
def test_an_empty_column_has_no_answers(rows_of: Callable[..., NDArray[np.uint16]]) -> None:
    empty = np.zeros(0, np.uint8)
    assert len(rows_of(SIMPLE, (empty, empty))) == 0


def test_outcomes_are_told_as_keys_and_as_codes() -> None:
    rows = np.array([0, 1, 2, UNDECIDED, NO_ROW], np.uint16)
    assert outcomes(SIMPLE, rows).tolist() == ["x", "x", "y", None, None]
    assert outcome_keys(SIMPLE) == ("x", "y")
    assert outcome_codes(SIMPLE, rows).tolist() == [0, 0, 1, UNDECIDED, NO_ROW]
