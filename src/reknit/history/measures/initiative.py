"""Tell who starts conversations after a silence."""

from __future__ import annotations

import polars as pl

from reknit.history.measures.interface import Measure

MEASURE = Measure(
    code="initiative",
    unit="share",
    reads="clock",
    better="neither",
    amount=pl.col("starts"),
    of=pl.col("starts"),
    is_shared=True,
)
