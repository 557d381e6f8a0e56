"""Choose the one next thing for today, and say why in a code whose sentence stands in content.

The order is the order of authority: safety first, then what is unfinished, then the body on a heavy
day, then the programme day by day. Missed days shift; nothing resets.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from reknit.journey.opening import HEAVY_HURT, Closed, why_closed
from reknit.safety.phq import is_due as is_phq_due
from reknit.safety.standing import is_ten_due
from reknit.safety.states import Lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from uuid import UUID

    from reknit.journey.model import Pulse, Start
    from reknit.programme.answer import Answer
    from reknit.programme.exercise import Exercise
    from reknit.safety.standing import Standing
    from reknit.vault.diary import Kept

WEEK_DAYS = 7
FOLLOW_UP_UNTIL = dt.timedelta(hours=24)
"""A follow-up asked later than a day after would ask for memory, not for the moment."""

FIRST_HOURS_UNTIL_DAY = 3
"""Whoever comes later is past the first hours (product choice)."""

HISTORY_FROM_DAY = 3
"""Reading old messages in the first days hurts more than it explains (product choice)."""

Thing = Literal["safety_ten", "follow_up", "phq", "exercise", "history", "rest"]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the choice rests on: the newest answers, counts of all of them, and the content."""

    start: Start
    standing: Standing
    pulse: Pulse | None
    answers: Sequence[Kept[Answer]]
    done: Mapping[str, int]
    exercises: Mapping[str, Exercise]
    has_history: bool

    def hurt(self, *, on: dt.date) -> int | None:
        """Return how much it hurts on a day, when someone said so on that day; hurt of last week is over."""
        return self.pulse.hurt if self.pulse and self.pulse.at.date() == on else None


@dataclass(frozen=True, kw_only=True)
class Today:
    """The one next thing: what it is, how long it takes, and the rule that chose it."""

    thing: Thing
    reason: str
    minutes: int = 0
    exercise: str = ""
    entry: UUID | None = None
    numbers: dict[str, int] = field(default_factory=dict)


def today(*, known: Known, now: dt.datetime) -> Today:
    """Return the one next thing; the first rule that applies decides."""
    return next(_choices(known, now))


def _choices(known: Known, now: dt.datetime) -> Iterator[Today]:
    if is_ten_due(ten=known.standing.ten, now=now):
        yield Today(thing="safety_ten", reason="safety_ten", minutes=2)
    yield from _follow_ups(known, now)
    yield from _how_it_has_been(known, now)
    yield from _heavy_day(known, now)
    yield from _programme(known, now)
    yield from _weekly(known, now)
    yield from _daily(known, now)
    yield from _history(known, now)
    yield Today(thing="rest", reason="rest")


def _follow_ups(known: Known, now: dt.datetime) -> Iterator[Today]:
    for kept in known.answers:
        exercise = known.exercises.get(kept.entry.exercise)
        if exercise is None or exercise.head.follow_up is None or kept.entry.followed_up_at:
            continue
        waited = now - kept.entry.at
        if dt.timedelta(minutes=exercise.head.follow_up.after_minutes) <= waited <= FOLLOW_UP_UNTIL:
            yield Today(
                thing="follow_up",
                reason="follow_up",
                minutes=1,
                exercise=exercise.head.id,
                entry=kept.id,
                numbers={"minutes": exercise.head.follow_up.after_minutes},
            )


def _how_it_has_been(known: Known, now: dt.datetime) -> Iterator[Today]:
    if is_phq_due(newest=known.standing.phq, ended_on=known.start.ended_on, today=now.date()):
        yield Today(thing="phq", reason="phq", minutes=1)


def _heavy_day(known: Known, now: dt.datetime) -> Iterator[Today]:
    hurt = known.hurt(on=now.date())
    if hurt is None or hurt < HEAVY_HURT:
        return
    for name in ("X23", "X01"):
        if _is_open(known, name, now) and not _was_done_on(known, name, now.date()):
            yield _exercise(known, name, reason="heavy", numbers={"hurt": hurt})
    yield Today(thing="rest", reason="heavy_rest")


