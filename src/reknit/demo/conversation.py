"""Make up two years of messages between Kim and Sam: written for the demo, no real person is in them."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache
from random import Random
from typing import NamedTuple

import msgspec

from reknit.programme.exercise import CONTENT

KIM, SAM = "Kim", "Sam"

DAYS = 730
"""Days before the break-up from which there are messages."""

NOTICE = (
    "Messages and calls are end-to-end encrypted. "
    "Only people in this chat can read, listen to, or share them. Learn more."
)

BEDTIME = 23
"""Nobody starts a message after this hour, so a talk simply stops."""

LONGEST_WAIT = 240.0
"""Minutes after which a reply counts as one that never came."""

TALKS_A_DAY = (0, 1, 2, 3, 4)
EARLY_TALKS = (5, 24, 42, 23, 6)
LATE_TALKS = (10, 36, 36, 15, 3)
TURNS = (2, 3, 4, 5, 6, 8, 11)
EARLY_TURNS = (9, 18, 22, 20, 15, 11, 5)
LATE_TURNS = (25, 28, 22, 12, 8, 4, 1)
TURNS_OF_EVENTS = ((0.5, 0.55), (0.74, 0.45))
TURN = 0.05
"""When things turn, and how far, in shares of the two years; a turn takes five weeks."""

PLAIN_KINDS = {"tense", "questions", "apologies", "affection late"}
"""Kinds of talk in which nobody ends on a picture or a kiss."""


class Talk(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing the two write about: when, how often early and late, and in what words."""

    kind: str
    hours: tuple[int, int]
    early: int
    late: int
    who: str = ""
    open: tuple[str, ...]
    reply: tuple[str, ...]
    more: tuple[str, ...]


