"""Who read a case is found whole: in segments, in what is in none yet, and whatever happened while one was made."""

from __future__ import annotations

import random
import threading

import psycopg
import pytest
from register_home import Opens, single

from asylon.register import Register
from asylon.register import reading_index as indexing
from asylon.register.errors import BusyError
from asylon.register.places import READINGS_SCHEMA
from asylon.register.reading_log import INDEXED_AT_ONCE, Reading, ReadingLog
from asylon.register.storage import Storage
from asylon.register.storage_postgres import PostgresStorage

WHO = {"actor": "C. Example (fictional)", "unit": "asylum", "purpose": "examination"}
SIZE = 20
CASES = [f"{number:032x}" for number in range(5)]


@pytest.fixture
def readings(register: Register, monkeypatch: pytest.MonkeyPatch) -> ReadingLog:
    monkeypatch.setattr(indexing, "AT_ONCE", 6)
    return register.readings


@pytest.fixture
def storage(readings: ReadingLog) -> Storage:
    return readings._storage


def read(readings: ReadingLog, times: int, seed: int = 1) -> None:
    """Lists that some of the cases stand in, again and again."""
    chance = random.Random(seed)
    for _ in range(times):
        readings.write_many(chance.sample(CASES, chance.randint(1, 4)), what="list", **WHO)


def of_each(readings: ReadingLog) -> dict[str, list[Reading]]:
    """What the log itself holds of each case, in its order."""
    found: dict[str, list[Reading]] = {case: [] for case in CASES}
    for one in readings.all():
        found[one.case_id].append(one)
    return found


def told(readings: ReadingLog) -> dict[str, list[Reading]]:
    return {case: list(readings.of_case(case)) for case in CASES}


def test_the_readings_of_a_case_are_the_same_before_between_and_after_segments(
    readings: ReadingLog, storage: Storage
) -> None:
    for round_ in range(4):
        read(readings, 9, round_)
        assert told(readings) == of_each(readings)
        readings.index(SIZE)
        assert told(readings) == of_each(readings)
    assert len(storage.rows("SELECT number FROM segment")) >= 3
    assert readings.of_case("f" * 32) == ()
    whole = sum(len(some) for some in of_each(readings).values())
    ((held,),) = storage.rows("SELECT count(*) FROM reading_of")
    assert held == len(storage.rows("SELECT number FROM segment")) * SIZE
    assert whole - SIZE < held <= whole


def test_a_segment_is_made_only_when_it_is_full_and_then_once(readings: ReadingLog, storage: Storage) -> None:
    readings.write_many(CASES * 3, what="list", **WHO)
    for _ in range(4):
        assert readings.index(SIZE) == 0
        readings.write_many(CASES[:1], what="list", **WHO)
    readings.write_many(CASES[:1], what="list", **WHO)
    assert readings.index(SIZE) == 1
    assert readings.index(SIZE) == 0
    assert told(readings) == of_each(readings)


def test_upkeep_makes_segments(register: Register, readings: ReadingLog, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(readings, "index", lambda: made.append(1))
    register.advance()
    assert made == [1]


@pytest.mark.parametrize("broken_after", [0, 1, 2, 3])
def test_a_segment_that_was_broken_off_counts_for_nothing_and_is_made_again(
    readings: ReadingLog, storage: Storage, broken_after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(readings, 20)
    done = []
    add = storage.add

    def breaking(*given: object) -> None:
        if len(done) == broken_after:
            raise OSError("the machine stops here")
        done.append(given)
        add(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(storage, "add", breaking)
    with pytest.raises(OSError, match="stops"):
        readings.index(SIZE)
    assert storage.rows("SELECT * FROM segment") == []
    assert told(readings) == of_each(readings)
    monkeypatch.undo()
    assert readings.index(SIZE) >= 2
    assert told(readings) == of_each(readings)


def test_a_log_that_was_indexed_at_every_reading_is_brought_on(
    register: Register, readings: ReadingLog, storage: Storage, opens: Opens
) -> None:
    case = single(register)
    read(readings, 20)
    expected = told(readings)
    with storage.turn(), storage.transaction() as db:
        db.execute("DROP TABLE segment")
        db.execute("DROP TABLE reading_of")
        storage.create(db, ["CREATE INDEX reading_case ON reading (case_id, number)"])
        storage.set_form(db, INDEXED_AT_ONCE)
    register.close()
    again = opens()
    assert told(again.readings) == expected
    again.case(case.id, **WHO)
    again.readings.index(SIZE)
    assert told(again.readings) == expected
    assert [one.what for one in again.read_by(case.id)] == ["case"]


def test_processes_that_index_at_the_same_time_make_each_segment_once(
    readings: ReadingLog, storage: Storage, opens: Opens
) -> None:
    read(readings, 60)
    logs = [readings, opens().readings, opens().readings]
    threads = [threading.Thread(target=log.index, args=(SIZE,)) for log in logs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [number for (number,) in storage.rows("SELECT number FROM segment ORDER BY number")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert told(readings) == of_each(readings)


def test_a_reading_that_is_still_being_stored_is_waited_for_not_passed_over(
    readings: ReadingLog, database: str
) -> None:
    if not database:
        pytest.skip("in files one writes after the other")
    read(readings, 5)
    with psycopg.connect(database, options=f"-c search_path={READINGS_SCHEMA}") as slow:
        slow.execute(
            "INSERT INTO reading (at, actor, unit, purpose, what, case_id) VALUES ('2026', 'a', 'b', 'c', 'case', %s)",
            (CASES[0],),
        )
        read(readings, 30)
        impatient = PostgresStorage(database, READINGS_SCHEMA, wait=0.05)
        with pytest.raises(BusyError):
            indexing.index(impatient, SIZE)
        impatient.close()
    assert readings.index(SIZE)
    assert told(readings) == of_each(readings)
    assert any(one.actor == "a" for one in readings.of_case(CASES[0]))


@pytest.mark.parametrize("number", [1, 2, 7, 8, 200])
def test_readings_come_back_as_they_were_whatever_signs_are_in_them(readings: ReadingLog, number: int) -> None:
    actor = 'Ö. "O\'Neill" \\ {é} – 名前 %s (fictional)'
    readings.write_many([f"{case:032x}" for case in range(number)], actor=actor, unit="a,b", purpose="x", what="list")
    stored = list(readings.all())
    assert [one.case_id for one in stored] == [f"{case:032x}" for case in range(number)]
    assert {(one.actor, one.unit, one.purpose, one.what) for one in stored} == {(actor, "a,b", "x", "list")}


def test_of_readings_that_cannot_be_stored_none_is(readings: ReadingLog) -> None:
    with pytest.raises(Exception):  # noqa: B017 - each database has its own
        readings.write_many([CASES[0], None], what="list", **WHO)  # type: ignore[list-item]
    assert list(readings.all()) == []
    readings.write_many(CASES, what="list", **WHO)
    assert len(list(readings.all())) == len(CASES)
