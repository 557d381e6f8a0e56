"""Say in one line what happened: a round of the ten, words that were noticed, a plain statement."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from reknit.safety.model import QUESTIONS, Noticed, Phq, SafetyTen, Told
from reknit.safety.phq import ITEMS

if TYPE_CHECKING:
    from reknit.safety.model import Kind, Level, ReadRight, Reply, Statement

DAY_0 = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)


def at(day: float) -> dt.datetime:
    """Return a moment so many days after the first."""
    return DAY_0 + dt.timedelta(days=day)


def ten(day: float = 0, /, **replies: Reply) -> SafetyTen:
    """Return a round in which everything else was answered with no."""
    given: dict[str, Reply] = {question: replies.get(question, "no") for question in QUESTIONS}
    return SafetyTen(at=at(day), replies=given)


def noticed(
    sign: Kind, level: Level, day: float = 0, *, answer: ReadRight = "", answered: float | None = None
) -> Noticed:
    """Return words that were noticed, and what was said about that; at once, if nothing else is said."""
    answered_at = at(day if answered is None else answered) if answer else None
    return Noticed(
        at=at(day), where="X03.story", sign=sign, level=level, answer=answer, answered_at=answered_at
    )


def phq(day: float = 0, **replies: int) -> Phq:
    """Return a round of the nine in which nothing else bothered."""
    return Phq(at=at(day), replies=dict.fromkeys(ITEMS, 0) | replies)


def told(what: Statement, day: float = 0) -> Told:
    """Return a plain statement."""
    return Told(at=at(day), what=what)