def _programme(known: Known, now: dt.datetime) -> Iterator[Today]:
    if _has_sat(known, now.date()):
        return
    day = known.start.day(today=now.date())
    sittings = [
        (planned, name)
        for name, exercise in known.exercises.items()
        for planned in exercise.head.days[_sittings(known, name) :]
        if planned <= day and _is_open(known, name, now) and not _is_past(exercise, day)
    ]
    for planned, name in sorted(sittings):
        reason = "programme_again" if known.done.get(name) else "programme_first"
        yield _exercise(known, name, reason=reason, numbers={"day": day, "planned": planned})


def _weekly(known: Known, now: dt.datetime) -> Iterator[Today]:
    for name, exercise in known.exercises.items():
        if exercise.head.repeat != "weekly" or not known.done.get(name):
            continue
        days = (now.date() - _last_done(known, name, now.date())).days
        if days >= WEEK_DAYS and _is_open(known, name, now):
            yield _exercise(known, name, reason="weekly", numbers={"days": days})


def _daily(known: Known, now: dt.datetime) -> Iterator[Today]:
    for name, exercise in known.exercises.items():
        is_done = _was_done_on(known, name, now.date())
        if exercise.head.repeat == "daily" and not is_done and _is_open(known, name, now):
            yield _exercise(known, name, reason="daily", numbers={})


def _history(known: Known, now: dt.datetime) -> Iterator[Today]:
    is_time = known.start.day(today=now.date()) >= HISTORY_FROM_DAY
    # Old messages are full of the other person: not in a crisis, and not for someone who is not of age.
    is_closed = not known.standing.locks.isdisjoint({Lock.RELATIONSHIP, Lock.REMINDERS})
    if is_time and not is_closed and not known.has_history and not _has_sat(known, now.date()):
        yield Today(thing="history", reason="history", minutes=5)


def _exercise(known: Known, name: str, *, reason: str, numbers: dict[str, int]) -> Today:
    minutes = known.exercises[name].head.minutes
    return Today(thing="exercise", reason=reason, minutes=minutes, exercise=name, numbers=numbers)


def why_not_now(*, known: Known, name: str, now: dt.datetime) -> Closed | None:
    """Return why an exercise is closed to someone now, or None when it is open."""
    return why_closed(
        head=known.exercises[name].head,
        day=known.start.day(today=now.date()),
        hurt=known.hurt(on=now.date()),
        done=known.done,
        standing=known.standing,
    )


def _is_open(known: Known, name: str, now: dt.datetime) -> bool:
    return why_not_now(known=known, name=name, now=now) is None


def _is_past(exercise: Exercise, day: int) -> bool:
    """Say whether an exercise of the first hours comes too late to be offered; it can still be chosen."""
    return exercise.head.step == "first" and day > FIRST_HOURS_UNTIL_DAY


def _dates(known: Known, name: str) -> list[dt.date]:
    return [kept.entry.at.date() for kept in known.answers if kept.entry.exercise == name]


def _last_done(known: Known, name: str, today: dt.date) -> dt.date:
    """Return the day an exercise was last done, or the oldest at hand where that lies further back."""
    oldest = min((kept.entry.at.date() for kept in known.answers), default=today)
    return max(_dates(known, name), default=oldest)


def _sittings(known: Known, name: str) -> int:
    """Return how often an exercise was done; doing it again on the same day uses up no other day."""
    dates = _dates(known, name)
    return known.done.get(name, 0) - len(dates) + len(set(dates))


def _was_done_on(known: Known, name: str, date: dt.date) -> bool:
    return date in _dates(known, name)


def _has_sat(known: Known, date: dt.date) -> bool:
    """Say whether a planned exercise was done on a day; one sitting a day is enough."""
    return any(_was_done_on(known, name, date) for name, one in known.exercises.items() if one.head.days)
