"""The rows of the inbox, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache

import msgspec
from django.utils import translation
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from asylon.desk import parts, persons
from asylon.desk.house import house
from asylon.desk.markup import NOTHING, Form, escaped, joined, way
from asylon.desk.words import block_name, local, provision_citation, provision_words, unit_name
from asylon.law.periods_words import long_date, long_moment
from asylon.register import DutyRow


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the table of duties says itself, in one language."""

    heads: SafeString
    by: SafeString
    case: SafeString
    block: SafeString
    unit: SafeString
    undated: SafeString
    restricted: SafeString
    nothing: SafeString
    counts: dict[str, SafeString]


@lru_cache(maxsize=4)
def said(lang: str) -> Said:
    """What the table of duties says in a language."""
    with translation.override(lang):
        return Said(
            heads=joined(map(_HEAD, (_("Status"), _("By"), _("What must be done"), _("Case"), _("Block"), _("Unit")))),
            by=escaped(_("By")),
            case=escaped(_("Case")),
            block=escaped(_("Block")),
            unit=escaped(_("Unit")),
            undated=escaped(_("no date of its own")),
            restricted=escaped(
                _("Processing restricted: your unit may use nothing of this file now (Article 18(2) GDPR)")
            ),
            nothing=escaped(_("Nothing here.")),
            counts={
                "late": escaped(_("late")),
                "today": escaped(_("due today")),
                "week": escaped(_("due this week")),
                "all": escaped(_("open in all")),
            },
        )


_COUNT = Form('\n<li><a href="?{}"{}><strong>{}</strong> {}</a></li>')
_CURRENT = Form(' aria-current="true"')()


def counted(links: Iterable[tuple[str, str, int]], chosen: str, lang: str) -> SafeString:
    """How many duties there are (when, the query that lists them, their number), as items of a list; one is ``chosen``."""
    words = said(lang).counts
    return joined(
        _COUNT(query, _CURRENT if when == chosen else NOTHING, _number(number, lang), words[when])
        for when, query, number in links
    )


@lru_cache(maxsize=1024)
def _number(number: int, lang: str) -> SafeString:
    """A number with its thousands apart, as the language writes them."""
    with translation.override(lang):
        return escaped(number_format(number, 0, force_grouping=True))


_NOTHING = Form("<p>{}</p>")
_TABLE = Form('<table class="stack">\n<thead><tr>{}</tr></thead>\n<tbody>{}\n</tbody></table>')
_HEAD = Form('<th scope="col">{}</th>')
_ROW = Form(
    '\n<tr><td>{}</td>\n<td data-label="{}">{}</td>\n<td>{}</td>\n'
    '<td data-label="{}"><a href="{}">{}</a> <span class="small soft">{}</span></td>\n{}</tr>'
)
_CLOSED = Form('\n<tr><td colspan="6">{} <span class="soft">{}</span></td></tr>')
_WHAT = Form('{} <span class="cite">{}</span>')
_WATCHED = Form('<td data-label="{}">{}</td>\n<td data-label="{}">{}</td>')
_DATE = Form('<a href="{}">{}</a>')


def duty_table(rows: Sequence[DutyRow], lang: str, sheets: Callable[[str], bool]) -> SafeString:
    """The duties as a table; a sentence where there are none. ``sheets``: of which building blocks the reader may open the
    sheet that says why a date is what it is. A file of which nothing may be told has one line, however many duties."""
    words = said(lang)
    if not rows:
        return _NOTHING(words.nothing)
    opened = house()
    today = opened.register.now().astimezone(opened.book.zone(opened.state)).date()
    case, why = way("case", 1), way("why", 3)
    body = joined(
        _ROW(
            parts.status(row.status, "", lang),
            words.by,
            _date(row, why if sheets(row.block) else None, lang),
            _what(row.provision, lang),
            words.case,
            case(row.number),
            row.number,
            persons.words(row.about, today, opened.book, lang),
            _watched(row.block, row.unit, lang),
        )
        if not row.closed
        else _CLOSED(row.number, words.restricted)
        for row in _closed_once(rows)
    )
    return _TABLE(words.heads, body)


def _closed_once(rows: Iterable[DutyRow]) -> Iterator[DutyRow]:
    """The rows; of those of a closed file the first."""
    told: set[str] = set()
    for row in rows:
        if not row.closed or row.number not in told:
            yield row
        if row.closed:
            told.add(row.number)


@lru_cache(maxsize=4096)
def _what(provision: str, lang: str) -> SafeString:
    """What must be done, and where that stands."""
    return _WHAT(provision_words(provision, lang), provision_citation(provision))


@lru_cache(maxsize=4096)
def _watched(block: str, unit: str, lang: str) -> SafeString:
    """Of which building block, and watched by which unit."""
    words = said(lang)
    return _WATCHED(words.block, block_name(block, lang), words.unit, unit_name(unit, lang))


def _date(row: DutyRow, why: Callable[..., str] | None, lang: str) -> str:
    """By when, linked to the sheet that says why, where there is a way to it."""
    if row.by is None:
        return said(lang).undated
    exact = isinstance(row.by, datetime)
    told = long_moment(local(row.by), lang) if exact else long_date(row.by, lang)  # type: ignore[arg-type]
    return _DATE(why(row.number, row.person, row.provision), told) if why is not None else told
