"""The anchor: the log's head, signed, in a small file beside it.

A chain of hashes shows what was altered inside the log, but not that its end was cut off. The anchor does:
it says, under the vault's signature (Ed25519), how far the log went. It is written with every batch, by
overwriting one block in place: one signature and one write, no extra wait for the disk. After a power
failure it may lag behind the log, never run ahead of it; facts beyond it are covered by the authentication
code of their batch (see ``log``).

Somebody who can replace both the log and the anchor by older copies leaves no trace in either. Keep the
head that a verification prints somewhere else, too: the anchor can be compared with it at any time.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from asylon.law.citations import Bilingual
from asylon.register.errors import DamagedError
from asylon.register.stored import Head
from asylon.register.vault import Vault

BLOCK = 512


class _Content(msgspec.Struct, frozen=True):
    form: int
    log: str
    position: int
    hash: str
    public_key: str
    signature: str


class Anchor:
    """The signed head of the log ``log_id`` in the file ``path``."""

    def __init__(self, path: Path, vault: Vault, log_id: str) -> None:
        self.path = path
        self._vault = vault
        self._log_id = log_id
        self._last = b""
        self._head: Head | None = None

    def read(self) -> Head:
        """The anchored head. Read it while holding the writer's turn.

        Raises :class:`DamagedError` when the file is missing, unreadable, or not signed by this vault for
        this log.
        """
        try:
            block = self.path.read_bytes()
        except OSError as error:
            raise self._damaged(
                "The signed head of the log is missing", "Het ondertekende einde van het logboek ontbreekt"
            ) from error
        if block == self._last and self._head is not None:
            return self._head
        try:
            content = msgspec.json.decode(block, type=_Content)
            head = Head(content.position, bytes.fromhex(content.hash))
            key = Ed25519PublicKey.from_public_bytes(self._vault.public_key)
            key.verify(bytes.fromhex(content.signature), self._message(head))
        except (ValueError, InvalidSignature) as error:
            raise self._damaged(
                "The signed head of the log was altered, or belongs to another register",
                "Het ondertekende einde van het logboek is gewijzigd of hoort bij een ander register",
            ) from error
        self._last, self._head = block, head
        return head

    def write(self, head: Head) -> None:
        """Sign and store ``head``. Raises ``OSError`` when the file cannot be written."""
        content = _Content(
            form=1,
            log=self._log_id,
            position=head.position,
            hash=head.hash.hex(),
            public_key=self._vault.public_key.hex(),
            signature=self._vault.sign(self._message(head)).hex(),
        )
        block = msgspec.json.encode(content).ljust(BLOCK - 1) + b"\n"
        file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.pwrite(file, block, 0)
        finally:
            os.close(file)
        self._last, self._head = block, head

    def _message(self, head: Head) -> bytes:
        return f"asylon-head-1\n{self._log_id}\n{head.position}\n{head.hash.hex()}".encode()

    def _damaged(self, en: str, nl: str) -> DamagedError:
        return DamagedError(
            Bilingual(en, nl),
            str(self.path),
            Bilingual(
                "Compare the log with the newest backup. If it is whole, renew the signed head.",
                "Vergelijk het logboek met de nieuwste reservekopie. Is het heel, vernieuw dan het ondertekende einde.",
            ),
        )
