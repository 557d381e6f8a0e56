"""Look at every tally and keep what is large, lasting and surer than chance allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from reknit.history.changes.chance import EVENLY, draw, probability, usual_shares
from reknit.history.changes.scan import LEAST_LOG_RATIO, Ruler, Standing, lasting, ruler
from reknit.history.changes.series import stand
from reknit.history.changes.spans import LEAST_ORDINARY, LEAST_WEEKS, spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reknit.history.changes.chance import Draws
    from reknit.history.measures import Tally

# The share of findings that may be chance, over everything looked at (Benjamini & Hochberg 1995).
FALSE_SHARE = 0.05
# A measure that counted less than this says nothing about weeks. Product choice.
LEAST_COUNTED = 20.0
# Scores below this are never surer than one in twenty.
PLAINLY_CHANCE = 2.4
# Half the width of a 90 % interval, in standard deviations.
NINETY = 1.645
# The score that nine in ten halvings reach which are found as often. From benchmarks/calibration.
WATCHED_SCORE = 4.5
TEN_WEEKS = 10
DAYS_PER_WEEK = 7
SEED = 20041
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
    before: float
    after: float
    ratio: float
    low: float
    high: float
    p: float  # before the correction for everything looked at


@dataclass(frozen=True, kw_only=True, eq=False)
class _Look:
    """Hold what one tally showed."""

    tally: Tally
    rule: Ruler
    found: Standing
    p: float


def find_changes(tallies: Sequence[Tally], *, seed: int = SEED) -> tuple[Change, ...]:
    """Find the spans of weeks in which a measure was different, beyond what chance makes of so many looks."""
    weeks = len(tallies[0].amount) if tallies else 0
    if weeks < LEAST_WEEKS + LEAST_ORDINARY:
        return ()
    looks = _looks([each for each in tallies if _is_enough(each)], draw(weeks, seed=seed))
    largest = _largest([each.p for each in looks])
    return tuple(_change(each) for each in looks if each.p <= largest)


def is_watched(tally: Tally) -> bool:
    """Tell whether a halving kept up for ten weeks would have been seen."""
    weeks = len(tally.amount)
    if weeks < LEAST_WEEKS + LEAST_ORDINARY or not _is_enough(tally):
        return False
    series = stand(tally)
    rule = ruler(series, spans(weeks))
    found = lasting(rule, series.excess)
    return bool(np.log(2) / found.deviation[0] >= WATCHED_SCORE)


def _is_enough(tally: Tally) -> bool:
    counted = tally.of if tally.is_logarithmic else tally.amount
    return bool(counted.sum() >= LEAST_COUNTED)


def _looks(tallies: Sequence[Tally], draws: Draws) -> list[_Look]:
    """Look at every tally, and weigh what stands out by how the weeks of this couple resemble each other."""
    candidates = [_candidates(each, tallies) for each in tallies]
    others = [each[0] for tally, each in zip(tallies, candidates, strict=True) if not tally.is_volume]
    shares = EVENLY
    if others:
        typical = sorted(others, key=lambda each: each[0].series.grain / each[0].series.expected.mean())
        seen = np.array([float(found.share[0]) for _, found in others])
        shares = usual_shares(typical[len(typical) // 2][0], draws, seen)
    return [
        _look(tally, each, draws, (shares + EVENLY) / 2 if tally.is_volume else shares, shares)
        for tally, each in zip(tallies, candidates, strict=True)
    ]


def _candidates(tally: Tally, tallies: Sequence[Tally]) -> list[tuple[Ruler, Standing]]:
    """Hold a tally against its own ordinary level and, for how much one writes, against the other person."""
    candidates = [_stand_out(tally)]
    if tally.is_volume:
        for other in tallies:
            if other.measure == tally.measure and other.person != tally.person:
                beside = replace(tally, of=other.amount, is_volume=False)
                rule, found = _stand_out(beside)
                if _is_own(tally, rule, found):
                    candidates.append((rule, found))
    return candidates


def _stand_out(tally: Tally) -> tuple[Ruler, Standing]:
    series = stand(tally)
    rule = ruler(series, spans(len(tally.amount)))
    return rule, lasting(rule, series.excess)


def _is_own(tally: Tally, rule: Ruler, found: Standing) -> bool:
    """Tell whether it was this person who wrote less or more, not the other."""
    within = _within(rule, found)
    ratio = np.log(max(_value(tally, within), TINY) / max(_value(tally, ~within), TINY))
    return bool(ratio * np.sign(found.log_ratio[0]) >= LEAST_LOG_RATIO)


def _look(
    tally: Tally,
    candidates: list[tuple[Ruler, Standing]],
    draws: Draws,
    shares: NDArray[np.float64],
    others: NDArray[np.float64],
) -> _Look:
    looks = [
        _Look(tally=tally, rule=rule, found=found, p=min(1.0, len(candidates) * _p(rule, found, draws, use)))
        for (rule, found), use in zip(candidates, (shares, others), strict=False)
    ]
    return min(looks, key=lambda each: each.p)


def _p(rule: Ruler, found: Standing, draws: Draws, shares: NDArray[np.float64]) -> float:
    return probability(rule, found, draws, shares) if found.score[0] >= PLAINLY_CHANCE else 1.0


def _within(rule: Ruler, found: Standing) -> NDArray[np.bool_]:
    week, span = np.arange(len(rule.series.expected)), found.span[0]
    within: NDArray[np.bool_] = (week >= rule.spans.first[span]) & (week < rule.spans.end[span])
    return within


def _largest(chances: list[float]) -> float:
    """Give the largest chance that survives the correction of Benjamini & Hochberg; below zero if none does."""
    ordered = np.sort(chances)
    survives = np.flatnonzero(ordered <= FALSE_SHARE * np.arange(1, len(ordered) + 1) / len(ordered))
    return float(ordered[survives[-1]]) if survives.size else -1.0


def _change(look: _Look) -> Change:
    tally, span = look.tally, int(look.found.span[0])
    first, end = int(look.rule.spans.first[span]), int(look.rule.spans.end[span])
    within = _within(look.rule, look.found)
    before, after = _value(tally, ~within), _value(tally, within)
    ratio = after / before
    reach = float(np.exp(NINETY * look.found.deviation[0]))
    return Change(
        measure=tally.measure,
        person=tally.person,
        first_week=first,
        last_week=None if end == len(tally.amount) else end - 1,
        before=before,
        after=after,
        ratio=ratio,
        low=ratio / reach,
        high=ratio * reach,
        p=look.p,
    )


def _value(tally: Tally, weeks: NDArray[np.bool_]) -> float:
    """Give the value of some weeks in the unit of the measure."""
    value = float(tally.amount[weeks].sum() / max(tally.of[weeks].sum(), 1e-9))
    if tally.is_logarithmic:
        return float(2**value)
    return DAYS_PER_WEEK * value if tally.is_volume else value
