"""Turn the recovery curve into a picture for a phone, one for a wide page, and a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reknit.programme.prompts import SCALE_TOP
from reknit.programme.steps import pulse_lines
from reknit.web.shell.charts import Frame, Picture, Series, line_picture

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from reknit.journey.curve import CurveDay

SHOWN = ("hurt", "acceptance")
"""The two lines on Today: what eases, and what grows."""


@dataclass(frozen=True, kw_only=True)
class CurvePage:
    """The curve of some lines of the pulse, drawn twice, with the same numbers in words and in a table."""

    wide: Picture
    narrow: Picture
    says: str
    heads: tuple[str, ...]
    rows: tuple[tuple[dt.date, tuple[float, ...]], ...]


def curve_page(
    *, days: Sequence[CurveDay], ended_on: dt.date | None, lines: Sequence[str]
) -> CurvePage | None:
    """Draw the curve; a curve needs two days."""
    if len(days) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    names = {line.key: line.short for line in pulse_lines()}
    series = [
        Series(name=names[line], style=line, values=[one.medians[line] for one in days]) for line in lines
    ]
    return CurvePage(
        wide=_picture(days, series, ended_on, width=680, height=210, label_room=112),
        narrow=_picture(days, series, ended_on, width=350, height=190, label_room=106),
        says=". ".join(_says(names[line], days[0].medians[line], days[-1].medians[line]) for line in lines),
        heads=tuple(names[line] for line in lines),
        rows=tuple((one.date, tuple(one.medians[line] for line in lines)) for one in reversed(days)),
    )


def _picture(
    days: Sequence[CurveDay],
    series: Sequence[Series],
    ended_on: dt.date | None,
    *,
    width: int,
    height: int,
    label_room: int,
) -> Picture:
    steps = [one.date.toordinal() for one in days]
    frame = Frame(
        width=width,
        height=height,
        label_room=label_room,
        first=steps[0],
        last=steps[-1],
        low=0,
        high=SCALE_TOP,
    )
    origin = ended_on.toordinal() if ended_on else steps[0]
    labels = [(steps[0], f"day {steps[0] - origin}"), (steps[-1], f"day {steps[-1] - origin}")]
    middle = (steps[0] + steps[-1]) // 2
    if steps[-1] - steps[0] > 3:  # noqa: PLR2004 - closer, the three words would touch
        labels.insert(1, (middle, f"day {middle - origin}"))
    heights = [(value, str(value)) for value in (0, 5, 10)]
    return line_picture(frame=frame, steps=steps, series=series, x_labels=labels, y_labels=heights)


def _says(name: str, first: float, last: float) -> str:
    move = "stayed at" if first == last else "fell from" if last < first else "rose from"
    return f"{name} {move} {first:g}" if first == last else f"{name} {move} {first:g} to {last:g}"
