"""Restriction of processing (GDPR 18): the data are kept, used for what 18(2) allows, and everybody who looks sees it.

All persons are fictional.
"""

from __future__ import annotations

import csv
import itertools
from datetime import date
from importlib.resources import files
from typing import Any

import msgspec
import pytest
from desk_home import FAMILY, HIT_LATE, WHO, opened
from django.contrib.auth.models import User
from django.test import Client

from asylon.access import Allowed, Refused, Subject, Who, decide, restriction
from asylon.access.table import ACTIONS, PURPOSES, ROLES
from asylon.desk.house import House
from asylon.desk.rows import duty_table
from asylon.desk.tokens import token_for
from asylon.law.files import read_fact
from asylon.register import CaseRecord, InboxQuery

RESTRICTED = {
    "kind": "processing_restricted",
    "person": "p1",
    "at": "2026-11-20",
    "ground": "accuracy_contested",
    "contested": "f1",
}
LIFTED = {"kind": "restriction_lifted", "person": "p1", "at": "2026-11-22", "informed_on": "2026-11-21"}


@pytest.fixture
def restricted(house: House) -> CaseRecord:
    """The file of somebody with a Eurodac hit, who contests the description: open duties of the Dublin unit, none of reception."""
    return opened(house, [*HIT_LATE, RESTRICTED])


def desk(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def interface(name: str, **headers: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token_for(User.objects.get(username=name))}", **headers})


# --- the decision -----------------------------------------------------------------------------------------------------------


def test_each_purpose_says_whether_it_goes_on_with_the_article_that_carries_it() -> None:
    assert {line.purpose for line in restriction.lines()} == set(PURPOSES)
    assert all(line.basis.startswith("GDPR") for line in restriction.lines())
    assert set(restriction.purposes("never")) == {"coordination", "statistics", "maintenance"}


def test_every_cell_of_role_action_and_purpose_is_narrowed_as_the_printed_table_says() -> None:
    """What is expected is read from the lines of the table here, apart from the code that decides."""
    rows = csv.DictReader((files("asylon.access") / "data" / "restriction.csv").read_text("utf-8").splitlines())
    condition = {row["purpose"]: row["while_restricted"] for row in rows}
    narrowed = 0
    for role, action, purpose, duty in itertools.product(ROLES, ACTIONS, PURPOSES, (True, False)):
        who = Who(name="x", roles=(role,), state="NL", unit="own", person="file/p1")
        free = Subject(state="NL", units=frozenset({"own"}), minors=True, persons=frozenset({"file/p1"}))
        bound = msgspec.structs.replace(free, restricted=True, pending=frozenset({"own"} if duty else ()))
        before = isinstance(decide(who, action, purpose, free), Allowed)
        goes_on = action != "erase_person" and (
            condition[purpose] == "always" or (condition[purpose] == "duty" and duty)
        )
        assert isinstance(decide(who, action, purpose, bound), Allowed) == (before and goes_on), (role, action, purpose)
        narrowed += before and not goes_on
    assert narrowed > 20


@pytest.mark.parametrize(("pending", "allowed"), [(frozenset({"asylum"}), True), (frozenset({"dublin"}), False)])
def test_a_unit_reads_a_restricted_file_only_while_it_has_an_open_duty_in_it(
    pending: frozenset[str], allowed: bool
) -> None:
    who = Who(name="x", roles=("determining_authority",), state="NL", unit="asylum")
    file = Subject(state="NL", units=frozenset({"asylum"}), restricted=True, pending=pending)
    answer = decide(who, "read_case", "examination", file)
    assert isinstance(answer, Allowed) == allowed
    if isinstance(answer, Refused):
        assert "restricted" in answer.why.en
        assert "beperkt" in answer.why.nl
        assert "18(2)" in answer.remedy.en


@pytest.mark.parametrize(
    ("role", "action", "purpose", "more"),
    [
        ("court_liaison", "read_case", "litigation", {}),
        ("guardian", "read_case", "representation", {"minors": True}),
        ("monitor", "read_case", "monitoring", {}),
        ("privacy_officer", "record_fact", "data_protection", {}),
        ("determining_authority", "copy_person", "access_request", {}),
        ("applicant", "read_case", "own_information", {"persons": frozenset({"file/p1"})}),
    ],
)
def test_claims_the_rights_of_others_and_those_of_the_person_go_on(
    role: str, action: str, purpose: str, more: Any
) -> None:
    who = Who(name="x", roles=(role,), state="NL", unit="elsewhere", person="file/p1")
    assert isinstance(decide(who, action, purpose, Subject(state="NL", restricted=True, **more)), Allowed)


def test_nobody_erases_restricted_data_and_who_may_not_anyway_learns_nothing_of_the_restriction() -> None:
    officer = Who(name="x", roles=("privacy_officer",), state="NL", unit="privacy")
    refused = decide(officer, "erase_person", "data_protection", Subject(state="NL", restricted=True))
    assert isinstance(refused, Refused)
    assert "restricted" in refused.why.en
    elsewhere = Who(name="x", roles=("determining_authority",), state="BE", unit="asylum")
    told = [decide(elsewhere, "read_case", "examination", Subject(state="NL", restricted=one)) for one in (True, False)]
    assert told[0] == told[1]


# --- the doors ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("Processing restricted", "accuracy contested (18(1)(a))", "Contested: Person described (f1)", "Time limits run on")),
     ("nl", ("Verwerking beperkt", "juistheid betwist (18, lid 1, onder a)", "Betwist: Persoon beschreven (f1)", "Termijnen lopen door"))],
)  # fmt: skip
def test_the_page_of_the_case_shows_the_sign_in_both_languages(
    restricted: CaseRecord, lang: str, words: tuple[str, ...]
) -> None:
    page = desk("dublin").get(f"/case/{restricted.number}", headers={"Accept-Language": lang}).content.decode()
    assert [one for one in words if one not in page] == []


