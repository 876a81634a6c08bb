"""The circumstances known at an instant, indexed: asked often, so they remember."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from asylon.law.circumstances.vocabulary import Circumstance

C = TypeVar("C", bound=Circumstance)

#: So many earlier instants are remembered before the memory starts afresh.
_INSTANTS = 512


class Circumstances:
    """The circumstances that are known at an instant, by kind, in order of time. Asked often, so it remembers."""

    __slots__ = ("_by_kind", "_earlier", "_known", "_next", "_turns", "at", "memory", "now", "today", "zone")

    def __init__(self, items: Sequence[Circumstance], at: datetime, in_zone: ZoneInfo) -> None:
        self.at = at
        self.zone = in_zone
        self.today = at.astimezone(in_zone).date()
        self.now = at.astimezone(UTC)
        self._by_kind: dict[type[Circumstance], list[Circumstance]] = {}
        self._known: dict[tuple[type[Circumstance], str], list[Circumstance]] = {}
        self._turns: list[datetime] | None = None
        self._next: tuple[datetime | None] | None = None
        self._earlier: dict[datetime, Circumstances] = {}
        #: What a rule module has worked out of the circumstances alone, by its own key.
        self.memory: dict[str, Any] = {}
        for item in items:
            self._by_kind.setdefault(type(item), []).append(item)

    def as_at(self, instant: datetime) -> Circumstances:
        """The same circumstances as they were known at an earlier instant; remembered, because files share instants."""
        found = self._earlier.get(instant)
        if found is None:
            found = Circumstances((), instant, self.zone)
            found._by_kind = self._by_kind
            if len(self._earlier) >= _INSTANTS:
                self._earlier.clear()
            self._earlier[instant] = found
        return found

    def known(self, kind: type[C], state: str = "EU") -> list[C]:
        """All of a kind that began, whether or not they have ended, oldest first."""
        items = self._by_kind.get(kind)
        if not items:
            return []
        found = self._known.get((kind, state))
        if found is None:
            found = [item for item in items if item.state in (state, "EU") and item.at.utc(self.zone) <= self.now]
            found.sort(key=lambda item: item.at.instant(self.zone))
            self._known[kind, state] = found
        return found  # type: ignore[return-value]

    def on(self, kind: type[C], day: date, state: str = "EU") -> list[C]:
        """Those of a kind in force on a day, oldest first."""
        if kind not in self._by_kind:
            return []
        known = self.known(kind, state)
        return [item for item in known if item.at.day(self.zone) <= day and (item.until is None or day <= item.until)]

    def last(self, kind: type[C], state: str = "EU") -> C | None:
        """The latest of a kind in force now."""
        found = self.on(kind, self.today, state)
        return found[-1] if found else None

    def next_turn(self) -> datetime | None:
        """The first later instant at which a circumstance begins or ends; None where none does."""
        if self._next is None:
            self._next = (min(self.turns(), default=None),)
        return self._next[0]

    def turns(self) -> list[datetime]:
        """Later instants at which a circumstance begins or ends."""
        if self._turns is None:
            self._turns = []
            for items in self._by_kind.values():
                for item in items:
                    begin = item.at.instant(self.zone)
                    if begin > self.at:
                        self._turns.append(begin)
                    if item.until is not None:
                        end = midnight_after(item.until, self.zone)
                        if end > self.at:
                            self._turns.append(end)
        return self._turns


def midnight_after(day: date, in_zone: ZoneInfo) -> datetime:
    """The first instant after a day in a zone."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=in_zone)
