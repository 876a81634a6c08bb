"""Schedules: a date that an act names, once or again and again.

Written as data: ``2026-06-12``; ``--12-20`` for that day of every year; ``2025-10-15 every 1 year``,
``2028-06-13 every 5 years`` where the act names the first date.
"""

from __future__ import annotations

from datetime import MINYEAR, date

import msgspec

from asylon.law.lengths import Length, Unit
from asylon.law.periods import months_later

_YEARLY = Length(1, Unit.YEARS)
_MONTHS = 12


class Schedule(msgspec.Struct, frozen=True):
    """The first date and, where it recurs, how often."""

    first: date
    every: Length | None = None

    @classmethod
    def parse(cls, text: str) -> Schedule:
        """Read one of the forms above. Raises ``ValueError`` that says what to write."""
        first, _, every = text.partition(" every ")
        try:
            if first.startswith("--") and not every:
                return cls(date.fromisoformat(f"{MINYEAR:04}{first[1:]}"), _YEARLY)
            length = Length.parse(every) if every else None
            if length is not None and length.unit not in (Unit.MONTHS, Unit.YEARS):
                raise ValueError(every)
            return cls(date.fromisoformat(first.strip()), length)
        except ValueError:
            raise ValueError(
                f"{text!r} is not a schedule: write a date such as 2026-06-12, a day of every year such as --12-20, or a"
                " first date and how often, such as '2025-10-15 every 1 year'"
            ) from None

    @property
    def months(self) -> int | None:
        """The rhythm in months; None for a single date."""
        if self.every is None:
            return None
        return self.every.count * (_MONTHS if self.every.unit is Unit.YEARS else 1)

    def around(self, day: date) -> tuple[date | None, date | None]:
        """The last date before a day, and the first one from that day on; None where there is none."""
        months = self.months
        if months is None:
            return (self.first, None) if self.first < day else (None, self.first)
        passed = (day.year - self.first.year) * _MONTHS + day.month - self.first.month
        number = max(passed // months, 0)
        coming = months_later(self.first, months * number)
        if coming < day:
            number += 1
            coming = months_later(self.first, months * number)
        return (months_later(self.first, months * (number - 1)) if number else None), coming
