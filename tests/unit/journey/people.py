"""Someone on the way: what is known about them, and how they do what is offered, day by day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from reknit.journey.model import PULSE_LINES, Pulse, Start
from reknit.journey.today import Known, Today, today
from reknit.programme.answer import Answer
from reknit.programme.exercise import exercises
from reknit.safety.model import QUESTIONS, Phq, SafetyTen
from reknit.safety.standing import Standing
from reknit.vault.diary import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reknit.programme.exercise import Exercise

ENDED = dt.date(2026, 10, 1)
NEWEST = 100
"""So many answers lie open when today's thing is chosen; older ones are only counted."""


def at(day: int, hour: int = 20, minute: int = 0) -> dt.datetime:
    """Return a moment so many days after the end."""
    return dt.datetime.combine(ENDED + dt.timedelta(days=day), dt.time(hour, minute), tzinfo=dt.UTC)


def ten(day: int) -> SafetyTen:
    """Return the ten, all answered with no."""
    return SafetyTen(at=at(day), replies=dict.fromkeys(QUESTIONS, "no"))


def phq(day: int) -> Phq:
    """Return the first two of the nine, not bothered by either."""
    return Phq(at=at(day), replies={"interest": 0, "down": 0})


def pulse(day: int, *, hurt: int) -> Pulse:
    """Return the pulse of a day."""
    return Pulse(at=at(day, 8), **dict.fromkeys(PULSE_LINES, 5) | {"hurt": hurt})


def done(exercise: str, when: dt.datetime, *, told: dt.datetime | None = None) -> Kept[Answer]:
    """Return an exercise that was done, and whether what came of it was told later."""
    answer = Answer(at=when, exercise=exercise, title=exercise, given=(), followed_up_at=told)
    return Kept(id=uuid4(), entry=answer)


def known(*answers: Kept[Answer], **changes: Any) -> Known:
    """Return what is known about someone calm who has done so much; every other wish by name."""
    newest = sorted(answers, key=lambda kept: kept.entry.at, reverse=True)
    usual = Known(
        start=Start(at=at(0), name="Kim", ex="Sam", ended_on=ENDED),
        standing=Standing(ten=ten(0), phq=phq(60)),
        pulse=None,
        answers=newest[:NEWEST],
        done=Counter(kept.entry.exercise for kept in answers),
        exercises=exercises(),
        has_history=True,
    )
    return replace(usual, **changes)


@dataclass(kw_only=True)
class Walker:
    """Someone who does whatever is offered, on the days on which they are there."""

    exercises: Mapping[str, Exercise] = field(default_factory=exercises)
    hurts: Mapping[int, int] = field(default_factory=dict)
    brings_messages: bool = True
    answers: list[Kept[Answer]] = field(default_factory=list)
    ten: SafetyTen | None = None
    phq: Phq | None = None
    has_history: bool = False
    offered: list[tuple[int, Today, Known]] = field(default_factory=list)

    def walk(self, *days: int) -> None:
        """Spend some evenings, each until nothing more is offered."""
        for day in days:
            for minute in range(30):
                if not self._do(day, at(day, 20, minute)):
                    break

    def days_of(self, exercise: str) -> list[int]:
        """Return the days on which an exercise came."""
        return [day for day, chosen, _ in self.offered if chosen.exercise == exercise]

    def days_of_reason(self, *reasons: str) -> list[tuple[int, str]]:
        """Return the days on which these rules chose, and what they chose."""
        found = [(day, chosen) for day, chosen, _ in self.offered if chosen.reason in reasons]
        return [(day, chosen.exercise or chosen.thing) for day, chosen in found]

    def _do(self, day: int, now: dt.datetime) -> bool:
        hurt = self.hurts.get(day)
        found = known(
            *self.answers,
            exercises=self.exercises,
            standing=Standing(ten=self.ten, phq=self.phq),
            has_history=self.has_history,
            pulse=None if hurt is None else pulse(day, hurt=hurt),
        )
        chosen = today(known=found, now=now)
        self.offered.append((day, chosen, found))
        if chosen.thing == "safety_ten":
            self.ten = ten(day)
        elif chosen.thing == "phq":
            self.phq = phq(day)
        elif chosen.thing == "exercise":
            self.answers.append(done(chosen.exercise, now))
        elif chosen.thing == "history" and self.brings_messages:
            self.has_history = True
        else:
            return False
        return True
