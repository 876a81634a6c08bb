"""Old forms of facts are read in the present form, and the log of every release stays readable."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from log_suite import batch, case_fact, noon, public_fact
from register_home import NOW, single, the_book

from asylon.register import (
    DemonstrationClock,
    Erased,
    NewerFormatError,
    OpenedFact,
    PostgresLog,
    Register,
    SqliteLog,
    Upcasting,
    Vault,
    verify,
)
from asylon.register.store import TableLog

FIRST_RELEASE = Path(__file__).parent / "data" / "first-release"


def test_steps_are_applied_in_order() -> None:
    upcasting = Upcasting()
    upcasting.upcaster("noted", 1)(lambda body: body | {"steps": ["one"]})
    upcasting.upcaster("noted", 2)(lambda body: body | {"steps": [*body["steps"], "two"]})
    assert upcasting.upcast("noted", 1, {}) == (3, {"steps": ["one", "two"]})
    assert upcasting.upcast("noted", 3, {}) == (3, {})
    assert upcasting.upcast("other", 1, {}) == (1, {})


def test_a_step_cannot_be_skipped_or_entered_twice() -> None:
    upcasting = Upcasting()
    with pytest.raises(ValueError, match="form 1"):
        upcasting.upcaster("noted", 2)(dict)
    upcasting.upcaster("noted", 1)(dict)
    with pytest.raises(ValueError, match="form 2"):
        upcasting.upcaster("noted", 1)(dict)


def test_a_fact_of_a_newer_release_is_not_read_wrongly() -> None:
    with pytest.raises(NewerFormatError, match="position 7"):
        Upcasting().upcast("noted", 2, {}, "position 7")


@pytest.fixture
def first_release(tmp_path: Path, database: str) -> Path:
    """The folder that the first release left; on PostgreSQL with the tables that it left in the database."""
    folder = shutil.copytree(FIRST_RELEASE, tmp_path / "first-release")
    if database:
        (folder / "register.sqlite").unlink()
        with psycopg.connect(database) as base:
            base.execute((folder / "postgres.sql").read_bytes())
    return folder


@pytest.fixture
def opens(first_release: Path, database: str) -> Callable[[Upcasting], TableLog]:
    """Opens the log of the first release."""

    def opened(upcasting: Upcasting) -> TableLog:
        vault = Vault(first_release / "vault.sqlite", noon)
        if database:
            return PostgresLog(database, first_release, vault, noon, upcasting=upcasting)
        return SqliteLog(first_release / "register.sqlite", vault, noon, upcasting=upcasting)

    return opened


Opens = Callable[[Upcasting], TableLog]


def test_the_log_of_the_first_release_verifies_and_opens(opens: Opens) -> None:
    log = opens(Upcasting())
    report = verify(log)
    assert report.ok, report.first_problem
    assert (report.facts, report.anchored) == (7, 7)
    assert report.head.hash.hex() == (FIRST_RELEASE / "head.txt").read_text().strip()
    facts = list(log.open_all(log.read_all()))
    said = [(fact.kind, fact.at, fact.body) if isinstance(fact, OpenedFact) else fact.erasure.reason for fact in facts]
    assert said == [
        ("person_described", "2026-09-10", {"name": "Selam (fictional)", "person": "p1"}),
        ("application_made", "2026-09-10T09:30:00+02:00", {"person": "p1", "place": "external_border"}),
        "retention ended",
        ("capacity_notified", "2026-06-12", {"places": 212, "state": "NL"}),
        ("milestone_set", "2026-06-12", {"block": 1}),
        ("position_taken", "2024-06-13", {"by": "NL", "words": "vóór – één"}),
        ("application_registered", "2026-09-11", {"person": "p1"}),
    ]
    assert [fact.version for fact in log.read("case", "5e1a")] == [1, 2, 3, 4]
    assert log.vault.find("NL-2026-000001") == ("p1",)


def test_the_log_of_the_first_release_is_read_in_a_later_form(opens: Opens) -> None:
    upcasting = Upcasting()

    @upcasting.upcaster("application_made", 1)
    def place_in_words(body: dict[str, Any]) -> dict[str, Any]:
        return body | {"place": body["place"].replace("_", " ")}

    log = opens(upcasting)
    before = log.read_raw(1, 10)
    second = log.open(log.read("case", "5e1a")[1])
    assert isinstance(second, OpenedFact)
    assert (second.schema, second.body["place"]) == (2, "external border")
    assert log.read_raw(1, 10) == before, "reading rewrites nothing"
    log.close()


def test_the_log_of_the_first_release_can_be_continued(opens: Opens) -> None:
    log = opens(Upcasting())
    log.append(batch(public_fact(), case_fact(person="p1", stream_id="5e1a")))
    assert verify(log).facts == 9
    assert isinstance(log.open(log.read("case", "5e1a")[2]), Erased)


def test_the_register_of_the_first_release_is_opened_listed_and_continued(first_release: Path, database: str) -> None:
    register = Register.open(
        first_release, the_book(), DemonstrationClock(first_release / "clock.json", NOW), database=database
    )
    assert register.projections.position() == register.log.head().position == 7
    single(register)
    assert register.verify().ok
    digest = register.projections.digest()
    register.rebuild()
    assert register.projections.digest() == digest
    register.close()
