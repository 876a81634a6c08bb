"""Who asks: the signed-in colleague as the register knows them, and for what the file is read."""

from __future__ import annotations

from typing import TypedDict

from django.http import HttpRequest

#: Why files are opened from these pages; kept with every reading and recording.
READING = "handling the case"
RECORDING = "recording what happened"


class Asked(TypedDict):
    """What the register wants to know of everyone who reads or records."""

    actor: str
    unit: str
    purpose: str


def asked(request: HttpRequest, purpose: str = READING) -> Asked:
    """The colleague, the unit (the first group) and the purpose."""
    user = request.user
    groups = user.groups.order_by("name").values_list("name", flat=True)[:1]
    full = user.get_full_name() if user.is_authenticated else ""
    name = user.get_username()
    return Asked(actor=f"{full} ({name})" if full else name, unit=next(iter(groups), ""), purpose=purpose)
