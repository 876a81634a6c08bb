"""Keys: what seals the facts about one person, and the few secrets that the desk must be able to read again."""

from __future__ import annotations

import os
from hashlib import sha256

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


class Code:
    """Makes codes over messages: HMAC-SHA-256 (RFC 2104) under a ``key`` of at most 64 bytes. Raises ``ValueError``.

    What the key adds is hashed once, and the hash that links facts makes the rest: for the two codes of each fact that is less
    than half the work of the library's ``hmac``, whose answers these are.
    """

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes) -> None:
        size = sha256().block_size
        if len(key) > size:
            raise ValueError(f"a key for codes holds at most {size} bytes")
        block = key.ljust(size, b"\0")
        self._inner = sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = sha256(bytes(byte ^ 0x5C for byte in block))

    def over(self, message: bytes) -> bytes:
        """The code over ``message``."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()


class PersonKey(Key):
    """The key of ``person``, known by its reference ``key_id`` (``reference`` is that in bytes)."""

    __slots__ = ("key_id", "person", "reference")

    def __init__(self, person: str, key_id: str, key: bytes) -> None:
        super().__init__(key)
        self.person = person
        self.key_id = key_id
        self.reference = key_id.encode()
