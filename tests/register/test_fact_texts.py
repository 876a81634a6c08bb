"""The short way from a seal to a fact says the same as the careful one, or leaves the file to it. All persons are fictional."""

from __future__ import annotations

from types import SimpleNamespace

import msgspec
import pytest
from register_home import WHO, applied, described, family, single

from asylon.law.files import read_fact
from asylon.register import Batch, NewFact, Register, SealBrokenError, bulk_import
from asylon.register.casefiles import CaseState
from asylon.register.fact_texts import FactTexts, Plain
from asylon.register.upcasting import Upcasting

ODD = (
    'Brackets {and} [more] "quoted"',
    "Back\\slash",
    '{"_origin":{},',
    'ends in one \\"},',
    "Ünïcode – één",
    "}",
    "x},",
    'x},"person":"p2',
)


def in_short(register: Register, case_id: str) -> Plain | None:
    """What the short way reads of a case; None where it leaves it."""
    streams = register.log.read_sealed("case", [case_id])
    return FactTexts(register.log, "case", streams.values()).read(streams[case_id])


def same(register: Register, case_id: str) -> CaseState:
    """The case as computed from, which is what is shown of it."""
    (state,) = register.files.states([case_id])
    shown = register.files.record(register.files.stored(case_id))
    assert all(getattr(shown, name) == getattr(state, name) for name in state.__struct_fields__)
    return state


def test_a_plain_file_is_read_the_short_way(register: Register) -> None:
    case = family(register)
    read = in_short(register, case.id)
    assert read is not None
    assert tuple(read.facts) == case.file.facts
    same(register, case.id)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_is_read_as_it_was_given_whichever_way(register: Register, name: str) -> None:
    facts = (read_fact({"kind": "person_described", "person": "p1", "at": "2026-11-10", "name": name}), *applied())
    case = register.open_case("NL", facts, **WHO)
    assert same(register, case.id).file.facts[0].name == name  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_of_who_recorded_a_fact_elsewhere_changes_nothing_of_the_fact(
    register: Register, name: str
) -> None:
    facts = (described(), *applied())
    event = SimpleNamespace(recorded=register.now(), actor=name, unit=name)
    file = SimpleNamespace(number="NL-2026-000077", facts=facts, events=[event] * len(facts))
    bulk_import(register, [file], state="NL")
    case_id = register.find("NL-2026-000077")
    assert case_id is not None
    assert [type(fact) for fact in same(register, case_id).file.facts] == [type(fact) for fact in facts]


def test_a_file_of_which_somebody_was_erased_is_left_to_the_careful_way(register: Register) -> None:
    case = family(register)
    register.erase(case.id, "child", by="privacy officer", reason="retention ended")
    assert in_short(register, case.id) is None
    assert same(register, case.id).persons == ("mother",)


def test_a_fact_of_an_older_form_is_left_to_the_careful_way(register: Register) -> None:
    case = single(register)
    later = Upcasting()
    later.upcaster("application_made", 1)(lambda body: body | {"place": "territory"})
    register.log.upcasting = later
    assert in_short(register, case.id) is None
    assert same(register, case.id).file.facts[1].place == "territory"  # type: ignore[attr-defined]


def test_a_body_that_no_kind_has_is_left_to_the_careful_way(register: Register) -> None:
    case = single(register)
    stream = register.files.stream(case.id)
    for kind, body in (("application_made", {"person": "p1", "stranger": 1}), ("no_such_kind", {"person": "p1"})):
        odd = NewFact(
            stream_kind="case", stream_id=stream.id, kind=kind, at="2026-11-21", body=body, person=f"{stream.id}/p1"
        )
        register.log.append(Batch(facts=(odd,), **WHO))
        assert in_short(register, case.id) is None


def test_a_broken_seal_is_said(register: Register) -> None:
    case, other = single(register), single(register)
    streams = register.log.read_sealed("case", [case.id, other.id])
    rows = streams[case.id]
    moved = [rows[0], (*rows[1][:-1], rows[2][-1]), *rows[2:]]
    texts = FactTexts(register.log, "case", streams.values())
    assert texts.read(moved) is None  # type: ignore[arg-type]
    assert texts.read(rows) is not None
    stored = register.files.stored(case.id)
    with pytest.raises(SealBrokenError):
        register.log.open(msgspec.structs.replace(stored[1], body=stored[2].body))
