"""Moments: when something happened, as exactly as it is known.

Most limits of the Pact count days, some count hours. A moment is either a calendar day of the Member State
or an instant with its time zone; it never pretends to be more exact than what was recorded.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time
from zoneinfo import ZoneInfo


class Moment:
    """A day (``2026-09-10``) or an instant with zone (``2026-09-10T09:30:00+02:00``). Immutable, ordered."""

    # The last zone asked, with its answers: the same file is asked for the same zone again and again.
    __slots__ = ("_day", "_instant", "_local", "_text", "_utc", "_zone", "exact", "value")
    value: date | datetime
    #: Whether the time of day is known.
    exact: bool
    _zone: ZoneInfo | None
    _day: date
    _instant: datetime
    _local: datetime
    _utc: datetime
    _text: str | None

    def __init__(self, value: date | datetime) -> None:
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError("a time needs its zone: write 2026-09-10T09:30:00+02:00, or the day alone")
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "exact", isinstance(value, datetime))
        object.__setattr__(self, "_zone", None)
        object.__setattr__(self, "_text", None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a moment does not change")

    def __reduce__(self) -> tuple[type[Moment], tuple[date | datetime]]:
        return Moment, (self.value,)

    def _look(self, zone: ZoneInfo) -> None:
        put = object.__setattr__
        value = self.value
        if isinstance(value, datetime):
            local = value.astimezone(zone)
            put(self, "_day", local.date())
            put(self, "_instant", value)
        else:
            local = datetime.combine(value, time.min, tzinfo=zone)
            put(self, "_day", value)
            put(self, "_instant", local)
        put(self, "_local", local)
        put(self, "_utc", self._instant.astimezone(UTC))
        put(self, "_zone", zone)

    def day(self, zone: ZoneInfo) -> date:
        """The calendar day in ``zone``."""
        if self._zone is not zone:
            self._look(zone)
        return self._day

    def instant(self, zone: ZoneInfo) -> datetime:
        """The instant; where only the day is known, its first moment in ``zone``."""
        if self._zone is not zone:
            self._look(zone)
        return self._instant

    def local(self, zone: ZoneInfo) -> datetime:
        """The same instant as the clocks of ``zone`` show it."""
        if self._zone is not zone:
            self._look(zone)
        return self._local

    def utc(self, zone: ZoneInfo) -> datetime:
        """The same instant in UTC: two of these are compared many times as fast as times of different zones."""
        if self._zone is not zone:
            self._look(zone)
        return self._utc

    def __str__(self) -> str:
        text = self._text
        if text is None:
            text = self.value.isoformat()
            object.__setattr__(self, "_text", text)
        return text

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
            read = date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
            if not MINYEAR < read.year < MAXYEAR:
                # In another zone, or a day on, it would lie outside the calendar.
                raise ValueError(
                    f"{text!r} lies outside the calendar: write a year from {MINYEAR + 1} to {MAXYEAR - 1}"
                )
            return cls(read)
        except ValueError as error:
            if "zone" in str(error) or "calendar" in str(error):
                raise
            raise ValueError(
                f"{text!r} is not a date: write 2026-09-10, or 2026-09-10T09:30:00+02:00 where hours count"
            ) from None


def anniversary(day: date, years: int) -> date:
    """The day on which so many years are full: who was born on 29 February has birthday on 1 March of a common year.

    A doubt counts for the child, who reaches the age a day later.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
