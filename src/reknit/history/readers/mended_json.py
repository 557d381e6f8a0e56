"""Read JSON that is nearly right: cut off, with half an emoji, or with one message of another shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from reknit.history.readers.interface import NotAnExport
from reknit.history.readers.mending import mend

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)
Whole = TypeVar("Whole")

_QUOTE = ord('"')
_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*+"|["{}\[\]]', re.DOTALL)
_CLOSERS = {b"{": b"}", b"[": b"]"}
_FIRST = re.compile(rb'"messages"\s*:\s*\[\s*\{\s*("(?:[^"\\]|\\.)*+")\s*:')
_PLACE = re.compile(r"\(byte (\d+)\)")
# With so many broken places the rest of a file is noise.
MOST_BROKEN = 20
# Where the messages of a file lie: in a list, in the outermost object.
_ITEM_DEPTH = 2


class Listing(Protocol[Item_co]):
    """Hold messages, whatever else a file says."""

    @property
    def messages(self) -> Sequence[Item_co]:
        """Give the messages in the order of the file."""


class Opened(NamedTuple, Generic[Whole, Item]):
    """Hold what a file says, its messages, and what was lost of them."""

    whole: Whole
    messages: Sequence[Item]
    unplaced: tuple[int, ...] = ()  # places in the list of messages, counted from 1
    damaged: int = 0  # characters that were only half there


class BrokenExport(NotAnExport):
    """Say that nothing can be read of a file that looked like an export."""

    def __init__(self) -> None:
        super().__init__("This file is damaged or not complete.")


def open_json(
    content: bytes, *, exact: type[Listing[Item]], loose: type[Listing[msgspec.Raw]], item: type[Item]
) -> Opened[Listing[object], Item]:
    """Read a file of one shape; where not all of it has that shape, keep each message that does.

    Raises BrokenExport where nothing can be read.
    """
    try:
        whole = msgspec.json.decode(content, type=exact)
    except msgspec.DecodeError:
        return _mended(content, loose, item)
    except RecursionError as error:
        raise BrokenExport from error
    return Opened(whole, whole.messages)


def _mended(
    content: bytes, loose: type[Listing[msgspec.Raw]], item: type[Item]
) -> Opened[Listing[object], Item]:
    mended = mend(content)
    try:
        content, broken = _without_breaks(mended.content)
        whole = msgspec.json.decode(content, type=loose)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BrokenExport from error
    messages, unplaced = _one_by_one(whole.messages, item)
    return Opened(whole, messages, (*unplaced, *broken), mended.damaged)


def _one_by_one(raw: Sequence[msgspec.Raw], item: type[Item]) -> tuple[list[Item], tuple[int, ...]]:
    decoder = msgspec.json.Decoder(item)
    items: list[Item] = []
    unplaced = []
    for place, each in enumerate(raw, start=1):
        try:
            items.append(decoder.decode(each))
        except msgspec.DecodeError:
            unplaced.append(place)
    return items, tuple(unplaced)


def _without_breaks(content: bytes) -> tuple[bytes, tuple[int, ...]]:
    """Take out what is broken, from the last message that is whole to the next one; give the places."""
    start = _start_of_messages(content)
    broken: list[int] = []
    while (at := _break(content)) is not None:
        whole = _whole(content[:at])
        before = len(start.findall(content, 0, whole.end)) if start else 0
        broken.append(before + len(broken) + 1)
        following = start.search(content, at) if start and whole.depth == _ITEM_DEPTH else None
        if following is None or len(broken) == MOST_BROKEN:
            return content[: whole.end] + whole.closing, tuple(broken)
        content = content[: whole.end] + (b"," if before else b"") + content[following.start() :]
    return content, tuple(broken)


def _start_of_messages(content: bytes) -> re.Pattern[bytes] | None:
    """Learn from the first message how each of them starts."""
    first = _FIRST.search(content)
    return re.compile(rb"\{\s*" + re.escape(first[1]) + rb"\s*:") if first else None


def _break(content: bytes) -> int | None:
    """Say where JSON ends to be JSON."""
    try:
        msgspec.json.decode(content, type=msgspec.Raw)
    except msgspec.DecodeError as error:
        place = _PLACE.search(str(error))
        return int(place[1]) if place else len(content)
    return None


class _Whole(NamedTuple):
    """Hold how far everything is whole, and what is open there."""

    end: int
    closing: bytes
    depth: int


def _whole(content: bytes) -> _Whole:
    stack: list[bytes] = []
    whole = _Whole(0, b"", 0)
    for match in _TOKENS.finditer(content):
        token = match[0]
        if token in _CLOSERS:
            stack.append(token)
            is_list = token == b"[" and len(stack) == _ITEM_DEPTH
        elif token[0] == _QUOTE:
            if len(token) == 1:
                break
            continue
        elif not stack or _CLOSERS[stack.pop()] != token:
            break
        else:
            is_list = 0 < len(stack) <= _ITEM_DEPTH
        if is_list:
            closing = b"".join(_CLOSERS[each] for each in reversed(stack))
            whole = _Whole(match.end(), closing, len(stack))
    return whole
