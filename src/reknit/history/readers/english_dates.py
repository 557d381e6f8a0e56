"""Count the days of dates with English names of months, which some programs write everywhere."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EPOCH = date(1970, 1, 1).toordinal()
SECONDS_PER_DAY = 86_400
# A chat of ten years; most messages are of a day that was seen just before.
_DAYS_KEPT = 4096


@lru_cache(maxsize=_DAYS_KEPT)
def midnight(day: str, month: str, year: str) -> int | None:
    """Give the seconds from 1970 to the beginning of a day, or nothing where there is no such day."""
    try:
        return (date(int(year), _MONTHS.index(month) + 1, int(day)).toordinal() - _EPOCH) * SECONDS_PER_DAY
    except ValueError:
        return None


def of_day(hour: int, minute: int, second: int) -> int | None:
    """Give the seconds from the beginning of a day, or nothing where a clock cannot show that."""
    seconds = (hour * 60 + minute) * 60 + second
    return seconds if max(minute, second) < 60 and seconds < SECONDS_PER_DAY else None  # noqa: PLR2004 - a clock
