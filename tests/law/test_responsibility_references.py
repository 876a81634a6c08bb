"""Reference numbers of DubliNet: what is written can be read, and what cannot be right is refused with a remedy."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.gazette import book
from asylon.law.calculations import CalculationError, calculate
from asylon.law.responsibility.ir2055_5_reference_numbers import TYPES, Reference, ReferenceNumberError, read_reference

BOOK = book()
SENDERS = st.sampled_from(("NL", "EL", "DE", "EUAA"))
KINDS = st.sampled_from(sorted(TYPES.outcomes))
NATIONAL = st.from_regex(r"[A-OQ-Za-z0-9][A-Za-z0-9./_-]{0,11}", fullmatch=True)


@given(SENDERS, KINDS, st.booleans(), NATIONAL)
def test_a_reference_number_is_read_back_as_it_was_written(sender, kind, priority, national):
    written = Reference(sender=sender, type=kind, priority=priority, national=national)
    assert read_reference(str(written)) == written


@given(SENDERS, st.integers(1, 400), st.dates(date(2026, 1, 1), date(2040, 12, 31)))
def test_a_group_is_read_back_with_its_number_and_its_day(sender, persons, day):
    written = Reference(sender=sender, type="09", persons=persons, on=day)
    assert read_reference(str(written)) == written


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "does not begin"),
        ("nl012026", "does not begin"),
        ("NL132026", "no type of transmission"),
        ("NL00P1", "no type of transmission"),
        ("NL01", "no national case number"),
        ("NL01P", "no national case number"),
        ("NL01 2026", "no national case number"),
        ("NL09G1231/02/2027", "no date"),
    ],
)
def test_what_is_no_reference_number_is_refused_with_what_to_write(text, told):
    with pytest.raises(ReferenceNumberError, match=told) as caught:
        read_reference(text)
    assert "write" in str(caught.value)


def test_a_national_number_that_would_be_read_as_priority_is_refused():
    with pytest.raises(ReferenceNumberError, match="would be read as priority"):
        str(Reference(sender="NL", type="01", national="P77"))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"sender": "NLD", "transmission": "take_charge", "national": "1"}, "no sender"),
        ({"sender": "NL", "transmission": "letter", "national": "1"}, "letter"),
        ({"sender": "NL", "national": "1"}, "give the transmission"),
        ({"sender": "NL", "transmission": "take_back", "persons": 12}, "group transfer"),
        ({"sender": 7, "transmission": "take_back", "national": "1"}, "give it as text"),
    ],
)
def test_a_calculation_of_a_reference_says_what_is_missing(data, told):
    with pytest.raises(CalculationError, match=told):
        calculate("dublinet-reference", data, BOOK, date(2026, 9, 1))
