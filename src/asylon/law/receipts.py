"""Receipts: proof of with which law and which inputs an answer was computed, so that it can be computed again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec

from asylon.law.circumstances import Circumstance
from asylon.law.files import File, write_circumstance, write_fact
from asylon.law.moments import Moment
from asylon.law.position import Position


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """Edition of the law, instant of the question, hashes (SHA-256, hexadecimal) of the inputs and of the result."""

    edition: str
    at: str
    inputs: str
    result: str


def _plain(value: Any) -> Any:
    if isinstance(value, (Moment, datetime, date)):
        return str(value) if isinstance(value, Moment) else value.isoformat()
    raise NotImplementedError(type(value))


def canonical(item: object) -> bytes:
    """The item as JSON with sorted keys: the same content gives the same bytes."""
    plain = msgspec.to_builtins(item, enc_hook=_plain, str_keys=True)
    return msgspec.json.encode(plain, order="sorted")


def receipt(
    file: File, circumstances: Sequence[Circumstance], at: datetime, positions: Mapping[str, Position]
) -> Receipt:
    """The receipt of an answer. The same facts, circumstances, instant and book give the same receipt."""
    inputs = {
        "state": file.state,
        "facts": [write_fact(fact) for fact in file.facts],
        "circumstances": [write_circumstance(item) for item in circumstances],
        "at": at.isoformat(),
    }
    result = dict(positions.items())
    edition = next(iter(positions.values())).edition if positions else ""
    return Receipt(
        edition=edition,
        at=at.isoformat(),
        inputs=hashlib.sha256(canonical(inputs)).hexdigest(),
        result=hashlib.sha256(canonical(result)).hexdigest(),
    )


class Checked(msgspec.Struct, frozen=True):
    """A receipt compared with the answer computed anew: whether inputs, edition and result are the same.

    Under another edition the hash of the result cannot be the same as it stands, because a position names its edition;
    ``result`` then says whether the answer is the same but for that name.
    """

    inputs: bool
    edition: bool
    result: bool


def check(
    given: Receipt, file: File, circumstances: Sequence[Circumstance], at: datetime, positions: Mapping[str, Position]
) -> Checked:
    """Compare a receipt with the positions of the same question, computed anew."""
    under_its_name = {
        person: msgspec.structs.replace(position, edition=given.edition) for person, position in positions.items()
    }
    again = receipt(file, circumstances, at, under_its_name)
    editions = {position.edition for position in positions.values()}
    return Checked(given.inputs == again.inputs, editions <= {given.edition}, given.result == again.result)
