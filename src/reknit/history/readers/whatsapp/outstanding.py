"""Find the few messages that may be more or less than a person's words, without reading them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reknit.history.readers.whatsapp import words
from reknit.history.readers.whatsapp.arrays import in_blocks
from reknit.history.readers.whatsapp.cursor import holds, places_of
from reknit.history.readers.whatsapp.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from reknit.history.readers.whatsapp.arrays import Flags, Places, Text
    from reknit.history.readers.whatsapp.bodies import Bodies

_PHRASES = ("null", *(phrase + stop for phrase in words.EXACT for stop in ("", ".", "。")))
_STEMS = (*words.stems("waiting"), *words.stems("location"))
_BEGINNINGS = f"^(?i:{words.WAITING.pattern}|{words.LOCATION.pattern})"
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


def _thirds_of_marks() -> dict[bytes, Flags]:
    """Tell, for the first two bytes of the direction marks, which third byte makes one."""
    thirds: dict[bytes, Flags] = {}
    for first, second, third in (mark.encode() for mark in MARKS):
        table = thirds.setdefault(bytes((first, second)), np.zeros(256, dtype=np.bool_))
        table[third] = True
    return thirds


_THIRDS_OF_MARKS = _thirds_of_marks()
_BEGINNINGS_OF_PHRASES = _known_beginnings()


def outstanding(bodies: Bodies) -> tuple[Flags, Flags]:
    """Tell which texts hold a direction mark, and which are worth a closer look: a few too many at most."""
    text = bodies.text
    possible = in_blocks(lambda begins, ends: _looks_odd(text, begins, ends), bodies.begins, bodies.ends)
    pairs = [*_THIRDS_OF_MARKS, *(word.encode()[at : at + 2] for word, at in _WORDS.items())]
    places = dict(zip(pairs, places_of(text, pairs), strict=True))
    for (word, at), pair in zip(_WORDS.items(), pairs[len(_THIRDS_OF_MARKS) :], strict=True):
        found = places[pair] - at
        possible |= _rows_of(bodies, found[holds(text, found, word.encode())])
    is_marked = np.zeros_like(possible)
    for pair, thirds in _THIRDS_OF_MARKS.items():
        is_marked |= _rows_of(bodies, places[pair][thirds[text.take(places[pair] + 2, mode="clip")]])
    return is_marked, possible | is_marked


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
