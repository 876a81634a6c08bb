"""Work done side by side: every batch once, whoever does it, and what goes wrong in a helper is told here."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from register_home import WHO, Opens, applied, described, family, single

from asylon.law.citations import Bilingual
from asylon.register import Register, SealBrokenError, errors, projections
from asylon.register.computing import batched, side_by_side
from asylon.register.errors import RegisterError
from asylon.register.projections import CASES_AT_ONCE, Projections
from asylon.register.rows import DUTY_INDEXES
from asylon.register.storage_sqlite import SqliteStorage

FORKING = multiprocessing.get_context("fork")


def doubled(batch: list[int]) -> list[int]:
    return [2 * number for number in batch]


@pytest.mark.parametrize("processes", [1, 2, 3, 9])
@pytest.mark.parametrize("number", [0, 1, 2, 7, 60])
def test_every_batch_is_done_once(processes: int, number: int) -> None:
    batches = [[serial, serial + 1000] for serial in range(number)]
    with side_by_side(doubled, batches, processes) as found:
        assert sorted(found) == [[2 * serial, 2 * serial + 2000] for serial in range(number)]


@pytest.mark.parametrize("processes", [1, 2, 5])
@pytest.mark.parametrize("number", [0, 1, 49, 50, 51, 1234])
def test_batches_hold_everything_in_order_and_grow_smaller_towards_the_end(processes: int, number: int) -> None:
    batches = batched(range(number), 50, processes)
    assert [item for batch in batches for item in batch] == list(range(number))
    assert all(0 < len(batch) <= 50 for batch in batches)
    if processes > 1 and number > 1000:
        assert len(batches[0]) == 50
        assert len(batches[-1]) <= 5


#: Run in a process of its own: where another thread runs, no helper is made.
WITH_A_HELPER = """
import multiprocessing, os, signal
from asylon.register import SealBrokenError
from asylon.register.computing import side_by_side

here, begun = os.getpid(), multiprocessing.get_context("fork").Event()

def killed():
    os.kill(os.getpid(), signal.SIGKILL)

def raises():
    raise SealBrokenError("batch")

def work(batch):
    if os.getpid() != here:
        begun.set()
        {end}()
    assert begun.wait(120), "there is a helper"
    return batch

try:
    with side_by_side(work, range(40), 2) as found:
        print(sorted(found) == list(range(40)))
except SealBrokenError as error:
    print(error)
