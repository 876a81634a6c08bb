"""Problems: what went wrong, as problem documents (RFC 9457) in the language of the one who asks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from asylon.api import validation
from asylon.desk.context import language
from asylon.desk.limits import TooOftenError
from asylon.desk.outages import OUTAGE, OUTAGE_WRITING, RETRY_AFTER, SAFE, is_outage
from asylon.law.book import BookError
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
    StoredNotShownError,
    UncertainError,
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
    detail: str = Field(description="what to do about it")
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
    """A problem document as an answer. Without a ``detail`` it has the one of its status."""
    content = {
        "type": f"urn:asylon:problem:{kind}",
        "title": title,
        "status": status,
        "detail": detail or _OF_STATUS.get(status, _OF_STATUS[400])[2][language()],
        "errors": errors or [],
    }
    return JsonResponse(content, status=status, content_type=MEDIA_TYPE)


def as_problem(answer: HttpResponse) -> HttpResponse:
    """An answer that no operation gave (no such address or method, a fault of ours) as a problem document; headers stay."""
    kind, title, _detail = _OF_STATUS.get(answer.status_code, _OF_STATUS[500 if answer.status_code >= 500 else 400])
    made = problem(answer.status_code, kind, title[language()])
    answer.content = made.content
    answer["Content-Type"] = MEDIA_TYPE
    answer["Content-Length"] = str(len(made.content))
    return answer


#: For each status: the kind of problem, what is wrong, and what to do, where nothing more is known.
_OF_STATUS: dict[int, tuple[str, Bilingual, Bilingual]] = {
    400: (
        "invalid",
        Bilingual(
            "What was sent cannot be used; nothing was stored",
            "Het verzonden is niet bruikbaar; er is niets opgeslagen",
        ),
        Bilingual(
            "Mend what is named under errors, and send it again. /api/v1/openapi.json says what may be sent.",
            "Herstel wat onder errors staat en stuur het opnieuw. /api/v1/openapi.json zegt wat mag worden verzonden.",
        ),
    ),
    401: (
        "unauthenticated",
        Bilingual("Sign in first", "Meld u eerst aan"),
        Bilingual(
            "Send a token as Authorization: Bearer …, or use the session of the desk.",
            "Stuur een token als Authorization: Bearer …, of gebruik de sessie van het bureau.",
        ),
    ),
    403: (
        "forbidden",
        Bilingual("You may not do this", "U mag dit niet"),
        Bilingual("Ask your administrator if this is your work.", "Vraag uw beheerder als dit uw werk is."),
    ),
    404: (
        "missing",
        Bilingual("There is nothing at this address", "Op dit adres is niets"),
        Bilingual(
            "/api/v1/openapi.json names every address; none ends with a slash.",
            "/api/v1/openapi.json noemt elk adres; geen eindigt op een schuine streep.",
        ),
    ),
    405: (
        "method",
        Bilingual("This address does not know this method", "Dit adres kent deze methode niet"),
        Bilingual("The header Allow names those it knows.", "De kop Allow noemt de methoden die het kent."),
    ),
    500: (
        "fault",
        Bilingual("Something went wrong here", "Er ging hier iets mis"),
        Bilingual(
            "Ask again later. If it lasts, tell who runs this register when it happened.",
            "Vraag het later opnieuw. Blijft het, meld dan aan de beheerder van dit register wanneer het gebeurde.",
        ),
    ),
}


def _said(status: int) -> str:
    return _OF_STATUS[status][1][language()]


def invalid(errors: list[dict[str, str]]) -> HttpResponse:
    """400: what was sent cannot be used; ``errors`` are in the reader's language."""
    return problem(400, "invalid", _said(400), errors=errors)


def _validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = []
    for one in error.errors:
        wrong, remedy = validation.said(one, language())
        errors.append({"place": ".".join(str(part) for part in one["loc"]), "wrong": wrong, "remedy": remedy})
    return invalid(errors)


