"""Seal bytes so that only the holder of a key can open them, and only in the place they were meant for."""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reknit.errors import ReknitError

KEY_BYTES = 32
NONCE_BYTES = 12

VERSION = b"\x01"
"""The first byte of everything sealed; the newest version writes, every version opens."""

Purpose = Literal["entries", "index", "recovery", "session"]
"""What a key derived from another key is for. Two purposes never share a key."""


class UnableToOpen(ReknitError):
    """Say that sealed bytes did not open: another key, another place, or changed on the way."""

    def __init__(self) -> None:
        super().__init__("This could not be opened with the key at hand.")


def new_key() -> bytes:
    """Return 32 fresh random bytes from the operating system."""
    return os.urandom(KEY_BYTES)


def derive(*, key: bytes, purpose: Purpose, salt: bytes = b"") -> bytes:
    """Derive the 32-byte key for one purpose (HKDF-SHA256, Krawczyk & Eronen 2010, RFC 5869)."""
    info = b"reknit/1 " + purpose.encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt or None, info=info).derive(key)


def seal(*, key: bytes, plaintext: bytes, place: bytes, nonce: bytes | None = None) -> bytes:
    """Seal with ChaCha20-Poly1305 (RFC 8439): version, nonce, ciphertext and tag in one string.

    `place` is the associated data: sealed bytes moved to another place do not open. A nonce is
    passed in only by the test vectors; 96 random bits are safe for 2**32 entries under one key.
    """
    nonce = nonce or os.urandom(NONCE_BYTES)
    return VERSION + nonce + ChaCha20Poly1305(key).encrypt(nonce, plaintext, place)


def unseal(*, key: bytes, sealed: bytes, place: bytes) -> bytes:
    """Open what `seal` made; raise UnableToOpen when it does not open."""
    version, nonce, ciphertext = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if version != VERSION or len(nonce) != NONCE_BYTES:
        raise UnableToOpen
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, ciphertext, place)
    except InvalidTag as error:
        raise UnableToOpen from error


def fingerprint(*, key: bytes, text: str) -> bytes:
    """Return 16 bytes that are the same for the same text and say nothing of it without the key."""
    return hmac.digest(key, text.encode(), hashlib.sha256)[:16]
