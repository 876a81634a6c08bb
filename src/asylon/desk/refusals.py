"""What the rooms below refuse, told to people: a page with what is wrong and what to do, in their language."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from asylon.desk.context import language
from asylon.desk.limits import TooOftenError
from asylon.desk.outages import is_outage
from asylon.desk.views import errors
from asylon.register import (
    BusyError,
    ConcurrencyError,
    ReaderUnknownError,
    RegisterError,
    StorageError,
    UnknownPageError,
)


class Refusals:
    """Middleware that turns the register's errors into pages: 409 for a file that changed, 429 for too often, 503 for
    storage."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal of the register; anything else is left to Django."""
        if isinstance(exception, ConcurrencyError):
            return errors.conflict(request, exception)
        if isinstance(exception, UnknownPageError):
            return errors.bad_request(request, exception)
        if isinstance(exception, ReaderUnknownError):
            return errors.forbidden(request, exception)
        if isinstance(exception, TooOftenError):
            return errors.too_often(request, exception)
        if is_outage(exception) and not isinstance(exception, RegisterError):
            return errors.outage(request)
        if isinstance(exception, RegisterError):
            status = 503 if isinstance(exception, (BusyError, StorageError)) else 409
            return errors.refused(request, exception.what[language()], exception.remedy[language()], status)
        return None
