"""An error at every call to the storage: nothing stored by halves, a clear 503, and going on by itself. Persons are fictional.

Each act of the interface and the desk is done again and again, each time with another of its calls to the storage failing: the
first and the last that each method of each part makes, or every one with ``ASYLON_FAULTS=every``. Where a method of the port
``Storage`` is never made to fail, a test fails.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from desk_home import FAMILY, HIT_LATE, NOW, WHO, opened
from django.contrib.auth.models import User
from django.test import Client
from faults import IN_A_TRANSACTION, PORT, Faults, install

from asylon.desk import house as house_module
from asylon.desk.house import House, law_book
from asylon.desk.tokens import token_for
from asylon.law.files import read_file
from asylon.register import BusyError, DemonstrationClock, Register, StorageError, verify

#: What a 503 says where it is not certain that nothing was stored.
LOOK_FIRST = {
    "en": ("whether it was stored is not known", "This was recorded, but", "whole or not at all"),
    "nl": ("of dit is opgeslagen, is niet bekend", "Dit is vastgelegd, maar", "geheel of helemaal niet"),
}
EVERY = os.environ.get("ASYLON_FAULTS") == "every"
#: In memory where there is such a place: these tests take no power away.
FAST = Path("/dev/shm")
#: Methods that ask the storage nothing that could fail.
ASKS_NOTHING = {"among", "each", "hint", "close"}
#: The names under which the parts of a register lie on each database.
PARTS = {"sqlite": ("register", "readings", "projections"), "postgres": ("log", "readings", "lists")}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def faults(kind: str) -> Iterator[Faults]:
    made = Faults()
    with pytest.MonkeyPatch.context() as patch:
        install(made, patch)
        yield made


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="asylon-faults-", dir=FAST if FAST.is_dir() else None))
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def opens(kind: str, folder: Path, faults: Faults, request: pytest.FixtureRequest) -> Iterator[Callable[[], Register]]:
    """Opens the register of these tests on the database in question; closes all at the end."""
    database = request.getfixturevalue("own_postgres") if kind == "postgres" else ""
    made: list[Register] = []

    def open_it() -> Register:
        clock = DemonstrationClock(folder / kind / "clock.json", NOW)
        made.append(Register.open(folder / kind, law_book(), clock, database=database))
        return made[-1]

    yield open_it
    for register in made:
        register.close()


@pytest.fixture(scope="module")
def house(opens: Callable[[], Register]) -> Iterator[House]:
    """The house that desk and interface stand on, over the register of these tests."""
    before = list(house_module._opened)
    made = House(opens(), law_book(), "NL")
    house_module._opened[:] = [made]
    yield made
    house_module._opened[:] = before


class Door:
    """One way in: somebody who may, and what is asked, with a name for the act so that asking again does it once."""

    def __init__(self, lang: str, user: str, *, api: bool) -> None:
        self.client = Client(raise_request_exception=False, headers={"Accept-Language": lang})
        self.client.cookies["django_language"] = lang
        account = User.objects.get(username=user)
        if api:
            self.client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token_for(account)}"
        else:
            self.client.force_login(account)

    def get(self, address: str) -> Any:
        return self.client.get(address)

    def send(self, address: str, content: Any, **headers: str) -> Any:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(address, content, content_type="application/json", headers=sent)


Act = Callable[[], Any]
Prepare = Callable[[House, str, int], tuple[Act, int]]


def _records(house: House, lang: str, turn: int) -> tuple[Act, int]:
    case, door = opened(house, HIT_LATE), Door(lang, "caseworker", api=True)
    facts = {"facts": [{"kind": "application_lodged", "person": "p1", "at": "2026-11-10"}]}
    key = f"records-{lang}-{turn}"
    return (lambda: door.send(f"/api/v1/cases/{case.number}/facts", facts, If_Match='"4"', Idempotency_Key=key), 1)


def _opens(house: House, lang: str, turn: int) -> tuple[Act, int]:
    door, key = Door(lang, "caseworker", api=True), f"opens-{lang}-{turn}"
    return lambda: door.send("/api/v1/cases", {"facts": FAMILY}, Idempotency_Key=key), len(FAMILY)


def _records_at_the_desk(house: House, lang: str, turn: int) -> tuple[Act, int]:
    case, door = opened(house, HIT_LATE), Door(lang, "caseworker", api=False)
    sent = {"person": "p1", "at": "2026-11-20", "expected": str(case.version), "command": f"{turn:032x}"}
    return lambda: door.client.post(f"/case/{case.number}/record/application_lodged", sent), 1


def _erases(house: House, lang: str, turn: int) -> tuple[Act, int]:
    case = opened(house, FAMILY)
    by = {"by": "privacy officer", "reason": "a test"}
    return lambda: house.register.erase(case.id, "son", **by), 0


def _reads(address: str, *, api: bool, user: str = "caseworker") -> Prepare:
    def prepare(house: House, lang: str, turn: int) -> tuple[Act, int]:
        number = next(iter(house.register.cases().rows)).number
        door = Door(lang, user, api=api)
        return lambda: door.get(address.format(n=number)), 0

    return prepare


def _advances(house: House, lang: str, turn: int) -> tuple[Act, int]:
    with house.register.projections.storage.transaction() as db:
        db.execute("UPDATE cases SET edition = '' WHERE file = (SELECT max(file) FROM cases)")
    return house.register.advance, 0


def _indexes(house: House, lang: str, turn: int) -> tuple[Act, int]:
    who = {"actor": "C. Example", "unit": "asylum", "purpose": "test"}
    house.register.readings.write_many([f"{case:032x}" for case in range(9)], what="list", **who)
    return lambda: house.register.readings.index(9), 0


def _verifies(house: House, lang: str, turn: int) -> tuple[Act, int]:
    return house.register.verify, 0


def _counts(house: House, lang: str, turn: int) -> tuple[Act, int]:
    door = Door(lang, "statistician", api=True)
    return lambda: door.get("/api/v1/statistics/applications?since=2026-06-01&until=2026-06-30"), 0


WRITING: dict[str, Prepare] = {"records": _records, "opens": _opens, "records at the desk": _records_at_the_desk}
READING: dict[str, Prepare] = {
    "reads a case": _reads("/api/v1/cases/{n}/facts", api=True),
    "reads positions": _reads("/api/v1/cases/{n}/positions", api=True),
    "lists cases": _reads("/api/v1/cases?limit=5", api=True),
    "lists duties": _reads("/api/v1/duties?limit=5", api=True),
    "reads a case at the desk": _reads("/case/{n}", api=False),
    "sees the inbox": _reads("/inbox", api=False),
    "sees the first page": _reads("/", api=False),
    "counts": _counts,
}
UPKEEP: dict[str, Prepare] = {"erases": _erases, "advances": _advances, "indexes": _indexes, "verifies": _verifies}


def refused_clearly(answer: Any, lang: str, *, stored: bool) -> None:
    """A 503 in the reader's language that says what is wrong and what to do, and shows nobody."""
    assert answer.status_code == 503, answer.content
    text = answer.content.decode()
    if answer["Content-Type"].startswith("application/problem+json"):
        told = answer.json()
        assert told["status"] == 503
        assert told["title"]
        assert told["detail"]
    else:
        assert f'lang="{lang}"' in text
        assert {"en": "Not available at this moment", "nl": "Op dit moment niet beschikbaar"}[lang] in text
    assert "Fictional One" not in text
    assert "Fictional Mother" not in text
    if stored:
        assert any(words in text for words in LOOK_FIRST[lang]), text


