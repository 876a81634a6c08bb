"""How long a sign-in holds, and that the second factor was given before anything about people is shown."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from asylon.desk import second_factor

BEGUN, SEEN, PROVED, SEAL = "asylon.begun", "asylon.seen", "asylon.proved", "asylon.seal"
#: A session notes no oftener than this (seconds) that it is used.
NOTED_EVERY = 60
#: For how long (seconds) a password or code counts as just given, for what changes accounts and sign-ins.
JUST_GIVEN = 600

_log = logging.getLogger("asylon.access")
View = Callable[..., HttpResponse]


def seal_of(user: Any) -> str:
    """What the sessions and tokens of an account carry."""
    account = getattr(user, "account", None)
    return account.seal if account is not None else ""


@receiver(user_logged_in)
def _begin(sender: type[User], request: HttpRequest, user: User, **_other: Any) -> None:
    now = int(time.time())
    request.session[BEGUN] = request.session[SEEN] = request.session[PROVED] = now
    request.session[SEAL] = seal_of(user)
    if getattr(user, "proved_by_provider", False):
        request.session[second_factor.BY_PROVIDER] = True
    _log.info("signed in: %s", user.get_username())


@receiver(user_login_failed)
def _failed(sender: Any, credentials: dict[str, Any], **_other: Any) -> None:
    # The name is not written: people type their password there.
    _log.warning("a sign-in was refused")


def prove(request: HttpRequest) -> None:
    """Note that the one who asks has just proved again who he or she is."""
    request.session[PROVED] = int(time.time())


def recently_proved(view: View) -> View:
    """A view for which a password or code must have been given within the last minutes."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if time.time() - request.session.get(PROVED, 0) > JUST_GIVEN:
            return redirect(f"{reverse('prove-again')}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return asked


def without_second_factor(view: View) -> View:
    """A view that somebody who has not yet given the second factor may open: to give it, or to leave."""
    view.without_second_factor = True  # type: ignore[attr-defined]
    return view


class SessionRules:
    """Middleware: ends a session that was idle too long, lasted too long, or was ended elsewhere; asks the second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            # Looked up now. What would look it up when first asked for costs something at each of the many times it is asked.
            request.user = getattr(request, "_cached_user", request.user)
            now = int(time.time())
            why = self._over(request, now)
            if why:
                logout(request)
                messages.info(request, why)
            elif now - request.session[SEEN] >= NOTED_EVERY:
                request.session[SEEN] = now
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lead to the second factor where it is missing and the page is not open to all."""
        open_to_all = not getattr(view, "login_required", True)
        if open_to_all or getattr(view, "without_second_factor", False) or not second_factor.missing(request):
            return None
        enrolled = second_factor.enrolled(request.user)
        back = urlencode({"next": request.get_full_path() if request.method == "GET" else "/"})
        return redirect(f"{reverse('second-factor' if enrolled else 'enrol')}?{back}")

    @staticmethod
    def _over(request: HttpRequest, now: int) -> str:
        """Why the session is over, in words; empty while it holds."""
        session = request.session
        if now - session.get(BEGUN, 0) >= settings.SESSION_LONGEST:
            return _("You were signed out because you signed in long ago. Sign in again to go on.")
        if now - session.get(SEEN, 0) >= settings.SESSION_IDLE:
            return _("You were signed out because nothing was done for a while. Sign in again to go on.")
        if session.get(SEAL, "") != seal_of(request.user):
            return _("You were signed out everywhere. Sign in again to go on.")
        return ""
