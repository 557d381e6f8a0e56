"""Name the invisible characters of an export: spaces that look alike and marks that turn the writing."""

from __future__ import annotations

import re

# Direction marks, embeddings, isolates and a stray byte order mark. Never U+200D and U+200C: the first
# holds family emoji together, the second belongs to Persian spelling.
MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
# Space, no-break space, narrow no-break space, thin space, hair space.
SPACES = " \u00a0\u202f\u2009\u200a"

MARK = f"[{MARKS}]"
SPACE = f"[{SPACES}]"
LEADING_MARKS = ("\u200e", "\u200f")

# The same for patterns over the bytes of a file, in which such a character has two or three.
MARK_BYTES = r"(?:\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf)"
SPACE_BYTES = r"(?:[ ]|\xc2\xa0|\xe2\x80[\xaf\x89\x8a])"

_ANY_MARKS = re.compile(f"{MARK}+")


def without_marks(text: str) -> str:
    """Take the direction marks out of a text."""
    return text if text.isascii() else _ANY_MARKS.sub("", text)
