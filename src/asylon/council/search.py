"""Find entries of the Council and Parliament record by words, in either language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import msgspec

from asylon.council.dossiers import dossiers, figures, motions, positions, votes
from asylon.council.meetings import meetings
from asylon.council.promises import promises
from asylon.council.provenance import Record, Sourced, Text
from asylon.council.references import references


class Hit(Record, frozen=True, kw_only=True):
    """An entry that contains every word asked for: its kind, its id, a line to show and the entry itself."""

    kind: str
    id: str
    line: Text
    entry: Sourced


def search(words: str) -> tuple[Hit, ...]:
    """Entries that contain all the words, in texts, numbers or names; case and accents are ignored.

    No words, no hits.
    """
    wanted = _plain(words).split()
    if not wanted:
        return ()
    return tuple(hit for hit in _everything() if all(word in _plain(_text_of(hit.entry)) for word in wanted))


def _everything() -> Iterator[Hit]:
    for d in dossiers():
        yield Hit(kind="dossier", id=d.id, line=d.title, entry=d)
    for p in positions():
        yield Hit(kind="position", id=p.id, line=p.what, entry=p)
    for v in votes():
        yield Hit(kind="vote", id=v.id, line=v.what, entry=v)
    for m in motions():
        yield Hit(kind="motion", id=m.id, line=m.title, entry=m)
    for promise in promises():
        yield Hit(kind="promise", id=promise.id, line=promise.what, entry=promise)
    for meeting in meetings():
        yield Hit(kind="meeting", id=meeting.id, line=meeting.title, entry=meeting)
    for r in references():
        yield Hit(kind="reference", id=r.id, line=r.what, entry=r)
    for f in figures():
        yield Hit(kind="figure", id=f.id, line=f.what, entry=f)


def _text_of(entry: Sourced) -> str:
    return " ".join(_strings(msgspec.to_builtins(entry)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, Iterable):
        for each in value:
            yield from _strings(each)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
