"""Misfits: what does not fit the shape that was asked (of a fact, a circumstance, a line, a map), told in both languages.

The reader of shapes says what it finds in sentences of its own, in English, for programmers. They are a closed set: here
each becomes what is wrong and what to do, with the words that the shape's fields carry. A sentence that is not known here is
told by what belongs in the place; nothing reaches a reader untranslated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.moments import DAY_OR_INSTANT, MomentError
from asylon.law.quotation import quoted
from asylon.law.values import VALUES

#: So many of the values of a choice are named.
_NAMED = 12

_SAID = re.compile(
    r"(?P<said>.*?)(?: - at (?P<key>`key` in )?`\$(?P<path>(?:\.[^.`\[\]]+|\[\d+\]|\[\.\.\.\])*)`)?", re.DOTALL
)
_STEP = re.compile(r"\.([^.`\[\]]+)|\[(\d+|\.\.\.)\]")


class Misfit(msgspec.Struct, frozen=True):
    """One thing that does not fit: the ``path`` to it (``.at``, ``.parts[2]``; empty for the whole), what is wrong, what to do."""

    path: str
    wrong: Bilingual
    remedy: Bilingual


#: What a place may hold, by the names the reader of shapes gives to types.
TYPES: dict[str, Bilingual] = {
    "str": Bilingual("text", "tekst"),
    "int": Bilingual("a whole number", "een geheel getal"),
    "float": Bilingual("a number", "een getal"),
    "bool": Bilingual("true or false", "waar of onwaar (true of false)"),
    "array": Bilingual("a list", "een lijst"),
    "object": Bilingual("an object with names and values", "een object met namen en waarden"),
    "null": Bilingual("nothing (null)", "niets (null)"),
    "date": Bilingual("a day", "een dag"),
    "datetime": Bilingual("an instant", "een tijdstip"),
    "moment": Bilingual("a day or an instant", "een dag of een tijdstip"),
}
_OTHER = Bilingual("something else", "iets anders")

#: The forms of texts: the pattern, and how it is written.
FORMS: dict[str, Bilingual] = {
    "^[A-Z]{2}$": Bilingual(
        "Write the two capital letters of the country, for example NL.",
        "Schrijf de twee hoofdletters van het land, bijvoorbeeld NL.",
    ),
    "^([A-Z]{2})?$": Bilingual(
        "Write the two capital letters of the Member State, for example NL, or leave it out.",
        "Schrijf de twee hoofdletters van de lidstaat, bijvoorbeeld NL, of laat het weg.",
    ),
}

_REMEDIES: dict[str, Bilingual] = {
    "str": Bilingual("Write a text between quotes.", "Schrijf een tekst tussen aanhalingstekens."),
    "int": Bilingual(
        "Write a whole number in digits, without quotes.",
        "Schrijf een geheel getal in cijfers, zonder aanhalingstekens.",
    ),
    "float": Bilingual("Write a number, without quotes.", "Schrijf een getal, zonder aanhalingstekens."),
    "bool": Bilingual("Write true or false, without quotes.", "Schrijf true of false, zonder aanhalingstekens."),
    "array": Bilingual("Write [ … ] with one after the other.", "Schrijf [ … ] met het een na het ander."),
    "object": Bilingual("Write {name: value, …}.", "Schrijf {naam: waarde, …}."),
    "date": Bilingual("Write the day as 2026-09-10.", "Schrijf de dag als 2026-09-10."),
    "datetime": Bilingual(
        "Write the instant with its zone, as 2026-09-10T07:30:00+00:00.",
        "Schrijf het tijdstip met zijn zone, als 2026-09-10T07:30:00+00:00.",
    ),
    "moment": Bilingual(*(f"{text[0].upper()}{text[1:]}." for text in (DAY_OR_INSTANT.en, DAY_OR_INSTANT.nl))),
}


def named(name: str, words: Bilingual | None) -> Bilingual:
    """A field or kind by its words, with its technical name beside them for programs: ``“date of birth” (born)``."""
    if words is None:
        return Bilingual(f"“{name}”", f"“{name}”")
    return Bilingual(f"“{words.en}” ({name})", f"“{words.nl}” ({name})")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like a given one; None where none is."""
    found = get_close_matches(word, list(known), n=1)
    return found[0] if found else None


def did_you_mean(near: str | None) -> Bilingual:
    """The question after a misspelling, with a space behind it; empty where nothing is near."""
    return Bilingual(f"Did you mean {near}? ", f"Bedoelt u {near}? ") if near else Bilingual("", "")


