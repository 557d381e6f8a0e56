"""Say how often a couple in whom nothing changed would show a span as outstanding as the one found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reknit.history.changes.scan import scan

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reknit.history.changes.scan import Ruler, Standing

# How much of one week's slow wander is left in the next, in the made-up histories. Product choice: half lives
# from half a week to a month and a half.
LEAST_MEMORY, MOST_MEMORY = 0.3, 0.9
# The share of the weekly variance that wanders slowly, in even classes.
LARGEST_SHARE = 0.9
CLASSES = 9
# A made-up history counts by how near its resemblance of weeks comes to the one seen.
NEAR = 0.06
# Histories drawn at a time (what fits the processor's cache), those after which it may already be plain that
# this is chance, those after which it may be plain that it is none, and all.
FEW, SOME, MOST, MANY = 128, 512, 1536, 3072
PLAIN, SURE = 0.03, 1e-6
# To be sure takes so many histories of the right kind, counted by their weights (Kish 1965).
ALIKE = 300
# The share of the largest scores from which the tail is drawn on: the square of a largest score falls off
# exponentially.
TAIL = 0.1
# Made-up weeks do not stand out further than this many standard deviations.
FAR = 3.0
# How often each class is weighed anew by all series together, and how much stays even. Product choice.
ROUNDS = 12
EVEN = 0.1
TINY = 1e-12


@dataclass(frozen=True, kw_only=True, eq=False)
class Draws:
    """Hold random numbers every series of one report can use: weeks by histories."""

    fading: NDArray[np.float64]  # wanders with a memory
    fresh: NDArray[np.float64]  # without
    place: NDArray[np.float64]  # one number between 0 and 1 a history
    seed: int


def draw(weeks: int, *, seed: int) -> Draws:
    """Draw the wanders of all made-up histories of one report."""
    chance = np.random.default_rng(seed)
    memory = chance.uniform(LEAST_MEMORY, MOST_MEMORY, MANY)
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
    expected = np.maximum(series.expected, TINY)[:, None]
    variance = series.grain / expected + series.wobble
    slow = np.sqrt(share * variance) * draws.fading[:, chosen]
    quick = np.sqrt((1 - share) * (variance if series.is_logarithmic else series.wobble))
    wander = slow + quick * draws.fresh[:, chosen]
    if series.is_logarithmic:
        excess = expected * wander
    else:
        rate = expected * np.exp(wander - (share * variance + quick**2) / 2)
        grain = (1 - share) * series.grain
        chance = np.random.default_rng([draws.seed, chosen.start])
        excess = grain * chance.poisson(rate / grain) - expected
    far = FAR * expected * np.sqrt(variance)
    upper = far if series.is_logarithmic else far + FAR * series.grain
    return np.where((series.expected > 0)[:, None], np.clip(excess, -far, upper), 0)


EVENLY = np.full(CLASSES, 1 / CLASSES)


def usual_shares(rule: Ruler, draws: Draws, seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """Learn from all series together how slowly this couple's weeks wander: a weight for each class."""
    chosen = slice(0, 2 * SOME)
    share = draws.place[chosen] * LARGEST_SHARE
    came = scan(rule, invent(rule, draws, share, chosen)).share
    near = np.exp(-0.5 * ((seen[:, None] - came) / NEAR) ** 2)
    classes = np.minimum((draws.place[chosen] * CLASSES).astype(int), CLASSES - 1)
    of_class = (classes[:, None] == np.arange(CLASSES)).astype(float)
    likely = near @ (of_class / np.maximum(of_class.sum(axis=0), 1)) + TINY
    weights = EVENLY
    for _ in range(ROUNDS):
        joint = likely * weights
        weights = (joint / joint.sum(axis=1, keepdims=True)).mean(axis=0)
    return (1 - EVEN) * weights + EVEN * EVENLY


def probability(rule: Ruler, found: Standing, draws: Draws, shares: NDArray[np.float64]) -> float:
    """Give the chance of a score like the one found if nothing had changed."""
    drawn = (shares + EVENLY) / 2
    edges = np.append(0, np.cumsum(drawn))
    share_all = np.interp(draws.place, edges, np.linspace(0, LARGEST_SHARE, CLASSES + 1))
    classes = np.minimum((share_all / LARGEST_SHARE * CLASSES).astype(int), CLASSES - 1)
    rarity = (shares / drawn)[classes]
    score, scores, weights = float(found.score[0]), np.empty(0), np.empty(0)
    for first in range(0, MANY, FEW):
        chosen = slice(first, first + FEW)
        standing = scan(rule, invent(rule, draws, share_all[chosen], chosen))
        near = np.exp(-0.5 * ((standing.share - found.share[0]) / NEAR) ** 2)
        scores, weights = np.append(scores, standing.score), np.append(weights, rarity[chosen] * near + TINY)
        if len(scores) in {SOME, MOST} and _is_settled(tail(score, scores, weights), weights):
            break
    return tail(score, scores, weights)


def _is_settled(chance: float, weights: NDArray[np.float64]) -> bool:
    return chance > PLAIN or (chance < SURE and weights.sum() ** 2 >= ALIKE * (weights**2).sum())


def tail(score: float, scores: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Give the weighted share of scores at or above one, drawn on where they run out."""
    order = np.argsort(scores)[::-1]
    above = np.cumsum(weights[order]) / weights.sum()
    largest = order[: int(np.searchsorted(above, TAIL)) + 1]
    threshold = scores[largest[-1]]
    if score <= threshold:
        return float(weights[scores >= score].sum() / weights.sum())
    beyond = np.average(scores[largest] ** 2 - threshold**2, weights=weights[largest])
    return float(TAIL * np.exp(-(score**2 - threshold**2) / max(beyond, TINY)))
