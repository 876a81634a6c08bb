"""The law book: everything is in it, in both languages, as an accessible PDF whose indexes lead to the right page."""

from __future__ import annotations

import io
import json
import re
from datetime import date

import msgspec
import pytest
from pypdf import PageObject, PdfReader

from asylon.gazette import book
from asylon.law import concordance
from asylon.law.citations import Bilingual
from asylon.law.provisions import KeepingPeriod, TimeLimit
from asylon.lawbook.articles import calculations
from asylon.lawbook.modelled import SHORT, STATES
from asylon.lawbook.printing import compiled, contents, pdf
from asylon.lawbook.printing_words import WORDS

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def english() -> PdfReader:
    return PdfReader(io.BytesIO(pdf(book(), ON, "en")))


@pytest.fixture(scope="module")
def pages(english: PdfReader) -> list[str]:
    return [_text(page) for page in english.pages]


def _text(page: PageObject) -> str:
    """The text of a page, words that were broken at the end of a line put together again."""
    return re.sub("\N{SOFT HYPHEN}\\s*", "", page.extract_text())


def _said(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_book_holds_every_rule_table_limit_keeping_period_calculation_figure_and_open_question(lang):
    data = contents(book(), ON, lang)
    articles = [article for block in data["blocks"] for act in block["acts"] for article in act["articles"]]
    rules = [rule["id"] for article in articles for rule in article["rules"]]
    rules += [question["rule"]["id"] for question in data["questions"]]
    assert sorted(rules) == sorted(book().rules)
    tables = [table["name"] for block in data["blocks"] for table in block["upright"] + block["across"]]
    assert sorted(tables) == sorted(table.name for table in concordance.tables())
    for sort, kind in (("limits", TimeLimit), ("keeping", KeepingPeriod)):
        printed = [item["id"] for article in articles for item in article[sort]]
        assert sorted(printed) == sorted(item.id for item in concordance.provisions() if isinstance(item, kind))
    formulas = [each["name"] for block in data["blocks"] for each in block["calculations"]]
    assert sorted(formulas) == sorted(each.name for each in calculations())
    assert {figure["key"] for figure in data["figures"]} == set(book().parameters)
    assert {each["id"] for each in data["ids"]} == set(book().rules)


def test_every_row_of_every_table_is_printed_with_all_its_cells():
    data = contents(book(), ON, "nl")
    shown = {table["name"]: table for block in data["blocks"] for table in block["upright"] + block["across"]}
    for table in concordance.tables():
        rows = shown[table.name]["rows"]
        assert [row["id"] for row in rows] == [row.id for row in table.rows]
        assert all(len(row["cells"]) == len(table.inputs) for row in rows)
        assert len(shown[table.name]["widths"]) == len(table.inputs) + 2


def test_a_limit_says_who_how_long_from_when_counted_by_what_and_what_follows():
    said = _said(contents(book(), ON, "en"))
    assert "Responsibility lies with the Member State of registration" in said
    limit = next(
        limit
        for block in contents(book(), ON, "nl")["blocks"]
        for act in block["acts"]
        for article in act["articles"]
        for limit in article["limits"]
        if limit["id"] == "take-charge-request-hit"
    )
    assert (limit["who"], limit["length"], limit["by"]) == ("de Dublin-eenheid", "1 maand", "AMMR 75")
    assert limit["cite"].replace("\N{NO-BREAK SPACE}", " ") == "AMMR 39(1)"


def test_an_article_points_to_rules_that_are_printed_under_another():
    data = contents(book(), ON, "en")
    [article] = [
        article
        for block in data["blocks"]
        if block["key"] == "responsibility"
        for act in block["acts"]
        for article in act["articles"]
        if article["title"] == "AMMR 45"
    ]
    assert "D-14" in article["also"]


def test_an_open_question_names_its_answers_and_the_default():
    data = contents(book(), ON, "en")
    question = next(each for each in data["questions"] if each["rule"]["id"] == "O-18")
    assert [option["default"] for option in question["options"]].count(True) == 1
    assert len(question["options"]) >= 2


def test_it_is_a_tagged_pdf_that_says_its_title_language_edition_and_day(english: PdfReader, pages: list[str]):
    assert english.metadata is not None
    assert WORDS["title"].en in str(english.metadata.title)
    root = english.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert book().edition in pages[0]
    assert "23 November 2026" in pages[0]
    assert all(
        page.mediabox.width in (pytest.approx(595.3, 0.01), pytest.approx(841.9, 0.01)) for page in english.pages
    )


def test_every_page_after_the_title_is_numbered(english: PdfReader, pages: list[str]):
    for number, text in enumerate(pages[1:], start=2):
        assert f"{number} / {len(english.pages)}" in " ".join(text.split()), number


def test_the_index_of_ids_leads_to_the_page_that_prints_the_rule(pages: list[str]):
    index = next(number for number, text in enumerate(pages) if number > 5 and WORDS["index_ids"].en in text)
    entries = dict(re.findall(r"\b(D-\d+|A-\d+|S-\d+)\s+(\d+)\b", " ".join(pages[index].split())))
    assert len(entries) > 50
    for rule in ("D-14", "S-8", "A-28"):
        words = book().rules[rule].words.en[:24]
        assert words in " ".join(pages[int(entries[rule]) - 1].split()), rule


def test_rules_not_verified_in_the_act_carry_their_mark(pages: list[str]):
    unverified = sum(not rule.verified for rule in book().rules.values())
    said = " ".join(" ".join(pages).split())
    assert said.count(f"{WORDS['unverified'].en} (") == unverified


def test_signs_of_markup_in_a_text_are_printed_as_they_are():
    strange = '#panic("x") *a* $b$ [c] <d> @e _f_ `g` //h ~i'
    rules = {**book().rules, "D-14": msgspec.structs.replace(book().rules["D-14"], words=Bilingual(strange, strange))}
    changed = book().changed(rules=rules, edition="changed-for-a-test")
    data = contents(changed, ON, "nl")
    [block] = [block for block in data["blocks"] if block["key"] == "responsibility"]
    printed = {rule["id"] for act in block["acts"] for article in act["articles"] for rule in article["rules"]}
    ids = [each for each in data["ids"] if each["id"] in printed]
    data |= {"blocks": [block], "ids": ids, "questions": [], "figures": [], "articles": []}
    texts = (_text(page) for page in PdfReader(io.BytesIO(compiled(data, ON))).pages)
    said = " ".join(next(text for text in texts if "panic" in text).split())
    assert "*a* $b$ [c] <d> @e _f_ `g` //h ~i" in said.replace("“", '"').replace("”", '"')


def test_every_state_of_coverage_has_a_short_word_in_both_languages():
    assert set(SHORT) == set(STATES)
    assert all(words.en and words.nl for words in (*SHORT.values(), *WORDS.values()))
