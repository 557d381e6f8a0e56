"""Cut many messages into words and signs at once, on their bytes."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reknit.history.lexicon.characters import (
    CLASSES,
    END,
    GAP,
    KINDS,
    LOWER,
    NOTHING,
    REST,
    SIGN,
    SYMBOL,
    WORD,
)
from reknit.history.lexicon.slots import Keys

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]

# Product choice: a message is heard in its first part; so many characters of it are listened to.
LONGEST = 16_384
# Product choice: so many bytes are cut at once; the arrays then stay near the processor.
CHUNK = 1 << 19

# A word is told by its first 64 bytes and its length; no word anybody listens for is longer.
_TOLD_BY = 64
_EIGHT = 8
_FIRST_BYTES = np.array(
    [
        int.from_bytes(b"\xff" * count + b"\0" * (_EIGHT - count), sys.byteorder)
        for count in range(_EIGHT + 1)
    ],
    dtype=np.uint64,
)
# An odd number that mixes well; Steele and Vigna, Computationally Easy, Spectrally Good Multipliers for
# Congruential Pseudorandom Number Generators (2021), table 6.
_MIX = np.uint64(0xD1342543DE82EF95)

_APOSTROPHE = ord("'")
_LINK_STARTS = (b"://", b"www.")
_LINK = re.compile(rb"[^\s]*")
_CLASSES = CLASSES.tobytes()
# UTF-8: lengths of a character by its first byte.
_WIDTHS = ((2, 0xC2, 0xDF, 0x1F), (3, 0xE0, 0xEF, 0x0F), (4, 0xF0, 0xF4, 0x07))
_SIX = 0x3F


class Cut(NamedTuple):
    """The tokens of some messages, a closing token after each message."""

    letters: Bytes
    starts: Places
    stops: Places
    keys: Keys
    ends: NDArray[np.bool_]
    """Whether the token closes a message."""
    words: NDArray[np.bool_]
    """Whether the token is a word."""

    def spelled(self, places: Places) -> list[bytes]:
        """Give some tokens as they were heard: lower case, plain apostrophes, the longest cut short."""
        raw = self.letters.tobytes()
        bounds = zip(self.starts[places].tolist(), self.stops[places].tolist(), strict=True)
        return [raw[start : min(stop, start + _TOLD_BY)] for start, stop in bounds]


def chunks(texts: pl.Series) -> list[pl.Series]:
    """Part the messages into runs of about the same number of bytes."""
    texts = texts.fill_null("")
    if (texts.str.len_bytes().max() or 0) > LONGEST:  # type: ignore[operator]
        texts = texts.str.slice(0, LONGEST)
    ends = (texts.str.len_bytes().cast(pl.Int64) + 1).cum_sum().to_numpy()
    number = 0 if not ends.size else int(ends[-1] - 1) // CHUNK + 1
    bounds = np.searchsorted(ends, np.arange(1, number + 1) * CHUNK)
    edges = [0, *(int(bound) for bound in bounds[:-1]), texts.len()] if number else [0, 0]
    return [texts[first:last] for first, last in pairwise(edges) if last > first]


def cut(texts: pl.Series) -> Cut:
    """Cut messages, none of them null, into tokens."""
    closes = (texts.str.len_bytes().cast(pl.Int64) + 1).cum_sum().to_numpy() - 1
    raw: bytes = texts.str.join("\n").cast(pl.Binary)[0]
    letters = np.frombuffer(bytearray(raw.translate(LOWER) + b"\n"), dtype=np.uint8)
    letters[closes] = END
    _leave_out_links(raw, letters)
    classes = np.frombuffer(bytearray(letters.tobytes().translate(_CLASSES)), dtype=np.uint8)
    if not raw.isascii():
        letters, classes = _read_wide(letters, classes)
    _part_quotes(letters, classes)
    word = classes == WORD
    single = classes == SIGN
    rest = classes >= SIGN
    starts = single.copy()
    starts[0] |= word[0]
    starts[1:] |= word[1:] & ~word[:-1]
    stops = rest
    stops[:-1] &= classes[1:] != REST
    stops[:-1] |= word[:-1] & ~word[1:]
    begin, end = np.flatnonzero(starts), np.flatnonzero(stops) + 1
    first = letters[begin]
    return Cut(
        letters=letters,
        starts=begin,
        stops=end,
        keys=_keys(letters, begin, end),
        ends=first == END,
        words=word[begin],
    )


def _keys(letters: Bytes, starts: Places, stops: Places) -> Keys:
    """Give every token a number made of its bytes: of up to eight bytes, the bytes themselves."""
    padded = np.concatenate((letters, np.zeros(_TOLD_BY, dtype=np.uint8)))
    eights: Keys = np.ndarray((letters.size + _TOLD_BY - _EIGHT,), np.uint64, padded, 0, (1,))
    length = np.minimum(stops - starts, _TOLD_BY)
    keys: Keys = eights[starts] & _FIRST_BYTES[np.minimum(length, _EIGHT)]
    longer = np.flatnonzero(length > _EIGHT)
    length, at = length[longer] - _EIGHT, starts[longer] + _EIGHT
    keys[longer] += (stops - starts)[longer].astype(np.uint64)
    while longer.size:
        keys[longer] = keys[longer] * _MIX ^ (eights[at] & _FIRST_BYTES[np.minimum(length, _EIGHT)])
        on = length > _EIGHT
        longer, length, at = longer[on], length[on] - _EIGHT, at[on] + _EIGHT
    return keys


def _leave_out_links(raw: bytes, letters: Bytes) -> None:
    """Leave out web addresses, whose marks are nobody's question; "https" before them stays."""
    for mark in _LINK_STARTS:
        at = raw.find(mark)
        while at >= 0:
            end = _LINK.match(raw, at).end()  # type: ignore[union-attr]
            letters[at:end] = ord(" ")
            at = raw.find(mark, end)


def _read_wide(letters: Bytes, classes: Bytes) -> tuple[Bytes, Bytes]:
    """Read the characters beyond ASCII: emoji stand alone, curly marks become straight, unseen marks go."""
    kept = np.ones(letters.size, dtype=bool)
    for width, low, high, mask in _WIDTHS:
        at = np.flatnonzero((letters >= low) & (letters <= high))
        code = (letters[at] & mask).astype(np.int64)
        for step in range(1, width):
            code = code << 6 | (letters[at + step] & _SIX)
        kinds = KINDS[code]
        symbols, unseen = at[kinds == SYMBOL], at[kinds == NOTHING]
        read_as = kinds >= ord(" ")
        plain = at[read_as]
        classes[symbols] = SIGN
        kept[unseen] = False
        letters[plain] = kinds[read_as]
        for step in range(1, width):
            classes[symbols + step] = REST
            kept[unseen + step] = False
            kept[plain + step] = False
        classes[plain] = CLASSES[letters[plain]]
    return (letters, classes) if kept.all() else (letters[kept], classes[kept])


def _part_quotes(letters: Bytes, classes: Bytes) -> None:
    """Take apostrophes that are not between two letters for quotation marks."""
    at = np.flatnonzero(letters == _APOSTROPHE)
    around = np.zeros(letters.size + 1, dtype=bool)
    around[:-1] = (classes == WORD) & (letters != _APOSTROPHE)
    classes[at[~(around[at - 1] & around[at + 1])]] = GAP
