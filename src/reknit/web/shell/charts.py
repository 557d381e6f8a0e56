"""Work out where the marks of a picture stand; templates draw them as SVG, the style sheet colours them.

Each picture is made twice, for a phone's width and for a wide page, so that letters keep their size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

LABEL_GAP = 17
"""Least distance between two labels at the ends of lines, in view-box units."""

BAR_SHARE = 0.72
"""How much of its room a bar fills; the rest parts it from the next one."""

LETTER = 7
"""About the width of a letter, in view-box units."""

NOTCH = 20
"""How far a mark of a moment reaches into a picture, in view-box units."""

THINNEST_GAP = 1.2
"""Bars closer than this in view-box units are drawn as one outline: gaps would only flicker."""


class Point(NamedTuple):
    """A place in the view box."""

    x: float
    y: float


class Tick(NamedTuple):
    """A place on an axis and the words beside it."""

    at: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Series:
    """One thing to draw: its name, its style, and a value (or none) for each step."""

    name: str
    style: str
    values: Sequence[float | None]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A series ready to draw: its path, its last point, and the height of its label."""

    name: str
    style: str
    path: str
    end: Point
    label_y: float


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A place in time to be marked: above the picture, below it, or across all of it, with a word on top."""

    step: float
    label: str
    style: str
    side: Literal["above", "below", "across"] = "across"


@dataclass(frozen=True, kw_only=True)
class Notch:
    """A moment ready to draw: from where to where, and its word."""

    x: float
    top: int
    bottom: int
    label: str
    style: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """A lasting change of one line: from when to when, the level before and since, and how sure that is."""

    style: str
    before_from: float
    start: float
    end: float
    before: float
    after: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Step:
    """A change ready to draw: both levels joined by a line, and the room in which the second one may lie."""

    style: str
    path: str
    band: str


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The room a picture has, in view-box units, and what its axes run over."""

    width: int
    height: int
    label_room: int
    first: float
    last: float
    low: float
    high: float
    left: int = 30
    headroom: int = 10

    @property
    def right(self) -> int:
        """Return where the lines end and their labels begin."""
        return self.width - self.label_room

    @property
    def top(self) -> int:
        """Return the height of the highest value."""
        return self.headroom

    @property
    def bottom(self) -> int:
        """Return the height of the lowest value."""
        return self.height - 26

    def x(self, step: float) -> float:
        """Return where a step stands."""
        share = (step - self.first) / (self.last - self.first) if self.last > self.first else 1
        return round(self.left + (self.right - self.left) * share, 1)

    def y(self, value: float) -> float:
        """Return where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.bottom - (self.bottom - self.top) * share, 1)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A whole picture."""

    frame: Frame
    marks: tuple[Mark, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    notches: tuple[Notch, ...] = ()
    steps: tuple[Step, ...] = ()


def line_picture(
    *,
    frame: Frame,
    steps: Sequence[float],
    series: Sequence[Series],
    x_labels: Sequence[tuple[float, str]],
    y_labels: Sequence[tuple[float, str]],
) -> Picture:
    """Draw smooth lines that never overshoot their points; a missing value breaks a line."""
    marks = [_line(frame, steps, one) for one in series]
    return Picture(
        frame=frame,
        marks=_spread_labels([mark for mark in marks if mark], frame),
        x_ticks=tuple(Tick(frame.x(step), label) for step, label in x_labels),
        y_ticks=tuple(Tick(frame.y(value), label) for value, label in y_labels),
    )


def mirrored_bars(
    *, frame: Frame, above: Series, below: Series, x_labels: Sequence[tuple[float, str]]
) -> Picture:
    """Draw one series up and one down from a common zero line, a bar a step."""
    highest, lowest = int(frame.high), int(-frame.low)
    return Picture(
        frame=frame,
        marks=(_bars(frame, above, 1), _bars(frame, below, -1)),
        x_ticks=tuple(Tick(frame.x(step), label) for step, label in x_labels),
        y_ticks=(
            Tick(frame.y(frame.high), str(highest)),
            Tick(frame.y(0), "0"),
            Tick(frame.y(frame.low), str(lowest)),
        ),
    )


def marked(picture: Picture, *, moments: Sequence[Moment]) -> Picture:
    """Mark moments on a picture; words never leave it."""
    return replace(picture, notches=tuple(_notch(picture.frame, one) for one in moments))


def with_changes(picture: Picture, *, changes: Sequence[Change]) -> Picture:
    """Lay lasting changes over a picture: the level before, the level since, and the room for doubt."""
    return replace(picture, steps=tuple(_step(picture.frame, one) for one in changes))


def spark(values: Sequence[float | None], *, high: float, width: int, height: int) -> str:
    """Return the path of a line so small that it needs no axes; its zero is the lower edge."""
    path, is_down = "", False
    for place, value in enumerate(values):
        if value is None:
            is_down = False
            continue
        x = round(width * place / max(1, len(values) - 1))
        y = round(height * (1 - value / high))
        path += f"{'L' if is_down else 'M'}{x} {y}"
        is_down = True
    return path


def _notch(frame: Frame, one: Moment) -> Notch:
    x = frame.x(min(max(one.step, frame.first), frame.last))
    room = len(one.label) * LETTER / 2
    return Notch(
        x=x,
        top=frame.bottom - NOTCH if one.side == "below" else frame.top - NOTCH // 2,
        bottom=frame.top + NOTCH if one.side == "above" else frame.bottom + NOTCH // 4,
        label=one.label,
        style=one.style,
        anchor="start" if x < room else "end" if x + room > frame.width else "middle",
    )


def _step(frame: Frame, one: Change) -> Step:
    left, start, end = (
        _short(frame.x(min(max(step, frame.first), frame.last)))
        for step in (one.before_from, one.start, one.end)
    )
    before, after, low, high = (
        _short(frame.y(min(max(value, frame.low), frame.high)))
        for value in (one.before, one.after, one.low, one.high)
    )
    return Step(
        style=one.style,
        path=f"M{left} {before}H{start}V{after}H{end}",
        band=f"M{start} {high}H{end}V{low}H{start}z",
    )


def _short(value: float) -> str:
    """Write a number with one digit behind the point, or none."""
    return f"{round(value, 1):g}"


def _line(frame: Frame, steps: Sequence[float], one: Series) -> Mark | None:
    pieces: list[list[Point]] = [[]]
    for step, value in zip(steps, one.values, strict=True):
        if value is None:
            pieces.append([])
            continue
        point = Point(frame.x(step), frame.y(value))
        if pieces[-1] and pieces[-1][-1].x == point.x:
            pieces[-1].pop()  # narrower than a pen: the later value stands for both
        pieces[-1].append(point)
    drawn = [piece for piece in pieces if piece]
    if not drawn:
        return None
    end = drawn[-1][-1]
    path = "".join(_smooth(piece) for piece in drawn)
    return Mark(name=one.name, style=one.style, path=path, end=end, label_y=end.y)


def _smooth(points: Sequence[Point]) -> str:
    """Join points with cubic curves that stay between them (Steffen 1990)."""
    if len(points) == 1:
        return f"M{_short(points[0].x)} {_short(points[0].y)}h0.1"
    slopes = [(b.y - a.y) / (b.x - a.x) for a, b in pairwise(points)]
    tangents = [slopes[0], *(_gentler(a, b) for a, b in pairwise(slopes)), slopes[-1]]
    path = f"M{_short(points[0].x)} {_short(points[0].y)}"
    for (a, b), (tangent_a, tangent_b) in zip(pairwise(points), pairwise(tangents), strict=True):
        third = (b.x - a.x) / 3
        path += (
            f"C{_short(a.x + third)} {_short(a.y + third * tangent_a)} "
            f"{_short(b.x - third)} {_short(b.y - third * tangent_b)} {_short(b.x)} {_short(b.y)}"
        )
    return path


def _gentler(a: float, b: float) -> float:
    """Return a tangent that is flat at a turn and at most twice the smaller slope elsewhere."""
    if a * b <= 0:
        return 0.0
    sign = 1.0 if a > 0 else -1.0
    return sign * min(abs(a), abs(b), abs(a + b) / 4) * 2


def _bars(frame: Frame, one: Series, direction: int) -> Mark:
    room = (frame.right - frame.left) / max(1, len(one.values))
    draw = _outline if room * (1 - BAR_SHARE) < THINNEST_GAP else _single_bars
    middle = frame.y(direction * (frame.high if direction > 0 else -frame.low) / 2)
    end = Point(frame.right, middle)
    path = draw(frame, one.values, direction, room)
    return Mark(name=one.name, style=one.style, path=path, end=end, label_y=middle)


def _single_bars(frame: Frame, values: Sequence[float | None], direction: int, room: float) -> str:
    zero, width = _short(frame.y(0)), _short(room * BAR_SHARE)
    return "".join(
        f"M{_short(frame.left + room * place)} {zero}V{_short(frame.y(direction * value))}h{width}V{zero}z"
        for place, value in enumerate(values)
        if value
    )


def _outline(frame: Frame, values: Sequence[float | None], direction: int, room: float) -> str:
    """Draw all bars as one shape; neighbours of one height become one stretch."""
    zero = _short(frame.y(0))
    heights = [_short(frame.y(direction * (value or 0))) for value in values]
    path, last = f"M{frame.left} {zero}", zero
    for place, height in enumerate(heights):
        if height != last:
            path += f"H{_short(frame.left + room * place)}V{height}"
            last = height
    return f"{path}H{frame.right}V{zero}z"


def _spread_labels(marks: Sequence[Mark], frame: Frame) -> tuple[Mark, ...]:
    """Move labels apart where lines end close together, keeping their order and the picture's room."""
    ordered = sorted(marks, key=lambda mark: mark.end.y)
    placed: list[Mark] = []
    lowest = float(frame.top)
    for left_over, mark in zip(range(len(ordered) - 1, -1, -1), ordered, strict=True):
        deepest = frame.bottom - left_over * LABEL_GAP
        label_y = max(lowest, min(mark.end.y, deepest))
        placed.append(replace(mark, label_y=round(label_y, 1)))
        lowest = label_y + LABEL_GAP
    return tuple(placed)
