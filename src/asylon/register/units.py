"""Units: which unit of the organisation watches over a duty, by who must act and by building block.

``data/units.csv`` is the list; a line that names a block goes before one that does not. A duty of another
Member State or of the applicant is watched by the unit that waits for it.
"""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

from asylon.law.citations import Bilingual

#: The units of the demonstration, and of any organisation that names them so.
NAMES = {
    "asylum": Bilingual("asylum", "asiel"),
    "border": Bilingual("border", "grens"),
    "dublin": Bilingual("Dublin unit", "Dublin-eenheid"),
    "registration": Bilingual("registration", "registratie"),
    "reception": Bilingual("reception", "opvang"),
    "return": Bilingual("return", "terugkeer"),
    "coordination": Bilingual("coordination", "coördinatie"),
    "legal": Bilingual("legal", "juridisch"),
    "guardianship": Bilingual("guardianship", "voogdij"),
    "monitoring": Bilingual("monitoring", "toezicht"),
    "statistics": Bilingual("statistics", "statistiek"),
    "privacy": Bilingual("data protection", "gegevensbescherming"),
    "administration": Bilingual("administration", "beheer"),
}


@cache
def _units() -> dict[tuple[str, str], str]:
    text = (files("asylon.register") / "data" / "units.csv").read_text("utf-8")
    return {(row["who"], row["block"]): row["unit"] for row in csv.DictReader(io.StringIO(text))}


@cache
def unit_of(who: str, block: str) -> str:
    """The unit that watches over a duty of ``who`` in ``block``; empty where the list names none."""
    known = _units()
    return known.get((who, block)) or known.get((who, ""), "")


def units() -> tuple[str, ...]:
    """Every unit of the list, in order of first mention."""
    return tuple(dict.fromkeys(_units().values()))


def unit_name(unit: str, lang: str) -> str:
    """A unit's name; a unit of another organisation keeps the name it has."""
    return NAMES[unit][lang] if unit in NAMES else unit
