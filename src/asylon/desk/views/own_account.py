"""One's own sign-in: the second factor, recovery codes, the password, and signing out everywhere."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from asylon.access import ROLES
from asylon.desk import accounts, limits, people, second_factor
from asylon.desk.context import language
from asylon.desk.sessions import prove, recently_proved, without_second_factor
from asylon.desk.views.access import back

ASK = require_http_methods(["GET", "POST"])


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The own account: roles, second factor, recovery codes, and what can be changed."""
    user: Any = request.user
    context = {
        "roles": [ROLES[role][language()] for role in people.who(request).roles if role in ROLES],
        "unit": people.who(request).unit,
        "enrolled": second_factor.enrolled(user),
        "required": second_factor.required(user),
        "codes_left": second_factor.recovery_codes_left(user),
        "has_password": user.has_usable_password(),
    }
    return render(request, "desk/own_account.html", context)


@without_second_factor
@ASK
def give_factor(request: HttpRequest) -> HttpResponse:
    """At sign-in: the code of the authenticator application, or a recovery code."""
    if not second_factor.missing(request):
        return redirect(back(request))
    if not second_factor.enrolled(request.user):
        return redirect("enrol")
    wrong = ""
    if request.method == "POST":
        if _given(request):
            prove(request)
            return redirect(back(request))
        wrong = _("This code is not right, or no longer. Wait for the next code of your application and type that.")
    return render(request, "desk/second_factor.html", {"wrong": wrong, "next": back(request)}, status=_status(wrong))


@without_second_factor
@recently_proved
@ASK
def enrol(request: HttpRequest) -> HttpResponse:
    """Set an authenticator application up: show its secret as a picture and as text, and confirm it with a code."""
    user: Any = request.user
    if second_factor.enrolled(user) and second_factor.missing(request):
        return redirect("second-factor")
    device = second_factor.begin(user)
    wrong = ""
    if request.method == "POST":
        limits.take("second-factor", user.get_username())
        if second_factor.confirm(request, request.POST.get("code", "")):
            limits.give_back("second-factor", user.get_username())
            codes = second_factor.new_recovery_codes(user)
            return render(request, "desk/recovery_codes.html", {"codes": codes, "fresh": True, "next": back(request)})
        wrong = _("This code is not right, or no longer. Wait for the next code of your application and type that.")
    context = {
        "picture": second_factor.picture(device, _("QR code for your authenticator application")),
        "secret": second_factor.secret(device),
        "wrong": wrong,
        "required": second_factor.required(user),
        "next": back(request),
    }
    return render(request, "desk/enrol.html", context, status=_status(wrong))


@recently_proved
@ASK
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """How many recovery codes are left; make new ones, shown once."""
    user: Any = request.user
    if not second_factor.enrolled(user):
        return redirect("enrol")
    codes = second_factor.new_recovery_codes(user) if request.method == "POST" else ()
    context = {"codes": codes, "left": second_factor.recovery_codes_left(user), "next": "/account"}
    return render(request, "desk/recovery_codes.html", context)


@recently_proved
@ASK
def password(request: HttpRequest) -> HttpResponse:
    """Choose another password; other sessions and all tokens end."""
    user: Any = request.user
    if not user.has_usable_password():
        return redirect("own-account")
    form = PasswordChangeForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, _("Your password was changed. Other sessions and all tokens have ended."))
        return redirect("own-account")
    status = 400 if form.errors else 200
    return render(request, "desk/password.html", {"form": form}, status=status)


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session and token of the own account, this one too."""
    user: Any = request.user
    accounts.sign_out_everywhere(user, by=user.get_username())
    logout(request)
    messages.success(request, _("You are signed out everywhere, and all your tokens are void."))
    return redirect("sign-in")


@without_second_factor
@ASK
def prove_again(request: HttpRequest) -> HttpResponse:
    """Before accounts or sign-ins are changed: the password once more, or a code where there is no password."""
    user: Any = request.user
    by_password = user.has_usable_password()
    wrong = ""
    if request.method == "POST":
        if _proved(request, by_password):
            prove(request)
            return redirect(back(request))
        wrong = _("This is not right. Check it; capitals count.")
    context = {
        "wrong": wrong,
        "by_password": by_password,
        "can_prove": by_password or second_factor.enrolled(user),
        "next": back(request),
    }
    return render(request, "desk/prove_again.html", context, status=_status(wrong))


def _proved(request: HttpRequest, by_password: bool) -> bool:
    user: Any = request.user
    if not by_password:
        return _given(request)
    limits.take("sign-in-name", user.get_username().casefold())
    right: bool = user.check_password(request.POST.get("password", ""))
    if right:
        limits.give_back("sign-in-name", user.get_username().casefold())
    return right


def _given(request: HttpRequest) -> bool:
    name = request.user.get_username()
    limits.take("second-factor", name)
    right = second_factor.give(request, request.POST.get("code", ""))
    if right:
        limits.give_back("second-factor", name)
    return right


def _status(wrong: str) -> int:
    return 400 if wrong else 200
