"""Writes the log of a release for the tests to read for ever after. Run once for each release that changes a form::

python tests/register/first_release.py FOLDER

``postgres.sql`` beside it is what ``pg_dump --schema=asylon_log --inserts`` gave of the same log in that release's tables.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from asylon.register import Batch, NewFact, SqliteLog, Vault


def clock() -> datetime:
    return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def case(kind: str, at: str, person: str, **body: object) -> NewFact:
    body["person"] = person
    return NewFact(stream_kind="case", stream_id="5e1a", kind=kind, at=at, person=person, body=body)


def write(folder: Path) -> None:
    """A family file with an erased child, circumstances, a plan and the Council; everybody is fictional."""
    vault = Vault(folder / "vault.sqlite", clock)
    log = SqliteLog(folder / "register.sqlite", vault, clock)
    facts = (
        case("person_described", "2026-09-10", "p1", name="Selam (fictional)"),
        case("application_made", "2026-09-10T09:30:00+02:00", "p1", place="external_border"),
        case("person_described", "2026-09-10", "p2", name="Yonas (fictional)"),
        NewFact(
            stream_kind="circumstances",
            stream_id="NL",
            kind="capacity_notified",
            at="2026-06-12",
            body={"state": "NL", "places": 212},
        ),
        NewFact(stream_kind="plan", stream_id="NL", kind="milestone_set", at="2026-06-12", body={"block": 1}),
        NewFact(
            stream_kind="council",
            stream_id="jha-2024-06",
            kind="position_taken",
            at="2024-06-13",
            body={"by": "NL", "words": "vóór – één"},
        ),
    )
    log.append(Batch(facts=facts, actor="j.devries", unit="NL-IND", purpose="test", command_id="form-1"))
    registered = case("application_registered", "2026-09-11", "p1")
    log.append(Batch(facts=(registered,), actor="j.devries", unit="NL-IND", purpose="test"))
    vault.name("p1", "NL-2026-000001")
    vault.erase("p2", by="privacy officer", reason="retention ended")
    (folder / "head.txt").write_text(log.head().hash.hex() + "\n")
    log.close()
    vault.close()
    for waiting in (*folder.glob("*.queue"), *folder.glob("*.turn")):
        waiting.unlink()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
