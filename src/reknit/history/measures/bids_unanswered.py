"""Tell how often a question, a plan or something loving is left without an answer."""

from __future__ import annotations

import polars as pl

from reknit.history.measures.interface import Measure

_BIDS = pl.col("ends") & pl.col("bid")

MEASURE = Measure(
    code="bids_unanswered",
    unit="share",
    reads="marks",
    better="less",
    amount=_BIDS & ~pl.col("answered"),
    of=_BIDS,
    is_answerer=True,
)
