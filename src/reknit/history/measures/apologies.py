"""Tell how often somebody says sorry."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import WRITTEN, says

MEASURE = Measure(
    code="apologies",
    unit="per_100",
    reads="words",
    better="neither",
    amount=says("apology"),
    of=WRITTEN,
)
