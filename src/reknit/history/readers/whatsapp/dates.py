"""Find out which number of a date is the day; where nothing decides, ask rather than guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from reknit.history.errors import HistoryError
from reknit.history.reading import DateOrder, Evidence

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
# Without one order in which half of the dates exist, the year must come first.
MOSTLY = 0.5

_NUMBER = re.compile(r"\d+")
_PLACES: dict[DateOrder, tuple[int, int, int]] = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
_MEDIA_NAME = re.compile(r"-(20\d\d)-(\d\d)-(\d\d)-\d\d-\d\d-\d\d\.|[A-Z]{3}-(20\d\d)(\d\d)(\d\d)-WA\d")


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
        super().__init__(f"The dates in this file can be read in two ways: {spans}. Please say which is right.")


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class Decision(NamedTuple):
    """Hold the order that was found, or none, with the days it gives and what spoke for it."""

    order: DateOrder | None
    days: pl.Series  # days since 1970 for each row, null where there is no such date
    evidence: tuple[Evidence, ...]
    candidates: tuple[Candidate, ...]


def decide(
    dates: Sequence[str],
    *,
    layout: Layout,
    real: pl.Series,
    rests: Sequence[str],
    chosen: DateOrder | None,
) -> Decision:
    """Weigh the evidence in a fixed sequence; `real` tells rows that certainly start a message."""
    spellings = list(dict.fromkeys(dates))
    numbers = {spelling: tuple(map(int, _NUMBER.findall(spelling)[-3:])) for spelling in spellings}
    days = {order: _days(dates, numbers, order) for order in _PLACES}
    if chosen is not None:
        return _decision(chosen, days, [Evidence(code="chosen")])
    evidence: list[Evidence] = []
    for found in _evidence(dates, numbers, days, layout=layout, real=real, rests=rests):
        evidence.append(found)
        order = _winner(found)
        if order is not None:
            return _decision(order, days, evidence)
    if days["dmy"].equals(days["mdy"]):
        return _decision("dmy", days, evidence)
    candidates = tuple(_candidate(order, days[order]) for order in ("dmy", "mdy"))
    return Decision(None, days["dmy"], tuple(evidence), candidates)


def _decision(order: DateOrder, days: dict[DateOrder, pl.Series], evidence: list[Evidence]) -> Decision:
    return Decision(order, days[order], tuple(evidence), ())


def _candidate(order: DateOrder, days: pl.Series) -> Candidate:
    known = days.drop_nulls()
    first, last = (date.fromordinal(_EPOCH + day) for day in (known[0], known[-1]))
    return Candidate(order=order, first=first, last=last)


_EPOCH = date(1970, 1, 1).toordinal()


def _days(dates: Sequence[str], numbers: dict[str, tuple[int, ...]], order: DateOrder) -> pl.Series:
    table = {spelling: _day(triple, order) for spelling, triple in numbers.items()}
    return pl.Series(list(map(table.__getitem__, dates)), dtype=pl.Int32)


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
    dates: Sequence[str],
    numbers: dict[str, tuple[int, ...]],
    days: dict[DateOrder, pl.Series],
    *,
    layout: Layout,
    real: pl.Series,
    rests: Sequence[str],
) -> Iterator[Evidence]:
    """Give each piece of evidence when it is asked for, the strongest first."""
    if layout.shape.year == 0:
        yield Evidence(code="year_first", ymd=len(dates))
    if layout.shape.year is None and _only_year_first(days, real):
        yield Evidence(code="year_first", ymd=int(days["ymd"].is_not_null().sum()))
    over = {spelling: (triple[0] > MONTHS) - (triple[1] > MONTHS) for spelling, triple in numbers.items()}
    signs = pl.Series(list(map(over.__getitem__, dates)), dtype=pl.Int8).filter(real)
    yield Evidence(code="field_over_12", dmy=int((signs > 0).sum()), mdy=int((signs < 0).sum()))
    yield Evidence(code="backward_steps", dmy=_backward(days["mdy"], real), mdy=_backward(days["dmy"], real))
    media = _media_days(rests)
    yield Evidence(code="media_names", dmy=_same_day(days, media, "dmy", "mdy"), mdy=_same_day(days, media, "mdy", "dmy"))
    if not any("/" in join for join in layout.shape.joins):
        yield Evidence(code="separator", dmy=len(dates))
    if layout.is_american:
        yield Evidence(code="clock_style", mdy=len(dates))


def _winner(evidence: Evidence) -> DateOrder | None:
    if evidence.ymd:
        return "ymd"
    if evidence.dmy > CLEAR * evidence.mdy:
        return "dmy"
    return "mdy" if evidence.mdy > CLEAR * evidence.dmy else None


def _only_year_first(days: dict[DateOrder, pl.Series], real: pl.Series) -> bool:
    known = {order: column.filter(real).is_not_null().mean() for order, column in days.items()}
    shares = {order: share if isinstance(share, float) else 0.0 for order, share in known.items()}
    return max(shares["dmy"], shares["mdy"]) < MOSTLY < shares["ymd"]


def _backward(days: pl.Series, real: pl.Series) -> int:
    steps = days.filter(real).drop_nulls().diff()
    return int((steps < -BACKWARD_DAYS).sum())


def _media_days(rests: Sequence[str]) -> dict[int, int]:
    """Find the days that attached files state in their names, by row."""
    found = {}
    for row, rest in enumerate(rests):
        match = _MEDIA_NAME.search(rest) if "-" in rest else None
        if match:
            year, month, day = (int(number) for number in match.groups() if number)
            found[row] = _day((day, month, year), "dmy")
    return {row: stated for row, stated in found.items() if stated is not None}


def _same_day(days: dict[DateOrder, pl.Series], media: dict[int, int], order: DateOrder, other: DateOrder) -> int:
    """Count the files whose own date agrees with one order and not with the other."""

    def agrees(row: int, which: DateOrder) -> bool:
        day = days[which][row]
        return day is not None and abs(day - media[row]) <= MEDIA_DAYS

    return sum(agrees(row, order) and not agrees(row, other) for row in media)
