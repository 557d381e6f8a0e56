"""Tell how many of the other's messages somebody puts a sign on."""

from __future__ import annotations

import polars as pl

from reknit.history.measures.interface import Measure

MEASURE = Measure(
    code="reactions",
    unit="per_100",
    reads="reactions",
    better="more",
    amount=pl.col("given") > 0,
    of=pl.lit(1),
    is_answerer=True,
)
