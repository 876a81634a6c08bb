"""A copy for the person concerned: whole, one's own, in words and for programs; and corrections tell nothing that is hidden.

All persons are fictional.
"""

from __future__ import annotations

from typing import Any, get_type_hints

import jsonschema_rs
import pytest
from desk_home import FAMILY, opened
from django.contrib.auth.models import User
from django.test import Client

from asylon.access.person_copy import NAMES_ANOTHER
from asylon.access.person_copy_shapes import json_schema
from asylon.api.application import api
from asylon.desk import accounts, limits
from asylon.desk.house import House
from asylon.desk.tokens import token_for
from asylon.law.facts import KINDS
from asylon.law.vocabulary import fields
from asylon.register import CaseRecord

FACTS = [
    *FAMILY,
    {"kind": "person_described", "person": "son", "at": "2026-11-11", "name": "Fictional Secret", "id": "f6"},
    {"kind": "screening_started", "person": "mother", "at": "2026-11-11", "id": "f7"},
    {"kind": "fact_corrected", "person": "mother", "at": "2026-11-12", "corrects": "f1",
     "replace": {"name": "Fictional Mother-Smith"}, "reason": "a slip of the pen", "id": "f8"},
    {"kind": "fact_withdrawn", "person": "mother", "at": "2026-11-12", "withdraws": "f7", "reason": "another file", "id": "f9"},
    {"kind": "security_check_carried_out", "person": "mother", "at": "2026-11-12", "threat": True, "id": "f10"},
    {"kind": "fact_corrected", "person": "mother", "at": "2026-11-13", "corrects": "f10", "replace": {"threat": False},
     "reason": "read wrongly", "id": "f11"},
    {"kind": "biometrics_taken", "person": "mother", "at": "2026-11-20T09:00:00+01:00", "id": "f12"},
    {"kind": "eurodac_transmitted", "person": "mother", "at": "2026-11-20T10:00:00+01:00", "recorded_under": "15", "id": "f13"},
]  # fmt: skip


@pytest.fixture(scope="module")
def file(house: House) -> CaseRecord:
    return opened(house, FACTS)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


@pytest.fixture
def mother(file: CaseRecord) -> Client:
    accounts.save("fictional-mother", roles=["applicant"], unit="", state="NL", by="test", person=f"{file.id}/mother")
    return signed_in("fictional-mother")


def copied(client: Client, file: CaseRecord, person: str = "mother", **more: Any) -> dict[str, Any]:
    answer = client.get(f"/case/{file.number}/copy/{person}?form=json", **more)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_the_copy_holds_the_present_form_and_every_entry_as_recorded(caseworker: Client, file: CaseRecord) -> None:
    copy = copied(caseworker, file)
    assert copy["known"][0]["fact"]["name"] == "Fictional Mother-Smith"
    assert "f7" not in {one["reference"] for one in copy["known"]}
    recorded = {one["reference"]: one for one in copy["entries"]}
    assert recorded["f1"]["fact"]["name"] == "Fictional Mother"
    assert (recorded["f1"]["standing"], recorded["f1"]["changed_by"]) == ("corrected", ["f8"])
    assert (recorded["f7"]["standing"], recorded["f7"]["changed_by"]) == ("withdrawn", ["f9"])
    assert recorded["f8"]["standing"] == "change"
    assert {one["unit"] for one in recorded.values()} == {"asylum"}
    own = [one for one in FACTS if one["person"] == "mother"]
    assert len(recorded) == len(own)


def test_of_others_in_the_file_it_tells_only_how_they_belong_to_the_person(
    caseworker: Client, file: CaseRecord
) -> None:
    answer = caseworker.get(f"/case/{file.number}/copy/mother?form=json")
    text = answer.content.decode()
    assert "son" not in [one["fact"]["person"] for one in answer.json()["entries"]]
    for secret in ("Fictional Son", "Fictional Secret", "2015-02-28", '"son"'):
        assert secret not in text
    assert answer.json()["relatives"] == [{"reference": "relative-1", "relation": "child", "words": "your child"}]
    link = next(one for one in answer.json()["known"] if one["fact"]["kind"] == "family_link")
    assert link["fact"]["other"] == "relative-1"
    assert link["values"][0]["value"] == "your child"
    son = copied(caseworker, file, "son")
    assert son["relatives"][0]["words"] == "your parent"
    assert "Mother" not in str(son)
    assert any("(GDPR 15(4))" in f"({one['articles'][0]['text']})" for one in son["left_out"])


