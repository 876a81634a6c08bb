"""HTML put together in Python: whatever is filled in stays text, and addresses are those that Django finds."""

from __future__ import annotations

import html
from typing import Any

import msgspec
import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from asylon.desk import parts, rows, timeline
from asylon.desk.house import House
from asylon.desk.markup import NOTHING, Form, address, joined
from asylon.desk.positions import shown
from asylon.law.explanation import PositionText, explain
from asylon.law.facts import KINDS
from asylon.register import CaseRecord, InboxQuery

EVIL = "<b>&\"'"
AS_TEXT = html.escape(EVIL)


@given(st.text())
def test_what_is_filled_into_a_form_is_read_back_as_it_was(text: str) -> None:
    made = Form("<p>{}</p>")(text)
    assert html.unescape(made.removeprefix("<p>").removesuffix("</p>")) == html.unescape(html.escape(text))
    assert not set("<>\"'") & set(made.removeprefix("<p>").removesuffix("</p>"))


def test_only_what_was_made_as_html_is_taken_as_html() -> None:
    form = Form("<i>{}{}</i>")
    assert form(EVIL, form(1, NOTHING)) == f"<i>{AS_TEXT}<i>1</i></i>"
    assert joined([EVIL, form("", "")], "<br>") == f"{AS_TEXT}<br><i></i>"
    assert form("{0}", "{}") == "<i>{0}{}</i>"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("case", ("NL-2026-000001",)),
        ("why", ("NL-2026-000001", "p 1", "take-charge-request-hit")),
        ("why", ("NL-2026-000001", "Zoë+é", "a:b;c,d")),
        ("recorded", ("NL-2026-000001", 12)),
        ("record-kind", ("NL-2026-000001", "fact_corrected")),
        ("inbox", ()),
    ],
)
def test_an_address_is_the_one_that_django_finds(name: str, values: tuple[Any, ...]) -> None:
    assert address(name, *values) == reverse(name, args=values)


def test_a_value_cannot_lead_to_another_address() -> None:
    assert address("case", "../sign-out?x#y") == "/case/..%2Fsign-out%3Fx%23y"


def _spoilt(value: Any) -> Any:
    """The same with every text in it turned into what would be markup."""
    if isinstance(value, str):
        return value if value in ("open", "late", "met", "lapsed") else EVIL
    if isinstance(value, tuple):
        return tuple(_spoilt(one) for one in value)
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(
            value, **{name: _spoilt(getattr(value, name)) for name in value.__struct_fields__}
        )
    return value


def test_no_text_of_a_position_becomes_markup(house: House, hit: CaseRecord, family: CaseRecord, lang: str) -> None:
    for case in (hit, family):
        for held in house.register.positions(case.id).values():
            text: PositionText = _spoilt(explain(held, house.book, lang))
            where = parts.Where(
                number="NL-2026-000001", person=EVIL, at_query=EVIL, records=frozenset(KINDS), lang=lang
            )
            made = parts.position(shown(text, EVIL), where) + parts.lines(text.rights, where)
            assert AS_TEXT in made
            assert "<b>" not in made
            assert "&amp;lt;" not in made
            assert isinstance(made, SafeString)


def test_no_text_of_what_happened_becomes_markup(hit: CaseRecord, lang: str) -> None:
    for told in timeline.timeline(hit.entries, lang, "NL"):
        for undone in (False, True):
            spoilt = msgspec.structs.replace(_spoilt(told), undone=undone, where=EVIL, values=((EVIL, EVIL),))
            with translation.override(lang):
                made = timeline.listed([spoilt], "NL-2026-000001", lang, several=True, records=frozenset(KINDS))
            assert AS_TEXT in made
            assert "<b>" not in made


def test_no_text_of_the_inbox_becomes_markup(house: House, hit: CaseRecord, lang: str) -> None:
    found = house.register.inbox(InboxQuery(limit=5)).rows
    spoilt = [
        msgspec.structs.replace(row, number=EVIL, person=EVIL, provision=EVIL, block=EVIL, unit=EVIL) for row in found
    ]
    with translation.override(lang):
        made = rows.duty_table(spoilt, lang, lambda _block: True) + rows.duty_table(spoilt, lang, lambda _block: False)
        made += rows.duty_table([row.emptied() for row in spoilt], lang, lambda _block: True)
    assert made.count(AS_TEXT) >= 4 * len(found) > 0
    assert "<b>" not in made


def test_what_is_said_is_kept_apart_for_each_language() -> None:
    for module in (parts, rows, timeline):
        english, dutch = (module.said(lang) for lang in ("en", "nl"))  # type: ignore[attr-defined]
        differs = [name for name in english.__struct_fields__ if getattr(english, name) != getattr(dutch, name)]
        assert len(differs) > len(english.__struct_fields__) // 2
    assert parts.status("late", "", "en") != parts.status("late", "", "nl")
