"""Own answers add up to plain counts, and often to nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from reknit.journey.insight import Insight, insights
from reknit.programme.answer import Answer, Given

AT = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


def answer(exercise: str, *given: Given, follow_up: tuple[Given, ...] = ()) -> Answer:
    """Return an exercise that was answered so."""
    return Answer(at=AT, exercise=exercise, title="x", given=given, follow_up=follow_up)


def wave(outcome: str) -> Answer:
    """Return an urge that ended so."""
    return answer("X14", follow_up=(Given(key="outcome", type="choice", ask="?", chosen=(outcome,)),))


def columns(*, lost: int, gained: int) -> Answer:
    """Return two columns with so many lines."""
    lines, more = ("x",) * lost, ("x",) * gained
    return answer("X03", Given(key="lost_gained", type="columns", ask="?", lines=lines, more_lines=more))


@pytest.mark.parametrize(
    ("exercise", "answers", "found"),
    [
        ("X14", [], []),
        ("X99", [answer("X99")], []),
        ("X14", [wave("met"), wave("acted")], [Insight(code="waves", numbers={"met": 1, "told": 2})]),
        ("X14", [answer("X14")], [Insight(code="waves_open", numbers={"open": 1})]),
        (
            "X14",
            [answer("X14"), wave("waiting")],
            [
                Insight(code="waves", numbers={"met": 1, "told": 1}),
                Insight(code="waves_open", numbers={"open": 1}),
            ],
        ),
        ("X03", [answer("X03")], []),
        ("X03", [columns(lost=5, gained=4)], [Insight(code="balance")]),
        ("X03", [columns(lost=6, gained=4)], [Insight(code="balance_left", numbers={"left": 6, "right": 4})]),
        (
            "X03",
            [columns(lost=4, gained=6)],
            [Insight(code="balance_right", numbers={"left": 4, "right": 6})],
        ),
        ("X03", [columns(lost=4, gained=4), columns(lost=6, gained=0)], [Insight(code="balance")]),
        ("X23", [answer("X23"), answer("X23")], [Insight(code="days_of_seven", numbers={"days": 1})]),
    ],
)
def test_what_answers_add_up_to(exercise: str, answers: list[Answer], found: list[Insight]) -> None:
    assert insights(exercise=exercise, answers=answers, today=AT.date()) == tuple(found)
