"""Forms for facts, made from the vocabulary. Reading a form stores nothing; what is wrong stands beside its field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.utils.translation import gettext as _

from asylon.desk import remarks
from asylon.desk.words import countries, member_states
from asylon.law.facts import KINDS
from asylon.law.files import InputError
from asylon.law.vocabulary import FormField, fact_form

#: Texts that deserve more than one line.
LONG = frozenset({"reason"})
#: Fields that name another person of the same file.
PERSONS = frozenset({"other"})
#: Fields that name any country; other two-letter fields name a Member State.
COUNTRIES = frozenset({"nationality"})


class Wrong(msgspec.Struct, frozen=True):
    """One thing wrong in a form: the field (empty: the whole), its label and the message."""

    field: str
    label: str
    text: str


class Field(msgspec.Struct, kw_only=True):
    """A field as shown: what it asks, what was filled in, what is wrong with that."""

    name: str
    label: str
    type: str
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    hours: bool = False
    long: bool = False
    value: str = ""
    time: str = ""
    twice: bool = False
    error: str = ""

    @property
    def described(self) -> str:
        """Ids of the notes that describe the field."""
        return " ".join(mark for mark, note in ((f"h-{self.name}", self.help), (f"e-{self.name}", self.error)) if note)

    @property
    def input(self) -> str:
        """The kind of input."""
        return "date" if self.type == "date" else "text"

    @property
    def mode(self) -> str:
        """Which keyboard helps."""
        return {"int": "numeric", "number": "decimal"}.get(self.type, "")


class Form(msgspec.Struct, kw_only=True):
    """A form for one fact, with the version of the file it was opened on and a token against double sending."""

    kind: str
    fields: list[Field]
    expected: str = ""
    command: str = ""
    problems: list[Wrong] = []

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((field for field in self.fields if field.name == name), None)

    def refuse(self, name: str, text: str) -> None:
        """Note what is wrong, beside the field and in the summary."""
        field = self.field(name)
        if field is not None and not field.error:
            field.error = text
        self.problems.append(Wrong(field.name if field else "", field.label if field else "", text))


def _coded(kind: str) -> frozenset[str]:
    """The fields of a kind that hold a two-letter code."""

    def is_code(type_: msgspec.inspect.Type) -> bool:
        match type_:
            case msgspec.inspect.Metadata(type=inner):
                return is_code(inner)
            case msgspec.inspect.UnionType(types=several):
                return any(is_code(one) for one in several)
            case msgspec.inspect.StrType(pattern=pattern):
                return bool(pattern) and "[A-Z]{2}" in str(pattern)
        return False

    found = msgspec.inspect.type_info(KINDS[kind])
    assert isinstance(found, msgspec.inspect.StructType)
    return frozenset(field.encode_name for field in found.fields if is_code(field.type))


def _choices(
    field: FormField, codes: frozenset[str], persons: Sequence[tuple[str, str]], lang: str, said: bool
) -> tuple[tuple[str, str], ...]:
    first = ("", _("choose") if field.required else _("not recorded"))
    if field.choices and said:
        return field.choices
    if field.choices:
        return first, *field.choices
    if field.name in PERSONS and persons:
        return first, *persons
    if field.name in codes:
        return first, *(countries(lang) if field.name in COUNTRIES else member_states(lang))
    return ()


def defaults(kind: str) -> dict[str, Any]:
    """What a field says when nobody fills it in; fields that then say nothing are not in it."""
    return {
        field.name: field.default
        for field in msgspec.structs.fields(KINDS[kind])
        if field.default is not msgspec.NODEFAULT and field.default not in (None, "")
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def form(
    kind: str,
    lang: str,
    persons: Sequence[tuple[str, str]] = (),
    *,
    new_person: str = "",
    leave_out: frozenset[str] = frozenset(),
) -> Form:
    """The empty form of a kind of fact. ``persons`` are those of the file; ``new_person`` is offered as one more."""
    codes = _coded(kind)
    preset = defaults(kind)
    made = []
    if "person" not in leave_out:
        offered = tuple(persons)
        if new_person:
            offered = (*offered, (new_person, _("another person, new in this file")))
        made.append(
            Field(
                name="person",
                label=_("Person"),
                type="choice",
                required=True,
                choices=(("", _("choose")), *offered) if len(offered) > 1 else offered,
            )
        )
    for field in fact_form(kind, lang):
        if field.name in leave_out:
            continue
        hours = field.type == "moment" and KINDS[kind].hours
        made.append(
            Field(
                name=field.name,
                label=_capital(field.label),
                type=field.type,
                required=field.required,
                choices=_choices(field, codes, persons, lang, field.name in preset),
                value=_shown(preset.get(field.name)),
                help=field.help,
                hours=hours,
                long=field.name in LONG,
            )
        )
    if "state" not in leave_out:
        made.append(
            Field(
                name="state",
                label=_("Member State where it happened"),
                type="choice",
                choices=(("", _("the Member State of this file")), *member_states(lang)),
            )
        )
    return Form(kind=kind, fields=made, problems=[])


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def fill(shown: Form, values: Mapping[str, Any]) -> None:
    """Put recorded or proposed values into the fields."""
    for field in shown.fields:
        value = values.get(field.name)
        if value is None:
            continue
        if field.type == "moment":
            day, _t, rest = str(value).partition("T")
            field.value, field.time = day, rest[:5]
        else:
            field.value = _shown(value)


def keep(shown: Form, posted: Mapping[str, str]) -> None:
    """Keep what was filled in, so that nobody types it twice."""
    for field in shown.fields:
        field.value = str(posted.get(field.name, "")).strip()
        field.time = str(posted.get(f"{field.name}-time", "")).strip()


def read(shown: Form, posted: Mapping[str, str], zone: ZoneInfo) -> dict[str, Any]:
    """What was filled in, as the raw fact; problems are noted in the form. Empty fields are left out."""
    keep(shown, posted)
    raw: dict[str, Any] = {"kind": shown.kind}
    for field in shown.fields:
        if not field.value:
            if field.required:
                shown.refuse(field.name, _("Fill this in."))
            elif field.time:
                shown.refuse(field.name, _("Fill in the day as well."))
            continue
        value = _value(shown, field, posted, zone)
        if value is not None:
            raw[field.name] = value
    return raw


def _value(shown: Form, field: Field, posted: Mapping[str, str], zone: ZoneInfo) -> Any:
    text = field.value
    if field.choices and text not in {value for value, _word in field.choices}:
        shown.refuse(field.name, _("Choose one of the list."))
        return None
    if field.type == "bool":
        return text == "true"
    if field.type in {"int", "number"}:
        try:
            return int(text) if field.type == "int" else float(text.replace(",", "."))
        except ValueError:
            shown.refuse(field.name, _("Write a number in digits."))
            return None
    if field.type == "date":
        return _day(shown, field)
    if field.type == "moment":
        return _moment(shown, field, posted, zone)
    return text


def _day(shown: Form, field: Field) -> str | None:
    try:
        return date.fromisoformat(field.value).isoformat()
    except ValueError:
        shown.refuse(field.name, _("This is no day. Write it as 2026-09-10."))
        return None


def _moment(shown: Form, field: Field, posted: Mapping[str, str], zone: ZoneInfo) -> str | None:
    day = _day(shown, field)
    if day is None:
        return None
    if not field.time:
        if field.hours:
            shown.refuse(field.name, _("Fill in the time as well: a limit in hours starts here."))
            return None
        return day
    try:
        clock = time.fromisoformat(field.time)
    except ValueError:
        shown.refuse(field.name, _("This is no time. Write it as 14:30."))
        return None
    local = datetime.combine(date.fromisoformat(day), clock.replace(tzinfo=None), tzinfo=zone)
    again = local.astimezone(UTC).astimezone(zone)
    if again.replace(tzinfo=None) != local.replace(tzinfo=None):
        shown.refuse(field.name, _("This time did not exist: the clock was put forward in that hour."))
        return None
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        fold = posted.get(f"{field.name}-fold", "")
        if fold not in {"0", "1"}:
            field.twice = True
            shown.refuse(field.name, _("This time came twice: the clock was put back. Choose which of the two."))
            return None
        local = local.replace(fold=int(fold))
    return local.isoformat()


_PLACE = re.compile(r"\.(\w+)(?:\[[^\]]*\])?$")


def place(shown: Form, error: InputError, lang: str, *, own: str) -> None:
    """Put the problems found beside the fields they concern; those of a fact of the kind ``own`` beside its date."""
    for problem in error.problems:
        found = _PLACE.search(problem.place)
        name = found.group(1) if found else ""
        if not name and f"({own})" in problem.place:
            name = "at"
        shown.refuse(name, remarks.said(problem, lang))
