"""Say what someone's own answers to an exercise add up to, as codes and plain counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reknit.steps.accept.rules import waves
from reknit.steps.thrive.rules import days_of_seven
from reknit.steps.understand.rules import balance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.programme.answer import Answer

EVEN = 0.8
"""From this balance on, both sides count as filled about equally (product choice)."""


@dataclass(frozen=True, kw_only=True)
class Insight:
    """One sentence by code, and the counts it names."""

    code: str
    numbers: dict[str, int] = field(default_factory=dict)


def insights(*, exercise: str, answers: Sequence[Answer], today: dt.date) -> tuple[Insight, ...]:
    """Return what can be said about these answers to an exercise, newest first; often nothing."""
    if not answers:
        return ()
    if exercise == "X14":
        return _of_waves(answers)
    if exercise == "X03":
        return _of_columns(answers[0])
    if exercise == "X23":
        return (Insight(code="days_of_seven", numbers={"days": days_of_seven(answers=answers, today=today)}),)
    return ()


def _of_waves(answers: Sequence[Answer]) -> tuple[Insight, ...]:
    found = waves(answers=answers)
    told = Insight(code="waves", numbers={"met": found.met, "told": found.met + found.acted})
    still_open = Insight(code="waves_open", numbers={"open": found.open})
    return tuple(one for one, count in ((told, found.met), (still_open, found.open)) if count)


def _of_columns(answer: Answer) -> tuple[Insight, ...]:
    found = balance(answer=answer)
    if found is None:
        return ()
    if found.share >= EVEN:
        return (Insight(code="balance"),)
    code = "balance_left" if found.left > found.right else "balance_right"
    return (Insight(code=code, numbers={"left": found.left, "right": found.right}),)
