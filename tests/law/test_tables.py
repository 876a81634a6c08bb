"""Decision tables: what they answer, what they leave open, what their proof finds."""

from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.law.citations import Bilingual
from asylon.law.proof import proof_of
from asylon.law.tables import (
    ANY,
    TABLES,
    UNKNOWN,
    Bound,
    Choice,
    Decision,
    DecisionTable,
    Interval,
    Row,
    Undecided,
    above,
    at_least,
    at_most,
    below,
    between,
    not_,
    register_table,
)
from asylon.law.tables_render import to_csv, to_html, to_json

BOUNDS = {"low_rate": 20.0}


def words(text: str) -> Bilingual:
    return Bilingual(text, f"{text} (nl)")


def flag(name: str, closed: bool = False) -> Choice:
    return Choice(name, closed=closed, label=words(name))


def row(name: str, then: str, **when: Any) -> Row:
    return Row(name, when, then, (f"X-{name}",), "APR 42(1)")


def table(inputs: Any, rows: Any, hit_policy: Any = "unique") -> DecisionTable:
    ends = {one.then: words(one.then) for one in rows}
    return DecisionTable("example", words("Which route?"), tuple(inputs), tuple(rows), ends, hit_policy)


def rate(**more: Any) -> Interval:
    bounds = more.pop("bounds", ("low_rate",))
    return Interval("recognition_rate", bounds=bounds, label=words("recognition rate"), unit="%", **more)


def border_example(hit_policy: str = "first") -> DecisionTable:
    return table(
        [flag("minor"), rate(), flag("danger", closed=True)],
        [
            row("minor-in-danger", "border", minor=True, danger=True),
            row("minor", "ordinary", minor=True, danger=False),
            row("low", "border", minor=False, recognition_rate=at_most("low_rate")),
            row("danger", "border", minor=False, recognition_rate=above("low_rate"), danger=True),
            row("rest", "ordinary", minor=False, recognition_rate=above("low_rate"), danger=False),
        ],
        hit_policy,
    )


# -- answers ------------------------------------------------------------


def test_a_decision_carries_the_row_its_rules_and_its_article() -> None:
    answer = border_example().decide({"minor": False, "recognition_rate": 12.5}, BOUNDS)
    assert isinstance(answer, Decision)
    assert (answer.outcome, answer.row.id, answer.rules, answer.cite) == ("border", "low", ("X-low",), "APR 42(1)")


def test_the_value_equal_to_an_inclusive_bound_lies_below_it_and_the_next_tenth_above() -> None:
    for value, outcome in ((20.0, "border"), (20, "border"), (20.1, "ordinary"), (0, "border")):
        answer = border_example().decide({"minor": False, "recognition_rate": value}, BOUNDS)
        assert isinstance(answer, Decision)
        assert answer.outcome == outcome


def test_the_value_equal_to_an_exclusive_bound_lies_above_it() -> None:
    asked = table(
        [rate(bounds=(Bound("low_rate", inclusive=False),))],
        [row("a", "less", recognition_rate=below("low_rate")), row("b", "more", recognition_rate=at_least("low_rate"))],
    )
    outcomes = [asked.decide({"recognition_rate": value}, BOUNDS) for value in (19.9, 20.0, 20.1)]
    assert [one.outcome for one in outcomes if isinstance(one, Decision)] == ["less", "more", "more"]


def test_several_bounds_cut_a_number_into_cells_each_with_its_own_edge() -> None:
    asked = table(
        [rate(bounds=("low", Bound("middle", inclusive=False), "high"))],
        [
            row("a", "a", recognition_rate=at_most("low")),
            row("b", "b", recognition_rate=between("low", "middle")),
            row("c", "c", recognition_rate=between("middle", "high")),
            row("d", "d", recognition_rate=above("high")),
        ],
    )
    numbers = {"low": 20, "middle": 50, "high": 75}
    found = "".join(
        one.outcome
        for value in (20, 21, 49.9, 50, 75, 75.1)
        if isinstance(one := asked.decide({"recognition_rate": value}, numbers), Decision)
    )
    assert found == "abbccd"
    assert proof_of(asked).holds


def test_the_same_table_answers_with_other_numbers_when_the_law_changes_its_bound() -> None:
    case = {"minor": False, "recognition_rate": 30}
    asked = border_example()
    found = [asked.decide(case, {"low_rate": number}) for number in (20, 50, 20)]
    assert [one.outcome for one in found if isinstance(one, Decision)] == ["ordinary", "border", "ordinary"]


