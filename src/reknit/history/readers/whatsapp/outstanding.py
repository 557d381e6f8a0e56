"""Find the few messages that may be more or less than a person's words, without reading them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reknit.history.readers.whatsapp import words
from reknit.history.readers.whatsapp.arrays import in_blocks
from reknit.history.readers.whatsapp.cursor import Spot, holds, places_of
from reknit.history.readers.whatsapp.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from reknit.history.readers.whatsapp.arrays import Flags, Places, Text
    from reknit.history.readers.whatsapp.bodies import Bodies

_PHRASES = ("null", *(phrase + stop for phrase in words.EXACT for stop in ("", ".", "。")))
_STEMS = (*words.stems("waiting"), *words.stems("location"), *words.stems("poll"))
_BEGINNINGS = f"^(?i:{words.WAITING.pattern}|{words.LOCATION.pattern}|(?:{words.POLL.pattern}):\n)"
# What a text that is not only a person's words may hold, and where in it two letters stand that are rare.
_WORDS = {" (": 0, "maps.google.com": 3, "eklendi": 1}
_OWN_FILE = r"^[A-Z]{3}-\d{8}-WA"
# The dashes in IMG-20240131-WA0001.
_DASHES = (3, 12)
# An odd number that spreads what it is multiplied with (2 to the 32nd, divided by the golden ratio).
_SCATTERED = np.uint32(0x9E3779B1)
# Latin letters that are written alike in small and large but for these two, in patterns that ignore case.
_FOLDED = {"s": "\u017f", "k": "\u212a"}


def _in_any_case(stems: Iterable[str]) -> Iterable[str]:
    """Write the first letters of a stem in every way a pattern that ignores case takes them."""
    for stem in stems:
        spellings = {""}
        for letter in stem[:4]:
            ways = {letter, letter.lower(), letter.upper(), _FOLDED.get(letter.lower(), letter)}
            spellings = {before + way for before in spellings for way in ways}
        yield from spellings


def _beginnings(first: Text, second: Text, third: Text, fourth: Text) -> NDArray[np.uint32]:
    """Make one number of the first four bytes of each text, small enough for a table; a few share one."""
    beginning = first.astype(np.uint32)
    for byte in (second, third, fourth):
        beginning <<= 8
        beginning |= byte
    beginning *= _SCATTERED
    beginning >>= 16
    return beginning


def _known_beginnings() -> Flags:
    table = np.zeros(1 << 16, dtype=np.bool_)
    beginnings = b"".join(text.encode()[:4] for text in (*_PHRASES, *_in_any_case(_STEMS)))
    table[_beginnings(*np.frombuffer(beginnings, dtype=np.uint8).reshape(-1, 4).T)] = True
    return table


def _spots_of_marks() -> list[Spot]:
    """Say where direction marks stand; those that follow one another differ in the third byte only."""
    spots: list[Spot] = []
    for first, second, third in sorted(mark.encode() for mark in MARKS):
        pair = bytes((first, second))
        if spots and spots[-1].pair == pair and spots[-1].high == third - 1:
            spots[-1] = spots[-1]._replace(high=third)
        else:
            spots.append(Spot(pair, third, third))
    return spots


_SPOTS_OF_MARKS = _spots_of_marks()
_BEGINNINGS_OF_PHRASES = _known_beginnings()


def outstanding(bodies: Bodies) -> tuple[Flags, Flags]:
    """Tell which texts hold a direction mark, and which are worth a closer look: a few too many at most."""
    text = bodies.text
    possible = in_blocks(lambda begins, ends: _looks_odd(text, begins, ends), bodies.begins, bodies.ends)
    words = {word.encode(): at for word, at in _WORDS.items()}
    near = [Spot(word[at : at + 2], *_third(word, at)) for word, at in words.items()]
    places = places_of(text, [*_SPOTS_OF_MARKS, *near])
    for (word, at), found in zip(words.items(), places[len(_SPOTS_OF_MARKS) :], strict=True):
        possible |= _rows_of(bodies, (found - at)[holds(text, found - at, word)])
    is_marked = np.zeros_like(possible)
    for found in places[: len(_SPOTS_OF_MARKS)]:
        is_marked |= _rows_of(bodies, found)
    return is_marked, possible | is_marked


def _third(word: bytes, at: int) -> tuple[int, int]:
    """Give the byte behind two of a word as a range, or all bytes where the word ends."""
    third = word[at + 2 : at + 3]
    return (third[0], third[0]) if third else (0, 255)


def _looks_odd(text: Text, begins: Places, ends: Places) -> Flags:
    """Look at the first bytes, the last, and where the dashes of a file's name would be."""
    four = [text.take(begins + ahead, mode="clip") for ahead in range(4)]
    before, after = _DASHES
    found: Flags = _BEGINNINGS_OF_PHRASES[_beginnings(*four)]
    found |= (begins == ends) | (four[0] == ord("<")) | (text.take(ends - 1) == ord(">"))
    found |= (four[before] == ord("-")) & (text.take(begins + after, mode="clip") == ord("-"))
    return found


def stands_out() -> pl.Expr:
    """Tell for sure whether a body stands out."""
    body = pl.col("body")
    return (
        body.str.contains_any([*MARKS, *_WORDS])
        | body.str.ends_with(">")
        | body.str.starts_with("<")
        | body.str.contains(_OWN_FILE)
        | body.is_in(["", *_PHRASES])
        | body.str.contains(_BEGINNINGS)
    )


def _rows_of(bodies: Bodies, places: Places) -> Flags:
    """Tell which texts lie around any of the places."""
    found = np.zeros(len(bodies.begins), dtype=np.bool_)
    rows = np.searchsorted(bodies.begins, places, side="right") - 1
    found[rows[(rows >= 0) & (places < bodies.ends[rows])]] = True
    return found
