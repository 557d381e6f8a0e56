"""The demo's numbers and messages are drawn the same way every time, for any date."""

from __future__ import annotations

import datetime as dt

import pytest

from reknit.demo.answers import DemoAnswer
from reknit.demo.conversation import DAYS, conversation
from reknit.demo.pulses import ALWAYS_THERE, pulses


def test_dates_in_an_answer_follow_the_break_up() -> None:
    answer = DemoAnswer(exercise="X12", day=2, hour=1, minute=2, fields={"a": ("b",)}, dates={"review": 7})
    assert answer.form(ended=dt.date(2026, 10, 1)) == {"a": ("b",), "review": ("2026-10-10",)}


@pytest.mark.parametrize("seed", [1, 7, 40])
def test_days_with_a_story_are_never_missed(seed: int) -> None:
    found = pulses(days=42, seed=seed)
    assert all(found[day] is not None for day in ALWAYS_THERE)
    assert found != pulses(days=42, seed=seed + 1)


@pytest.mark.parametrize("last", [dt.date(2026, 10, 13), dt.date(2024, 2, 29)])
def test_messages_run_for_two_years_to_any_date(last: dt.date) -> None:
    lines = conversation(last=last).decode().split("\n")
    first = last - dt.timedelta(days=DAYS)
    years = {line[6:10] for line in lines if line[2:3] == "/" and line[5:6] == "/"}
    assert years == {str(year) for year in range(first.year, last.year + 1)}
