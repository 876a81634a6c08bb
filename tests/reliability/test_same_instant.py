"""Eight who saw the same version record in the same instant: one is stored, the others are told. All persons are fictional."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from desk_home import HIT_LATE, NOW, opened
from django.contrib.auth.models import User
from django.test import Client

from asylon.desk import house as house_module
from asylon.desk.house import House, law_book
from asylon.desk.tokens import token_for
from asylon.register import DemonstrationClock, Register

WRITERS = 8


@pytest.fixture
def house(tmp_path: Path, database: str) -> Iterator[House]:
    """Desk and interface over a register of this test, on each database."""
    register = Register.open(tmp_path, law_book(), DemonstrationClock(tmp_path / "clock.json", NOW), database=database)
    before = list(house_module._opened)
    house_module._opened[:] = [House(register, law_book(), "NL")]
    yield house_module._opened[0]
    house_module._opened[:] = before
    register.close()


def test_one_is_stored_and_seven_are_told_that_somebody_was_quicker(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened(house, HIT_LATE)
    token = token_for(User.objects.get(username="caseworker"))
    all_have_passed_the_check_of_the_version = Barrier(WRITERS, timeout=60)
    record = Register.record

    def in_the_same_instant(*arguments: Any, **named: Any) -> Any:
        all_have_passed_the_check_of_the_version.wait()
        return record(*arguments, **named)

    monkeypatch.setattr(Register, "record", in_the_same_instant)

    def write(day: int) -> Any:
        from django.db import connection

        sent = {"facts": [{"kind": "application_lodged", "person": "p1", "at": f"2026-11-{10 + day}"}]}
        headers = {"Authorization": f"Bearer {token}", "If-Match": '"4"', "Accept-Language": ("en", "nl")[day % 2]}
        try:
            return Client().post(
                f"/api/v1/cases/{case.number}/facts", sent, content_type="application/json", headers=headers
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = list(pool.map(write, range(WRITERS)))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: WRITERS - 1}
    for answer in answers:
        if answer.status_code == 409:
            assert answer["Content-Type"] == "application/problem+json"
            told = answer.json()
            assert told["type"] == "urn:asylon:problem:changed-meanwhile"
            assert told["detail"].startswith(("Nothing was stored", "Er is niets opgeslagen"))
    kept = house.register.files.read(case.id)
    assert [entry.version for entry in kept.entries] == [1, 2, 3, 4, 5]
    assert house.register.verify().ok
