"""Who asks, for what, and whether they may: the signed-in colleague as the authorisation table and the register know them."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any, TypedDict

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from asylon.access import PURPOSES, Allowed, Refused, Subject, Who, decide, entries
from asylon.desk import limits, second_factor
from asylon.desk.house import house
from asylon.register import CaseRecord, UnknownCaseError

#: Where the session keeps for what the colleague works now.
PURPOSE = "purpose"

#: Actions that are limited by account: which rate limit counts them.
LIMITED = {"list_cases": "lists", "export_cases": "exports", "copy_person": "exports", "import_cases": "imports"}

_log = logging.getLogger("asylon.access")


class Forbidden(PermissionDenied):
    """Refused by the authorisation table; ``refused`` says why and what would help."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.why.en)
        self.refused = refused


class Asked(TypedDict):
    """What the register wants to know of everyone who reads or records."""

    actor: str
    unit: str
    purpose: str


def who(request: HttpRequest) -> Who:
    """The one who asks. Without an account, or before the second factor, there are no roles, and so nothing is allowed."""
    user: Any = request.user
    known: tuple[Any, Who] | None = getattr(request, "_asylon_who", None)
    if known is not None and known[0] is user:
        return known[1]
    account = getattr(user, "account", None) if user.is_authenticated else None
    working = account is not None and user.is_active and not second_factor.missing(request)
    found = Who(
        name=user.get_username(),
        roles=tuple(account.roles.split()) if account is not None and working else (),
        state=account.state if account is not None else "",
        unit=account.unit if account is not None else "",
        person=account.person if account is not None else "",
    )
    request._asylon_who = (user, found)  # type: ignore[attr-defined]
    return found


def purposes(asker: Who) -> tuple[str, ...]:
    """The purposes that the roles of the one who asks can have, in the order of the table."""
    return _purposes(asker.roles)


@lru_cache(maxsize=1024)
def _purposes(roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for entry in entries() if entry.role in roles for name in entry.purposes))


@lru_cache(maxsize=4096)
def _fitting_purpose(roles: tuple[str, ...], action: str) -> str:
    """The first purpose of the roles that fits the action; of any action where none does."""
    for entry in entries():
        if entry.role in roles and entry.action == action:
            return entry.purposes[0]
    return next(iter(_purposes(roles) or PURPOSES))


def purpose(request: HttpRequest, action: str = "") -> str:
    """For what the colleague works now: said by a program (``Asylon-Purpose``), chosen in the head of the page, or the
    first that fits the action."""
    asker = who(request)
    said = request.headers.get("Asylon-Purpose", "")
    if said in PURPOSES:
        return said
    chosen = request.session.get(PURPOSE, "") if hasattr(request, "session") else ""
    return str(chosen) if chosen in purposes(asker) else _fitting_purpose(asker.roles, action)


def authorise(request: HttpRequest, action: str, subject: Subject | None = None, *, counted: bool = True) -> Allowed:
    """What is allowed of ``action``. Raises :class:`Forbidden`, with the reason, where nothing is, and
    :class:`~asylon.desk.limits.TooOftenError` for lists, exports and imports asked for too often, where it is ``counted``."""
    asker = who(request)
    reason = purpose(request, action)
    answer = decide(asker, action, reason, subject)
    if isinstance(answer, Refused):
        _log.info("refused: %s, %s for %s", asker.name, action, reason)
        raise Forbidden(answer)
    if counted and action in LIMITED:
        limits.take(LIMITED[action], asker.name)
    return answer


def may(request: HttpRequest, action: str, subject: Subject | None = None) -> bool:
    """Whether ``action`` is allowed: for links that would lead to a refusal."""
    return isinstance(decide(who(request), action, purpose(request, action), subject), Allowed)


def may_record(request: HttpRequest, kind: str, subject: Subject) -> bool:
    """Whether facts of that kind may be recorded: for links that would lead to a refusal."""
    return kind in recordable(request, subject)


def recordable(request: HttpRequest, subject: Subject) -> frozenset[str]:
    """The kinds of facts that may be recorded: for links that would lead to a refusal."""
    answer = decide(who(request), "record_fact", purpose(request, "record_fact"), subject)
    return answer.kinds if isinstance(answer, Allowed) else frozenset()


def way_back(request: HttpRequest, number: str) -> str:
    """The page of a case that the one who asks may open: the case itself, or who read it; empty where neither."""
    about = subject_of(request, number)
    if may(request, "read_case", about):
        return reverse("case", args=(number,))
    return reverse("readings", args=(number,)) if may(request, "see_readings", about) else ""


def _anywhere_in_state(request: HttpRequest, action: str) -> bool:
    """Whether the one who asks may do ``action`` with every file of the own Member State, if it existed."""
    answer = decide(who(request), action, purpose(request, action))
    return isinstance(answer, Allowed) and "state" in answer.scopes


def own_person(request: HttpRequest, allowed: Allowed) -> str:
    """The person of the file to whom what is shown is narrowed; empty where the whole file may be seen."""
    return who(request).person.partition("/")[2] if allowed.scopes == {"person"} else ""


def subject(case: str) -> Subject:
    """What decides who may see a case (a number or reference), whether or not it exists."""
    reach = house().register.reach(case)
    return Subject(
        state=reach.state,
        units=reach.units,
        minors=reach.minors,
        persons=reach.persons,
        restricted=reach.restricted,
        pending=reach.pending,
    )


def subject_of(request: HttpRequest, case: str) -> Subject:
    """As :func:`subject`, asked of the register once in a request that only reads."""
    known: dict[str, Subject] = request.__dict__.setdefault("_asylon_subjects", {})
    if case not in known:
        known[case] = subject(case)
    return known[case]


def asked(request: HttpRequest, action: str = "read_case") -> Asked:
    """The colleague, the unit and the purpose, as they are kept with every reading and recording."""
    user: Any = request.user
    full = user.get_full_name() if user.is_authenticated else ""
    name = user.get_username()
    return Asked(actor=f"{full} ({name})" if full else name, unit=who(request).unit, purpose=purpose(request, action))


def find(
    request: HttpRequest, number: str, action: str = "read_case", *, what: str = "case"
) -> tuple[CaseRecord, Allowed]:
    """The case of that number, and what of it may be seen; the reading is logged with who and why, and ``what`` was read.

    Raises 404 where there is none and the one who asks could see it, :class:`Forbidden` for everybody else: a
    refusal does not tell whether a case exists.
    """
    about = subject_of(request, number)
    if not about.state and _anywhere_in_state(request, action):
        raise Http404
    allowed = authorise(request, action, about)
    try:
        return house().register.case(number, **asked(request, action), what=what), allowed
    except UnknownCaseError:
        raise Http404 from None
