"""Days are counted from the end, and nobody is asked to be ahead of them."""

from __future__ import annotations

import datetime as dt

import pytest

from reknit.journey.model import Start

AT = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("ended_on", "day"),
    [
        (None, 0),
        (dt.date(2026, 11, 24), 0),
        (dt.date(2026, 11, 23), 1),
        (dt.date(2026, 10, 13), 42),
        (dt.date(2026, 11, 25), 0),
    ],
)
def test_the_day_is_the_number_of_days_since_the_end(ended_on: dt.date | None, day: int) -> None:
    start = Start(at=AT, name="Kim", ended_on=ended_on)
    assert start.day(today=AT.date()) == day
    assert start.is_told is (ended_on is not None)
