"""How an identity provider (OpenID Connect) is configured. Without ``ASYLON_OIDC_ISSUER`` there is none, and no trace of one.

Nothing is asked of the provider at the start: its addresses are written down, not discovered.

| setting | meaning |
|---|---|
| ``ASYLON_OIDC_ISSUER`` | the provider, exactly as it names itself in ``iss`` |
| ``ASYLON_OIDC_AUTHORIZATION``, ``…_TOKEN``, ``…_USERINFO``, ``…_JWKS`` | its addresses |
| ``ASYLON_OIDC_CLIENT_ID``, ``…_CLIENT_SECRET`` | who the desk is to it |
| ``ASYLON_OIDC_ALGORITHM`` | how it signs, by default RS256; never HS256 or none |
| ``ASYLON_OIDC_SCOPES`` | by default ``openid profile`` |
| ``ASYLON_OIDC_NAME_CLAIM``, ``…_ROLES_CLAIM``, ``…_UNIT_CLAIM``, ``…_STATE_CLAIM`` | where name, roles, unit and Member State stand |
| ``ASYLON_OIDC_ACR`` | values of ``acr`` with which a sign-in counts as made with a second factor |
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

_NEEDED = ("AUTHORIZATION", "TOKEN", "USERINFO", "JWKS", "CLIENT_ID", "CLIENT_SECRET")
#: Signatures that only the provider can make.
ALGORITHMS = ("RS256", "RS384", "RS512", "ES256", "ES384", "ES512")


class SurroundingsError(ValueError):
    """A setting of the surroundings that cannot be used; the message says which and what to write."""


class Provider(msgspec.Struct, frozen=True, kw_only=True):
    """A configured identity provider."""

    issuer: str
    authorization: str
    token: str
    userinfo: str
    jwks: str
    client_id: str
    client_secret: str
    algorithm: str
    scopes: str
    name_claim: str
    roles_claim: str
    unit_claim: str
    state_claim: str
    acr: tuple[str, ...]

    def settings(self) -> dict[str, Any]:
        """The settings that mozilla-django-oidc reads."""
        return {
            "OIDC_OP_AUTHORIZATION_ENDPOINT": self.authorization,
            "OIDC_OP_TOKEN_ENDPOINT": self.token,
            "OIDC_OP_USER_ENDPOINT": self.userinfo,
            "OIDC_OP_JWKS_ENDPOINT": self.jwks,
            "OIDC_RP_CLIENT_ID": self.client_id,
            "OIDC_RP_CLIENT_SECRET": self.client_secret,
            "OIDC_RP_SIGN_ALGO": self.algorithm,
            "OIDC_RP_SCOPES": self.scopes,
            "OIDC_USE_PKCE": True,
            "OIDC_TIMEOUT": 10,
            "LOGIN_REDIRECT_URL_FAILURE": "/sign-in?refused=provider",
        }


def provider(environ: Mapping[str, str]) -> Provider | None:
    """The provider that is configured, or None. Raises :class:`SurroundingsError` for half a configuration."""
    given = {
        name.removeprefix("ASYLON_OIDC_"): value for name, value in environ.items() if name.startswith("ASYLON_OIDC_")
    }
    if not given.get("ISSUER"):
        return None
    missing = [f"ASYLON_OIDC_{name}" for name in _NEEDED if not given.get(name)]
    if missing:
        raise SurroundingsError(f"ASYLON_OIDC_ISSUER is given, but not {', '.join(missing)}; write them too")
    algorithm = given.get("ALGORITHM", "RS256")
    if algorithm not in ALGORITHMS:
        raise SurroundingsError(f"ASYLON_OIDC_ALGORITHM is {algorithm!r}; write one of: {', '.join(ALGORITHMS)}")
    plain = [f"ASYLON_OIDC_{name}" for name in _NEEDED[:4] if not given[name].startswith("https://")]
    if plain:
        raise SurroundingsError(f"{', '.join(plain)} must begin with https://")
    return Provider(
        issuer=given["ISSUER"],
        authorization=given["AUTHORIZATION"],
        token=given["TOKEN"],
        userinfo=given["USERINFO"],
        jwks=given["JWKS"],
        client_id=given["CLIENT_ID"],
        client_secret=given["CLIENT_SECRET"],
        algorithm=algorithm,
        scopes=given.get("SCOPES", "openid profile"),
        name_claim=given.get("NAME_CLAIM", "preferred_username"),
        roles_claim=given.get("ROLES_CLAIM", "roles"),
        unit_claim=given.get("UNIT_CLAIM", "unit"),
        state_claim=given.get("STATE_CLAIM", "state"),
        acr=tuple(given.get("ACR", "").split()),
    )
