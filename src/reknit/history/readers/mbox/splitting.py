"""Split an archive of mail into letters, holding no more than one of them and of that only the start."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reknit.history.sources import BYTE_ORDER_MARK

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

# Words come before pictures: of a letter this much is kept, which is more than anybody types.
MOST_KEPT = 1024 * 1024
# A line between letters is shorter.
_HELD = 2048
_SEPARATOR = re.compile(
    rb"\nFrom ([^\r\n]{0,500}?\d{1,2}:\d{2}[^\r\n]{0,200})\r?\n(?=[!-9;-~]{1,100}:|>From )"
)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*+)++")
_NEEDED = (
    re.compile(rb"^From:", re.MULTILINE | re.IGNORECASE),
    re.compile(rb"^(?:Date|Received):", re.MULTILINE | re.IGNORECASE),
)


class Raw(NamedTuple):
    """Hold one letter as it came, and what the line before it says."""

    line: str
    content: bytes


def is_archive(head: bytes) -> bool:
    """Say whether this is the start of letters one after the other."""
    return _SEPARATOR.match(b"\n" + head.lstrip(b"\r\n")) is not None


def is_letter(head: bytes) -> bool:
    """Say whether this is the start of a single letter."""
    header = _HEADER.match(head.replace(b"\r\n", b"\n"))
    return header is not None and all(each.search(header[0]) for each in _NEEDED)


def split(pieces: Iterable[bytes], *, is_single: bool) -> Iterator[Raw]:
    """Give the letters one after the other."""
    if is_single:
        yield Raw("", _start(pieces))
        return
    line: str | None = None
    kept: list[bytes] = []
    for part in _parts(pieces):
        if isinstance(part, str):
            if line is not None:
                yield _raw(line, kept)
            line, kept = part, []
        elif sum(map(len, kept)) < MOST_KEPT:
            kept.append(part)
    if line is not None:
        yield _raw(line, kept)


def _parts(pieces: Iterable[bytes]) -> Iterator[str | bytes]:
    """Give lines between letters as text, and what is between these lines in pieces."""
    held = b"\n"
    is_first = True
    for each in pieces:
        piece = each.removeprefix(BYTE_ORDER_MARK).lstrip(b"\r\n") if is_first else each
        is_first = False
        held = yield from _cut(held + piece, len(held) + len(piece) - _HELD)
    yield from _cut(held, len(held))


def _cut(content: bytes, end: int) -> Generator[str | bytes, None, bytes]:
    """Give what ends before a place, and return what is left for later."""
    at = 0
    for match in _SEPARATOR.finditer(content):
        if match.start() >= end:
            break
        yield content[at : match.start()]
        yield match[1].decode("latin-1")
        at = match.end()
    end = max(at, end)
    yield content[at:end]
    return content[end:]


def _raw(line: str, kept: list[bytes]) -> Raw:
    return Raw(line, _QUOTED_FROM.sub(rb"\1", b"".join(kept)[:MOST_KEPT]))


def _start(pieces: Iterable[bytes]) -> bytes:
    content = b""
    for piece in pieces:
        content += piece
        if len(content) >= MOST_KEPT:
            break
    return content[:MOST_KEPT]