def test_a_unit_without_an_open_duty_is_refused_with_an_explanation(restricted: CaseRecord, hit: CaseRecord) -> None:
    assert desk("lawyer").get(f"/case/{restricted.number}").status_code == 200
    refused = desk("return").get(f"/case/{restricted.number}", headers={"Accept-Language": "nl"})
    assert refused.status_code == 403
    assert "verwerking van gegevens in dit dossier is beperkt" in refused.content.decode()
    assert desk("return").get(f"/case/{hit.number}").status_code == 200
    answer = interface("return").get(f"/api/v1/cases/{restricted.number}")
    assert answer.status_code == 403
    assert "GDPR 18(2)" in answer.json()["detail"]


def test_the_interface_says_whose_data_are_restricted(house: House) -> None:
    file = opened(house, [*FAMILY, {**RESTRICTED, "person": "mother"}])
    answer = interface("caseworker").get(f"/api/v1/cases/{file.number}")
    assert {one["person"]: one["restricted"] for one in answer.json()["persons"]} == {"mother": True, "son": False}
    persons = interface("caseworker").get(f"/api/v1/cases/{file.number}/persons").json()
    assert [one["restricted"] for one in persons] == [True, False]


def test_lifting_needs_that_the_person_was_informed_before(restricted: CaseRecord, house: House) -> None:
    client = interface("dublin", **{"If-Match": f'"{restricted.version}"'})
    address = f"/api/v1/cases/{restricted.number}/facts"
    client = interface("privacy", **{"If-Match": f'"{restricted.version}"'})

    def sent(fact: dict[str, Any], lang: str = "en") -> Any:
        return client.post(
            address, {"facts": [fact]}, content_type="application/json", headers={"Accept-Language": lang}
        )

    missing = sent({name: value for name, value in LIFTED.items() if name != "informed_on"})
    assert missing.status_code == 400
    late = sent({**LIFTED, "informed_on": "2026-11-23"}, "nl")
    assert late.status_code == 400
    assert "ingelicht voordat de beperking wordt opgeheven" in late.json()["errors"][0]["wrong"]
    early = sent({**LIFTED, "at": "2026-11-19", "informed_on": "2026-11-18"})
    assert early.status_code == 400
    assert "GDPR 18(3)" in str(early.json()["errors"])
    assert sent(LIFTED).status_code == 201
    assert not house.register.reach(restricted.id).restricted
    assert desk("return").get(f"/case/{restricted.number}").status_code == 200
    assert b"Processing restricted" not in desk("dublin").get(f"/case/{restricted.number}").content


def test_the_privacy_officer_records_a_restriction_and_nothing_else(hit: CaseRecord, house: House) -> None:
    officer = desk("privacy")
    page = officer.get(f"/case/{hit.number}/record/processing_restricted")
    assert page.status_code == 200
    answer = officer.post(
        f"/case/{hit.number}/record/processing_restricted",
        {
            "person": "p1",
            "at": "2026-11-20",
            "at_day": "2026-11-20",
            "ground": "objection_pending",
            "expected": str(hit.version),
        },
    )
    assert (answer.status_code, answer["Location"]) == (302, f"/case/{hit.number}/readings")
    assert house.register.reach(hit.id).restricted
    assert officer.get(f"/case/{hit.number}/record/application_lodged").status_code == 403


def test_the_applicant_sees_the_restriction_on_the_own_page(restricted: CaseRecord) -> None:
    from asylon.desk import accounts

    accounts.save(
        "restricted-reader", roles=["applicant"], unit="", state="NL", by="test", person=f"{restricted.id}/p1"
    )
    page = desk("restricted-reader").get("/my-case").content.decode()
    assert "The use of your data is restricted" in page
    assert "You are told before the restriction is lifted" in page


