"""The parts of a page that stand on it many times: duties, lines of a position, rules and rows of tables, what happened.

Each part has one form, in the words of the reader's language; pages use them through the tags and filters of
``templatetags/desk``. What is escaped, and how, is settled by :mod:`asylon.desk.markup`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

import msgspec
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from asylon.desk.markup import NOTHING, Form, address, escaped, joined
from asylon.desk.positions import Shown
from asylon.law.explanation import DutyLine, Line, Link, OpenNote, ReasonNote, RetentionLine, RuleNote

_DEPARTURE = "departed_from_advice"
MARKS = {"open": "●", "met": "✓", "late": "!", "lapsed": "–"}


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What these parts say themselves, in one language."""

    consequence: SafeString
    counted: SafeString
    depart: SafeString
    done: SafeString
    forbidden: SafeString
    hangs: SafeString
    judgements: SafeString
    kept: SafeString
    none: SafeString
    permitted: SafeString
    record: SafeString
    responsible: SafeString
    route: SafeString
    row: str
    sheet: SafeString
    starts: SafeString
    statuses: dict[str, str]
    steps: SafeString
    undetermined: SafeString
    unverified: SafeString
    who: SafeString
    why: SafeString
    why_date: SafeString
    why_route: SafeString
    why_state: SafeString


@lru_cache(maxsize=4)
def said(lang: str) -> Said:
    """What the parts say in a language."""
    with translation.override(lang):
        return Said(
            consequence=escaped(_("if it is missed")),
            counted=escaped(_("how this was counted")),
            depart=escaped(_("depart from this advice")),
            done=escaped(_("duties met or lapsed")),
            forbidden=escaped(_("You may not")),
            hangs=escaped(_("hangs on an open question of law")),
            judgements=escaped(_("A person must decide")),
            kept=escaped(_("how long data are kept")),
            none=escaped(_("No duty is open.")),
            permitted=escaped(_("You may now")),
            record=escaped(_("record")),
            responsible=escaped(_("Responsible Member State")),
            route=escaped(_("Route")),
            row=_("table %(table)s, row %(row)s"),
            sheet=escaped(_("sheet: why this date")),
            starts=escaped(_("starts with")),
            statuses={
                "open": pgettext("status of a duty", "open"),
                "met": pgettext("status of a duty", "done"),
                "late": pgettext("status of a duty", "late"),
                "lapsed": pgettext("status of a duty", "no longer due"),
            },
            steps=escaped(_("What has come about by law")),
            undetermined=escaped(_("Not determined")),
            unverified=escaped(_("not verified in the act")),
            who=escaped(_("who")),
            why=escaped(_("why")),
            why_date=escaped(_("Why this date")),
            why_route=escaped(_("why this route")),
            why_state=escaped(_("why this Member State")),
        )


# --- citations, rules, rows of tables: texts of the law, so each is put together once ----------------------------------

_STATUS = Form('<span class="status {}"><span aria-hidden="true">{}</span> {}</span>')
_LINKED = Form('<a class="cite" href="{}">{}</a>')
_PLAIN = Form('<span class="cite">{}</span>')
_ROWS = Form('<ul class="rule-rows">{}</ul>')
_RULE = Form('<li><a class="id" href="/law/search?q={}">{}</a> {} {}{}</li>')
_UNVERIFIED = Form(' <span class="unverified">{}</span>')
_REASON = Form('<li>{} <strong>{}</strong> <span class="soft">({}{})</span></li>')
_TABLE = Form('<a href="/law/table/{}/">{}</a>; ')
_QUESTION = Form('<p class="small"><strong>{}</strong> {} {}</p>')


@lru_cache(maxsize=1024)
def status(value: str, word: str, lang: str) -> SafeString:
    """The mark and the word of a duty's status; the word always stands beside the mark."""
    return _STATUS(value, MARKS.get(value, "·"), word or said(lang).statuses.get(value, value))


def _cite(link: Link) -> SafeString:
    return _LINKED(link.url, link.text) if link.url else _PLAIN(link.text)


@lru_cache(maxsize=8192)
def citations(links: tuple[Link, ...]) -> SafeString:
    """Citations, each linked to its act where it has an address."""
    return joined((_cite(link) for link in links), ", ")