def test_under_first_the_earlier_row_decides_and_under_unique_the_overlap_is_a_contradiction() -> None:
    inputs = [flag("minor")]
    rows = [row("exception", "ordinary", minor=True), row("rule", "border")]
    first = table(inputs, rows, "first")
    answer = first.decide({"minor": True})
    assert isinstance(answer, Decision)
    assert answer.row.id == "exception"
    assert proof_of(first).holds
    assert proof_of(table(inputs, rows)).problems == (
        "Rows exception (ordinary) and rule (border) contradict: minor=yes.",
    )


def test_answers_cannot_be_changed() -> None:
    answer = border_example().decide({"minor": False, "recognition_rate": 12.5}, BOUNDS)
    with pytest.raises(FrozenInstanceError):
        answer.outcome = "ordinary"  # type: ignore[misc, union-attr]


def test_a_table_survives_being_sent_to_another_process() -> None:
    sent = pickle.loads(pickle.dumps(border_example()))
    assert sent == border_example()
    assert sent.decide({"minor": True, "danger": UNKNOWN}) == border_example().decide(
        {"minor": True, "danger": UNKNOWN}
    )


# -- not recorded and unknown ------------------------------------------------------------


def test_a_closed_input_not_recorded_means_what_it_says() -> None:
    asked = border_example()
    for case in ({"minor": True}, {"minor": True, "danger": None}):
        answer = asked.decide({**case, "recognition_rate": 12}, BOUNDS)
        assert isinstance(answer, Decision)
        assert answer.row.id == "minor"


def test_a_closed_interval_not_recorded_takes_its_otherwise() -> None:
    asked = table(
        [rate(closed=True, otherwise=100)],
        [row("a", "low", recognition_rate=at_most("low_rate")), row("b", "high", recognition_rate=above("low_rate"))],
    )
    answer = asked.decide({}, BOUNDS)
    assert isinstance(answer, Decision)
    assert answer.outcome == "high"


def test_an_open_input_not_recorded_leaves_the_outcomes_open_and_names_what_would_settle() -> None:
    answer = border_example().decide({"recognition_rate": 12}, BOUNDS)
    assert answer == Undecided(
        "example",
        ("ordinary", "border"),
        ("minor",),
        (border_example().rows[1], border_example().rows[2]),
        ("X-minor", "X-low"),
        "APR 42(1)",
    )


def test_a_closed_input_expressly_unknown_is_unknown() -> None:
    answer = border_example().decide({"minor": True, "danger": UNKNOWN})
    assert isinstance(answer, Undecided)
    assert answer.settle == ("danger",)


def test_unknown_inputs_that_do_not_matter_leave_one_outcome_with_all_its_rows() -> None:
    answer = border_example().decide({"danger": True})
    assert isinstance(answer, Decision)
    assert answer.outcome == "border"
    assert [one.id for one in answer.rows] == ["minor-in-danger", "low", "danger"]
    assert answer.rules == ("X-minor-in-danger", "X-low", "X-danger")


def test_only_inputs_that_can_change_the_outcome_are_asked_for() -> None:
    answer = border_example().decide({"minor": True, "danger": UNKNOWN, "recognition_rate": UNKNOWN})
    assert isinstance(answer, Undecided)
    assert answer.settle == ("danger",)
    answer = border_example().decide({})
    assert isinstance(answer, Undecided)
    assert answer.settle == ("minor", "recognition_rate")


# -- what is refused ------------------------------------------------------------


def test_a_value_outside_the_domain_is_refused_with_table_input_value_and_what_is_allowed() -> None:
    with pytest.raises(ValueError, match="'example', input 'minor': 'maybe' is not among True, False"):
        border_example().decide({"minor": "maybe"})
    for value in ("12", float("nan"), True, [12]):
        with pytest.raises(ValueError, match=r"input 'recognition_rate'.*numbers"):
            border_example().decide({"minor": False, "recognition_rate": value}, BOUNDS)


def test_a_misspelt_input_is_refused_and_not_taken_for_not_recorded() -> None:
    for known in (False, None):
        with pytest.raises(ValueError, match="has no input dangre"):
            border_example().decide({"minor": known, "recognition_rate": 3, "dangre": True}, BOUNDS)


