"""Chapters: each rule module's way into the position.

A module declares its chapter with its place in the order of the letter and the statute; adding an article is adding a
module. ``single`` is asked for each person, ``together`` once for all persons of a file (family procedure).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

from asylon.law.case import Case

Single = Callable[[Case], None]
Together = Callable[[dict[str, Case]], None]

_CHAPTERS: list[tuple[int, str, Single | None, Together | None]] = []

#: The packages of the building blocks, in the letter's order.
PACKAGES = ("eurodac", "border", "procedure", "responsibility", "safeguards")


def chapter(order: int, *, single: Single | None = None, together: Together | None = None) -> None:
    """Enter a chapter at its place. ``order`` follows the letter: block number times hundred, then the article."""
    name = (single or together).__module__ if (single or together) else ""
    _CHAPTERS.append((order, name, single, together))
    _CHAPTERS.sort(key=lambda entry: (entry[0], entry[1]))


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


def chapters() -> list[tuple[int, str, Single | None, Together | None]]:
    """All chapters in order."""
    load()
    return _CHAPTERS
