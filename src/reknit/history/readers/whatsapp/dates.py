"""Find out which number of a date is the day; where nothing decides, ask rather than guess."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reknit.history.readers.interface import Candidate
from reknit.history.readers.whatsapp.calendar import NO_DAY, Calendar
from reknit.history.reading import DATE_ORDERS, DateOrder, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reknit.history.readers.whatsapp.arrays import Days, Flags
    from reknit.history.readers.whatsapp.headers import Headers
    from reknit.history.readers.whatsapp.layout import Layout

# More than so many times as much must speak for one order; pasted chats contradict now and then.
CLEAR = 2
# A wrong order jumps back by months; summer time and travel by hours.
BACKWARD_DAYS = 1
# A picture may be named for the day before or after it was sent.
MEDIA_DAYS = 1
# A first number that falls more often is no year.
FEW_FALLS = 2

_EPOCH = date(1970, 1, 1).toordinal()
DAY_ORDERS: tuple[DateOrder, DateOrder] = ("dmy", "mdy")
# Where a year of four digits may stand; an answer that does not fit, given for another file, is not used.
_YEAR_PLACES: dict[DateOrder, tuple[int | None, ...]] = {"dmy": (2, None), "mdy": (2, None), "ymd": (0, None)}
_MEDIA_NAME = re.compile(rb"-(20\d\d)-(\d\d)-(\d\d)-\d\d-\d\d-\d\d\.|[A-Z]{3}-(20\d\d)(\d\d)(\d\d)-WA\d")


class Decision(NamedTuple):
    """Hold the order that was found, or none, with the days it gives and what spoke for it."""

    order: DateOrder | None
    days: Days  # days since 1970 for each row, NO_DAY where there is no such date
    evidence: tuple[Evidence, ...]
    candidates: tuple[Candidate, ...]


def decide(headers: Headers, *, layout: Layout, real: Flags, chosen: DateOrder | None) -> Decision:
    """Weigh the evidence in a fixed sequence; `real` tells rows that certainly start a message."""
    calendar = Calendar(headers.numbers)
    if chosen is not None and layout.shape.year in _YEAR_PLACES[chosen]:
        return Decision(chosen, calendar.days(chosen), (Evidence(code="chosen"),), ())
    evidence: list[Evidence] = []
    for found in _evidence(calendar, headers, layout=layout, real=real):
        evidence.append(found)
        order = _winner(found)
        if order is not None:
            return Decision(order, calendar.days(order), tuple(evidence), ())
    days = {order: calendar.days(order) for order in DAY_ORDERS}
    candidates = tuple(
        _candidate(order, known) for order in DAY_ORDERS if len(known := days[order][days[order] > NO_DAY])
    )
    is_open = len(candidates) == len(DAY_ORDERS) and not np.array_equal(days["dmy"], days["mdy"])
    order = None if is_open else next((each.order for each in candidates), "dmy")
    return Decision(order, days[order or "dmy"], tuple(evidence), candidates)


def _candidate(order: DateOrder, known: Days) -> Candidate:
    first, last = (date.fromordinal(_EPOCH + int(day)) for day in (known[0], known[-1]))
    return Candidate(order=order, first=first, last=last)


def _evidence(calendar: Calendar, headers: Headers, *, layout: Layout, real: Flags) -> Iterator[Evidence]:
    """Give each piece of evidence when it is asked for, the strongest first."""
    everything = len(headers.starts)
    if layout.shape.year == 0 or (layout.shape.year is None and _only_year_first(calendar, headers, real)):
        yield Evidence(code="year_first", ymd=everything)
    first, second = calendar.over_twelve(0), calendar.over_twelve(1)
    yield Evidence(
        code="field_over_12",
        dmy=int((first & ~second & real).sum()),
        mdy=int((second & ~first & real).sum()),
    )
    days = {order: calendar.days(order) for order in DAY_ORDERS}
    yield Evidence(code="backward_steps", dmy=_backward(days["mdy"], real), mdy=_backward(days["dmy"], real))
    media = _media_days(headers)
    agreeing = {order: _agreeing(days[order], media) for order in DAY_ORDERS}
    yield Evidence(
        code="media_names",
        dmy=len(agreeing["dmy"] - agreeing["mdy"]),
        mdy=len(agreeing["mdy"] - agreeing["dmy"]),
    )
    if not any("/" in join for join in layout.shape.joins):
        yield Evidence(code="separator", dmy=everything)
    if layout.is_american:
        yield Evidence(code="clock_style", mdy=everything)


def _winner(evidence: Evidence) -> DateOrder | None:
    if evidence.ymd:
        return "ymd"
    if evidence.dmy > CLEAR * evidence.mdy:
        return "dmy"
    return "mdy" if evidence.mdy > CLEAR * evidence.dmy else None


def _only_year_first(calendar: Calendar, headers: Headers, real: Flags) -> bool:
    """Tell a file with a year of two digits in front: only so does time run on."""
    if calendar.falls() > FEW_FALLS:
        return False
    # There are more days than years; a pasted chat may make time run back under the order that is right.
    first, _, third = (np.count_nonzero(np.bincount(each[real])) for each in headers.numbers)
    if first >= third:
        return False
    steps = {order: _backward(calendar.days(order), real) for order in DATE_ORDERS}
    missing = {order: int((calendar.days(order)[real] == NO_DAY).sum()) for order in DATE_ORDERS}
    against = {order: steps[order] + missing[order] for order in DATE_ORDERS}
    return min(against["dmy"], against["mdy"]) > CLEAR * against["ymd"]


def _backward(days: Days, real: Flags) -> int:
    return int((np.diff(days[real & (days > NO_DAY)]) < -BACKWARD_DAYS).sum())


def _media_days(headers: Headers) -> dict[int, int]:
    """Find the days that attached files state in their names, the first in each row."""
    found: dict[int, int] = {}
    for match in _MEDIA_NAME.finditer(headers.whole.content):
        row = int(np.searchsorted(headers.starts, match.start(), side="right")) - 1
        if row < 0 or row in found or match.start() < headers.rests[row]:
            continue
        year, month, day = (int(number) for number in match.groups() if number)
        with suppress(ValueError):
            found[row] = date(year, month, day).toordinal() - _EPOCH
    return found


def _agreeing(days: Days, media: dict[int, int]) -> set[int]:
    """Find the rows whose date agrees with the one in the name of their file."""
    return {row for row, day in media.items() if abs(int(days[row]) - day) <= MEDIA_DAYS}
