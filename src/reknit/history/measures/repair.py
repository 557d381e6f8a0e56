"""Tell how often somebody mends after it got heated."""

from __future__ import annotations

import polars as pl

from reknit.history.measures.interface import Measure

MEASURE = Measure(
    code="repair",
    unit="share",
    reads="words",
    better="more",
    amount=pl.col("mends"),
    of=pl.col("flares"),
    is_shared=True,
)
