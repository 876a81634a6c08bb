"""What began later is never due earlier, and a longer time never ends earlier: for every limit and in every golden file."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec
import pytest

from asylon.cases import load
from asylon.gazette import book
from asylon.law.chapters import load as load_law
from asylon.law.files import File, check_file, effective
from asylon.law.lengths import Length, Unit
from asylon.law.moments import Moment
from asylon.law.periods import count
from asylon.law.positions import position
from asylon.law.provisions import limits

load_law()
BOOK = book()
FIRST, LAST = date(2026, 6, 12), date(2029, 3, 4)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days)]
#: Holidays at Easter and New Year (NL), in every month (PL), on Orthodox dates (EL), with another zone and 15 August (PT).
STATES = ("NL", "PL", "EL", "PT")
LENGTHS = sorted({(str(BOOK.length(item.length, FIRST)), item.by) for item in limits()})


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("length", "by"), LENGTHS, ids=lambda value: str(value).replace(" ", "-"))
def test_every_length_of_the_law_that_begins_a_day_later_ends_no_day_earlier(length, by, state):
    calendar, parsed = BOOK.calendar(state), Length.parse(length)
    if parsed.unit is Unit.HOURS:
        zone = calendar.timezone
        starts = [datetime(2027, 3, 27, tzinfo=zone).astimezone() + timedelta(minutes=20 * step) for step in range(150)]
        starts += [
            datetime(2026, 10, 24, tzinfo=zone).astimezone() + timedelta(minutes=20 * step) for step in range(150)
        ]
        starts.sort()
    else:
        starts = DAYS[::3] if state != "NL" else DAYS
    ends = [count(start, parsed, by, calendar).end for start in starts]
    assert ends == sorted(ends)


@pytest.mark.parametrize(("length", "by"), LENGTHS, ids=lambda value: str(value).replace(" ", "-"))
def test_one_more_of_the_same_unit_never_ends_earlier(length, by):
    calendar, parsed = BOOK.calendar("NL"), Length.parse(length)
    longer = Length(parsed.count + 1, parsed.unit)
    for day in DAYS[::11]:
        start = datetime(day.year, day.month, day.day, 23, 40, tzinfo=calendar.timezone)
        assert count(start, parsed, by, calendar).end <= count(start, longer, by, calendar).end


ASKED = [
    (case, at)
    for case in load()
    if case.file.facts
    for at in sorted({fact.at.instant(BOOK.zone(case.file.state)) for fact in effective(case.file)})[-1:]
]


def _later(file, fact, by):
    """The file with one fact later by some days; None where that order of facts is impossible."""
    moved = msgspec.structs.replace(fact, at=Moment(fact.at.value + by))
    facts = tuple(moved if item is fact else item for item in effective(file))
    then = File(file.state, facts)
    return None if check_file(then, BOOK.zone(file.state), BOOK.applies) else then


def _ground(duty):
    """Which limit it is, for whom, from which fact, by which rows of the law and with which extensions."""
    extensions = duty.due.extensions if duty.due is not None else ()
    return duty.provision, duty.state, duty.started_by, duty.reasons, extensions


@pytest.mark.parametrize(("case", "at"), ASKED, ids=lambda value: getattr(value, "id", ""))
@pytest.mark.parametrize("days", [1, 3, 8])
def test_a_limit_whose_trigger_comes_later_is_never_due_earlier(case, at, days):
    later = timedelta(days=days)
    facts = {fact.id: fact for fact in effective(case.file)}
    for person, found in position(case.file, case.circumstances, at, BOOK).items():
        for started_by in dict.fromkeys(duty.started_by for duty in found.duties if duty.started_by in facts):
            then = _later(case.file, facts[started_by], later)
            if then is None:
                continue
            again = position(then, case.circumstances, at + later, BOOK).get(person)
            for duty in found.duties:
                if duty.started_by != started_by or again is None or duty.end is None:
                    continue
                # The same limit by the same rows: a later event may fall under another rule, and end earlier by that.
                same = [item for item in again.duties if _ground(item) == _ground(duty)]
                assert all(item.end >= duty.end for item in same), (person, duty.provision)
