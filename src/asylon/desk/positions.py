"""A position made ready to show: its texts, which duties still stand, and what changed between two positions."""

from __future__ import annotations

from typing import Any

import msgspec

from asylon.law.comparison import HEADINGS, Comparison, Difference, compare
from asylon.law.explanation import DutyLine, PositionText


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One person's position with its heading; ``duties`` stand, ``done`` are met or lapsed."""

    heading: str
    text: PositionText
    duties: tuple[DutyLine, ...]
    done: tuple[DutyLine, ...]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.text, name)


def shown(text: PositionText, heading: str) -> Shown:
    """Make a position's text ready for the page."""
    standing = tuple(duty for duty in text.duties if duty.status in {"open", "late"})
    done = tuple(duty for duty in text.duties if duty.status not in {"open", "late"})
    return Shown(heading=heading, text=text, duties=standing, done=done)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between two positions of one person, with the headings of the page: duties first, then the rest."""

    heading: str
    comparison: Comparison
    duties: tuple[tuple[str, tuple[Difference, ...]], ...]
    lines: tuple[tuple[str, tuple[Difference, ...]], ...]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.comparison, name)


def change(person: str, heading: str, before: PositionText | None, after: PositionText, lang: str) -> Change:
    """Compare two positions of a person; ``before`` is None where there was none yet."""
    found = compare(person, before, after)
    groups = [(kind, HEADINGS[kind][lang], rows) for kind, rows in found.groups()]
    return Change(
        heading=heading,
        comparison=found,
        duties=tuple((words, rows) for kind, words, rows in groups if kind.startswith("duty")),
        lines=tuple((words, rows) for kind, words, rows in groups if not kind.startswith("duty")),
    )
