"""A position made ready to show: its texts, which duties still stand, and what changed between two positions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from asylon.law.explanation import DutyLine, Line, PositionText


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
    """What differs between two positions of one person. Pairs are (before, after); duties carry their date before."""

    person: str
    heading: str
    route: tuple[str, str] | None
    responsible: tuple[str, str] | None
    groups: tuple[tuple[str, tuple[tuple[DutyLine, str], ...]], ...]
    lines: tuple[tuple[str, tuple[Line, ...]], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        changed = any(rows for _h, rows in self.groups) or any(rows for _h, rows in self.lines)
        return not (changed or self.route or self.responsible)


def _words(line: Line | None) -> str:
    return line.text if line else ""


def _pair(before: Line | None, after: Line | None) -> tuple[str, str] | None:
    pair = _words(before), _words(after)
    return pair if pair[0] != pair[1] else None


def _new(before: Iterable[Line], after: Iterable[Line]) -> tuple[Line, ...]:
    known = {(line.id, line.about) for line in before}
    return tuple(line for line in after if (line.id, line.about) not in known)


def change(person: str, heading: str, before: PositionText | None, after: PositionText) -> Change:
    """Compare two positions of a person; ``before`` is None where there was none yet."""
    was = {duty.id: duty for duty in before.duties} if before else {}
    now = {duty.id: duty for duty in after.duties}
    appeared = tuple((duty, "") for key, duty in now.items() if key not in was)
    met, moved, other = [], [], []
    for key, duty in now.items():
        old = was.get(key)
        if old is None:
            continue
        if old.status != duty.status:
            (met if duty.status == "met" else other).append((duty, old.status_word))
        elif old.due != duty.due:
            moved.append((duty, old.due_text))
    gone = tuple((duty, "") for key, duty in was.items() if key not in now)
    groups = (
        (_("New duties"), appeared),
        (_("Duties met"), tuple((duty, "") for duty, _old in met)),
        (_("Dates that moved"), tuple(moved)),
        (_("Duties in another state"), tuple(other)),
        (_("Duties that no longer stand"), gone),
    )
    permitted = before.permitted if before else ()
    forbidden = before.forbidden if before else ()
    judgements = before.judgements if before else ()
    return Change(
        person=person,
        heading=heading,
        route=_pair(before.route if before else None, after.route),
        responsible=_pair(before.responsible if before else None, after.responsible),
        groups=groups,
        lines=(
            (_("A person must now decide"), _new(judgements, after.judgements)),
            (_("You may now also"), _new(permitted, after.permitted)),
            (_("You may no longer"), _new(forbidden, after.forbidden)),
            (_("What came about by law"), _new(before.steps if before else (), after.steps)),
        ),
    )
