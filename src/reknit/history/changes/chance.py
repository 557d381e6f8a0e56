"""Say how often a couple in whom nothing changed would show a span as outstanding as the one found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reknit.history.changes.scan import scan
from reknit.history.changes.series import FAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reknit.history.changes.scan import Ruler, Standing

# How much of one week's slow wander is left in the next, in the made-up histories. Product choice: from two
# weeks to half a season.
SLOWEST, QUICKEST = 0.8, 0.3
# Made-up histories are drawn with fading shares around the one seen, and count by how near theirs comes out.
BELOW, ABOVE, NEAR = 0.25, 0.45, 0.06
# Drawn first, and drawn when the first leave it open.
FEW, MANY = 512, 3072
OPEN = 0.03
# The share of the largest scores from which the tail is drawn on, exponentially.
TAIL = 0.1


@dataclass(frozen=True, kw_only=True, eq=False)
class Draws:
    """Hold random numbers every series of one report can use."""

    fading: NDArray[np.float64]  # wanders with a memory, weeks by histories
    fresh: NDArray[np.float64]  # without
    place: NDArray[np.float64]  # one number between 0 and 1 a history
    seed: int


def draw(weeks: int, *, seed: int) -> Draws:
    """Draw the wanders of all made-up histories of one report."""
    chance = np.random.default_rng(seed)
    memory = chance.uniform(QUICKEST, SLOWEST, MANY)
    fading = chance.standard_normal((weeks, MANY))
    fresh = np.sqrt(1 - memory**2)
    for week in range(1, weeks):
        fading[week] = memory * fading[week - 1] + fresh * fading[week]
    return Draws(
        fading=fading, fresh=chance.standard_normal((weeks, MANY)), place=chance.random(MANY), seed=seed
    )


def invent(rule: Ruler, draws: Draws, share: NDArray[np.float64], chosen: slice) -> NDArray[np.float64]:
    """Make up histories in which nothing changed, as grainy and wobbly as the series; give their excess."""
    series = rule.series
    expected = np.maximum(series.expected, 1e-12)[:, None]
    seen = (series.expected > 0)[:, None]
    variance = series.grain / expected + series.wobble
    slow, quick = np.sqrt(share * variance), np.sqrt((1 - share) * series.wobble)
    fading, fresh = draws.fading[:, chosen], draws.fresh[:, chosen]
    if series.is_logarithmic:
        quick = np.sqrt((1 - share) * variance)
        excess = expected * (slow * fading + quick * fresh)
    else:
        rate = expected * np.exp(slow * fading + quick * fresh - (slow**2 + quick**2) / 2)
        grain = np.maximum((1 - share) * series.grain, 1e-6)
        chance = np.random.default_rng([draws.seed, chosen.start])
        excess = grain * chance.poisson(np.minimum(rate / grain, 1e12)) - expected
    far = FAR * np.sqrt(series.grain * expected + series.wobble * expected**2)
    upper = far + FAR * series.grain * (not series.is_logarithmic)
    return np.where(seen, np.clip(excess, -far, upper), 0)


def probability(rule: Ruler, found: Standing, draws: Draws) -> float:
    """Give the chance of a score like the one found if nothing had changed."""
    low = max(0.0, float(found.share[0]) - BELOW)
    high = min(0.95, float(found.share[0]) + ABOVE)
    scores, nearness = [], []
    for first in range(0, MANY, FEW):
        chosen = slice(first, first + FEW)
        share = low + (high - low) * draws.place[chosen]
        standing = scan(rule, invent(rule, draws, share, chosen))
        scores.append(standing.score)
        nearness.append(np.exp(-0.5 * ((standing.share - found.share[0]) / NEAR) ** 2))
        if first == 0 and _tail(found.score[0], scores[0], nearness[0]) > OPEN:
            break
    return _tail(float(found.score[0]), np.concatenate(scores), np.concatenate(nearness))


def _tail(score: float, scores: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Give the weighted share of scores at or above one, drawn on exponentially where they run out."""
    order = np.argsort(scores)[::-1]
    above = np.cumsum(weights[order]) / max(weights.sum(), 1e-12)
    start = int(np.searchsorted(above, TAIL))
    threshold = scores[order[min(start, len(order) - 1)]]
    if score <= threshold:
        return min(1.0, float(weights[scores >= score].sum() / max(weights.sum(), 1e-12)))
    tail = order[: start + 1]
    mean = float((weights[tail] * (scores[tail] ** 2 - threshold**2)).sum() / max(weights[tail].sum(), 1e-12))
    return float(TAIL * np.exp(-(score**2 - threshold**2) / max(mean, 1e-3)))
