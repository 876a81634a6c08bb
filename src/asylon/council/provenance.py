"""Where an entry comes from: a place in a letter, or a public report of what happened later.

Everything `council` and `plan` state about the world outside carries one of the two, so that whoever reads a
line can open the lines of the letter or the publication behind it.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

import msgspec
import yaml
from babel.dates import format_date

Verification = Literal["V", "V-it", "S", "M"]
"""V read in the act or the letter; V-it read in an amending or implementing act; S seen only in a press
release, summary or index; M from memory, to be checked."""

R = TypeVar("R")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all entries: immutable, and a misspelt field in a data file is an error, not silence."""


class Text(Record, frozen=True, kw_only=True):
    """The same words in English and in Dutch."""

    en: str
    nl: str

    def in_language(self, language: str) -> str:
        """The Dutch words for `nl` (and its regions), the English words for every other language."""
        return self.nl if language.lower().startswith("nl") else self.en


class Place(Record, frozen=True, kw_only=True):
    """A span in a document: 1-based, inclusive line numbers of the text extraction whose hash is kept.

    `page` is None where the extraction does not preserve page numbers.
    """

    lines: tuple[int, int]
    page: int | None = None
    document: str = "2024D26493"


class Source(Record, frozen=True, kw_only=True):
    """A public report outside the letter: where it was reported and how closely it was read."""

    reported: str
    verification: Verification


class Signatory(Record, frozen=True, kw_only=True):
    """Who signed the letter, in which office, and where."""

    name: str
    office: Text
    place: Place


class Document(Record, frozen=True, kw_only=True):
    """A document whose lines are cited: its number, its title and the identity of its text extraction."""

    id: str
    kamerstuk: str
    title: Text
    summary: Text
    dated: date
    total_lines: int
    sha256: str
    signatories: tuple[Signatory, ...]


class Sourced(Record, frozen=True, kw_only=True):
    """An entry with provenance: a `place` in a letter, a `source` outside it, or both."""

    place: Place | None = None
    source: Source | None = None


def read(package: str, name: str, kind: type[R]) -> R:
    """Read `data/<name>` of a package into typed records.

    Raises `msgspec.ValidationError` when the file does not have the shape of `kind`.
    """
    return msgspec.convert(_parsed(package, name), type=kind)


@cache
def _parsed(package: str, name: str) -> Any:
    """The file, parsed once: reading YAML is the slow part, and entries are asked for in many selections."""
    return yaml.safe_load(files(package).joinpath("data", name).read_text(encoding="utf-8"))


@cache
def documents() -> tuple[Document, ...]:
    """The documents the entries cite by line."""
    return read("asylon.council", "documents.yaml", tuple[Document, ...])


def document(identifier: str) -> Document:
    """The document with this number; raises `LookupError` when it is not known."""
    for candidate in documents():
        if candidate.id == identifier:
            return candidate
    raise LookupError(f"no document {identifier!r}")


def written(day: date) -> Text:
    """A date in words: 12 December 2024, 12 december 2024."""
    return Text(
        en=format_date(day, format="d MMMM y", locale="en"), nl=format_date(day, format="d MMMM y", locale="nl")
    )
