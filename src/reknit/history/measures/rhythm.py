"""Learn in which hours of the day these two hardly ever write, so that nights count as nights in any zone."""

from __future__ import annotations

from itertools import takewhile

import polars as pl

from reknit.history.measures.interface import Rhythm

# Everybody's messages follow a daily cycle of their own with one long low. Aledavood, Lehmann & Saramäki,
# "Digital daily cycles of individuals", Frontiers in Physics 2015.
HOURS = 24
# Seven hours of sleep. Product choice.
QUIET_HOURS = 7
# The usual night, from midnight, where nothing can be learnt. Product choice.
USUAL_FROM = 0
# Fewer hours with a message in them show no day. Product choice.
FEWEST_HOURS = 200
# The low must hold at most half of what an even spread over the day would put there. Product choice.
FALL = 0.5

SECONDS_PER_MINUTE = 60
MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = HOURS * MINUTES_PER_HOUR


def learn_rhythm(sent_at: pl.Series) -> Rhythm:
    """Find the seven hours in a row with the fewest messages; an hour of a day counts once, however full."""
    busy = sent_at.dt.truncate("1h").unique().dt.hour()
    by_hour = dict(busy.value_counts().iter_rows())
    spans = [
        sum(by_hour.get((start + hour) % HOURS, 0) for hour in range(QUIET_HOURS)) for start in range(HOURS)
    ]
    is_learnt = len(busy) >= FEWEST_HOURS and min(spans) <= FALL * len(busy) * QUIET_HOURS / HOURS
    return Rhythm(
        quiet_from=_middle_of_lowest(spans) if is_learnt else USUAL_FROM,
        quiet_hours=QUIET_HOURS,
        is_learnt=is_learnt,
        observations=len(busy),
    )


def _middle_of_lowest(spans: list[int]) -> int:
    """Take the middle where neighbouring spans are equally quiet, as when nobody writes for half the day."""

    def length(start: int) -> int:
        run = (spans[(start + further) % HOURS] for further in range(HOURS))
        return sum(1 for _ in takewhile(min(spans).__eq__, run))

    start = max(range(HOURS), key=length)
    return (start + (length(start) - 1) // 2) % HOURS


def waking_minutes(at: pl.Expr, rhythm: Rhythm) -> pl.Expr:
    """Count the waking minutes from a fixed day to this time, so that a difference gives those in between."""
    wakes = (rhythm.quiet_from + rhythm.quiet_hours) * MINUTES_PER_HOUR
    minutes = at.dt.epoch("s").cast(pl.Float64) / SECONDS_PER_MINUTE - wakes
    days = (minutes / MINUTES_PER_DAY).floor()
    awake = float(MINUTES_PER_DAY - rhythm.quiet_hours * MINUTES_PER_HOUR)
    return days * awake + (minutes - days * MINUTES_PER_DAY).clip(upper_bound=awake)


def is_quiet(at: pl.Expr, rhythm: Rhythm) -> pl.Expr:
    """Tell whether a time lies in the quiet hours."""
    since = (at.dt.hour().cast(pl.Int16) - rhythm.quiet_from + HOURS) % HOURS
    return since < rhythm.quiet_hours
