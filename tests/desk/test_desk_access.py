from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from asylon.desk import demonstration_users, environment
from asylon.desk.house import House
from asylon.register import CaseRecord


def test_the_demonstration_shows_its_sign_ins_and_they_work(client: Client, lang: str) -> None:
    client.cookies["django_language"] = lang
    shown = client.get("/sign-in").content.decode()
    assert demonstration_users.PASSWORD in shown
    for known in demonstration_users.USERS:
        assert known.name in shown
        sent = {"username": known.name, "password": demonstration_users.PASSWORD, "next": "/inbox"}
        assert Client().post("/sign-in", sent)["Location"] == "/inbox"


def test_a_wrong_password_is_told_without_saying_which_of_the_two_was_wrong(client: Client) -> None:
    response = client.post("/sign-in", {"username": "caseworker", "password": "wrong"})
    assert response.status_code == 200
    assert "do not belong together" in response.content.decode()


def test_sign_in_does_not_lead_to_another_host(client: Client) -> None:
    sent = {"username": "lawyer", "password": demonstration_users.PASSWORD, "next": "https://example.org/"}
    assert client.post("/sign-in", sent)["Location"] == "/"


def test_demonstration_sign_ins_are_not_made_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMONSTRATION", False)
    with pytest.raises(RuntimeError):
        demonstration_users.create()
    assert demonstration_users.PASSWORD not in Client().get("/sign-in").content.decode()


def test_signing_out_closes_the_pages(caseworker: Client) -> None:
    assert caseworker.post("/sign-out").status_code == 302
    assert caseworker.get("/inbox").status_code == 302


def test_the_language_is_kept_and_the_reader_goes_back_to_the_page(client: Client) -> None:
    response = client.post("/language", {"language": "nl", "next": "/sign-in"})
    assert response["Location"] == "/sign-in"
    assert "Aanmelden" in client.get("/sign-in").content.decode()
    assert client.post("/language", {"language": "nl", "next": "//example.org"})["Location"] == "/"


def test_a_form_without_its_token_is_refused_with_a_page_for_people() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/language", {"language": "nl"})
    assert response.status_code == 403
    assert "Nothing was recorded" in response.content.decode()


def test_the_demonstration_clock_moves_forward_only(caseworker: Client, house: House) -> None:
    before = house.register.now()
    caseworker.post("/clock", {"by": "to", "to": "2026-01-01", "next": "/"})
    assert house.register.now() - before < timedelta(hours=1)
    caseworker.post("/clock", {"by": "day", "next": "/"})
    assert timedelta(days=1) <= house.register.now() - before < timedelta(days=1, hours=1)


