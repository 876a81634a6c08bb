"""What files count for is kept beside the lists, read again when it changed, and gone when a person is erased. All persons are fictional."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from register_home import WHO, Opens, applied, described, fact, family, single

from asylon.register import Register
from asylon.register import counted_files as module
from asylon.register.casefiles import CaseFiles


def applicants(register: Register) -> int:
    asked: dict[str, Any] = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}
    return sum(cell.persons for cell in register.statistics("applications", **asked, **WHO))


def kept(register: Register) -> list[str]:
    return [persons for (persons,) in register.projections.storage.rows("SELECT persons FROM counted ORDER BY file")]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read while a table is made."""
    found: list[str] = []
    states = CaseFiles.states

    def noted(files: CaseFiles, cases: Sequence[str]) -> Iterator[Any]:
        found.extend(cases)
        return states(files, cases)

    monkeypatch.setattr(CaseFiles, "states", noted)
    return found


def test_only_files_that_changed_are_read_again(register: Register, reads: list[str]) -> None:
    first, second = single(register), family(register)
    assert applicants(register) == 3
    assert set(reads) == {first.id, second.id}
    reads.clear()
    assert applicants(register) == 3
    assert reads == []
    register.record(first.id, (fact("application_lodged", "2026-11-21"),), **WHO)
    reads.clear()
    assert applicants(register) == 3
    assert reads == [first.id]


def on_disk(register: Register) -> bytes:
    """What the files of the lists hold, freed pages too; nothing where a database server keeps them."""
    return b"".join(file.read_bytes() for file in register.folder.glob("projections.sqlite3*"))


def test_a_person_that_is_erased_is_neither_counted_nor_kept(register: Register) -> None:
    case = family(register)
    assert applicants(register) == 2
    assert "1990-01-01" in str(kept(register))
    assert not (before := on_disk(register)) or b"1990-01-01" in before
    register.erase(case.id, "mother", by="privacy officer", reason="retention ended")
    assert "1990-01-01" not in str(kept(register))
    assert b"1990-01-01" not in on_disk(register)
    assert applicants(register) == 1
    assert "1990-01-01" not in str(kept(register))
    register.erase(case.id, "child", by="privacy officer", reason="retention ended")
    assert (applicants(register), kept(register)) == (0, [])


def test_who_is_erased_while_a_table_is_made_is_not_kept(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    case = single(register)
    states = CaseFiles.states

    def erasing(files: CaseFiles, cases: Sequence[str]) -> Iterator[Any]:
        found = list(states(files, cases))
        monkeypatch.undo()
        register.erase(case.id, "p1", by="privacy officer", reason="retention ended")
        return iter(found)

    monkeypatch.setattr(CaseFiles, "states", erasing)
    assert applicants(register) == 0
    assert "1990-01-01" not in str(kept(register))


def test_another_form_is_counted_anew(
    register: Register, opens: Opens, monkeypatch: pytest.MonkeyPatch, reads: list[str]
) -> None:
    case = single(register)
    assert applicants(register) == 1
    monkeypatch.setattr(module, "FORM", module.FORM + 1)
    again = opens()
    reads.clear()
    assert applicants(again) == 1
    assert reads == [case.id]
    assert len(kept(again)) == 1


def test_what_is_kept_goes_with_the_lists_and_is_made_again(register: Register) -> None:
    single(register)
    assert applicants(register) == 1
    register.open_case("NL", (described("p1"), *applied()), **WHO)
    register.rebuild()
    assert applicants(register) == 2
