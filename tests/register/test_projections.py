"""Projections: lists that follow from the log alone, paged by key, and counted."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from register_home import AMSTERDAM, WHO, Opens, applied, described, fact, family, single, the_book

from asylon.law.provisions import ACTORS, BLOCKS
from asylon.register import CaseQuery, CaseReach, InboxQuery, Register, UnknownPageError, Within
from asylon.register.casefiles import CaseState
from asylon.register.places import PROJECTIONS
from asylon.register.projections import Projections
from asylon.register.rows import UNCOUNTED, UNMARKED
from asylon.register.units import unit_of, units


def many(register: Register, number: int = 12) -> None:
    """Files of all sorts: registered on different days, some lodged, some with a family."""
    for serial in range(number):
        if serial % 4 == 3:
            family(register)
            continue
        serial %= 14
        registered = f"2026-11-{4 + serial:02d}T10:00:00+01:00"
        case = register.open_case("NL", (described(at="2026-11-01"), *applied("2026-11-02", registered)), **WHO)
        if serial % 3 == 0:
            register.record(case.id, (fact("application_lodged", f"2026-11-{5 + serial:02d}"),), **WHO)


def alone_and_a_minor(register: Register) -> str:
    """The file of a fictional unaccompanied minor; its reference."""
    described = fact("person_described", "2026-11-10", born="2011-01-01", unaccompanied=True)
    return register.open_case("NL", (described, *applied()), **WHO).id


def test_rebuilding_twice_gives_the_same_bytes_as_recording_did(register: Register) -> None:
    many(register)
    recorded = register.projections.digest()
    assert register.rebuild() == 12
    assert register.projections.digest() == recorded
    register.rebuild()
    assert register.projections.digest() == recorded


def test_a_dropped_file_of_projections_is_computed_again_at_opening(
    register: Register, opens: Opens, folder: Path
) -> None:
    many(register, 4)
    recorded = register.projections.digest()
    register.close()
    for part in folder.glob(f"{PROJECTIONS}*"):
        part.unlink()
    assert opens().projections.digest() == recorded


def test_a_damaged_file_of_projections_is_computed_again_at_opening(
    register: Register, opens: Opens, folder: Path
) -> None:
    many(register, 4)
    recorded = register.projections.digest()
    register.close()
    (folder / PROJECTIONS).write_bytes(b"this is no database at all" * 400)
    assert opens().projections.digest() == recorded


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_projections_of_another_log_are_not_believed(register: Register, opens: Opens, folder: Path) -> None:
    many(register, 4)
    elsewhere = folder.with_name("elsewhere")
    other = opens(None, elsewhere)
    single(other)
    digest = other.projections.digest()
    register.close()
    other.close()
    (elsewhere / PROJECTIONS).write_bytes((folder / PROJECTIONS).read_bytes())
    assert opens(None, elsewhere).projections.digest() == digest


def test_a_rebuild_in_several_processes_gives_the_same_bytes(register: Register) -> None:
    many(register, 120)
    digest = register.projections.digest()
    assert register.rebuild(processes=2) == 120
    assert register.projections.digest() == digest


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE cases SET route = 'x'",
        "UPDATE cases SET edition = 'x'",
        "UPDATE duty SET status = 'met'",
        "UPDATE duty SET number = number + 7",
        "DELETE FROM duty WHERE provision = 'lodging'",
        "DELETE FROM cases",
        "INSERT INTO duty SELECT file, 'nobody', provision, number, block, who, unit, state, route, status, due, day, "
        "in_time, met_on, minors FROM duty WHERE person = 'p1'",
        "UPDATE duty SET minors = 1 - minors",
        "UPDATE person SET keep_until = 0",
        "DELETE FROM person",
        "UPDATE open_duties SET number = number + 1",
    ],
)
def test_a_rebuild_puts_right_whatever_row_is_wrong(register: Register, damage: str) -> None:
    many(register, 4)
    recorded = register.projections.digest()
    with register.projections.storage.transaction() as db:
        db.execute(damage)
    register.rebuild()
    assert register.projections.digest() == recorded


def test_a_rebuild_writes_no_row_that_is_right(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    many(register, 8)
    right = register.case(register.cases().rows[3].case_id, **WHO)
    with register.projections.storage.transaction() as db:
        db.execute("UPDATE cases SET route = 'x' WHERE file = ?", (right.first,))
    written: list[list[int]] = []
    whole = Projections._replace

    def replaced(self: Projections, db: Any, found: Any) -> None:
        written.append([one.file for one in found])
        whole(self, db, found)

    monkeypatch.setattr(Projections, "_replace", replaced)
    assert register.rebuild() == 8
    assert written == [[right.first]]
    assert register.rebuild() == 8
    assert written == [[right.first]]


def test_what_did_not_change_in_a_file_is_not_written_again(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = family(register)
    register.open_case("NL", (described(), *applied()), **WHO)
    storage = register.projections.storage
    before = set(storage.rows("SELECT * FROM duty")) | set(storage.rows("SELECT * FROM person"))
    written: list[Any] = []
    whole = storage.add
    monkeypatch.setattr(
        storage, "add", lambda db, table, names, rows: whole(db, table, names, written.extend(rows) or rows)
    )
    register.record(case.id, (fact("eurodac_transmitted", "2026-11-21T10:00:00+01:00", "mother"),), **WHO)
    after = set(storage.rows("SELECT * FROM duty")) | set(storage.rows("SELECT * FROM person"))
    assert sorted(map(str, written[1:])) == sorted(map(str, after - before))
    assert 0 < len(after - before) < len(before) / 2
    register.move_clock(register.now() + timedelta(days=1))
    written.clear()
    register.projections.doubt_all()
    register.advance()
    assert len(written) == 2, "the rows of the cases alone"


def test_what_is_computed_from_and_what_is_shown_of_a_file_are_the_same(register: Register) -> None:
    many(register, 4)
    erased = family(register)
    register.erase(erased.id, "child", by="privacy officer", reason="retention ended")
    ids = [row.case_id for row in register.cases().rows]
    states = list(register.files.states(ids))
    assert len(states) == 5
    for case_id, state in zip(ids, states, strict=True):
        shown = register.files.record(register.files.stored(case_id))
        assert all(getattr(shown, name) == getattr(state, name) for name in state.__struct_fields__)
        assert state.opened == shown.entries[0].recorded


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_acts_leaves_what_a_rebuild_would_give(register: Register, seed: int) -> None:
    chance = random.Random(seed)
    ids: list[str] = []
    for _ in range(25):
        act = chance.choice(("open", "family", "record", "record", "correct", "erase", "clock", "advance"))
        if act == "open" or not ids:
            born = f"{chance.randint(2007, 2010)}-12-{chance.randint(1, 28):02d}"
            ids.append(register.open_case("NL", (described(born=born), *applied()), **WHO).id)
            continue
        case = register.case(chance.choice(ids), **WHO)
        if act == "family":
            ids.append(family(register).id)
        elif act == "record" and case.persons:
            at = (register.now() - timedelta(hours=chance.randint(1, 30))).isoformat()
            kind = chance.choice(("eurodac_transmitted", "representative_appointed", "application_withdrawn"))
            register.record(case.id, (fact(kind, at, chance.choice(case.persons)),), **WHO)
        elif act == "correct" and case.persons:
            wrong = fact("fact_withdrawn", "2026-11-22", case.persons[0], withdraws="f99", reason="entered twice")
            left = {one.id for one in case.file.facts}
            known = [one for one in case.file.facts if type(one).kind() == "representative_appointed"]
            gone = {getattr(one, "withdraws", "") for one in case.file.facts}
            standing = [one for one in known if one.id in left - gone]
            if standing:
                right = msgspec.structs.replace(wrong, withdraws=standing[0].id, person=standing[0].person)
                register.record(case.id, (right,), **WHO)
        elif act == "erase" and case.persons and chance.random() < 0.5:
            register.erase(case.id, case.persons[0], by="privacy officer", reason="retention ended")
        elif act == "clock":
            register.move_clock(register.now() + timedelta(hours=chance.randint(1, 90)))
        else:
            register.advance()
    incremental = register.projections.digest()
    register.rebuild()
    assert register.projections.digest() == incremental
    assert register.cases(CaseQuery(problem=True)).rows == ()


@pytest.mark.parametrize("limit", [1, 3, 7, 1000])
def test_paging_through_the_inbox_gives_every_duty_once_and_in_order(register: Register, limit: int) -> None:
    many(register)
    whole = register.inbox(InboxQuery(limit=1000)).rows
    rows, after = [], ""
    while True:
        page = register.inbox(InboxQuery(after=after, limit=limit))
        rows += page.rows
        after = page.next
        if not after:
            break
    assert tuple(rows) == whole
    assert len({(row.case_id, row.person, row.provision) for row in rows}) == len(rows) > 15
    dates = [row.due for row in rows if row.due is not None]
    assert dates == sorted(dates)
    assert all(row.due is None for row in rows[len(dates) :])


def test_what_is_recorded_while_paging_neither_repeats_nor_hides_a_row(register: Register) -> None:
    many(register)
    first = register.inbox(InboxQuery(limit=5))
    single(register)
    rest = register.inbox(InboxQuery(after=first.next, limit=1000))
    before = {(row.case_id, row.person, row.provision) for row in first.rows}
    after = [(row.case_id, row.person, row.provision) for row in rest.rows]
    assert len(set(after)) == len(after)
    assert not before & set(after)


def test_filters_and_counts_tell_the_same(register: Register) -> None:
    many(register)
    for unit in ("", *units()):
        counts = register.inbox_counts(Within(unit=unit))
        for when in ("late", "today", "week", "all"):
            rows = register.inbox(InboxQuery(unit=unit, when=when, limit=1000)).rows
            assert len(rows) == getattr(counts, when), (unit, when)
    whole = register.inbox(InboxQuery(limit=1000)).rows
    for field in ("unit", "block", "route", "state", "provision"):
        for value in {getattr(row, field) for row in whole}:
            found = register.inbox(InboxQuery(**{field: value}, limit=1000)).rows  # type: ignore[arg-type]
            assert value == "" or found == tuple(row for row in whole if getattr(row, field) == value)


def test_counts_stay_within_member_state_unit_minors_and_blocks(register: Register) -> None:
    many(register, 5)
    alone = fact("person_described", "2026-11-01", born="2011-03-01", unaccompanied=True)
    register.open_case("NL", (alone, *applied("2026-11-02", "2026-11-05T10:00:00+01:00")), **WHO)
    german = msgspec.structs.replace(described(at="2026-11-01"), state="DE")
    register.open_case("DE", (german,), **WHO)
    register.open_case("DE", (german, *applied("2026-11-02", "2026-11-05T10:00:00+01:00")), **WHO)
    kinds = frozenset(row.block for row in register.inbox(InboxQuery(limit=1000)).rows)
    few = frozenset(sorted(kinds)[:2])
    register.clock.move(register.now() + timedelta(days=9, minutes=17))  # type: ignore[attr-defined]
    found = set()
    for state in ("", "NL", "DE", "FR"):
        for unit in ("", *units()):
            for minors in (False, True):
                for blocks in (None, few, frozenset[str]()):
                    within = Within(unit=unit, kept_by=state, minors=minors, blocks=blocks)
                    query = InboxQuery(unit=unit, kept_by=state, minors=minors, blocks=blocks, limit=1000)
                    counts = register.inbox_counts(within)
                    found.add(counts)
                    for when in ("late", "today", "week", "all"):
                        rows = register.inbox(msgspec.structs.replace(query, when=when)).rows
                        assert len(rows) == getattr(counts, when), (within, when)
    assert len(found) > 8


@pytest.mark.parametrize("minutes", [-1, 0, 1, 37, 60])
def test_counts_part_at_the_very_moment_also_within_an_hour(register: Register, minutes: int) -> None:
    single(register)
    limit = next(row for row in register.inbox().rows if row.provision == "eurodac-applicant")
    assert limit.due is not None
    register.clock.move(limit.due + timedelta(minutes=minutes))  # type: ignore[attr-defined]
    late = register.inbox(InboxQuery(when="late")).rows
    assert register.inbox_counts().late == len(late)
    assert (limit.provision in {row.provision for row in late}) == (minutes >= 0)


def test_what_is_counted_follows_every_change_and_a_rebuild_counts_the_same(register: Register) -> None:
    many(register)
    asked = "SELECT * FROM open_duties ORDER BY state, unit, block, minors, hour"
    recorded = register.projections.storage.rows(asked)
    assert all(row[-1] > 0 for row in recorded)
    register.rebuild()
    assert register.projections.storage.rows(asked) == recorded
    case = register.cases().rows[0]
    for person in register.files.read(case.case_id).persons:
        register.erase(case.case_id, person, by="privacy officer", reason="retention ended")
    assert register.inbox_counts().all == len(register.inbox(InboxQuery(limit=1000)).rows)


@pytest.mark.parametrize("form", [UNCOUNTED, UNMARKED])
def test_lists_of_an_earlier_form_are_brought_to_the_present_one_at_opening(
    register: Register, opens: Opens, folder: Path, form: int
) -> None:
    many(register, 4)
    alone_and_a_minor(register)
    recorded = register.projections.digest()
    storage = register.projections.storage
    with storage.turn(), storage.transaction() as db:
        for index in ("due", "unit", "block", "route"):
            db.execute(f"DROP INDEX duty_minors_{index}")
        db.execute("ALTER TABLE duty DROP COLUMN minors")
        if form == UNCOUNTED:
            db.execute("DROP TABLE open_duties")
        storage.set_form(db, form)
    register.close()
    again = opens()
    assert again.projections.digest() == recorded
    assert again.inbox(InboxQuery(minors=True)).rows


@pytest.mark.parametrize("limit", [2, 1000])
def test_a_list_of_files_of_unaccompanied_minors_holds_all_their_duties_and_no_others(
    register: Register, limit: int
) -> None:
    many(register)
    alone = {alone_and_a_minor(register) for _ in range(3)}
    known_later = single(register).id
    register.record(known_later, (fact("person_described", "2026-11-21", unaccompanied=True),), **WHO)
    whole = register.inbox(InboxQuery(limit=1000)).rows
    theirs = tuple(row for row in whole if row.case_id in alone | {known_later})
    assert {row.case_id for row in theirs} == alone | {known_later}

    def paged(**asked: Any) -> tuple[Any, ...]:
        rows, after = [], ""
        while True:
            page = register.inbox(InboxQuery(minors=True, after=after, limit=limit, **asked))
            rows += page.rows
            after = page.next
            if not after:
                return tuple(rows)

    assert paged() == theirs
    for field in ("unit", "block", "route", "provision"):
        for value in {getattr(row, field) for row in whole} - {""}:
            assert paged(**{field: value}) == tuple(row for row in theirs if getattr(row, field) == value)
    some = frozenset(sorted({row.block for row in theirs})[:2])
    assert paged(blocks=some) == tuple(row for row in theirs if row.block in some)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("asked", [{}, {"unit": "asylum"}, {"block": "procedure"}, {"route": "route:closed"}])
def test_duties_of_unaccompanied_minors_are_not_looked_for_among_those_of_all(
    register: Register, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone_and_a_minor(register)
    storage = register.projections.storage
    plans: list[str] = []

    def explained(question: str, values: Any = ()) -> list[tuple[Any, ...]]:
        plans.extend(str(row[-1]) for row in answered(f"EXPLAIN QUERY PLAN {question}", values))
        return answered(question, values)

    answered = storage.rows
    register.projections.catch_up()
    monkeypatch.setattr(storage, "rows", explained)
    register.inbox(InboxQuery(minors=True, kept_by="NL", **asked))
    (lead,) = asked or ("due",)
    assert any(f"USING INDEX duty_minors_{lead}" in line for line in plans), plans
    assert not any("TEMP B-TREE" in line for line in plans), plans


@pytest.mark.parametrize("limit", [1, 4, 1000])
def test_a_list_of_some_blocks_is_paged_in_full_pages(register: Register, limit: int) -> None:
    many(register)
    whole = register.inbox(InboxQuery(limit=1000)).rows
    some = frozenset(sorted({row.block for row in whole})[::2])
    wanted = [row for row in whole if row.block in some]
    assert 0 < len(wanted) < len(whole)
    rows, after = [], ""
    while True:
        page = register.inbox(InboxQuery(blocks=some, after=after, limit=limit))
        assert len(page.rows) == limit or not page.next
        rows += page.rows
        after = page.next
        if not after:
            break
    assert rows == wanted
    outside = next(row.block for row in whole if row.block not in some)
    assert register.inbox(InboxQuery(blocks=some, block=outside)).rows == ()
    assert register.inbox(InboxQuery(blocks=frozenset())).rows == ()


def test_late_is_a_question_of_the_clock_and_never_stored(register: Register) -> None:
    single(register)
    lodging = next(row for row in register.inbox().rows if row.provision == "lodging")
    assert (lodging.status, lodging.due_day, lodging.by) == ("open", date(2026, 12, 11), date(2026, 12, 11))
    assert lodging.due == datetime(2026, 12, 12, 0, 0, tzinfo=AMSTERDAM)
    register.clock.move(lodging.due - timedelta(microseconds=1))  # type: ignore[attr-defined]
    assert lodging.provision in {row.provision for row in register.inbox(InboxQuery(when="today")).rows}
    register.clock.move(lodging.due)  # type: ignore[attr-defined]
    late = {row.provision: row.status for row in register.inbox(InboxQuery(when="late")).rows}
    assert late["lodging"] == "late"
    (stored,) = register.projections.storage.rows("SELECT DISTINCT status FROM duty WHERE provision = 'lodging'")
    assert stored == ("open",)


def test_a_limit_in_hours_shows_its_moment_and_one_in_days_its_last_day(register: Register) -> None:
    single(register)
    by = {row.provision: row.by for row in register.inbox().rows}
    assert by["eurodac-applicant"] == datetime(2026, 11, 23, 11, 0, tzinfo=AMSTERDAM)
    assert by["lodging"] == date(2026, 12, 11)


def test_the_week_ends_on_sunday_and_the_day_at_midnight_of_the_member_state(register: Register) -> None:
    register.clock.move(datetime(2026, 12, 6, 12, 0, tzinfo=AMSTERDAM))  # type: ignore[attr-defined]
    for registered in ("2026-11-15", "2026-11-16", "2026-11-17"):
        facts = (described(at="2026-11-01"), *applied("2026-11-14", f"{registered}T10:00:00+01:00"))
        register.open_case("NL", facts, **WHO)
    due = {
        when: [row.due_day for row in register.inbox(InboxQuery(provision="lodging", when=when)).rows]
        for when in ("today", "week")
    }
    assert due == {"today": [], "week": []}
    register.clock.move(datetime(2026, 12, 7, 0, 0, tzinfo=AMSTERDAM))  # type: ignore[attr-defined]
    due = {
        when: [row.due_day for row in register.inbox(InboxQuery(provision="lodging", when=when)).rows]
        for when in ("today", "week")
    }
    assert due == {
        "today": [date(2026, 12, 7), date(2026, 12, 7)],
        "week": [date(2026, 12, 7), date(2026, 12, 7), date(2026, 12, 8)],
    }


@pytest.mark.parametrize("after", ["x", "bm9uc2Vuc2U", "WzFd", "WzEsMiwzLDQsNV0", "é", "e30"])
def test_a_made_up_cursor_is_refused_in_plain_words(register: Register, after: str) -> None:
    with pytest.raises(UnknownPageError, match="does not exist"):
        register.inbox(InboxQuery(after=after))
    with pytest.raises(UnknownPageError):
        register.cases(CaseQuery(after=after))


def test_cases_are_found_by_number_or_a_part_of_it_and_paged(register: Register) -> None:
    for _ in range(7):
        single(register)
    assert [row.number[-1] for row in register.cases(CaseQuery(text="nl-2026-00000")).rows] == list("1234567")
    assert [row.number for row in register.cases(CaseQuery(text="0004")).rows] == ["NL-2026-000004"]
    assert register.cases(CaseQuery(text="BE")).rows == ()
    first = register.cases(CaseQuery(limit=4))
    rest = register.cases(CaseQuery(limit=4, after=first.next))
    assert [row.number[-1] for row in (*first.rows, *rest.rows)] == list("1234567")
    assert rest.next == ""


def test_a_case_row_names_the_next_date_and_nobody(register: Register) -> None:
    single(register)
    (row,) = register.cases().rows
    assert row.next_due == datetime(2026, 11, 23, 11, 0, tzinfo=AMSTERDAM)
    assert (row.persons, row.state) == (1, "NL")
    assert "Selam" not in msgspec.json.encode(row).decode()


def test_what_became_of_duties_is_counted_by_provision(register: Register) -> None:
    many(register)
    counts = register.duty_counts()
    lodging = counts["lodging"]
    assert lodging.met_in_time == 3
    duties = msgspec.structs.asdict(lodging)
    ((number,),) = register.projections.storage.rows("SELECT count(*) FROM duty WHERE provision = 'lodging'")
    assert sum(duties.values()) == number


def test_what_decides_who_may_see_a_case_follows_from_its_facts(register: Register) -> None:
    case = family(register)
    reach = register.reach(case.number)
    assert reach.state == "NL"
    assert "registration" in reach.units
    assert not reach.minors
    assert reach.persons == {f"{case.id}/mother", f"{case.id}/child"}
    assert register.reach("NL-2026-009999") == CaseReach()
    assert register.reach("nonsense") == CaseReach()
    alone = register.open_case(
        "NL", (fact("person_described", "2026-11-10", born="2011-01-01", unaccompanied=True), *applied()), **WHO
    )
    assert register.reach(alone.id).minors


def test_nobody_is_listed_for_erasure_whose_keeping_has_not_ended(register: Register) -> None:
    single(register)
    assert register.kept_too_long() == ()
    with register.projections.storage.transaction() as db:
        db.execute("UPDATE person SET keep_until = 0")
    (listed,) = register.kept_too_long()
    assert (listed.person, listed.ended.year) == ("p1", 1970)
    assert not listed.restricted


def test_a_restriction_stands_in_the_lists_until_it_is_lifted(register: Register) -> None:
    case = single(register)
    assert not register.reach(case.id).restricted
    pending = register.reach(case.id).pending
    assert pending
    register.record(case.id, (fact("processing_restricted", "2026-11-21", ground="objection_pending"),), **WHO)
    assert register.reach(case.id).restricted
    assert register.reach(case.id).pending == pending
    (row,) = register.cases().rows
    assert [one.restricted for one in row.summary] == [True]
    with register.projections.storage.transaction() as db:
        db.execute("UPDATE person SET keep_until = 0")
    assert [one.restricted for one in register.kept_too_long()] == [True]
    before = register.projections.digest()
    register.rebuild()
    lifted = fact("restriction_lifted", "2026-11-22", informed_on="2026-11-21")
    register.record(case.id, (lifted,), **WHO)
    assert not register.reach(case.id).restricted
    assert register.projections.digest() != before


def test_every_actor_has_a_unit_in_every_block() -> None:
    assert all(unit_of(who, block) for who in ACTORS for block in BLOCKS)


def test_a_file_that_the_rules_cannot_read_is_listed_with_its_problem(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = single(register)
    bad = single(register)
    whole = Projections._computed

    def broken(*_: object) -> None:
        raise LookupError("a rule is broken")

    def computed(self: Projections, case: CaseState, *more: Any) -> Any:
        with monkeypatch.context() as patch:
            if case.id == bad.id:
                patch.setattr("asylon.register.projections.position", broken)
            return whole(self, case, *more)

    monkeypatch.setattr(Projections, "_computed", computed)
    register.rebuild()
    (row,) = register.cases(CaseQuery(problem=True)).rows
    assert (row.case_id, row.problem) == (bad.id, "LookupError: a rule is broken")
    assert {duty.case_id for duty in register.inbox().rows} == {good.id}


def test_when_the_lists_cannot_follow_the_fact_is_stored_all_the_same(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = single(register)
    with monkeypatch.context() as patch:

        def failing(*_: object) -> None:
            raise UnknownPageError("")

        patch.setattr(register.projections, "catch_up", failing)
        recorded = register.record(case.id, (fact("application_lodged", "2026-11-23"),), **WHO)
    assert recorded.case.version == 4
    assert "lodging" not in {row.provision for row in register.inbox().rows}
    assert the_book().edition == register.book.edition
