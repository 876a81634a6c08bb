"""Chapters: each rule module's way into the position.

A module declares its chapter with its place in the order of the letter and the statute; adding an article is adding a
module. ``single`` is asked for each person, ``together`` once for all persons of a file (family procedure), ``state`` for a
Member State or the Union, whose facts are circumstances.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from asylon.law.case import Case, Happening, midnight_after
from asylon.law.moments import Moment

Single = Callable[[Case], None]
Together = Callable[[dict[str, Case]], None]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A rule module's way in: its place, its module, what it examines and, if narrowed, which facts call it."""

    order: int
    module: str
    single: Single | None
    together: Together | None
    state: Single | None
    when: frozenset[type[Happening]]


_CHAPTERS: list[Chapter] = []

#: The packages of the building blocks, in the letter's order.
PACKAGES = (
    "eurodac", "border", "reception", "procedure", "returns", "responsibility", "solidarity", "preparedness",
    "safeguards", "resettlement", "temporary_protection", "general",
)  # fmt: skip


def chapter(
    order: int,
    *,
    single: Single | None = None,
    together: Together | None = None,
    state: Single | None = None,
    when: tuple[type[Happening], ...] = (),
) -> None:
    """Enter a chapter at its place. ``order`` follows the letter: block number times hundred, then the article.

    With ``when``, ``single`` and ``state`` are asked only where a fact of one of these kinds happened: most files know
    few kinds of facts, and a chapter that cannot say anything costs nothing.
    """
    asked = single or together or state
    if asked is None:
        raise ValueError("a chapter examines something: single, together or state")
    _CHAPTERS.append(Chapter(order, asked.__module__, single, together, state, frozenset(when)))
    _CHAPTERS.sort(key=lambda entry: (entry.order, entry.module))


#: The chapters on screening and border procedure, by their place.
_BORDER = range(200, 300)


@cache
def _border_chapters() -> tuple[Chapter, ...]:
    return tuple(entry for entry in chapters() if entry.order in _BORDER)


def as_it_stood(case: Case, moment: Moment) -> Case:
    """The case at an earlier moment, with what the chapters on screening and border procedure found by then.

    For rules that look at the time of a decision: what happened since does not change how it was taken. Where only the
    day is known, that whole day counts.
    """
    earlier: Case | None = case.findings.get(f"as it stood {moment}")
    if earlier is None:
        day_ends = midnight_after(moment.day(case.zone), case.zone) - timedelta.resolution
        earlier = case.as_at(moment.instant(case.zone) if moment.exact else min(day_ends, case.at))
        for entry in _border_chapters():
            if entry.single is not None and (not entry.when or earlier.has(entry.when)):
                entry.single(earlier)
        case.findings[f"as it stood {moment}"] = earlier
    return earlier


def load() -> None:
    """Import every rule module of every block, so that its tables, limits and chapters are known."""
    if _LOADED:
        return
    for package_name in PACKAGES:
        package = importlib.import_module(f"asylon.law.{package_name}")
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"asylon.law.{package_name}.{module.name}")
    _LOADED.append(True)


_LOADED: list[bool] = []


def chapters() -> list[Chapter]:
    """All chapters in order."""
    load()
    return _CHAPTERS
