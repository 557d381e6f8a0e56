"""Read the messages and calls of a backup one after the other, however large it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.mended_json import BrokenExport
from reknit.history.readers.sms.pieces import whole_tags
from reknit.history.readers.sms.values import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reknit.history.sources import File

# Read with a pattern and not with a parser: what a parser refuses (half an emoji, a stray &) must not cost
# the whole file, and a pattern has no entities to be blown up by.
_TAG = re.compile(
    rb"<(sms|mms|call|part|addr|/mms)\b((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*+)\s*/?>|<(?:sms|mms|call)\b"
)
_VALUE = rb"\s*=\s*(\"[^\"]*\"|'[^']*')"
_ADDRESS = re.compile(rb"\s(?:address|number)" + _VALUE)
_BOX = re.compile(rb"\s(?:type|msg_box)" + _VALUE)
_NAME = re.compile(rb"\scontact_name" + _VALUE)
# An mms with more parts and recipients than this is noise.
MOST_PARTS = 1000
# With so many broken places a file is noise.
MOST_BROKEN = 1000


class Entry(NamedTuple):
    """Hold one message or call with what the phone says of it, unread."""

    tag: str  # sms, mms or call
    values: bytes
    parts: list[bytes]
    addresses: list[bytes]

    @property
    def address(self) -> bytes:
        """Return whom it is with, as written."""
        return _first(_ADDRESS, self.values)

    @property
    def name(self) -> bytes:
        """Return the name in the address book, as written."""
        return _first(_NAME, self.values)

    @property
    def box(self) -> bytes:
        """Return whether it was received, sent or only begun, as written."""
        return _first(_BOX, self.values)


def read(written: bytes) -> str:
    """Read an address or a name as written."""
    return text_of(written) if written else ""


class Backup:
    """Walk through a backup; afterwards it says in which places it was broken."""

    def __init__(self, file: File, progress: Callable[[float], None] = lambda _: None) -> None:
        self.unplaced: list[int] = []
        self._file = file
        self._progress = progress
        self._place = 0

    def entries(self) -> Iterator[tuple[int, Entry]]:
        """Give every entry and its place; one that is broken is passed over, and its place is kept."""
        open_: Entry | None = None
        for chunk in whole_tags(self._pieces()):
            for match in _TAG.finditer(chunk):
                tag, values = match[1], match[2]
                if tag in {b"part", b"addr"}:
                    if open_ is not None:
                        self._add(open_, tag, values)
                    continue
                if open_ is not None:
                    yield self._place, open_
                    open_ = None
                if tag is None:
                    self._pass_over()
                elif tag != b"/mms":
                    self._place += 1
                    entry = Entry(tag.decode(), values, [], [])
                    if tag == b"mms":
                        open_ = entry
                    else:
                        yield self._place, entry
        if open_ is not None:
            self.unplaced.append(self._place)

    def _pieces(self) -> Iterator[bytes]:
        done = 0
        for piece in self._file.pieces():
            done += len(piece)
            self._progress(done / self._file.size)
            yield piece

    def _pass_over(self) -> None:
        self._place += 1
        self.unplaced.append(self._place)
        if len(self.unplaced) > MOST_BROKEN:
            raise BrokenExport

    def _add(self, entry: Entry, tag: bytes, values: bytes) -> None:
        kept = entry.parts if tag == b"part" else entry.addresses
        if len(kept) == MOST_PARTS:
            raise BrokenExport
        kept.append(values)


def _first(pattern: re.Pattern[bytes], values: bytes) -> bytes:
    match = pattern.search(values)
    return match[1] if match else b""
