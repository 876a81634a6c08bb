"""What every page shows around its contents: Member State, the day, the rooms, the mode."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy

import asylon
from asylon.access import PURPOSES, Who
from asylon.desk import people
from asylon.desk.house import house
from asylon.desk.words import local
from asylon.law.periods_words import long_date
from asylon.register import RegisterError

#: The rooms one can walk to: address, name, what who signed in must be allowed to do there; nothing: anybody.
ROOMS = (
    ("/inbox", gettext_lazy("Inbox"), "list_cases"),
    ("/cases", gettext_lazy("Cases"), "list_cases"),
    ("/statistics", gettext_lazy("Statistics"), "see_statistics"),
    ("/law/", gettext_lazy("Law"), ""),
    ("/plan/", gettext_lazy("Plan"), ""),
    ("/council/", gettext_lazy("Council"), ""),
    ("/calculate/", gettext_lazy("Calculate"), ""),
)
_ACTIONS = tuple(dict.fromkeys(action for _address, _name, action in ROOMS if action))


def language() -> str:
    """The reader's language: ``en`` or ``nl``."""
    return "nl" if (get_language() or "en").startswith("nl") else "en"


def _room_of(path: str) -> str:
    """The room of the house that an address lies in; a case lies in that of the cases, the first page in none."""
    first = path.strip("/").split("/")[0]
    known = {address.strip("/") for address, _name, _action in ROOMS}
    return "cases" if first == "case" else first if first in known else ""


def _now() -> datetime | None:
    """The register's time; None where the register cannot be used, so that pages telling so still appear."""
    try:
        return house().register.now()
    except RegisterError:
        return None


@lru_cache(maxsize=64)
def _rooms(lang: str, actions: frozenset[str], room: str) -> tuple[tuple[str, str, bool], ...]:
    """The rooms that can be walked to by who may do these ``actions``: address, name, whether it is ``room``."""
    with translation.override(lang):
        return tuple(
            (address, str(name), address.strip("/") == room)
            for address, name, action in ROOMS
            if not action or action in actions
        )


def _actions(request: HttpRequest, signed_in: bool) -> frozenset[str]:
    """What the one who asks may do in some room. Who has not signed in is shown the way to the files, which is the sign-in."""
    if not signed_in:
        return frozenset({"list_cases"})
    return frozenset(action for action in _ACTIONS if people.may(request, action))


@lru_cache(maxsize=1024)
def _purposes(roles: tuple[str, ...], lang: str) -> tuple[tuple[str, str], ...]:
    """For what somebody with these roles can work: the purpose and its words."""
    return tuple((key, PURPOSES[key][lang]) for key in people.purposes(Who(name="", roles=roles)))


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context of the base page. What follows from it there is named in ``base.html``: see :mod:`asylon.desk.fragments`."""
    lang = language()
    user: Any = request.user
    signed_in = bool(user.is_authenticated)
    who = people.who(request)
    now = _now()
    today = local(now).date() if now is not None else None
    return {
        "signed_in": signed_in,
        "user_name": (user.get_full_name() or user.get_username()) if signed_in else "",
        "rooms": _rooms(lang, _actions(request, signed_in), _room_of(request.path)),
        "purposes": _purposes(who.roles, lang) if signed_in else (),
        "purpose": people.purpose(request, "list_cases") if signed_in else "",
        "lang": lang,
        "other_language": ("en", "English") if lang == "nl" else ("nl", "Nederlands"),
        "demonstration": settings.DEMONSTRATION,
        "desk_state": settings.SURROUNDINGS.state,
        "desk_now": now,
        "desk_day": long_date(today, lang) if today is not None else "",
        "desk_date": today.isoformat() if today is not None else "",
        "here": request.get_full_path(),
        "own_case": bool(signed_in and who.person),
        "at_own_case": request.path == "/my-case",
        "may_see_authorisations": signed_in and people.may(request, "see_authorisations"),
        "may_manage_accounts": signed_in and people.may(request, "manage_accounts"),
        "version": asylon.__version__,
    }
