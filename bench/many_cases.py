"""Makes a register with very many open cases of fictional persons, to measure pages and lists on it.

    python bench/many_cases.py FOLDER --cases 1000000 [--database postgresql://…]
    python bench/many_cases.py OTHER --like FOLDER --database postgresql://…

The second copies what the first made in files to a database, table by table, which is quicker than making it again. The cases are those of the demonstration, again and again under other numbers: their facts are sealed, linked and stored
like any others, and their lines in the lists are those that a rebuild computes (a sample is computed again and compared).
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import msgspec

from asylon import gazette
from asylon.demonstration import circumstances, generate
from asylon.register import Batch, DemonstrationClock, NewFact, Register, bulk_import
from asylon.register.casefiles import Label, new_facts
from asylon.register.clock import CLOCK
from asylon.register.intake import FACTS_IN_A_BATCH
from asylon.register.places import HEAD, LOG, PROJECTIONS, VAULT, Places
from asylon.register.projections import Computed
from asylon.register.rows import CaseRows
from asylon.register.stored import StoredFact
from pairs import progress

TEMPLATES = 1500
ROWS_AT_ONCE = 20_000
#: Open cases are young: only files with so few facts are repeated.
MOST_FACTS = 12
DEMONSTRATION = "demonstration.json"


def template_files(register: Register) -> list[tuple[str, Computed, tuple[NewFact, ...]]]:
    """Files of the demonstration, recorded once, with the rows that were computed for them."""
    found = []
    register.record_circumstance(*circumstances(), actor="bench", unit="bench", purpose="bench")
    files = list(itertools.islice(generate(persons=TEMPLATES * 2), TEMPLATES))
    bulk_import(register, files, state="NL")
    for file in files:
        if len(file.facts) > MOST_FACTS:
            continue
        case_id = register.files.reference(file.number)
        (computed,) = register.projections.compute([case_id])
        prepared = register.files.read(file.number).file.facts
        found.append((file.number, computed, prepared))
    return found  # type: ignore[return-value]


def numbers(count: int) -> Iterator[str]:
    """Numbers of cases that no demonstration uses."""
    return (f"NL-{2030 + serial // 999_999}-{serial % 999_999 + 1:06d}" for serial in range(count))


def fill(register: Register, cases: int) -> None:
    """Store the cases and write their lines."""
    templates = template_files(register)
    begun = perf_counter()
    done = 0
    serial = numbers(cases)
    while done < cases:
        facts: list[NewFact] = []
        placed: list[tuple[str, str, Computed, int]] = []
        while len(facts) < FACTS_IN_A_BATCH * 2 and done < cases:
            number = next(serial)
            _, computed, prepared = templates[done % len(templates)]
            case_id = register.files.reference(number)
            placed.append((case_id, number, computed, len(facts)))
            facts += new_facts(case_id, Label(number, "NL"), prepared, itertools.repeat(None, len(prepared)))
            done += 1
        stored = register.log.append(Batch(facts=tuple(facts), actor="bench", unit="bench", purpose="bench"))
        lines = [_lines(register, stored[at], case_id, number, computed) for case_id, number, computed, at in placed]
        register.projections.place(lines, stored[-1])
        progress(f"{done} cases, {done / (perf_counter() - begun):.0f} a second")


def _lines(register: Register, first: StoredFact, case_id: str, number: str, computed: Computed) -> CaseRows:
    rows = computed.rows
    assert rows is not None
    file = first.position
    keys = register.vault.keys_for([f"{case_id}/{row[2]}" for row in rows.persons])
    persons = [(keys[f"{case_id}/{row[2]}"].key_id, file, row[2], row[3]) for row in rows.persons]
    return CaseRows(
        file,
        (file, case_id, number, *rows.case[3:]),
        [(file, *row[1:]) for row in rows.duties],
        persons,  # type: ignore[arg-type]
    )


def copy(source: Path, folder: Path, database: str) -> None:
    """Put the register in the files of ``source`` into a database that holds none;
    ``folder`` gets its vault and head. Who read what is left behind."""
    folder.mkdir(parents=True)
    for name in (VAULT, HEAD, CLOCK, DEMONSTRATION):
        shutil.copy(source / name, folder / name)
    places = Places(folder, database)
    for file, empty in ((LOG, places.log()), (PROJECTIONS, places.lists())):
        made = sqlite3.connect(f"file:{source / file}?mode=ro", uri=True)
        schema = made.execute("SELECT type, tbl_name, sql FROM sqlite_schema WHERE sql <> ''").fetchall()
        schema = [one for one in schema if not one[1].startswith("sqlite")]
        tables = {name: sql for kind, name, sql in schema if kind == "table"}
        with empty.turn(), empty.transaction() as db:
            empty.create(db, tables.values())
            for table in tables:
                columns = [name for (name,) in made.execute("SELECT name FROM pragma_table_info(?)", (table,))]
                rows = made.execute(f"SELECT {', '.join(columns)} FROM {table}")
                while some := rows.fetchmany(ROWS_AT_ONCE):
                    empty.add(db, table, columns, some)
                progress(f"{table} copied")
            # Indexes are made quicker on what stands there.
            empty.create(db, [sql for kind, _, sql in schema if kind == "index"])
            empty.append_only(db, sorted({table for kind, table, _ in schema if kind == "trigger"}))
            empty.set_form(db, made.execute("PRAGMA user_version").fetchone()[0])
        empty.clear_traces()
        made.close()
        empty.close()


def check(register: Register, cases: int) -> None:
    """Compute some of the cases anew: their lines must be those that stand there, the moment of opening left out."""
    for number in itertools.islice(numbers(cases), 0, cases, max(1, cases // 20)):
        case_id = register.files.reference(number)
        (computed,) = register.projections.compute([case_id])
        assert computed.rows is not None
        (stands,) = register.projections.storage.rows("SELECT * FROM cases WHERE case_id = ?", (case_id,))
        opened = 7
        expected = list(computed.rows.case)
        assert [one for place, one in enumerate(stands) if place != opened] == [
            one for place, one in enumerate(expected) if place != opened
        ], number
        duties = register.projections.storage.rows(
            "SELECT * FROM duty WHERE file = ? ORDER BY person, provision, number", (computed.file,)
        )
        assert sorted(map(tuple, duties), key=repr) == sorted(computed.rows.duties, key=repr), number


def main() -> None:
    """Fill the register in FOLDER."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--cases", type=int, default=1_000_000)
    asked.add_argument("--database", default=os.environ.get("DATABASE_URL", ""))
    asked.add_argument("--like", type=Path, help="copy the register in the files of this folder to the database")
    given = asked.parse_args()
    if given.like:
        copy(given.like, given.folder, given.database)
    register = Register.open(
        given.folder, gazette.book(), DemonstrationClock(given.folder / CLOCK), database=given.database
    )
    if not given.like:
        fill(register, given.cases)
    check(register, given.cases)
    (given.folder / DEMONSTRATION).write_bytes(msgspec.json.encode({"fictional": True, "cases": given.cases}))
    progress(f"{register.log.head().position} facts in {given.cases} cases")
    register.close()


if __name__ == "__main__":
    main()
