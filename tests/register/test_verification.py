"""Tampering is found, and the first bad place is named. All persons are fictional."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest
from log_suite import batch, case_fact, noon, public_fact
from writers_suite import opened

from asylon.register import SqliteLog, StoredFact, Vault, verify
from asylon.register.store import TableLog
from asylon.register.stored import hasher

FACTS = 9
FIELDS = StoredFact.__struct_fields__


@pytest.fixture
def address(database: str) -> str:
    return database


@pytest.fixture
def log(tmp_path: Path, address: str) -> TableLog:
    """Nine facts in batches of two, one person erased: verification does not need the keys."""
    log = opened(tmp_path, address)
    for number in range(4):
        log.append(batch(case_fact(person=f"p{number}"), public_fact(), command_id=f"form-{number}"))
    log.append(batch(public_fact()))
    log.vault.erase("p1", by="privacy officer", reason="retention ended")
    return log


class Hand:
    """Somebody with the database and without the vault, whom its triggers do not stop."""

    def __init__(self, log: TableLog, address: str) -> None:
        if address:
            options = "-c search_path=asylon_log -c session_replication_role=replica"
            self._store: Any = psycopg.connect(address, autocommit=True, options=options)
        else:
            self._store = sqlite3.connect(log.storage.where, isolation_level=None)
            for (name,) in self._store.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                self._store.execute(f"DROP TRIGGER {name}")
        self._address = address

    def execute(self, statement: str, values: Any = ()) -> Any:
        if self._address:
            statement = re.sub(r"(?<!:):([a-z]+)", r"%(\1)s", statement).replace("?", "%s")
            statement = statement.replace("zeroblob(32)", "decode(repeat('00', 32), 'hex')")
        return self._store.execute(statement, values)


@pytest.fixture
def hand(log: TableLog, address: str) -> Hand:
    return Hand(log, address)


def row(store: Hand, position: int) -> dict[str, object]:
    found = store.execute(f"SELECT {', '.join(FIELDS)} FROM fact WHERE position = ?", (position,)).fetchone()
    return dict(zip(FIELDS, found, strict=True))


def put(store: Hand, values: dict[str, object]) -> None:
    marks = ", ".join("?" * len(FIELDS))
    store.execute(f"INSERT INTO fact ({', '.join(FIELDS)}) VALUES ({marks})", [values[f] for f in FIELDS])


def rehashed(values: dict[str, object]) -> dict[str, object]:
    """The row with the hash that its fields would have: the form is public."""

    def raw(name: str) -> bytes:
        value = values[name]
        return value.encode() if isinstance(value, str) else bytes(value)  # type: ignore[arg-type]

    hashed = hasher(*(raw(name) for name in ("recorded", "actor", "unit", "purpose")))
    numbers = [int(values[name]) for name in ("position", "version", "schema")]  # type: ignore[call-overload]
    rest = ("stream_kind", "stream_id", "kind", "at", "key_id", "body", "previous")
    return values | {"hash": hashed(*numbers, *map(raw, rest))}


def first_bad(log: TableLog) -> int:
    report = verify(log)
    assert not report.ok
    assert report.first_problem is not None
    assert report.first_problem.what.en != report.first_problem.what.nl
    assert report.facts == len(list(log.read_all(1, report.facts)))
    return report.first_problem.position


def test_an_untouched_log_is_sound(log: TableLog) -> None:
    told: list[tuple[int, int]] = []
    report = verify(log, progress=lambda done, total: told.append((done, total)))
    assert (report.ok, report.facts, report.anchored) == (True, FACTS, FACTS)
    assert report.head == log.head()
    assert told == [(FACTS, FACTS)]


def test_an_empty_log_is_sound(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "new.sqlite", Vault(tmp_path / "vault.sqlite", noon), noon)
    assert verify(log).ok


def test_a_cancelled_verification_says_so_and_proves_nothing(log: TableLog) -> None:
    report = verify(log, cancel=lambda: True)
    assert (report.ok, report.cancelled, report.first_problem) == (False, True, None)


@pytest.mark.parametrize("position", [1, 4, FACTS])
@pytest.mark.parametrize("field", [field for field in FIELDS if field != "position"])
def test_a_flipped_field_is_found_where_it_is(log: TableLog, hand: Hand, field: str, position: int) -> None:
    value = row(hand, position)[field]
    if isinstance(value, bytes):
        other: object = bytes([value[0] ^ 1]) + value[1:]
    elif isinstance(value, int):
        other = value + 70
    else:
        other = "x" + str(value)
    hand.execute(f"UPDATE fact SET {field} = ? WHERE position = ?", (other, position))
    assert first_bad(log) == position


@pytest.mark.parametrize("bit", range(8))
def test_any_flipped_bit_of_a_sealed_body_is_found(log: TableLog, hand: Hand, bit: int) -> None:
    body = bytearray(row(hand, 3)["body"])  # type: ignore[arg-type]
    body[-1] ^= 1 << bit
    hand.execute("UPDATE fact SET body = ? WHERE position = 3", (bytes(body),))
    assert first_bad(log) == 3


def test_a_boundary_moved_between_two_fields_is_found(log: TableLog, hand: Hand) -> None:
    hand.execute("UPDATE fact SET actor = actor || 'N', unit = substr(unit, 2) WHERE position = 5")
    assert first_bad(log) == 5


def test_a_flipped_fact_with_its_hash_made_to_fit_is_found_at_the_next(log: TableLog, hand: Hand) -> None:
    changed = rehashed(row(hand, 4) | {"body": b'{"by":"BE"}'})
    hand.execute("UPDATE fact SET body = :body, hash = :hash WHERE position = :position", changed)
    assert first_bad(log) == 5


def test_a_chain_rewritten_to_its_end_is_found_by_the_signed_head(log: TableLog, hand: Hand) -> None:
    previous = None
    for position in range(4, FACTS + 1):
        values = row(hand, position)
        if previous is None:
            values["body"] = b'{"by":"BE"}'
        else:
            values["previous"] = previous
        values = rehashed(values)
        previous = values["hash"]
        hand.execute(
            "UPDATE fact SET body = :body, previous = :previous, hash = :hash WHERE position = :position", values
        )
    assert first_bad(log) == FACTS


@pytest.mark.parametrize("position", [1, 4, 8])
def test_a_deleted_fact_is_found(log: TableLog, hand: Hand, position: int) -> None:
    hand.execute("DELETE FROM fact WHERE position = ?", (position,))
    assert first_bad(log) == position


def test_a_deleted_fact_with_the_rest_moved_up_is_found(log: TableLog, hand: Hand) -> None:
    hand.execute("DELETE FROM fact WHERE position = 4")
    for position in range(5, FACTS + 1):
        hand.execute("UPDATE fact SET position = position - 1 WHERE position = ?", (position,))
    assert first_bad(log) == 4


@pytest.mark.parametrize(("one", "other"), [(1, 2), (3, 5), (8, 9)])
def test_two_facts_exchanged_are_found(log: TableLog, hand: Hand, one: int, other: int) -> None:
    for before, after in ((one, 1000), (other, one), (1000, other)):
        hand.execute("UPDATE fact SET position = ? WHERE position = ?", (after, before))
    assert first_bad(log) == one


def test_two_bodies_exchanged_are_found(log: TableLog, hand: Hand) -> None:
    one, other = row(hand, 1), row(hand, 3)
    hand.execute("UPDATE fact SET body = ? WHERE position = 1", (other["body"],))
    hand.execute("UPDATE fact SET body = ? WHERE position = 3", (one["body"],))
    assert first_bad(log) == 1


def test_an_inserted_fact_is_found(log: TableLog, hand: Hand) -> None:
    for position in range(FACTS, 4, -1):
        hand.execute("UPDATE fact SET position = position + 1 WHERE position = ?", (position,))
    put(hand, rehashed(row(hand, 4) | {"position": 5, "version": 99, "previous": row(hand, 4)["hash"]}))
    assert first_bad(log) == 5


def test_a_fact_added_at_the_end_with_fitting_links_is_found_and_not_built_upon(log: TableLog, hand: Hand) -> None:
    last = row(hand, FACTS)
    forged = last | {"position": FACTS + 1, "version": 6, "previous": last["hash"]}
    put(hand, rehashed(forged))
    assert first_bad(log) == FACTS + 1
    with pytest.raises(Exception, match="not written by this register"):
        log.append(batch(public_fact()))


def test_an_added_fact_with_a_made_up_batch_is_found(log: TableLog, hand: Hand) -> None:
    last = row(hand, FACTS)
    put(hand, rehashed(last | {"position": FACTS + 1, "version": 6, "previous": last["hash"]}))
    hand.execute("INSERT INTO batch (last, first, code) VALUES (10, 10, ?)", (b"c" * 32,))
    assert first_bad(log) == FACTS + 1


@pytest.mark.parametrize("kept", [0, 1, 8])
def test_a_log_cut_off_is_found(log: TableLog, hand: Hand, kept: int) -> None:
    hand.execute("DELETE FROM batch WHERE last > ?", (kept,))
    hand.execute("DELETE FROM fact WHERE position > ?", (kept,))
    assert first_bad(log) == kept + 1
    with pytest.raises(Exception, match="backup"):
        log.append(batch(public_fact()))


def test_a_cut_off_log_with_its_signed_head_removed_or_forged_is_found(
    log: TableLog, hand: Hand, tmp_path: Path, address: str
) -> None:
    hand.execute("DELETE FROM batch WHERE last > 6")
    hand.execute("DELETE FROM fact WHERE position > 6")
    head = tmp_path / "head.json"
    forged = b""
    for line in head.read_bytes().splitlines():
        content = msgspec.json.decode(line)
        content |= {"position": 6, "hash": bytes(row(hand, 6)["hash"]).hex()}  # type: ignore[arg-type]
        forged += msgspec.json.encode(content).ljust(511) + b"\n"
    head.write_bytes(forged)
    assert not verify(log).ok
    head.unlink()
    assert not verify(log).ok
    reopened = opened(tmp_path, address)
    assert not verify(reopened).ok, "opening does not make a missing head anew"


def test_an_older_signed_head_put_back_hides_nothing_that_is_in_the_log(log: TableLog, tmp_path: Path) -> None:
    head = tmp_path / "head.json"
    older = head.read_bytes()
    log.append(batch(public_fact()))
    head.write_bytes(older)
    report = verify(log)
    assert (report.ok, report.facts, report.anchored) == (True, FACTS + 1, FACTS)


@pytest.mark.parametrize("what", ["code = zeroblob(32)", "first = first + 1", "command_id = 'form-9'"])
def test_an_altered_batch_is_not_built_upon(log: TableLog, hand: Hand, what: str, tmp_path: Path, address: str) -> None:
    hand.execute(f"UPDATE batch SET {what} WHERE last = {FACTS}")
    reopened = opened(tmp_path, address)
    with pytest.raises(Exception, match="not written by this register"):
        reopened.append(batch(public_fact()))


def test_a_command_moved_to_another_batch_does_not_swallow_a_new_one(log: TableLog, hand: Hand) -> None:
    hand.execute("UPDATE batch SET command_id = 'form-9' WHERE last = 4")
    with pytest.raises(Exception, match="not written by this register"):
        log.append(batch(public_fact(), command_id="form-9"))


def test_a_version_used_twice_is_found(log: TableLog, hand: Hand) -> None:
    hand.execute("DROP INDEX fact_stream")
    previous = row(hand, 1)["hash"]
    for position in range(2, FACTS + 1):
        changed = rehashed(row(hand, position) | {"version": 1, "previous": previous})
        previous = changed["hash"]
        hand.execute(
            "UPDATE fact SET version = :version, previous = :previous, hash = :hash WHERE position = :position", changed
        )
    assert first_bad(log) == 3


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_fact_missing_from_the_index_of_streams_is_found(
    log: TableLog, hand: Hand, tmp_path: Path, address: str
) -> None:
    hand.execute("PRAGMA writable_schema = ON")
    (page,) = hand.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'fact_stream'").fetchone()
    hand.execute("CREATE TABLE hidden (a TEXT, b TEXT, c INTEGER)")
    hand.execute("CREATE INDEX hidden_index ON hidden (a, b, c)")
    (empty,) = hand.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'hidden_index'").fetchone()
    hand.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = 'fact_stream'", (empty,))
    hand.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = 'hidden_index'", (page,))
    hand.execute("PRAGMA schema_version = 999")
    reopened = opened(tmp_path, address)
    report = verify(reopened)
    assert report.first_problem is not None
    assert "index" in report.first_problem.what.en


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_damaged_page_is_told_and_not_an_accident(log: TableLog, tmp_path: Path, address: str) -> None:
    log.append(batch(*(public_fact(body={"long": "x" * 2000}) for _ in range(50))))
    log.close()
    place = tmp_path / "register.sqlite"
    content = bytearray(place.read_bytes())
    for page in range(20, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    place.write_bytes(bytes(content))
    report = verify(opened(tmp_path, address))
    assert not report.ok
    assert report.first_problem is not None
