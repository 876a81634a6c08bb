"""The anchor: how far the log went, in a small file beside it, sealed with every batch and signed.

A chain of hashes shows what was altered inside the log, but not that its end was cut off. The anchor does. Its file
has two lines of one disk block each, overwritten in place, without an extra wait for the disk:

1. the *signed head*, under the vault's Ed25519 signature, which anybody can check with the public key;
2. the *sealed end*, under a code (HMAC) that only the vault can make, which stands in no database.

The end is sealed with every batch. The head is signed with a batch when the last signature of this process is
:data:`SIGNED_FOR` seconds old, and whenever somebody reads it, a backup is made or the log is closed: in a burst of batches
it lags behind the end, and the end is what the log is held against. The signed head says that a sealed end must stand
under it, so that taking the second line out hides nothing. A head signed by the first release (form 1) stands alone.

After a power failure the anchor may lag behind the log, never run ahead of it; facts beyond it are covered by the
authentication code of their batch (see ``log``). Somebody who can replace both the log and the anchor by older copies
leaves no trace in either. Keep the head that a verification prints somewhere else, too: the anchor can be compared
with it at any time.
"""

from __future__ import annotations

import errno
import logging
import os
import time
from hmac import compare_digest
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from asylon.law.citations import Bilingual
from asylon.register.connections import refused
from asylon.register.errors import DamagedError
from asylon.register.stored import Head
from asylon.register.vault import Vault

BLOCK = 512
FORM = 2
#: Seconds for which a signature serves the batches that follow it.
SIGNED_FOR = 1.0

_logger = logging.getLogger(__name__)
_json = msgspec.json.Encoder().encode


class _Signed(msgspec.Struct, frozen=True):
    form: int
    log: str
    position: int
    hash: str
    public_key: str
    signature: str


class _Sealed(msgspec.Struct, frozen=True):
    position: int
    hash: str
    code: str


class Anchor:
    """The anchor of the log ``log_id`` in the file ``path``.

    Use it while holding the writer's turn, and within ``with anchor:``, in which its file is opened once.
    """

    def __init__(self, path: Path, vault: Vault, log_id: str) -> None:
        self.path = path
        self._place = str(path)
        self._vault = vault
        self._log_id = log_id
        self._known = b""
        self._signed: Head | None = None
        self._end: Head | None = None
        self._sign_from = 0.0
        self._file: int | None = None

    def __enter__(self) -> None:
        """The file is opened by the first who needs it: a new log has none yet."""

    def __exit__(self, *_: object) -> None:
        file, self._file = self._file, None
        if file is not None:
            try:
                os.close(file)
            except OSError as error:
                # What was written was answered for by the write: it is not to be told as if it were not.
                _logger.warning("the file of the log's end was not closed: %s: %s", self.path, error)

    def read(self) -> Head:
        """The sealed end of the log.

        Raises :class:`DamagedError` when the file is missing, or not written with this vault for this log, and
        :class:`StorageError` when it is there and cannot be read.
        """
        try:
            content = os.pread(self._opened() if self._file is None else self._file, 2 * BLOCK + 1, 0)
        except OSError as error:
            if not isinstance(error, FileNotFoundError):
                raise refused(error, self.path) from error
            raise self._damaged(
                "The signed head of the log is missing", "Het ondertekende einde van het logboek ontbreekt"
            ) from error
        if content == self._known and self._end is not None:
            return self._end
        try:
            signed, end = self._checked(content)
        except (ValueError, InvalidSignature) as error:
            raise self._damaged(
                "The signed head of the log was altered, or belongs to another register",
                "Het ondertekende einde van het logboek is gewijzigd of hoort bij een ander register",
            ) from error
        self._known, self._signed, self._end = content, signed, end
        return end

    def write(self, end: Head) -> None:
        """Seal ``end``; sign it too when that is due. Raises ``OSError`` when the file cannot be written."""
        if self._signed is None or len(self._known) != 2 * BLOCK or time.monotonic() >= self._sign_from:
            self.sign(end)
        else:
            self._put(b"", self._sealed(end), end)

    def sign(self, head: Head) -> None:
        """Sign and seal ``head``. Raises ``OSError`` when the file cannot be written."""
        signed = _Signed(
            form=FORM,
            log=self._log_id,
            position=head.position,
            hash=head.hash.hex(),
            public_key=self._vault.public_key.hex(),
            signature=self._vault.sign(self._message("head", FORM, head)).hex(),
        )
        self._put(_block(_json(signed)), self._sealed(head), head)
        self._signed = head
        self._sign_from = time.monotonic() + SIGNED_FOR

    def behind(self) -> bool:
        """Whether the signed head lags behind the sealed end, as far as this process knows."""
        return self._signed != self._end

    # --- inside ---------------------------------------------------------------------------------------------------

    def _opened(self, how: int = 0) -> int:
        """The file, open for reading and writing; for reading only where it may not be written, until something is to be."""
        try:
            self._file = os.open(self._place, os.O_RDWR | os.O_CLOEXEC | how, 0o600)
        except PermissionError:
            if how:
                raise
            self._file = os.open(self._place, os.O_RDONLY | os.O_CLOEXEC)
        return self._file

    def _put(self, signed: bytes, sealed: bytes, end: Head) -> None:
        """Write the second line; the first too, where there is a new one."""
        content = signed + sealed
        file = self._opened(os.O_CREAT) if self._file is None else self._file
        if os.pwrite(file, content, 0 if signed else BLOCK) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._known, self._end = (signed or self._known[:BLOCK]) + sealed, end

    def _sealed(self, end: Head) -> bytes:
        code = self._vault.authenticate(self._message("end", 1, end))
        return _block(_json(_Sealed(end.position, end.hash.hex(), code.hex())))

    def _checked(self, content: bytes) -> tuple[Head, Head]:
        """The signed head and the sealed end. Raises ``ValueError`` or ``InvalidSignature``."""
        first = content[:BLOCK]
        line = msgspec.json.decode(first, type=_Signed)
        signed = Head(line.position, bytes.fromhex(line.hash))
        if line.form not in (1, FORM):
            raise ValueError(line.form)
        if self._signed != signed or self._known[:BLOCK] != first:
            key = Ed25519PublicKey.from_public_bytes(self._vault.public_key)
            key.verify(bytes.fromhex(line.signature), self._message("head", line.form, signed))
        if line.form == 1:
            return signed, signed
        under = msgspec.json.decode(content[BLOCK:], type=_Sealed)
        end = Head(under.position, bytes.fromhex(under.hash))
        code = self._vault.authenticate(self._message("end", 1, end))
        if not compare_digest(bytes.fromhex(under.code), code) or (end.position == signed.position and end != signed):
            raise ValueError(under.code)
        return signed, max(signed, end)

    def _message(self, what: str, form: int, head: Head) -> bytes:
        return f"asylon-{what}-{form}\n{self._log_id}\n{head.position}\n{head.hash.hex()}".encode()

    def _damaged(self, en: str, nl: str) -> DamagedError:
        return DamagedError(
            Bilingual(en, nl),
            str(self.path),
            Bilingual(
                "Compare the log with the newest backup. If it is whole, renew the signed head.",
                "Vergelijk het logboek met de nieuwste reservekopie. Is het heel, vernieuw dan het ondertekende einde.",
            ),
        )


def _block(content: bytes) -> bytes:
    return content.ljust(BLOCK - 1) + b"\n"
