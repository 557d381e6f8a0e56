"""Two questions, seven more where they weigh, a door at the ninth, and never a number with a name."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from reknit.safety.model import Phq
from reknit.safety.phq import DAYS, FIRST_TWO, ITEMS, Result, asks_more, is_due, result
from tests.unit.safety.events import at, phq

ENDED = dt.date(2026, 10, 1)


def two(interest: int, down: int, day: float = 0) -> Phq:
    """Return a round of the first two."""
    return Phq(at=at(day), replies={"interest": interest, "down": down})


def test_there_are_nine_and_the_first_two_come_first() -> None:
    assert len(ITEMS) == len(set(ITEMS)) == 9
    assert ITEMS[:2] == FIRST_TWO


@pytest.mark.parametrize(
    ("round_", "asks"),
    [(two(1, 1), False), (two(2, 1), True), (two(0, 3), True), (phq(interest=3), False)],
)
def test_from_three_on_the_other_seven_are_asked_once(round_: Phq, *, asks: bool) -> None:
    assert asks_more(round_=round_) is asks


@pytest.mark.parametrize(
    ("often", "door"),
    [({}, "none"), ({"hurt_self": 1}, "small"), ({"hurt_self": 2}, "open"), ({"hurt_self": 3}, "open")],
)
def test_the_ninth_opens_a_door(often: dict[str, int], door: str) -> None:
    assert result(round_=phq(**often), before=[]).door == door


def test_what_bothered_most_comes_first_and_the_ninth_is_not_read_back() -> None:
    found = result(round_=phq(down=1, sleep=3, tired=1, hurt_self=3), before=[])
    assert found.bothered == (("sleep", 3), ("down", 1), ("tired", 1))


@pytest.mark.parametrize(
    ("now", "before", "trend"),
    [
        (two(1, 1), [], "first"),
        (two(1, 1), [two(0, 0)], "heavier"),
        (two(1, 0), [two(0, 0)], "same"),
        (two(0, 0), [two(3, 3), two(0, 0)], "lighter"),
        (two(3, 3), [phq()], "heavier"),
        (phq(sleep=3, tired=2), [phq()], "heavier"),
        (phq(sleep=3, tired=1), [phq()], "same"),
        (phq(), [phq(sleep=3, down=2)], "lighter"),
        (phq(sleep=3, tired=3), [two(0, 0)], "same"),
        (phq(down=2, sleep=3), [two(0, 0), phq(sleep=3)], "heavier"),
        (Phq(at=at(0), replies={}), [two(0, 0)], "first"),
        (two(3, 3), [Phq(at=at(0), replies={})], "first"),
    ],
)
def test_the_trend_is_ones_own(now: Phq, before: list[Phq], trend: str) -> None:
    assert result(round_=now, before=before).trend == trend


def test_a_result_carries_no_score() -> None:
    assert {field.name for field in dataclasses.fields(Result)} == {"bothered", "trend", "is_heavy", "door"}
    assert result(round_=two(2, 1), before=[]).is_heavy
    assert not result(round_=two(1, 1), before=[]).is_heavy


@pytest.mark.parametrize(
    ("last", "day", "due"),
    [
        (None, 0, True),
        (None, 40, True),
        (0, 0, False),
        (0, 13, False),
        (0, 14, True),
        (13, 14, True),
        (14, 27, False),
        (14, 28, True),
        (28, 59, False),
        (28, 60, True),
        (60, 400, False),
        (3, 40, True),
    ],
)
def test_it_is_offered_on_its_days_and_a_missed_day_waits(last: int | None, day: int, *, due: bool) -> None:
    newest = None
    if last is not None:
        kept_at = dt.datetime.combine(ENDED + dt.timedelta(days=last), dt.time(9), tzinfo=dt.UTC)
        newest = Phq(at=kept_at, replies={})
    assert is_due(newest=newest, ended_on=ENDED, today=ENDED + dt.timedelta(days=day)) is due


def test_nobody_is_asked_before_the_end_is_told_or_has_come() -> None:
    assert not is_due(newest=None, ended_on=None, today=ENDED)
    assert not is_due(newest=None, ended_on=ENDED, today=ENDED - dt.timedelta(days=1))
    assert DAYS == (0, 14, 28, 60)
