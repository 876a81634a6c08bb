"""How many explained legal positions a second, on one core?

Ours computes the whole position of real-looking (fictional) case files: every block, every date counted, every reason
kept as row Ids. The peer, zen-engine, answers ONE decision table: the one on the border procedure, taken from ours. The
ratio of the first figure therefore compares a whole position with a single table and says so; the second figure
compares one table with one table.
"""

from __future__ import annotations

from datetime import datetime

from asylon.gazette import book as gazette_book
from asylon.law.chapters import load
from asylon.law.circumstances import Circumstance
from asylon.law.explanation import explain
from asylon.law.files import File, read_file
from asylon.law.positions import position
from asylon.law.tables import TABLES, Decision
from pairs import compare, progress
from zen_table import boundary_cases, decider

RATE = {"kind": "recognition_rate", "at": "2026-01-01", "nationality": "MA", "percent": 11.5}

#: Fictional files. A mother and her son whose responsibility is being determined; a man at the border; a woman inland.
FILES = {
    "dublin": {
        "state": "NL",
        "facts": [
            {"kind": "person_described", "person": "mother", "at": "2026-11-21", "born": "1992-03-04", "nationality": "ER"},
            {"kind": "person_described", "person": "son", "at": "2026-11-21", "born": "2017-05-06", "nationality": "ER"},
            {"kind": "family_link", "person": "mother", "at": "2026-11-21", "other": "son", "relation": "child"},
            {"kind": "disembarked", "person": "mother", "at": "2026-10-12T08:30:00+02:00", "state": "IT"},
            {"kind": "application_made", "person": "mother", "at": "2026-11-21"},
            {"kind": "application_made", "person": "son", "at": "2026-11-21"},
            {"kind": "application_registered", "person": "mother", "at": "2026-11-22T10:00:00+01:00"},
            {"kind": "application_registered", "person": "son", "at": "2026-11-22T10:05:00+01:00"},
            {"kind": "eurodac_transmitted", "person": "mother", "at": "2026-11-22T11:00:00+01:00"},
            {"kind": "eurodac_hit", "person": "mother", "at": "2026-11-23", "recorded_by": "IT", "recorded_under": "24"},
            {"kind": "take_charge_requested", "person": "mother", "at": "2026-11-24", "to": "IT"},
            {"kind": "take_charge_received", "person": "mother", "at": "2026-11-24"},
        ],
    },
    "border": {
        "state": "NL",
        "facts": [
            {"kind": "person_described", "person": "man", "at": "2026-11-17", "born": "1999-01-20", "nationality": "MA"},
            {"kind": "presented_at_crossing_point", "person": "man", "at": "2026-11-17T06:10:00+01:00"},
            {"kind": "entry_conditions_assessed", "person": "man", "at": "2026-11-17", "fulfilled": False},
            {"kind": "application_made", "person": "man", "at": "2026-11-17", "place": "crossing_point"},
            {"kind": "screening_started", "person": "man", "at": "2026-11-17"},
            {"kind": "biometrics_taken", "person": "man", "at": "2026-11-17T09:00:00+01:00"},
            {"kind": "screening_ended", "person": "man", "at": "2026-11-19"},
            {"kind": "application_registered", "person": "man", "at": "2026-11-19T11:00:00+01:00"},
            {"kind": "application_lodged", "person": "man", "at": "2026-11-20"},
        ],
        "circumstances": [RATE],
    },
    "ordinary": {
        "state": "NL",
        "facts": [
            {"kind": "person_described", "person": "woman", "at": "2026-09-01", "born": "1988-07-30", "nationality": "SY"},
            {"kind": "application_made", "person": "woman", "at": "2026-09-01"},
            {"kind": "application_registered", "person": "woman", "at": "2026-09-03T14:00:00+02:00"},
            {"kind": "eurodac_transmitted", "person": "woman", "at": "2026-09-03T15:00:00+02:00"},
            {"kind": "application_lodged", "person": "woman", "at": "2026-09-21"},
        ],
    },
}  # fmt: skip
AT = datetime.fromisoformat("2026-11-24T12:00:00+01:00")
ROUNDS = 400
TABLE_ROUNDS = 20_000


def main() -> None:
    load()
    book = gazette_book()
    files: list[tuple[File, tuple[Circumstance, ...]]] = [read_file(raw) for raw in FILES.values()]
    found = {name: position(file, known, AT, book) for name, (file, known) in zip(FILES, files, strict=True)}
    persons = sum(len(each) for each in found.values())

    table = TABLES["border-procedure-obligation"]
    on = AT.date()
    low = book.number("low-recognition-rate", on)
    ordinary = {"mandatory_rate": low, "low_rate": low, "crisis_rate": low}
    crisis = {
        "mandatory_rate": book.number("crisis-low-recognition-rate", on),
        "low_rate": low,
        "crisis_rate": book.number("crisis-merits-recognition-rate", on),
    }

    progress("the same answers: every boundary case of the table, and the border file itself")
    compared = 0
    for bounds in (ordinary, crisis):
        zen_answers = decider(table, bounds)
        for inputs in boundary_cases(table, bounds):
            ours = table.decide(inputs, bounds)
            assert isinstance(ours, Decision)
            assert (ours.row.id, ours.outcome) == zen_answers(inputs), inputs
            compared += 1
    zen_decide = decider(table, ordinary)
    of_the_file = {
        "exception": "none", "unaccompanied_minor": False, "security": False, "misled": False, "other_ground": False,
        "recognition_rate": 11.5, "rate_set_aside": False, "release": "none",
    }  # fmt: skip
    (reason,) = (each for each in found["border"]["man"].reasons if each.table == table.name)
    assert (reason.row, reason.outcome) == zen_decide(of_the_file)
    same = f"row and outcome of {table.name} on {compared} boundary cases and on the border file"

    def positions() -> int:
        for _ in range(ROUNDS):
            for file, known in files:
                position(file, known, AT, book)
        return ROUNDS * persons

    def explained() -> int:
        for _ in range(ROUNDS // 8):
            for file, known in files:
                for each in position(file, known, AT, book).values():
                    explain(each, book, "en")
        return ROUNDS // 8 * persons

    def one_table_zen() -> int:
        for _ in range(TABLE_ROUNDS):
            zen_decide(of_the_file)
        return TABLE_ROUNDS

    def one_table() -> int:
        for _ in range(TABLE_ROUNDS):
            table.decide(of_the_file, ordinary)
        return TABLE_ROUNDS

    peer = (f"zen-engine: one table ({len(table.rows)} rows), no dates, no law", one_table_zen)
    compare(
        "legal positions of real-looking files on one core, beside ONE decision table of zen-engine",
        "answers a second",
        (f"whole positions with reasons as Ids: {len(files)} files, {persons} persons", positions),
        peer,
        same=same,
        target="ours at least 5000 a second",
    )
    compare(
        "legal positions written out in words on one core, beside ONE decision table of zen-engine",
        "answers a second",
        ("whole positions with every sentence in English", explained),
        peer,
        same=same,
    )
    compare(
        "one decision table, one case at a time, on one core",
        "answers a second",
        (f"the same table ({table.name}) with rules and article", one_table),
        peer,
        same=same,
    )


if __name__ == "__main__":
    main()
