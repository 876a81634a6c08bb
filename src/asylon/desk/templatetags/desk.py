"""Small words and marks that several pages share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from asylon.access import PURPOSES
from asylon.desk import parts
from asylon.desk.context import language
from asylon.desk.fragments import fragment
from asylon.desk.positions import Shown
from asylon.desk.words import local, state_name, unit_name
from asylon.law.explanation import Line, Link, ReasonNote, RuleNote
from asylon.law.periods_words import long_date, long_moment

register = template.Library()
register.tag("fragment", fragment)


@register.filter
def said(text: Any) -> str:
    """A text in two languages, in the reader's."""
    if text is None or isinstance(text, str):
        return text or ""
    return str(getattr(text, language()))


@register.filter
def member_state(code: str) -> str:
    """The Member State's name in the reader's language."""
    return state_name(code, language())


@register.simple_tag
def status(value: str, word: str = "") -> SafeString:
    """The mark and the word of a duty's status."""
    return parts.status(value, word, language())


@register.filter
def linked(links: tuple[Link, ...]) -> SafeString:
    """Citations, each linked to its act."""
    return parts.citations(links)


@register.filter
def rules(notes: tuple[RuleNote, ...]) -> SafeString:
    """The rules of the index that something rests on."""
    return parts.rules(notes, language())


@register.filter
def reasons(notes: tuple[ReasonNote, ...]) -> SafeString:
    """The rows of tables that fired."""
    return parts.reasons(notes, language())


def _where(context: Context, person: str = "") -> parts.Where:
    number, at_query = (str(context.get(name) or "") for name in ("number", "at_query"))
    records = context.get("records") or frozenset()
    return parts.Where(number=number, person=person, at_query=at_query, records=records, lang=language())


@register.simple_tag(takes_context=True)
def position(context: Context, text: Shown) -> SafeString:
    """One person's position; with the ``number`` of a case it links to forms and sheets."""
    return parts.position(text, _where(context, text.text.person))


@register.simple_tag(takes_context=True)
def lines(context: Context, items: tuple[Line, ...]) -> SafeString:
    """Lines of a position, one after the other."""
    return parts.lines(items, _where(context))


@register.filter
def moment(value: Any) -> str:
    """A day in words, with the time where one is known."""
    if isinstance(value, datetime):
        return long_moment(local(value), language())
    if isinstance(value, date):
        return long_date(value, language())
    return gettext("not known")


@register.filter
def day(value: Any) -> str:
    """A day in words, without the time."""
    if isinstance(value, datetime):
        value = local(value).date()
    return long_date(value, language()) if isinstance(value, date) else gettext("not known")


@register.filter
def unit(name: str) -> str:
    """A unit's name in the reader's language."""
    return unit_name(name, language())


@register.filter
def purpose(name: str) -> str:
    """A purpose of the authorisation table in the reader's language; other words stay as they are."""
    known = PURPOSES.get(name)
    return known[language()] if known is not None else name


@register.filter
def reading(what: str) -> str:
    """What was read, in words."""
    return {
        "case": gettext("the case"),
        "list": gettext("a line in a list"),
        "export": gettext("an export"),
        "copy": gettext("a copy for the person concerned"),
        "api": gettext("through the interface for programs"),
    }.get(what, what)


@register.filter
def instant(text: str) -> str:
    """A stored instant (ISO 8601) in words, in local time."""
    return long_moment(local(datetime.fromisoformat(text)), language())


@register.simple_tag
def stacked(shares: Sequence[float]) -> SafeString:
    """Shares of the longest bar of a table, one after the other; the figures themselves stand beside them."""
    begins = [round(sum(shares[:place]) * 1000) for place in range(len(shares) + 1)]
    drawn = format_html_join(
        "",
        '<rect class="s{}" x="{}" width="{}" height="10"/>',
        ((number, begin, end - begin) for number, (begin, end) in enumerate(pairwise(begins), 1) if end > begin),
    )
    return format_html(
        '<svg class="stacked" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">{}</svg>',
        drawn,
    )


@register.simple_tag
def swatch(series: int) -> SafeString:
    """The colour of a figure in the bars beside it; nothing (0) where it is not drawn."""
    if not series:
        return SafeString("")
    return format_html(
        '<svg class="swatch" viewBox="0 0 10 10" aria-hidden="true" focusable="false"><rect class="s{}" width="10" height="10"/></svg> ',
        series,
    )


@register.simple_tag
def bar(value: float | None, target: float | None = None) -> SafeString:
    """A share between 0 and 1 as a small bar; the figure itself stands beside it in words."""
    if value is None:
        return SafeString("")
    filled = round(max(0.0, min(1.0, value)) * 100)
    mark = (
        format_html('<line class="target" x1="{0}" x2="{0}" y1="0" y2="10"/>', round(target * 100))
        if target is not None and 0 <= target <= 1
        else ""
    )
    return format_html(
        '<svg class="bar" viewBox="0 0 100 10" width="100" height="10" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false"><rect class="track" width="100" height="10"/>'
        '<rect class="fill" width="{}" height="10"/>{}</svg>',
        filled,
        mark,
    )
