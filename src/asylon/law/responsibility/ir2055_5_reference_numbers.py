"""Reference numbers of DubliNet (Implementing Regulation (EU) 2025/2055, Article 5): written, read, and refused plainly.

``NL01P2026-004217``: the sending Member State, the type of transmission, ``P`` where the case goes first, the national case
number. ``NL09G1215/01/2027``: a transfer of twelve persons on 15 January 2027. The Asylum Agency begins with ``EUAA``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from asylon.law.book import Book
from asylon.law.calculations import Calculated, CalculationError, CalculationStep, calculation
from asylon.law.citations import Bilingual
from asylon.law.responsibility.ir2055_5_12_forms import FAMILY_CRITERIA, PRIORITY
from asylon.law.tables import Choice, Decision, DecisionTable, Row, register_table

AGENCY = "EUAA"
GROUP = "09"

_NAMES = (
    ("take_charge", "01", "a request for taking charge", "een overnameverzoek", "(a)"),
    ("take_back", "02", "a take back notification", "een kennisgeving van terugname", "(b)"),
    ("information_responsibility", "03", "information to determine responsibility", "informatie om verantwoordelijkheid te bepalen", "(c)"),
    ("information_examination", "04", "information to examine the application", "informatie om het verzoek te behandelen", "(d)"),
    ("information_obligation", "05", "information for another obligation", "informatie voor een andere verplichting", "(e)"),
    ("information_return", "06", "information to implement a return decision", "informatie om een terugkeerbesluit uit te voeren", "(f)"),
    ("dependency", "07", "information on a situation of dependency", "informatie over afhankelijkheid", "(g)"),
    ("family_of_minor", "08", "information on the family of an unaccompanied minor", "informatie over familie van een niet-begeleide minderjarige", "(h)"),
    ("transfer", GROUP, "information prior to a transfer", "informatie voor een overdracht", "(i)"),
    ("health_certificate", "10", "the common health certificate", "de gemeenschappelijke gezondheidsverklaring", "(j)"),
    ("relocation", "11", "a standard relocation form", "een standaardformulier voor herplaatsing", "(k)"),
    ("offsets", "12", "information on responsibility offsets", "informatie over verrekening van verantwoordelijkheid", "(l)"),
)  # fmt: skip

TYPES = register_table(
    DecisionTable(
        name="dublinet-transmission-type",
        question=Bilingual("Which number does this transmission bear?", "Welk nummer draagt deze verzending?"),
        inputs=(
            Choice(
                "transmission",
                tuple(name for name, *_ in _NAMES),
                label=Bilingual("transmission", "verzending"),
                words={name: Bilingual(en, nl) for name, _, en, nl, _ in _NAMES},
            ),
        ),
        outcomes={number: Bilingual(f"type {number}", f"type {number}") for _, number, *_ in _NAMES},
        rows=tuple(
            Row(name.replace("_", "-"), {"transmission": name}, number, ("D-41",), f"IR2055 5(1){point}")
            for name, number, _, _, point in _NAMES
        ),
    )
)

_STATE = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]*")
_READ = re.compile(rf"(?P<sender>{AGENCY}|[A-Z]{{2}})(?P<type>\d\d)(?P<priority>P?)(?P<national>.*)")
_READ_GROUP = re.compile(
    rf"(?P<sender>{AGENCY}|[A-Z]{{2}}){GROUP}G(?P<persons>\d+)(?P<day>\d\d)/(?P<month>\d\d)/(?P<year>\d\d\d\d)"
)


class ReferenceNumberError(ValueError):
    """A reference number that cannot be written or read; the message says what is wrong and what to write."""


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A reference number in parts. A group transfer has ``persons`` and ``on`` instead of a national number."""

    sender: str
    type: str
    priority: bool = False
    national: str = ""
    persons: int | None = None
    on: date | None = None

    def __str__(self) -> str:
        """The number as it is sent. Raises :class:`ReferenceNumberError` where a part is missing or would be misread."""
        if self.sender != AGENCY and not _STATE.fullmatch(self.sender):
            raise ReferenceNumberError(
                f"{self.sender!r} is no sender: write the two letters of a Member State, or {AGENCY}"
            )
        if self.type not in TYPES.outcomes:
            raise ReferenceNumberError(f"{self.type!r} is no type of transmission: write {', '.join(TYPES.outcomes)}")
        if self.persons is not None or self.on is not None:
            if self.persons is None or self.on is None or self.type != GROUP:
                raise ReferenceNumberError(
                    f"a group transfer has type {GROUP}, the number of persons and the intended date"
                )
            return f"{self.sender}{self.type}G{self.persons}{self.on:%d/%m/%Y}"
        if not _NUMBER.fullmatch(self.national):
            raise ReferenceNumberError(
                f"{self.national!r} is no national case number: write letters and digits, such as 2026-004217"
            )
        if not self.priority and self.national.startswith("P"):
            raise ReferenceNumberError(
                f"the national case number {self.national!r} begins with P and would be read as priority; write it with a leading digit"
            )
        return f"{self.sender}{self.type}{'P' if self.priority else ''}{self.national}"


