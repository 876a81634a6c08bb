"""Names a reader of the law needs: kinds of rule, marks of verification, kinds of provision."""

from __future__ import annotations

from datetime import MINYEAR

from asylon.law.book import Book, Parameter
from asylon.law.citations import Bilingual
from asylon.law.lengths import Length
from asylon.law.periods_words import language, long_date, long_length
from asylon.law.provisions import BLOCKS, FixedDate, KeepingPeriod, Provision, TimeLimit
from asylon.law.schedules import Schedule
from asylon.law.tables_render import number_words

#: The blocks of the rule index: those of the law, and the two that hold no duty of a case.
RULE_BLOCKS: dict[str, Bilingual] = {
    **BLOCKS,
    "governance": Bilingual("Governance and calendar", "Sturing en kalender"),
    "open_question": Bilingual("Open questions", "Open vragen"),
}

RULE_KINDS: dict[str, Bilingual] = {
    "limit": Bilingual("time limit", "termijn"),
    "route": Bilingual("route", "route"),
    "duty": Bilingual("duty", "plicht"),
    "right": Bilingual("right", "recht"),
    "permission": Bilingual("permission", "bevoegdheid"),
    "definition": Bilingual("definition", "definitie"),
    "parameter": Bilingual("dated figure", "gedateerd gegeven"),
    "judgement": Bilingual("judgement", "oordeel"),
    "formula": Bilingual("formula", "formule"),
    "counting": Bilingual("counting", "telling"),
    "governance": Bilingual("governance", "sturing"),
    "open": Bilingual("open question", "open vraag"),
}

PROVISION_KINDS: dict[str, Bilingual] = {
    "TimeLimit": Bilingual("time limit", "termijn"),
    "FixedDate": Bilingual("duty with a date", "plicht met een datum"),
    "Obligation": Bilingual("duty", "plicht"),
    "Right": Bilingual("right", "recht"),
    "Permission": Bilingual("permission", "bevoegdheid"),
    "Prohibition": Bilingual("prohibition", "verbod"),
    "JudgementQuestion": Bilingual("judgement by a person", "oordeel door een mens"),
    "RouteStep": Bilingual("route", "route"),
    "KeepingPeriod": Bilingual("keeping period", "bewaartermijn"),
    "Silence": Bilingual("undetermined", "onbepaald"),
}

VERIFICATION: dict[str, Bilingual] = {
    "V": Bilingual("read in the act", "gelezen in de handeling"),
    "V-it": Bilingual("read in the amending or implementing act", "gelezen in de wijzigings- of uitvoeringshandeling"),
    "S": Bilingual(
        "not verified in the act: seen in a secondary source only",
        "niet geverifieerd in de handeling: alleen in een secundaire bron gezien",
    ),
    "M": Bilingual("not verified in the act: from memory", "niet geverifieerd in de handeling: uit het hoofd"),
}
"""What the mark of a rule means; S and M are shown as not verified."""


#: From here on the thousands of a number stand apart.
_GROUPED = 10_000


def figure_words(value: str | float | None, lang: str) -> str:
    """A figure of the book in words: a length of time, a date, or a number; empty where there is none."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return (
            number_words(value, lang) if abs(value) < _GROUPED else f"{value:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
        )
    try:
        return long_length(Length.parse(value), language(lang))
    except ValueError:
        pass
    try:
        return schedule_words(Schedule.parse(value), lang)
    except ValueError:
        return value


def range_words(figure: Parameter | None, lang: str) -> str:
    """What a Member State may choose, in words; empty where the article leaves no choice."""
    if figure is None or figure.low is None:
        return ""
    low = figure_words(figure.low, lang)
    return (
        _RANGE[lang].format(low, figure_words(figure.high, lang))
        if figure.high is not None
        else _LEAST[lang].format(low)
    )


_RANGE = Bilingual("{} to {}", "{} tot {}")
_LEAST = Bilingual("at least {}", "ten minste {}")


def schedule_words(schedule: Schedule, lang: str) -> str:
    """A date that an act names, and how often it comes again."""
    first, every = schedule.first, schedule.every
    if every is None:
        return long_date(first, language(lang), weekday=False)
    if first.year == MINYEAR:
        day = long_date(first, language(lang), weekday=False, year=False)
        return _EVERY_YEAR[lang].format(day)
    day = long_date(first, language(lang), weekday=False)
    return _EVERY[lang].format(day, long_length(every, language(lang)))


_EVERY_YEAR = Bilingual("{} of every year", "{} van elk jaar")
_EVERY = Bilingual("{}, then every {}", "{}, daarna elke {}")


def provision_words(item: Provision) -> Bilingual:
    """What a provision says, in one phrase, in both languages."""
    for name in ("duty", "words", "question"):
        words = getattr(item, name, None)
        if words is not None:
            return Bilingual(words.en, words.nl)
    return Bilingual(item.id, item.id)


def kind_words(item: Provision) -> Bilingual:
    """What sort of provision it is."""
    name = type(item).__name__
    return PROVISION_KINDS.get(name, Bilingual(name, name))


def period_words(item: Provision, book: Book) -> Bilingual | None:
    """When a provision is due, by the newest figure of the book: a length and from when, or a date; None for what has none."""
    if isinstance(item, FixedDate):
        figure = book.parameters[item.date].values[-1].value
        return Bilingual(figure_words(figure, "en"), figure_words(figure, "nl"))
    if not isinstance(item, TimeLimit | KeepingPeriod):
        return None
    figure = book.parameters[item.length].values[-1].value
    return Bilingual(
        f"{figure_words(figure, 'en')} from {item.starts.en}", f"{figure_words(figure, 'nl')} vanaf {item.starts.nl}"
    )
