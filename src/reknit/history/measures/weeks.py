"""Count the messages of each week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from reknit.history.measures.interface import Exchange

WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Week:
    """Count what each of the two sent in the week that begins on this Monday."""

    starts_on: date
    counts: tuple[int, int]

    def mirrored(self) -> Week:
        """Swap the two people."""
        return replace(self, counts=self.counts[::-1])


def measure_weeks(exchange: Exchange) -> tuple[Week, ...]:
    """Count every week from the first to the last, weeks of silence included."""
    monday = pl.col("sent_at").dt.truncate("1w").cast(pl.Date).alias("monday")
    counted = exchange.messages.group_by(monday, "person").len()
    counts = {(week, person): count for week, person, count in counted.iter_rows()}
    mondays = [week for week, _ in counts]
    first, last = min(mondays), max(mondays)
    number = (last - first) // WEEK + 1
    return tuple(
        Week(starts_on=week, counts=(counts.get((week, 0), 0), counts.get((week, 1), 0)))
        for week in (first + WEEK * place for place in range(number))
    )