def _input(request: HttpRequest, error: InputError) -> HttpResponse:
    lang = language()
    return invalid(
        [{"place": one.place, "wrong": one.wrong[lang], "remedy": one.remedy[lang]} for one in error.problems]
    )


def _forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    refused = getattr(error, "refused", None)
    if refused is None:
        return problem(403, "forbidden", _said(403))
    return problem(403, "forbidden", refused.why[language()], refused.remedy[language()])


#: What the register refuses: status and kind of problem. The first class that fits counts.
_REFUSALS: tuple[tuple[type[RegisterError], int, str], ...] = (
    (UnknownCaseError, 404, "missing"),
    (UnknownPageError, 400, "unknown-page"),
    (ReaderUnknownError, 403, "forbidden"),
    (ConcurrencyError, 409, "changed-meanwhile"),
    (CommandReusedError, 409, "idempotency-key-reused"),
    (PersonErasedError, 409, "person-erased"),
    (InvalidFactError, 400, "invalid"),
    (BusyError, 503, "busy"),
    (UncertainError, 503, "uncertain"),
    (StoredNotShownError, 503, "stored-not-shown"),
    (StorageError, 503, "storage"),
    (RegisterError, 409, "refused"),
)


def _refused(request: HttpRequest, error: RegisterError) -> HttpResponse:
    status, kind = next((status, kind) for cls, status, kind in _REFUSALS if isinstance(error, cls))
    answer = problem(status, kind, error.what[language()], error.remedy[language()])
    # Whoever would only send it again could store it twice: these say first to look.
    if status == 503 and not isinstance(error, (UncertainError, StoredNotShownError)):
        answer["Retry-After"] = RETRY_AFTER
    return answer


def outage(lang: str, *, writing: bool) -> HttpResponse:
    """503: the database of accounts or a file of the desk cannot be used."""
    words = OUTAGE_WRITING if writing else OUTAGE
    answer = problem(503, "storage", words.what[lang], words.remedy[lang])
    answer["Retry-After"] = RETRY_AFTER
    return answer


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    if not is_outage(error):
        raise error
    return outage(language(), writing=request.method not in SAFE)


def _precondition(request: HttpRequest, error: PreconditionError) -> HttpResponse:
    kind = "version-needed" if error.status == 428 else "changed-meanwhile"
    return problem(error.status, kind, error.what[language()], error.remedy[language()])


def _too_often(request: HttpRequest, error: TooOftenError) -> HttpResponse:
    answer = problem(429, "too-often", error.what[language()], error.remedy[language()])
    answer["Retry-After"] = str(error.wait)
    return answer


def _unauthenticated(request: HttpRequest, error: Any) -> HttpResponse:
    answer = problem(401, "unauthenticated", _said(401))
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    # What the framework refuses by itself: a body that is no JSON, a session of the desk without its token.
    if error.status_code == 403:
        return problem(403, "token-missing", _NO_TOKEN[0][language()], _NO_TOKEN[1][language()])
    return problem(error.status_code, "refused", _said(error.status_code if error.status_code in _OF_STATUS else 400))


_NO_TOKEN = (
    Bilingual(
        "The session of the desk came without its token; nothing was stored",
        "De sessie van het bureau kwam zonder haar teken; er is niets opgeslagen",
    ),
    Bilingual(
        "Send the CSRF token as X-CSRFToken, or sign in with Authorization: Bearer ….",
        "Stuur het CSRF-token mee als X-CSRFToken, of meld u aan met Authorization: Bearer ….",
    ),
)


def _cannot_be_computed(request: HttpRequest, error: BookError | CalendarError) -> HttpResponse:
    return invalid([{"place": "", "wrong": f"{error.said[language()]}.", "remedy": ""}])


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
        (CalendarError, _cannot_be_computed),
        (DatabaseError, _failed),
        (InterfaceError, _failed),
        (OSError, _failed),
        (Http404, lambda request, error: problem(404, "missing", _said(404))),
        (HttpError, _http),
    )
    for cls, handler in handlers:
        api.add_exception_handler(cls, handler)
