"""Put Kim's first six weeks into a diary: fictional, written for the demo, for seeing every page full."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from reknit.demo.answers import answers
from reknit.demo.conversation import conversation
from reknit.demo.letters import letters
from reknit.demo.pulses import pulses
from reknit.history import Source, read, report
from reknit.journey.model import PULSE_LINES, Pulse, Start
from reknit.programme.answer import Answer, read_answers
from reknit.programme.exercise import exercises
from reknit.programme.sentences import spoken
from reknit.safety.model import QUESTIONS, Phq, SafetyTen
from reknit.safety.phq import FIRST_TWO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reknit.demo.answers import DemoAnswer
    from reknit.vault.diary import Diary, Entry

NAME, EX = "Kim", "Sam"
PASSPHRASE = "lantern orbit pickle harbour"  # noqa: S105 - shown to whoever tries the demo
DAYS = 42
PHQ = {0: (1, 1), 14: (1, 1), 28: (0, 1)}
"""How often little interest and feeling down bothered Kim, by day."""

FOLLOWED_UP_AFTER = dt.timedelta(minutes=25)


def fill(*, diary: Diary, now: dt.datetime) -> None:
    """Keep six weeks of entries that end with yesterday."""
    ended = now.date() - dt.timedelta(days=DAYS)
    story = sorted(_story(ended, now), key=lambda one: one[0])
    diary.keep_all((entry, about) for _, entry, about in story)
    history = read([Source(name="chat.txt", content=conversation(last=ended))])
    diary.keep(report(history, now=now, me=NAME))


def _story(ended: dt.date, now: dt.datetime) -> Iterator[tuple[dt.datetime, Entry, str]]:
    first = _at(ended, now, hour=22)
    start = Start(
        at=first,
        name=NAME,
        ex=EX,
        ended_on=ended,
        ended_by="them",
        ties=("lease",),
        asked="space",
        country="GB",
    )
    yield first, start, ""
    for day in (0, 30):
        asked = _at(ended + dt.timedelta(days=day), now, hour=22)
        yield asked, SafetyTen(at=asked, replies=dict.fromkeys(QUESTIONS, "no")), ""
    for day, often in PHQ.items():
        said = _at(ended + dt.timedelta(days=day), now, hour=22, minute=10)
        yield said, Phq(at=said, replies=dict(zip(FIRST_TWO, often, strict=True))), ""
    for day, values in enumerate(pulses(days=DAYS)):
        if values is not None:
            at = _at(ended + dt.timedelta(days=day), now, hour=21)
            yield at, Pulse(at=at, **dict(zip(PULSE_LINES, values, strict=True))), ""
    for one in answers():
        answer = _answer(one, ended, now)
        yield answer.at, answer, answer.exercise
    for letter in letters():
        at = _at(ended + dt.timedelta(days=letter.day), now, hour=letter.hour, minute=letter.minute)
        yield at, letter.held(at=at), ""


def _at(day: dt.date, now: dt.datetime, *, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=now.tzinfo)


def _answer(one: DemoAnswer, ended: dt.date, now: dt.datetime) -> Answer:
    exercise = spoken(exercises()[one.exercise], name=NAME, ex=EX)
    at = _at(ended + dt.timedelta(days=one.day), now, hour=one.hour, minute=one.minute)
    given, _ = read_answers(prompts=exercise.head.prompts, fields=one.form(ended=ended))
    later = exercise.head.follow_up.prompts if exercise.head.follow_up and one.follow_up else ()
    follow_up, _ = read_answers(prompts=later, fields=one.follow_up)
    return Answer(
        at=at,
        exercise=one.exercise,
        title=exercise.head.title,
        given=given,
        followed_up_at=at + FOLLOWED_UP_AFTER if follow_up else None,
        follow_up=follow_up,
    )
