"""Column maps in, CloudEvents out. All persons are fictional."""

from __future__ import annotations

import json

import pytest
from register_home import WHO, family

from asylon.law.files import read_circumstance
from asylon.register import Register
from asylon.register.casefiles import Origin
from asylon.register.events import event, events
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


def test_an_event_of_a_case_says_that_something_was_recorded_and_nothing_about_anybody(register: Register) -> None:
    case = family(register)
    told = list(events(register.log))
    assert [one["data"] for one in told] == [
        {"position": position, "stream": "case"} for position in range(1, case.version + 1)
    ]
    assert all(one["specversion"] == "1.0" for one in told)
    assert not {"subject", "time"} & {key for one in told for key in one}
    text = json.dumps(told)
    for hidden in ("mother", case.number, case.id, *(entry.recorded.isoformat() for entry in case.entries)):
        assert hidden not in text
    assert list(events(register.log, after=case.version)) == []
    assert len(list(events(register.log, after=1, limit=2))) == 2


def test_an_event_names_the_case_by_its_number_to_whom_it_may_be_told(register: Register) -> None:
    case = family(register)
    [fact] = register.log.read_all(1, 1)
    told = event(register.log.log_id, fact, case.number)
    assert told["subject"] == f"case/{case.number}"
    assert told["data"] == {"position": 1, "stream": "case", "version": 1}
    assert told["time"] == fact.recorded
    assert case.id not in json.dumps(told)


def test_public_facts_are_told_as_recorded_without_who_recorded_them(register: Register) -> None:
    declared = read_circumstance({"kind": "crisis_ceased", "at": "2026-11-20", "state": "NL"})
    origin = Origin("2026-11-20T08:00:00.000000Z", "C. Elsewhere (fictional)", "asylum", "coordination")
    register.known_circumstances.record([declared], **WHO, origins=[origin])
    [told] = events(register.log)
    assert told["subject"] == "circumstances/all"
    assert told["data"] | {"content": None} == {
        "position": 1, "stream": "circumstances", "version": 1, "kind": "crisis_ceased", "at": "2026-11-20", "content": None,
    }  # fmt: skip
    assert "Elsewhere" not in json.dumps(told)
    assert WHO["actor"] not in json.dumps(told)
