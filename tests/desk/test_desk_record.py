from __future__ import annotations

import html

import pytest
from django.test import Client

from asylon.desk.house import House
from asylon.law.facts import KINDS
from asylon.register import CaseRecord

LODGED = {"person": "p1", "at": "2026-11-20"}


def _post(client: Client, case: CaseRecord, kind: str, data: dict[str, str], version: int | None = None) -> object:
    expected = case.version if version is None else version
    return client.post(f"/case/{case.number}/record/{kind}", {**data, "expected": str(expected), "command": ""})


def _version(house: House, case: CaseRecord) -> int:
    return house.register.case(case.number, actor="t", unit="t", purpose="test").version


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "fact_corrected"])
def test_every_kind_of_fact_has_a_form(caseworker: Client, hit: CaseRecord, kind: str) -> None:
    response = caseworker.get(f"/case/{hit.number}/record/{kind}")
    assert response.status_code == 200
    assert KINDS[kind].words.en in html.unescape(response.content.decode())


def test_an_unknown_kind_of_fact_is_not_found(caseworker: Client, hit: CaseRecord) -> None:
    assert caseworker.get(f"/case/{hit.number}/record/score_given").status_code == 404


def test_a_recorded_fact_changes_the_position_and_the_page_says_how(
    caseworker: Client, house: House, hit: CaseRecord
) -> None:
    response = _post(caseworker, hit, "application_lodged", LODGED)
    assert response.status_code == 302
    assert response["Location"] == f"/case/{hit.number}/recorded/{hit.version + 1}"
    duty = house.register.positions(hit.id)["p1"].duty("lodging")
    assert duty is not None
    assert duty.status == "met"
    shown = caseworker.get(response["Location"]).content.decode()
    assert "Duties met" in shown
    assert "Application lodged" in shown


def test_a_moment_with_a_time_is_kept_with_the_zone_of_the_member_state(
    caseworker: Client, house: House, hit: CaseRecord
) -> None:
    sent = {"person": "p1", "at": "2026-11-06", "at-time": "09:30"}
    assert _post(caseworker, hit, "eurodac_transmitted", sent).status_code == 302
    case = house.register.case(hit.number, actor="t", unit="t", purpose="test")
    assert str(case.file.facts[-1].at) == "2026-11-06T09:30:00+01:00"


def test_where_hours_count_a_day_alone_is_refused_beside_the_field_and_nothing_is_stored(
    caseworker: Client, house: House, hit: CaseRecord, lang: str
) -> None:
    caseworker.cookies["django_language"] = lang
    response = _post(caseworker, hit, "eurodac_transmitted", {"person": "p1", "at": "2026-11-06"})
    shown = response.content.decode()
    assert response.status_code == 400
    assert 'id="e-at"' in shown
    assert 'href="#f-at"' in shown
    assert 'value="2026-11-06"' in shown
    assert {"en": "Nothing was recorded", "nl": "Er is niets vastgelegd"}[lang] in shown
    assert _version(house, hit) == hit.version


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"person": "p1", "at": "soon"}, "at"),
        ({"person": "p1"}, "at"),
        ({"person": "somebody else", "at": "2026-11-20"}, "person"),
        ({"at": "2026-11-20"}, "person"),
        ({"person": "p1", "at": "2026-11-20", "by_form": "perhaps"}, "by_form"),
        ({"person": "p1", "at": "2026-11-20", "state": "US"}, "state"),
        ({"person": "p1", "at": "2026-11-20", "at-time": "25:61"}, "at"),
        ({"person": "p1", "at": "2026-11-01"}, "at"),
    ],
)
def test_what_cannot_be_right_is_refused_beside_its_field(
    caseworker: Client, house: House, hit: CaseRecord, sent: dict[str, str], field: str
) -> None:
    response = _post(caseworker, hit, "application_lodged", sent)
    assert response.status_code == 400
    assert f'id="e-{field}"' in response.content.decode()
    assert _version(house, hit) == hit.version


def test_an_hour_that_the_clock_skipped_is_refused(caseworker: Client, hit: CaseRecord) -> None:
    sent = {"person": "p1", "at": "2027-03-28", "at-time": "02:30"}
    response = _post(caseworker, hit, "released", sent)
    assert response.status_code == 400
    assert "did not exist" in response.content.decode()


