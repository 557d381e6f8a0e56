"""Read JSON Lines: one object a line, and a bad line costs no more than itself."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

Item = TypeVar("Item")

# Half of a character that needs two: half an emoji, cut off by an app that counts in halves.
_ESCAPES = re.compile(
    rb"\\[^u]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
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
            mended, halves = _without_halves(line)
            try:
                yield number, decoder.decode(mended)
            except _NOT_OF_THIS_SHAPE:
                losses.unplaced.append(number)
            else:
                losses.damaged += halves


def _without_halves(line: bytes) -> tuple[bytes, int]:
    """Put a sign of damage where half of a character stands alone, and count these places."""
    halves = sum(1 for match in _ESCAPES.finditer(line) if match[1])
    return _ESCAPES.sub(lambda match: rb"\ufffd" if match[1] else match[0], line), halves
