"""References: the documents and acts the letter and later reports point to."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from asylon.council.provenance import Sourced, Text, read


class Reference(Sourced, frozen=True, kw_only=True):
    """A parliamentary document, a Commission document, an act or a page, and the dossiers it belongs to."""

    id: str
    kind: Literal["kamerstuk", "com", "act", "page"]
    number: str
    what: Text
    dossiers: tuple[str, ...]
    rules: tuple[str, ...] = ()
    dated: date | None = None
    address: str | None = None


@cache
def references(dossier: str | None = None) -> tuple[Reference, ...]:
    """All references, or those of one dossier."""
    everything = read("asylon.council", "references.yaml", tuple[Reference, ...])
    return tuple(r for r in everything if dossier is None or dossier in r.dossiers)
