"""Verification: that nothing in the log was altered, removed, exchanged, added or cut off, and where if it
was.

One pass over the log in order, in constant memory apart from one number for each stream: positions and
versions have no gaps, every hash is that of its own fields, every fact links to the one before, the
storage's index leads to every fact, the signed head lies on the chain, and what lies beyond it carries the
vault's code. Erased persons' facts are verified like all others: the chain covers the sealed bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

import msgspec

from asylon.law.citations import Bilingual
from asylon.register.errors import DamagedError
from asylon.register.log import Log
from asylon.register.stored import Head, genesis, hasher

PAGE = 5000

_COMPARE = Bilingual(
    "Stop recording. Compare with the newest backup from before this position, and report the incident.",
    "Stop met vastleggen. Vergelijk met de nieuwste reservekopie van vóór deze positie en meld het voorval.",
)


class Problem(msgspec.Struct, frozen=True):
    """The first bad place: position in the log, what is wrong there, and what to do."""

    position: int
    what: Bilingual
    remedy: Bilingual


class VerificationReport(msgspec.Struct, frozen=True):
    """What a verification found.

    ``facts`` were verified up to ``head``, which is worth keeping elsewhere; ``anchored`` is the position
    of the signed head. ``ok`` is true only when everything was verified and nothing was wrong.
    """

    facts: int
    head: Head
    anchored: int
    ok: bool
    cancelled: bool
    first_problem: Problem | None


def verify(
    log: Log, *, progress: Callable[[int, int], None] | None = None, cancel: Callable[[], bool] | None = None
) -> VerificationReport:
    """Verify the whole log. Recording may go on meanwhile; what is added during the pass is verified too.

    ``progress`` is told how many facts of how many are done; ``cancel`` is asked now and then whether to
    stop.
    """
    try:
        anchored = log.anchored()
        anchor_problem = None
    except DamagedError as error:
        anchored = Head(0, genesis(log.log_id))
        anchor_problem = Problem(0, error.what, error.remedy)
    chain = _Chain(log, anchored)
    cancelled = False
    problem: Problem | None = None
    total = 0
    try:
        total = log.head().position
        while problem is None:
            if cancel is not None and cancel():
                cancelled = True
                break
            before = chain.head.position
            problem = chain.follow(PAGE)
            if progress is not None:
                progress(chain.head.position, max(total, chain.head.position))
            if chain.head.position - before < PAGE:
                break
        if problem is None and not cancelled:
            problem = chain.end_problem() or anchor_problem or _unsigned_problem(log, anchored)
            problem = problem or _index_problem(log, chain.head.position)
    except DamagedError as error:
        problem = Problem(chain.head.position + 1, error.what, error.remedy)
    return VerificationReport(
        facts=chain.head.position,
        head=chain.head,
        anchored=anchored.position,
        ok=problem is None and not cancelled,
        cancelled=cancelled,
        first_problem=problem,
    )


class _Chain:
    """The chain as far as it was followed; ``head`` is the last sound fact."""

    def __init__(self, log: Log, anchored: Head) -> None:
        self.head = Head(0, genesis(log.log_id))
        self._log = log
        self._anchored = anchored
        self._versions: dict[bytes, int] = {}

    def follow(self, page: int) -> Problem | None:
        """Follow at most ``page`` facts; the first problem among them."""
        position, previous = self.head
        versions = self._versions
        anchored, anchored_hash = self._anchored
        problem: Problem | None = None
        for row in self._log.read_raw(position + 1, page):
            (found, stream_kind, stream_id, version, schema, kind, at, recorded) = row[:8]
            (actor, unit, purpose, key_id, body, linked, hashed) = row[8:]
            if found != position + 1:
                problem = _problem(
                    position + 1,
                    "This fact and those up to the next one were removed",
                    "Dit feit en wat volgt zijn verwijderd",
                )
                break
            try:
                right = hasher(recorded, actor, unit, purpose)(
                    found, version, schema, stream_kind, stream_id, kind, at, key_id, body, linked
                )
            except struct.error:
                right = b""
            if right != hashed:
                problem = _problem(found, "This fact was altered", "Dit feit is gewijzigd")
                break
            if linked != previous:
                problem = _problem(
                    found,
                    "This fact does not link to the one before: one of the two was replaced",
                    "Dit feit sluit niet aan op het vorige: een van beide is vervangen",
                )
                break
            stream = stream_kind + b"/" + stream_id
            if version != versions.get(stream, 0) + 1:
                problem = _problem(
                    found,
                    "The versions of this stream have a gap or a duplicate",
                    "De versies van deze stroom hebben een gat of een dubbel",
                )
                break
            if found == anchored and hashed != anchored_hash:
                problem = _problem(
                    found,
                    "This is not the fact that was signed: it or an earlier one was replaced, links included",
                    "Dit is niet het ondertekende feit: dit of een eerder feit is vervangen, met koppelingen",
                )
                break
            versions[stream] = version
            position, previous = found, hashed
        self.head = Head(position, previous)
        return problem

    def end_problem(self) -> Problem | None:
        """Whether the end was cut off: the log ends before its signed head."""
        if self.head.position >= self._anchored.position:
            return None
        return _problem(
            self.head.position + 1,
            f"The end of the log was cut off here; it was signed up to {self._anchored.position}",
            f"Het einde van het logboek is hier afgebroken; ondertekend tot {self._anchored.position}",
        )


def _unsigned_problem(log: Log, anchored: Head) -> Problem | None:
    """Whether facts beyond the signed head were not written by this register."""
    position = anchored.position
    for batch in log.read_batches(position):
        last = log.read_raw(batch.last, 1)
        if not last or batch.first != position + 1:
            break
        if batch.code != log.batch_code(batch.first, Head(batch.last, last[0][-1]), batch.command_id):
            break
        position = batch.last
    if position >= log.head().position:
        return None
    return _problem(
        position + 1,
        "From here on, facts were added that this register did not write",
        "Vanaf hier zijn feiten toegevoegd die dit register niet heeft geschreven",
    )


def _index_problem(log: Log, facts: int) -> Problem | None:
    """Whether a fact is missing from the index by which case files are read."""
    if log.indexed() >= facts:
        return None
    return Problem(
        0,
        Bilingual(
            "Facts are in the log but missing from the index of streams",
            "Feiten staan in het logboek maar ontbreken in de index van stromen",
        ),
        Bilingual("Rebuild the storage's index (REINDEX).", "Bouw de index van de opslag opnieuw op (REINDEX)."),
    )


def _problem(position: int, en: str, nl: str) -> Problem:
    return Problem(position, Bilingual(en, nl), _COMPARE)
