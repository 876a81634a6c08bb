"""Shared commits: those who wait for the disk at the same moment wait for one commit.

A commit is a wait for the disk, and whoever recorded something waits for it. While one thread of a process stores, the others
of that process line up; the first of them then stores for all who stand there. Each is told of its own: it was stored, or why not.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar, final

from asylon.register.errors import BusyError, UncertainError

Given = TypeVar("Given")
Answer = TypeVar("Answer")


@final
class Waiting(Generic[Given, Answer]):
    """What one thread wants stored (``given``) and what came of it: its ``answer``, or how it ``failed``."""

    __slots__ = ("_turn", "answer", "failed", "given", "leads")

    def __init__(self, given: Given) -> None:
        self.given = given
        self.answer: Answer | None = None
        self.failed: BaseException | None = None
        self.leads = True

    def line_up(self) -> None:
        """Be one who waits."""
        self.leads = False
        self._turn = Lock()
        self._turn.acquire()

    def wait(self) -> None:
        """Until it is stored, or the first in line."""
        self._turn.acquire()

    def wake(self) -> None:
        """End the wait."""
        self._turn.release()


class SharedCommit(Generic[Given, Answer]):
    """Lets the threads of a process share commits to the storage ``where``.

    ``store`` stores what a whole line asks, in one transaction, and gives each its ``answer``, or lets it have ``failed`` alone
    where nothing of it was written. When ``store`` raises, nothing of the line was stored: each is then stored by itself, so
    that what is wrong with one harms nobody else; unless the storage is busy, or it is not known whether it was stored.
    """

    def __init__(self, store: Callable[[list[Waiting[Given, Answer]]], None], where: str) -> None:
        self._store = store
        self._where = where
        self._guard = Lock()
        self._line: list[Waiting[Given, Answer]] = []
        self._led = False

    def ask(self, given: Given) -> Answer:
        """Store ``given``, durably, alone or with others, and give what came of it. Raises what kept it from being stored."""
        mine: Waiting[Given, Answer] = Waiting(given)
        with self._guard:
            if self._led:
                mine.line_up()
                self._line.append(mine)
            self._led = True
        if mine.leads:
            self._lead(mine, [mine])
        elif self._leads_after_waiting(mine):
            with self._guard:
                line, self._line = self._line, []
            self._lead(mine, line)
        if mine.failed is not None:
            raise mine.failed
        assert mine.answer is not None, "what is stored has an answer"
        return mine.answer

    def _leads_after_waiting(self, mine: Waiting[Given, Answer]) -> bool:
        """Wait until ``mine`` is stored, or is to lead; which of the two."""
        try:
            mine.wait()
        except BaseException:
            self._leave(mine)
            raise
        return mine.leads

    def _lead(self, mine: Waiting[Given, Answer], line: list[Waiting[Given, Answer]]) -> None:
        """Store for everybody in ``line``, then let the next one lead."""
        try:
            self._store_line(line)
        except BaseException:
            # The leader is stopped (by a signal). What that did to the others is not known here.
            for one in line:
                if one is not mine and one.answer is None and one.failed is None:
                    one.failed = UncertainError(self._where)
            raise
        finally:
            # The next leader is woken last: those who were stored may have more, and stand in line by then.
            for one in line:
                if one is not mine:
                    one.wake()
            with self._guard:
                self._hand_over()

    def _hand_over(self) -> None:
        """Let the first in line lead."""
        self._led = bool(self._line)
        if self._line:
            self._line[0].leads = True
            self._line[0].wake()

    def _leave(self, mine: Waiting[Given, Answer]) -> None:
        """Out of the line, by a signal; who is being stored by another at that moment stays."""
        with self._guard:
            if mine in self._line:
                self._line.remove(mine)
                if mine.leads:
                    self._hand_over()

    def _store_line(self, line: list[Waiting[Given, Answer]]) -> None:
        try:
            self._store(line)
        except (BusyError, UncertainError) as error:
            for one in line:
                one.failed = error
        except Exception as error:
            if len(line) == 1:
                line[0].failed = error
                return
            for one in line:
                one.answer = one.failed = None
                self._store_line([one])
