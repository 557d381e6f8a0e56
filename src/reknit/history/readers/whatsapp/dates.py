"""Find out which number of a date is the day; where nothing decides, ask rather than guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from reknit.history.errors import HistoryError
from reknit.history.reading import DATE_ORDERS, DateOrder, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reknit.history.readers.whatsapp.layout import Layout

# Thai exports count from the Buddha's death, 543 years earlier.
BUDDHIST_OFFSET = 543
FIRST_BUDDHIST_YEAR = 2400
# Years of two digits: 09 to 49 are 2009 to 2049, 52 and later are Buddhist years (2552 is 2009).
FIRST_SHORT_BUDDHIST_YEAR = 50
CENTURY = 100
MONTHS = 12
# More than so many times as much must speak for one order; pasted chats contradict now and then.
CLEAR = 2
# A wrong order jumps back by months; summer time and travel by hours.
BACKWARD_DAYS = 1
# A picture may be named for the day before or after it was sent.
MEDIA_DAYS = 1
# A first number that falls more often is no year.
FEW_FALLS = 2

_EPOCH = date(1970, 1, 1).toordinal()
_NUMBER = re.compile(r"\d+")
DAY_ORDERS: tuple[DateOrder, DateOrder] = ("dmy", "mdy")
_PLACES: dict[DateOrder, tuple[int, int, int]] = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
# Where a year of four digits may stand; an answer that does not fit, given for another file, is not used.
_YEAR_PLACES: dict[DateOrder, tuple[int | None, ...]] = {"dmy": (2, None), "mdy": (2, None), "ymd": (0, None)}
_MEDIA_NAME = re.compile(rb"-(20\d\d)-(\d\d)-(\d\d)-\d\d-\d\d-\d\d\.|[A-Z]{3}-(20\d\d)(\d\d)(\d\d)-WA\d")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Show what the first and the last date would be under one order."""

    order: DateOrder
    first: date
    last: date


class UndecidedDateOrder(HistoryError):
    """Ask which number is the day, because nothing in the file says so."""

    code = "undecided_date_order"

    def __init__(self, candidates: tuple[Candidate, ...]) -> None:
        self.candidates = candidates
        spans = " or ".join(f"from {_spoken(each.first)} to {_spoken(each.last)}" for each in candidates)
        super().__init__(
            f"The dates in this file can be read in two ways: {spans}. Please say which is right."
        )


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class Decision(NamedTuple):
    """Hold the order that was found, or none, with the days it gives and what spoke for it."""

    order: DateOrder | None
    days: pl.Series  # days since 1970 for each row, null where there is no such date
    evidence: tuple[Evidence, ...]
    candidates: tuple[Candidate, ...]


class _Calendar:
    """Work out the days of all rows under an order, when asked and once for each run of equal dates."""

    def __init__(self, dates: Sequence[bytes]) -> None:
        column = pl.Series(dates, dtype=pl.Binary).cast(pl.String)
        spellings = column.rle().struct.field("value")
        self._runs = column.rle_id()
        known = {spelling: tuple(map(int, _NUMBER.findall(spelling)[-3:])) for spelling in spellings.unique()}
        self._days: dict[DateOrder, pl.Series] = {}
        self._numbers = list(map(known.__getitem__, spellings))

    def days(self, order: DateOrder) -> pl.Series:
        """Give days since 1970, null where there is no such date."""
        if order not in self._days:
            days = [_day(numbers, order) for numbers in self._numbers]
            self._days[order] = pl.Series(days, dtype=pl.Int32).gather(self._runs)
        return self._days[order]

    def falls(self) -> int:
        """Count how often the first number is lower than the one before it."""
        return sum(later[0] < earlier[0] for earlier, later in pairwise(self._numbers))

    def months_excluded(self) -> pl.Series:
        """Give 1 where the first number cannot be a month, -1 where the second cannot."""
        signs = [(numbers[0] > MONTHS) - (numbers[1] > MONTHS) for numbers in self._numbers]
        return pl.Series(signs, dtype=pl.Int8).gather(self._runs)


