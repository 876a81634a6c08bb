"""Files: the facts of linked persons, read with care.

A *file* is what is known when asked: the facts of a family or a guardian's children. Reading refuses what cannot
be right and says where it stands and what to do; nothing is read by halves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from asylon.law import circumstances as circumstance_kinds
from asylon.law import facts as fact_kinds
from asylon.law.circumstances import Circumstance
from asylon.law.citations import Bilingual
from asylon.law.facts import Fact, FactCorrected, FactWithdrawn
from asylon.law.facts.data_protection import RestrictionLifted
from asylon.law.misfits import did_you_mean, misfit, named, nearest
from asylon.law.moments import Moment
from asylon.law.quotation import quoted


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong in an input: the place (``facts[3].at``), what is wrong, what to do, in both languages."""

    place: str
    wrong: Bilingual
    remedy: Bilingual

    @classmethod
    def at(cls, place: str, wrong: tuple[str, str], remedy: tuple[str, str]) -> Problem:
        """A problem from its words in English and Dutch."""
        return cls(place, Bilingual(*wrong), Bilingual(*remedy))

    def told(self, lang: str) -> str:
        """The whole in one language."""
        return f"{self.place}: {self.wrong[lang]} {self.remedy[lang]}".strip()

    def __str__(self) -> str:
        return self.told("en")


class InputError(ValueError):
    """An input that cannot be read. ``problems`` lists all that is wrong; nothing of it was used. As text it is English."""

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


class _Sort(msgspec.Struct, frozen=True):
    """What is read: facts or circumstances."""

    words: Bilingual
    kinds: Mapping[str, type[Any]]


_FACT = _Sort(Bilingual("fact", "feit"), fact_kinds.KINDS)
_CIRCUMSTANCE = _Sort(Bilingual("circumstance", "omstandigheid"), circumstance_kinds.KINDS)


def _read_one(raw: object, place: str, sort: _Sort) -> Any:
    if isinstance(raw, msgspec.Struct):
        return raw
    if not isinstance(raw, Mapping):
        raise InputError(
            [
                Problem.at(
                    place,
                    (
                        f"a {sort.words.en} is an object with a kind.",
                        f"een {sort.words.nl} is een object met een soort (kind).",
                    ),
                    ('Write {"kind": "…", …}.', 'Schrijf {"kind": "…", …}.'),
                )
            ]
        )
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in sort.kinds:
        raise InputError([_unknown_kind(f"{place}.kind", kind, sort)])
    given = {str(key): value for key, value in raw.items()}
    try:
        made = msgspec.convert(given, sort.kinds[kind], dec_hook=_moment, strict=True)
    except (msgspec.ValidationError, ValueError) as error:
        found = misfit(error, sort.kinds[kind], given, listed=_listed(kind, sort.kinds[kind].words))
        raise InputError([Problem(f"{place}{found.path}", found.wrong, found.remedy)]) from None
    if getattr(made, "hours", False) and not made.at.exact:
        raise InputError(
            [
                Problem.at(
                    f"{place}.at",
                    (
                        f"{made.at} has no time of day, and limits in hours start here.",
                        f"{made.at} heeft geen tijdstip, en hier beginnen termijnen in uren.",
                    ),
                    (
                        f"Write the time with its zone, for example {made.at}T09:30:00+02:00.",
                        f"Schrijf de tijd met de zone, bijvoorbeeld {made.at}T09:30:00+02:00.",
                    ),
                )
            ]
        )
    return made


def _unknown_kind(place: str, kind: object, sort: _Sort) -> Problem:
    near = did_you_mean(nearest(kind, sort.kinds) if isinstance(kind, str) else None)
    if kind is None:
        wrong = Bilingual(f"the kind of {sort.words.en} is missing.", f"de soort {sort.words.nl} (kind) ontbreekt.")
    else:
        wrong = Bilingual(
            f"{quoted(kind)} is not a known kind of {sort.words.en}.",
            f"{quoted(kind)} is geen bekende soort {sort.words.nl}.",
        )
    return Problem(
        place,
        wrong,
        Bilingual(
            f"{near.en}The known ones stand under Law, Facts, and in: asylon law facts.",
            f"{near.nl}De bekende soorten staan onder Recht, Feiten, en in: asylon law facts.",
        ),
    )


def _listed(kind: str, words: Bilingual) -> Bilingual:
    """Where the fields of a kind are described."""
    return Bilingual(
        f"The fields of {named(kind, words).en} stand under Law, Facts, and in: asylon law facts {kind}.",
        f"De velden van {named(kind, words).nl} staan onder Recht, Feiten, en in: asylon law facts {kind}.",
    )


def read_fact(raw: object, place: str = "fact") -> Fact:
    """Read one fact. Raises :class:`InputError` that names the place and the remedy."""
    made: Fact = _read_one(raw, place, _FACT)
    return made


def read_circumstance(raw: object, place: str = "circumstance") -> Circumstance:
    """Read one circumstance. Raises :class:`InputError` that names the place and the remedy."""
    made: Circumstance = _read_one(raw, place, _CIRCUMSTANCE)
    return made


