"""The pages in a real browser: readable by everyone, at every width, in both languages, without script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGES = (
    "/", "/inbox", "/cases", "/cases/open", "/indicator/eurodac-within-72-hours", "/law/", "/law/act/APR/", "/law/rule/D-14/",
    "/law/tables/", "/law/table/border-procedure-obligation/", "/law/limits/", "/law/limit/take-charge-request/",
    "/law/parameters/", "/law/open-questions/", "/law/cases/", "/law/facts/", "/law/search?q=AMMR+39%281%29", "/calculate/",
    "/plan/", "/plan/block/1/", "/plan/calendar/", "/council/", "CASE", "CASE/record", "CASE/record/application_lodged",
    "CASE/record/departed_from_advice", "WHY",
)  # fmt: skip


@pytest.fixture(scope="session")
def axe() -> str:
    import axe_core_python

    return next(Path(axe_core_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")


def _address(page, path: str) -> str:
    if not path.startswith(("CASE", "WHY")):
        return page.base + path
    page.goto(page.base + "/inbox")
    if path == "WHY":
        return page.base + page.locator("tbody a[href*='/why/']").first.get_attribute("href")
    case = page.locator("tbody a[href^='/case/']:not([href*='why'])").first.get_attribute("href")
    return page.base + case + path.removeprefix("CASE")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("nl", 390)])
def test_every_page_is_accessible_fits_its_width_and_asks_nobody_else(visit, axe, path, lang, width):
    page = visit(lang=lang, width=width)
    answer = page.goto(_address(page, path))
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))"
    )
    assert found == []
    assert page.strangers == []
    assert page.complaints == []


def test_every_page_of_the_demonstration_says_that_it_is_fictional(visit):
    for lang, word in (("en", "Fictional"), ("nl", "Fictieve")):
        page = visit(lang=lang)
        for path in ("/", "/inbox", "/law/", "/plan/", "/council/", "/calculate/"):
            page.goto(page.base + path)
            assert word in page.inner_text("body")


def test_a_fact_is_recorded_without_any_script_and_the_change_is_told(visit):
    page = visit(script=False)
    page.goto(page.base + "/inbox?when=late")
    row = page.locator("tbody tr", has_text="lodge the application").first
    row.locator("a[href^='/case/']:not([href*='why'])").click()
    case = page.url
    page.goto(case + "/record/application_lodged")
    page.locator(
        "form[method=post]:has([name^=at]) button, form[method=post]:has([name^=at]) [type=submit]"
    ).last.click()
    assert page.locator("h1").count() == 1
    assert "/record/application_lodged" in page.url
    day = page.locator("main input[type=date]").first
    day.fill("2026-11-23")
    page.locator(
        "form[method=post]:has([name^=at]) button, form[method=post]:has([name^=at]) [type=submit]"
    ).last.click()
    page.wait_for_load_state()
    assert "/recorded/" in page.url
    assert "lodge the application" in page.inner_text("main")


def test_the_keyboard_reaches_the_contents_first_and_shows_where_it_is(visit):
    page = visit()
    page.goto(page.base + "/inbox")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    assert first.startswith("#")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.name || ''"))
    assert "/inbox" in reached
    assert "when" in reached


def test_changing_the_language_stays_on_the_page(visit):
    page = visit()
    page.goto(page.base + "/law/limits/")
    page.get_by_text("Nederlands", exact=True).click()
    page.wait_for_load_state()
    assert page.url.endswith("/law/limits/")
    assert page.locator("html").get_attribute("lang") == "nl"


def test_why_this_date_prints_on_one_page(visit):
    page = visit()
    page.goto(_address(page, "WHY"))
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_a_calculation_answers_without_storing_or_signing_in(visit):
    page = visit(user=None)
    page.goto(page.base + "/calculate/")
    page.locator("textarea").first.fill(
        '{"state": "NL", "facts": [{"kind": "found_illegally_staying", "person": "a", "at": "2026-09-18T22:30:00+02:00",'
        ' "unauthorised_crossing": true}]}'
    )
    page.locator("main input[type=date]").first.fill("2026-09-18")
    page.locator("main").get_by_role("button", name="Calculate", exact=True).click()
    page.wait_for_load_state()
    assert "Tuesday 22 September 2026" in page.inner_text("main")


def test_moving_the_demonstration_clock_makes_open_duties_late(visit):
    page = visit()

    def late() -> int:
        page.goto(page.base + "/")
        return int(page.locator("a[href*='when=late'] strong").first.inner_text().replace(",", ""))

    before = late()
    page.locator("header details summary").first.click()
    page.locator("header form[action='/clock'] button").first.click()
    page.wait_for_load_state()
    assert late() > before
