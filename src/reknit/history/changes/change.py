"""Date a change to the week and say how large it was, with honest limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reknit.history.changes.scan import left_over, ruler
from reknit.history.changes.series import stand
from reknit.history.changes.spans import Spans, near

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reknit.history.changes.looking import Look
    from reknit.history.measures import Tally

# Half the width of a 90 % interval, in standard deviations. It would be 1.645 for a span named beforehand;
# one that was picked for standing out needs more. See docs/calibration.md.
NINETY = 2.0
# The first week could as well be any for which the square of the score is less by no more than this: the 90 %
# point of chi-squared with one degree of freedom, doubled for the weeks looked through. Product choice.
AS_GOOD = 5.4
DAYS_PER_WEEK = 7
TINY = 1e-9


@dataclass(frozen=True, kw_only=True)
class Change:
    """Say that a measure of one person was different from this couple's ordinary level, and for how long.

    `before` is the ordinary level, that of all other weeks; `low` to `high` is a 90 % interval of `ratio`.
    """

    measure: str
    person: int
    first_week: int
    last_week: int | None  # none while it still was so when the export ends
    no_earlier: int  # the first week lies between these two, as far as can be told
    no_later: int
    before: float
    after: float
    ratio: float
    low: float
    high: float
    p: float  # before the correction for everything looked at


def describe(look: Look) -> Change:
    """Turn the span that stood out into dates, sizes and doubt."""
    tally, weeks = look.tally, len(look.tally.amount)
    beside = ruler(look.rule.series, near(look.rule.spans, int(look.found.span[0]), weeks))
    score = beside.contrasts(look.rule.series.as_counted) / np.sqrt(max(look.found.power[0], TINY))
    best = int(score.argmax())
    first, end = int(beside.spans.first[best]), int(beside.spans.end[best])
    as_good = beside.spans.first[score**2 >= score[best] ** 2 - AS_GOOD]
    week = np.arange(weeks)
    within = (week >= first) & (week < end)
    before, after = value(tally, ~within), value(tally, within)
    reach = float(np.exp(NINETY * _deviation(tally, first, end)))
    return Change(
        measure=tally.measure,
        person=tally.person,
        first_week=first,
        last_week=None if end == weeks else end - 1,
        no_earlier=int(as_good.min()),
        no_later=int(as_good.max()),
        before=before,
        after=after,
        ratio=after / before,
        low=after / before / reach,
        high=after / before * reach,
        p=look.p,
    )


def _deviation(tally: Tally, first: int, end: int) -> float:
    """Give the standard deviation of the log ratio of a span, from the weeks without the change."""
    series = stand(tally)
    rule = ruler(series, Spans(first=np.array([first]), end=np.array([end])))
    excess = series.excess[:, None]
    log_ratio = rule.log_ratios(excess)[0]
    share, power = left_over(rule, excess, np.zeros(1, dtype=np.intp), log_ratio)
    variance = rule.variance(max(float(share[0]), 0.0))[0]
    if not series.is_logarithmic and log_ratio[0] < 0:
        # Fewer messages are grainier than the ordinary level would have it.
        variance += series.grain * (np.exp(-log_ratio[0]) - 1) / series.expected[first:end].sum()
    return float(np.sqrt(power[0] * variance))


def value(tally: Tally, weeks: NDArray[np.bool_]) -> float:
    """Give the value of some weeks in the unit of the measure, never quite nothing."""
    mean = float(tally.amount[weeks].sum() / max(tally.of[weeks].sum(), TINY))
    if tally.is_logarithmic:
        return float(2**mean)
    return max(DAYS_PER_WEEK * mean if tally.is_volume else mean, TINY)
