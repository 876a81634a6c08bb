"""What of a file is shown to whom the table allows: the lines of a position, and the entries of a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from asylon.access.decision import Allowed
from asylon.law.explanation import Line, PositionText
from asylon.law.facts import Fact, FactCorrected, FactWithdrawn
from asylon.law.provisions import PROVISIONS
from asylon.register.batches import Erased
from asylon.register.casefiles import CaseRecord, Entry


def shown_lines(text: PositionText, allowed: Allowed) -> PositionText:
    """The position without the lines of blocks that are outside the task of the one who asks."""

    def of_task(line: Line) -> bool:
        provision = PROVISIONS.get(line.id)
        return provision is None or allowed.covers(provision.block)

    kept = {
        name: tuple(line for line in getattr(text, name) if of_task(line))
        for name in ("steps", "duties", "rights", "permitted", "forbidden", "judgements", "undetermined", "retention")
    }
    responsible = text.responsible if allowed.covers("responsibility") else None
    route = text.route if text.route is not None and of_task(text.route) else None
    return msgspec.structs.replace(text, **kept, responsible=responsible, route=route)


def names_colleagues(allowed: Allowed) -> bool:
    """Whether who asks sees the names of colleagues who read or recorded: not the person concerned, who sees when, for what
    and which unit. See :mod:`asylon.access.person_copy` for why."""
    return allowed.scopes != {"person"}


#: The kinds of facts that are about another fact.
_CHANGING = frozenset((FactCorrected, FactWithdrawn))


def by_reference(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Facts by their reference."""
    return {fact.id: fact for fact in facts}


def target(fact: Fact, known: Mapping[str, Fact]) -> Fact:
    """The fact that a correction or withdrawal is about; any other fact is about itself."""
    if isinstance(fact, FactCorrected):
        return known.get(fact.corrects, fact)
    if isinstance(fact, FactWithdrawn):
        return known.get(fact.withdraws, fact)
    return fact


def concealed(fact: Fact, allowed: Allowed) -> frozenset[str]:
    """The fields of a fact that stay hidden."""
    kind = type(fact).kind()
    return frozenset(name.partition(".")[2] for name in allowed.hidden if name.partition(".")[0] == kind)


def without_hidden(fact: Fact, about: Fact, allowed: Allowed) -> Fact:
    """A fact; a correction without what it tells of hidden fields of the fact it is ``about``.

    A fact's own hidden fields are left out where it is told: see :func:`concealed`.
    """
    if not isinstance(fact, FactCorrected) or not (secret := concealed(about, allowed)):
        return fact
    replace: dict[str, Any] = {name: value for name, value in fact.replace.items() if name not in secret}
    return msgspec.structs.replace(fact, replace=replace)


def shows(fact: Fact, about: Fact, allowed: Allowed) -> bool:
    """Whether a fact is visible: a correction or withdrawal where the fact it is ``about`` is visible too."""
    return allowed.shows(type(fact).kind()) and allowed.shows(type(about).kind())


def shown_entries(record: CaseRecord, allowed: Allowed, own: str = "") -> tuple[Entry, ...]:
    """The entries of a file that may be seen, of the person ``own`` alone where one is given.

    Entries whose data were erased tell nothing of anybody and stay. A correction repeats what it corrects: it is seen by
    whom the corrected fact is shown, without that fact's hidden fields.
    """
    known: dict[str, Fact] = {}
    found = []
    for entry in record.entries:
        fact = entry.fact
        if isinstance(fact, Erased):
            found.append(entry)
            continue
        if type(fact) not in _CHANGING:
            if allowed.shows(fact.kind()) and (not own or fact.person == own):
                found.append(entry)
            continue
        known = known or by_reference(record.file.facts)
        about = target(fact, known)
        if shows(fact, about, allowed) and (not own or about.person == own):
            seen = without_hidden(fact, about, allowed)
            found.append(entry if seen is fact else msgspec.structs.replace(entry, fact=seen))
    return tuple(found)
