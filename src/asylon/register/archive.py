"""Archives: backups of a register that either database writes and either reads back.

An archive is a folder of the log's sealed rows, its batches, the readings, the signed head and the journal of erasures,
with a manifest that names each part's digest. It holds no key: without the vault nobody can read a person in it. The
vault is copied apart, and kept for a short time only. A restored vault replays the journal of erasures first, so that
whoever was erased since the copy was made stays erased.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from asylon.law.citations import Bilingual
from asylon.register.connections import told
from asylon.register.errors import DamagedError, RegisterError, StorageError
from asylon.register.places import HEAD, LOG, READINGS, VAULT, Places
from asylon.register.reading_log import Reading, ReadingLog
from asylon.register.register import Register
from asylon.register.store import restore_rows
from asylon.register.stored import StoredFact
from asylon.register.vault import Vault
from asylon.register.verification import VerificationReport, verify

FORM = 1
MANIFEST, FACTS, BATCHES, READ, JOURNAL = (
    "manifest.json", "facts.jsonl.gz", "batches.jsonl.gz", "readings.jsonl.gz", "erasures.jsonl",
)  # fmt: skip
#: Stands in a folder while a restore goes on; what is there then may be removed.
RESTORING = "restoring"
AT_ONCE = 5000

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive holds: the log's reference and end, how many facts and readings, and the SHA-256 of each part."""

    form: int
    made: str
    log: str
    position: int
    hash: str
    batches: int
    readings: int
    parts: dict[str, str]


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What a restore did: the facts put back, the erasures replayed, and the verification of the whole."""

    facts: int
    erasures: int
    report: VerificationReport


class ArchiveError(RegisterError):
    """An archive that cannot be used, or a place where none can be restored."""

    def __init__(self, what: Bilingual, where: str, remedy: Bilingual | None = None) -> None:
        super().__init__(
            what,
            where,
            remedy
            or Bilingual(
                "Use another archive; the one before is kept apart.",
                "Gebruik een ander archief; het vorige is apart bewaard.",
            ),
        )


def back_up(
    register: Register, to: Path, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> Manifest | None:
    """Write an archive of the register as it stands into the new folder ``to``. None where it was cancelled.

    Recording may go on meanwhile; the archive ends where the log ended at the beginning. Raises :class:`ArchiveError`
    where ``to`` exists, :class:`StorageError` where it cannot be written.
    """
    if to.exists():
        raise ArchiveError(
            Bilingual("There is something at this place already", "Op deze plaats staat al iets"),
            str(to),
            Bilingual("Name a new folder for the archive.", "Noem een nieuwe map voor het archief."),
        )
    beside = to.with_name(to.name + ".part")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True, mode=0o700)
        manifest = _write(register, beside, progress, cancel)
        if manifest is None:
            shutil.rmtree(beside, ignore_errors=True)
            return None
        os.replace(beside, to)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise StorageError(
            Bilingual(
                f"The archive cannot be written: {error.strerror}",
                f"Het archief is niet te schrijven: {error.strerror}",
            ),
            str(to),
        ) from error
    return manifest


def back_up_vault(register: Register, folder: Path, *, keep: timedelta) -> Path:
    """Copy the vault into ``folder`` and remove the copies older than ``keep``. The copy's path.

    Copies of a vault hold keys of persons: what was erased can be read with them until they are gone. Raises
    :class:`StorageError`.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = datetime.now(UTC)
    copy = folder / f"vault-{now:%Y%m%dT%H%M%S.%fZ}.sqlite"
    source = register.folder / VAULT
    with told(source, 10):
        os.close(os.open(copy, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(source)) as vault, closing(sqlite3.connect(copy)) as made:
            vault.backup(made)
    for older in folder.glob("vault-*.sqlite"):
        made_at = datetime.strptime(older.name, "vault-%Y%m%dT%H%M%S.%fZ.sqlite").replace(tzinfo=UTC)
        if now - made_at > keep:
            _overwritten(older)
    return copy


def read_manifest(archive: Path) -> Manifest:
    """The manifest of an archive, when every part is as it says. Raises :class:`ArchiveError`."""
    try:
        manifest = msgspec.json.decode((archive / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise ArchiveError(
            Bilingual(f"This is no archive: {error}", f"Dit is geen archief: {error}"), str(archive)
        ) from error
    if manifest.form > FORM:
        raise ArchiveError(
            Bilingual(
                "The archive was written by a newer release", "Het archief is geschreven door een nieuwere uitgave"
            ),
            str(archive),
            Bilingual("Restore it with that release or a newer one.", "Zet het terug met die uitgave of een nieuwere."),
        )
    for name, digest in manifest.parts.items():
        try:
            found = _digest(archive / name)
        except OSError:
            found = ""
        if found != digest:
            raise ArchiveError(
                Bilingual(f"The part {name} is missing or altered", f"Het deel {name} ontbreekt of is gewijzigd"),
                str(archive),
            )
    return manifest


def restore(
    archive: Path,
    vault: Path,
    folder: Path,
    *,
    database: str = "",
    by: str,
    reason: str,
    now: Callable[[], datetime],
    progress: Progress | None = None,
) -> Restored:
    """Put an archive and a copy of its vault back into the empty ``folder`` (and ``database``), and verify the whole.

    Erasures are replayed before anything of a person can be read. The head is signed anew; the vault keeps who put back
    which state and why (``by``, ``reason``). A restore that was broken off can be made again. Raises
    :class:`ArchiveError`, :class:`DamagedError`, :class:`StorageError`.
    """
    manifest = read_manifest(archive)
    marker = folder / RESTORING
    left = (
        [] if marker.exists() or not folder.exists() else [entry for entry in folder.iterdir() if entry.name != JOURNAL]
    )
    if left:
        raise ArchiveError(
            Bilingual("The folder to restore into is not empty", "De map om in terug te zetten is niet leeg"),
            str(folder),
            Bilingual(
                "Name an empty folder. Keep the old one until the restored register is verified.",
                "Noem een lege map. Bewaar de oude tot het teruggezette register is geverifieerd.",
            ),
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    marker.write_text(f"{archive}\n", encoding="utf-8")
    for part in (LOG, READINGS, VAULT):
        for file in folder.glob(part + "*"):
            if not file.name.endswith(".erasures.jsonl"):
                file.unlink()
    _journal(archive, folder)
    shutil.copyfile(vault, folder / VAULT)
    os.chmod(folder / VAULT, 0o600)
    facts = _rows(archive / FACTS, manifest.position, progress)
    batches = _rows(archive / BATCHES, manifest.batches, None)
    readings = _rows(archive / READ, manifest.readings, None)
    places = Places(folder, database)
    storage = places.log()
    try:
        restore_rows(storage, manifest.log, map(_fact, facts), map(_batch, batches))
    finally:
        storage.close()
    shutil.copyfile(archive / HEAD, folder / HEAD)
    # Opening the vault replays the erasures: nothing of those persons can be read from here on.
    keys = Vault(folder / VAULT, now)
    log = places.open_log(keys, now)
    reading_log = ReadingLog(places.readings(), now)
    try:
        reading_log.restore(Reading(*row) for row in readings)
        erasures = len(keys.erasures())
        log.renew_anchor(by=by, reason=reason)
        report = verify(log)
    finally:
        reading_log.close()
        log.close()
        keys.close()
    if not report.ok:
        raise DamagedError(
            Bilingual("The restored register does not verify", "Het teruggezette register klopt niet"),
            str(folder),
            report.first_problem.remedy if report.first_problem else None,
        )
    if (report.head.position, report.head.hash.hex()) != (manifest.position, manifest.hash):
        raise ArchiveError(
            Bilingual("The archive holds another log than it says", "Het archief bevat een ander logboek dan het zegt"),
            str(folder),
        )
    marker.unlink()
    return Restored(facts=report.facts, erasures=erasures, report=report)


# --- inside -----------------------------------------------------------------------------------------------------------


def _write(register: Register, into: Path, progress: Progress | None, cancel: Cancel | None) -> Manifest | None:
    log = register.log
    # The head first, signed: it may lag behind the log, never run ahead of it.
    log.anchored()
    anchored = (register.folder / HEAD).read_bytes()
    head = log.head()
    count = 0
    with _part(into / FACTS) as out:
        for fact in log.read_all(1, head.position):
            out(_plain_fact(fact))
            count += 1
            if count % AT_ONCE == 0:
                if cancel is not None and cancel():
                    return None
                if progress is not None:
                    progress(count, head.position)
    batches = 0
    with _part(into / BATCHES) as out:
        for batch in log.read_batches(0):
            if batch.last > head.position:
                break
            out([batch.first, batch.last, batch.command_id, _text(batch.code)])
            batches += 1
    readings = 0
    with _part(into / READ) as out:
        for reading in register.readings.all():
            out(list(msgspec.structs.astuple(reading)))
            readings += 1
    (into / HEAD).write_bytes(anchored)
    journal = register.folder / f"{VAULT}.erasures.jsonl"
    (into / JOURNAL).write_bytes(journal.read_bytes() if journal.exists() else b"")
    manifest = Manifest(
        form=FORM,
        made=datetime.now(UTC).isoformat(),
        log=log.log_id,
        position=head.position,
        hash=head.hash.hex(),
        batches=batches,
        readings=readings,
        parts={name: _digest(into / name) for name in (FACTS, BATCHES, READ, HEAD, JOURNAL)},
    )
    (into / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    if progress is not None:
        progress(head.position, head.position)
    return manifest


class _part:  # noqa: N801 - reads as a word of the sentence it stands in
    """A part of the archive: call it with each row."""

    def __init__(self, path: Path) -> None:
        self._file = gzip.open(path, "wb", compresslevel=1)  # noqa: SIM115 - closed by the with statement it serves
        self._encode = msgspec.json.Encoder().encode

    def __enter__(self) -> Callable[[list[Any]], None]:
        def add(row: list[Any]) -> None:
            self._file.write(self._encode(row) + b"\n")

        return add

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _rows(path: Path, number: int, progress: Progress | None) -> Iterator[list[Any]]:
    decode = msgspec.json.Decoder(list[Any]).decode
    with gzip.open(path, "rb") as lines:
        for done, line in enumerate(lines, start=1):
            yield decode(line)
            if progress is not None and (done % AT_ONCE == 0 or done == number):
                progress(done, number)


def _plain_fact(fact: StoredFact) -> list[Any]:
    return [_text(value) if isinstance(value, bytes) else value for value in msgspec.structs.astuple(fact)]


def _fact(row: list[Any]) -> StoredFact:
    row[-3:] = (_bytes(value) for value in row[-3:])
    return StoredFact(*row)


def _batch(row: list[Any]) -> tuple[int, int, str | None, bytes]:
    first, last, command_id, code = row
    return first, last, command_id, _bytes(code)


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _journal(archive: Path, folder: Path) -> None:
    """Put the longest journal of erasures in place: that of the archive, or the one that outlived the loss.

    A journal is only ever added to, so one of the two is the beginning of the other.
    """
    place = folder / f"{VAULT}.erasures.jsonl"
    candidates: Iterable[Path] = (archive / JOURNAL, folder / JOURNAL, place)
    known = [path.read_bytes() for path in candidates if path.exists()]
    longest = max(known, key=len, default=b"")
    if any(not longest.startswith(other) for other in known):
        raise DamagedError(
            Bilingual(
                "The journals of erasures contradict each other", "De journalen van wissingen spreken elkaar tegen"
            ),
            str(place),
            Bilingual(
                "Find the journal that belongs to this register; nobody erased may come back.",
                "Zoek het journaal dat bij dit register hoort; niemand die gewist is mag terugkomen.",
            ),
        )
    place.write_bytes(longest)
    os.chmod(place, 0o600)


def _overwritten(path: Path) -> None:
    """Remove a copy of the vault, its bytes overwritten first where the disk allows that."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(bytes(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
