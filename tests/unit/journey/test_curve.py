"""The curve is the median of the seven days that end with each day on which something was told."""

from __future__ import annotations

import datetime as dt

import pytest

from reknit.journey.curve import by_day, curve
from reknit.journey.model import PULSE_LINES, Pulse

FIRST = dt.date(2026, 11, 1)


def pulse(*, day: int, hurt: int, hour: int = 21) -> Pulse:
    """Return a pulse of a day on which everything but the hurt stood at 5."""
    at = dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time(hour), tzinfo=dt.UTC)
    return Pulse(at=at, **dict.fromkeys(PULSE_LINES, 5) | {"hurt": hurt})


def test_the_last_pulse_of_a_day_stands_for_it() -> None:
    late, early, next_day = pulse(day=0, hurt=3), pulse(day=0, hurt=9, hour=8), pulse(day=1, hurt=4)
    found = by_day(pulses=[next_day, late, early])
    assert found == {late.at.date(): late, next_day.at.date(): next_day}
    assert list(found) == sorted(found)


def test_each_day_is_the_median_of_its_week() -> None:
    hurts = {0: 10, 1: 8, 2: 9, 6: 2, 7: 4, 20: 0}
    found = curve(pulses=[pulse(day=day, hurt=hurt) for day, hurt in reversed(hurts.items())])
    assert [(one.date - FIRST).days for one in found] == list(hurts)
    assert [one.medians["hurt"] for one in found] == [10, 9, 9, 8.5, 6, 0]
    assert all(one.medians[line] == 5 for one in found for line in PULSE_LINES if line != "hurt")


@pytest.mark.parametrize(
    ("days", "most", "drawn"),
    [
        (0, 3, []),
        (3, 3, [0, 1, 2]),
        (4, 3, [1, 3]),
        (7, 3, [0, 3, 6]),
        (10, 1, [9]),
        (3, None, [0, 1, 2]),
    ],
)
def test_a_long_time_is_drawn_in_even_steps_that_end_with_the_last_day(
    days: int, most: int | None, drawn: list[int]
) -> None:
    pulses = [pulse(day=day, hurt=day) for day in range(days)]
    every = curve(pulses=pulses)
    assert curve(pulses=pulses, most=most) == tuple(every[day] for day in drawn)


def test_without_a_pulse_there_is_no_curve() -> None:
    assert curve(pulses=[]) == ()
