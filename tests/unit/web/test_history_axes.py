"""The axes of a picture name dates that do not stand on each other, and end at a round number."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from reknit.web.history.axes import APART, FROM_END, date_ticks, round_top

MONDAY = dt.date(2024, 1, 1)


def mondays(weeks: int) -> list[dt.date]:
    """Return so many Mondays."""
    return [MONDAY + dt.timedelta(weeks=week) for week in range(weeks)]


def test_one_step_has_one_name_and_two_steps_have_two() -> None:
    assert date_ticks(mondays(1), width=280) == [(0, "Jan 2024")]
    assert date_ticks(mondays(9), width=280) == [(0, "Jan 2024"), (9, "Feb 2024")]


@pytest.mark.parametrize("width", [284, 580])
@pytest.mark.parametrize("years", [1, 2, 3, 5, 8, 20])
def test_years_are_named_where_there_is_room(width: int, years: int) -> None:
    ticks = date_ticks(mondays(52 * years), width=width)
    places = [(width - 30) * step / (52 * years) for step, _ in ticks]
    gaps = [after - before for before, after in pairwise(places)]
    assert all(gap >= APART for gap in gaps)
    assert len(gaps) == 1 or min(gaps[0], gaps[-1]) >= FROM_END
    assert [label for _, label in ticks[1:-1]] == sorted({label for _, label in ticks[1:-1]})


def test_a_long_chat_names_years_between() -> None:
    assert [label for _, label in date_ticks(mondays(416), width=580)] == [
        "Jan 2024", "2026", "2027", "2028", "2029", "2030", "Dec 2031",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "top"),
    [(0, 1), (0.07, 1), (1, 1), (1.1, 1.2), (2, 2), (5, 6), (11, 12), (130, 160), (999, 1000)],
)
def test_the_top_is_the_next_round_number(value: float, top: float) -> None:
    assert round_top(value) == top
