"""Find a word in bytes, however it was written down."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def disguises(word: str) -> set[bytes]:
    """Return every way in which a word could lie in a file, in three spellings."""
    spelled = {word, word.lower(), word.upper()}
    encoded = {one.encode(encoding) for one in spelled for encoding in ("utf-8", "utf-16-le", "utf-16-be")}
    return {form for raw in encoded for form in written(raw)}


def written(raw: bytes) -> Iterator[bytes]:
    """Give bytes as they are, as hexadecimal digits, and as base64 at each of the three alignments."""
    yield raw
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    for shift in range(3):
        first, last = -(-shift * 8 // 6), (shift + len(raw)) * 8 // 6
        aligned = base64.b64encode(bytes(shift) + raw)[first:last]
        yield aligned
        yield aligned.replace(b"+", b"-").replace(b"/", b"_")


def unpacked_session(stored: str) -> bytes:
    """Read a session row as a thief would: without the server's secret."""
    packed = stored.split(":", maxsplit=1)[0]
    content = packed.removeprefix(".")
    try:
        raw = base64.urlsafe_b64decode(content + "=" * (-len(content) % 4))
    except binascii.Error:
        return b""
    return zlib.decompress(raw) if packed.startswith(".") else raw
