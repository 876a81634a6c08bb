"""How long a period is: a number of hours, days, working days, weeks, months or years."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec


class Unit(StrEnum):
    """What a period is expressed in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_LENGTH = re.compile(r"\s*(\d{1,6})\s+(hour|day|working day|week|month|year)s?\s*", re.IGNORECASE)


class Length(msgspec.Struct, frozen=True):
    """The length of a period: ``Length.parse("14 days")``, ``Length(72, Unit.HOURS)``."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Length:
        """Read ``14 days``, ``1 month``, ``3 working days``. Raises ``ValueError`` that says what to
        write."""
        found = _LENGTH.fullmatch(text)
        if found is None or int(found[1]) < 1:
            raise ValueError(
                f"{text!r} is not a length of time: write a number from 1 and hours, days, working days, "
                "weeks, months or years, such as '14 days'"
            )
        return cls(int(found[1]), Unit(f"{found[2].lower()}s"))

    def __str__(self) -> str:
        unit = self.unit.value
        return f"{self.count} {unit[:-1] if self.count == 1 else unit}"
