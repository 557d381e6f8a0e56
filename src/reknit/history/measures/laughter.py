"""Tell how often somebody laughs."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import WRITTEN, says

MEASURE = Measure(
    code="laughter",
    unit="per_100",
    reads="marks",
    better="more",
    amount=says("laughter", "laughter_emoji"),
    of=WRITTEN,
)
