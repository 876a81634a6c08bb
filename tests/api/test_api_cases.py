"""Cases through the interface: the same register, the same refusals, versions and acts named. All persons are fictional."""

from __future__ import annotations

from typing import Any

import pytest
from desk_home import FAMILY, HIT_LATE
from django.contrib.auth.models import User
from django.test import Client

from asylon.desk import accounts
from asylon.desk.house import House
from asylon.desk.tokens import token_for
from asylon.register import CaseRecord


class Program:
    """A program that signs in with an account's token."""

    def __init__(self, name: str) -> None:
        self._headers = {"Authorization": f"Bearer {token_for(User.objects.get(username=name))}"}
        self._client = Client()

    def get(self, path: str, **headers: str) -> Any:
        return self._client.get(f"/api/v1{path}", headers=self._headers | headers)

    def post(self, path: str, content: Any, **headers: str) -> Any:
        sent = self._headers | {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.post(f"/api/v1{path}", content, content_type="application/json", headers=sent)


def _all_duties(program: Program, limit: int, query: str = "") -> list[Any]:
    """Every duty on the list, page by page."""
    found: list[Any] = []
    after = "start"
    while after:
        page = program.get(f"/duties?limit={limit}&after={after.removeprefix('start')}{query}").json()
        found += page["items"]
        after = page["next"]
    return found


@pytest.fixture
def caseworker_program() -> Program:
    return Program("caseworker")


def test_without_a_token_nothing_about_people_is_told(hit: CaseRecord) -> None:
    for path in ("/cases", f"/cases/{hit.number}", "/duties"):
        answer = Client().get(f"/api/v1{path}")
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"] == "Bearer"
    assert Client().get("/api/v1/cases", headers={"Authorization": "Bearer nonsense"}).status_code == 401


def test_a_token_is_void_once_the_password_changed(hit: CaseRecord) -> None:
    user = User.objects.create_user("fictional-program", password="before-2026-long")
    token = token_for(user)
    user.set_password("after-2026-long")
    user.save()
    assert Client().get("/api/v1/cases", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_a_case_is_opened_read_and_recorded_in(caseworker_program: Program, house: House) -> None:
    made = caseworker_program.post("/cases", {"facts": HIT_LATE}, Idempotency_Key="open-1")
    assert made.status_code == 201, made.content
    number = made.json()["number"]
    assert made["Location"] == f"/api/v1/cases/{number}"
    again = caseworker_program.post("/cases", {"facts": HIT_LATE}, Idempotency_Key="open-1")
    assert (again.status_code, again.json()["number"]) == (201, number)
    read = caseworker_program.get(f"/cases/{number}")
    assert read["ETag"] == '"4"'
    new = {"facts": [{"kind": "application_lodged", "person": "p1", "at": "2026-11-10"}]}
    done = caseworker_program.post(f"/cases/{number}/facts", new, If_Match=read["ETag"])
    assert done.status_code == 201, done.content
    assert done["ETag"] == '"5"'
    assert [one["fact"]["kind"] for one in done.json()["facts"]] == ["application_lodged"]
    assert caseworker_program.get(f"/cases/{number}/facts").json()["version"] == 5
    assert len(house.register.read_by(house.register.find(number) or "")) >= 3


def test_a_write_that_names_no_version_or_an_old_one_stores_nothing(
    caseworker_program: Program, hit: CaseRecord
) -> None:
    new = {"facts": [{"kind": "application_lodged", "person": "p1", "at": "2026-11-10"}]}
    assert caseworker_program.post(f"/cases/{hit.number}/facts", new).status_code == 428
    old = caseworker_program.post(f"/cases/{hit.number}/facts", new, If_Match='"1"')
    assert old.status_code == 412
    assert "Read it again" in old.json()["detail"]
    assert caseworker_program.get(f"/cases/{hit.number}")["ETag"] == '"4"'


def test_a_request_sent_twice_is_recorded_once(caseworker_program: Program, hit: CaseRecord) -> None:
    new = {"facts": [{"kind": "application_lodged", "person": "p1", "at": "2026-11-10"}]}
    first = caseworker_program.post(f"/cases/{hit.number}/facts", new, If_Match='"4"', Idempotency_Key=f"k-{hit.id}")
    second = caseworker_program.post(f"/cases/{hit.number}/facts", new, If_Match='"4"', Idempotency_Key=f"k-{hit.id}")
    assert (first.status_code, second.status_code) == (201, 201)
    assert caseworker_program.get(f"/cases/{hit.number}").json()["version"] == 5
    other = {"facts": [{"kind": "application_lodged", "person": "p1", "at": "2026-11-11"}]}
    reused = caseworker_program.post(f"/cases/{hit.number}/facts", other, If_Match='"5"', Idempotency_Key=f"k-{hit.id}")
    assert reused.status_code == 409


def test_every_wrong_fact_is_named_with_its_place_and_remedy(caseworker_program: Program, hit: CaseRecord) -> None:
    sent = {"facts": [{"kind": "gossip"}, {"kind": "application_lodged", "person": "p1", "at": "soon"}]}
    answer = caseworker_program.post(f"/cases/{hit.number}/facts", sent, If_Match='"4"')
    assert answer.status_code == 400
    assert [one["place"] for one in answer.json()["errors"]] == ["facts[0].kind", "facts[1].at"]
    assert all(one["remedy"] for one in answer.json()["errors"])


def test_positions_carry_a_receipt_and_can_be_asked_at_another_instant(
    caseworker_program: Program, hit: CaseRecord
) -> None:
    now = caseworker_program.get(f"/cases/{hit.number}/positions").json()
    assert now["receipt"]["edition"]
    assert now["positions"]["p1"]["duties"]
    before = caseworker_program.get(f"/cases/{hit.number}/positions?at=2026-11-03T12:00:00%2B01:00").json()
    assert before["receipt"] != now["receipt"]
    assert caseworker_program.get(f"/cases/{hit.number}/positions?at=2026-11-03T12:00:00").status_code == 400


def test_a_role_without_the_task_is_refused_with_the_reason(hit: CaseRecord) -> None:
    answer = Program("statistician").get(f"/cases/{hit.number}")
    assert answer.status_code == 403
    assert "statistician" in answer.json()["title"]
    assert (
        Program("guardian").get(f"/cases/{hit.number}").json()
        == Program("guardian").get("/cases/NL-2026-009999").json()
    )


def test_reception_gets_neither_grounds_nor_duties_of_the_examination(hit: CaseRecord) -> None:
    reception = Program("reception")
    facts = reception.get(f"/cases/{hit.number}/facts").json()
    assert facts["not_shown"] >= 1
    assert "eurodac_hit" not in {one["fact"]["kind"] for one in facts["facts"]}
    held = reception.get(f"/cases/{hit.number}/positions").json()["positions"]["p1"]
    assert not {duty["provision"] for duty in held["duties"]} & {"take-charge-request-hit", "take-charge-request"}
    assert held["responsible"] is None


def test_a_purpose_that_the_role_does_not_have_is_refused(hit: CaseRecord) -> None:
    assert Program("caseworker").get(f"/cases/{hit.number}", **{"Asylon-Purpose": "statistics"}).status_code == 403


def test_lists_are_paged_by_key_and_every_line_is_a_logged_reading(
    caseworker_program: Program, family: CaseRecord, hit: CaseRecord, house: House
) -> None:
    before = len(house.register.read_by(hit.id))
    seen: list[str] = []
    after = ""
    while True:
        page = caseworker_program.get(f"/cases?limit=1&after={after}").json()
        seen += [one["number"] for one in page["items"]]
        after = page["next"]
        if not after:
            break
    assert len(seen) == len(set(seen))
    assert {hit.number, family.number} <= set(seen)
    assert len(house.register.read_by(hit.id)) == before + 1
    assert caseworker_program.get("/cases?after=nonsense").status_code == 400


def test_duties_are_those_of_the_inbox(caseworker_program: Program, hit: CaseRecord) -> None:
    assert hit.number in {one["number"] for one in _all_duties(caseworker_program, 200, "&unit=dublin")}
    assert Program("coordinator").get("/duties").status_code == 403


def test_a_page_of_duties_is_full_although_other_blocks_stand_between(hit: CaseRecord, family: CaseRecord) -> None:
    reception = Program("reception")
    shown = reception.get("/duties?limit=20").json()["items"]
    assert {one["block"] for one in shown} < {one["block"] for one in _all_duties(Program("caseworker"), 200)}
    seen: list[Any] = []
    after = ""
    while len(seen) < len(shown):
        page = reception.get(f"/duties?limit=2&after={after}").json()
        assert len(page["items"]) == 2 or not page["next"]
        seen += page["items"]
        after = page["next"]
        if not after:
            break
    assert seen == shown


def test_a_person_is_erased_by_the_privacy_officer_only(family: CaseRecord) -> None:
    path = f"/cases/{family.number}/persons/son/erasure"
    assert Program("caseworker").post(path, {"reason": "by request"}).status_code == 403
    privacy = Program("privacy")
    assert privacy.post(f"/cases/{family.number}/persons/nobody/erasure", {"reason": "by request"}).status_code == 404
    done = privacy.post(path, {"reason": "by request"})
    assert done.status_code == 200, done.content
    assert done.json()["key_id"]
    facts = Program("caseworker").get(f"/cases/{family.number}/facts").json()
    assert any(one["erased"] for one in facts["facts"])


def test_who_read_a_case_is_told_to_the_privacy_officer(hit: CaseRecord) -> None:
    Program("caseworker").get(f"/cases/{hit.number}")
    rows = Program("privacy").get(f"/cases/{hit.number}/readings").json()
    assert rows[0]["what"] == "case"
    assert Program("reception").get(f"/cases/{hit.number}/readings").status_code == 403


def test_a_case_that_is_not_stored_is_answered_for_everybody() -> None:
    question = {"state": "NL", "facts": FAMILY, "at": "2026-11-23T12:00:00+01:00"}
    answer = Client().post("/api/v1/positions", question, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert set(answer.json()["positions"]) == {"mother", "son"}
    wrong = Client().post(
        "/api/v1/positions", question | {"at": "2026-11-23T12:00:00"}, content_type="application/json"
    )
    assert wrong.status_code == 400


def test_the_law_is_open_to_all_and_says_its_version() -> None:
    client = Client()
    for path in ("rules", "rules/D-14", "tables", "tables/screening-period", "limits", "facts", "calculations"):
        answer = client.get(f"/api/v1/law/{path}")
        assert answer.status_code == 200, path
        assert answer["API-Version"]
    assert client.get("/api/v1/law/rules/D-999").status_code == 404
    document = client.get("/api/v1/openapi.json")
    assert document.json()["openapi"].startswith("3.1")
    assert document["Access-Control-Allow-Origin"] == "*"


def test_the_session_of_the_desk_serves_too_and_writes_need_its_token(caseworker: Client, hit: CaseRecord) -> None:
    assert caseworker.get(f"/api/v1/cases/{hit.number}").status_code == 200
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="caseworker"))
    new = {"facts": [{"kind": "application_lodged", "person": "p1", "at": "2026-11-10"}]}
    refused = strict.post(
        f"/api/v1/cases/{hit.number}/facts", new, content_type="application/json", headers={"If-Match": '"4"'}
    )
    assert refused.status_code == 403
    assert refused.json()["type"] == "urn:asylon:problem:token-missing"
    assert "X-CSRFToken" in refused.json()["detail"]


def test_statistics_are_for_statisticians_and_coordinators_and_rounded_unless_asked(hit: CaseRecord) -> None:
    path = "/statistics/applications?since=2026-11-01&until=2026-11-30"
    assert Program("caseworker").get(path).status_code == 403
    exact = Program("statistician").get(f"{path}&rounded=false").json()
    assert any(one["citizen"] == "ER" and one["persons"] >= 1 for one in exact)
    rounded = Program("statistician").get(path).json()
    assert all(one["persons"] % 5 == 0 for one in rounded)
    assert Program("statistician").get("/statistics/applications?since=2026-12-01&until=2026-11-30").status_code == 400


def test_events_are_followed_by_position(hit: CaseRecord) -> None:
    page = Program("coordinator").get("/events?limit=2").json()
    assert len(page["items"]) == 2
    following = Program("coordinator").get(f"/events?after={page['next']}&limit=1").json()
    assert following["items"][0]["data"]["position"] == page["next"] + 1


def test_an_event_names_a_case_only_to_whom_it_is_on_the_list_and_for_that_purpose(
    hit: CaseRecord, house: House
) -> None:
    after = house.register.log.head().position - hit.version
    path = f"/events?after={after}&limit=1000"
    for told in (
        Program("coordinator").get(path),
        Program("statistician").get(path),
        Program("guardian").get(path),
        Program("caseworker").get(path, **{"Asylon-Purpose": "coordination"}),
    ):
        assert told.status_code == 200, told.content
        assert [one["data"] for one in told.json()["items"]] == [
            {"position": after + place, "stream": "case"} for place in range(1, hit.version + 1)
        ]
        for hidden in (hit.number, hit.id, "subject", "time"):
            assert hidden not in told.content.decode().replace("datacontenttype", "")
    assert {one.purpose for one in house.register.read_by(hit.id)} == set()
    named = Program("caseworker").get(path).json()["items"]
    assert {one["subject"] for one in named} == {f"case/{hit.number}"}
    assert [one["data"]["version"] for one in named] == list(range(1, hit.version + 1))
    assert hit.id not in str(named)
    [reading] = house.register.read_by(hit.id)
    assert (reading.what, reading.purpose) == ("list", "examination")


def test_an_event_names_a_case_to_nobody_of_another_member_state(hit: CaseRecord, house: House) -> None:
    accounts.save("elsewhere", roles=["determining_authority"], unit="asylum", state="BE", by="test")
    accounts.save("nowhere", roles=["determining_authority"], unit="", state="", by="test")
    after = house.register.log.head().position - hit.version
    for name in ("elsewhere", "nowhere"):
        items = Program(name).get(f"/events?after={after}").json()["items"]
        assert len(items) == hit.version
        assert not any("subject" in one for one in items)
    User.objects.filter(username__in=["elsewhere", "nowhere"]).delete()
