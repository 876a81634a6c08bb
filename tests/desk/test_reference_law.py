from __future__ import annotations

import json
import re
from html import escape

import pytest
from django.test import Client
from reading import Page

from asylon.desk.house import House
from asylon.law import concordance
from asylon.law.citations import ACTS, Place, cite
from asylon.law.provisions import limits
from asylon.law.tables import TABLES
from asylon.lawbook.articles import articles
from asylon.lawbook.typesetting import PrintingError

PAGES = (
    "/law",
    "/law/",
    "/law/act/AMMR",
    "/law/act/1182/71",
    "/law/act/AMMR/39",
    "/law/act/1182/71/3/",
    "/law/act/APR/rest",
    "/law/keeping",
    "/law/calculations",
    "/law/calculation/adequate-capacity",
    "/law/case/late-hit-corrected-registration-absconding",
    "/law/rule/D-14/",
    "/law/rule/O-18",
    "/law/rule/RT-2",
    "/law/block/border",
    "/law/block/open_question",
    "/law/tables",
    "/law/table/border-procedure-obligation",
    "/law/limits",
    "/law/limit/take-charge-request",
    "/law/parameters",
    "/law/open-questions",
    "/law/cases",
    "/law/facts",
    "/law/search",
    "/law/search?q=AMMR 39(1)",
    "/law/search?q=overname",
    "/law/search?q=zzzz",
    "/plan",
    "/plan?for=EU",
    "/plan/block/0",
    "/plan/block/2/",
    "/plan/calendar",
    "/council",
    "/council/dossier/temporary-protection",
    "/council/search?q=egypt",
    "/council/search",
    "/council/positions",
    "/council/positions?party=NL",
    "/council/promises",
    "/council/motions",
    "/council/meetings",
    "/council/references",
    "/calculate",
    "/calculate?mode=list",
    "/calculate?example=family-take-charge",
)

NOWHERE = (
    "/law/act/NOPE",
    "/law/act/AMMR/999",
    "/law/calculation/nope",
    "/law/case/nope",
    "/law/rule/D-999",
    "/law/block/nope",
    "/law/table/nope",
    "/law/table/nope.json",
    "/law/limit/nope",
    "/plan/block/11",
    "/council/dossier/nope",
)

ALLOWED_ELSEWHERE = re.compile(r"^https?://(data\.europa\.eu|eur-lex\.europa\.eu)/")


def _read(client: Client, address: str, lang: str = "en") -> str:
    client.cookies["django_language"] = lang
    response = client.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_answers_without_signing_in_in_both_languages(client: Client, address: str, lang: str) -> None:
    text = _read(client, address, lang)
    assert f'<html lang="{lang}">' in text
    page = Page(text)
    assert len(page.all("h1")) == 1
    assert page.unbalanced == []
    assert page.unlabelled == []
    ids = [attributes["id"] for _tag, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", PAGES)
def test_a_dutch_page_holds_no_english_of_ours(client: Client, address: str) -> None:
    # What is marked as English (a docstring, a golden case's title) may be English.
    text = re.sub(r'<(\w+)[^>]*\blang="en"[^>]*>.*?</\1>', "", _read(client, address, "nl"), flags=re.DOTALL)
    english = (
        "Find in the law", "Time limits", "Golden cases", "Open questions", "Building blocks", "Evidence for",
        "Promises", "Where it stands", "The case, as JSON", "Nothing was found", "not verified in the act",
    )  # fmt: skip
    assert [words for words in english if words in text] == []


@pytest.mark.parametrize("address", NOWHERE)
def test_what_does_not_exist_is_a_404_for_everyone(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_public_pages_name_no_other_host_than_publishers_of_law_and_sources(client: Client) -> None:
    sources = {"https://home-affairs.ec.europa.eu"}
    for address in PAGES:
        elsewhere = [each for each in Page(_read(client, address)).addresses if "://" in each]
        strange = [
            each
            for each in elsewhere
            if not ALLOWED_ELSEWHERE.match(each) and "/".join(each.split("/")[:3]) not in sources
        ]
        assert strange == [], address


def test_every_act_rule_table_and_limit_has_a_page(client: Client, house: House) -> None:
    concordance.tables()
    addresses = [f"/law/act/{short}" for short in ACTS]
    addresses += [f"/law/rule/{rule}" for rule in house.book.rules]
    addresses += [f"/law/table/{name}" for name in TABLES]
    addresses += [f"/law/limit/{limit.id}" for limit in limits()]
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_an_article_finds_its_rules_however_it_is_written(client: Client) -> None:
    for words in ("AMMR 39(1)", "ammr 39", "artikel 39(1) AMMR", "art. 39 2024/1351", "art. 39 lid 1 AMMR"):
        assert '/law/rule/D-14"' in _read(client, f"/law/search?q={words}"), words


def test_an_article_shows_all_that_rests_on_it(client: Client, lang: str) -> None:
    text = _read(client, "/law/act/AMMR/39/", lang)
    assert "/law/rule/D-14" in text
    assert "/law/limit/take-charge-request-hit" in text
    assert {"en": "<strong>1 month</strong>", "nl": "<strong>1 maand</strong>"}[lang] in text
    assert "/law/table/take-charge-request-limit#row-take-charge-request-limit-hit" in text
    assert {"en": "if Eurodac hit", "nl": "als Eurodac-treffer"}[lang] in text
    assert "/law/case/late-hit-read-from-the-hit" in text
    assert "src/asylon/law/responsibility/ammr_39_take_charge.py:" in text
    assert "http://data.europa.eu/eli/reg/2024/1351/oj#art_39" in text
    assert {"en": "not verified in the act", "nl": "niet in de wettekst geverifieerd"}[lang] in text
    assert "/law/act/AMMR/38" in text
    assert "/law/act/AMMR/40" in text


def test_every_article_of_every_act_has_a_page_and_the_act_lists_it(client: Client, house: House) -> None:
    for act in ACTS.values():
        listed = _read(client, f"/law/act/{act.short}")
        for article in articles(house.book, act):
            address = f"/law/act/{act.short}/{article.number or 'rest'}"
            assert f'href="{address}"' in listed
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("APR 27(1)", "APR 27", True),
        ("APR 27", "APR 27(1)(a)", True),
        ("APR 27(3)", "APR 27(1)-(6)", True),
        ("APR 27(7)", "APR 27(1)-(6)", False),
        ("APR 27(1)", "AMMR 27(1)", False),
        ("APR 42(1)(j)", "APR 42(1)(a)-(f)", False),
        ("CFMR recital 51", "CFMR 51", False),
        ("APR 2", "APR 27", False),
    ],
)
def test_places_meet_when_one_holds_the_other(one: str, other: str, meets: bool) -> None:
    place, second = Place.of(cite(one)), Place.of(cite(other))
    assert place.meets(second) is meets
    assert second.meets(place) is meets


