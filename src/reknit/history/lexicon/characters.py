"""Say what each character is to the ear: part of a word, a sign of its own, or nothing."""

from __future__ import annotations

import tomllib
from importlib import resources

import numpy as np

# What a byte or a character can be.
GAP, WORD, SIGN, REST = 0, 1, 2, 3

# Ends a message; no byte of UTF-8 has this value.
END = 0xFF

# What becomes of a character beyond ASCII: any value from 32 up is the ASCII character it is read as.
LETTER, SYMBOL, NOTHING = 0, 1, 2

_SIGNS = tomllib.loads(resources.files(__package__).joinpath("signs.toml").read_text(encoding="utf-8"))
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015"
_UNSEEN = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)

_SYMBOLS = ((0xA1, 0xC0), (0x2010, 0x2C00), (0x2E00, 0x2E80), (0x3001, 0x3040), (0xFE10, 0xFE70))
_SYMBOLS_ABOVE = 0x1F000


LOWER = bytes(
    byte + 32 if 65 <= byte <= 90 else 39 if byte == 96 else byte  # noqa: PLR2004 - A to Z, the backtick
    for byte in range(256)
)


def _kinds() -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    kinds = np.zeros(0x110000, dtype=np.uint8)
    for first, last in _SYMBOLS:
        kinds[first:last] = SYMBOL
    kinds[_SYMBOLS_ABOVE:0x20000] = SYMBOL
    kinds[0xFF01:0xFF5F] = list(LOWER[0x21:0x7F])  # the full-width forms of ASCII
    for read_as, characters in {" ": _SPACES + _DASHES, **_SIGNS["read_as"]}.items():
        kinds[[ord(character) for character in characters]] = ord(read_as)
    kinds[[ord(character) for character in _UNSEEN]] = NOTHING
    kinds[0xFE00:0xFE10] = NOTHING  # variation selectors: the same heart in black or red
    kinds[0x1F3FB:0x1F400] = NOTHING  # skin tones
    return kinds


KINDS = _kinds()
LAUGHTER_SHAPES: tuple[str, ...] = tuple(_SIGNS["laughter"]["shapes"])


def _classes() -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    classes = np.full(256, SIGN, dtype=np.uint8)
    classes[: ord(" ") + 1] = GAP
    classes[list(b"-_~\x7f")] = GAP
    classes[ord("\n")] = SIGN
    classes[list(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'")] = WORD
    classes[0x80:END] = WORD
    return classes


CLASSES = _classes()
