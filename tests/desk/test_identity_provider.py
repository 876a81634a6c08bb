"""Signing in through an identity provider: a small fake one answers in this process; nothing goes over a network."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import NoReverseMatch, clear_url_caches, reverse

from asylon.desk import accounts, environment
from asylon.desk import urls as desk_urls
from asylon.desk.models import Account, AccountChange

ISSUER = "https://provider.example"
CONFIGURED = {
    "ASYLON_OIDC_ISSUER": ISSUER,
    "ASYLON_OIDC_AUTHORIZATION": f"{ISSUER}/authorize",
    "ASYLON_OIDC_TOKEN": f"{ISSUER}/token",
    "ASYLON_OIDC_USERINFO": f"{ISSUER}/userinfo",
    "ASYLON_OIDC_JWKS": f"{ISSUER}/keys",
    "ASYLON_OIDC_CLIENT_ID": "asylon",
    "ASYLON_OIDC_CLIENT_SECRET": "a-fictional-secret",
    "ASYLON_OIDC_ACR": "urn:example:two-factors",
}
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """A provider that says what a test tells it to say."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {
            "sub": "person-1", "preferred_username": "fictional-federated", "name": "F. Federated", "unit": "dublin",
            "state": "NL", "roles": ["dublin_unit"],
        }  # fmt: skip
        self.token: dict[str, Any] = {}
        self.key = KEY
        self.nonce = ""

    def answer(self, address: str) -> dict[str, Any]:
        if address.endswith("/keys"):
            jwk = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
            return {"keys": [jwk | {"kid": "one", "alg": "RS256"}]}
        if address.endswith("/userinfo"):
            return self.person
        claims = {
            "iss": ISSUER, "aud": "asylon", "sub": "person-1", "exp": int(time.time()) + 60, "iat": int(time.time()),
            "nonce": self.nonce,
        }  # fmt: skip
        signed = jwt.encode(claims | self.token, self.key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "opaque", "id_token": signed, "token_type": "Bearer"}


class Answer:
    """What the library gets from its calls."""

    status_code = 200
    headers: dict[str, str] = {"content-type": "application/json"}

    def __init__(self, content: dict[str, Any]) -> None:
        self.json = lambda: content

    def raise_for_status(self) -> None:
        """All is well."""


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """The desk as it is with a provider configured."""
    found = environment.read({"ASYLON_MODE": "demonstration"} | CONFIGURED).oidc
    assert found is not None
    fake = Provider()
    backends = [*settings.AUTHENTICATION_BACKENDS, "asylon.desk.oidc.ProviderBackend"]
    with override_settings(OIDC=found, AUTHENTICATION_BACKENDS=backends, **found.settings()):
        from asylon.desk import oidc

        monkeypatch.setattr(desk_urls, "urlpatterns", [*oidc.addresses(), *desk_urls.urlpatterns])
        clear_url_caches()
        monkeypatch.setattr("requests.post", lambda url, **_: Answer(fake.answer(url)))
        monkeypatch.setattr("requests.get", lambda url, **_: Answer(fake.answer(url)))
        yield fake
    monkeypatch.undo()
    clear_url_caches()
    User.objects.filter(username__startswith="fictional-federated").delete()


def comes_back(fake: Provider, client: Client | None = None) -> tuple[Client, Any]:
    """Go to the provider and come back from it."""
    client = client or Client()
    away = client.get("/oidc/authenticate?next=/inbox")
    asked = parse_qs(urlsplit(away["Location"]).query)
    fake.nonce = asked["nonce"][0]
    return client, client.get("/oidc/callback", {"code": "a-code", "state": asked["state"][0]})


def test_without_configuration_there_is_no_trace_of_it() -> None:
    assert settings.OIDC is None
    assert len(settings.AUTHENTICATION_BACKENDS) == 1
    with pytest.raises(NoReverseMatch):
        reverse("oidc_authentication_init")
    assert Client().get("/oidc/authenticate").status_code == 404
    assert "organisation" not in Client().get("/sign-in").content.decode()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ASYLON_OIDC_JWKS": ""}, "ASYLON_OIDC_JWKS"),
        ({"ASYLON_OIDC_ALGORITHM": "HS256"}, "RS256"),
        ({"ASYLON_OIDC_TOKEN": "http://provider.example/token"}, "https"),
    ],
)
def test_half_a_configuration_is_refused_with_what_to_write(change: dict[str, str], told: str) -> None:
    with pytest.raises(environment.SurroundingsError, match=told):
        environment.read(CONFIGURED | change)


def test_the_way_to_the_provider_carries_state_nonce_and_a_proof_key(provider: Provider) -> None:
    assert "Sign in with your organisation" in Client().get("/sign-in").content.decode()
    away = Client().get("/oidc/authenticate?next=/inbox")
    asked = parse_qs(urlsplit(away["Location"]).query)
    assert away["Location"].startswith(f"{ISSUER}/authorize?")
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["code_challenge_method"] == ["S256"]


