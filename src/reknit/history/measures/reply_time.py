"""Tell how long answers take within a conversation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from reknit.history.measures.interface import Exchange

# Quartiles of fewer answers say little. Product choice.
FEWEST_REPLIES = 10
QUARTILES = {"lower": 0.25, "median": 0.5, "upper": 0.75}


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

    def mirrored(self) -> ReplyTime:
        """Swap the two people."""
        return replace(self, people=self.people[::-1])


def measure_reply_time(exchange: Exchange) -> tuple[ReplyTime, ...]:
    """Take the time from the last message of one to the first of the other, unless a silence lies between."""
    replies = exchange.messages.filter(pl.col("turns"), ~pl.col("starts"))
    spans = [pl.col("gap").quantile(at, interpolation="linear").alias(name) for name, at in QUARTILES.items()]
    grouped = replies.group_by("month", "person").agg(pl.len().alias("n"), *spans)
    found = {(month, person): (n, spread) for month, person, n, *spread in grouped.iter_rows()}
    least = exchange.resolution_seconds / 60

    def one(month: date, person: int) -> ReplyTimes:
        n, spread = found.get((month, person), (0, []))
        return ReplyTimes(
            observations=n, quartiles=_quartiles(spread, least) if n >= FEWEST_REPLIES else None
        )

    return tuple(ReplyTime(month=month, people=(one(month, 0), one(month, 1))) for month in exchange.months)


def _quartiles(spread: list[float], least: float) -> Quartiles:
    """Say no less than the clock can show."""
    lower, median, upper = (Minutes(value=max(least, value), is_under=value < least) for value in spread)
    return Quartiles(lower=lower, median=median, upper=upper)
