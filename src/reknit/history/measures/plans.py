"""Tell how often somebody makes a plan or speaks of a time to come."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import WRITTEN, says

MEASURE = Measure(
    code="plans",
    unit="per_100",
    reads="words",
    better="more",
    amount=says("plan", "future"),
    of=WRITTEN,
)