def test_statistics_leave_the_person_out_and_say_how_many(house: House) -> None:
    asked = {"since": date(2026, 11, 1), "until": date(2026, 11, 30)}
    who = {"actor": "t", "unit": "t", "purpose": "statistics"}
    told: list[int] = []

    def counted() -> int:
        return sum(
            cell.persons for cell in house.register.statistics("applications", **asked, **who, left_out=told.append)
        )  # type: ignore[arg-type]

    opened(house, HIT_LATE)
    before = counted()
    file = opened(house, [*HIT_LATE, RESTRICTED])
    assert counted() == before
    assert told[1] == told[0] + 1
    answer = interface("statistician").get("/api/v1/statistics/applications?since=2026-11-01&until=2026-11-30")
    assert answer["Asylon-Not-Counted"] == str(told[1])
    house.register.record(file.id, (read_fact(LIFTED),), **WHO)
    assert counted() == before + 1


def test_restricted_data_are_not_erased_by_anyone(restricted: CaseRecord, house: House) -> None:
    answer = interface("privacy").post(
        f"/api/v1/cases/{restricted.number}/persons/p1/erasure", {"reason": "a test"}, content_type="application/json"
    )
    assert answer.status_code == 403
    assert "restricted" in answer.json()["title"]
    assert house.register.files.read(restricted.id).summary[0].restricted


def test_the_duties_of_a_restricted_file_stay_on_the_list_of_the_unit_that_has_them(restricted: CaseRecord) -> None:
    client, after, listed = interface("dublin"), "", set()
    while True:
        page = client.get("/api/v1/duties", {"unit": "dublin", "limit": 200, "after": after}).json()
        listed |= {one["number"] for one in page["items"]}
        after = page["next"]
        if not after:
            break
    assert restricted.number in listed


def _lines(name: str, address: str, number: str, **asked: str) -> list[dict[str, Any]]:
    """The lines of a list of the interface, of that case alone, over all its pages."""
    client, after, found = interface(name), "", []
    while True:
        page = client.get(address, {"limit": 200, "after": after, **asked}).json()
        found += [one for one in page["items"] if one["number"] == number]
        after = page["next"]
        if not after:
            return found


def test_of_a_restricted_file_the_lists_of_a_unit_without_an_open_duty_tell_its_number_alone(
    restricted: CaseRecord, hit: CaseRecord
) -> None:
    number = restricted.number
    (line,) = _lines("return", "/api/v1/cases", number, text=number)
    assert line["closed"]
    assert (line["route"], line["persons"], line["next_due"], line["version"]) == ("", 0, None, 0)
    duties = _lines("return", "/api/v1/duties", number)
    assert duties
    for duty in duties:
        assert duty["closed"]
        assert {duty[name] for name in ("person", "provision", "block", "who", "unit", "state", "status")} == {""}
        assert (duty["due"], duty["due_day"]) == (None, None)
    assert not any(one["closed"] for one in _lines("return", "/api/v1/duties", hit.number))
    assert not any(one["closed"] for one in _lines("dublin", "/api/v1/duties", number))
    assert not any(one["closed"] for one in _lines("lawyer", "/api/v1/cases", number, text=number))


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "your unit may use nothing of this file now (Article 18(2) GDPR)"),
     ("nl", "uw eenheid mag nu niets uit dit dossier gebruiken (artikel 18, lid 2, AVG)")],
)  # fmt: skip
def test_the_pages_say_so_and_lead_nowhere(restricted: CaseRecord, lang: str, words: str) -> None:
    for name, closed in (("return", True), ("dublin", False)):
        page = desk(name).get(f"/cases?text={restricted.number}", headers={"Accept-Language": lang}).content.decode()
        assert (words in page) == closed
        assert (f'href="/case/{restricted.number}' in page) == (not closed)
        assert ("Eritrea" in page) == (not closed)
        assert restricted.number in page


def test_a_restricted_file_has_one_line_in_the_inbox_of_a_unit_without_an_open_duty_however_many_duties(
    restricted: CaseRecord, house: House
) -> None:
    page = house.register.inbox(InboxQuery(limit=1000))
    found = list(page.rows)
    while page.next:
        page = house.register.inbox(InboxQuery(limit=1000, after=page.next))
        found += page.rows
    closed = [row.emptied() for row in found if row.number == restricted.number]
    assert len(closed) > 1
    table = duty_table(closed, "en", lambda _block: True)
    assert (table.count("Article 18(2) GDPR"), table.count(restricted.number)) == (1, 1)


def test_an_event_does_not_name_a_restricted_file_to_a_unit_without_an_open_duty(restricted: CaseRecord) -> None:
    for name, told in (("return", False), ("dublin", True)):
        client, after, named = interface(name), 0, False
        while items := (page := client.get("/api/v1/events", {"after": after, "limit": 1000}).json())["items"]:
            named = named or restricted.number in str(items)
            after = page["next"]
        assert named == told


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("only for a unit with an open duty in the file", "Nobody erases")),
     ("nl", ("alleen voor een eenheid met een open plicht in het dossier", "Niemand wist"))],
)  # fmt: skip
def test_what_goes_on_stands_on_the_printed_table(lang: str, words: tuple[str, ...]) -> None:
    page = desk("privacy").get("/access", headers={"Accept-Language": lang}).content.decode()
    assert [one for one in words if one not in page] == []
    assert page.count("GDPR 18(2)") >= len(restriction.lines()) - 1
