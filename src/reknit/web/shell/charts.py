"""Work out where the marks of a picture stand; templates draw them as SVG, the style sheet colours them.

Each picture is made twice, for a phone's width and for a wide page, so that letters keep their size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

LABEL_GAP = 17
"""Least distance between two labels at the ends of lines, in view-box units."""


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

    @property
    def right(self) -> int:
        """Return where the lines end and their labels begin."""
        return self.width - self.label_room

    @property
    def top(self) -> int:
        """Return the height of the highest value."""
        return 10

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
        return f"M{points[0].x} {points[0].y}h0.1"
    slopes = [(b.y - a.y) / (b.x - a.x) for a, b in pairwise(points)]
    tangents = [slopes[0], *(_gentler(a, b) for a, b in pairwise(slopes)), slopes[-1]]
    path = f"M{points[0].x} {points[0].y}"
    for (a, b), (tangent_a, tangent_b) in zip(pairwise(points), pairwise(tangents), strict=True):
        third = (b.x - a.x) / 3
        path += (
            f"C{a.x + third:.1f} {a.y + third * tangent_a:.1f} "
            f"{b.x - third:.1f} {b.y - third * tangent_b:.1f} {b.x} {b.y}"
        )
    return path


def _gentler(a: float, b: float) -> float:
    """Return a tangent that is flat at a turn and at most twice the smaller slope elsewhere."""
    if a * b <= 0:
        return 0.0
    sign = 1.0 if a > 0 else -1.0
    return sign * min(abs(a), abs(b), abs(a + b) / 4) * 2


def _bars(frame: Frame, one: Series, direction: int) -> Mark:
    count = max(1, len(one.values))
    room = (frame.right - frame.left) / count
    width = round(max(0.8, room * 0.72), 1)
    zero = frame.y(0)
    path = "".join(
        f"M{round(frame.left + room * place, 1)} {zero}V{frame.y(direction * value)}h{width}V{zero}z"
        for place, value in enumerate(one.values)
        if value
    )
    middle = frame.y(direction * (frame.high if direction > 0 else -frame.low) / 2)
    end = Point(frame.right, middle)
    return Mark(name=one.name, style=one.style, path=path, end=end, label_y=middle)


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