class Last(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One message of the last days, counted from the day of the break-up."""

    after: int
    time: dt.time
    who: str
    text: str


class Phrases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every line the two can write."""

    short: tuple[str, ...]
    close: tuple[str, ...]
    nudge: tuple[str, ...]
    emoji: tuple[str, ...]
    slots: dict[str, tuple[str, ...]]
    talks: tuple[Talk, ...]
    ending: tuple[Last, ...]


class Message(NamedTuple):
    """One message: when it was sent, by whom, and its text."""

    at: dt.datetime
    who: str
    text: str


def conversation(*, last: dt.date, seed: int = 7) -> bytes:
    """Return a chat export that runs to the break-up on the day `last`, and six days past it."""
    first = last - dt.timedelta(days=DAYS)
    chat = _Chat(phrases=phrases(), first=first, seed=seed)
    for day in range(DAYS):
        chat.live_a_day(date=first + dt.timedelta(days=day), change=_change(day / DAYS))
    ending = [
        Message(dt.datetime.combine(last + dt.timedelta(days=one.after), one.time), one.who, one.text)
        for one in phrases().ending
    ]
    messages = sorted([*chat.messages, *ending], key=lambda message: message.at)
    lines = [_header(messages[0].at) + NOTICE]
    lines += [f"{_header(at)}{who}: {text}" for at, who, text in messages]
    return ("\n".join(lines) + "\n").encode()


@cache
def phrases() -> Phrases:
    """Return the lines the conversation is made of."""
    text = (CONTENT / "demo" / "phrases.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Phrases)


def _header(at: dt.datetime) -> str:
    return f"{at:%d/%m/%Y, %H:%M} - "


def _change(share: float) -> float:
    """Return how far things have changed, 0 to 1: in two turns, with a warm time between them."""
    change = sum(size * min(max((share - start) / TURN, 0.0), 1.0) for start, size in TURNS_OF_EVENTS)
    good_again = 0.62 < share < 0.65  # noqa: PLR2004  # three warm weeks, because endings are not straight
    return change * 0.45 if good_again else change


def _other(who: str) -> str:
    return SAM if who == KIM else KIM


class _Chat:
    """Hold what has been said so far, and deal lines so that none comes back too soon."""

    def __init__(self, *, phrases: Phrases, first: dt.date, seed: int) -> None:
        self._phrases = phrases
        self._random = Random(seed)  # noqa: S311  # invented talk, not a secret
        self._decks: dict[tuple[str, ...], list[str]] = {}
        self._clock = dt.datetime.combine(first, dt.time())
        self.messages: list[Message] = []

    def live_a_day(self, *, date: dt.date, change: float) -> None:
        """Add the talks of one day."""
        weights = _blend(EARLY_TALKS, LATE_TALKS, change)
        count = self._random.choices(TALKS_A_DAY, weights)[0]
        chances = [talk.early + (talk.late - talk.early) * change for talk in self._phrases.talks]
        talks = self._random.choices(self._phrases.talks, chances, k=count)
        starts = sorted(
            (dt.datetime.combine(date, self._moment(talk.hours)), number, talk)
            for number, talk in enumerate(talks)
        )
        for start, _, talk in starts:
            self._clock = max(start, self._clock + dt.timedelta(minutes=self._random.randint(12, 50)))
            if self._clock.date() == date and self._clock.hour < BEDTIME:
                self._talk(talk, change)

    def _moment(self, hours: tuple[int, int]) -> dt.time:
        return dt.time(self._random.randint(*hours), self._random.randrange(60))

    def _talk(self, talk: Talk, change: float) -> None:
        starter = talk.who or (SAM if self._happens(0.52 - 0.38 * change) else KIM)
        self._say(starter, self._voice(talk.open, starter, talk, change), change)
        turns = self._random.choices(TURNS, _blend(EARLY_TURNS, LATE_TURNS, change))[0]
        who = starter
        for turn in range(1, turns):
            before, who = who, _other(who) if turn == 1 or not self._happens(0.18) else who
            if not self._wait(who if who != before else "", change):
                return
            lines = talk.reply if turn == 1 or (who != starter and self._happens(0.35)) else talk.more
            if who == SAM and self._happens(0.25 * change):
                who, lines = KIM, self._phrases.nudge
            elif talk.kind not in PLAIN_KINDS:
                lines = self._shorten(lines, who, change, is_last=turn == turns - 1)
            self._say(who, self._voice(lines, who, talk, change), change)

    def _shorten(self, lines: tuple[str, ...], who: str, change: float, *, is_last: bool) -> tuple[str, ...]:
        """Swap a line of the talk for a short answer or a goodbye, the likelier the later it is."""
        if who == SAM and self._happens(0.06 + 0.5 * change):
            return self._phrases.short
        return self._phrases.close if is_last and self._happens(0.3) else lines

    def _wait(self, who: str, change: float) -> bool:
        """Let the clock run until the answer; say whether one comes on the same day."""
        median = {KIM: 3.0, SAM: 4.0 + 17.0 * change}.get(who, 0.8)
        minutes = median * self._random.lognormvariate(0.0, 1.0)
        later = self._clock + dt.timedelta(minutes=minutes)
        if minutes > LONGEST_WAIT or later.date() != self._clock.date():
            return False
        self._clock = later
        return True

    def _say(self, who: str, text: str, change: float) -> None:
        if self._happens(0.025 - 0.012 * change):
            text = "<Media omitted>"
        elif self._happens(0.004):
            text += " <This message was edited>"
        elif self._happens(0.002):
            text = "You deleted this message" if who == KIM else "This message was deleted"
        elif self._happens(0.001 + 0.003 * change):
            text = "Missed voice call"
        self.messages.append(Message(self._clock, who, text))

    def _voice(self, lines: tuple[str, ...], who: str, talk: Talk, change: float) -> str:
        """Draw a line and let it sound like the one who writes it."""
        text = self._draw(lines)
        warm = 0.0 if talk.kind in PLAIN_KINDS else 1.0
        if self._happens(warm * (0.22 if who == KIM else 0.12 - 0.11 * change)):
            text += " " + self._random.choice(self._phrases.emoji)
        elif self._happens(warm * (0.3 - 0.08 * change if who == KIM else 0.28 - 0.26 * change)):
            text += " x"
        return _as_kim(text) if who == KIM else text

    def _draw(self, lines: tuple[str, ...]) -> str:
        deck = self._decks.setdefault(lines, [])
        if not deck:
            deck.extend(self._random.sample(lines, len(lines)))
        line = deck.pop().strip("\n")
        return re.sub(r"\{(\w+)\}", lambda slot: self._draw(self._phrases.slots[slot[1]]), line)

    def _happens(self, chance: float) -> bool:
        return self._random.random() < chance


def _blend(early: tuple[int, ...], late: tuple[int, ...], change: float) -> list[float]:
    return [first + (second - first) * change for first, second in zip(early, late, strict=True)]


def _as_kim(text: str) -> str:
    text = re.sub(r"\bi\b", "I", text)
    return text[:1].upper() + text[1:]
