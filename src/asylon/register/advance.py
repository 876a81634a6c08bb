"""Advance: bring every file to the present instant, book and circumstances.

A position holds until its ``changes_on``. When that passes (a limit expires, a person turns 18), when a new
edition of the law is installed or a circumstance is recorded, the files concerned are computed again. Safe to run
beside writers and beside itself: a few files at a time, each taken again only if nobody did so meanwhile.
"""

from __future__ import annotations

import time

import msgspec

from asylon.register.projections import CASES_AT_ONCE, Cancel, Progress, Projections


class Advanced(msgspec.Struct, frozen=True):
    """How many files were computed again, and how long that took in seconds."""

    recomputed: int
    seconds: float


def advance(projections: Projections, progress: Progress | None = None, cancel: Cancel | None = None) -> Advanced:
    """Catch up with the log, forget who was erased, and compute the files again whose rows no longer hold.

    ``progress`` is told how many of how many files are done; ``cancel`` is asked between batches whether to stop.
    """
    begun = time.perf_counter()
    projections.catch_up()
    projections.forget_erased()
    stale = projections.stale()
    done = 0
    for start in range(0, len(stale), CASES_AT_ONCE):
        if cancel is not None and cancel():
            break
        done += projections.refresh(stale[start : start + CASES_AT_ONCE])
        if progress is not None:
            progress(min(start + CASES_AT_ONCE, len(stale)), len(stale))
    return Advanced(done, time.perf_counter() - begun)
