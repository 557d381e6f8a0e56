"""Days of seven are counted, never days in a row."""

from __future__ import annotations

import datetime as dt

import pytest

from reknit.programme.answer import Answer
from reknit.steps.thrive.rules import days_of_seven

TODAY = dt.date(2026, 11, 24)


def answer(*, days_ago: int, hour: int = 9) -> Answer:
    """Return the basics of some day."""
    at = dt.datetime.combine(TODAY - dt.timedelta(days=days_ago), dt.time(hour), tzinfo=dt.UTC)
    return Answer(at=at, exercise="X23", title="Body basics", given=())


@pytest.mark.parametrize(
    ("days_ago", "count"),
    [([], 0), ([0], 1), ([6], 1), ([7], 0), ([-1], 0), ([0, 2, 4], 3), (list(range(20)), 7)],
)
def test_the_last_seven_days_count_today_included(days_ago: list[int], count: int) -> None:
    assert days_of_seven(answers=[answer(days_ago=one) for one in days_ago], today=TODAY) == count


def test_a_day_counts_once() -> None:
    assert days_of_seven(answers=[answer(days_ago=1), answer(days_ago=1, hour=21)], today=TODAY) == 1
