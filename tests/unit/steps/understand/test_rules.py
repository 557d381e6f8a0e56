"""Two columns are compared by what hurts and what is good, wherever each stands."""

from __future__ import annotations

import datetime as dt

import pytest

from reknit.programme.answer import Answer, Given
from reknit.steps.understand.rules import Balance, balance

AT = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


def columns(key: str, *, left: int, right: int) -> Given:
    """Return two columns with so many lines."""
    lines, more = ("x",) * left, ("x",) * right
    return Given(key=key, type="columns", ask="?", labels=("L", "R"), lines=lines, more_lines=more)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ([], None),
        ([Given(key="still_mine", type="lines", ask="?", lines=("a", "b"))], None),
        ([columns("lost_gained", left=0, right=0)], None),
        ([columns("lost_gained", left=5, right=4)], Balance(left=5, right=4)),
        ([columns("worked", left=4, right=6)], Balance(left=6, right=4)),
        (
            [columns("lost_gained", left=6, right=4), columns("worked", left=5, right=4)],
            Balance(left=10, right=9),
        ),
    ],
)
def test_hard_lines_stand_left_and_good_lines_right(given: list[Given], found: Balance | None) -> None:
    answer = Answer(at=AT, exercise="X03", title="Two columns", given=tuple(given))
    assert balance(answer=answer) == found


@pytest.mark.parametrize(("left", "right", "share"), [(4, 4, 1.0), (5, 4, 0.8), (4, 5, 0.8), (6, 0, 0.0)])
def test_the_share_is_the_same_from_both_sides(left: int, right: int, share: float) -> None:
    assert Balance(left=left, right=right).share == share
