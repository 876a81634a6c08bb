"""The vault: keys, erasure, names. All persons are fictional."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from log_suite import noon

from asylon.register import (
    DamagedError,
    Erasure,
    InvalidFactError,
    KeyMissingError,
    NewerFormatError,
    PersonErasedError,
    StorageError,
    Vault,
)
from asylon.register.keys import PersonKey


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[], Vault]:
    return lambda: Vault(tmp_path / "vault.sqlite", noon)


def key_of(vault: Vault, person: str) -> tuple[str, bytes]:
    (row,) = vault._connections.rows("SELECT key_id, key FROM person WHERE person = ?", (person,))
    return row[0], row[1]


def erase(vault: Vault, person: str) -> Erasure:
    return vault.erase(person, by="privacy officer", reason="retention ended")


def test_a_key_is_made_once_and_only_when_asked(opened: Callable[[], Vault]) -> None:
    vault = opened()
    with pytest.raises(KeyMissingError):
        vault.key_for("selam")
    made = vault.key_for("selam", create=True)
    assert opened().key_for("selam").key_id == made.key_id
    assert vault.key_for("yonas", create=True).key_id != made.key_id


def test_what_one_key_seals_another_place_or_key_does_not_open(opened: Callable[[], Vault]) -> None:
    keys = opened().keys_for(("selam", "yonas"), create=True)
    sealed = keys["selam"].seal(b"text", b"place")
    assert keys["selam"].open(sealed, b"place") == b"text"
    assert keys["selam"].open(sealed, b"elsewhere") is None
    assert keys["yonas"].open(sealed, b"place") is None
    assert keys["selam"].open(b"", b"place") is None


def test_what_the_desk_seals_opens_with_every_copy_of_the_vault_and_with_no_other(
    opened: Callable[[], Vault], tmp_path: Path
) -> None:
    vault = opened()
    sealed = vault.desk_key.seal(b"secret", b"account 1")
    vault.rotate_signing_key()
    assert opened().desk_key.open(sealed, b"account 1") == b"secret"
    assert opened().desk_key.open(sealed, b"account 2") is None
    shutil.copy(tmp_path / "vault.sqlite", tmp_path / "copy.sqlite")
    assert Vault(tmp_path / "copy.sqlite", noon).desk_key.open(sealed, b"account 1") == b"secret"
    assert Vault(tmp_path / "another.sqlite", noon).desk_key.open(sealed, b"account 1") is None


def test_an_erasure_gives_a_receipt_and_leaves_a_record(opened: Callable[[], Vault]) -> None:
    vault = opened()
    key_id = vault.key_for("selam", create=True).key_id
    receipt = erase(vault, "selam")
    assert receipt == Erasure(key_id, "2026-11-23T12:00:00.000000Z", "privacy officer", "retention ended")
    assert vault.key(key_id) == receipt
    assert vault.erasures() == (receipt,)
    assert erase(vault, "selam") == receipt, "erasing again gives the first receipt"


def test_an_erased_person_gets_no_new_key(opened: Callable[[], Vault]) -> None:
    vault = opened()
    vault.key_for("selam", create=True)
    erase(vault, "selam")
    for again in (vault, opened()):
        with pytest.raises(PersonErasedError):
            again.key_for("selam", create=True)


def test_of_many_persons_asked_for_at_once_the_erased_one_alone_gets_no_key(opened: Callable[[], Vault]) -> None:
    vault = opened()
    vault.key_for("selam", create=True)
    erase(vault, "selam")
    others = [f"other {number}" for number in range(600)]
    with pytest.raises(PersonErasedError):
        vault.keys_for([*others[:300], "selam", *others[300:]], create=True)
    keys = opened().keys_for(others)
    assert len({key.key_id for key in keys.values()}) == 600
    assert keys.keys() == set(others)


def test_an_erasure_names_who_and_why_and_a_known_person(opened: Callable[[], Vault]) -> None:
    vault = opened()
    with pytest.raises(KeyMissingError):
        erase(vault, "nobody")
    vault.key_for("selam", create=True)
    with pytest.raises(InvalidFactError):
        vault.erase("selam", by="", reason="retention ended")
    assert isinstance(vault.key_for("selam"), PersonKey)


def test_no_file_of_the_vault_holds_the_key_or_the_name_after_erasure(
    opened: Callable[[], Vault], tmp_path: Path
) -> None:
    vault = opened()
    vault.keys_for((f"person-{number}" for number in range(50)), create=True)
    vault.name("person-7", "Selam Tesfay")
    key_id, key = key_of(vault, "person-7")
    labels = [row[0] for row in vault._connections.rows("SELECT sealed FROM label")]

    def holding(secret: bytes) -> list[str]:
        return [path.name for path in tmp_path.iterdir() if secret in path.read_bytes()]

    assert holding(key)
    assert holding(labels[0])
    erase(vault, "person-7")
    assert holding(key) == []
    assert holding(labels[0]) == []
    assert holding(b"person-7") == [], "the reference of the person goes too"
    assert holding(key_id.encode()), "the reference of the key stays, to tell erased from lost"
    assert vault.key_for("person-8")


def test_an_erasure_is_seen_by_every_thread_and_opening_that_knew_the_key(opened: Callable[[], Vault]) -> None:
    vault, other = opened(), opened()
    key_id = vault.key_for("selam", create=True).key_id
    assert isinstance(other.key(key_id), PersonKey)
    eraser = Thread(target=lambda: erase(vault, "selam"))
    eraser.start()
    eraser.join()
    assert isinstance(other.key(key_id), Erasure)
    assert isinstance(vault.key(key_id), Erasure)


def test_a_vault_restored_from_a_backup_replays_the_erasures_first(opened: Callable[[], Vault], tmp_path: Path) -> None:
    vault = opened()
    vault.keys_for(("selam", "yonas"), create=True)
    vault.name("selam", "Selam Tesfay")
    vault.close()
    shutil.copy(tmp_path / "vault.sqlite", tmp_path / "backup.sqlite")
    vault = opened()
    key_id, key = key_of(vault, "selam")
    receipt = erase(vault, "selam")
    vault.close()
    shutil.copy(tmp_path / "backup.sqlite", tmp_path / "vault.sqlite")
    restored = opened()
    assert restored.key(key_id) == receipt
    assert restored.find("selam") == ()
    assert restored.key_for("yonas")
    with pytest.raises(PersonErasedError):
        restored.key_for("selam", create=True)
    restored.close()
    assert key not in (tmp_path / "vault.sqlite").read_bytes()


def test_an_erasure_that_a_crash_interrupted_is_completed_when_the_vault_opens(
    opened: Callable[[], Vault], monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = opened()
    key_id = vault.key_for("selam", create=True).key_id

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        write = vault._journal.write
        patched.setattr(vault._journal, "write", lambda entry: (write(entry), crash()))
        with pytest.raises(KeyboardInterrupt):
            erase(vault, "selam")
    assert isinstance(opened().key(key_id), Erasure)


def test_a_journal_line_cut_off_by_a_crash_harms_no_other(opened: Callable[[], Vault], tmp_path: Path) -> None:
    vault = opened()
    keys = vault.keys_for(("selam", "yonas"), create=True)
    erase(vault, "selam")
    with (tmp_path / "vault.sqlite.erasures.jsonl").open("ab") as journal:
        journal.write(b'\n{"erasure": {"key_id": "')
    erase(vault, "yonas")
    again = opened()
    assert {isinstance(again.key(key.key_id), Erasure) for key in keys.values()} == {True}


def test_a_person_is_found_by_any_words_of_the_name_or_by_case_number(opened: Callable[[], Vault]) -> None:
    vault = opened()
    vault.keys_for(("p1", "p2"), create=True)
    vault.name("p1", "Selam Tesfày al-Amin")
    vault.name("p1", "NL-2026-004217")
    vault.name("p1", "NL-2026-004217")
    vault.name("p2", "Selam Haile")
    assert vault.find("selam") == ("p1", "p2")
    assert vault.find("TESFAY selam") == ("p1",)
    assert vault.find("alamin") == ("p1",)
    assert vault.find("nl-2026-004217") == ("p1",)
    assert vault.find("Haile Tesfay") == ()
    assert vault.find(" - ") == ()
    assert vault.names("p1") == ("Selam Tesfày al-Amin", "NL-2026-004217")
    assert vault.names("nobody") == ()


def test_names_are_not_readable_in_the_file(opened: Callable[[], Vault], tmp_path: Path) -> None:
    vault = opened()
    vault.key_for("p1", create=True)
    vault.name("p1", "Selam Tesfay")
    vault.close()
    content = (tmp_path / "vault.sqlite").read_bytes().lower()
    assert b"selam" not in content
    assert b"tesfay" not in content


def test_erasing_a_person_erases_the_names(opened: Callable[[], Vault]) -> None:
    vault = opened()
    vault.key_for("p1", create=True)
    vault.name("p1", "Selam Tesfay")
    erase(vault, "p1")
    assert vault.find("selam") == ()
    assert vault.names("p1") == ()
    with pytest.raises(PersonErasedError):
        vault.name("p1", "Selam Tesfay")


def test_only_the_owner_can_read_the_vault(opened: Callable[[], Vault], tmp_path: Path) -> None:
    vault = opened()
    vault.key_for("p1", create=True)
    erase(vault, "p1")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}, modes


def test_a_file_that_is_no_vault_is_refused(opened: Callable[[], Vault], tmp_path: Path) -> None:
    vault = opened()
    vault._connections.get().execute("PRAGMA user_version = 99")
    with pytest.raises(NewerFormatError):
        opened()
    vault.close()
    (tmp_path / "vault.sqlite").write_bytes(b"x" * 5000)
    with pytest.raises(DamagedError):
        opened()


def test_a_folder_that_cannot_hold_a_vault_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        Vault(tmp_path / "file" / "vault.sqlite", noon)
