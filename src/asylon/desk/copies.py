"""A copy for the person concerned as a page to read and to print: part of a page of the desk, or a page of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString

from asylon.access.person_copy_shapes import Answer, Article, Deadline, Kept, PersonCopy, PresentFact, RecordedFact
from asylon.access.person_copy_words import HEADINGS
from asylon.desk.markup import NOTHING, Form, joined
from asylon.law.periods_words import long_moment

_ARTICLE = Form('<article class="sheet copy">\n<h1>{}: {}</h1>\n<p>{}</p>\n{}</article>\n')
_SECTION = Form("<h2>{}</h2>\n{}\n")
_PART = Form("<h3>{}</h3>\n{}\n")
_P = Form("<p>{}</p>")
_STRONG_P = Form("<p><strong>{}:</strong> {} {}{}</p>")
_LIST = Form('<ul class="lines">{}</ul>')
_ITEM = Form("<li>{}</li>\n")
_LINE = Form("{} {}{}")
_CITE, _PLAIN = Form('<a class="cite" href="{}">{}</a>'), Form('<span class="cite">{}</span>')
_ORDERED = Form('<ol class="timeline">{}</ol>')
_FACT = Form('<li><span class="when">{}</span>{}\n{}{}</li>\n')
_TITLE, _UNDONE = Form("<strong>{}</strong>"), Form("<s>{}</s>")
_SMALL = Form('<span class="small soft">{}</span>')
_VALUES = Form('<dl class="facts small">{}</dl>\n')
_VALUE = Form("<dt>{}</dt><dd>{}</dd>")
_TABLE = Form('<table class="stack"><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table>')
_HEAD = Form('<th scope="col">{}</th>')
_ROW = Form('<tr><td>{}</td><td data-label="{}">{}</td><td data-label="{}">{}</td><td data-label="{}">{}</td></tr>\n')
_STANDALONE = Form(
    '<!doctype html>\n<html lang="{}">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{}: {}</title>\n<style>{}</style></head>\n<body><main>\n{}</main></body></html>\n"
)
#: A page of its own takes no file along: it is kept, sent and printed as one.
_STYLE = SafeString(
    "body{font:1rem/1.5 system-ui,sans-serif;color:#111;background:#fff;margin:1rem auto;max-width:46rem;padding:0 1rem;"
    "overflow-wrap:anywhere}h2{border-top:1px solid #777;padding-top:.6rem;margin-top:1.6rem}ul.lines,ol.timeline{"
    "list-style:none;padding:0}li{padding:.3rem 0;border-bottom:1px solid #ccc}.when{display:block}.small{font-size:.9rem}"
    ".soft,.when{color:#444}dl.facts{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,2fr);gap:.1rem 1rem;margin:.2rem 0}"
    "dd{margin:0}dt{color:#444}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;"
    "padding:.25rem .6rem .25rem 0;border-bottom:1px solid #ccc}a{color:#0b4f8a}@media print{a{color:inherit;"
    "text-decoration:none}li,tr{break-inside:avoid}h2,h3{break-after:avoid}}"
)


def fragment(copy: PersonCopy, zone: ZoneInfo) -> SafeString:
    """The copy as the contents of a page; moments of recording and reading are told in ``zone``."""
    return _Sheet(copy, zone).whole()


def page(copy: PersonCopy, zone: ZoneInfo) -> str:
    """The copy as a page of its own, which needs nothing else."""
    return _STANDALONE(copy.language, HEADINGS["title"][copy.language], copy.case, _STYLE, fragment(copy, zone))


def _cited(articles: Iterable[Article]) -> SafeString:
    return joined((_CITE(one.url, one.text) if one.url else _PLAIN(one.text) for one in articles), "; ")


def _listed(items: Iterable[object]) -> SafeString:
    return _LIST(joined(_ITEM(item) for item in items))


class _Sheet:
    def __init__(self, copy: PersonCopy, zone: ZoneInfo) -> None:
        self.copy, self.zone, self.lang = copy, zone, copy.language

    def whole(self) -> SafeString:
        copy, words = self.copy, self.words
        intro = words("intro").format(
            person=copy.person, case=copy.case, state=copy.state, made=self.moment(copy.made)
        )  # fmt: skip
        parts = [
            _SECTION(words("known"), self.facts(copy.known)),
            self.relatives(),
            _SECTION(words("position"), self.position()),
            _SECTION(words("kept"), self.kept()),
            _SECTION(words("recorded"), self.recorded()),
            _SECTION(words("readings"), self.readings()),
            _SECTION(words("information"), self.information()),
            _SECTION(words("left_out"), self.left_out()),
        ]
        return _ARTICLE(words("title"), copy.case, intro, joined(parts))

    def words(self, name: str) -> str:
        return HEADINGS[name][self.lang]

    def moment(self, value: datetime) -> str:
        return long_moment(value.astimezone(self.zone), self.lang)

    def facts(self, facts: Iterable[PresentFact]) -> SafeString:
        items = joined(_FACT(one.when, _TITLE(one.title), self.values(one), NOTHING) for one in facts)
        return _ORDERED(items) if items else _P(self.words("nothing"))

    def values(self, fact: PresentFact) -> SafeString:
        if not fact.values:
            return NOTHING
        return _VALUES(joined(_VALUE(value.label, value.value) for value in fact.values))

    def relatives(self) -> SafeString:
        if not self.copy.relatives:
            return NOTHING
        return _SECTION(self.words("relatives"), _listed(one.words for one in self.copy.relatives))

    # --- the position -------------------------------------------------------------------------------------------------

    def position(self) -> SafeString:
        found = self.copy.position
        if found is None:
            return _P(self.words("no_position"))
        parts = [_P(self.words("at").format(found.at_words))]
        for name, one in (("route", found.route), ("responsible", found.responsible)):
            if one is not None:
                parts.append(_STRONG_P(self.words(name), one.text, _cited(one.articles), self.why(one)))
        if found.deadlines:
            parts.append(_PART(self.words("deadlines"), _listed(self.deadline(one) for one in found.deadlines)))
        for name in ("rights", "permitted", "forbidden", "steps", "judgements", "undetermined"):
            answers: tuple[Answer, ...] = getattr(found, name)
            if answers:
                parts.append(_PART(self.words(name), _listed(self.answer(one) for one in answers)))
        return joined(parts)

    def answer(self, one: Answer) -> SafeString:
        return _LINE(one.text, _cited(one.articles), self.why(one))

    def why(self, one: Answer, *more: tuple[str, str]) -> SafeString:
        """Why it holds, and what else is to be said of it."""
        told = [(self.words(name), value) for name, value in more if value]
        told += [(self.words("because"), reason) for reason in one.reasons]
        told += [(self.words("open"), question) for question in one.open_questions]
        return _VALUES(joined(_VALUE(label, value) for label, value in told)) if told else NOTHING

    def deadline(self, one: Deadline) -> SafeString:
        title = _LINE(_TITLE(one.text), f"– {one.status_words} ", _cited(one.articles))
        more = ("who", one.who), ("by", one.due_words), ("counting", one.counting), ("missed", one.consequence)
        return joined((title, self.why(one, *more)))

    def kept(self) -> SafeString:
        if not self.copy.kept:
            return _P(self.words("nothing"))
        return _listed(self.period(one) for one in self.copy.kept)

    def period(self, one: Kept) -> SafeString:
        title = _LINE(f"{one.text}: ", _TITLE(one.until_words), joined((" ", _cited(one.articles))))
        return joined((title, self.why(one, ("counting", one.counting))))

    # --- what was recorded and read -------------------------------------------------------------------------------------

    def recorded(self) -> SafeString:
        return _ORDERED(joined(self.entry(one) for one in self.copy.entries))

    def entry(self, one: RecordedFact) -> SafeString:
        told = [one.reference, self.words("recorded_by").format(self.moment(one.recorded))]
        for name, value in (("by_unit", one.unit_words), ("for_purpose", one.purpose_words)):
            if value:
                told.append(self.words(name).format(value))
        if one.taken_over is not None:
            told.append(self.words("taken_over").format(self.moment(one.taken_over)))
        if one.standing in ("corrected", "withdrawn"):
            told.append(self.words(one.standing).format(", ".join(one.changed_by)))
        title = (_UNDONE if one.standing == "withdrawn" else _TITLE)(one.title)
        return _FACT(one.when, title, self.values(one), _SMALL(" · ".join(told)))

    def readings(self) -> SafeString:
        when, unit, purpose, what = (self.words(name) for name in ("when", "unit", "purpose", "what"))
        rows = joined(
            _ROW(self.moment(one.at), unit, one.unit_words or "–", purpose, one.purpose_words, what, one.what_words)
            for one in self.copy.readings
        )
        return _TABLE(joined(_HEAD(each) for each in (when, unit, purpose, what)), rows)

    # --- what must be told ----------------------------------------------------------------------------------------------

    def information(self) -> SafeString:
        parts = []
        for one in self.copy.information:
            items = _listed(one.items) if one.items else NOTHING
            parts.append(_PART(one.title, joined((_P(_LINE(one.text, _cited(one.articles), NOTHING)), items))))
        return joined(parts)

    def left_out(self) -> SafeString:
        items = []
        for one in self.copy.left_out:
            number = ""
            if one.number is not None:
                number = f" ({self.words('entry' if one.number == 1 else 'entries').format(one.number)})"
            items.append(_LINE(_TITLE(f"{one.what}{number}: "), one.why, joined((" ", _cited(one.articles)))))
        return _listed(items)
