"""Tell how often somebody says sorry."""

from __future__ import annotations

from reknit.history.measures2.interface import Measure
from reknit.history.measures2.says import WRITTEN, says

MEASURE = Measure(
    code="apologies",
    unit="per_100",
    reads="words",
    better="neither",
    amount=says("apology"),
    of=WRITTEN,
)
