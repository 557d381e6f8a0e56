"""Find, in many weekly series of one shape at once, the span that stands out most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reknit.history.changes.noise import resemblance, widening

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reknit.history.changes.series import Series
    from reknit.history.changes.spans import Spans

# A change is at least three eighths less or three fifths more. Product choice: half of what is looked for is
# found still, and the slow ups and downs of ordinary life are not.
LEAST_LOG_RATIO = float(np.log(1.6))
# Without any five weeks of it in a row (an exam month, a long holiday) the rest still is two sevenths less or
# two fifths more. Product choice.
MONTH = 5
STILL = float(np.log(1.4))
# The share of fading variance taken while spans are compared with each other.
ASSUMED_SHARE = 0.3
# A twentieth of the ordinary level is as good as nothing.
LEAST_RATIO = 0.05
TINY = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class Standing:
    """Hold, for each of many series, its most outstanding span and how sure the rest of the weeks make it."""

    span: NDArray[np.intp]
    log_ratio: NDArray[np.float64]
    score: NDArray[np.float64]
    share: NDArray[np.float64]  # of the weekly variance that fades slowly, once the span is taken out
    power: NDArray[np.float64]  # of the weekly wobble once the span is taken out, against that before


@dataclass(frozen=True, kw_only=True, eq=False)
class Ruler:
    """Keep what all series of one shape have in common."""

    series: Series
    spans: Spans
    inside: NDArray[np.float64]  # weight within each span
    outside: NDArray[np.float64]

    def variance(self, share: float) -> NDArray[np.float64]:
        """Give the variance of the log ratio of each span against the rest, if nothing has changed."""
        weeks, length = len(self.series.expected), self.spans.length
        wide = widening(weeks)
        within = (1 + share * wide[length]) / self.inside
        total: NDArray[np.float64] = within + (1 + share * wide[weeks - length]) / self.outside
        return total

    def contrasts(self, excess: NDArray[np.float64]) -> NDArray[np.float64]:
        """Say how much better two levels fit one series than one, in standard deviations, span by span."""
        worth = self.series.grain + self.series.wobble * self.series.expected
        running = np.append(0.0, np.cumsum(excess / worth))
        inside = running[self.spans.end] - running[self.spans.first]
        apart = np.abs(inside / self.inside - (running[-1] - inside) / self.outside)
        fit: NDArray[np.float64] = apart / np.sqrt(1 / self.inside + 1 / self.outside)
        return fit

    def log_ratios(self, excess: NDArray[np.float64]) -> NDArray[np.float64]:
        """Compare every span with the rest, for series laid side by side (weeks along the first axis)."""
        series, spans = self.series, self.spans
        worth = series.grain + series.wobble * series.expected
        running = np.zeros((excess.shape[0] + 1, excess.shape[1]))
        np.cumsum(excess / worth[:, None], axis=0, out=running[1:])
        inside = running[spans.end] - running[spans.first]
        outside = running[-1] - inside
        if series.is_logarithmic:
            apart: NDArray[np.float64] = inside / self.inside[:, None] - outside / self.outside[:, None]
            return apart
        # Half a message on either side keeps the logarithm of nothing finite.
        half = 0.5 * series.grain / worth.mean()
        most, rest = (self.inside + half)[:, None], (self.outside + half)[:, None]
        inside += most
        outside += rest
        inside /= outside
        inside *= rest / most
        logs: NDArray[np.float64] = np.log(np.maximum(inside, LEAST_RATIO))
        return logs


def ruler(series: Series, spans: Spans) -> Ruler:
    """Lay the weights of a series along the spans."""
    running = np.append(0.0, np.cumsum(series.weight))
    inside = np.maximum(running[spans.end] - running[spans.first], TINY)
    return Ruler(series=series, spans=spans, inside=inside, outside=np.maximum(running[-1] - inside, TINY))


def scan(rule: Ruler, excess: NDArray[np.float64], may: NDArray[np.bool_] | None = None) -> Standing:
    """Pick the most outstanding span of each series and weigh it by the wobble that is left without it."""
    log_ratios = rule.log_ratios(excess)
    score = np.abs(log_ratios)
    score[score < LEAST_LOG_RATIO] = 0
    score /= np.sqrt(rule.variance(ASSUMED_SHARE))[:, None]
    if may is not None:
        score[~may] = 0
    span = score.argmax(axis=0)
    series = np.arange(excess.shape[1])
    log_ratio = log_ratios[span, series]
    share, power = left_over(rule, excess, span, log_ratio)
    return Standing(
        span=span,
        log_ratio=log_ratio,
        score=score[span, series] / np.sqrt(np.maximum(power, TINY)),
        share=share,
        power=power,
    )


def left_over(
    rule: Ruler, excess: NDArray[np.float64], span: NDArray[np.intp], log_ratio: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Measure the wobble once the span is taken for what it is: its fading share, and its size."""
    series = rule.series
    week = np.arange(len(series.expected))[:, None]
    within = (week >= rule.spans.first[span]) & (week < rule.spans.end[span])
    seen = np.broadcast_to((series.expected > 0)[:, None], within.shape)
    expected = np.maximum(series.expected, TINY)[:, None]
    worth = series.grain + series.wobble * expected
    relative = excess / expected
    weight = np.where(within, 0, expected / worth) * seen
    ordinary = (weight * relative).sum(axis=0) / np.maximum(weight.sum(axis=0), TINY)
    if series.is_logarithmic:
        standard = (relative - ordinary - within * log_ratio) * np.sqrt(expected / worth)
    else:
        level = np.maximum(1 + ordinary, 1e-3) * np.where(within, np.exp(log_ratio), 1)
        # The grain of a level grows with the level, its wobble with the square.
        spread = series.grain * level / expected + series.wobble * level**2
        standard = (1 + relative - level) / np.sqrt(spread)
    standard = np.where(seen, standard, 0)
    freedom = np.maximum(seen.sum(axis=0) - 2, 1)
    return resemblance(standard, seen.astype(float)), (standard**2).sum(axis=0) / freedom


def lasting(rule: Ruler, excess: NDArray[np.float64]) -> Standing:
    """Pick the most outstanding span that does not rest on any single month."""
    may = np.ones(len(rule.spans.first), dtype=bool)
    while True:
        found = scan(rule, excess[:, None], may[:, None])
        if found.score[0] == 0 or _outlasts(rule, excess, int(found.span[0]), float(found.log_ratio[0])):
            return found
        may[found.span[0]] = False


def _outlasts(rule: Ruler, excess: NDArray[np.float64], span: int, log_ratio: float) -> bool:
    """Tell whether the change is still there when any month of it is left out."""
    first, end = rule.spans.first[span], rule.spans.end[span]
    series = rule.series
    worth = series.grain + series.wobble * series.expected
    left = np.append(0, np.cumsum(excess / worth))
    weight = np.append(0, np.cumsum(series.weight))
    starts = np.arange(first, end - MONTH + 1)
    rest = left[end] - left[first] - (left[starts + MONTH] - left[starts])
    rest_weight = weight[end] - weight[first] - (weight[starts + MONTH] - weight[starts])
    outside = (left[-1] - left[end] + left[first]) / rule.outside[span]
    mean = rest / np.maximum(rest_weight, TINY)
    if series.is_logarithmic:
        remains = mean - outside
    else:
        remains = np.log(np.maximum(1 + mean, TINY) / max(1 + outside, TINY))
    return bool((remains * np.sign(log_ratio)).min() >= STILL)
