"""Return: the rule set can be replaced, and every length of detention and departure is what it says."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from asylon.gazette import book
from asylon.law.book import Dated
from asylon.law.files import read_file
from asylon.law.positions import position

BOOK = book()
ZONE = ZoneInfo("Europe/Amsterdam")


def ask(facts, at, law=BOOK):
    file, circumstances = read_file({"state": "NL", "facts": facts})
    return position(file, circumstances, at, law)["a"]


def staying(day="2027-03-01"):
    return [
        {
            "kind": "found_illegally_staying",
            "person": "a",
            "at": f"{day}T10:00:00+01:00",
            "unauthorised_crossing": False,
        }
    ]


def replaced(since: date):
    old = BOOK.parameters["return-rule-set"]
    values = (
        msgspec.structs.replace(old.values[0], until=since - timedelta(days=1)),
        Dated(value="a later Regulation", since=since),
    )
    parameters = {**BOOK.parameters, "return-rule-set": msgspec.structs.replace(old, values=values)}
    return BOOK.changed(parameters=parameters)


def test_the_directive_governs_as_long_as_the_gazette_names_it():
    found = ask(staying(), datetime(2027, 3, 2, tzinfo=ZONE))
    assert found.duty("issue-return-decision-illegal-stay") is not None


def test_another_rule_set_silences_the_directive_from_its_day_on_and_says_so():
    law = replaced(date(2027, 3, 2))
    before = ask(staying(), datetime(2027, 3, 1, 23, tzinfo=ZONE), law)
    after = ask(staying(), datetime(2027, 3, 2, 1, tzinfo=ZONE), law)
    assert before.duty("issue-return-decision-illegal-stay") is not None
    assert after.duty("issue-return-decision-illegal-stay") is None
    assert [item.rules for item in after.undetermined if item.question == "return-rules"] == [("RT-12",)]


@given(st.integers(7, 30), st.integers(0, 364))
def test_a_period_of_so_many_days_never_ends_before_them_and_only_moves_over_days_without_work(days, shift):
    granted = date(2027, 1, 4) + timedelta(days=shift)
    facts = [
        *staying("2027-01-04"),
        {"kind": "return_decision_issued", "person": "a", "at": granted.isoformat()},
        {"kind": "voluntary_departure_granted", "person": "a", "at": granted.isoformat(), "days": days},
    ]
    at = datetime(granted.year, granted.month, granted.day, 23, 30, tzinfo=ZONE)
    found = ask(facts, at)
    duty = found.duty("leave-voluntarily")
    assert duty is not None
    last = duty.due.last_day
    nominal = granted + timedelta(days=days)
    calendar = BOOK.calendar("NL")
    assert last >= nominal
    assert calendar.is_working_day(last)
    assert not any(calendar.is_working_day(nominal + timedelta(days=n)) for n in range((last - nominal).days))
    assert not any(item.provision == "voluntary-departure-out-of-range" for item in found.forbidden)


@given(st.integers(0, 364))
def test_detention_for_return_ends_on_the_same_date_six_months_later_or_on_the_last_of_the_month(shift):
    held = date(2027, 1, 1) + timedelta(days=shift)
    facts = [
        *staying("2027-01-01"),
        {"kind": "return_risk_found", "person": "a", "at": held.isoformat(), "risk": "hampering"},
        {"kind": "detained", "person": "a", "at": f"{held.isoformat()}T12:00:00+01:00", "ground": "return"},
    ]
    found = ask(facts, datetime(held.year, held.month, held.day, 23, 30, tzinfo=ZONE))
    last = found.duty("return-detention").due.last_day
    month = (held.month + 5) % 12 + 1
    assert last.month == month
    assert last.day == held.day or (last + timedelta(days=1)).day == 1
