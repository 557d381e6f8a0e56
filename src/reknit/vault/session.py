"""Hand a person's key from one request to the next without the server ever holding it alone.

The session row keeps the key wrapped under a secret; the secret lives only in the browser's cookie.
Either half by itself opens nothing.
"""

from __future__ import annotations

from reknit.vault.sealing import derive, seal, unseal


def wrap_for_session(*, key: bytes, owner: bytes, secret: bytes) -> bytes:
    """Wrap a person's key under a session's secret."""
    return seal(key=derive(key=secret, purpose="session"), plaintext=key, place=b"session" + owner)


def unwrap_from_session(*, wrapped: bytes, owner: bytes, secret: bytes) -> bytes:
    """Return the person's key; raise UnableToOpen when the halves do not belong together."""
    return unseal(key=derive(key=secret, purpose="session"), sealed=wrapped, place=b"session" + owner)