"""


def with_a_helper(end: str) -> str:
    """What is said of work on forty batches whose helper comes to this end."""
    command = [sys.executable, "-c", WITH_A_HELPER.replace("{end}", end)]
    return subprocess.run(command, capture_output=True, text=True, timeout=240, check=True).stdout


def test_a_helper_that_is_killed_leaves_its_batch_to_this_process() -> None:
    assert with_a_helper("killed") == "True\n"


def test_what_a_helper_raises_is_raised_here() -> None:
    assert "batch" in with_a_helper("raises")


def test_a_process_that_may_not_have_others_below_it_does_all_the_work_itself() -> None:
    heard, told = FORKING.Pipe(duplex=False)

    def work(batch: int) -> int:
        return os.getpid()

    def below() -> None:
        with side_by_side(work, range(40), 2) as found:
            told.send(set(found))

    child = FORKING.Process(target=below, daemon=True)
    child.start()
    assert heard.recv() == {child.pid}
    child.join()


def test_nothing_is_left_running_where_the_results_are_not_waited_for() -> None:
    with side_by_side(doubled, [[number] for number in range(500)], 3) as found:
        next(iter(found))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


KINDS: dict[str, Callable[[], RegisterError]] = {
    "BusyError": lambda: errors.BusyError("here", 10.0),
    "ConcurrencyError": lambda: errors.ConcurrencyError("case/1", 2, 3),
    "KeyMissingError": lambda: errors.KeyMissingError("key 1"),
    "NewerFormatError": lambda: errors.NewerFormatError("here", 2, 1),
    "PersonErasedError": lambda: errors.PersonErasedError("1"),
    "SealBrokenError": lambda: errors.SealBrokenError("position 3"),
    "StorageError": lambda: errors.StorageError(Bilingual("en", "nl"), "here"),
    "StorageFullError": lambda: errors.StorageFullError("here"),
    "UncertainError": lambda: errors.UncertainError("here"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_of_another_process_says_what_it_said_there(kind: str) -> None:
    error = KINDS[kind]()
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (again.told("en"), again.told("nl"), vars(again)) == (error.told("en"), error.told("nl"), vars(error))


def many(register: Register, number: int = 3 * CASES_AT_ONCE) -> None:
    for _ in range(number):
        register.open_case("NL", (described(), *applied()), **WHO)
    family(register)


def emptied(register: Register) -> None:
    with register.projections.storage.transaction() as db:
        for table in ("cases", "duty", "person", "open_duties", "progress"):
            db.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_a_rebuild_from_nothing_gives_the_bytes_that_recording_gave(register: Register, processes: int) -> None:
    many(register)
    digest = register.projections.digest()
    emptied(register)
    told: list[tuple[int, int]] = []
    assert register.rebuild(lambda done, total: told.append((done, total)), processes=processes) == 151
    assert told[-1] == (151, 151)
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert register.projections.digest() == digest
    assert register.projections.position() == register.log.head().position


@pytest.mark.parametrize("processes", [1, 2])
def test_a_rebuild_that_was_cancelled_or_killed_is_completed_by_whoever_opens_the_lists(
    register: Register, opens: Opens, processes: int
) -> None:
    many(register)
    digest = register.projections.digest()
    emptied(register)
    asked: list[bool] = []
    done = register.rebuild(cancel=lambda: asked.append(True) or len(asked) > 2, processes=processes)
    assert 0 < done < 151
    assert register.projections.storage.rows("SELECT count(*) FROM cases")[0][0] == done
    register.close()
    alive, held = os.pipe()
    child = os.fork()
    if child == 0:
        # Dies like a killed process: nothing is written or let go of after that.
        opened = opens_again(register)
        opened.rebuild(lambda done, total: os.kill(os.getpid(), signal.SIGKILL) if done > 80 else None, None, processes)
        os._exit(1)
    os.close(held)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert os.read(alive, 1) == b"", "its helper ends, too"
    os.close(alive)
    again = opens()
    assert again.projections.digest() == digest
    again.rebuild(processes=processes)
    assert again.projections.digest() == digest


def indexes_of_duties(register: Register) -> set[str]:
    """The indexes that may be missing while nobody reads, those that are there."""
    storage = register.projections.storage
    place = (
        "sqlite_schema WHERE type = 'index' AND"
        if isinstance(storage, SqliteStorage)
        else "pg_class WHERE relkind = 'i' AND"
    )
    names = "name" if isinstance(storage, SqliteStorage) else "relname"
    return {name for (name,) in storage.rows(f"SELECT {names} FROM {place} {names} LIKE 'duty_%'")} & set(DUTY_INDEXES)


@pytest.mark.parametrize("processes", [1, 2])
def test_indexes_that_are_made_after_the_rows_are_there_before_the_lists_go_anywhere(
    register: Register, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(register)
    digest = register.projections.digest()
    monkeypatch.setattr(projections, "MANY_FILES", 100)
    emptied(register)
    there: list[set[str]] = []
    reached = projections.reached

    def reaching(*given: Any) -> None:
        there.append(indexes_of_duties(register))
        reached(*given)

    monkeypatch.setattr(projections, "reached", reaching)
    register.rebuild(lambda done, of: there.append(indexes_of_duties(register)), processes=processes)
    assert there[0] == set()
    assert there[-2:] == [set(DUTY_INDEXES), set(DUTY_INDEXES)], "before the last file, and before they go anywhere"
    assert register.projections.digest() == digest


def test_indexes_that_a_broken_off_rebuild_left_out_are_made_by_whoever_reads(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(register)
    digest, counts = register.projections.digest(), register.inbox_counts()
    monkeypatch.setattr(projections, "MANY_FILES", 100)
    monkeypatch.setattr(projections, "CASES_WRITTEN_AT_ONCE", 10)
    emptied(register)
    assert 0 < register.rebuild(cancel=lambda: len(register.projections.storage.rows("SELECT 1 FROM cases")) > 0) < 151
    assert indexes_of_duties(register) == set()
    assert register.inbox_counts() == counts
    assert indexes_of_duties(register) == set(DUTY_INDEXES)
    assert register.projections.digest() == digest


def test_lists_that_are_read_keep_their_indexes_while_they_are_made_again(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(register)
    digest = register.projections.digest()
    monkeypatch.setattr(projections, "MANY_FILES", 100)
    with register.projections.storage.transaction() as db:
        for table in ("cases", "duty", "person", "open_duties"):
            db.execute(f"DELETE FROM {table}")
    there: list[set[str]] = []
    register.rebuild(lambda done, of: there.append(indexes_of_duties(register)))
    assert all(some == set(DUTY_INDEXES) for some in there)
    assert register.projections.digest() == digest


@pytest.mark.parametrize("from_nothing", [True, False])
def test_many_facts_to_catch_up_with_are_computed_file_by_file_to_the_same_bytes(
    register: Register, from_nothing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(register)
    digest, end = register.projections.digest(), register.log.head().position
    if from_nothing:
        emptied(register)
    else:
        with register.projections.storage.transaction() as db:
            db.execute("UPDATE progress SET value = ? WHERE name = 'position'", (end // 2,))
    computed: list[str] = []
    whole = Projections.compute
    monkeypatch.setattr(Projections, "compute", lambda self, cases: computed.extend(cases) or whole(self, cases))
    monkeypatch.setattr(projections, "MANY_FACTS", 100)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    told: list[tuple[int, int]] = []
    assert register.projections.catch_up(lambda done, of: told.append((done, of))) == end
    assert register.projections.digest() == digest
    assert len(computed) == len(set(computed)) == (151 if from_nothing else 75)
    assert told[-1] == (end, end)
    register.erase(register.cases().rows[0].case_id, "p1", by="privacy officer", reason="retention ended")
    digest = register.projections.digest()
    emptied(register)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    register.projections.catch_up()
    register.projections.forget_erased()
    assert register.projections.digest() == digest


def test_who_is_erased_while_much_is_caught_up_with_is_forgotten_all_the_same(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(register)
    case = register.cases().rows[0]
    with register.projections.storage.transaction() as db:
        db.execute("UPDATE progress SET value = 1 WHERE name = 'position'")
        db.execute("UPDATE cases SET route = 'x'")
    monkeypatch.setattr(projections, "MANY_FACTS", 100)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    whole = Projections._write

    def written(self: Projections, found: Any) -> None:
        # Computed before, written after: somebody erases, and forgets in the lists, in between.
        if not register.vault.erasures():
            register.vault.erase(f"{case.case_id}/p1", by="privacy officer", reason="retention ended")
            self.forget_erased()
        whole(self, found)

    monkeypatch.setattr(Projections, "_write", written)
    register.projections.catch_up()
    assert register.projections.storage.rows("SELECT 1 FROM cases WHERE case_id = ?", (case.case_id,))
    register.projections.forget_erased()
    assert not register.projections.storage.rows("SELECT 1 FROM cases WHERE case_id = ?", (case.case_id,))
    digest = register.projections.digest()
    register.rebuild()
    assert register.projections.digest() == digest


def opens_again(register: Register) -> Any:
    """The register as another process has it, its lists not brought up to date."""
    return Register(register.folder, register.book, register.clock, register.state, register.database)


def test_a_broken_seal_is_said_by_a_rebuild_in_several_processes(register: Register, folder: Path) -> None:
    many(register)
    second = single(register)
    with register.log.storage.transaction() as db:
        db.execute("DROP TRIGGER fact_append_only ON fact" if register.database else "DROP TRIGGER fact_UPDATE_refused")
        db.execute("UPDATE fact SET body = ? WHERE stream_id = ? AND version = 2", (b"no seal at all", second.id))
    with pytest.raises(SealBrokenError):
        register.rebuild(processes=2)
