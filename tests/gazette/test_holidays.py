"""Public holidays and time zones of the Member States."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from asylon.gazette import book, holidays
from asylon.gazette.holidays import GazetteError, Override, calendar, edition, member_states, read_overrides
from asylon.law.counted import Counting
from asylon.law.lengths import Length
from asylon.law.periods import count

HEAD = "state,date,add_or_remove,name,source\n"


def test_there_are_twenty_seven_member_states_with_names_in_both_languages() -> None:
    states = member_states()
    assert len(states) == 27
    assert [state.code for state in states] == sorted({state.code for state in states})
    assert all(state.name["en"] and state.name["nl"] and ZoneInfo(state.zone) for state in states)


def test_greece_has_the_code_of_the_union() -> None:
    greece = next(state for state in member_states() if state.code == "EL")
    assert (greece.iso, greece.name_nl, greece.zone) == ("GR", "Griekenland", "Europe/Athens")
    assert calendar("EL").why_not_working(date(2026, 4, 13)) == "Easter Monday"
    with pytest.raises(LookupError, match="Greece is EL"):
        calendar("GR")


def test_the_union_has_a_calendar_that_knows_weekends_only() -> None:
    union = calendar("EU")
    assert union.zone == "Europe/Brussels"
    assert union.holidays == {}
    assert union.is_working_day(date(2026, 12, 25))
    assert union.why_not_working(date(2026, 12, 26)) == "saturday"
    assert book().calendar("EU") is union
    assert book().state_name("EU", "nl") == "de Europese Unie"
    assert "EU" not in book().states


@pytest.mark.parametrize("state", [state.code for state in member_states()])
def test_every_member_state_keeps_new_year_and_christmas_and_works_on_most_days(state: str) -> None:
    found = calendar(state)
    assert found.why_not_working(date(2027, 1, 1)) not in (None, "saturday", "sunday")
    assert found.why_not_working(date(2026, 12, 25)) not in (None, "saturday", "sunday")
    assert (found.first, found.last) == (date(2015, 1, 1), date(2045, 12, 31))
    for year in (2015, 2026, 2045):
        working = sum(
            found.is_working_day(date.fromordinal(day))
            for day in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
        )
        assert 238 <= working <= 256


@pytest.mark.parametrize(
    ("state", "day", "name"),
    [
        ("NL", date(2027, 4, 27), "King's Day"),
        ("NL", date(2027, 5, 5), "Liberation Day"),
        ("NL", date(2027, 3, 29), "Easter Monday"),
        ("DE", date(2028, 10, 3), "German Unity Day"),
        ("FR", date(2027, 7, 14), "National Day"),
        ("IE", date(2027, 3, 17), "Saint Patrick's Day"),
        ("IT", date(2027, 6, 2), "Republic Day"),
    ],
)
def test_well_known_holidays_are_in_the_calendar(state: str, day: date, name: str) -> None:
    assert calendar(state).why_not_working(day) == name


def test_the_great_prayer_day_is_a_danish_holiday_until_its_abolition() -> None:
    assert calendar("DK").why_not_working(date(2023, 5, 5)) is not None
    assert calendar("DK").why_not_working(date(2024, 4, 26)) is None


def test_a_swedish_limit_in_working_days_skips_only_the_weekend() -> None:
    counted = count(date(2026, 9, 11), Length.parse("3 working days"), Counting.REG_1182_71, calendar("SE"))
    assert counted.last_day == date(2026, 9, 16)


def test_the_same_limit_ends_on_different_days_in_different_member_states() -> None:
    ends = {
        state: count(date(2026, 12, 12), Length.parse("2 weeks"), Counting.APR_73, calendar(state)).last_day
        for state in ("NL", "BG")
    }
    assert ends == {"NL": date(2026, 12, 28), "BG": date(2026, 12, 29)}


def test_an_override_adds_or_removes_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = (
        Override("NL", date(2026, 9, 15), "add", "Day of Test", "fictional"),
        Override("NL", date(2027, 4, 27), "remove", "King's Day", "fictional"),
    )
    monkeypatch.setattr(holidays, "overrides", lambda: changed)
    found = calendar.__wrapped__("NL")
    assert found.why_not_working(date(2026, 9, 15)) == "Day of Test"
    assert found.is_working_day(date(2027, 4, 27))
    assert found.is_working_day(date(2027, 5, 5))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("GR,2026-09-15,add,A Day,a law\n", "line 2: 'GR' is not a Member State"),
        ("NL,2026-09-15,keep,A Day,a law\n", "line 2: write 'add' or 'remove'"),
        ("NL,15-9-2026,add,A Day,a law\n", "line 2"),
        ("NL,2026-09-15,add,A Day,\n", "needs a name and a source"),
    ],
)
def test_a_wrong_override_is_refused_with_its_line(line: str, message: str) -> None:
    with pytest.raises(GazetteError, match=message):
        read_overrides(HEAD + line)


def test_the_edition_names_the_library_and_our_own_data() -> None:
    assert edition().startswith("holidays-")
    assert len(edition().rpartition("+")[2]) == 12
