"""Promises to parliament and announcements in the Council, and whether they are kept.

Whether a promise is kept is derived from its date and the evidence known on the day you ask. A day that
passed without evidence is reported as exactly that, never as a broken promise.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from asylon.council.provenance import Place, Record, Sourced, Text, Verification, read, written

Kind = Literal["open", "kept", "kept_late", "continuing", "due_passed_without_evidence"]

KINDS: dict[Kind, Text] = {
    "open": Text(en="open", nl="open"),
    "kept": Text(en="kept", nl="nagekomen"),
    "kept_late": Text(en="kept late", nl="later nagekomen"),
    "continuing": Text(en="continuing", nl="doorlopend"),
    "due_passed_without_evidence": Text(en="date passed, no evidence known", nl="datum voorbij, geen bewijs bekend"),
}
"""The names of the statuses in both languages."""


class PromiseDue(Record, frozen=True, kw_only=True):
    """When it was promised, in the words used, and the last day that still counts on a generous reading."""

    words: Text
    by: date


class Fulfilment(Record, frozen=True, kw_only=True):
    """Something public that shows a promise was kept, or is being kept."""

    dated: date
    what: Text
    reported: str
    verification: Verification
    place: Place | None = None


class Promise(Sourced, frozen=True, kw_only=True):
    """A promise or announcement: by whom, to whom, what, by when. `continuing` ones have no end."""

    id: str
    kind: Literal["promise", "announcement"]
    by: Text
    to: Text
    what: Text
    dossiers: tuple[str, ...]
    blocks: tuple[int, ...]
    made: Text | None = None
    due: PromiseDue | None = None
    continuing: bool = False
    motions: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    note: Text | None = None
    evidence: tuple[Fulfilment, ...] = ()


class PromiseStatus(Record, frozen=True, kw_only=True):
    """Where a promise stands on a day, why, and on what evidence."""

    kind: Kind
    reason: Text
    evidence: tuple[Fulfilment, ...] = ()


@cache
def promises(dossier: str | None = None, block: int | None = None) -> tuple[Promise, ...]:
    """All promises and announcements, or those on one dossier or building block."""
    return tuple(
        p
        for p in read("asylon.council", "promises.yaml", tuple[Promise, ...])
        if (dossier is None or dossier in p.dossiers) and (block is None or block in p.blocks)
    )


def promise(identifier: str) -> Promise:
    """The promise with this id; raises `LookupError` when there is none."""
    for candidate in promises():
        if candidate.id == identifier:
            return candidate
    raise LookupError(f"no promise {identifier!r}")


def promise_status(promise: Promise, today: date) -> PromiseStatus:
    """Where the promise stands on `today`; evidence dated later does not count yet."""
    known = tuple(e for e in promise.evidence if e.dated <= today)
    if promise.continuing:
        return PromiseStatus(kind="continuing", reason=_continuing(known), evidence=known)
    if known:
        first = min(known, key=lambda e: e.dated)
        late = promise.due is not None and first.dated > promise.due.by
        day = written(first.dated)
        return PromiseStatus(
            kind="kept_late" if late else "kept",
            reason=_against(promise.due, f"{day.en}: {first.what.en}", f"{day.nl}: {first.what.nl}"),
            evidence=known,
        )
    if promise.due is None:
        reason = Text(
            en="No date was promised; no evidence is known to this register.",
            nl="Er is geen datum toegezegd; dit register kent geen bewijs.",
        )
        return PromiseStatus(kind="open", reason=reason)
    words = promise.due.words
    if today <= promise.due.by:
        return PromiseStatus(kind="open", reason=Text(en=f"Promised: {words.en}.", nl=f"Toegezegd: {words.nl}."))
    reason = Text(
        en=f"Promised: {words.en}; no evidence is known to this register. That is not a finding that the "
        "promise was broken.",
        nl=f"Toegezegd: {words.nl}; dit register kent geen bewijs. Dat is geen vaststelling dat de "
        "toezegging niet is nagekomen.",
    )
    return PromiseStatus(kind="due_passed_without_evidence", reason=reason)


def _against(due: PromiseDue | None, en: str, nl: str) -> Text:
    if due is None:
        return Text(en=f"Evidence of {en}", nl=f"Bewijs van {nl}")
    return Text(en=f"Promised: {due.words.en}; evidence of {en}", nl=f"Toegezegd: {due.words.nl}; bewijs van {nl}")


def _continuing(known: tuple[Fulfilment, ...]) -> Text:
    if not known:
        return Text(
            en="Has no end; no evidence is known to this register.",
            nl="Heeft geen einde; dit register kent geen bewijs.",
        )
    last = max(known, key=lambda e: e.dated)
    day = written(last.dated)
    return Text(
        en=f"Has no end; latest evidence of {day.en}: {last.what.en}",
        nl=f"Heeft geen einde; laatste bewijs van {day.nl}: {last.what.nl}",
    )
