from __future__ import annotations

import json
import re
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from reading import Page

from asylon.desk.house import House
from asylon.desk.reference.examples import EXAMPLES, Example
from asylon.law.explanation import explain
from asylon.law.files import check_file, read_file
from asylon.law.positions import position

REGISTERED = {"kind": "application_registered", "person": "a", "at": "2026-09-10T10:00:00+02:00"}


def _case(*facts: object, state: str = "NL") -> str:
    return json.dumps({"state": state, "facts": list(facts)})


def _post(client: Client, lang: str = "en", **values: str) -> tuple[int, str]:
    client.cookies["django_language"] = lang
    response = client.post("/calculate", values)
    return response.status_code, unescape(response.content.decode())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_an_example_can_be_calculated_in_both_languages(
    client: Client, house: House, example: Example, lang: str
) -> None:
    file, _circumstances = read_file(json.loads(example.text()))
    assert check_file(file, house.book.zone("NL"), house.book.applies) == ()
    status, text = _post(client, lang, case=example.text(), day=example.day, action="calculate")
    assert status == 200
    assert text.count('class="person"') == len(file.persons)
    assert Page(text).unbalanced == []
    assert Page(text).unlabelled == []


def test_the_answer_is_that_of_the_law_with_its_reasons_and_receipt(client: Client, house: House) -> None:
    file, circumstances = read_file(json.loads(_case(REGISTERED)))
    zone = house.book.zone("NL")
    at = datetime(2026, 9, 14, 12, 0, tzinfo=zone)
    expected = explain(position(file, circumstances, at, house.book)["a"], house.book, "en")
    _status, text = _post(client, case=_case(REGISTERED), day="2026-09-14", time="12:00")
    assert expected.duties
    for duty in expected.duties:
        assert duty.due_text in text
        assert duty.counting in text
    assert house.book.edition in text


def test_facts_after_the_moment_asked_for_are_told_and_do_not_count(client: Client) -> None:
    _status, text = _post(client, case=_case(REGISTERED), day="2026-09-09")
    assert "1 fact lies after this moment" in text
    assert "Nothing has happened yet at this moment." in text


def test_every_wrong_fact_is_told_at_its_place_and_the_input_is_kept(client: Client) -> None:
    case = _case({"kind": "nonsense"}, {"kind": "application_made", "person": "a"}, {**REGISTERED, "at": "2026-09-10"})
    status, text = _post(client, case=case, day="2026-09-14")
    assert status == 400
    for place in ("facts[0].kind", "facts[1]", "facts[2].at"):
        assert f"<strong>{place}</strong>" in text
    assert case in text
    assert 'class="person"' not in text


def test_what_is_wrong_is_told_in_dutch(client: Client) -> None:
    case = _case(
        {"kind": "nonsense"}, {"kind": "application_made", "person": "a"}, {**REGISTERED, "at": "2026-09-10"}, 3
    )
    _status, text = _post(client, "nl", case=case, day="geen")
    assert "is geen bekende soort feit" in text
    assert "“wanneer het gebeurde” (at) ontbreekt." in text
    assert "heeft geen tijdstip" in text
    assert not re.search(r"This cannot|is not a known|missing required", text)


def test_a_text_that_is_no_json_is_told_by_line_and_column(client: Client) -> None:
    status, text = _post(client, case='{"state": "NL",\n "facts": [}')
    assert status == 400
    assert "line 2, column 12" in text


@pytest.mark.parametrize("case", ["[]", "3", "null", "[" * 5000, '{"state": 5}', '{"facts": 7}', '{"state": "XX"}'])
def test_nonsense_is_refused_and_never_breaks_the_page(client: Client, case: str) -> None:
    for mode in ("text", "list"):
        for action in ("calculate", "list", "text"):
            assert _post(client, case=case, mode=mode, action=action)[0] in (200, 400)
    assert _post(client, case=case)[0] == 400


def test_an_unknown_member_state_an_impossible_order_and_a_wrong_day_are_told(client: Client) -> None:
    assert "“XX” is not a Member State." in _post(client, case=_case(REGISTERED, state="XX"))[1]
    early = {"kind": "application_made", "person": "a", "at": "2026-09-20"}
    assert "Correct one of the two dates." in _post(client, case=_case(early, REGISTERED))[1]
    status, text = _post(client, case=_case(REGISTERED), day="2026-13-01")
    assert (status, "this is not a day, or not a time." in text) == (400, True)


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "Write a text of at least 3 characters."), ("nl", "Schrijf een tekst van ten minste 3 tekens.")],
)
def test_a_fact_that_cannot_be_right_is_not_added_and_told_beside_its_field(
    client: Client, lang: str, told: str
) -> None:
    sent = {"person": "a", "at": "2026-09-10", "corrects": "f1", "reason": "x", "replace": "{}"}
    text = _post(client, lang, mode="list", action="add", kind="fact_withdrawn", withdraws="f1", **sent)[1]
    assert told in text


def test_facts_can_be_added_one_by_one_with_forms_and_taken_out(client: Client) -> None:
    status, text = _post(client, mode="list", action="choose", kind="application_registered")
    assert status == 200
    assert 'name="at-time"' in text
    assert Page(text).unlabelled == []
    added = {"person": "a", "at": "2026-09-10", "at-time": "10:00"}
    _status, text = _post(client, mode="list", action="add", kind="application_registered", **added)
    kept = re.search(r'name="case" value="(.*?)">', text, re.DOTALL)
    assert kept is not None
    assert json.loads(kept[1])["facts"] == [REGISTERED]
    _status, text = _post(client, mode="list", action="calculate", case=kept[1], day="2026-09-14")
    assert 'class="person"' in text
    _status, text = _post(client, mode="list", case=kept[1], remove="0")
    assert "No facts yet." in text


def test_a_fact_with_something_wrong_is_not_added_and_what_was_typed_is_kept(client: Client) -> None:
    wrong = {"person": "a", "at": "2026-09-10"}
    _status, text = _post(client, mode="list", action="add", kind="application_registered", **wrong)
    assert "This fact was not added" in text
    assert 'value="2026-09-10"' in text
    assert 'id="e-at"' in text
    assert '"facts"' not in text


def test_every_kind_offered_has_a_form_that_opens(client: Client, lang: str) -> None:
    _status, text = _post(client, lang, mode="list", case=_case(REGISTERED), action="list")
    kinds = re.findall(r'<option value="(\w+)">', text)
    assert len(kinds) > 40
    for kind in kinds:
        status, form = _post(client, lang, mode="list", case=_case(REGISTERED), action="choose", kind=kind)
        assert status == 200, kind
        assert Page(form).unlabelled == [], kind


def _files() -> list[tuple[str, int]]:
    folder: Path = settings.SURROUNDINGS.data
    return sorted((path.name, path.stat().st_size) for path in folder.rglob("*") if path.is_file())


def test_calculating_stores_nothing(client: Client) -> None:
    before = _files()
    for example in EXAMPLES:
        _post(client, case=example.text(), day=example.day)
    assert _files() == before
    assert "sessionid" not in client.cookies
