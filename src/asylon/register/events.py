"""Events: what was recorded, told to other programs as CloudEvents (1.0), without personal data.

An event says that something was recorded in which stream, at which version, when; of public facts also what. Whoever may
read the case then asks for it. The position in the log is the event's place: asking *after* it gives what came since.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asylon.register.log import Log
from asylon.register.stored import StoredFact, read_body

TYPE = "org.asylon.fact.recorded.v1"


def events(log: Log, *, after: int = 0, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The events after a position of the log, in order, at most ``limit``."""
    for fact in log.read_all(after + 1, limit):
        yield event(log.log_id, fact)


def event(log_id: str, fact: StoredFact) -> dict[str, Any]:
    """One recorded fact as a CloudEvent in JSON form."""
    told: dict[str, Any] = {"position": fact.position, "version": fact.version, "stream": fact.stream_kind}
    if not fact.sealed:
        told |= {"kind": fact.kind, "at": fact.at, "content": read_body(fact.body)}
    return {
        "specversion": "1.0",
        "id": f"{log_id}/{fact.position}",
        "source": f"urn:asylon:register:{log_id}",
        "type": TYPE,
        "subject": f"{fact.stream_kind}/{fact.stream_id}",
        "time": fact.recorded,
        "datacontenttype": "application/json",
        "data": told,
    }
