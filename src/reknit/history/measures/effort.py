"""Tell how much somebody writes each time it is their turn, in however many messages."""

from __future__ import annotations

import polars as pl

from reknit.history.measures.interface import Measure

# A longer message counts as this long, so that one pasted page does not make a week. Product choice.
MOST_CHARACTERS = 1000

MEASURE = Measure(
    code="effort",
    unit="characters",
    reads="marks",
    better="more",
    amount=pl.col("characters").clip(upper_bound=MOST_CHARACTERS),
    of=pl.col("opens"),
)
