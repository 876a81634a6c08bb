"""Problems: what went wrong, as problem documents (RFC 9457) in the language of the one who asks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from asylon.desk.context import language
from asylon.desk.limits import TooOftenError
from asylon.law.book import BookError
from asylon.law.calculations import CalculationError
from asylon.law.calendars import CalendarError
from asylon.law.citations import Bilingual
from asylon.law.files import InputError
from asylon.register import (
    BusyError,
    CommandReusedError,
    ConcurrencyError,
    InvalidFactError,
    PersonErasedError,
    ReaderUnknownError,
    RegisterError,
    StorageError,
    UnknownCaseError,
    UnknownPageError,
)

MEDIA_TYPE = "application/problem+json"


class Wrong(Schema):
    """One thing that is wrong in what was sent."""

    place: str = Field(description="where it stands, such as facts[3].at")
    wrong: str = Field(description="what is wrong")
    remedy: str = Field("", description="what to do about it")


class ProblemDocument(Schema):
    """A problem (RFC 9457)."""

    type: str = Field(description="the kind of problem; stable")
    title: str = Field(description="what is wrong, in one sentence")
    status: int
    detail: str = Field("", description="what to do about it")
    errors: list[Wrong] = Field(default_factory=list, description="each thing that is wrong in what was sent")


class PreconditionError(Exception):
    """The write names no version, or another than the case has now; ``status`` is 428 or 412."""

    def __init__(self, status: int, what: Bilingual, remedy: Bilingual) -> None:
        super().__init__(what.en)
        self.status = status
        self.what = what
        self.remedy = remedy


def problem(
    status: int, kind: str, title: str, detail: str = "", errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """A problem document as an answer."""
    content = {
        "type": f"urn:asylon:problem:{kind}",
        "title": title,
        "status": status,
        "detail": detail,
        "errors": errors or [],
    }
    return JsonResponse(content, status=status, content_type=MEDIA_TYPE)


_WORDS = {
    "unauthenticated": Bilingual("Sign in first", "Meld u eerst aan"),
    "unauthenticated-remedy": Bilingual(
        "Send a token as Authorization: Bearer …, or use the session of the desk.",
        "Stuur een token als Authorization: Bearer …, of gebruik de sessie van het bureau.",
    ),
    "invalid": Bilingual(
        "What was sent cannot be used; nothing was stored", "Het verzonden is niet bruikbaar; er is niets opgeslagen"
    ),
    "missing": Bilingual("There is nothing at this address", "Op dit adres is niets"),
    "forbidden": Bilingual("You may not do this", "U mag dit niet"),
}


def _said(key: str) -> str:
    return _WORDS[key][language()]


def _invalid(errors: list[dict[str, str]]) -> HttpResponse:
    return problem(422, "invalid", _said("invalid"), errors=errors)


def _validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _invalid(
        [
            {"place": ".".join(str(part) for part in one["loc"]), "wrong": str(one["msg"]), "remedy": ""}
            for one in error.errors
        ]
    )


def _input(request: HttpRequest, error: InputError) -> HttpResponse:
    return _invalid([{"place": one.place, "wrong": one.wrong, "remedy": one.remedy} for one in error.problems])


def _forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    refused = getattr(error, "refused", None)
    if refused is None:
        return problem(403, "forbidden", _said("forbidden"))
    return problem(403, "forbidden", refused.why[language()], refused.remedy[language()])


#: What the register refuses: status and kind of problem. The first class that fits counts.
_REFUSALS: tuple[tuple[type[RegisterError], int, str], ...] = (
    (UnknownCaseError, 404, "missing"),
    (UnknownPageError, 400, "unknown-page"),
    (ReaderUnknownError, 403, "forbidden"),
    (ConcurrencyError, 409, "changed-meanwhile"),
    (CommandReusedError, 409, "idempotency-key-reused"),
    (PersonErasedError, 409, "person-erased"),
    (InvalidFactError, 422, "invalid"),
    (BusyError, 503, "busy"),
    (StorageError, 503, "storage"),
    (RegisterError, 409, "refused"),
)


def _refused(request: HttpRequest, error: RegisterError) -> HttpResponse:
    status, kind = next((status, kind) for cls, status, kind in _REFUSALS if isinstance(error, cls))
    answer = problem(status, kind, error.what[language()], error.remedy[language()])
    if status == 503:
        answer["Retry-After"] = "5"
    return answer


def _precondition(request: HttpRequest, error: PreconditionError) -> HttpResponse:
    kind = "version-needed" if error.status == 428 else "changed-meanwhile"
    return problem(error.status, kind, error.what[language()], error.remedy[language()])


def _too_often(request: HttpRequest, error: TooOftenError) -> HttpResponse:
    answer = problem(429, "too-often", error.what[language()], error.remedy[language()])
    answer["Retry-After"] = str(error.wait)
    return answer


def _unauthenticated(request: HttpRequest, error: Any) -> HttpResponse:
    answer = problem(401, "unauthenticated", _said("unauthenticated"), _said("unauthenticated-remedy"))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _cannot_be_computed(request: HttpRequest, error: Exception) -> HttpResponse:
    words = str(error.args[0]) if error.args else str(error)
    return _invalid([{"place": "", "wrong": words, "remedy": ""}])


def add_handlers(api: NinjaAPI) -> None:
    """Have every error answered as a problem document."""
    handlers: tuple[tuple[type[Exception], Any], ...] = (
        (AuthenticationError, _unauthenticated),
        (ValidationError, _validation),
        (InputError, _input),
        (PermissionDenied, _forbidden),
        (RegisterError, _refused),
        (PreconditionError, _precondition),
        (TooOftenError, _too_often),
        (BookError, _cannot_be_computed),
        (CalculationError, _cannot_be_computed),
        (CalendarError, _cannot_be_computed),
        (Http404, lambda request, error: problem(404, "missing", _said("missing"))),
        (HttpError, lambda request, error: problem(error.status_code, "refused", error.message)),
    )
    for cls, handler in handlers:
        api.add_exception_handler(cls, handler)
