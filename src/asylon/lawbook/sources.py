"""Where in the source text a rule, a table or a provision is written: file and line.

A rule module is named by act and articles (``ammr_46_47_accepted_back.py``) and quotes every Id, name and citation it uses. So
the text itself is the index: nothing has to be declared twice, and whoever looks for an article finds the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from asylon.law.chapters import PACKAGES
from asylon.law.citations import ACTS, Place, citations

_QUOTED = re.compile(r'"([^"\\]+)"')
_ACT_NAMES = {short.lower().replace("/", "_"): short for short in ACTS}


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """A module of the law. ``path`` is its place in the repository, ``title`` the first paragraph of its docstring.

    ``block`` is empty for the engine that all blocks share.
    ``named`` are the articles its name holds (act, first, last); ``lines`` says on which line a quoted text first stands.
    """

    path: str
    block: str
    title: str
    named: tuple[tuple[str, int, int], ...]
    lines: Mapping[str, int]


class Source(msgspec.Struct, frozen=True):
    """A line of a rule module."""

    module: Module
    line: int

    def __str__(self) -> str:
        return f"{self.module.path}:{self.line}"


def articles_in_name(name: str) -> tuple[tuple[str, int, int], ...]:
    """The articles a module's name holds: ``ammr_46_47_accepted_back`` is AMMR 46 to 47."""
    found: list[tuple[str, list[int]]] = []
    for part in _name_parts(name):
        if part in _ACT_NAMES:
            found.append((_ACT_NAMES[part], []))
        elif part.isdigit() and found:
            found[-1][1].append(int(part))
        elif found and found[-1][1]:
            break
    return tuple((act, numbers[0], numbers[-1]) for act, numbers in found if numbers)


def _name_parts(name: str) -> list[str]:
    parts = name.split("_")
    # The names of some acts hold a stroke themselves: ``1182_71``.
    for at in range(len(parts) - 1):
        if f"{parts[at]}_{parts[at + 1]}" in _ACT_NAMES:
            return [*parts[:at], f"{parts[at]}_{parts[at + 1]}", *parts[at + 2 :]]
    return parts


def _title(text: str) -> str:
    found = re.match(r'\s*"""(.+?)(?:"""|\n\s*\n)', text, re.DOTALL)
    return " ".join(found.group(1).split()) if found else ""


def _lines(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        for quoted in _QUOTED.findall(line):
            found.setdefault(quoted, number)
    return found


@lru_cache(maxsize=1)
def modules() -> tuple[Module, ...]:
    """Every rule module of the law, by block in the letter's order and by name; then the engine they share."""
    law = resources.files("asylon.law")
    found = [_read(law / block, f"{block}/", block) for block in PACKAGES]
    return tuple(module for each in (*found, _read(law, "", "")) for module in each)


def _read(folder: Traversable, below: str, block: str) -> list[Module]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".py") and entry.name != "__init__.py":
            text = entry.read_text("utf-8")
            found.append(
                Module(
                    path=f"src/asylon/law/{below}{entry.name}",
                    block=block,
                    title=_title(text),
                    named=articles_in_name(entry.name.removesuffix(".py")),
                    lines=_lines(text),
                )
            )
    return found


@lru_cache(maxsize=1)
def _first_lines() -> Mapping[str, tuple[Source, ...]]:
    found: dict[str, list[Source]] = {}
    for module in modules():
        for text, line in module.lines.items():
            found.setdefault(text, []).append(Source(module, line))
    return {text: tuple(sources) for text, sources in found.items()}


def sources_of(name: str) -> tuple[Source, ...]:
    """Where an Id, a table's name or a provision's id is written, one line for each module."""
    return _first_lines().get(name, ())


def declared_at(name: str, rules: Iterable[str] = ()) -> Source | None:
    """The line that declares a table, provision or calculation: of several modules that quote it, the one that quotes its rules too."""
    found = sources_of(name)
    wanted = tuple(rules)
    return next(
        (each for each in found if any(rule in each.module.lines for rule in wanted)), found[0] if found else None
    )


@lru_cache(maxsize=1)
def _cited() -> tuple[tuple[Source, tuple[Place, ...]], ...]:
    """Every quoted citation of the rule modules, with its places."""
    found = []
    for module in modules():
        for text, line in module.lines.items():
            given = citations(text) if text[:1].isupper() or text[:1].isdigit() else ()
            if given and all(each.act in ACTS and each.article[:1].isdigit() for each in given):
                found.append((Source(module, line), tuple(Place.of(each) for each in given)))
    return tuple(found)


def sources_at(place: Place) -> tuple[Source, ...]:
    """The rule modules that cite a place, or whose name holds its article: one line each, the most exact first."""
    best: dict[str, tuple[int, Source]] = {}
    for source, places in _cited():
        for each in places:
            if place.meets(each):
                nearness = 0 if len(each.steps) >= len(place.steps) else 1
                known = best.get(source.module.path)
                if known is None or nearness < known[0]:
                    best[source.module.path] = (nearness, source)
    for module in modules():
        if _name_holds(module, place) and module.path not in best:
            best[module.path] = (2, Source(module, 1))
    in_name = {module.path: _name_holds(module, place) for module in modules()}
    ordered = sorted(best.values(), key=lambda item: (not in_name[item[1].module.path], item[0]))
    return tuple(source for _, source in ordered)


def _name_holds(module: Module, place: Place) -> bool:
    if not place.steps or not place.steps[0][0].isdigit():
        return False
    number = int(place.steps[0][0])
    return any(first <= number <= last for act, first, last in module.named if not place.act or act == place.act)
