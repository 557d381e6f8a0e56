"""Tell how often a heated turn is followed by silence."""

from __future__ import annotations

import polars as pl

from reknit.history.measures.interface import Measure

_HEATED = pl.col("ends") & pl.col("heat")

MEASURE = Measure(
    code="silence_after_heat",
    unit="share",
    reads="words",
    better="less",
    amount=_HEATED & ~pl.col("answered"),
    of=_HEATED,
    is_answerer=True,
)
