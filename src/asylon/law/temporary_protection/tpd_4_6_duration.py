"""How long temporary protection lasts (Directive 2001/55/EC, Articles 4 and 6; Decision 2022/382 and its extensions).

One year; then, unless the Council ends it, two automatic stretches of six months; then as long as the Council prolongs,
by a year at most. For Decision 2022/382 the last days are dated data of the gazette. The text of the Directive was not
read: these rules are shown as unverified.
"""

from __future__ import annotations

from datetime import date, timedelta

from asylon.law.case import Case
from asylon.law.circumstances.temporary_protection import (
    TemporaryProtectionActivated,
    TemporaryProtectionProlonged,
    TemporaryProtectionTerminated,
)
from asylon.law.counted import Counted, Counting
from asylon.law.periods import extend, fixed


def lasts_until(case: Case, activated: TemporaryProtectionActivated) -> date:
    """The last day of protection under a Council decision, as the law stands on the day asked (TPD 4, 6).

    A stretch that begins by itself is counted in once the one before is over; the end found by the Council comes first.
    """
    begins = case.day(activated)
    until = _stretch(case, activated)
    ended = case.circumstances.last(TemporaryProtectionTerminated)
    if ended is not None and ended.at.day(case.zone) > begins:
        until = min(until, ended.at.day(case.zone) - timedelta(days=1))
    return until


def _stretch(case: Case, activated: TemporaryProtectionActivated) -> date:
    """The stretch of time in which the day asked lies, or the last one that was decided."""
    counted = case.count(activated.at, "temporary-protection", Counting.REG_1182_71, roll=False)
    half_year = _longer(case, counted, "temporary-protection-automatic")
    most = _longer(case, counted, "temporary-protection-automatic-most")
    decided = [
        item
        for item in case.circumstances.known(TemporaryProtectionProlonged)
        if item.at.day(case.zone) > counted.event_day
    ]
    if not decided:
        return next((_last(one) for one in (counted, half_year) if case.today <= _last(one)), _last(most))
    end = most
    for item in decided:
        longest = _longer(case, end, "temporary-protection-council")
        if item.until is not None and item.until < _last(longest):
            end = fixed(item.until, case.calendar)
        else:
            end = longest
    return _last(end)


def _longer(case: Case, counted: Counted, key: str) -> Counted:
    length = case.book.length(key, counted.event_day)
    return extend(counted, length, case.calendar, from_="nominal_end", roll=False)


def _last(counted: Counted) -> date:
    assert counted.last_day is not None
    return counted.last_day
