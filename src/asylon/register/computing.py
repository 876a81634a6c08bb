"""Computing side by side: the same work on many batches, in several processes, in order.

A child process is a copy of this one at the moment it is made; it opens its own connections. That is safe only while no
other thread runs here, so with threads, or for one process, the work is done in this one.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

Batch = TypeVar("Batch")
Found = TypeVar("Found")

_WORK: list[Callable[[Any], Any]] = []


@contextmanager
def side_by_side(work: Callable[[Batch], Found], batches: Sequence[Batch], processes: int) -> Iterator[Iterable[Found]]:
    """The results of ``work`` for each batch, in order, as they become known.

    ``work`` reads only; it runs in up to ``processes`` processes where that is possible, else in this one.
    """
    if processes < 2 or len(batches) < 2 or threading.active_count() > 1 or _WORK:
        yield map(work, batches)
        return
    _WORK.append(work)
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            yield pool.imap(_do, batches)
    finally:
        _WORK.clear()


def _do(batch: Any) -> Any:
    return _WORK[0](batch)
