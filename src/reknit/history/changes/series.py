"""Put a tally on one footing: what was counted each week against what the ordinary level expects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reknit.history.measures.interface import Tally

# The variance of a plain count of independent messages, where the weeks cannot say better.
PLAIN = 1.0
# Weeks further from the weeks around them than this many standard deviations count as if they were this far:
# a holiday is no change. Product choice.
FAR = 2.0
AROUND = 9
# Rounds of fitting and pulling in; the fourth changes nothing that matters.
ROUNDS = 4
LEAST_GRAIN = 0.05
# The level of a stretch of weeks in which nearly nothing came, against the ordinary one.
FLOOR = 0.02
TINY = 1e-9
SMALLEST = 1e-100


@dataclass(frozen=True, kw_only=True, eq=False)
class Series:
    """Hold one measure of one person: week by week what was expected, what came, and how far that wobbles.

    The relative excess of a week, `excess / expected`, has the variance `grain / expected + wobble`: grain is
    the chance of few messages, wobble is what makes one week unlike the next however much is written.
    """

    is_logarithmic: bool
    expected: NDArray[np.float64]
    excess: NDArray[np.float64]  # pulled in where a week stands out
    as_counted: NDArray[np.float64]  # the same, not pulled in
    grain: float
    wobble: float

    @property
    def weight(self) -> NDArray[np.float64]:
        """Give each week the weight of what it can tell: one over its variance."""
        return self.expected / (self.grain + self.wobble * self.expected)


def stand(tally: Tally) -> Series:
    """Find the ordinary level of a tally and how its weeks spread around it."""
    level = tally.amount.sum() / max(tally.of.sum(), TINY)
    if tally.is_logarithmic:
        expected = tally.of
        excess = (tally.amount - level * tally.of) * np.log(2)
    else:
        expected = level * tally.of
        excess = tally.amount - expected
    # Messages that do not know of each other spread at least as much as tossed coins.
    least = max(LEAST_GRAIN, 0.0 if tally.is_logarithmic else 1 - level)
    pulled = excess
    for _ in range(ROUNDS):
        series = _spread(expected, pulled, least=least, is_logarithmic=tally.is_logarithmic)
        pulled = _pulled(series, excess)
    return replace(series, excess=pulled, as_counted=excess)


def _pulled(series: Series, excess: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pull weeks that stand out from the weeks around them to the edge of what such weeks do."""
    expected, seen = series.expected, np.maximum(series.expected, TINY)
    around = np.convolve(series.excess, np.ones(AROUND), mode="same")
    around /= np.maximum(np.convolve(expected, np.ones(AROUND), mode="same"), TINY)
    if series.is_logarithmic:
        far = FAR * np.sqrt(series.grain / seen + series.wobble)
        return np.clip(excess, (around - far) * expected, (around + far) * expected)
    level = np.maximum(1 + around, FLOOR)
    far = np.exp(FAR * np.sqrt(np.log1p(series.grain / (level * seen) + series.wobble)))
    return np.clip(excess, (level / far - 1) * expected, (level * far - 1) * expected + FAR * series.grain)


def _spread(
    expected: NDArray[np.float64], excess: NDArray[np.float64], *, least: float, is_logarithmic: bool
) -> Series:
    """Split the weekly variance into what shrinks with the number of messages and what does not."""
    square = excess**2
    grain = max(square.sum() / max(expected.sum(), TINY), TINY)
    wobble = 0.0
    for _ in range(2):
        weight = 1 / (grain * expected + wobble * expected**2 + TINY * expected.mean() ** 2 + TINY) ** 2
        one, two = expected, expected**2
        # A faint pull of the grain towards that of a plain count decides where all weeks are alike.
        pull = 1e-3 * (weight * one * one).sum()
        a, b, c = (weight * one * one).sum() + pull, (weight * one * two).sum(), (weight * two * two).sum()
        d, e = (weight * one * square).sum() + pull * PLAIN, (weight * two * square).sum()
        a, c = max(a, SMALLEST), max(c, SMALLEST)
        determinant = max(a * c - b * b, TINY * a * c)
        grain, wobble = (d * c - e * b) / determinant, (a * e - b * d) / determinant
        if grain < least:
            grain, wobble = least, (e - b * least) / c
        if wobble <= 0:
            grain, wobble = max(d / a, least), 0.0
    return Series(
        is_logarithmic=is_logarithmic,
        expected=expected,
        excess=excess,
        as_counted=excess,
        grain=float(grain),
        wobble=float(wobble),
    )
