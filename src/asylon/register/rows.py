"""The rows of the projections: their tables, and how a case, its duties and its persons stand in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from asylon.law.facts import PersonDescribed
from asylon.law.position import Position
from asylon.law.provisions import PROVISIONS
from asylon.register import open_duties
from asylon.register.casefiles import CaseState
from asylon.register.open_duties import hour_of
from asylon.register.storage import Storage, Writing
from asylon.register.units import unit_of

FORM = 4
#: Earlier forms that are brought to the present one without computing anything: before the open duties were counted as they
#: change, and before a duty said whether its file holds an unaccompanied minor.
UNCOUNTED, UNMARKED = 2, 3

#: Later than every moment: the due moment of a duty without a date, the change of a position that will not change.
NEVER = 2**62

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

#: Few files hold an unaccompanied minor: without these, their duties would be looked for among those of all files.
_OF_MINORS = tuple(
    f"""CREATE INDEX duty_minors_{name} ON duty ({lead}due, file, person, provision, number)
        WHERE status = 'open' AND minors = 1"""
    for name, lead in (("due", ""), ("unit", "unit, "), ("block", "block, "), ("route", "route, "))
)

#: Indexes of all duties, by name. No question names them; while nobody reads the lists they may be missing (``progress``).
DUTY_INDEXES = {
    "duty_provision": "CREATE INDEX IF NOT EXISTS duty_provision ON duty (provision, status, in_time, due)",
    **{
        # The status stands in the index although it is always the same there: only then does a count read the index alone.
        name: f"""CREATE INDEX IF NOT EXISTS {name} ON duty ({lead}due, file, person, provision, number, status)
                  WHERE status = 'open'"""
        for name, lead in (
            ("duty_due", ""),
            ("duty_unit", "unit, "),
            ("duty_block", "block, "),
            ("duty_route", "route, "),
            ("duty_state", "state, "),
        )
    },
}

_TABLES = (
    "CREATE TABLE progress (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE cases (
         file INTEGER PRIMARY KEY,
         case_id TEXT NOT NULL,
         number TEXT NOT NULL,
         state TEXT NOT NULL,
         version INTEGER NOT NULL,
         route TEXT NOT NULL,
         persons INTEGER NOT NULL,
         opened INTEGER NOT NULL,
         summary TEXT NOT NULL,
         next_due INTEGER NOT NULL,
         next_day TEXT NOT NULL,
         changes_on INTEGER NOT NULL,
         edition TEXT NOT NULL,
         circumstances INTEGER NOT NULL,
         problem TEXT NOT NULL,
         minors INTEGER NOT NULL
       ) STRICT""",
    "CREATE UNIQUE INDEX cases_number ON cases (number)",
    "CREATE UNIQUE INDEX cases_reference ON cases (case_id)",
    "CREATE INDEX cases_route ON cases (route, number)",
    "CREATE INDEX cases_change ON cases (changes_on)",
    "CREATE INDEX cases_basis ON cases (edition, circumstances)",
    """CREATE TABLE duty (
         file INTEGER NOT NULL,
         person TEXT NOT NULL,
         provision TEXT NOT NULL,
         number INTEGER NOT NULL,
         block TEXT NOT NULL,
         who TEXT NOT NULL,
         unit TEXT NOT NULL,
         state TEXT NOT NULL,
         route TEXT NOT NULL,
         status TEXT NOT NULL,
         due INTEGER NOT NULL,
         day TEXT NOT NULL,
         in_time INTEGER,
         met_on TEXT NOT NULL,
         minors INTEGER NOT NULL DEFAULT 0,
         PRIMARY KEY (file, person, provision, number)
       ) STRICT, WITHOUT ROWID""",
    *DUTY_INDEXES.values(),
    *_OF_MINORS,
    """CREATE TABLE person (
         key_id TEXT PRIMARY KEY,
         file INTEGER NOT NULL,
         person TEXT NOT NULL,
         keep_until INTEGER NOT NULL
       ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX person_file ON person (file)",
    "CREATE INDEX person_kept ON person (keep_until)",
    open_duties.TABLE,
)

CONTENT = (
    ("cases", "file"),
    ("duty", "file, person, provision, number"),
    ("person", "key_id"),
    ("open_duties", "state, unit, block, minors, hour"),
)


#: A row as a table holds it, its fields in the order of the columns.
Row = tuple[Any, ...]


class Basis(msgspec.Struct, frozen=True):
    """What rows are computed with: the book, the circumstances' position in the log, the instant."""

    edition: str
    circumstances: int
    now: datetime