def test_an_id_alone_leads_to_its_page(client: Client) -> None:
    for asked, address in (
        ("D-14", "/law/rule/D-14"),
        ("d-14", "/law/rule/D-14"),
        ("take-charge-request", "/law/limit/take-charge-request"),
        ("screening-scope", "/law/table/screening-scope"),
    ):
        response = client.get("/law/search", {"q": asked})
        assert (response.status_code, response.headers["Location"]) == (302, address)


def test_words_are_found_in_both_languages_whatever_the_language_of_the_page(client: Client) -> None:
    for words in ("take charge request", "overnameverzoek"):
        assert '/law/rule/D-14"' in _read(client, f"/law/search?q={words}"), words


def test_a_rule_not_read_in_the_act_is_marked(client: Client, house: House) -> None:
    unverified = next(rule for rule in house.book.rules.values() if not rule.verified)
    assert "This rule was not verified in the act." in _read(client, f"/law/rule/{unverified.id}")
    assert "This rule was not verified in the act." not in _read(client, "/law/rule/D-14")


def test_a_rule_names_its_tables_limits_and_golden_cases(client: Client) -> None:
    text = _read(client, "/law/rule/D-14")
    assert "/law/table/take-charge-request-limit#row-" in text
    assert "/law/limit/take-charge-request" in text
    assert "/law/case/" in text
    assert "src/asylon/law/responsibility/ammr_39_take_charge.py:" in text


def test_the_links_of_a_table_lead_to_its_rules_and_its_files_can_be_taken_along(client: Client) -> None:
    assert "/law/rule/B-3" in _read(client, "/law/table/border-procedure-obligation")
    table = json.loads(client.get("/law/table/border-procedure-obligation.json").content)
    assert table["hit_policy"] == "first"
    lines = client.get("/law/table/border-procedure-obligation.csv").content.decode().splitlines()
    assert len(lines) == len(table["rows"]) + 1
    model = client.get("/law/table/border-procedure-obligation.dmn")
    assert b"https://www.omg.org/spec/DMN/20191111/MODEL/" in model.content
    assert "attachment" in model.headers["Content-Disposition"]


def test_a_table_as_an_html_file_stands_alone_in_the_language_of_the_reader(client: Client, lang: str) -> None:
    client.cookies["django_language"] = lang
    text = client.get("/law/table/border-procedure-obligation.html").content.decode()
    assert text.startswith(f'<!doctype html>\n<html lang="{lang}">')
    assert {"en": "at most the low rate (20)", "nl": "hoogstens het lage percentage (20)"}[lang] in text
    assert "0.1.0-" in text
    assert Page(text).unbalanced == ["meta"] or Page(text).unbalanced == []


