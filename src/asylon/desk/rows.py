"""The rows of the inbox, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

import msgspec
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from asylon.desk import parts, persons
from asylon.desk.house import house
from asylon.desk.markup import Form, address, joined
from asylon.desk.words import block_name, provision_citation, provision_words, unit_name
from asylon.law.periods_words import long_date, long_moment
from asylon.register import DutyRow


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the table of duties says itself, in one language."""

    status: str
    by: str
    what: str
    case: str
    block: str
    unit: str
    undated: str
    nothing: str


@lru_cache(maxsize=4)
def said(lang: str) -> Said:
    """What the table of duties says in a language."""
    with translation.override(lang):
        return Said(
            status=_("Status"),
            by=_("By"),
            what=_("What must be done"),
            case=_("Case"),
            block=_("Block"),
            unit=_("Unit"),
            undated=_("no date of its own"),
            nothing=_("Nothing here."),
        )


_NOTHING = Form("<p>{}</p>")
_TABLE = Form('<table class="stack">\n<thead><tr>{}</tr></thead>\n<tbody>{}\n</tbody></table>')
_HEAD = Form('<th scope="col">{}</th>')
_ROW = Form(
    '\n<tr><td>{}</td>\n<td data-label="{}">{}</td>\n<td>{} <span class="cite">{}</span></td>\n'
    '<td data-label="{}"><a href="{}">{}</a> <span class="small soft">{}</span></td>\n'
    '<td data-label="{}">{}</td>\n<td data-label="{}">{}</td></tr>'
)
_DATE = Form('<a href="{}">{}</a>')


def duty_table(rows: Sequence[DutyRow], lang: str) -> SafeString:
    """The duties as a table; a sentence where there are none."""
    words = said(lang)
    if not rows:
        return _NOTHING(words.nothing)
    opened = house()
    today = opened.register.now().astimezone(opened.book.zone(opened.state)).date()
    heads = joined(map(_HEAD, (words.status, words.by, words.what, words.case, words.block, words.unit)))
    body = joined(
        _ROW(
            parts.status(row.status, "", lang),
            words.by,
            _date(row, lang),
            provision_words(row.provision, lang),
            provision_citation(row.provision),
            words.case,
            address("case", row.number),
            row.number,
            persons.words(row.about, today, opened.book, lang),
            words.block,
            block_name(row.block, lang),
            words.unit,
            unit_name(row.unit, lang),
        )
        for row in rows
    )
    return _TABLE(heads, body)


def _date(row: DutyRow, lang: str) -> str:
    """By when, linked to the sheet that says why."""
    if row.by is None:
        return said(lang).undated
    exact = isinstance(row.by, datetime)
    told = long_moment(timezone.localtime(row.by), lang) if exact else long_date(row.by, lang)  # type: ignore[arg-type]
    return _DATE(address("why", row.number, row.person, row.provision), told)
