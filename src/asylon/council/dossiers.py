"""Dossiers before Council and Parliament: where they stand, who took which position, how it was decided.

Every entry names its lines in the letter or the report outside it, and is linked to the building blocks and
the rules it concerns. Numbers and lists of names hold only what a source says; nothing is filled in.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from asylon.council.provenance import Record, Source, Sourced, Text, read

Stance = Literal["supports", "conditional", "critical", "asks", "states"]
"""supports; conditional (with conditions, or abstaining); critical; asks for something; states a view or a
fact without taking a side."""

Outcome = Literal["adopted", "political_agreement", "not_put"]


class Later(Record, frozen=True, kw_only=True):
    """What happened to a dossier after the letter; `when` in words where the exact day is not known."""

    what: Text
    source: Source
    dated: date | None = None
    when: Text | None = None


class Dossier(Sourced, frozen=True, kw_only=True):
    """A subject Council or Parliament works on; `stage` is where the letter leaves it."""

    id: str
    kind: Literal["regulation", "directive", "decision", "conclusions", "programme", "external", "national"]
    title: Text
    blocks: tuple[int, ...]
    rules: tuple[str, ...]
    summary: Text
    stage: Text
    reference: str | None = None
    later: tuple[Later, ...] = ()


class Position(Sourced, frozen=True, kw_only=True):
    """Who said what on a dossier; `party` is a code to look up by, `who` the words of the source."""

    id: str
    dossier: str
    party: str
    who: Text
    stance: Stance
    what: Text
    dated: date
    blocks: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()


class Vote(Sourced, frozen=True, kw_only=True):
    """How a decision fell. The lists hold only the Member States a source names; `tally` says the rest."""

    id: str
    dossier: str
    meeting: str
    dated: date
    outcome: Outcome
    what: Text
    tally: Text
    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    blocks: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()


class Motion(Sourced, frozen=True, kw_only=True):
    """A motion of the House of Representatives: by whom, what it asks, on which dossiers."""

    id: str
    title: Text
    by: str
    dossiers: tuple[str, ...]
    blocks: tuple[int, ...]
    asks: Text
    kamerstuk: str | None = None
    note: Text | None = None


class Figure(Sourced, frozen=True, kw_only=True):
    """A number a source states, in its unit and for its period."""

    id: str
    dossier: str
    value: float
    unit: str
    period: str
    what: Text


@cache
def dossiers(block: int | None = None) -> tuple[Dossier, ...]:
    """All dossiers, or those that concern a building block (0 for the Pact as a whole)."""
    everything = read("asylon.council", "dossiers.yaml", tuple[Dossier, ...])
    return everything if block is None else tuple(d for d in everything if block in d.blocks)


def dossier(identifier: str) -> Dossier:
    """The dossier with this id; raises `LookupError` when there is none."""
    for candidate in dossiers():
        if candidate.id == identifier:
            return candidate
    raise LookupError(f"no dossier {identifier!r}")


@cache
def positions(dossier: str | None = None, party: str | None = None) -> tuple[Position, ...]:
    """Positions taken, on one dossier or by one party if asked."""
    return tuple(
        p
        for p in read("asylon.council", "positions.yaml", tuple[Position, ...])
        if dossier in (None, p.dossier) and party in (None, p.party)
    )


@cache
def votes(dossier: str | None = None) -> tuple[Vote, ...]:
    """Decisions and how they fell, on one dossier if asked."""
    everything = read("asylon.council", "votes.yaml", tuple[Vote, ...])
    return tuple(v for v in everything if dossier in (None, v.dossier))


@cache
def motions(dossier: str | None = None) -> tuple[Motion, ...]:
    """Motions, on one dossier if asked."""
    everything = read("asylon.council", "motions.yaml", tuple[Motion, ...])
    return tuple(m for m in everything if dossier is None or dossier in m.dossiers)


@cache
def figures(dossier: str | None = None) -> tuple[Figure, ...]:
    """Numbers stated by the sources, on one dossier if asked."""
    everything = read("asylon.council", "figures.yaml", tuple[Figure, ...])
    return tuple(f for f in everything if dossier in (None, f.dossier))
