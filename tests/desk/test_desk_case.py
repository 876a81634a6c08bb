from __future__ import annotations

import html
import re

from django.test import Client

from asylon.desk.house import House
from asylon.law.explanation import explain
from asylon.register import CaseRecord


def _text(client: Client, address: str, lang: str = "en") -> str:
    client.cookies["django_language"] = lang
    return html.unescape(client.get(address).content.decode())


def test_a_case_shows_every_duty_with_its_date_and_article(
    caseworker: Client, house: House, hit: CaseRecord, lang: str
) -> None:
    shown = _text(caseworker, f"/case/{hit.number}", lang)
    text = explain(house.register.positions(hit.id)["p1"], house.book, lang)
    assert text.duties
    for duty in text.duties:
        assert duty.text in shown
        assert duty.due_text in shown
        assert duty.citations[0].text in shown
        assert duty.counting in shown


def test_a_case_says_in_a_few_words_who_it_is_about(caseworker: Client, hit: CaseRecord, family: CaseRecord) -> None:
    assert "woman, 34, Eritrea" in _text(caseworker, f"/case/{hit.number}")
    assert "vrouw, 36, Syrië, 1 kind" in _text(caseworker, f"/case/{family.number}", "nl")
    assert "Fictional Son – boy, 11, Syria" in _text(caseworker, f"/case/{family.number}")


def test_a_case_shows_what_happened_with_who_recorded_it(caseworker: Client, hit: CaseRecord) -> None:
    shown = _text(caseworker, f"/case/{hit.number}")
    for words in ("Application made", "Application registered", "Eurodac hit received", "R. Example (registrar)"):
        assert words in shown


def test_the_position_can_be_asked_at_another_moment(caseworker: Client, hit: CaseRecord) -> None:
    before = _text(caseworker, f"/case/{hit.number}?at=2026-11-03")
    assert "This is the position on Tuesday 3 November 2026" in before
    assert "take-charge-request-hit" not in before
    assert "take-charge-request-hit" in _text(caseworker, f"/case/{hit.number}")


def test_every_date_has_a_sheet_that_says_why(caseworker: Client, house: House, hit: CaseRecord, lang: str) -> None:
    text = explain(house.register.positions(hit.id)["p1"], house.book, lang)
    for duty in text.duties:
        sheet = _text(caseworker, f"/case/{hit.number}/why/p1/{duty.id}", lang)
        for words in (duty.due_text, duty.counting, duty.consequence, duty.citations[0].url, house.book.edition):
            assert words in sheet
        for rule in duty.rules:
            assert rule.words in sheet


def test_a_sheet_for_a_duty_that_does_not_stand_is_not_found(caseworker: Client, hit: CaseRecord) -> None:
    assert caseworker.get(f"/case/{hit.number}/why/p1/transfer").status_code == 404
    assert caseworker.get(f"/case/{hit.number}/why/nobody/lodging").status_code == 404


def test_the_inbox_lists_the_duty_and_links_to_its_case(caseworker: Client, hit: CaseRecord) -> None:
    shown = _text(caseworker, "/inbox")
    while f"/case/{hit.number}" not in shown:
        further = re.search(r'href="\?([^"]*after=[^"]*)"', shown)
        assert further, "no page of the inbox has it"
        shown = _text(caseworker, f"/inbox?{further[1]}")


def test_the_search_goes_to_the_case_or_to_the_law(caseworker: Client, client: Client, hit: CaseRecord) -> None:
    assert caseworker.get("/search", {"q": hit.number.lower()})["Location"] == f"/case/{hit.number}"
    assert client.get("/search", {"q": "AMMR 39(1)"})["Location"] == "/law/search?q=AMMR+39%281%29"
    assert client.get("/search", {"q": "  "})["Location"] == "/law/"
