"""Progress on standard error, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")


@contextmanager
def progress(unit: str, total: int | None = None, *, before: str = "") -> Iterator[Callable[..., None]]:
    """A bar that counts what ``unit`` names, of ``total`` where that is known, with words ``before`` it.

    What it gives is told how many are done, and of how many in all where that is known only then.
    """
    from tqdm import tqdm

    # tqdm watches slow bars from a thread of its own, terminal or not, and where a second thread runs no processes help
    # with computing. Without it a bar looks at the clock with every step.
    tqdm.monitor_interval = 0
    with tqdm(total=total, unit=f" {unit}", desc=before or None, miniters=1, disable=None, file=sys.stderr) as bar:

        def told(done: int, of: int | None = None) -> None:
            if of is not None:
                bar.total = of
            bar.update(done - bar.n)

        yield told


def one_by_one(items: Collection[Item], unit: str) -> Iterator[Item]:
    """The items, each counted as done when the next is asked for."""
    with progress(unit, len(items)) as told:
        for done, item in enumerate(items, start=1):
            yield item
            told(done)
