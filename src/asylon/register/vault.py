"""The vault: one key for each person, the name index, and what was erased.

It is a SQLite file of its own beside the log, with its own backups, kept a short time. Erasing a person
destroys the key: every sealed fact of that person, in the log and in all its backups, becomes unreadable at
once, and the log's chain stays whole.

An erasure is first written, durably, to a journal beside the vault (``….erasures.jsonl``; no names, only
references), then carried out. Opening a vault replays what the journal has beyond the vault's own mark: a
vault restored from a backup forgets again what was erased since, and a crash in between is completed.

The vault also holds what proves the log's origin: the key that signs the log's head, and the one that
authenticates batches. Its file is readable by its owner alone; whoever can read it can read everything.
"""

from __future__ import annotations

import hmac
import os
import threading
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from asylon.law.citations import Bilingual
from asylon.register.connections import Connection, Connections, Transaction, for_owner_only
from asylon.register.erasures import Entry, Erasure, ErasureJournal
from asylon.register.errors import (
    BusyError,
    DamagedError,
    InvalidFactError,
    KeyMissingError,
    NewerFormatError,
    PersonErasedError,
)
from asylon.register.keys import KEY_BYTES, Key, PersonKey
from asylon.register.stored import written
from asylon.register.turns import Turn

Clock = Callable[[], datetime]

FORM = 1
KEY_ID_BYTES = 16
KEYS_REMEMBERED = 100_000
PERSONS_AT_ONCE = 500
WAIT_SECONDS = 10.0

_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)