def test_every_field_that_names_another_person_is_known_to_the_copy() -> None:
    naming = {
        kind: name
        for kind, cls in KINDS.items()
        for name, _bare, words, _required in fields(cls)
        if "person of this file" in words.en
    }
    assert naming == NAMES_ANOTHER
    assert all(name in get_type_hints(KINDS[kind]) for kind, name in naming.items())


def test_it_tells_what_the_law_requires_now_with_reasons_articles_and_periods(
    caseworker: Client, file: CaseRecord
) -> None:
    copy = copied(caseworker, file)
    deadlines = copy["position"]["deadlines"]
    register = next(one for one in deadlines if any("APR 27" in article["text"] for article in one["articles"]))
    assert register["due_words"]
    assert register["counting"]
    kept = copy["kept"]
    assert [
        (one["articles"][0]["text"], one["until_words"]) for one in kept if one["id"] == "eurodac-data-applicant"
    ] == [("EUD 29(1)", "kept until the end of Thursday 20 November 2036")]
    points = {one["subject"] for one in copy["information"]}
    assert points >= {
        "purposes",
        "categories",
        "recipients",
        "keeping",
        "rights",
        "complaint",
        "source",
        "automated_decisions",
    }


def test_who_read_the_file_is_told_by_unit_and_purpose_and_never_by_name(
    caseworker: Client, file: CaseRecord, house: House
) -> None:
    house.register.case(file.id, actor="N. Amed", unit="dublin", purpose="responsibility")
    answer = caseworker.get(f"/case/{file.number}/copy/mother?form=json")
    readings = answer.json()["readings"]
    assert {(one["unit"], one["purpose"], one["what"]) for one in readings} >= {
        ("dublin", "responsibility", "case"),
        ("asylum", "access_request", "copy"),
    }
    for name in ("N. Amed", "R. Example", "C. Example", "caseworker"):
        assert name not in answer.content.decode()
    assert any("names of colleagues" in one["what"] for one in answer.json()["left_out"])


@pytest.mark.parametrize("who", ["caseworker", "privacy"])
def test_what_databases_found_at_the_screening_is_left_out_and_that_is_said(who: str, file: CaseRecord) -> None:
    copy = copied(signed_in(who), file)
    recorded = {one["reference"]: one for one in copy["entries"]}
    assert "threat" not in recorded["f10"]["fact"]
    assert recorded["f11"]["fact"]["replace"] == {}
    assert "threat to internal security: " not in str(recorded)
    assert any(one["articles"][0]["text"] == "SCR 17(3)" for one in copy["left_out"])


def test_the_applicant_makes_the_own_copy_without_eurodac_which_an_officer_answers_for(
    mother: Client, file: CaseRecord, house: House
) -> None:
    answer = mother.get("/my-case/copy?form=json")
    copy = answer.json()
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{file.number}')
    assert copy["person"] == "mother"
    assert {one["reference"] for one in copy["entries"]}.isdisjoint({"f12", "f13"})
    assert [one["number"] for one in copy["left_out"] if one["number"] is not None] == [2]
    assert any(one["id"] == "eurodac-data-applicant" for one in copy["kept"])
    assert mother.get(f"/case/{file.number}/copy/son").status_code == 404
    assert b"/my-case/copy" in mother.get("/my-case").content
    last = list(house.register.read_by(file.id))
    assert "copy" in {one.what for one in last if one.actor.endswith("fictional-mother")}


def test_nobody_without_that_purpose_makes_a_copy(caseworker: Client, file: CaseRecord) -> None:
    refused = caseworker.get(f"/case/{file.number}/copy/mother", headers={"Asylon-Purpose": "examination"})
    assert refused.status_code == 403
    assert b"request of the person concerned for access" in refused.content
    assert signed_in("reception").get(f"/case/{file.number}/copy/mother").status_code == 403
    assert caseworker.get(f"/case/{file.number}/copy/nobody").status_code == 404


def test_copies_are_counted_as_exports(
    caseworker: Client, file: CaseRecord, monkeypatch: pytest.MonkeyPatch, settings_of_limits: dict[str, Any]
) -> None:
    settings_of_limits["exports"] = (1, 3600)
    address = f"/case/{file.number}/copy/mother"
    limits.give_back("exports", "caseworker")
    assert caseworker.get(address).status_code == 200
    assert caseworker.get(address).status_code == 429
    limits.give_back("exports", "caseworker")