# --- the shape ----------------------------------------------------------------------------------------------------


class _Place(msgspec.Struct, frozen=True):
    """A place in a shape: the field it belongs to, with its words, and the types that fit."""

    types: tuple[msgspec.inspect.Type, ...]
    name: str = ""
    words: Bilingual | None = None
    item: str = ""

    @property
    def subject(self) -> Bilingual:
        if not self.name:
            return Bilingual("this", "dit")
        field = named(self.name, self.words)
        if self.item:
            return Bilingual(f"number {self.item} of {field.en}", f"nummer {self.item} van {field.nl}")
        return field

    @property
    def possible(self) -> tuple[str, ...]:
        """The values of a choice; none where the place is no choice."""
        found = (one.values for one in self.types if isinstance(one, msgspec.inspect.LiteralType))
        return tuple(dict.fromkeys(str(value) for values in found for value in values))

    @property
    def wanted(self) -> tuple[str, ...]:
        """The names of the types that fit, without null."""
        return tuple(dict.fromkeys(name for one in self.types if (name := _type_name(one)) != "null"))


def _type_name(type_: msgspec.inspect.Type) -> str:
    inspect = msgspec.inspect
    if isinstance(type_, inspect.CustomType):
        return "moment"
    if isinstance(type_, inspect.LiteralType):
        return "str" if isinstance(type_.values[0], str) else "int"
    names: tuple[tuple[Any, str], ...] = (
        (inspect.StrType, "str"), (inspect.IntType, "int"), (inspect.FloatType, "float"), (inspect.BoolType, "bool"),
        (inspect.NoneType, "null"), (inspect.DateType, "date"), (inspect.DateTimeType, "datetime"),
        ((inspect.ListType, inspect.VarTupleType), "array"), ((inspect.DictType, inspect.StructType), "object"),
    )  # fmt: skip
    return next((name for kind, name in names if isinstance(type_, kind)), "object")


def _bare(type_: msgspec.inspect.Type) -> tuple[tuple[msgspec.inspect.Type, ...], Bilingual | None]:
    """The types a field may hold, and its words."""
    if isinstance(type_, msgspec.inspect.Metadata):
        types, words = _bare(type_.type)
        extra = type_.extra or {}
        return types, Bilingual(str(extra["en"]), str(extra["nl"])) if "en" in extra else words
    if isinstance(type_, msgspec.inspect.UnionType):
        each = [_bare(one) for one in type_.types]
        return tuple(one for types, _ in each for one in types), next((words for _, words in each if words), None)
    return (type_,), None


@lru_cache(maxsize=1024)
def _fields(shape: type) -> dict[str, _Place]:
    found = msgspec.inspect.type_info(shape)
    assert isinstance(found, msgspec.inspect.StructType)
    made = {}
    for field in found.fields:
        types, words = _bare(field.type)
        made[field.encode_name] = _Place(types, field.encode_name, words)
    return made


def _go(shape: type, path: str, raw: object) -> tuple[_Place, object]:
    """The place of a path in the shape, and what stands there."""
    place, value = _Place(()), raw
    for name, item in _STEP.findall(path):
        if name and not place.name:
            place = _fields(shape).get(name, _Place((), name))
            value = value.get(name) if isinstance(value, Mapping) else None
            continue
        inner: tuple[msgspec.inspect.Type, ...] = ()
        for one in place.types:
            if isinstance(one, (msgspec.inspect.ListType, msgspec.inspect.VarTupleType)):
                inner = _bare(one.item_type)[0]
            elif isinstance(one, msgspec.inspect.DictType):
                inner = _bare(one.value_type)[0]
        number = int(item) if item.isdecimal() else -1
        listed = isinstance(value, Sequence) and not isinstance(value, (str, bytes)) and 0 <= number < len(value)
        value = value[number] if listed and isinstance(value, Sequence) else None
        place = _Place(inner, place.name, place.words, str(number + 1) if number >= 0 else place.item or "…")
    return place, value


# --- the sentences ------------------------------------------------------------------------------------------------


