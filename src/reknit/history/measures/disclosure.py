"""Tell how often somebody says something of their own inner life."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import WRITTEN, says

MEASURE = Measure(
    code="disclosure",
    unit="per_100",
    reads="words",
    better="more",
    amount=says("disclosure"),
    of=WRITTEN,
)
