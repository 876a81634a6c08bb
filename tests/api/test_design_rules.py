"""The REST API Design Rules of the Dutch government (version 2.2, Logius), rule by rule, over the document and the answers.

<https://gitdocumentatie.logius.nl/publicatie/api/adr/>; docs/api.md says which rules do not apply, and why. Each test
names its rule.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from desk_home import FAMILY, HIT_LATE, opened
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from doors import API

from asylon.api import answers
from asylon.api.application import api
from asylon.api.problems import MEDIA_TYPE
from asylon.desk import environment
from asylon.desk.house import House
from asylon.desk.tokens import token_for
from asylon.register import CaseRecord

SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
#: The nouns of the addresses: collections in the plural; singular what stands alone or is one of its kind.
COLLECTIONS = {
    "cases", "facts", "positions", "persons", "readings", "duties", "statistics", "events", "rules", "tables", "limits",
    "calculations",
}  # fmt: skip
SINGULAR = {"law", "copy", "erasure"}
#: Names of fields that hold a day or an instant. Facts say which of both by their schema.
MOMENTS = re.compile(
    r"at|time|recorded|opened|ended|born|due|since|until|arrival|adopted|on|.*_(on|day|from|until|due)"
)


class Operation(NamedTuple):
    path: str
    method: str
    said: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.said["operationId"])

    def parameters(self, where: str) -> list[dict[str, Any]]:
        return [one for one in self.said.get("parameters", ()) if one["in"] == where]


DOCUMENT: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
OPERATIONS = [Operation(path, method, said) for path, ops in DOCUMENT["paths"].items() for method, said in ops.items()]
each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=[one.name for one in OPERATIONS])


@pytest.fixture(scope="module")
def hit(house: House) -> CaseRecord:
    """One file for all the questions of this page."""
    return opened(house, HIT_LATE)


def resolved(node: Any) -> Any:
    """What a reference of the document leads to."""
    while isinstance(node, dict) and "$ref" in node:
        found: Any = DOCUMENT
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node


def within(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of the document below a node."""
    if isinstance(node, dict):
        yield node
        for one in node.values():
            yield from within(one)
    elif isinstance(node, list):
        for one in node:
            yield from within(one)


def asks(operation: Operation, hit: CaseRecord, **named: Any) -> Any:
    """Ask an operation as somebody who may."""
    door = API[operation.name]
    reader = {"see_readings": "privacy", "erase_person": "privacy", "see_statistics": "statistician"}
    user = User.objects.get(username=reader.get(door.action, "caseworker"))
    headers = {"Authorization": f"Bearer {token_for(user)}"}
    address = answers.BASE + door.address.format(n=hit.number)
    client = Client(headers=headers)
    if operation.method == "get":
        return client.get(address, **named)
    return client.post(address, door.sent or {}, content_type="application/json", **named)


# --- resources --------------------------------------------------------------------------------------------------------


def test_resources_are_named_with_nouns_and_collections_in_the_plural() -> None:
    """``/core/naming-resources``, ``/core/naming-collections``."""
    for operation in OPERATIONS:
        nouns = [one for one in operation.path.strip("/").split("/") if not one.startswith("{")]
        assert set(nouns) <= COLLECTIONS | SINGULAR, operation.path
        if operation.method != "get":
            continue
        answer = resolved(operation.said["responses"]["200"]["content"]["application/json"]["schema"])
        if answer.get("type") == "array" or "items" in answer.get("properties", {}):
            assert nouns[-1] in COLLECTIONS, operation.path
    assert all(one.endswith("s") for one in COLLECTIONS)


def test_terms_of_law_are_those_of_the_acts_of_the_union_and_words_for_people_are_in_dutch_too(hit: CaseRecord) -> None:
    """``/core/interface-language``: English, for the acts have an official English text; problems follow the reader."""
    for lang, words in (("nl", "Op dit adres is niets"), ("en", "There is nothing at this address")):
        answer = Client(headers={"Accept-Language": lang}).get("/api/v1/law/rules/X-0")
        assert answer.json()["title"] == words
    rules = Client(headers={"Accept-Language": "nl"}).get("/api/v1/law/rules").json()
    assert rules != Client().get("/api/v1/law/rules").json()


