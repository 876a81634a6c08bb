"""Moments: when something happened, as exactly as it is known.

Most limits of the Pact count days, some count hours. A moment is either a calendar day of the Member State
or an instant with its time zone; it never pretends to be more exact than what was recorded.
"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo


class Moment:
    """A day (``2026-09-10``) or an instant with zone (``2026-09-10T09:30:00+02:00``). Immutable, ordered."""

    __slots__ = ("value",)
    value: date | datetime

    def __init__(self, value: date | datetime) -> None:
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError("a time needs its zone: write 2026-09-10T09:30:00+02:00, or the day alone")
        object.__setattr__(self, "value", value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a moment does not change")

    @property
    def exact(self) -> bool:
        """Whether the time of day is known."""
        return isinstance(self.value, datetime)

    def day(self, zone: ZoneInfo) -> date:
        """The calendar day in ``zone``."""
        value = self.value
        if isinstance(value, datetime):
            return value.astimezone(zone).date()
        return value

    def instant(self, zone: ZoneInfo) -> datetime:
        """The instant; where only the day is known, its first moment in ``zone``."""
        value = self.value
        if isinstance(value, datetime):
            return value
        return datetime.combine(value, time.min, tzinfo=zone)

    def __str__(self) -> str:
        return self.value.isoformat()

    def __repr__(self) -> str:
        return f"Moment({self.value.isoformat()})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and type(self.value) is type(other.value) and self.value == other.value

    def __hash__(self) -> int:
        return hash(self.value)

    @classmethod
    def parse(cls, text: str | date | datetime) -> Moment:
        """Read ISO 8601. Raises ``ValueError`` that says what to write where the text is no moment."""
        if isinstance(text, date):
            return cls(text)
        try:
            if len(text) <= 10:
                return cls(date.fromisoformat(text))
            return cls(datetime.fromisoformat(text))
        except ValueError as error:
            if "zone" in str(error):
                raise
            raise ValueError(
                f"{text!r} is not a date: write 2026-09-10, or 2026-09-10T09:30:00+02:00 where hours count"
            ) from None
