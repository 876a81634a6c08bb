"""The same input in another order, by other processes, in another database: the same answers. All persons are fictional."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import msgspec
from register_home import NOW, WHO, applied, described, fact, the_book

from asylon.law.facts import Fact
from asylon.law.receipts import canonical
from asylon.register import CaseQuery, DemonstrationClock, InboxQuery, Register, verify

NUMBERS = tuple(f"NL-2026-{serial:06d}" for serial in range(1, 13))


def facts_of(number: str) -> tuple[Fact, ...]:
    """The facts of a case, worked out from its number."""
    serial = int(number[-2:])
    facts = [described(born=f"{1985 + serial}-0{1 + serial % 9}-1{serial % 10}"), *applied()]
    if serial % 3 == 0:
        facts.append(fact("eurodac_hit", "2026-11-20", recorded_by="IT", recorded_under="24"))
    if serial % 4 == 0:
        facts.append(fact("application_lodged", "2026-11-21"))
    return tuple(facts)


def opened(folder: Path, database: str) -> Register:
    return Register.open(folder, the_book(), DemonstrationClock(folder / "clock.json", NOW), database=database)


def recorded(folder: Path, database: str, numbers: tuple[str, ...]) -> None:
    """Record cases: each in two steps, so that the facts of several lie among each other in the log."""
    register = opened(folder, database)
    made = {number: register.open_case("NL", facts_of(number)[:2], number=number, **WHO).id for number in numbers}
    for number in reversed(numbers):
        register.record(made[number], facts_of(number)[2:], **WHO)
    register.close()


def by_processes(folder: Path, database: str, shares: tuple[tuple[str, ...], ...]) -> None:
    """Record the shares beside each other, each in a process of its own."""
    opened(folder, database).close()
    children = []
    for share in shares:
        child = os.fork()
        if child == 0:
            try:
                recorded(folder, database, share)
            except BaseException:
                os._exit(1)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)


def told(folder: Path, database: str) -> str:
    """A digest of all that the register tells: positions, lists, counts and statistics, not how they lie in the log."""
    register = opened(folder, database)
    assert verify(register.log).ok
    register.rebuild()
    parts: list[object] = []
    for row in register.cases(CaseQuery(limit=200)).rows:
        held = register.positions(row.case_id)
        parts.append(
            [
                row.number,
                row.route,
                str(row.next_due),
                {person: canonical(one).decode() for person, one in held.items()},
            ]
        )
    duties = [
        (row.number, row.person, row.provision, row.status, str(row.due), row.unit)
        for row in register.inbox(InboxQuery(limit=200)).rows
    ]
    parts += [sorted(duties), msgspec.to_builtins(register.inbox_counts()), msgspec.to_builtins(register.duty_counts())]
    parts.append(
        [
            msgspec.to_builtins(cell)
            for cell in register.statistics("applications", since=date(2026, 11, 1), until=date(2026, 11, 30), **WHO)
        ]
    )
    register.close()
    return hashlib.sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()


def test_the_order_the_processes_and_the_database_change_nothing_that_is_told(tmp_path: Path, postgres: str) -> None:
    recorded(tmp_path / "in order", "", NUMBERS)
    recorded(tmp_path / "backwards", "", NUMBERS[::-1])
    by_processes(tmp_path / "side by side", "", (NUMBERS[::2], NUMBERS[1::2]))
    by_processes(tmp_path / "in the database", postgres, (NUMBERS[1::2][::-1], NUMBERS[::2]))
    found = {
        told(tmp_path / "in order", ""),
        told(tmp_path / "backwards", ""),
        told(tmp_path / "side by side", ""),
        told(tmp_path / "in the database", postgres),
    }
    assert len(found) == 1
