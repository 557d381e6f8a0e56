"""Tell how much is written in the hours in which these two otherwise hardly write."""

from __future__ import annotations

import polars as pl

from reknit.history.measures.interface import Measure

MEASURE = Measure(
    code="night_share",
    unit="share",
    reads="clock",
    better="neither",
    amount=pl.col("quiet"),
    of=pl.lit(1),
)