@lru_cache(maxsize=8192)
def rules(notes: tuple[RuleNote, ...], lang: str) -> SafeString:
    """The rules of the index that something rests on; nothing where there are none."""
    if not notes:
        return NOTHING
    return _ROWS(
        joined(
            _RULE(
                SafeString(quote(note.id, safe="/")),
                note.id,
                note.words,
                _cite(note.citation),
                NOTHING if note.verified else _UNVERIFIED(said(lang).unverified),
            )
            for note in notes
        )
    )


@lru_cache(maxsize=8192)
def reasons(notes: tuple[ReasonNote, ...], lang: str) -> SafeString:
    """The rows of tables that fired; nothing where there are none."""
    if not notes:
        return NOTHING
    return _ROWS(
        joined(
            _REASON(
                note.question,
                note.outcome,
                _TABLE(note.table, said(lang).row % {"table": note.table, "row": note.row}) if note.table else NOTHING,
                _cite(note.citation) if note.citation.url else note.citation.text,
            )
            for note in notes
        )
    )


@lru_cache(maxsize=1024)
def questions(notes: tuple[OpenNote, ...]) -> SafeString:
    """The open questions of law on which something hangs, and how they are answered."""
    return joined(_QUESTION(note.id, note.words, note.answer) for note in notes)


# --- a position ---------------------------------------------------------------------------------------------------------

