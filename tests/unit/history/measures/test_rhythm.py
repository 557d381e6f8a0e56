"""Learn the quiet hours of a pair by the clock of their file, whatever zone it is in."""

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl
import pytest

from reknit.history.measures.interface import Rhythm
from reknit.history.measures.rhythm import FEWEST_HOURS, is_quiet, learn_rhythm, waking_minutes
from tests.unit.history.measures.talking import at

NIGHT = Rhythm(quiet_from=23, quiet_hours=7, is_learnt=True, observations=500)


def times(hours: list[int], *, days: int = 60) -> pl.Series:
    """Write at these hours of every day, three times within the hour."""
    first = at("01 00:00")
    return pl.Series(
        [
            first + timedelta(days=day, hours=hour, minutes=minute)
            for day in range(days)
            for hour in hours
            for minute in (0, 20, 40)
        ],
        dtype=pl.Datetime("us"),
    )


@pytest.mark.parametrize(
    ("awake", "quiet_from"),
    [
        (list(range(7, 24)), 0),
        (list(range(6, 23)), 23),
        ([*range(21, 24), *range(14)], 14),  # the same day in a file of another zone
        (list(range(9, 20)), 23),  # thirteen hours without a message: the middle seven
        ([*range(7), *range(20, 24)], 10),
    ],
)
def test_the_seven_quietest_hours_are_found_around_the_clock(awake: list[int], quiet_from: int) -> None:
    rhythm = learn_rhythm(times(awake))
    assert rhythm == Rhythm(
        quiet_from=quiet_from, quiet_hours=7, is_learnt=True, observations=60 * len(awake)
    )


def test_one_long_night_does_not_make_a_habit() -> None:
    row = pl.Series([at("05 03:00") + timedelta(seconds=n) for n in range(3_000)], dtype=pl.Datetime("us"))
    assert learn_rhythm(times(list(range(7, 24))).append(row)).quiet_from == 0


def test_too_little_to_learn_from_gives_the_usual_night() -> None:
    few = times([20], days=FEWEST_HOURS - 1)
    assert learn_rhythm(few) == Rhythm(quiet_from=0, quiet_hours=7, is_learnt=False, observations=199)
    assert learn_rhythm(times([20], days=FEWEST_HOURS)).is_learnt


def test_a_chat_without_a_night_gives_the_usual_night() -> None:
    assert learn_rhythm(times(list(range(24)))) == Rhythm(
        quiet_from=0, quiet_hours=7, is_learnt=False, observations=60 * 24
    )


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("01 10:00", "01 10:30", 30),
        ("01 22:50", "02 06:10", 20),
        ("01 23:30", "02 05:30", 0),
        ("01 22:00", "01 23:30", 60),
        ("02 05:00", "02 07:00", 60),
        ("01 12:00", "03 12:00", 2 * 17 * 60),
    ],
)
def test_only_waking_minutes_lie_between_two_times(start: str, end: str, minutes: float) -> None:
    frame = pl.DataFrame({"at": [at(start), at(end)]}, schema={"at": pl.Datetime("us")})
    awake = frame.select(waking_minutes(pl.col("at"), NIGHT).diff()).to_series()
    assert awake[1] == pytest.approx(minutes)


@pytest.mark.parametrize(
    ("time", "quiet"), [("22:59", False), ("23:00", True), ("05:59", True), ("06:00", False)]
)
def test_quiet_hours_may_go_over_midnight(time: str, *, quiet: bool) -> None:
    frame = pl.DataFrame(
        {"at": [datetime.fromisoformat(f"2024-01-01T{time}")]}, schema={"at": pl.Datetime("us")}
    )
    assert frame.select(is_quiet(pl.col("at"), NIGHT)).item() is quiet
