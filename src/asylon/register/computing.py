"""Computing side by side: the same work on many batches, in several processes, in order.

A child process is a copy of this one at the moment it is made; it opens its own connections. That is safe only while no
other thread runs here, so with threads, or for one process, the work is done in this one.

Meanwhile Python's collector of cycles looks seldom: the work makes many small objects that stand in no cycle, and looking
through all of them again and again took a sixth of the time.
"""

from __future__ import annotations

import gc
import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, TypeVar

Batch = TypeVar("Batch")
Found = TypeVar("Found")

#: New objects between two looks of the collector.
SELDOM = 100_000

_WORK: list[Callable[[Any], Any]] = []


@contextmanager
def side_by_side(work: Callable[[Batch], Found], batches: Sequence[Batch], processes: int) -> Iterator[Iterable[Found]]:
    """The results of ``work`` for each batch, in order, as they become known.

    ``work`` reads only; it runs in up to ``processes`` processes where that is possible, else in this one.
    """
    often = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        if processes < 2 or len(batches) < 2 or threading.active_count() > 1 or _WORK:
            yield map(work, batches)
            return
        # What the first batch leaves here to be used again, the child processes need not work out each for itself.
        first = work(batches[0])
        _WORK.append(work)
        # What is here already is neither looked through nor copied in the child processes.
        gc.freeze()
        try:
            with multiprocessing.get_context("fork").Pool(processes) as pool:
                yield chain((first,), pool.imap(_do, batches[1:]))
        finally:
            gc.unfreeze()
            _WORK.clear()
    finally:
        gc.set_threshold(*often)


def _do(batch: Any) -> Any:
    return _WORK[0](batch)
