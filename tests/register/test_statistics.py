"""Statistics: cells counted from the facts, each person once. All persons are fictional."""

from __future__ import annotations

from datetime import date

import pytest
from register_home import WHO, applied, described, fact, family

from asylon.register import Register
from asylon.register.statistics import TABLES, Cell, as_csv

YEAR = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}


def cells(register: Register, name: str, **more: object) -> list[Cell]:
    return register.statistics(name, **{**YEAR, **more}, **WHO)  # type: ignore[arg-type]


def total(found: list[Cell], **where: str) -> int:
    return sum(one.persons for one in found if all(getattr(one, key) == value for key, value in where.items()))


def test_applicants_are_counted_by_citizenship_age_sex_and_month_of_registration(register: Register) -> None:
    family(register)
    found = cells(register, "applications")
    assert [(one.month, one.item, one.citizen, one.sex, one.age, one.persons) for one in found] == [
        ("2026-11", "FRST", "ER", "F", "Y35-64", 1),
        ("2026-11", "FRST", "ER", "F", "Y_LT14", 1),
    ]


@pytest.mark.parametrize(
    ("born", "group"),
    [("2012-11-21", "Y_LT14"), ("2012-11-20", "Y14-17"), ("2008-11-21", "Y14-17"), ("2008-11-20", "Y18-34"),
     ("1961-11-21", "Y35-64"), ("1961-11-20", "Y_GE65")],
)  # fmt: skip
def test_an_age_group_changes_on_the_birthday(register: Register, born: str, group: str) -> None:
    register.open_case("NL", (described(born=born), *applied()), **WHO)
    (cell,) = cells(register, "applications")
    assert cell.age == group


def test_a_second_application_of_the_same_person_is_counted_apart_and_once(register: Register) -> None:
    again = (
        fact("application_registered", "2026-11-21T10:00:00+01:00"),
        fact("application_lodged", "2026-11-22", subsequent=True),
    )
    register.open_case("NL", (described(), *applied(), *again), **WHO)
    found = cells(register, "applications")
    assert total(found, item="SUBSEQ") == 1
    assert total(found) == 1


def test_who_is_pending_at_the_end_of_a_month_is_no_longer_so_after_the_final_decision(register: Register) -> None:
    decided = (
        fact("application_lodged", "2026-09-03"),
        fact("decision_taken", "2026-10-05", outcome="refugee_status"),
        fact("decision_notified", "2026-10-06"),
        fact("decision_became_final", "2026-11-01"),
    )
    made = applied("2026-09-01T10:00:00+02:00", "2026-09-02T10:00:00+02:00")
    register.open_case("NL", (described(at="2026-09-01"), *made, *decided), **WHO)
    pending = cells(register, "pending", since=date(2026, 8, 1), until=date(2026, 11, 30))
    assert [one.month for one in pending] == ["2026-09", "2026-10"]
    assert total(cells(register, "decisions"), item="GENCONV", month="2026-10") == 1


def test_requests_and_transfers_stand_with_the_other_member_state(register: Register) -> None:
    sent = (
        fact("take_charge_requested", "2026-11-21", to="IT"),
        fact("take_charge_received", "2026-11-21"),
        fact("take_charge_replied", "2026-11-22", accepted=True),
    )
    register.open_case("NL", (described(), *applied(), *sent), **WHO)
    found = cells(register, "dublin")
    assert {(one.item, one.partner, one.persons) for one in found} == {
        ("TAKE_CHARGE_SENT", "IT", 1),
        ("ACCEPTED", "IT", 1),
    }


def test_what_was_withdrawn_or_erased_is_not_counted(register: Register) -> None:
    case = family(register)
    register.erase(case.id, "child", by="privacy officer", reason="retention ended")
    assert total(cells(register, "applications")) == 1


@pytest.mark.parametrize(("persons", "shown"), [(1, 0), (2, 0), (3, 5), (7, 5), (8, 10)])
def test_published_figures_are_rounded_to_five(register: Register, persons: int, shown: int) -> None:
    for _ in range(persons):
        register.open_case("NL", (described(), *applied()), **WHO)
    assert total(cells(register, "applications", rounded=True)) == shown


def test_every_table_has_words_and_the_columns_of_csv_stay(register: Register) -> None:
    assert set(TABLES) == {"applications", "decisions", "pending", "dublin"}
    assert next(iter(as_csv([]))) == "month,geo,item,citizen,sex,age,partner,persons\n"


def test_making_a_table_is_logged(register: Register) -> None:
    cells(register, "applications")
    assert [one.what for one in register.readings.all()] == ["statistics"]