def test_the_clock_cannot_be_moved_without_sign_in_or_outside_the_demonstration(
    client: Client, caseworker: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.post("/clock", {"by": "day"})["Location"].startswith("/sign-in")
    monkeypatch.setattr(settings, "DEMONSTRATION", False)
    assert caseworker.post("/clock", {"by": "day"}).status_code == 404


def test_production_is_the_mode_of_who_says_nothing() -> None:
    found = environment.read({})
    assert found.mode == "production"
    assert found.https
    assert not found.demonstration


def test_an_unknown_mode_is_refused_with_what_to_write() -> None:
    with pytest.raises(environment.SurroundingsError, match="ASYLON_MODE"):
        environment.read({"ASYLON_MODE": "demo"})


def test_the_secret_key_is_made_once_and_is_for_its_owner_only(tmp_path: Path) -> None:
    key = environment.secret_key(tmp_path / "data")
    assert len(key) > 60
    assert environment.secret_key(tmp_path / "data") == key
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0


def signed_in(name: str) -> Client:
    from django.contrib.auth.models import User

    made = Client()
    made.force_login(User.objects.get(username=name))
    return made


def test_a_colleague_without_a_task_in_the_file_is_refused_with_the_reason_and_no_reading_is_logged(
    hit: CaseRecord, house: House
) -> None:
    before = len(house.register.read_by(hit.id))
    for name in ("coordinator", "statistician", "administrator", "guardian"):
        answer = signed_in(name).get(f"/case/{hit.number}")
        assert answer.status_code == 403, name
        assert hit.number not in answer.content.decode().split("<main")[1]
    assert len(house.register.read_by(hit.id)) == before


def test_a_refusal_does_not_tell_whether_a_case_exists(hit: CaseRecord) -> None:
    guardian = signed_in("guardian")
    there, absent = guardian.get(f"/case/{hit.number}"), guardian.get("/case/NL-2026-009999")
    assert (there.status_code, absent.status_code) == (403, 403)
    assert there.content.decode().split("<main")[1] == absent.content.decode().split("<main")[1]


def test_reception_sees_neither_grounds_nor_duties_of_the_examination(hit: CaseRecord) -> None:
    page = signed_in("reception").get(f"/case/{hit.number}").content.decode()
    assert "Eurodac hit received" not in page
    assert "outside your task" in page
    assert "take charge" not in page.split("What happened")[0].lower()


def test_every_line_of_a_list_is_logged_as_a_reading_of_that_case(hit: CaseRecord, house: House) -> None:
    before = len(house.register.read_by(hit.id))
    colleague, page = signed_in("dublin"), ""
    address: str | None = "?unit=dublin"
    # Other tests opened cases too: the line stands on one of the pages.
    while address is not None and hit.number not in page:
        page = colleague.get(f"/inbox{address}").content.decode()
        further = re.search(r'rel="next" href="([^"]*)"', page)
        address = html.unescape(further[1]) if further else None
    assert hit.number in page
    readings = house.register.read_by(hit.id)[before:]
    assert [(one.what, one.unit, one.purpose) for one in readings] == [("list", "dublin", "responsibility")]


def test_who_read_a_case_is_shown_to_those_who_may_see_it(hit: CaseRecord) -> None:
    signed_in("caseworker").get(f"/case/{hit.number}")
    page = signed_in("privacy").get(f"/case/{hit.number}/readings").content.decode()
    assert "C. Example" in page
    assert "examination of the application" in page
    assert signed_in("reception").get(f"/case/{hit.number}/readings").status_code == 403


def test_an_applicant_sees_what_is_recorded_about_himself_or_herself_and_nobody_else(
    family: CaseRecord, house: House
) -> None:
    from django.contrib.auth.models import User

    from asylon.desk.models import Account

    user, _ = User.objects.get_or_create(username="fictional-mother")
    person = f"{family.id}/mother"
    Account.objects.update_or_create(user=user, defaults={"roles": "applicant", "person": person})
    mother = signed_in("fictional-mother")
    page = mother.get(f"/case/{family.number}").content.decode()
    assert "Fictional Mother" in page
    assert "son-application" not in page
    assert f"/case/{family.number}/why/son/" not in page
    assert mother.get(f"/case/{family.number}/record").status_code == 403
    assert mother.get("/inbox").status_code == 403
    assert mother.get(f"/case/{family.number}/readings").status_code == 200


def test_facts_outside_the_task_cannot_be_recorded(hit: CaseRecord) -> None:
    dublin = signed_in("dublin")
    assert dublin.get(f"/case/{hit.number}/record/take_charge_requested").status_code == 200
    refused = dublin.post(f"/case/{hit.number}/record/decision_taken", {"at": "2026-11-22"})
    assert refused.status_code == 403
    assert "Ask the unit whose task it is" in refused.content.decode()


@pytest.mark.parametrize("name", ["caseworker", "reception", "dublin", "guardian", "border"])
def test_the_counts_are_of_what_the_account_may_see(name: str, hit: CaseRecord, house: House) -> None:
    listed: list[dict[str, str]] = []
    after = "start"
    while after:
        page = signed_in(name).get(f"/api/v1/duties?limit=200&after={after.removeprefix('start')}").json()
        listed += page["items"]
        after = page["next"]
    inbox, home = (signed_in(name).get(address).content.decode() for address in ("/inbox", "/"))
    for page in (inbox, home):
        told = page.partition('<ul class="counts">')[2].partition("</ul>")[0]
        counts = [int(re.sub(r"\D", "", number)) for number in re.findall(r"<strong>([^<]+)</strong>", told)]
        assert len(counts) == 4
        assert counts[3] == len(listed), name
        assert counts[0] == sum(one["status"] == "late" for one in listed)
    if name == "reception":
        assert len(listed) < house.register.inbox_counts().all


def test_the_first_page_counts_nothing_for_an_account_without_authority() -> None:
    from django.contrib.auth.models import User

    account = User.objects.get(username="caseworker").account
    state, account.state = account.state, ""
    account.save()
    try:
        answer = signed_in("caseworker").get("/")
        assert answer.status_code == 200
        assert '<ul class="counts">' not in answer.content.decode()
        assert signed_in("caseworker").get("/inbox").status_code == 403
    finally:
        account.state = state
        account.save()
