"""Tell how often somebody says thank you."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import WRITTEN, says

MEASURE = Measure(
    code="thanks",
    unit="per_100",
    reads="words",
    better="more",
    amount=says("thanks"),
    of=WRITTEN,
)