def each_call(faults: Faults, house: House, prepare: Prepare) -> Iterator[tuple[int, str, Act, int]]:
    """The act, prepared anew, with one more of its calls to the storage failing each time: once, and for as long as it lasts."""
    act, _ = prepare(house, "en", 10**6)
    points = faults.points(act, every=EVERY)
    assert points, "the act asks the storage something"
    for turn, at in enumerate(points):
        lang = ("en", "nl")[turn % 2]
        act, facts = prepare(house, lang, at)
        faults.arm(at, lasting=turn % 3 == 2)
        yield at, lang, act, facts
        faults.disarm()


@pytest.mark.parametrize("name", WRITING)
def test_whatever_call_fails_what_is_sent_is_stored_whole_or_not_and_once(
    name: str, house: House, faults: Faults
) -> None:
    register = house.register
    for _at, lang, act, facts in each_call(faults, house, WRITING[name]):
        with faults.resting():
            before = register.log.head().position
        answer = act()
        fired = list(faults.fired)
        faults.armed = False
        after = register.log.head().position
        assert after in (before, before + facts), fired
        if answer.status_code in (200, 201, 302):
            assert after == before + facts, fired
        else:
            refused_clearly(answer, lang, stored=after != before)
        again = act()
        assert again.status_code in (200, 201, 302), (fired, again.content)
        assert register.log.head().position == before + facts, fired
        report = register.verify()
        assert report.ok, (fired, report.first_problem)
    digest = register.projections.digest()
    register.rebuild()
    assert register.projections.digest() == digest


