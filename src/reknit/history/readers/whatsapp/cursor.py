"""Walk along thousands of lines at once, one step of all of them at a time.

A pattern would be tried line by line; here each step is one pass of numpy over all lines, on the bytes of the
file as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reknit.history.readers.whatsapp.arrays import BLOCK, in_blocks
from reknit.history.readers.whatsapp.marks import MARKS, SPACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.whatsapp.arrays import Flags, Numbers, Places, Text
    from reknit.history.readers.whatsapp.template import Digits

# Stands behind the last byte of a text; no export has it inside.
END = b"\0"
TEN = 10
SPACE = 0x20
DIGITS = b"0123456789"
FIRST_OF_MANY = 0x80
# Where the lead byte of a character of two, and of three bytes, begins, and that of four.
LEAD_TWO, LEAD_THREE, LEAD_FOUR = 0xC2, 0xE0, 0xF0


class Letters(NamedTuple):
    """Hold a set of characters that are written with up to three bytes, for many look-ups at once."""

    has_space: bool
    has_only_space: bool
    table: Flags


def letters(text: str) -> Letters:
    """Make such a set."""
    table = np.zeros(1 << 16, dtype=np.bool_)
    table[[ord(letter) for letter in text if ord(letter) >= FIRST_OF_MANY]] = True
    return Letters(" " in text, text == " ", table)


MARKS_SET, ONE_SPACE, ANY_SPACE, ANY_BLANK = (letters(text) for text in (MARKS, " ", SPACES, MARKS + SPACES))


def line_starts(text: Text, line_break: bytes) -> Places:
    """Find where lines begin; the text itself begins with a line break."""
    *before, last = line_break
    blocks = [np.flatnonzero(text[at : at + BLOCK] == last) + (at + 1) for at in range(0, len(text), BLOCK)]
    starts = np.concatenate(blocks)
    return starts[holds(text, starts - len(line_break), bytes(before))] if before else starts


class Spot(NamedTuple):
    """Say which three bytes stand somewhere: two given ones, and behind them one out of a range."""

    pair: bytes
    low: int
    high: int


def places_of(text: Text, spots: Sequence[Spot]) -> list[Places]:
    """Find all places of some spots, those in even places of each block first.

    Bytes are compared two at a time, and block by block, so that memory is walked through only once.
    """
    found: list[list[Places]] = [[np.zeros(0, dtype=np.intp)] for _ in spots]
    numbers = np.frombuffer(b"".join(spot.pair for spot in spots), dtype="<u2")
    for start in range(0, len(text), BLOCK):
        block = text[start : start + BLOCK + 2].tobytes() + END
        for shift in (0, 1):
            # A copy: numpy compares pairs in odd places slowly.
            twos = np.frombuffer(block[shift : shift + (len(block) - shift) // 2 * 2], dtype="<u2")
            thirds = twos[1:].astype(np.uint8)
            for spot, number, places in zip(spots, numbers, found, strict=True):
                here = twos[:-1] == number
                if here.any():
                    here &= thirds - np.uint8(spot.low) <= spot.high - spot.low
                    places.append(np.flatnonzero(here) * 2 + (start + shift))
    return [np.concatenate(places) for places in found]


def holds(text: Text, at: Places, word: bytes) -> Flags:
    """Tell where a word stands."""
    return in_blocks(lambda some: _holds(text, some, word), at)


def _holds(text: Text, at: Places, word: bytes) -> Flags:
    cursor = Cursor(text, at)
    cursor.literal(word)
    return cursor.fits


def sizes_at(text: Text, at: Places, wanted: Letters) -> Text:
    """Give how many bytes the character at each place has, zero where it is not wanted."""
    first = text.take(at, mode="clip")
    sizes = (first == SPACE).view(np.uint8) if wanted.has_space else np.zeros(len(at), dtype=np.uint8)
    if wanted.has_only_space or not (is_odd := first >= LEAD_TWO).any():
        return sizes
    odd = np.flatnonzero(is_odd)
    lead = first[odd].astype(np.uint16)
    second, third = (text.take(at[odd] + ahead, mode="clip").astype(np.uint16) & 0x3F for ahead in (1, 2))
    is_two = lead < LEAD_THREE
    letter = np.where(is_two, (lead & 0x1F) << 6 | second, (lead & 0x0F) << 12 | second << 6 | third)
    is_wanted = wanted.table[letter] & (lead < LEAD_FOUR)
    sizes[odd] = np.where(is_wanted, np.where(is_two, 2, 3), 0)
    return sizes


class Cursor:
    """Stand somewhere in each line, and know which lines still fit."""

    def __init__(self, text: Text, at: Places) -> None:
        self.text = text
        self.at = at.copy()
        self.fits: Flags = np.ones(len(at), dtype=np.bool_)

    def byte(self) -> Text:
        """Return the byte in front of the cursor in each line."""
        return self.text.take(self.at, mode="clip")

    def literal(self, word: bytes) -> None:
        """Step over a word that must be there."""
        for byte in word:
            self.fits &= self.byte() == byte
            self.at += 1

    def skip(self, wanted: Letters, most: int) -> None:
        """Step over some characters if they are there."""
        for _ in range(most):
            sizes = sizes_at(self.text, self.at, wanted)
            if not sizes.any():
                return
            self.at += sizes

    def digit(self, zero: bytes) -> Text:
        """Return the digit in each line, more than nine where there is none."""
        *before, last = zero
        value = self.text.take(self.at + len(before) if before else self.at, mode="clip") - np.uint8(last)
        if before:
            value[~_holds(self.text, self.at, bytes(before))] = TEN
        return value

    def number(self, digits: Digits, zero: bytes) -> Numbers:
        """Step over a number and return it."""
        value = np.zeros(len(self.at), dtype=np.int16)
        for place in range(digits.most):
            digit = self.digit(zero)
            is_digit = digit < TEN
            if place < digits.least:
                self.fits &= is_digit if place or digits.is_filled else is_digit & (digit > 0)
                value *= TEN
                value += digit
                self.at += len(zero)
            else:
                value = np.where(is_digit, value * TEN + digit, value)
                self.at += is_digit * np.intp(len(zero))
        return value

    def run(self, zero: bytes, stops: bytes, until: bytes, most: int) -> tuple[Places, Places]:
        """Step over one or more characters, up to a digit or to what must follow."""
        start = self.at.copy()
        stop = np.zeros(256, dtype=np.bool_)
        stop[list(stops + END + DIGITS)] = True
        ended = ~self.fits
        while most and not ended.all():
            most -= 1
            ended |= stop[self.byte()]
            if zero not in DIGITS:
                ended |= self.digit(zero) < TEN
            if until not in stops:
                ended |= _holds(self.text, self.at, until)
            self.at += ~ended
        self.fits &= self.at > start
        return start, self.at.copy()
