"""Circumstances as recorded: dated facts about Member States and the Union, in one stream in the clear."""

from __future__ import annotations

import threading

from asylon.law.circumstances import Circumstance
from asylon.law.files import read_circumstance, write_circumstance
from asylon.register.batches import Batch, Erased, NewFact
from asylon.register.log import Log
from asylon.register.stored import Stream

STREAM = Stream("circumstances", "all")


class KnownCircumstances:
    """The circumstances that were recorded. Each is read from the log once in a process."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._lock = threading.Lock()
        self._items: tuple[Circumstance, ...] = ()
        self._version = 0
        self._position = 0

    def all(self) -> tuple[Circumstance, ...]:
        """Every circumstance in the order recorded."""
        return self.with_position()[0]

    def with_position(self) -> tuple[tuple[Circumstance, ...], int]:
        """Every circumstance, and the position in the log of the last one (0: none)."""
        with self._lock:
            fresh = self._log.read(*STREAM, from_version=self._version + 1)
            if fresh:
                found = list(self._items)
                for opened in self._log.open_all(fresh):
                    assert not isinstance(opened, Erased), "circumstances are not about persons"
                    found.append(read_circumstance({**opened.body, "kind": opened.kind, "at": opened.at}))
                self._items = tuple(found)
                self._version, self._position = fresh[-1].version, fresh[-1].position
            return self._items, self._position

    def record(self, items: tuple[Circumstance, ...], *, actor: str, unit: str, purpose: str) -> None:
        """Record circumstances together. Raises what :meth:`Log.append` raises."""
        facts = []
        for item in items:
            body = write_circumstance(item)
            kind, at = str(body.pop("kind")), str(body.pop("at"))
            facts.append(NewFact(stream_kind=STREAM.kind, stream_id=STREAM.id, kind=kind, at=at, body=body))
        self._log.append(Batch(facts=tuple(facts), actor=actor, unit=unit, purpose=purpose))
