"""The vocabulary in words: a fact as a person reads it, and the form that records it."""

from __future__ import annotations

import types
from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from asylon.law.circumstances.vocabulary import Circumstance
from asylon.law.citations import Bilingual
from asylon.law.facts import KINDS, Fact
from asylon.law.moments import Moment
from asylon.law.periods_words import language, long_date, long_moment
from asylon.law.values import VALUES

#: The groups in which facts are offered.
GROUPS: dict[str, Bilingual] = {
    "person": Bilingual("Person and family", "Persoon en gezin"),
    "border": Bilingual("Border and screening", "Grens en screening"),
    "eurodac": Bilingual("Eurodac", "Eurodac"),
    "procedure": Bilingual("Application and examination", "Verzoek en behandeling"),
    "reception": Bilingual("Reception", "Opvang"),
    "returns": Bilingual("Return", "Terugkeer"),
    "responsibility": Bilingual("Responsibility and transfer", "Verantwoordelijkheid en overdracht"),
    "solidarity": Bilingual("Relocation and solidarity", "Herplaatsing en solidariteit"),
    "safeguards": Bilingual("Safeguards", "Waarborgen"),
    "protection": Bilingual("Protection granted", "Verleende bescherming"),
    "resettlement": Bilingual("Resettlement and admission", "Hervestiging en toelating"),
    "temporary_protection": Bilingual("Temporary protection", "Tijdelijke bescherming"),
    "data_protection": Bilingual("Data protection", "Gegevensbescherming"),
    "correction": Bilingual("Correction", "Correctie"),
}


class FormField(msgspec.Struct, frozen=True, kw_only=True):
    """A field of the form: ``type`` is text, date, moment, bool, choice, int, code or mapping."""

    name: str
    label: str
    type: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""


def value_words(value: Any, lang: str) -> str:
    """A field's value as a person reads it."""
    if isinstance(value, bool):
        return {"en": ("no", "yes"), "nl": ("nee", "ja")}["nl" if lang == "nl" else "en"][value]
    if isinstance(value, Moment):
        return value_words(value.value, lang)
    if isinstance(value, datetime):
        return long_moment(value, language(lang))
    if isinstance(value, date):
        return long_date(value, language(lang))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {value_words(item, lang)}" for key, item in value.items())
    found = VALUES.get(str(value))
    return found[lang] if found is not None else str(value)


def _unwrap(hint: Any) -> tuple[Any, Bilingual | None, bool]:
    """The bare type of a field, its words, and whether None is allowed."""
    words: Bilingual | None = None
    optional = False
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            for note in get_args(hint)[1:]:
                if isinstance(note, msgspec.Meta) and note.extra and words is None:
                    words = Bilingual(str(note.extra["en"]), str(note.extra["nl"]))
            hint = get_args(hint)[0]
        elif origin in (Union, types.UnionType):
            optional = optional or type(None) in get_args(hint)
            hint = next(part for part in get_args(hint) if part is not type(None))
        else:
            return hint, words, optional


@lru_cache(maxsize=1024)
def fields(kind: type[Fact] | type[Circumstance]) -> tuple[tuple[str, Any, Bilingual, bool], ...]:
    """The own fields of a kind of fact and ``at``: name, bare type, words, whether it must be given."""
    hints = get_type_hints(kind, include_extras=True)
    found = []
    for field in msgspec.structs.fields(kind):
        if field.name in ("person", "id", "state"):
            continue
        bare, words, optional = _unwrap(hints[field.name])
        required = field.required and not optional
        found.append((field.name, bare, words or Bilingual(field.name, field.name), required))
    return tuple(sorted(found, key=lambda entry: entry[0] != "at"))


def describe_fact(
    fact: Fact | Circumstance, lang: str, *, leave_out: Collection[str] = ()
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A fact or circumstance in words: its title and its fields that say something, those in ``leave_out`` left out."""
    told = []
    for name, _, words, _ in fields(type(fact)):
        value = getattr(fact, name)
        if name != "at" and name not in leave_out and value not in (None, ""):
            told.append((words[lang], value_words(value, lang)))
    return type(fact).words[lang], tuple(told)


def fact_form(kind: str, lang: str) -> tuple[FormField, ...]:
    """The fields of the form that records a kind of fact, in the reader's language."""
    made = []
    for name, bare, words, required in fields(KINDS[kind]):
        choices: tuple[tuple[str, str], ...] = ()
        help_text = ""
        if get_origin(bare) is Literal:
            type_ = "choice"
            choices = tuple((str(value), value_words(value, lang)) for value in get_args(bare))
        elif bare is bool:
            type_ = "bool"
            choices = tuple((key, value_words(key == "true", lang)) for key in ("true", "false"))
        elif bare is Moment:
            type_ = "moment"
            if KINDS[kind].hours:
                help_text = {"nl": "Dag en tijd: hier begint een termijn in uren."}.get(
                    lang, "Day and time: a limit in hours starts here."
                )
        elif bare is date:
            type_ = "date"
        elif bare is int:
            type_ = "int"
        elif get_origin(bare) is dict:
            type_ = "mapping"
        else:
            type_ = "text"
        made.append(
            FormField(name=name, label=words[lang], type=type_, required=required, choices=choices, help=help_text)
        )
    return tuple(made)