def test_bounds_must_be_given_and_must_ascend() -> None:
    case = {"minor": False, "recognition_rate": 12}
    for bounds in (None, {}, {"other": 3}):
        with pytest.raises(ValueError, match="needs the number of bound 'low_rate'"):
            border_example().decide(case, bounds)
    with pytest.raises(ValueError, match="is no number"):
        border_example().decide(case, {"low_rate": float("nan")})
    two = table([rate(bounds=("low", "high"))], [row("a", "a")])
    for _ in range(2):
        with pytest.raises(ValueError, match="must ascend"):
            two.decide({"recognition_rate": 12}, {"low": 50, "high": 20})


def test_two_bounds_with_the_same_number_leave_an_empty_cell_between_them() -> None:
    two = table(
        [rate(bounds=("low", "high"))],
        [row("low", "a", recognition_rate=at_most("low")), row("high", "b", recognition_rate=above("low"))],
    )
    same = {"low": 20, "high": 20}
    assert two.decide({"recognition_rate": 20}, same).outcome == "a"
    assert two.decide({"recognition_rate": 20.1}, same).outcome == "b"


def test_a_row_that_speaks_of_what_the_table_does_not_have_is_refused() -> None:
    wrong = [
        (row("a", "a", major=True), "no input is called major"),
        (row("a", "a", minor="maybe"), "'maybe' is no value"),
        (row("a", "a", minor=not_(True, False)), "admits nothing"),
        (row("a", "a", minor=at_most("low_rate")), "needs an interval"),
        (row("a", "a", recognition_rate=at_most("high")), "no bound 'high'"),
        (row("a", "a", recognition_rate=below("low_rate")), "lies in the lower cell"),
        (row("a", "a", recognition_rate=20), "20 is no value"),
    ]
    for one, message in wrong:
        with pytest.raises(ValueError, match=message):
            table([flag("minor"), rate()], [one])


def test_an_input_or_row_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="input minor twice"):
        table([flag("minor"), flag("minor")], [row("a", "a")])
    with pytest.raises(ValueError, match="row a twice"):
        table([flag("minor")], [row("a", "a"), row("a", "b")])


def test_inputs_must_be_clear_about_what_not_recorded_means() -> None:
    with pytest.raises(ValueError, match="must say what not recorded means"):
        Choice("route", ("border", "ordinary"), closed=True, label=words("route"))
    with pytest.raises(ValueError, match="mark it closed"):
        Choice("minor", otherwise=False, label=words("minor"))
    with pytest.raises(ValueError, match="what otherwise holds"):
        rate(closed=True)


def test_a_table_with_too_many_cells_is_refused_with_the_advice_to_split_it() -> None:
    with pytest.raises(ValueError, match=r"524288 cells.*split it"):
        table([flag(f"input_{n}") for n in range(19)], [row("a", "a")])
    assert proof_of(table([flag(f"input_{n}") for n in range(18)], [row("a", "a")])).cells == 2**18


def test_a_case_without_a_row_is_an_error_also_when_it_is_only_in_reach() -> None:
    gappy = table([flag("minor")], [row("a", "a", minor=True)])
    for case in ({"minor": False}, {}):
        with pytest.raises(LookupError, match="no row for minor=no"):
            gappy.decide(case)


# -- proof ------------------------------------------------------------


def test_a_sound_table_is_proved_with_its_counts() -> None:
    proof = proof_of(border_example("unique"))
    assert (proof.table, proof.rows, proof.inputs, proof.cells, proof.problems) == ("example", 5, 3, 8, ())
    assert proof.holds


def test_a_cell_without_a_row_is_named_in_words() -> None:
    gappy = table([flag("minor"), rate()], [row("a", "a", minor=True)])
    assert proof_of(gappy).problems == (
        "No row answers minor=no, recognition_rate=at most low_rate.",
        "No row answers minor=no, recognition_rate=above low_rate.",
    )


def test_many_gaps_are_counted_after_the_first_ten() -> None:
    problems = proof_of(table([flag(f"i{n}") for n in range(5)], [row("a", "a", i0=True)])).problems
    assert len(problems) == 11
    assert problems[-1].startswith("No row answers 6 further cells")


def test_a_row_that_can_never_decide_is_dead() -> None:
    problems = proof_of(table([flag("minor")], [row("all", "a"), row("late", "b", minor=True)], "first")).problems
    assert problems == ("Row late is dead: earlier rows answer all its cells (all: minor=yes).",)


