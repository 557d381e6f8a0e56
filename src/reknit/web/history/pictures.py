"""Turn a message report into pictures, with the same numbers in a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reknit.web.shell.charts import Frame, Picture, Series, line_picture, mirrored_bars

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from reknit.history.measures.reply_time import ReplyTimes
    from reknit.history.report import Report

SIZES = ((680, 230, 96), (350, 210, 62))
"""Width, height and room for labels: a wide page, and a phone."""

Rows = tuple[tuple["dt.date", str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One measure: two pictures, what they say in words, and the rows of its table."""

    wide: Picture
    narrow: Picture
    says: str
    rows: Rows


def weeks_curve(report: Report) -> Curve:
    """Draw messages a week, one person above the zero line and the other below."""
    mine, theirs = ([week.counts[side] for week in report.weeks] for side in (0, 1))
    names = _names(report)
    top = _round_up(max([*mine, *theirs, 1]))
    months = _labels([week.starts_on for week in report.weeks])
    pictures = [
        mirrored_bars(
            frame=Frame(
                width=width, height=height, label_room=room, first=0, last=len(mine), low=-top, high=top
            ),
            above=Series(name=names[0], style="me", values=mine),
            below=Series(name=names[1], style="them", values=theirs),
            x_labels=months,
        )
        for width, height, room in SIZES
    ]
    says = f"Messages a week. {names[0]}: {sum(mine)} in all. {names[1]}: {sum(theirs)} in all."
    rows = tuple((week.starts_on, str(week.counts[0]), str(week.counts[1])) for week in report.weeks)
    return Curve(wide=pictures[0], narrow=pictures[1], says=says, rows=rows)


def initiative_curve(report: Report) -> Curve:
    """Draw the share of conversations each of the two began, a month at a time, in per cent."""
    shares = [
        [100 * month.shares[side] if month.shares else None for month in report.initiative] for side in (0, 1)
    ]
    cells = [tuple(f"{month.started[side]}" for side in (0, 1)) for month in report.initiative]
    return _lines(report, [one.month for one in report.initiative], shares, cells, top=100, unit="%")


def reply_curve(report: Report) -> Curve:
    """Draw the middle reply time of each of the two, a month at a time, in minutes."""
    values = [[_middle(one.people[side]) for one in report.reply_time] for side in (0, 1)]
    cells = [tuple(_reply(one.people[side]) for side in (0, 1)) for one in report.reply_time]
    return _lines(report, [one.month for one in report.reply_time], values, cells, unit="min")


def length_curve(report: Report) -> Curve:
    """Draw the middle number of words a message, a month at a time."""
    values = [[one.people[side].words for one in report.length] for side in (0, 1)]
    cells = [tuple(_words(one.people[side].words) for side in (0, 1)) for one in report.length]
    return _lines(report, [one.month for one in report.length], values, cells, unit="words")


def _lines(
    report: Report,
    months: Sequence[dt.date],
    values: Sequence[Sequence[float | None]],
    cells: Sequence[tuple[str, ...]],
    *,
    unit: str,
    top: float = 0,
) -> Curve:
    names = _names(report)
    steps = list(range(len(months)))
    known = [value for line in values for value in line if value is not None]
    high = top or _round_up(max([*known, 1]))
    pictures = [
        line_picture(
            frame=Frame(
                width=width,
                height=height,
                label_room=room,
                first=0,
                last=max(1, len(steps) - 1),
                low=0,
                high=high,
            ),
            steps=steps,
            series=[
                Series(name=name, style=style, values=line)
                for name, style, line in zip(names, ("me", "them"), values, strict=True)
            ],
            x_labels=_labels(months),
            y_labels=[(0, "0"), (high / 2, f"{high / 2:g}"), (high, f"{high:g}")],
        )
        for width, height, room in SIZES
    ]
    says = f"By month, in {unit}. " + " ".join(
        _said(name, line) for name, line in zip(names, values, strict=True)
    )
    rows = tuple((month, cell[0], cell[1]) for month, cell in zip(months, cells, strict=True))
    return Curve(wide=pictures[0], narrow=pictures[1], says=says, rows=rows)


def _names(report: Report) -> tuple[str, str]:
    return report.people[0].name, report.people[1].name


def _said(name: str, line: Sequence[float | None]) -> str:
    known = [value for value in line if value is not None]
    if not known:
        return f"{name}: too few to say."
    return f"{name}: from {known[0]:.0f} to {known[-1]:.0f}."


def _labels(dates: Sequence[dt.date]) -> list[tuple[float, str]]:
    """Name the first, the middle and the last step."""
    places = sorted({0, len(dates) // 2, len(dates) - 1}) if len(dates) > 3 else [0]  # noqa: PLR2004 - room for words
    return [(place, f"{dates[place]:%b %Y}") for place in places]


def _round_up(value: float) -> int:
    """Return the next round number: 1, 2, 5, 10, 20, 50 …, always even when halved for the middle line."""
    size = 10 ** (len(str(int(value))) - 1)
    return next(int(step * size) for step in (1, 2, 4, 6, 8, 10) if step * size >= value)


def _middle(times: ReplyTimes) -> float | None:
    return times.quartiles.median.value if times.quartiles else None


def _reply(times: ReplyTimes) -> str:
    if times.quartiles is None:
        return "too few"
    middle = times.quartiles.median
    return f"under {middle.value:g} min" if middle.is_under else f"{middle.value:.0f} min"


def _words(words: float | None) -> str:
    return "too few" if words is None else f"{words:g}"