def test_an_hour_that_came_twice_is_asked_for(caseworker: Client, house: House, hit: CaseRecord) -> None:
    sent = {"person": "p1", "at": "2026-10-25", "at-time": "02:30"}
    response = _post(caseworker, hit, "released", sent)
    assert response.status_code == 400
    assert 'name="at-fold"' in response.content.decode()
    assert _post(caseworker, hit, "released", {**sent, "at-fold": "1"}).status_code == 302
    case = house.register.case(hit.number, actor="t", unit="t", purpose="test")
    assert str(case.file.facts[-1].at) == "2026-10-25T02:30:00+01:00"


def test_who_saw_an_older_version_is_told_of_the_conflict(
    caseworker: Client, house: House, hit: CaseRecord, lang: str
) -> None:
    assert _post(caseworker, hit, "application_lodged", LODGED).status_code == 302
    caseworker.cookies["django_language"] = lang
    response = _post(caseworker, hit, "decision_notified", {"person": "p1", "at": "2026-11-21"})
    assert response.status_code == 409
    assert f"/case/{hit.number}" in response.content.decode()
    assert _version(house, hit) == hit.version + 1


def test_sending_the_same_form_twice_records_once(caseworker: Client, house: House, hit: CaseRecord) -> None:
    sent = {**LODGED, "expected": str(hit.version), "command": "0123456789abcdef0123456789abcdef"}
    address = f"/case/{hit.number}/record/application_lodged"
    first = caseworker.post(address, sent)
    again = caseworker.post(address, sent)
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert _version(house, hit) == hit.version + 1


def test_a_correction_starts_from_what_is_recorded_and_keeps_the_earlier_entry(
    caseworker: Client, house: House, hit: CaseRecord
) -> None:
    address = f"/case/{hit.number}/record/fact_corrected?corrects=f3"
    assert 'value="2026-11-04"' in caseworker.get(address).content.decode()
    sent = {
        "person": "p1", "at": "2026-11-03", "at-time": "10:00", "reason": "wrong day on the form",
        "expected": str(hit.version), "command": "",
    }  # fmt: skip
    assert caseworker.post(address, sent).status_code == 302
    case = house.register.case(hit.number, actor="t", unit="t", purpose="test")
    assert case.file.facts[2].at.day(house.book.zone("NL")).isoformat() == "2026-11-04"
    duty = house.register.positions(hit.id)["p1"].duty("lodging")
    assert duty is not None
    assert duty.due is not None
    assert duty.due.last_day is not None
    assert duty.due.last_day.isoformat() == "2026-11-24"


def test_a_correction_that_changes_nothing_is_refused(caseworker: Client, house: House, hit: CaseRecord) -> None:
    address = f"/case/{hit.number}/record/fact_corrected?corrects=f2"
    response = caseworker.post(
        address, {"person": "p1", "at": "2026-11-02", "place": "territory", "reason": "none at all", "expected": ""}
    )
    assert response.status_code == 400
    assert _version(house, hit) == hit.version


def test_departing_from_the_advice_needs_a_reason_and_an_article(
    caseworker: Client, house: House, hit: CaseRecord
) -> None:
    kind = "departed_from_advice"
    form = caseworker.get(f"/case/{hit.number}/record/{kind}?person=p1&advice=lodging").content.decode()
    assert 'value="lodging"' in form
    sent = {"person": "p1", "at": "2026-11-23", "advice": "lodging", "decided_by": "C. Example"}
    response = _post(caseworker, hit, kind, sent)
    assert response.status_code == 400
    assert 'id="e-reason"' in response.content.decode()
    assert 'id="e-article"' in response.content.decode()
    complete = {**sent, "reason": "the applicant is in hospital", "article": "APR 28(5)"}
    assert _post(caseworker, hit, kind, complete).status_code == 302


def test_a_new_case_is_opened_with_its_first_person(caseworker: Client) -> None:
    response = caseworker.post("/cases/open", {"at": "2026-11-23", "sex": "male", "nationality": "SY"})
    assert response.status_code == 302
    shown = caseworker.get(response["Location"]).content.decode()
    assert "man, age not known, Syria" in shown


def test_recording_needs_sign_in(client: Client, house: House, hit: CaseRecord) -> None:
    response = client.post(f"/case/{hit.number}/record/application_lodged", LODGED)
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in")
    assert _version(house, hit) == hit.version
