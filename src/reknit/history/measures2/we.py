"""Tell how often somebody says "we" rather than "I"."""

from __future__ import annotations

from reknit.history.measures2.interface import Measure
from reknit.history.measures2.says import says

MEASURE = Measure(
    code="we",
    unit="share",
    reads="words",
    better="more",
    amount=says("we"),
    of=says("we", "i"),
)
