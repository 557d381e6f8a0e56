"""Tell how often somebody speaks of touch or desire."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import WRITTEN, says

MEASURE = Measure(
    code="desire",
    unit="per_100",
    reads="words",
    better="more",
    amount=says("desire", "touch"),
    of=WRITTEN,
)
