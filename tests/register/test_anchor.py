"""The anchor: the end is sealed with every batch, the head signed now and then. All persons are fictional."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from log_suite import batch, noon, public_fact
from writers_suite import opened, writer

from asylon.register import DamagedError, SqliteLog, Vault, verify
from asylon.register.anchor import BLOCK
from asylon.register.store import TableLog


@pytest.fixture
def head(tmp_path: Path) -> Path:
    return tmp_path / "head.json"


@pytest.fixture
def burst(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TableLog]:
    """A log in the middle of a burst of batches: the first is signed, those after it are sealed."""
    monkeypatch.setattr("asylon.register.anchor.SIGNED_FOR", float("inf"))
    log = opened(tmp_path, "")
    log.append(batch(public_fact()))
    log.anchored()
    for _ in range(4):
        log.append(batch(public_fact()))
    yield log
    log.close()


def signed(head: Path) -> int:
    """The position of the signed head, its signature checked as a stranger would: with nothing but the public key."""
    line = msgspec.json.decode(head.read_bytes()[:BLOCK])
    message = f"asylon-head-2\n{line['log']}\n{line['position']}\n{line['hash']}".encode()
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(line["public_key"]))
    key.verify(bytes.fromhex(line["signature"]), message)
    return int(line["position"])


def sealed(head: Path) -> int:
    return int(msgspec.json.decode(head.read_bytes()[BLOCK:])["position"])


def cut(log: TableLog, kept: int) -> None:
    """Cut the log off behind its back, as somebody with the database would."""
    with sqlite3.connect(log.storage.where) as store:
        for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            store.execute(f"DROP TRIGGER {name}")
        store.execute("DELETE FROM batch WHERE last > ?", (kept,))
        store.execute("DELETE FROM fact WHERE position > ?", (kept,))


def test_every_batch_is_sealed_and_a_burst_is_not_signed_anew(burst: TableLog, head: Path) -> None:
    assert (signed(head), sealed(head)) == (1, 5)


def test_with_time_between_them_every_batch_is_signed(
    tmp_path: Path, head: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asylon.register.anchor.SIGNED_FOR", 0.0)
    log = opened(tmp_path, "")
    for position in (1, 2, 3):
        log.append(batch(public_fact()))
        assert (signed(head), sealed(head)) == (position, position)


def test_whoever_reads_the_head_gets_it_signed(burst: TableLog, head: Path) -> None:
    assert burst.anchored() == burst.head()
    assert signed(head) == 5


def test_a_verification_leaves_the_end_signed(burst: TableLog, head: Path) -> None:
    assert verify(burst).anchored == 5
    assert signed(head) == 5


def test_closing_the_log_signs_its_end(burst: TableLog, head: Path) -> None:
    burst.close()
    assert signed(head) == 5


@pytest.mark.parametrize("kept", [0, 1, 3, 4])
def test_facts_cut_off_beyond_the_signature_are_missed_all_the_same(burst: TableLog, head: Path, kept: int) -> None:
    cut(burst, kept)
    report = verify(burst)
    assert report.first_problem is not None
    assert report.first_problem.position == kept + 1
    with pytest.raises(DamagedError, match="missing"):
        burst.append(batch(public_fact()))


def test_facts_cut_off_together_with_the_sealed_end_are_missed(burst: TableLog, head: Path) -> None:
    cut(burst, 1)
    head.write_bytes(head.read_bytes()[:BLOCK])
    assert not verify(burst).ok, "the signed head says that a sealed end stood under it"
    with pytest.raises(DamagedError, match="altered"):
        burst.append(batch(public_fact()))


def test_no_code_that_stands_in_the_database_makes_a_sealed_end(burst: TableLog, head: Path) -> None:
    ((last, code),) = burst.storage.rows("SELECT last, code FROM batch WHERE last = 3")
    ((found,),) = burst.storage.rows("SELECT hash FROM fact WHERE position = 3")
    cut(burst, 3)
    forged = msgspec.json.encode({"position": last, "hash": found.hex(), "code": code.hex()}).ljust(BLOCK - 1) + b"\n"
    head.write_bytes(head.read_bytes()[:BLOCK] + forged)
    assert not verify(burst).ok


def test_a_signed_head_of_the_second_form_does_not_pass_for_one_of_the_first(burst: TableLog, head: Path) -> None:
    cut(burst, 1)
    line = msgspec.json.decode(head.read_bytes()[:BLOCK]) | {"form": 1}
    head.write_bytes(msgspec.json.encode(line).ljust(BLOCK - 1) + b"\n")
    assert not verify(burst).ok


def test_what_was_acknowledged_before_a_kill_cannot_be_cut_off_unseen(tmp_path: Path, head: Path) -> None:
    running = writer(tmp_path, "", "case", 10_000)
    assert running.stdout is not None
    acknowledged = [int(running.stdout.readline()) for _ in range(40)]
    running.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in running.stdout if line.endswith("\n")]
    running.wait()
    running.stdout.close()
    # Each batch holds two facts; the seal follows the commit, before the acknowledgement.
    assert sealed(head) >= acknowledged[-1] + 1
    log = opened(tmp_path, "")
    assert verify(log).ok
    cut(log, acknowledged[-1] - 1)
    assert not verify(log).ok


def test_a_head_signed_by_the_first_release_stands_alone_until_the_next_batch(tmp_path: Path, head: Path) -> None:
    log = SqliteLog(tmp_path / "register.sqlite", Vault(tmp_path / "vault.sqlite", noon), noon)
    log.append(batch(public_fact()))
    position, found = log.head()
    message = f"asylon-head-1\n{log.log_id}\n{position}\n{found.hex()}".encode()
    line = {
        "form": 1, "log": log.log_id, "position": position, "hash": found.hex(),
        "public_key": log.vault.public_key.hex(), "signature": log.vault.sign(message).hex(),
    }  # fmt: skip
    head.write_bytes(msgspec.json.encode(line).ljust(BLOCK - 1) + b"\n")
    again = opened(tmp_path, "")
    assert verify(again).anchored == 1
    assert os.stat(head).st_size == BLOCK
    again.append(batch(public_fact()))
    assert (signed(head), sealed(head)) == (2, 2)


def test_a_head_that_vanishes_between_two_batches_is_missed_by_the_next(burst: TableLog, head: Path) -> None:
    head.unlink()
    with pytest.raises(DamagedError, match="missing"):
        burst.append(batch(public_fact()))
    assert burst.head().position == 5


def test_the_file_that_stands_in_place_of_the_head_is_the_one_that_is_sealed(burst: TableLog, head: Path) -> None:
    copy = head.with_name("copy")
    copy.write_bytes(head.read_bytes())
    burst.append(batch(public_fact()))
    copy.replace(head)
    assert sealed(head) == 5
    burst.append(batch(public_fact()))
    assert sealed(head) == 7


def test_two_processes_in_turn_go_on_from_each_others_end(burst: TableLog, tmp_path: Path, head: Path) -> None:
    other = opened(tmp_path, "")
    for _ in range(3):
        other.append(batch(public_fact()))
        burst.append(batch(public_fact()))
    assert sealed(head) == 11
    assert verify(other).ok
