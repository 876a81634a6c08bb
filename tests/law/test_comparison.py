"""What differs between two positions, and why something does not stand."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest

from asylon.cases import load, positions_shown
from asylon.gazette import book
from asylon.law.chapters import load as load_law
from asylon.law.citations import Bilingual
from asylon.law.comparison import HEADINGS, compare
from asylon.law.explanation import DutyLine, Line, PositionText, RetentionLine, explain, links
from asylon.law.files import read_circumstance, read_file
from asylon.law.moments import Moment
from asylon.law.position import Duty, Position, Reason, Standing
from asylon.law.positions import position, traced_position
from asylon.law.provisions import PROVISIONS, RouteStep
from asylon.law.reachability import leads, provision_of, why_not
from asylon.law.receipts import canonical, check, receipt
from asylon.law.tables import TABLES

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


# --- differences one by one -------------------------------------------------------------------------------------

DUTY = DutyLine(
    id="d", text="do", block="procedure", who="w", state="NL", status="open", status_word="open", due_text="by Monday",
    due=AT, counting="", starts="", consequence="", started_by="", met_by="", met_text="",
)  # fmt: skip
KEPT = RetentionLine(id="k", text="kept", until_text="until Monday", counting="", over=False, ended_by="")
EMPTY = PositionText(
    person="a", state="NL", at_text="", edition="", route=None, steps=(), duties=(), rights=(), permitted=(), forbidden=(),
    responsible=None, judgements=(), undetermined=(), retention=(), changes_on_text="",
)  # fmt: skip


def _put(item, **more):
    return msgspec.structs.replace(item, **more)


def _differences(before, after):
    found = compare("a", _put(EMPTY, **before), _put(EMPTY, **after))
    assert found.person == "a"
    return [(item.kind, item.line.id, item.was) for item in found.differences]


def test_a_duty_is_new_gone_met_moved_or_in_another_state_and_otherwise_the_same():
    assert _differences({}, {"duties": (DUTY,)}) == [("duty_new", "d", "")]
    assert _differences({"duties": (DUTY,)}, {}) == [("duty_gone", "d", "")]
    assert _differences({"duties": (DUTY,)}, {"duties": (DUTY,)}) == []
    met = _put(DUTY, status="met", status_word="done")
    assert _differences({"duties": (DUTY,)}, {"duties": (met,)}) == [("duty_met", "d", "open")]
    late = _put(DUTY, status="late", status_word="late")
    assert _differences({"duties": (DUTY,)}, {"duties": (late,)}) == [("duty_other", "d", "open")]
    moved = _put(DUTY, due=AT.replace(day=30), due_text="by the 30th")
    assert _differences({"duties": (DUTY,)}, {"duties": (moved,)}) == [("duty_moved", "d", "by Monday")]


def test_the_same_duty_of_another_state_is_another_one_and_a_second_of_the_kind_is_told_apart():
    abroad = _put(DUTY, state="BE")
    assert _differences({"duties": (DUTY,)}, {"duties": (abroad,)}) == [("duty_new", "d", ""), ("duty_gone", "d", "")]
    later = _put(DUTY, due=AT.replace(day=30))
    third = _put(DUTY, due=AT.replace(day=29))
    assert _differences({"duties": (DUTY,)}, {"duties": (DUTY, later, third)}) == [("duty_new", "d", "")] * 2
    assert _differences({"duties": (DUTY, later)}, {"duties": (DUTY, later)}) == []
    assert _differences({"duties": (DUTY, later)}, {"duties": (DUTY, third)}) == [("duty_moved", "d", "by Monday")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("judgements", "judgement"), ("permitted", "permitted"), ("forbidden", "forbidden"), ("rights", "right"),
     ("steps", "step"), ("undetermined", "undetermined")],
)  # fmt: skip
def test_what_holds_is_new_or_gone_by_what_it_is_about(name, kind):
    one, other = Line(id="x", text="t", about="PT"), Line(id="x", text="t", about="BE")
    assert _differences({name: (one,)}, {name: (one,)}) == []
    changed = _differences({name: (one,)}, {name: (other,)})
    assert changed == [(told, "x", "") for told in (f"{kind}_new", f"{kind}_gone") if told in HEADINGS]
    assert (f"{kind}_new", "x", "") in changed


def test_a_keeping_period_is_new_gone_or_moved():
    moved = _put(KEPT, until_text="until Friday")
    assert _differences({}, {"retention": (KEPT,)}) == [("retention_new", "k", "")]
    assert _differences({"retention": (KEPT,)}, {}) == [("retention_gone", "k", "")]
    assert _differences({"retention": (KEPT,)}, {"retention": (KEPT,)}) == []
    assert _differences({"retention": (KEPT,)}, {"retention": (moved,)}) == [("retention_moved", "k", "until Monday")]


def test_a_route_or_a_responsible_state_alone_is_a_change_and_groups_keep_the_order_of_the_headings():
    route = Line(id="route:x", text="x")
    found = compare("a", EMPTY, _put(EMPTY, route=route))
    assert not found.empty
    assert (found.route, found.responsible) == (("", "x"), None)
    found = compare("a", _put(EMPTY, responsible=route), EMPTY)
    assert not found.empty
    assert (found.route, found.responsible) == (None, ("x", ""))
    assert compare("a", EMPTY, EMPTY).empty
    assert compare("a", None, None).empty
    both = compare("a", EMPTY, _put(EMPTY, duties=(DUTY,), rights=(route,), retention=(KEPT,)))
    assert not both.empty
    assert [(kind, len(items)) for kind, items in both.groups()] == [
        ("duty_new", 1),
        ("right_new", 1),
        ("retention_new", 1),
    ]


# --- leads ------------------------------------------------------------------------------------------------------


def test_what_leads_to_a_provision_is_seen_in_every_list_of_a_position_and_only_where_a_table_led_there():
    reason = Reason("deduction", "pool-used", "not", ("L-14",), "AMMR 61(1)")
    other = Reason("no-table", "row", "x", (), "AMMR 61(1)")

    def standing(name):
        return Standing(provision=name, rules=(), cite="", reasons=(reason, other))

    duty = Duty(provision="duty", who="court", state="NL", status="open", reasons=(reason,))
    lists = {name: (standing(name),) for name in ("rights", "permitted", "forbidden", "judgements", "steps")}
    found = leads([
        Position(person="a", state="NL", at=AT, edition="", route=standing("route"), duties=(duty,), **lists),
        Position(person="b", state="NL", at=AT, edition=""),
    ])  # fmt: skip
    assert found == {name: frozenset({("deduction", "not")}) for name in (*lists, "route", "duty")}


def test_a_provision_is_meant_by_its_id_or_by_the_name_of_a_route():
    assert provision_of("appeal-short") is PROVISIONS["appeal-short"]
    assert provision_of("asylum_border_procedure") is PROVISIONS["route:asylum_border_procedure"]
    assert provision_of("nothing-of-the-kind") is None


def test_every_list_counts_as_standing():
    file = _file()
    traced = traced_position(file, (read_circumstance(RATE),), AT, BOOK)["man"]
    here = traced.position
    items = [here.duties, here.rights, here.permitted, here.forbidden, here.judgements, here.steps]
    shown = [found[0].provision for found in items if found] + [here.route.provision]
    for name in shown:
        (only,) = why_not(traced, PROVISIONS[name], KNOWN, "en")
        assert only.obstacle == "stands", name
        assert [item.text for item in only.citations] == [item.text for item in links(PROVISIONS[name].cite)]


def test_the_nearest_answer_comes_first_and_what_was_not_asked_last_each_said_once():
    answers = _why("asylum_border_procedure", _file(), RATE | {"percent": 20.5})
    asked = [item.obstacle != "not_asked" for item in answers]
    assert asked == sorted(asked, reverse=True)
    reached = [item for item in answers if item.obstacle != "not_asked"]
    assert [item.failing for item in reached] == sorted(item.failing for item in reached)
    keys = [(item.table, item.row, item.obstacle) for item in answers]
    assert len(keys) == len(set(keys))
    assert all(item.text and item.citations for item in answers)


def test_what_was_not_asked_says_which_facts_would_lead_to_the_question():
    (missing,) = _why("relocate", _file())
    assert (missing.obstacle, missing.table, missing.row, missing.failing) == (
        "not_asked", "relocation-eligibility", "applicant", 1,
    )  # fmt: skip
    assert missing.text.endswith("recorded. It is asked where one of these is recorded: identified for relocation.")
    assert missing.question == TABLES["relocation-eligibility"].question.en
    assert [item.text for item in missing.citations] == ["AMMR 56(2)(a)(i)"]
    by_no_fact = [item for item in _why("border-procedure", _file()) if item.table == "capacity-release"]
    assert [item.text for item in by_no_fact] == [
        "This question was not reached: the facts that lead to it are not recorded."
    ]


def test_a_time_limit_to_which_no_table_leads_says_what_starts_it_and_a_right_says_that_it_follows_from_facts():
    (limit,) = _why("return-detention", _file())
    assert limit.obstacle == "starts"
    assert limit.citations[0].text == "RD 15(5)"
    (work,) = _why("temporary-protection-work", _file())
    assert work.obstacle == "no_table"


def test_what_is_unknown_comes_before_what_is_recorded_otherwise_where_as_little_fails():
    answers = [item for item in _why("border-procedure", _file()) if item.obstacle != "not_asked"]
    assert [(item.failing, item.obstacle) for item in answers] == sorted(
        (item.failing, item.obstacle) for item in answers
    )
    assert answers[0].text.startswith("Recognition rate (%): this asks at most")
    assert any(item.text.endswith("this asks yes; here it is no.") for item in answers)
    both = [item for item in answers if item.failing == 2]
    assert all(item.obstacle == "value" for item in both), "what is recorded otherwise fails before what is unknown"


def test_a_right_to_which_no_table_leads_says_that_it_follows_from_facts():
    provision = PROVISIONS["counselling-on-responsibility"]
    traced = traced_position(_file(), (), datetime.fromisoformat("2026-11-17T12:00:00+01:00"), BOOK)["man"]
    (only,) = why_not(traced, provision, {}, "en")
    assert only.obstacle == "no_table"
    assert only.citations[0].text == "AMMR 21"


def test_each_reason_given_names_a_condition_of_the_row_that_is_really_not_met():
    traced = traced_position(_file(), (read_circumstance(RATE | {"percent": 20.5}),), AT, BOOK)["man"]
    for answer in why_not(traced, provision_of("asylum_border_procedure"), KNOWN, "nl"):
        if answer.obstacle in ("value", "unknown"):
            row = next(row for row in TABLES[answer.table].rows if row.id == answer.row)
            assert 0 < answer.failing <= len(row.when)
            assert answer.text[0].isupper()


# --- receipts in full -------------------------------------------------------------------------------------------


def test_a_receipt_names_edition_and_instant_and_changes_with_each_of_its_inputs():
    file = _file()
    found = position(file, (), AT, BOOK)
    given = receipt(file, (), AT, found)
    assert (given.edition, given.at) == (BOOK.edition, AT.isoformat())
    assert len(given.inputs) == len(given.result) == 64
    assert receipt(file, (), AT, {}).edition == ""
    for other in (
        receipt(_file(state="BE"), (), AT, found),
        receipt(file, (read_circumstance(RATE),), AT, found),
        receipt(file, (), AT.replace(hour=13), found),
        receipt(
            _file({"kind": "decision_taken", "person": "man", "at": "2026-11-23", "outcome": "unfounded"}),
            (),
            AT,
            found,
        ),
    ):
        assert other.inputs != given.inputs
        assert other.result == given.result


def test_the_same_content_in_another_order_gives_the_same_bytes():
    one = {"b": date(2026, 1, 2), "a": Moment.parse("2026-01-02T03:04:00+01:00"), "c": AT}
    assert canonical(one) == canonical(dict(reversed(one.items())))
    assert canonical(one) == b'{"a":"2026-01-02T03:04:00+01:00","b":"2026-01-02","c":"2026-11-24T12:00:00+01:00"}'