def misfit(
    error: Exception,
    shape: type,
    raw: object,
    *,
    listed: Bilingual | None = None,
    forms: Mapping[str, Bilingual] | None = None,
) -> Misfit:
    """What an ``error`` in reading ``raw`` as a ``shape`` (a struct) says, in words.

    ``listed`` says where the fields of the shape are described, ``forms`` how texts of further patterns are written.
    """
    found = _SAID.fullmatch(str(error))
    said, path = (found["said"], found["path"] or "") if found else (str(error), "")
    place, value = _go(shape, path, raw)
    missing = re.fullmatch(r"Object missing required field `(.*)`", said, re.DOTALL)
    unknown = re.fullmatch(r"Object contains unknown field `(.*)`", said, re.DOTALL)
    if missing:
        return Misfit(path, *_missing(_fields(shape).get(missing[1], _Place((), missing[1])), listed, forms))
    if unknown:
        return Misfit(path, *_unknown(unknown[1], shape, listed))
    if isinstance(error.__cause__, MomentError):
        told = error.__cause__
        return Misfit(
            path, _sentence(told.wrong.en, told.wrong.nl), _sentence(told.remedy.en, told.remedy.nl, capital=True)
        )
    if found and found["key"]:
        subject = place.subject
        return Misfit(
            path,
            Bilingual(f"a name in {subject.en} is no text.", f"een naam in {subject.nl} is geen tekst."),
            _REMEDIES["object"],
        )
    return Misfit(path, _wrong(said, place, value), _remedy(place, forms))


def unreadable(error: Exception) -> Bilingual:
    """What an ``error`` in taking a text of JSON apart says, in words."""
    if isinstance(error, UnicodeDecodeError):
        return Bilingual("this is not text in UTF-8.", "dit is geen tekst in UTF-8.")
    byte = re.search(r"\(byte (\d+)\)", str(error))
    if byte is not None:
        return Bilingual(f"this is no JSON (from byte {byte[1]}).", f"dit is geen JSON (vanaf byte {byte[1]}).")
    return Bilingual("this is no JSON: it ends too early.", "dit is geen JSON: het houdt te vroeg op.")


def _missing(
    place: _Place, listed: Bilingual | None, forms: Mapping[str, Bilingual] | None
) -> tuple[Bilingual, Bilingual]:
    subject, remedy = place.subject, _remedy(place, forms)
    return Bilingual(f"{subject.en} is missing.", f"{subject.nl} ontbreekt."), Bilingual(
        f"Add it. {remedy.en} {listed.en if listed else ''}".strip(),
        f"Voeg het toe. {remedy.nl} {listed.nl if listed else ''}".strip(),
    )


def _unknown(name: str, shape: type, listed: Bilingual | None) -> tuple[Bilingual, Bilingual]:
    words: Bilingual | None = getattr(shape, "words", None)
    fields = _fields(shape)
    near = did_you_mean(nearest(name, fields))
    if words is not None:
        kind = named(str(shape.__struct_config__.tag), words)  # type: ignore[attr-defined]
        wrong = Bilingual(f"{quoted(name)} is no field of {kind.en}.", f"{quoted(name)} is geen veld van {kind.nl}.")
    else:
        wrong = Bilingual(f"{quoted(name)} is not known here.", f"{quoted(name)} is hier niet bekend.")
    known = ", ".join(fields)
    return wrong, Bilingual(
        f"{near.en}Fields: {known}. {listed.en if listed else ''}".strip(),
        f"{near.nl}Velden: {known}. {listed.nl if listed else ''}".strip(),
    )


def _wrong(said: str, place: _Place, value: object) -> Bilingual:
    subject, what = place.subject, quoted(value)
    wanted = re.fullmatch(r"Expected `([^`]*)`(?:, got `([^`]*)`)?", said)
    if wanted:
        return _other_type(place, [one for one in wanted[1].split(" | ") if one != "null"], wanted[2] or "", value)
    if said.startswith("Invalid enum value"):
        return Bilingual(
            f"{what} is none of the values of {subject.en}.", f"{what} is geen van de waarden van {subject.nl}."
        )
    if said.startswith(("Expected `str` of length", "Expected `array` of", "Expected `object` of length")):
        kind = TYPES["str" if "`str`" in said else "array" if "`array`" in said else "object"]
        if value in ("", [], {}, ()):
            return Bilingual(f"{subject.en} is empty.", f"{subject.nl} is leeg.")
        long = "<=" in said or "at most" in said
        return Bilingual(
            f"{subject.en} is too {'long' if long else 'short'} ({kind.en}): {what}.",
            f"{subject.nl} is te {'lang' if long else 'kort'} ({kind.nl}): {what}.",
        )
    if said.startswith(("Expected `int`", "Expected `float`", "Integer value out of range", "Number out of range")):
        if ">" in said:
            return Bilingual(f"{subject.en} is too small: {what}.", f"{subject.nl} is te klein: {what}.")
        if "<" in said or "out of range" in said:
            return Bilingual(f"{subject.en} is too large: {what}.", f"{subject.nl} is te groot: {what}.")
    if said.startswith("Invalid RFC3339"):
        kind = TYPES["datetime" if "datetime" in said else "date"]
        return Bilingual(
            f"{subject.en} is {what}, and that is not {kind.en}.", f"{subject.nl} is {what}, en dat is g{kind.nl}."
        )
    if place.possible or not place.types or place.wanted != ("str",):
        return _other_type(place, place.wanted, "", value)
    return Bilingual(
        f"{what} does not have the form that is asked of {subject.en}.",
        f"{what} heeft niet de vorm die van {subject.nl} wordt gevraagd.",
    )