def read_reference(text: str) -> Reference:
    """Read a reference number. Raises :class:`ReferenceNumberError` that says what is wrong, where, and what to write."""
    group = _READ_GROUP.fullmatch(text)
    if group is not None:
        try:
            on = date(int(group["year"]), int(group["month"]), int(group["day"]))
        except ValueError:
            raise ReferenceNumberError(
                f"{text!r} ends in {group['day']}/{group['month']}/{group['year']}, which is no date: write day/month/year"
            ) from None
        return Reference(sender=group["sender"], type=GROUP, persons=int(group["persons"]), on=on)
    found = _READ.fullmatch(text)
    if found is None:
        raise ReferenceNumberError(
            f"{text!r} does not begin with a sender and a type: write such as NL01P2026-004217 (Member State, type 01 to 12, P if priority, case number)"
        )
    reference = Reference(
        sender=found["sender"], type=found["type"], priority=bool(found["priority"]), national=found["national"]
    )
    str(reference)
    return reference


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise CalculationError(f"{name!r} is {value!r}: give it as text", f"{name!r} is {value!r}: geef het als tekst")
    return value


@calculation(
    "dublinet-reference",
    block="responsibility",
    question=Bilingual("Which reference number does a transmission bear?", "Welk kenmerk draagt een verzending?"),
    data=Bilingual(
        "sender (letters), transmission (such as take_charge), national (case number), minors (yes or no), criterion (such as AMMR 26); for a group: persons, on (date)",
        "sender (letters), transmission (zoals take_charge), national (zaaknummer), minors (ja of nee), criterion (zoals AMMR 26); voor een groep: persons, on (datum)",
    ),
    rules=("D-41",),
    cite="IR2055 5",
)
def reference_number(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """The reference number of a transmission, with its type and whether it bears P. Source: IR2055 5."""
    transmission = _text(data, "transmission")
    if transmission not in {name for name, *_ in _NAMES}:
        names = ", ".join(name for name, *_ in _NAMES)
        raise CalculationError(
            f"give the transmission, not {transmission!r}: one of {names}",
            f"geef de verzending, niet {transmission!r}: een van {names}",
        )
    kind = TYPES.decide({"transmission": transmission})
    first = PRIORITY.decide(
        {
            "minors": bool(data.get("minors", False)),
            "family_criterion": _text(data, "criterion").startswith(FAMILY_CRITERIA),
        }
    )
    assert isinstance(kind, Decision)
    assert isinstance(first, Decision)
    persons, day = data.get("persons"), data.get("on")
    group = persons is not None or day is not None
    made = Reference(
        sender=_text(data, "sender"),
        type=kind.outcome,
        priority=first.outcome == "priority" and not group,
        national=_text(data, "national"),
        persons=persons,
        on=date.fromisoformat(day) if isinstance(day, str) else None,
    )
    try:
        text = str(made)
    except ReferenceNumberError as error:
        raise CalculationError(str(error)) from None
    return Calculated(
        name="dublinet-reference",
        values={"reference": text, "type": made.type, "priority": made.priority},
        rules=tuple(dict.fromkeys((*kind.rules, *first.rules))),
        cites=(kind.cite, *(part.strip() for part in first.cite.split(";")), "IR2055 5(4)" if group else "IR2055 5(3)"),
        steps=(
            CalculationStep(Bilingual("type of transmission", "soort verzending"), kind.outcome, kind.cite),
            CalculationStep(Bilingual("priority", "voorrang"), first.outcome, first.cite),
            CalculationStep(Bilingual("reference number", "kenmerk"), text, "IR2055 5(3)"),
        ),
    )


@calculation(
    "dublinet-reference-read",
    block="responsibility",
    question=Bilingual("What does a reference number say?", "Wat zegt een kenmerk?"),
    data=Bilingual("reference (as received)", "reference (zoals ontvangen)"),
    rules=("D-41",),
    cite="IR2055 5",
)
def reference_read(data: Mapping[str, Any], book: Book, on: date) -> Calculated:
    """The parts of a reference number as received. Source: IR2055 5."""
    try:
        found = read_reference(_text(data, "reference"))
    except ReferenceNumberError as error:
        raise CalculationError(str(error)) from None
    values: dict[str, Any] = {"sender": found.sender, "type": found.type, "priority": found.priority}
    if found.persons is not None and found.on is not None:
        values |= {"persons": found.persons, "on": found.on.isoformat()}
    else:
        values["national"] = found.national
    return Calculated(
        name="dublinet-reference-read", values=values, rules=("D-41",), cites=("IR2055 5(1)", "IR2055 5(2)", "IR2055 5(3)", "IR2055 5(4)"),
    )  # fmt: skip
