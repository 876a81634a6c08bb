"""Signing in and out, the language, the demonstration's clock, and the search field of the head."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asylon.desk import demonstration_users, limits, people
from asylon.desk.context import language as reader_language
from asylon.desk.house import house
from asylon.desk.sessions import without_second_factor
from asylon.law.citations import ACTS
from asylon.register import RegisterError

CASE_NUMBER = re.compile(r"^[A-Za-z]{2}-\d{4}-\d+$")


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Sign in with a name and a password; the demonstration shows its own."""

    template_name = "desk/sign_in.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a name and a password; guesses are counted by name and by address."""
        name = request.POST.get("username", "")
        limits.take("sign-in-address", limits.address(request))
        limits.take("sign-in-name", name.casefold())
        answer = super().post(request, *args, **kwargs)
        if request.user.is_authenticated:
            limits.give_back("sign-in-name", name.casefold())
        return answer

    def get_default_redirect_url(self) -> str:
        """The first page; for an applicant the own case."""
        return reverse("my-case") if people.who(self.request).person else super().get_default_redirect_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the fictional colleagues, in the demonstration only."""
        context = super().get_context_data(**kwargs)
        context["provider"] = settings.OIDC is not None
        context["refused_by_provider"] = settings.OIDC is not None and self.request.GET.get("refused") == "provider"
        if settings.DEMONSTRATION:
            context["demonstration_users"] = demonstration_users.USERS
            context["demonstration_password"] = demonstration_users.PASSWORD
        return context


sign_in = SignIn.as_view()
sign_out = without_second_factor(LogoutView.as_view())


def back(request: HttpRequest) -> str:
    """Where the form or link came from, if that is a page of ours."""
    target = request.POST.get("next") or request.GET.get("next") or "/"
    own = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if own else "/"


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the reader's language in a cookie and go back to the page."""
    response = redirect(back(request))
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES) and check_for_language(code):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
        )
    return response


#: How far one button moves the demonstration's clock. Not a rule of law: nothing is counted with it.
STEPS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}


@require_POST
def clock(request: HttpRequest) -> HttpResponse:
    """Move the demonstration's clock on. There is no such page outside the demonstration."""
    if not settings.DEMONSTRATION:
        raise Http404
    register, book = house().register, house().book
    now = register.now()
    by = request.POST.get("by", "")
    if by in STEPS:
        to = now + STEPS[by]
    else:
        try:
            day = datetime.strptime(request.POST.get("to", ""), "%Y-%m-%d").date()  # noqa: DTZ007 - a day
        except ValueError:
            messages.error(request, _("Write a day to move the clock to."))
            return redirect(back(request))
        zone = book.zone(house().state)
        to = datetime.combine(day, now.astimezone(zone).time() or time.min, tzinfo=zone)
    if to <= now:
        messages.error(request, _("The clock only moves forward: choose a later day."))
        return redirect(back(request))
    try:
        register.move_clock(to)
    except RegisterError as error:
        messages.error(request, error.told(reader_language()))
    return redirect(back(request))


@require_POST
def choose_purpose(request: HttpRequest) -> HttpResponse:
    """For what the colleague works from now on: kept with every reading and recording."""
    chosen = request.POST.get("purpose", "")
    if chosen in people.purposes(people.who(request)):
        request.session[people.PURPOSE] = chosen
    return redirect(back(request))


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A case number goes to the case, everything else to the law."""
    asked = " ".join(request.GET.get("q", "").split())
    if not asked:
        return redirect("/law/")
    if CASE_NUMBER.match(asked) and asked.split(" ")[0].upper() not in ACTS:
        return redirect("case", number=asked.upper())
    if asked.isdigit():
        return redirect("/cases?" + urlencode({"text": asked}))
    return redirect("/law/search?" + urlencode({"q": asked}))
