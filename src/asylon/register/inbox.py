"""Lists: the inbox of duties, their counts, and the list of cases. Paged by key, so every row comes once."""

from __future__ import annotations

import base64
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from asylon.law.citations import Bilingual
from asylon.register.casefiles import PersonSummary
from asylon.register.errors import RegisterError
from asylon.register.open_duties import Within, due_by
from asylon.register.rows import micros, moment_of
from asylon.register.storage import Storage

MOST_ROWS = 1000


class InboxQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which open duties. Empty: all. ``state`` is the Member State that must act, ``kept_by`` the one that keeps the
    file; ``minors``: only in files with an unaccompanied minor; ``blocks``: only of these building blocks (None: of all).

    ``when``: ``late`` (the moment has passed), ``today`` and ``week`` (still to come, before the end of the
    calendar day or week), ``all``. ``after`` is the cursor of the page before, ``limit`` the rows of a page.
    """

    unit: str = ""
    block: str = ""
    route: str = ""
    when: str = "all"
    state: str = ""
    provision: str = ""
    kept_by: str = ""
    minors: bool = False
    blocks: frozenset[str] | None = None
    after: str = ""
    limit: int = 50


class DutyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One duty of one person.

    ``due`` is the first instant at which it is overdue, ``due_day`` the last day on which it is in time (None for
    a limit in hours). ``status`` is as of the question: ``late`` is derived. ``about`` says who the person is.
    ``restricted``: the processing of somebody's data in the file is restricted (GDPR 18); ``closed``: see :meth:`emptied`.
    """

    case_id: str
    number: str
    person: str
    provision: str
    block: str
    who: str
    unit: str
    state: str
    route: str
    status: str
    due: datetime | None
    due_day: date | None
    in_time: bool | None
    about: PersonSummary
    persons: int
    restricted: bool = False
    closed: bool = False

    def emptied(self) -> DutyRow:
        """The line where nothing of the file may be told: that there is one, under its number."""
        return DutyRow(
            case_id=self.case_id,
            number=self.number,
            person="",
            provision="",
            block="",
            who="",
            unit="",
            state="",
            route="",
            status="",
            due=None,
            due_day=None,
            in_time=None,
            about=PersonSummary(""),
            persons=0,
            restricted=True,
            closed=True,
        )

    @property
    def by(self) -> date | datetime | None:
        """What to show as the date: the last day in time, or the moment of a limit in hours."""
        return self.due_day or self.due


class InboxPage(msgspec.Struct, frozen=True):
    """A page of duties; ``next`` is the cursor of the following one, empty where there is none."""

    rows: tuple[DutyRow, ...]
    next: str


class Counts(msgspec.Struct, frozen=True):
    """How many duties are late, due today, due this week (today's among them), and open in all (late among them)."""

    late: int
    today: int
    week: int
    all: int


class CaseQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which cases: ``text`` is a number or a part of one. ``problem``: only files the rules could not read.

    ``state`` keeps the file, ``unit`` has a task in it, ``minors``: only with an unaccompanied minor. ``ids``, where given: only
    those of these references.
    """

    text: str = ""
    ids: tuple[str, ...] = ()
    route: str = ""
    problem: bool = False
    state: str = ""
    unit: str = ""
    minors: bool = False
    after: str = ""
    limit: int = 50


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """One case. ``persons`` counts them; ``next_due`` and ``next_day`` are as in :class:`DutyRow`, of its next duty,
    ``restricted`` and ``closed`` too.

    ``problem`` says why no position could be computed; empty where one was.
    """

    case_id: str
    number: str
    state: str
    version: int
    route: str
    persons: int
    opened: datetime
    next_due: datetime | None
    next_day: date | None
    summary: tuple[PersonSummary, ...]
    problem: str
    closed: bool = False

    @property
    def restricted(self) -> bool:
        """Whether the processing of somebody's data in the file is restricted (GDPR 18)."""
        return any(one.restricted for one in self.summary)

    def emptied(self) -> CaseRow:
        """The line where nothing of the file may be told: that there is one, under its number, and when it was opened."""
        return CaseRow(
            case_id=self.case_id,
            number=self.number,
            state=self.state,
            version=0,
            route="",
            persons=0,
            opened=self.opened,
            next_due=None,
            next_day=None,
            summary=(),
            problem="",
            closed=True,
        )

    @property
    def by(self) -> date | datetime | None:
        """What to show as the next date: the last day in time, or the moment of a limit in hours."""
        return self.next_day or self.next_due


