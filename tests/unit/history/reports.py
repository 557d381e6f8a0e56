"""Make reports with known findings; the chats and the findings are made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from reknit.history import Source, read, report
from reknit.history.questions import answers
from tests.unit.history.exports import Said, at, export
from tests.unit.history.test_questions import finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history import Conversation, Finding, Report

NOW = dt.datetime(2025, 3, 1, 20, tzinfo=dt.UTC)
WEEKS = 40
TEXTS = (
    "Good morning my love, did you sleep well?",
    "I did, thank you darling",
    "I feel a bit sad today to be honest",
    "Shall we cook together tonight?",
    "Haha yes let's do that",
    "ok",
)


def talk(weeks: int = WEEKS, *, first: str = "2024-01-01T08:00") -> list[Said]:
    """Write a chat of two people who say much the same every day."""
    return [
        Said(
            at(first) + dt.timedelta(days=day, minutes=7 * number),
            ("Anna", "Ben")[(number + day) % 2],
            f"{text} {day}" if number == 2 else text,
        )
        for day in range(7 * weeks)
        for number, text in enumerate(TEXTS)
    ]


def conversation(said: Sequence[Said] | None = None) -> Conversation:
    """Read it back from an export."""
    return read([Source("chat.txt", export("android gb", list(said or talk())).encode())])


def with_findings(*findings: Finding, me: str = "Anna", said: Sequence[Said] | None = None) -> Report:
    """Make a report that found what it is told; everything else in it is measured."""
    made = report(conversation(said), now=NOW, me=me)
    known = {(each.measure, each.person) for each in findings} | set(made.watched)
    return replace(
        made,
        findings=findings,
        watched=tuple(sorted(known)),
        answers=answers(findings, watched=known, last_day=dt.date(2024, 10, 6)),
    )


FOUND = (
    finding("initiative", 0.4, weeks=2),
    finding("affection", 0.5, person=1, weeks=4),
    finding("questions", 0.6, weeks=5, lasted=10),
    finding("heat", 2.5, person=1, weeks=20),
)
