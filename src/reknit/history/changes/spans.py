"""List the spans of weeks that are looked at, longer ones in wider steps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A change lasts two months at least; ordinary life around it, three. Product choice.
LEAST_WEEKS = 8
LEAST_ORDINARY = 12
# Each length looked at is this much longer than the one before; starts lie an eighth of the length apart.
GROWTH = 1.2
STEPS = 8
# Once found, a span is dated to the week: among those that begin and end within a quarter of its length.
REACH = 4


@dataclass(frozen=True, kw_only=True, eq=False)
class Spans:
    """Hold the first week of each span and the week after its last."""

    first: NDArray[np.intp]
    end: NDArray[np.intp]

    @property
    def length(self) -> NDArray[np.intp]:
        """Give the number of weeks of each."""
        return self.end - self.first


@lru_cache(maxsize=16)
def spans(weeks: int) -> Spans:
    """List episodes of up to half of all weeks, and everything that lasts to the end."""
    first: list[int] = []
    end: list[int] = []
    length = float(LEAST_WEEKS)
    while length <= weeks - LEAST_ORDINARY:
        whole = int(length)
        if 2 * whole <= weeks:
            starts = range(LEAST_WEEKS, weeks - whole - 1, max(1, whole // STEPS))
            first.extend(starts)
            end.extend(start + whole for start in starts)
        first.append(weeks - whole)
        end.append(weeks)
        length = max(length * GROWTH ** (1 if 2 * whole <= weeks else 0.5), whole + 1)
    return Spans(first=np.array(first, dtype=np.intp), end=np.array(end, dtype=np.intp))


def near(found: Spans, span: int, weeks: int) -> Spans:
    """List every span that begins and ends near one of those looked at; what lasts to the end still does."""
    first, end = int(found.first[span]), int(found.end[span])
    reach = max(2, (end - first) // REACH)
    ends = (end,) if end == weeks else range(end - reach, min(end + reach, weeks - 1) + 1)
    pairs = [
        (one, other)
        for one in range(max(first - reach, LEAST_WEEKS), first + reach + 1)
        for other in ends
        if other - one >= LEAST_WEEKS and weeks - other + one >= LEAST_ORDINARY
    ]
    return Spans(first=np.array([one for one, _ in pairs]), end=np.array([other for _, other in pairs]))
