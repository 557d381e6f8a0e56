"""Tell how often somebody says thank you."""

from __future__ import annotations

from reknit.history.measures2.interface import Measure
from reknit.history.measures2.says import WRITTEN, says

MEASURE = Measure(
    code="thanks",
    unit="per_100",
    reads="words",
    better="more",
    amount=says("thanks"),
    of=WRITTEN,
)
