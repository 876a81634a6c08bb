from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from reading import Page

from asylon.desk.house import House
from asylon.register import CaseRecord

PUBLIC = ("/", "/sign-in")
CLOSED = ("/inbox", "/inbox?when=late", "/inbox?block=eurodac&unit=asylum", "/cases", "/cases?text=NL", "/cases/open")
OF_A_CASE = (
    "/case/{n}",
    "/case/{n}?at=2026-12-24",
    "/case/{n}?at=nonsense",
    "/case/{n}/why/p1/take-charge-request-hit",
    "/case/{n}/record",
    "/case/{n}/record/application_lodged",
    "/case/{n}/record/family_link",
    "/case/{n}/record/departed_from_advice?person=p1&advice=route:responsibility_procedure",
    "/case/{n}/record/fact_corrected?corrects=f3",
    "/case/{n}/record/fact_withdrawn?withdraws=f4&person=p1",
    "/case/{n}/recorded/4",
)
ALLOWED_ELSEWHERE = re.compile(r"^https?://(data\.europa\.eu|eur-lex\.europa\.eu)/")


def _read(client: Client, address: str, lang: str) -> str:
    client.cookies["django_language"] = lang
    response = client.get(address)
    assert response.status_code == 200, address
    text: str = response.content.decode()
    return text


def _all(hit: CaseRecord) -> list[str]:
    return [*PUBLIC[:1], *CLOSED, *(address.format(n=hit.number) for address in OF_A_CASE)]


def test_every_page_answers_in_the_language_chosen(caseworker: Client, hit: CaseRecord, lang: str) -> None:
    for address in _all(hit):
        assert f'<html lang="{lang}">' in _read(caseworker, address, lang)


def test_a_dutch_page_holds_no_english_of_the_desk(caseworker: Client, hit: CaseRecord) -> None:
    english = ("What the law requires now", "Record a fact", "Sign out", "Skip to the contents", "Fictional data")
    for address in _all(hit):
        text = _read(caseworker, address, "nl")
        assert not [words for words in english if words in text], address


def test_every_page_has_one_heading_of_the_first_rank_landmarks_and_balanced_tags(
    caseworker: Client, hit: CaseRecord, lang: str
) -> None:
    for address in _all(hit):
        page = Page(_read(caseworker, address, lang))
        assert len(page.all("h1")) == 1, address
        for landmark in ("header", "main", "nav", "footer"):
            assert len(page.all(landmark)) == 1, (address, landmark)
        assert page.unbalanced == [], address
        ids = [attributes["id"] for _tag, attributes in page.elements if attributes.get("id")]
        assert len(ids) == len(set(ids)), address


def test_every_control_has_a_label(caseworker: Client, hit: CaseRecord) -> None:
    for address in _all(hit):
        assert Page(_read(caseworker, address, "en")).unlabelled == [], address


def test_descriptions_that_controls_name_exist(caseworker: Client, hit: CaseRecord) -> None:
    for address in _all(hit):
        page = Page(_read(caseworker, address, "en"))
        ids = {attributes.get("id") for _tag, attributes in page.elements}
        for _tag, attributes in page.elements:
            for name in ("aria-describedby", "aria-labelledby"):
                assert set((attributes.get(name) or "").split()) <= ids, address


def test_no_page_names_another_host_than_the_publishers_of_union_law(
    caseworker: Client, hit: CaseRecord, lang: str
) -> None:
    for address in _all(hit):
        for found in Page(_read(caseworker, address, lang)).addresses:
            if found.startswith(("http:", "https:", "//")):
                assert ALLOWED_ELSEWHERE.match(found), (address, found)


def test_no_page_needs_inline_script_or_style(caseworker: Client, hit: CaseRecord) -> None:
    for address in _all(hit):
        page = Page(_read(caseworker, address, "en"))
        assert page.all("style") == []
        assert all(script.get("src") for script in page.all("script")), address
        for _tag, attributes in page.elements:
            assert "style" not in attributes, address
            assert not [name for name in attributes if name.startswith("on")], address


def test_every_answer_carries_the_content_security_policy(client: Client, caseworker: Client) -> None:
    for response in (client.get("/"), caseworker.get("/inbox"), client.get("/no-such-page")):
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"


def test_pages_of_who_signed_in_are_not_stored(caseworker: Client) -> None:
    assert caseworker.get("/inbox")["Cache-Control"] == "no-store"


def test_every_page_of_the_demonstration_says_that_its_data_are_fictional(
    client: Client, caseworker: Client, hit: CaseRecord
) -> None:
    for address in _all(hit):
        assert "Fictional data" in _read(caseworker, address, "en"), address
    for address in PUBLIC:
        assert "Fictional data" in _read(client, address, "en"), address


def test_the_style_sheet_stays_small_and_is_served(client: Client) -> None:
    response = client.get("/static/asylon.css")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    assert len(content) <= 15_000
    assert b"http" not in content.replace(b'[href^="http"]', b"")


@pytest.mark.parametrize("address", [*CLOSED, "/case/NL-2026-000001", "/case/NL-2026-000001/record"])
def test_pages_with_case_data_ask_for_sign_in(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("address", ["/case/NL-2026-999999", "/case/x/record", "/nowhere", "/indicator/none"])
def test_what_does_not_exist_is_told_with_a_page_for_people(caseworker: Client, address: str, lang: str) -> None:
    caseworker.cookies["django_language"] = lang
    response = caseworker.get(address)
    assert response.status_code == 404
    heading = {"en": "<h1>Not found</h1>", "nl": "<h1>Niet gevonden</h1>"}[lang]
    assert heading in response.content.decode()


def test_the_first_page_shows_the_ten_building_blocks_to_everyone(client: Client, lang: str) -> None:
    from asylon.plan.blocks import blocks

    client.cookies["django_language"] = lang
    shown = client.get("/").content.decode()
    for block in blocks():
        assert f"/plan/block/{block.number}/" in shown
    assert "/inbox?when=late" not in shown


def test_every_figure_of_the_first_page_opens_to_its_definition(
    caseworker: Client, house: House, hit: CaseRecord, lang: str
) -> None:
    from asylon.plan import indicators

    caseworker.cookies["django_language"] = lang
    first = html.unescape(caseworker.get("/").content.decode())
    for reading in indicators.overview(house.register, house.book, house.register.now().date()):
        assert f"/indicator/{reading.indicator.id}" in first
        assert reading.text[lang] in first
        page = html.unescape(caseworker.get(f"/indicator/{reading.indicator.id}").content.decode())
        assert reading.indicator.definition[lang] in page


def test_production_knows_no_demonstration(tmp_path: Path) -> None:
    asks = (
        "from asylon.desk.preparation import prepare; prepare()\n"
        "from django.conf import settings\n"
        "from django.contrib.auth.models import User\n"
        "from django.test import Client\n"
        "shown = Client().get('/sign-in', secure=True, SERVER_NAME='localhost').content.decode()\n"
        "print(User.objects.count(), settings.SESSION_COOKIE_SECURE, 'ictional' in shown, 'h1' in shown)\n"
    )
    around = {"PATH": os.environ["PATH"], "ASYLON_DATA": str(tmp_path), "ASYLON_MODE": "production"}
    done = subprocess.run(
        [sys.executable, "-c", asks], env=around, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["0", "True", "False", "True"]
