"""Cut plain words into the pieces the second reader knows (WordPiece: longest first; Wu et al. 2016)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CLASS, SEPARATOR, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"

REMEMBERED = 20_000
"""Words whose pieces are remembered between texts, so that memory stays bounded. Product choice."""


class Pieces(NamedTuple):
    """The pieces of some words: their numbers in the vocabulary, and for each the word it came from."""

    ids: list[int]
    of: list[int]


class WordPiece:
    """Cut words by one vocabulary."""

    def __init__(self, *, vocabulary: Sequence[str]) -> None:
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        self._longest = max(map(len, vocabulary))
        self._known: dict[str, list[int]] = {}

    def cut(self, words: Sequence[str]) -> Pieces:
        """Return the pieces of some words between two marks, which come from no word (-1)."""
        ids, of = [self._numbers[CLASS]], [-1]
        for place, word in enumerate(words):
            pieces = self._known.get(word) or self._cut(word)
            ids += pieces
            of += [place] * len(pieces)
        return Pieces([*ids, self._numbers[SEPARATOR]], [*of, -1])

    def _cut(self, word: str) -> list[int]:
        made: list[int] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            ends = range(min(len(word), start + self._longest), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self._numbers), 0)
            if not end:
                made = [self._numbers[UNKNOWN]]
                break
            made.append(self._numbers[mark + word[start:end]])
            start = end
        if len(self._known) < REMEMBERED:
            self._known[word] = made
        return made
