"""The ten building blocks of the Common Implementation Plan, in the order of the plan and of the letter."""

from __future__ import annotations

from functools import cache

from asylon.council.provenance import Place, Record, Text, read


class Block(Record, frozen=True, kw_only=True):
    """A building block: number, key, name, what it asks of a Member State, and where the letter says so."""

    number: int
    key: str
    name: Text
    asks: Text
    place: Place


@cache
def blocks() -> tuple[Block, ...]:
    """All ten building blocks, in order."""
    return read("asylon.plan", "blocks.yaml", tuple[Block, ...])


def block(which: int | str) -> Block:
    """The building block with this number or key; raises `LookupError` when there is none."""
    for candidate in blocks():
        if which in (candidate.number, candidate.key):
            return candidate
    raise LookupError(f"no building block {which!r}")
