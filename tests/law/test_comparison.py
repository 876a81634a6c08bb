"""What differs between two positions, and why something does not stand."""

from __future__ import annotations

from datetime import datetime

import pytest

from asylon.cases import load, positions_shown
from asylon.gazette import book
from asylon.law.chapters import load as load_law
from asylon.law.citations import Bilingual
from asylon.law.comparison import HEADINGS, compare
from asylon.law.explanation import explain
from asylon.law.files import read_circumstance, read_file
from asylon.law.positions import position, traced_position
from asylon.law.provisions import PROVISIONS, RouteStep
from asylon.law.reachability import leads, provision_of, why_not
from asylon.law.receipts import check, receipt

load_law()
BOOK = book()
KNOWN = leads(positions_shown(BOOK))
AT = datetime.fromisoformat("2026-11-24T12:00:00+01:00")
BORDER = [
    {"kind": "person_described", "person": "man", "at": "2026-11-17", "born": "1999-01-20", "nationality": "MA"},
    {"kind": "presented_at_crossing_point", "person": "man", "at": "2026-11-17T06:10:00+01:00"},
    {"kind": "entry_conditions_assessed", "person": "man", "at": "2026-11-17", "fulfilled": False},
    {"kind": "application_made", "person": "man", "at": "2026-11-17", "place": "crossing_point"},
    {"kind": "screening_ended", "person": "man", "at": "2026-11-19"},
    {"kind": "application_registered", "person": "man", "at": "2026-11-19T11:00:00+01:00"},
    {"kind": "application_lodged", "person": "man", "at": "2026-11-20"},
]
RATE = {"kind": "recognition_rate", "at": "2026-01-01", "nationality": "MA", "percent": 11.5}


def _file(*more, state="NL"):
    return read_file({"state": state, "facts": [*BORDER, *more]})[0]


def _text(file, *circumstances, lang="en", at=AT):
    known = tuple(read_circumstance(item) for item in circumstances)
    return explain(position(file, known, at, BOOK)["man"], BOOK, lang)


def _kinds(found):
    return {(item.kind, item.line.id) for item in found.differences}


def test_the_same_position_twice_shows_no_difference():
    found = compare("man", _text(_file(), RATE), _text(_file(), RATE))
    assert found.empty
    assert found.groups() == ()


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_recognition_rate_turns_the_normal_procedure_into_that_at_the_border(lang):
    found = compare("man", _text(_file(), lang=lang), _text(_file(), RATE, lang=lang))
    assert (
        found.route
        == {
            "en": ("normal asylum procedure", "asylum border procedure"),
            "nl": ("gewone asielprocedure", "asielgrensprocedure"),
        }[lang]
    )
    assert {("duty_new", "border-procedure"), ("duty_gone", "merits-examination")} <= _kinds(found)
    assert ("undetermined_gone", "border-procedure-obligation") in _kinds(found)
    assert all(item.line.citations for item in found.differences)


def test_an_extension_moves_a_date_and_the_date_before_is_told():
    extended = {"kind": "examination_extended", "person": "man", "at": "2026-11-23", "ground": "complexity"}
    found = compare("man", _text(_file()), _text(_file(extended)))
    (moved,) = [item for item in found.differences if item.kind == "duty_moved"]
    assert moved.line.id == "merits-examination"
    assert moved.was == "by Thursday 20 May 2027"
    assert ("permitted_gone", "extend-examination") in _kinds(found)


def test_a_decision_meets_a_duty_and_its_status_before_is_told():
    decided = {"kind": "decision_taken", "person": "man", "at": "2026-11-23", "outcome": "unfounded"}
    found = compare("man", _text(_file()), _text(_file(decided)))
    (met,) = [item for item in found.differences if item.kind == "duty_met"]
    assert (met.line.id, met.was) == ("merits-examination", "open")


def test_where_there_was_no_position_everything_is_new_and_the_other_way_round_gone():
    text = _text(_file(), RATE)
    appeared = compare("man", None, text)
    gone = compare("man", text, None)
    assert {item.kind for item in appeared.differences} >= {"duty_new", "right_new", "permitted_new"}
    assert len(gone.differences) <= len(appeared.differences)
    assert appeared.route == ("", text.route.text)
    assert gone.route == (text.route.text, "")


def test_every_kind_of_difference_has_its_heading_in_both_languages():
    assert all(isinstance(words, Bilingual) and words.en and words.nl for words in HEADINGS.values())
    shown = {kind for case in load()[:60] for kind in _seen(case)}
    assert shown <= set(HEADINGS)
    assert {"duty_new", "duty_met", "right_new", "permitted_new", "step_new"} <= shown


