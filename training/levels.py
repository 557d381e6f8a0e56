"""Learn when to show a label: doubt from scores, and the level of doubt at which it is worth saying."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from reknit.words.labels import FAULTS, PARTS
from training.examples import OUTPUTS, RISKS, TONES, matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.examples import Example

RIGHT_AT_LEAST = 0.83
"""Share of labels shown that are right, on writers held out; a little above what is promised (.80)."""
CLEAN_AT_LEAST = 0.92
"""Share of drafts without fault that are passed clean; a little above what is promised (.90)."""
CERTAIN = 0.8
"""Chance from which danger is called; below it one question is asked. Product choice."""
RED_AT_MOST = 0.01
"""Share of harmless texts, most of them look-alikes, that may be called red; of ordinary grief it is less."""
NOTICED_AT_MOST = 0.12
"""Share of the same texts that may be called red or asked about. Missing it is worse than a question."""
FEWEST = 8
"""Texts that must carry an output before it is ever shown."""


class Levels(NamedTuple):
    """What was learned for each output: a weight for each reader, a shift, and when to show and to ask."""

    weights: NDArray[np.float64]
    shift: NDArray[np.float64]
    show: NDArray[np.float64]
    ask: NDArray[np.float64]


def learn(scores: Sequence[NDArray[np.float64]], examples: Sequence[Example]) -> Levels:
    """Return the levels for one or two readers, from scores on writers they were not taught with."""
    targets = matrix(examples)
    weights, shift = np.zeros((len(scores), len(OUTPUTS))), np.full(len(OUTPUTS), -20.0)
    for column in range(len(OUTPUTS)):
        judged = ~np.isnan(targets[:, column])
        holds = targets[judged, column] == 1
        if holds.sum() < FEWEST:
            continue
        seen = np.stack([one[judged, column] for one in scores], axis=1)
        fitted = LogisticRegression(C=10.0).fit(seen, holds)
        weights[:, column], shift[column] = np.maximum(fitted.coef_[0], 0), fitted.intercept_[0]
    sure = chances(scores, weights, shift)
    show = _show(sure, targets, examples)
    ask = np.ones(len(OUTPUTS))
    _set_risk(sure, targets, show, ask)
    return Levels(weights, shift, show, ask)


def joined(said: Levels, danger: Levels) -> Levels:
    """Return the levels of one for parts, faults and tone, with those of the other for danger."""
    is_danger = np.isin(OUTPUTS, RISKS)
    rows = (np.where(is_danger, new, old) for old, new in zip(said, danger, strict=True))
    return Levels(*rows)


def chances(
    scores: Sequence[NDArray[np.float64]], weights: NDArray[np.float64], shift: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how likely each output is for each text."""
    total = sum(one * weight for one, weight in zip(scores, weights, strict=True)) + shift
    return np.asarray(1 / (1 + np.exp(-total)))


def columns(names: Sequence[str]) -> list[int]:
    """Return the columns of some outputs."""
    return [OUTPUTS.index(name) for name in names]


def _show(
    sure: NDArray[np.float64], targets: NDArray[np.float32], examples: Sequence[Example]
) -> NDArray[np.float64]:
    """Return when to show each part and fault: as low as right and clean allow."""
    said = columns([*PARTS, *FAULTS])
    drafts = np.array([example.is_draft for example in examples])
    show = np.ones(len(OUTPUTS))
    if not drafts.any():
        return show
    for column in columns(TONES):
        show[column] = _best(sure[drafts, column], targets[drafts, column] == 1, 1.0)
    for lean in np.arange(1.2, 0.2, -0.05):
        for column in said:
            show[column] = _best(sure[drafts, column], targets[drafts, column] == 1, float(lean))
        right, clean = _right_and_clean(sure[drafts] >= show, targets[drafts] == 1)
        if right >= RIGHT_AT_LEAST and clean >= CLEAN_AT_LEAST:
            break
    return show


def _right_and_clean(shown: NDArray[np.bool_], holds: NDArray[np.bool_]) -> tuple[float, float]:
    said, faults = columns([*PARTS, *FAULTS]), columns(FAULTS)
    right = (shown & holds)[:, said].sum() / max(1, shown[:, said].sum())
    faultless = ~holds[:, faults].any(axis=1)
    clean = 1 - shown[faultless][:, faults].any(axis=1).mean()
    return float(right), float(clean)


def _best(sure: NDArray[np.float64], holds: NDArray[np.bool_], lean: float) -> float:
    """Return the level with the best F score; a lean below 1 counts being right for more than finding all."""
    order = np.argsort(-sure)
    right = np.cumsum(holds[order])
    shown = np.arange(1, len(sure) + 1)
    precision, recall = right / shown, right / max(1, holds.sum())
    scores = (1 + lean**2) * precision * recall / np.maximum(lean**2 * precision + recall, 1e-9)
    at = int(scores.argmax())
    following = sure[order[min(at + 1, len(order) - 1)]]
    return float(np.clip((sure[order[at]] + following) / 2, 0.02, 0.98))


def _set_risk(
    sure: NDArray[np.float64],
    targets: NDArray[np.float32],
    show: NDArray[np.float64],
    ask: NDArray[np.float64],
) -> None:
    """Set when danger is called and when it is asked about, by what harmless texts may bear."""
    risks = columns(RISKS)
    reds = [column for column in risks if OUTPUTS[column].endswith("red")]
    harmless = ~(targets[:, risks] == 1).any(axis=1)
    show[risks] = 1.0
    show[reds] = max(CERTAIN, float(np.quantile(sure[harmless][:, reds].max(axis=1), 1 - RED_AT_MOST)))
    ask[risks] = float(np.quantile(sure[harmless][:, risks].max(axis=1), 1 - NOTICED_AT_MOST))
