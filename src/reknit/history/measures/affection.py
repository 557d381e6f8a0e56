"""Tell how often somebody is loving, in words, pet names or signs."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import AFFECTION, WRITTEN, says

MEASURE = Measure(
    code="affection",
    unit="per_100",
    reads="words",
    better="more",
    amount=says(*AFFECTION),
    of=WRITTEN,
)