def test_the_vocabulary_is_published_as_json_schema(client: Client) -> None:
    schema = json.loads(client.get("/law/facts.json").content)
    assert "2020-12" in schema["$schema"]
    assert "application_registered" in _read(client, "/law/facts")


def test_the_length_of_a_limit_comes_from_the_book(client: Client) -> None:
    assert "<strong>2 months</strong>" in _read(client, "/law/limit/take-charge-request")
    assert "<strong>2 maanden</strong>" in _read(client, "/law/limit/take-charge-request", "nl")


def test_every_golden_case_has_a_page_with_its_reasons(client: Client, lang: str) -> None:
    from asylon.cases import load

    listed = _read(client, "/law/cases", lang)
    for case in load():
        assert f'href="/law/case/{case.id}"' in listed
        assert escape(case.title[lang]) in listed
    shown = _read(client, "/law/case/late-hit-read-from-the-hit", lang)
    asked = next(case for case in load() if case.id == "late-hit-read-from-the-hit")
    assert f"<h1>{escape(asked.title[lang])}</h1>" in shown
    for ask in asked.ask:
        assert escape(ask.because[lang]) in shown


def test_a_golden_case_is_called_in_the_language_of_the_reader_where_a_page_leads_to_it(
    client: Client, lang: str
) -> None:
    from asylon.cases import load

    titles = {case.id: case.title[lang] for case in load()}
    for address in (
        "/law/act/AMMR/39", "/law/table/screening-period", "/law/limit/take-charge-request",
        "/law/calculation/adequate-capacity", "/law/search?q=screening",
    ):  # fmt: skip
        links = re.findall(r'<a href="/law/case/([^"]+)">([^<]+)</a>', _read(client, address, lang))
        assert links, address
        assert [(case, text) for case, text in links if text != escape(titles[case])] == []


def test_a_calculation_shows_its_steps_and_can_be_tried(client: Client, lang: str) -> None:
    address = "/law/calculation/adequate-capacity"
    assert 'id="worked"' in _read(client, address, lang)
    client.cookies["django_language"] = lang
    figures = '{"figures": [{"state": "EL", "irregular_crossings": 1, "rescue_arrivals": 0, "refusals_of_entry": 0},'
    figures += ' {"state": "EU", "irregular_crossings": 10, "rescue_arrivals": 0, "refusals_of_entry": 0}]}'
    answer = client.get(address, {"data": figures, "on": "2026-06-12"}).content.decode()
    assert 'id="answer"' in answer
    assert "3000" in answer
    for wrong in ("{", "[]", "{}", '{"figures": 7}', "[" * 3000, "x" * 5000):
        refused = client.get(address, {"data": wrong, "on": "2026-06-12"})
        assert refused.status_code == 200
        assert 'role="alert"' in refused.content.decode(), wrong[:20]
    assert 'role="alert"' in client.get(address, {"data": figures, "on": "soon"}).content.decode()


def test_a_search_shows_its_groups_and_the_source_file(client: Client, lang: str) -> None:
    text = _read(client, "/law/search?q=AMMR 39(1)", lang)
    for key in ("article", "rule", "limit", "table", "case", "source"):
        assert f'id="{key}"' in text
    assert 'href="/law/act/AMMR/39"' in text
    assert "ammr_39_take_charge.py:" in text


def test_where_an_obligation_stands_follows_the_member_state_asked_for(client: Client) -> None:
    union, netherlands = _read(client, "/plan/block/0?for=EU"), _read(client, "/plan/block/0?for=NL")
    assert "evidence for some Member States" in union
    assert "evidence for some Member States" not in netherlands


def test_an_entry_of_the_council_names_its_lines_in_the_letter(client: Client) -> None:
    assert re.search(r"2024D26493, lines \d+–\d+", _read(client, "/council/dossier/temporary-protection"))
    assert re.search(r"2024D26493, regels \d+–\d+", _read(client, "/council/promises", "nl"))


def test_reading_pages_refuse_to_be_written_to(client: Client) -> None:
    for address in ("/law", "/plan", "/council", "/law/search"):
        assert client.post(address).status_code == 405


def test_the_law_book_can_be_printed_in_both_languages(client: Client, lang: str) -> None:
    assert f'href="/law/book-{lang}.pdf"' in _read(client, "/law/")
    answer = client.get(f"/law/book-{lang}.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert client.get("/law/book-de.pdf").status_code == 404


def test_where_the_law_book_cannot_be_printed_a_page_says_so_and_where_the_law_stands(
    client: Client, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> bytes:
        raise PrintingError("its process was ended by signal 9")

    monkeypatch.setattr("asylon.desk.reference.views.lawbook.pdf", refuses)
    answer = client.get(f"/law/book-{lang}.pdf", headers={"Accept-Language": lang})
    assert answer.status_code == 503
    assert {"en": "could not be printed.", "nl": "kon niet worden afgedrukt."}[lang] in answer.content.decode()
    assert "signal" not in answer.content.decode()
