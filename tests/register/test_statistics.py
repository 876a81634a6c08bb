"""Statistics: cells counted from the facts, each person once. All persons are fictional."""

from __future__ import annotations

from datetime import date

import pytest
from register_home import WHO, applied, described, fact, family

from asylon.law.facts import Fact
from asylon.register import Register
from asylon.register.counted_persons import DECISIONS
from asylon.register.statistics import ITEMS, TABLES, Cell, as_csv, recent

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


def opened(register: Register, *facts: Fact) -> None:
    """The file of one fictional adult, described and with these facts."""
    register.open_case("NL", (described(at="2026-06-01"), *facts), **WHO)


def by_month(found: list[Cell]) -> list[tuple[str, str]]:
    return [(one.month, one.item) for one in found for _ in range(one.persons)]


def test_a_first_application_stays_one_when_a_subsequent_application_follows(register: Register) -> None:
    opened(
        register,
        *applied("2026-07-01T10:00:00+02:00", "2026-07-03T10:00:00+02:00"),
        fact("application_lodged", "2026-07-10"),
        fact("decision_taken", "2026-08-05", outcome="unfounded"),
        fact("decision_became_final", "2026-09-01"),
        *applied("2026-11-02T10:00:00+01:00", "2026-11-03T10:00:00+01:00"),
        fact("application_lodged", "2026-11-05", subsequent=True),
    )
    assert by_month(cells(register, "applications")) == [("2026-07", "FRST"), ("2026-11", "SUBSEQ")]


def test_a_first_registration_here_of_a_subsequent_application_is_no_first_application(register: Register) -> None:
    opened(register, *applied(), fact("application_lodged", "2026-11-22", subsequent=True))
    assert by_month(cells(register, "applications")) == [("2026-11", "SUBSEQ")]


def test_who_applies_twice_in_one_month_is_one_applicant_of_that_month(register: Register) -> None:
    again = fact("application_registered", "2026-11-21T10:00:00+01:00")
    opened(register, *applied(), again, fact("application_lodged", "2026-11-22", subsequent=True))
    assert by_month(cells(register, "applications")) == [("2026-11", "FRST")]


def test_what_another_member_state_registered_and_decided_is_not_counted_here(register: Register) -> None:
    opened(
        register,
        fact("application_registered", "2026-09-02T10:00:00+02:00", state="IT"),
        fact("decision_taken", "2026-10-05", outcome="unfounded", state="IT"),
    )
    for table in ("applications", "decisions", "pending"):
        assert cells(register, table) == []


def pending(register: Register) -> list[str]:
    return [one.month for one in cells(register, "pending") if one.persons]


SEPTEMBER = applied("2026-09-01T10:00:00+02:00", "2026-09-02T10:00:00+02:00")


def test_a_status_against_which_no_appeal_lies_ends_what_is_pending_and_subsidiary_protection_when_final(
    register: Register,
) -> None:
    opened(register, *SEPTEMBER, fact("decision_taken", "2026-10-05", outcome="refugee_status"))
    assert pending(register) == ["2026-09"]
    final = fact("decision_became_final", "2026-11-01")
    opened(register, *SEPTEMBER, fact("decision_taken", "2026-10-05", outcome="subsidiary_protection"), final)
    assert pending(register) == ["2026-09", "2026-10"]
    assert total(cells(register, "decisions"), item="GENCONV", month="2026-10") == 1


def test_who_applies_again_after_a_final_decision_is_pending_again(register: Register) -> None:
    opened(
        register,
        *SEPTEMBER,
        fact("decision_taken", "2026-09-20", outcome="unfounded"),
        fact("decision_became_final", "2026-10-10"),
        fact("application_made", "2026-11-15T10:00:00+01:00"),
    )
    assert pending(register) == ["2026-09", "2026-11"]


def test_who_is_transferred_away_is_no_longer_pending_and_who_is_transferred_here_is(register: Register) -> None:
    opened(register, *SEPTEMBER, fact("transferred", "2026-11-10", to="IT"))
    assert pending(register) == ["2026-09", "2026-10"]
    opened(
        register,
        fact("application_made", "2026-09-01T10:00:00+02:00", state="DE"),
        fact("transferred", "2026-11-12", to="NL", state="DE"),
    )
    assert pending(register) == ["2026-09", "2026-10", "2026-11"]


def test_requests_replies_and_transfers_stand_with_the_other_member_state(register: Register) -> None:
    opened(
        register,
        *applied("2026-10-01T10:00:00+02:00", "2026-10-02T10:00:00+02:00"),
        fact("take_charge_requested", "2026-10-21", to="FR"),
        fact("take_charge_replied", "2026-10-28", accepted=False),
        fact("take_charge_requested", "2026-11-01", to="IT"),
        fact("take_charge_replied", "2026-11-12", accepted=True),
        fact("transferred", "2026-11-20", to="IT"),
    )
    assert [(one.month, one.item, one.partner, one.persons) for one in cells(register, "dublin")] == [
        ("2026-10", "OUT_REFUSED", "FR", 1),
        ("2026-10", "OUT_TAKE_CHARGE", "FR", 1),
        ("2026-11", "OUT_ACCEPTED", "IT", 1),
        ("2026-11", "OUT_TAKE_CHARGE", "IT", 1),
        ("2026-11", "OUT_TRANSFERRED", "IT", 1),
    ]


def test_what_another_member_state_asks_and_transfers_is_incoming(register: Register) -> None:
    opened(
        register,
        fact("application_registered", "2026-10-02T10:00:00+02:00", state="DE"),
        fact("take_back_notified", "2026-10-21", state="DE", to="NL"),
        fact("take_back_replied", "2026-10-28", confirmed=True),
        fact("transferred", "2026-11-10", state="DE", to="NL"),
    )
    assert [(one.item, one.partner) for one in cells(register, "dublin")] == [
        ("IN_ACCEPTED", "DE"),
        ("IN_TAKE_BACK", "DE"),
        ("IN_TRANSFERRED", "DE"),
    ]


def test_what_two_other_member_states_ask_of_each_other_is_not_counted_here(register: Register) -> None:
    opened(
        register,
        fact("take_charge_requested", "2026-10-21", state="DE", to="FR"),
        fact("take_charge_replied", "2026-10-28", state="FR", accepted=True),
        fact("transferred", "2026-11-10", state="DE", to="FR"),
    )
    assert cells(register, "dublin") == []
    opened(register, *SEPTEMBER, fact("transferred", "2026-11-10", state="DE", to="FR"))
    assert pending(register) == ["2026-09", "2026-10", "2026-11"]


def test_a_month_that_has_not_begun_is_not_counted(register: Register) -> None:
    opened(register, *SEPTEMBER)
    assert [one.month for one in cells(register, "pending", until=date(2027, 3, 31))] == [
        "2026-09",
        "2026-10",
        "2026-11",
    ]


def test_every_item_that_is_counted_has_words(register: Register) -> None:
    found = {"applications", "decisions", "pending", "dublin"}
    assert set(ITEMS) == found
    assert set(DECISIONS.values()) | {"WITHDRAWN"} == set(ITEMS["decisions"])


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


def test_the_six_months_up_to_the_present_one_are_shown_where_none_are_asked_for() -> None:
    assert recent(date(2026, 11, 23)) == date(2026, 6, 1)
    assert recent(date(2027, 3, 31)) == date(2026, 10, 1)
