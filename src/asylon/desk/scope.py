"""Which files stand in the lists of the one who asks."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest

from asylon.desk.people import authorise, who


class ListScope(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows a list: the Member State that keeps the file, the unit with a task in it, unaccompanied minors."""

    state: str
    unit: str = ""
    minors: bool = False


def list_scope(request: HttpRequest) -> ListScope:
    """The narrowest list that holds all the one who asks may see. Raises :class:`Forbidden` where that is none."""
    scopes = authorise(request, "list_cases").scopes
    asker = who(request)
    if "state" in scopes:
        return ListScope(state=asker.state)
    if "task" in scopes:
        return ListScope(state=asker.state, unit=asker.unit)
    return ListScope(state=asker.state, minors=True)
