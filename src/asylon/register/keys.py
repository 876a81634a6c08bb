"""Keys: what seals the facts about one person, and the few secrets that the desk must be able to read again."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class Key:
    """A key. It seals and opens bytes bound to their place; it never shows itself."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, text: bytes, binding: bytes, nonce: bytes | None = None) -> bytes:
        """Nonce, cipher text and tag. ``nonce``, when given, is fresh random bytes."""
        nonce = nonce or os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text, binding)

    def open(self, sealed: bytes, binding: bytes) -> bytes | None:
        """What was sealed; ``None`` when it was altered or belongs elsewhere."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], binding)
        except (InvalidTag, ValueError):
            return None


class PersonKey(Key):
    """The key of ``person``, known by its reference ``key_id`` (``reference`` is that in bytes)."""

    __slots__ = ("key_id", "person", "reference")

    def __init__(self, person: str, key_id: str, key: bytes) -> None:
        super().__init__(key)
        self.person = person
        self.key_id = key_id
        self.reference = key_id.encode()