@each_operation
def test_an_address_ends_without_a_slash_and_with_one_there_is_nothing(operation: Operation, hit: CaseRecord) -> None:
    """``/core/no-trailing-slash``."""
    assert not operation.path.endswith("/")
    address = API[operation.name].address.format(n=hit.number).partition("?")[0]
    answer = Client().get(f"/api/v1{address}/")
    assert answer.status_code == 404
    assert answer["Content-Type"] == MEDIA_TYPE


@each_operation
def test_parts_of_an_address_are_in_kebab_case_and_keys_of_a_query_in_lower_camel_case(operation: Operation) -> None:
    """``/core/path-segments-kebab-case``, ``/core/query-keys-camel-case``."""
    assert re.fullmatch(r"(/([a-z0-9-]+|\{[a-z]+\}))+", operation.path)
    for one in operation.parameters("query"):
        assert re.fullmatch(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*", one["name"]), one["name"]


def test_nothing_of_what_the_program_is_made_of_is_told() -> None:
    """``/core/hide-implementation``."""
    told = json.dumps(DOCUMENT).lower()
    for word in ("django", "ninja", "sqlite", "postgres", "pydantic"):
        assert word not in told, word
    answer = Client().get("/api/v1/nothing")
    assert not {"Server", "X-Powered-By"} & set(answer.headers)


def test_days_and_instants_have_the_formats_of_rfc_3339() -> None:
    """``/core/date-time/format``, ``/core/date-time/date-omit-time-portion``."""
    found = 0
    for schema in DOCUMENT["components"]["schemas"].values():
        for name, said in schema.get("properties", {}).items():
            if not MOMENTS.fullmatch(name) or "boolean" in json.dumps(said) or "enum" in json.dumps(said):
                continue
            formats = {one["format"] for one in within(said) if "format" in one}
            assert formats <= {"date", "date-time"}, (name, said)
            assert formats, (name, said)
            found += 1
    assert found > 300
    for operation in OPERATIONS:
        for one in operation.parameters("query"):
            if one["name"] in {"at", "since", "until"}:
                assert {each["format"] for each in within(one) if "format" in each} <= {"date", "date-time"}


def test_an_instant_may_be_asked_with_any_offset_and_without_one_it_is_none(hit: CaseRecord) -> None:
    """``/core/date-time/timezone``; what was recorded with an offset is given back with it (docs/api.md)."""
    client = Client(headers={"Authorization": f"Bearer {token_for(User.objects.get(username='caseworker'))}"})
    at = "/api/v1/cases/{}/positions?at={}"
    same = ("2026-11-20T12:00:00Z", "2026-11-20T13:00:00%2B01:00", "2026-11-20T05:30:00-06:30")
    told = [client.get(at.format(hit.number, one)).json()["positions"]["p1"] for one in same]
    assert len({json.dumps(one | {"at": None}) for one in told}) == 1
    assert client.get(at.format(hit.number, "2026-11-20T12:00:00")).status_code == 400
    recorded = client.get(f"/api/v1/cases/{hit.number}/facts").json()["facts"][0]["recorded"]
    assert recorded.endswith("Z")


# --- methods ----------------------------------------------------------------------------------------------------------


@each_operation
def test_only_standard_methods_are_used_and_others_are_refused_with_those_that_are(
    operation: Operation, hit: CaseRecord
) -> None:
    """``/core/http-methods``; RFC 9110, 15.5.6."""
    assert operation.method in {"get", "post", "put", "patch", "delete"}
    refused = Client().delete(f"/api/v1{API[operation.name].address.format(n=hit.number)}")
    assert refused.status_code == 405
    assert operation.method.upper() in refused["Allow"]
    assert refused.json()["status"] == 405


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.method == "get"], ids=lambda one: one.name)
def test_reading_changes_nothing_and_is_answered_to_head_too(
    operation: Operation, hit: CaseRecord, house: House
) -> None:
    """``/core/http-safety``; RFC 9110, 9.1 (GET and HEAD)."""
    before = house.register.log.head()
    answer = asks(operation, hit)
    assert answer.status_code == 200, answer.content
    assert house.register.log.head() == before
    user = User.objects.get(username="caseworker")
    client = Client(headers={"Authorization": f"Bearer {token_for(user)}"})
    head = client.head("/api/v1" + API[operation.name].address.format(n=hit.number))
    assert head.content == b""
    assert head.status_code in {200, 403}
    assert int(head["Content-Length"]) > 0


