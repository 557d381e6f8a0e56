"""Tell how often somebody closes with a bare “ok”, “fine” or “whatever”."""

from __future__ import annotations

from reknit.history.measures.interface import Measure
from reknit.history.measures.says import WRITTEN, says

MEASURE = Measure(
    code="short_answers",
    unit="per_100",
    reads="words",
    better="less",
    amount=says("short_answer", "stonewall"),
    of=WRITTEN,
)
