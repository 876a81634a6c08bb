"""Fictional persons to test the register with, and short ways to say what happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from asylon import gazette
from asylon.law.book import Book
from asylon.law.facts import Fact
from asylon.law.files import read_fact
from asylon.register import CaseRecord, Register

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)


class Who(TypedDict):
    actor: str
    unit: str
    purpose: str


WHO = Who(actor="C. Example (fictional)", unit="asylum", purpose="test")


@cache
def the_book() -> Book:
    return gazette.book()


def fact(kind: str, at: str, person: str = "p1", **fields: Any) -> Fact:
    return read_fact({"kind": kind, "person": person, "at": at, **fields})


def described(person: str = "p1", born: str = "1990-01-01", at: str = "2026-11-10") -> Fact:
    return fact("person_described", at, person, name="Selam (fictional)", born=born, sex="female", nationality="ER")


def applied(made: str = "2026-11-18T10:00:00+01:00", registered: str = "2026-11-20T10:00:00+01:00") -> tuple[Fact, ...]:
    return (fact("application_made", made), fact("application_registered", registered))


Opens = Callable[..., Register]


def single(register: Register, **fields: Any) -> CaseRecord:
    """The file of one fictional adult who applied."""
    return register.open_case("NL", (described(**fields), *applied()), **WHO)


def family(register: Register) -> CaseRecord:
    """The file of a fictional mother with her child; both applied."""
    facts = (
        described("mother"),
        described("child", born="2015-05-05"),
        fact("family_link", "2026-11-10", "mother", other="child", relation="child"),
        *(
            fact(kind, at, person)
            for person in ("mother", "child")
            for kind, at in (
                ("application_made", "2026-11-18T10:00:00+01:00"),
                ("application_registered", "2026-11-20T10:00:00+01:00"),
            )
        ),
    )
    return register.open_case("NL", facts, **WHO)
