"""The database of accounts and sessions fails: a calm 503, the law stays open, nothing is recorded twice. Persons are fictional."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from desk_home import HIT_LATE, opened
from django.contrib.auth.models import User
from django.db import OperationalError, ProgrammingError, connection
from django.test import Client

from asylon.desk.house import House
from asylon.desk.tokens import token_for
from asylon.register import CaseRecord

LODGED = {"facts": [{"kind": "application_lodged", "person": "p1", "at": "2026-11-10"}]}


class Failing:
    """Of the statements to the accounts' database one fails, or all."""

    def __init__(self, at: int | None = None, error: type[Exception] = OperationalError) -> None:
        self.at, self.error, self.seen = at, error, 0

    def __call__(self, execute: Any, statement: Any, values: Any, many: Any, context: Any) -> Any:
        self.seen += 1
        if self.at is None or self.seen - 1 == self.at:
            raise self.error("disk I/O error")
        return execute(statement, values, many, context)


@contextmanager
def failing(at: int | None = None, error: type[Exception] = OperationalError) -> Iterator[Failing]:
    wrapped = Failing(at, error)
    with connection.execute_wrapper(wrapped):
        yield wrapped


def visitor(lang: str = "en", **named: Any) -> Client:
    made = Client(raise_request_exception=False, headers={"Accept-Language": lang}, **named)
    made.cookies["django_language"] = lang
    return made


def signed_in(lang: str = "en") -> Client:
    made = visitor(lang)
    made.force_login(User.objects.get(username="caseworker"))
    return made


def refused(answer: Any, lang: str) -> None:
    assert answer.status_code == 503, answer.content
    text = answer.content.decode()
    assert int(answer["Retry-After"]) > 0
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"]
    assert "Fictional One" not in text
    if answer["Content-Type"].startswith("application/problem+json"):
        assert answer.json()["type"] == "urn:asylon:problem:storage"
    else:
        assert f'lang="{lang}"' in text
        assert {"en": "cannot be used at this moment", "nl": "op dit moment niet te gebruiken"}[lang] in text


def by_session(address: str) -> Callable[[str, CaseRecord], Callable[[], Any]]:
    def prepared(lang: str, case: CaseRecord) -> Callable[[], Any]:
        client = signed_in(lang)
        return lambda: client.get(address.format(n=case.number))

    return prepared


def by_token(address: str) -> Callable[[str, CaseRecord], Callable[[], Any]]:
    def prepared(lang: str, case: CaseRecord) -> Callable[[], Any]:
        token = token_for(User.objects.get(username="caseworker"))
        client = visitor(lang)
        return lambda: client.get(address.format(n=case.number), headers={"Authorization": f"Bearer {token}"})

    return prepared


def signing_in(lang: str, case: CaseRecord) -> Callable[[], Any]:
    sent = {"username": "caseworker", "password": "fictional-2026"}
    return lambda: visitor(lang).post("/sign-in", sent)


ASKED = {
    "a case": by_session("/case/{n}"),
    "the inbox": by_session("/inbox"),
    "the own account": by_session("/account"),
    "a case, by a program": by_token("/api/v1/cases/{n}"),
    "the list, by a program": by_token("/api/v1/cases?limit=2"),
    "a sign-in": signing_in,
}


@pytest.mark.parametrize("name", ASKED)
def test_whatever_statement_fails_it_is_told_calmly_and_works_again_at_once(name: str, hit: CaseRecord) -> None:
    at = 0
    while True:
        lang = ("en", "nl")[at % 2]
        act = ASKED[name](lang, hit)
        with failing(at) as wrapped:
            answer = act()
        if wrapped.seen <= at:
            break
        if answer.status_code not in (200, 302):
            refused(answer, lang)
        assert act().status_code in (200, 302)
        at += 1
    assert at > 0


def test_the_law_is_shown_to_who_is_signed_in_as_to_a_visitor(hit: CaseRecord, lang: str) -> None:
    client = signed_in(lang)
    for address in ("/", "/law/", "/law/act/APR/35/", "/plan/calendar/", "/council/", "/calculate/", "/sign-in",
                    "/health/live", "/api/v1/law/rules"):  # fmt: skip
        with failing():
            assert client.get(address).status_code == 200, address
    with failing():
        refused(client.get("/inbox"), lang)
        refused(client.get(f"/case/{hit.number}"), lang)
        refused(client.get("/api/v1/cases"), lang)
    assert client.get("/inbox").status_code == 200, "the sign-in still holds"


def test_what_was_recorded_while_the_session_could_not_be_kept_is_not_recorded_again(house: House, lang: str) -> None:
    case = opened(house, HIT_LATE)
    client = signed_in(lang)
    sent = {
        "person": "p1",
        "at": "2026-11-20",
        "expected": str(case.version),
        "command": {"en": "5e", "nl": "e5"}[lang] * 16,
    }
    address = f"/case/{case.number}/record/application_lodged"
    at = 0
    while True:
        with failing(at) as wrapped:
            answer = client.post(address, sent)
        if wrapped.seen <= at:
            break
        if answer.status_code != 302:
            refused(answer, lang)
            assert {"en": "whole or not at all", "nl": "geheel of helemaal niet"}[lang] in answer.content.decode()
        at += 1
    assert client.post(address, sent).status_code == 302
    assert house.register.files.read(case.id).version == case.version + 1


def test_a_fault_of_the_program_is_not_called_an_outage(hit: CaseRecord) -> None:
    client = signed_in()
    for address, kind in (("/inbox", "text/html"), ("/api/v1/cases", "application/problem+json")):
        with failing(error=ProgrammingError):
            answer = client.get(address)
        assert answer.status_code == 500
        assert answer["Content-Type"].startswith(kind)
