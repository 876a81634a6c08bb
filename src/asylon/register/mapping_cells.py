"""The cells of a column map: where a field's value comes from, and what a cell says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.cells import typed
from asylon.law.citations import Bilingual
from asylon.law.misfits import did_you_mean, nearest
from asylon.law.moments import Moment
from asylon.law.quotation import quoted
from asylon.register.errors import RegisterError


class ColumnMapError(RegisterError):
    """A map that cannot be used with this table; nothing was taken in."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a field's value comes from: a ``column``, or else a ``value``.

    ``place`` is where the map says so, ``wanted`` the type of the field; ``form`` says how a date is written, ``words``
    what texts of the column mean.
    """

    place: str
    wanted: Any
    column: str = ""
    value: Any = None
    form: str = ""
    words: Mapping[str, Any] = {}
    needed: bool = False


#: What a column or a value is written as.
_WRITTEN = Bilingual(
    "Write the name of a column, {column: …, form: …, words: {…}}, or {value: …}.",
    "Schrijf de naam van een kolom, {column: …, form: …, words: {…}}, of {value: …}.",
)
_PARTS = ("column", "value", "form", "words")

Wrong = tuple[Bilingual, Bilingual]


def source(name: str, raw: Any, wanted: Any, place: str, *, needed: bool = False) -> Source:
    """Read what a map says of a field. Raises :class:`ColumnMapError`."""
    if isinstance(raw, str):
        return Source(place=place, wanted=wanted, column=raw, needed=needed)
    if isinstance(raw, (bool, int, float)):
        return Source(place=place, wanted=wanted, value=raw, needed=needed)
    if not isinstance(raw, Mapping) or ("column" in raw) == ("value" in raw):
        raise ColumnMapError(
            Bilingual(
                f"What the map says of {name} is neither a column nor a value",
                f"Wat de kaart over {name} zegt is geen kolom en geen waarde",
            ),
            place,
            _WRITTEN,
        )
    strange = sorted(set(map(str, raw)) - set(_PARTS))
    if strange:
        near = did_you_mean(nearest(strange[0], _PARTS))
        raise ColumnMapError(
            Bilingual(f"{', '.join(strange)} is not known here", f"{', '.join(strange)} is hier niet bekend"),
            place,
            near + _WRITTEN,
        )
    words, form, column = raw.get("words") or {}, raw.get("form") or "", raw.get("column", "")
    if not isinstance(words, Mapping) or not isinstance(form, str) or not isinstance(column, str):
        raise ColumnMapError(
            Bilingual(
                "A column and a form are texts, and words are texts with what they mean",
                "Een kolom en een vorm zijn tekst, en words zijn teksten met wat ze betekenen",
            ),
            place,
            _WRITTEN,
        )
    return Source(
        place=place,
        wanted=wanted,
        column=column,
        value=raw.get("value"),
        form=form,
        words={str(text): meaning for text, meaning in words.items()},
        needed=needed,
    )


def cell_value(one: Source, row: Mapping[str, str], zone: ZoneInfo) -> Any:
    """The value of a field in a row, as JSON holds it; None where the cell says nothing.

    A pair of texts (:data:`Wrong`) where the cell cannot be used: what is wrong, what to do.
    """
    if not one.column:
        return one.value
    text = row[one.column]
    if not text:
        return _missing(one) if one.needed else None
    if text in one.words:
        return one.words[text]
    if one.wanted in (Moment, date):
        return _moment(text, one, zone)
    value = typed(one.wanted, text)
    return _no_value(text, one) if isinstance(value, str) and one.wanted in _MEANT else value


#: What a cell must hold where its field takes no text: what that is, and how it is written.
_MEANT: Mapping[Any, Wrong] = {
    bool: (
        Bilingual("neither yes nor no", "geen ja en geen nee"),
        Bilingual(
            "Write yes or no (also ja, nee, true, false, 1, 0)", "Schrijf ja of nee (ook yes, no, true, false, 1, 0)"
        ),
    ),
    int: (
        Bilingual("no whole number", "geen geheel getal"),
        Bilingual("Write a whole number in digits", "Schrijf een geheel getal in cijfers"),
    ),
    float: (
        Bilingual("no number", "geen getal"),
        Bilingual("Write a number with a point for decimals", "Schrijf een getal met een punt voor decimalen"),
    ),
}


def _no_value(text: str, one: Source) -> Wrong:
    wrong, remedy = _MEANT[one.wanted]
    return (
        Bilingual(f"{quoted(text)} is {wrong.en}.", f"{quoted(text)} is {wrong.nl}."),
        Bilingual(f"{remedy.en}{or_words(one).en}", f"{remedy.nl}{or_words(one).nl}"),
    )


def or_words(one: Source) -> Bilingual:
    """What else can be done about a text of a column: give it its meaning in the map."""
    return Bilingual(
        f", or say under words of {one.place} in the map what it means.",
        f", of zeg onder words van {one.place} in de kaart wat het betekent.",
    )


def _missing(one: Source) -> Wrong:
    return (
        Bilingual("the cell is empty.", "de cel is leeg."),
        Bilingual(
            "Fill it in. Where a row may lack it, write when: with this column beside the fact in the map.",
            "Vul haar in. Mag zij in een rij ontbreken, schrijf dan in de kaart bij het feit when: met deze kolom.",
        ),
    )


def _moment(text: str, one: Source, zone: ZoneInfo) -> str | Wrong:
    """A day or an instant of a cell, in ISO 8601."""
    try:
        read: date = datetime.strptime(text, one.form) if one.form else Moment.parse(text).value  # noqa: DTZ007
    except ValueError:
        # A time without a zone is no moment yet: here it is one of the Member State.
        try:
            read = datetime.fromisoformat("" if one.form else text)
        except ValueError:
            return _no_day(text, one)
    if not isinstance(read, datetime):
        return read.isoformat()
    if one.wanted is date or (one.form and not any(sign in one.form for sign in ("%H", "%I"))):
        return read.date().isoformat()
    if read.tzinfo is not None:
        return read.isoformat()
    local = read.replace(tzinfo=zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != read:
        return _unclear(text, "did not exist", "heeft niet bestaan")
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        return _unclear(text, "came twice", "kwam twee keer voor")
    return local.isoformat()


def _unclear(text: str, en: str, nl: str) -> Wrong:
    return (
        Bilingual(
            f"{quoted(text)} {en} in the Member State: the clock was changed then.",
            f"{quoted(text)} {nl} in de lidstaat: toen werd de klok verzet.",
        ),
        Bilingual(
            "Write the time with its zone (%z in the form of the map).",
            "Schrijf de tijd met de zone (%z in de vorm van de kaart).",
        ),
    )


#: Forms in which days are often written, by what such a cell looks like.
_FORMS = (
    (re.compile(r"\d{1,2}-\d{1,2}-\d{4}"), "%d-%m-%Y"),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{4}"), "%d/%m/%Y"),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}"), "%d.%m.%Y"),
    (re.compile(r"\d{4}/\d{1,2}/\d{1,2}"), "%Y/%m/%d"),
)
_CLOCK = re.compile(r"(?P<day>.*?)(?P<time>[ T]\d{1,2}:\d{2}(?P<seconds>:\d{2})?)?")
_EXAMPLE = datetime(2026, 12, 31, 14, 30, tzinfo=UTC)


def _no_day(text: str, one: Source) -> Wrong:
    if one.form:
        example = _EXAMPLE.strftime(one.form)
        return (
            Bilingual(
                f"{quoted(text)} is not a day in the form {one.form} that the map gives.",
                f"{quoted(text)} is geen dag in de vorm {one.form} die de kaart geeft.",
            ),
            Bilingual(
                f"Write it like {example}, or correct form under {one.place} in the map.",
                f"Schrijf hem zoals {example}, of verbeter form onder {one.place} in de kaart.",
            ),
        )
    form = _likely(text) or "%d-%m-%Y"
    example = _EXAMPLE.strftime(form)
    return (
        Bilingual(
            f"{quoted(text)} is not a day as 2026-12-31, and the map gives no other form.",
            f"{quoted(text)} is geen dag zoals 2026-12-31, en de kaart geeft geen andere vorm.",
        ),
        Bilingual(
            f'Write under {one.place} in the map {{column: {one.column}, form: "{form}"}} for days like {example}.',
            f'Schrijf onder {one.place} in de kaart {{column: {one.column}, form: "{form}"}} voor dagen zoals {example}.',
        ),
    )


def _likely(text: str) -> str:
    """The form in which a day is probably written; empty where nothing is likely."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        return ""
    clock = f"{found['time'][0]}%H:%M{':%S' if found['seconds'] else ''}" if found["time"] else ""
    return next((form + clock for looks, form in _FORMS if looks.fullmatch(found["day"])), "")
