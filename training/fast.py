"""Teach the fast layer: a logistic regression for each output over words, pairs and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from reknit.words.fast import find, stretches, terms
from reknit.words.text import cut
from training.examples import OUTPUTS, matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.examples import Example

LEAST_SEEN = 2
"""Texts a word or pair must occur in to be weighed; chosen on the writers held out in training."""
MOST_TERMS = 8_000
"""Rows of the model, so that it stays near 350 KB."""
STRENGTH = 1.0
"""Inverse of the ridge; chosen on the writers held out in training."""
FEWEST = 5
"""Texts that must carry an output before anything is learned of it."""
ROUNDS = 2
"""Times the stretch that carries a label is looked for anew in long texts."""


class Taught(NamedTuple):
    """A taught fast layer before it is rounded to whole numbers."""

    terms: tuple[str, ...]
    weights: NDArray[np.float64]
    biases: NDArray[np.float64]


class Pieces(NamedTuple):
    """All stretches of all texts: what occurs in each, and which text it is of."""

    found: list[set[str]]
    of: NDArray[np.int64]


def pieces(examples: Sequence[Example]) -> Pieces:
    """Cut all texts into stretches and find what occurs in each."""
    found: list[set[str]] = []
    of: list[int] = []
    for number, example in enumerate(examples):
        text = cut(example.text)
        hits = find(text)
        for stretch in stretches(text.words):
            found.append(terms(text=text, stretch=stretch, hits=hits))
            of.append(number)
    return Pieces(found, np.array(of))


def teach(examples: Sequence[Example]) -> Taught:
    """Return the weights learned from the examples."""
    cut_up = pieces(examples)
    chosen = _choose(cut_up)
    features = _features(cut_up, chosen)
    targets = matrix(examples)[cut_up.of]
    weights, biases = np.zeros((len(chosen), len(OUTPUTS))), np.full(len(OUTPUTS), -9.0)
    for column in range(len(OUTPUTS)):
        judged = ~np.isnan(targets[:, column])
        holds = targets[:, column] == 1
        if holds.sum() < FEWEST:
            continue
        carries = holds.copy()
        for _ in range(ROUNDS):
            use = judged & (carries | ~holds)
            fitted = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight={0: 1.0, 1: 2.0})
            fitted.fit(features[use], carries[use])
            weights[:, column], biases[column] = fitted.coef_[0], fitted.intercept_[0]
            scores = features @ weights[:, column] + biases[column]
            best = np.full(len(examples), -np.inf)
            np.maximum.at(best, cut_up.of, scores)
            carries = holds & (scores >= best[cut_up.of] - 0.5)
    return Taught(chosen, weights, biases)


def score(taught: Taught, examples: Sequence[Example]) -> NDArray[np.float64]:
    """Return the score of each text for each output: that of its strongest stretch."""
    cut_up = pieces(examples)
    scores = _features(cut_up, taught.terms) @ taught.weights + taught.biases
    best = np.full((len(examples), len(OUTPUTS)), -np.inf)
    np.maximum.at(best, cut_up.of, scores)
    return best


def _choose(cut_up: Pieces) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for found in cut_up.found:
        for term in found:
            counts[term] = counts.get(term, 0) + 1
    kept = [term for term, count in counts.items() if count >= LEAST_SEEN or term.startswith("#")]
    kept.sort(key=lambda term: (not term.startswith("#"), " " in term, -counts[term], term))
    return ("", *kept[: MOST_TERMS - 1])


def _features(cut_up: Pieces, chosen: tuple[str, ...]) -> csr_matrix:
    rows = {term: row for row, term in enumerate(chosen)}
    found = [[rows[term] for term in sorted(one) if term in rows] for one in cut_up.found]
    columns = np.concatenate([np.array(one, dtype=np.int64) for one in found])
    pointers = np.concatenate([[0], np.cumsum([len(one) for one in found])])
    return csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(found), len(chosen)))
