"""Backup, loss, restore: what was recorded comes back, and nobody who was erased. All persons are fictional."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from register_home import WHO, Opens, family, single

from asylon.register import (
    ArchiveError,
    DamagedError,
    Erased,
    Register,
    back_up,
    back_up_vault,
    read_manifest,
    restore,
    verify,
)
from asylon.register.archive import FACTS, JOURNAL, RESTORING

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def now() -> datetime:
    return NOON


@pytest.fixture
def lost(folder: Path, database: str):
    """Everything is gone: the folder, and the register's schemas of the database."""

    def lose() -> None:
        shutil.rmtree(folder)
        if database:
            with psycopg.connect(database, autocommit=True) as base:
                for schema in ("asylon_log", "asylon_readings", "asylon_lists"):
                    base.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")

    return lose


def backed_up(register: Register, tmp_path: Path) -> tuple[Path, Path]:
    archive = tmp_path / "archive"
    assert back_up(register, archive) is not None
    return archive, back_up_vault(register, tmp_path / "vaults", keep=timedelta(days=14))


def put_back(archive: Path, vault: Path, folder: Path, database: str):
    return restore(archive, vault, folder, database=database, by="a.jansen", reason="disk lost", now=now)


def test_after_backup_loss_and_restore_everything_is_as_it_was(
    register: Register, opens: Opens, tmp_path: Path, folder: Path, database: str, lost
) -> None:
    case = family(register)
    single(register)
    register.case(case.id, **WHO)
    digest, head = register.projections.digest(), register.log.head()
    archive, vault = backed_up(register, tmp_path)
    register.close()
    lost()
    done = put_back(archive, vault, folder, database)
    assert (done.facts, done.report.head) == (head.position, head)
    again = opens()
    assert again.projections.digest() == digest
    assert [reading.actor for reading in again.read_by(case.id)] == [WHO["actor"]]
    assert again.case(case.number, **WHO).file == case.file
    single(again)
    assert verify(again.log).ok
    (renewal,) = again.vault.renewals()
    assert (renewal.by, renewal.reason) == ("a.jansen", "disk lost")


def test_whoever_was_erased_after_the_vault_was_copied_stays_erased(
    register: Register, opens: Opens, tmp_path: Path, folder: Path, database: str, lost
) -> None:
    case = family(register)
    vault = back_up_vault(register, tmp_path / "vaults", keep=timedelta(days=14))
    register.erase(case.id, "child", by="privacy officer", reason="retention ended")
    archive = tmp_path / "archive"
    back_up(register, archive)
    register.close()
    lost()
    assert put_back(archive, vault, folder, database).erasures == 1
    record = opens().case(case.number, **WHO)
    assert record.persons == ("mother",)
    assert any(isinstance(entry.fact, Erased) for entry in record.entries)


def test_the_journal_that_outlived_the_loss_counts_before_that_of_the_archive(
    register: Register, opens: Opens, tmp_path: Path, folder: Path, database: str, lost
) -> None:
    case = family(register)
    archive, vault = backed_up(register, tmp_path)
    register.erase(case.id, "child", by="privacy officer", reason="retention ended")
    journal = (folder / "vault.sqlite.erasures.jsonl").read_bytes()
    register.close()
    lost()
    folder.mkdir()
    (folder / JOURNAL).write_bytes(journal)
    assert put_back(archive, vault, folder, database).erasures == 1
    assert opens().case(case.number, **WHO).persons == ("mother",)


def test_journals_that_contradict_each_other_stop_the_restore(
    register: Register, tmp_path: Path, folder: Path, database: str, lost
) -> None:
    case = family(register)
    register.erase(case.id, "child", by="privacy officer", reason="retention ended")
    archive, vault = backed_up(register, tmp_path)
    register.close()
    lost()
    folder.mkdir()
    (folder / JOURNAL).write_bytes(b"something else altogether")
    with pytest.raises(DamagedError, match="journal"):
        put_back(archive, vault, folder, database)


def test_an_archive_with_an_altered_part_is_refused_before_anything_is_restored(
    register: Register, tmp_path: Path, folder: Path, database: str, lost
) -> None:
    single(register)
    archive, vault = backed_up(register, tmp_path)
    register.close()
    lost()
    content = bytearray((archive / FACTS).read_bytes())
    content[-1] ^= 1
    (archive / FACTS).write_bytes(bytes(content))
    with pytest.raises(ArchiveError, match="altered"):
        put_back(archive, vault, folder, database)
    assert not folder.exists()


def test_a_restore_that_was_broken_off_can_be_made_again(
    register: Register, opens: Opens, tmp_path: Path, folder: Path, database: str, lost, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = single(register)
    archive, vault = backed_up(register, tmp_path)
    register.close()
    lost()
    with monkeypatch.context() as patched:
        patched.setattr("asylon.register.archive._batch", lambda row: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            put_back(archive, vault, folder, database)
    assert (folder / RESTORING).exists()
    put_back(archive, vault, folder, database)
    assert opens().case(case.number, **WHO).number == case.number


def test_nothing_is_restored_over_a_register(register: Register, tmp_path: Path, folder: Path, database: str) -> None:
    single(register)
    archive, vault = backed_up(register, tmp_path)
    with pytest.raises(ArchiveError, match="not empty"):
        put_back(archive, vault, folder, database)
    with pytest.raises(ArchiveError, match="already"):
        back_up(register, archive)


def test_a_register_moves_from_one_database_to_the_other(
    register: Register, tmp_path: Path, database: str, postgres_server: str, request: pytest.FixtureRequest
) -> None:
    family(register)
    digest = register.projections.digest()
    archive, vault = backed_up(register, tmp_path)
    register.close()
    target = "" if database else str(request.getfixturevalue("postgres"))
    elsewhere = tmp_path / "elsewhere"
    put_back(archive, vault, elsewhere, target)
    moved = Register.open(elsewhere, register.book, register.clock, create=False, database=target)
    assert moved.projections.digest() == digest
    moved.close()


def test_a_cancelled_backup_leaves_nothing_and_old_copies_of_the_vault_go(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    single(register)
    monkeypatch.setattr("asylon.register.archive.AT_ONCE", 1)
    assert back_up(register, tmp_path / "archive", cancel=lambda: True) is None
    assert list(tmp_path.glob("archive*")) == []
    old = tmp_path / "vaults" / "vault-20200101T000000.000000Z.sqlite"
    old.parent.mkdir()
    old.write_bytes(b"keys")
    copy = back_up_vault(register, tmp_path / "vaults", keep=timedelta(days=14))
    assert list((tmp_path / "vaults").iterdir()) == [copy]
    assert copy.stat().st_mode & 0o077 == 0


def test_a_manifest_of_a_newer_release_is_not_guessed_at(register: Register, tmp_path: Path) -> None:
    archive, _ = backed_up(register, tmp_path)
    manifest = (archive / "manifest.json").read_text("utf-8")
    (archive / "manifest.json").write_text(manifest.replace('"form": 1', '"form": 9'), "utf-8")
    with pytest.raises(ArchiveError, match="newer"):
        read_manifest(archive)


def test_the_head_is_signed_with_a_new_key_after_rotation(register: Register, opens: Opens) -> None:
    single(register)
    before = register.vault.public_key
    key = register.log.rotate_signing_key(by="a.jansen", reason="yearly rotation")
    assert key != before
    assert verify(register.log).ok
    register.close()
    again = opens()
    assert again.vault.public_key == key
    single(again)
    assert verify(again.log).ok
