"""Counting in words: one calm sentence that tells how a date was reached, in English or Dutch.

``14 days from 3 July 2026; the day of the event is not counted; ends on Friday 17 July 2026.``
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from typing import Literal

from asylon.law.citations import Bilingual
from asylon.law.counted import Counted, Step
from asylon.law.lengths import Length, Unit

Language = Literal["en", "nl"]

_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
}
_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
}
# One, and more than one.
_UNITS: dict[str, dict[Unit, tuple[str, str]]] = {
    "en": {unit: (unit.value[:-1], unit.value) for unit in Unit},
    "nl": {
        Unit.HOURS: ("uur", "uur"),
        Unit.DAYS: ("dag", "dagen"),
        Unit.WORKING_DAYS: ("werkdag", "werkdagen"),
        Unit.WEEKS: ("week", "weken"),
        Unit.MONTHS: ("maand", "maanden"),
        Unit.YEARS: ("jaar", "jaar"),
    },
}

# Holidays that many Member States share. Others are called "official holiday" in Dutch: a name half
# translated would be worse than none.
_HOLIDAYS_NL = {
    "New Year's Day": "nieuwjaarsdag",
    "Epiphany": "Driekoningen",
    "Green Monday": "Schone Maandag",
    "Maundy Thursday": "Witte Donderdag",
    "Good Friday": "Goede Vrijdag",
    "Easter Sunday": "eerste paasdag",
    "Easter Monday": "tweede paasdag",
    "Labor Day": "Dag van de Arbeid",
    "May Day": "Dag van de Arbeid",
    "Ascension Day": "Hemelvaartsdag",
    "Pentecost": "eerste pinksterdag",
    "Pentecost Monday": "tweede pinksterdag",
    "Corpus Christi": "Sacramentsdag",
    "Assumption Day": "Maria-Hemelvaart",
    "All Saints' Day": "Allerheiligen",
    "Immaculate Conception": "Maria-Onbevlekte Ontvangenis",
    "Christmas Eve": "kerstavond",
    "Christmas Day": "eerste kerstdag",
    "Second Day of Christmas": "tweede kerstdag",
    "Saint Stephen's Day": "tweede kerstdag",
    "New Year's Eve": "oudejaarsdag",
    "King's Day": "Koningsdag",
    "Liberation Day": "Bevrijdingsdag",
    "National Day": "nationale feestdag",
    "Independence Day": "Onafhankelijkheidsdag",
    "Republic Day": "Dag van de Republiek",
    "German Unity Day": "Dag van de Duitse Eenheid",
    "Armistice Day": "Wapenstilstandsdag",
    "Victory Day": "Dag van de Overwinning",
    "Europe Day": "Dag van Europa",
    "Midsummer Day": "midzomerdag",
}

_FROM = Bilingual("{length} from {start}", "{length} vanaf {start}")
_BEFORE = Bilingual("{length} before {start}", "{length} vóór {start}")
_EVENT_DAY = Bilingual("the day of the event is not counted", "de dag van de gebeurtenis telt niet mee")
_EVENT_HOUR = Bilingual(
    "the hour of the event is not counted, so counting starts {start}",
    "het uur van de gebeurtenis telt niet mee, dus de telling begint {start}",
)
_EVENT_HOUR_BACK = Bilingual(
    "the hour of the event is not counted", "het uur van de gebeurtenis telt niet mee"
)  # fmt: skip
_WORKING_DAYS_ONLY = Bilingual(
    "Saturdays, Sundays and public holidays are not counted either",
    "zaterdagen, zondagen en officiële feestdagen tellen evenmin mee",
)
_CLAMPED = Bilingual(
    "{month} has no {day}, so its last day counts", "{month} kent geen {day}, dus de laatste dag van die maand telt"
)
_ENDS = Bilingual("ends on {end}", "eindigt op {end}")
_AT_THE_LATEST = Bilingual("at the latest on {end}", "uiterlijk op {end}")
_NEXT = Bilingual("next working day {end}", "eerstvolgende werkdag {end}")
_IS = Bilingual("{day} is {holiday}", "{day} is {holiday}")
_TWO = Bilingual(
    "a period of two days or more holds at least two working days, so it ends on {end}",
    "een termijn van twee dagen of meer telt ten minste twee werkdagen, dus eindigt op {end}",
)
_TWO_HOURS = Bilingual(
    "a period of two days or more holds at least two working days, so it ends at the end of {end}",
    "een termijn van twee dagen of meer telt ten minste twee werkdagen, dus eindigt aan het einde van {end}",
)
_STAYS = Bilingual("not moved to a working day", "schuift niet door naar een werkdag")
_BACK_STAYS = Bilingual(
    "a period counted back is not moved to a working day",
    "een termijn die wordt teruggeteld, schuift niet naar een werkdag",
)
_HOURS_RUN = Bilingual(
    "hours run on through nights and weekends and are not moved to a working day",
    "uren lopen door in nachten en weekenden en schuiven niet door naar een werkdag",
)
_CLOCK_CHANGE = Bilingual(
    "the clock changes in between, and the hours that really pass are counted",
    "de klok gaat tussentijds een uur voor- of achteruit, en de werkelijk verstreken uren tellen",
)
_FIXED = Bilingual(
    "by {end}, a date that the act itself names; not moved to a working day",
    "uiterlijk {end}, een datum die de handeling zelf noemt; schuift niet door naar een werkdag",
)
_NOT_SHORTENED = Bilingual(
    "an extension does not shorten, so it still ends on {end}",
    "een verlenging verkort niet, dus het einde blijft {end}",
)
_EXTENDED = Bilingual("extended by {length} from {start}", "verlengd met {length} vanaf {start}")
_AT_EVENT = Bilingual("the event itself, {end}, is the limit", "de gebeurtenis zelf, {end}, is de termijn")
_OFFICIAL_HOLIDAY = "een officiële feestdag"


def language(lang: str) -> Language:
    """The language that is spoken: Dutch where Dutch is asked, English otherwise."""
    return "nl" if lang == "nl" else "en"


def long_date(day: date, lang: Language, *, weekday: bool = True, year: bool = True) -> str:
    """A date in words: ``Saturday 17 July 2026``, ``zaterdag 17 juli 2026``."""
    words = f"{day.day} {_MONTHS[lang][day.month - 1]}"
    if weekday:
        words = f"{_WEEKDAYS[lang][day.weekday()]} {words}"
    return f"{words} {day.year}" if year else words


def long_moment(moment: datetime, lang: Language, *, weekday: bool = True) -> str:
    """An instant in words, in its own time zone: ``Saturday 10 October 2026 at 22:00``.

    In the hour that the change to winter time repeats, it says which of the two is meant.
    """
    return f"{long_date(moment, lang, weekday=weekday)} {_clock(moment, lang)}"


def long_length(length: Length, lang: Language) -> str:
    """A length in words: ``14 days``, ``1 working day``; ``14 dagen``, ``1 werkdag``."""
    one, more = _UNITS[lang][length.unit]
    return f"{length.count} {one if length.count == 1 else more}"


def explain(counted: Counted, lang: Language, event: str | None = None) -> str:
    """One sentence that tells how the date was counted; ``event`` names what it was counted from."""
    if counted.length is None:
        text = (_FIXED if counted.moment is None else _AT_EVENT)[lang].format(end=_end(counted.steps[0], lang))
        return f"{text[0].upper()}{text[1:]}."
    hours = counted.length.unit is Unit.HOURS
    if hours and counted.event_at is not None:
        start = long_moment(counted.event_at, lang, weekday=False)
    else:
        start = long_date(counted.event_day, lang, weekday=False)
    if event:
        start = f"{start} ({event})"
    opening = _BEFORE if counted.back else _FROM
    clauses = [opening[lang].format(length=long_length(counted.length, lang), start=start)]
    parts: list[list[Step]] = [[]]
    for step in counted.steps:
        if step.kind == "extended":
            parts.append([])
        parts[-1].append(step)
    for length, part in zip((counted.length, *counted.extensions), parts, strict=True):
        clauses += _part(part, length, counted, lang)
    text = "; ".join(clauses)
    return f"{text[0].upper()}{text[1:]}."


def _part(steps: list[Step], length: Length, counted: Counted, lang: Language) -> list[str]:
    """The clauses about one stretch of counting: the period itself, or one extension of it."""
    clauses: list[str] = []
    skipped = [step for step in steps if step.kind == "not_a_working_day"]
    rolled = next((step.day for step in steps if step.kind == "rolled"), None)
    for step in steps:
        match step.kind:
            case "event_day_not_counted":
                clauses.append(_EVENT_DAY[lang])
            case "event_hour_not_counted":
                clauses.append(_event_hour(step, counted, lang))
            case "only_working_days":
                clauses.append(_WORKING_DAYS_ONLY[lang])
            case "extended":
                clauses.append(_EXTENDED[lang].format(length=long_length(length, lang), start=_end(step, lang)))
            case "month_has_no_such_day" if step.day is not None:
                clauses.append(_clamped(steps, step.day, counted, lang))
            case "nominal_end":
                clauses.append(_ending(step, skipped, rolled, counted, lang))
            case "not_rolled":
                holiday = _holiday(step, lang)
                clauses.append(f"{_STAYS[lang]} ({holiday})" if holiday else _STAYS[lang])
            case "two_working_days" if step.day is not None:
                words = _TWO if step.moment is None else _TWO_HOURS
                clauses.append(words[lang].format(end=long_date(step.day, lang)))
            case "not_shortened":
                clauses.append(_NOT_SHORTENED[lang].format(end=_end(step, lang)))
            case _:
                pass  # "rolled", "not_a_working_day" and "counted_back" are told with the end
    if counted.back:
        clauses.append(_BACK_STAYS[lang])
    elif length.unit is Unit.HOURS:
        clauses += _hours(steps, lang)
    return clauses


def _ending(step: Step, skipped: list[Step], rolled: date | None, counted: Counted, lang: Language) -> str:
    """Where the period ends, and the working day it moves to, with every holiday that stands in between."""
    words = _AT_THE_LATEST if counted.back else _ENDS
    if rolled is None or step.day is None:
        return words[lang].format(end=_end(step, lang))
    end = long_date(step.day, lang, year=step.day.year != rolled.year)
    first = _holiday(skipped[0], lang)
    if first:
        end = f"{end} ({first})"
    text = f"{words[lang].format(end=end)}, {_NEXT[lang].format(end=long_date(rolled, lang))}"
    later = [
        _IS[lang].format(day=long_date(other.day, lang, year=False), holiday=holiday)
        for other in skipped[1:]
        if other.day is not None and (holiday := _holiday(other, lang))
    ]
    return f"{text} ({', '.join(later)})" if later else text


def _end(step: Step, lang: Language) -> str:
    """The day or the instant of a step in words."""
    if step.moment is not None:
        return long_moment(step.moment, lang)
    assert step.day is not None
    return long_date(step.day, lang)


def _event_hour(step: Step, counted: Counted, lang: Language) -> str:
    """When the hours start to run; the date is named where it is another day than that of the event."""
    if counted.back:
        return _EVENT_HOUR_BACK[lang]
    assert step.moment is not None
    start = _clock(step.moment, lang)
    if step.moment.date() != counted.event_day:
        day = long_date(step.moment, lang, weekday=False)
        start = f"{start} on {day}" if lang == "en" else f"op {day} {start}"
    return _EVENT_HOUR[lang].format(start=start)


def _clamped(steps: list[Step], day: date, counted: Counted, lang: Language) -> str:
    """That the month has no such date as the event's."""
    origin = next((step.day for step in steps if step.kind == "extended"), None) or counted.event_day
    ordinal = f"{origin.day}{'st' if origin.day % 10 == 1 else 'th'}" if lang == "en" else f"{origin.day}e"
    month = _MONTHS[lang][day.month - 1]
    return _CLAMPED[lang].format(month=f"{month} {day.year}", day=ordinal)


