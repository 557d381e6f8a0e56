"""Turn a message report into pictures, with the same numbers in words and in a table."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from reknit.journey.spoken import spoken_number
from reknit.journey.story import went_on_from
from reknit.programme.measures import measure_words
from reknit.web.history.axes import date_ticks, round_top
from reknit.web.shell.charts import (
    Change,
    Frame,
    Moment,
    Picture,
    Series,
    line_picture,
    marked,
    mirrored_bars,
    spark,
    with_changes,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history import Finding, Report
    from reknit.history.report import Curve

STYLES = ("me", "them")
# Width, height and room for labels of the timeline: a wide page, and a phone.
WIDE, NARROW = (664, 250, 84), (350, 230, 66)
# One measure; two stand side by side on a wide page, one fills a phone.
SMALL = (330, 176, 66)
SPARK = (192, 52)
# A small line has at most so many points; more would not be seen, only sent.
SPARK_POINTS = 48
# Longer names are cut in pictures; the words beside them have them whole.
LONGEST_NAME = 9
# So far back the level before a change is drawn.
BEFORE = dt.timedelta(weeks=26)
PERCENT = 100
SHARES = frozenset({"share", "per_100"})
DAYS_PER_WEEK = 7
# A moment closer than this to the last one that was named is marked without a word. In view-box units.
CLOSE = 72
TOO_FEW = "too few"

Rows: TypeAlias = tuple[tuple[dt.date, str, str], ...]
Side: TypeAlias = Literal["above", "below", "across"]


class Happening(NamedTuple):
    """Something of one's own life that is laid on the timeline."""

    on: dt.date
    label: str


class Counted(Protocol):
    """Be a week in which both are counted."""

    @property
    def starts_on(self) -> dt.date:
        """Return the Monday."""

    @property
    def counts(self) -> tuple[int, int]:
        """Return what each of the two sent."""


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Messages a week of both, drawn for a wide page and for a phone, in words, and by month in a table."""

    wide: Picture
    narrow: Picture
    says: str
    rows: Rows


@dataclass(frozen=True, kw_only=True)
class MeasureChart:
    """One measure, month by month: its picture, what it shows in words, and the rows of its table."""

    picture: Picture
    says: str
    rows: Rows

    @property
    def is_drawn(self) -> bool:
        """Say whether there is anything in the picture."""
        return bool(self.picture.marks)


class Spark(NamedTuple):
    """Both lines of a measure, no larger than a word."""

    mine: str
    theirs: str


def timeline(
    *,
    weeks: Sequence[Counted],
    names: tuple[str, str],
    findings: Sequence[Finding] = (),
    ended_on: dt.date | None = None,
    happenings: Sequence[Happening] = (),
) -> Timeline:
    """Draw both people's weeks mirrored, with changes, the end and other happenings marked on them."""
    first = weeks[0].starts_on
    moments = [_began(each, first) for each in findings] + [_happened(each, first) for each in happenings]
    if ended_on is not None:
        moments.append(Moment(step=_week(first, ended_on), label="the end", style="ended"))
    inside = sorted((each for each in moments if 0 <= each.step <= len(weeks)), key=lambda each: each.step)
    wide, narrow = (
        marked(_weeks(weeks, names, size), moments=_named_apart(inside, size, len(weeks)))
        for size in (WIDE, NARROW)
    )
    sums = [sum(week.counts[person] for week in weeks) for person in (0, 1)]
    says = (
        f"Messages a week from {_month(first)} to {_month(weeks[-1].starts_on)}. "
        f"{names[0]}: {sums[0]:,} in all. {names[1]}: {sums[1]:,} in all."
    )
    return Timeline(wide=wide, narrow=narrow, says=says, rows=_by_month(weeks))


def measure_chart(report: Report, curve: Curve) -> MeasureChart:
    """Draw one measure of both, month by month, with each lasting change and its doubt laid over it."""
    values = [_shown(curve, curve.values(person)) for person in (0, 1)]
    found = [each for each in report.findings if each.measure == curve.measure]
    levels = [_scaled(curve, level) for each in found for level in (each.before, each.after)]
    high = round_top(max([each for line in values for each in line if each is not None] + levels + [0]))
    width, height, room = SMALL
    frame = Frame(
        width=width, height=height, label_room=room, first=0, last=len(report.months), low=0, high=high
    )
    names = _names(report)
    picture = line_picture(
        frame=frame,
        steps=[place + 0.5 for place in range(len(report.months))],
        series=[
            Series(name=_cut(name), style=style, values=line)
            for name, style, line in zip(names, STYLES, values, strict=True)
        ],
        x_labels=date_ticks(report.months, width=width - room),
        y_labels=[(0, "0"), (high / 2, f"{high / 2:g}"), (high, f"{high:g}")],
    )
    changes = [_change(report, curve, each) for each in found]
    says = " ".join(_said(name, line) for name, line in zip(names, values, strict=True))
    return MeasureChart(
        picture=with_changes(picture, changes=changes),
        says=f"{measure_words()[curve.measure].title}, by month. {says}",
        rows=tuple(
            (month, _cell(mine), _cell(theirs))
            for month, mine, theirs in zip(report.months, *values, strict=True)
        ),
    )


