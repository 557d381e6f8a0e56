"""Ask the second reader: a small encoder that scores every piece of a text, and hears indirect words."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reknit.words.encoder import Encoder, encoder
from reknit.words.fast import Stretch, stretches
from reknit.words.wordpiece import WordPiece

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reknit.words.text import Text

MODEL = Path(__file__).parent / "en" / "second.npz"

STRETCH = 180
"""Words read together; with their pieces they fit the places the encoder knows. Product choice."""

PLACES = 320
"""Pieces the encoder has places for."""

STRETCHES_AT_MOST = 8
"""Stretches read of one text, the most telling first, so that it is answered in time. Product choice."""

SOFTNESS = 0.3
"""How far the maximum over pieces is softened; the same as in training."""


class Heard(NamedTuple):
    """What the second reader makes of a text: a score for each output, and the word each was strongest at."""

    scores: NDArray[np.float32]
    peaks: NDArray[np.int64]


class SecondReader:
    """A loaded encoder with its vocabulary."""

    def __init__(self, *, pieces: WordPiece, weights: Encoder) -> None:
        self._pieces = pieces
        self._weights = weights

    def hear(self, *, text: Text, telling: NDArray[np.float32]) -> Heard:
        """Return the scores for a text; `telling` says which words to read first in a long one."""
        heard = [self._stretch(text, stretch) for stretch in _chosen(text, telling)]
        scores = np.stack([one.scores for one in heard])
        best = scores.argmax(axis=0)
        columns = np.arange(scores.shape[1])
        return Heard(scores[best, columns], np.stack([one.peaks for one in heard])[best, columns])

    def _stretch(self, text: Text, stretch: Stretch) -> Heard:
        pieces = self._pieces.cut(text.words[stretch.first : stretch.last])
        each = self._weights.run(pieces.ids[:PLACES])
        top = each.max(axis=0)
        soft = top + SOFTNESS * np.log(np.exp((each - top) / SOFTNESS).sum(axis=0))
        of = np.array(pieces.of[:PLACES])
        inner = np.where(of[:, None] < 0, np.float32(-np.inf), each)
        return Heard(soft, np.maximum(of[inner.argmax(axis=0)], 0) + stretch.first)


def _chosen(text: Text, telling: NDArray[np.float32]) -> list[Stretch]:
    cut = stretches(text.words, size=STRETCH)
    if len(cut) <= STRETCHES_AT_MOST:
        return list(cut)
    most = sorted(cut, key=lambda one: -float(telling[one.first : one.last].max()))
    return sorted(most[:STRETCHES_AT_MOST])


@cache
def second_reader() -> SecondReader | None:
    """Return the second reader, or None where its file was left out or `REKNIT_SECOND_READER` is `off`."""
    if os.environ.get("REKNIT_SECOND_READER", "") == "off" or not MODEL.exists():
        return None
    with np.load(MODEL) as kept:
        pieces = kept["vocabulary"].tobytes().decode().split("\n")
        return SecondReader(pieces=WordPiece(vocabulary=pieces), weights=encoder(dict(kept)))
