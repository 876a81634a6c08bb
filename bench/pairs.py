"""Two programs side by side: alternately in one run, five repetitions, the least, the median and the most.

Machines are shared and noisy, so a claim is a ratio from one run. Whoever measures asserts first that both give the
same answers. One JSON line per figure goes to standard output.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

REPETITIONS = 5


def per_second(work: Callable[[], int]) -> float:
    """How many units a second: ``work`` does its share once and says how many units that was."""
    begun = perf_counter()
    units = work()
    return units / (perf_counter() - begun)


def spread(values: list[float]) -> dict[str, float]:
    """The least, the median and the most, to three significant figures."""
    return {"min": _short(min(values)), "median": _short(statistics.median(values)), "max": _short(max(values))}


def _short(value: float) -> float:
    return float(f"{value:.3g}")


def machine() -> dict[str, Any]:
    """What the figures hang on: processor, cores, Python; no name of a machine or person."""
    model = platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {"processor": model, "cores": cores, "python": platform.python_version()}


def compare(
    question: str,
    unit: str,
    ours: tuple[str, Callable[[], int]],
    peer: tuple[str, Callable[[], int]],
    *,
    same: str,
    target: str = "",
) -> dict[str, Any]:
    """Measure ours and the peer alternately and print the line. ``same`` says which equality was asserted before."""
    speeds: dict[str, list[float]] = {"ours": [], "peer": []}
    for work in (ours[1], peer[1]):
        work()
    for _ in range(REPETITIONS):
        speeds["ours"].append(per_second(ours[1]))
        speeds["peer"].append(per_second(peer[1]))
    ratios = [mine / theirs for mine, theirs in zip(speeds["ours"], speeds["peer"], strict=True)]
    return line(
        question=question,
        unit=unit,
        ours={"what": ours[0], **spread(speeds["ours"])},
        peer={"what": peer[0], **spread(speeds["peer"])},
        ratio=spread(ratios),
        same=same,
        repetitions=REPETITIONS,
        target=target,
    )


def line(**figure: Any) -> dict[str, Any]:
    """Print one figure as a line of JSON with the machine it hangs on; what is empty is left out."""
    written = {name: value for name, value in figure.items() if value} | {"machine": machine()}
    print(json.dumps(written, ensure_ascii=False), flush=True)
    return written


def progress(words: str) -> None:
    """A word on standard error, so that standard output holds nothing but figures."""
    print(words, file=sys.stderr, flush=True)
