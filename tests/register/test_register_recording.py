"""Recording in the register: all or nothing, numbered, once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from register_home import WHO, Opens, applied, described, fact, family, single

from asylon.law.files import InputError
from asylon.register import (
    CommandReusedError,
    ConcurrencyError,
    InvalidFactError,
    PersonErasedError,
    Register,
    UnknownCaseError,
)


def test_a_new_case_gets_the_next_free_number_of_the_year(register: Register) -> None:
    assert [single(register).number for _ in range(3)] == ["NL-2026-000001", "NL-2026-000002", "NL-2026-000003"]
    register.move_clock(register.now() + timedelta(days=40))
    assert single(register).number == "NL-2027-000001"


def test_a_case_can_be_opened_under_a_given_number_once(register: Register) -> None:
    case = register.open_case("NL", (described(),), number="NL-2026-004217", **WHO)
    assert register.find("nl-2026-004217") == case.id
    with pytest.raises(InvalidFactError, match="taken"):
        register.open_case("NL", (described(),), number="NL-2026-004217", **WHO)
    assert single(register).number == "NL-2026-004218"


@pytest.mark.parametrize("number", ["4217", "BE-2026-000001", "NL-26-1", ""])
def test_what_is_no_number_of_the_member_state_is_refused(register: Register, number: str) -> None:
    with pytest.raises(InvalidFactError):
        register.open_case("NL", (described(),), number=number, **WHO)
    assert register.cases().rows == ()


def test_the_reference_of_a_case_does_not_show_its_number(register: Register) -> None:
    case = single(register)
    stored = register.log.read("case", case.id)
    assert stored
    assert all(b"000001" not in fact.body and fact.kind == "" and fact.at == "" for fact in stored)


def test_recording_tells_the_positions_before_and_after(register: Register) -> None:
    case = single(register)
    recorded = register.record(case.id, (fact("application_lodged", "2026-11-23"),), expected=3, **WHO)
    before, after = recorded.before["p1"].duty("lodging"), recorded.after["p1"].duty("lodging")
    assert before is not None
    assert after is not None
    assert (before.status, after.status) == ("open", "met")
    assert recorded.case.version == 4
    assert recorded.case.entries[-1].actor == WHO["actor"]


def test_facts_get_the_next_free_reference_and_the_member_state_of_the_file(register: Register) -> None:
    case = register.open_case("NL", (described(), fact("application_made", "2026-11-18", id="f9")), **WHO)
    assert [(one.id, one.state) for one in case.file.facts] == [("f1", "NL"), ("f9", "NL")]
    more = register.record(case.id, (fact("application_registered", "2026-11-20T10:00:00+01:00"),), **WHO)
    assert more.case.file.facts[-1].id == "f3"
    with pytest.raises(InputError, match="taken in the file"):
        register.record(case.id, (fact("representative_appointed", "2026-11-20", id="f9"),), **WHO)


def test_an_impossible_order_stores_nothing(register: Register) -> None:
    case = single(register)
    with pytest.raises(InputError) as refused:
        register.record(case.id, (fact("application_lodged", "2026-11-12"),), **WHO)
    assert "APR 27-28" in str(refused.value)
    assert register.case(case.id, **WHO).version == 3
    assert register.log.head().position == 3


def test_a_correction_of_nothing_stores_nothing(register: Register) -> None:
    case = single(register)
    wrong = fact("fact_withdrawn", "2026-11-21", withdraws="f99", reason="entered twice")
    with pytest.raises(InputError):
        register.record(case.id, (wrong,), **WHO)
    assert register.log.head().position == 3


def test_one_bad_fact_among_good_ones_stores_none_of_them(register: Register) -> None:
    case = single(register)
    facts = (fact("representative_appointed", "2026-11-21"), fact("application_lodged", "2026-11-12"))
    with pytest.raises(InputError):
        register.record(case.id, facts, **WHO)
    assert register.log.head().position == 3


def test_a_file_that_moved_on_refuses_a_writer_who_had_not_seen_it(register: Register) -> None:
    case = single(register)
    register.record(case.id, (fact("representative_appointed", "2026-11-21"),), expected=3, **WHO)
    digest = register.projections.digest()
    with pytest.raises(ConcurrencyError) as refused:
        register.record(case.id, (fact("application_lodged", "2026-11-23"),), expected=3, **WHO)
    assert refused.value.actual == 4
    assert register.log.head().position == 4
    assert register.projections.digest() == digest


def test_of_several_writers_who_saw_the_same_version_one_records(register: Register) -> None:
    case = single(register)
    outcomes: list[str] = []
    together = threading.Barrier(4)

    def write() -> None:
        together.wait()
        try:
            register.record(case.id, (fact("representative_appointed", "2026-11-21"),), expected=3, **WHO)
            outcomes.append("recorded")
        except ConcurrencyError:
            outcomes.append("refused")

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(outcomes) == ["recorded", "refused", "refused", "refused"]
    assert register.case(case.id, **WHO).version == 4


def test_cases_opened_at_the_same_moment_get_different_numbers(register: Register) -> None:
    numbers: list[str] = []

    def write() -> None:
        numbers.extend(single(register).number for _ in range(3))

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(numbers) == [f"NL-2026-{serial:06d}" for serial in range(1, 10)]
    assert len(register.cases().rows) == 9


def test_a_command_sent_twice_records_once(register: Register) -> None:
    case = single(register)
    lodged = (fact("application_lodged", "2026-11-23"),)
    first = register.record(case.id, lodged, expected=3, command_id="once", **WHO)
    register.record(case.id, (fact("representative_appointed", "2026-11-21"),), **WHO)
    again = register.record(case.id, lodged, expected=3, command_id="once", **WHO)
    assert (again.before, again.after) == (first.before, first.after)
    assert register.log.head().position == 5
    with pytest.raises(CommandReusedError):
        register.record(case.id, (fact("application_lodged", "2026-11-22"),), command_id="once", **WHO)


def test_opening_a_case_twice_by_one_command_opens_it_once(register: Register) -> None:
    facts = (described(), *applied())
    first = register.open_case("NL", facts, command_id="once", **WHO)
    assert register.open_case("NL", facts, command_id="once", **WHO).number == first.number
    assert len(register.cases().rows) == 1
    with pytest.raises(CommandReusedError):
        register.open_case("NL", (described(born="1991-01-01"), *applied()), command_id="once", **WHO)


def test_recording_without_saying_who_records_is_refused(register: Register) -> None:
    case = single(register)
    with pytest.raises(InvalidFactError):
        register.record(case.id, (fact("application_lodged", "2026-11-23"),), actor="", unit="asylum", purpose="test")
    assert register.log.head().position == 3


def test_there_is_no_recording_in_a_case_that_does_not_exist(register: Register) -> None:
    with pytest.raises(UnknownCaseError):
        register.record("NL-2026-009999", (fact("application_lodged", "2026-11-23"),), **WHO)


def test_a_family_is_one_file_and_everybody_in_it_has_a_key(register: Register) -> None:
    case = family(register)
    assert case.persons == ("mother", "child")
    keys = {stored.key_id for stored in register.log.read("case", case.id)}
    assert len(keys) == 2
    assert [(one.person, one.children) for one in case.summary] == [("mother", 1), ("child", 0)]
    assert set(register.positions(case.id)) == {"mother", "child"}


def test_about_an_erased_person_nothing_is_recorded(register: Register) -> None:
    case = single(register)
    register.erase(case.id, "p1", by="privacy officer", reason="retention ended")
    with pytest.raises(PersonErasedError):
        register.record(case.id, (fact("application_lodged", "2026-11-23"),), **WHO)


def test_what_one_process_records_another_lists_at_once(register: Register, opens: Opens) -> None:
    other = opens()
    case = single(register)
    assert [row.number for row in other.cases().rows] == [case.number]
    assert other.inbox().rows == register.inbox().rows
    assert single(other).number == "NL-2026-000002"
