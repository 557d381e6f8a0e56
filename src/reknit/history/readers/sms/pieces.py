"""Give the pieces of a backup in UTF-8, without the pictures in it, each ending where a tag ends."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from reknit.history.sources import BYTE_ORDER_MARK, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A picture is this much longer than anything a person calls data="…" in a text.
_PICTURE_START = 256
_PICTURE = re.compile(rb'data=(["\'])[A-Za-z0-9+/=\r\n]{%d}' % _PICTURE_START)
_HELD = _PICTURE_START + len(b'data="')
# No text message and no list of recipients is longer.
LONGEST_TAG = 16 * 1024 * 1024
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut pieces anew, in front of a tag; raise TooLarge where a tag does not end."""
    rest = b""
    for piece in without_pictures(_as_utf8(pieces)):
        whole, mark, after = (rest + piece).rpartition(b"<")
        rest = mark + after
        if len(rest) > LONGEST_TAG:
            raise TooLarge
        yield whole
    yield rest


def without_pictures(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Leave out what is in data="…" as soon as it is longer than a text."""
    held, quote = b"", b""
    for each in pieces:
        piece = each
        if quote:
            end = piece.find(quote)
            if end < 0:
                continue
            piece, quote = piece[end:], b""
        piece = held + piece
        kept, at = [], 0
        for match in _PICTURE.finditer(piece):
            kept.append(piece[at : match.end(1)])
            at = piece.find(match[1], match.end())
            if at < 0:
                quote, at = match[1], len(piece)
        end = max(at, len(piece) - _HELD)
        kept.append(piece[at:end])
        held = piece[end:]
        yield b"".join(kept)
    yield held


def _as_utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    decoder: codecs.IncrementalDecoder | None = None
    for number, piece in enumerate(pieces):
        if number == 0 and piece.startswith(_UTF16_MARKS):
            decoder = codecs.getincrementaldecoder("utf-16")("replace")
        if decoder is not None:
            yield decoder.decode(piece).encode()
        else:
            yield piece.removeprefix(BYTE_ORDER_MARK) if number == 0 else piece