def measure_spark(curve: Curve) -> Spark:
    """Draw both lines of a measure from a common zero, without axes."""
    values = [_thinned(curve.values(person)) for person in (0, 1)]
    high = max([each for line in values for each in line if each is not None] or [0]) or 1
    mine, theirs = (spark(line, high=high, width=SPARK[0], height=SPARK[1]) for line in values)
    return Spark(mine, theirs)


def _thinned(values: Sequence[float | None]) -> list[float | None]:
    """Give the middle of every few values where there are many."""
    together = -(-len(values) // SPARK_POINTS)
    groups = [values[start : start + together] for start in range(0, len(values), together)]
    known = [[each for each in group if each is not None] for group in groups]
    return [sum(group) / len(group) if group else None for group in known]


def _weeks(weeks: Sequence[Counted], names: tuple[str, str], size: tuple[int, int, int]) -> Picture:
    mine, theirs = ([week.counts[person] for week in weeks] for person in (0, 1))
    top = round_top(max([*mine, *theirs]))
    width, height, room = size
    return mirrored_bars(
        frame=Frame(
            width=width,
            height=height,
            label_room=room,
            first=0,
            last=len(weeks),
            low=-top,
            high=top,
            headroom=26,
        ),
        above=Series(name=_cut(names[0]), style="me", values=mine),
        below=Series(name=_cut(names[1]), style="them", values=theirs),
        x_labels=date_ticks([week.starts_on for week in weeks], width=width - room),
    )


def _began(found: Finding, first: dt.date) -> Moment:
    side: Side = "above" if found.person == 0 else "below"
    day = found.started_on
    return Moment(step=_week(first, day), label=f"{day:%b %Y}", style=STYLES[found.person], side=side)


def _happened(each: Happening, first: dt.date) -> Moment:
    return Moment(step=_week(first, each.on), label=each.label, style="event")


def _named_apart(moments: Sequence[Moment], size: tuple[int, int, int], weeks: int) -> list[Moment]:
    """Leave out words that would stand on each other; the end keeps its word, whatever stands beside it."""
    unit = (size[0] - size[2]) / max(1, weeks)
    taken = [each.step for each in moments if each.style == "ended"]
    apart = []
    for each in moments:
        is_free = all(abs(each.step - other) * unit >= CLOSE for other in taken)
        taken += [each.step] if is_free else []
        apart.append(each if is_free or each.style == "ended" else replace(each, label=""))
    return apart


def _by_month(weeks: Sequence[Counted]) -> Rows:
    months = groupby(weeks, key=lambda week: week.starts_on.replace(day=1))
    sums = ((month, [week.counts for week in found]) for month, found in months)
    return tuple(
        (month, f"{sum(mine for mine, _ in counts):,}", f"{sum(theirs for _, theirs in counts):,}")
        for month, counts in sums
    )


def _change(report: Report, curve: Curve, found: Finding) -> Change:
    ended = found.ended_on or report.weeks[-1].starts_on + dt.timedelta(days=DAYS_PER_WEEK)
    before = _scaled(curve, found.before)
    last = went_on_from(found, findings=report.findings)
    return Change(
        style=STYLES[found.person],
        before_from=_place(report.months, found.started_on - (BEFORE if last is None else dt.timedelta(0))),
        start=_place(report.months, found.started_on),
        end=_place(report.months, ended),
        before=before if last is None else _scaled(curve, last.after),
        after=_scaled(curve, found.after),
        low=before * found.low,
        high=before * found.high,
    )


def _place(months: Sequence[dt.date], day: dt.date) -> float:
    """Return where a day stands among months."""
    first = months[0]
    whole = (day.year - first.year) * 12 + day.month - first.month
    return whole + (day.day - 1) / monthrange(day.year, day.month)[1]


def _week(first: dt.date, day: dt.date) -> float:
    return (day - first).days / DAYS_PER_WEEK


def _shown(curve: Curve, values: Sequence[float | None]) -> list[float | None]:
    return [None if value is None else _scaled(curve, value) for value in values]


def _scaled(curve: Curve, value: float) -> float:
    return value * PERCENT if curve.unit in SHARES else value


def _names(report: Report) -> tuple[str, str]:
    return report.people[0].name, report.people[1].name


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _said(name: str, line: Sequence[float | None]) -> str:
    known = [value for value in line if value is not None]
    if not known:
        return f"{name}: too few to say."
    return f"{name}: from {spoken_number(known[0])} to {spoken_number(known[-1])}."


def _cell(value: float | None) -> str:
    return TOO_FEW if value is None else spoken_number(value)


def _month(day: dt.date) -> str:
    return f"{day:%B %Y}"
