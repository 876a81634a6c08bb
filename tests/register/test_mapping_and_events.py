"""Column maps in, CloudEvents out. All persons are fictional."""

from __future__ import annotations

import json

import pytest
from register_home import WHO, family

from asylon.register import Register
from asylon.register.events import events
from asylon.register.mapping import ColumnMapError, mapped, read_map
from asylon.register.transfer import import_jsonl

MAP = {
    "case": "Zaak",
    "state": "NL",
    "prefix": "NL-2026-",
    "person": "Volgnr",
    "facts": [
        {
            "kind": "person_described",
            "at": {"column": "Instroom", "form": "%d-%m-%Y"},
            "nationality": {"column": "Land", "words": {"Eritrea": "ER"}},
            "born": {"column": "Geboren", "form": "%d-%m-%Y"},
        },
        {"kind": "application_made", "at": {"column": "Instroom", "form": "%d-%m-%Y"}, "when": "Instroom"},
    ],
}
TABLE = "Zaak;Volgnr;Land;Geboren;Instroom\n000001;1;Eritrea;01-02-1990;18-11-2026\n000001;2;Eritrea;03-04-2015;18-11-2026\n"


def taken_in(register: Register, table: str, *, dry_run: bool = False):
    lines = list(mapped(table.splitlines(keepends=True), read_map(MAP), **WHO))
    told = []
    done = import_jsonl(
        register, [one.text for one in lines], **WHO, dry_run=dry_run,
        on_error=lambda error: told.append(error.told("en", lines[error.line - 1].row)),
    )  # fmt: skip
    return done, told


def test_rows_of_one_case_become_one_file_with_its_persons(register: Register) -> None:
    checked, _ = taken_in(register, TABLE, dry_run=True)
    assert (checked.cases, register.log.head().position) == (1, 0)
    done, told = taken_in(register, TABLE)
    assert (done.cases, done.facts, told) == (1, 4, [])
    case = register.case("NL-2026-000001", **WHO)
    assert case.persons == ("p1", "p2")
    assert {one.nationality for one in case.summary} == {"ER"}
    again, _ = taken_in(register, TABLE)
    assert (again.cases, again.skipped) == (0, 1)


def test_a_cell_that_cannot_be_read_is_told_with_its_row_and_the_case_is_not_stored(register: Register) -> None:
    done, told = taken_in(register, TABLE.replace("03-04-2015", "yesterday"))
    assert (done.cases, done.refused) == (0, 1)
    assert told[0].startswith("row 3")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"facts": [{"kind": "gossip", "at": "2026-01-01"}]}, "gossip"),
        ({"facts": [{"kind": "application_made", "at": "2026-01-01", "colour": "red"}]}, "colour"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_map_that_cannot_be_right_is_refused_with_the_place(change: dict[str, object], named: str) -> None:
    with pytest.raises(ColumnMapError, match=named):
        read_map({**MAP, **change})


def test_a_table_without_a_column_of_the_map_is_refused() -> None:
    with pytest.raises(ColumnMapError, match="Geboren"):
        list(mapped(["Zaak;Volgnr;Land;Instroom\n", "1;1;Eritrea;18-11-2026\n"], read_map(MAP), **WHO))


def test_events_say_that_something_was_recorded_and_nothing_about_anybody(register: Register) -> None:
    case = family(register)
    told = list(events(register.log))
    assert [one["data"]["position"] for one in told] == list(range(1, case.version + 1))
    assert all(one["specversion"] == "1.0" for one in told)
    text = json.dumps(told)
    assert "mother" not in text
    assert case.number not in text
    assert list(events(register.log, after=case.version)) == []
    assert len(list(events(register.log, after=1, limit=2))) == 2
