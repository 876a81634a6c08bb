"""Linked persons: who is recorded first, in which order, and under which name decides nothing."""

from __future__ import annotations

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.cases import load
from asylon.gazette import book
from asylon.law.files import File, read_file
from asylon.law.position import Position
from asylon.law.positions import position

BOOK = book()
ZONE = ZoneInfo("Europe/Amsterdam")
AT = datetime(2026, 7, 20, 12, tzinfo=ZONE)

STATES = ("IT", "EL", "ES")
NAMES = ("a", "b", "c", "d")


def _told(found: Position) -> Position:
    """A position without what names persons."""
    return msgspec.structs.replace(found, person="")


def _family(entries: tuple[str, ...], births: tuple[int, ...], parents: int) -> list[dict[str, object]]:
    """Parents (the first ``parents``) and minor children, each entered through a State, all registered on one day."""
    facts: list[dict[str, object]] = []
    for number, (state, born) in enumerate(zip(entries, births, strict=True)):
        person = NAMES[number]
        year = 1980 + born if number < parents else 2012 + born
        facts += [
            {"kind": "person_described", "person": person, "at": "2026-07-06", "born": f"{year}-03-03"},
            {"kind": "irregular_entry", "person": person, "at": "2026-05-02", "state": state},
            {"kind": "application_registered", "person": person, "at": "2026-07-06T11:00:00+02:00"},
        ]
    if parents > 1:
        facts.append(_link("a", "b", "spouse"))
    facts += [
        _link(NAMES[child], NAMES[parent], "parent")
        for child in range(parents, len(entries))
        for parent in range(parents)
    ]
    return [{**fact, "id": f"x{number}"} for number, fact in enumerate(facts)]


def _link(person: str, other: str, relation: str) -> dict[str, object]:
    return {
        "kind": "family_link", "person": person, "at": "2026-07-06", "other": other, "relation": relation,
        "existed_before_arrival": True,
    }  # fmt: skip


def _positions(facts: list[dict[str, object]]) -> dict[str, Position]:
    file, _ = read_file({"state": "NL", "facts": facts})
    return position(file, (), AT, BOOK)


FAMILIES = st.integers(1, 2).flatmap(
    lambda parents: st.integers(parents, 4).flatmap(
        lambda size: st.tuples(
            st.tuples(*(st.sampled_from(STATES) for _ in range(size))),
            st.tuples(*(st.integers(0, 4) for _ in range(size))),
            st.just(parents),
        )
    )
)


@given(FAMILIES, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_neither_the_order_of_facts_nor_that_of_persons_changes_a_position(family, shuffler):
    facts = _family(*family)
    before = _positions(facts)
    shuffled = list(facts)
    shuffler.shuffle(shuffled)
    assert _positions(shuffled) == before


@given(FAMILIES, st.permutations(("w", "x", "y", "z")))
@settings(max_examples=60, deadline=None)
def test_other_names_give_the_same_positions(family, names):
    facts = _family(*family)
    renamed = dict(zip(NAMES, names, strict=True))
    other = [
        {key: renamed[str(value)] if key in ("person", "other") else value for key, value in fact.items()}
        for fact in facts
    ]
    before, after = _positions(facts), _positions(other)
    for person, found in before.items():
        assert _told(after[renamed[person]]) == _told(found)


@given(FAMILIES)
@settings(max_examples=80, deadline=None)
def test_a_family_registered_together_is_never_separated(family):
    found = _positions(_family(*family))
    indicated = {one.responsible.state if one.responsible else None for one in found.values()}
    assert len(indicated) == 1


def test_the_largest_number_decides_and_otherwise_the_oldest():
    for entries in product(STATES, repeat=3):
        found = _positions(_family(entries, (0, 1, 0), 2))
        numbers = {state: entries.count(state) for state in entries}
        most = [state for state, number in numbers.items() if number == max(numbers.values())]
        expected = most[0] if len(most) == 1 else entries[0]
        assert {one.responsible.state for one in found.values()} == {expected}, entries


def test_in_the_golden_cases_the_order_of_persons_decides_nothing():
    for case in load():
        if case.path != "responsibility/families.yaml":
            continue
        facts = [
            msgspec.structs.replace(fact, id=fact.id or f"f{n}") for n, fact in enumerate(case.file.facts, start=1)
        ]
        turned = sorted(facts, key=lambda fact: (fact.person, facts.index(fact)), reverse=False)[::-1]
        turned.sort(key=lambda fact: fact.at.instant(ZONE))
        for ask in case.ask:
            at = datetime.fromisoformat(f"{ask.at}T12:00:00+02:00")
            before = position(File(case.file.state, tuple(facts)), case.circumstances, at, BOOK)
            after = position(File(case.file.state, tuple(turned)), case.circumstances, at, BOOK)
            for person, found in before.items():
                assert after[person].responsible == found.responsible, (case.id, person)
                assert {item.question for item in after[person].undetermined} == {
                    item.question for item in found.undetermined
                }, (case.id, person)
