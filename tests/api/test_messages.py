"""What the interface finds wrong is said in the reader's language: place, what is wrong, what to do. All persons are fictional."""

from __future__ import annotations

from typing import Any

import pytest
from desk_home import HIT_LATE, opened
from django.contrib.auth.models import User
from django.test import Client

from asylon.api import validation
from asylon.desk.house import House
from asylon.desk.tokens import token_for

FACT = {"kind": "application_lodged", "person": "p1", "at": "2026-11-10"}
QUESTION: dict[str, Any] = {"state": "NL", "facts": [FACT], "at": "2026-11-10T10:00:00+01:00"}

#: What is sent, and what of it is found wrong in Dutch: (address, body or None for a GET, place, part of what is wrong).
BAD: tuple[tuple[str, Any, str, str], ...] = (
    ("/cases?limit=0", None, "query.limit", "dit getal is te klein"),
    ("/cases?limit=many", None, "query.limit", "dit is geen geheel getal"),
    ("/duties?when=never", None, "query.when", "dit is niet een van de mogelijke waarden"),
    ("/cases?text=" + "x" * 41, None, "query.text", "deze tekst is te lang"),
    ("/cases/NL-1", None, "path.number", "deze tekst heeft niet de gevraagde vorm"),
    ("/cases/{n}/positions?at=soon", None, "query.at", "dit is geen tijdstip"),
    ("/cases/{n}/positions?at=2026-11-10T10:00:00", None, "query.at", "dit tijdstip noemt zijn zone niet"),
    ("/statistics/applications?since=x&until=2026-06-30", None, "query.since", "dit is geen dag"),
    ("/statistics/applications?since=2026-06-01", None, "query.until", "dit ontbreekt"),
    ("/cases", {"facts": []}, "body.new.facts", "deze lijst is te kort"),
    ("/cases", {"facts": "x"}, "body.new.facts", "dit is geen lijst"),
    ("/cases", {"facts": ["x"]}, "body.new.facts.0", "dit is geen object"),
    ("/cases", {"facts": [{**FACT, "kind": "gossip"}]}, "facts[0].kind", "is geen bekende soort feit"),
    ("/cases", {"facts": [{**FACT, "gossip": 1}]}, "facts[0]", "“gossip” is geen veld van “Verzoek ingediend” (application_lodged)"),
    ("/cases", {"facts": [{**FACT, "at": "soon"}]}, "facts[0].at", "is geen datum"),
    ("/cases", {"facts": [{**FACT, "at": "9999-12-31"}]}, "facts[0].at", "ligt buiten de kalender"),
    ("/cases", {"facts": [{"kind": "application_lodged", "at": "2026-11-10"}]}, "facts[0]", "ontbreekt"),
    ("/cases", {"facts": [{**FACT, "kind": "application_registered"}]}, "facts[0].at", "heeft geen tijd"),
    ("/cases", {"facts": [{**FACT, "id": "f1"}, {**FACT, "id": "f1"}]}, "fact f1", "al gebruikt"),
    ("/cases", {"facts": [{"kind": "fact_withdrawn", "person": "p1", "at": "2026-11-10", "withdraws": "f9", "reason": "slip"}]},
     "withdraws", "geen feit “f9”"),
    ("/positions", {**QUESTION, "at": "2026-11-10T10:00:00"}, "at", "noemt geen zone"),
    ("/positions", {**QUESTION, "state": "nl"}, "body.question.state", "heeft niet de gevraagde vorm"),
    ("/positions", {**QUESTION, "answers": {"O-99": "yes"}}, "", "is geen open vraag"),
    ("/positions", {**QUESTION, "answers": {"O-18": "maybe"}}, "", "is geen antwoord op O-18"),
    ("/law/calculations/adequate-capacity", {"data": {}, "on": "2026-11-10"}, "data", "er zijn geen cijfers; geef een rij"),
    ("/law/calculations/adequate-capacity", {"data": {"rows": [1]}, "on": "2026-11-10"}, "data", "deze cijfers zijn niet bruikbaar"),
    ("/law/calculations/crisis-periods", {"data": {}, "on": "2026-11-10"}, "data", "start ontbreekt; geef de dag"),
)  # fmt: skip


@pytest.fixture(scope="module")
def number(house: House) -> str:
    return opened(house, HIT_LATE).number


def asked(address: str, sent: Any, number: str, lang: str) -> dict[str, Any]:
    user = User.objects.get(username="statistician" if "statistics" in address else "caseworker")
    client = Client(headers={"Authorization": f"Bearer {token_for(user)}", "Accept-Language": lang})
    where = "/api/v1" + address.format(n=number)
    answer = client.get(where) if sent is None else client.post(where, sent, content_type="application/json")
    assert answer.status_code == 400, answer.content
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(("address", "sent", "place", "wrong"), BAD, ids=[f"{one[0][:30]} {one[3]}" for one in BAD])
def test_what_is_wrong_and_what_to_do_are_told_in_dutch_where_dutch_is_asked(
    address: str, sent: Any, place: str, wrong: str, number: str
) -> None:
    dutch, english = (asked(address, sent, number, lang) for lang in ("nl", "en"))
    assert dutch["title"] == "Het verzonden is niet bruikbaar; er is niets opgeslagen"
    assert english["title"].startswith("What was sent cannot be used")
    assert dutch["detail"] != english["detail"]
    told = next(one for one in dutch["errors"] if one["place"].startswith(place))
    assert wrong in told["wrong"]
    assert "cannot be recorded" not in str(dutch)
    assert "kan zo niet worden vastgelegd" not in str(dutch)
    said = {(one["wrong"], one["remedy"]) for one in english["errors"]}
    assert said.isdisjoint((one["wrong"], one["remedy"]) for one in dutch["errors"])
    assert all(wrong or remedy for wrong, remedy in said)


def test_a_body_that_is_no_json_is_told_in_dutch(number: str) -> None:
    client = Client(headers={"Accept-Language": "nl"})
    answer = client.post("/api/v1/positions", "{", content_type="application/json")
    assert (answer.status_code, answer.json()["title"]) == (
        400,
        "Het verzonden is niet bruikbaar; er is niets opgeslagen",
    )


def test_an_error_of_a_type_not_known_here_keeps_its_english_words_for_english_readers_only() -> None:
    error = {"type": "never_heard_of", "msg": "Something odd", "loc": ()}
    assert validation.said(error, "en")[0] == "Something odd"
    assert "Something odd" not in str(validation.said(error, "nl"))
