"""Say how far the mean of a span wobbles when one week resembles the next."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The resemblance of weeks is read from the first four lags, as the share of the variance that fades with this
# factor a week. Product choice: cautious for faster fading, right within a tenth for slower.
FADING = 0.7
LAGS = 4
LARGEST_SHARE = 0.95


@lru_cache(maxsize=32)
def widening(weeks: int) -> NDArray[np.float64]:
    """Give, for a span of each length, by how much a fully fading wander widens the variance of its mean."""
    length = np.maximum(np.arange(weeks + 1), 1).astype(float)
    # The sum over lags k of 2 (1 - k / length) FADING ** k, in closed form.
    whole: NDArray[np.float64] = 2 * FADING / (1 - FADING) - 2 * FADING * (1 - FADING**length) / (
        length * (1 - FADING) ** 2
    )
    return whole


def resemblance(standard: NDArray[np.float64], seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """Read the fading share from weekly deviations (weeks along the first axis), unseen weeks being zero."""
    fade = FADING ** np.arange(1, LAGS + 1)
    power = (standard**2).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    share = np.zeros(standard.shape[1:])
    for lag in range(1, LAGS + 1):
        pairs = (seen[lag:] * seen[:-lag]).sum(axis=0)
        share += fade[lag - 1] * (standard[lag:] * standard[:-lag]).sum(axis=0) / np.maximum(pairs, 1)
    resembling: NDArray[np.float64] = np.minimum(
        share / (fade**2).sum() / np.maximum(power, 1e-12), LARGEST_SHARE
    )
    return resembling