def decide(
    dates: Sequence[bytes],
    *,
    layout: Layout,
    real: pl.Series,
    rests: Sequence[bytes],
    chosen: DateOrder | None,
) -> Decision:
    """Weigh the evidence in a fixed sequence; `real` tells rows that certainly start a message."""
    calendar = _Calendar(dates)
    if chosen is not None and layout.shape.year in _YEAR_PLACES[chosen]:
        return Decision(chosen, calendar.days(chosen), (Evidence(code="chosen"),), ())
    evidence: list[Evidence] = []
    for found in _evidence(calendar, layout=layout, real=real, rests=rests):
        evidence.append(found)
        order = _winner(found)
        if order is not None:
            return Decision(order, calendar.days(order), tuple(evidence), ())
    days = {order: calendar.days(order) for order in DAY_ORDERS}
    candidates = tuple(
        _candidate(order, known) for order in DAY_ORDERS if len(known := days[order].drop_nulls())
    )
    is_open = len(candidates) == len(DAY_ORDERS) and not days["dmy"].equals(days["mdy"])
    order = None if is_open else next((each.order for each in candidates), "dmy")
    return Decision(order, days[order or "dmy"], tuple(evidence), candidates)


def _candidate(order: DateOrder, known: pl.Series) -> Candidate:
    first, last = (date.fromordinal(_EPOCH + day) for day in (known[0], known[-1]))
    return Candidate(order=order, first=first, last=last)


def _day(numbers: tuple[int, ...], order: DateOrder) -> int | None:
    year, month, day = (numbers[place] for place in _PLACES[order])
    try:
        return date(_full_year(year), month, day).toordinal() - _EPOCH
    except ValueError:
        return None


def _full_year(year: int) -> int:
    if year < CENTURY:
        year += 2000 if year < FIRST_SHORT_BUDDHIST_YEAR else 2500
    return year - BUDDHIST_OFFSET if year >= FIRST_BUDDHIST_YEAR else year


def _evidence(
    calendar: _Calendar,
    *,
    layout: Layout,
    real: pl.Series,
    rests: Sequence[bytes],
) -> Iterator[Evidence]:
    """Give each piece of evidence when it is asked for, the strongest first."""
    if layout.shape.year == 0 or (layout.shape.year is None and _only_year_first(calendar, real)):
        yield Evidence(code="year_first", ymd=len(rests))
    signs = calendar.months_excluded().filter(real)
    yield Evidence(code="field_over_12", dmy=int((signs > 0).sum()), mdy=int((signs < 0).sum()))
    days = {order: calendar.days(order) for order in DAY_ORDERS}
    yield Evidence(code="backward_steps", dmy=_backward(days["mdy"], real), mdy=_backward(days["dmy"], real))
    media = _media_days(rests)
    agreeing = {order: _agreeing(days[order], media) for order in DAY_ORDERS}
    yield Evidence(
        code="media_names",
        dmy=len(agreeing["dmy"] - agreeing["mdy"]),
        mdy=len(agreeing["mdy"] - agreeing["dmy"]),
    )
    if not any("/" in join for join in layout.shape.joins):
        yield Evidence(code="separator", dmy=len(rests))
    if layout.is_american:
        yield Evidence(code="clock_style", mdy=len(rests))


def _winner(evidence: Evidence) -> DateOrder | None:
    if evidence.ymd:
        return "ymd"
    if evidence.dmy > CLEAR * evidence.mdy:
        return "dmy"
    return "mdy" if evidence.mdy > CLEAR * evidence.dmy else None


def _only_year_first(calendar: _Calendar, real: pl.Series) -> bool:
    """Tell a file with a year of two digits in front: only so does time run on."""
    if calendar.falls() > FEW_FALLS:
        return False
    steps = {order: _backward(calendar.days(order), real) for order in DATE_ORDERS}
    missing = {order: int(calendar.days(order).filter(real).is_null().sum()) for order in DATE_ORDERS}
    against = {order: steps[order] + missing[order] for order in DATE_ORDERS}
    return min(against["dmy"], against["mdy"]) > CLEAR * against["ymd"]


def _backward(days: pl.Series, real: pl.Series) -> int:
    steps = days.filter(real).drop_nulls().diff()
    return int((steps < -BACKWARD_DAYS).sum())


def _media_days(rests: Sequence[bytes]) -> dict[int, int]:
    """Find the days that attached files state in their names, by row."""
    found = {}
    for row, rest in enumerate(rests):
        match = _MEDIA_NAME.search(rest) if b"-" in rest else None
        if match:
            year, month, day = (int(number) for number in match.groups() if number)
            found[row] = _day((day, month, year), "dmy")
    return {row: stated for row, stated in found.items() if stated is not None}


def _agreeing(days: pl.Series, media: dict[int, int]) -> set[int]:
    """Find the rows whose date agrees with the one in the name of their file."""
    stated = ((row, days[row], day) for row, day in media.items())
    return {row for row, found, day in stated if found is not None and abs(found - day) <= MEDIA_DAYS}
