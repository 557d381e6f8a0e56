"""Tell how often somebody criticises, scorns, blames, insults or defends."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import HEAT, WRITTEN, says

MEASURE = Measure(
    code="heat",
    unit="per_100",
    reads="words",
    better="less",
    amount=says(*HEAT),
    of=WRITTEN,
)