def _other_type(place: _Place, wanted: Sequence[str], got: str, value: object) -> Bilingual:
    """It must be one thing and is another."""
    subject = place.subject
    words = [TYPES.get(one, _OTHER) for one in (place.wanted or wanted or ("object",))]
    given = TYPES.get(got or _name_of(value), _OTHER)
    what = "" if value is None else f": {quoted(value)}"
    return Bilingual(
        f"{subject.en} must be {' or '.join(one.en for one in words)}; it is {given.en}{what}.",
        f"{subject.nl} moet {' of '.join(one.nl for one in words)} zijn; het is {given.nl}{what}.",
    )


def _name_of(value: object) -> str:
    names: tuple[tuple[Any, str], ...] = (
        (str, "str"), (bool, "bool"), (int, "int"), (float, "float"), (Mapping, "object"), (Sequence, "array"),
        (type(None), "null"),
    )  # fmt: skip
    return next((name for kind, name in names if isinstance(value, kind)), "")


def _remedy(place: _Place, forms: Mapping[str, Bilingual] | None) -> Bilingual:
    """What to write in a place."""
    if place.possible:
        return _choose(place.possible)
    for one in place.types:
        if isinstance(one, msgspec.inspect.StrType):
            if one.pattern is not None:
                known = {**FORMS, **(forms or {})}.get(one.pattern)
                return known or Bilingual(
                    f"Write it in this form (regular expression): {one.pattern}",
                    f"Schrijf het in deze vorm (reguliere expressie): {one.pattern}",
                )
            if one.min_length:
                return _long(one.min_length, one.max_length)
        if isinstance(one, (msgspec.inspect.IntType, msgspec.inspect.FloatType)) and (one.ge, one.le) != (None, None):
            return _between(place.wanted[0], one.ge, one.le)
    told = [_REMEDIES[name] for name in place.wanted if name in _REMEDIES] or [_REMEDIES["object"]]
    return Bilingual(" ".join(one.en for one in told), " ".join(one.nl for one in told))


def _choose(values: Sequence[str]) -> Bilingual:
    """Choose among the values, with their words where they say more than the value itself."""

    def one(value: str, lang: str) -> str:
        words = VALUES.get(value)
        return value if words is None or words[lang] == value else f"{value} ({words[lang]})"

    more = " …" if len(values) > _NAMED else ""
    listed = {lang: ", ".join(one(value, lang) for value in values[:_NAMED]) + more for lang in ("en", "nl")}
    return Bilingual(f"Choose among {listed['en']}.", f"Kies uit {listed['nl']}.")


def _long(least: int, most: int | None) -> Bilingual:
    sign = Bilingual("character", "teken") if least == 1 else Bilingual("characters", "tekens")
    upto = Bilingual(f" and at most {most}", f" en ten hoogste {most}") if most else Bilingual("", "")
    return Bilingual(
        f"Write a text of at least {least} {sign.en}{upto.en}.",
        f"Schrijf een tekst van ten minste {least} {sign.nl}{upto.nl}.",
    )


def _between(name: str, least: float | None, most: float | None) -> Bilingual:
    kind = TYPES[name]
    if most is None:
        return Bilingual(f"Write {kind.en} of {least} or more.", f"Schrijf {kind.nl} van {least} of meer.")
    if least is None:
        return Bilingual(f"Write {kind.en} of {most} or less.", f"Schrijf {kind.nl} van {most} of minder.")
    return Bilingual(f"Write {kind.en} from {least} to {most}.", f"Schrijf {kind.nl} van {least} tot en met {most}.")


def _sentence(en: str, nl: str, *, capital: bool = False) -> Bilingual:
    return Bilingual(*(f"{text[0].upper() if capital else text[0]}{text[1:]}." for text in (en, nl)))
