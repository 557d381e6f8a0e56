"""Draw the ratings of a practice as a small curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.programme.prompts import SCALE_TOP
from reknit.web.shell.charts import Frame, Picture, Series, line_picture

if TYPE_CHECKING:
    from reknit.programme.answer import Given


def ratings_picture(given: Given) -> Picture | None:
    """Return the curve of an answer that has at least two ratings."""
    if len(given.ratings) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    seconds = [moment for moment, _ in given.ratings]
    frame = Frame(
        width=350, height=150, label_room=14, first=seconds[0], last=seconds[-1], low=0, high=SCALE_TOP
    )
    series = Series(name="", style="accent", values=[rating for _, rating in given.ratings])
    ends = [(seconds[0], "start"), (seconds[-1], f"{seconds[-1] // 60}:{seconds[-1] % 60:02}")]
    heights = [(value, str(value)) for value in (0, 5, 10)]
    return line_picture(frame=frame, steps=seconds, series=[series], x_labels=ends, y_labels=heights)
