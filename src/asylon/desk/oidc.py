"""Signing in through an identity provider (OpenID Connect), where one is configured: its claims become an account's roles.

The library exchanges the code and checks signature and nonce; who issued the token, for whom, until when, and that the
two answers speak of the same person is checked here. An account is found by the provider's ``sub`` alone: a name can be
given to somebody else, or chosen by its bearer.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterable
from typing import Any

import jwt
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from asylon.access import ROLES
from asylon.desk import accounts
from asylon.desk.models import Account
from asylon.desk.signed_in import WithAccount

PROVIDER = "identity provider"
#: Clocks of two hosts may differ by this many seconds.
LEEWAY = 60
_NAME = re.compile(r"[\w.@+-]{1,150}")

_log = logging.getLogger("asylon.access")


class ProviderBackend(WithAccount, OIDCAuthenticationBackend):  # type: ignore[misc]
    """Makes an account of the claims of the provider, and keeps its roles as the provider says them."""

    def authenticate(self, request: HttpRequest | None, **kwargs: Any) -> Any:
        """The account of the one who comes back from the provider; None where the provider's word cannot be used."""
        try:
            return super().authenticate(request, **kwargs)
        except (SuspiciousOperation, jwt.PyJWTError, OSError, ValueError, KeyError) as error:
            # A provider that cannot be reached, or whose answer is no answer, is a refusal and not a fault.
            _log.warning("the identity provider's answer was refused: %s", type(error).__name__)
            return None

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """The claims of a signed token, issued by our provider, for us, and still valid."""
        claims: dict[str, Any] = super().verify_token(token, **kwargs)
        audience = claims.get("aud", ())
        audience = {audience} if isinstance(audience, str) else set(audience)
        wrong = [
            what
            for what, right in (
                ("issuer", claims.get("iss") == settings.OIDC.issuer),
                ("audience", settings.OIDC.client_id in audience),
                ("authorised party", len(audience) == 1 or claims.get("azp") == settings.OIDC.client_id),
                ("expiry", isinstance(claims.get("exp"), (int, float)) and claims["exp"] + LEEWAY > time.time()),
                ("subject", bool(claims.get("sub"))),
            )
            if not right
        ]
        if wrong:
            raise SuspiciousOperation(f"the token's {', '.join(wrong)} cannot be accepted")
        return claims

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        """The claims about the person, of the token and of the provider's answer; both must mean the same person."""
        told: dict[str, Any] = super().get_userinfo(access_token, id_token, payload)
        if told.get("sub") != payload["sub"]:
            raise SuspiciousOperation("the provider's two answers speak of two persons")
        return {**payload, **told, "acr": payload.get("acr")}

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """Whether the claims hold a role of the authorisation table."""
        return bool(_roles(claims))

    def filter_users_by_claims(self, claims: dict[str, Any]) -> Any:
        return User.objects.filter(account__subject=_subject(claims))

    def create_user(self, claims: dict[str, Any]) -> User | None:
        """A new account. None where the name belongs to an account that is not the provider's."""
        name = str(claims.get(settings.OIDC.name_claim, ""))
        if not _NAME.fullmatch(name) or User.objects.filter(username=name).exists():
            _log.warning("the identity provider named somebody whose name is taken or cannot be used here")
            return None
        made = accounts.save(
            name,
            roles=_roles(claims),
            unit=_unit(claims),
            state=_state(claims),
            by=PROVIDER,
            full_name=str(claims.get("name", ""))[:150],
            subject=_subject(claims),
        )
        return self._marked(made, claims)

    def update_user(self, user: User, claims: dict[str, Any]) -> User:
        """Give the account the roles, unit and Member State that the provider says now."""
        account = user.account  # type: ignore[attr-defined]
        roles, unit, state = _roles(claims), _unit(claims), _state(claims)
        if (account.roles.split(), account.unit) != (list(roles), unit):
            accounts.change(user, roles=roles, unit=unit, by=PROVIDER)
        Account.objects.filter(user=user).update(state=state)
        return self._marked(User.objects.get(pk=user.pk), claims)

    @staticmethod
    def _marked(user: User, claims: dict[str, Any]) -> User:
        user.proved_by_provider = claims.get("acr") in settings.OIDC.acr  # type: ignore[attr-defined]
        return user


def _subject(claims: dict[str, Any]) -> str:
    return str(claims["sub"])


def _roles(claims: dict[str, Any]) -> tuple[str, ...]:
    """The roles of the table among those claimed, in the table's order; the others are logged and ignored."""
    claimed: Any = claims.get(settings.OIDC.roles_claim, ())
    named: Iterable[Any] = claimed.split() if isinstance(claimed, str) else claimed if isinstance(claimed, list) else ()
    given = {str(one) for one in named}
    unknown = sorted(given - set(ROLES))
    if unknown:
        _log.warning(
            "roles of the identity provider that the authorisation table does not know: %s", ", ".join(unknown)
        )
    return tuple(role for role in ROLES if role in given)


def _unit(claims: dict[str, Any]) -> str:
    return str(claims.get(settings.OIDC.unit_claim, ""))[:40]


def _state(claims: dict[str, Any]) -> str:
    """The Member State claimed; that of the desk where the provider says none."""
    return str(claims.get(settings.OIDC.state_claim) or settings.SURROUNDINGS.state)[:2]


def addresses() -> list[URLPattern]:
    """To the provider and back."""

    @login_not_required
    def away(request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = OIDCAuthenticationRequestView.as_view()(request)
        add_never_cache_headers(answer)
        return answer

    @login_not_required
    def back(request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = OIDCAuthenticationCallbackView.as_view()(request)
        add_never_cache_headers(answer)
        return answer

    return [
        path("oidc/authenticate", away, name="oidc_authentication_init"),
        path("oidc/callback", back, name="oidc_authentication_callback"),
    ]
