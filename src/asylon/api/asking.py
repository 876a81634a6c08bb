"""Who asks through the interface: a token or the desk's session, for which purpose, and whether they may."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from asylon.api.problems import PreconditionError
from asylon.desk import second_factor
from asylon.desk.tokens import user_of
from asylon.law.citations import Bilingual


class Token(HttpBearer):
    """An account's token (``asylon account token``)."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        user = user_of(token)
        if user is not None:
            request.user = user
            request.by_token = True  # type: ignore[attr-defined]
        return user


class DeskSession(SessionAuth):
    """The session of somebody who signed in at the desk, second factor included; writes need the CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return request.user if request.user.is_authenticated and not second_factor.missing(request) else None


SIGNED_IN = [Token(), DeskSession()]


def seen_version(request: HttpRequest, version: int) -> int:
    """The version of a case that a write has seen, from ``If-Match``. Raises :class:`PreconditionError`."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise PreconditionError(
            428,
            Bilingual("Say which version of the case you saw", "Zeg welke versie van de zaak u zag"),
            Bilingual("Send its ETag as If-Match.", "Stuur de ETag mee als If-Match."),
        )
    if given != etag(version):
        raise PreconditionError(
            412,
            Bilingual("The case changed since you read it", "De zaak is gewijzigd sinds u haar las"),
            Bilingual(
                "Read it again, and send your facts with its new ETag if they still hold.",
                "Lees haar opnieuw en stuur uw feiten met de nieuwe ETag als zij nog kloppen.",
            ),
        )
    return version


def etag(version: int) -> str:
    """The ETag of a case at a version."""
    return f'"{version}"'
