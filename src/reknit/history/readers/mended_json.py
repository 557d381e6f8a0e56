"""Read JSON that is nearly right: cut off, with half an emoji, or with one message of another shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from reknit.history.readers.interface import NotAnExport

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)
Whole = TypeVar("Whole")

_ESCAPES = re.compile(
    rb"\\[^u]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_LONE = re.compile(rb"\\u....", re.DOTALL)
_QUOTE = ord('"')
_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*+"|["{}\[\]]', re.DOTALL)
_CLOSERS = {b"{": b"}", b"[": b"]"}
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
    except RecursionError as error:
        raise BrokenExport from error
    except msgspec.DecodeError:
        return _mended(content, loose, item)
    return Opened(whole, whole.messages)


def _mended(
    content: bytes, loose: type[Listing[msgspec.Raw]], item: type[Item]
) -> Opened[Listing[object], Item]:
    content, damaged = _without_halves(content)
    is_cut = not _is_json(content)
    try:
        whole = msgspec.json.decode(_cut(content) if is_cut else content, type=loose)
    except msgspec.DecodeError as error:
        raise BrokenExport from error
    messages, unplaced = _one_by_one(whole.messages, item)
    after = (len(whole.messages) + 1,) if is_cut else ()
    return Opened(whole, messages, (*unplaced, *after), damaged)


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


def _without_halves(content: bytes) -> tuple[bytes, int]:
    """Put a sign of damage where half of a character stands alone."""
    damaged = 0

    def sign(match: re.Match[bytes]) -> bytes:
        nonlocal damaged
        if not _LONE.fullmatch(match[0]):
            return match[0]
        damaged += 1
        return rb"\ufffd"

    return _ESCAPES.sub(sign, content), damaged


def _is_json(content: bytes) -> bool:
    try:
        msgspec.json.decode(content, type=msgspec.Raw)
    except msgspec.DecodeError:
        return False
    return True


def _cut(content: bytes) -> bytes:
    """Keep everything up to the last message that is whole, and close what is open."""
    stack: list[bytes] = []
    end, closing = 0, b""
    for match in _TOKENS.finditer(content):
        token = match[0]
        if token in _CLOSERS:
            stack.append(token)
        elif token[0] == _QUOTE:
            if len(token) == 1:
                break
        elif not stack or _CLOSERS[stack.pop()] != token:
            break
        elif 0 < len(stack) <= _ITEM_DEPTH:
            end, closing = match.end(), b"".join(_CLOSERS[each] for each in reversed(stack))
    return content[:end] + closing
