"""Health and figures: told to machines, without a figure about persons."""

from __future__ import annotations

import pytest
from django.test import Client

from asylon.desk.house import House
from asylon.law.citations import Bilingual
from asylon.register import CaseRecord, StorageError


def test_a_process_that_answers_is_alive_and_ready(client: Client, house: House) -> None:
    assert client.get("/health/live").json()["status"] == "alive"
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["parts"]) == (200, {"log": "ready", "vault": "ready", "lists": "ready"})


def test_a_log_that_cannot_be_read_is_said_to_be_so(
    client: Client, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise StorageError(Bilingual("gone", "weg"), "here")

    monkeypatch.setattr(house.register.log, "head", broken)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["parts"]["log"]) == (503, "unavailable")


def test_figures_are_for_this_machine_and_for_who_maintains_the_register(client: Client, hit: CaseRecord) -> None:
    text = client.get("/metrics").content.decode()
    assert "asylon_log_facts" in text
    assert hit.number not in text
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.1").status_code == 403
