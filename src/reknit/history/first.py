"""Hold reports of the first shape, so that those kept before open for ever; none are made any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from reknit.history.measures.interface import Silence
from reknit.history.reading import Reading


@dataclass(frozen=True, kw_only=True)
class FirstPerson:
    """Name one of the two and count what they sent."""

    name: str
    messages: int


@dataclass(frozen=True, kw_only=True)
class FirstWeek:
    """Count what each of the two sent in the week that begins on this Monday."""

    starts_on: date
    counts: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Initiative:
    """Give each person's share of the conversations started in a month; none when they are too few."""

    month: date
    started: tuple[int, int]
    shares: tuple[float, float] | None


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """Give a time in minutes, or only that it is less than that."""

    value: float
    is_under: bool = False


@dataclass(frozen=True, kw_only=True)
class Quartiles:
    """Give the middle and the span in which half of all answers lie."""

    lower: Minutes
    median: Minutes
    upper: Minutes


@dataclass(frozen=True, kw_only=True)
class ReplyTimes:
    """Give what one person's answers took in a month; none when they are too few."""

    observations: int
    quartiles: Quartiles | None


@dataclass(frozen=True, kw_only=True)
class ReplyTime:
    """Give both people's answers in a month."""

    month: date
    people: tuple[ReplyTimes, ReplyTimes]


@dataclass(frozen=True, kw_only=True)
class Lengths:
    """Give the middle length of one person's written messages in a month; none when they are too few."""

    observations: int
    words: float | None
    characters: float | None


@dataclass(frozen=True, kw_only=True)
class Length:
    """Give the length of both people's messages in a month."""

    month: date
    people: tuple[Lengths, Lengths]


@dataclass(frozen=True, kw_only=True)
class FirstReport:
    """Hold a report of the first shape: counts by month, no findings."""

    KIND: ClassVar[str] = "history.report/1"

    at: datetime
    reading: Reading
    people: tuple[FirstPerson, FirstPerson]
    silence: Silence
    weeks: tuple[FirstWeek, ...]
    initiative: tuple[Initiative, ...]
    reply_time: tuple[ReplyTime, ...]
    length: tuple[Length, ...]
