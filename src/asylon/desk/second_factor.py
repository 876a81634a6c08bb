"""The second factor: codes of an authenticator application (TOTP, RFC 6238), and recovery codes for when it is lost."""

from __future__ import annotations

import base64
import secrets
from functools import cache
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django_otp import login as mark_given
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from asylon.access import entries
from asylon.desk.models import Authenticator
from asylon.desk.sealed import new_secret, secret_of

#: In the session: the identity provider asked the second factor.
BY_PROVIDER = "asylon.factor-by-provider"
RECOVERY_CODES = 10


@cache
def roles_that_need_it() -> frozenset[str]:
    """The roles that read or change anything about people, or decide who may."""
    return frozenset(entry.role for entry in entries() if entry.scope != "none" or entry.action == "manage_accounts")


def enrolled(user: Any) -> bool:
    """Whether an authenticator application was set up and confirmed. Known of who signed in as the request began
    (:mod:`asylon.desk.signed_in`); of others it is looked up."""
    known: bool | None = getattr(user, "has_factor", None)
    if known is not None:
        return known
    return Authenticator.objects.filter(user_id=user.pk, confirmed=True).exists()


def required(user: Any) -> bool:
    """Whether the account cannot work without a second factor here."""
    account = getattr(user, "account", None)
    return (
        settings.SECOND_FACTOR_REQUIRED
        and account is not None
        and not roles_that_need_it().isdisjoint(account.roles.split())
    )


def missing(request: HttpRequest) -> bool:
    """Whether the one who asks signed in, but has yet to give the second factor. A token needs none: it is one."""
    user: Any = request.user
    if not user.is_authenticated or getattr(request, "by_token", False):
        return False
    if request.session.get(BY_PROVIDER) or getattr(user, "otp_device", None) is not None:
        return False
    return enrolled(user) or required(user)


def begin(user: User) -> Authenticator:
    """The device that is being set up: the same one until it is confirmed."""
    device = Authenticator.objects.filter(user=user, confirmed=False).first()
    if device is None:
        device = Authenticator(user=user, confirmed=False, name="authenticator", key=new_secret(user.pk))
        device.save()
    elif secret_of(device.user_id, device.key) is None:
        # Begun with another vault, and so of no use to anybody.
        device.key = new_secret(user.pk)
        device.save()
    return device


def picture(device: Authenticator, title: str) -> SafeString:
    """The QR code of a device, as SVG without style or script."""
    drawn = segno.make(device.config_url, error="m")
    svg = drawn.svg_inline(scale=4, border=4, svgclass="qr", lineclass=None, light="#fff", title=title, omitsize=False)
    return SafeString(svg.replace("<svg ", '<svg role="img" ', 1))


def secret(device: Authenticator) -> str:
    """What the QR code says, to type over: in groups of four."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def confirm(request: HttpRequest, code: str) -> bool:
    """Take the device that is being set up into use, in the place of an earlier one, if it gave this code."""
    with transaction.atomic():
        device = Authenticator.objects.select_for_update().filter(user=request.user, confirmed=False).first()
        if device is None or not device.verify_token(_digits(code)):
            return False
        Authenticator.objects.filter(user=request.user, confirmed=True).delete()
        device.confirmed = True
        device.save()
    mark_given(request, device)
    request.user.has_factor = True  # type: ignore[union-attr]
    return True


def give(request: HttpRequest, code: str) -> bool:
    """Whether a code of the application, or a recovery code, is right; the session then has its second factor."""
    user: Any = request.user
    with transaction.atomic():
        given: Device | None = None
        for device in Authenticator.objects.select_for_update().filter(user=user, confirmed=True):
            if _digits(code).isdigit() and device.verify_token(_digits(code)):
                given = device
        if given is None:
            for device in StaticDevice.objects.select_for_update().filter(user=user, confirmed=True):
                if device.verify_token(_sealed(user, code)):
                    given = device
    if given is None:
        return False
    mark_given(request, given)
    return True


def new_recovery_codes(user: User) -> tuple[str, ...]:
    """New recovery codes in the place of the old. They are shown this once: only digests are kept."""
    codes = tuple(_grouped(base64.b32encode(secrets.token_bytes(10)).decode().lower()) for _ in range(RECOVERY_CODES))
    with transaction.atomic():
        device, _made = StaticDevice.objects.get_or_create(user=user, defaults={"name": "recovery"})
        device.token_set.all().delete()
        StaticToken.objects.bulk_create([StaticToken(device=device, token=_sealed(user, code)) for code in codes])
    return codes


def recovery_codes_left(user: Any) -> int:
    """How many recovery codes were not used yet."""
    return StaticToken.objects.filter(device__user_id=user.pk).count()


def reset(user: User) -> None:
    """Forget the second factor of an account and its recovery codes: it must be set up anew."""
    Authenticator.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _digits(code: str) -> str:
    return "".join(code.split())


def _grouped(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _sealed(user: Any, code: str) -> str:
    """What is kept of a recovery code: eighty bits of a digest under the desk's key."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    digest = salted_hmac(f"asylon.desk.recovery-code.{user.pk}", plain, algorithm="sha256").digest()
    return base64.b32encode(digest[:10]).decode().lower()
