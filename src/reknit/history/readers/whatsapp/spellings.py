"""Number the different words that stand in one place of all headers: names and clock words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reknit.history.readers.whatsapp.cursor import holds

if TYPE_CHECKING:
    from collections.abc import Callable

    from reknit.history.readers.whatsapp.arrays import Flags, Places
    from reknit.history.readers.whatsapp.whole import Whole

# Rows from all over the file that are looked at one by one, to know which words are frequent.
SAMPLE = 200
# Frequent words that are looked for in all rows at once; all others are read one by one.
FREQUENT = 6
UNREAD = -1


@dataclass(frozen=True, kw_only=True, eq=False)
class Spellings:
    """Hold each word once, in the order in which they first occur, and the number of the word in each row."""

    words: list[bytes]
    codes: Places

    def lengths(self) -> Places:
        """Return how many bytes the word in each row has."""
        return np.array([len(word) for word in self.words], dtype=np.intp)[self.codes]

    def counts(self, left_out: Flags | None = None) -> Counter[bytes]:
        """Count the words, but for some rows."""
        codes = self.codes if left_out is None else self.codes[~left_out]
        found = np.bincount(codes, minlength=len(self.words)).tolist()
        return Counter(dict(zip(self.words, found, strict=True)))


def heads(whole: Whole, starts: Places, line_break: bytes) -> Spellings:
    """Give numbers to what stands before the first colon of a line, or in all of it where there is none."""
    content = whole.content

    def word(row: int) -> bytes:
        start = int(starts[row])
        end = content.find(b"\n", start)
        end = len(content) - 1 if end < 0 else end - len(line_break) + 1
        colon = content.find(b":", start, end)
        return content[start : end if colon < 0 else colon + 1]

    # Wherever such a word stands, its colon is the first.
    return _numbered(whole, starts, word, lambda found: found.endswith(b":"))


def spellings(whole: Whole, starts: Places, ends: Places) -> Spellings:
    """Give numbers to what stands between two places."""
    lengths = ends - starts
    return _numbered(
        whole,
        starts,
        lambda row: whole.content[starts[row] : ends[row]],
        lambda found: lengths == len(found),
    )


def _numbered(
    whole: Whole,
    starts: Places,
    word: Callable[[int], bytes],
    possible: Callable[[bytes], Flags | bool],
) -> Spellings:
    """Look for the words that are frequent in a sample everywhere at once, and read what is left singly."""
    step = len(starts) // SAMPLE + 1
    frequent = Counter(word(row) for row in range(0, len(starts), step)).most_common(FREQUENT)
    codes = np.full(len(starts), UNREAD, dtype=np.int32)
    first: dict[bytes, int] = {}
    for each, _ in frequent:
        # A cheap look at all rows, and a close one at those where the word may stand.
        rows = np.flatnonzero((codes == UNREAD) & possible(each) & holds(whole.array, starts, each[:1]))
        rows = rows[holds(whole.array, starts[rows], each)]
        if len(rows):
            codes[rows] = len(first)
            first[each] = int(rows[0])
    known = {each: code for code, each in enumerate(first)}
    for row in np.flatnonzero(codes == UNREAD).tolist():
        each = word(row)
        codes[row] = known.setdefault(each, len(known))
        first.setdefault(each, row)
    in_order = sorted(first, key=first.__getitem__)
    places = np.empty(len(known), dtype=np.intp)
    places[[known[each] for each in in_order]] = np.arange(len(known))
    return Spellings(words=in_order, codes=places[codes])
