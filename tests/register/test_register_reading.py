"""Reading cases: logged, by number or reference, and what is left after an erasure."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from register_home import AMSTERDAM, NOW, WHO, Opens, family, single, the_book

from asylon.law.citations import Bilingual
from asylon.register import (
    ClockNotMovableError,
    DemonstrationClock,
    Erased,
    ReaderUnknownError,
    Register,
    StorageError,
    UnknownCaseError,
)
from asylon.register.places import PROJECTIONS, READINGS
from asylon.register.reading_log import ReadingLog


def test_reading_a_case_is_logged_with_who_why_and_when(register: Register) -> None:
    case = single(register)
    register.case(case.number, actor="L. Example", unit="legal", purpose="appeal")
    (reading,) = register.read_by(case.id)
    assert (reading.actor, reading.unit, reading.purpose, reading.what) == ("L. Example", "legal", "appeal", "case")
    assert reading.at == "2026-11-23T08:00:00.000000Z"


def test_whoever_does_not_say_who_reads_or_why_reads_nothing(register: Register) -> None:
    case = single(register)
    for actor, purpose in (("", "appeal"), ("L. Example", " ")):
        with pytest.raises(ReaderUnknownError):
            register.case(case.id, actor=actor, unit="legal", purpose=purpose)
    assert register.read_by(case.id) == ()


def test_a_reading_that_cannot_be_logged_is_refused(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    case = single(register)

    def full(**_: str) -> None:
        raise StorageError(the_book().open_questions["O-1"].why, "readings")

    monkeypatch.setattr(register.readings, "write", full)
    with pytest.raises(StorageError):
        register.case(case.id, **WHO)


def test_readings_are_never_changed_or_removed(register: Register, folder: Path, database: str) -> None:
    case = single(register)
    register.case(case.id, **WHO)
    for act in ("DELETE FROM reading", "UPDATE reading SET actor = 'nobody'"):
        if database:
            options = "-c search_path=asylon_readings"
            with psycopg.connect(database, options=options) as base, pytest.raises(psycopg.Error, match="append-only"):
                base.execute(act)
        else:
            with (
                sqlite3.connect(folder / READINGS) as readings,
                pytest.raises(sqlite3.IntegrityError, match="append-only"),
            ):
                readings.execute(act)


@pytest.mark.parametrize("asked", ["NL-2026-009999", "0" * 32, "", "selam", "NL-2026-1"])
def test_a_case_that_does_not_exist_is_unknown_in_plain_words(register: Register, asked: str) -> None:
    with pytest.raises(UnknownCaseError, match="no case"):
        register.case(asked, **WHO)
    assert register.find(asked) is None


def test_the_position_can_be_asked_for_another_instant(register: Register) -> None:
    case = single(register)
    later = register.positions(case.id, datetime(2026, 12, 31, tzinfo=AMSTERDAM))["p1"].duty("lodging")
    now = register.positions(case.id)["p1"].duty("lodging")
    assert later is not None
    assert now is not None
    assert (now.status, later.status) == ("open", "late")


def test_of_an_erased_person_the_entries_stay_and_say_nothing(register: Register) -> None:
    case = family(register)
    receipt = register.erase(case.id, "child", by="privacy officer", reason="retention ended")
    left = register.case(case.id, **WHO)
    assert len(left.entries) == len(case.entries)
    gone = [entry.fact for entry in left.entries if isinstance(entry.fact, Erased)]
    assert len(gone) == 3
    assert all(one.erasure == receipt for one in gone)
    assert left.persons == ("mother",)
    assert left.number == case.number
    assert set(register.positions(case.id)) == {"mother"}


def test_when_the_first_person_of_a_family_is_erased_the_others_keep_the_number(register: Register) -> None:
    case = family(register)
    register.erase(case.id, "mother", by="privacy officer", reason="retention ended")
    assert register.case(case.number, **WHO).number == case.number
    (row,) = register.cases().rows
    assert (row.number, row.persons) == (case.number, 1)
    assert {duty.person for duty in register.inbox().rows} == {"child"}


def test_a_file_of_which_everybody_was_erased_is_in_no_list_and_can_still_be_accounted_for(register: Register) -> None:
    case = single(register)
    register.erase(case.number, "p1", by="privacy officer", reason="retention ended")
    assert register.cases().rows == ()
    assert register.inbox().rows == ()
    left = register.case(case.number, **WHO)
    assert (left.number, left.state) == (case.number, "NL")
    assert left.file.facts == ()
    assert register.positions(case.id) == {}
    assert register.verify().ok
    assert single(register).number == "NL-2026-000002"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_projections_file_keeps_no_trace_of_an_erased_person(register: Register, folder: Path) -> None:
    case = single(register, born="1987-03-09")

    def written() -> bytes:
        return b"".join(part.read_bytes() for part in sorted(folder.glob(f"{PROJECTIONS}*")))

    assert b"1987-03-09" in written()
    register.erase(case.id, "p1", by="privacy officer", reason="retention ended")
    assert b"1987-03-09" not in written()


def test_an_erasure_in_the_vault_alone_reaches_the_lists_when_the_register_is_opened(
    register: Register, opens: Opens
) -> None:
    case = single(register)
    register.vault.erase(f"{case.id}/p1", by="privacy officer", reason="retention ended")
    assert opens().cases().rows == ()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_personal_files_are_readable_by_their_owner_alone(register: Register, folder: Path) -> None:
    single(register)
    for name in (PROJECTIONS, READINGS, "vault.sqlite"):
        assert (folder / name).stat().st_mode & 0o077 == 0


def test_opening_without_creating_needs_a_register(folder: Path) -> None:
    with pytest.raises(StorageError, match="no register"):
        Register.open(folder, the_book(), create=False)
    assert not folder.exists()


def test_the_real_time_is_not_moved(tmp_path: Path) -> None:
    register = Register.open(tmp_path, the_book())
    with pytest.raises(ClockNotMovableError):
        register.move_clock(datetime(2027, 1, 1, tzinfo=UTC))
    register.close()


def test_the_clock_of_a_demonstration_stands_still_until_moved_and_all_processes_see_it(tmp_path: Path) -> None:
    clock = DemonstrationClock(tmp_path / "clock.json")
    assert clock.now() == NOW
    clock.move(NOW + timedelta(days=2, hours=3))
    other = DemonstrationClock(tmp_path / "clock.json")
    assert other.now() == datetime(2026, 11, 25, 12, 0, tzinfo=AMSTERDAM)
    assert other.now().tzinfo == AMSTERDAM
    with pytest.raises(ValueError, match="time zone"):
        clock.move(datetime(2026, 12, 1))  # noqa: DTZ001 - that is what is refused


def test_age_is_counted_in_full_years(register: Register) -> None:
    (who,) = single(register, born="2000-11-24").summary
    assert who.age(date(2026, 11, 23)) == 25
    assert who.age(date(2026, 11, 24)) == 26


class _Slow:
    """A storage in which adding lasts until it is let go, and that refuses what ``refuses`` names."""

    def __init__(self, storage: Any) -> None:
        self._storage = storage
        self.begun, self.go_on = Event(), Event()
        self.sizes: list[int] = []
        self.refuses = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._storage, name)

    def add_at_once(self, table: str, columns: Any, rows: Any) -> None:
        self.begun.set()
        assert self.go_on.wait(120)
        if self.refuses and any(self.refuses in row for row in rows):
            raise StorageError(Bilingual("refused", "geweigerd"), "here")
        self._storage.add_at_once(table, columns, rows)
        self.sizes.append(len(rows))


def _read_at_once(log: ReadingLog, slow: _Slow, readers: int) -> list[str]:
    """So many readers: the first is being stored while the others line up. Who was refused."""
    refused: list[str] = []

    def reads(number: int) -> None:
        try:
            log.write(actor=f"reader {number}", unit="asylum", purpose="test", what="case", case_id=f"c{number}")
        except StorageError:
            refused.append(f"reader {number}")

    threads = [Thread(target=reads, args=(number,)) for number in range(readers)]
    threads[0].start()
    assert slow.begun.wait(120)
    for thread in threads[1:]:
        thread.start()
    while len(log._commits._line) < readers - 1:
        Event().wait(0.001)
    slow.go_on.set()
    for thread in threads:
        thread.join()
    return refused


def test_readings_that_wait_at_the_same_moment_are_stored_together(register: Register) -> None:
    slow = _Slow(register.readings._storage)
    log = ReadingLog(slow, register.now)  # type: ignore[arg-type]
    assert _read_at_once(log, slow, 6) == []
    assert slow.sizes == [1, 5]
    assert {one.actor for one in log.all()} == {f"reader {number}" for number in range(6)}


def test_a_reading_that_cannot_be_stored_is_refused_alone(register: Register) -> None:
    slow = _Slow(register.readings._storage)
    slow.refuses = "reader 3"
    log = ReadingLog(slow, register.now)  # type: ignore[arg-type]
    assert _read_at_once(log, slow, 6) == ["reader 3"]
    assert {one.actor for one in log.all()} == {f"reader {number}" for number in (0, 1, 2, 4, 5)}


def test_where_nothing_can_be_stored_nobody_who_waits_is_told_that_it_was(register: Register) -> None:
    slow = _Slow(register.readings._storage)
    slow.refuses = "asylum"
    log = ReadingLog(slow, register.now)  # type: ignore[arg-type]
    assert sorted(_read_at_once(log, slow, 4)) == [f"reader {number}" for number in range(4)]
    assert list(log.all()) == []
