"""Invent two people who write to each other, with or without a change that is known to the week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

DAYS = 7
DAY = 24 * 60.0
WEEKS_A_YEAR = 52
MESSAGES_A_CONVERSATION = 6.0
APART = 3  # weeks between two things out of the ordinary
SLOW_MEMORY = 0.93
WORDY = 1.6  # messages in a turn
LONGEST_REPLY = 50.0  # minutes; more would be another conversation
WEEK_RHYTHM = np.array([0.9, 0.9, 0.9, 0.95, 1.05, 1.2, 1.1])  # from Monday

# How often a message of an ordinary couple carries each thing. Invented, not taken from anybody's chat.
ORDINARY = {
    "affection": 0.15,
    "disclosure": 0.10,
    "questions": 0.18,
    "plans": 0.07,
    "togetherness": 0.10,
    "logistics": 0.10,
    "laughter": 0.12,
    "thanks": 0.04,
    "heat": 0.015,
    "repair": 0.006,
    "reactions": 0.08,
}
RARE = ORDINARY | {"affection": 0.01, "disclosure": 0.01, "plans": 0.01, "thanks": 0.005}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Describe a couple in whom nothing changes, only wobbles."""

    name: str
    weeks: int = 104
    messages_a_week: float = 200.0
    share: float = 0.5  # of the first person, of what is written
    initiative: float = 0.5
    rates: tuple[tuple[str, float], ...] = tuple(ORDINARY.items())
    wander: float = 0.15  # standard deviation of the log of how much they write in a week
    habit: float = 0.1  # the same for every other habit
    memory: float = 0.4  # how much of one week's wander is left in the next
    slow: float = 0.0  # a second wander with a memory of 0.93 (about 14 weeks), same for all habits
    drift: float = 0.0  # log of what is left at the end of a smooth drift of everything
    mood: float = 0.5  # how much conversations differ, so that words come in clusters
    exam_months: float = 0.5  # a year
    illnesses: float = 0.5  # a year
    holidays: float = 2.0  # a year
    has_christmas: bool = True


@dataclass(frozen=True, kw_only=True)
class Plant:
    """Plant one change: `factor` on a habit of one person (both: None) from `first` to `last` (end: None)."""

    habit: str  # volume, initiative, reply_time, words or one of the rates
    person: int | None = 0
    factor: float = 0.5
    first: int = 50
    last: int | None = 59
    weeks_to_get_there: int = 0


@dataclass(frozen=True, kw_only=True)
class Chat:
    """Hold every message as columns, with what is known about it."""

    weeks: int
    minute: Floats  # since Monday of the first week, 0:00
    person: Whole
    conversation: Whole
    words: Whole
    carries: dict[str, NDArray[np.bool_]]


def wander(draw: np.random.Generator, weeks: int, memory: float) -> Floats:
    """Draw a stationary wander with standard deviation 1."""
    shocks = draw.standard_normal(weeks) * np.sqrt(1 - memory**2)
    shocks[0] /= np.sqrt(1 - memory**2)
    level = np.empty(weeks)
    now = 0.0
    for week, shock in enumerate(shocks):
        now = memory * now + shock
        level[week] = now
    return level


def _planted(plants: tuple[Plant, ...], habit: str, person: int, weeks: int) -> Floats:
    """Give the log of the planted factor, week by week."""
    log = np.zeros(weeks)
    for plant in plants:
        if plant.habit == habit and plant.person in {None, person}:
            last = weeks - 1 if plant.last is None else plant.last
            span = np.arange(weeks) - plant.first + 1
            share = np.clip(span / max(1, plant.weeks_to_get_there), 0, 1)
            log += np.log(plant.factor) * share * (np.arange(weeks) <= last)
    return log


