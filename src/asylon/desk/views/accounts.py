"""Accounts, for those who manage them: who may sign in, in which roles, and what was changed by whom."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asylon.access import ROLES
from asylon.desk import accounts, people, second_factor
from asylon.desk.context import language
from asylon.desk.models import AccountChange
from asylon.desk.sessions import recently_proved
from asylon.desk.words import unit_name
from asylon.register.units import units

#: How many changes the pages show.
CHANGES = 50


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every account with its roles, and the latest changes."""
    people.authorise(request, "manage_accounts")
    lang = language()
    rows = [
        {
            "name": user.get_username(),
            "full_name": user.get_full_name(),
            "unit": account.unit if account else "",
            "state": account.state if account else "",
            "roles": [ROLES[role][lang] for role in account.roles.split() if role in ROLES] if account else [],
            "open": user.is_active,
            "enrolled": second_factor.enrolled(user),
        }
        for user in User.objects.select_related("account").order_by("username")
        for account in (getattr(user, "account", None),)
    ]
    changes = AccountChange.objects.order_by("-pk")[:CHANGES]
    return render(request, "desk/accounts.html", {"rows": rows, "changes": changes})


def account(request: HttpRequest, name: str) -> HttpResponse:
    """One account: roles and unit, and closing it, opening it, signing it out, forgetting its second factor."""
    people.authorise(request, "manage_accounts")
    return _account(request, name)


@recently_proved
@require_http_methods(["GET", "POST"])
def _account(request: HttpRequest, name: str) -> HttpResponse:
    user = get_object_or_404(User, username=name)
    own = user == request.user
    if request.method == "POST":
        if own:
            messages.error(request, _("Nobody changes his or her own account: ask another manager of accounts."))
        else:
            _do(request, user)
        return redirect("account", name=name)
    lang = language()
    found = getattr(user, "account", None)
    held = found.roles.split() if found else []
    known = {*units(), *([found.unit] if found else [])} - {""}
    context = {
        "name": name,
        "full_name": user.get_full_name(),
        "own": own,
        "open": user.is_active,
        "enrolled": second_factor.enrolled(user),
        "roles": [(role, words[lang], role in held) for role, words in ROLES.items()],
        "unit": found.unit if found else "",
        "units": sorted(known, key=lambda unit: unit_name(unit, lang)),
        "changes": AccountChange.objects.filter(account=name).order_by("-pk")[:CHANGES],
    }
    return render(request, "desk/account.html", context)


def _do(request: HttpRequest, user: User) -> None:
    by = request.user.get_username()
    act = request.POST.get("act", "")
    if act == "change":
        roles = [role for role in request.POST.getlist("roles") if role in ROLES]
        accounts.change(user, roles=roles, unit=request.POST.get("unit", "")[:40], by=by)
    elif act == "close":
        accounts.close(user, by=by)
    elif act == "reopen":
        accounts.reopen(user, by=by)
    elif act == "sign-out":
        accounts.sign_out_everywhere(user, by=by)
    elif act == "reset-factor":
        accounts.reset_factor(user, by=by)
    else:
        messages.error(request, _("Nothing was chosen, and nothing was changed."))
        return
    messages.success(request, _("Done. The account's sessions and tokens have ended where that was needed."))