@lru_cache(maxsize=16384)
def micros(moment: datetime) -> int:
    """A moment as microseconds since 1970 (UTC)."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def moment_of(value: int) -> datetime | None:
    """The moment (UTC) behind a stored number; None for never."""
    return None if value == NEVER else _EPOCH + timedelta(microseconds=value)


def create(storage: Storage, db: Writing) -> None:
    """Make the tables, empty, whatever was there."""
    storage.drop_all(db)
    storage.create(db, _TABLES)
    storage.set_form(db, FORM)


def bring_on(storage: Storage, db: Writing, form: int) -> None:
    """Bring tables of an earlier form, :data:`UNCOUNTED` or :data:`UNMARKED`, to the present one."""
    if form == UNCOUNTED:
        storage.create(db, (open_duties.TABLE,))
        open_duties.recount(db)
    storage.create(db, ("ALTER TABLE duty ADD COLUMN minors INTEGER NOT NULL DEFAULT 0",))
    db.execute("UPDATE duty SET minors = 1 WHERE file IN (SELECT file FROM cases WHERE minors = 1)")
    storage.create(db, _OF_MINORS)
    storage.set_form(db, FORM)


class CaseRows(msgspec.Struct, frozen=True):
    """The rows of one case: itself, the duties of its persons in order, and its persons with the references of their keys."""

    file: int
    case: Row
    duties: list[Row]
    persons: list[Row]


def anything_stands(storage: Storage) -> bool:
    """Whether any row of any file stands, or a count of some."""
    tables = (*(table.name for table in _STORED), "open_duties")
    return any(storage.rows(f"SELECT 1 FROM {table} LIMIT 1") for table in tables)


def differing(storage: Storage, files: Mapping[int, CaseRows | None]) -> list[int]:
    """The files of which other rows stand than these; None: no row is to stand."""
    stand, wanted = _standing(storage, files), _wanted(files.values())
    for rows in (*stand, *wanted):
        rows.sort()
    # Nearly always all of them stand: they are told apart by file only where they do not.
    if stand == wanted:
        return []
    others = {
        row[table.file]
        for table, some, rows in zip(_STORED, stand, wanted, strict=True)
        for row in set(some).symmetric_difference(rows)
    }
    return [file for file in files if file in others]


def replace(storage: Storage, db: Writing, files: Sequence[int], found: Sequence[CaseRows]) -> None:
    """Put the rows of some cases in the place of those of ``files``, and count the open duties that come and go.

    Only rows that differ are written: mostly one duty of many changes, or none and the day of the next change.
    """
    stand = _standing(storage, files, db)
    wanted = _wanted(found)
    for table, some, rows in zip(_STORED, stand, wanted, strict=True):
        if some:
            gone, come = set(some).difference(rows), set(rows).difference(some)
            rows = [row for row in rows if row in come]
            if gone:
                where = " AND ".join(f"{column} = ?" for column in table.key)
                places = [table.columns.index(column) for column in table.key]
                db.executemany(
                    f"DELETE FROM {table.name} WHERE {where}",
                    [[row[place] for place in places] for row in sorted(gone)],
                )
        if rows:
            storage.add(db, table.name, table.columns, rows)
    open_duties.adjust(db, _counted(*stand[:2]), _counted(*wanted[:2]))


def _standing(storage: Storage, files: Collection[int], db: Writing | None = None) -> list[list[Row]]:
    """The rows that stand of some files, table by table; inside a transaction where one is given."""
    if not files:
        return [[] for _ in _STORED]
    condition, values = storage.among("file", list(files))
    found: list[list[Row]] = []
    for table in _STORED:
        question = f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE {condition}"
        found.append(storage.rows(question, values) if db is None else db.execute(question, values).fetchall())
    return found


def _wanted(found: Iterable[CaseRows | None]) -> list[list[Row]]:
    """The rows that are to stand, table by table."""
    cases: list[Row] = []
    duties: list[Row] = []
    persons: list[Row] = []
    for rows in found:
        if rows is not None:
            cases.append(rows.case)
            duties += rows.duties
            persons += rows.persons
    return [cases, duties, persons]


def _counted(cases: Sequence[Row], duties: Sequence[Row]) -> Counter[open_duties.Line]:
    """What the duties of some cases count for; those that no case stands behind count for nothing."""
    kept = {row[_CASE.index("file")]: (row[_CASE.index("state")], row[_CASE.index("minors")]) for row in cases}
    file, unit, block, status, due = (_DUTY.index(name) for name in ("file", "unit", "block", "status", "due"))
    found: Counter[open_duties.Line] = Counter()
    for row in duties:
        if row[status] == "open" and row[file] in kept:
            state, minors = kept[row[file]]
            found[state, row[unit], row[block], minors, hour_of(row[due])] += 1
    return found


_CASE = (
    "file", "case_id", "number", "state", "version", "route", "persons", "opened", "summary", "next_due", "next_day",
    "changes_on", "edition", "circumstances", "problem", "minors",
)  # fmt: skip
_DUTY = (
    "file", "person", "provision", "number", "block", "who", "unit", "state", "route", "status", "due", "day", "in_time",
    "met_on", "minors",
)  # fmt: skip
_PERSON = ("key_id", "file", "person", "keep_until")


class _Table(NamedTuple):
    """A table of rows of cases: its columns, its key, and the place of the file in a row."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    file: int


