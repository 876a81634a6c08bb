"""Computing side by side: the same work on many batches, in several processes.

Helping processes are copies of this one at the moment they are made; each opens its own connections. That is safe only while
no other thread runs here, so with threads, or for one process, all the work is done in this one, and so it is in a process
that may not have others below it. This process works too: it takes the next batch when no helper has anything to tell. A
helper that is killed leaves its batch to this process.

Meanwhile Python's collector of cycles looks seldom: the work makes many small objects that stand in no cycle, and looking
through all of them again and again took a sixth of the time.
"""

from __future__ import annotations

import fcntl
import gc
import multiprocessing
import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any, TypeVar

Batch = TypeVar("Batch")
Found = TypeVar("Found")

#: New objects between two looks of the collector.
SELDOM = 100_000


def batched(items: Sequence[Batch], most: int, processes: int) -> list[Sequence[Batch]]:
    """The items in batches of at most so many, smaller towards the end, so that all processes come to their end together."""
    batches: list[Sequence[Batch]] = []
    start = 0
    while start < len(items):
        share = -(-(len(items) - start) // (2 * processes)) if processes > 1 else most
        size = min(most, max(share, -(-most // 10)))
        batches.append(items[start : start + size])
        start += size
    return batches


@contextmanager
def side_by_side(work: Callable[[Batch], Found], batches: Sequence[Batch], processes: int) -> Iterator[Iterable[Found]]:
    """The results of ``work`` for every batch, as they become known; in order where one process does it all.

    ``work`` reads only; it runs in up to ``processes`` processes where that is possible, this one among them.
    """
    often = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        alone = threading.active_count() > 1 or multiprocessing.current_process().daemon
        if processes < 2 or len(batches) < 2 or alone:
            yield map(work, batches)
            return
        # What is here already is neither looked through nor copied in the helpers.
        gc.freeze()
        with ExitStack() as ending:
            ending.callback(gc.unfreeze)
            tickets = ending.enter_context(_tickets())
            helpers: list[Connection] = []
            for _ in range(min(processes, len(batches)) - 1):
                _start(helpers, work, batches, tickets, ending)
            yield _shared(work, batches, tickets, helpers)
    finally:
        gc.set_threshold(*often)


@contextmanager
def _tickets() -> Iterator[Callable[[], int]]:
    """Gives 0, 1, 2 … to whichever process asks. The kernel lets go of the lock of a process that dies."""
    with tempfile.TemporaryFile(buffering=0) as kept:
        file = kept.fileno()

        def take() -> int:
            fcntl.lockf(file, fcntl.LOCK_EX)
            try:
                number = int.from_bytes(os.pread(file, 8, 0))
                os.pwrite(file, (number + 1).to_bytes(8), 0)
            finally:
                fcntl.lockf(file, fcntl.LOCK_UN)
            return number

        yield take


def _start(
    helpers: list[Connection],
    work: Callable[[Any], Any],
    batches: Sequence[Any],
    tickets: Callable[[], int],
    ending: ExitStack,
) -> None:
    """Start a helping process, ended with ``ending``, and listen to it among the ``helpers``.

    What it finds comes as the batch's number, the result and None, or as a number, None and the error.
    """
    forking = multiprocessing.get_context("fork")
    heard, told = forking.Pipe(duplex=False)
    helpers.append(heard)
    helper = forking.Process(target=_help, args=(tuple(helpers), work, batches, tickets, told), daemon=True)
    helper.start()
    told.close()

    def end() -> None:
        helper.terminate()
        helper.join()
        helper.close()
        heard.close()

    ending.callback(end)


def _help(
    listening: Sequence[Connection],
    work: Callable[[Any], Any],
    batches: Sequence[Any],
    tickets: Callable[[], int],
    told: Connection,
) -> None:
    """Work in a helping process. A thread tells what was found: the work goes on while nobody listens.

    When the process that is ``listening`` dies, so does this one: its copies of those ends are closed first.
    """
    for one in listening:
        one.close()
    found: SimpleQueue[tuple[int, Any, Exception | None] | None] = SimpleQueue()

    def tell() -> None:
        # Where nobody listens any more there is nothing to tell.
        with suppress(OSError):
            while (result := found.get()) is not None:
                told.send(result)

    telling = threading.Thread(target=tell)
    telling.start()
    try:
        while telling.is_alive() and (number := tickets()) < len(batches):
            try:
                found.put((number, work(batches[number]), None))
            except Exception as error:
                found.put((number, None, error))
                return
    finally:
        found.put(None)
        telling.join()


def _shared(
    work: Callable[[Batch], Found], batches: Sequence[Batch], tickets: Callable[[], int], helpers: Sequence[Connection]
) -> Iterator[Found]:
    """The results of this process and of its helpers. Raises what a helper raised."""
    listening = list(helpers)
    left = set(range(len(batches)))
    while listening:
        number = tickets()
        working = number < len(batches)
        if working:
            left.remove(number)
            yield work(batches[number])
        # All that was found meanwhile; where there is nothing left to take, what is found next.
        while listening and (ready := wait(listening, 0 if working else None)):
            for one in ready:
                assert isinstance(one, Connection)
                try:
                    told, found, error = one.recv()
                except EOFError:
                    listening.remove(one)
                    continue
                if error is not None:
                    raise error
                left.remove(told)
                yield found
    for number in sorted(left):
        yield work(batches[number])