def _hours(steps: list[Step], lang: Language) -> list[str]:
    """What is particular to hours: real hours across a change of the clock, never moved."""
    moments = [step.moment for step in steps if step.moment is not None]
    clauses = [_CLOCK_CHANGE[lang]] if moments[0].utcoffset() != moments[-1].utcoffset() else []
    moved = any(step.kind == "two_working_days" for step in steps)
    return clauses if moved else [*clauses, _HOURS_RUN[lang]]


def _holiday(step: Step, lang: Language) -> str:
    """The holiday's name; empty for a Saturday or Sunday, which the weekday already tells."""
    if step.why in ("", "saturday", "sunday"):
        return ""
    return step.why if lang == "en" else _HOLIDAYS_NL.get(step.why, _OFFICIAL_HOLIDAY)


def _clock(moment: datetime, lang: Language) -> str:
    """The time of day, with summer or winter time named where the clock shows it twice."""
    hour, minute = moment.hour, moment.minute
    words = f"at {hour:02}:{minute:02}" if lang == "en" else f"om {hour:02}.{minute:02} uur"
    if _put_back(moment.date(), moment.tzinfo):
        first, second = (moment.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
        if first < second:
            summer = (
                Bilingual("summer time", "zomertijd") if not moment.fold else Bilingual("winter time", "wintertijd")
            )
            words = f"{words} ({summer[lang]})"
    return words


@lru_cache(maxsize=4096)
def _put_back(day: date, zone: tzinfo | None) -> bool:
    """Whether the clock is put back on a day, so that it shows an hour twice."""
    first, last = datetime.combine(day, time.min, zone), datetime.combine(day, time.max, zone).replace(fold=1)
    before, after = first.utcoffset(), last.utcoffset()
    return before is not None and after is not None and before > after
