"""The lines of a transfer: what stands on each, with words for whoever has to mend one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.facts.vocabulary import told
from asylon.register.casefiles import NUMBER

#: The form that the first line names.
FORMAT = "asylon-register-1"

#: How the number of a case is written.
NUMBERS = {
    f"^{NUMBER.pattern}$": Bilingual(
        "Write the Member State, the year and six digits, for example NL-2026-004217.",
        "Schrijf de lidstaat, het jaar en zes cijfers, bijvoorbeeld NL-2026-004217.",
    )
}

_Fact = Annotated[dict[str, Any], told("the fact", "het feit")]
_Recorded = Annotated[datetime, told("when it was recorded", "wanneer het is vastgelegd")]
_Actor = Annotated[str, told("who recorded it", "wie het vastlegde")]
_Unit = Annotated[str, told("unit", "eenheid")]
_Purpose = Annotated[str, told("purpose", "doel")]


class FactLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One fact of a case, with its place among those of the case and its origin."""

    case: Annotated[str, told("number of the case", "nummer van de zaak", pattern=f"^{NUMBER.pattern}$")]
    state: Annotated[str, told("Member State", "lidstaat", pattern="^[A-Z]{2}$")]
    entry: Annotated[int, told("place in the case", "plaats in de zaak", ge=1)]
    entries: Annotated[int, told("lines of the case", "regels van de zaak", ge=1)]
    fact: _Fact
    recorded: _Recorded
    actor: _Actor
    unit: _Unit
    purpose: _Purpose = ""


class CircumstanceLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One circumstance, with its origin."""

    circumstance: Annotated[dict[str, Any], told("the circumstance", "de omstandigheid")]
    recorded: _Recorded
    actor: _Actor
    unit: _Unit
    purpose: _Purpose = ""