def _read_all(raw: object, place: str, read: Any, problems: list[Problem]) -> list[Any]:
    if raw is None:
        return []
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        problems.append(
            Problem.at(
                place,
                ("this must be a list.", "dit moet een lijst zijn."),
                ("Write [ … ] with one object each.", "Schrijf [ … ] met telkens één object."),
            )
        )
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
        raise InputError([NO_CASE])
    problems: list[Problem] = []
    for key in raw:
        if key not in {"case", "state", "facts", "circumstances", "note"}:
            problems.append(
                Problem.at(
                    str(key).strip() or repr(key),
                    ("this is not a part of a case.", "dit is geen deel van een zaak."),
                    (
                        "Parts: case, state, facts, circumstances, note.",
                        "Delen: case, state, facts, circumstances, note.",
                    ),
                )
            )
    state = str(raw.get("state") or default_state)
    if len(state) != 2 or not state.isupper():
        problems.append(no_member_state(state))
    facts: list[Fact] = _read_all(raw.get("facts"), "facts", read_fact, problems)
    found: list[Circumstance] = _read_all(raw.get("circumstances"), "circumstances", read_circumstance, problems)
    if facts_needed and not facts and not problems:
        problems.append(NO_FACT)
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
            standing[fact.corrects] = _read_one(fields, f"fact {fact.corrects} as corrected", _FACT)
        elif isinstance(fact, FactWithdrawn):
            if standing.pop(fact.withdraws, None) is None:
                raise InputError([_unknown_reference(fact.withdraws, "withdraws")])
        else:
            anonymous += 1
            standing[fact.id or f"#{anonymous}"] = fact
    return tuple(standing.values())


def _unknown_reference(reference: str, field: str) -> Problem:
    return Problem.at(
        field,
        (
            f"there is no fact {quoted(reference)} before this one in the file.",
            f"vóór dit feit is er in het dossier geen feit {quoted(reference)}.",
        ),
        ("Name the id of a recorded fact.", "Noem het kenmerk (id) van een vastgelegd feit."),
    )


#: A case that is no object, and one without facts.
NO_CASE = Problem.at(
    "$",
    ("a case is an object.", "een zaak is een object."),
    ('Write {"state": "NL", "facts": [ … ]}.', 'Schrijf {"state": "NL", "facts": [ … ]}.'),
)
NO_FACT = Problem.at(
    "facts", ("there is no fact.", "er is geen feit."), ("Give at least one.", "Geef er ten minste één.")
)


def no_member_state(given: object) -> Problem:
    """What was given as the Member State of a case and is none."""
    return Problem.at(
        "state",
        (f"{quoted(given)} is not a Member State.", f"{quoted(given)} is geen lidstaat."),
        ("Write its two letters, for example NL.", "Schrijf de twee letters, bijvoorbeeld NL."),
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


UNDER_OTHER_LAW = Bilingual(
    "Correct the date, or keep this event in the file under the law of its time.",
    "Verbeter de datum, of houd deze gebeurtenis in het dossier onder het recht van haar tijd.",
)
_ONE_OF_TWO = Bilingual("Correct one of the two dates.", "Verbeter een van beide data.")


def _too_early(fact: Fact, kind: str, first: Fact, article: str) -> Bilingual:
    """A fact that lies before the ``first`` of a ``kind`` that must precede it."""
    earlier = named(kind, type(first).words)
    return Bilingual(
        f"{fact.at} lies before {earlier.en} on {first.at}, of the same person ({article}).",
        f"{fact.at} ligt vóór {earlier.nl} op {first.at}, van dezelfde persoon ({article}).",
    )


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
                    Bilingual(
                        f"{fact.at} lies before {applies[act]}, when {act} starts to apply.",
                        f"{fact.at} ligt vóór {applies[act]}, de dag waarop {act} van toepassing wordt.",
                    ),
                    UNDER_OTHER_LAW,
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
                        f"fact {last[1].id} ({later})", _too_early(last[1], earlier, first[1], article), _ONE_OF_TWO
                    )
                )
    born: dict[str, date] = {}
    for fact in effective(file):
        if isinstance(fact, fact_kinds.PersonDescribed) and fact.born:
            born[fact.person] = fact.born
    for fact in effective(file):
        if fact.person in born and fact.at.day(zone) < born[fact.person]:
            problems.append(
                Problem.at(
                    f"fact {fact.id} ({type(fact).kind()})",
                    (
                        f"{fact.at} lies before the person's birth ({born[fact.person]}).",
                        f"{fact.at} ligt vóór de geboorte van de persoon ({born[fact.person]}).",
                    ),
                    ("Correct the date or the date of birth.", "Verbeter de datum of de geboortedatum."),
                )
            )
        if isinstance(fact, RestrictionLifted) and fact.informed_on > fact.at.day(zone):
            problems.append(
                Problem(
                    f"fact {fact.id} ({type(fact).kind()})",
                    Bilingual(
                        f"the person is informed before the restriction is lifted, and {fact.informed_on} is later"
                        " (GDPR 18(3)).",
                        "de persoon wordt ingelicht voordat de beperking wordt opgeheven, en"
                        f" {fact.informed_on} is later (AVG 18(3)).",
                    ),
                    _ONE_OF_TWO,
                )
            )
    return tuple(problems)