class CasePage(msgspec.Struct, frozen=True):
    """A page of cases; ``next`` is the cursor of the following one, empty where there is none."""

    rows: tuple[CaseRow, ...]
    next: str


class DutyCounts(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the duties of a provision: met in time, met late, open in time, late, lapsed.

    ``met`` counts those met without a date to be in time for.
    """

    met_in_time: int = 0
    met_late: int = 0
    met: int = 0
    open: int = 0
    late: int = 0
    lapsed: int = 0


class CaseReach(msgspec.Struct, frozen=True, kw_only=True):
    """What decides who may see a case: the Member State that keeps it, the units with an open or fulfilled task in it,
    whether it holds an unaccompanied minor, its persons as the register knows them, whether the processing of somebody's data
    in it is restricted, and the units with an open duty in it."""

    state: str = ""
    units: frozenset[str] = frozenset()
    minors: bool = False
    persons: frozenset[str] = frozenset()
    restricted: bool = False
    pending: frozenset[str] = frozenset()


class KeptTooLong(msgspec.Struct, frozen=True, kw_only=True):
    """A person of a case whose last period of keeping has ended, and when; ``restricted``: the processing of the data is
    restricted, so that they are kept all the same (GDPR 18)."""

    case_id: str
    number: str
    person: str
    ended: datetime
    restricted: bool = False


class UnknownPageError(RegisterError):
    """A cursor or filter that this register did not give."""

    def __init__(self, where: str) -> None:
        super().__init__(
            Bilingual("This page of the list does not exist", "Deze pagina van de lijst bestaat niet"),
            where,
            Bilingual("Go back to the beginning of the list.", "Ga terug naar het begin van de lijst."),
        )


_DUTY = """duty.file, duty.person, duty.provision, duty.number, duty.block, duty.who, duty.unit, duty.state,
           duty.route, duty.status, duty.due, duty.day, duty.in_time,
           cases.case_id, cases.number AS case_number, cases.summary, cases.persons"""

Value = str | int
_summaries = msgspec.json.Decoder(tuple[PersonSummary, ...]).decode


def inbox(storage: Storage, query: InboxQuery, now: datetime, zone: ZoneInfo) -> InboxPage:
    """The open duties that fit ``query``, by moment due; those without a date come last."""
    where = ["duty.status = 'open'"]
    values: list[Value] = []
    for field in ("unit", "block", "route", "state", "provision"):
        value = getattr(query, field)
        if value:
            where.append(f"duty.{field} = ?")
            values.append(value)
    if query.kept_by:
        where.append("cases.state = ?")
        values.append(query.kept_by)
    if query.minors:
        where.append("duty.minors = 1")
    low, high = _window(query.when, now, zone)
    if low is not None:
        where.append("duty.due > ?")
        values.append(low)
    if high is not None:
        where.append("duty.due <= ?")
        values.append(high)
    if query.after:
        where.append("(duty.due, duty.file, duty.person, duty.provision, duty.number) > (?, ?, ?, ?, ?)")
        values += _cursor(query.after, (int, int, str, str, int))
    limit = _limit(query.limit)
    order = "ORDER BY duty.due, duty.file, duty.person, duty.provision, duty.number LIMIT ?"
    source = f"duty {_of_minors(storage, query) if query.minors else ''}"
    every = f"SELECT {_DUTY} FROM {source} {storage.join_in_order} cases USING (file) WHERE {' AND '.join(where)}"
    if query.blocks is None or query.block:
        if query.blocks is not None and query.block not in query.blocks:
            return InboxPage((), "")
        rows = storage.rows(f"{every} {order}", (*values, limit + 1))
    else:
        # Each block by its index, and then together: else all duties of the other blocks would be passed over one by one.
        blocks = sorted(query.blocks)
        parts = [f"SELECT * FROM ({every} AND duty.block = ? {order}) AS part{number}" for number in range(len(blocks))]
        asked = [value for block in blocks for value in (*values, block, limit + 1)]
        together = f"{' UNION ALL '.join(parts)} ORDER BY due, file, person, provision, number LIMIT ?"
        rows = storage.rows(together, [*asked, limit + 1]) if blocks else []
    more = len(rows) > limit
    rows = rows[:limit]
    last = rows[-1] if rows else None
    following = _written([last[10], *last[:4]]) if more and last is not None else ""
    present = micros(now)
    return InboxPage(tuple(_duty_row(row, present) for row in rows), following)


def _of_minors(storage: Storage, query: InboxQuery) -> str:
    """By which index of the duties in files of unaccompanied minors they are read: without being told, a database may prefer
    that of all duties, among which theirs are few."""
    if query.unit:
        return storage.hint("duty_minors_unit")
    if query.block or query.blocks is not None:
        return storage.hint("duty_minors_block")
    return storage.hint("duty_minors_route" if query.route else "duty_minors_due")


def inbox_counts(storage: Storage, within: Within, now: datetime, zone: ZoneInfo) -> Counts:
    """The counts of the inbox."""
    today, week = (_window(when, now, zone)[1] for when in ("today", "week"))
    assert today is not None
    assert week is not None
    late, by_today, by_week, every = due_by(storage, within, (micros(now), today, week))
    return Counts(late=late, today=by_today - late, week=by_week - late, all=every)


def cases(storage: Storage, query: CaseQuery) -> CasePage:
    """The cases that fit ``query``, by number."""
    where = ["1 = 1"]
    values: list[Value] = []
    text = query.text.strip().upper()
    if text[:1].isalpha():
        where.append("number >= ? AND number < ?")
        values += [text, text + "\U0010ffff"]
    elif text:
        where.append("number LIKE ? ESCAPE '!'")
        values.append("%" + re.sub("([!%_])", r"!\1", text) + "%")
    if query.ids:
        where.append(f"case_id IN ({', '.join('?' * len(query.ids))})")
        values += query.ids
    if query.route:
        where.append("route = ?")
        values.append(query.route)
    if query.problem:
        where.append("problem <> ''")
    if query.state:
        where.append("state = ?")
        values.append(query.state)
    if query.unit:
        where.append("file IN (SELECT file FROM duty WHERE unit = ? AND status IN ('open', 'met'))")
        values.append(query.unit)
    if query.minors:
        where.append("minors = 1")
    if query.after:
        where.append("number > ?")
        values += _cursor(query.after, (str,))
    limit = _limit(query.limit)
    rows = storage.rows(
        f"""SELECT case_id, number, state, version, route, persons, opened, next_due, next_day, summary, problem
            FROM cases WHERE {" AND ".join(where)} ORDER BY number LIMIT ?""",
        (*values, limit + 1),
    )
    more = len(rows) > limit
    rows = rows[:limit]
    return CasePage(tuple(_case_row(row) for row in rows), _written([rows[-1][1]]) if more else "")


def duty_counts(storage: Storage, now: datetime) -> dict[str, DutyCounts]:
    """What became of the duties, by provision."""
    found: dict[str, dict[str, int]] = {}
    for provision, outcome, number in storage.rows(
        """SELECT provision,
                  CASE status WHEN 'open' THEN CASE WHEN due <= ? THEN 'late' ELSE 'open' END WHEN 'lapsed' THEN 'lapsed'
                  ELSE CASE in_time WHEN 1 THEN 'met_in_time' WHEN 0 THEN 'met_late' ELSE 'met' END END AS outcome,
                  count(*)
           FROM duty GROUP BY provision, outcome ORDER BY provision""",
        (micros(now),),
    ):
        found.setdefault(provision, {})[outcome] = number
    return {provision: DutyCounts(**outcomes) for provision, outcomes in found.items()}


def reach(storage: Storage, case_id: str) -> CaseReach:
    """What decides who may see a case; nothing of it for a case that is not there."""
    # Asked at every page of a case, so as one question.
    join = storage.join_in_order
    rows = storage.rows(
        f"""SELECT 'file', state, minors, summary FROM cases WHERE case_id = ?
            UNION ALL SELECT DISTINCT 'unit', duty.unit, 0, duty.status FROM cases {join} duty USING (file)
            WHERE cases.case_id = ? AND duty.status IN ('open', 'met')
            UNION ALL SELECT 'person', person.person, 0, '' FROM cases {join} person USING (file) WHERE cases.case_id = ?""",
        (case_id, case_id, case_id),
    )
    of_file = [row for row in rows if row[0] == "file"]
    if not of_file:
        return CaseReach()
    ((_, state, minors, summary),) = of_file
    units = [(unit, status) for kind, unit, _, status in rows if kind == "unit" and unit]
    return CaseReach(
        state=state,
        units=frozenset(unit for unit, _ in units),
        minors=bool(minors),
        persons=frozenset(f"{case_id}/{person}" for kind, person, _, _ in rows if kind == "person"),
        restricted=any(one.restricted for one in _summaries(summary)),
        pending=frozenset(unit for unit, status in units if status == "open"),
    )


def kept_too_long(storage: Storage, now: datetime) -> tuple[KeptTooLong, ...]:
    """The persons whose last period of keeping ended by ``now``, longest ago first."""
    found = []
    for case_id, number, person, until, summary in storage.rows(
        f"""SELECT case_id, number, person, keep_until, summary FROM person {storage.join_in_order} cases USING (file)
            WHERE keep_until <= ? ORDER BY keep_until, number, person""",
        (micros(now),),
    ):
        ended = moment_of(until)
        assert ended is not None
        restricted = any(one.restricted for one in _summaries(summary) if one.person == person)
        found.append(KeptTooLong(case_id=case_id, number=number, person=person, ended=ended, restricted=restricted))
    return tuple(found)


def _window(when: str, now: datetime, zone: ZoneInfo) -> tuple[int | None, int | None]:
    """The moments between which a duty is due: after the first, up to and including the second."""
    present = micros(now)
    today = now.astimezone(zone).date()
    match when:
        case "all" | "":
            return None, None
        case "late":
            return None, present
        case "today":
            return present, _end_of(today, zone)
        case "week":
            return present, _end_of(today + timedelta(days=7 - today.isoweekday()), zone)
    raise UnknownPageError(f"when {when}")


def _end_of(day: date, zone: ZoneInfo) -> int:
    return micros(datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone).astimezone(UTC))


def _limit(asked: int) -> int:
    return max(1, min(asked, MOST_ROWS))


def _written(key: list[Value]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def _cursor(text: str, kinds: tuple[type, ...]) -> list[Value]:
    try:
        key = msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        raise UnknownPageError("") from None
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds):
        raise UnknownPageError("")
    return key


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _duty_row(row: tuple[Any, ...], now: int) -> DutyRow:
    (_, person, provision, _, block, who, unit, state, route, status, due, day, in_time) = row[:13]
    (case_id, number, summary, persons) = row[13:]
    everybody = _summaries(summary)
    about = next((one for one in everybody if one.person == person), PersonSummary(person))
    return DutyRow(
        case_id=case_id,
        number=number,
        person=person,
        provision=provision,
        block=block,
        who=who,
        unit=unit,
        state=state,
        route=route,
        status="late" if status == "open" and due <= now else status,
        due=moment_of(due),
        due_day=_day(day),
        in_time=None if in_time is None else bool(in_time),
        about=about,
        persons=persons,
        restricted=any(one.restricted for one in everybody),
    )


def _case_row(row: tuple[Any, ...]) -> CaseRow:
    (case_id, number, state, version, route, persons, opened, next_due, next_day, summary, problem) = row
    begun = moment_of(opened)
    assert begun is not None
    return CaseRow(
        case_id=case_id,
        number=number,
        state=state,
        version=version,
        route=route,
        persons=persons,
        opened=begun,
        next_due=moment_of(next_due),
        next_day=_day(next_day),
        summary=_summaries(summary),
        problem=problem,
    )
