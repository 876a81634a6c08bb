"""Explanation: a position in words, in the reader's language. Made when it is read; nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.book import Book
from asylon.law.circumstances import KINDS as CIRCUMSTANCES
from asylon.law.citations import ACTS, Citation, citations
from asylon.law.facts import KINDS
from asylon.law.periods_words import explain as explain_counting
from asylon.law.periods_words import language, long_date, long_moment
from asylon.law.position import Duty, Position, Reason, Responsible, Retention, Standing, Undetermined
from asylon.law.provisions import (
    ACTORS,
    PROVISIONS,
    FixedDate,
    JudgementQuestion,
    KeepingPeriod,
    Obligation,
    Provision,
    TimeLimit,
)
from asylon.law.tables import TABLES
from asylon.law.vocabulary import fields


class Link(msgspec.Struct, frozen=True):
    """A citation and its ELI link (empty where the source is no act)."""

    text: str
    url: str


class RuleNote(msgspec.Struct, frozen=True):
    """A rule of the index: our paraphrase, where it stands, whether it was read in the act."""

    id: str
    words: str
    citation: Link
    verified: bool


class ReasonNote(msgspec.Struct, frozen=True):
    """A table row that fired, in words."""

    table: str
    row: str
    question: str
    outcome: str
    rules: tuple[RuleNote, ...]
    citation: Link


class OpenNote(msgspec.Struct, frozen=True):
    """An open question on which the answer hangs, and how it was answered."""

    id: str
    words: str
    answer: str
    why: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a position in words."""

    id: str
    text: str
    citations: tuple[Link, ...] = ()
    rules: tuple[RuleNote, ...] = ()
    reasons: tuple[ReasonNote, ...] = ()
    about: str = ""
    records: str = ""
    settle: tuple[str, ...] = ()
    hangs_on: tuple[OpenNote, ...] = ()


class DutyLine(Line, frozen=True, kw_only=True):
    """A duty in words: who, by when, how counted, what happens when it is missed."""

    block: str
    who: str
    state: str
    status: str
    status_word: str
    due_text: str
    due: datetime | None
    counting: str
    starts: str
    consequence: str
    started_by: str
    met_by: str
    met_text: str


class RetentionLine(Line, frozen=True, kw_only=True):
    """Until when data are kept, in words; ``over`` where they must be gone already."""

    until_text: str
    counting: str
    over: bool
    ended_by: str


class PositionText(msgspec.Struct, frozen=True, kw_only=True):
    """A position in words, in the order in which it is read."""

    person: str
    state: str
    at_text: str
    edition: str
    route: Line | None
    steps: tuple[Line, ...]
    duties: tuple[DutyLine, ...]
    rights: tuple[Line, ...]
    permitted: tuple[Line, ...]
    forbidden: tuple[Line, ...]
    responsible: Line | None
    judgements: tuple[Line, ...]
    undetermined: tuple[Line, ...]
    retention: tuple[RetentionLine, ...]
    changes_on_text: str


_WORDS = {
    "en": {
        "open": "open", "met": "done", "late": "late", "lapsed": "no longer due", "met_late": "done late",
        "by": "by {}", "on_or_before": "by the end of {}", "done_on": "done on {}", "consequence": "consequence",
        "responsible": "{} is responsible", "indicated": "the criteria indicate {}",
        "settle": "{} What would settle it: {}.", "changes": "The position changes on {} even if nothing new is recorded.",
        "stable": "The position does not change by the mere passing of time.", "who_decides": "{} ({} decides)",
        "yes": "yes", "no": "no", "until": "{} (until the end of {})", "keep": "kept until the end of {}", "erase": "must be erased since {}",
        "erase_early": "must be erased: a fact recorded on {} ended the period early",
    },
    "nl": {
        "open": "open", "met": "gedaan", "late": "te laat", "lapsed": "niet meer verschuldigd", "met_late": "te laat gedaan",
        "by": "uiterlijk {}", "on_or_before": "uiterlijk {}", "done_on": "gedaan op {}", "consequence": "gevolg",
        "responsible": "{} is verantwoordelijk", "indicated": "de criteria wijzen {} aan",
        "settle": "{} Wat dit zou beslissen: {}.", "changes": "De positie verandert op {}, ook als er niets nieuws wordt vastgelegd.",
        "stable": "De positie verandert niet door het enkele verstrijken van tijd.", "who_decides": "{} ({} beslist)",
        "yes": "ja", "no": "nee", "until": "{} (tot en met {})", "keep": "bewaard tot en met {}", "erase": "moet gewist zijn sinds {}",
        "erase_early": "moet gewist worden: een feit van {} beëindigde de termijn eerder",
    },
}  # fmt: skip

