"""What differs between two positions of a person, in words: new, gone, moved, each with its article.

One concept for the desk (what a recorded fact changed) and the command line (what a fact would change).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from asylon.law.citations import Bilingual
from asylon.law.explanation import DutyLine, Line, PositionText, RetentionLine

#: The kinds of difference in the order in which they are told.
HEADINGS: Mapping[str, Bilingual] = {
    "duty_new": Bilingual("New duties", "Nieuwe verplichtingen"),
    "duty_met": Bilingual("Duties met", "Nagekomen verplichtingen"),
    "duty_moved": Bilingual("Dates that moved", "Verschoven data"),
    "duty_other": Bilingual("Duties in another state", "Verplichtingen met een andere stand"),
    "duty_gone": Bilingual("Duties that no longer stand", "Verplichtingen die niet meer gelden"),
    "judgement_new": Bilingual("A person must now decide", "Nu moet een mens beslissen"),
    "permitted_new": Bilingual("You may now also", "U mag nu ook"),
    "permitted_gone": Bilingual("What is no longer offered", "Wat niet meer wordt aangeboden"),
    "forbidden_new": Bilingual("You may no longer", "U mag niet meer"),
    "forbidden_gone": Bilingual("What is no longer forbidden", "Wat niet meer verboden is"),
    "right_new": Bilingual("New rights", "Nieuwe rechten"),
    "right_gone": Bilingual("Rights that no longer stand", "Rechten die niet meer gelden"),
    "step_new": Bilingual("What came about by law", "Wat van rechtswege ontstond"),
    "undetermined_new": Bilingual("No longer determined", "Niet meer bepaald"),
    "undetermined_gone": Bilingual("Determined now", "Nu wel bepaald"),
    "retention_new": Bilingual("Data now kept", "Gegevens die nu worden bewaard"),
    "retention_moved": Bilingual("Keeping periods that moved", "Verschoven bewaartermijnen"),
    "retention_gone": Bilingual("Data no longer kept", "Gegevens die niet meer worden bewaard"),
}

#: A text before and after; empty where there was none.
Pair = tuple[str, str]


class Difference(msgspec.Struct, frozen=True):
    """One difference: its kind, the line as it is now (as it was, where it is gone), and what it was before."""

    kind: str
    line: Line
    was: str = ""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between two positions of one person. Route and Member State responsible are pairs where they changed."""

    person: str
    route: Pair | None
    responsible: Pair | None
    differences: tuple[Difference, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.differences or self.route or self.responsible)

    def groups(self) -> tuple[tuple[str, tuple[Difference, ...]], ...]:
        """The differences by kind, in the order in which they are told; kinds without one are left out."""
        found = ((kind, tuple(item for item in self.differences if item.kind == kind)) for kind in HEADINGS)
        return tuple((kind, items) for kind, items in found if items)


def compare(person: str, before: PositionText | None, after: PositionText | None) -> Comparison:
    """What differs between two positions of a person; None where there is none yet, or no longer."""
    found = list(_duties(_lines(before, "duties"), _lines(after, "duties")))
    for kind, name in (
        ("judgement", "judgements"),
        ("permitted", "permitted"),
        ("forbidden", "forbidden"),
        ("right", "rights"),
        ("step", "steps"),
        ("undetermined", "undetermined"),
    ):
        found += _standing(kind, _lines(before, name), _lines(after, name))
    found += _retention(_lines(before, "retention"), _lines(after, "retention"))
    return Comparison(
        person=person,
        route=_pair(before.route if before else None, after.route if after else None),
        responsible=_pair(before.responsible if before else None, after.responsible if after else None),
        differences=tuple(found),
    )


def _lines(text: PositionText | None, name: str) -> tuple[Line, ...]:
    lines: tuple[Line, ...] = getattr(text, name) if text is not None else ()
    return lines


def _pair(before: Line | None, after: Line | None) -> Pair | None:
    pair = (before.text if before else "", after.text if after else "")
    return pair if pair[0] != pair[1] else None


def _keyed(lines: Iterable[Line], key: Callable[[Line], tuple[str, ...]]) -> dict[tuple[str, ...], Line]:
    """Lines by what they are about; the second of a kind is told apart by its place."""
    found: dict[tuple[str, ...], Line] = {}
    for line in lines:
        place, number = key(line), 1
        while place in found:
            number += 1
            place = (*key(line), str(number))
        found[place] = line
    return found


def _duties(before: tuple[Line, ...], after: tuple[Line, ...]) -> Iterable[Difference]:
    def key(line: Line) -> tuple[str, ...]:
        return (line.id, line.state) if isinstance(line, DutyLine) else (line.id,)

    was, now = _keyed(before, key), _keyed(after, key)
    for place, line in now.items():
        old = was.get(place)
        if old is None:
            yield Difference("duty_new", line)
        elif isinstance(line, DutyLine) and isinstance(old, DutyLine):
            if old.status != line.status:
                yield Difference("duty_met" if line.status == "met" else "duty_other", line, old.status_word)
            elif old.due != line.due:
                yield Difference("duty_moved", line, old.due_text)
    yield from (Difference("duty_gone", line) for place, line in was.items() if place not in now)


def _standing(kind: str, before: tuple[Line, ...], after: tuple[Line, ...]) -> Iterable[Difference]:
    def key(line: Line) -> tuple[str, ...]:
        return (line.id, line.about)

    was, now = _keyed(before, key), _keyed(after, key)
    for name, lines, others in ((f"{kind}_new", now, was), (f"{kind}_gone", was, now)):
        if name in HEADINGS:
            yield from (Difference(name, line) for place, line in lines.items() if place not in others)


def _retention(before: tuple[Line, ...], after: tuple[Line, ...]) -> Iterable[Difference]:
    was, now = _keyed(before, lambda line: (line.id,)), _keyed(after, lambda line: (line.id,))
    for place, line in now.items():
        old = was.get(place)
        if old is None:
            yield Difference("retention_new", line)
        elif isinstance(line, RetentionLine) and isinstance(old, RetentionLine) and old.until_text != line.until_text:
            yield Difference("retention_moved", line, old.until_text)
    yield from (Difference("retention_gone", line) for place, line in was.items() if place not in now)
