"""Sharing a commit: what becomes of the line when a thread is stopped, the storage is busy, or a commit is uncertain."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import pytest

from asylon.register import BusyError
from asylon.register.commits import SharedCommit, Waiting
from asylon.register.errors import UncertainError

Line = list[Waiting[str, str]]


class Store:
    """Keeps what is asked; the first line is stored when ``others`` stand behind it. What is in ``raises`` is raised by the
    line that holds it."""

    def __init__(self, others: int = 0) -> None:
        self.others = others
        self.lines: list[list[str]] = []
        self.raises: dict[str, BaseException] = {}
        self.begun, self.gathered = Event(), Event()
        self.commits = SharedCommit(self.store, "here")

    def store(self, line: Line) -> None:
        first = not self.lines
        self.lines.append([one.given for one in line])
        if first:
            self.begun.set()
            until(lambda: len(self.commits._line) == self.others)
            self.gathered.set()
        for one in line:
            if one.given in self.raises:
                raise self.raises[one.given]
        for one in line:
            one.answer = one.given.upper()


def until(reached: Callable[[], bool]) -> None:
    while not reached():
        Event().wait(0.001)


def ask_all(store: Store, *asked: str) -> dict[str, str | BaseException]:
    """What comes of the first, and of the others who stand in line behind it."""
    found: dict[str, str | BaseException] = {}

    def ask(given: str) -> None:
        try:
            found[given] = store.commits.ask(given)
        except BaseException as error:
            found[given] = error

    threads = [Thread(target=ask, args=(given,)) for given in asked]
    for number, thread in enumerate(threads):
        thread.start()
        assert store.begun.wait(120)
        until(lambda number=number: len(store.commits._line) >= number or len(store.lines) > 1)  # type: ignore[misc]
    for thread in threads:
        thread.join(120)
    return found


def test_one_after_the_other_each_is_stored_alone() -> None:
    store = Store()
    assert [store.commits.ask("a"), store.commits.ask("b")] == ["A", "B"]
    assert store.lines == [["a"], ["b"]]


def test_what_is_asked_meanwhile_is_stored_at_once_and_in_order() -> None:
    store = Store(others=3)
    assert ask_all(store, "a", "b", "c", "d") == {"a": "A", "b": "B", "c": "C", "d": "D"}
    assert store.lines == [["a"], ["b", "c", "d"]]


def test_when_the_storage_is_busy_nobody_waits_for_it_again() -> None:
    store = Store(others=3)
    store.raises["c"] = BusyError("here", 10)
    found = ask_all(store, "a", "b", "c", "d")
    assert found["a"] == "A"
    assert [type(found[given]) for given in "bcd"] == [BusyError] * 3
    assert len(store.lines) == 2


def test_what_is_not_known_to_be_stored_is_not_stored_again() -> None:
    store = Store(others=2)
    store.raises["b"] = UncertainError("here")
    found = ask_all(store, "a", "b", "c")
    assert [type(found[given]) for given in "bc"] == [UncertainError] * 2
    assert len(store.lines) == 2


def test_when_who_stores_is_stopped_the_others_are_told_that_it_is_uncertain_and_the_next_line_goes_on() -> None:
    store = Store(others=2)
    store.raises["b"] = KeyboardInterrupt()
    found = ask_all(store, "a", "b", "c")
    assert isinstance(found["b"], KeyboardInterrupt)
    assert isinstance(found["c"], UncertainError)
    assert store.commits.ask("d") == "D"


def test_who_is_stopped_in_the_line_leaves_it_and_is_not_stored() -> None:
    store = Store(others=3)
    wait = Waiting.wait

    def stopped(one: Waiting[str, str]) -> None:
        if one.given == "b":
            assert store.gathered.wait(120)
            raise KeyboardInterrupt
        wait(one)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Waiting, "wait", stopped)
        found = ask_all(store, "a", "b", "c", "d")
    assert isinstance(found["b"], KeyboardInterrupt)
    assert (found["c"], found["d"]) == ("C", "D")


def test_who_was_to_lead_and_is_stopped_lets_the_next_one_lead() -> None:
    store = Store(others=2)
    wait = Waiting.wait

    def stopped(one: Waiting[str, str]) -> None:
        wait(one)
        if one.given == "b":
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Waiting, "wait", stopped)
        found = ask_all(store, "a", "b", "c")
    assert isinstance(found["b"], KeyboardInterrupt)
    assert found["c"] == "C"
    assert store.lines == [["a"], ["c"]]
