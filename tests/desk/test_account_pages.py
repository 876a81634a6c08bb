"""Accounts and the authorisation table as pages."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from reading import Page

from asylon.access import ACTIONS, PURPOSES, ROLES, SCOPES, Refused, Subject, Who, decide, entries
from asylon.desk import accounts, second_factor
from asylon.desk.models import AccountChange

NAME = "fictional-colleague"


def signed_in(name: str) -> Client:
    made = Client()
    made.force_login(User.objects.get(username=name))
    return made


@pytest.fixture
def colleague() -> Iterator[User]:
    yield accounts.save(
        NAME, roles=["reception"], unit="reception", state="NL", by="test", password="a-fictional-password"
    )
    User.objects.filter(username=NAME).delete()


def test_the_whole_table_is_shown_in_both_languages(lang: str) -> None:
    client = signed_in("privacy")
    client.cookies["django_language"] = lang
    page = html.unescape(client.get("/access/").content.decode())
    restricted = page.index("<h2>", page.rindex(entries()[-1].basis))
    assert page[:restricted].count("<tr>") == len(entries()) + len(ROLES)
    assert page[restricted:].count("<tr>") == len(PURPOSES) + 1
    for entry in entries():
        for words in (ACTIONS[entry.action], SCOPES[entry.scope], *(PURPOSES[name] for name in entry.purposes)):
            assert words[lang] in page
        assert entry.basis in page
    assert {
        "en": "Security check carried out: reasonable grounds",
        "nl": "Veiligheidscontrole uitgevoerd: redelijke gronden",
    }[lang] in page


def test_the_reason_shown_is_the_reason_of_the_decision(lang: str) -> None:
    client = signed_in("privacy")
    client.cookies["django_language"] = lang
    asked = "/access/why?role=reception&action=read_case&purpose=reception&file=other"
    refused = decide(Who(name="", roles=("reception",), state="own"), "read_case", "reception", Subject(state="other"))
    assert isinstance(refused, Refused)
    answer = client.get(asked)
    assert answer.context["allowed"] is False
    assert answer.context["reason"] == refused.why[lang]
    assert client.get(asked.replace("other", "own")).context["allowed"] is True
    applicant = client.get("/access/why?role=applicant&action=read_case&purpose=own_information&file=self")
    assert applicant.context["allowed"] is True
    assert applicant.context["hidden"]
    assert client.get("/access/why?role=nobody&file=%00").status_code == 200


def test_the_table_is_for_those_who_may_see_it() -> None:
    for name, status in (("monitor", 200), ("coordinator", 200), ("administrator", 200), ("caseworker", 403)):
        assert signed_in(name).get("/access/").status_code == status, name
        assert ('href="/access"' in signed_in(name).get("/").content.decode()) is (status == 200), name


def test_accounts_are_managed_by_the_administrator_only(colleague: User) -> None:
    for name in ("caseworker", "privacy", "coordinator"):
        assert signed_in(name).get("/accounts").status_code == 403
        assert signed_in(name).post(f"/accounts/{NAME}", {"act": "close"}).status_code == 403
    page = signed_in("administrator").get("/accounts").content.decode()
    assert NAME in page
    assert Page(page).unlabelled == []


def test_a_change_of_roles_ends_sessions_and_is_kept_with_who_made_it(colleague: User) -> None:
    client = signed_in(NAME)
    assert client.get("/inbox").status_code == 200
    sent = {"act": "change", "roles": ["dublin_unit", "emperor"], "unit": "dublin"}
    assert signed_in("administrator").post(f"/accounts/{NAME}", sent).status_code == 302
    found = User.objects.get(username=NAME).account
    assert (found.roles, found.unit) == ("dublin_unit", "dublin")
    assert client.get("/inbox").status_code == 302
    assert AccountChange.objects.filter(account=NAME, by="administrator", what__contains="dublin_unit").exists()


def test_an_account_is_closed_opened_and_its_second_factor_forgotten(colleague: User) -> None:
    administrator, client = signed_in("administrator"), signed_in(NAME)
    device = second_factor.begin(colleague)
    device.confirmed = True
    device.save()
    administrator.post(f"/accounts/{NAME}", {"act": "reset-factor"})
    assert not second_factor.enrolled(colleague)
    administrator.post(f"/accounts/{NAME}", {"act": "close"})
    assert client.get("/inbox").status_code == 302
    assert Client().post("/sign-in", {"username": NAME, "password": "a-fictional-password"}).status_code == 200
    administrator.post(f"/accounts/{NAME}", {"act": "reopen"})
    assert Client().post("/sign-in", {"username": NAME, "password": "a-fictional-password"}).status_code == 302


def test_nobody_changes_the_own_account() -> None:
    before = User.objects.get(username="administrator").account.roles
    sent = {"act": "change", "roles": ["administrator", "determining_authority"]}
    signed_in("administrator").post("/accounts/administrator", sent)
    assert User.objects.get(username="administrator").account.roles == before


def test_pages_of_accounts_and_authorisations_are_sound_in_both_languages(colleague: User, lang: str) -> None:
    administrator = signed_in("administrator")
    administrator.cookies["django_language"] = lang
    for address in ("/accounts", f"/accounts/{NAME}", "/access/", "/access/why", "/account", "/account/password",
                    "/account/second-factor", "/sign-in/again"):  # fmt: skip
        answer = administrator.get(address)
        assert answer.status_code == 200, address
        page = Page(answer.content.decode())
        assert len(page.all("h1")) == 1, address
        assert page.unlabelled == [], address
        assert page.unbalanced == [], address
        assert not [one for _tag, one in page.elements if "style" in one], address
