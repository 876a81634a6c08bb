"""Files: what is refused on reading, with its place and what to do; corrections; impossible orders."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from asylon.law.circumstances import KINDS as CIRCUMSTANCES
from asylon.law.circumstances import DisproportionateNumbers
from asylon.law.circumstances import json_schema as circumstances_schema
from asylon.law.circumstances.vocabulary import circumstance_of
from asylon.law.citations import Bilingual
from asylon.law.facts import KINDS, ApplicationMade, json_schema
from asylon.law.facts.vocabulary import kind_of
from asylon.law.files import (
    File,
    InputError,
    Problem,
    check_file,
    effective,
    read_circumstance,
    read_fact,
    read_file,
    write_circumstance,
    write_fact,
)
from asylon.law.moments import Moment

ZONE = ZoneInfo("Europe/Amsterdam")
MADE = {"kind": "application_made", "person": "a", "at": "2026-09-10"}
NUMBERS = {"kind": "disproportionate_numbers", "at": "2026-09-10", "state": "NL"}


def _problems(raw, **options):
    with pytest.raises(InputError) as caught:
        read_file(raw, **options)
    return caught.value.problems


def test_a_fact_without_state_or_reference_gets_that_of_the_file_and_a_number():
    other = MADE | {"state": "BE", "id": "own"}
    file, circumstances = read_file({"state": "NL", "facts": [MADE, other, MADE], "circumstances": [NUMBERS]})
    assert [(fact.id, fact.state) for fact in file.facts] == [("f1", "NL"), ("own", "BE"), ("f3", "NL")]
    assert file.state == "NL"
    assert file.persons == ("a",)
    assert isinstance(circumstances[0], DisproportionateNumbers)


def test_persons_are_named_in_the_order_in_which_they_are_first_mentioned():
    facts = [MADE | {"person": "b"}, MADE, MADE | {"person": "b"}]
    assert read_file({"state": "NL", "facts": facts})[0].persons == ("b", "a")


def test_the_state_may_come_from_elsewhere_and_what_is_written_goes_first():
    assert read_file({"facts": [MADE]}, "BE")[0].state == "BE"
    assert read_file({"state": "NL", "facts": [MADE]}, "BE")[0].state == "NL"


@pytest.mark.parametrize("state", ["", "nl", "NLD", "N", None])
def test_what_is_no_member_state_is_refused(state):
    (problem,) = _problems({"state": state, "facts": [MADE]})
    assert problem.place == "state"
    assert "two letters" in problem.remedy.en


def test_a_case_is_an_object_with_known_parts():
    assert _problems([])[0].place == "$"
    assert _problems("case")[0].wrong == Bilingual("a case is an object.", "een zaak is een object.")
    (problem,) = _problems({"state": "NL", "facts": [MADE], "fact": []})
    assert problem.place == "fact"
    assert "Parts: case, state, facts" in problem.remedy.en
    file, _ = read_file({"case": "x", "note": "y", "state": "NL", "facts": [MADE], "circumstances": []})
    assert len(file.facts) == 1


def test_a_case_needs_a_fact_unless_only_circumstances_are_asked_about():
    (problem,) = _problems({"state": "NL"})
    assert (problem.place, problem.wrong.en) == ("facts", "there is no fact.")
    (problem,) = _problems({"state": "NL", "facts": []})
    assert problem.place == "facts"
    assert read_file({"state": "NL"}, facts_needed=False) == (File("NL"), ())


@pytest.mark.parametrize("part", ["facts", "circumstances"])
@pytest.mark.parametrize("given", ["one", {"kind": "x"}, 3])
def test_facts_and_circumstances_are_lists(part, given):
    problems = _problems({"state": "NL", "facts": [MADE]} | {part: given})
    assert [(problem.place, problem.wrong.en) for problem in problems] == [(part, "this must be a list.")]


def test_every_problem_is_told_at_once_with_its_place():
    raw = {
        "facts": [MADE, {"kind": "x"}, MADE | {"at": "10-09-2026"}, "text", {"person": "a"}],
        "circumstances": [NUMBERS | {"until": "soon"}],
    }
    problems = _problems(raw)
    assert [problem.place for problem in problems] == [
        "state", "facts[1].kind", "facts[2].at", "facts[3]", "facts[4].kind", "circumstances[0].until",
    ]  # fmt: skip
    assert str(problems[0]) == f"state: {problems[0].wrong.en} {problems[0].remedy.en}"
    assert all(problem.remedy.en and problem.remedy.nl for problem in problems)


def test_a_misspelt_kind_is_told_the_nearest_and_a_strange_one_is_not():
    with pytest.raises(InputError, match=r"Did you mean application_made\?"):
        read_fact(MADE | {"kind": "aplication_made"})
    with pytest.raises(InputError) as caught:
        read_fact(MADE | {"kind": "zzz"})
    assert "Did you mean" not in str(caught.value)
    assert caught.value.problems == (
        Problem.at(
            "fact.kind",
            ("“zzz” is not a known kind of fact.", "“zzz” is geen bekende soort feit."),
            (
                "The known ones stand under Law, Facts, and in: asylon law facts.",
                "De bekende soorten staan onder Recht, Feiten, en in: asylon law facts.",
            ),
        ),
    )


def test_a_wrong_field_is_told_with_the_fields_of_its_kind():
    with pytest.raises(InputError) as caught:
        read_circumstance(NUMBERS | {"colour": "red"})
    (problem,) = caught.value.problems
    assert problem.place == "circumstance"
    assert problem.remedy.en.endswith("in: asylon law facts disproportionate_numbers.")


def test_where_hours_count_a_day_alone_is_refused_and_an_instant_is_not():
    with pytest.raises(InputError, match="limits in hours start here"):
        read_fact({"kind": "application_registered", "person": "a", "at": "2026-09-10"})
    at = "2026-09-10T09:30:00+02:00"
    assert str(read_fact({"kind": "application_registered", "person": "a", "at": at}).at) == at
    assert not read_fact(MADE).at.exact


def test_what_is_already_a_fact_or_circumstance_is_taken_as_it_is():
    fact, item = read_fact(MADE), read_circumstance(NUMBERS)
    assert read_fact(fact) is fact
    assert read_circumstance(item) is item


def test_a_fact_and_a_circumstance_are_written_as_they_are_read():
    assert write_fact(read_fact(MADE)) == MADE
    assert write_circumstance(read_circumstance(NUMBERS | {"until": "2026-09-30"})) == NUMBERS | {"until": "2026-09-30"}


# --- corrections ------------------------------------------------------------------------------------------------


def _corrected(*more):
    return read_file({"state": "NL", "facts": [MADE | {"id": "m"}, MADE | {"person": "b"}, *more]})[0]


CORRECTION = {"kind": "fact_corrected", "person": "a", "at": "2026-09-12", "corrects": "m", "reason": "wrong day"}
WITHDRAWAL = {"kind": "fact_withdrawn", "person": "a", "at": "2026-09-13", "withdraws": "m", "reason": "twice"}


def test_without_corrections_the_facts_count_as_they_stand():
    file = _corrected()
    assert effective(file) is file.facts


def test_a_corrected_fact_takes_the_right_values_and_keeps_the_others_and_its_place():
    found = effective(_corrected(CORRECTION | {"replace": {"at": "2026-09-08"}}))
    assert [(fact.kind(), fact.person, str(fact.at)) for fact in found] == [
        ("application_made", "a", "2026-09-08"),
        ("application_made", "b", "2026-09-10"),
    ]


def test_a_correction_may_be_corrected_again_and_a_withdrawn_fact_counts_no_more():
    twice = (CORRECTION | {"replace": {"at": "2026-09-08"}}, CORRECTION | {"replace": {"at": "2026-09-09"}})
    assert str(effective(_corrected(*twice))[0].at) == "2026-09-09"
    assert [fact.person for fact in effective(_corrected(WITHDRAWAL))] == ["b"]


def test_facts_without_reference_do_not_replace_one_another():
    made = read_fact(MADE | {"id": "m"})
    nameless = ApplicationMade(person="b", at=Moment.parse("2026-09-10"))
    file = File("NL", (made, nameless, nameless, read_fact(WITHDRAWAL)))
    assert effective(file) == (nameless, nameless)


@pytest.mark.parametrize(
    "wrong",
    [
        (CORRECTION | {"corrects": "f9", "replace": {"at": "2026-09-08"}},),
        (WITHDRAWAL, WITHDRAWAL),
        (WITHDRAWAL, CORRECTION | {"replace": {"at": "2026-09-08"}}),
        (CORRECTION | {"replace": {"at": "soon"}},),
        (CORRECTION | {"replace": {"colour": "red"}},),
    ],
)
def test_an_impossible_correction_is_refused(wrong):
    with pytest.raises(InputError):
        _corrected(*wrong)


# --- what cannot be right although it can be read ----------------------------------------------------------------


def _checked(*facts, applies=None):
    file = File("NL", tuple(read_fact({"person": "a", "id": f"f{n}"} | fact) for n, fact in enumerate(facts, start=1)))
    return check_file(file, ZONE, applies or {})


def _lodged(day, **more):
    return {"kind": "application_lodged", "at": day} | more


def _registered(at, **more):
    return {"kind": "application_registered", "at": at} | more


def test_an_act_before_it_applies_is_found_and_on_its_first_day_it_is_not():
    ended = {"kind": "screening_ended", "at": "2026-06-11"}
    applies = {"SCR": date(2026, 6, 12)}
    (problem,) = _checked(ended, applies=applies)
    assert problem.place == "fact f1 (screening_ended)"
    assert problem.wrong.en == "2026-06-11 lies before 2026-06-12, when SCR starts to apply."
    assert _checked(ended | {"at": "2026-06-12"}, applies=applies) == ()
    assert _checked(ended) == ()


def test_a_fact_before_the_one_that_must_precede_it_is_found_with_the_article():
    (problem,) = _checked(_registered("2026-09-10T10:00:00+02:00"), _lodged("2026-09-09"))
    assert problem.place == "fact f2 (application_lodged)"
    assert (
        "2026-09-09 lies before “Application registered” (application_registered) on 2026-09-10T10:00:00+02:00"
        in problem.wrong.en
    )
    assert "APR" in problem.wrong.nl


def test_on_the_same_day_a_day_and_an_instant_are_in_no_wrong_order_and_two_instants_may_be():
    assert _checked(_registered("2026-09-10T10:00:00+02:00"), _lodged("2026-09-10")) == ()
    assert _checked(_registered("2026-09-10T10:00:00+02:00"), _lodged("2026-09-10T10:00:00+02:00")) == ()
    assert len(_checked(_registered("2026-09-10T10:00:00+02:00"), _lodged("2026-09-10T09:59:00+02:00"))) == 1


def test_the_order_is_that_of_one_person_and_of_the_last_after_the_first():
    other = _registered("2026-09-10T10:00:00+02:00", person="b")
    assert _checked(other, _lodged("2026-09-09")) == ()
    again = (_registered("2026-09-20T10:00:00+02:00"), _registered("2026-09-01T10:00:00+02:00"))
    assert _checked(*again, _lodged("2026-09-05")) == ()
    assert _checked(_registered("2026-09-10T10:00:00+02:00"), _lodged("2026-09-01"), _lodged("2026-09-12")) == ()
    assert _checked(_registered("2026-09-10T10:00:00+02:00"), _lodged("2026-09-12"), _lodged("2026-09-01")) == ()


def test_a_fact_before_the_birth_of_its_person_is_found_and_on_the_day_of_birth_it_is_not():
    born = {"kind": "person_described", "at": "2026-09-10", "born": "2026-09-10"}
    assert _checked(born, MADE) == ()
    (problem,) = _checked(born, MADE | {"at": "2026-09-09"})
    assert problem.place == "fact f2 (application_made)"
    assert "before the person's birth (2026-09-10)" in problem.wrong.en
    assert _checked(born, MADE | {"at": "2026-09-09", "person": "b"}) == ()
    assert _checked({"kind": "person_described", "at": "2026-09-10"}, MADE | {"at": "2026-09-09"}) == ()


def test_a_withdrawn_fact_is_in_no_wrong_order():
    withdrawn = {"kind": "fact_withdrawn", "at": "2026-09-12", "withdraws": "f2", "reason": "entered twice"}
    assert _checked(_registered("2026-09-10T10:00:00+02:00"), _lodged("2026-09-09"), withdrawn) == ()


# --- the vocabulary ---------------------------------------------------------------------------------------------


def test_a_kind_of_fact_is_declared_once():
    with pytest.raises(ValueError, match=r"'application_made' is declared twice; use the one of asylon\.law\.facts"):
        kind_of("Application made", "Verzoek gedaan", "procedure")(ApplicationMade)


def test_entering_a_kind_gives_it_its_words_and_rules(monkeypatch):
    monkeypatch.setattr("asylon.law.facts.vocabulary.KINDS", {})
    old = {name: getattr(ApplicationMade, name) for name in ("words", "group", "hours", "governed_by", "after")}
    try:
        made = kind_of("one", "een", "border", hours=True, governed_by="SCR", after=(("x", "SCR 1"),))(ApplicationMade)
        assert made is ApplicationMade
        assert (made.words.en, made.words.nl, made.group) == ("one", "een", "border")
        assert (made.hours, made.governed_by, made.after) == (True, "SCR", (("x", "SCR 1"),))
    finally:
        for name, value in old.items():
            setattr(ApplicationMade, name, value)


def test_entering_a_kind_of_circumstance_gives_it_its_words(monkeypatch):
    monkeypatch.setattr("asylon.law.circumstances.vocabulary.KINDS", entered := {})
    old = DisproportionateNumbers.words
    try:
        assert circumstance_of("one", "een")(DisproportionateNumbers) is DisproportionateNumbers
        assert (DisproportionateNumbers.words.en, DisproportionateNumbers.words.nl) == ("one", "een")
        assert entered == {"disproportionate_numbers": DisproportionateNumbers}
    finally:
        DisproportionateNumbers.words = old


@pytest.mark.parametrize(("schema", "kinds"), [(json_schema, KINDS), (circumstances_schema, CIRCUMSTANCES)])
def test_the_schema_defines_every_kind_with_its_name_and_a_moment_as_text(schema, kinds):
    found = schema()
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["title"]
    assert found["description"]
    assert {item["properties"]["kind"]["enum"][0] for item in found["$defs"].values()} == set(kinds)
    assert len(found["oneOf"]) == len(kinds)
    moment = next(iter(found["$defs"].values()))["properties"]["at"]
    assert moment["type"] == "string"
    assert moment["anyOf"] == [{"format": "date"}, {"format": "date-time"}]
