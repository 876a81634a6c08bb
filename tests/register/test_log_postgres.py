"""The log in PostgreSQL: the common suites, and what only a database server can suffer. All persons are fictional."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from commits_suite import CommitsSuite
from log_suite import LogSuite, batch, case_fact, noon, public_fact
from writers_suite import WritersSuite, opened

from asylon.register import (
    BusyError,
    DamagedError,
    Log,
    NewerFormatError,
    PostgresLog,
    StorageError,
    UncertainError,
    Upcasting,
    Vault,
    verify,
)


class TestPostgresLog(LogSuite):
    @pytest.fixture(autouse=True)
    def at(self, postgres: str) -> None:
        self.url = postgres

    def open(self, folder: Path, vault: Vault, upcasting: Upcasting) -> Log:
        if folder.name == "other":
            folder.mkdir(exist_ok=True)
            with psycopg.connect(self.url, autocommit=True) as database:
                database.execute("DROP SCHEMA IF EXISTS other_log CASCADE")
            return PostgresLog(self.url, folder, vault, noon, schema="other_log", upcasting=upcasting, wait=5)
        return PostgresLog(self.url, folder, vault, noon, upcasting=upcasting, wait=5)


class TestPostgresLogOfManyWriters(WritersSuite):
    @pytest.fixture
    def address(self, postgres: str) -> str:
        return postgres


class TestPostgresLogOfThoseWhoWaitTogether(CommitsSuite):
    @pytest.fixture
    def address(self, postgres: str) -> str:
        return postgres


def test_a_database_that_cannot_be_reached_is_told_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as refused:
        PostgresLog("postgresql://asylon:secret@127.0.0.1:1/asylon", tmp_path, Vault(tmp_path / "v", noon), noon)
    assert "secret" not in str(refused.value)
    assert "DATABASE_URL" in refused.value.told("nl")


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="DATABASE_URL"):
        PostgresLog("postgresql://[::", tmp_path, Vault(tmp_path / "v", noon), noon)


def ended(address: str) -> None:
    """The server ends every connection but this one."""
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


def test_a_connection_that_broke_while_nobody_used_it_is_made_again_unnoticed(tmp_path: Path, postgres: str) -> None:
    log = opened(tmp_path, postgres)
    log.append(batch(public_fact()))
    ended(postgres)
    log.append(batch(public_fact()))
    ended(postgres)
    assert verify(log).facts == 2


def test_a_connection_that_broke_in_a_turn_to_write_ends_the_turn_and_stores_nothing(
    tmp_path: Path, postgres: str
) -> None:
    log = opened(tmp_path, postgres)
    adding = "INSERT INTO setting (name, value) VALUES ('x', 'y')"

    def broken_before_the_transaction() -> None:
        with log.storage.turn():
            ended(postgres)
            with log.storage.transaction() as db:
                db.execute(adding)

    def broken_in_the_transaction() -> None:
        with log.storage.turn(), log.storage.transaction() as db:
            db.execute(adding)
            ended(postgres)
            log.storage.rows("SELECT 1")

    for broken in (broken_before_the_transaction, broken_in_the_transaction):
        with pytest.raises(StorageError):
            broken()
    assert log.storage.rows("SELECT name FROM setting") == [("log",)]
    log.append(batch(public_fact()))
    assert verify(log).facts == 1


def test_where_the_answer_to_a_commit_is_lost_that_is_said(tmp_path: Path, postgres: str) -> None:
    log = opened(tmp_path, postgres)
    with pytest.raises(UncertainError) as told, log.storage.transaction():
        ended(postgres)
    assert "not known" in str(told.value)
    assert "niet bekend" in told.value.told("nl")


def test_a_writer_waits_no_longer_than_allowed_and_is_told(tmp_path: Path, postgres: str) -> None:
    log = PostgresLog(postgres, tmp_path, Vault(tmp_path / "vault.sqlite", noon), noon, wait=0.1)
    other = opened(tmp_path, postgres)
    with other.storage.turn(), pytest.raises(BusyError) as refused:
        log.append(batch(public_fact()))
    assert "Try again" in str(refused.value)
    log.append(batch(public_fact()))


def test_a_read_only_database_refuses_writing_and_stays_readable(tmp_path: Path, postgres: str) -> None:
    log = opened(tmp_path, postgres)
    log.append(batch(public_fact()))
    log.storage.rows("SELECT set_config('default_transaction_read_only', 'on', false)")
    with pytest.raises(StorageError):
        log.append(batch(public_fact()))
    assert len(log.read("council", "jha-2024-06")) == 1


@pytest.mark.parametrize(
    "act",
    [
        "DELETE FROM asylon_log.fact",
        "UPDATE asylon_log.fact SET actor = 'x'",
        "TRUNCATE asylon_log.fact CASCADE",
        "DELETE FROM asylon_log.batch",
        "UPDATE asylon_log.setting SET value = 'x'",
    ],
)
def test_the_database_itself_refuses_to_change_or_remove_a_row(tmp_path: Path, postgres: str, act: str) -> None:
    opened(tmp_path, postgres).append(batch(public_fact()))
    with psycopg.connect(postgres) as database, pytest.raises(psycopg.errors.RaiseException):
        database.execute(act)


def test_tables_of_a_newer_release_are_not_opened(tmp_path: Path, postgres: str) -> None:
    opened(tmp_path, postgres).close()
    with psycopg.connect(postgres) as database:
        database.execute("UPDATE asylon_log.form SET number = 99")
    with pytest.raises(NewerFormatError):
        opened(tmp_path, postgres)


def test_tables_that_are_no_log_are_not_touched(tmp_path: Path, postgres: str) -> None:
    with psycopg.connect(postgres) as database:
        database.execute("CREATE SCHEMA asylon_log")
        database.execute("CREATE TABLE asylon_log.recipe (name TEXT)")
    with pytest.raises(DamagedError):
        opened(tmp_path, postgres)


def test_a_log_that_vanished_is_not_silently_begun_anew(tmp_path: Path, postgres: str) -> None:
    log = opened(tmp_path, postgres)
    log.append(batch(case_fact()))
    log.close()
    with psycopg.connect(postgres) as database:
        database.execute("DROP SCHEMA asylon_log CASCADE")
    with pytest.raises(DamagedError, match="missing"):
        opened(tmp_path, postgres)


def test_facts_are_read_back_alike_from_both_databases(tmp_path: Path, postgres: str) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "base").mkdir()
    sent = batch(public_fact(), public_fact(body={"words": "vóór – één"}), public_fact(kind="b"))
    one = opened(tmp_path / "files", "").append(sent)
    other = opened(tmp_path / "base", postgres).append(sent)
    assert [(f.kind, f.at, f.body, f.position, f.version) for f in one] == [
        (f.kind, f.at, f.body, f.position, f.version) for f in other
    ]
    raw = opened(tmp_path / "base", postgres).read_raw(1, 10)
    assert [row[10] for row in raw] == [
        fact.body.encode() if isinstance(fact.body, str) else b"examination" for fact in other
    ]