#: The names of inputs and facts as they stand in a sentence about what would settle a question.
_SETTLING = {
    "nationality": ("the nationality", "de nationaliteit"),
    "recognition_rate": ("the recognition rate of the nationality", "het erkenningspercentage van de nationaliteit"),
    "born": ("the date of birth", "de geboortedatum"),
    "opportunity_given": (
        "whether the opportunity to show good cause was given",
        "of gelegenheid is geboden om een goede reden aan te tonen",
    ),
    "written_desire": ("the desire expressed in writing", "de schriftelijk geuite wens"),
}


def link(citation: Citation) -> Link:
    """A citation as a link."""
    return Link(str(citation), citation.url)


@lru_cache(maxsize=8192)
def links(text: str) -> tuple[Link, ...]:
    """Citations separated by semicolons as links."""
    return tuple(link(citation) for citation in citations(text))


def rule_note(rule: str, book: Book, lang: str) -> RuleNote:
    """A rule of the index in words; an Id that the index does not hold is shown as it is."""
    found = book.rules.get(rule)
    if found is None:
        return RuleNote(rule, rule, Link("", ""), False)
    first = citations(found.citation)
    return RuleNote(rule, found.words[lang], link(first[0]) if first else Link("", ""), found.verified)


#: So much in words is remembered in a book before its memory starts afresh.
_WORDS_REMEMBERED = 20_000

_Words = TypeVar("_Words")


def _remembered(book: Book, key: tuple[Any, ...], make: Callable[[], _Words]) -> _Words:
    """What the law alone says in a language, made once for a book. Nothing of a person may be in it."""
    known = book.memory.words
    found: _Words | None = known.get(key)
    if found is None:
        found = make()
        if len(known) >= _WORDS_REMEMBERED:
            known.clear()
        known[key] = found
    return found


def _rules(rules: tuple[str, ...], book: Book, lang: str) -> tuple[RuleNote, ...]:
    return _remembered(
        book, ("rules", rules, lang), lambda: tuple(rule_note(rule, book, lang) for rule in dict.fromkeys(rules))
    )


def reason_note(reason: Reason, book: Book, lang: str) -> ReasonNote:
    """A fired row in words."""
    table = TABLES.get(reason.table)
    question = table.question[lang] if table else ""
    outcome = table.outcomes[reason.outcome][lang] if table and reason.outcome in table.outcomes else reason.outcome
    return ReasonNote(
        reason.table if table else "",
        reason.row,
        question,
        outcome,
        _rules(reason.rules, book, lang),
        next(iter(links(reason.cite)), Link("", "")),
    )


def _reasons(reasons: tuple[Reason, ...], book: Book, lang: str) -> tuple[ReasonNote, ...]:
    if not reasons:
        return ()
    return _remembered(
        book,
        ("reasons", reasons, lang),
        lambda: tuple(reason_note(reason, book, lang) for reason in dict.fromkeys(reasons)),
    )


def provision_words(provision: Provision, lang: str) -> str:
    """What a provision says, in one phrase."""
    if isinstance(provision, (TimeLimit, FixedDate, Obligation)):
        return provision.duty[lang]
    if isinstance(provision, JudgementQuestion):
        return _WORDS[lang]["who_decides"].format(provision.question[lang], ACTORS[provision.who][lang])
    words: Any = getattr(provision, "words", None)
    return words[lang] if words is not None else provision.id


def _standing(standing: Standing, book: Book, lang: str) -> Line:
    if standing.until is not None or standing.about:
        return _line(standing, book, lang)
    return _remembered(book, ("standing", standing, lang), lambda: _line(standing, book, lang))