@each_operation
def test_an_answer_names_its_success_and_its_failures_by_their_own_status(operation: Operation) -> None:
    """``/core/http-response-code``."""
    statuses = {int(one) for one in operation.said["responses"]}
    assert statuses & {200, 201}
    assert statuses <= {200, 201, 400, 401, 403, 404, 409, 412, 428, 429, 503}
    if operation.said.get("security"):
        assert {401, 403} <= statuses


def test_a_fault_of_ours_tells_nothing_of_the_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """``/core/http-response-code``, ``/core/hide-implementation``."""

    def fails(*_given: Any) -> None:
        raise RuntimeError("the inside of the program")

    monkeypatch.setattr("asylon.api.law.law_book", fails)
    answer = Client(raise_request_exception=False).get("/api/v1/law/rules")
    assert answer.status_code == 500
    assert answer["Content-Type"] == MEDIA_TYPE
    assert answer["API-Version"] == answers.VERSION
    assert "inside" not in answer.content.decode()


def test_a_program_needs_no_session_and_gets_none(hit: CaseRecord) -> None:
    """``/core/stateless``."""
    for operation in OPERATIONS:
        assert not asks(operation, hit).cookies, operation.name


# --- relations and operations -----------------------------------------------------------------------------------------


def test_what_exists_in_a_case_only_stands_below_the_case() -> None:
    """``/core/nested-child``, ``/core/resource-operations``: an erasure is a thing of a person, made by POST."""
    below = {one.path for one in OPERATIONS if one.path.startswith("/cases/{number}/")}
    assert below == {
        "/cases/{number}/facts", "/cases/{number}/positions", "/cases/{number}/persons", "/cases/{number}/readings",
        "/cases/{number}/persons/{person}/copy", "/cases/{number}/persons/{person}/erasure",
    }  # fmt: skip


# --- errors -----------------------------------------------------------------------------------------------------------


@each_operation
def test_every_failure_is_described_as_a_problem_document(operation: Operation) -> None:
    """``/core/error-handling/problem-details`` (RFC 9457), in the document."""
    for status, answer in operation.said["responses"].items():
        if int(status) >= 400:
            assert set(answer["content"]) == {MEDIA_TYPE}, (operation.name, status)
            schema = resolved(answer["content"][MEDIA_TYPE]["schema"])
            assert {"type", "status", "title", "detail"} <= set(schema["required"])


def test_every_failure_is_a_problem_document_with_what_to_do(hit: CaseRecord) -> None:
    """``/core/error-handling/problem-details`` (RFC 9457), in the answers."""
    open_to_all = Client()
    statistician = Client(headers={"Authorization": f"Bearer {token_for(User.objects.get(username='statistician'))}"})
    question = {"state": "NL", "facts": FAMILY, "at": "2026-11-23T12:00:00+01:00"}
    for status, answer in (
        (400, open_to_all.post("/api/v1/positions", "no json", content_type="application/json")),
        (400, open_to_all.post("/api/v1/positions", question | {"state": "Q"}, content_type="application/json")),
        (400, statistician.get("/api/v1/statistics/applications?since=2026-12-01&until=2026-11-30")),
        (401, open_to_all.get("/api/v1/cases")),
        (403, statistician.get(f"/api/v1/cases/{hit.number}")),
        (404, open_to_all.get("/api/v1/law/rules/X-0")),
        (404, open_to_all.get("/api/v1/nothing")),
        (404, open_to_all.get("/api/v1")),
        (405, open_to_all.put("/api/v1/law/rules")),
    ):
        assert answer.status_code == status
        assert answer["Content-Type"] == MEDIA_TYPE
        told = answer.json()
        assert told["status"] == status
        assert told["type"].startswith("urn:asylon:problem:")
        assert told["title"]
        assert told["detail"]