def test_a_new_colleague_gets_the_roles_that_the_table_knows(
    provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.person["roles"] = ["dublin_unit", "emperor"]
    client, answer = comes_back(provider)
    assert answer["Location"] == "/inbox"
    assert client.get("/inbox").status_code == 200
    account = Account.objects.get(user__username="fictional-federated")
    assert (account.roles, account.unit, account.state, account.subject) == ("dublin_unit", "dublin", "NL", "person-1")
    assert not account.user.has_usable_password()
    assert "emperor" in caplog.text


def test_roles_are_what_the_provider_says_now_and_a_change_ends_other_sessions(provider: Provider) -> None:
    first, _ = comes_back(provider)
    provider.person["roles"] = "reception statistician"
    provider.person["unit"] = "reception"
    comes_back(provider)
    account = Account.objects.get(user__username="fictional-federated")
    assert account.roles == "reception statistician"
    assert first.get("/inbox").status_code == 302
    changed = AccountChange.objects.filter(account="fictional-federated", by="identity provider").latest("pk")
    assert changed.what == "changed: reception, statistician; reception"


@pytest.mark.parametrize("roles", [[], ["emperor"], {"admin": True}, None])
def test_without_a_role_of_the_table_nobody_comes_in(provider: Provider, roles: Any) -> None:
    provider.person["roles"] = roles
    client, answer = comes_back(provider)
    assert answer["Location"] == "/sign-in?refused=provider"
    assert "did not tell a role" in client.get(answer["Location"]).content.decode()
    assert not User.objects.filter(username="fictional-federated").exists()


@pytest.mark.parametrize(
    "token",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-client"},
        {"aud": ["asylon", "another-client"]},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"sub": "person-2"},
        {"sub": ""},
        {"nonce": "another"},
    ],
)
def test_a_token_that_is_not_for_us_now_is_refused(provider: Provider, token: dict[str, Any]) -> None:
    provider.token = token
    client, answer = comes_back(provider)
    assert answer["Location"] == "/sign-in?refused=provider"
    assert client.get("/inbox").status_code == 302


def test_a_token_signed_by_somebody_else_is_refused(provider: Provider) -> None:
    provider.key = OTHER_KEY
    assert comes_back(provider)[1]["Location"] == "/sign-in?refused=provider"


def test_an_answer_nobody_asked_for_is_refused(provider: Provider) -> None:
    answer = Client().get("/oidc/callback", {"code": "a-code", "state": "made-up"})
    assert answer["Location"] == "/sign-in?refused=provider"


def test_a_provider_that_cannot_be_reached_is_a_refusal_and_no_fault(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    import requests

    def unreachable(*_arguments: Any, **_named: Any) -> None:
        raise requests.ConnectionError("no route")

    monkeypatch.setattr("requests.post", unreachable)
    assert comes_back(provider)[1]["Location"] == "/sign-in?refused=provider"


def test_the_name_of_an_account_that_is_not_the_providers_is_not_taken_over(provider: Provider) -> None:
    provider.person["preferred_username"] = "caseworker"
    before = User.objects.get(username="caseworker").account.roles
    assert comes_back(provider)[1]["Location"] == "/sign-in?refused=provider"
    assert User.objects.get(username="caseworker").account.roles == before


def test_an_account_that_was_linked_beforehand_is_found_by_its_subject(provider: Provider) -> None:
    accounts.save(
        "fictional-federated-2", roles=["reception"], unit="reception", state="NL", by="test", subject="person-1"
    )
    comes_back(provider)
    assert User.objects.get(username="fictional-federated-2").account.roles == "dublin_unit"
    assert not User.objects.filter(username="fictional-federated").exists()


def test_a_closed_account_stays_closed(provider: Provider) -> None:
    comes_back(provider)
    accounts.close(User.objects.get(username="fictional-federated"), by="test")
    client, answer = comes_back(provider)
    assert answer["Location"] == "/sign-in?refused=provider"
    assert client.get("/inbox").status_code == 302


def test_the_providers_second_factor_counts_only_when_it_says_so(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SECOND_FACTOR_REQUIRED", True)
    client, _ = comes_back(provider)
    assert client.get("/inbox")["Location"].startswith("/account/second-factor")
    provider.token = {"acr": "urn:example:two-factors"}
    client, _ = comes_back(provider)
    assert client.get("/inbox").status_code == 200
    # What stands beside the signed token does not count.
    provider.token, provider.person["acr"] = {}, "urn:example:two-factors"
    client, _ = comes_back(provider)
    assert client.get("/inbox").status_code == 302
