"""What every page shows around its contents: Member State, the day, the rooms, the mode."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy

import asylon
from asylon.access import PURPOSES
from asylon.desk import people
from asylon.desk.house import house
from asylon.register import RegisterError

#: The rooms one can walk to: address, name, whether it needs sign-in.
ROOMS = (
    ("/inbox", gettext_lazy("Inbox"), True),
    ("/cases", gettext_lazy("Cases"), True),
    ("/law/", gettext_lazy("Law"), False),
    ("/plan/", gettext_lazy("Plan"), False),
    ("/council/", gettext_lazy("Council"), False),
    ("/calculate/", gettext_lazy("Calculate"), False),
)


def language() -> str:
    """The reader's language: ``en`` or ``nl``."""
    return "nl" if (get_language() or "en").startswith("nl") else "en"


def _inside(path: str, address: str) -> bool:
    room = address.strip("/")
    first = path.strip("/").split("/")[0]
    return first == room or (room, first) == ("cases", "case")


def _now() -> datetime | None:
    """The register's time; None where the register cannot be used, so that pages telling so still appear."""
    try:
        return house().register.now()
    except RegisterError:
        return None


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context of the base page."""
    path = request.path
    signed_in = request.user.is_authenticated
    return {
        "rooms": [
            (address, name, _inside(path, address))
            for address, name, needs in ROOMS
            if not (needs and signed_in) or people.may(request, "list_cases")
        ],
        "purposes": [(key, PURPOSES[key][language()]) for key in people.purposes(people.who(request))]
        if signed_in
        else [],
        "purpose": people.purpose(request, "list_cases") if signed_in else "",
        "lang": language(),
        "other_language": ("en", "English") if language() == "nl" else ("nl", "Nederlands"),
        "demonstration": settings.DEMONSTRATION,
        "desk_state": settings.SURROUNDINGS.state,
        "desk_now": _now(),
        "here": request.get_full_path(),
        "own_case": bool(signed_in and people.who(request).person),
        "may_see_authorisations": signed_in and people.may(request, "see_authorisations"),
        "may_manage_accounts": signed_in and people.may(request, "manage_accounts"),
        "version": asylon.__version__,
    }
