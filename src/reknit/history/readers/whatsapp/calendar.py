"""Work out what days the numbers of all headers stand for, under each order of day, month and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from reknit.history.readers.whatsapp.arrays import Days, Flags, Numbers, Seconds
    from reknit.history.reading import DateOrder

# Thai exports count from the Buddha's death, 543 years earlier.
BUDDHIST_OFFSET = 543
FIRST_BUDDHIST_YEAR = 2400
# Years of two digits: 09 to 49 are 2009 to 2049, 52 and later are Buddhist years (2552 is 2009).
FIRST_SHORT_BUDDHIST_YEAR = 50
CENTURY = 100
MONTHS = 12
EPOCH_YEAR = 1970
# Where there is no such date; a number, so that days stay one plain column.
NO_DAY = -(10**9)
_PLACES: dict[DateOrder, tuple[int, int, int]] = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


class Calendar:
    """Work out the days of all rows under an order, when asked and once for each run of equal dates."""

    def __init__(self, numbers: tuple[Numbers, Numbers, Numbers]) -> None:
        is_new = np.ones(len(numbers[0]), dtype=np.bool_)
        is_new[1:] = False
        for each in numbers:
            is_new[1:] |= each[1:] != each[:-1]
        begins = np.flatnonzero(is_new)
        self._lengths = np.diff(begins, append=len(is_new))
        self._numbers = [each[begins].astype(np.int64) for each in numbers]
        self._days: dict[DateOrder, Days] = {}

    def days(self, order: DateOrder) -> Days:
        """Give days since 1970, NO_DAY where there is no such date."""
        if order not in self._days:
            year, month, day = (self._numbers[place] for place in _PLACES[order])
            self._days[order] = np.repeat(_days(_full_year(year), month, day), self._lengths)
        return self._days[order]

    def falls(self) -> int:
        """Count how often the first number is lower than the one before it."""
        return int((np.diff(self._numbers[0]) < 0).sum())

    def over_twelve(self, place: int) -> Flags:
        """Tell where a number cannot be a month."""
        return np.repeat(self._numbers[place] > MONTHS, self._lengths)


def _full_year(year: Seconds) -> Seconds:
    short = year < CENTURY
    year = year + np.where(short, np.where(year < FIRST_SHORT_BUDDHIST_YEAR, 2000, 2500), 0)
    return year - np.where(year >= FIRST_BUDDHIST_YEAR, BUDDHIST_OFFSET, 0)


def _days(year: Seconds, month: Seconds, day: Seconds) -> Days:
    is_month = (month >= 1) & (month <= MONTHS)
    months = np.where(is_month, (year - EPOCH_YEAR) * MONTHS + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + (day - 1)
    is_day = is_month & (days.astype("datetime64[M]") == months)
    return np.where(is_day, days.astype(np.int64), NO_DAY).astype(np.int32)