def test_two_rows_with_the_same_outcome_on_one_cell_overlap_under_unique() -> None:
    problems = proof_of(
        table([flag("minor"), flag("danger")], [row("all", "a"), row("some", "a", minor=True)])
    ).problems
    assert "Rows all and some overlap, both with a: minor=yes, danger=yes (and 1 more cells)." in problems


def test_outcomes_rules_and_articles_may_not_be_missing() -> None:
    rows = (Row("a", {"minor": True}, "yes", (), "APR 1"), Row("b", {"minor": False}, "no", ("X-1",), " "))
    ends = {"yes": words("yes"), "never": Bilingual("never", "")}
    problems = proof_of(DecisionTable("example", words("?"), (flag("minor"),), rows, ends)).problems
    assert problems == (
        "Row a names no rule.",
        "Row b ends in 'no', which the table does not describe.",
        "Row b cites no article.",
        "No row ends in the outcome 'never' that the table describes.",
        "Outcome 'never' is not described in both languages.",
    )


def test_a_table_name_is_registered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asylon.law.tables.TABLES", {})
    assert register_table(border_example()) == border_example()
    with pytest.raises(ValueError, match="already a table called 'example'"):
        register_table(border_example())
    assert "example" not in TABLES


# -- any small table ------------------------------------------------------------


@st.composite
def small_tables(draw: st.DrawFn) -> DecisionTable:
    inputs: list[Choice | Interval] = []
    for number in range(draw(st.integers(1, 4))):
        closed = draw(st.booleans())
        if draw(st.booleans()):
            values = tuple("abcd"[: draw(st.integers(2, 4))])
            otherwise = draw(st.sampled_from(values)) if closed else None
            inputs.append(Choice(f"i{number}", values, closed=closed, otherwise=otherwise, label=words("i")))
        else:
            edges = draw(st.lists(st.booleans(), min_size=1, max_size=3))
            bounds = tuple(Bound(f"b{place}", edge) for place, edge in enumerate(edges))
            missing = draw(st.integers(0, 4)) if closed else None
            inputs.append(Interval(f"i{number}", bounds=bounds, closed=closed, otherwise=missing, label=words("i")))
    rows = [
        row(f"r{number}", draw(st.sampled_from("xyz")), **{one.name: draw(conditions(one)) for one in inputs})
        for number in range(draw(st.integers(1, 5)))
    ]
    return table(inputs, [*rows, row("rest", draw(st.sampled_from("xyz")))], "first")


def conditions(entry: Choice | Interval) -> st.SearchStrategy[Any]:
    if isinstance(entry, Choice):
        some = st.sets(st.sampled_from(entry.values), min_size=1, max_size=entry.size - 1)
        return st.one_of(st.just(ANY), st.sampled_from(entry.values), some, some.map(lambda values: not_(*values)))
    names = [bound.name for bound in entry.cuts]
    low = [at_most(bound.name) if bound.inclusive else below(bound.name) for bound in entry.cuts]
    high = [above(bound.name) if bound.inclusive else at_least(bound.name) for bound in entry.cuts]
    middle = [between(one, other) for one in names for other in names if one < other]
    spans = st.sampled_from([*low, *high, *middle])
    return st.one_of(st.just(ANY), spans, spans.map(not_) if len(names) > 1 else st.just(ANY))


def holds(entry: Choice | Interval, condition: Any, value: Any) -> bool:
    """Row matching as a lawyer would do it, without codes: an independent second reading."""
    if condition is ANY:
        return True
    if hasattr(condition, "conditions"):
        return not any(holds(entry, part, value) for part in condition.conditions)
    if isinstance(condition, set):
        return value in condition
    if isinstance(entry, Choice):
        return bool(value == condition)
    inclusive = {bound.name: bound.inclusive for bound in entry.cuts}
    if condition.lower is not None:
        number = int(condition.lower[1:])
        if not (value > number or (value == number and not inclusive[condition.lower])):
            return False
    if condition.upper is not None:
        number = int(condition.upper[1:])
        if not (value < number or (value == number and inclusive[condition.upper])):
            return False
    return True


NUMBERS = {"b0": 0, "b1": 1, "b2": 2}
SAMPLES = (-1, 0, 0.5, 1, 1.5, 2, 3)


