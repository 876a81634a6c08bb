"""Whatever is sent, the interface answers as its document says: no server error, no undocumented answer, no hang.

``ASYLON_FUZZ`` is how many requests are made for each operation; ``make fuzz`` asks for many more. All persons are fictional.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import desk_home  # noqa: F401 - sets the desk up before the application is loaded
import pytest
import schemathesis
from django.contrib.auth.models import User
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from asylon.desk.tokens import token_for
from asylon.desk.wsgi import application

CASES = int(os.environ.get("ASYLON_FUZZ", "110"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SECONDS = 60
#: How many requests were made for each operation, and how often each status was answered.
MADE: Counter[str] = Counter()
ANSWERED: Counter[int] = Counter()

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)

# Two hundred kinds of facts with all their fields make the making of requests slow, not the answers: here a fact is
# one of a few kinds with fields of any sort; tests/law writes and reads every kind.
_FACT = {
    "type": "object",
    "properties": {
        "kind": {"enum": ["person_described", "application_made", "application_registered", "eurodac_hit", "gossip"]},
        "person": {"enum": ["p1", "p2", ""]},
        "at": {
            "enum": ["2026-11-10", "2026-11-10T09:30:00+01:00", "2026-11-10T09:30", "1900-01-01", "2199-12-31", "x"]
        },
        "born": {"enum": ["1990-02-29", "2020-02-29", "9999-12-31", 7]},
        "recorded_by": {"enum": ["IT", "NL", "Q"]},
    },
    "required": ["kind", "at"],
}
for _name in ("NewCase", "NewFacts", "Question"):
    _properties = schema.raw_schema["components"]["schemas"][_name]["properties"]
    for _list in ("facts", "circumstances"):
        if _list in _properties:
            _properties[_list]["items"] = _FACT


@pytest.fixture(scope="session")
def tokens() -> dict[str, str]:
    return {name: token_for(User.objects.get(username=name)) for name in ("caseworker", "privacy")}


@pytest.fixture(scope="session", autouse=True)
def so_many_requests_were_made_that_it_means_something(request: pytest.FixtureRequest) -> Iterator[None]:
    """Told and asked once every operation has had its requests, in whatever order they came."""
    yield
    made = sum(MADE.values())
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{made} requests, answered: {dict(sorted(ANSWERED.items()))}")
    assert sum(ANSWERED.values()) == made, "every request was answered"
    assert not [status for status in ANSWERED if status >= 500]
    if set(MADE) == {found.ok().label for found in schema.get_all_operations()}:
        assert made >= 12.5 * CASES
        assert made >= 10_000 or CASES < 800


@schema.parametrize()
@settings(
    max_examples=CASES,
    deadline=SECONDS * 1000,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_document_names(case: Any, tokens: dict[str, str]) -> None:
    name = "privacy" if case.operation.path.endswith(("erasure", "readings")) else "caseworker"
    if case.headers:
        # The client cannot build a request to a host such as "[/0"; foreign hosts are asked in test_session_safety.
        case.headers.pop("Host", None)
    MADE[case.operation.label] += 1
    answer = case.call_and_validate(headers={"Authorization": f"Bearer {tokens[name]}"}, checks=CHECKS)
    ANSWERED[answer.status_code] += 1
