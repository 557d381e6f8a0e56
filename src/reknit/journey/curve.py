"""Draw someone's own recovery as numbers: the median of each pulse line over the last seven days."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from reknit.journey.model import PULSE_LINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.journey.model import Pulse

WINDOW = dt.timedelta(days=7)
"""A median over a week forgives one bad day and one good one (product choice)."""


@dataclass(frozen=True, kw_only=True)
class CurveDay:
    """One day of the curve: the medians of the seven days that end with it, line by line."""

    date: dt.date
    medians: dict[str, float]


def by_day(*, pulses: Sequence[Pulse]) -> dict[dt.date, Pulse]:
    """Return the last pulse of each day, oldest day first."""
    return {pulse.at.date(): pulse for pulse in sorted(pulses, key=lambda one: one.at)}


def curve(*, pulses: Sequence[Pulse], most: int | None = None) -> tuple[CurveDay, ...]:
    """Return one point for each day with a pulse, oldest first; of long times, at most so many in even steps.

    The last day is always among them.
    """
    days = by_day(pulses=pulses)
    dates = list(days)
    stride = max(1, -(-len(dates) // most)) if most else 1
    return tuple(CurveDay(date=date, medians=_medians(days, dates, date)) for date in dates[::-stride][::-1])


def _medians(days: dict[dt.date, Pulse], dates: Sequence[dt.date], date: dt.date) -> dict[str, float]:
    week = dates[bisect_right(dates, date - WINDOW) : bisect_right(dates, date)]
    return {line: float(median(getattr(days[one], line) for one in week)) for line in PULSE_LINES}