def answers(asked: DecisionTable, case: dict[str, Any]) -> tuple[set[str], list[str]]:
    """All outcomes still in reach and the inputs that matter, by trying every value of what is unknown."""
    options = []
    for entry in asked.inputs:
        value = case.get(entry.name)
        if value is None and entry.closed:
            value = entry.otherwise
        everything = entry.values if isinstance(entry, Choice) else SAMPLES
        options.append(everything if value is None or value is UNKNOWN else (value,))
    ends = {}
    for values in product(*options):
        given_values = list(zip(asked.inputs, values, strict=True))
        ends[values] = next(
            one.then
            for one in asked.rows
            if all(holds(entry, one.when.get(entry.name, ANY), value) for entry, value in given_values)
        )
    matter = [
        entry.name
        for place, entry in enumerate(asked.inputs)
        if any(
            ends[values] != ends[(*values[:place], other, *values[place + 1 :])]
            for values in ends
            for other in options[place]
        )
    ]
    return set(ends.values()), matter


@settings(max_examples=150, deadline=None, derandomize=True)
@given(small_tables(), st.data())
def test_any_small_table_answers_as_matching_its_rows_one_by_one(asked: DecisionTable, data: st.DataObject) -> None:
    case = {}
    for entry in asked.inputs:
        domain = entry.values if isinstance(entry, Choice) else SAMPLES
        case[entry.name] = data.draw(st.sampled_from([*domain, None, UNKNOWN]))
    outcomes, matter = answers(asked, case)
    found = asked.decide(case, NUMBERS)
    if isinstance(found, Decision):
        assert outcomes == {found.outcome}
        assert all(one.then == found.outcome for one in found.rows)
    else:
        assert set(found.outcomes) == outcomes
        assert list(found.settle) == matter
    assert asked.decide(case, NUMBERS) == found


# -- rendering ------------------------------------------------------------


def test_the_page_of_a_table_has_a_caption_headed_columns_and_rows_and_links() -> None:
    page = to_html(border_example(), "en", BOUNDS, link=lambda rule: f"/rules/{rule}")
    assert page.count('<th scope="row">') == 5
    assert page.count('<th scope="col"') == 6
    assert "<caption>Which route?" in page
    assert "<td>at most 20 %</td>" in page
    assert '<a href="/rules/X-low">X-low</a>' in page
    assert 'href="http://data.europa.eu/eli/reg/2024/1348/oj#art_42">APR 42(1)</a>' in page
    assert "–" in page
    assert "not recorded means: no" in page


def test_the_page_names_a_bound_whose_number_is_not_given_and_speaks_dutch() -> None:
    assert "<td>hoogstens low rate</td>" in to_html(border_example(), "nl")
    assert "<td>hoogstens 20,5 %</td>" in to_html(border_example(), "nl", {"low_rate": 20.5})
    assert "niet vastgelegd betekent: nee" in to_html(border_example(), "nl")


def test_words_of_a_table_are_escaped() -> None:
    sharp = Bilingual("<b>&", "<b>&")
    asked = DecisionTable(
        "example",
        sharp,
        (Choice("route", ("<i>", "x"), label=sharp),),
        (Row("<r>", {"route": "<i>"}, "<o>", ("<u>",), "<c> 1"), Row("s", {"route": "x"}, "p", ("u",), "c")),
        {"<o>": sharp, "p": sharp},
    )
    page = to_html(asked, "en", link=lambda rule: f'/"{rule}')
    for raw in ("<b>", "<i>", "<r>", "<o>", "<u>", "<c>", '/"<u>'):
        assert raw not in page


def test_a_set_of_values_prints_in_the_order_of_the_domain() -> None:
    route = Choice(
        "route", ("sea", "land", "air"), label=words("route"), words={"air": Bilingual("by air", "door de lucht")}
    )
    asked = table([route], [row("a", "a", route={"air", "sea"}), row("b", "b", route=not_("air", "sea"))])
    lines = to_csv(asked, "nl").splitlines()
    assert lines[0] == "regel,route (nl),uitkomst,rechtsregels,artikel"
    assert lines[1] == "a,zee of door de lucht,a (nl),X-a,APR 42(1)"
    assert lines[2] == "b,niet zee of door de lucht,b (nl),X-b,APR 42(1)"


def test_the_table_as_data_is_plain_json_with_every_condition() -> None:
    data = json.loads(json.dumps(to_json(border_example())))
    assert list(data) == ["name", "question", "hit_policy", "inputs", "outcomes", "rows", "cells"]
    assert data["rows"][2]["when"] == {"minor": False, "recognition_rate": {"at_most": "low_rate"}}
    assert data["inputs"][1]["bounds"] == [{"name": "low_rate", "inclusive": True}]
    assert data["inputs"][2]["otherwise"] is False
