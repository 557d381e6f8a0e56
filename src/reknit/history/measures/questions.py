"""Tell how often somebody asks something."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import WRITTEN, says

MEASURE = Measure(
    code="questions",
    unit="per_100",
    reads="marks",
    better="more",
    amount=says("question"),
    of=WRITTEN,
)
