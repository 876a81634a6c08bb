"""Pages for what went wrong: what, and what to do next. In both languages, without blame."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from asylon.api import problems
from asylon.desk.context import language
from asylon.desk.limits import TooOftenError
from asylon.desk.outages import OUTAGE, OUTAGE_WRITING, RETRY_AFTER, SAFE, is_outage
from asylon.desk.people import way_back
from asylon.register import ConcurrencyError


def _page(
    request: HttpRequest,
    status: int,
    heading: str,
    what: str,
    remedy: str,
    *,
    details: Sequence[str] = (),
    back: str = "",
    back_text: str = "",
) -> HttpResponse:
    context = {
        "heading": heading,
        "what": what,
        "remedy": remedy,
        "details": details,
        "back": back,
        "back_text": back_text,
        "code": status,
    }
    return render(request, "desk/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form could not be read, or the host asked for is not ours.

    503 where it was the session that could not be kept.
    """
    if is_outage(exception):
        return outage(request)
    if not hasattr(request, "user"):
        # A host that is not ours is refused before it is known who asks.
        request.user = AnonymousUser()
    return _page(
        request,
        400,
        _("This could not be read"),
        _("The address or the form that was sent is incomplete or damaged."),
        _("Go back, check what you filled in, and send it again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not allowed. Where the authorisation table refused, its reason and what would help."""
    refused = getattr(exception, "refused", None)
    if refused is not None:
        return _page(
            request, 403, _("You may not open this"), f"{refused.why[language()]}.", refused.remedy[language()]
        )
    return _page(
        request,
        403,
        _("You may not open this"),
        _("Your sign-in does not give access to this page."),
        _("If your work needs it, ask the person who manages access in your unit."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form did not come from a page of ours, or the page had grown old."""
    return _page(
        request,
        403,
        _("The form was not accepted"),
        _("The page was open too long, or cookies are switched off. Nothing was recorded."),
        _("Open the page again and fill the form in once more."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, case, person or provision."""
    return _page(
        request,
        404,
        _("Not found"),
        _("There is no page, case or provision at this address."),
        _("Check the case number or the article, or search with the field above."),
    )


def conflict(request: HttpRequest, error: ConcurrencyError) -> HttpResponse:
    """409: somebody else recorded on the file since the form was opened."""
    match = request.resolver_match
    number = match.kwargs.get("number") if match else None
    back = way_back(request, number) if number else ""
    return _page(
        request,
        409,
        _("The file changed while you worked on it"),
        error.what[language()] + ".",
        error.remedy[language()],
        details=[_("Your entry was not recorded. What the other person recorded may change what the law requires.")],
        back=back,
        back_text=_("Open the file again"),
    )


def too_often(request: HttpRequest, error: TooOftenError) -> HttpResponse:
    """429: done too often; how long to wait."""
    answer = _page(request, 429, _("Please wait a moment"), error.what[language()] + ".", error.remedy[language()])
    answer["Retry-After"] = str(error.wait)
    return answer


def refused(request: HttpRequest, what: str, remedy: str, status: int) -> HttpResponse:
    """409 or 503: the register refused, and says why."""
    heading = _("Not available at this moment") if status == 503 else _("The register refused this")
    return _page(request, status, heading, what + ".", remedy)


def outage(request: HttpRequest) -> HttpResponse:
    """503: the database of accounts or a file of the desk cannot be used. Uses neither database nor register."""
    writing = request.method not in SAFE
    request.outage = True  # type: ignore[attr-defined]
    if request.path.startswith("/api/"):
        return problems.outage(language(), writing=writing)
    words = OUTAGE_WRITING if writing else OUTAGE
    lang = language()
    answer = _plain(503, _("Not available at this moment"), f"{words.what[lang]}.", words.remedy[lang])
    answer["Retry-After"] = RETRY_AFTER
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of the program; 503 where a storage refused. Uses no database and no register: either may be the cause."""
    if is_outage(sys.exc_info()[1]):
        return outage(request)
    what = _("This is a fault of the program, not of what you did. Nothing was recorded by halves.")
    remedy = _("Try again in a moment. If it comes back, tell the manager of this installation the time.")
    return _plain(500, _("Something went wrong here"), what, remedy)


def _plain(status: int, heading: str, what: str, remedy: str) -> HttpResponse:
    context = {
        "lang": language(),
        "heading": heading,
        "what": what,
        "remedy": remedy,
        "back_text": _("To the first page"),
        "demonstration": settings.DEMONSTRATION,
        "fictional": _("Fictional data"),
    }
    return HttpResponse(render_to_string("desk/server_error.html", context), status=status)
