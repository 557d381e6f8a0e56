"""Pictures are honest: marks stand where their numbers are, curves never overshoot, labels can be read."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.web.shell.charts import (
    LABEL_GAP,
    Change,
    Frame,
    Moment,
    Picture,
    Point,
    Series,
    Tick,
    line_picture,
    marked,
    mirrored_bars,
    spark,
    with_changes,
)

NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
VALUES = st.one_of(st.none(), st.floats(0, 10, allow_nan=False).map(lambda value: round(value, 1)))


def frame(*, last: float = 4, low: float = 0, high: float = 10, height: int = 210) -> Frame:
    """Return a frame 400 wide whose lines run from x = 30 to x = 300 and whose top is at y = 10."""
    return Frame(width=400, height=height, label_room=100, first=0, last=last, low=low, high=high)


def lines(*series: Series, steps: int = 5) -> Picture:
    """Draw lines in the usual frame."""
    return line_picture(
        frame=frame(last=steps - 1), steps=range(steps), series=series, x_labels=(), y_labels=()
    )


def series(*values: float | None, name: str = "hurt") -> Series:
    """Return a line."""
    return Series(name=name, style=name, values=values)


def numbers(text: str) -> list[float]:
    """Return the numbers in a path."""
    return [float(number) for number in re.findall(NUMBER, text)]


def curves(path: str) -> list[list[float]]:
    """Return each cubic piece of a path: start, two handles, end, as y values."""
    found = []
    for piece in path.split("M")[1:]:
        start, *rest = re.split("[Ch]", piece)
        y = numbers(start)[1]
        for one in rest:
            heights = numbers(one)[1::2]
            found += [[y, *heights]] if len(heights) == 3 else []
            y = heights[-1] if heights else y
    return found


def test_a_frame_leaves_room_for_labels_and_an_axis() -> None:
    found = frame()
    assert (found.left, found.right, found.top, found.bottom) == (30, 300, 10, 184)


@pytest.mark.parametrize(("step", "x"), [(0, 30), (2, 165), (4, 300)])
def test_steps_run_from_left_to_right(step: float, x: float) -> None:
    assert frame().x(step) == x


def test_a_single_step_stands_at_the_right_where_its_label_is() -> None:
    assert frame(last=0).x(0) == 300


@pytest.mark.parametrize(("value", "y"), [(0, 184), (5, 97), (10, 10)])
def test_values_run_from_bottom_to_top(value: float, y: float) -> None:
    assert frame().y(value) == y


def test_axes_carry_their_words() -> None:
    picture = line_picture(
        frame=frame(),
        steps=range(5),
        series=(),
        x_labels=[(0, "day 0"), (4, "day 4")],
        y_labels=[(0, "0"), (10, "10")],
    )
    assert picture.x_ticks == (Tick(30, "day 0"), Tick(300, "day 4"))
    assert picture.y_ticks == (Tick(184, "0"), Tick(10, "10"))
    assert picture.marks == ()


def test_a_line_begins_and_ends_at_its_values() -> None:
    [mark] = lines(series(10, 8, 6, 2, 0)).marks
    assert mark.path.startswith("M30 10C")
    assert mark.path.endswith("300 184")
    assert (mark.end, mark.label_y, mark.name, mark.style) == (Point(300, 184), 184, "hurt", "hurt")


@pytest.mark.parametrize(
    ("values", "moves", "pieces"),
    [
        ((1, 2, None, 3, 4), 2, 2),
        ((None, None, 3, None, None), 1, 0),
        ((1, None, 2, None, 3), 3, 0),
        ((None, 1, 2, 3, None), 1, 2),
    ],
)
def test_a_missing_value_breaks_the_line(values: tuple[float | None, ...], moves: int, pieces: int) -> None:
    [mark] = lines(series(*values)).marks
    assert mark.path.count("M") == moves
    assert mark.path.count("C") == pieces


def test_a_lonely_value_is_a_dot() -> None:
    [mark] = lines(series(None, None, 5, None, None)).marks
    assert mark.path == "M165 97h0.1"
    assert mark.end == Point(165, 97)


def test_of_values_closer_than_a_pen_the_last_is_drawn() -> None:
    picture = line_picture(
        frame=frame(last=10_000),
        steps=[0, 1, 10_000],
        series=[series(1, 5, 10)],
        x_labels=(),
        y_labels=(),
    )
    assert picture.marks[0].path.startswith("M30 97C")
    assert picture.marks[0].path.count("C") == 1


def test_a_line_without_values_is_left_out() -> None:
    picture = lines(series(None, None, None, None, None), series(1, 1, 1, 1, 1, name="pull"))
    assert [mark.name for mark in picture.marks] == ["pull"]


@pytest.mark.parametrize("values", [(5, 5, 5, 5, 5), (0, 10, 10, 10, 0)])
def test_a_flat_stretch_is_drawn_flat(values: tuple[float, ...]) -> None:
    [mark] = lines(series(*values)).marks
    flat = [curve for curve in curves(mark.path) if curve[0] == curve[-1]]
    assert flat
    assert all(len(set(curve)) == 1 for curve in flat)


@given(values=st.lists(VALUES, min_size=1, max_size=30), steps=st.data())
def test_a_curve_never_leaves_the_room_between_its_points(
    values: list[float | None], steps: st.DataObject
) -> None:
    gaps = steps.draw(st.lists(st.integers(1, 9), min_size=len(values), max_size=len(values)))
    places = [sum(gaps[:place]) for place in range(len(values))]
    picture = line_picture(
        frame=frame(last=max(1, places[-1])), steps=places, series=[series(*values)], x_labels=(), y_labels=()
    )
    for mark in picture.marks:
        for start, first, second, end in curves(mark.path):
            for share in (number / 10 for number in range(11)):
                rest = 1 - share
                y = (
                    rest**3 * start
                    + 3 * rest**2 * share * first
                    + 3 * rest * share**2 * second
                    + share**3 * end
                )
                assert min(start, end) - 0.2 <= y <= max(start, end) + 0.2


@given(ends=st.lists(st.floats(0, 10, allow_nan=False), min_size=1, max_size=9))
def test_labels_keep_their_distance_their_order_and_the_room(ends: list[float]) -> None:
    picture = lines(*(series(end, name=str(place)) for place, end in enumerate(ends)), steps=1)
    labels = [mark.label_y for mark in picture.marks]
    assert all(later - earlier >= LABEL_GAP - 0.11 for earlier, later in pairwise(labels))
    assert [mark.end.y for mark in picture.marks] == sorted(mark.end.y for mark in picture.marks)
    assert all(picture.frame.top <= label <= picture.frame.bottom for label in labels)


def test_labels_far_apart_stay_beside_their_lines() -> None:
    picture = lines(series(0, name="pull"), series(10, name="hurt"), steps=1)
    assert [(mark.name, mark.label_y) for mark in picture.marks] == [("hurt", 10), ("pull", 184)]


def test_bars_go_up_for_one_and_down_for_the_other_from_one_zero_line() -> None:
    bars = frame(last=3, low=-10, high=10)
    picture = mirrored_bars(
        frame=bars,
        above=series(10, 0, 5, name="Kim"),
        below=series(0, None, 10, name="Sam"),
        x_labels=[(0, "Jan 2026")],
    )
    kim, sam = picture.marks
    assert picture.y_ticks == (Tick(10, "10"), Tick(97, "0"), Tick(184, "10"))
    assert picture.x_ticks == (Tick(30, "Jan 2026"),)
    assert kim.path == "M30 97V10h64.8V97zM210 97V53.5h64.8V97z"
    assert sam.path == "M210 97V184h64.8V97z"
    assert (kim.label_y, sam.label_y) == (53.5, 140.5)
    assert kim.end.x == sam.end.x == bars.right


def test_hundreds_of_bars_become_one_outline_in_which_neighbours_of_one_height_are_one_stretch() -> None:
    values = [1] * 450 + [0] * 225 + [0.5] * 225
    many = mirrored_bars(
        frame=frame(low=-1, high=1), above=series(*values), below=series(*[None] * 900), x_labels=()
    )
    assert many.marks[0].path == "M30 97H30V10H165V97H232.5V53.5H300V97z"
    assert many.marks[1].path == "M30 97H300V97z"


def test_no_bars_draw_nothing() -> None:
    none = mirrored_bars(frame=frame(low=-1, high=1), above=series(), below=series(), x_labels=())
    assert [mark.path for mark in none.marks] == ["", ""]


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        (Moment(step=2, label="May", style="x"), (165, 0, 189, "middle")),
        (Moment(step=2, label="", style="x", side="above"), (165, 0, 30, "middle")),
        (Moment(step=2, label="", style="x", side="below"), (165, 164, 189, "middle")),
        (Moment(step=0, label="a long word", style="x"), (30, 0, 189, "start")),
        (
            Moment(step=9, label="a word that is so very long, it has no room", style="x"),
            (300, 0, 189, "end"),
        ),
    ],
)
def test_a_moment_is_marked_where_it_belongs_and_its_word_stays_inside(
    moment: Moment, found: tuple[float, int, int, str]
) -> None:
    [notch] = marked(lines(series(1, 2, 3, 4, 5)), moments=[moment]).notches
    assert (notch.x, notch.top, notch.bottom, notch.anchor) == found
    assert (notch.label, notch.style) == (moment.label, "x")


def test_a_change_is_two_levels_joined_and_the_room_in_which_the_second_may_lie() -> None:
    change = Change(style="me", before_from=-3, start=2, end=9, before=10, after=5, low=0, high=12)
    [step] = with_changes(lines(series(1, 2, 3, 4, 5)), changes=[change]).steps
    assert step.path == "M30 10H165V97H300"
    assert step.band == "M165 10H300V184H165z"
    assert step.style == "me"


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ((), ""),
        ((None, None), ""),
        ((10,), "M0 0"),
        ((0, 5, 10), "M0 20L50 10L100 0"),
        ((0, None, 10, 10), "M0 20M67 0L100 0"),
    ],
)
def test_a_small_line_stands_on_its_zero_and_breaks_where_a_value_is_missing(
    values: tuple[float | None, ...], path: str
) -> None:
    assert spark(values, high=10, width=100, height=20) == path


def test_more_headroom_lowers_the_highest_value_only() -> None:
    room = Frame(width=400, height=210, label_room=100, first=0, last=4, low=0, high=10, headroom=40)
    assert (room.y(10), room.y(0)) == (40, 184)
