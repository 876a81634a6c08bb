"""What every log does, whatever stores it: the suite that each backend inherits. All persons are fictional."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from asylon.register import (
    Batch,
    CommandReusedError,
    ConcurrencyError,
    DamagedError,
    Erased,
    InvalidFactError,
    Log,
    NewFact,
    OpenedFact,
    PersonErasedError,
    SealBrokenError,
    Stream,
    Upcasting,
    Vault,
    verify,
)
from asylon.register.stored import SealedRow, hasher

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CASE = Stream("case", "c0ffee")
COUNCIL = Stream("council", "jha-2024-06")


def noon() -> datetime:
    return NOON


def case_fact(kind: str = "application_made", person: str = "selam", **more: Any) -> NewFact:
    values: dict[str, Any] = {
        "stream_kind": CASE.kind,
        "stream_id": CASE.id,
        "at": "2026-10-12",
        "body": {"person": person, "state": "NL"},
    } | more
    return NewFact(kind=kind, person=person, **values)


def public_fact(stream: Stream = COUNCIL, **more: Any) -> NewFact:
    values: dict[str, Any] = {"kind": "position_taken", "at": "2024-06-13", "body": {"by": "NL"}} | more
    return NewFact(stream_kind=stream.kind, stream_id=stream.id, **values)


def batch(*facts: NewFact, **more: Any) -> Batch:
    values: dict[str, Any] = {"actor": "j.devries", "unit": "NL-IND", "purpose": "examination"} | more
    return Batch(facts=facts, **values)


class LogSuite:
    """The behaviour of the port ``Log``. A backend says how a log in a folder is opened."""

    def open(self, folder: Path, vault: Vault, upcasting: Upcasting) -> Log:
        raise NotImplementedError

    @pytest.fixture
    def vault(self, tmp_path: Path) -> Vault:
        return Vault(tmp_path / "vault.sqlite", noon)

    @pytest.fixture
    def upcasting(self) -> Upcasting:
        return Upcasting()

    @pytest.fixture
    def log(self, tmp_path: Path, vault: Vault, upcasting: Upcasting) -> Log:
        return self.open(tmp_path, vault, upcasting)

    def test_a_recorded_fact_is_read_back_as_it_was_given(self, log: Log) -> None:
        (stored,) = log.append(batch(case_fact()))
        assert (stored.position, stored.version, stored.recorded) == (1, 1, "2026-11-23T12:00:00.000000Z")
        assert (stored.actor, stored.unit, stored.purpose) == ("j.devries", "NL-IND", "examination")
        assert log.read(*CASE) == (stored,)
        opened = log.open(stored)
        assert opened == OpenedFact(
            stored, "selam", "application_made", 1, "2026-10-12", {"person": "selam", "state": "NL"}
        )

    def test_a_body_may_be_given_as_json(self, log: Log) -> None:
        (stored,) = log.append(batch(public_fact(body=b'{"z": 1, "a": [true, null]}')))
        assert stored.body == b'{"a":[true,null],"z":1}'
        assert log.open_body(stored) == {"z": 1, "a": [True, None]}

    def test_a_fact_about_a_person_shows_neither_kind_nor_moment_nor_body(self, log: Log) -> None:
        (stored,) = log.append(batch(case_fact("absconded", at="2026-10-12T04:12:00+02:00")))
        assert stored.sealed
        assert (stored.kind, stored.at) == ("", "")
        assert stored.key_id != "selam"
        for word in (b"absconded", b"2026-10-12", b"selam", b"NL"):
            assert word not in stored.body

    def test_positions_count_the_log_and_versions_count_the_stream(self, log: Log) -> None:
        log.append(batch(case_fact(), public_fact(), case_fact("application_registered")))
        log.append(batch(public_fact()))
        assert [(f.position, f.stream_kind, f.version) for f in log.read_all()] == [
            (1, "case", 1),
            (2, "council", 1),
            (3, "case", 2),
            (4, "council", 2),
        ]
        assert [f.version for f in log.read(*CASE, from_version=2)] == [2]
        assert [f.position for f in log.read_all(2, limit=2)] == [2, 3]
        assert log.head().position == 4

    def test_the_same_reference_under_two_kinds_is_two_streams(self, log: Log) -> None:
        plan = Stream("plan", COUNCIL.id)
        log.append(batch(public_fact(), public_fact(plan)))
        assert [f.version for f in log.read(*plan)] == [1]
        assert list(log.streams("plan")) == [COUNCIL.id]
        assert list(log.streams("circumstances")) == []

    def test_a_batch_over_many_streams_goes_on_in_each_where_it_stood(self, log: Log) -> None:
        plan, begun = Stream("plan", COUNCIL.id), Stream("case", 'said "so", and {such}')
        log.append(batch(public_fact(), case_fact(stream_id=begun.id), case_fact(stream_id=begun.id)))
        new = [case_fact(stream_id=f"{number:032x}") for number in range(600)]
        log.append(batch(case_fact(stream_id=begun.id), public_fact(), public_fact(plan), case_fact(), *new))
        streams = (begun, COUNCIL, plan, CASE, Stream("case", new[-1].stream_id))
        assert [log.read(*stream)[-1].version for stream in streams] == [3, 2, 1, 1, 1]
        assert verify(log).ok

    def test_what_a_file_is_computed_from_is_read_stream_by_stream(self, log: Log) -> None:
        other = Stream("case", "0ther")
        facts = log.append(
            batch(case_fact(), case_fact(stream_id=other.id), case_fact("application_registered"), public_fact())
        )
        found = log.read_sealed("case", [CASE.id, "n0ne", other.id])
        assert list(found) == [CASE.id, "n0ne", other.id]
        rows = [SealedRow(*row) for rows in found.values() for row in rows]
        assert [row.position for row in rows] == [1, 3, 2]
        for row in rows:
            assert all(getattr(facts[row.position - 1], name) == value for name, value in row._asdict().items())
        (clear,) = log.read_sealed("council", [COUNCIL.id])[COUNCIL.id]
        assert SealedRow(*clear).key_id == ""

    def test_streams_come_in_the_order_in_which_they_began(self, log: Log) -> None:
        log.append(batch(*(public_fact(Stream("council", name)) for name in ("b", "c", "a", "b"))))
        assert list(log.streams("council")) == ["b", "c", "a"]
        assert list(log.streams("council", after=2)) == ["b", "a"]
        assert list(log.streams("council", after=4)) == []

    def test_a_family_file_holds_facts_sealed_for_each_person(self, log: Log) -> None:
        mother, child = log.append(batch(case_fact(person="selam"), case_fact(person="yonas")))
        assert mother.key_id != child.key_id
        log.vault.erase("yonas", by="privacy officer", reason="retention ended")
        assert isinstance(log.open(mother), OpenedFact)
        assert isinstance(log.open(child), Erased)

    def test_an_erased_person_cannot_be_read_and_the_chain_stays_whole(self, log: Log) -> None:
        (stored,) = log.append(batch(case_fact()))
        receipt = log.vault.erase("selam", by="privacy officer", reason="retention ended")
        assert log.open_body(stored) == Erased(stored, receipt)
        assert verify(log).ok

    def test_nothing_more_is_recorded_about_an_erased_person(self, log: Log) -> None:
        log.append(batch(case_fact()))
        log.vault.erase("selam", by="privacy officer", reason="retention ended")
        with pytest.raises(PersonErasedError):
            log.append(batch(public_fact(), case_fact()))
        assert log.head().position == 1

    def test_a_writer_who_has_not_seen_the_last_version_is_refused(self, log: Log) -> None:
        log.append(batch(case_fact(), expected={CASE: 0}))
        with pytest.raises(ConcurrencyError) as refused:
            log.append(batch(case_fact("absconded"), expected={CASE: 0}))
        assert (refused.value.stream, refused.value.expected, refused.value.actual) == ("case/c0ffee", 0, 1)
        assert "u zag versie 0" in refused.value.told("nl")
        log.append(batch(case_fact("absconded"), expected={CASE: 1}))

    def test_a_batch_over_several_streams_is_stored_whole_or_not_at_all(self, log: Log) -> None:
        log.append(batch(case_fact()))
        with pytest.raises(ConcurrencyError):
            log.append(batch(public_fact(), case_fact(), expected={COUNCIL: 0, CASE: 7}))
        assert log.head().position == 1
        assert log.read(*COUNCIL) == ()

    def test_a_version_may_be_expected_of_a_stream_that_is_only_read(self, log: Log) -> None:
        log.append(batch(public_fact()))
        with pytest.raises(ConcurrencyError):
            log.append(batch(case_fact(), expected={COUNCIL: 0}))
        log.append(batch(case_fact(), expected={COUNCIL: 1, CASE: None}))

    def test_a_command_sent_twice_is_recorded_once(self, log: Log) -> None:
        sent = batch(case_fact(), public_fact(), expected={CASE: 0}, command_id="form-1")
        first = log.append(sent)
        assert log.append(sent) == first
        assert log.head().position == 2

    def test_a_command_can_be_repeated_after_its_person_was_erased(self, log: Log) -> None:
        sent = batch(case_fact(), command_id="form-1")
        first = log.append(sent)
        log.vault.erase("selam", by="privacy officer", reason="retention ended")
        assert log.append(sent) == first

    @pytest.mark.parametrize(
        "other",
        [
            (case_fact("absconded"),),
            (case_fact(at="2026-10-13"),),
            (case_fact(body={"person": "selam", "state": "BE"}),),
            (case_fact(person="yonas", body={"person": "selam", "state": "NL"}),),
            (case_fact(stream_id="other"),),
            (case_fact(), case_fact()),
            (public_fact(),),
        ],
    )
    def test_a_command_with_other_contents_is_refused(self, log: Log, other: tuple[NewFact, ...]) -> None:
        log.append(batch(case_fact(), command_id="form-1"))
        with pytest.raises(CommandReusedError):
            log.append(batch(*other, command_id="form-1"))
        assert log.head().position == 1

    @pytest.mark.parametrize(
        "wrong",
        [
            batch(),
            batch(public_fact(), actor=" "),
            batch(public_fact(), unit=""),
            batch(public_fact(), purpose=""),
            batch(public_fact(at="yesterday")),
            batch(public_fact(at="2026-10-12T09:30")),
            batch(public_fact(kind="")),
            batch(public_fact(Stream("council", ""))),
            batch(public_fact(Stream("gossip", "x"))),  # type: ignore[arg-type]
            batch(public_fact(schema=2)),
            batch(public_fact(schema=0)),
            batch(public_fact(body=b"not json")),
            batch(public_fact(body=b"[1]")),
            batch(public_fact(body={"x": object()})),
            batch(public_fact(body={"x": "\ud800"})),
            batch(public_fact(Stream("council", "\ud800"))),
            batch(NewFact(stream_kind="case", stream_id="c", kind="k", at="2026-10-12", body={})),
        ],
    )
    def test_what_cannot_be_kept_is_refused_before_anything_is_stored(self, log: Log, wrong: Batch) -> None:
        with pytest.raises(InvalidFactError) as refused:
            log.append(wrong)
        assert refused.value.told("en") != refused.value.told("nl")
        assert log.head().position == 0

    def test_sealed_bytes_do_not_open_in_another_place(self, log: Log) -> None:
        first, second = log.append(batch(case_fact(), case_fact("absconded")))
        moved = msgspec.structs.replace(first, body=second.body)
        with pytest.raises(SealBrokenError):
            log.open(moved)

    def test_facts_in_an_older_form_are_read_in_the_present_one(self, log: Log, upcasting: Upcasting) -> None:
        (stored,) = log.append(batch(case_fact()))

        @upcasting.upcaster("application_made", 1)
        def with_place(body: dict[str, Any]) -> dict[str, Any]:
            return body | {"place": "territory"}

        opened = log.open(stored)
        assert isinstance(opened, OpenedFact)
        assert (opened.schema, opened.body["place"]) == (2, "territory")
        assert log.read(*CASE)[0].schema == 1
        (newer,) = log.append(batch(case_fact()))
        assert newer.schema == 2

    def test_many_pages_are_read_in_order(self, log: Log) -> None:
        facts = tuple(public_fact(Stream("council", f"{n:05}")) for n in range(4500))
        log.append(batch(*facts))
        assert [fact.position for fact in log.read_all()] == list(range(1, 4501))
        assert sum(1 for _ in log.open_all(log.read_all(2))) == 4499
        assert list(log.streams("council")) == [f"{n:05}" for n in range(4500)]
        assert verify(log).facts == 4500

    def test_a_batch_that_breaks_while_its_facts_are_made_stores_nothing(
        self, log: Log, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log.append(batch(public_fact()))
        facts = tuple(public_fact(Stream("council", f"{n:05}")) for n in range(300))

        def broken(*common: bytes) -> Any:
            hashed = hasher(*common)

            def at_250(position: int, *fields: Any) -> bytes:
                if position == 250:
                    raise MemoryError
                return hashed(position, *fields)

            return at_250

        with monkeypatch.context() as patch:
            patch.setattr("asylon.register.linking.hasher", broken)
            with pytest.raises(MemoryError):
                log.append(batch(*facts))
        assert log.head().position == 1
        log.append(batch(*facts))
        assert verify(log).facts == 301

    def test_four_threads_on_one_case_leave_no_gap_and_the_losers_are_told(self, log: Log) -> None:
        lost: list[ConcurrencyError] = []

        def write(name: str) -> None:
            for number in range(10):
                while True:
                    seen = len(log.read(*CASE))
                    fact = case_fact(person=name, body={"number": number})
                    try:
                        log.append(batch(fact, expected={CASE: seen}))
                        break
                    except ConcurrencyError as error:
                        lost.append(error)

        threads = [threading.Thread(target=write, args=(f"p{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [fact.version for fact in log.read(*CASE)] == list(range(1, 41))
        assert all(error.actual > error.expected for error in lost)
        assert verify(log).ok

    def test_a_log_opened_again_goes_on_where_it_was(
        self, log: Log, tmp_path: Path, vault: Vault, upcasting: Upcasting
    ) -> None:
        log.append(batch(case_fact()))
        again = self.open(tmp_path, vault, upcasting)
        again.append(batch(case_fact("absconded")))
        log.append(batch(public_fact()))
        assert log.log_id == again.log_id
        assert verify(again).head == log.head()

    def test_a_vault_serves_one_log_only(self, log: Log, tmp_path: Path, vault: Vault) -> None:
        log.append(batch(public_fact()))
        other = tmp_path / "other"
        with pytest.raises(DamagedError):
            self.open(other, vault, Upcasting())
        with pytest.raises(DamagedError):
            self.open(tmp_path, Vault(other / "vault.sqlite", noon), Upcasting())