@pytest.fixture
def settings_of_limits(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    from django.conf import settings

    changed = dict(settings.RATE_LIMITS)
    monkeypatch.setattr(settings, "RATE_LIMITS", changed)
    return changed


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("What is recorded about you", "Who read your file", "your child", "taken back, by f9", "Syria")),
     ("nl", ("Wat over u is vastgelegd", "Wie uw dossier las", "uw kind", "teruggenomen, door f9", "Syrië"))],
)  # fmt: skip
def test_the_page_says_it_in_the_readers_language(
    caseworker: Client, file: CaseRecord, lang: str, words: tuple[str, ...]
) -> None:
    page = caseworker.get(f"/case/{file.number}/copy/mother", headers={"Accept-Language": lang}).content.decode()
    assert [one for one in words if one not in page] == []
    assert "Fictional Son" not in page
    assert copied(caseworker, file, headers={"Accept-Language": lang})["language"] == lang


def test_file_and_interface_give_the_same_under_one_schema(file: CaseRecord, house: House) -> None:
    client = Client(headers={"Authorization": f"Bearer {token_for(User.objects.get(username='caseworker'))}"})
    answer = client.get(
        f"/api/v1/cases/{file.number}/persons/mother/copy", headers={"Asylon-Purpose": "access_request"}
    )
    assert answer.status_code == 200
    jsonschema_rs.validate(json_schema(), answer.json())
    document = api.get_openapi_schema(path_prefix="")
    shape = document["paths"]["/cases/{number}/persons/{person}/copy"]["get"]["responses"][200]
    assert shape["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Copy.PersonCopy"}
    schema = {**shape["content"]["application/json"]["schema"], "components": document["components"]}
    jsonschema_rs.validate(schema, answer.json())
    file_of_it = copied(signed_in("caseworker"), file)
    for moving in ("readings", "made"):
        file_of_it.pop(moving)
    assert file_of_it == {name: value for name, value in answer.json().items() if name not in ("readings", "made")}


def test_of_an_erased_person_there_is_no_copy(caseworker: Client, house: House) -> None:
    file = opened(house, FAMILY)
    house.register.erase(file.id, "son", by="test", reason="a test")
    assert caseworker.get(f"/case/{file.number}/copy/son").status_code == 404
    assert copied(caseworker, file)["relatives"][0]["words"] == "your child"


# --- a correction repeats what it corrects ---------------------------------------------------------------------------------


def test_a_correction_is_seen_by_whom_the_corrected_fact_is_shown(house: House) -> None:
    file = opened(
        house,
        [
            *FAMILY,
            {"kind": "acceleration_ground_found", "person": "mother", "at": "2026-11-21", "ground": "42(1)(a)", "id": "g"},
            {"kind": "fact_corrected", "person": "mother", "at": "2026-11-21", "corrects": "g",
             "replace": {"ground": "42(1)(b)"}, "reason": "very telling", "id": "c"},
        ],
    )  # fmt: skip
    reception = signed_in("reception")
    version = file.version
    assert b"very telling" not in reception.get(f"/case/{file.number}").content
    assert reception.get(f"/case/{file.number}/recorded/{version}").status_code == 404
    client = Client(headers={"Authorization": f"Bearer {token_for(User.objects.get(username='reception'))}"})
    facts = client.get(f"/api/v1/cases/{file.number}/facts").json()
    assert "very telling" not in str(facts)
    assert facts["not_shown"] == 4
    assert b"very telling" in signed_in("caseworker").get(f"/case/{file.number}").content


@pytest.mark.parametrize("kind", ["fact_corrected", "fact_withdrawn"])
def test_a_fact_outside_the_task_is_neither_corrected_nor_taken_back(house: House, kind: str) -> None:
    file = opened(
        house,
        [
            *FAMILY,
            {
                "kind": "acceleration_ground_found",
                "person": "mother",
                "at": "2026-11-21",
                "ground": "42(1)(a)",
                "id": "g",
            },
        ],
    )
    own = {"fact_corrected": {"corrects": "g", "replace": {"ground": "42(1)(b)"}}, "fact_withdrawn": {"withdraws": "g"}}
    sent = {"kind": kind, "person": "mother", "at": "2026-11-22", "reason": "a test", **own[kind]}
    client = Client(
        headers={
            "Authorization": f"Bearer {token_for(User.objects.get(username='reception'))}",
            "If-Match": f'"{file.version}"',
        }
    )
    answer = client.post(f"/api/v1/cases/{file.number}/facts", {"facts": [sent]}, content_type="application/json")
    assert answer.status_code == 403
    query = "corrects=g" if kind == "fact_corrected" else "withdraws=g"
    reception = signed_in("reception")
    assert reception.get(f"/case/{file.number}/record/{kind}?{query}").status_code == 403
    assert reception.post(f"/case/{file.number}/record/{kind}?{query}", {"withdraws": "g"}).status_code == 403
    assert house.register.files.read(file.id).version == file.version