@pytest.mark.parametrize("name", READING)
def test_whatever_call_fails_nobody_is_shown_unless_that_was_logged(name: str, house: House, faults: Faults) -> None:
    if not house.register.cases().rows:
        opened(house, HIT_LATE)
    for _at, lang, act, _ in each_call(faults, house, READING[name]):
        with faults.resting():
            readings = sum(1 for _ in house.register.readings.all())
        answer = act()
        fired = list(faults.fired)
        faults.armed = False
        if answer.status_code != 200:
            refused_clearly(answer, lang, stored=False)
        elif name not in ("sees the first page", "counts"):
            assert sum(1 for _ in house.register.readings.all()) > readings, "what was shown was logged"
        assert act().status_code == 200, fired


@pytest.mark.parametrize("name", UPKEEP)
def test_whatever_call_fails_upkeep_is_refused_or_done_and_can_be_done_again(
    name: str, house: House, faults: Faults
) -> None:
    for _at, _lang, act, _ in each_call(faults, house, UPKEEP[name]):
        with suppress(BusyError, StorageError):
            act()
        fired = list(faults.fired)
        faults.armed = False
        act()
        assert verify(house.register.log).ok, fired
    house.register.advance()
    digest = house.register.projections.digest()
    house.register.rebuild()
    assert house.register.projections.digest() == digest


def begun_and_opened(opens: Callable[[], Register]) -> None:
    """A register is begun and opened again, its lists are not believed and computed again."""
    opens().close()
    register = opens()
    try:
        if not register.cases().rows:
            register.open_case("NL", read_file({"state": "NL", "facts": HIT_LATE})[0].facts, **WHO)
        register.projections.storage.begin_afresh()
    finally:
        register.close()
    opens().close()


@pytest.fixture
def anew(kind: str, folder: Path, faults: Faults, request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """Opens a register in a folder of which nothing is there yet."""
    database = request.getfixturevalue("postgres_server") if kind == "postgres" else ""

    def named(name: str) -> Callable[[], Register]:
        if database:
            request.getfixturevalue("forget")(database)
        clock = DemonstrationClock(folder / kind / name / "clock.json", NOW)
        return lambda: Register.open(folder / kind / name, law_book(), clock, database=database)

    return named


def test_every_method_of_the_port_is_among_what_is_made_to_fail(
    house: House, faults: Faults, kind: str, request: pytest.FixtureRequest
) -> None:
    opened(house, HIT_LATE)
    places: set[str] = set()
    for prepare in (WRITING | READING | UPKEEP).values():
        act, _ = prepare(house, "en", 10**7)
        places.update(faults.places(act))
    places.update(faults.places(lambda: begun_and_opened(request.getfixturevalue("anew")("known"))))
    called = {place.partition(" (")[0].partition(".") for place in places}
    methods = {method for _part, _, within in called for method in within.split(".")}
    assert methods >= PORT - ASKS_NOTHING, "a method that no act of this file calls"
    calls = {place.rpartition("(")[2].rstrip(")") for place in places}
    # Facts come in by executemany, or by COPY, everything else by execute.
    assert calls >= IN_A_TRANSACTION - {"executemany"}
    assert calls & {"executemany", "copy"}
    assert {"vault", "head", "journal", "turns", *PARTS[kind]} <= {part for part, _, _ in called}


def test_whatever_call_fails_while_a_register_is_begun_or_opened_it_can_be_opened_after_that(
    faults: Faults, anew: Callable[[str], Callable[[], Register]]
) -> None:
    points = faults.points(lambda: begun_and_opened(anew("begun")), every=EVERY, last=False)
    for turn, at in enumerate(points):
        opens = anew(f"begun-{at}")
        faults.arm(at, lasting=turn % 3 == 2)
        with suppress(BusyError, StorageError):
            begun_and_opened(opens)
        fired = list(faults.fired)
        faults.disarm()
        begun_and_opened(opens)
        again = opens()
        assert verify(again.log).ok, fired
        assert again.projections.position() == again.log.head().position
        assert len(again.cases().rows) == 1, fired
        again.close()
