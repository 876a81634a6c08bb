"""Advance: positions follow the clock, the circumstances and the edition of the law."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta

import msgspec
from register_home import AMSTERDAM, WHO, Opens, fact, single, the_book

from asylon.law.circumstances import RecognitionRate
from asylon.law.files import read_circumstance
from asylon.register import Register


def changes_on(register: Register) -> datetime | None:
    (one,) = register.cases().rows
    return register.positions(one.case_id)["p1"].changes_on


def test_nothing_is_computed_again_while_every_position_holds(register: Register) -> None:
    single(register)
    assert register.advance().recomputed == 0


def test_a_file_is_computed_again_when_a_limit_expires(register: Register) -> None:
    single(register)
    turn = changes_on(register)
    assert turn == datetime(2026, 11, 23, 11, 0, tzinfo=AMSTERDAM)
    assert register.move_clock(turn - timedelta(seconds=1)).recomputed == 0
    assert register.move_clock(turn).recomputed == 1
    assert changes_on(register) != turn
    assert register.advance().recomputed == 0


def test_an_eighteenth_birthday_moves_the_file(register: Register) -> None:
    single(register, born="2008-12-01")
    fact_of_majority = datetime(2026, 12, 1, tzinfo=AMSTERDAM)
    register.move_clock(fact_of_majority - timedelta(minutes=1))
    before = register.projections.storage.rows("SELECT changes_on FROM cases")
    assert register.move_clock(fact_of_majority).recomputed == 1
    assert register.projections.storage.rows("SELECT changes_on FROM cases") != before
    digest = register.projections.digest()
    register.rebuild()
    assert register.projections.digest() == digest


def test_moving_the_clock_back_and_on_again_tells_the_same_story(register: Register) -> None:
    case = single(register)
    register.record(case.id, (fact("application_lodged", "2026-11-23"),), **WHO)
    now, here = register.now(), register.projections.digest()
    register.move_clock(now + timedelta(days=400))
    there = register.projections.digest()
    register.move_clock(now)
    assert register.projections.digest() == here
    register.move_clock(now + timedelta(days=400))
    assert register.projections.digest() == there


def test_a_new_circumstance_makes_every_file_be_computed_again(register: Register, opens: Opens) -> None:
    for _ in range(3):
        single(register)
    rate = read_circumstance(
        {"kind": "recognition_rate", "at": "2026-06-12", "nationality": "ER", "percent": 80.0, "source": "test"}
    )
    assert isinstance(rate, RecognitionRate)
    other = opens()
    register.record_circumstance(rate, **WHO)
    assert other.circumstances() == register.circumstances() == (rate,)
    assert other.advance().recomputed == 3
    assert register.advance().recomputed == 0
    digest = register.projections.digest()
    register.rebuild()
    assert register.projections.digest() == digest


def test_a_new_edition_of_the_law_makes_every_file_be_computed_again(register: Register, opens: Opens) -> None:
    single(register)
    newer = opens(msgspec.structs.replace(the_book(), edition="a newer edition"))
    assert newer.advance().recomputed == 1
    assert newer.advance().recomputed == 0
    assert register.advance().recomputed == 1


def test_advancing_can_be_followed_and_stopped(register: Register) -> None:
    for _ in range(3):
        single(register)
    told: list[tuple[int, int]] = []
    register.clock.move(register.now() + timedelta(days=1))  # type: ignore[attr-defined]
    assert register.advance(cancel=lambda: True).recomputed == 0
    assert register.advance(lambda done, total: told.append((done, total))).recomputed == 3
    assert told == [(3, 3)]


def test_advancing_beside_writers_loses_nothing(register: Register) -> None:
    cases = [single(register) for _ in range(6)]
    register.clock.move(register.now() + timedelta(days=1))  # type: ignore[attr-defined]
    done = threading.Event()

    def keep_advancing() -> None:
        while not done.is_set():
            register.advance()

    beside = threading.Thread(target=keep_advancing)
    beside.start()
    for case in cases:
        register.record(case.id, (fact("application_lodged", "2026-11-23"),), **WHO)
    done.set()
    beside.join()
    register.advance()
    assert [row.version for row in register.cases().rows] == [4] * 6
    digest = register.projections.digest()
    register.rebuild()
    assert register.projections.digest() == digest


def test_the_day_the_register_shows_is_the_day_of_its_clock(register: Register) -> None:
    register.move_clock(datetime(2027, 3, 1, 8, 0, tzinfo=AMSTERDAM))
    assert register.now().astimezone(AMSTERDAM).date() == date(2027, 3, 1)
