"""Wrap a person's key twice, by passphrase and by recovery code, in one envelope that is safe to store."""

from __future__ import annotations

import os
import unicodedata

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from reknit.errors import ReknitError
from reknit.vault.sealing import KEY_BYTES, UnableToOpen, derive, seal, unseal

SALT_BYTES = 16


class Argon2Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The cost of trying one passphrase: passes, memory in KiB, lanes."""

    passes: int
    memory: int
    lanes: int


RFC_9106_LOW_MEMORY = Argon2Profile(passes=3, memory=64 * 1024, lanes=4)
"""The second recommended option of RFC 9106 (Biryukov et al. 2021): 64 MiB, 3 passes, 4 lanes."""

COSTLIEST = Argon2Profile(passes=16, memory=4 * 1024 * 1024, lanes=16)
"""An envelope asking for more than this is refused: it was not written by us."""

LEAST_MEMORY = 8
"""KiB that Argon2 needs for each lane (RFC 9106, section 3.1)."""


class WrongPassphrase(ReknitError):
    """Say that the passphrase does not open this envelope."""

    def __init__(self) -> None:
        super().__init__("That passphrase does not open it.")


class WrongRecoveryCode(ReknitError):
    """Say that the recovery code does not open this envelope."""

    def __init__(self) -> None:
        super().__init__("That recovery code does not open it.")


class Wrapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person's key sealed under something only the person has."""

    salt: bytes
    sealed: bytes


class Envelope(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is stored of a person's key: two wrappings and the cost of the first."""

    version: int = 1
    profile: Argon2Profile
    passphrase: Wrapping
    recovery: Wrapping

    def as_bytes(self) -> bytes:
        """Return the stored form, JSON with base64 for bytes."""
        return msgspec.json.encode(self)

    @property
    def is_outdated(self) -> bool:
        """Say whether today's profile costs more than the one this was wrapped with."""
        return self.profile != RFC_9106_LOW_MEMORY


def read_envelope(*, stored: bytes) -> Envelope:
    """Read a stored envelope; raise UnableToOpen when it is none of ours."""
    try:
        envelope = msgspec.json.decode(stored, type=Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnableToOpen from error
    if envelope.version != 1 or not (_can_be_met(envelope.profile) and _has_salts(envelope)):
        raise UnableToOpen
    return envelope


def _can_be_met(profile: Argon2Profile) -> bool:
    return (
        1 <= profile.passes <= COSTLIEST.passes
        and 1 <= profile.lanes <= COSTLIEST.lanes
        and LEAST_MEMORY * profile.lanes <= profile.memory <= COSTLIEST.memory
    )


def _has_salts(envelope: Envelope) -> bool:
    return len(envelope.passphrase.salt) == len(envelope.recovery.salt) == SALT_BYTES


def new_envelope(
    *, key: bytes, owner: bytes, passphrase: str, code: str, profile: Argon2Profile = RFC_9106_LOW_MEMORY
) -> Envelope:
    """Wrap a person's key under a passphrase and a recovery code."""
    return Envelope(
        profile=profile,
        passphrase=_wrap_by_passphrase(key=key, owner=owner, passphrase=passphrase, profile=profile),
        recovery=_wrap_by_code(key=key, owner=owner, code=code),
    )


def with_passphrase(*, envelope: Envelope, key: bytes, owner: bytes, passphrase: str) -> Envelope:
    """Return the envelope with the key wrapped anew under a passphrase, at today's cost."""
    profile = RFC_9106_LOW_MEMORY
    wrapping = _wrap_by_passphrase(key=key, owner=owner, passphrase=passphrase, profile=profile)
    return msgspec.structs.replace(envelope, profile=profile, passphrase=wrapping)


def with_recovery_code(*, envelope: Envelope, key: bytes, owner: bytes, code: str) -> Envelope:
    """Return the envelope with the key wrapped anew under a recovery code; the old code is void."""
    return msgspec.structs.replace(envelope, recovery=_wrap_by_code(key=key, owner=owner, code=code))


def open_by_passphrase(*, envelope: Envelope, owner: bytes, passphrase: str) -> bytes:
    """Return the person's key; raise WrongPassphrase when it does not open."""
    wrapping = envelope.passphrase
    secret = _stretch(passphrase=passphrase, salt=wrapping.salt, profile=envelope.profile)
    try:
        return unseal(key=secret, sealed=wrapping.sealed, place=b"passphrase" + owner)
    except UnableToOpen as error:
        raise WrongPassphrase from error


def open_by_recovery_code(*, envelope: Envelope, owner: bytes, code: str) -> bytes:
    """Return the person's key; raise WrongRecoveryCode when it does not open."""
    secret = derive(key=code.encode(), purpose="recovery", salt=envelope.recovery.salt)
    try:
        return unseal(key=secret, sealed=envelope.recovery.sealed, place=b"recovery" + owner)
    except UnableToOpen as error:
        raise WrongRecoveryCode from error


def _stretch(*, passphrase: str, salt: bytes, profile: Argon2Profile) -> bytes:
    # NFKC, so that the same passphrase typed on another keyboard gives the same bytes.
    typed = unicodedata.normalize("NFKC", passphrase).strip().encode()
    argon2 = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=profile.passes,
        lanes=profile.lanes,
        memory_cost=profile.memory,
    )
    return argon2.derive(typed)


def _wrap_by_passphrase(*, key: bytes, owner: bytes, passphrase: str, profile: Argon2Profile) -> Wrapping:
    salt = os.urandom(SALT_BYTES)
    secret = _stretch(passphrase=passphrase, salt=salt, profile=profile)
    return Wrapping(salt=salt, sealed=seal(key=secret, plaintext=key, place=b"passphrase" + owner))


def _wrap_by_code(*, key: bytes, owner: bytes, code: str) -> Wrapping:
    # 120 random bits need no stretching: there is nothing to guess.
    salt = os.urandom(SALT_BYTES)
    secret = derive(key=code.encode(), purpose="recovery", salt=salt)
    return Wrapping(salt=salt, sealed=seal(key=secret, plaintext=key, place=b"recovery" + owner))
