"""Outages: what is told when accounts, sessions or a file of the desk cannot be used, and what stays open meanwhile.

The register tells its own troubles (:class:`~asylon.register.StorageError`); these are those of the rooms around it.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, NotSupportedError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from asylon.law.citations import Bilingual
from asylon.register import BusyError, StorageError

#: Methods that record nothing.
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: Seconds after which it makes sense to ask again.
RETRY_AFTER = "5"


class Words(msgspec.Struct, frozen=True):
    """What is wrong, and what to do."""

    what: Bilingual
    remedy: Bilingual


OUTAGE = Words(
    Bilingual(
        "The storage of this installation cannot be used at this moment",
        "De opslag van deze installatie is op dit moment niet te gebruiken",
    ),
    Bilingual(
        "Nothing was shown or changed. Try again in a moment; the pages about the law stay open.",
        "Er is niets getoond of gewijzigd. Probeer het over een ogenblik weer; de pagina's over het recht blijven open.",
    ),
)
OUTAGE_WRITING = Words(
    OUTAGE.what,
    Bilingual(
        "Your entry is there whole or not at all. Open the file in a moment and see, before you record it again.",
        "Uw invoer staat er geheel of helemaal niet. Open het dossier over een ogenblik en kijk, voordat u opnieuw vastlegt.",
    ),
)

_FAULTS_OF_THE_PROGRAM = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


def is_outage(error: BaseException | None) -> bool:
    """Whether a storage or the system refused, rather than the program being wrong."""
    if isinstance(error, SessionInterrupted):
        # What Django makes of a session that could not be kept: another sign-out, or the storage behind it.
        failed = error.__context__.__context__ if error.__context__ is not None else None
        return failed is not None and is_outage(failed)
    if isinstance(error, (DatabaseError, InterfaceError)):
        return not isinstance(error, _FAULTS_OF_THE_PROGRAM)
    return isinstance(error, (BusyError, OSError, StorageError))


class OpenRooms:
    """Middleware: where accounts cannot be read, a page that is open to all is shown as to somebody who did not sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 503 or request.method not in SAFE or not getattr(request, "outage", False):
            return response
        if not _open_to_all(request.path_info) or not request.COOKIES.pop(settings.SESSION_COOKIE_NAME, ""):
            return response
        for kept in ("_cached_user", "_asylon_who", "outage"):
            request.__dict__.pop(kept, None)
        again = self.get_response(request)
        return again if again.status_code == 200 else response


def _open_to_all(path: str) -> bool:
    try:
        return not getattr(resolve(path).func, "login_required", True)
    except Resolver404:
        return False
