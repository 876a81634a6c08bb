"""Circumstances as recorded: dated facts about Member States and the Union, in one stream in the clear.

The body of such a fact is the circumstance's own fields and, where it was taken over from another register, its
``_origin`` (see :mod:`asylon.register.casefiles`).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import msgspec

from asylon.law.circumstances import Circumstance
from asylon.law.files import read_circumstance, write_circumstance
from asylon.register.batches import Batch, Erased, NewFact
from asylon.register.casefiles import Origin
from asylon.register.log import Log
from asylon.register.stored import Stream

STREAM = Stream("circumstances", "all")


class KnownCircumstances:
    """The circumstances that were recorded. Each is read from the log once in a process."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._lock = threading.Lock()
        self._items: tuple[Circumstance, ...] = ()
        self._origins: tuple[Origin, ...] = ()
        self._version = 0
        self._position = 0

    def all(self) -> tuple[Circumstance, ...]:
        """Every circumstance in the order recorded."""
        return self.with_position()[0]

    def with_position(self) -> tuple[tuple[Circumstance, ...], int]:
        """Every circumstance, and the position in the log of the last one (0: none)."""
        with self._lock:
            self._read_on()
            return self._items, self._position

    def with_origins(self) -> tuple[tuple[Circumstance, Origin], ...]:
        """Every circumstance with when, by whom and for what it was first recorded."""
        with self._lock:
            self._read_on()
            return tuple(zip(self._items, self._origins, strict=True))

    def record(
        self,
        items: Sequence[Circumstance],
        *,
        actor: str,
        unit: str,
        purpose: str,
        origins: Sequence[Origin | None] | None = None,
    ) -> None:
        """Record circumstances together. Raises what :meth:`Log.append` raises."""
        facts = []
        for item, origin in zip(items, origins or [None] * len(items), strict=True):
            body = write_circumstance(item)
            kind, at = str(body.pop("kind")), str(body.pop("at"))
            if origin is not None:
                body["_origin"] = msgspec.to_builtins(origin)
            facts.append(NewFact(stream_kind=STREAM.kind, stream_id=STREAM.id, kind=kind, at=at, body=body))
        self._log.append(Batch(facts=tuple(facts), actor=actor, unit=unit, purpose=purpose))

    def _read_on(self) -> None:
        fresh = self._log.read(*STREAM, from_version=self._version + 1)
        items, origins = list(self._items), list(self._origins)
        for opened in self._log.open_all(fresh):
            assert not isinstance(opened, Erased), "circumstances are not about persons"
            stored = opened.stored
            taken_over = opened.body.pop("_origin", None)
            items.append(read_circumstance({**opened.body, "kind": opened.kind, "at": opened.at}))
            origins.append(
                Origin(stored.recorded, stored.actor, stored.unit, stored.purpose)
                if taken_over is None
                else msgspec.convert(taken_over, Origin)
            )
            self._version, self._position = stored.version, stored.position
        if fresh:
            self._items, self._origins = tuple(items), tuple(origins)
