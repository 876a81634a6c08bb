"""Moments: when something happened, as exactly as it is known.

Most limits of the Pact count days, some count hours. A moment is either a calendar day of the Member State
or an instant with its time zone; it never pretends to be more exact than what was recorded.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time
from zoneinfo import ZoneInfo

from asylon.law.citations import Bilingual, SaidError
from asylon.law.quotation import quoted

#: How a moment is written.
DAY_OR_INSTANT = Bilingual(
    "write 2026-09-10, or 2026-09-10T09:30:00+02:00 where hours count",
    "schrijf 2026-09-10, of 2026-09-10T09:30:00+02:00 waar uren tellen",
)
_WITH_ZONE = Bilingual(
    "write 2026-09-10T09:30:00+02:00, or the day alone", "schrijf 2026-09-10T09:30:00+02:00, of alleen de dag"
)
_YEAR = Bilingual(
    f"write a year from {MINYEAR + 1} to {MAXYEAR - 1}", f"schrijf een jaar van {MINYEAR + 1} tot en met {MAXYEAR - 1}"
)


class MomentError(SaidError, ValueError):
    """What is no moment: what is ``wrong`` with it, and what to write (``remedy``), both without a full stop."""

    def __init__(self, wrong: Bilingual, remedy: Bilingual) -> None:
        super().__init__(f"{wrong.en}: {remedy.en}", f"{wrong.nl}: {remedy.nl}")
        self.wrong = wrong
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[MomentError], tuple[Bilingual, Bilingual]]:
        return MomentError, (self.wrong, self.remedy)


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
            raise MomentError(Bilingual("a time needs its zone", "bij een tijd hoort de zone"), _WITH_ZONE)
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
        """Read ISO 8601. Raises :class:`MomentError` that says what to write where the text is no moment."""
        if isinstance(text, date):
            return cls(text)
        try:
            read = date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
        except (TypeError, ValueError):
            raise MomentError(
                Bilingual(f"{quoted(text)} is not a date", f"{quoted(text)} is geen datum"), DAY_OR_INSTANT
            ) from None
        if not MINYEAR < read.year < MAXYEAR:
            # In another zone, or a day on, it would lie outside the calendar.
            raise MomentError(
                Bilingual(f"{quoted(text)} lies outside the calendar", f"{quoted(text)} ligt buiten de kalender"), _YEAR
            )
        return cls(read)


def anniversary(day: date, years: int) -> date:
    """The day on which so many years are full: who was born on 29 February has birthday on 1 March of a common year.

    A doubt counts for the child, who reaches the age a day later.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
