"""Tell how long answers take within a conversation, in waking minutes."""

from __future__ import annotations

import polars as pl

from reknit.history.measures.interface import Measure

MEASURE = Measure(
    code="reply_time",
    unit="minutes",
    reads="clock",
    better="less",
    amount=pl.col("reply").log(2),
    of=pl.col("reply").is_not_null(),
    is_logarithmic=True,
)
