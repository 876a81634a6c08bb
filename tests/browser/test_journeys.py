"""Work done in a real browser: with the keyboard, without script, on paper, in the other language, on a later day."""

from __future__ import annotations

import re

FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  return {
    what: at.getAttribute('href') || at.name || at.tagName,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""
RECORD = "main form[method=post] button"
FOUND_ON_FRIDAY = (
    '{"state": "NL", "facts": [{"kind": "found_illegally_staying", "person": "a", "at": "2026-09-18T22:30:00+02:00",'
    ' "unauthorised_crossing": true}]}'
)


def _tab_to(page, address: str, most: int = 60) -> None:
    """Press Tab until the link to this address has the focus; every stop on the way must be visible."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["outlined"], f"no visible focus on {focus['what']}"
        assert focus["seen"], f"the focus is out of sight on {focus['what']}"
        if focus["what"] == address:
            return
    raise AssertionError(f"Tab did not reach {address} within {most} stops")


def test_the_first_tab_offers_to_skip_to_the_contents(visit):
    page = visit()
    page.goto(page.base + "/inbox")
    _tab_to(page, "#contents", most=1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contents"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_keyboard_alone_goes_from_home_to_a_form_and_sees_where_it_is(visit):
    page = visit()
    page.goto(page.base + "/")
    _tab_to(page, "/inbox")
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox")
    case = page.locator("tbody a[href^='/case/']:not([href*='why'])").first.get_attribute("href")
    _tab_to(page, case)
    page.keyboard.press("Enter")
    page.wait_for_url("**" + case)
    _tab_to(page, case + "/record")
    page.keyboard.press("Enter")
    page.wait_for_url("**/record")
    assert page.locator("main a[href*='/record/application_lodged']").count() == 1


def test_a_fact_is_recorded_without_any_script_and_the_change_is_told(visit):
    page = visit(script=False)
    page.goto(page.base + "/inbox?when=late")
    row = page.locator("tbody tr", has_text="lodge the application").last
    row.locator("a[href^='/case/']:not([href*='why'])").click()
    page.goto(page.url + "/record/application_lodged")
    page.locator(RECORD).click()
    page.locator("[role=alert]").wait_for()
    assert page.url.endswith("/record/application_lodged")
    page.locator("main input[type=date]").first.fill("2026-11-23")
    page.locator(RECORD).click()
    page.wait_for_url("**/recorded/*")
    told = page.inner_text("main")
    assert "What changed in the position" in told
    assert "lodge the application" in told


def test_the_inbox_is_filtered_without_loading_the_page_again(visit):
    page = visit()
    page.goto(page.base + "/inbox")
    page.evaluate("window.stillTheSamePage = true")
    page.select_option("#unit", "dublin")
    page.locator("main form.filters button").click()
    page.wait_for_url("**/inbox?*unit=dublin*")
    page.wait_for_function(
        "() => [...document.querySelectorAll('#results td:last-child')].every(td => td.innerText === 'Dublin unit')"
    )
    assert page.locator("#results tbody tr").count() > 0
    assert page.evaluate("window.stillTheSamePage")
    assert page.complaints == []


def test_changing_the_language_stays_on_the_page(visit):
    page = visit()
    page.goto(page.base + "/inbox?when=late")
    page.get_by_role("button", name="Nederlands", exact=True).click()
    page.locator("html[lang=nl]").wait_for()
    assert page.url.endswith("/inbox?when=late")
    page.get_by_role("button", name="English", exact=True).click()
    page.locator("html[lang=en]").wait_for()
    assert page.url.endswith("/inbox?when=late")


def test_why_this_date_prints_on_one_page_whatever_the_duty(visit):
    page = visit(lang="nl")
    page.goto(page.base + "/inbox")
    blocks = page.eval_on_selector_all("#block option", "options => options.map(each => each.value)")
    sheets = {}
    for block in blocks:
        page.goto(f"{page.base}/inbox?block={block}")
        for sheet in page.eval_on_selector_all("tbody a[href*='/why/']", "links => links.map(each => each.href)"):
            sheets.setdefault(sheet.rpartition("/")[2], sheet)
    assert len(sheets) > 5
    longer = []
    for sheet in sheets.values():
        page.goto(sheet)
        printed = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
        if printed != 1:
            longer.append((sheet, printed))
    assert longer == []


def test_a_calculation_answers_without_storing_or_signing_in(visit):
    page = visit(user=None)
    page.goto(page.base + "/calculate/")
    page.locator("textarea").first.fill(FOUND_ON_FRIDAY)
    page.locator("main input[type=date]").first.fill("2026-09-18")
    page.get_by_role("button", name="Calculate", exact=True).click()
    page.locator("#answer").wait_for()
    assert "Tuesday 22 September 2026" in page.inner_text("main")


def test_home_shows_the_last_day_of_a_limit_in_days_and_no_midnight(visit):
    page = visit()
    page.goto(page.base + "/")
    days = page.locator(".block a[href*='/why/']").all_inner_texts()
    assert days
    assert not [day for day in days if "00:00" in day]


def test_moving_the_demonstration_clock_makes_open_duties_late(visit):
    page = visit()

    def late() -> int:
        page.goto(page.base + "/")
        return int(page.locator("main a[href*='when=late'] strong").inner_text().replace(",", ""))

    before = late()
    day = page.locator(".clock summary").inner_text()
    page.locator(".clock summary").click()
    page.locator(".clock button[value=day]").click()
    page.wait_for_function("day => document.querySelector('.clock summary').innerText !== day", arg=day)
    assert late() > before
