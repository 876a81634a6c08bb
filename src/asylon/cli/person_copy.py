"""A copy for the person concerned from the command line: whoever has the folder answers a request for access with it."""

from __future__ import annotations

from asylon.access.person_copy import person_copy, whole
from asylon.access.person_copy_shapes import written
from asylon.cli.folder import UNIT, caller
from asylon.cli.refusals import Refusal
from asylon.desk.copies import page
from asylon.register import Register


def copied(register: Register, number: str, person: str, *, purpose: str, form: str, lang: str) -> str:
    """The copy of a person as JSON or HTML; logged as such a reading first. Raises :class:`Refusal` for an unknown person."""
    record = register.case(number, actor=caller(), unit=UNIT, purpose=purpose, what="copy")
    position = register.positions_of(record).get(person)
    readings = register.read_by(record.id)
    try:
        made = person_copy(record, person, position, readings, whole(), register.book, lang, register.now())
    except KeyError:
        known = ", ".join(record.persons) or "nobody"
        raise Refusal(f"Nothing is held about {person} in {number}. The file holds: {known}.") from None
    if form == "html":
        return page(made, register.book.zone(record.state))
    return written(made).decode()
