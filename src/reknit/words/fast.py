"""Weigh the words and word pairs of a text: one row of small whole numbers for each, added up.

The model is a logistic regression over which words, pairs of neighbours and rules occur in a stretch of
some forty words; the strongest stretch speaks for the text, so that one sign in a long ordinary
entry counts as much as one alone.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reknit.words.rules import Hit, rules

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reknit.words.text import Text

MODEL = Path(__file__).parent / "en" / "fast.npz"

STRETCH = 40
"""Words weighed together, ended at a sentence. Product choice."""


class Stretch(NamedTuple):
    """Some sentences in a row: the first word, and the word after the last."""

    first: int
    last: int


class Model(NamedTuple):
    """What was learned: for each word, pair or rule a row of weights, one for each thing to be told apart."""

    outputs: tuple[str, ...]
    rows: dict[str, int]
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]
    biases: NDArray[np.float32]


class Weighed(NamedTuple):
    """What the words of a text speak for: the stretches, and for each a score for each output."""

    stretches: tuple[Stretch, ...]
    scores: NDArray[np.float32]


@cache
def model() -> Model:
    """Return the model that ships with this version."""
    with np.load(MODEL) as kept:
        terms = kept["terms"].tobytes().decode().split("\n")
        return Model(
            outputs=tuple(kept["outputs"].tobytes().decode().split("\n")),
            rows={term: row for row, term in enumerate(terms)},
            weights=kept["weights"],
            scales=kept["scales"],
            biases=kept["biases"],
        )


def stretches(words: list[str], *, size: int = STRETCH) -> tuple[Stretch, ...]:
    """Return the words cut into stretches of whole sentences, overlapping by half where there are several."""
    made = [Stretch(0, _end(words, 0, size))]
    while made[-1].last < len(words):
        first = max(made[-1].first + 1, _end(words, made[-1].first, size // 2))
        made.append(Stretch(first, _end(words, first, size)))
    return tuple(made)


def _end(words: list[str], first: int, size: int) -> int:
    """Return where a stretch of so many words ends: after a sentence, or amid a long one."""
    last = first + size
    if last >= len(words):
        return len(words)
    ends = (place for place in range(last, first + size // 2, -1) if words[place - 1] in ".?!")
    return next(ends, last)


def terms(*, text: Text, stretch: Stretch, hits: list[Hit]) -> set[str]:
    """Return what occurs in a stretch: words, pairs of neighbours, and rules that found something."""
    words = text.words[stretch.first : stretch.last]
    found = set(words)
    found.update([f"{one} {other}" for one, other in pairwise(["^", *words, "$"])])
    found.update([rule_term(hit) for hit in hits if stretch.first <= hit.first < stretch.last])
    return found


def rule_term(hit: Hit) -> str:
    """Return the name under which a rule is weighed."""
    return f"#{hit.rule.label}:{hit.rule.level}:{hit.rule.reason}"


def find(text: Text) -> list[Hit]:
    """Return every phrase the rules find."""
    return list(rules().find(text))


def weigh(*, text: Text, hits: list[Hit]) -> Weighed:
    """Return the scores of every stretch, as log-odds."""
    known = model()
    cut = stretches(text.words)
    ids: list[int] = []
    starts: list[int] = []
    get = known.rows.get
    for stretch in cut:
        starts.append(len(ids))
        ids.append(0)
        ids += [
            row for term in terms(text=text, stretch=stretch, hits=hits) if (row := get(term)) is not None
        ]
    sums = np.add.reduceat(known.weights[ids], starts, axis=0, dtype=np.int32)
    return Weighed(cut, sums * known.scales + known.biases)