def _line(standing: Standing, book: Book, lang: str) -> Line:
    provision = PROVISIONS[standing.provision]
    text = provision_words(provision, lang)
    if standing.until is not None:
        text = _WORDS[lang]["until"].format(text, long_date(standing.until, language(lang)))
    return Line(
        id=standing.provision,
        text=text,
        citations=links(standing.cite),
        rules=_rules(standing.rules, book, lang),
        reasons=_reasons(standing.reasons, book, lang),
        about=standing.about,
        hangs_on=_open_notes(standing.hangs_on, book, lang),
        records=getattr(provision, "records", ""),
    )


def open_note(question: str, book: Book, lang: str) -> OpenNote:
    """An open question with the answer the book gives it."""
    found = book.open_questions.get(question)
    rule = book.rules.get(question)
    words = rule.words[lang] if rule else question
    if found is None:
        return OpenNote(question, words, "", "")
    return OpenNote(question, words, found.options[book.answer(question)][lang], found.why[lang])


def _open_notes(questions: tuple[str, ...], book: Book, lang: str) -> tuple[OpenNote, ...]:
    if not questions:
        return ()
    return tuple(open_note(question, book, lang) for question in dict.fromkeys(questions))


def due_text(duty: Duty, lang: str) -> str:
    """Until when, as it is said."""
    counted = duty.due
    if counted is None:
        return ""
    if counted.moment is not None:
        return _WORDS[lang]["by"].format(long_moment(counted.moment, language(lang)))
    if counted.last_day is not None:
        return _WORDS[lang]["by"].format(long_date(counted.last_day, language(lang)))
    return ""


def _duty(duty: Duty, book: Book, lang: str) -> DutyLine:
    provision = PROVISIONS[duty.provision]
    words = _WORDS[lang]
    starts = provision.starts[lang] if isinstance(provision, TimeLimit) else ""
    consequence = provision.consequence[lang] if isinstance(provision, (TimeLimit, FixedDate, Obligation)) else ""
    counting = explain_counting(duty.due, language(lang), event=starts) if duty.due is not None else ""
    met = words["done_on"].format(_moment_words(duty.met_at, lang)) if duty.met_at is not None else ""
    word = words["met_late"] if duty.status == "met" and duty.met_in_time is False else words[duty.status]
    cites = (duty.cite, *(duty.due.cites if duty.due is not None else ()))
    return DutyLine(
        id=duty.provision,
        text=provision_words(provision, lang),
        citations=links("; ".join(dict.fromkeys(cites))),
        rules=_rules(duty.rules, book, lang),
        reasons=_reasons(duty.reasons, book, lang),
        block=provision.block,
        who=ACTORS[duty.who][lang],
        state=duty.state,
        status=duty.status,
        status_word=word,
        due_text=due_text(duty, lang),
        due=duty.end,
        counting=counting,
        starts=starts,
        consequence=consequence,
        started_by=duty.started_by,
        met_by=duty.met_by,
        met_text=met,
        hangs_on=_open_notes(duty.hangs_on, book, lang),
    )


def _moment_words(moment: Any, lang: str) -> str:
    value = moment.value
    return long_moment(value, language(lang)) if isinstance(value, datetime) else long_date(value, language(lang))


def _responsible(found: Responsible, book: Book, lang: str) -> Line:
    words = _WORDS[lang]["responsible" if found.settled else "indicated"].format(book.state_name(found.state, lang))
    return Line(
        id="responsible",
        text=words,
        citations=links(found.cite),
        about=found.state,
        rules=_rules(found.rules, book, lang),
        reasons=_reasons(found.reasons, book, lang),
        hangs_on=_open_notes(found.hangs_on, book, lang),
    )


def settling_words(name: str, lang: str) -> str:
    """What would settle a question, as it stands in a sentence."""
    known = _SETTLING.get(name)
    if known is not None:
        return known[lang == "nl"]
    kind = KINDS.get(name) or CIRCUMSTANCES.get(name)
    if kind is not None:
        return kind.words[lang].lower()
    for table in TABLES.values():
        for entry in table.inputs:
            if entry.name == name:
                return entry.label[lang]
    return _field_words(name, lang) or name.replace("_", " ")