def _seen(case):
    if not case.file.facts:
        return set()
    zone = BOOK.zone(case.file.state)
    moments = sorted({fact.at.instant(zone) for fact in case.file.facts})
    person = case.file.persons[0]
    texts = [position(case.file, case.circumstances, at, BOOK).get(person) for at in (moments[0], moments[-1])]
    told = [explain(text, BOOK, "en") if text else None for text in texts]
    return {item.kind for item in compare(person, *told).differences}


# --- why not ----------------------------------------------------------------------------------------------------


def _why(name, file, *circumstances, lang="en"):
    known = tuple(read_circumstance(item) for item in circumstances)
    return why_not(traced_position(file, known, AT, BOOK)["man"], provision_of(name), KNOWN, lang)


def test_what_is_unknown_and_would_lead_there_comes_first_with_its_article():
    first = _why("asylum_border_procedure", _file())[0]
    assert (first.obstacle, first.table) == ("unknown", "border-procedure-obligation")
    assert "at most" in first.text
    assert first.citations[0].text == "APR 45(1)"


def test_a_rate_above_the_bound_is_named_with_the_bound_and_what_is_recorded():
    answers = _why("asylum_border_procedure", _file(), RATE | {"percent": 20.5})
    values = [item.text for item in answers if item.obstacle == "value" and "20.5" in item.text]
    assert values
    assert "(20)" in values[0]


def test_it_is_told_in_dutch_too():
    first = _why("asylum_border_procedure", _file(), lang="nl")[0]
    assert "dit vraagt" in first.text
    assert "niet bekend" in first.text


def test_what_stands_is_said_to_stand():
    (only,) = _why("merits-examination", _file())
    assert only.obstacle == "stands"


def test_a_question_that_was_not_reached_names_what_would_lead_to_it():
    answers = _why("appeal-short", _file())
    assert {item.obstacle for item in answers} == {"starts", "not_asked"}
    assert all(item.question for item in answers if item.obstacle == "not_asked")


def test_an_earlier_row_that_decides_is_named_with_its_article():
    numbers = {"kind": "disproportionate_numbers", "state": "NL", "at": "2026-11-01"}
    crisis = {
        "kind": "crisis_derogation", "state": "NL", "at": "2026-11-01", "situation": "mass_arrivals",
        "derogations": ["CFMR 10(1)"],
    }  # fmt: skip
    answers = _why("registration-disproportionate", _file(), numbers, crisis)
    assert [item.obstacle for item in answers] == ["before"]
    assert "CFMR 10(1)" in answers[0].text


def test_a_time_limit_that_nothing_leads_to_says_with_what_its_time_starts():
    first = _why("eurodac-illegal-stay", _file())[0]
    assert first.obstacle == "starts"
    assert "finding the illegal stay" in first.text


def test_an_act_that_does_not_govern_is_the_reason():
    irish = _why("screening-border", _file(state="IE"))
    assert [item.obstacle for item in irish] == ["act"]
    assert irish[0].citations[0].text == "SCR recital 61"


def test_every_route_that_does_not_stand_has_an_answer_in_every_golden_file():
    routes = [item for item in PROVISIONS.values() if isinstance(item, RouteStep)]
    for case in load()[::7]:
        if not case.file.facts:
            continue
        zone = BOOK.zone(case.file.state)
        at = max(fact.at.instant(zone) for fact in case.file.facts)
        for traced in traced_position(case.file, case.circumstances, at, BOOK).values():
            for route in routes:
                assert why_not(traced, route, KNOWN, "nl")


def test_a_traced_position_is_the_position():
    file = _file()
    known = (read_circumstance(RATE),)
    traced = traced_position(file, known, AT, BOOK)["man"]
    assert traced.position == position(file, known, AT, BOOK)["man"]
    assert {"border-procedure-obligation"} <= {item.table.name for item in traced.asked}


# --- receipts ---------------------------------------------------------------------------------------------------


def test_a_receipt_holds_for_the_same_question_and_not_for_another():
    file = _file()
    found = position(file, (), AT, BOOK)
    given = receipt(file, (), AT, found)
    assert check(given, file, (), AT, found).result
    other = _file({"kind": "decision_taken", "person": "man", "at": "2026-11-23", "outcome": "unfounded"})
    checked = check(given, other, (), AT, position(other, (), AT, BOOK))
    assert (checked.inputs, checked.edition, checked.result) == (False, True, False)


def test_under_another_edition_a_receipt_says_so_and_whether_the_answer_is_the_same():
    file = _file()
    given = receipt(file, (), AT, position(file, (), AT, BOOK))
    elsewhere = book(answers={"O-18": "from_hit"})
    checked = check(given, file, (), AT, position(file, (), AT, elsewhere))
    assert (checked.inputs, checked.edition, checked.result) == (True, False, True)