_STORED = (
    _Table("cases", _CASE, ("file",), 0),
    _Table("duty", _DUTY, ("file", "person", "provision", "number"), 0),
    _Table("person", _PERSON, ("key_id",), 1),
)


@lru_cache(maxsize=4096)
def _watched(provision: str, who: str) -> tuple[str, str]:
    """The building block of a duty, and the unit that watches over it."""
    block = PROVISIONS[provision].block
    return block, unit_of(who, block)


def case_rows(case: CaseState, positions: Mapping[str, Position], basis: Basis, problem: str) -> CaseRows:
    """The rows of a case."""
    duties: list[Row] = []
    first = case.first
    next_due, next_day = NEVER, ""
    minors = int(any(isinstance(fact, PersonDescribed) and fact.unaccompanied for fact in case.file.facts))
    for person, held in positions.items():
        route = held.route.provision if held.route is not None else ""
        numbers: dict[str, int] = {}
        for duty in held.duties:
            provision, due, met_at, in_time = duty.provision, duty.due, duty.met_at, duty.met_in_time
            number = numbers[provision] = numbers.get(provision, 0) + 1
            block, unit = _watched(provision, duty.who)
            end = NEVER if duty.end is None else micros(duty.end)
            # A limit in hours shows its moment, any other its last day.
            last_day = None if due is None or due.moment is not None else due.last_day
            day = "" if last_day is None else last_day.isoformat()
            status = "open" if duty.status == "late" else duty.status
            if end < next_due and status == "open":
                next_due, next_day = end, day
            duties.append(
                (
                    first, person, provision, number, block, duty.who, unit, duty.state, route, status, end, day,
                    None if in_time is None else int(in_time), "" if met_at is None else str(met_at), minors,
                )
            )  # fmt: skip
    # In the order of the table's key: so they are compared, and written, in one pass.
    duties.sort()
    changes = [micros(held.changes_on) for held in positions.values() if held.changes_on is not None]
    routes = [held.route.provision for held in positions.values() if held.route is not None]
    return CaseRows(
        case.first,
        (
            case.first,
            case.id,
            case.number,
            case.state,
            case.version,
            routes[0] if routes else "",
            len(case.persons),
            micros(case.opened),
            msgspec.json.encode(case.summary).decode(),
            next_due,
            next_day,
            min(changes, default=NEVER),
            basis.edition,
            basis.circumstances,
            problem,
            minors,
        ),
        duties,
        [(key_id, case.first, person, _kept_until(positions.get(person))) for person, key_id in case.keys.items()],
    )


def _kept_until(held: Position | None) -> int:
    """The instant after which no period obliges or allows to keep what is recorded of a person."""
    if held is None or not held.retention:
        return NEVER
    return max(micros(kept.end) for kept in held.retention)
