"""What may be done with data whose processing is restricted (GDPR 18): kept, and used for what Article 18(2) allows.

``data/restriction.csv`` says of each purpose whether it goes on: *always* (the person asks; legal claims; the rights of another;
monitoring that an act demands), only where the own unit has an open *duty* in the file (an act lays it on the unit, mostly with
a date, and does not stop its time limits for a restriction: important public interest of the Union, and the person's own claim
in an administrative procedure), or *never*. Erasing is never done: the person may want the data kept (18(1)(b) and (c)).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from asylon.access.table import ACTIONS, PURPOSES, AccessTableError
from asylon.law.citations import Bilingual

Condition = Literal["always", "duty", "never"]

CONDITIONS: dict[str, Bilingual] = {
    "always": Bilingual("goes on", "gaat door"),
    "duty": Bilingual(
        "only for a unit with an open duty in the file", "alleen voor een eenheid met een open plicht in het dossier"
    ),
    "never": Bilingual("stops", "stopt"),
}

#: What is never done with restricted data, whatever the purpose.
NEVER = frozenset({"erase_person"})

REMEDY = Bilingual(
    "Until the restriction is lifted the data are kept, and used for legal claims, the rights of others, and by units with an "
    "open duty in the file (GDPR 18(2)). Ask the privacy officer.",
    "Tot de beperking is opgeheven worden de gegevens bewaard, en gebruikt voor rechtsvorderingen, de rechten van anderen, en "
    "door eenheden met een open plicht in het dossier (AVG 18, lid 2). Vraag het de privacyfunctionaris.",
)


class Line(msgspec.Struct, frozen=True):
    """A purpose while the processing is restricted, and the articles it rests on."""

    purpose: str
    while_restricted: Condition
    basis: str


@cache
def lines() -> tuple[Line, ...]:
    """Every purpose, in order. Raises :class:`AccessTableError` where a purpose is missing or a word is not known."""
    text = (files("asylon.access") / "data" / "restriction.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    if [row["purpose"] for row in rows if row["while_restricted"] in get_args(Condition)] != list(
        dict.fromkeys(row["purpose"] for row in rows)
    ) or {row["purpose"] for row in rows} != set(PURPOSES):
        raise AccessTableError("restriction.csv: each purpose stands there once, with always, duty or never")
    return tuple(msgspec.convert(row, Line) for row in rows)


def permits(action: str, purpose: str, *, open_duty: bool) -> bool:
    """Whether ``action`` may be done for ``purpose`` with restricted data; ``open_duty``: the own unit has one in the file."""
    if action in NEVER:
        return False
    condition = next(line.while_restricted for line in lines() if line.purpose == purpose)
    return condition == "always" or (condition == "duty" and open_duty)


def why_not(action: str, purpose: str) -> Bilingual:
    """Why it may not be done, for the one who asked."""
    words, wanted = ACTIONS[action], PURPOSES[purpose]
    if action in NEVER:
        return Bilingual(
            f"The processing of data in this file is restricted: nobody may {words.en} now",
            f"De verwerking van gegevens in dit dossier is beperkt: niemand mag nu {words.nl}",
        )
    return Bilingual(
        f"The processing of data in this file is restricted, and your unit has no open duty in it: you may not {words.en}"
        f" now (purpose: {wanted.en})",
        f"De verwerking van gegevens in dit dossier is beperkt, en uw eenheid heeft er geen open plicht in: u mag nu niet"
        f" {words.nl} (doel: {wanted.nl})",
    )


def purposes(condition: Condition) -> Iterable[str]:
    """The purposes of a condition."""
    return (line.purpose for line in lines() if line.while_restricted == condition)
