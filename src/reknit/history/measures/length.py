"""Tell how many words a text message has."""

from __future__ import annotations

import polars as pl

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import WRITTEN

# A longer message counts as this long, so that one pasted page does not make a week. Product choice.
MOST_WORDS = 200

_IS_TEXT = WRITTEN & (pl.col("kind") == "text")

MEASURE = Measure(
    code="length",
    unit="words",
    reads="marks",
    better="more",
    amount=pl.col("words").clip(upper_bound=MOST_WORDS) * _IS_TEXT,
    of=_IS_TEXT,
)
