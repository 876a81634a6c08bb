"""Signing in: the second factor, guesses, how long a sign-in holds, and ending it everywhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from desk_home import FAMILY
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken

from asylon.desk import accounts, limits, sessions
from asylon.desk.models import Account, AccountChange, Authenticator
from asylon.desk.tokens import token_for

PASSWORD = "a-fictional-password"
NAME = "fictional-officer"


@pytest.fixture
def officer() -> Iterator[User]:
    """An account of its own, so that the demonstration's colleagues stay as they are."""
    yield accounts.save(
        NAME,
        roles=["determining_authority"],
        unit="asylum",
        state="NL",
        by="test",
        full_name="F. Officer",
        password=PASSWORD,
    )
    User.objects.filter(username=NAME).delete()


@pytest.fixture
def required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SECOND_FACTOR_REQUIRED", True)


def signs_in(password: str = PASSWORD, name: str = NAME) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/sign-in", {"username": name, "password": password, "next": "/inbox"})


def code_of(device: Authenticator, steps: int = 0) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06d}"


def enrols(client: Client, user: User) -> tuple[Authenticator, list[str]]:
    """Set the second factor up through the pages. Returns the device and the recovery codes shown."""
    client.get("/account/second-factor")
    device = Authenticator.objects.get(user=user, confirmed=False)
    answer = client.post("/account/second-factor", {"code": code_of(device)})
    assert answer.status_code == 200, answer.content
    device.refresh_from_db()
    return device, list(answer.context["codes"])


def forget_last_code(user: User) -> None:
    """Let the code of this half minute be used again: a test does not wait for the next one."""
    Authenticator.objects.filter(user=user).update(
        last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None
    )


def test_where_it_is_required_nothing_about_people_opens_before_the_second_factor_is_set_up(
    officer: User, required: None
) -> None:
    client, _ = signs_in()
    for page in ("/inbox", "/cases", "/account", "/indicator/eurodac-within-72-hours"):
        assert client.get(page)["Location"].startswith("/account/second-factor"), page
    assert client.get("/api/v1/cases").status_code == 401
    home = client.get("/")
    assert home.status_code == 200
    assert home.context["counts"] is None
    assert client.get("/law/").status_code == 200


def test_the_picture_is_drawn_without_script_or_style_and_the_secret_is_told_as_text(
    officer: User, required: None, lang: str
) -> None:
    client, _ = signs_in()
    client.cookies["django_language"] = lang
    page = client.get("/account/second-factor").content.decode()
    svg = page.split("<svg")[1].split("</svg>")[0]
    assert 'role="img"' in svg
    assert "<title>" in svg
    assert "style" not in svg
    secret = page.split('class="hash">')[1].split("<")[0].replace(" ", "")
    assert len(secret) >= 32


def test_the_factor_is_confirmed_once_and_asked_at_every_sign_in(officer: User, required: None) -> None:
    client, _ = signs_in()
    enrols(client, officer)
    assert client.get("/inbox").status_code == 200
    again, _ = signs_in()
    assert again.get("/inbox")["Location"].startswith("/sign-in/second-factor")
    assert again.get("/account/second-factor")["Location"] == "/sign-in/second-factor"
    wrong = again.post("/sign-in/second-factor", {"code": "000000", "next": "/inbox"})
    assert wrong.status_code == 400
    assert 'role="alert"' in wrong.content.decode()
    forget_last_code(officer)
    device = Authenticator.objects.get(user=officer, confirmed=True)
    right = again.post("/sign-in/second-factor", {"code": code_of(device), "next": "/inbox"})
    assert right["Location"] == "/inbox"
    assert again.get("/inbox").status_code == 200


def test_who_set_one_up_is_asked_for_it_also_where_it_is_optional(officer: User) -> None:
    client, _ = signs_in()
    assert client.get("/inbox").status_code == 200
    enrols(client, officer)
    again, _ = signs_in()
    assert again.get("/inbox")["Location"].startswith("/sign-in/second-factor")


def test_a_recovery_code_works_once_and_is_kept_as_a_digest_only(officer: User, required: None) -> None:
    client, _ = signs_in()
    _device, codes = enrols(client, officer)
    assert len(set(codes)) == 10
    plain = {code.replace("-", "") for code in codes}
    assert plain.isdisjoint(StaticToken.objects.values_list("token", flat=True))
    second, _ = signs_in()
    assert second.post("/sign-in/second-factor", {"code": codes[0].upper(), "next": "/"}).status_code == 302
    assert second.get("/inbox").status_code == 200
    third, _ = signs_in()
    assert third.post("/sign-in/second-factor", {"code": codes[0], "next": "/"}).status_code == 400


