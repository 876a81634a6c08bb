"""What every circumstance has, and how a kind of circumstance enters the vocabulary."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.facts.vocabulary import told
from asylon.law.moments import Moment


class Circumstance(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True, forbid_unknown_fields=True
):
    """What every circumstance has: the Member State (``EU`` for the Union), from when, until when, its source."""

    words: ClassVar[Bilingual]

    at: Annotated[Moment, told("from", "vanaf")]
    state: Annotated[str, told("Member State (EU: the Union)", "lidstaat (EU: de Unie)", pattern="^[A-Z]{2}$")] = "EU"
    until: Annotated[date | None, told("until and including", "tot en met")] = None
    source: Annotated[str, told("source", "bron")] = ""
    id: Annotated[str, told("reference", "kenmerk")] = ""

    @classmethod
    def kind(cls) -> str:
        """The name of this kind of circumstance."""
        return str(cls.__struct_config__.tag)


KINDS: dict[str, type[Circumstance]] = {}


def circumstance_of(en: str, nl: str) -> Any:
    """Enters a kind of circumstance with its words."""

    def enter(cls: type[Circumstance]) -> type[Circumstance]:
        cls.words = Bilingual(en, nl)
        KINDS[cls.kind()] = cls
        return cls

    return enter
