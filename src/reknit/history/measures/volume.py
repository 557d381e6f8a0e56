"""Count the messages a week."""

from __future__ import annotations

import polars as pl

from reknit.history.measures.interface import Measure

MEASURE = Measure(
    code="volume",
    unit="per_week",
    reads="clock",
    better="neither",
    amount=pl.lit(1),
    of=pl.lit(0),  # days, not messages: put in for every week alike
    is_volume=True,
)
