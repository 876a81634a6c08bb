"""Fictional files of the Netherlands, made from public figures. The same seed always gives the same files.

Counts by nationality, sex and age come from public statistics (:mod:`asylon.demonstration.figures`); every person,
name, official, event and decision is invented. No file describes anyone, and nothing here is an estimate of anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from asylon.demonstration import people, stories
from asylon.demonstration.chronicle import STATE, ZONE, Chronicle, DemonstrationFile

#: Everything the generator makes is fictional; doors show this on every page and every print.
FICTIONAL = True

#: The days that the demonstration tells of. They choose a period; what the law says of it stands in the gazette.
START = date(2026, 6, 12)
UNTIL = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)

#: Weight of a day of the week for arrivals, Monday first, and the hours between which persons are met (assumption).
_WEEK = (1.0, 1.0, 1.0, 1.0, 1.0, 0.6, 0.5)
_FIRST, _LAST = time(7, 0), time(20, 0)
#: The first facts of a file are recorded within this time after the arrival.
_SOON = timedelta(minutes=15)


def generate(
    seed: int = 20260612, persons: int = 5000, start: date = START, until: datetime = UNTIL
) -> Iterator[DemonstrationFile]:
    """Files with about ``persons`` fictional persons who arrive from ``start`` on, as they stand at ``until``.

    Files come in the order of their numbers, which is the order of arrival. No fact happened or was recorded after
    ``until``. Raises ``ValueError`` where ``until`` has no zone or leaves no time for an arrival.
    """
    if until.tzinfo is None:
        raise ValueError("the end of the demonstration needs a time zone")
    until = until.astimezone(ZONE)
    rng = Random(f"{seed}")
    compositions = people.compositions(rng, persons)
    arrivals = _arrivals(rng, len(compositions), start, until)
    for place, (composition, arrival) in enumerate(zip(compositions, arrivals, strict=True), start=1):
        number = f"{STATE}-{start.year}-{place:06d}"
        own = Random(f"{seed}/{place}")
        party = people.party(composition, number, arrival.date(), own)
        story, unit = stories.choose(own, party.kind)
        chronicle = Chronicle(number, party, story, unit, until, own)
        stories.STORIES[story](chronicle, arrival)
        yield chronicle.finish()


def _arrivals(rng: Random, count: int, start: date, until: datetime) -> list[datetime]:
    """Moments of arrival in order, fewer at weekends."""
    minutes = (_LAST.hour - _FIRST.hour) * 60
    days: list[tuple[datetime, int, float]] = []
    for number in range((until.date() - start).days + 1):
        day = start + timedelta(days=number)
        opens = datetime.combine(day, _FIRST, tzinfo=ZONE)
        room = min(minutes, int((until - _SOON - opens).total_seconds() // 60))
        if room > 0:
            days.append((opens, room, _WEEK[day.weekday()] * room / minutes))
    if not days:
        raise ValueError(f"between {start.isoformat()} and {until.isoformat()} there is no time for an arrival")
    drawn = rng.choices(days, weights=[weight for _, _, weight in days], k=count)
    return sorted(opens + timedelta(minutes=rng.randrange(room)) for opens, room, _ in drawn)