def test_new_recovery_codes_replace_the_old(officer: User) -> None:
    client, _ = signs_in()
    _device, old = enrols(client, officer)
    assert "10" in client.get("/account/recovery-codes").content.decode()
    new = client.post("/account/recovery-codes").context["codes"]
    assert set(new).isdisjoint(old)
    second, _ = signs_in()
    assert second.post("/sign-in/second-factor", {"code": old[1]}).status_code == 400


def test_a_role_that_reads_no_files_is_not_asked(required: None) -> None:
    client = Client()
    client.force_login(User.objects.get(username="statistician"))
    assert client.get("/account").status_code == 200
    client.force_login(User.objects.get(username="applicant"))
    assert client.get("/account")["Location"].startswith("/account/second-factor")


def test_guesses_are_limited_by_name_and_it_is_told_how_long_to_wait(
    officer: User, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setitem(settings.RATE_LIMITS, "sign-in-name", (3, 900))
    try:
        for _ in range(3):
            assert signs_in("wrong")[1].status_code == 200
        client = Client()
        client.cookies["django_language"] = lang
        refused = client.post("/sign-in", {"username": NAME.upper(), "password": PASSWORD})
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= 900
        assert {"en": "Try again in", "nl": "opnieuw"}[lang] in refused.content.decode()
        assert client.get("/inbox").status_code == 302
    finally:
        limits.give_back("sign-in-name", NAME)


def test_a_right_password_forgets_the_guesses_of_that_name(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.RATE_LIMITS, "sign-in-name", (3, 900))
    for _ in range(3):
        signs_in("wrong")
        signs_in("wrong")
        assert signs_in()[1].status_code == 302


def test_guesses_are_limited_by_address_whatever_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.RATE_LIMITS, "sign-in-address", (2, 900))
    monkeypatch.setattr(settings, "PROXIES", 1)
    sent = {"password": "wrong"}

    def guess(name: str, forwarded: str) -> int:
        return Client(headers={"X-Forwarded-For": forwarded}).post("/sign-in", sent | {"username": name}).status_code

    here = "192.0.2.77"
    assert [guess("a", here), guess("b", here), guess("c", here)] == [200, 200, 429]
    assert guess("d", f"198.51.100.1, {here}") == 429, "what the visitor wrote before our own server does not count"
    assert guess("e", "192.0.2.78") == 200
    limits.give_back("sign-in-address", here)


def test_codes_are_limited_too(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = signs_in()
    enrols(client, officer)
    monkeypatch.setitem(settings.RATE_LIMITS, "second-factor", (2, 900))
    again, _ = signs_in()
    found = [again.post("/sign-in/second-factor", {"code": "000000"}).status_code for _ in range(3)]
    assert found == [400, 400, 429]
    limits.give_back("second-factor", NAME)


def test_no_name_or_address_of_who_tried_is_kept() -> None:
    from asylon.desk.models import Tally

    limits.take("sign-in-name", "somebody-in-particular")
    kept = list(Tally.objects.values_list("key", flat=True))
    assert kept
    assert all(len(key) == 64 and "somebody" not in key for key in kept)


def test_old_windows_are_removed() -> None:
    from asylon.desk.models import Tally

    Tally.objects.create(limit="exports", key="x", window=0, number=1)
    limits.take("exports", "somebody-else")
    assert not Tally.objects.filter(limit="exports", window=0).exists()


def test_lists_are_limited_by_account_on_pages_and_in_the_interface(
    officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.RATE_LIMITS, "lists", (2, 900))
    limits.give_back("lists", NAME)
    client, _ = signs_in()
    assert [client.get("/inbox").status_code, client.get("/cases").status_code] == [200, 200]
    assert client.get("/inbox").status_code == 429
    answer = client.get("/api/v1/duties")
    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert int(answer["Retry-After"]) > 0
    limits.give_back("lists", NAME)


def test_several_server_processes_together_never_allow_more_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.RATE_LIMITS, "lists", (450, 10**9))
    allowed, refused_at = 0, {}
    processes: list[dict[tuple[str, str], tuple[int, int]]] = [{}, {}, {}]
    for turn in range(600):
        monkeypatch.setattr(limits, "_shares", processes[turn % 3])
        try:
            limits.take("lists", "somebody with three windows")
            allowed += 1
        except limits.TooOftenError as error:
            refused_at.setdefault(turn % 3, error.wait)
    # Each of the others may still hold the rest of a share of four.
    assert 450 - 2 * 3 <= allowed <= 450
    assert set(refused_at) == {0, 1, 2}
    assert all(refused_at.values())


