"""Upcasting: facts written in an older form are brought to the present form when they are read, never
rewritten.

A kind's body has a form number, 1 at first. Whoever changes the form of a kind writes one function from the
old form to the next; reading applies them in order. The log of every release thus stays readable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asylon.register.errors import NewerFormatError

Body = dict[str, Any]
Upcaster = Callable[[Body], Body]


class Upcasting:
    """The steps from older forms to the present one, by kind of fact."""

    def __init__(self) -> None:
        self._steps: dict[tuple[str, int], Upcaster] = {}
        self._current: dict[str, int] = {}

    def upcaster(self, kind: str, from_version: int) -> Callable[[Upcaster], Upcaster]:
        """Enter the step that takes the body of ``kind`` from form ``from_version`` to the next.

        Steps are entered in order, one for each form; ``ValueError`` when one is skipped or entered twice.
        """

        def enter(step: Upcaster) -> Upcaster:
            if from_version != self.current(kind):
                raise ValueError(f"the next step of {kind} starts from form {self.current(kind)}")
            self._steps[kind, from_version] = step
            self._current[kind] = from_version + 1
            return step

        return enter

    def current(self, kind: str) -> int:
        """The present form number of ``kind``."""
        return self._current.get(kind, 1)

    def upcast(self, kind: str, version: int, body: Body, where: str = "") -> tuple[int, Body]:
        """The body in its present form, with that form's number.

        Raises :class:`NewerFormatError` when the fact was written by a newer release: reading it by an
        older form could read it wrongly.
        """
        current = self.current(kind)
        if version > current:
            raise NewerFormatError(where or kind, version, current)
        while version < current:
            body = self._steps[kind, version](body)
            version += 1
        return version, body


UPCASTING = Upcasting()
upcaster = UPCASTING.upcaster
