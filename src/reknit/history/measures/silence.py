"""Learn after how long a silence these two begin a new conversation."""

from __future__ import annotations

import math

import numpy as np
import polars as pl

from reknit.history.measures.interface import Silence

# Gaps between actions fall into two heaps on a logarithmic scale, those within and those between sessions;
# an hour lies in the valley for most activities. Halfaker et al., "User Session Identification Based on
# Strong Regularities in Inter-activity Time", WWW 2015.
USUAL_MINUTES = 60
# The valley is looked for from half an hour to eight hours, so that a night always parts. Product choice.
LEAST_MINUTES, MOST_MINUTES = 30, 480
# Fewer gaps show no shape. Product choice.
FEWEST_GAPS = 200
# Bins for each doubling of the gap.
BINS = 2
# The second heap is looked for up to three days.
LONGEST_MINUTES = 3 * 24 * 60
# It must be so much higher than the valley.
RISE = 1.25


def learn_silence(gaps: pl.Series) -> Silence:
    """Find the valley between the gaps within conversations and those between them."""
    minutes = gaps.drop_nulls().filter(gaps.drop_nulls() >= 1)
    usual = Silence(minutes=USUAL_MINUTES, is_learnt=False, observations=len(minutes))
    if len(minutes) < FEWEST_GAPS:
        return usual
    counts = _smoothed(_histogram(minutes))
    least, most = _bin(LEAST_MINUTES), _bin(MOST_MINUTES)
    lowest = min(counts[least : most + 1])
    # The first of several equal bins, so that few long gaps do not drag the threshold towards the night.
    valley = least + counts[least : most + 1].index(lowest)
    if max(counts[valley:]) < max(RISE * lowest, 1):
        return usual
    middle = round(2 ** ((valley + 0.5) / BINS))
    return Silence(
        minutes=min(max(middle, LEAST_MINUTES), MOST_MINUTES), is_learnt=True, observations=len(minutes)
    )


def _bin(minutes: float) -> int:
    return int(BINS * math.log2(minutes))


def _histogram(minutes: pl.Series) -> list[int]:
    places = (minutes.log(2) * BINS).floor().cast(pl.Int64).to_numpy()
    bins = _bin(LONGEST_MINUTES) + 1
    return [int(count) for count in np.bincount(places, minlength=bins)[:bins]]


def _smoothed(counts: list[int]) -> list[float]:
    """Average each bin with its neighbours."""
    padded = [counts[0], *counts, counts[-1]]
    return [sum(padded[place : place + 3]) / 3 for place in range(len(counts))]
