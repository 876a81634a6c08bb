"""Every reading of personal data is logged with who, for what and what; what cannot be logged is not shown."""

from __future__ import annotations

import re
from typing import Any

import pytest
from desk_home import FAMILY, opened
from django.contrib.auth.models import User
from django.test import Client
from doors import API, DESK, FILE, LIST, OWN, Door

from asylon.access import PURPOSES, Who, decide
from asylon.access.decision import Allowed
from asylon.desk import accounts
from asylon.desk import house as house_module
from asylon.desk.house import House
from asylon.desk.tokens import token_for
from asylon.law.citations import Bilingual
from asylon.register import CaseRecord, StorageError
from asylon.register.reading_log import Reading, ReadingLog

#: For each action, who does it in these tests.
READERS = {
    "list_cases": "caseworker", "read_case": "caseworker", "record_fact": "caseworker", "see_readings": "privacy",
    "erase_person": "privacy", "copy_person": "caseworker",
}  # fmt: skip
READING = [(name, door, "") for name, door in DESK.items() if door.reads]
READING += [(name, door, "/api/v1") for name, door in API.items() if door.reads]
READING += [("home", DESK["home"], ""), ("indicator", DESK["indicator"], "")]
ABOUT_PEOPLE = {FILE, LIST, OWN}


@pytest.fixture
def applicant(hit: CaseRecord) -> User:
    return accounts.save(
        "fictional-reader",
        roles=["applicant"],
        unit="",
        state="NL",
        by="test",
        full_name="F. Reader",
        person=f"{hit.id}/p1",
    )


def asks(name: str, door: Door, prefix: str, number: str) -> tuple[str, Any]:
    """Ask as somebody who may. Returns who that is, and the answer."""
    reader = "fictional-reader" if door.about == OWN else READERS.get(door.action, "caseworker")
    user = User.objects.get(username=reader)
    client = Client(headers={"Authorization": f"Bearer {token_for(user)}"} if prefix else {})
    if not prefix:
        client.force_login(user)
    address = prefix + door.address.format(n=number)
    if door.method == "get":
        return reader, client.get(address, headers=door.headers)
    kind = {"content_type": "application/json"} if prefix else {}
    return reader, client.post(address, door.sent or {}, headers=door.headers, **kind)


def logged(house: House, before: int) -> list[Reading]:
    return list(house.register.readings.all())[before:]


def broken(*_arguments: Any, **_named: Any) -> None:
    raise StorageError(Bilingual("The disk failed", "De schijf faalt"), "a test")


def test_what_shows_people_is_declared_to_read() -> None:
    for name, door in (*DESK.items(), *API.items()):
        if door.about in ABOUT_PEOPLE:
            assert door.reads, name


@pytest.mark.parametrize(
    ("name", "door", "prefix"), READING, ids=[f"{prefix}{name}" for name, _door, prefix in READING]
)
def test_who_read_what_and_for_what_is_logged_exactly(
    name: str, door: Door, prefix: str, hit: CaseRecord, applicant: User, house: House
) -> None:
    before = len(list(house.register.readings.all()))
    reader, answer = asks(name, door, prefix, hit.number)
    assert answer.status_code == (200 if not prefix else door.done), answer.content
    user = User.objects.select_related("account").get(username=reader)
    who = Who(name=reader, roles=tuple(user.account.roles.split()))
    action = "list_cases" if name in {"home", "indicator"} else door.action
    purpose = next(one for one in PURPOSES if isinstance(decide(who, action, one), Allowed))
    what = "list" if door.about != FILE and door.about != OWN else door.reads
    found = logged(house, before)
    assert {(one.actor, one.unit, one.purpose, one.what) for one in found} <= {
        (f"{user.get_full_name()} ({reader})", user.account.unit, purpose, what)
    }
    if what != "list":
        assert [one.case_id for one in found] == [hit.id]
    else:
        text = answer.content.decode()
        assert len({one.case_id for one in found}) == len(found)
        numbers = {house.register.case(one.case_id, actor="t", unit="t", purpose="t").number for one in found}
        assert numbers or name in {"home", "indicator"}
        assert set(re.findall(r"[A-Z]{2}-\d{4}-\d{6}", text)) == numbers


@pytest.mark.parametrize(
    ("name", "door", "prefix"), READING, ids=[f"{prefix}{name}" for name, _door, prefix in READING]
)
def test_a_reading_that_cannot_be_logged_is_refused_and_shows_nothing(
    name: str, door: Door, prefix: str, hit: CaseRecord, applicant: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReadingLog, "write", broken)
    monkeypatch.setattr(ReadingLog, "write_many", broken)
    _reader, answer = asks(name, door, prefix, hit.number)
    assert answer.status_code == 503
    shown = answer.content.decode().split("<main")[-1]
    assert "Fictional One" not in shown
    assert hit.number not in shown
    if prefix:
        assert answer["Content-Type"] == "application/problem+json"
        assert int(answer["Retry-After"]) > 0