def test_a_share_ends_with_its_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.RATE_LIMITS, "lists", (200, 100))
    for second, fits in ((1000, 200), (1100, 200)):
        monkeypatch.setattr(limits.time, "time", lambda second=second: second)
        for _ in range(fits):
            limits.take("lists", "somebody who comes back")
        with pytest.raises(limits.TooOftenError):
            limits.take("lists", "somebody who comes back")


def test_who_is_blocked_or_signed_out_everywhere_notices_at_the_next_request(officer: User) -> None:
    client, _ = signs_in()
    assert client.get("/inbox").status_code == 200
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get("/inbox").status_code == 302
    User.objects.filter(pk=officer.pk).update(is_active=True)
    again, _ = signs_in()
    assert again.get("/inbox").status_code == 200
    Account.objects.filter(user=officer).update(seal="another")
    assert again.get("/inbox").status_code == 302


def test_cases_that_are_not_stored_are_answered_so_often_for_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.RATE_LIMITS, "questions", (2, 3600))
    question = {"state": "NL", "facts": FAMILY, "at": "2026-11-23T12:00:00+01:00"}
    asker = Client(REMOTE_ADDR="192.0.2.99")
    found = [asker.post("/api/v1/positions", question, content_type="application/json").status_code for _ in range(3)]
    assert found[2] == 429
    assert 429 not in found[:2]


@pytest.mark.parametrize(("kept", "seconds"), [(sessions.SEEN, "SESSION_IDLE"), (sessions.BEGUN, "SESSION_LONGEST")])
def test_a_session_ends_when_idle_or_old_and_the_reader_is_told(officer: User, kept: str, seconds: str) -> None:
    client, _ = signs_in()
    session = client.session
    session[kept] = int(time.time()) - getattr(settings, seconds) + 30
    session.save()
    assert client.get("/inbox").status_code == 200
    session = client.session
    session[kept] = int(time.time()) - getattr(settings, seconds)
    session.save()
    assert client.get("/inbox", follow=True).redirect_chain[0][0].startswith("/sign-in")
    assert client.get("/inbox").status_code == 302
    assert client.get("/api/v1/cases").status_code == 401


def test_a_session_that_ended_is_told_on_the_page_to_sign_in(officer: User) -> None:
    client, _ = signs_in()
    session = client.session
    session[sessions.SEEN] = 0
    session.save()
    assert "nothing was done for a while" in client.get("/inbox", follow=True).content.decode()


def test_signing_out_everywhere_ends_sessions_and_tokens(officer: User) -> None:
    first, _ = signs_in()
    second, _ = signs_in()
    bearer = {"Authorization": f"Bearer {token_for(User.objects.get(username=NAME))}"}
    assert Client().get("/api/v1/cases", headers=bearer).status_code == 200
    assert first.post("/account/sign-out-everywhere")["Location"] == "/sign-in"
    assert second.get("/inbox").status_code == 302
    assert Client().get("/api/v1/cases", headers=bearer).status_code == 401
    assert AccountChange.objects.filter(account=NAME, what="signed out everywhere", by=NAME).exists()


def test_a_changed_password_ends_other_sessions_and_must_be_good(officer: User) -> None:
    first, _ = signs_in()
    second, _ = signs_in()
    sent = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    assert first.post("/account/password", sent).status_code == 400
    sent |= {"new_password1": "another-fictional-one", "new_password2": "another-fictional-one"}
    assert first.post("/account/password", sent)["Location"] == "/account"
    assert first.get("/inbox").status_code == 200
    assert second.get("/inbox").status_code == 302


def test_what_changes_accounts_or_sign_ins_asks_the_password_again(officer: User) -> None:
    client, _ = signs_in()
    session = client.session
    session[sessions.PROVED] = int(time.time()) - sessions.JUST_GIVEN - 1
    session.save()
    for page in ("/account/password", "/account/second-factor"):
        assert client.get(page)["Location"].startswith(reverse("prove-again")), page
    assert client.post("/sign-in/again", {"password": "wrong", "next": "/account"}).status_code == 400
    assert client.post("/sign-in/again", {"password": PASSWORD, "next": "https://example.org/"})["Location"] == "/"
    assert client.get("/account/password").status_code == 200


def test_a_token_is_enough_for_a_program_also_where_a_second_factor_is_required(officer: User, required: None) -> None:
    bearer = {"Authorization": f"Bearer {token_for(User.objects.get(username=NAME))}"}
    assert Client().get("/api/v1/cases", headers=bearer).status_code == 200
