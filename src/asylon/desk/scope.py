"""Which files stand in the lists of the one who asks, and what of them; every line shown is a reading that is logged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, Self, TypeVar

import msgspec
from django.http import HttpRequest

from asylon.access import Allowed, Refused, decide
from asylon.desk.house import house
from asylon.desk.people import Forbidden, asked, authorise, may, purpose, subject_of, who
from asylon.law.citations import Bilingual
from asylon.law.provisions import BLOCKS, PROVISIONS
from asylon.register import DutyRow, Within


class ListScope(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows a list: the Member State that keeps the file, the unit with a task in it, unaccompanied minors;
    ``allowed`` says what of those files the list may show."""

    allowed: Allowed
    state: str
    unit: str = ""
    minors: bool = False

    @property
    def blocks(self) -> frozenset[str] | None:
        """The building blocks whose duties the list may show; None for all of them."""
        covered = frozenset(block for block in BLOCKS if self.allowed.covers(block))
        return None if len(covered) == len(BLOCKS) else covered

    def within(self, unit: str = "") -> Within:
        """What may be counted of the open duties: those that the list may show, of a unit or of all."""
        return Within(unit=self.unit or unit, kept_by=self.state, minors=self.minors, blocks=self.blocks)

    def of_task(self, rows: Iterable[DutyRow]) -> tuple[DutyRow, ...]:
        """The duties whose building block is part of the task of the one who asks."""
        return tuple(row for row in rows if self.allowed.covers(row.block))

    def route(self, provision: str) -> str:
        """The route of a file, where it is part of the task of the one who asks; empty where it is not."""
        found = PROVISIONS.get(provision)
        return provision if found is None or self.allowed.covers(found.block) else ""


class _OfCase(Protocol):
    @property
    def case_id(self) -> str: ...

    @property
    def restricted(self) -> bool: ...

    def emptied(self) -> Self: ...


_Row = TypeVar("_Row", bound=_OfCase)


def list_scope(request: HttpRequest, *, counted: bool = True) -> ListScope:
    """The narrowest list that holds all the one who asks may see. Raises :class:`Forbidden` where that is none.

    ``counted``: against how many lists may be asked for.
    """
    allowed = authorise(request, "list_cases", counted=counted)
    asker = who(request)
    if "state" in allowed.scopes:
        found = ListScope(allowed=allowed, state=asker.state)
    elif "task" in allowed.scopes:
        found = ListScope(allowed=allowed, state=asker.state, unit=asker.unit)
    else:
        found = ListScope(allowed=allowed, state=asker.state, minors=True)
    if not found.state or (
        "task" in allowed.scopes and not found.unit and not found.minors and "state" not in allowed.scopes
    ):
        # An empty filter would be no filter: the list of all.
        raise Forbidden(_WITHOUT_AUTHORITY)
    return found


def possible_scope(request: HttpRequest) -> ListScope | None:
    """The scope of :func:`list_scope` for what is told beside a list, uncounted; None where there is no list to see."""
    try:
        return list_scope(request, counted=False)
    except Forbidden:
        return None


_WITHOUT_AUTHORITY = Refused(
    why=Bilingual(
        "Your account names no Member State or no unit, so no file is on your list",
        "Uw account noemt geen lidstaat of geen eenheid, dus geen dossier staat op uw lijst",
    ),
    remedy=Bilingual("Ask the manager of accounts to add it.", "Vraag de beheerder van accounts dit toe te voegen."),
)


def listed(request: HttpRequest, rows: Iterable[_Row]) -> tuple[_Row, ...]:
    """The rows to show of a list, each logged as a reading of its case before it is shown.

    Of a file whose processing is restricted (GDPR 18) nothing is told to whom the table of restrictions stops: that there is
    one, under its number. Raises :class:`~asylon.register.StorageError` where that cannot be logged: then nothing is shown.
    """
    shown = tuple(row.emptied() if stopped(request, row) else row for row in rows)
    house().register.readings.write_many(
        dict.fromkeys(row.case_id for row in shown), what="list", **asked(request, "list_cases")
    )
    return shown


def stopped(request: HttpRequest, row: _OfCase) -> bool:
    """Whether the restriction of somebody's data keeps a file of the list from the one who asks."""
    return row.restricted and not may(request, "list_cases", subject_of(request, row.case_id))


def sheets_of(request: HttpRequest) -> Callable[[str], bool]:
    """Of which building blocks the one who asks may read the sheets of duties: a list may show more than its files do."""
    answer = decide(who(request), "read_case", purpose(request, "read_case"))
    return answer.covers if isinstance(answer, Allowed) else lambda _block: False
