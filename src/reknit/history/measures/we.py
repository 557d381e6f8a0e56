"""Tell how often somebody says "we" rather than "I"."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import says

MEASURE = Measure(
    code="we",
    unit="share",
    reads="words",
    better="more",
    amount=says("we"),
    of=says("we", "i"),
)
