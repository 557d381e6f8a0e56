"""Tell how much of what somebody writes is about running things."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import WRITTEN, says

MEASURE = Measure(
    code="logistics",
    unit="share",
    reads="words",
    better="neither",
    amount=says("logistics"),
    of=WRITTEN,
)
