"""Accounts: added, changed, closed, signed out. The command line and the desk do it here; every change is kept."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction

from asylon.access import ROLES
from asylon.desk import second_factor
from asylon.desk.models import Account, AccountChange

COMMAND_LINE = "command line"


class UnknownRoleError(ValueError):
    """A role that the authorisation table does not know."""

    def __init__(self, roles: Sequence[str]) -> None:
        super().__init__(f"There is no role {', '.join(roles)}. The roles: {', '.join(ROLES)}.")


def save(
    name: str, *, roles: Sequence[str], unit: str, state: str, by: str, full_name: str = "", password: str | None = None,
    subject: str = "", person: str = "",
) -> User:  # fmt: skip
    """Add the account ``name``, or change one that is there; its sessions and tokens end.

    Without a password it can sign in only through the identity provider. ``person`` is, for an applicant, the person of
    the register. Raises :class:`UnknownRoleError`, and Django's
    ``ValidationError`` for a password that is too easy.
    """
    from django.contrib.auth.password_validation import validate_password

    _require_known(roles)
    if password is not None:
        validate_password(password, User(username=name))
    with transaction.atomic():
        user, made = User.objects.get_or_create(username=name)
        first, _, last = full_name.partition(" ")
        user.first_name, user.last_name, user.is_active = first, last, True
        if password is not None:
            user.set_password(password)
        elif made:
            user.set_unusable_password()
        user.save()
        kept = {"state": state, "unit": unit, "roles": " ".join(roles), "seal": _new_seal(), "person": person}
        if subject:
            kept["subject"] = subject
        Account.objects.update_or_create(user=user, defaults=kept)
        _note(by, name, f"{'added' if made else 'changed'}: {', '.join(roles)}; {unit}, {state}")
    return user


def change(user: User, *, roles: Sequence[str], unit: str, by: str) -> None:
    """Give an account other roles or another unit; its sessions and tokens end. Raises :class:`UnknownRoleError`."""
    _require_known(roles)
    with transaction.atomic():
        defaults = {"roles": " ".join(roles), "unit": unit, "seal": _new_seal()}
        Account.objects.update_or_create(user=user, defaults=defaults)
        _note(by, user.get_username(), f"changed: {', '.join(roles) or '-'}; {unit}")


def close(user: User, *, by: str) -> None:
    """Close an account: it can no longer sign in, its sessions and tokens are void. What it recorded keeps its name."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        _void(user)
        _note(by, user.get_username(), "closed")


def reopen(user: User, *, by: str) -> None:
    """Open a closed account again; it must sign in anew."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=True)
        _note(by, user.get_username(), "opened again")


def sign_out_everywhere(user: User, *, by: str) -> None:
    """End every session and make every token of an account void."""
    with transaction.atomic():
        _void(user)
        _note(by, user.get_username(), "signed out everywhere")


def reset_factor(user: User, *, by: str) -> None:
    """Forget the second factor, for somebody who lost it; sessions and tokens end."""
    with transaction.atomic():
        second_factor.reset(user)
        _void(user)
        _note(by, user.get_username(), "second factor reset")


def _void(user: User) -> None:
    Account.objects.update_or_create(user=user, defaults={"seal": _new_seal()})


def _new_seal() -> str:
    return secrets.token_hex(8)


def _require_known(roles: Sequence[str]) -> None:
    unknown = [role for role in roles if role not in ROLES]
    if unknown:
        raise UnknownRoleError(unknown)


def _note(by: str, name: str, what: str) -> None:
    AccountChange.objects.create(by=by, account=name, what=what)