class _Life:
    """Hold what comes between two people and their habits, in logs, week by week."""

    def __init__(self, setting: Setting, draw: np.random.Generator) -> None:
        self.both = np.zeros(setting.weeks)
        self.volume = np.zeros((2, setting.weeks))
        self.reply = np.zeros((2, setting.weeks))
        self.words = np.zeros((2, setting.weeks))
        self.disclosure = np.zeros((2, setting.weeks))
        self._setting, self._draw = setting, draw
        self._taken = np.zeros(setting.weeks, dtype=bool)
        for _ in range(self._times(setting.holidays)):
            self._holiday()
        for _ in range(self._times(setting.exam_months)):
            self._exam_month()
        for _ in range(self._times(setting.illnesses)):
            self._illness()
        if setting.has_christmas:
            first = draw.integers(WEEKS_A_YEAR)
            self.both[first::WEEKS_A_YEAR] += np.log(draw.uniform(0.4, 1.1))

    def _times(self, a_year: float) -> int:
        return int(self._draw.poisson(a_year * self._setting.weeks / WEEKS_A_YEAR))

    def _span(self, least: int, most: int) -> slice:
        """Place something out of the ordinary, three weeks or more from anything else if there is room."""
        for _ in range(20):
            first = int(self._draw.integers(self._setting.weeks))
            end = first + int(self._draw.integers(least, most + 1))
            if not self._taken[max(0, first - APART) : end + APART].any():
                break
        self._taken[first:end] = True
        return slice(first, end)

    def _holiday(self) -> None:
        span = self._span(1, 3)
        if self._draw.random() < 0.5:  # together: nothing to write
            self.both[span] += np.log(self._draw.uniform(0.04, 0.2))
        else:  # one is away
            who = self._draw.integers(2)
            self.both[span] += np.log(self._draw.uniform(0.4, 1.5))
            self.reply[who, span] += np.log(2.0)

    def _exam_month(self) -> None:
        span, who = self._span(3, 5), self._draw.integers(2)
        self.volume[who, span] += np.log(0.6)
        self.reply[who, span] += np.log(1.8)
        self.words[who, span] += np.log(0.85)

    def _illness(self) -> None:
        span, who = self._span(1, 3), self._draw.integers(2)
        self.volume[who, span] += np.log(self._draw.uniform(0.4, 1.3))
        self.disclosure[who, span] += np.log(1.6)


def write(setting: Setting, plants: tuple[Plant, ...], *, seed: int) -> Chat:
    """Let the two write for as many weeks as the setting has."""
    return _Two(setting, plants, np.random.default_rng(seed)).write()


