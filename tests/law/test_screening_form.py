"""The screening form: what it must hold, what is missing, and what the person does not see."""

from __future__ import annotations

import pytest

from asylon.law.border.scr_17_screening_form import FORM, copy_for_person, missing_parts
from asylon.law.citations import citations


def test_nine_parts_are_mandatory_and_four_are_filled_in_where_available():
    assert [part.mandatory for part in FORM] == [True] * 9 + [False] * 4
    assert all(part.words.en and part.words.nl for part in FORM)
    assert all(citations(part.cite)[0].act == "SCR" for part in FORM)


def test_an_empty_form_lacks_every_mandatory_part_in_the_order_of_the_article():
    assert [part.cite for part in missing_parts(())] == [f"SCR 17(1)({point})" for point in "abcdefghi"]


def test_a_form_with_all_mandatory_parts_lacks_nothing():
    assert missing_parts([part.id for part in FORM if part.mandatory]) == ()


def test_a_part_that_the_form_does_not_have_is_refused():
    with pytest.raises(ValueError, match="form_income"):
        missing_parts(["form_income"])


def test_the_copy_for_the_person_leaves_out_the_hits_and_nothing_else():
    form = {part.id: f"content of {part.id}" for part in FORM}
    assert set(form) - set(copy_for_person(form)) == {"form_hits"}


def test_identity_and_origin_are_the_parts_that_say_whether_they_are_confirmed_or_declared():
    assert [part.cite for part in FORM if part.marked] == ["SCR 17(1)(a)", "SCR 17(1)(b)"]
