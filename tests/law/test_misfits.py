"""Whatever is wrong with a fact, a circumstance or a file is told in two languages, and in neither by a program's words."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.law.circumstances import KINDS as CIRCUMSTANCES
from asylon.law.facts import KINDS
from asylon.law.files import InputError, read_circumstance, read_fact, read_file
from asylon.law.misfits import FORMS, misfit, unreadable

FOREIGN = re.compile(r"`|Expected|Invalid|Object |RFC3339|regex|malformed|argument must|has no len|\bNone\b")
MADE: dict[str, Any] = {"kind": "application_made", "person": "a", "at": "2026-09-10"}
DESCRIBED = MADE | {"kind": "person_described"}
CORRECTED = MADE | {"kind": "fact_corrected", "corrects": "f1", "reason": "slip"}

#: A fact that is wrong: where, part of what is wrong in English and in Dutch, part of what to do in Dutch.
BAD: tuple[tuple[Any, str, str, str, str], ...] = (
    (5, "fact", "is an object", "is een object", "Schrijf {"),
    ({}, "fact.kind", "kind of fact is missing", "de soort feit (kind) ontbreekt", "asylon law facts"),
    ({"kind": "zzz"}, "fact.kind", "“zzz” is not a known kind", "“zzz” is geen bekende soort feit", "Recht, Feiten"),
    ({"kind": "aplication_made"}, "fact.kind", "not a known kind", "geen bekende soort", "Bedoelt u application_made?"),
    (MADE | {"at": 5}, "fact.at", "5 is not a date", "5 is geen datum", "Schrijf 2026-09-10"),
    (MADE | {"at": None}, "fact.at", "null is not a date", "null is geen datum", "Schrijf 2026-09-10"),
    (MADE | {"at": "soon"}, "fact.at", "“soon” is not a date", "“soon” is geen datum", "Schrijf 2026-09-10"),
    (MADE | {"at": "2026-09-10T10:00:00"}, "fact.at", "needs its zone", "hoort de zone", "of alleen de dag"),
    (MADE | {"at": "9999-12-31"}, "fact.at", "outside the calendar", "buiten de kalender", "Schrijf een jaar"),
    ({"kind": "application_made", "at": "2026-09-10"}, "fact", "“person” (person) is missing", "“persoon” (person) ontbreekt",
     "Voeg het toe"),
    (MADE | {"colour": 1}, "fact", "“colour” is no field of “Application made” (application_made)",
     "“colour” is geen veld van “Verzoek gedaan” (application_made)", "Velden: person, at"),
    (MADE | {"plaec": 1}, "fact", "“plaec” is no field", "“plaec” is geen veld", "Bedoelt u place?"),
    (MADE | {"person": ""}, "fact.person", "is empty", "is leeg", "ten minste 1 teken"),
    (MADE | {"person": 5}, "fact.person", "must be text; it is a whole number: 5", "moet tekst zijn; het is een geheel getal: 5", "Schrijf"),
    (MADE | {"place": "moon"}, "fact.place", "“moon” is none of the values of “where” (place)",
     "“moon” is geen van de waarden van “waar” (place)", "territory (op het grondgebied)"),
    (MADE | {"airport_transit": "yes"}, "fact.airport_transit", "must be true or false; it is text: “yes”",
     "moet waar of onwaar (true of false) zijn; het is tekst: “yes”", "Schrijf true of false"),
    (MADE | {"airport_transit": []}, "fact.airport_transit", "it is a list", "het is een lijst", "Schrijf true of false"),
    (DESCRIBED | {"born": "soon"}, "fact.born", "“date of birth” (born) is “soon”, and that is not a day",
     "“geboortedatum” (born) is “soon”, en dat is geen dag", "Schrijf de dag als"),
    (DESCRIBED | {"born": 5}, "fact.born", "must be a day", "moet een dag zijn", "Schrijf de dag als"),
    (DESCRIBED | {"nationality": "Syria"}, "fact.nationality", "does not have the form", "heeft niet de vorm", "twee hoofdletters"),
    (MADE | {"state": "nl"}, "fact.state", "does not have the form", "heeft niet de vorm", "twee hoofdletters"),
    (CORRECTED | {"replace": []}, "fact.replace", "must be an object", "moet een object", "Schrijf {naam"),
    (CORRECTED | {"replace": {5: 6}}, "fact.replace", "is no text", "is geen tekst", "Schrijf {naam"),
    (CORRECTED | {"replace": {}, "reason": "x"}, "fact.reason", "is too short", "is te kort", "ten minste 3 tekens"),
    (MADE | {"kind": "application_registered"}, "fact.at", "has no time of day", "heeft geen tijdstip", "Schrijf de tijd"),
)  # fmt: skip


def two_languages(error: InputError) -> None:
    for problem in error.problems:
        for text in (problem.wrong, problem.remedy):
            assert text.en != text.nl
            for words in (text.en, text.nl):
                assert words.strip()
                assert not FOREIGN.search(words), words


@pytest.mark.parametrize(("raw", "place", "english", "dutch", "remedy"), BAD, ids=[bad[3] for bad in BAD])
def test_what_is_wrong_with_a_fact_is_told_in_both_languages_with_the_words_of_its_field(
    raw: Any, place: str, english: str, dutch: str, remedy: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_fact(raw)
    [problem] = refused.value.problems
    assert problem.place == place
    assert english in problem.wrong.en
    assert dutch in problem.wrong.nl
    assert remedy in problem.remedy.nl
    two_languages(refused.value)


#: What fits no field, or not every field.
STRANGE = ("", "x", "nl", "2026-13-45", 5, -1, 10**30, 1.5, True, None, [], ["x"], [None], {}, {"x": 1})


@pytest.mark.parametrize("kind", [*KINDS, *CIRCUMSTANCES])
def test_every_field_of_every_kind_is_refused_in_both_languages(kind: str) -> None:
    made, read = (KINDS[kind], read_fact) if kind in KINDS else (CIRCUMSTANCES[kind], read_circumstance)
    for field in msgspec.structs.fields(made):
        for value in STRANGE:
            raw = {"kind": kind, "person": "a", "at": "2026-09-10T09:30:00+02:00", field.name: value}
            try:
                read(raw if kind in KINDS else {key: raw[key] for key in raw if key != "person" or field.name == key})
            except InputError as error:
                two_languages(error)


def test_every_form_of_a_text_in_the_vocabulary_has_its_words() -> None:
    patterns = set()
    for kind in (*KINDS.values(), *CIRCUMSTANCES.values()):
        patterns |= set(re.findall(r"pattern='([^']*)'", str(msgspec.inspect.type_info(kind))))
    assert patterns == set(FORMS)


@pytest.mark.parametrize(
    ("shape", "value", "english", "dutch"),
    [
        (dict[str, int], {"a": "x"}, "must be a whole number", "moet een geheel getal zijn"),
        (
            list[int],
            [1, "x"],
            "number 2 of “field” must be a whole number",
            "nummer 2 van “field” moet een geheel getal",
        ),
        (Annotated[int, msgspec.Meta(le=5)], 6, "is too large: 6", "is te groot: 6"),
        (Annotated[int, msgspec.Meta(ge=5)], 4, "is too small: 4", "is te klein: 4"),
        (float, "x", "must be a number", "moet een getal zijn"),
        (bytes, "!", "must be", "moet"),
    ],
)
def test_shapes_that_no_fact_has_are_told_as_well(shape: Any, value: Any, english: str, dutch: str) -> None:
    kind = msgspec.defstruct("Shape", [("field", shape)])
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert({"field": value}, kind)
    found = misfit(refused.value, kind, {"field": value})
    assert english in found.wrong.en
    assert dutch in found.wrong.nl
    assert not FOREIGN.search(found.wrong.nl)


@pytest.mark.parametrize("text", [b"{", b"nope", b'{"a": }', b'"\xff"', b""])
def test_a_text_that_is_no_json_is_told_in_both_languages(text: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)) as refused:
        msgspec.json.decode(text)
    found = unreadable(refused.value)
    assert found.en != found.nl
    assert not FOREIGN.search(found.nl)


def test_a_value_of_any_length_is_shown_short() -> None:
    with pytest.raises(InputError) as refused:
        read_fact(MADE | {"at": "9" * 5000})
    assert len(str(refused.value)) < 300


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(
    ["kind", "person", "at", "state", "id", "place", "born", "nationality", "replace", "reason", "x"]
)
facts = st.dictionaries(names, anything, max_size=4).flatmap(
    lambda fields: st.sampled_from([*KINDS, "x"]).map(lambda kind: MADE | {"kind": kind} | fields)
)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    raw=anything | st.fixed_dictionaries({"state": st.sampled_from(["NL", "x"]), "facts": st.lists(facts, max_size=3)})
)
def test_no_input_is_refused_with_a_sentence_in_one_language(raw: Any) -> None:
    try:
        read_file(json.loads(json.dumps(raw)))
    except InputError as error:
        two_languages(error)
