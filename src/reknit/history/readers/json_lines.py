"""Read JSON Lines: one object a line, and a bad line costs no more than itself."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import msgspec

from reknit.history.readers.mending import mend

if TYPE_CHECKING:
    from collections.abc import Iterator

Item = TypeVar("Item")

# Whatever is said about bytes that are no JSON of the shape asked for.
_NOT_OF_THIS_SHAPE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


@dataclass
class Losses:
    """Count what could not be read, while the lines are gone through."""

    unplaced: list[int] = field(default_factory=list)  # numbers of lines, counted from 1
    damaged: int = 0  # characters of which only half was there


def read_lines(content: bytes, item: type[Item], losses: Losses) -> Iterator[tuple[int, Item]]:
    """Give every line that has the shape, with its number."""
    decoder = msgspec.json.Decoder(item)
    for number, line in enumerate(io.BytesIO(content), start=1):
        try:
            yield number, decoder.decode(line)
        except _NOT_OF_THIS_SHAPE:
            if not line.strip():
                continue
            mended = mend(line)
            try:
                yield number, decoder.decode(mended.content)
            except _NOT_OF_THIS_SHAPE:
                losses.unplaced.append(number)
            else:
                losses.damaged += mended.damaged
