"""Links and marks of the public pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from asylon.desk.context import language
from asylon.desk.reference import addresses
from asylon.desk.reference.page import book
from asylon.desk.reference.words import SOURCE_READ
from asylon.desk.words import state_name
from asylon.law.book import Parameter
from asylon.law.citations import ACTS, citations
from asylon.law.concordance import article_of
from asylon.law.periods_words import long_date
from asylon.law.provisions import ACTORS, Provision
from asylon.law.tables_render import number_words
from asylon.lawbook.words import (
    RULE_BLOCKS,
    RULE_KINDS,
    VERIFICATION,
    figure_words,
    kind_words,
    period_words,
    provision_words,
    range_words,
)

register = template.Library()


@register.filter
def cited(text: str) -> SafeString:
    """A citation's text with each act's place linked to its European Legislation Identifier."""
    return format_html_join(
        "; ",
        "{}",
        (
            (format_html('<a class="cite" href="{}">{}</a>', each.url, each) if each.url else str(each),)
            for each in citations(text)
        ),
    )


@register.filter
def rule_links(ids: Iterable[str]) -> SafeString:
    """Rule Ids, each linked to its page; one that the index does not hold stays plain."""
    known = book().rules
    return format_html_join(
        ", ",
        "{}",
        (
            (
                format_html('<a class="rule-id" href="{}">{}</a>', reverse("reference:rule", args=[each]), each)
                if each in known
                else each,
            )
            for each in ids
        ),
    )


@register.filter
def in_words(day: date | None) -> str:
    """A date in words, without the weekday."""
    return long_date(day, language(), weekday=False) if day else ""


@register.filter
def actor(who: str) -> str:
    """Who must act."""
    return ACTORS[who][language()] if who in ACTORS else who


@register.filter
def rule_block(key: str) -> str:
    """A block's name."""
    return RULE_BLOCKS[key][language()] if key in RULE_BLOCKS else key


@register.filter
def rule_kind(key: str) -> str:
    """What sort of rule it is."""
    return RULE_KINDS[key][language()] if key in RULE_KINDS else key


@register.filter
def provision_kind(item: Provision) -> str:
    """What sort of provision it is."""
    return kind_words(item)[language()]


@register.filter
def provision_text(item: Provision) -> str:
    """The provision in one line."""
    return provision_words(item)[language()]


@register.filter
def provision_address(item: Provision) -> str:
    """Where a provision has its page, or its place on one."""
    return addresses.provision(item)


@register.filter
def provision_due(item: Provision) -> str:
    """When a provision is due, where it has a length or a date of its own."""
    due = period_words(item, book())
    return due[language()] if due is not None else ""


@register.filter
def figure(value: str | float | None) -> str:
    """A figure of the book: a length of time, or a number."""
    return figure_words(value, language())


@register.filter
def choice(figure: Parameter | None) -> str:
    """What a Member State may choose; empty where there is no choice."""
    return range_words(figure, language())


@register.filter
def article_links(text: str) -> SafeString:
    """A citation's text with each article linked to its page here; what is no act known here stays plain."""
    return format_html_join(
        "; ",
        "{}",
        (
            (
                format_html('<a class="cite" href="{}">{}</a>', addresses.article(each.act, article_of(each)), each)
                if each.act in ACTS
                else str(each),
            )
            for each in citations(text)
        ),
    )


@register.filter
def flat(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Values of a calculation as paths and texts: lists by number, mappings by name."""
    return [(path, shown_number(value)) for path, value in _flat("", values)]


def _flat(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        pairs: Iterable[tuple[Any, Any]] = value.items()
    elif isinstance(value, list | tuple):
        pairs = enumerate(value)
    else:
        yield path, value
        return
    for key, part in pairs:
        yield from _flat(f"{path}.{key}" if path else str(key), part)


@register.filter
def shown_number(value: Any) -> str:
    """A value of a calculation as the language writes it: numbers with at most six decimals."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return {"en": ("no", "yes"), "nl": ("nee", "ja")}[language()][value]
    if isinstance(value, float):
        return number_words(round(value, 6), language())
    return number_words(value, language()) if isinstance(value, int) else str(value)


@register.filter
def as_json(value: Any) -> str:
    """Plain data as text."""
    return json.dumps(value, ensure_ascii=False, indent=1)


@register.filter
def verified(mark: str) -> SafeString:
    """What the verification mark of a rule means; what was not read in an act stands out."""
    words = VERIFICATION[mark][language()] if mark in VERIFICATION else mark
    if mark.startswith("V"):
        return format_html('<span class="soft">{}</span>', words)
    return format_html('<span class="unverified">{}</span>', words)


@register.filter
def source_read(mark: str) -> str:
    """How closely a source in plan or council was read."""
    return SOURCE_READ[mark][language()] if mark in SOURCE_READ else mark


@register.filter
def parties(codes: Sequence[str]) -> str:
    """Member States by name."""
    return ", ".join(state_name(code, language()) for code in codes)


@register.filter
def amount(figure: Any) -> str:
    """A figure with its unit, as the language writes it."""
    words = {
        "EUR billion": "miljard euro",
        "EUR million": "miljoen euro",
        "actions": "acties",
        "building blocks": "bouwstenen",
        "recommendations": "aanbevelingen",
        "relocations": "herplaatsingen",
    }
    number = number_words(figure.value, language())
    unit = words.get(figure.unit, figure.unit) if language() == "nl" else figure.unit
    return f"{number} {unit}".strip()


@register.simple_tag
def shares(parts: Sequence[Any]) -> SafeString:
    """Several counts as one bar; ``parts`` have a ``look`` and a ``count``. The table beside it says the same."""
    total = sum(part.count for part in parts)
    if not total:
        return SafeString("")
    pieces, x = [], 0.0
    for part in parts:
        width = 100 * part.count / total
        pieces.append((part.look, f"{x:.2f}", f"{width:.2f}"))
        x += width
    return format_html(
        '<svg class="shares" viewBox="0 0 100 10" width="100" height="10" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false">{}</svg>',
        format_html_join("", '<rect class="{}" x="{}" width="{}" height="10"/>', pieces),
    )
