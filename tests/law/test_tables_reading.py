"""Decision tables as they are read and written: words of every condition, inputs that are refused, data that stay."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from asylon.gazette import book
from asylon.law.book import BookError
from asylon.law.chapters import load
from asylon.law.citations import Bilingual
from asylon.law.table_inputs import (
    ANY,
    UNKNOWN,
    Bound,
    Choice,
    Interval,
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
from asylon.law.tables import TABLES, DecisionTable, Row
from asylon.law.tables_figures import bounds_of, figures_of, numbers_on
from asylon.law.tables_render import (
    absent_words,
    condition_words,
    number_words,
    row_words,
    to_csv,
    to_html,
    to_html_document,
    to_json,
    value_words,
)

load()


def words(text):
    return Bilingual(text, f"{text} (nl)")


HOW = Choice("how", ("land", "by_boat", "air"), label=words("how"), words={"air": Bilingual("by air", "door de lucht")})
RATE = Interval(
    "rate",
    bounds=(Bound("low", label=Bilingual("low rate", "laag percentage")), Bound("high_rate", inclusive=False)),
    label=words("rate"),
    unit="%",
)
MINOR = yes_no("minor", "minor", "minderjarig")
TABLE = DecisionTable(
    "example",
    words("Which way?"),
    (HOW, RATE, MINOR),
    (
        Row("a", {"how": ("air", "land"), "rate": between("low", "high_rate")}, "x", ("X-1", "X-2"), "APR 42(1); 43"),
        Row("b", {"rate": at_most("low"), "minor": True}, "y", ("X-1",), "APR 44"),
        Row("c", {}, "x", ("X-3",), "APR 45"),
    ),
    {"x": words("one"), "y": words("other")},
    "first",
)
BOUNDS = {"low": 20.0, "high_rate": 50.5}


@pytest.mark.parametrize(
    ("number", "en", "nl"),
    [(20, "20", "20"), (20.0, "20", "20"), (20.5, "20.5", "20,5"), (100, "100", "100"), (0.25, "0.25", "0,25")],
)
def test_a_number_is_written_without_superfluous_zeros(number, en, nl):
    assert (number_words(number, "en"), number_words(number, "nl")) == (en, nl)


def test_a_very_small_number_keeps_its_exponent():
    assert number_words(1e-10, "en") == "1e-10"


def test_a_value_is_told_by_the_words_of_its_input_of_the_vocabulary_or_as_it_stands():
    assert value_words(HOW, "air", "nl") == "door de lucht"
    assert value_words(HOW, "land", "nl") == "land"
    assert value_words(HOW, "by_boat", "en") == "by boat"
    assert value_words(MINOR, True, "nl") == "ja"
    assert value_words(MINOR, False, "en") == "no"
    assert value_words(RATE, 20.5, "nl") == "20,5 %"
    assert value_words(Interval("n", bounds=("m",), label=words("n")), 3, "en") == "3"


@pytest.mark.parametrize(
    ("entry", "condition", "plain", "with_numbers"),
    [
        (HOW, ANY, "–", "–"),
        (HOW, "air", "by air", "by air"),
        (HOW, {"air", "land"}, "land or by air", "land or by air"),
        (HOW, ("air", "land"), "land or by air", "land or by air"),
        (HOW, not_("air"), "not by air", "not by air"),
        (RATE, at_most("low"), "at most low rate", "at most low rate (20 %)"),
        (RATE, above("low"), "above low rate", "above low rate (20 %)"),
        (RATE, below("high_rate"), "below high rate", "below 50.5 %"),
        (RATE, at_least("high_rate"), "at least high rate", "at least 50.5 %"),
        (RATE, between("low", "high_rate"), "above low rate and below high rate", "above low rate (20 %) and below 50.5 %"),
        (RATE, (at_most("low"), at_least("high_rate")), "at most low rate or at least high rate", None),
    ],
)  # fmt: skip
def test_a_condition_is_told_in_words_with_the_numbers_where_they_are_known(entry, condition, plain, with_numbers):
    assert condition_words(entry, condition, "en") == plain
    if with_numbers is not None:
        assert condition_words(entry, condition, "en", BOUNDS) == with_numbers


def test_a_row_is_told_as_a_sentence_in_two_halves():
    assert row_words(TABLE, TABLE.rows[1], "en", BOUNDS) == (
        "if rate: at most low rate (20 %); minor: yes",
        "then other",
    )
    assert row_words(TABLE, TABLE.rows[2], "nl") == ("in elk ander geval", "dan one (nl)")


def test_what_was_not_recorded_means_is_told():
    assert absent_words(HOW, "en") == "not recorded means: unknown"
    assert absent_words(MINOR, "nl") == "niet vastgelegd betekent: nee"


def test_the_page_says_how_rows_are_chosen_and_shows_every_row_with_its_address():
    page = to_html(TABLE, "en", BOUNDS, link=lambda rule: f"/rules/{rule}")
    assert 'id="table-example" lang="en"' in page
    assert "The first row that fits, from the top, decides." in page
    assert page.count('<tr id="row-example-') == 3
    assert '<td class="any"><span aria-hidden="true">–</span><span class="visually-hidden">any</span></td>' in page
    assert '<td class="outcome">one</td>' in page
    assert '<a href="/rules/X-1">X-1</a>, <a href="/rules/X-2">X-2</a>' in page
    assert '#art_42">APR 42(1)</a>; <a href="http://data.europa.eu/eli/reg/2024/1348/oj#art_43">APR 43</a>' in page
    bare = to_html(TABLE, "nl")
    assert "X-1, X-2 <cite>" in bare
    assert "maakt niet uit" in bare


def test_the_page_as_a_file_says_which_law_it_shows():
    page = to_html_document(TABLE, "en", source="edition <1>")
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "<title>Which way?</title>" in page
    assert "<p>edition &lt;1&gt;</p>\n</body>" in page
    assert "<p>" not in to_html_document(TABLE, "en")


def test_the_sheet_has_a_line_for_each_row():
    lines = list(csv.reader(io.StringIO(to_csv(TABLE, "en", BOUNDS))))
    assert lines == [
        ["row", "how", "rate", "minor", "outcome", "rules", "article"],
        ["a", "land or by air", "above low rate (20 %) and below 50.5 %", "–", "one", "X-1; X-2", "APR 42(1); 43"],
        ["b", "–", "at most low rate (20 %)", "yes", "other", "X-1", "APR 44"],
        ["c", "–", "–", "–", "one", "X-3", "APR 45"],
    ]


def test_the_data_hold_every_input_bound_and_condition():
    data = to_json(TABLE, BOUNDS)
    how, rate, minor = data["inputs"]
    assert how == {
        "name": "how", "label": {"en": "how", "nl": "how (nl)"}, "closed": False, "otherwise": None, "type": "choice",
        "values": ["land", "by_boat", "air"],
        "words": [{"en": "land", "nl": "land"}, {"en": "by boat", "nl": "by boat"}, {"en": "by air", "nl": "door de lucht"}],
    }  # fmt: skip
    assert rate["bounds"] == [
        {"name": "low", "inclusive": True, "number": 20.0},
        {"name": "high_rate", "inclusive": False, "number": 50.5},
    ]
    assert (rate["type"], rate["unit"], rate["closed"]) == ("interval", "%", False)
    assert (minor["closed"], minor["otherwise"]) == (True, False)
    assert [item["when"] for item in data["rows"]] == [
        {"how": {"any_of": ["land", "air"]}, "rate": {"between": ["low", "high_rate"]}},
        {"rate": {"at_most": "low"}, "minor": True},
        {},
    ]
    first = data["rows"][0]
    assert (first["id"], first["then"], first["rules"], first["cite"]) == ("a", "x", ["X-1", "X-2"], "APR 42(1); 43")
    assert data["cells"] == 3 * 3 * 2
    assert data["outcomes"]["y"] == {"en": "other", "nl": "other (nl)"}
    assert "number" not in to_json(TABLE)["inputs"][1]["bounds"][0]


def test_a_negated_condition_and_a_figure_are_kept_as_data():
    bound = Bound("low", figure="recognition-rate", derogations=("other",))
    entry = Interval("rate", bounds=(bound,), label=words("rate"))
    made = DecisionTable(
        "example", words("?"), (HOW, entry),
        (Row("a", {"how": not_("air", "land"), "rate": above("low")}, "x", ("X",), "APR 1"), Row("b", {}, "y", ("X",), "APR 1")),
        {"x": words("x"), "y": words("y")}, "first",
    )  # fmt: skip
    data = to_json(made)
    assert data["rows"][0]["when"] == {"how": {"not": ["land", "air"]}, "rate": {"above": "low"}}
    assert data["inputs"][1]["bounds"] == [
        {"name": "low", "inclusive": True, "figure": "recognition-rate", "derogations": ["other"]}
    ]


# --- inputs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: Choice("x", ("a",), label=words("x")), "needs 2 to"),
        (lambda: Choice("x", ("a", "a"), label=words("x")), "needs 2 to"),
        (lambda: Choice("x", ("a", None), label=words("x")), "None and UNKNOWN are not values"),
        (lambda: Choice("x", ("a", UNKNOWN), label=words("x")), "None and UNKNOWN are not values"),
        (lambda: Choice("x", ("a", "b"), closed=True, label=words("x")), "must say what not recorded means"),
        (lambda: Choice("x", ("a", "b"), closed=True, otherwise="c", label=words("x")), "must say what not recorded means"),
        (lambda: Choice("x", ("a", "b"), otherwise="a", label=words("x")), "cannot say what not recorded means"),
        (lambda: Interval("x", bounds=(), label=words("x")), "needs 1 to"),
        (lambda: Interval("x", bounds=("a", "a"), label=words("x")), "different bounds"),
        (lambda: Interval("x", bounds=("a",), closed=True, label=words("x")), "if closed, and only then"),
        (lambda: Interval("x", bounds=("a",), otherwise=1, label=words("x")), "if closed, and only then"),
    ],
)  # fmt: skip
def test_an_input_that_is_not_clear_is_refused(made, told):
    with pytest.raises(ValueError, match=told):
        made()


def test_yes_or_no_not_recorded_means_no_unless_it_is_open():
    assert (MINOR.closed, MINOR.otherwise, MINOR.size) == (True, False, 2)
    assert MINOR.label == Bilingual("minor", "minderjarig")
    opened = yes_no("x", "x", "y", open_=True)
    assert (opened.closed, opened.otherwise) == (False, None)
    assert RATE.size == 3


@pytest.mark.parametrize(("value", "cell"), [(19, 0), (20, 0), (20.1, 1), (50.4, 1), (50.5, 2), (51, 2)])
def test_a_number_lies_in_the_cell_that_its_bounds_say(value, cell):
    numbers = RATE.numbers(BOUNDS)
    assert numbers == (20.0, 50.5)
    assert RATE.cell(value, numbers) == cell


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        (None, "needs the number of bound 'low', 'high_rate'"),
        ({"low": 1}, "needs the number of bound 'high_rate'"),
        ({"low": 1, "high_rate": True}, "bound 'high_rate' is no number: True"),
        ({"low": float("nan"), "high_rate": 2}, "bound 'low' is no number"),
        ({"low": 3, "high_rate": 2}, "must ascend, they are low=3, high_rate=2"),
    ],
)
def test_bounds_without_numbers_or_out_of_order_are_refused(bounds, told):
    with pytest.raises(ValueError, match=told):
        RATE.numbers(bounds)


def test_two_bounds_may_be_equal():
    assert RATE.numbers({"low": 20, "high_rate": 20}) == (20, 20)


@pytest.mark.parametrize(("value", "number"), [(1, True), (1.5, True), (True, False), ("1", False), (None, False)])
def test_a_number_is_no_truth_value_and_no_text(value, number):
    assert is_number(value) is number
    assert not is_number(float("nan"))


@pytest.mark.parametrize(
    ("entry", "condition", "codes"),
    [
        (HOW, ANY, {0, 1, 2}),
        (HOW, "by_boat", {1}),
        (HOW, ["air", "land"], {0, 2}),
        (HOW, not_("air"), {0, 1}),
        (RATE, at_most("low"), {0}),
        (RATE, above("low"), {1, 2}),
        (RATE, below("high_rate"), {0, 1}),
        (RATE, at_least("high_rate"), {2}),
        (RATE, between("low", "high_rate"), {1}),
        (RATE, not_(between("low", "high_rate")), {0, 2}),
    ],
)
def test_a_condition_admits_its_values_and_no_other(entry, condition, codes):
    assert condition_codes(entry, condition) == codes


@pytest.mark.parametrize(
    ("entry", "condition", "told"),
    [
        (HOW, "sea", "'sea' is no value or condition of it"),
        (HOW, (), "admits nothing"),
        (HOW, not_("land", "by_boat", "air"), "admits nothing"),
        (HOW, at_most("low"), "at_most needs an interval"),
        (RATE, at_most("middle"), "it has no bound 'middle', only low, high_rate"),
        (RATE, below("low"), "below: the value equal to 'low' lies in the lower cell"),
        (RATE, at_least("low"), "at_least: the value equal to 'low' lies in the lower cell"),
        (RATE, at_most("high_rate"), "at_most: the value equal to 'high_rate' lies in the upper cell"),
        (RATE, above("high_rate"), "above: the value equal to 'high_rate' lies in the upper cell"),
        (RATE, between("high_rate", "low"), "admits nothing"),
        (RATE, 20, "is no value or condition"),
    ],
)
def test_a_condition_that_does_not_fit_its_input_is_refused(entry, condition, told):
    with pytest.raises(ValueError, match=told):
        condition_codes(entry, condition)


def test_a_cell_is_told_in_words_for_a_proof():
    assert [code_words(RATE, code) for code in range(3)] == [
        "at most low", "above low and below high_rate", "at least high_rate",
    ]  # fmt: skip
    assert [code_words(MINOR, code) for code in range(2)] == ["yes", "no"]
    assert code_words(HOW, 1) == "by_boat"


# --- figures of bounds ------------------------------------------------------------------------------------------


def test_the_figures_of_a_table_are_those_of_its_bounds_with_derogations_last_and_each_once():
    law, on = book(), date(2026, 7, 1)
    for table in TABLES.values():
        bounds = list(bounds_of(table))
        assert numbers_on(table, law, on) == {bound.name: law.number(bound.figure, on) for bound in bounds}
        keys = [item.key for item in figures_of(table, law)]
        assert len(keys) == len(set(keys))
        assert {bound.figure for bound in bounds} <= set(keys)
        assert keys[: len({bound.figure for bound in bounds})] == list(dict.fromkeys(bound.figure for bound in bounds))
    with pytest.raises(BookError, match="bound 'low' of table 'example' names no figure"):
        numbers_on(TABLE, law, on)
    assert figures_of(TABLE, law) == ()