_TABLES = (
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE person (person TEXT PRIMARY KEY, key_id TEXT NOT NULL UNIQUE, key BLOB NOT NULL) STRICT",
    """CREATE TABLE label (key_id TEXT NOT NULL REFERENCES person (key_id), number INTEGER NOT NULL,
       sealed BLOB NOT NULL, PRIMARY KEY (key_id, number)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE word (token BLOB NOT NULL, key_id TEXT NOT NULL REFERENCES person (key_id),
       PRIMARY KEY (token, key_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX word_key ON word (key_id)",
    """CREATE TABLE erasure (key_id TEXT PRIMARY KEY, person BLOB NOT NULL, at TEXT NOT NULL, by TEXT NOT
    NULL, reason TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX erasure_person ON erasure (person)",
    """CREATE TABLE renewal (at TEXT NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL, by TEXT NOT
    NULL, reason TEXT NOT NULL) STRICT""",
)


class Renewal(msgspec.Struct, frozen=True):
    """The log's head was signed anew at ``position``, after a restore: when (UTC), by whom, and why."""

    at: str
    position: int
    hash: bytes
    by: str
    reason: str


class _Remembered(threading.local):
    """The keys one thread has seen since the erasure counted in ``mark``. Another thread's are not
    trusted."""

    def __init__(self) -> None:
        self.mark = -1
        self.by_person: dict[str, PersonKey] = {}
        self.by_key_id: dict[str, PersonKey] = {}


class Vault:
    """The keys of persons in the file ``path``. ``clock`` gives the moment an erasure is dated with.

    Raises :class:`StorageError` when the file cannot be used, :class:`DamagedError` when it is no vault.
    """

    def __init__(self, path: Path | str, clock: Clock) -> None:
        self.path = Path(path)
        self._clock = clock
        self._journal = ErasureJournal(self.path.with_name(self.path.name + ".erasures.jsonl"))
        self._turn = Turn(self.path, WAIT_SECONDS)
        self._connections = Connections(self.path, _SETTINGS, WAIT_SECONDS)
        self._remembered = _Remembered()
        try:
            with self._turn:
                for_owner_only(self.path)
                # Made with the vault, its length is known without an error to catch before every fact.
                for_owner_only(self._journal.path)
                self._create_or_recognise()
                with Transaction(self._connections) as vault:
                    self._replay(vault)
                self._traces_cleared()
            settings = dict(self._connections.rows("SELECT name, value FROM setting"))
        except BaseException:
            self.close()
            raise
        self._index_key = settings["index key"]
        #: Seals what the desk must be able to read again. Derived: every backup of the vault has it, rotations leave it.
        self.desk_key = Key(hmac.digest(self._index_key, b"desk secrets\n", "sha256"))
        self._code = hmac.new(settings["batch key"], digestmod="sha256")
        self._signing_key = Ed25519PrivateKey.from_private_bytes(settings["signing key"])
        self.public_key: bytes = self._signing_key.public_key().public_bytes_raw()

    # --- keys ---------------------------------------------------------------------------------------------

    def key_for(self, person: str, *, create: bool = False) -> PersonKey:
        """The key of ``person``; made, durably, when there is none and ``create`` is set.

        Raises :class:`PersonErasedError` when the person was erased, :class:`KeyMissingError` when unknown.
        """
        return self.keys_for((person,), create=create)[person]

    def keys_for(self, persons: Iterable[str], *, create: bool = False) -> dict[str, PersonKey]:
        """The keys of several persons at once; see :meth:`key_for`."""
        known = self._up_to_date().by_person
        asked = dict.fromkeys(persons)
        keys = {person: known[person] for person in asked if person in known}
        if len(keys) == len(asked):
            return keys
        self._load([person for person in asked if person not in keys])
        keys = {person: known[person] for person in asked if person in known}
        unknown = [person for person in asked if person not in keys]
        if unknown and create:
            self._create(unknown)
            keys.update(self.keys_for(unknown))
        elif unknown:
            raise self._unknown(unknown[0])
        return keys

    def key(self, key_id: str) -> PersonKey | Erasure:
        """The key with this reference, or the receipt of its erasure.

        Raises :class:`KeyMissingError` when the vault has neither.
        """
        return self.keys((key_id,))[key_id]

    def keys(self, key_ids: Iterable[str]) -> dict[str, PersonKey | Erasure]:
        """Several keys by reference; see :meth:`key`."""
        remembered = self._up_to_date()
        found: dict[str, PersonKey | Erasure] = {}
        asked = list(dict.fromkeys(key_ids))
        new = [key_id for key_id in asked if key_id not in remembered.by_key_id]
        for start in range(0, len(new), PERSONS_AT_ONCE):
            some = new[start : start + PERSONS_AT_ONCE]
            marks = ", ".join("?" * len(some))
            for row in self._connections.rows(
                f"SELECT person, key_id, key FROM person WHERE key_id IN ({marks})", some
            ):
                self._remember(PersonKey(*row))
        for key_id in asked:
            known = remembered.by_key_id.get(key_id)
            if known is not None:
                found[key_id] = known
                continue
            rows = self._connections.rows("SELECT key_id, at, by, reason FROM erasure WHERE key_id = ?", (key_id,))
            if not rows:
                raise KeyMissingError(f"key {key_id}")
            found[key_id] = Erasure(*rows[0])
        return found

    # --- erasure ------------------------------------------------------------------------------------------

    def erase(self, person: str, *, by: str, reason: str) -> Erasure:
        """Destroy the key of ``person`` and everything the name index holds about the person; the receipt.

        ``by`` names who decided, ``reason`` the ground; neither may name the person. Erasing again gives
        the first receipt. When this returns, the vault's file and its write-ahead log no longer hold the
        key. Raises :class:`KeyMissingError` when the person is unknown, :class:`BusyError` when a reader
        keeps the old pages in use: the key is then gone from the vault, and calling again clears the last
        traces.
        """
        if not by.strip() or not reason.strip():
            raise InvalidFactError(
                Bilingual("An erasure names who decided it and why", "Een wissing noemt wie ertoe besloot en waarom"),
                f"person {person}",
            )
        with self._turn:
            with Transaction(self._connections) as vault:
                self._replay(vault)
                rows = vault.execute("SELECT key_id FROM person WHERE person = ?", (person,)).fetchall()
                if rows:
                    receipt = Erasure(str(rows[0][0]), self._now(), by, reason)
                    self._journal.write(Entry(receipt, self._veiled(person)))
                    self._replay(vault)
                else:
                    earlier = self._erasure_of(person)
                    if earlier is None:
                        raise KeyMissingError(f"person {person}")
                    receipt = earlier
            self._remembered.mark = -1
            if not self._traces_cleared():
                raise BusyError(str(self.path), WAIT_SECONDS)
        return receipt

    def erasures(self) -> tuple[Erasure, ...]:
        """Every erasure, oldest first."""
        rows = self._connections.rows("SELECT key_id, at, by, reason FROM erasure ORDER BY at, key_id")
        return tuple(Erasure(*row) for row in rows)

    # --- names --------------------------------------------------------------------------------------------

    def name(self, person: str, label: str) -> None:
        """Enter a name or a readable case number in the index: sealed with the person's key, erased with it.

        Raises :class:`KeyMissingError` or :class:`PersonErasedError` as :meth:`key_for` does.
        """
        with self._turn:
            key = self.key_for(person)
            if label in self.names(person):
                return
            with Transaction(self._connections) as vault:
                ((number,),) = vault.execute(
                    "SELECT coalesce(max(number), 0) + 1 FROM label WHERE key_id = ?", (key.key_id,)
                )
                sealed = key.seal(label.encode(), self._label_binding(key.key_id, number))
                vault.execute("INSERT INTO label VALUES (?, ?, ?)", (key.key_id, number, sealed))
                vault.executemany(
                    "INSERT OR IGNORE INTO word VALUES (?, ?)",
                    ((self._token(word), key.key_id) for word in _words(label)),
                )

    def names(self, person: str) -> tuple[str, ...]:
        """The names and numbers entered for ``person``, in order; none when erased or unknown."""
        remembered = self._up_to_date()
        self._load([person])
        key = remembered.by_person.get(person)
        if key is None:
            return ()
        rows = self._connections.rows(
            "SELECT number, sealed FROM label WHERE key_id = ? ORDER BY number", (key.key_id,)
        )
        opened = [key.open(bytes(sealed), self._label_binding(key.key_id, number)) for number, sealed in rows]
        return tuple(label.decode() for label in opened if label is not None)

    def find(self, text: str) -> tuple[str, ...]:
        """The persons whose names hold every word of ``text``, whatever its accents, case and hyphens."""
        tokens = [self._token(word) for word in _words(text)]
        if not tokens:
            return ()
        marks = ", ".join("?" * len(tokens))
        rows = self._connections.rows(
            f"""SELECT person.person FROM word JOIN person USING (key_id) WHERE token IN ({marks})
                GROUP BY key_id HAVING count(*) = ? ORDER BY person.person""",
            (*tokens, len(tokens)),
        )
        return tuple(str(person) for (person,) in rows)

    # --- proof of origin ----------------------------------------------------------------------------------

    def sign(self, message: bytes) -> bytes:
        """The vault's Ed25519 signature of ``message``; anyone can check it with :attr:`public_key`."""
        return self._signing_key.sign(message)

    def authenticate(self, message: bytes) -> bytes:
        """A code (HMAC-SHA-256) over ``message`` that only this vault can make."""
        code = self._code.copy()
        code.update(message)
        return code.digest()

    def begun_log(self) -> str | None:
        """The reference of the log this vault belongs to; ``None`` as long as none was begun."""
        rows = self._connections.rows("SELECT CAST(value AS TEXT) FROM setting WHERE name = 'log'")
        return str(rows[0][0]) if rows else None

    def remember_log(self, log_id: str) -> None:
        """Remember that the log ``log_id`` was begun: a missing one is then not taken for a new one."""
        with self._turn, Transaction(self._connections) as vault:
            vault.execute("INSERT INTO setting VALUES ('log', ?)", (log_id.encode(),))

    def record_renewal(self, position: int, hash: bytes, *, by: str, reason: str) -> Renewal:
        """Keep who signed the log's head anew, at which position, and why."""
        if not by.strip() or not reason.strip():
            raise InvalidFactError(
                Bilingual("A renewal names who decided it and why", "Een vernieuwing noemt wie en waarom"),
                f"position {position}",
            )
        renewal = Renewal(self._now(), position, hash, by, reason)
        with self._turn, Transaction(self._connections) as vault:
            vault.execute("INSERT INTO renewal VALUES (?, ?, ?, ?, ?)", msgspec.structs.astuple(renewal))
        return renewal

    def rotate_signing_key(self) -> bytes:
        """Sign with a new key from now on; the new public key. Whoever calls this signs the log's head anew at once."""
        made = Ed25519PrivateKey.generate()
        with self._turn:
            with Transaction(self._connections) as vault:
                vault.execute("UPDATE setting SET value = ? WHERE name = 'signing key'", (made.private_bytes_raw(),))
            self._traces_cleared()
        self._signing_key = made
        self.public_key = made.public_key().public_bytes_raw()
        return self.public_key

    def renewals(self) -> tuple[Renewal, ...]:
        """Every renewal of the log's signed head, oldest first."""
        return tuple(
            Renewal(*row) for row in self._connections.rows("SELECT at, position, hash, by, reason FROM renewal")
        )

    def close(self) -> None:
        """Close the file."""
        self._connections.close()
        self._turn.close()

    # --- inside -------------------------------------------------------------------------------------------

    def _now(self) -> str:
        return written(self._clock())

    def _up_to_date(self) -> _Remembered:
        # An erasure by another thread or process lengthens the journal first, then raises the mark: what was remembered
        # before is let go. As long as the journal ends where the mark of what is remembered stands, nobody was erased.
        remembered = self._remembered
        if remembered.mark == self._journal.length() and len(remembered.by_person) <= KEYS_REMEMBERED:
            return remembered
        ((mark,),) = self._connections.rows("SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'erasures read'")
        if remembered.mark != mark or len(remembered.by_person) > KEYS_REMEMBERED:
            remembered.by_person.clear()
            remembered.by_key_id.clear()
            remembered.mark = int(mark)
        return remembered

    def _remember(self, key: PersonKey) -> PersonKey:
        self._remembered.by_person[key.person] = key
        self._remembered.by_key_id[key.key_id] = key
        return key

    def _load(self, persons: Sequence[str]) -> None:
        """Remember the keys of those of ``persons`` who have one."""
        for start in range(0, len(persons), PERSONS_AT_ONCE):
            some = persons[start : start + PERSONS_AT_ONCE]
            marks = ", ".join("?" * len(some))
            for row in self._connections.rows(
                f"SELECT person, key_id, key FROM person WHERE person IN ({marks})", some
            ):
                self._remember(PersonKey(*row))

    def _create(self, persons: list[str]) -> None:
        """Make a key for each person who has none and was not erased."""
        size = KEY_BYTES + KEY_ID_BYTES
        with self._turn, Transaction(self._connections) as vault:
            erased = self._erased_among(vault, persons)
            living = [person for person in persons if person not in erased]
            fresh = os.urandom(size * len(living))
            made: list[tuple[str, str, bytes]] = []
            for start, person in zip(range(0, len(fresh), size), living, strict=True):
                end = start + KEY_BYTES
                made.append((person, fresh[end : start + size].hex(), fresh[start:end]))
            created = vault.executemany(
                "INSERT INTO person VALUES (?, ?, ?) ON CONFLICT (person) DO NOTHING", made
            ).rowcount
        if created == len(made):
            for person, key_id, key in made:
                self._remember(PersonKey(person, key_id, key))

    def _erased_among(self, vault: Connection, persons: Sequence[str]) -> set[str]:
        """Who of ``persons`` was erased."""
        if not vault.execute("SELECT 1 FROM erasure LIMIT 1").fetchall():
            return set()
        veiled = {self._veiled(person): person for person in persons}
        asked = list(veiled)
        erased: set[str] = set()
        for start in range(0, len(asked), PERSONS_AT_ONCE):
            some = asked[start : start + PERSONS_AT_ONCE]
            marks = ", ".join("?" * len(some))
            found = vault.execute(f"SELECT person FROM erasure WHERE person IN ({marks})", some).fetchall()
            erased.update(veiled[code] for (code,) in found)
        return erased

    def _unknown(self, person: str) -> KeyMissingError | PersonErasedError:
        erased = self._erasure_of(person)
        return KeyMissingError(f"person {person}") if erased is None else PersonErasedError(erased.key_id)

    def _erasure_of(self, person: str) -> Erasure | None:
        rows = self._connections.rows(
            "SELECT key_id, at, by, reason FROM erasure WHERE person = ?", (self._veiled(person),)
        )
        return Erasure(*rows[0]) if rows else None

    def _veiled(self, person: str) -> bytes:
        return hmac.digest(self._index_key, b"person\n" + person.encode(), "sha256")

    def _token(self, word: str) -> bytes:
        return hmac.digest(self._index_key, b"word\n" + word.encode(), "sha256")

    @staticmethod
    def _label_binding(key_id: str, number: int) -> bytes:
        return f"asylon-label-1\n{key_id}\n{number}".encode()

    def _create_or_recognise(self) -> None:
        with Transaction(self._connections) as vault:
            ((form,),) = vault.execute("PRAGMA user_version")
            if form > FORM:
                raise NewerFormatError(str(self.path), form, FORM)
            tables = {name for (name,) in vault.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            if form == FORM and "erasure" in tables:
                return
            if tables or form:
                raise DamagedError(Bilingual("This file is not a vault", "Dit bestand is geen kluis"), str(self.path))
            for table in _TABLES:
                vault.execute(table)
            vault.executemany(
                "INSERT INTO setting VALUES (?, ?)",
                (
                    ("index key", os.urandom(KEY_BYTES)),
                    ("batch key", os.urandom(KEY_BYTES)),
                    ("signing key", Ed25519PrivateKey.generate().private_bytes_raw()),
                    ("erasures read", b"0"),
                ),
            )
            vault.execute(f"PRAGMA user_version = {FORM}")

    def _replay(self, vault: Connection) -> bool:
        """Carry out what the journal has beyond the vault's mark; whether there was anything."""
        ((mark,),) = vault.execute("SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'erasures read'")
        entries, end = self._journal.after(mark)
        if end == mark:
            return False
        for entry in entries:
            receipt = entry.erasure
            vault.execute("DELETE FROM word WHERE key_id = ?", (receipt.key_id,))
            vault.execute("DELETE FROM label WHERE key_id = ?", (receipt.key_id,))
            vault.execute("UPDATE person SET key = zeroblob(length(key)) WHERE key_id = ?", (receipt.key_id,))
            vault.execute("DELETE FROM person WHERE key_id = ?", (receipt.key_id,))
            vault.execute(
                "INSERT OR IGNORE INTO erasure VALUES (?, ?, ?, ?, ?)",
                (receipt.key_id, entry.person, receipt.at, receipt.by, receipt.reason),
            )
        vault.execute("UPDATE setting SET value = ? WHERE name = 'erasures read'", (str(end).encode(),))
        return True

    def _traces_cleared(self) -> bool:
        """Fold the write-ahead log back and empty it, so that no page with a destroyed key is left in it."""
        ((busy, _, _),) = self._connections.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        return not busy


def _words(text: str) -> list[str]:
    """The words of a name without accents, case and punctuation, each once."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = ("".join(sign for sign in word if sign.isalnum()) for word in plain.split())
    return [word for word in dict.fromkeys(words) if word]