class _Two:
    """Be two people who write, one habit at a time."""

    def __init__(self, setting: Setting, plants: tuple[Plant, ...], draw: np.random.Generator) -> None:
        self.setting, self.plants, self.draw = setting, plants, draw
        self.life = _Life(setting, draw)

    def write(self) -> Chat:
        """Begin conversations, take turns, and say things."""
        begins = self._begin()
        week = (begins // (DAY * DAYS)).astype(int)
        talk, person = self._take_turns(week)
        minute = self._pass_time(begins, week, talk, person)
        week_of = np.minimum(minute // (DAY * DAYS), self.setting.weeks - 1).astype(int)
        longer = self._habit("words", self.setting.habit / 2) + self.life.words
        words = np.exp(self.draw.normal(1.5, 0.8, talk.size) + longer[person, week_of])
        carries = {}
        for name, base in self.setting.rates:
            often = self._habit(name, self.setting.habit)
            if name == "disclosure":
                often += self.life.disclosure
            size = self.setting.mood
            mood = size * self.draw.standard_normal(week.size) - size**2 / 2
            chance = base * np.exp(often[person, week_of] + mood[talk])
            carries[name] = self.draw.random(talk.size) < chance
        return Chat(
            weeks=self.setting.weeks,
            minute=minute,
            person=person,
            conversation=talk,
            words=np.ceil(words).astype(int),
            carries=carries,
        )

    def _wander(self, size: float) -> Floats:
        weeks, setting = self.setting.weeks, self.setting
        level = size * wander(self.draw, weeks, setting.memory)
        level += setting.drift * np.linspace(0, 1, weeks)
        if setting.slow:
            level += setting.slow * wander(self.draw, weeks, SLOW_MEMORY)
        return level

    def _habit(self, name: str, size: float) -> Floats:
        """Give the log of a habit, for both people week by week."""
        return np.stack([self._wander(size) + self._planted(name, person) for person in (0, 1)])

    def _planted(self, name: str, person: int) -> Floats:
        return _planted(self.plants, name, person, self.setting.weeks)

    def _begin(self) -> Floats:
        """Give the minute at which each conversation would begin."""
        setting, draw = self.setting, self.draw
        together = self._wander(setting.wander) + self.life.both
        rate = setting.messages_a_week / MESSAGES_A_CONVERSATION / DAYS * np.exp(together)
        mean = (rate[:, None] * WEEK_RHYTHM).ravel()
        count = draw.poisson(mean * draw.gamma(8.0, 0.125, mean.size))
        day = np.repeat(np.arange(mean.size), count)
        begins: Floats = day * DAY + 60 * np.clip(draw.normal(15.5, 4.5, day.size), 7, 23.9)
        begins.sort()
        return begins

    def _take_turns(self, week: Whole) -> tuple[Whole, Whole]:
        """Give conversation and writer of every message; how long a turn is makes the share of each."""
        setting, draw = self.setting, self.draw
        often = 0.5 * setting.habit * wander(draw, setting.weeks, setting.memory)
        chance = np.clip(setting.initiative * np.exp(often), 0.02, 0.98) * np.exp(
            self._planted("initiative", 0)
        )
        chance = 1 - (1 - chance) * np.exp(self._planted("initiative", 1))
        starter = (draw.random(week.size) >= chance[week]).astype(int)
        length = np.maximum(2 * WORDY * np.array([setting.share, 1 - setting.share]), 1.0)
        turns = draw.geometric(length.sum() / 2 / MESSAGES_A_CONVERSATION, week.size)
        talk = np.repeat(np.arange(week.size), turns)
        place = np.arange(talk.size) - np.repeat(np.cumsum(turns) - turns, turns)
        speaker = (starter[talk] + place) % 2
        turn = np.repeat(np.arange(talk.size), draw.geometric(1 / length[speaker]))
        talk, person = talk[turn], speaker[turn]
        # Somebody who writes less leaves messages out.
        louder = self.life.volume + np.stack([self._planted("volume", each) for each in (0, 1)])
        keep = draw.random(talk.size) < np.exp(np.minimum(louder, 0))[person, week[talk]]
        return talk[keep], person[keep]

    def _pass_time(self, begins: Floats, week: Whole, talk: Whole, person: Whole) -> Floats:
        """Give every message its minute."""
        draw = self.draw
        new, turned = np.diff(talk, prepend=-1) != 0, np.diff(person, prepend=-1) != 0
        slower = self.life.reply + self._habit("reply_time", self.setting.habit)
        reply = np.exp(draw.normal(np.log(3.0), 1.1, talk.size) + slower[person, week[talk]])
        gap = np.exp(draw.normal(np.log(0.6), 0.8, talk.size))
        gap = np.where(new, 0.0, np.where(turned, np.minimum(reply, LONGEST_REPLY), gap))
        return _clock(begins, talk, gap, new)


def _clock(begins: Floats, talk: Whole, gap: Floats, new: NDArray[np.bool_]) -> Floats:
    """Give every message its minute: a conversation waits until an hour and a half after the one before."""
    within = np.cumsum(gap)
    first = np.flatnonzero(new)
    within = within - np.repeat(within[first], np.diff(np.append(first, gap.size)))
    lasts = np.append(within[first[1:] - 1], within[-1:]) + 90.0
    behind = np.cumsum(lasts) - lasts
    starts = behind + np.maximum.accumulate(begins[talk[first]] - behind)
    minute: Floats = np.repeat(starts, np.diff(np.append(first, gap.size))) + within
    return minute