_ITEM = Form("<li>{} {}{}{}{}</li>\n")
_RECORD = Form(' – <a class="no-print" href="{}?person={}">{}<span class="visually-hidden">: {}</span></a>')
_DETAILS = Form('<details><summary>{}</summary><div class="open">{}{}</div></details>')
_ABOUT = Form('{}<span class="visually-hidden">: {}</span>')
_LINES = Form('<h4>{}</h4><ul class="lines">{}</ul>\n')
_HEAD = Form("<p><strong>{}:</strong> {} {}{}</p>\n{}")
_DEPART = Form('<a href="{}?person={}&amp;advice={}">{}</a>')
_DEPART_ROUTE = Form('\n<span class="small no-print">– {}</span>')
_DUTIES = Form('<ul class="duties">{}</ul>\n')
_NONE = Form("<p>{}</p>\n")
_DONE = Form('<details><summary>{} ({})</summary><ul class="duties">{}</ul></details>\n')
_KEPT = Form('<details><summary>{} ({})</summary><ul class="lines">{}</ul></details>\n')
_KEPT_LINE = Form(
    '<li>{}: {} {}\n<details><summary>{}<span class="visually-hidden">: {}</span></summary>'
    '<div class="open"><p>{}</p>{}{}</div></details></li>\n'
)
_STRONG = Form("<strong>{}</strong>")
_CHANGES = Form('<p class="small soft">{}</p>\n')
_DUTY = Form(
    '<li class="duty" id="{}-{}">\n<div>{}</div>\n<div>\n<span class="what">{}</span>\n<span class="due">{}{}</span>\n{}{}'
    '<details><summary>{}</summary><div class="open">\n{}<dl class="facts">\n<dt>{}</dt><dd>{}</dd>\n{}{}</dl>\n'
    "{}{}{}{}</div></details>\n</div>\n</li>\n"
)
_DATE = Form('<a href="{}{}" title="{}">{}</a> ')
_DATE_ALONE = Form("{} ")
_MET = Form('<span class="small soft">{}</span>\n')
_HANGS = Form('<span class="small unverified">{}</span>\n')
_COUNTING = Form("<p>{}</p>\n")
_FIELD = Form("<dt>{}</dt><dd>{}</dd>\n")
_WAYS = Form('<p class="small no-print">{}</p>\n')
_SHEET = Form('<a href="{}{}">{}</a>')


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Whose position on which page: the case's number (empty for a case that is not stored: then nothing links to it), the
    person, the query that keeps the moment asked for, the kinds of facts that may be recorded from there, the reader's
    language."""

    number: str = ""
    person: str = ""
    at_query: str = ""
    records: frozenset[str] = frozenset()
    lang: str = "en"

    @property
    def person_written(self) -> SafeString:
        """The person as it stands in a query."""
        return SafeString(quote(self.person, safe="/"))


def _why(summary: object, line: Line, lang: str, *, rows_first: bool = False) -> SafeString:
    if not line.rules and not line.reasons:
        return NOTHING
    found = (rules(line.rules, lang), reasons(line.reasons, lang))
    return _DETAILS(summary, *(reversed(found) if rows_first else found))


def line(one: Line, where: Where, *, record: bool = False) -> SafeString:
    """A line of a position; with ``record`` it leads to the form of what it is about."""
    words = said(where.lang)
    way = (
        _RECORD(address("record-kind", where.number, one.records), where.person_written, words.record, one.text)
        if record and where.number and one.records in where.records
        else NOTHING
    )
    why = _why(_ABOUT(words.why, one.text), one, where.lang)
    return _ITEM(one.text, citations(one.citations), way, why, questions(one.hangs_on))


def lines(items: Iterable[Line], where: Where, *, record: bool = False) -> SafeString:
    """Lines of a position, one after the other."""
    return joined(line(one, where, record=record) for one in items)


def _departing(where: Where, advice: str) -> SafeString:
    """The way to record that somebody departs from an advice; nothing for whom may not."""
    if not where.number or _DEPARTURE not in where.records:
        return NOTHING
    form = address("record-kind", where.number, _DEPARTURE)
    return _DEPART(form, where.person_written, SafeString(quote(advice, safe="/")), said(where.lang).depart)


def duty(one: DutyLine, where: Where) -> SafeString:
    """A duty: its status, what, by when, how that was counted, on what it rests."""
    words, number = said(where.lang), where.number
    date = sheet = ways = NOTHING
    if number and one.due_text:
        why = address("why", number, where.person, one.id)
        date = _DATE(why, where.at_query, words.why_date, one.due_text)
        sheet = _SHEET(why, where.at_query, words.sheet)
    elif one.due_text:
        date = _DATE_ALONE(one.due_text)
    if found := [way for way in (sheet, _departing(where, one.id)) if way]:
        ways = _WAYS(joined(found, " · "))
    return _DUTY(
        where.person,
        one.id,
        status(one.status, one.status_word, where.lang),
        one.text,
        date,
        citations(one.citations),
        _MET(one.met_text) if one.met_text else NOTHING,
        _HANGS(words.hangs) if one.hangs_on else NOTHING,
        words.counted,
        _COUNTING(one.counting) if one.counting else NOTHING,
        words.who,
        one.who,
        _FIELD(words.starts, one.starts) if one.starts else NOTHING,
        _FIELD(words.consequence, one.consequence) if one.consequence else NOTHING,
        rules(one.rules, where.lang),
        reasons(one.reasons, where.lang),
        questions(one.hangs_on),
        ways,
    )


def _kept(one: RetentionLine, where: Where) -> SafeString:
    return _KEPT_LINE(
        one.text,
        _STRONG(one.until_text) if one.over else one.until_text,
        citations(one.citations),
        said(where.lang).counted,
        one.text,
        one.counting,
        rules(one.rules, where.lang),
        reasons(one.reasons, where.lang),
    )


def position(text: Shown, where: Where) -> SafeString:
    """One person's position, without the rights, which stand elsewhere on the page."""
    words, lang = said(where.lang), where.lang
    parts: list[SafeString] = []
    route, responsible = text.text.route, text.text.responsible
    if route is not None:
        departing = _departing(where, route.id)
        way = _DEPART_ROUTE(departing) if departing else NOTHING
        why = _why(words.why_route, route, lang, rows_first=True)
        parts.append(_HEAD(words.route, route.text, citations(route.citations), way, why))
    if responsible is not None:
        why = joined((questions(responsible.hangs_on), _why(words.why_state, responsible, lang, rows_first=True)))
        parts.append(_HEAD(words.responsible, responsible.text, citations(responsible.citations), NOTHING, why))
    standing = joined(duty(one, where) for one in text.duties)
    parts.append(_DUTIES(standing) if text.duties else _NONE(words.none))
    if text.done:
        parts.append(_DONE(words.done, len(text.done), joined(duty(one, where) for one in text.done)))
    found = text.text
    if found.undetermined:
        open_lines = joined(
            _ITEM(one.text, citations(one.citations), questions(one.hangs_on), NOTHING, NOTHING)
            for one in found.undetermined
        )
        parts.append(_LINES(words.undetermined, open_lines))
    for heading, items, record in (
        (words.judgements, found.judgements, True),
        (words.permitted, found.permitted, True),
        (words.forbidden, found.forbidden, False),
        (words.steps, found.steps, False),
    ):
        if items:
            parts.append(_LINES(heading, lines(items, where, record=record)))
    if found.retention:
        kept = joined(_kept(one, where) for one in found.retention)
        parts.append(_KEPT(words.kept, len(found.retention), kept))
    if found.changes_on_text:
        parts.append(_CHANGES(found.changes_on_text))
    return joined(parts)
