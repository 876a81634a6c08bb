"""What every fact has, and how a kind of fact enters the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.moments import Moment


def told(en: str, nl: str, **limits: Any) -> msgspec.Meta:
    """The words of a field, in both languages, and its limits (``ge``, ``le``, ``pattern`` …)."""
    return msgspec.Meta(description=en, extra={"en": en, "nl": nl}, **limits)


Code = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True, forbid_unknown_fields=True):
    """What every fact has.

    ``hours`` says whether a time of day is needed because a limit in hours starts here; ``governed_by`` the act under which
    alone it can happen, and so not before that act applies; ``after`` the kinds of facts that cannot come later, each
    with the article that says so.
    """

    words: ClassVar[Bilingual]
    group: ClassVar[str]
    hours: ClassVar[bool] = False
    governed_by: ClassVar[str] = ""
    after: ClassVar[tuple[tuple[str, str], ...]] = ()

    person: Annotated[str, told("person", "persoon", min_length=1)]
    at: Annotated[Moment, told("when it happened", "wanneer het gebeurde")]
    state: Annotated[
        str, told("Member State where it happened", "lidstaat waar het gebeurde", pattern="^([A-Z]{2})?$")
    ] = ""
    id: Annotated[str, told("reference of this fact", "kenmerk van dit feit")] = ""

    @classmethod
    def kind(cls) -> str:
        """The name of this kind of fact."""
        return str(cls.__struct_config__.tag)


KINDS: dict[str, type[Fact]] = {}


def kind_of(
    en: str, nl: str, group: str, *, hours: bool = False, governed_by: str = "", after: tuple[tuple[str, str], ...] = ()
) -> Any:
    """Enters a kind of fact: its words, the group it is offered in, and what must hold of its moment (see ``Fact``)."""

    def enter(cls: type[Fact]) -> type[Fact]:
        cls.words = Bilingual(en, nl)
        cls.group = group
        cls.hours = hours
        cls.governed_by = governed_by
        cls.after = after
        if cls.kind() in KINDS:
            raise ValueError(
                f"the kind of fact {cls.kind()!r} is declared twice; use the one of {KINDS[cls.kind()].__module__}"
            )
        KINDS[cls.kind()] = cls
        return cls

    return enter


def kinds_schema(kinds: Iterable[type], title: str, description: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a vocabulary: one definition for each of its kinds."""

    def moment(kind: type) -> dict[str, Any]:
        if kind is Moment:
            return {
                "type": "string",
                "description": "ISO 8601 day, or instant with zone",
                "anyOf": [{"format": "date"}, {"format": "date-time"}],
            }
        raise NotImplementedError

    schemas, components = msgspec.json.schema_components(tuple(kinds), schema_hook=moment)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
        "oneOf": list(schemas),
        "$defs": components,
    }
