"""Choose what stands on the axes of a picture: dates along it, and a round number at its top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.web.shell.charts import Frame

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

PAIR = 2
# A year is named where so much room is left to both ends, and to the year before. In view-box units.
FROM_END, APART = 84, 56
# Numbers at the top of an axis, times 1, 10, 100 …; from ten on half of each is whole. Product choice.
TOPS = (1, 1.2, 1.6, 2, 3, 4, 6, 8, 10)


def date_ticks(dates: Sequence[dt.date], *, width: float) -> list[tuple[float, str]]:
    """Name the first and the last step, and each new year where there is room."""
    if len(dates) < PAIR:
        return [(0, f"{dates[0]:%b %Y}")]
    step = (width - Frame.left) / len(dates)
    years: list[tuple[float, str]] = []
    free_from = FROM_END / step
    for place in range(1, len(dates)):
        is_new = dates[place - 1].year < dates[place].year
        if is_new and free_from <= place <= len(dates) - FROM_END / step:
            years.append((place, f"{dates[place]:%Y}"))
            free_from = place + APART / step
    return [(0, f"{dates[0]:%b %Y}"), *years, (len(dates), f"{dates[-1]:%b %Y}")]


def round_top(value: float) -> float:
    """Return the next round number, even for shares and other small values."""
    if value <= 0:
        return 1
    size = 10.0 ** (len(str(int(value))) - 1) if value >= 1 else 1.0
    return next(step * size for step in TOPS if step * size >= value)
