"""Read the long list of messages in a JSON file piece by piece, and lose nothing of it but what is broken."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from reknit.history.readers.interface import NotAnExport
from reknit.history.readers.mending import either_way, mend
from reknit.history.sources import DAMAGED_SHARE, LARGEST_READ, TooLarge, WrongEncoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reknit.history.sources import File

T = TypeVar("T")

# Product choice: pieces that stay in the cache of a processor are read a third faster than larger ones.
PIECE = 96 * 1024
# Names, contacts and settings may come before the messages, but not this many.
LARGEST_START = 16 * 1024 * 1024
# A place that looks like the end of a message may lie inside one; so many earlier places are tried.
TRIES = 4
# A few broken characters are damage whatever their share; more must stay below a share of the file.
FEW = 8

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
MALFORMED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_START = re.compile(rb'"messages"\s*:\s*\[\s*')
_OPENING = re.compile(rb'\{\s*"[^"\\]*"\s*:')
_AGAIN = b'{"messages":['


class _Rest(msgspec.Struct, gc=False):
    messages: msgspec.Raw


_REST = msgspec.json.Decoder(_Rest)
_RAWS = msgspec.json.Decoder(list[msgspec.Raw])


def pieces_of(file: File, progress: Callable[[float], None]) -> Iterator[bytes]:
    """Give a file piece by piece as UTF-8, saying how far it has come."""
    read = 0
    for piece in file.pieces(PIECE):
        if not read and piece.startswith(UTF_16):
            yield from slices_of(memoryview(file.text().content))
            return
        read += len(piece)
        yield piece
        progress(0.9 * read / file.size)


def slices_of(content: memoryview) -> Iterator[bytes]:
    """Give what is held already in the same small pieces."""
    for start in range(0, len(content), PIECE):
        yield bytes(content[start : start + PIECE])


class MessageArray(Generic[T]):
    """Read the objects of the list "messages", each in a shape that names only the fields needed."""

    def __init__(self, shape: type[T]) -> None:
        self._many = msgspec.json.Decoder(list[shape], strict=False)  # type: ignore[valid-type]  # a type at run time
        self._one = msgspec.json.Decoder(shape, strict=False)
        self._next: re.Pattern[bytes] | None = None  # how this file goes on from one message to the next
        self._between = b""  # the same, as it is written, from brace to first key
        self._comma = 0  # how much of it belongs to neither message, and the brace before
        self._count = 0
        self._broken = 0
        self.unplaced: list[int] = []  # places in the list, counted from 1, of what could not be read
        self.damaged = 0  # characters

    def read(self, pieces: Iterable[bytes]) -> Iterator[list[T]]:
        """Give the messages in their order, a list for each piece."""
        rest: list[bytes | memoryview] = []
        size = held = 0
        for piece in _from_start(iter(pieces)):
            size += len(piece)
            left = memoryview(piece)
            if (end := self._end(piece)) >= 0:
                messages, end = self._up_to(rest, piece, end)
                yield messages
                rest, held, left = [], 0, left[end + self._comma :]
            rest.append(left)
            held += len(left)
            if held > LARGEST_READ:
                raise TooLarge
        yield self._last(b"".join(rest))
        if self._broken > max(FEW, DAMAGED_SHARE * size):
            raise WrongEncoding

    def _end(self, piece: bytes) -> int:
        """Find the last place between two messages, having seen how they follow each other in this file."""
        if self._next is None and (opening := _OPENING.match(piece)):
            self._next = re.compile(rb"\}(\s*,\s*)" + re.escape(opening[0]))
        if self._next and not self._between and (found := self._next.search(piece)):
            self._between, self._comma = found[0], 1 + len(found[1])
        return piece.rfind(self._between) if self._between else -1

    def _up_to(self, rest: Sequence[bytes | memoryview], piece: bytes, last: int) -> tuple[list[T], int]:
        """Read up to a place between two messages; where it was none, up to an earlier one."""
        end, view = last, memoryview(piece)
        for _ in range(TRIES):
            found = self._decoded(b"".join((b"[", *rest, view[: end + 1], b"]")))
            if found is not None:
                return found, end
            end = piece.rfind(self._between, 0, end)
            if end < 0:
                break
        return self._one_by_one(b"".join((*rest, piece[: last + 1]))), last

    def _last(self, content: bytes) -> list[T]:
        """Read what follows the last place between two messages, to the end of the file."""
        for each in either_way(content):
            with suppress(*MALFORMED):
                return self._decoded(bytes(_REST.decode(_AGAIN + each).messages)) or []
        return self._one_by_one(content)

    def _decoded(self, content: bytes) -> list[T] | None:
        """Read a whole list, mended where needed; None where it is none."""
        try:
            messages = self._many.decode(content)
        except MALFORMED:
            return self._mended(content)
        self._count += len(messages)
        return messages

    def _mended(self, content: bytes) -> list[T] | None:
        mended = mend(content)
        try:
            parts = _RAWS.decode(mended.content)
        except MALFORMED:
            return None
        self.damaged += mended.damaged
        self._broken += mended.broken
        return self._kept(bytes(each) for each in parts)

    def _one_by_one(self, content: bytes) -> list[T]:
        """Cut a list that is broken somewhere between all its messages."""
        opening, closing = self._between[self._comma :], self._between[:1]
        parts = content.split(self._between) if self._between else [content]
        opened = [opening + part if place else part for place, part in enumerate(parts)]
        whole = [*(part + closing for part in opened[:-1]), _first_object(opened[-1])]
        return self._kept(part for part in whole if part.strip())

    def _kept(self, parts: Iterable[bytes]) -> list[T]:
        """Keep each message that can be read and note the places of the others."""
        messages: list[T] = []
        for part in parts:
            self._count += 1
            message = self._alone(part)
            if message is None:
                self.unplaced.append(self._count)
            else:
                messages.append(message)
        return messages

    def _alone(self, part: bytes) -> T | None:
        mended = mend(part)
        try:
            message = self._one.decode(mended.content)
        except MALFORMED:
            return None
        self.damaged += mended.damaged
        self._broken += mended.broken
        return message


def _first_object(content: bytes) -> bytes:
    """Leave out what follows a message: the end of the list, or the noise of a broken file."""
    text = mend(content).content.decode()
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return content
    return text[:end].encode()


def _from_start(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Leave out all that comes before the first message."""
    held = b""
    for piece in pieces:
        held += piece
        if start := _START.search(held):
            yield held[start.end() :]
            yield from pieces
            return
        if len(held) > LARGEST_START:
            break
    raise NotAnExport