def test_the_law_the_plan_and_the_council_stay_up_when_the_register_fails(
    monkeypatch: pytest.MonkeyPatch, house: House
) -> None:
    class Broken:
        def __getattr__(self, name: str) -> Any:
            return broken

    monkeypatch.setattr(house_module, "_opened", [House(Broken(), house.book, house.state)])  # type: ignore[arg-type]
    signed_in = Client()
    signed_in.force_login(User.objects.get(username="caseworker"))
    for client in (Client(), signed_in):
        for address in ("/law/", "/law/act/APR/35/", "/law/search?q=APR+35", "/law/limits/", "/law/open-questions/",
                        "/plan/calendar/", "/council/", "/calculate/", "/access", "/sign-in", "/account"):  # fmt: skip
            if client is signed_in or address not in {"/access", "/account"}:
                status = client.get(address).status_code
                assert status in {200, 302} or (address == "/access" and status == 403), address
    assert signed_in.get("/inbox").status_code == 503
    assert signed_in.get("/api/v1/cases").status_code == 503


def test_the_applicant_sees_the_own_position_who_read_it_and_what_can_be_done(house: House, lang: str) -> None:
    family = opened(house, FAMILY)
    accounts.save(
        "fictional-mother-2", roles=["applicant"], unit="", state="NL", by="test", person=f"{family.id}/mother",
        password="a-fictional-password",
    )  # fmt: skip
    caseworker = Client()
    caseworker.force_login(User.objects.get(username="caseworker"))
    caseworker.get(f"/case/{family.number}")
    mother = Client()
    sent = {"username": "fictional-mother-2", "password": "a-fictional-password"}
    assert mother.post("/sign-in", sent)["Location"] == "/my-case"
    mother.cookies["django_language"] = lang
    page = mother.get("/my-case").content.decode()
    assert family.number in page
    assert "Fictional Mother" in page
    assert "Fictional Son" not in page
    assert "C. Example" not in page, "which unit, for what and when; not who works there"
    assert {"en": '<td data-label="Unit">', "nl": '<td data-label="Eenheid">'}[lang] in page
    assert {"en": "examination of the application", "nl": "behandeling van het verzoek"}[lang] in page
    assert {"en": "Article 15 GDPR", "nl": "artikel 15 AVG"}[lang] in page
    assert 'href="/my-case"' in mother.get("/").content.decode()
    assert mother.get("/inbox").status_code == 403
    User.objects.filter(username="fictional-mother-2").delete()


def test_the_person_concerned_is_told_units_and_purposes_and_no_colleague_by_any_way_in(house: House) -> None:
    """GDPR 15(4); Court of Justice, C-579/21: dates and purposes, not the identity of staff who acted for the controller."""
    family = opened(house, FAMILY)
    colleague = Client()
    colleague.force_login(User.objects.get(username="caseworker"))
    page = colleague.get(f"/case/{family.number}").content.decode()
    assert "R. Example (registrar)" in page
    accounts.save(
        "fictional-mother-3", roles=["applicant"], unit="", state="NL", by="test", person=f"{family.id}/mother"
    )
    user = User.objects.get(username="fictional-mother-3")
    mother, program = Client(), Client(headers={"Authorization": f"Bearer {token_for(user)}"})
    mother.force_login(user)
    file, interface = f"/case/{family.number}", f"/api/v1/cases/{family.number}"
    ways = [mother.get(one) for one in ("/my-case", "/my-case/copy", file, f"{file}/readings", f"{file}/recorded/1")]
    ways += [program.get(f"{interface}{end}") for end in ("/facts", "/readings", "/persons/mother/copy")]
    for answer in ways:
        assert answer.status_code == 200
        assert "Example" not in answer.content.decode().replace("K. Example", "")
    assert {one["unit"] for one in program.get(f"{interface}/readings").json()} >= {"asylum"}
    assert {one["actor"] for one in program.get(f"{interface}/facts").json()["facts"]} == {""}
    user.delete()


def test_the_applicant_of_the_demonstration_is_a_person_of_the_register(house: House, hit: CaseRecord) -> None:
    from asylon.desk.demonstration_users import APPLICANT, link_applicant
    from asylon.desk.models import Account

    link_applicant(house.register)
    account = Account.objects.get(user__username=APPLICANT)
    case, _, person = account.person.partition("/")
    assert person in house.register.case(case, actor="t", unit="t", purpose="t").persons
    client = Client()
    client.force_login(account.user)
    assert client.get("/my-case").status_code == 200


def test_a_list_shows_nothing_outside_the_task(hit: CaseRecord) -> None:
    monitor = Client()
    monitor.force_login(User.objects.get(username="monitor"))
    page = monitor.get(f"/cases?text={hit.number}").content.decode()
    assert hit.number in page
    assert "woman" not in page
    rows = Client(headers={"Authorization": f"Bearer {token_for(User.objects.get(username='reception'))}"})
    assert {one["block"] for one in rows.get("/api/v1/duties?limit=200").json()["items"]} <= {
        "reception", "safeguards", "general", "preparedness",
    }  # fmt: skip


def test_an_account_without_a_member_state_has_no_list() -> None:
    user = accounts.save("fictional-nowhere", roles=["determining_authority"], unit="asylum", state="", by="test")
    client = Client()
    client.force_login(user)
    assert client.get("/inbox").status_code == 403
    assert client.get("/cases").status_code == 403
    assert client.get("/").status_code == 403 or "/case/" not in client.get("/").content.decode()
    user.delete()
