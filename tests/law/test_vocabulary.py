"""The vocabulary in words and as a form; the words of values; provisions declared once; the profile of a Member State."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from asylon.gazette import book
from asylon.law import values
from asylon.law.book import BookError, Participation
from asylon.law.chapters import load
from asylon.law.circumstances import KINDS as CIRCUMSTANCES
from asylon.law.citations import Bilingual
from asylon.law.counted import Counting
from asylon.law.facts import KINDS
from asylon.law.files import read_circumstance, read_fact
from asylon.law.moments import Moment
from asylon.law.profiles import BINDING, profile
from asylon.law.provisions import (
    ACTORS,
    PROVISIONS,
    FixedDate,
    JudgementQuestion,
    Obligation,
    Permission,
    Prohibition,
    Right,
    RouteStep,
    Silence,
    declare,
    fixed_dates,
    judgement,
    limits,
    obligation,
    permission,
    prohibition,
    right,
    route_step,
    silence,
    time_limit,
)
from asylon.law.vocabulary import describe_fact, fact_form, fields, value_words

load()
BOOK = book()
LOCATED = {
    "kind": "family_member_located", "person": "a", "at": "2026-09-10", "located_in": "BE", "relation": "sibling",
    "status": "beneficiary", "written_desire": True,
}  # fmt: skip


# --- values in words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "en", "nl"),
    [
        (True, "yes", "ja"),
        (False, "no", "nee"),
        ("sibling", "sibling", "broer of zus"),
        ("AMMR 25(2)", "AMMR 25(2)", "AMMR 25(2)"),
        (17, "17", "17"),
        (date(2026, 9, 10), "Thursday 10 September 2026", "donderdag 10 september 2026"),
        (Moment.parse("2026-09-10"), "Thursday 10 September 2026", "donderdag 10 september 2026"),
        ({"name": "Anna", "married": False}, "name: Anna, married: no", "name: Anna, married: nee"),
    ],
)
def test_a_value_is_told_in_both_languages_and_in_english_for_any_other(value, en, nl):
    assert value_words(value, "en") == en
    assert value_words(value, "nl") == nl
    assert value_words(value, "de") == en


def test_an_instant_is_told_with_its_time():
    instant = Moment.parse("2026-09-10T09:30:00+02:00")
    for lang, day, clock in (("en", "10 September 2026", "09:30"), ("nl", "10 september 2026", "09.30 uur")):
        assert day in value_words(instant, lang)
        assert clock in value_words(instant, lang)


def test_a_fact_is_told_by_its_title_and_by_the_fields_that_say_something():
    title, told = describe_fact(read_fact(LOCATED), "en")
    assert title == "Family member located in a Member State"
    assert told == (
        ("Member State where the family member is", "BE"),
        ("family member", "sibling"),
        ("position of the family member there", "beneficiary of protection"),
        ("desire expressed in writing", "yes"),
    )
    title, told = describe_fact(read_fact(LOCATED), "nl", leave_out=("located_in", "status"))
    assert title == "Gezinslid in een lidstaat gevonden"
    assert told == (("gezinslid", "broer of zus"), ("wens schriftelijk geuit", "ja"))


def test_a_refusal_is_told_and_not_taken_for_nothing():
    assert ("desire expressed in writing", "no") in describe_fact(read_fact(LOCATED | {"written_desire": False}), "en")[
        1
    ]


def test_a_circumstance_is_told_like_a_fact():
    item = read_circumstance({"kind": "recognition_rate", "at": "2026-01-01", "nationality": "MA", "percent": 11.5})
    title, told = describe_fact(item, "en", leave_out=("state",))
    assert title == type(item).words.en
    assert [value for _, value in told] == ["MA", "11.5"]


# --- forms ------------------------------------------------------------------------------------------------------


def _form(kind, lang="en"):
    return {field.name: field for field in fact_form(kind, lang)}


def test_a_form_asks_when_first_and_then_the_fields_of_its_own():
    form = fact_form("family_member_located", "en")
    assert [field.name for field in form] == [
        "at", "located_in", "relation", "status", "minor_unmarried", "written_desire", "able_to_care",
        "existed_before_arrival",
    ]  # fmt: skip
    required = {field.name for field in form if field.required}
    assert required == {"at", "located_in", "relation", "status"}


def test_each_field_of_a_form_has_its_type_label_and_choices_in_the_language_asked_for():
    form = _form("family_member_located", "nl")
    assert {name: field.type for name, field in form.items()} == {
        "at": "moment", "located_in": "text", "relation": "choice", "status": "choice", "minor_unmarried": "bool",
        "written_desire": "bool", "able_to_care": "bool", "existed_before_arrival": "bool",
    }  # fmt: skip
    assert form["written_desire"].label == "wens schriftelijk geuit"
    assert form["written_desire"].choices == (("true", "ja"), ("false", "nee"))
    assert ("sibling", "broer of zus") in form["relation"].choices
    assert form["located_in"].choices == ()
    assert _form("person_described")["born"].type == "date"
    assert not _form("person_described")["born"].required
    assert _form("fact_corrected")["replace"].type == "mapping"


def test_a_whole_number_is_asked_as_one():
    types = {field.type for kind in KINDS for field in fact_form(kind, "en")}
    assert types == {"text", "date", "moment", "bool", "choice", "int", "mapping"}
    numbers = {(kind, name) for kind in KINDS for name, bare, _, _ in fields(KINDS[kind]) if bare is int}
    assert numbers
    assert all(_form(kind)[name].type == "int" for kind, name in numbers)


def test_only_where_hours_count_the_form_asks_for_the_time_of_day():
    for kind, made in KINDS.items():
        helps = {lang: _form(kind, lang)["at"].help for lang in ("en", "nl", "de")}
        if made.hours:
            assert helps == {
                "en": "Day and time: a limit in hours starts here.",
                "nl": "Dag en tijd: hier begint een termijn in uren.",
                "de": "Day and time: a limit in hours starts here.",
            }
        else:
            assert set(helps.values()) == {""}


def test_person_reference_and_state_are_no_fields_of_a_form():
    for kind, made in KINDS.items():
        names = [name for name, *_ in fields(made)]
        assert names[0] == "at", kind
        assert not {"person", "id", "state"} & set(names)
        assert len(names) == len(set(names))
        assert all(words.en and words.nl for _, _, words, _ in fields(made))


def test_a_value_has_one_name(monkeypatch):
    monkeypatch.setattr(values, "VALUES", {"one": Bilingual("one", "een")})
    values.value_is_called(("one", "one", "een"), ("two", "two", "twee"))
    assert values.VALUES["two"] == Bilingual("two", "twee")
    with pytest.raises(ValueError, match="'one' is already called 'one'; give the new one its own name"):
        values.value_is_called(("one", "single", "enkel"))


# --- provisions -------------------------------------------------------------------------------------------------

RULES, CITE = ("A-1",), "APR 1"


@pytest.fixture
def declared(monkeypatch):
    monkeypatch.setattr("asylon.law.provisions.PROVISIONS", entered := {})
    return entered


@pytest.mark.parametrize(
    ("made", "kind", "records"),
    [
        (lambda: right("x", "general", RULES, CITE, "one", "een"), Right, None),
        (lambda: permission("x", "general", RULES, CITE, "one", "een"), Permission, ""),
        (lambda: permission("x", "general", RULES, CITE, "one", "een", "application_made"), Permission, "application_made"),
        (lambda: prohibition("x", "general", RULES, CITE, "one", "een"), Prohibition, None),
        (lambda: route_step("x", "general", RULES, CITE, "one", "een"), RouteStep, None),
        (lambda: silence("x", "general", RULES, CITE, "one", "een"), Silence, None),
    ],
)  # fmt: skip
def test_a_provision_is_declared_in_one_breath_with_its_words_rules_and_article(declared, made, kind, records):
    found = made()
    assert type(found) is kind
    assert (found.id, found.block, found.rules, found.cite) == ("x", "general", RULES, CITE)
    assert found.words == Bilingual("one", "een")
    assert getattr(found, "records", None) == records
    assert declared == {"x": found}
    with pytest.raises(ValueError, match="provision 'x' is declared twice"):
        made()


def test_a_duty_a_judgement_and_a_time_limit_are_declared_with_who_and_what(declared):
    duty = obligation("o", "general", RULES, CITE, "court", ("do", "doen"), ("or else", "anders"))
    assert isinstance(duty, Obligation)
    assert (duty.who, duty.duty, duty.consequence) == ("court", Bilingual("do", "doen"), Bilingual("or else", "anders"))
    asked = judgement("j", "general", RULES, CITE, "court", "is it?", "is het?", "application_made")
    assert isinstance(asked, JudgementQuestion)
    assert (asked.who, asked.question, asked.records) == ("court", Bilingual("is it?", "is het?"), "application_made")

    def limit(id_, **more):
        words = Bilingual("w", "w")
        return time_limit(
            id_, RULES, CITE, "court", words, words, words,
            block="general", by=Counting.APR_73, records="application_made", **more,
        )  # fmt: skip

    own, other = limit("t"), limit("u", length="t", open_questions=("O-1",))
    assert (own.length, own.open_questions, own.by, own.records) == ("t", (), Counting.APR_73, "application_made")
    assert (other.length, other.open_questions) == ("t", ("O-1",))
    assert limits() == (own, other)
    assert fixed_dates() == ()
    dated = declare(FixedDate(
        id="d", block="general", rules=RULES, cite=CITE, who="court", duty=Bilingual("a", "b"), date="d",
        consequence=Bilingual("a", "b"),
    ))  # fmt: skip
    assert fixed_dates() == (dated,)
    assert limits() == (own, other)


def test_every_provision_of_the_law_rests_on_known_rules_and_known_actors_and_records_a_known_kind():
    for found in PROVISIONS.values():
        assert set(found.rules) <= set(BOOK.rules), found.id
        assert getattr(found, "who", "court") in ACTORS, found.id
        assert getattr(found, "records", "") in ("", *KINDS, *CIRCUMSTANCES), found.id
    for limit in limits():
        assert limit.length in BOOK.parameters
        assert set(limit.open_questions) <= set(BOOK.open_questions)


# --- the profile of a Member State ------------------------------------------------------------------------------

ON = date(2026, 7, 15)


def test_a_profile_names_every_act_from_when_it_applies_and_how_the_state_takes_part():
    found = profile(BOOK, "IE", ON)
    acts = {item.application.act: item for item in found.acts}
    assert set(acts) == set(BOOK.applications)
    assert acts["AMMR"].applies == date(2026, 6, 12)
    assert all(entry.act == act for act, item in acts.items() for entry in item.participation)
    assert [entry.binding for entry in acts["SCR"].participation] == ["not_bound"]
    plain = {item.application.act: item for item in profile(BOOK, "NL", ON).acts}
    assert all(item.participation == () for item in plain.values())


def test_a_profile_shows_each_figure_left_to_the_state_and_whether_it_was_chosen():
    chosen = BOOK.changed(choices={"BE": {"appeal-short": "7 days"}}, provided={"BE": frozenset({"b", "a"})})
    belgian = {item.parameter.key: item for item in profile(chosen, "BE", ON).choices}
    assert set(belgian) == {key for key, item in BOOK.parameters.items() if item.low is not None}
    assert (belgian["appeal-short"].value, belgian["appeal-short"].chosen) == ("7 days", True)
    assert not belgian["appeal-long"].chosen
    assert belgian["appeal-long"].value == BOOK.value("appeal-long", ON)
    neutral = {item.parameter.key: item for item in profile(chosen, "", ON).choices}
    assert not neutral["appeal-short"].chosen
    assert profile(chosen, "BE", ON).provides == ("a", "b")
    assert profile(chosen, "", ON).provides == ()


def test_a_profile_lists_the_holidays_of_its_year_and_that_of_no_state_has_none():
    found = profile(BOOK, "NL", ON)
    assert (found.state, found.on) == ("NL", ON)
    assert {day.year for day, _ in found.holidays} == {2026}
    assert date(2026, 4, 27) in dict(found.holidays), "King's Day"
    assert date(2027, 4, 27) in dict(profile(BOOK, "NL", date(2027, 1, 1)).holidays)
    assert profile(BOOK, "", ON).holidays == ()
    with pytest.raises(BookError, match="QQ"):
        profile(BOOK, "QQ", ON)


def test_every_way_of_taking_part_has_its_words():
    assert set(BINDING) == set(msgspec.inspect.type_info(Participation).fields[1].type.values)
