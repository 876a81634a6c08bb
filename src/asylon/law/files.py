"""Files: the facts of linked persons, read with care.

A *file* is what is known when asked: the facts of a family or a guardian's children. Reading refuses what cannot
be right and says where it stands and what to do; nothing is read by halves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from asylon.law import circumstances as circumstance_kinds
from asylon.law import facts as fact_kinds
from asylon.law.circumstances import Circumstance
from asylon.law.facts import Fact, FactCorrected, FactWithdrawn
from asylon.law.facts.data_protection import RestrictionLifted
from asylon.law.moments import Moment


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong in an input: the place (``facts[3].at``), what is wrong, what to do."""

    place: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong} {self.remedy}"


class InputError(ValueError):
    """An input that cannot be read. ``problems`` lists all that is wrong; nothing of it was used."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class File(msgspec.Struct, frozen=True):
    """The facts of linked persons, in the order recorded. ``state`` is the Member State that keeps the file."""

    state: str
    facts: tuple[Fact, ...] = ()

    @property
    def persons(self) -> tuple[str, ...]:
        """The persons of the file, in order of first mention."""
        return tuple(dict.fromkeys(fact.person for fact in self.facts))


def _moment(kind: type, value: Any) -> Any:
    if kind is Moment:
        return Moment.parse(value)
    raise NotImplementedError(kind)


def _out(value: Any) -> Any:
    if isinstance(value, Moment):
        return str(value)
    raise NotImplementedError(type(value))


def _read_one(raw: object, place: str, kinds: Mapping[str, type[Any]], noun: str) -> Any:
    if isinstance(raw, msgspec.Struct):
        return raw
    if not isinstance(raw, Mapping):
        raise InputError([Problem(place, f"a {noun} is an object with a kind.", 'Write {"kind": "…", …}.')])
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        near = _nearest(str(kind), kinds)
        hint = f"Did you mean {near}? " if near else ""
        raise InputError(
            [Problem(f"{place}.kind", f"{kind!r} is not a known {noun}.", f"{hint}The known ones: asylon law facts.")]
        )
    given = {str(key): value for key, value in raw.items()}
    try:
        made = msgspec.convert(given, kinds[str(kind)], dec_hook=_moment, strict=True)
    except (msgspec.ValidationError, ValueError) as error:
        wrong, _, path = str(error).partition(" - at `$")
        where = f"{place}{path.rstrip('`')}" if path else place
        raise InputError([Problem(where, f"{wrong}.", f"See the fields of {kind}: asylon law facts {kind}.")]) from None
    if getattr(made, "hours", False) and not made.at.exact:
        raise InputError(
            [
                Problem(
                    f"{place}.at",
                    f"{made.at} has no time of day, and limits in hours start here.",
                    f"Write the time with its zone, for example {made.at}T09:30:00+02:00.",
                )
            ]
        )
    return made


def _nearest(word: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1)
    return found[0] if found else None


def read_fact(raw: object, place: str = "fact") -> Fact:
    """Read one fact. Raises :class:`InputError` that names the place and the remedy."""
    made: Fact = _read_one(raw, place, fact_kinds.KINDS, "fact")
    return made


def read_circumstance(raw: object, place: str = "circumstance") -> Circumstance:
    """Read one circumstance. Raises :class:`InputError` that names the place and the remedy."""
    made: Circumstance = _read_one(raw, place, circumstance_kinds.KINDS, "circumstance")
    return made


def _read_all(raw: object, place: str, read: Any, problems: list[Problem]) -> list[Any]:
    if raw is None:
        return []
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        problems.append(Problem(place, "this is a list.", "Write [ … ] with one object each."))
        return []
    made = []
    for number, item in enumerate(raw):
        try:
            made.append(read(item, f"{place}[{number}]"))
        except InputError as error:
            problems.extend(error.problems)
    return made


def read_file(
    raw: object, default_state: str = "", *, facts_needed: bool = True
) -> tuple[File, tuple[Circumstance, ...]]:
    """Read a case: ``{"state": "NL", "facts": […], "circumstances": […]}``.

    ``facts_needed`` is false where only circumstances are asked about (the position of a Member State).
    A fact without ``state`` happened in the file's Member State; one without ``id`` gets ``f1``, ``f2`` … Raises
    :class:`InputError` with every problem found: unknown kinds and fields, missing zones, impossible orders.
    """
    if not isinstance(raw, Mapping):
        raise InputError([Problem("$", "a case is an object.", 'Write {"state": "NL", "facts": [ … ]}.')])
    problems: list[Problem] = []
    for key in raw:
        if key not in {"case", "state", "facts", "circumstances", "note"}:
            problems.append(
                Problem(
                    str(key).strip() or repr(key),
                    "this is not a part of a case.",
                    "Parts: case, state, facts, circumstances, note.",
                )
            )
    state = str(raw.get("state") or default_state)
    if len(state) != 2 or not state.isupper():
        problems.append(Problem("state", f"{state!r} is not a Member State.", "Write its two letters, for example NL."))
    facts: list[Fact] = _read_all(raw.get("facts"), "facts", read_fact, problems)
    found: list[Circumstance] = _read_all(raw.get("circumstances"), "circumstances", read_circumstance, problems)
    if facts_needed and not facts and not problems:
        problems.append(Problem("facts", "there is no fact.", "Give at least one."))
    if problems:
        raise InputError(problems)
    complete = tuple(
        msgspec.structs.replace(fact, state=fact.state or state, id=fact.id or f"f{number}")
        for number, fact in enumerate(facts, start=1)
    )
    file = File(state, complete)
    effective(file)
    return file, tuple(found)


#: The kinds of facts that change others.
_CORRECTING = frozenset((FactCorrected, FactWithdrawn))


def effective(file: File) -> tuple[Fact, ...]:
    """The facts that count: corrections applied, withdrawn facts left out, corrections themselves dropped.

    Raises :class:`InputError` where a correction names no fact of the file or makes an impossible one.
    """
    if _CORRECTING.isdisjoint(map(type, file.facts)):
        return file.facts
    standing: dict[str, Fact] = {}
    anonymous = 0
    for fact in file.facts:
        if isinstance(fact, FactCorrected):
            old = standing.get(fact.corrects)
            if old is None:
                raise InputError([_unknown_reference(fact.corrects, "corrects")])
            fields = {"kind": type(old).kind(), **_builtins(old), **fact.replace}
            standing[fact.corrects] = _read_one(fields, f"fact {fact.corrects} as corrected", fact_kinds.KINDS, "fact")
        elif isinstance(fact, FactWithdrawn):
            if standing.pop(fact.withdraws, None) is None:
                raise InputError([_unknown_reference(fact.withdraws, "withdraws")])
        else:
            anonymous += 1
            standing[fact.id or f"#{anonymous}"] = fact
    return tuple(standing.values())


def _unknown_reference(reference: str, field: str) -> Problem:
    return Problem(
        field, f"there is no fact {reference!r} before this one in the file.", "Name the id of a recorded fact."
    )


def _builtins(item: msgspec.Struct) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(item, enc_hook=_out)
    return made


def write_fact(fact: Fact) -> dict[str, Any]:
    """The fact as JSON-ready data; reading it back gives the same fact."""
    return {"kind": type(fact).kind(), **_builtins(fact)}


def write_circumstance(item: Circumstance) -> dict[str, Any]:
    """The circumstance as JSON-ready data; reading it back gives the same circumstance."""
    return {"kind": type(item).kind(), **_builtins(item)}


def check_file(file: File, zone: ZoneInfo, applies: Mapping[str, date]) -> tuple[Problem, ...]:
    """What cannot be right in a file although each fact can be read: impossible orders, acts before they apply.

    ``applies`` gives the date of application of each act; ``zone`` the Member State's time zone.
    """
    problems: list[Problem] = []
    firsts: dict[tuple[str, str], tuple[datetime, Fact]] = {}
    lasts: dict[tuple[str, str], tuple[datetime, Fact]] = {}
    for fact in effective(file):
        key = (fact.person, type(fact).kind())
        instant = fact.at.instant(zone)
        if key not in firsts or instant < firsts[key][0]:
            firsts[key] = (instant, fact)
        if key not in lasts or instant > lasts[key][0]:
            lasts[key] = (instant, fact)
        act = fact.governed_by
        if act in applies and fact.at.day(zone) < applies[act]:
            problems.append(
                Problem(
                    f"fact {fact.id} ({key[1]})",
                    f"{fact.at} lies before {applies[act].isoformat()}, when {act} starts to apply.",
                    "Correct the date, or keep this event in the file under the law of its time.",
                )
            )
    for (person, later), last in lasts.items():
        for earlier, article in last[1].after:
            first = firsts.get((person, earlier))
            if first is None:
                continue
            both_exact = first[1].at.exact and last[1].at.exact
            wrong = last[0] < first[0] if both_exact else last[1].at.day(zone) < first[1].at.day(zone)
            if wrong:
                problems.append(
                    Problem(
                        f"fact {last[1].id} ({later})",
                        f"{last[1].at} lies before {earlier} ({first[1].at}) of the same person ({article}).",
                        "Correct one of the two dates.",
                    )
                )
    born: dict[str, date] = {}
    for fact in effective(file):
        if isinstance(fact, fact_kinds.PersonDescribed) and fact.born:
            born[fact.person] = fact.born
    for fact in effective(file):
        if fact.person in born and fact.at.day(zone) < born[fact.person]:
            problems.append(
                Problem(
                    f"fact {fact.id} ({type(fact).kind()})",
                    f"{fact.at} lies before the person's birth ({born[fact.person]}).",
                    "Correct the date or the date of birth.",
                )
            )
        if isinstance(fact, RestrictionLifted) and fact.informed_on > fact.at.day(zone):
            problems.append(
                Problem(
                    f"fact {fact.id} ({type(fact).kind()})",
                    f"the person is informed before the restriction is lifted, and {fact.informed_on} is later (GDPR 18(3)).",
                    "Correct one of the two dates.",
                )
            )
    return tuple(problems)
