"""Events: what was recorded, told to other programs as CloudEvents (1.0), with the least that each receiver needs.

An event of public facts (circumstances) says what was recorded, where and when. An event of a case says, to everybody, only
that something was recorded in some case: its reference stands for one person or family, and when and how often their file
changes tells about them. Only to whom the case is on the own list may its number be told, with its version and the moment;
that receiver then asks for the case by its number. The position in the log is the event's place: asking *after* it gives
what came since.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asylon.register.log import Log
from asylon.register.stored import StoredFact, read_body

TYPE = "org.asylon.fact.recorded.v1"


def events(log: Log, *, after: int = 0, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The events after a position of the log, in order, at most ``limit``, as told to who may know of no case."""
    for fact in log.read_all(after + 1, limit):
        yield event(log.log_id, fact)


def event(log_id: str, fact: StoredFact, number: str = "") -> dict[str, Any]:
    """One recorded fact as a CloudEvent in JSON form. ``number`` is that of its case, where the receiver may know of it."""
    told: dict[str, Any] = {
        "specversion": "1.0",
        "id": f"{log_id}/{fact.position}",
        "source": f"urn:asylon:register:{log_id}",
        "type": TYPE,
        "datacontenttype": "application/json",
        "data": {"position": fact.position, "stream": fact.stream_kind},
    }
    if number or not fact.sealed:
        told["subject"] = f"{fact.stream_kind}/{number or fact.stream_id}"
        told["time"] = fact.recorded
        told["data"]["version"] = fact.version
    if not fact.sealed:
        content = read_body(fact.body)
        # Who recorded it first, in the register it was taken over from.
        content.pop("_origin", None)
        told["data"] |= {"kind": fact.kind, "at": fact.at, "content": content}
    return told
