"""Secrets of authenticator applications: the desk's database alone shows none, and signing in goes on whatever key changes."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from test_sign_in import NAME, PASSWORD, code_of, enrols, forget_last_code, signs_in

from asylon.desk import accounts, plain_secrets, sealed, second_factor
from asylon.desk.house import House
from asylon.desk.models import Authenticator
from asylon.desk.preparation import prepare
from asylon.register.keys import Key

PLAIN = bytes(range(20))
FILE = Path(settings.DATABASES["default"]["NAME"])


@pytest.fixture
def officer() -> Iterator[User]:
    yield accounts.save(NAME, roles=["determining_authority"], unit="asylum", state="NL", by="test", password=PASSWORD)
    User.objects.filter(username=NAME).delete()


def spellings(secret: bytes) -> tuple[bytes, ...]:
    """A secret in every form in which a database could hold it."""
    return (secret, secret.hex().encode(), base64.b32encode(secret), base64.b64encode(secret))


def kept() -> bytes:
    """Every byte of the desk's database: its file, what waits beside it, and its dump as SQL."""
    dump = "\n".join(sqlite3.connect(FILE).iterdump()).encode()
    return dump + b"".join(one.read_bytes() for one in FILE.parent.glob(FILE.name + "*"))


def gives(code: str) -> int:
    """The status of the answer to a code, by somebody who just gave the password."""
    client, _ = signs_in()
    status: int = client.post("/sign-in/second-factor", {"code": code, "next": "/inbox"}).status_code
    return status


def test_a_dump_of_the_database_shows_no_secret(officer: User) -> None:
    device, _codes = enrols(signs_in()[0], officer)
    secret = Authenticator.objects.get(pk=device.pk).bin_key
    assert len(secret) == 20
    assert officer.username.encode() in kept()
    for spelling in spellings(secret):
        assert spelling not in kept()
    forget_last_code(officer)
    assert gives(code_of(device)) == 302


def test_a_secret_that_an_earlier_release_kept_in_the_clear_is_sealed_at_the_start_and_leaves_no_trace(
    officer: User,
) -> None:
    TOTPDevice.objects.create(user=officer, confirmed=True, name="authenticator", key=PLAIN.hex())
    assert PLAIN.hex().encode() in kept()
    assert gives(f"{TOTP(PLAIN).token():06d}") == 400, "what is in the clear opens nothing"
    prepare()
    for spelling in spellings(PLAIN):
        assert spelling not in kept()
    forget_last_code(officer)
    device = Authenticator.objects.get(user=officer)
    assert device.bin_key == PLAIN
    assert gives(code_of(device)) == 302
    before = device.key
    assert plain_secrets.seal_what_is_plain() == 0
    assert Authenticator.objects.get(user=officer).key == before


def test_where_there_is_no_vault_yet_nothing_is_sealed_with_a_key_that_would_be_lost(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    TOTPDevice.objects.create(user=officer, confirmed=True, name="authenticator", key=PLAIN.hex())
    with monkeypatch.context() as without:
        without.setattr(plain_secrets, "VAULT", "no-vault.sqlite")
        assert plain_secrets.seal_what_is_plain() == 0
    assert plain_secrets.seal_what_is_plain() == 1


def test_the_second_factor_works_on_when_the_signing_key_or_the_secret_key_is_another(
    officer: User, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    device, _codes = enrols(signs_in()[0], officer)
    house.register.log.rotate_signing_key(by="test", reason="yearly")
    forget_last_code(officer)
    assert gives(code_of(device)) == 302
    monkeypatch.setattr(settings, "SECRET_KEY", "another-" * 8)
    forget_last_code(officer)
    assert gives(code_of(device)) == 302


def test_a_secret_moved_to_another_account_altered_or_of_another_vault_opens_nothing(officer: User) -> None:
    device, _codes = enrols(signs_in()[0], officer)
    secret = device.bin_key
    other = sealed.MARK + base64.b64encode(Key(bytes(32)).seal(secret, b"elsewhere")).decode()
    of_nobody = sealed.new_secret(0)
    altered = device.key[:-2] + ("A" if device.key[-2] != "A" else "B") + device.key[-1]
    for key in (other, of_nobody, altered, f"{sealed.MARK}not base 64!", secret.hex()):
        Authenticator.objects.filter(pk=device.pk).update(key=key)
        forget_last_code(officer)
        assert gives(f"{TOTP(secret).token():06d}") == 400, key


def test_who_cannot_use_the_application_any_longer_still_comes_in_with_a_recovery_code(officer: User) -> None:
    device, codes = enrols(signs_in()[0], officer)
    Authenticator.objects.filter(pk=device.pk).update(key=sealed.new_secret(0))
    assert gives(codes[0]) == 302


def test_an_application_that_was_begun_with_another_vault_is_begun_anew(officer: User) -> None:
    begun = second_factor.begin(officer)
    assert second_factor.begin(officer).bin_key == begun.bin_key
    Authenticator.objects.filter(pk=begun.pk).update(key=sealed.new_secret(0))
    again = second_factor.begin(officer)
    assert again.pk == begun.pk
    assert again.bin_key != begun.bin_key
    client = Client()
    client.force_login(officer)
    assert client.get("/account/second-factor").status_code == 200
