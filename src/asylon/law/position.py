"""The legal position of a person: what the law requires now, by when, and why.

A position holds ids and arguments; prose is made when it is read, in the reader's language
(:mod:`asylon.law.explanation`). It carries the edition of the law it was computed with.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from asylon.law.counted import Counted
from asylon.law.moments import Moment
from asylon.law.tables import Reason as Reason

#: open: to be done; met: done; late: not done and overdue; lapsed: no longer to be done.
Status = Literal["open", "met", "late", "lapsed"]


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """Something that must be done. ``provision`` is the id of its time limit or obligation.

    ``due`` tells how the date was counted (None: no date of its own); ``end`` is the first instant at which it is
    overdue; ``started_by`` and ``met_by`` are references of facts; ``met_in_time`` says whether it was done before
    ``end``; ``hangs_on`` names open questions of law whose answer would change the date.
    """

    provision: str
    who: str
    state: str
    status: Status
    due: Counted | None = None
    end: datetime | None = None
    started_by: str = ""
    met_by: str = ""
    met_at: Moment | None = None
    met_in_time: bool | None = None
    rules: tuple[str, ...] = ()
    cite: str = ""
    hangs_on: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A right, permission, prohibition, judgement or route that holds now, with the rows that led to it.

    ``until`` is the last day on which it holds, where the law names one.
    """

    provision: str
    rules: tuple[str, ...]
    cite: str
    reasons: tuple[Reason, ...] = ()
    about: str = ""
    hangs_on: tuple[str, ...] = ()
    until: date | None = None


class Undetermined(msgspec.Struct, frozen=True, kw_only=True):
    """A question without an answer: ``settle`` names the facts that would settle it, ``provision`` says why."""

    question: str
    provision: str
    cite: str
    rules: tuple[str, ...] = ()
    settle: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    hangs_on: tuple[str, ...] = ()


class Responsible(msgspec.Struct, frozen=True, kw_only=True):
    """The Member State responsible (or that the criteria indicate), by which criterion.

    ``settled`` is False while it is only what the criteria indicate and no procedure has fixed it. ``hangs_on`` names
    open questions of law whose answer would make it another.
    """

    state: str
    criterion: str
    settled: bool
    rules: tuple[str, ...]
    cite: str
    reasons: tuple[Reason, ...] = ()
    hangs_on: tuple[str, ...] = ()


class Retention(msgspec.Struct, frozen=True, kw_only=True):
    """Until when data are kept. ``end`` is the first instant at which they must be gone.

    ``due`` tells how the period was counted; ``ended_by`` is the fact that makes erasure due before it ends.
    """

    provision: str
    due: Counted
    end: datetime
    started_by: str = ""
    ended_by: str = ""
    rules: tuple[str, ...]
    cite: str
    reasons: tuple[Reason, ...] = ()


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """The legal position of one person at one instant.

    ``route`` is the procedure the file is in or must go into, with the steps behind it; ``changes_on`` the first
    instant at which the position will differ although nothing new is recorded (None: it will not); ``edition`` the
    edition of the law it was computed with. In the position of a Member State ``person`` is its letters.
    """

    person: str
    state: str
    at: datetime
    edition: str
    route: Standing | None = None
    steps: tuple[Standing, ...] = ()
    duties: tuple[Duty, ...] = ()
    rights: tuple[Standing, ...] = ()
    permitted: tuple[Standing, ...] = ()
    forbidden: tuple[Standing, ...] = ()
    responsible: Responsible | None = None
    judgements: tuple[Standing, ...] = ()
    retention: tuple[Retention, ...] = ()
    reasons: tuple[Reason, ...] = ()
    undetermined: tuple[Undetermined, ...] = ()
    changes_on: datetime | None = None

    def duty(self, provision: str) -> Duty | None:
        """The duty of that provision, if the position has one."""
        return next((duty for duty in self.duties if duty.provision == provision), None)
