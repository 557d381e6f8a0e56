"""Put the newest messages, which still lie in the log beside a database, into a copy in memory.

The layout is that of SQLite's write-ahead log (sqlite.org/fileformat2.html, section 4).
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from reknit.history.sources import LARGEST_READ

LOG_STARTS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_HEADER = struct.Struct(">4s7I")
_FRAME = struct.Struct(">6I")
_CHECKED_HEADER = 24
_CHECKED_FRAME = 8
_MASK = 0xFFFFFFFF
# Where a database says that it has a log beside it; a copy in memory can have none.
_MODE = slice(18, 20)
_NO_LOG = b"\x01\x01"
_PAGE_SIZE = slice(16, 18)
# A size that does not fit into two bytes is written as one.
_LARGEST_PAGE = 65_536


class _Frame(NamedTuple):
    page: int
    pages_after: int  # of the whole database, where a frame ends a transaction
    content: bytes


def in_memory(database: bytes, log: bytes) -> bytes:
    """Give a database as it is with its log, ready to be opened in memory."""
    copy = bytearray(database)
    size = int.from_bytes(copy[_PAGE_SIZE], "big")
    size = _LARGEST_PAGE if size == 1 else size
    waiting: list[_Frame] = []
    for frame in _frames(log, size):
        waiting.append(frame)
        if frame.pages_after:
            _apply(copy, waiting, size)
            waiting.clear()
    copy[_MODE] = _NO_LOG
    return bytes(copy)


def _apply(copy: bytearray, frames: list[_Frame], size: int) -> None:
    """Write what one transaction changed, unless it would make the database larger than can be read."""
    if max(frames[-1].pages_after, *(frame.page for frame in frames)) * size > LARGEST_READ:
        return
    for frame in frames:
        begin = (frame.page - 1) * size
        copy.extend(bytes(max(0, begin + size - len(copy))))
        copy[begin : begin + size] = frame.content
    del copy[frames[-1].pages_after * size :]


def _frames(log: bytes, page_size: int) -> list[_Frame]:
    """List the frames of a log up to the first that is torn or from an earlier round."""
    if len(log) < _HEADER.size:
        return []
    magic, _, size, _, *salts, first, second = _HEADER.unpack_from(log)
    order = "<" if magic == LOG_STARTS[0] else ">"
    sums = _summed(log[:_CHECKED_HEADER], order, (0, 0))
    if magic not in LOG_STARTS or size != page_size or sums != (first, second):
        return []
    found = []
    for begin in range(_HEADER.size, len(log) - _FRAME.size - size + 1, _FRAME.size + size):
        page, pages_after, *frame_salts, first, second = _FRAME.unpack_from(log, begin)
        content = log[begin + _FRAME.size : begin + _FRAME.size + size]
        sums = _summed(log[begin : begin + _CHECKED_FRAME] + content, order, sums)
        if frame_salts != salts or sums != (first, second) or not page:
            break
        found.append(_Frame(page, pages_after, content))
    return found


def _summed(content: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """Add up a piece the way SQLite does."""
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    one, two = sums
    for left, right in zip(words[::2], words[1::2], strict=True):
        one = (one + left + two) & _MASK
        two = (two + right + one) & _MASK
    return one, two
