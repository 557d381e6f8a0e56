"""Numbers are said with as much as a person can use, and no more."""

from __future__ import annotations

import datetime as dt

import pytest

from reknit.history.measures.interface import Silence
from reknit.journey.spoken import spoken_amount, spoken_day, spoken_number, spoken_silence, spoken_value


@pytest.mark.parametrize(
    ("minutes", "is_learnt", "said"),
    [
        (108, True, "It starts after 108 minutes of silence, as this chat itself shows."),
        (431, True, "It starts after about 7 hours of silence, as this chat itself shows."),
        (60, False, "which is usual"),
    ],
)
def test_a_silence_is_told_in_minutes_or_hours(minutes: int, said: str, *, is_learnt: bool) -> None:
    assert said in spoken_silence(Silence(minutes=minutes, is_learnt=is_learnt, observations=9))


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        (0, "0"),
        (0.04, "less than 0.1"),
        (0.3, "0.3"),
        (2, "2"),
        (0.97, "1"),
        (4.04, "4"),
        (9.96, "10"),
        (12.6, "13"),
        (1234, "1,234"),
    ],
)
def test_numbers_have_no_more_digits_than_anyone_can_use(value: float, spoken: str) -> None:
    assert spoken_number(value) == spoken


def test_shares_are_told_in_a_hundred() -> None:
    assert spoken_amount(0.123, "per_100") == "12"
    assert spoken_amount(0.5, "minutes") == "0.5"


def test_one_of_something_has_no_plural() -> None:
    assert spoken_value("reply_time", 1.02, "minutes") == "1 minute"
    assert spoken_value("reply_time", 1.2, "minutes") == "1.2 minutes"


def test_a_day_has_no_nought_before_it() -> None:
    assert spoken_day(dt.date(2024, 3, 4)) == "4 March 2024"
