"""What protects a session, a form and a page of the desk, whichever address it is. All persons are fictional."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_home import HIT_LATE, opened
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver
from doors import DESK

import asylon
from asylon.desk import accounts, demonstration_users, limits, people
from asylon.desk.house import House
from asylon.desk.limits import TooOftenError

TEMPLATES = sorted(Path(asylon.__file__).parent.glob("desk/**/*.html"))


def addresses(house: House) -> Iterator[tuple[str, str]]:
    """Every address of the desk by name, those of the interface and of the public rooms apart."""
    number = opened(house, HIT_LATE).number
    for one in get_resolver().url_patterns:
        if isinstance(one, URLPattern):
            name = str(one.name)
            yield name, DESK[name].address.format(n=number) or f"/{one.pattern}"


def test_whatever_is_sent_to_any_address_without_the_token_of_its_form_is_refused(house: House) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="caseworker"))
    before = house.register.log.head()
    found = {name: strict.post(address, {"at": "2026-11-20"}).status_code for name, address in addresses(house)}
    assert set(found.values()) == {403}, found
    assert house.register.log.head().position == before.position + len(HIT_LATE)


def test_signing_in_asks_for_the_token_too_and_signing_out_is_no_link(caseworker: Client) -> None:
    known = {"username": "caseworker", "password": demonstration_users.PASSWORD}
    assert Client(enforce_csrf_checks=True).post("/sign-in", known).status_code == 403
    assert caseworker.get("/sign-out").status_code == 405
    assert caseworker.get("/inbox").status_code == 200


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_no_template_holds_script_style_or_a_form_without_its_token(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:", text, re.IGNORECASE)
    for tag in re.findall(r"<script[^>]*>", text):
        assert " src=" in tag, tag
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.IGNORECASE | re.DOTALL):
        assert "{% csrf_token %}" in form, form[:80]


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 50


def test_every_answer_carries_the_headers_of_security(client: Client, caseworker: Client, house: House) -> None:
    visited = [
        (who, address) for who in (client, caseworker) for name, address in addresses(house) if name != "purpose"
    ]
    for who, address in (*visited, (client, "/law/"), (client, "/no-such-page"), (client, "/static/desk/desk.css")):
        answer = who.get(address)
        assert "default-src 'none'" in answer["Content-Security-Policy"], address
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["Permissions-Policy"]
        if "static" not in address:
            assert answer["X-Frame-Options"] == "DENY", address
        if who is caseworker:
            assert "no-store" in answer["Cache-Control"], address


def test_in_production_cookies_are_for_this_host_over_tls_alone_and_tls_is_asked_for_a_year(tmp_path: Path) -> None:
    asks = (
        "from asylon.desk.preparation import prepare; prepare()\n"
        "import json\n"
        "from django.conf import settings as s\n"
        "from django.test import Client\n"
        "answer = Client().get('/sign-in', secure=True, SERVER_NAME='localhost')\n"
        "told = [s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,\n"
        "        s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE, s.DEBUG,\n"
        "        s.SECOND_FACTOR_REQUIRED, answer['Strict-Transport-Security']]\n"
        "print(json.dumps(told))\n"
    )
    around = {"PATH": os.environ["PATH"], "ASYLON_DATA": str(tmp_path), "ASYLON_MODE": "production"}
    around |= {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    done = subprocess.run(
        [sys.executable, "-c", asks], env=around, capture_output=True, text=True, check=True, timeout=60
    )
    assert json.loads(done.stdout) == [
        "__Host-session", "__Host-csrf", True, True, True, "Lax", "Lax", False, True, "max-age=31536000",
    ]  # fmt: skip


def test_a_session_from_before_signing_in_is_of_no_use_afterwards() -> None:
    client = Client()
    planted = client.session
    planted["purpose"] = "reception"
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(planted.session_key)
    client.post("/sign-in", {"username": "caseworker", "password": demonstration_users.PASSWORD})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted.session_key
    assert client.cookies[settings.SESSION_COOKIE_NAME]["httponly"]
    assert not Session.objects.filter(session_key=planted.session_key).exists()
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = str(planted.session_key)
    assert thief.get("/inbox").status_code == 302


def test_after_signing_out_the_cookie_opens_nothing() -> None:
    client = Client()
    client.post("/sign-in", {"username": "caseworker", "password": demonstration_users.PASSWORD})
    kept = str(client.cookies[settings.SESSION_COOKIE_NAME].value)
    client.post("/sign-out")
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert thief.get("/inbox").status_code == 302


def test_a_host_that_is_not_ours_is_answered_nothing() -> None:
    assert Client(SERVER_NAME="elsewhere.example").get("/sign-in").status_code == 400


@pytest.mark.parametrize(("action", "limit"), [("export_cases", "exports"), ("import_cases", "imports")])
def test_exports_and_imports_are_limited_by_account(action: str, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.RATE_LIMITS, limit, (2, 3600))
    role = {"export_cases": "privacy_officer", "import_cases": "administrator"}[action]
    for name in ("fictional-mover", "fictional-other"):
        accounts.save(name, roles=[role], unit="", state="NL", by="test")
        limits.give_back(limit, name)

    def asks(name: str) -> None:
        request = RequestFactory().get("/")
        request.user = User.objects.select_related("account").get(username=name)
        request.by_token = True  # type: ignore[attr-defined]
        people.authorise(request, action)

    asks("fictional-mover")
    asks("fictional-mover")
    with pytest.raises(TooOftenError) as refused:
        asks("fictional-mover")
    assert 0 < refused.value.wait <= 3600
    asks("fictional-other")
    User.objects.filter(username__in=["fictional-mover", "fictional-other"]).delete()
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(people.Forbidden):
        people.authorise(request, action)