@lru_cache(maxsize=1024)
def _field_words(name: str, lang: str) -> str:
    """The words of a field of some fact; empty where no fact has it."""
    for kind in KINDS.values():
        for field, _, words, _ in fields(kind):
            if field == name:
                return words[lang]
    return ""


def _undetermined(found: Undetermined, book: Book, lang: str) -> Line:
    table = TABLES.get(found.question)
    provision = PROVISIONS.get(found.provision)
    text = provision_words(provision, lang) if provision is not None else ""
    about = PROVISIONS.get(found.question)
    act, _, short = found.question.partition(":")
    if act == "law" and short in ACTS:
        text = f"{ACTS[short].title[lang]}: {text}"
    if table is not None:
        text = f"{table.question[lang]} {text}".strip()
    elif about is not None:
        words = provision_words(about, lang)
        text = f"{words[0].upper()}{words[1:]}: {text}"
    if found.settle:
        text = _WORDS[lang]["settle"].format(text, ", ".join(settling_words(name, lang) for name in found.settle))
    return Line(
        id=found.question,
        text=text,
        citations=links(found.cite),
        rules=_rules(found.rules, book, lang),
        settle=found.settle,
        hangs_on=_open_notes(found.hangs_on, book, lang),
    )


def _retention(kept: Retention, at: datetime, book: Book, lang: str) -> RetentionLine:
    provision = PROVISIONS[kept.provision]
    words = _WORDS[lang]
    starts = provision.starts[lang] if isinstance(provision, KeepingPeriod) else ""
    zone = ZoneInfo(kept.due.zone)
    last_day = (kept.end.astimezone(zone) - timedelta.resolution).date()
    over = kept.end <= at
    if kept.ended_by:
        until = words["erase_early"].format(long_date(kept.end.astimezone(zone).date(), language(lang)))
    elif over:
        until = words["erase"].format(long_date(kept.end.astimezone(zone).date(), language(lang)))
    else:
        until = words["keep"].format(long_date(last_day, language(lang)))
    return RetentionLine(
        id=kept.provision,
        text=provision_words(provision, lang),
        citations=links("; ".join(dict.fromkeys((kept.cite, *kept.due.cites)))),
        rules=_rules(kept.rules, book, lang),
        reasons=_reasons(kept.reasons, book, lang),
        until_text=until,
        counting=explain_counting(kept.due, language(lang), event=starts),
        over=over,
        ended_by=kept.ended_by,
    )


_ORDER = {"late": 0, "open": 1, "met": 2, "lapsed": 3}


def explain(position: Position, book: Book, lang: str) -> PositionText:
    """The position in words. ``lang`` is ``en`` or ``nl``; any other language is answered in English."""
    lang = language(lang)
    zone = book.zone(position.state)
    far = position.at + timedelta(days=365_000)
    duties = sorted(
        (_duty(duty, book, lang) for duty in position.duties),
        key=lambda line: (_ORDER[line.status], line.due or far, line.id),
    )
    changes = _WORDS[lang]["stable"]
    if position.changes_on is not None:
        changes = _WORDS[lang]["changes"].format(long_moment(position.changes_on.astimezone(zone), language(lang)))

    def lines(items: Iterable[Standing]) -> tuple[Line, ...]:
        return tuple(_standing(item, book, lang) for item in items)

    return PositionText(
        person=position.person,
        state=position.state,
        at_text=long_moment(position.at.astimezone(zone), language(lang)),
        edition=position.edition,
        route=_standing(position.route, book, lang) if position.route else None,
        steps=lines(position.steps),
        duties=tuple(duties),
        rights=lines(position.rights),
        permitted=lines(position.permitted),
        forbidden=lines(position.forbidden),
        responsible=_responsible(position.responsible, book, lang) if position.responsible else None,
        judgements=lines(position.judgements),
        undetermined=tuple(_undetermined(item, book, lang) for item in position.undetermined),
        retention=tuple(_retention(item, position.at, book, lang) for item in position.retention),
        changes_on_text=changes,
    )
