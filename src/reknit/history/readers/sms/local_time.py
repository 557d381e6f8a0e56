"""Learn how far a phone's clock is from UTC by the date it writes for people beside the exact one."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from reknit.history.readers.whatsapp.words import half_of_day

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = 86_400
HALF_DAY = 43_200
# Clocks differ from UTC by quarters of an hour, from 12 hours behind to 14 ahead.
STEP = 900
LEAST, MOST = -12 * 3600, 14 * 3600
# Product choice: dates for people are believed if nearly all of them fit and their zone hardly ever changes.
FITTING = 0.9
CHANGING = 0.1
NUMBERS_OF_A_DAY = 3
# No language needs more signs for a date and a time.
LONGEST_DATE = 100
_WORD = r"[^\W\d][^\s\d]*"
_CLOCK = re.compile(
    rf"(?P<before>{_WORD})?\s*(?<!\d)(?P<hour>\d{{1,2}})(?P<dot>[:.])(?P<minute>\d{{2}})"
    rf"(?:(?P=dot)(?P<second>\d{{2}}))?(?![\d.])\s*(?P<after>{_WORD}(?: [^\W\d]\.)?)?"
)
_NUMBERS = re.compile(r"\d+")


def offsets(seconds: Sequence[int], dates: Sequence[str]) -> list[int] | None:
    """Give the offset of each moment, or nothing where the dates for people cannot be relied on."""
    found = [_offset(at, date) for at, date in zip(seconds, dates, strict=True)]
    written = sum(1 for date in dates if date)
    fitting = [each for each in found if each is not None]
    changes = sum(one != other for one, other in pairwise(fitting))
    if not fitting or len(fitting) < FITTING * written or changes > CHANGING * len(fitting) + 2:
        return None
    last = fitting[0]
    return [last := last if each is None else each for each in found]


def _offset(at: int, date: str) -> int | None:
    clock = _CLOCK.search(date) if len(date) <= LONGEST_DATE else None
    if clock is None:
        return None
    local = _seconds(clock)
    exact = at % DAY if clock["second"] else at % DAY // 60 * 60
    others = [int(each) for each in _NUMBERS.findall(f"{date[: clock.start('hour')]} {date[clock.end() :]}")]
    for days in (0, -1, 1):
        offset = local - exact + days * DAY
        if offset % STEP == 0 and LEAST <= offset <= MOST and _is_on_day(at + offset, others):
            return offset
    return None


def _seconds(clock: re.Match[str]) -> int:
    seconds = int(clock["hour"]) * 3600 + int(clock["minute"]) * 60 + int(clock["second"] or 0)
    half = half_of_day(clock["after"] or "") or half_of_day(clock["before"] or "")
    if half == "pm" and seconds < HALF_DAY:
        return seconds + HALF_DAY
    if half == "am" and seconds >= HALF_DAY:
        return seconds - HALF_DAY
    return seconds


def _is_on_day(local: int, numbers: Sequence[int]) -> bool:
    """Say whether the day of a moment stands in the date; its month does not where it has a name."""
    day = datetime.fromtimestamp(local, UTC)
    is_month = day.month in numbers or len(numbers) < NUMBERS_OF_A_DAY
    return is_month and day.day in numbers and (day.year in numbers or day.year % 100 in numbers)
