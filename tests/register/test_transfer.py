"""Transfer: out and in again without loss, and nothing of a bad file taken in."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from register_home import WHO, Opens, applied, described, fact, family, single

from asylon.law.facts import Fact
from asylon.law.files import InputError, read_circumstance
from asylon.register import ReaderUnknownError, Register, bulk_import
from asylon.register.transfer import Imported, RowError, export_jsonl, import_jsonl


@pytest.fixture
def other(opens: Opens, tmp_path: Path) -> Register:
    return opens(None, tmp_path / "other")


def exported(register: Register) -> list[str]:
    out = io.StringIO()
    export_jsonl(register, out, **WHO)
    return out.getvalue().splitlines()


def changed(line: str, **fields: Any) -> str:
    return json.dumps({**json.loads(line), **fields})


def filled(register: Register) -> None:
    register.record_circumstance(
        read_circumstance({"kind": "capacity_notified", "at": "2026-11-01", "state": "NL", "source": "test"}), **WHO
    )
    single(register)
    family(register)


def test_what_goes_out_comes_in_again_unchanged(register: Register, other: Register) -> None:
    filled(register)
    lines = exported(register)
    taken = import_jsonl(other, lines, **WHO)
    assert (taken.cases, taken.facts, taken.circumstances, taken.errors) == (2, 10, 1, ())
    assert exported(other) == lines
    for case in register.cases().rows:
        mine, theirs = register.case(case.number, **WHO), other.case(case.number, **WHO)
        assert theirs.file == mine.file
        assert [(one.recorded, one.actor, one.unit) for one in theirs.entries] == [
            (one.recorded, one.actor, one.unit) for one in mine.entries
        ]
        assert other.positions(theirs.id) == register.positions(mine.id)
    assert other.verify().ok


def test_an_export_is_logged_as_a_reading_and_refused_without_a_reader(register: Register) -> None:
    with pytest.raises(ReaderUnknownError):
        export_jsonl(register, io.StringIO(), actor="", unit="", purpose="")
    export_jsonl(register, io.StringIO(), **WHO)
    assert [reading.what for reading in register.readings.of_case("")] == ["export"]


def test_erased_facts_are_counted_and_not_written(register: Register, other: Register) -> None:
    case = family(register)
    register.erase(case.id, "child", by="privacy officer", reason="retention ended")
    out = io.StringIO()
    done = export_jsonl(register, out, **WHO)
    assert (done.facts, done.erased) == (4, 3)
    assert '"child"' in out.getvalue()  # the mother's own fact still names the link
    assert "2015-05-05" not in out.getvalue()
    assert import_jsonl(other, out.getvalue().splitlines(), **WHO).cases == 1


def test_an_import_run_again_skips_what_is_there(register: Register, other: Register) -> None:
    filled(register)
    lines = exported(register)
    import_jsonl(other, lines[:5], **WHO)
    again = import_jsonl(other, lines, **WHO)
    assert (again.skipped, again.cases, again.circumstances) == (1, 1, 0)
    assert exported(other) == lines


def test_a_dry_run_says_everything_and_stores_nothing(register: Register, other: Register) -> None:
    filled(register)
    taken = import_jsonl(other, exported(register), dry_run=True, **WHO)
    assert (taken.cases, taken.facts, taken.circumstances, taken.dry_run) == (2, 10, 1, True)
    assert other.log.head().position == 0


def test_a_lost_line_keeps_its_whole_case_out(register: Register, other: Register) -> None:
    filled(register)
    lines = exported(register)
    taken = import_jsonl(other, [*lines[:3], *lines[4:]], **WHO)
    assert (taken.cases, taken.refused) == (1, 1)
    assert [row.number for row in other.cases().rows] == ["NL-2026-000002"]
    assert (taken.errors[0].line, taken.errors[0].place) == (3, "entries")


def test_a_file_cut_off_keeps_the_last_case_out(register: Register, other: Register) -> None:
    filled(register)
    taken = import_jsonl(other, exported(register)[:-1], **WHO)
    assert (taken.cases, taken.refused) == (1, 1)


def bad(lines: list[str], number: int, line: str) -> list[str]:
    return [*lines[:number], line, *lines[number + 1 :]]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"fact": {"kind": "application_maid", "person": "p1", "at": "2026-11-18"}}, "kind"),
        ({"fact": {"kind": "application_registered", "person": "p1", "at": "2026-11-18"}}, "at"),
        (
            {"fact": {"kind": "application_registered", "person": "p1", "at": "2026-11-15T10:00:00+01:00", "id": "f3"}},
            "fact f",
        ),
        ({"fact": []}, "fact"),
        ({"case": "4217"}, "case"),
        ({"recorded": "2026-11-23T08:00:00"}, "recorded"),
        ({"state": "BE"}, "entries"),
        ({"colour": "red"}, ""),
    ],
)
def test_a_wrong_line_is_named_with_line_place_and_remedy_and_its_case_stays_out(
    register: Register, other: Register, fields: dict[str, Any], place: str
) -> None:
    filled(register)
    lines = exported(register)
    told: list[RowError] = []
    taken = import_jsonl(other, bad(lines, 4, changed(lines[4], **fields)), on_error=told.append, **WHO)
    assert [row.number for row in other.cases().rows] == ["NL-2026-000002"]
    assert told
    assert tuple(told) == taken.errors
    first = told[0]
    assert first.line in (3, 5)
    assert place in first.place
    assert first.wrong.en != first.wrong.nl
    assert first.remedy.en != first.remedy.nl
    assert not re.search(r"`|Expected|Object|regex", first.told("nl"))


def test_lines_that_are_no_json_or_not_of_this_form_are_told(register: Register, other: Register) -> None:
    filled(register)
    lines = exported(register)
    taken = import_jsonl(other, bad(lines, 2, "{half a line"), **WHO)
    assert taken.errors[0].line == 3
    assert taken.cases == 1
    refused = import_jsonl(other, ['{"format": "something-else"}', *lines], **WHO)
    assert (refused.cases, refused.skipped, len(refused.errors)) == (0, 0, 1)
    assert "Nothing was taken in" in refused.errors[0].remedy.en


def test_lines_of_one_case_stand_together(register: Register, other: Register) -> None:
    filled(register)
    lines = exported(register)
    taken = import_jsonl(other, [*lines, *lines[2:5]], **WHO)
    assert isinstance(taken, Imported)
    assert (taken.cases, taken.refused) == (2, 1)
    assert "do not stand together" in taken.errors[0].wrong.en


class Event(msgspec.Struct, frozen=True):
    recorded: datetime
    actor: str
    unit: str


class Told(msgspec.Struct, frozen=True):
    number: str
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]


def told(number: str, *facts: Fact) -> Told:
    event = Event(datetime(2026, 11, 20, 15, 0, tzinfo=UTC), "R. Example (fictional)", "registration")
    return Told(number, facts, (event,) * len(facts))


def test_many_files_are_taken_over_at_once_with_their_origin(register: Register) -> None:
    files = [told(f"NL-2026-{serial:06d}", described(), *applied()) for serial in range(1, 41)]
    done = bulk_import(register, files, state="NL")
    assert (done.cases, done.facts, done.skipped) == (40, 120, 0)
    case = register.case("NL-2026-000040", **WHO)
    entry = case.entries[0]
    assert (entry.actor, entry.unit) == ("R. Example (fictional)", "registration")
    assert entry.recorded == datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    assert entry.stored == register.now()
    digest = register.projections.digest()
    register.rebuild()
    assert register.projections.digest() == digest
    assert bulk_import(register, files, state="NL").skipped == 40
    assert single(register).number == "NL-2026-000041"


def test_an_impossible_file_is_not_taken_over(register: Register) -> None:
    backwards = told("NL-2026-000001", described(), *applied(), fact("application_lodged", "2026-11-12"))
    with pytest.raises(InputError):
        bulk_import(register, [backwards], state="NL")
    assert register.log.head().position == 0