@each_operation
def test_what_takes_a_query_or_a_body_can_answer_that_it_is_invalid(operation: Operation) -> None:
    """``/core/error-handling/invalid-input``: 400, and never 422."""
    if operation.parameters("query") or "requestBody" in operation.said:
        assert "400" in operation.said["responses"]
    assert "422" not in operation.said["responses"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    """``/core/error-handling/all-errors``."""
    sent = {"state": "q", "facts": [], "at": "soon"}
    answer = Client().post("/api/v1/positions", sent, content_type="application/json")
    assert answer.status_code == 400
    assert {one["place"].rpartition(".")[2] for one in answer.json()["errors"]} == {"state", "facts", "at"}


# --- documentation and versions ---------------------------------------------------------------------------------------


def test_the_document_is_openapi_3_with_references_that_lead_somewhere_and_names_that_are_used_once() -> None:
    """``/core/doc-openapi``."""
    assert re.fullmatch(r"3\.\d+\.\d+", DOCUMENT["openapi"])
    assert all(resolved(one) for one in within(DOCUMENT) if "$ref" in one)
    names = [one.name for one in OPERATIONS]
    assert len(names) == len(set(names)) > 20
    for operation in OPERATIONS:
        assert operation.said["summary"]
        assert operation.said["description"]
        in_path = re.findall(r"\{(\w+)\}", operation.path)
        assert [one["name"] for one in operation.parameters("path")] == in_path


def test_the_document_names_whom_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """``/core/doc-openapi-contact``: the authority that runs the register says who that is."""
    assert DOCUMENT["info"]["contact"]["name"]
    given = {"ASYLON_CONTACT": "Asylon team; asylon@authority.example; https://authority.example/asylon"}
    monkeypatch.setattr(settings, "SURROUNDINGS", environment.read(given))
    assert api.get_openapi_schema()["info"]["contact"] == {
        "name": "Asylon team", "email": "asylon@authority.example", "url": "https://authority.example/asylon",
    }  # fmt: skip
    with pytest.raises(environment.SurroundingsError, match="ASYLON_CONTACT"):
        environment.read({"ASYLON_CONTACT": "somebody"})


def test_the_document_is_published_to_all_at_its_standard_place() -> None:
    """``/core/publish-openapi``: JSON, without sign-in, readable by pages of any other host."""
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json() == DOCUMENT


def test_the_major_version_stands_in_the_address_and_the_full_one_is_semantic() -> None:
    """``/core/uri-version``, ``/core/semver``."""
    assert SEMVER.fullmatch(DOCUMENT["info"]["version"])
    [server] = DOCUMENT["servers"]
    assert server["url"].endswith(f"/v{DOCUMENT['info']['version'].partition('.')[0]}")
    assert not any(re.match(r"/v\d", one.path) for one in OPERATIONS)


@each_operation
def test_every_answer_says_the_full_version(operation: Operation, hit: CaseRecord) -> None:
    """``/core/version-header``."""
    assert asks(operation, hit)["API-Version"] == DOCUMENT["info"]["version"]
    assert all("API-Version" in answer["headers"] for answer in operation.said["responses"].values())


# --- transport --------------------------------------------------------------------------------------------------------


@each_operation
def test_every_answer_carries_the_headers_of_security(
    operation: Operation, hit: CaseRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``/core/transport/security-headers``, and ``/core/transport/tls`` as far as a program behind TLS can tell."""
    monkeypatch.setattr(settings, "SECURE_HSTS_SECONDS", 31_536_000)
    answer = asks(operation, hit, secure=True)
    assert answer["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Content-Type"].partition(";")[0] in {"application/json", MEDIA_TYPE}
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in answer, "only the document is for pages of other hosts"


def test_no_name_no_day_of_birth_and_no_secret_can_be_sent_in_an_address() -> None:
    """``/core/transport/no-sensitive-uris``: cases by number, persons by their reference within the case."""
    sent = {
        one["name"] for operation in OPERATIONS for where in ("path", "query") for one in operation.parameters(where)
    }
    assert sent == {
        "number", "person", "table", "rule", "name", "text", "route", "after", "limit", "at", "unit", "block", "provision",
        "when", "since", "until", "rounded",
    }  # fmt: skip
    assert {one.path for one in OPERATIONS if "{name}" in one.path} == {
        "/law/tables/{name}",
        "/law/calculations/{name}",
    }
    assert all(one.get("in") != "query" for one in DOCUMENT["components"]["securitySchemes"].values())
